"""Dots without a line, on purpose: figures that must not be joined, since they were not counted in the same way."""

from __future__ import annotations

from functools import partial

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import BOLD, Canvas
from factpress.output.charts.category_axis import Shape, Style, row_plan
from factpress.output.charts.date_labels import dated
from factpress.output.charts.glyphs import range_bar, standing_mark
from factpress.output.charts.labels import beside
from factpress.output.charts.labels_and_legend import MARK, row_colour, shown_standing, standing_inset
from factpress.output.charts.scales import Scale, data, time_domain
from factpress.output.charts.scene import Box, Disc, Label, Mark, Plan, Scene, compose
from factpress.output.charts.series import MOST_POINTS, moment, timed, whisker
from factpress.output.charts.xy_axes import Outside, Plot, outside, plot

RADIUS = 0.5
"""Of a dot, in ems."""


def dots(chart: Chart, canvas: Canvas) -> Plan:
    """Over years where every figure has its own date, each with its words beside it; else a row for each."""
    moments = {datum.when for datum in data(chart)}
    if None in moments or len(moments) < 2:
        return row_plan(chart, canvas, Style(_shape(canvas), _ends, thickness=1.4, reach=_reach))
    span = time_domain([moment(d) for d in data(chart)])
    last = [canvas.measure(d.text, canvas.label, BOLD) for d in data(chart) if d.when == span[1]]
    right = min(0.2 * canvas.width, max(last, default=0.0) / 2 + 0.5 * canvas.label)
    around = outside(chart, canvas, dated(chart), span, max(right, 1.2 * canvas.label))
    fixed = around.head.height + around.air(chart, canvas) + around.foot
    least = fixed + 7 * canvas.label
    return Plan(least, max(least, 0.42 * canvas.width), partial(_place, chart, canvas, around))


def _reach(datum: Datum) -> float:
    return RADIUS if datum.low == datum.high else 0.0


def _shape(canvas: Canvas) -> Shape:
    def shape(datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
        if datum.low == datum.high:
            return (Disc(scale.at(datum.low), middle, RADIUS * canvas.label, fill=colour),)
        return range_bar(scale.at(datum.low), scale.at(datum.high), middle, height, colour)

    return shape


def _ends(datum: Datum) -> tuple[str, str]:
    if datum.low == datum.high:
        return "", datum.text
    return datum.low_text, datum.high_text


def _place(chart: Chart, canvas: Canvas, around: Outside, height: float) -> Scene:
    rows = timed(chart)
    frame = plot(chart, canvas, dated(chart), around, height)
    marks: list[Mark] = [*frame.marks]
    labels = list(frame.labels)
    taken = [label.box for label in labels]
    radius = RADIUS * canvas.label
    for row in rows:
        colour = row_colour(row, chart, canvas)
        for datum in row.data:
            x, high, low = frame.x.at(moment(datum)), frame.y.at(datum.high), frame.y.at(datum.low)
            if datum.low == datum.high:
                marks.append(Disc(x, high, radius, fill=colour))
            else:
                marks += whisker(x, low, high, colour, canvas)
            taken.append(Box(x - radius, high - radius, x + radius, low + radius))
    # the highest first: what stands over it has the least room to give way
    for row, datum in sorted(
        ((r, d) for r in rows for d in _told(r)), key=lambda pair: (-pair[1].high, moment(pair[1]))
    ):
        more_marks, more_labels = _words(chart, row, datum, frame, taken, canvas)
        marks += more_marks
        labels += more_labels
        taken += [label.box for label in more_labels]
    return compose(canvas.width, height, frame.grid, marks, labels)


def _told(row: Row) -> tuple[Datum, ...]:
    """The figures that are written: all, or of very many the first, the last, the lowest and the highest."""
    if len(row.data) <= MOST_POINTS:
        return row.data
    lowest, highest = min(row.data, key=lambda d: d.low), max(row.data, key=lambda d: d.high)
    return tuple(dict.fromkeys((row.data[0], row.data[-1], highest, lowest)))


def _words(
    chart: Chart, row: Row, datum: Datum, frame: Plot, taken: list[Box], canvas: Canvas
) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
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
