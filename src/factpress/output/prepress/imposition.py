"""The position of each page on the sheets, so that folded and cut sheets read 1, 2, 3 …: `impose(pages, scheme)`.

Pages count from 1; a blank is None. Positions on the back are as seen after the sheet is turned about the edge that the
scheme's `flip` names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from factpress.core.units import Length
from factpress.output.prepress.geometry import Box, sheet_box
from factpress.publication.products.imposition_schemes import (
    ZERO,
    Binding,
    Flip,
    Grid,
    GridOrder,
    SaddleStitch,
    Scheme,
    Size,
    Tent,
    overhang,
    trimmed_area,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A page on one side of a sheet.

    `trim` is the box of the trimmed page, `seen` the part of the sheet that it may paint, with its bleed. `turn` is
    its rotation in degrees. `shift` is how far it was moved to the right against creep, or to the left if negative.
    """

    page: int | None
    trim: Box
    seen: Box
    turn: int
    shift: Length


Forme = tuple[Cell, ...]
"""The pages of one side of a sheet."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its front, and its back if that is printed."""

    front: Forme
    back: Forme | None


@dataclass(frozen=True, slots=True)
class Imposition:
    """All sheets, the outer ones first. `trim` is what is left of a sheet after cutting, before it is folded.

    `folds` are vertical, at these distances from the left; `creases` are horizontal, at these distances from the top.
    `cuts` are the boxes that a sheet is cut into.
    """

    size: Size
    flip: Flip | None
    sheets: tuple[Sheet, ...]
    trim: Box
    cuts: tuple[Box, ...]
    folds: tuple[Length, ...] = ()
    creases: tuple[Length, ...] = ()

    @property
    def sides(self) -> tuple[Forme, ...]:
        """The sides in printing order."""
        return tuple(side for sheet in self.sheets for side in (sheet.front, sheet.back) if side is not None)


def impose(pages: int, scheme: Scheme) -> Imposition:
    """The sheets for so many pages. Raises ValueError if there is none, or the sheet is too small for the scheme."""
    if pages < 1:
        raise ValueError("there is no page to impose")
    over = overhang(scheme)
    if over is not None:
        raise ValueError(f"the pages are {over[0].css} too wide and {over[1].css} too high for the sheet")
    match scheme:
        case SaddleStitch():
            return _saddle(pages, scheme)
        case Grid():
            return _grid(pages, scheme)
        case Tent():
            return _tent(pages, scheme)
        case _:
            assert_never(scheme)


def _centred(scheme: Scheme) -> Box:
    """The block in the middle of the sheet."""
    taken, sheet = trimmed_area(scheme), scheme.sheet
    return Box((sheet.width - taken.width) * 0.5, (sheet.height - taken.height) * 0.5, taken.width, taken.height)


def _printable(scheme: Scheme) -> Box:
    """The sheet without the edge that stays white."""
    return sheet_box(scheme.sheet).grown(-scheme.margin)


def _half_turned(side: Forme, sheet: Size) -> Forme:
    """The side after the sheet is rotated by 180°."""
    return tuple(
        Cell(
            cell.page, cell.trim.half_turned(sheet), cell.seen.half_turned(sheet), (cell.turn + 180) % 360, -cell.shift
        )
        for cell in side
    )


def _arrives_upside_down(flip: Flip, sheet: Size) -> bool:
    """Whether a sheet that is turned about this edge has its back upside down: it is the upper or lower edge."""
    landscape = sheet.width > sheet.height
    return landscape == (flip is Flip.LONG)


# ── saddle stitch ───────────────────────────────────────────────────────────────────────────────────────────────


_Halves = tuple[tuple[Box, Box], tuple[Box, Box]]


def padded(pages: int, multiple: int) -> tuple[int | None, ...]:
    """The pages, filled up to a multiple with blanks before the last one, so that the back cover stays last."""
    blanks = (None,) * (-pages % multiple)
    if pages == 1:
        return (1, *blanks)
    return (*range(1, pages), *blanks, pages)


def _saddle(pages: int, scheme: SaddleStitch) -> Imposition:
    run = padded(pages, scheme.multiple)
    if scheme.binding is Binding.RIGHT:
        run = run[::-1]
    spreads, last = _centred(scheme), len(run) - 1
    halves = _halves(scheme, spreads)
    upside_down = _arrives_upside_down(scheme.flip, scheme.sheet)
    sheets: list[Sheet] = []
    for i in range(len(run) // 4):
        # The fold of an inner sheet is further in by the thickness of the outer ones, and more of it is cut off.
        shift = scheme.creep * i
        front = _spread(run[last - 2 * i], run[2 * i], halves, shift)
        back = _spread(run[2 * i + 1], run[last - 2 * i - 1], halves, shift)
        sheets.append(Sheet(front, _half_turned(back, scheme.sheet) if upside_down else back))
    return Imposition(scheme.sheet, scheme.flip, tuple(sheets), spreads, (spreads,), folds=(spreads.centre[0],))


def _halves(scheme: SaddleStitch, spreads: Box) -> _Halves:
    """For the pages left and right of the spine: the trim, and the visible area, which ends at the spine."""
    left = Box(spreads.left, spreads.top, scheme.page.width, spreads.height)
    right = left.moved(left.width)
    bleed, spine = spreads.grown(scheme.bleed).intersection(_printable(scheme)), left.right
    return (
        (left, Box(bleed.left, bleed.top, spine - bleed.left, bleed.height)),
        (right, Box(spine, bleed.top, bleed.right - spine, bleed.height)),
    )


def _spread(left: int | None, right: int | None, halves: _Halves, shift: Length) -> Forme:
    """Two pages side by side, each moved towards the spine."""
    (trim_left, seen_left), (trim_right, seen_right) = halves
    return (
        Cell(left, trim_left.moved(shift), seen_left, 0, shift),
        Cell(right, trim_right.moved(-shift), seen_right, 0, -shift),
    )


# ── grids ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _grid(pages: int, scheme: Grid) -> Imposition:
    if scheme.columns < 1 or scheme.rows < 1:
        raise ValueError("a grid has a column and a row at the least")
    sides = 1 if scheme.flip is None else 2
    leaves, places = -(-pages // sides), _grid_boxes(scheme)
    count = leaves if scheme.order is GridOrder.REPEAT else -(-leaves // len(places))
    sheets: list[Sheet] = []
    for number in range(count):
        held = [_leaf_number(number, cell, count, len(places), scheme.order) for cell in range(len(places))]
        front = tuple(
            Cell(_page_or_blank(leaf * sides + 1, pages), trim, seen, 0, ZERO)
            for leaf, (trim, seen) in zip(held, places, strict=True)
        )
        back = None
        if scheme.flip is not None:
            back = tuple(
                Cell(
                    _page_or_blank(leaf * 2 + 2, pages),
                    trim.mirrored(scheme.sheet),
                    seen.mirrored(scheme.sheet),
                    0,
                    ZERO,
                )
                for leaf, (trim, seen) in zip(held, places, strict=True)
            )
            if _arrives_upside_down(scheme.flip, scheme.sheet):
                back = _half_turned(back, scheme.sheet)
        sheets.append(Sheet(front, back))
    return Imposition(scheme.sheet, scheme.flip, tuple(sheets), _centred(scheme), tuple(trim for trim, _ in places))


def _page_or_blank(page: int, pages: int) -> int | None:
    """The page number, or None after the last page."""
    return page if page <= pages else None


def _grid_boxes(scheme: Grid) -> tuple[tuple[Box, Box], ...]:
    """The boxes of a grid, row by row, each with its visible area: the bleed, up to the middle of the gutter."""
    taken, page, half = _centred(scheme), scheme.page, scheme.gutter * 0.5
    across, down = page.width + scheme.gutter, page.height + scheme.gutter
    white = _printable(scheme)
    found: list[tuple[Box, Box]] = []
    for row in range(scheme.rows):
        for column in range(scheme.columns):
            trim = Box(taken.left + across * column, taken.top + down * row, page.width, page.height)
            near = trim.grown(half)
            left = white.left if column == 0 else near.left
            right = white.right if column == scheme.columns - 1 else near.right
            top = white.top if row == 0 else near.top
            bottom = white.bottom if row == scheme.rows - 1 else near.bottom
            own = Box(left, top, right - left, bottom - top)
            found.append((trim, trim.grown(scheme.bleed).intersection(own).intersection(white)))
    return tuple(found)


def _leaf_number(sheet: int, cell: int, sheets: int, cells: int, order: GridOrder) -> int:
    """The leaf in a cell of a sheet; all numbers count from 0."""
    match order:
        case GridOrder.ACROSS:
            return sheet * cells + cell
        case GridOrder.STACK:
            return cell * sheets + sheet
        case GridOrder.REPEAT:
            return sheet
        case _:
            assert_never(order)


# ── tents ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _tent(pages: int, scheme: Tent) -> Imposition:
    strip, page = _centred(scheme), scheme.page
    far = Box(strip.left, strip.top + scheme.foot, page.width, page.height)
    near = Box(strip.left, far.bottom, page.width, page.height)
    most = strip.grown(scheme.bleed).intersection(_printable(scheme))

    def face(number: int, box: Box, turn: int) -> Cell:
        top, bottom = box.top, box.bottom
        if scheme.foot == ZERO:  # the face ends at the cut, and has a bleed there
            top, bottom = (most.top, bottom) if turn else (top, most.bottom)
        return Cell(number, box, Box(most.left, top, most.width, bottom - top), turn, ZERO)

    faces = [(n, n + 1 if n < pages else n) for n in range(1, pages + 1, 2)]  # a single face is on both sides
    sheets = tuple(Sheet((face(second, far, 180), face(first, near, 0)), None) for first, second in faces)
    feet = (far.top, near.bottom) if scheme.foot > ZERO else ()
    return Imposition(scheme.sheet, None, sheets, strip, (strip,), creases=tuple(sorted((near.top, *feet))))
