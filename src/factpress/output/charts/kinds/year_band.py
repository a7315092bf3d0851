"""A timeline over two facing pages: a band with one upright thread a year, and the events above and below it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.document.model import Chart, Datum, Row
from factpress.output.charts.canvas import BOLD, REGULAR, Canvas, TextBlock, TextStack
from factpress.output.charts.labels import MARK_EM, place_mark, shown_standing, spread
from factpress.output.charts.scales import rows_by_date, start_of
from factpress.output.charts.scene import Item, Label, Line, Plan, Scene
from factpress.publication.facts.claims import Standing

MOST_LINES = 2
"""The lines below the year of an event."""
ONE_LINE = (8.0, 0.0)
"""The width of a label, in ems, up to which it is on one line: the first of these that leaves room for all."""
STROKE, STROKE_GAP = 0.9, 0.12
"""Length of the stroke from the band to a label, and its distance from both, in ems."""
APART = 1.0
"""Least distance between two labels, in ems."""
STROKE_WIDTH = 0.13
MOST_TRIED = 12
"""The events on one page of which each is tried above and below the band."""
AT_EDGE = 0.2
"""A stroke so near to the side of its label, as a share of its width, is at the side of the text."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, measured, with the place of its stroke in points."""

    x: float
    text: TextStack
    standing: Standing | None = None
    inset: float = 0.0  # for the mark of its standing

    @property
    def width(self) -> float:
        """In points."""
        return self.text.width + self.inset


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with the left side of its label, above or below the band."""

    event: Event
    left: float
    above: bool


def year_band(chart: Chart, canvas: Canvas) -> Plan:
    """Lay out the labels of the events around the band, with none near to the fold.

    Labels are above the band, and on the right-hand page below it, too: the left one has its verse there. Raises
    Findings for an event without a date, and if the labels have no room.
    """
    rows = [(row, datum) for row in rows_by_date(chart) for datum in row.data]
    first, last = canvas.years or _years_of([datum for _, datum in rows])
    pitch = (canvas.width - 2 * canvas.edge) / (last + 1 - first)

    def at(year: float) -> float:
        return canvas.edge + (year + 0.5 - first) * pitch

    taken = {_middle(datum) for _, datum in rows}
    ends = [_event_of("", str(year), at(year), canvas) for year in (first, last) if year not in taken]
    placed = None
    for widest in ONE_LINE:
        events = [_event(row, datum, chart, at(_middle(datum)), widest, canvas) for row, datum in rows]
        placed = placed or _place([*events, *ends], canvas)
    if placed is None:
        message = f'the timeline "{chart.id}" has more labels than two pages have room for'
        raise Findings(
            [Diagnostic("chart-too-tall", message, chart.origin, hint="give it fewer rows or shorter labels")]
        )
    stroke = (STROKE + 2 * STROKE_GAP) * canvas.em
    above = max((one.event.text.height for one in placed if one.above), default=0.0) + stroke
    below = max((one.event.text.height for one in placed if not one.above), default=0.0) + stroke
    # the band is in the middle of the drawing
    least = canvas.band + 2 * max(above, below)

    def place(height: float) -> Scene:
        items = [item for one in placed for item in _items(one, height, canvas)]
        threads = () if canvas.years is not None else _threads(map(at, range(first, last + 1)), height, canvas)
        labels = tuple(item for item in items if isinstance(item, Label))
        marks = (item for item in items if not isinstance(item, Label))
        return Scene(canvas.width, height, (*threads, *marks), labels)

    return Plan(least, least, place)


def _years_of(data: Sequence[Datum]) -> tuple[int, int]:
    ends = [math.floor(end) for datum in data for end in (start_of(datum), _last_of(datum))]
    return min(ends, default=0), max(ends, default=0)


def _last_of(datum: Datum) -> float:
    """A moment in the last year of an event: a period ends at the beginning of what follows."""
    return start_of(datum) if datum.until is None else max(start_of(datum), datum.until - 1e-6)


def _middle(datum: Datum) -> float:
    """The thread of the event; the middle of the threads of several years."""
    return (math.floor(start_of(datum)) + math.floor(_last_of(datum))) / 2


def _event(row: Row, datum: Datum, chart: Chart, x: float, widest: float, canvas: Canvas) -> Event:
    label = row.label if len(row.data) == 1 or not datum.text else datum.text
    event = _event_of(f"{label}, {row.note}" if row.note else label, datum.years_text, x, canvas, widest)
    standing = shown_standing(chart, row)
    return replace(event, standing=standing, inset=1.2 * MARK_EM * canvas.em) if standing else event


def _event_of(label: str, years: str, x: float, canvas: Canvas, widest: float = 0.0) -> Event:
    head = canvas.wrap(years, canvas.width, weight=BOLD, colour=canvas.palette.heading.hex)
    return Event(x, TextStack((head, _short(label, widest * canvas.em, canvas)), 0.1 * canvas.em))


def _short(label: str, widest: float, canvas: Canvas) -> TextBlock:
    """The label on one line if it is so short; else on two, as narrow as possible."""
    words = label.split(" ")
    if canvas.measure(label, canvas.em, REGULAR) <= widest:
        return canvas.wrap(label, canvas.width)
    widths = {canvas.width}
    for i in range(1, len(words)):
        halves = " ".join(words[:i]), " ".join(words[i:])
        widths.add(max(canvas.measure(half, canvas.em, REGULAR) for half in halves) + 0.01)
    blocks = (canvas.wrap(label, width) for width in sorted(widths))
    return next((block for block in blocks if len(block.lines) <= MOST_LINES), canvas.wrap(label, canvas.width))


def _place(events: Sequence[Event], canvas: Canvas) -> list[Placed] | None:
    """All events with their places; None if there are none."""
    ordered, middle = sorted(events, key=lambda event: event.x), canvas.width / 2
    left = _row([event for event in ordered if event.x < middle], canvas.edge, middle - canvas.fold, canvas)
    right = [event for event in ordered if event.x >= middle]
    sides = (middle + canvas.fold, canvas.width - canvas.edge)
    best: tuple[float, list[Placed]] | None = None
    if left is None or len(right) > MOST_TRIED:
        return None
    for chosen in itertools.product((True, False), repeat=len(right)):
        rows = [
            _row([event for event, is_above in zip(right, chosen, strict=True) if is_above is above], *sides, canvas)
            for above in (True, False)
        ]
        if rows[0] is None or rows[1] is None:
            continue
        cost = rows[0][0] + rows[1][0] + 0.01 * abs(2 * sum(chosen) - len(chosen))
        if best is None or cost < best[0] - 1e-6:
            sets = zip(rows, (True, False), strict=True)
            best = cost, [Placed(e, x, above) for row, above in sets if row is not None for e, x in row[1]]
    if best is None:
        return None
    return [*(Placed(event, x, above=True) for event, x in left[1]), *best[1]]


def _row(
    events: Sequence[Event], start: float, end: float, canvas: Canvas
) -> tuple[float, list[tuple[Event, float]]] | None:
    """The left sides of labels in one row, and how far they are from their strokes; None if they have no room.

    Each stroke meets its label.
    """
    widths = [event.width for event in events]
    middles = spread([event.x for event in events], widths, start, end, APART * canvas.em)
    placed: list[tuple[Event, float]] = []
    cost = 0.0
    for event, middle in zip(events, middles, strict=True):
        left = middle - event.width / 2
        if left < start - 0.01 or left + event.width > end + 0.01:
            return None
        if not left - 0.3 * canvas.em <= event.x <= left + event.width + 0.3 * canvas.em:
            return None
        placed.append((event, left))
        cost += ((middle - event.x) / canvas.em) ** 2
    if any(b[1] - a[1] - a[0].width < 0.5 * APART * canvas.em for a, b in itertools.pairwise(placed)):
        return None
    return cost, placed


def _items(placed: Placed, height: float, canvas: Canvas) -> Iterator[Item]:
    event, em = placed.event, canvas.em
    gap, stroke = STROKE_GAP * em, STROKE * em
    side = -1 if placed.above else 1
    edge = height / 2 + side * canvas.band / 2
    near, far = edge + side * gap, edge + side * (gap + stroke)
    yield Line(((event.x, near), (event.x, far)), canvas.palette.heading.hex, STROKE_WIDTH * em)
    top = far + side * gap - (event.text.height if placed.above else 0.0)
    share = (event.x - placed.left) / event.width if event.width else 0.5
    anchor = 0.0 if share < AT_EDGE else 1.0 if share > 1 - AT_EDGE else 0.5
    start = placed.left + event.inset + anchor * event.text.width
    labels = event.text.at(start, top, anchor)
    yield from labels
    if event.standing is not None:
        box = labels[0].box
        yield from place_mark(event.standing, box.left - event.inset, (box.top + box.bottom) / 2, canvas)


def _threads(threads: Iterable[float], height: float, canvas: Canvas) -> Iterator[Line]:
    """A plain thread for each year, where the brand has no pattern."""
    for x in threads:
        ends = ((x, height / 2 - canvas.band / 2), (x, height / 2 + canvas.band / 2))
        yield Line(ends, canvas.palette.bar.hex, 2 * canvas.hairline)
