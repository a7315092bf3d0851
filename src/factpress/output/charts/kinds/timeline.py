"""A timeline: each event has a lane, with its mark on an axis of years and its date and text next to the mark."""

from __future__ import annotations

import math
from dataclasses import dataclass

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import REGULAR, SEMIBOLD, Canvas, TextBlock
from factpress.output.charts.labels import (
    period_lines,
    place_mark,
    plot_header,
    row_colour,
    shown_standing,
    standing_inset,
)
from factpress.output.charts.scales import (
    DateTick,
    Scale,
    all_data,
    dates_height,
    place_dates,
    rows_by_date,
    start_of,
    time_domain,
)
from factpress.output.charts.scene import Disc, Item, Line, Mark, Plan, Scene, compose, range_bar
from factpress.publication.facts.claims import Standing

RADIUS = 0.42
"""Radius of the dot of a date, in ems."""
BAR_HEIGHT = 0.95
"""Height of the bar of a span, in ems."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, measured. Its text is right of its mark, left of it, or above it."""

    row: Row
    datum: Datum
    standing: Standing | None
    date: TextBlock
    text: TextBlock
    one_line: bool  # date and text share one line
    position: str  # "right", "left", "above"
    inset: float
    gap: float

    @property
    def width(self) -> float:
        """The width of date and text with the standing mark, in points."""
        if self.one_line:
            return self.inset + self.date.width + self.gap + self.text.width
        return self.inset + max(self.date.width, self.text.width)

    @property
    def height(self) -> float:
        """The height of date and text, in points."""
        if self.one_line:
            return max(self.date.height, self.text.height)
        return self.date.height + self.text.height + (0.12 * self.date.size if self.date.lines else 0.0)


def timeline(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out events from the earliest down to the latest. A thin line leads from each to the axis of years.

    Raises Findings for an event without a date.
    """
    pairs = [(row, datum) for row in rows_by_date(chart) for datum in row.data]
    years = [year for datum in all_data(chart) for year in (start_of(datum), datum.until or start_of(datum))]
    years += [math.floor(min(years))] if years else []  # for the tick of the first year
    edge = 0.6 * canvas.em
    scale = Scale(*time_domain(years), edge, canvas.width - edge)
    events = tuple(_event(chart, *pair, scale, canvas) for pair in sorted(pairs, key=lambda pair: start_of(pair[1])))
    dates: tuple[DateTick, ...] = tuple(
        (tick.at, tick.text) for tick in chart.ticks if scale.low <= tick.at <= scale.high
    )
    header = plot_header(chart, scale, canvas)
    foot = dates_height(dates, canvas) if dates else 0.5 * canvas.axis_em
    fixed = header.height + foot + sum(_lane_height(event, canvas) for event in events) + 0.5 * canvas.em
    least = fixed + 0.12 * canvas.em * len(events)

    def place(height: float) -> Scene:
        bottom = height - foot
        stems, items = _place_events(chart, events, scale, header.height, bottom, canvas)
        axis = Line(((0.0, bottom), (canvas.width, bottom)), canvas.palette.foreground.hex, 1.6 * canvas.hairline)
        strokes, date_labels = place_dates(dates, scale, bottom, canvas)
        periods = period_lines(chart.periods, scale, header.height, bottom, canvas)
        return compose(canvas.width, height, [*stems, *periods], [axis, *strokes, *header.items, *items, *date_labels])

    return Plan(least, max(least, fixed + 0.9 * canvas.em * len(events)), place)


def _event(chart: Chart, row: Row, datum: Datum, scale: Scale, canvas: Canvas) -> Event:
    text = datum.text if datum.text not in ("", datum.when_text) else row.label
    if text != row.label and len(row.data) > 1:
        text = f"{row.label}: {text}"
    inset, gap = standing_inset(chart, canvas), 0.5 * canvas.em
    left, right = _extent(datum, scale, canvas)
    rooms = {"right": canvas.width - right, "left": left}
    length = (
        canvas.measure(datum.when_text, canvas.em, SEMIBOLD) + gap + canvas.measure(text, canvas.em, REGULAR) + inset
    )
    fitting = [position for position, room in rooms.items() if length <= room]
    position = fitting[0] if fitting else max(rooms, key=lambda name: rooms[name])
    if not fitting and rooms[position] < 0.3 * canvas.width:
        position, rooms = "above", {"above": canvas.width}
    room = min(rooms[position], 0.62 * canvas.width) - inset
    one_line = bool(fitting)
    date = canvas.wrap(datum.when_text, room, weight=SEMIBOLD)
    block = canvas.wrap(text, rooms[position] if one_line else room)
    gap = gap if date.lines else 0.0
    return Event(row, datum, shown_standing(chart, row), date, block, one_line, position, inset, gap)


def _extent(datum: Datum, scale: Scale, canvas: Canvas) -> tuple[float, float]:
    """The left and the right end of the mark with the gap around it, in points."""
    left, right = scale.at(start_of(datum)), scale.at(datum.until if datum.until is not None else start_of(datum))
    gap = (0.5 if datum.until is not None else 0.4 + RADIUS) * canvas.em
    return left - gap, right + gap


def _lane_height(event: Event, canvas: Canvas) -> float:
    bar = BAR_HEIGHT * 1.32 * canvas.em
    return event.height + 0.35 * canvas.em + bar if event.position == "above" else max(event.height, bar)


def _place_events(
    chart: Chart, events: tuple[Event, ...], scale: Scale, top: float, bottom: float, canvas: Canvas
) -> tuple[list[Line], list[Item]]:
    """The thin lines from the events to the axis, and the marks and labels of the events."""
    heights = [_lane_height(event, canvas) for event in events]
    gap = (bottom - top - 0.5 * canvas.em - sum(heights)) / max(1, len(events))
    items: list[Item] = []
    stems: list[Line] = []
    y = top + gap / 2
    for event, height in zip(events, heights, strict=True):
        above = event.height + 0.35 * canvas.em if event.position == "above" else 0.0
        middle = y + above + (height - above) / 2
        items += _mark(event, chart, scale, middle, canvas)
        x = scale.at(start_of(event.datum))
        stems.append(Line(((x, middle), (x, bottom)), canvas.palette.line.hex, canvas.hairline))
        items += _place_text(event, scale, y if above else middle - event.height / 2, canvas)
        y += height + gap
    return stems, items


def _mark(event: Event, chart: Chart, scale: Scale, middle: float, canvas: Canvas) -> tuple[Mark, ...]:
    colour = row_colour(event.row, chart, canvas)
    x = scale.at(start_of(event.datum))
    if event.datum.until is None:
        return (Disc(x, middle, RADIUS * canvas.em, fill=colour),)
    return range_bar(x, scale.at(event.datum.until), middle, BAR_HEIGHT * canvas.em, colour)


def _place_text(event: Event, scale: Scale, top: float, canvas: Canvas) -> tuple[Item, ...]:
    left, right = _extent(event.datum, scale, canvas)
    start = right if event.position == "right" else left - event.width
    if event.position == "above":
        start = min(max(0.0, left), canvas.width - event.width)
    x = start + event.inset
    if event.one_line:
        text = event.text.at(x + event.date.width + event.gap, top)
    else:
        text = event.text.at(x, top + event.height - event.text.height)
    return (*place_mark(event.standing, start, top + 0.51 * canvas.em, canvas), *event.date.at(x, top), *text)
