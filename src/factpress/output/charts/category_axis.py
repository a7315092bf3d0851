"""Rows one below the other on a level axis of values: the frame that ranges, bars, shares and dots have in common.

A kind says how one mark looks and which words stand at its ends; this module measures, makes room, and places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from factpress.document.model import Chart, Datum, Tick
from factpress.output.charts.canvas import BOLD, Canvas, Words
from factpress.output.charts.labels import (
    Column,
    Head,
    label_column,
    moved,
    place_head,
    place_standing,
    row_colour,
    standing_height,
)
from factpress.output.charts.scales import Scale, shown_ticks, value_domain
from factpress.output.charts.scene import Label, Line, Mark, Plan, Scene, compose

Shape = Callable[[Datum, Scale, float, float, str], tuple[Mark, ...]]
"""Datum, scale, the lane's middle, the bar's height, colour -> marks."""
Ends = Callable[[Datum], tuple[str, str]]
"""What stands left of the mark and right of it."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a kind differs from its siblings."""

    shape: Shape
    ends: Ends
    thickness: float  # of the bar, in ems
    reach: Callable[[Datum], float]  # how far the shape stands out past its figures, in ems
    zero_line: bool = False  # bars stand on a firm line
    whole: float | None = None  # a share: the axis ends here, and the words stay within it


@dataclass(frozen=True, slots=True)
class Lane:
    """One datum, measured. Words that find no room beside the mark stand above it."""

    datum: Datum
    name: Words  # what tells it from the others of its row
    left: Words
    right: Words
    raised: Words | None = None
    within: bool = False  # the right words stand on the mark itself, reversed


@dataclass(frozen=True, slots=True)
class Band:
    """One row, measured."""

    head: Head
    lanes: tuple[Lane, ...]
    colour: str


CLEAR = 0.5
"""Between a mark and its words, in ems."""
BETWEEN_LANES = 0.35
"""Between two marks of one row, in ems."""
OUTER = 0.3
"""Above the first row and below the last, in ems."""
EDGE = 0.3
"""The share of a gap that stands above the first row and below the last as well."""
LEAST_GAP = 0.4
"""Between two rows where height is short, in ems."""


def row_plan(chart: Chart, canvas: Canvas, style: Style) -> Plan:
    """The plan of a chart in rows."""
    column = label_column(chart, canvas)
    names = [[_lane_name(row.data, i, canvas) for i in range(len(row.data))] for row in chart.rows]
    name_width = max((name.width for row in names for name in row if name.lines), default=0.0)
    start = column.width + (name_width + CLEAR * canvas.label if name_width else 0.0)
    scale = _scale(chart, canvas, style, start)
    bands = tuple(
        Band(
            column.heads[i],
            tuple(_lane(datum, name, scale, canvas, style) for datum, name in zip(row.data, names[i], strict=True)),
            row_colour(row, chart, canvas),
        )
        for i, row in enumerate(chart.rows)
    )
    head = _head(chart, scale, canvas, style)
    heights = [sum(_reaches(band, canvas, style)) for band in bands]
    inner, outer = max(0, len(bands) - 1), OUTER * canvas.label
    fixed = head[2] + sum(heights) + 2 * outer
    least = fixed + LEAST_GAP * canvas.label * (inner + 2 * EDGE)
    ideal = fixed + _ideal_gap(len(bands)) * canvas.label * (inner + 2 * EDGE)
    place = partial(_place, chart, canvas, style, column, scale, bands, heights, head)
    return Plan(least, max(least, ideal), place)


def _ideal_gap(rows: int) -> float:
    return 2.2 if rows <= 4 else 1.5 if rows <= 10 else 0.9


def _ticks(chart: Chart, style: Style) -> tuple[Tick, ...]:
    """The ticks to draw; a whole is its own measure unless the ticks reach its end."""
    ticks = shown_ticks(chart.ticks)
    return ticks if style.whole is None or any(tick.at == style.whole for tick in ticks) else ()


def _head(
    chart: Chart, scale: Scale, canvas: Canvas, style: Style
) -> tuple[tuple[Mark, ...], tuple[Label, ...], float]:
    """Axis words and the chart's standing: on one line where they do not meet. Marks, labels, and the plot's top."""
    marks, labels = place_standing(chart, canvas, left=True)
    ticks = _tick_labels(_ticks(chart, style), scale, canvas)
    meet = any(a.box.overlaps(b.box, canvas.axis) for a in labels for b in ticks)
    ticks = moved(ticks, standing_height(chart, canvas) if meet else 0.0)
    bottom = max((label.box.bottom for label in (*labels, *ticks)), default=0.0)
    return marks, (*labels, *ticks), bottom + 0.4 * canvas.axis


def _lane_name(row: tuple[Datum, ...], index: int, canvas: Canvas) -> Words:
    text = row[index].when_text if len(row) > 1 else ""
    return canvas.words(text, 0.2 * canvas.width, size=canvas.axis, colour=canvas.ink.soft.hex)


def _end_words(datum: Datum, room: float, canvas: Canvas, style: Style) -> tuple[Words, Words]:
    left, right = style.ends(datum)
    return canvas.words(left, 0.6 * room, weight=BOLD), canvas.words(right, 0.6 * room, weight=BOLD)


def _scale(chart: Chart, canvas: Canvas, style: Style, start: float) -> Scale:
    """As wide as the words right of every mark, and half the last tick's, allow."""
    low, high = value_domain(chart)
    room = canvas.width - start
    if style.whole is not None:
        return Scale(low, max(high, style.whole), start, canvas.width - canvas.hairline)
    whole = Scale(low, high, 0.0, 1.0)
    width = room - 0.1 * canvas.label
    for row in chart.rows:
        for datum in row.data:
            words = _end_words(datum, room, canvas, style)[1]
            share = whole.share(datum.high)
            if share > 0:
                width = min(width, (room - 0.1 * canvas.label - _clear(datum, canvas, style) - words.width) / share)
    return Scale(low, high, start, start + max(width, 0.3 * room))


def _lane(datum: Datum, name: Words, scale: Scale, canvas: Canvas, style: Style) -> Lane:
    nothing = canvas.words("", canvas.width)
    left, right = _end_words(datum, canvas.width - scale.start, canvas, style)
    clear = _clear(datum, canvas, style)
    if style.whole is not None:
        if scale.at(datum.high) + clear + right.width > scale.end - 0.3 * canvas.label:
            if scale.at(datum.low) - scale.start >= right.width + 2 * clear:
                return Lane(datum, name, nothing, replace(right, colour=canvas.ink.background.hex), within=True)
            return Lane(datum, name, nothing, nothing, raised=right)
    elif left.width > scale.at(datum.low) - scale.start - clear - 0.2 * canvas.label:
        return Lane(datum, name, nothing, right, raised=left if left.lines else None)
    return Lane(datum, name, left, right)


def _clear(datum: Datum, canvas: Canvas, style: Style) -> float:
    """From a figure to its words, in points."""
    return (CLEAR + style.reach(datum)) * canvas.label


def _raised(lane: Lane, canvas: Canvas) -> float:
    """The room for the words above the mark, in points."""
    return lane.raised.height + 0.35 * canvas.label if lane.raised is not None else 0.0


def _lane_height(lane: Lane, canvas: Canvas, style: Style) -> float:
    bar = style.thickness * (1.0 if style.whole is not None else 1.2) * canvas.label
    return _raised(lane, canvas) + max(bar, lane.right.height, lane.left.height, lane.name.height)


def _lanes_height(band: Band, canvas: Canvas, style: Style) -> float:
    heights = [_lane_height(lane, canvas, style) for lane in band.lanes]
    return sum(heights) + BETWEEN_LANES * canvas.label * max(0, len(heights) - 1)


def _reaches(band: Band, canvas: Canvas, style: Style) -> tuple[float, float]:
    """How far the row reaches above and below its middle: that of its label, and of its mark where it has one only."""
    half = band.head.height / 2
    lanes = _lanes_height(band, canvas, style)
    raised = _raised(band.lanes[0], canvas) if len(band.lanes) == 1 else 0.0
    return max(half, raised + (lanes - raised) / 2), max(half, (lanes - raised) / 2)


def _place(
    chart: Chart,
    canvas: Canvas,
    style: Style,
    column: Column,
    scale: Scale,
    bands: tuple[Band, ...],
    heights: list[float],
    head: tuple[tuple[Mark, ...], tuple[Label, ...], float],
    height: float,
) -> Scene:
    marks, labels, top = [*head[0]], [*head[1]], head[2]
    outer = OUTER * canvas.label
    spare = height - top - sum(heights) - 2 * outer
    gap = spare / (len(bands) - 1 + 2 * EDGE) if bands else 0.0
    y = top + outer + EDGE * gap
    for band, tall in zip(bands, heights, strict=True):
        more_marks, more_labels = _place_band(band, column, scale, canvas, style, y)
        marks += more_marks
        labels += more_labels
        y += tall + gap
    return compose(canvas.width, height, _grid(chart, scale, canvas, style, top, height), marks, labels)


def _place_band(
    band: Band, column: Column, scale: Scale, canvas: Canvas, style: Style, top: float
) -> tuple[list[Mark], list[Label]]:
    up = _reaches(band, canvas, style)[0]
    head_marks, head_labels = place_head(band.head, column, top + up, canvas)
    marks, labels = list(head_marks), list(head_labels)
    lanes = _lanes_height(band, canvas, style)
    raised = _raised(band.lanes[0], canvas) if len(band.lanes) == 1 else 0.0
    y = top + up - raised - (lanes - raised) / 2
    for lane in band.lanes:
        tall = _lane_height(lane, canvas, style)
        raised = _raised(lane, canvas)
        middle = y + raised + (tall - raised) / 2
        marks += style.shape(lane.datum, scale, middle, style.thickness * canvas.label, band.colour)
        labels += _lane_labels(lane, scale, canvas, style, y, middle)
        y += tall + BETWEEN_LANES * canvas.label
    return marks, labels


def _lane_labels(lane: Lane, scale: Scale, canvas: Canvas, style: Style, top: float, middle: float) -> list[Label]:
    clear = _clear(lane.datum, canvas, style)
    low, high = scale.at(lane.datum.low), scale.at(lane.datum.high)
    labels = list(lane.name.centred(scale.start - CLEAR * canvas.label, middle, 1.0))
    labels += lane.left.centred(low - clear, middle, 1.0)
    labels += lane.right.centred(low - clear, middle, 1.0) if lane.within else lane.right.centred(high + clear, middle)
    if lane.raised is not None:
        x = min(low - style.reach(lane.datum) * canvas.label, canvas.width - lane.raised.width)
        labels += lane.raised.at(max(0.0, x), top)
    return labels


def _tick_labels(ticks: tuple[Tick, ...], scale: Scale, canvas: Canvas) -> tuple[Label, ...]:
    """The axis words above the plot; the last may lean back from the edge, and one that meets another is left out."""
    labels: list[Label] = []
    for tick in ticks[:1] + ticks[:0:-1]:  # the first, then from the last backwards: the ends matter most
        words = canvas.words(tick.text, canvas.width, size=canvas.axis, colour=canvas.ink.soft.hex)
        left = min(scale.at(tick.at) - words.width / 2, canvas.width - words.width)
        placed = words.at(max(left, 0.0), 0.02 * canvas.axis)
        if not any(a.box.overlaps(b.box, 0.5 * canvas.axis) for a in placed for b in labels):
            labels += placed
    return tuple(sorted(labels, key=lambda label: label.x))


def _grid(chart: Chart, scale: Scale, canvas: Canvas, style: Style, top: float, bottom: float) -> list[Line]:
    def upright(number: float, colour: str, width: float) -> Line:
        return Line(((scale.at(number), top), (scale.at(number), bottom)), colour, width)

    firm = style.zero_line
    lines = [
        upright(t.at, canvas.ink.line.hex, canvas.hairline) for t in _ticks(chart, style) if not (firm and t.at == 0)
    ]
    if firm:
        lines.append(upright(0.0, canvas.ink.foreground.hex, 1.6 * canvas.hairline))
    return lines
