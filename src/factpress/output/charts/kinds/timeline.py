"""A timeline: each event in a lane of its own, where it stands in time, with its date and its words beside it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import SEMIBOLD, Canvas, Words
from factpress.output.charts.labels import (
    MARK,
    SpellHead,
    row_colour,
    shown_standing,
    spell_head,
    spell_lines,
    standing_inset,
)
from factpress.output.charts.scales import (
    Dated,
    Scale,
    data,
    dates_height,
    moment,
    place_dates,
    shown_ticks,
    time_domain,
    timed,
)
from factpress.output.charts.scene import Disc, Label, Line, Mark, Plan, Scene, compose, range_bar, standing_mark
from factpress.publication.facts.claims import Standing

RADIUS = 0.42
"""Of a moment's dot, in ems."""
BAR = 0.95
"""Height of a span's range_bar, in ems."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, measured: its words stand right of its mark, left of it, or above it."""

    row: Row
    datum: Datum
    standing: Standing | None
    when: Words
    words: Words
    run_in: bool  # date and words share one line
    side: str  # "right", "left", "above"
    inset: float
    gap: float

    @property
    def width(self) -> float:
        """Of the words with their mark, in points."""
        if self.run_in:
            return self.inset + self.when.width + self.gap + self.words.width
        return self.inset + max(self.when.width, self.words.width)

    @property
    def height(self) -> float:
        """Of the words, in points."""
        if self.run_in:
            return max(self.when.height, self.words.height)
        return self.when.height + self.words.height + (0.12 * self.when.size if self.when.lines else 0.0)


def timeline(chart: Chart, canvas: Canvas) -> Plan:
    """Events from the earliest down to the latest; each stands on a hair that leads to the axis of years.

    Raises Findings for an event without a date.
    """
    pairs = [(row, datum) for row in timed(chart) for datum in row.data]
    ends = [end for datum in data(chart) for end in (moment(datum), datum.until or moment(datum))]
    edge = 0.6 * canvas.label
    scale = Scale(*time_domain(ends), edge, canvas.width - edge)
    events = tuple(_event(chart, row, datum, scale, canvas) for row, datum in sorted(pairs, key=lambda p: moment(p[1])))
    moments: tuple[Dated, ...] = tuple(
        (t.at, t.text) for t in shown_ticks(chart.ticks) if scale.low <= t.at <= scale.high
    )
    head = spell_head(chart, scale, canvas)
    foot = dates_height(moments, canvas) if moments else 0.5 * canvas.axis
    fixed = head.height + foot + sum(_lane_height(event, canvas) for event in events) + 0.5 * canvas.label
    place = partial(_place, chart, canvas, events, scale, moments, head, foot)
    least = fixed + 0.3 * canvas.label * len(events)
    return Plan(least, max(least, fixed + 0.9 * canvas.label * len(events)), place)


def _event(chart: Chart, row: Row, datum: Datum, scale: Scale, canvas: Canvas) -> Event:
    text = datum.text if datum.text not in ("", datum.when_text) else row.label
    several = text != row.label and len(row.data) > 1
    told = f"{row.label}: {text}" if several else text
    inset, gap = standing_inset(chart, canvas), 0.5 * canvas.label
    left, right = _extent(datum, scale, canvas)
    rooms = {"right": canvas.width - right, "left": left}
    line = (
        canvas.measure(datum.when_text, canvas.label, SEMIBOLD) + gap + canvas.measure(told, canvas.label, 400) + inset
    )
    fitting = [side for side, room in rooms.items() if line <= room]
    side = fitting[0] if fitting else max(rooms, key=lambda name: rooms[name])
    if not fitting and rooms[side] < 0.3 * canvas.width:
        side, rooms = "above", {"above": canvas.width}
    room = min(rooms[side], 0.62 * canvas.width) - inset
    when = canvas.words(datum.when_text, room, weight=SEMIBOLD)
    run_in = bool(fitting)
    words = canvas.words(told, rooms[side] if run_in else room)
    return Event(row, datum, shown_standing(chart, row), when, words, run_in, side, inset, gap if when.lines else 0.0)


def _extent(datum: Datum, scale: Scale, canvas: Canvas) -> tuple[float, float]:
    """From where to where the mark stands with its air, in points."""
    left, right = scale.at(moment(datum)), scale.at(datum.until if datum.until is not None else moment(datum))
    air = (0.5 if datum.until is not None else 0.4 + RADIUS) * canvas.label
    return left - air, right + air


def _lane_height(event: Event, canvas: Canvas) -> float:
    bar = BAR * 1.32 * canvas.label
    return event.height + 0.35 * canvas.label + bar if event.side == "above" else max(event.height, bar)


def _place(
    chart: Chart,
    canvas: Canvas,
    events: tuple[Event, ...],
    scale: Scale,
    moments: tuple[Dated, ...],
    head: SpellHead,
    foot: float,
    height: float,
) -> Scene:
    bottom = height - foot
    heights = [_lane_height(event, canvas) for event in events]
    gap = (bottom - head.height - 0.5 * canvas.label - sum(heights)) / max(1, len(events))
    marks, labels = [*head.marks], [*head.labels]
    stems: list[Line] = []
    y = head.height + gap / 2
    for event, tall in zip(events, heights, strict=True):
        below = event.height + 0.35 * canvas.label if event.side == "above" else 0.0
        middle = y + below + (tall - below) / 2
        marks += _mark(event, chart, scale, middle, canvas)
        x = scale.at(moment(event.datum))
        stems.append(Line(((x, middle), (x, bottom)), canvas.ink.line.hex, canvas.hairline))
        more_marks, more_labels = _words(event, scale, y if below else middle - event.height / 2, canvas)
        marks += more_marks
        labels += more_labels
        y += tall + gap
    axis = Line(((0.0, bottom), (canvas.width, bottom)), canvas.ink.foreground.hex, 1.6 * canvas.hairline)
    strokes, dates = place_dates(moments, scale, bottom, canvas)
    spells = spell_lines(chart.spells, scale, head.height, bottom, canvas)
    return compose(canvas.width, height, [*stems, *spells], [axis, *strokes, *marks], [*labels, *dates])


def _mark(event: Event, chart: Chart, scale: Scale, middle: float, canvas: Canvas) -> tuple[Mark, ...]:
    colour = row_colour(event.row, chart, canvas)
    x = scale.at(moment(event.datum))
    if event.datum.until is None:
        return (Disc(x, middle, RADIUS * canvas.label, fill=colour),)
    return range_bar(x, scale.at(event.datum.until), middle, BAR * canvas.label, colour)


def _words(event: Event, scale: Scale, top: float, canvas: Canvas) -> tuple[tuple[Mark, ...], tuple[Label, ...]]:
    left, right = _extent(event.datum, scale, canvas)
    start = right if event.side == "right" else left - event.width
    if event.side == "above":
        start = min(max(0.0, left), canvas.width - event.width)
    x = start + event.inset
    labels = event.when.at(x, top)
    if event.run_in:
        labels += event.words.at(x + event.when.width + event.gap, top)
    else:
        labels += event.words.at(x, top + event.height - event.words.height)
    if event.standing is None:
        return (), labels
    size = MARK * canvas.label
    return standing_mark(
        event.standing, start + size / 2, top + 0.51 * canvas.label, size, canvas.ink.foreground.hex
    ), labels
