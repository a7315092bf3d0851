"""Where shapes are on a slide: frames, rotated and inside groups (ECMA-376 Part 1, 20.1.7). Lengths are points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from factpress.core.office_package import A, emu_length
from factpress.output.prepress.geometry import UNIT, Matrix

EMU = 12_700
"""English Metric Units in a point."""
_TURN = 60_000
"""Units of an angle in a degree (ST_Angle)."""

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""The corners of a rectangle that may be rotated, in order."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle by its centre, its size, and the degrees by which it is rotated clockwise."""

    x: float
    y: float
    width: float
    height: float
    angle: float = 0

    @property
    def matrix(self) -> Matrix:
        """The matrix from coordinates of the unrotated rectangle, from its upper left corner, to the slide."""
        return Matrix(1, 0, 0, 1, -self.width / 2, -self.height / 2) @ rotation(self.angle) @ moved(self.x, self.y)

    @property
    def quad(self) -> Quad:
        """The corners on the slide."""
        return quad(self.matrix, 0, 0, self.width, self.height)

    def holds(self, point: Point) -> bool:
        """Whether a point of the slide is inside."""
        if self.width <= 0 or self.height <= 0:
            return False
        x, y = self.matrix.inverse.at(*point)
        return 0 <= x <= self.width and 0 <= y <= self.height


@dataclass(frozen=True, slots=True)
class Group:
    """The transform of a group: a matrix for the centres of its shapes, scales for their sides, and a rotation."""

    matrix: Matrix = UNIT
    x: float = 1
    y: float = 1
    angle: float = 0
    mirrored: bool = False

    def frame(self, transform: Any) -> Frame | None:
        """The frame that an `xfrm` element gives a shape in this group; None if it has no size."""
        left, top, width, height = _box(transform, "off", "ext")
        if width <= 0 and height <= 0:
            return None
        angle = _angle(transform)
        x, y = self.matrix.at(left + width / 2, top + height / 2)
        # a shape on its side is scaled along the sides that it shows
        across, down = (self.y, self.x) if 45 <= angle % 180 < 135 else (self.x, self.y)
        turned = self.angle + (-angle if self.mirrored else angle)
        return Frame(x, y, width * across, height * down, turned % 360)

    def inside(self, transform: Any) -> Group:
        """The transform of a group in this one."""
        left, top, width, height = _box(transform, "off", "ext")
        inner_left, inner_top, inner_width, inner_height = _box(transform, "chOff", "chExt")
        x, y = (width / inner_width if inner_width else 1), (height / inner_height if inner_height else 1)
        flip_x, flip_y = (-1 if transform.get(side) in ("1", "true") else 1 for side in ("flipH", "flipV"))
        centre_x, centre_y, angle = left + width / 2, top + height / 2, _angle(transform)
        own = (
            Matrix(x, 0, 0, y, left - inner_left * x - centre_x, top - inner_top * y - centre_y)
            @ Matrix(flip_x, 0, 0, flip_y, 0, 0)
            @ rotation(angle)
            @ moved(centre_x, centre_y)
        )
        turned = self.angle + (-angle if self.mirrored else angle)
        mirrored = self.mirrored is not (flip_x * flip_y < 0)
        return Group(own @ self.matrix, self.x * x, self.y * y, turned, mirrored)


def moved(x: float, y: float) -> Matrix:
    """The matrix of a translation."""
    return Matrix(1, 0, 0, 1, x, y)


def rotation(degrees: float) -> Matrix:
    """The matrix of a clockwise rotation about the origin, where y grows downwards."""
    turn = math.radians(degrees)
    return Matrix(math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), 0, 0)


def quad(matrix: Matrix, left: float, top: float, right: float, bottom: float) -> Quad:
    """The corners of a transformed rectangle."""
    return matrix.at(left, top), matrix.at(right, top), matrix.at(right, bottom), matrix.at(left, bottom)


def overlap(one: Quad, other: Quad) -> bool:
    """Whether two rectangles share an area: no side of either separates them."""
    for first in (one, other):
        for i in range(2):
            (x1, y1), (x2, y2) = first[i], first[i + 1]
            normal = y1 - y2, x2 - x1
            low, high = _span(one, normal)
            other_low, other_high = _span(other, normal)
            if high <= other_low or other_high <= low:
                return False
    return True


def _span(corners: Sequence[Point], normal: Point) -> Point:
    along = [x * normal[0] + y * normal[1] for x, y in corners]
    return min(along), max(along)


def bounds(corners: Sequence[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of some points."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _box(transform: Any, place: str, size: str) -> tuple[float, float, float, float]:
    return (*_pair(transform.find(f"{A}{place}"), "x", "y"), *_pair(transform.find(f"{A}{size}"), "cx", "cy"))


def _pair(element: Any, first: str, second: str) -> tuple[float, float]:
    return (points(element.get(first)), points(element.get(second))) if element is not None else (0, 0)


def points(text: str | None) -> float:
    """A length of the file in points; 0 for anything that is no length."""
    return emu_length(text) / EMU


def _angle(transform: Any) -> float:
    return number(transform.get("rot")) / _TURN % 360


def number(text: str | None, default: float = 0) -> float:
    """A number of the file; `default` for anything else. Percentages of Strict Open XML are thousandths, too."""
    try:
        return float(text[:-1]) * 1000 if text and text.endswith("%") else float(text) if text else default
    except ValueError:
        return default
