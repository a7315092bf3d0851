"""Lengths. The only place that converts millimetres, points, CSS pixels, inches and EMU.

A `Length` is exact: a fraction of English Metric Units (914,400 per inch, ECMA-376 Part 1, 20.1.2.1). `mm(3) + pt(1)`
is not rounded; each consumer rounds once, in its own unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_EMU: dict[str, Fraction] = {
    "emu": Fraction(1),
    "in": Fraction(914_400),
    "mm": Fraction(914_400) * 10 / 254,
    "cm": Fraction(914_400) * 100 / 254,
    "pt": Fraction(914_400, 72),
    "px": Fraction(914_400, 96),
}

_WRITTEN = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(mm|cm|in|pt|px)\s*")


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A length, in EMU, exact."""

    exact_emu: Fraction

    def __add__(self, other: Length) -> Length:
        return Length(self.exact_emu + other.exact_emu)

    def __sub__(self, other: Length) -> Length:
        return Length(self.exact_emu - other.exact_emu)

    def __mul__(self, factor: float | Fraction) -> Length:
        # a float is a factor with a few decimals; a fraction is exact
        exact = factor if isinstance(factor, Fraction) else Fraction(factor).limit_denominator(10**6)
        return Length(self.exact_emu * exact)

    __rmul__ = __mul__

    def __truediv__(self, other: Length) -> float:
        return float(self.exact_emu / other.exact_emu)

    def __neg__(self) -> Length:
        return Length(-self.exact_emu)

    def _in(self, unit: str) -> float:
        return float(self.exact_emu / _EMU[unit])

    @property
    def emu(self) -> int:
        """Whole English Metric Units, as OOXML needs them."""
        return round(self.exact_emu)

    @property
    def mm(self) -> float:
        """Millimetres."""
        return self._in("mm")

    @property
    def pt(self) -> float:
        """DTP points, 72 to the inch."""
        return self._in("pt")

    @property
    def px(self) -> float:
        """CSS pixels, 96 to the inch."""
        return self._in("px")

    @property
    def inches(self) -> float:
        """Inches."""
        return self._in("in")

    @property
    def css(self) -> str:
        """The length in CSS: millimetres, at most four decimals."""
        return f"{round(self.mm, 4):g}mm"


def _of(unit: str, number: float | str) -> Length:
    return Length(Fraction(str(number)) * _EMU[unit])


def mm(number: float | str) -> Length:
    """Return a length in millimetres."""
    return _of("mm", number)


def pt(number: float | str) -> Length:
    """Return a length in points."""
    return _of("pt", number)


def px(number: float | str) -> Length:
    """Return a length in CSS pixels."""
    return _of("px", number)


def inch(number: float | str) -> Length:
    """Return a length in inches."""
    return _of("in", number)


def emu(number: int) -> Length:
    """Return a length in English Metric Units."""
    return _of("emu", number)


def length(written: str) -> Length:
    """Parse a number and a unit, such as "148mm" or "5.5 in". Raises ValueError for other text."""
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise ValueError(f'"{written}" is not a length; write a number and mm, cm, in, pt or px')
    return _of(match[2], match[1])
