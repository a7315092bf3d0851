"""Charts whose rows lie one below the other on a level axis of values: the frame that ranges, bars, shares and dots share.

A kind says how one mark looks and which words stand at its ends; this module measures, makes room, and places.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from factpress.charts.frame import (
    Column,
    Head,
    label_column,
    place_head,
    place_standing,
    row_colour,
    standing_height,
)
from factpress.charts.scales import Scale, shown_ticks, value_domain
from factpress.charts.scene import Label, Line, Mark, Plan, Scene, compose
from factpress.charts.sheet import BOLD, Sheet, Words
from factpress.document.model import Chart, Datum

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


@dataclass(frozen=True, slots=True)
class Lane:
    """One datum, measured."""

    datum: Datum
    name: Words  # what tells it from the others of its row
    left: Words
    right: Words
    raised: bool  # the left words stand above the mark, since there is no room beside it


@dataclass(frozen=True, slots=True)
class Band:
    """One row, measured."""

    head: Head
    lanes: tuple[Lane, ...]
    colour: str


CLEAR = 0.5
"""Between a mark and its words, in ems."""


def row_plan(chart: Chart, sheet: Sheet, style: Style) -> Plan:
    """The plan of a chart in rows."""
    column = label_column(chart, sheet, _whens(chart))
    names = [[_lane_name(row.data, i, sheet) for i in range(len(row.data))] for row in chart.rows]
    name_width = max((name.width for row in names for name in row if name.lines), default=0.0)
    start = column.width + (name_width + CLEAR * sheet.label if name_width else 0.0)
    scale = _scale(chart, sheet, style, start)
    bands = tuple(
        Band(
            column.heads[i],
            tuple(_lane(datum, name, scale, sheet, style) for datum, name in zip(row.data, names[i], strict=True)),
            row_colour(row, chart, sheet),
        )
        for i, row in enumerate(chart.rows)
    )
    top = standing_height(chart, sheet) + _axis_height(chart, sheet)
    heights = [_band_height(band, sheet, style) for band in bands]
    inner, outer = (len(bands) - 1 if bands else 0), 0.45 * sheet.label
    fixed = top + sum(heights) + 2 * outer
    least = fixed + 0.55 * sheet.label * inner
    ideal = fixed + _ideal_gap(len(bands)) * sheet.label * (inner + 0.6)
    place = partial(_place, chart, sheet, style, column, scale, bands, heights, start, top)
    return Plan(least, max(least, ideal), place)


def _ideal_gap(rows: int) -> float:
    return 2.2 if rows <= 4 else 1.5 if rows <= 10 else 0.9


def _axis_height(chart: Chart, sheet: Sheet) -> float:
    return 1.65 * sheet.axis if chart.ticks else 0.4 * sheet.axis


def _whens(chart: Chart) -> list[str]:
    """When each row's single figure was, where that tells rows apart; what all share belongs in the subtitle."""
    whens = [row.data[0].when_text if len(row.data) == 1 else "" for row in chart.rows]
    told = [when if when not in row.label and when not in row.note else "" for when, row in zip(whens, chart.rows, strict=True)]
    return told if len(set(whens)) > 1 else [""] * len(whens)


def _lane_name(row: tuple[Datum, ...], index: int, sheet: Sheet) -> Words:
    text = row[index].when_text if len(row) > 1 else ""
    return sheet.words(text, 0.2 * sheet.width, size=sheet.axis, colour=sheet.ink.soft.hex)


def _end_words(datum: Datum, room: float, sheet: Sheet, style: Style) -> tuple[Words, Words]:
    left, right = style.ends(datum)
    return sheet.words(left, 0.6 * room, weight=BOLD), sheet.words(right, 0.6 * room, weight=BOLD)


def _scale(chart: Chart, sheet: Sheet, style: Style, start: float) -> Scale:
    """As wide as the words right of every mark, and half the last tick's, allow."""
    low, high = value_domain(chart)
    whole = Scale(low, high, 0.0, 1.0)
    room = sheet.width - start
    width = room
    for row in chart.rows:
        for datum in row.data:
            words = _end_words(datum, room, sheet, style)[1]
            share = whole.share(datum.high)
            if share > 0:
                width = min(width, (room - _clear(datum, sheet, style) - words.width) / share)
    return Scale(low, high, start, start + max(width, 0.3 * room))


def _lane(datum: Datum, name: Words, scale: Scale, sheet: Sheet, style: Style) -> Lane:
    room = sheet.width - scale.start
    left, right = _end_words(datum, room, sheet, style)
    beside = scale.at(datum.low) - scale.start - _clear(datum, sheet, style) - 0.2 * sheet.label
    return Lane(datum, name, left, right, bool(left.lines) and left.width > beside)


def _clear(datum: Datum, sheet: Sheet, style: Style) -> float:
    """From a figure to its words, in points."""
    return (CLEAR + style.reach(datum)) * sheet.label


def _lane_height(lane: Lane, sheet: Sheet, style: Style) -> float:
    raised = lane.left.height + 0.35 * sheet.label if lane.raised else 0.0
    beside = 0.0 if lane.raised else lane.left.height
    return raised + max(style.thickness * 1.2 * sheet.label, lane.right.height, beside, lane.name.height)


def _lanes_height(band: Band, sheet: Sheet, style: Style) -> float:
    heights = [_lane_height(lane, sheet, style) for lane in band.lanes]
    return sum(heights) + 0.35 * sheet.label * max(0, len(heights) - 1)


def _band_height(band: Band, sheet: Sheet, style: Style) -> float:
    return max(band.head.height, _lanes_height(band, sheet, style))


def _place(
    chart: Chart,
    sheet: Sheet,
    style: Style,
    column: Column,
    scale: Scale,
    bands: tuple[Band, ...],
    heights: list[float],
    start: float,
    top: float,
    height: float,
) -> Scene:
    marks, labels = map(list, place_standing(chart, sheet))
    labels += _tick_labels(chart, scale, sheet, top)
    outer = 0.45 * sheet.label
    spare = height - top - sum(heights) - 2 * outer
    gap = spare / (len(bands) + 0.6 - 1) if bands else 0.0
    y = top + outer + (0.3 * gap if bands else 0.0)
    for band, tall in zip(bands, heights, strict=True):
        more_marks, more_labels = _place_band(band, column, scale, sheet, style, y, tall)
        marks += more_marks
        labels += more_labels
        y += tall + gap
    return compose(sheet.width, height, _grid(chart, scale, sheet, style, top, height), marks, labels)


def _place_band(
    band: Band, column: Column, scale: Scale, sheet: Sheet, style: Style, top: float, height: float
) -> tuple[list[Mark], list[Label]]:
    head_marks, head_labels = place_head(band.head, column, top + height / 2, sheet)
    marks, labels = list(head_marks), list(head_labels)
    y = top + (height - _lanes_height(band, sheet, style)) / 2
    for lane in band.lanes:
        tall = _lane_height(lane, sheet, style)
        raised = lane.left.height + 0.35 * sheet.label if lane.raised else 0.0
        middle = y + raised + (tall - raised) / 2
        marks += style.shape(lane.datum, scale, middle, style.thickness * sheet.label, band.colour)
        labels += _lane_labels(lane, scale, sheet, style, y, middle)
        y += tall + 0.35 * sheet.label
    return marks, labels


def _lane_labels(lane: Lane, scale: Scale, sheet: Sheet, style: Style, top: float, middle: float) -> list[Label]:
    clear = _clear(lane.datum, sheet, style)
    low, high = scale.at(lane.datum.low), scale.at(lane.datum.high)
    labels = list(lane.name.centred(scale.start - CLEAR * sheet.label, middle, 1.0))
    labels += lane.right.centred(high + clear, middle)
    if lane.raised:
        x = max(0.0, min(low - style.reach(lane.datum) * sheet.label, sheet.width - lane.left.width))
        labels += lane.left.at(x, top)
    else:
        labels += lane.left.centred(low - clear, middle, 1.0)
    return labels


def _tick_labels(chart: Chart, scale: Scale, sheet: Sheet, top: float) -> list[Label]:
    """The axis words above the plot; the last may lean back from the edge, and one that meets another is left out."""
    labels: list[Label] = []
    ticks = shown_ticks(chart.ticks)
    for tick in ticks[:1] + ticks[:0:-1]:  # the first, then from the last backwards: the ends matter most
        words = sheet.words(tick.text, sheet.width, size=sheet.axis, colour=sheet.ink.soft.hex)
        left = min(scale.at(tick.at) - words.width / 2, sheet.width - words.width)
        placed = words.at(max(left, 0.0), top - 1.35 * sheet.axis)
        if not any(a.box.overlaps(b.box, 0.5 * sheet.axis) for a in placed for b in labels):
            labels += placed
    return labels


def _grid(chart: Chart, scale: Scale, sheet: Sheet, style: Style, top: float, bottom: float) -> list[Line]:
    def upright(number: float, colour: str, width: float) -> Line:
        return Line(((scale.at(number), top), (scale.at(number), bottom)), colour, width)

    firm = style.zero_line
    lines = [
        upright(t.at, sheet.ink.line.hex, sheet.hairline) for t in shown_ticks(chart.ticks) if not (firm and t.at == 0)
    ]
    if firm:
        lines.append(upright(0.0, sheet.ink.foreground.hex, 1.6 * sheet.hairline))
    return lines
