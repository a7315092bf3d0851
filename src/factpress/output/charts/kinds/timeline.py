"""A timeline: a row for each event, with its label in a column, its mark over the years, and its date next to it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import BOLD, Canvas, TextBlock
from factpress.output.charts.labels import (
    COLUMN_GAP,
    LabelColumn,
    RowLabel,
    label_column,
    period_lines,
    place_row_label,
    plot_header,
    row_colour,
)
from factpress.output.charts.scales import (
    DateTick,
    Scale,
    dates_height,
    place_dates,
    rows_by_date,
    start_of,
    time_domain,
)
from factpress.output.charts.scene import Item, Line, Mark, Plan, Scene, compose, diamond, range_bar

COLUMN = 0.42
"""The largest share of the width that labels take: they are longer than the dates."""
RADIUS = 0.58
"""Radius of the diamond of a date, in ems."""
BAR_HEIGHT = 0.95
"""Height of the bar of a span, in ems."""
DATE_GAP = 0.45
"""Distance between a mark and its date, in ems."""
LEAST_SIDE = 0.3
"""The share of the plot beside a mark that its date needs to be there on several lines."""
ROW_GAP, PITCH = 0.25, 1.9
"""Least distance between two rows, and the ideal one between their middles, in ems."""
OUTER_GAP, EDGE = 0.3, 0.3
"""Space above the first row and below the last, in ems, and the share of the gap between rows that is added to it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, measured. Its date is right of its mark, left of it, or above it."""

    row: Row
    datum: Datum
    label: RowLabel
    date: TextBlock
    position: str  # "right", "left", "above"
    above: float  # how far the event extends above the middle of its row, in points
    below: float


def timeline(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out events from the earliest down to the latest, at even distances. Grid lines are at the ticks only.

    Raises Findings for an event without a date.
    """
    chart = replace(chart, rows=_rows_of_events(chart))
    data = tuple(row.data[0] for row in chart.rows)
    years = [year for datum in data for year in (start_of(datum), datum.until or start_of(datum))]
    years += [math.floor(min(years))] if years else []  # for the tick of the first year
    column = label_column(chart, canvas, COLUMN)
    edge = (RADIUS + 0.02) * canvas.em
    first = max(edge, column.width - 0.5 * COLUMN_GAP * canvas.em + edge)  # a diamond keeps its distance to the labels
    scale = Scale(*time_domain(years), first, canvas.width - edge)
    measured = zip(chart.rows, data, column.labels, strict=True)
    events = tuple(_event(row, datum, label, scale, column, canvas) for row, datum, label in measured)
    dates: tuple[DateTick, ...] = tuple(
        (tick.at, tick.text) for tick in chart.ticks if scale.low <= tick.at <= scale.high
    )
    header = plot_header(chart, scale, canvas)
    foot = dates_height(dates, canvas) if dates else 0.5 * canvas.axis_em
    pitch = max((a.below + b.above for a, b in pairwise(events)), default=0.0) + ROW_GAP * canvas.em
    gaps = max(0, len(events) - 1)
    above, below = (events[0].above, events[-1].below) if events else (0.0, 0.0)
    outer = OUTER_GAP * canvas.em
    least = header.height + foot + above + below + 2 * outer + pitch * gaps
    more = max(0.4 * canvas.em, PITCH * canvas.em - pitch)

    def place(height: float) -> Scene:
        bottom = height - foot
        spare = (height - least) / (gaps + 2 * EDGE)
        top = header.height + outer + EDGE * spare + above
        middles = [top + i * (pitch + spare) for i in range(len(events))]
        items = _place_events(chart, events, middles, scale, column, canvas)
        strokes, date_labels = place_dates(dates, scale, bottom, canvas)
        grid = _grid(strokes, header.height, canvas)
        grid += period_lines(chart.periods, scale, header.height, bottom, canvas)
        return compose(canvas.width, height, grid, [*header.items, *items, *date_labels])

    return Plan(least, least + more * (gaps + 2 * EDGE), place)


def _rows_of_events(chart: Chart) -> tuple[Row, ...]:
    """A row for each event, in the order of their dates; its label says what happened."""
    pairs = [(row, datum) for row in rows_by_date(chart) for datum in row.data]
    rows: list[Row] = []
    for row, datum in sorted(pairs, key=lambda pair: start_of(pair[1])):
        first = next(iter(row.data))
        label = datum.text if datum.text not in ("", datum.when_text) else row.label
        if label != row.label and len(row.data) > 1:
            label = f"{row.label}: {label}"
        rows.append(replace(row, label=label, data=(datum,), note=row.note if datum is first else ""))
    return tuple(rows)


def _event(row: Row, datum: Datum, label: RowLabel, scale: Scale, column: LabelColumn, canvas: Canvas) -> Event:
    left, right = _extent(datum, scale, canvas)
    rooms = {"right": canvas.width - right, "left": left - column.width}
    length = canvas.measure(datum.when_text, canvas.em, BOLD)
    position = next((name for name, room in rooms.items() if length <= room), "")
    if not position:
        position = max(rooms, key=lambda name: rooms[name])
        if rooms[position] < LEAST_SIDE * (canvas.width - column.width):
            position, rooms = "above", {"above": canvas.width - column.width}
    date = canvas.wrap(datum.when_text, rooms[position], weight=BOLD)
    mark = BAR_HEIGHT * 1.32 * canvas.em / 2
    half = label.text.height / 2
    if position == "above":
        return Event(
            row, datum, label, date, position, max(half, mark + 0.2 * canvas.em + date.height), max(half, mark)
        )
    reach = max(half, mark, date.height / 2)
    return Event(row, datum, label, date, position, reach, reach)


def _extent(datum: Datum, scale: Scale, canvas: Canvas) -> tuple[float, float]:
    """The left and the right end of the mark with the gap around it, in points."""
    left, right = scale.at(start_of(datum)), scale.at(datum.until if datum.until is not None else start_of(datum))
    gap = (DATE_GAP if datum.until is not None else DATE_GAP + RADIUS) * canvas.em
    return left - gap, right + gap


def _grid(strokes: Sequence[Line], top: float, canvas: Canvas) -> list[Line]:
    """The lines of the ticks, from their strokes below the plot up.

    A first or last year that is not as far from its neighbour as the round years are from one another has none.
    """
    feet = [stroke.points[-1] for stroke in strokes]
    if len(feet) > 3:
        step = feet[2][0] - feet[1][0]
        begin = int(abs(feet[1][0] - feet[0][0] - step) > 0.05 * step)
        end = len(feet) - int(abs(feet[-1][0] - feet[-2][0] - step) > 0.05 * step)
        feet = feet[begin:end]
    return [Line(((x, top), (x, foot)), canvas.palette.line.hex, canvas.hairline) for x, foot in feet]


def _place_events(
    chart: Chart,
    events: Sequence[Event],
    middles: Sequence[float],
    scale: Scale,
    column: LabelColumn,
    canvas: Canvas,
) -> list[Item]:
    """The labels, marks and dates of the events, each centred on the middle of its row."""
    items: list[Item] = []
    for event, middle in zip(events, middles, strict=True):
        items += place_row_label(event.label, column, middle, canvas)
        items += _mark(event, chart, scale, middle, canvas)
        items += _place_date(event, scale, column, middle, canvas)
    return items


def _mark(event: Event, chart: Chart, scale: Scale, middle: float, canvas: Canvas) -> tuple[Mark, ...]:
    colour = row_colour(event.row, chart, canvas)
    x = scale.at(start_of(event.datum))
    if event.datum.until is None:
        return (diamond(x, middle, RADIUS * canvas.em, colour),)
    return range_bar(x, scale.at(event.datum.until), middle, BAR_HEIGHT * canvas.em, colour)


def _place_date(event: Event, scale: Scale, column: LabelColumn, middle: float, canvas: Canvas) -> tuple[Item, ...]:
    left, right = _extent(event.datum, scale, canvas)
    match event.position:
        case "right":
            return event.date.centred(right, middle)
        case "left":
            return event.date.centred(left, middle, 1.0)
        case _:
            start = min(max(column.width, left), canvas.width - event.date.width)
            return event.date.at(start, middle - event.above)
