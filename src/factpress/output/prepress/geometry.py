"""Boxes on a sheet. Lengths are from the top left corner of the visible side, to the right and down."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from factpress.core.units import Length
from factpress.publication.products.imposition_schemes import ZERO, Size


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: Length
    top: Length
    width: Length
    height: Length

    @property
    def right(self) -> Length:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> Length:
        """The lower edge."""
        return self.top + self.height

    @property
    def centre(self) -> tuple[Length, Length]:
        """The centre, from the left and from the top."""
        return self.left + self.width * 0.5, self.top + self.height * 0.5

    def moved(self, across: Length) -> Box:
        """The box, moved to the right."""
        return Box(self.left + across, self.top, self.width, self.height)

    def grown(self, by: Length) -> Box:
        """The box, larger on each of its four sides; smaller if `by` is negative."""
        return Box(self.left - by, self.top - by, self.width + by * 2, self.height + by * 2)

    def intersection(self, other: Box) -> Box:
        """The intersection; empty if the boxes do not overlap."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, max(right - left, ZERO), max(bottom - top, ZERO))

    def within(self, other: Box) -> bool:
        """Whether this box is completely inside the other one."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def half_turned(self, sheet: Size) -> Box:
        """The box after the sheet is rotated by 180°."""
        return Box(sheet.width - self.right, sheet.height - self.bottom, self.width, self.height)

    def mirrored(self, sheet: Size) -> Box:
        """The box on the back of a sheet that is turned about a vertical axis, like the page of a book."""
        return Box(sheet.width - self.right, self.top, self.width, self.height)

    def flipped(self, sheet: Size) -> Box:
        """The box on the back of a sheet that is turned about a horizontal axis."""
        return Box(self.left, sheet.height - self.bottom, self.width, self.height)


def sheet_box(sheet: Size) -> Box:
    """The box of a complete sheet."""
    return Box(ZERO, ZERO, sheet.width, sheet.height)


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    @classmethod
    def of(cls, numbers: Sequence[Any]) -> Matrix:
        """The matrix of six numbers. Raises ValueError if there are not six."""
        a, b, c, d, e, f = (float(number) for number in numbers)
        return cls(a, b, c, d, e, f)

    def __matmul__(self, then: Matrix) -> Matrix:
        return Matrix(
            self.a * then.a + self.b * then.c,
            self.a * then.b + self.b * then.d,
            self.c * then.a + self.d * then.c,
            self.c * then.b + self.d * then.d,
            self.e * then.a + self.f * then.c + then.e,
            self.e * then.b + self.f * then.d + then.f,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """The transformed point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def inverse(self) -> Matrix:
        """The matrix that undoes this one. Raises ZeroDivisionError if it maps areas to lines."""
        size = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / size, -self.b / size, -self.c / size, self.a / size
        return Matrix(a, b, c, d, -(self.e * a + self.f * c), -(self.e * b + self.f * d))

    @property
    def scale(self) -> float:
        """The scale of lengths: the square root of the scale of areas."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def sides(self) -> tuple[float, float]:
        """The lengths of the two transformed unit vectors."""
        return math.hypot(self.a, self.b), math.hypot(self.c, self.d)


UNIT = Matrix(1, 0, 0, 1, 0, 0)
"""The identity."""
