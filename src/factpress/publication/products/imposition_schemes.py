"""Imposition schemes: how pages are placed on sheets, from the key `imposition` of a product file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from factpress.core.diagnostics import Problems
from factpress.core.units import Length, mm
from factpress.core.yaml_positions import Tree
from factpress.publication.printers import Printer
from factpress.publication.products.schema import ImpositionRecord

ZERO = mm(0)


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height."""

    width: Length
    height: Length

    @property
    def turned(self) -> Size:
        """The size rotated by 90 degrees."""
        return Size(self.height, self.width)


class Binding(StrEnum):
    """The edge at which a booklet is bound: left for scripts that are written to the right."""

    LEFT = "left"
    RIGHT = "right"


class Flip(StrEnum):
    """The edge about which a printer turns a sheet to print its second side."""

    SHORT = "short-edge"
    LONG = "long-edge"


class GridOrder(StrEnum):
    """The order of pages in a grid."""

    ACROSS = "across"  # row by row, then the next sheet
    STACK = "cut-and-stack"  # the piles after cutting are stacked
    REPEAT = "duplicates"  # the same page in each cell


@dataclass(frozen=True, slots=True)
class SaddleStitch:
    """Nested sheets, folded once and stapled in the fold.

    `creep` is the shift of each inner sheet towards the spine: its thickness times the printer's share. `margin` is the
    edge of the sheet that is not printed.
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
    """Pages in columns and rows, `gutter` apart, to be cut. With two sides, each leaf has two pages."""

    sheet: Size
    page: Size
    columns: int
    rows: int
    order: GridOrder = GridOrder.ACROSS
    flip: Flip | None = None
    gutter: Length = ZERO
    bleed: Length = ZERO
    margin: Length = ZERO


@dataclass(frozen=True, slots=True)
class Tent:
    """A table tent, printed on one side: two pages that meet at the ridge, each with a foot of height `foot`."""

    sheet: Size
    page: Size
    foot: Length = ZERO
    bleed: Length = ZERO
    margin: Length = ZERO


Scheme = SaddleStitch | Grid | Tent


def overhang(scheme: Scheme) -> tuple[Length, Length] | None:
    """Return by how much the pages are wider and higher than the sheet; None if they fit."""
    area = trimmed_area(scheme)
    wide, high = area.width - scheme.sheet.width, area.height - scheme.sheet.height
    return (max(wide, ZERO), max(high, ZERO)) if wide > ZERO or high > ZERO else None


def trimmed_area(scheme: Scheme) -> Size:
    """Return the size of the area that the pages of one sheet cover."""
    page = scheme.page
    match scheme:
        case SaddleStitch():
            return Size(page.width * 2, page.height)
        case Grid(columns=columns, rows=rows, gutter=gutter):
            return Size(page.width * columns + gutter * (columns - 1), page.height * rows + gutter * (rows - 1))
        case Tent(foot=foot):
            return Size(page.width, (page.height + foot) * 2)
        case _:
            assert_never(scheme)


def grid_capacity(sheet: Size, page: Size, gutter: Length, margin: Length) -> tuple[int, int]:
    """Return the number of columns and rows of a page that fit on a sheet inside its margin; 0 if none fits."""
    across = (sheet.width - margin * 2 + gutter).exact_emu // (page.width + gutter).exact_emu
    down = (sheet.height - margin * 2 + gutter).exact_emu // (page.height + gutter).exact_emu
    return max(int(across), 0), max(int(down), 0)


# ── from a product file ─────────────────────────────────────────────────────────────────────────────────────────

_KEY = "imposition"
_ORDERS = {"n-up": GridOrder.ACROSS, "cut-and-stack": GridOrder.STACK, "duplicates": GridOrder.REPEAT}
_ONLY = {"binding": ("saddle-stitch",), "grid": tuple(_ORDERS), "gutter": tuple(_ORDERS), "foot": ("tent",)}
"""Keys that are valid for some schemes only."""


def scheme_of(
    record: ImpositionRecord, page: Size, bleed: Length, printer: Printer, tree: Tree, problems: Problems
) -> Scheme | None:
    """Return the scheme for pages of that size and bleed; None, with errors, if it is not possible."""
    before = len(problems.errors)
    for key, schemes in _ONLY.items():
        if getattr(record, key) is not None and record.scheme not in schemes:
            hint = f'remove "{key}", or write scheme: {schemes[0]}'
            problems.error("key-not-allowed", f"{record.scheme} has no {key}", tree.key_at(_KEY, key), hint)
    if record.flip in ("short-edge", "long-edge") and record.scheme == "tent":
        problems.error("bad-value", "a tent is printed on one side", tree.at(_KEY, "flip"), 'remove "flip"')
    if record.flip == "none" and record.scheme == "saddle-stitch":
        hint = "write flip: short-edge"
        problems.error("bad-value", "a booklet is printed on both sides", tree.at(_KEY, "flip"), hint)
    scheme = _scheme(record, page, bleed, printer)
    if isinstance(scheme, Grid) and min(scheme.columns, scheme.rows) < 1:
        message = f"a sheet of {_mm(scheme.sheet)} has no space for a page of {_mm(page)} inside the printer's margin"
        problems.error("sheet-too-small", message, tree.at(_KEY, "sheet"), "use a larger sheet")
    elif (over := overhang(scheme)) is not None:
        message = (
            f"the pages are too large for a sheet of {_mm(scheme.sheet)}: by {over[0].css} across, {over[1].css} down"
        )
        problems.error("sheet-too-small", message, tree.at(_KEY, "sheet"), "use a larger sheet, or turn it")
    return scheme if len(problems.errors) == before else None


def _scheme(record: ImpositionRecord, page: Size, bleed: Length, printer: Printer) -> Scheme:
    sheet, margin = Size(*record.sheet), printer.margin
    flip = Flip.SHORT if record.flip is None else None if record.flip == "none" else Flip(record.flip)
    if record.scheme == "saddle-stitch":
        creep = printer.caliper * printer.creep
        binding = Binding(record.binding or "left")
        return SaddleStitch(sheet, page, binding, flip or Flip.SHORT, printer.multiple, creep, bleed, margin)
    if record.scheme == "tent":
        return Tent(sheet, page, record.foot or ZERO, bleed, margin)
    gutter = record.gutter or ZERO
    columns, rows = record.grid or grid_capacity(sheet, page, gutter, margin)
    return Grid(sheet, page, columns, rows, _ORDERS[record.scheme], flip, gutter, bleed, margin)


def print_instruction(scheme: Scheme) -> str:
    """Return the end of the file name, which says how to print: "print-two-sided-flip-short-edge"."""
    flip = None if isinstance(scheme, Tent) else scheme.flip
    return "print-one-sided" if flip is None else f"print-two-sided-flip-{flip}"


def _mm(size: Size) -> str:
    return f"{round(size.width.mm, 1):g} × {round(size.height.mm, 1):g} mm"
