"""Charts before they are drawn: marks as numbers, with all labels as text."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import Location
from factpress.document.model.inlines import origin_field
from factpress.document.model.maps import CountryMap
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Core:
    """A range within that of a mark, such as the one that is likely, with its label."""

    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class Datum:
    """One mark of a chart. Numbers are positions on the axis; texts are its labels.

    A single number has low == high; `when` is a moment on an axis of years (and `until` its end), None if the chart
    has no time; `years_text` are the years of an event; `level` is an index into `Chart.levels`. `open` is 1 if the
    true value may be higher, as of "at least", and -1 if it may be lower.
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
    open: int = 0
    core: Core | None = None
    years_text: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled line of marks: one estimate, one group, one vintage of a series, one kind of event.

    A row with a `group` is the first under that head. `callout` is a remark next to its mark. `tested` marks the figure
    of a sentence that is tested: it is no count, and is drawn apart from counts.
    """

    label: str
    data: tuple[Datum, ...]
    note: str = ""
    standing: Standing | None = None
    emphasis: bool = False
    group: str = ""
    callout: str = ""
    tested: bool = False


@dataclass(frozen=True, slots=True)
class PeriodBand:
    """A period that the chart marks: "Apr 1975 to Jan 1979"."""

    begin: float
    end: float
    label: str


@dataclass(frozen=True, slots=True)
class ValueBand:
    """A range that lies behind all rows, such as the one in which estimates agree, with its figure and its meaning."""

    low: float
    high: float
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """The difference between the figures of two rows, by their indexes, with its figure and its meaning."""

    rows: tuple[int, int]
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A position on the value axis with its text: 0 "0", 1000000 "1", 3000000 "3 million"."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart before it is drawn, with all its text. `kind` names the function that draws it.

    `subtitle` says what is counted, `reading` how to read it. `page_reason` is the part of the reason that the chapter
    does not have before the chart, "" if it has all of it; None is all of it. `opening` is whether it opens its part
    over two pages: a map, or a timeline below one. A map above a timeline has a `corner` for the title of the part.
    """

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
    never: str = ""  # what is said of a level that no mark has
    periods: tuple[PeriodBand, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()  # (claim, value) of each value that the chart states
    sources: tuple[str, ...] = ()  # ids of the sources of those values
    map: CountryMap | None = None  # of a chart of kind "map"
    band: ValueBand | None = None
    bracket: Bracket | None = None
    reading: str = ""
    page_reason: str | None = None
    doubt_said: bool = False  # the section says the doubt before the chart
    opening: bool = False
    corner: bool = False
    origin: Location | None = origin_field()

    @property
    def reason_on_page(self) -> str:
        """The reason as a page says it below the chart.

        Of one that the chapter has already it is the first sentence, and nothing if the section has that sentence.
        """
        if self.page_reason is None:
            return self.reason
        return self.page_reason or ("" if self.doubt_said else self.doubt)

    @property
    def description(self) -> str:
        """What is counted and how to read it, as a page says it below the title."""
        end = "." if self.subtitle and self.reading and self.subtitle[-1].isalnum() else ""
        return " ".join(filter(None, (self.subtitle + end, self.reading)))
