"""Boxes on a sheet. Lengths count from the top left corner of the side that one looks at, to the right and down."""

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
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> Length:
        """Its lower edge."""
        return self.top + self.height

    @property
    def centre(self) -> tuple[Length, Length]:
        """Its middle, across and down."""
        return self.left + self.width * 0.5, self.top + self.height * 0.5

    def moved(self, across: Length) -> Box:
        """The box, further to the right."""
        return Box(self.left + across, self.top, self.width, self.height)

    def grown(self, by: Length) -> Box:
        """The box with that much more on each of its four sides, or less."""
        return Box(self.left - by, self.top - by, self.width + by * 2, self.height + by * 2)

    def intersection(self, other: Box) -> Box:
        """What both have in common; without extent where they do not meet."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(left, top, max(right - left, ZERO), max(bottom - top, ZERO))

    def within(self, other: Box) -> bool:
        """Whether no part of it lies outside of that one."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom

    def half_turned(self, sheet: Size) -> Box:
        """Where it lies after half a turn of the sheet."""
        return Box(sheet.width - self.right, sheet.height - self.bottom, self.width, self.height)

    def mirrored(self, sheet: Size) -> Box:
        """Where it shows on the back of a sheet that was turned like the page of a book, about a vertical axis."""
        return Box(sheet.width - self.right, self.top, self.width, self.height)

    def flipped(self, sheet: Size) -> Box:
        """Where it shows on the back of a sheet that was turned over its head, about a horizontal axis."""
        return Box(self.left, sheet.height - self.bottom, self.width, self.height)


def sheet_box(sheet: Size) -> Box:
    """All of a sheet."""
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
        """The matrix of six numbers. Raises ValueError where they are not six."""
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
        """Where that point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """By how much lengths grow, both directions taken together."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def sides(self) -> tuple[float, float]:
        """The width and height that a square of side 1 gets."""
        return math.hypot(self.a, self.b), math.hypot(self.c, self.d)


UNIT = Matrix(1, 0, 0, 1, 0, 0)
"""The transformation that changes nothing."""
