"""Printer's marks outside the trim, for cutting, folding and stapling, and the operators that draw them.

A mark needs room between 1 mm outside the bleed and the margin that the printer cannot print.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from factpress.core.units import Length, mm, pt
from factpress.output.prepress.geometry import Box, sheet_box
from factpress.output.prepress.imposition import Imposition
from factpress.publication.printers import Mark

PEN = pt("0.25")
"""The line width of marks."""

GAP = mm(1)
"""The distance of marks from the bleed, so that none remains on a page that is cut slightly askew."""

SHORTEST, LONGEST = mm("1.5"), mm(5)
"""The shortest and the longest length of a mark."""

STAPLES = (0.25, 0.75)
"""The positions of the two staples, as shares of the page height."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two points, measured from the left and the top of the sheet."""

    start: tuple[Length, Length]
    end: tuple[Length, Length]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class RegistrationMark:
    """A cross in a ring, for the registration of the printing plates."""

    centre: tuple[Length, Length]
    radius: Length


@dataclass(frozen=True, slots=True)
class _Band:
    """The room for marks along one edge, from `inner` to `outer`."""

    inner: Length
    outer: Length
    upright: bool  # along the upper or lower edge, where marks are vertical

    def line(self, along: Length, *, dashed: bool = False) -> Line:
        if self.upright:
            return Line((along, self.inner), (along, self.outer), dashed)
        return Line((self.inner, along), (self.outer, along), dashed)

    def target(self, along: Length) -> RegistrationMark:
        middle = (self.inner + self.outer) * 0.5
        size = max(self.inner, self.outer) - min(self.inner, self.outer)
        return RegistrationMark((along, middle) if self.upright else (middle, along), size * 0.5)


def marks(
    imposed: Imposition, wanted: Collection[Mark], bleed: Length, margin: Length, *, outside: bool
) -> tuple[Line | RegistrationMark, ...]:
    """The marks of one side of a sheet. The side that is `outside` after folding has the marks for staples."""
    above, below, left, right = bands = _bands(imposed, bleed, margin)
    upright, lying = [band for band in (above, below) if band], [band for band in (left, right) if band]
    trim = imposed.trim
    found: list[Line | RegistrationMark] = []
    if Mark.CROP in wanted:
        across = sorted({edge for box in imposed.cuts for edge in (box.left, box.right)})
        down = sorted({edge for box in imposed.cuts for edge in (box.top, box.bottom)})
        found += [band.line(at) for band in upright for at in across]
        found += [band.line(at) for band in lying for at in down]
    if Mark.FOLD in wanted:
        found += [band.line(at, dashed=True) for band in upright for at in imposed.folds]
        found += [band.line(at, dashed=True) for band in lying for at in imposed.creases]
    if Mark.STAPLE in wanted and outside and imposed.folds:
        found += [band.line(trim.top + trim.height * share) for band in lying for share in STAPLES]
    if Mark.REGISTRATION in wanted and all(bands):
        found += [band.target(trim.left + trim.width * 0.25) for band in upright]
        found += [band.target(trim.top + trim.height * 0.5) for band in lying]
    white = sheet_box(imposed.size).grown(-margin)
    return tuple(mark for mark in found if _bounding_box(mark).within(white))


def _bounding_box(mark: Line | RegistrationMark) -> Box:
    if isinstance(mark, RegistrationMark):
        (x, y), r = mark.centre, mark.radius
        return Box(x - r, y - r, r * 2, r * 2)
    (x, y), (to_x, to_y) = mark.start, mark.end
    return Box(min(x, to_x), min(y, to_y), max(x, to_x) - min(x, to_x), max(y, to_y) - min(y, to_y))


def _bands(imposed: Imposition, bleed: Length, margin: Length) -> tuple[_Band | None, ...]:
    """The room above, below, left and right of the bleed; None where it is too small."""
    taken, white = imposed.trim.grown(bleed + GAP), sheet_box(imposed.size).grown(-margin)

    def band(inner: Length, edge: Length, sign: int, *, upright: bool) -> _Band | None:
        room = (edge - inner) * sign
        return _Band(inner, inner + min(room, LONGEST) * sign, upright) if room >= SHORTEST else None

    return (
        band(taken.top, white.top, -1, upright=True),
        band(taken.bottom, white.bottom, 1, upright=True),
        band(taken.left, white.left, -1, upright=False),
        band(taken.right, white.right, 1, upright=False),
    )


# ── content streams ─────────────────────────────────────────────────────────────────────────────────────────────


def draw_marks(drawn: Sequence[Line | RegistrationMark], height: Length, *, plates: bool) -> str:
    """The operators that draw marks on a sheet of this height.

    They are black; with `plates` in the colour that is on every printing plate (ISO 32000-1, 8.6.6.4), which the
    resources have to name "All".
    """
    colour = "/All CS 1 SCN" if plates else "0 G"
    return f"q {pdf_numbers(PEN.pt)} w {colour}\n" + "".join(_draw(mark, height) for mark in drawn) + "Q\n"


def _draw(mark: Line | RegistrationMark, height: Length) -> str:
    if isinstance(mark, Line):
        dash = "[1.5 1] 0 d" if mark.dashed else "[] 0 d"
        (x, y), (to_x, to_y) = mark.start, mark.end
        return f"{dash} {pdf_numbers(x.pt, (height - y).pt)} m {pdf_numbers(to_x.pt, (height - to_y).pt)} l S\n"
    x, y, r = mark.centre[0].pt, (height - mark.centre[1]).pt, mark.radius.pt
    cross = [(x - r, y, x + r, y), (x, y - r, x, y + r)]
    lines = "".join(f"{pdf_numbers(a, b)} m {pdf_numbers(c, d)} l " for a, b, c, d in cross)
    return f"[] 0 d {lines}{_ring(x, y, r * 0.6)}S\n"


_BEZIER_QUARTER = 0.5523
"""The length of the handles of a Bézier curve that is a quarter circle, as a share of the radius."""


def _ring(x: float, y: float, r: float) -> str:
    h = r * _BEZIER_QUARTER
    quarters = [
        (x + r, y + h, x + h, y + r, x, y + r),
        (x - h, y + r, x - r, y + h, x - r, y),
        (x - r, y - h, x - h, y - r, x, y - r),
        (x + h, y - r, x + r, y - h, x + r, y),
    ]
    return f"{pdf_numbers(x + r, y)} m " + "".join(f"{pdf_numbers(*quarter)} c " for quarter in quarters)


def pdf_numbers(*numbers: float) -> str:
    """Numbers as PDF writes them: without an exponent, with at most four decimals."""
    return " ".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in numbers)
