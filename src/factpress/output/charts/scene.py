"""A laid-out chart as plain values: lines, areas, discs and labels in points.

The origin is the top left corner and y grows downwards, as on a page. Chart kinds return these values, so that tests
can check where every label is. Only `paint` turns them into a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factpress.publication.facts.claims import Standing

ASCENT = 0.74
"""How far letters rise above the baseline, in ems: ascenders of a humanist sans, with a hair of air."""
DESCENT = 0.22
"""How far letters hang below the baseline, in ems."""
LEADING = 1.22
"""From baseline to baseline, in ems."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, slack: float = 0.0) -> bool:
        """Whether the two share more than an edge; `slack` points around count as part of the box."""
        return (
            self.left < other.right + slack
            and other.left < self.right + slack
            and self.top < other.bottom + slack
            and other.top < self.bottom + slack
        )

    def crossed(self, a: Spot, b: Spot) -> bool:
        """Whether the straight line from a to b runs through the box (Liang and Barsky, 1984)."""
        enter, leave = 0.0, 1.0
        level, upright = (a[0], b[0] - a[0], self.left, self.right), (a[1], b[1] - a[1], self.top, self.bottom)
        for start, run, low, high in (level, upright):
            if run == 0:
                if not low < start < high:
                    return False
                continue
            first, last = sorted(((low - start) / run, (high - start) / run))
            enter, leave = max(enter, first), min(leave, last)
        return enter < leave


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points. `dash` gives the lengths of ink and gap, in points; empty is a whole line."""

    points: tuple[Spot, ...]
    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A closed polygon, filled, outlined or both."""

    points: tuple[Spot, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Disc:
    """A circle, or the left half of one."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()
    half: bool = False


Mark = Line | Area | Disc


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text. `x` and `y` are where its baseline starts; `width` is measured in the face it is set in."""

    text: str
    x: float
    y: float
    width: float
    size: float
    weight: int
    colour: str

    @property
    def box(self) -> Box:
        """The room it takes."""
        return Box(self.x, self.y - ASCENT * self.size, self.x + self.width, self.y + DESCENT * self.size)


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole chart, in painting order: marks, then labels."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart measured for a width: the least and the ideal height it asks for, and how to lay it out at one.

    `place` may be called with any height from `least` upwards.
    """

    least: float
    ideal: float
    place: Callable[[float], Scene]


def cut(line: Line, boxes: Iterable[Box], air: float) -> tuple[Line, ...]:
    """An upright or level line with a gap wherever it would run behind a label: no halo needed, no text drawn twice."""
    (x1, y1), (x2, y2) = line.points[0], line.points[-1]
    upright = x1 == x2
    begin, end = sorted((y1, y2) if upright else (x1, x2))
    pieces = [(begin, end)]
    for box in boxes:
        across = (box.left, box.right) if upright else (box.top, box.bottom)
        along = (box.top, box.bottom) if upright else (box.left, box.right)
        if not across[0] - air < (x1 if upright else y1) < across[1] + air:
            continue
        low, high = along[0] - air, along[1] + air
        pieces = [p for a, b in pieces for p in ((a, min(b, low)), (max(a, high), b)) if p[1] - p[0] > 0]
    return tuple(
        Line(((x1, a), (x1, b)) if upright else ((a, y1), (b, y1)), line.colour, line.width, line.dash)
        for a, b in pieces
    )


def compose(width: float, height: float, grid: Iterable[Line], marks: Iterable[Mark], labels: Iterable[Label]) -> Scene:
    """The scene, with every grid line interrupted where a label stands on it."""
    labels = tuple(labels)
    boxes = [label.box for label in labels]
    air = min((label.size for label in labels), default=0.0) * 0.12
    cut_grid = (piece for line in grid for piece in cut(line, boxes, air))
    return Scene(width, height, (*cut_grid, *marks), labels)


THREADS = 4
GAP = 0.30
"""Between two threads, in threads."""
OVERHANG = 0.16
"""How far an end-stop stands out above and below, in heights of the bar."""


def box(left: float, top: float, right: float, bottom: float) -> tuple[tuple[float, float], ...]:
    """The corners of a rectangle."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def threads(left: float, right: float, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
    """Level threads that fill `height`, without end-stops."""
    thread = height / (THREADS + (THREADS - 1) * GAP)
    pitch = thread * (1 + GAP)
    first = middle - height / 2 + thread / 2
    return tuple(Line(((left, first + i * pitch), (right, first + i * pitch)), colour, thread) for i in range(THREADS))


def range_bar(left: float, right: float, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
    """A range: four threads between two hard end-stops. The stops' outer edges stand on the two figures."""
    stop = height * 0.13
    if right - left < 2 * stop:
        left, right = left - stop / 2, right + stop / 2  # too narrow for two stops: each is centred on its figure
    reach = height * (0.5 + OVERHANG)
    stops = tuple(
        Line(((x, middle - reach), (x, middle + reach)), colour, stop) for x in (left + stop / 2, right - stop / 2)
    )
    return (*threads(left + stop / 2, right - stop / 2, middle, height, colour), *stops)


def diamond(x: float, y: float, radius: float, colour: str) -> Mark:
    """A single figure."""
    return Area(((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)), colour)


def standing_mark(standing: Standing, x: float, y: float, size: float, colour: str) -> tuple[Mark, ...]:
    """The mark of a standing in a square of `size` points about (x, y); the shape alone tells them apart."""
    unit = size / 20
    pen = 2 * unit
    match standing:
        case Standing.VERIFIED:
            return (Disc(x, y, 8.6 * unit, fill=colour),)
        case Standing.REPORTED:
            ring = Disc(x, y, 7.6 * unit, stroke=colour, width=pen)
            return (Disc(x, y, 7.6 * unit, fill=colour, half=True), ring)
        case Standing.CONTESTED:
            reach = 9.2 * unit
            corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
            return (Area(corners, stroke=colour, width=pen), Line(((x, y - reach), (x, y + reach)), colour, pen))
        case Standing.OUTDATED:
            reach = 7.8 * unit
            square = Area(box(x - reach, y - reach, x + reach, y + reach), stroke=colour, width=pen)
            return (square, Line(((x - reach, y + reach), (x + reach, y - reach)), colour, pen))
        case Standing.UNTRACED:
            return (Disc(x, y, 7.8 * unit, stroke=colour, width=2.2 * unit, dash=(3.1 * unit, 3 * unit)),)
        case Standing.WITHDRAWN:
            return ()
