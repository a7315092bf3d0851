"""Schemes: how pages lie on sheets, as values. `press` lays them there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from factpress.core.units import Length, mm

ZERO = mm(0)


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height."""

    width: Length
    height: Length

    @property
    def turned(self) -> Size:
        """The same, lying on its side."""
        return Size(self.height, self.width)


class Binding(StrEnum):
    """The edge at which a booklet is bound: left where its script runs to the right."""

    LEFT = "left"
    RIGHT = "right"


class Flip(StrEnum):
    """The edge about which a printer turns the sheet for its second side."""

    SHORT = "short-edge"
    LONG = "long-edge"


class Order(StrEnum):
    """How the cells of a grid are filled."""

    ACROSS = "across"  # row by row, then the next sheet
    STACK = "cut-and-stack"  # the cut piles, laid on each other, are in order
    REPEAT = "duplicates"  # the same in every cell


@dataclass(frozen=True, slots=True)
class SaddleStitch:
    """Sheets inside each other, folded once and stapled in the fold.

    `creep` is the shift of each further sheet towards the spine: its thickness, times the printer's share. `margin` is
    the edge of the sheet that stays white.
    """

    sheet: Size
    page: Size
    binding: Binding = Binding.LEFT
    flip: Flip = Flip.SHORT
    multiple: int = 4
    creep: Length = ZERO
    bleed: Length = ZERO
    margin: Length = ZERO


@dataclass(frozen=True, slots=True)
class Grid:
    """Pages in columns and rows, `gutter` apart, cut from each other. On two sides, a leaf has two pages."""

    sheet: Size
    page: Size
    columns: int
    rows: int
    order: Order = Order.ACROSS
    flip: Flip | None = None
    gutter: Length = ZERO
    bleed: Length = ZERO
    margin: Length = ZERO


@dataclass(frozen=True, slots=True)
class Tent:
    """Two faces that meet at the ridge and both stand upright, each on a foot of that height; printed on one side."""

    sheet: Size
    page: Size
    foot: Length = ZERO
    bleed: Length = ZERO
    margin: Length = ZERO


Scheme = SaddleStitch | Grid | Tent


def overhang(scheme: Scheme) -> tuple[Length, Length] | None:
    """By how much the pages are wider and higher than the sheet; None where they lie on it."""
    taken = block(scheme)
    wide, high = taken.width - scheme.sheet.width, taken.height - scheme.sheet.height
    return (max(wide, ZERO), max(high, ZERO)) if wide > ZERO or high > ZERO else None


def block(scheme: Scheme) -> Size:
    """The extent of all that is trimmed out of one sheet."""
    page = scheme.page
    match scheme:
        case SaddleStitch():
            return Size(page.width * 2, page.height)
        case Grid(columns=columns, rows=rows, gutter=gutter):
            return Size(
                page.width * columns + gutter * (columns - 1),
                page.height * rows + gutter * (rows - 1),
            )
        case Tent(foot=foot):
            return Size(page.width, (page.height + foot) * 2)
        case _:
            assert_never(scheme)


def grid_of(sheet: Size, page: Size, gutter: Length, margin: Length) -> tuple[int, int]:
    """As many columns and rows of a page as a sheet holds within its margin; 0 where not even one fits."""
    across = (sheet.width - margin * 2 + gutter).exact_emu // (page.width + gutter).exact_emu
    down = (sheet.height - margin * 2 + gutter).exact_emu // (page.height + gutter).exact_emu
    return max(int(across), 0), max(int(down), 0)
