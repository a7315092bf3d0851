"""Lines over years: one series with labels at its first, lowest, highest and last figure, or several, named at the end.

Several lines are compared by their figures at the last date that all of them have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import BOLD, Canvas, TextBlock, TextStack
from factpress.output.charts.labels import place_label, place_mark, shown_standing, spread, standing_inset
from factpress.output.charts.scales import all_data, date_ticks, rows_by_date, start_of, time_domain
from factpress.output.charts.scene import Item, Label, Line, Plan, Scene, compose
from factpress.output.charts.xy_plot import (
    XYPlot,
    marker_boxes,
    measure_margins,
    place_axes,
    segments,
    series_marks,
    series_styles,
    usual_step,
)
from factpress.publication.facts.claims import Standing


def line(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out one row with labels at its extremes, or several, each with its name and one figure at its end.

    Neighbours that are further apart than the usual step of the data are joined by a dashed line; ranges make a band.
    Raises Findings for data without a date.
    """
    rows = rows_by_date(chart)
    dates = date_ticks(chart)
    ends = _end_labels(chart, rows, canvas) if len(rows) > 1 else ()
    columns = _columns(ends, chart, canvas) if ends else None
    right = columns.end + 1.6 * canvas.em if columns is not None else 1.2 * canvas.em
    margins = measure_margins(chart, canvas, dates, time_domain(map(start_of, all_data(chart))), right)
    least = margins.height + max(5.5 * canvas.em, sum(end.height for end in ends) + 0.3 * canvas.em * len(ends))

    def place(height: float) -> Scene:
        plot = place_axes(chart, canvas, dates, margins, height)
        styles = sorted(zip(rows, series_styles(chart, canvas), strict=True), key=lambda pair: pair[1].front)
        items = list(plot.items)
        for row, style in styles:
            items += series_marks(row, style, plot.x, plot.y, usual_step(rows), canvas)
        if columns is not None:
            items += _place_end_labels(ends, columns, {row: style.colour for row, style in styles}, plot, canvas)
        elif rows:
            items += _label_extremes(rows[0], plot, canvas)
        return compose(canvas.width, height, plot.grid, items)

    return Plan(least, max(least, 0.42 * canvas.width), place)


@dataclass(frozen=True, slots=True)
class EndLabel:
    """What is at a series' end: one of its figures, its name and note, and its standing's mark."""

    row: Row
    datum: Datum  # whose figure it is
    standing: Standing | None
    value: TextBlock
    date: TextBlock  # of the figure, where the series do not all end with it
    name: TextStack

    @property
    def height(self) -> float:
        """In points."""
        return max(self.value.height, self.date.height, self.name.height)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of figures, dates and names begin right of the standing marks, and where they end; points."""

    figures: float
    dates: float
    names: float
    end: float


def _columns(ends: tuple[EndLabel, ...], chart: Chart, canvas: Canvas) -> Columns:
    gap = 0.5 * canvas.em
    figures = standing_inset(chart, canvas)
    dates = figures + max(end.value.width for end in ends) + gap
    widest = max(end.date.width for end in ends)
    names = dates + (widest + gap if widest else 0.0)
    return Columns(figures, dates, names, names + max(end.name.width for end in ends))


def _end_labels(chart: Chart, rows: tuple[Row, ...], canvas: Canvas) -> tuple[EndLabel, ...]:
    pairs = compared_figures(rows)
    # the date is written where a line goes on after the figure, or where the figures differ in their dates
    dated = any(datum is not row.data[-1] for row, datum in pairs) or len({d.when for _, d in pairs}) > 1
    width = 0.22 * canvas.width
    return tuple(
        EndLabel(
            row,
            datum,
            shown_standing(chart, row),
            canvas.wrap(datum.text, 0.2 * canvas.width, weight=BOLD),
            canvas.wrap_note(datum.when_text if dated else "", 0.14 * canvas.width),
            TextStack((canvas.wrap(row.label, width), canvas.wrap_note(row.note, width)), 0.1 * canvas.em),
        )
        for row, datum in pairs
    )


def compared_figures(rows: tuple[Row, ...]) -> tuple[tuple[Row, Datum], ...]:
    """Each row that has data, with its figure at the last date that all of them have, or else with its last figure."""
    filled = [row for row in rows if row.data]
    shared = set[float].intersection(*({start_of(d) for d in row.data} for row in filled)) if filled else set[float]()
    if not shared:
        return tuple((row, row.data[-1]) for row in filled)
    at = max(shared)
    return tuple((row, next(d for d in row.data if start_of(d) == at)) for row in filled)


def _place_end_labels(
    ends: tuple[EndLabel, ...], columns: Columns, colours: Mapping[Row, str], plot: XYPlot, canvas: Canvas
) -> list[Item]:
    """The names in a column right of the plot, each as near its figure as possible, and joined to it by a thin line."""
    wanted = [plot.y.at(end.datum.high) / 2 + plot.y.at(end.datum.low) / 2 for end in ends]
    middles = spread(wanted, [end.height for end in ends], plot.bounds.top, plot.bounds.bottom, 0.3 * canvas.em)
    x = plot.x.end + 1.5 * canvas.em
    items: list[Item] = []
    for end, want, middle in zip(ends, wanted, middles, strict=True):
        last = plot.x.at(start_of(end.datum))
        begin = (last + 0.55 * canvas.em, want)
        stop = (x - 0.25 * canvas.em, middle)
        if stop[0] - begin[0] > 0.5 * canvas.em and (abs(want - middle) > 0.3 * canvas.em or last < plot.x.end):
            items.append(Line((begin, stop), colours[end.row], canvas.hairline))
        items += place_mark(end.standing, x, middle, canvas)
        items += end.value.centred(x + columns.figures, middle)
        items += end.date.centred(x + columns.dates, middle)
        items += end.name.at(x + columns.names, middle - end.name.height / 2)
    return items


def _label_extremes(row: Row, plot: XYPlot, canvas: Canvas) -> list[Label]:
    """Labels of the first, last, highest and lowest figure, in that order of importance, as far as they fit."""
    if not row.data:
        return []
    lowest, highest = min(row.data, key=lambda d: d.low), max(row.data, key=lambda d: d.high)
    lines = segments(row, plot.x, plot.y)
    taken = [item.box for item in plot.items if isinstance(item, Label)]
    taken += marker_boxes(row.data, 0.45 * canvas.em, plot.x, plot.y)
    placed: list[Label] = []
    for datum in dict.fromkeys((row.data[0], row.data[-1], highest, lowest)):
        for text, number, below in _texts(datum, datum is lowest and lowest.low < highest.high):
            block = canvas.wrap(text, 0.3 * canvas.width, weight=BOLD)
            point = (plot.x.at(start_of(datum)), plot.y.at(number))
            stack = TextStack((block,), 0.0)
            labels = place_label(
                stack, point, 0.62 * canvas.em, below=below, bounds=plot.bounds, taken=taken, lines=lines
            )
            placed += labels
            taken += [label.box for label in labels]
    return placed


def _texts(datum: Datum, below: bool) -> list[tuple[str, float, bool]]:
    """The labels of a datum: text, number, and whether it is placed below the mark."""
    if datum.low == datum.high:
        return [(datum.text, datum.high, below)]
    return [(datum.high_text, datum.high, False), (datum.low_text, datum.low, True)]
