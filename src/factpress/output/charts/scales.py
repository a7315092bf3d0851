"""Scales from numbers and years to points, and the ticks and dates that are written along an axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.document.model import Chart, Datum, Row, Tick
from factpress.output.charts.canvas import Canvas, Words
from factpress.output.charts.scene import Box, Label, Line

MOST_GRID_LINES = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `low` stands at `start`, `high` at `end` (points)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """Where the number stands, in points."""
        return self.start + self.share(number) * (self.end - self.start)

    def share(self, number: float) -> float:
        """How far along the number stands: 0 at `low`, 1 at `high`."""
        # halves first: two huge numbers of opposite signs must not overflow
        return (number / 2 - self.low / 2) / (self.high / 2 - self.low / 2)


def value_domain(chart: Chart) -> tuple[float, float]:
    """The values the axis spans: always from zero, as far as the data and the ticks go."""
    numbers = [n for d in data(chart) for n in (d.low, d.high)] + [t.at for t in chart.ticks]
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    return (low, high) if high > low else (low, low + 1.0)


def time_domain(moments: Iterable[float]) -> tuple[float, float]:
    """The years the axis spans; a single moment gets a year on either side."""
    found = list(moments)
    low, high = min(found, default=0.0), max(found, default=1.0)
    return (low, high) if high > low else (low - 1.0, high + 1.0)


def data(chart: Chart) -> tuple[Datum, ...]:
    """All marks of the chart, row by row."""
    return tuple(datum for row in chart.rows for datum in row.data)


def shown_ticks(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    """At most five of them, evenly chosen, first and last among them."""
    ordered = sorted(ticks, key=lambda tick: tick.at)
    last = len(ordered) - 1
    if last < MOST_GRID_LINES:
        return tuple(ordered)
    gaps = next((gaps for gaps in range(MOST_GRID_LINES - 1, 1, -1) if last % gaps == 0), 1)
    return tuple(ordered[i * last // gaps] for i in range(gaps + 1))


Dated = tuple[float, str]
"""A moment on the axis of years, and its words."""


def dated(chart: Chart) -> tuple[Dated, ...]:
    """The moments of the data that have words, each once, in order."""
    found: dict[float, str] = {}
    for datum in data(chart):
        if datum.when is not None and datum.when_text:
            found.setdefault(datum.when, datum.when_text)
    return tuple(sorted(found.items()))


def date_words(text: str, canvas: Canvas) -> Words:
    """A date as it stands under the axis: it may wrap, but takes no more than a third of the width."""
    return canvas.words(text, 0.3 * canvas.width, size=canvas.axis, colour=canvas.ink.soft.hex)


def dates_height(moments: Sequence[Dated], canvas: Canvas) -> float:
    """The room the dates take under the axis, in points, their distance from it included."""
    tallest = max((date_words(text, canvas).height for _, text in moments), default=0.0)
    return tallest + 0.75 * canvas.axis


def place_dates(
    moments: Sequence[Dated], scale: Scale, axis: float, canvas: Canvas, *, strokes: bool = True
) -> tuple[tuple[Line, ...], tuple[Label, ...]]:
    """Short strokes under the axis, unless they are not wanted, with their dates, as many as stand apart.

    All of them where there is room; else the first, the last, and the round years between.
    """
    placed: list[tuple[float, tuple[Label, ...]]] = []
    for moment, text in _by_importance(moments, scale, canvas):
        words = date_words(text, canvas)
        x = scale.at(moment)
        left = max(0.0, min(x - words.width / 2, canvas.width - words.width))
        labels = words.at(left + words.width / 2, axis + 0.7 * canvas.axis, 0.5)
        taken = (other.box for _, others in placed for other in others)
        if not _meet(labels, taken, 0.6 * canvas.axis):
            placed.append((x, labels))
    placed.sort(key=lambda pair: pair[0])
    down = axis + 0.4 * canvas.axis
    lines = tuple(Line(((x, axis), (x, down)), canvas.ink.soft.hex, canvas.hairline) for x, _ in placed if strokes)
    return lines, tuple(label for _, labels in placed for label in labels)


def _meet(labels: Iterable[Label], boxes: Iterable[Box], slack: float) -> bool:
    taken = tuple(boxes)
    return any(label.box.overlaps(box, slack) for label in labels for box in taken)


def _by_importance(moments: Sequence[Dated], scale: Scale, canvas: Canvas) -> list[Dated]:
    ends = [*moments[:1], *moments[:0:-1][:1]]
    between = list(moments[1:-1])
    if _fits(moments, scale, canvas):
        return ends + between
    for step in (10, 5, 2):
        round_ones = [m for m in between if m[0] % step == 0]
        if round_ones and (step == 2 or len(round_ones) > 2):
            return ends + round_ones
    return ends + [m for m in between if m[0] % 5 == 0] + between


def _fits(moments: Sequence[Dated], scale: Scale, canvas: Canvas) -> bool:
    right = float("-inf")
    for moment, text in moments:
        half = date_words(text, canvas).width / 2
        if scale.at(moment) - half < right + 0.6 * canvas.axis:
            return False
        right = scale.at(moment) + half
    return True


def moment(datum: Datum) -> float:
    """When it was. Only for data that `timed` let pass."""
    return datum.when if datum.when is not None else 0.0


def timed(chart: Chart) -> tuple[Row, ...]:
    """The chart's rows, each in order of time. Raises Findings for data without a date: they have no place here."""
    lost = [
        Diagnostic(
            "chart-without-date",
            f'in the chart "{chart.id}" the row "{row.label}" has a value without a date ("{datum.text}")',
            chart.origin,
            hint=f'"{chart.kind}" draws along an axis of years; give the value a period or as_of, or use "bars"',
        )
        for row in chart.rows
        for datum in row.data
        if datum.when is None
    ]
    if lost:
        raise Findings(lost)
    return tuple(
        Row(row.label, tuple(sorted(row.data, key=moment)), row.note, row.standing, row.emphasis) for row in chart.rows
    )
