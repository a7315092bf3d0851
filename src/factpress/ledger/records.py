"""The ledger as plain values: each printing, and the values that it states."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from factpress.core.diagnostics import Location
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A statement of a claim's value in a printing, with the same words on each of its `places`.

    `value` is the value's key, "" for the claim's words as supplied. `role` is the role that it was stated by. `words`
    are the printed words; `plain` is their canonical form, "" if they could not be parsed. `places` are the labels of
    the pages or slides, as printed.
    """

    claim: str
    value: str
    role: str
    words: str
    plain: str
    standing: Standing | None
    places: tuple[str, ...]

    @property
    def address(self) -> str:
        """The value as texts address it: "claim/key"; the claim alone for its words as supplied."""
        return f"{self.claim}/{self.value}" if self.value else self.claim


@dataclass(frozen=True, slots=True)
class Printing:
    """Copies of one file that were printed, or handed out, on one day.

    `edition` is the day that the file itself names. If it is `recalled`, no copy is in use since that day.
    """

    id: str
    product: str
    file: str
    sha256: str
    printed: dt.date
    copies: int
    edition: dt.date | None = None
    purpose: str = ""
    recalled: dt.date | None = None
    carried: tuple[PrintedValue, ...] = ()
    location: Location | None = field(default=None, compare=False)

    @property
    def on_slides(self) -> bool:
        """Whether its places are slides; otherwise they are pages."""
        return self.file.lower().endswith(".pptx")


@dataclass(frozen=True, slots=True)
class Ledger:
    """All printings, in the order in which they were recorded."""

    printings: tuple[Printing, ...] = ()

    def free_id(self, product: str, printed: dt.date) -> str:
        """An id that no printing has: "2026-11-23-booklet-a5", with a number appended if that is taken."""
        taken = {printing.id for printing in self.printings}
        first = name = f"{printed}-{product}"
        count = 2
        while name in taken:
            name, count = f"{first}-{count}", count + 1
        return name
