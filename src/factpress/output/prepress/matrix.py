"""Transformations of the plane as PDF writes them: six numbers, applied to rows (ISO 32000-1, 8.3.3)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


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
