"""Scales from numbers and years to points, and the ticks and dates that are written along an axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.document.model import Chart, Datum, Row, Tick
from factpress.output.charts.canvas import Canvas
from factpress.output.charts.scene import Label, Line

MAX_GRID_LINES = 5

DATE_DISTANCE = 0.45
"""Least distance between two date labels on an axis, in ems."""

DateTick = tuple[float, str]
"""A year, with its decimals, on an axis of years, and its label."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale: `low` is at `start`, `high` at `end` (points)."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """The position of the number, in points."""
        return self.start + self.share(number) * (self.end - self.start)

    def share(self, number: float) -> float:
        """The position of the number as a share of the scale: 0 at `low`, 1 at `high`."""
        # halved first, since the difference of two huge numbers of opposite signs overflows
        return (number / 2 - self.low / 2) / (self.high / 2 - self.low / 2)


def all_data(chart: Chart) -> tuple[Datum, ...]:
    """The data of all rows, row by row."""
    return tuple(datum for row in chart.rows for datum in row.data)


def value_domain(chart: Chart) -> tuple[float, float]:
    """The values that the axis spans: zero, the data and the ticks."""
    numbers = [n for d in all_data(chart) for n in (d.low, d.high)] + [t.at for t in chart.ticks]
    numbers += [chart.band.low, chart.band.high] if chart.band is not None else []
    low, high = min([0.0, *numbers]), max([0.0, *numbers])
    return (low, high) if high > low else (low, low + 1.0)


def time_domain(years: Iterable[float]) -> tuple[float, float]:
    """The years that the axis spans. A single one is extended by a year on either side."""
    found = list(years)
    low, high = min(found, default=0.0), max(found, default=1.0)
    return (low, high) if high > low else (low - 1.0, high + 1.0)


def shown_ticks(ticks: Sequence[Tick]) -> tuple[Tick, ...]:
    """At most five ticks at even distances, with the first and the last."""
    ordered = sorted(ticks, key=lambda tick: tick.at)
    last = len(ordered) - 1
    if last < MAX_GRID_LINES:
        return tuple(ordered)
    gaps = next((gaps for gaps in range(MAX_GRID_LINES - 1, 1, -1) if last % gaps == 0), 1)
    return tuple(ordered[i * last // gaps] for i in range(gaps + 1))


# dates ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def start_of(datum: Datum) -> float:
    """The beginning of a datum, in years. For data that `rows_by_date` accepts."""
    return datum.when if datum.when is not None else 0.0


def rows_by_date(chart: Chart) -> tuple[Row, ...]:
    """The chart's rows, with the data of each sorted by date. Raises Findings for data without a date."""
    undated = [
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
    if undated:
        raise Findings(undated)
    return tuple(replace(row, data=tuple(sorted(row.data, key=start_of))) for row in chart.rows)


def date_ticks(chart: Chart) -> tuple[DateTick, ...]:
    """The dates of the data that have a label, each once, in order."""
    found: dict[float, str] = {}
    for datum in all_data(chart):
        if datum.when is not None and datum.when_text:
            found.setdefault(datum.when, datum.when_text)
    return tuple(sorted(found.items()))


def _max_width(canvas: Canvas) -> float:
    """The width at which a date label is wrapped, in points."""
    return 0.3 * canvas.width


def dates_height(dates: Sequence[DateTick], canvas: Canvas) -> float:
    """The height of the date labels with their distance from the axis, in points."""
    tallest = max((canvas.wrap_note(text, _max_width(canvas)).height for _, text in dates), default=0.0)
    return tallest + 0.75 * canvas.axis_em


def place_dates(
    dates: Sequence[DateTick], scale: Scale, axis: float, canvas: Canvas, *, strokes: bool = True
) -> tuple[tuple[Line, ...], tuple[Label, ...]]:
    """The dates below an axis at height `axis`: short strokes, unless `strokes` is false, and the labels that fit.

    All of them where there is room; else the first, the last, and round years between them.
    """
    placed: list[tuple[float, tuple[Label, ...]]] = []
    for year, text in _by_importance(dates, scale, canvas):
        block = canvas.wrap_note(text, _max_width(canvas))
        x = scale.at(year)
        left = max(0.0, min(x - block.width / 2, canvas.width - block.width))
        labels = block.at(left + block.width / 2, axis + 0.7 * canvas.axis_em, 0.5)
        taken = [other.box for _, others in placed for other in others]
        if not any(label.box.overlaps(box, DATE_DISTANCE * canvas.axis_em) for label in labels for box in taken):
            placed.append((x, labels))
    placed.sort(key=lambda pair: pair[0])
    foot = axis + 0.4 * canvas.axis_em
    lines = tuple(Line(((x, axis), (x, foot)), canvas.palette.soft.hex, canvas.hairline) for x, _ in placed if strokes)
    return lines, tuple(label for _, labels in placed for label in labels)


def _by_importance(dates: Sequence[DateTick], scale: Scale, canvas: Canvas) -> list[DateTick]:
    ends = [*dates[:1], *dates[:0:-1][:1]]
    between = list(dates[1:-1])
    if _all_fit(dates, scale, canvas):
        return ends + between
    for step in (10, 5, 2):
        round_years = [date for date in between if date[0] % step == 0]
        if round_years and (step == 2 or len(round_years) > 2):
            return ends + round_years
    return ends + [date for date in between if date[0] % 5 == 0] + between


def _all_fit(dates: Sequence[DateTick], scale: Scale, canvas: Canvas) -> bool:
    right = float("-inf")
    for year, text in dates:
        half = canvas.wrap_note(text, _max_width(canvas)).width / 2
        if scale.at(year) - half < right + DATE_DISTANCE * canvas.axis_em:
            return False
        right = scale.at(year) + half
    return True
