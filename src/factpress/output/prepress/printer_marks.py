"""Marks outside the trim, for whoever cuts, folds and staples: where they stand, as plain lines.

Only where there is room for one: between 1 mm outside the bleed and the edge that a printer leaves white.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from factpress.core.units import Length, mm, pt
from factpress.output.prepress.geometry import Box, whole
from factpress.output.prepress.imposition import Imposed
from factpress.publication.printers import Mark

PEN = pt("0.25")
"""How thick a mark's line is."""

GAP = mm(1)
"""How far marks keep from the bleed, so that none is left on a page that is cut a little askew."""

SHORTEST, LONGEST = mm("1.5"), mm(5)
"""A mark is at the least and at the most so long."""

STAPLES = (0.25, 0.75)
"""Two staples, at these shares of a page's height."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two points, from the left and the top of the sheet."""

    start: tuple[Length, Length]
    end: tuple[Length, Length]
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """A cross in a ring, by which the plates of several inks are laid on each other."""

    centre: tuple[Length, Length]
    radius: Length


@dataclass(frozen=True, slots=True)
class _Band:
    """The room for marks along one edge: from `inner` out to `outer`, across the sheet or down it."""

    inner: Length
    outer: Length
    upright: bool  # along the upper or lower edge, where marks stand upright

    def line(self, along: Length, *, dashed: bool = False) -> Line:
        if self.upright:
            return Line((along, self.inner), (along, self.outer), dashed)
        return Line((self.inner, along), (self.outer, along), dashed)

    def target(self, along: Length) -> Target:
        middle = (self.inner + self.outer) * 0.5
        size = max(self.inner, self.outer) - min(self.inner, self.outer)
        return Target((along, middle) if self.upright else (middle, along), size * 0.5)


def marks(
    imposed: Imposed, wanted: Collection[Mark], bleed: Length, margin: Length, *, outside: bool
) -> tuple[Line | Target, ...]:
    """The marks of one side; `outside` is the one that shows when all sheets are folded, and has those of staples."""
    above, below, left, right = bands = _bands(imposed, bleed, margin)
    upright, lying = [band for band in (above, below) if band], [band for band in (left, right) if band]
    trim = imposed.trim
    found: list[Line | Target] = []
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
    white = whole(imposed.size).grown(-margin)
    return tuple(mark for mark in found if _around(mark).within(white))


def _around(mark: Line | Target) -> Box:
    if isinstance(mark, Target):
        (x, y), r = mark.centre, mark.radius
        return Box(x - r, y - r, r * 2, r * 2)
    (x, y), (to_x, to_y) = mark.start, mark.end
    return Box(min(x, to_x), min(y, to_y), max(x, to_x) - min(x, to_x), max(y, to_y) - min(y, to_y))


def _bands(
    imposed: Imposed, bleed: Length, margin: Length
) -> tuple[_Band | None, _Band | None, _Band | None, _Band | None]:
    """The room above, below, left and right of the bleed; None where it is too little."""
    taken, size = imposed.trim.grown(bleed + GAP), imposed.size

    def before(inner: Length, *, upright: bool) -> _Band | None:
        room = inner - margin
        return _Band(inner, inner - min(room, LONGEST), upright) if room >= SHORTEST else None

    def behind(inner: Length, end: Length, *, upright: bool) -> _Band | None:
        room = end - margin - inner
        return _Band(inner, inner + min(room, LONGEST), upright) if room >= SHORTEST else None

    return (
        before(taken.top, upright=True),
        behind(taken.bottom, size.height, upright=True),
        before(taken.left, upright=False),
        behind(taken.right, size.width, upright=False),
    )


# ── content streams ─────────────────────────────────────────────────────────────────────────────────────────────


def draw_marks(drawn: Sequence[Line | Target], height: Length, *, plates: bool) -> str:
    """The operators that draw marks on a sheet of this height.

    They are black; with `plates` in the colour that is on every printing plate (ISO 32000-1, 8.6.6.4), which the
    resources have to name "All".
    """
    colour = "/All CS 1 SCN" if plates else "0 G"
    return f"q {pdf_numbers(PEN.pt)} w {colour}\n" + "".join(_draw(mark, height) for mark in drawn) + "Q\n"


def _draw(mark: Line | Target, height: Length) -> str:
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
