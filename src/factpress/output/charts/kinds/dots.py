"""Dots without a line, on purpose: figures that must not be joined, since they were not counted in the same way."""

from __future__ import annotations

from functools import partial

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import BOLD, Sheet
from factpress.output.charts.category_axis import Shape, Style, row_plan
from factpress.output.charts.date_labels import dated
from factpress.output.charts.glyphs import standing_mark, threadbar
from factpress.output.charts.labels import beside
from factpress.output.charts.labels_and_legend import MARK, row_colour, shown_standing, standing_inset
from factpress.output.charts.scales import Scale, data, time_domain
from factpress.output.charts.scene import Box, Disc, Label, Mark, Plan, Scene, compose
from factpress.output.charts.series import MOST_POINTS, moment, timed, whisker
from factpress.output.charts.xy_axes import Outside, Plot, outside, plot

RADIUS = 0.5
"""Of a dot, in ems."""


def dots(chart: Chart, sheet: Sheet) -> Plan:
    """Over years where every figure has its own date, each with its words beside it; else a row for each."""
    moments = {datum.when for datum in data(chart)}
    if None in moments or len(moments) < 2:
        return row_plan(chart, sheet, Style(_shape(sheet), _ends, thickness=1.4, reach=_reach))
    span = time_domain([moment(d) for d in data(chart)])
    last = [sheet.measure(d.text, sheet.label, BOLD) for d in data(chart) if d.when == span[1]]
    right = min(0.2 * sheet.width, max(last, default=0.0) / 2 + 0.5 * sheet.label)
    around = outside(chart, sheet, dated(chart), span, max(right, 1.2 * sheet.label))
    fixed = around.head.height + around.air(chart, sheet) + around.foot
    least = fixed + 7 * sheet.label
    return Plan(least, max(least, 0.42 * sheet.width), partial(_place, chart, sheet, around))


def _reach(datum: Datum) -> float:
    return RADIUS if datum.low == datum.high else 0.0


def _shape(sheet: Sheet) -> Shape:
    def shape(datum: Datum, scale: Scale, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
        if datum.low == datum.high:
            return (Disc(scale.at(datum.low), middle, RADIUS * sheet.label, fill=colour),)
        return threadbar(scale.at(datum.low), scale.at(datum.high), middle, height, colour)

    return shape


def _ends(datum: Datum) -> tuple[str, str]:
    if datum.low == datum.high:
        return "", datum.text
    return datum.low_text, datum.high_text


def _place(chart: Chart, sheet: Sheet, around: Outside, height: float) -> Scene:
    rows = timed(chart)
    frame = plot(chart, sheet, dated(chart), around, height)
    marks: list[Mark] = [*frame.marks]
    labels = list(frame.labels)
    taken = [label.box for label in labels]
    radius = RADIUS * sheet.label
    for row in rows:
        colour = row_colour(row, chart, sheet)
        for datum in row.data:
            x, high, low = frame.x.at(moment(datum)), frame.y.at(datum.high), frame.y.at(datum.low)
            if datum.low == datum.high:
                marks.append(Disc(x, high, radius, fill=colour))
            else:
                marks += whisker(x, low, high, colour, sheet)
            taken.append(Box(x - radius, high - radius, x + radius, low + radius))
    # the highest first: what stands over it has the least room to give way
    for row, datum in sorted(
        ((r, d) for r in rows for d in _told(r)), key=lambda pair: (-pair[1].high, moment(pair[1]))
    ):
        more_marks, more_labels = _words(chart, row, datum, frame, taken, sheet)
        marks += more_marks
        labels += more_labels
        taken += [label.box for label in more_labels]
    return compose(sheet.width, height, frame.grid, marks, labels)


def _told(row: Row) -> tuple[Datum, ...]:
    """The figures that are written: all, or of very many the first, the last, the lowest and the highest."""
    if len(row.data) <= MOST_POINTS:
        return row.data
    lowest, highest = min(row.data, key=lambda d: d.low), max(row.data, key=lambda d: d.high)
    return tuple(dict.fromkeys((row.data[0], row.data[-1], highest, lowest)))


def _words(
    chart: Chart, row: Row, datum: Datum, frame: Plot, taken: list[Box], sheet: Sheet
) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
    width = 0.3 * sheet.width
    blocks = [sheet.words(datum.text, width, weight=BOLD)]
    if len(chart.rows) > 1:
        blocks += [
            sheet.words(text, width, size=sheet.axis, colour=sheet.ink.soft.hex) for text in (row.label, row.note)
        ]
    blocks = [block for block in blocks if block.lines]
    inset = standing_inset(chart, sheet)
    spot = (frame.x.at(moment(datum)), frame.y.at(datum.high))
    labels = beside(blocks, spot, 0.75 * sheet.label, below=False, bounds=frame.bounds, taken=taken, inset=inset)
    standing = shown_standing(chart, row)
    if standing is None or not labels:
        return (), labels
    size = MARK * sheet.label
    first = labels[0]
    return standing_mark(
        standing, first.x - inset + size / 2, first.y - 0.25 * first.size, size, sheet.ink.foreground.hex
    ), labels
