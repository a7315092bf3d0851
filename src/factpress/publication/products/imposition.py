"""The imposition scheme of a product: from its file's keys, its page size and its printer."""

from __future__ import annotations

from factpress.core.diagnostics import Problems
from factpress.core.units import Length
from factpress.core.validation import Tree
from factpress.publication.imposition_schemes import (
    ZERO,
    Binding,
    Flip,
    Grid,
    Order,
    SaddleStitch,
    Scheme,
    Size,
    Tent,
    grid_of,
    overhang,
)
from factpress.publication.printers import Printer
from factpress.publication.products.schema import ImpositionRecord

KEY = "imposition"
"""The key of a product file that holds these keys."""

_ORDERS = {"n-up": Order.ACROSS, "cut-and-stack": Order.STACK, "duplicates": Order.REPEAT}
_ONLY = {"binding": ("saddle-stitch",), "grid": tuple(_ORDERS), "gutter": tuple(_ORDERS), "foot": ("tent",)}
"""Keys that only some schemes have."""


def scheme_of(
    record: ImpositionRecord, page: Size, bleed: Length, printer: Printer, tree: Tree, problems: Problems
) -> Scheme | None:
    """The scheme for pages of that size and bleed; None, with errors at their places, where it cannot be."""
    before = len(problems.errors)
    for key, schemes in _ONLY.items():
        if getattr(record, key) is not None and record.scheme not in schemes:
            hint = f'leave "{key}" out, or write scheme: {schemes[0]}'
            problems.error("stray-key", f"{record.scheme} has no {key}", tree.key_at(KEY, key), hint)
    if record.flip in ("short-edge", "long-edge") and record.scheme == "tent":
        problems.error("bad-value", "a tent is printed on one side", tree.at(KEY, "flip"), 'leave "flip" out')
    if record.flip == "none" and record.scheme == "saddle-stitch":
        hint = "write flip: short-edge"
        problems.error("bad-value", "a booklet is printed on both sides", tree.at(KEY, "flip"), hint)
    scheme = _scheme(record, page, bleed, printer)
    if isinstance(scheme, Grid) and min(scheme.columns, scheme.rows) < 1:
        message = f"a sheet of {_mm(scheme.sheet)} holds no page of {_mm(page)} within the printer's margin"
        problems.error("sheet-too-small", message, tree.at(KEY, "sheet"), "take a larger sheet")
    elif (over := overhang(scheme)) is not None:
        message = (
            f"the pages are too large for a sheet of {_mm(scheme.sheet)}: by {over[0].css} across, {over[1].css} down"
        )
        problems.error("sheet-too-small", message, tree.at(KEY, "sheet"), "take a larger sheet, or turn it")
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
    columns, rows = record.grid or grid_of(sheet, page, gutter, margin)
    return Grid(sheet, page, columns, rows, _ORDERS[record.scheme], flip, gutter, bleed, margin)


def print_instruction(scheme: Scheme) -> str:
    """The end of the file's name, which tells how the file must be printed: "print-two-sided-flip-short-edge"."""
    flip = None if isinstance(scheme, Tent) else scheme.flip
    return "print-one-sided" if flip is None else f"print-two-sided-flip-{flip}"


def _mm(size: Size) -> str:
    return f"{round(size.width.mm, 1):g} × {round(size.height.mm, 1):g} mm"
