"""Footnotes on the page of their number: the functions that `weasyprint_patches` puts in the place of WeasyPrint's."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from math import inf
from typing import Any

from factpress.output.pdf import weasyprint_import

_TRULY = "truly_in_column"
"""Attribute of the layout context during the layout of lines: whether they are in a column."""


def set_lines(original: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a footnote with `footnote-policy: line` or `block` on the page of its number, unless it alone does not fit.

    Where a page is full and the second line of a paragraph does not fit, WeasyPrint moves all footnotes of the page to
    the next one instead of moving the paragraph. CSS allows that for the policy `auto` only (CSS Generated Content for
    Paged Media 3, footnote-policy). WeasyPrint does so outside columns only, so lines pretend to be in one.
    """

    def lines(context: Any, *args: Any, **options: Any) -> Any:
        notes = itertools.chain(context.current_page_footnotes, context.footnotes)
        if all(note.style["footnote_policy"] == "auto" for note in notes):
            return original(context, *args, **options)
        before = context.in_column
        outermost = not hasattr(context, _TRULY)
        if outermost:
            setattr(context, _TRULY, before)
        context.in_column = True
        try:
            return original(context, *args, **options)
        finally:
            context.in_column = before
            if outermost:
                delattr(context, _TRULY)

    return lines


def update_area(original: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Lay out the footnote area as outside columns, and let it overflow only by more than a rounding error.

    WeasyPrint compares the bottom of the last note with that of the area exactly. On about every second page, depending
    on its margins, the two sums differ by 1e-13 pixels; then the note, and with it its paragraph or the whole block,
    goes to the next page.
    """

    def area(self: Any) -> bool:
        # the height that footnotes take from the page depends on the real column
        in_column, self.in_column = self.in_column, getattr(self, _TRULY, self.in_column)
        try:
            return original(self) and _overflows(self)
        finally:
            self.in_column = in_column

    return area


def _overflows(context: Any) -> bool:
    """Whether the footnotes of the page are higher than their area, as far as WeasyPrint rounds elsewhere."""
    area = context.current_footnote_area
    boxes = weasyprint_import.submodule("formatting_structure.build").create_anonymous_boxes(area.deepcopy())
    laid_out = weasyprint_import.submodule("layout.block").block_level_layout(context, boxes, -inf, None, area.page)[0]
    last = laid_out.children[-1]
    note_bottom = last.position_y + last.margin_height() - last.margin_bottom
    area_bottom = laid_out.position_y + laid_out.margin_height() - laid_out.margin_bottom
    return bool(context.overflows(area_bottom, note_bottom))
