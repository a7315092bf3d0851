"""Ranges, bars, shares and dots: a row for each figure on a level axis. Dots are also drawn over years.

Dots are not joined by a line: it would suggest that the figures were counted in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import BOLD, Canvas
from factpress.output.charts.category_axis import Style, row_plan
from factpress.output.charts.labels import MARK, beside, row_colour, shown_standing, standing_inset
from factpress.output.charts.scales import Scale, data, dated, moment, time_domain, timed
from factpress.output.charts.scene import (
    Area,
    Box,
    Disc,
    Label,
    Line,
    Mark,
    Plan,
    Scene,
    box,
    compose,
    diamond,
    range_bar,
    standing_mark,
    threads,
)
from factpress.output.charts.xy_plot import MOST_POINTS, Outside, Plot, outside, plot, whisker

WHOLE = 100.0
"""The end of the axis of shares, in percent."""
DIAMOND_RADIUS, DOT_RADIUS = 0.85, 0.5
"""Of the marks of single figures, in ems."""


def ranges(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out a bar from the low to the high figure of each row, or a diamond for a single figure.

    Both ends are labelled. No midpoint is shown.
    """
    return _figures_plan(chart, canvas, diamond, DIAMOND_RADIUS, thickness=1.6)


def bars(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out each row's figure as a bar from zero, with its label at the end."""
    return row_plan(chart, canvas, Style(_bar, _one_label, thickness=1.5, reach=lambda _: 0.0, zero_line=True))


def share(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out each row's share as a filled part of the outline of its whole, 0 to 100 percent."""
    pen = 1.8 * canvas.hairline

    def shape(datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
        left, right = scale.at(0.0), scale.at(WHOLE)
        inner = box(left, middle - height / 2, right, middle + height / 2)
        outline = Area(inner, canvas.ink.background.hex, colour, pen)
        return (outline, *_bar(datum, scale, middle, height, colour))

    return row_plan(chart, canvas, Style(shape, _one_label, thickness=1.6, reach=lambda _: 0.0, whole=WHOLE))


def dots(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out dots over years where every figure has a date and the dates differ; else a row for each figure."""
    moments = {datum.when for datum in data(chart)}
    if None in moments or len(moments) < 2:
        return _figures_plan(chart, canvas, _dot, DOT_RADIUS, thickness=1.4)
    span = time_domain([moment(d) for d in data(chart)])
    last = [canvas.measure(d.text, canvas.label, BOLD) for d in data(chart) if d.when == span[1]]
    right = min(0.2 * canvas.width, max(last, default=0.0) / 2 + 0.5 * canvas.label)
    around = outside(chart, canvas, dated(chart), span, max(right, 1.2 * canvas.label))
    fixed = around.head.height + around.air(chart, canvas) + around.foot
    least = fixed + 7 * canvas.label
    return Plan(least, max(least, 0.42 * canvas.width), partial(_place_dots, chart, canvas, around))


def _figures_plan(
    chart: Chart, canvas: Canvas, single: Callable[[float, float, float, str], Mark], radius: float, *, thickness: float
) -> Plan:
    """The plan of rows with a range bar for a range and the mark `single` (x, y, radius, colour) for one figure."""

    def shape(datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
        if datum.low == datum.high:
            return (single(scale.at(datum.low), middle, radius * canvas.label, colour),)
        return range_bar(scale.at(datum.low), scale.at(datum.high), middle, height, colour)

    def reach(datum: Datum) -> float:
        return radius if datum.low == datum.high else 0.0

    return row_plan(chart, canvas, Style(shape, _end_labels, thickness, reach))


def _dot(x: float, y: float, radius: float, colour: str) -> Mark:
    return Disc(x, y, radius, fill=colour)


def _bar(datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
    """A solid bar from zero to the low figure, and from there stripes to the high one, closed by an end-stop."""
    zero, low, high = scale.at(0.0), scale.at(datum.low), scale.at(datum.high)
    marks: list[Mark] = []
    if low != zero:
        marks.append(Area(box(zero, middle - height / 2, low, middle + height / 2), colour))
    if high != low:
        stop = 0.13 * height
        reach = 0.66 * height
        marks += threads(low, high, middle, height, colour)
        marks.append(Line(((high - stop / 2, middle - reach), (high - stop / 2, middle + reach)), colour, stop))
    return tuple(marks)


def _one_label(datum: Datum) -> tuple[str, str]:
    return "", datum.text


def _end_labels(datum: Datum) -> tuple[str, str]:
    return ("", datum.text) if datum.low == datum.high else (datum.low_text, datum.high_text)


def _place_dots(chart: Chart, canvas: Canvas, around: Outside, height: float) -> Scene:
    rows = timed(chart)
    frame = plot(chart, canvas, dated(chart), around, height)
    marks: list[Mark] = [*frame.marks]
    labels = list(frame.labels)
    taken = [label.box for label in labels]
    radius = DOT_RADIUS * canvas.label
    for row in rows:
        colour = row_colour(row, chart, canvas)
        for datum in row.data:
            x, high, low = frame.x.at(moment(datum)), frame.y.at(datum.high), frame.y.at(datum.low)
            if datum.low == datum.high:
                marks.append(_dot(x, high, radius, colour))
            else:
                marks += whisker(x, low, high, colour, canvas)
            taken.append(Box(x - radius, high - radius, x + radius, low + radius))
    # the highest first: its label has the least room above it
    for row, datum in sorted(
        ((r, d) for r in rows for d in _labelled(r)), key=lambda pair: (-pair[1].high, moment(pair[1]))
    ):
        more_marks, more_labels = _dot_label(chart, row, datum, frame, taken, canvas)
        marks += more_marks
        labels += more_labels
        taken += [label.box for label in more_labels]
    return compose(canvas.width, height, frame.grid, marks, labels)


def _labelled(row: Row) -> tuple[Datum, ...]:
    """The figures that get a label: all, or, of very many, the first, the last, the lowest and the highest."""
    if len(row.data) <= MOST_POINTS:
        return row.data
    lowest, highest = min(row.data, key=lambda d: d.low), max(row.data, key=lambda d: d.high)
    return tuple(dict.fromkeys((row.data[0], row.data[-1], highest, lowest)))


def _dot_label(
    chart: Chart, row: Row, datum: Datum, frame: Plot, taken: list[Box], canvas: Canvas
) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
    """The label of a dot, with its row's label and standing; nothing where no place is free."""
    width = 0.3 * canvas.width
    blocks = [canvas.words(datum.text, width, weight=BOLD)]
    if len(chart.rows) > 1:
        blocks += [
            canvas.words(text, width, size=canvas.axis, colour=canvas.ink.soft.hex) for text in (row.label, row.note)
        ]
    blocks = [block for block in blocks if block.lines]
    inset = standing_inset(chart, canvas)
    spot = (frame.x.at(moment(datum)), frame.y.at(datum.high))
    labels = beside(blocks, spot, 0.75 * canvas.label, below=False, bounds=frame.bounds, taken=taken, inset=inset)
    standing = shown_standing(chart, row)
    if standing is None or not labels:
        return (), labels
    size = MARK * canvas.label
    first = labels[0]
    return standing_mark(
        standing, first.x - inset + size / 2, first.y - 0.25 * first.size, size, canvas.ink.foreground.hex
    ), labels
