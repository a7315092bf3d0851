"""The evidence sheet: every claim as supplied and as printed, its known values, and room to sign.

This module has the sheet as plain values, without lengths. The other modules compose it and draw it.
"""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import Location
from factpress.document.model import Datum, Inlines, Tick
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Printed:
    """A sentence that states a claim: its pieces, and whether each is the statement itself.

    `places` are the places of the sentence, each once: "How many died: chart".
    """

    pieces: tuple[tuple[str, bool], ...]
    places: tuple[str, ...]

    @property
    def words(self) -> str:
        """The text without marks."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True, slots=True)
class ScaleLine:
    """One value on a scale: its source, what it counts and when, and its marks with their text.

    `number` is that of another claim that the value belongs to, None for a value of the claim. `open` is 1 for a
    lower bound, -1 for an upper bound.
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
    """Values on one axis from zero: those of the claim, and those of other claims that count the same."""

    what: str
    ticks: tuple[Tick, ...]
    lines: tuple[ScaleLine, ...]


@dataclass(frozen=True, slots=True)
class WordedValue:
    """A value that has no axis: a time, or a level of a named scale."""

    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A cited work with its locators.

    `seen_in` is the work in which it was read, if it was not read itself; `read` says how it was read.
    """

    source: str
    words: str
    seen_in: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim on the sheet."""

    number: int
    id: str
    origin: Location
    title: Inlines
    standing: Standing
    reason: Inlines
    finding: Inlines
    supplied: str
    attribution: str
    printed: tuple[Printed, ...]
    elsewhere: int  # the count of further places
    scales: tuple[Scale, ...]
    worded: tuple[WordedValue, ...]
    cites: tuple[Cited, ...]
    searched: tuple[str, ...]
    asked: tuple[tuple[str, str], ...]  # whom and when, and the answer
    contradictions: tuple[str, ...]
    checked: str
    review_by: str
    overdue: bool
    signed: tuple[str, ...]
    lapsed: tuple[str, ...]  # signed before it was last checked
    file: str


@dataclass(frozen=True, slots=True)
class Group:
    """Claims under one heading: those that a chapter is the first to print, or those that none prints."""

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """The count of claims with a standing."""

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
    on: str  # the day for which due dates were checked, in words
    tallies: tuple[Tally, ...]
    decisions: tuple[Decision, ...]
    groups: tuple[Group, ...]
    references: tuple[tuple[str, Inlines, str], ...]  # id, entry, address
    signed: int
    contradicted: int | None  # None if contradictions were not searched for

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All claims, by number."""
        return tuple(entry for group in self.groups for entry in group.entries)
