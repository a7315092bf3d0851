"""What the organisation does and asks for: its works, helplines, prayer points and gifts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, path_exists
from factpress.publication.facts.claims import Citation
from factpress.publication.facts.sources import load_sources
from factpress.publication.gifts import GIFTS, Gift, load_gifts
from factpress.publication.helplines import HELPLINES, Helpline, load_helplines
from factpress.publication.prayers import PRAYERS, Prayer, load_prayers
from factpress.publication.works import WORKS, Work, load_works

R = TypeVar("R")

OUTREACH_FILES: Mapping[str, Path] = {"works": WORKS, "helplines": HELPLINES, "prayers": PRAYERS, "gifts": GIFTS}
"""The files by the kinds of their records."""


@dataclass(frozen=True, slots=True)
class Outreach:
    """The records by id. `unread` are the kinds whose files have errors, so that a record may be missing."""

    works: Mapping[str, Work] = field(default_factory=dict[str, Work])
    helplines: Mapping[str, Helpline] = field(default_factory=dict[str, Helpline])
    prayers: Mapping[str, Prayer] = field(default_factory=dict[str, Prayer])
    gifts: Mapping[str, Gift] = field(default_factory=dict[str, Gift])
    unread: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()  # those that have a file

    def records(self, kind: str) -> Mapping[str, Work | Helpline | Prayer | Gift]:
        """The records of a kind of `OUTREACH_FILES` by id."""
        return {"works": self.works, "helplines": self.helplines, "prayers": self.prayers, "gifts": self.gifts}[kind]

    @property
    def citations(self) -> Iterator[Citation]:
        """The citations of all records."""
        for record in (*self.works.values(), *self.helplines.values(), *self.prayers.values()):
            yield from record.cites


def outreach_kinds(root: Path) -> frozenset[str]:
    """Return the kinds of records for which a publication has a file."""
    return frozenset(kind for kind, path in OUTREACH_FILES.items() if path_exists(root / path))


def load_outreach(places: Places, problems: Problems) -> Outreach:
    """Return the valid records; none where there is no file."""
    kinds = outreach_kinds(places.root)
    if not kinds:
        return Outreach()
    _, known = load_sources(places, Problems())  # its errors are reported with the claims
    unread: set[str] = set()

    def read(kind: str, load: Callable[[], Mapping[str, R]]) -> Mapping[str, R]:
        before = len(problems.errors)
        found = load()
        if len(problems.errors) > before:
            unread.add(kind)
        return found

    works = read("works", lambda: load_works(places, known, problems))
    helplines = read("helplines", lambda: load_helplines(places, known, problems))
    prayers = read("prayers", lambda: load_prayers(places, known, problems))
    gifts = read("gifts", lambda: load_gifts(places, problems))
    return Outreach(works, helplines, prayers, gifts, frozenset(unread), kinds)
