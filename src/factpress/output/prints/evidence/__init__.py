"""The evidence sheet: every claim as supplied and as printed, its known values, and room to sign.

This module has the sheet as plain values, without any length; the other modules compose and draw it.
"""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import Location
from factpress.document.model import Datum, Inlines, Tick
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Printed:
    """Words in which the publication states a claim: pieces, and whether each is the statement itself.

    `places` says where, once for each place: "How many died: chart".
    """

    pieces: tuple[tuple[str, bool], ...]
    places: tuple[str, ...]

    @property
    def words(self) -> str:
        """The words alone."""
        return "".join(words for words, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class Line:
    """One value on a scale: who says so, what exactly and when, and the marks with their words.

    `number` is that of the claim it belongs to, None for the claim's own. `open` is 1 for a figure that may be
    exceeded, -1 for one that may not be reached.
    """

    who: str
    about: str
    marks: tuple[Datum, ...]
    words: str
    number: int | None = None
    claim: str = ""
    open: int = 0


@dataclass(frozen=True, slots=True)
class Scale:
    """Values that can stand on one axis from nought: those of the claim, and those of others that count the same."""

    what: str
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Worded:
    """A value that no axis can show: a time, or a level of a named scale."""

    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Cited:
    """Who says so and where in it; `seen_in` where we saw it, if the cited work itself was not read."""

    source: str
    words: str
    seen_in: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim on the sheet."""

    number: int
    id: str
    origin: Location
    title: Inlines
    standing: Standing
    reason: Inlines
    supplied: str
    attribution: str
    printed: tuple[Printed, ...]
    elsewhere: int  # further places in which it is printed, beyond those listed
    scales: tuple[Scale, ...]
    worded: tuple[Worded, ...]
    cites: tuple[Cited, ...]
    contradictions: tuple[str, ...]
    checked: str
    review_by: str
    overdue: bool
    signed: tuple[str, ...]
    lapsed: tuple[str, ...]  # signed before it was last checked
    file: str


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that stand together: those that a chapter is the first to print, or that none prints."""

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims have a standing."""

    standing: Standing
    count: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A claim that the board should decide on first, and why."""

    number: int
    id: str
    title: Inlines
    standing: Standing
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The whole sheet."""

    title: str
    organisation: str
    edition: str
    date: str  # ISO 8601 day of the edition
    on: str  # the day on which dues were looked up, in words
    tallies: tuple[Tally, ...]
    decisions: tuple[Decision, ...]
    groups: tuple[Group, ...]
    references: tuple[tuple[str, Inlines, str], ...]  # id, entry, address
    signed: int
    contradicted: int | None  # None where nobody looked for contradictions

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every claim, by its number."""
        return tuple(entry for group in self.groups for entry in group.entries)
