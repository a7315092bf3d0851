"""Lines and polygons cut at a rectangle, and points inside polygons."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""Left, least y, right, greatest y."""


def clipped_line(points: Sequence[Point], box: Rectangle) -> list[tuple[Point, ...]]:
    """The parts of a line through points that are inside the rectangle (Liang and Barsky, 1984)."""
    out: list[list[Point]] = []
    left, low, right, high = box
    inside = [left <= x <= right and low <= y <= high for x, y in points]
    for (a, b), whole in zip(itertools.pairwise(points), map(all, itertools.pairwise(inside)), strict=True):
        part = (a, b) if whole else _clipped_segment(a, b, box)
        if part is None:
            continue
        if out and out[-1][-1] == part[0]:
            out[-1].append(part[1])
        else:
            out.append(list(part))
    return [tuple(line) for line in out]


def _clipped_segment(a: Point, b: Point, box: Rectangle) -> tuple[Point, Point] | None:
    left, low, right, high = box
    enter, leave = 0.0, 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    for run, room in ((-dx, a[0] - left), (dx, right - a[0]), (-dy, a[1] - low), (dy, high - a[1])):
        if run == 0:
            if room < 0:
                return None
        elif run < 0:
            enter = max(enter, room / run)
        else:
            leave = min(leave, room / run)
    if enter >= leave:
        return None
    begin = a if enter == 0.0 else (a[0] + enter * dx, a[1] + enter * dy)
    end = b if leave == 1.0 else (a[0] + leave * dx, a[1] + leave * dy)
    return begin, end


def clipped_ring(points: Sequence[Point], box: Rectangle) -> tuple[Point, ...]:
    """The polygon inside the rectangle (Sutherland and Hodgman, 1974); empty if it is outside."""
    left, low, right, high = box
    ring = list(points)
    for axis, limit, sign in ((0, left, 1.0), (0, right, -1.0), (1, low, 1.0), (1, high, -1.0)):
        ring = _cut_ring(ring, axis, limit, sign)
    return tuple(ring) if len(ring) > 2 else ()


def _cut_ring(ring: list[Point], axis: int, limit: float, sign: float) -> list[Point]:
    inside = [(point[axis] - limit) * sign >= 0 for point in ring]
    if all(inside):
        return ring
    out: list[Point] = []
    if not any(inside):
        return out
    pairs = zip([*ring[-1:], *ring[:-1]], ring, [*inside[-1:], *inside[:-1]], inside, strict=True)
    for before, point, was_in, is_in in pairs:
        if was_in != is_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            cut = before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])
            out.append((limit, cut[1]) if axis == 0 else (cut[0], limit))
        if is_in:
            out.append(point)
    return out


def crossings(rings: Iterable[Sequence[Point]], y: float) -> list[float]:
    """Where a horizontal line crosses the rings, in order. Between the first and the second it is inside."""
    found: list[float] = []
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 <= y) != (y2 <= y):
                found.append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    return sorted(found)


def is_inside(rings: Iterable[Sequence[Point]], point: Point) -> bool:
    """Whether a point is inside the rings. A ring in a ring is a hole."""
    return sum(x > point[0] for x in crossings(rings, point[1])) % 2 == 1


def distance_from(rings: Iterable[Sequence[Point]], point: Point) -> float:
    """The distance of a point from the nearest edge of the rings; infinite without one."""
    return min(
        (distance_from_segment(point, a, b) for ring in rings for a, b in zip(ring, (*ring[1:], ring[0]), strict=True)),
        default=math.inf,
    )


def distance_from_segment(point: Point, a: Point, b: Point) -> float:
    """The distance of a point from the straight line between two others."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return math.hypot(point[0] - a[0] - share * dx, point[1] - a[1] - share * dy)


def ring_area(ring: Sequence[Point]) -> float:
    """The area of a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2
