"""A chart laid out: lines, areas, discs and labels in points, before anything is painted.

The origin is the top left corner and y grows downwards, as on a page. A kind of chart returns these plain values,
so that tests can ask where every label stands; `paint` alone turns them into a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

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
