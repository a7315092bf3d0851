"""Ranges, bars, shares and dots: a row for each figure on a level axis. Dots are also drawn over years.

Dots are not joined by a line: it would suggest that the figures were counted in the same way.
"""

from __future__ import annotations

from collections.abc import Callable

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import BOLD, Canvas, TextStack
from factpress.output.charts.category_axis import RowStyle, row_plan
from factpress.output.charts.labels import place_label, place_mark, row_colour, shown_standing, standing_inset
from factpress.output.charts.scales import Scale, all_data, date_ticks, rows_by_date, start_of, time_domain
from factpress.output.charts.scene import (
    Area,
    Box,
    Disc,
    Item,
    Label,
    Line,
    Mark,
    Plan,
    Scene,
    compose,
    diamond,
    range_bar,
    rectangle,
    stripes,
)
from factpress.output.charts.xy_plot import MAX_MARKERS, XYPlot, marker_boxes, measure_margins, place_axes, whisker

WHOLE = 100.0
"""The end of the axis of shares, in percent."""
DIAMOND_RADIUS, DOT_RADIUS = 0.85, 0.5
"""Of the marks of single figures, in ems."""
SMALL_RADIUS = 0.6
"""Of the diamond at the end of a line, in ems."""
ARROW = 2.3
"""Length of the arrow of a figure that is a bound, such as "at least", in ems."""


def ranges(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out a bar from the low to the high figure of each row, or a diamond for a single figure.

    Both ends are labelled. No midpoint is shown.
    """
    if chart.bracket is not None:
        return _figures_plan(chart, canvas, diamond, SMALL_RADIUS, thickness=1.0)
    return _figures_plan(chart, canvas, diamond, DIAMOND_RADIUS, thickness=1.6)


def bars(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out each row's figure as a bar from zero, with its label at the end.

    A bound is an outline with an arrow. The figure of a tested sentence is a diamond after dashes: it is no count.
    """
    ground = canvas.palette.background.hex

    def shape(row: Row, datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
        zero, end = scale.at(0.0), scale.at(datum.high)
        if row.tested and datum.low == datum.high:
            dash = (0.4 * canvas.em, 0.3 * canvas.em)
            stem = Line(((zero, middle), (end, middle)), colour, 2.2 * canvas.hairline, dash)
            return stem, diamond(end, middle, SMALL_RADIUS * canvas.em, colour)
        if datum.open > 0:
            pen = 0.16 * canvas.em
            inner = rectangle(zero, middle - (height - pen) / 2, end - pen / 2, middle + (height - pen) / 2)
            return Area(inner, ground, colour, pen), *_arrow(end, middle, 1, colour, canvas)
        return _bar(datum, scale, middle, height, colour)

    def reach(row: Row, datum: Datum) -> tuple[float, float]:
        return 0.0, SMALL_RADIUS if row.tested else ARROW if datum.open > 0 else 0.0

    return row_plan(
        chart, canvas, RowStyle(shape, _one_label, thickness=1.4, reach=reach, overhang=1.0, zero_line=True)
    )


def share(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out each row's share as a filled part of the outline of its whole, 0 to 100 percent."""
    pen = 1.8 * canvas.hairline

    def shape(_row: Row, datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
        left, right = scale.at(0.0), scale.at(WHOLE)
        inner = rectangle(left, middle - height / 2, right, middle + height / 2)
        outline = Area(inner, canvas.palette.background.hex, colour, pen)
        return (outline, *_bar(datum, scale, middle, height, colour))

    style = RowStyle(shape, _one_label, thickness=1.6, reach=lambda _row, _datum: (0.0, 0.0), overhang=1.0, whole=WHOLE)
    return row_plan(chart, canvas, style)


def dots(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out dots over years where every figure has a date and the dates differ; else a row for each figure."""
    data = all_data(chart)
    dates = {datum.when for datum in data}
    if None in dates or len(dates) < 2:
        return _figures_plan(chart, canvas, _dot, DOT_RADIUS, thickness=1.4)
    span = time_domain(map(start_of, data))
    last = [canvas.measure(d.text, canvas.em, BOLD) for d in data if d.when == span[1]]
    right = min(0.2 * canvas.width, max(last, default=0.0) / 2 + 0.5 * canvas.em)
    ticks = date_ticks(chart)
    margins = measure_margins(chart, canvas, ticks, span, max(right, 1.2 * canvas.em))
    least = margins.height + 7 * canvas.em

    def place(height: float) -> Scene:
        return _place_dots(chart, canvas, place_axes(chart, canvas, ticks, margins, height), height)

    return Plan(least, max(least, 0.42 * canvas.width), place)


def _figures_plan(
    chart: Chart, canvas: Canvas, single: Callable[[float, float, float, str], Mark], radius: float, *, thickness: float
) -> Plan:
    """The plan of rows with a range bar for a range and the mark `single` (x, y, radius, colour) for one figure.

    A range with a core is a thin line, and its core the bar. A bound is a stroke with an arrow. With a bracket, a thin
    line leads from zero to each single figure.
    """

    def shape(row: Row, datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
        low, high = scale.at(datum.low), scale.at(datum.high)
        if datum.core is not None:
            core = scale.at(datum.core.low), scale.at(datum.core.high)
            return *_around((low, high), core, middle, height, colour), *range_bar(*core, middle, height, colour)
        if datum.low != datum.high:
            return range_bar(low, high, middle, height, colour)
        if datum.open and not row.tested:
            reach, pen = 0.66 * height, 0.16 * canvas.em
            stop = Line(((low, middle - reach), (low, middle + reach)), colour, 1.4 * pen)
            return stop, *_arrow(low, middle, datum.open, colour, canvas)
        stem = Line(((scale.at(0.0), middle), (low, middle)), colour, 1.6 * canvas.hairline)
        return *((stem,) if chart.bracket is not None else ()), single(low, middle, radius * canvas.em, colour)

    def reach(row: Row, datum: Datum) -> tuple[float, float]:
        if datum.low != datum.high:
            return 0.0, 0.0
        if datum.open and not row.tested:
            return (0.2, ARROW) if datum.open > 0 else (ARROW, 0.2)
        return radius, radius

    ends = _joined_label if chart.band is not None else _end_labels
    return row_plan(chart, canvas, RowStyle(shape, ends, thickness, reach))


def _around(
    whole: tuple[float, float], core: tuple[float, float], middle: float, height: float, colour: str
) -> tuple[Mark, ...]:
    """A range beyond its core: a thin line to either side, with an end-stop at each figure that the core has not."""
    pen, reach = 0.13 * height, 0.4 * height
    marks: list[Mark] = []
    for outer, inner in zip(whole, core, strict=True):
        if outer != inner:
            x = outer + pen / 2 if outer < inner else outer - pen / 2
            marks.append(Line(((outer, middle), (inner, middle)), colour, pen))
            marks.append(Line(((x, middle - reach), (x, middle + reach)), colour, pen))
    return tuple(marks)


def _arrow(x: float, middle: float, toward: int, colour: str, canvas: Canvas) -> tuple[Mark, ...]:
    """An arrow from a figure to where the true value may be: to the right, or with -1 to the left."""
    pen, tip, head = 0.16 * canvas.em, x + toward * (ARROW - 0.1) * canvas.em, 0.42 * canvas.em
    back = tip - toward * head
    shaft = Line(((x, middle), (tip, middle)), colour, pen)
    return shaft, Line(((back, middle - head), (tip, middle), (back, middle + head)), colour, pen)


def _dot(x: float, y: float, radius: float, colour: str) -> Mark:
    return Disc(x, y, radius, fill=colour)


def _bar(datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
    """A solid bar from zero to the low figure, and from there stripes to the high one, closed by an end-stop."""
    zero, low, high = scale.at(0.0), scale.at(datum.low), scale.at(datum.high)
    marks: list[Mark] = []
    if low != zero:
        marks.append(Area(rectangle(zero, middle - height / 2, low, middle + height / 2), colour))
    if high != low:
        stop = 0.13 * height
        reach = 0.66 * height
        marks += stripes(low, high, middle, height, colour)
        marks.append(Line(((high - stop / 2, middle - reach), (high - stop / 2, middle + reach)), colour, stop))
    return tuple(marks)


def _one_label(datum: Datum) -> tuple[str, str]:
    return "", datum.text


def _joined_label(datum: Datum) -> tuple[str, str]:
    if datum.core is not None:
        return datum.text, datum.core.text
    return ("", datum.text) if datum.low == datum.high else (datum.text, "")


def _end_labels(datum: Datum) -> tuple[str, str]:
    if datum.core is not None:  # one label on either side, so that it is clear what belongs together
        return datum.text, datum.core.text
    return ("", datum.text) if datum.low == datum.high else (datum.low_text, datum.high_text)


def _place_dots(chart: Chart, canvas: Canvas, plot: XYPlot, height: float) -> Scene:
    rows = rows_by_date(chart)
    items = list(plot.items)
    taken = [item.box for item in items if isinstance(item, Label)]
    radius = DOT_RADIUS * canvas.em
    for row in rows:
        colour = row_colour(row, chart, canvas)
        for datum in row.data:
            x, high, low = plot.x.at(start_of(datum)), plot.y.at(datum.high), plot.y.at(datum.low)
            if datum.low == datum.high:
                items.append(_dot(x, high, radius, colour))
            else:
                items += whisker(x, low, high, colour, canvas)
        taken += marker_boxes(row.data, radius, plot.x, plot.y)
    # the highest first: its label has the least room above it
    labelled = sorted(((r, d) for r in rows for d in _labelled(r)), key=lambda p: (-p[1].high, start_of(p[1])))
    for row, datum in labelled:
        placed = _dot_label(chart, row, datum, plot, taken, canvas)
        items += placed
        taken += [item.box for item in placed if isinstance(item, Label)]
    return compose(canvas.width, height, plot.grid, items)


def _labelled(row: Row) -> tuple[Datum, ...]:
    """The figures that get a label: all, or, of very many, the first, the last, the lowest and the highest."""
    if len(row.data) <= MAX_MARKERS:
        return row.data
    lowest, highest = min(row.data, key=lambda d: d.low), max(row.data, key=lambda d: d.high)
    return tuple(dict.fromkeys((row.data[0], row.data[-1], highest, lowest)))


def _dot_label(
    chart: Chart, row: Row, datum: Datum, plot: XYPlot, taken: list[Box], canvas: Canvas
) -> tuple[Item, ...]:
    """The label of a dot, with its row's label and standing; nothing where no place is free."""
    width = 0.3 * canvas.width
    blocks = [canvas.wrap(datum.text, width, weight=BOLD)]
    if len(chart.rows) > 1:
        blocks += [canvas.wrap_note(text, width) for text in (row.label, row.note)]
    blocks = [block for block in blocks if block.lines]
    stack = TextStack(tuple(blocks), 0.1 * blocks[0].size)
    inset = standing_inset(chart, canvas)
    point = (plot.x.at(start_of(datum)), plot.y.at(datum.high))
    labels = place_label(stack, point, 0.75 * canvas.em, below=False, bounds=plot.bounds, taken=taken, inset=inset)
    if not labels:
        return ()
    first = labels[0]
    return (*place_mark(shown_standing(chart, row), first.x - inset, first.y - 0.25 * first.size, canvas), *labels)
