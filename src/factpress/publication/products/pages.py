"""Pages and sheets from what an editor wrote, and whether type goes onto them."""

from __future__ import annotations

from factpress.core.diagnostics import Problems
from factpress.core.units import Length, mm
from factpress.core.validation import Tree
from factpress.publication.products.product import Page, Sheet
from factpress.publication.products.schema import PageRecord, SheetRecord

LEAST_TEXT_HEIGHT = 0.25
"""The share of the page's height that its text block has at the least; below it, a margin was mistyped."""

LEAST_TEXT_WIDTH = mm(25)
"""The text column's width at the least: a dozen letters a line."""


def page_of(record: PageRecord, tree: Tree, problems: Problems) -> Page | None:
    """The page; None, with each way in which columns and margins do not go into the trim as an error."""
    page = _page(record)
    return page if _fits(page, tree, problems) else None


def sheet_of(record: SheetRecord, tree: Tree, problems: Problems) -> Sheet | None:
    """The sheet; None, with an error, where its margins leave no room for type."""
    (width, height), margins = record.size, record.margins
    sheet = Sheet(width, height, margins.top, margins.right, margins.bottom, margins.left)
    if sheet.inner < LEAST_TEXT_WIDTH or sheet.top + sheet.bottom > height * (1 - LEAST_TEXT_HEIGHT):
        message = f"margins that leave no room for type on {_mm(width)} by {_mm(height)}"
        problems.error("page-too-narrow", message, tree.at("sheet", "margins"), "make them smaller")
        return None
    return sheet


def _page(record: PageRecord) -> Page:
    width, height = record.trim
    margins, columns = record.margins, record.columns
    return Page(
        width=width,
        height=height,
        top=margins.top,
        bottom=margins.bottom,
        verso_left=margins.verso.left,
        verso_right=margins.verso.right,
        recto_left=margins.recto.left,
        recto_right=margins.recto.right,
        marks=columns.marks,
        gap=columns.gap,
        text=columns.text,
    )


def _fits(page: Page, tree: Tree, problems: Problems) -> bool:
    """Whether columns and margins go into the trim; each way in which they do not is an error."""
    before = len(problems.errors)
    if page.text < LEAST_TEXT_WIDTH:
        message = f"a text column of {_mm(page.text)} holds no words: at least {_mm(LEAST_TEXT_WIDTH)}"
        problems.error("page-too-narrow", message, tree.at("page", "columns", "text"), "make the column wider")
    sides = (("verso", page.verso_left, page.verso_right), ("recto", page.recto_left, page.recto_right))
    for side, left, right in sides:
        over = left + page.text + right - page.width
        if over.exact_emu > 0:
            message = (
                f"on a {side} page the text column ({_mm(page.text)}) and its margins ({_mm(left)} and {_mm(right)})"
                f" are {_mm(over)} over the trim of {_mm(page.width)}"
            )
            hint = f"make the column or a margin narrower, by {_mm(over)} in all"
            problems.error("page-too-narrow", message, tree.at("page", "margins", side), hint)
        over = page.marks + page.gap - left
        if over.exact_emu > 0:
            message = (
                f"on a {side} page the marks column and its gap ({_mm(page.marks)} and {_mm(page.gap)})"
                f" are {_mm(over)} wider than the margin on their left ({_mm(left)})"
            )
            hint = f'make "left" wider, or the marks column narrower, by {_mm(over)}'
            problems.error("page-too-narrow", message, tree.at("page", "margins", side, "left"), hint)
    if page.top + page.bottom > page.height * (1 - LEAST_TEXT_HEIGHT):
        message = f"margins of {_mm(page.top)} and {_mm(page.bottom)} leave no page of text on {_mm(page.height)}"
        problems.error("page-too-low", message, tree.at("page", "margins"), "make them smaller")
    return len(problems.errors) == before


def _mm(length: Length) -> str:
    return f"{round(length.mm, 2):g} mm"
