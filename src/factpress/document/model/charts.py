"""A chart before it is drawn, as plain values: positions on axes, and the words that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import Location
from factpress.document.model.origin import origin_field
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Datum:
    """One mark of a chart. Numbers are positions on the axis; texts are what stands beside the mark.

    A single figure has low == high; `when` is a moment on an axis of years (and `until` its end), None where
    the chart has no time; `level` is an index into `Chart.levels`.
    """

    text: str
    low: float = 0.0
    high: float = 0.0
    low_text: str = ""
    high_text: str = ""
    when: float | None = None
    until: float | None = None
    when_text: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled line of marks: one estimate, one group, one vintage of a series, one kind of event."""

    label: str
    data: tuple[Datum, ...]
    note: str = ""
    standing: Standing | None = None
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time that the chart marks: "Apr 1975 to Jan 1979"."""

    begin: float
    end: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the value axis with its words: 0 "0", 1000000 "1", 3000000 "3 million"."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart before it is drawn: what it shows, all words already said. `kind` names the function that draws it."""

    id: str
    kind: str
    title: str
    subtitle: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    source: str
    alt: str
    language: str
    standing: Standing
    standing_text: str
    reason: str
    doubt: str = ""  # the first sentence of the gravest reason
    levels: tuple[str, ...] = ()
    spells: tuple[Spell, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()  # (claim, value) of each value that the chart states
    sources: tuple[str, ...] = ()  # ids of the sources of those values
    origin: Location | None = origin_field()
