"""A laid-out chart as plain values: lines, areas, discs and labels in points, and the shapes composed of them.

The origin is the top left corner and y grows downwards, as on a page. Chart kinds return these values, so that tests
can check where every label is. Only `paint` turns them into a picture.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factpress.publication.facts.claims import Standing

ASCENT = 0.74
"""Height of ascenders of a humanist sans above the baseline, in ems, with a little space."""
DESCENT = 0.22
"""Depth of descenders below the baseline, in ems."""
LEADING = 1.22
"""Distance between baselines, in ems."""

Point = tuple[float, float]


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

    def crossed(self, a: Point, b: Point) -> bool:
        """Whether the straight line from a to b runs through the box (Liang and Barsky, 1984)."""
        enter, leave = 0.0, 1.0
        for start, run, low, high in (
            (a[0], b[0] - a[0], self.left, self.right),
            (a[1], b[1] - a[1], self.top, self.bottom),
        ):
            if run == 0:
                if not low < start < high:
                    return False
                continue
            first, last = sorted(((low - start) / run, (high - start) / run))
            enter, leave = max(enter, first), min(leave, last)
        return enter < leave


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points. `dash` gives the lengths of dashes and gaps, in points; empty for a solid line."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Area:
    """A closed polygon, filled, outlined or both."""

    points: tuple[Point, ...]
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


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text. (`x`, `y`) is the start of its baseline; `width` is measured in its font."""

    text: str
    x: float
    y: float
    width: float
    size: float
    weight: int
    colour: str
    italic: bool = False

    @property
    def box(self) -> Box:
        """The rectangle that the label covers."""
        return Box(self.x, self.y - ASCENT * self.size, self.x + self.width, self.y + DESCENT * self.size)


@dataclass(frozen=True, slots=True)
class Halo:
    """The ground of a label on a map: its letters, wider by `radius` points on all sides."""

    label: Label
    colour: str
    radius: float


Mark = Line | Area | Disc | Halo
Item = Mark | Label


@dataclass(frozen=True, slots=True)
class Scene:
    """The whole chart, in painting order: marks, then labels. An opaque one has its own ground everywhere."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    opaque: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A chart measured for a width: its least and its ideal height, in points, and a function that lays it out.

    `place` accepts any height from `min_height` upwards.
    """

    min_height: float
    ideal_height: float
    place: Callable[[float], Scene]


def cut(line: Line, boxes: Iterable[Box], gap: float) -> tuple[Line, ...]:
    """A vertical or horizontal line, interrupted by a gap at each box. A label needs no halo then."""
    (x1, y1), (x2, y2) = line.points[0], line.points[-1]
    vertical = x1 == x2
    begin, end = sorted((y1, y2) if vertical else (x1, x2))
    pieces = [(begin, end)]
    for box in boxes:
        across = (box.left, box.right) if vertical else (box.top, box.bottom)
        along = (box.top, box.bottom) if vertical else (box.left, box.right)
        if not across[0] - gap < (x1 if vertical else y1) < across[1] + gap:
            continue
        low, high = along[0] - gap, along[1] + gap
        pieces = [p for a, b in pieces for p in ((a, min(b, low)), (max(a, high), b)) if p[1] - p[0] > 0]
    return tuple(
        Line(((x1, a), (x1, b)) if vertical else ((a, y1), (b, y1)), line.colour, line.width, line.dash)
        for a, b in pieces
    )


def compose(
    width: float, height: float, grid: Iterable[Line], items: Iterable[Item], ground: Iterable[Mark] = ()
) -> Scene:
    """The scene of marks and labels, above a grid whose lines are interrupted at labels. The ground is below all."""
    items = tuple(items)
    labels = tuple(item for item in items if isinstance(item, Label))
    boxes = [label.box for label in labels]
    gap = min((label.size for label in labels), default=0.0) * 0.12
    cut_grid = (piece for line in grid for piece in cut(line, boxes, gap))
    return Scene(width, height, (*ground, *cut_grid, *(item for item in items if not isinstance(item, Label))), labels)


STRIPES = 4
STRIPE_GAP = 0.30
"""Distance between two stripes, as a share of a stripe's width."""
OVERHANG = 0.16
"""How far an end-stop extends above and below the bar, as a share of the bar's height."""


def rectangle(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    """The corners of a rectangle."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


def rhombus(x: float, y: float, radius: float) -> tuple[Point, ...]:
    """The corners of a square that is turned by 45 degrees."""
    return (x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)


def stripes(left: float, right: float, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
    """Horizontal stripes that fill `height`, without end-stops."""
    width = height / (STRIPES + (STRIPES - 1) * STRIPE_GAP)
    pitch = width * (1 + STRIPE_GAP)
    first = middle - height / 2 + width / 2
    return tuple(Line(((left, first + i * pitch), (right, first + i * pitch)), colour, width) for i in range(STRIPES))


def range_bar(left: float, right: float, middle: float, height: float, colour: str) -> tuple[Mark, ...]:
    """A range: stripes between two end-stops, whose outer edges are at the two figures."""
    stop = height * 0.13
    if right - left < 2 * stop:
        left, right = left - stop / 2, right + stop / 2  # too narrow for two stops: each is centred on its figure
    reach = height * (0.5 + OVERHANG)
    stops = tuple(
        Line(((x, middle - reach), (x, middle + reach)), colour, stop) for x in (left + stop / 2, right - stop / 2)
    )
    return (*stripes(left + stop / 2, right - stop / 2, middle, height, colour), *stops)


def diamond(x: float, y: float, radius: float, colour: str) -> Mark:
    """The mark of a single figure."""
    return Area(rhombus(x, y, radius), colour)


def standing_mark(standing: Standing, x: float, y: float, size: float, colour: str) -> tuple[Mark, ...]:
    """The mark of a standing in a square of `size` points around (x, y). Marks differ in shape, not in colour."""
    unit = size / 20
    pen = 2 * unit
    match standing:
        case Standing.VERIFIED:
            return (Disc(x, y, 8.6 * unit, fill=colour),)
        case Standing.REPORTED:
            ring = Disc(x, y, 7.6 * unit, stroke=colour, width=pen)
            return (Disc(x, y, 7.6 * unit, fill=colour, half=True), ring)
        case Standing.CALCULATED:
            left, right = x - 8.5 * unit, x + 8.5 * unit
            tops = (y - 7 * unit, y + 2 * unit)
            return tuple(Area(rectangle(left, top, right, top + 5 * unit), colour) for top in tops)
        case Standing.CONTESTED:
            reach = 9.2 * unit
            outline = Area(rhombus(x, y, reach), stroke=colour, width=pen)
            return (outline, Line(((x, y - reach), (x, y + reach)), colour, pen))
        case Standing.OUTDATED:
            reach = 7.8 * unit
            square = Area(rectangle(x - reach, y - reach, x + reach, y + reach), stroke=colour, width=pen)
            return (square, Line(((x - reach, y + reach), (x + reach, y - reach)), colour, pen))
        case Standing.UNTRACED:
            return (Disc(x, y, 7.8 * unit, stroke=colour, width=2.2 * unit, dash=(3.1 * unit, 3 * unit)),)
        case Standing.WITHDRAWN:
            return ()
