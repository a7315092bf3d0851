"""Figures that do not fit at the foot of a page move past the text after them, which fills the page.

An element of the class `float` moves past its following siblings one by one, each heading with the block below it,
until a page break is reached. Floats stay in their order, and never leave their parent, which is their chapter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from factpress.output.pdf import weasyprint_import

CLASS = "float"
"""The class of an element that may move."""

LEAST_BLANK = 0.08
"""The share of a page that has to be blank before a float moves."""

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_UNMOVED = frozenset({"header", "section", "article"})
"""Elements that a float never passes."""


def replacements() -> tuple[tuple[Any, str, Any], ...]:
    """What is replaced in WeasyPrint; see `weasyprint_patches`."""
    block = weasyprint_import.submodule("layout.block")
    return ((block, "block_container_layout", container_layout(block.block_container_layout)),)


def container_layout(original: Callable[..., Any]) -> Callable[..., Any]:
    """`block_container_layout` that moves the float at which a page ends, and lays the page out again."""

    def layout(
        context: Any, box: Any, bottom_space: Any, skip_stack: Any, page_is_empty: Any, absolute_boxes: Any,
        fixed_boxes: Any, adjoining_margins: Any, *rest: Any, **options: Any,
    ) -> Any:  # fmt: skip
        place, margins = (box.position_x, box.position_y), list(adjoining_margins or ())

        def again() -> Any:
            box.position_x, box.position_y = place
            if adjoining_margins is not None:  # the layout adds to the list, which its caller reads
                adjoining_margins[:] = margins
            given = (bottom_space, skip_stack, page_is_empty, absolute_boxes, fixed_boxes, adjoining_margins)
            return original(context, box, *given, *rest, **options)

        result = again()
        remove = weasyprint_import.submodule("layout.block").remove_placeholders
        while (moved := _moved(context, box, result, bottom_space)) is not None:
            at, order = moved
            before, box.children = box.children, order
            remove(context, list(result[0].children), absolute_boxes, fixed_boxes)
            result = again()
            end = _break_before(result)
            if end is not None and end <= at:  # nothing of what follows fits
                remove(context, list(result[0].children), absolute_boxes, fixed_boxes)
                box.children = before
                return again()
        return result

    return layout


def _break_before(result: Any) -> int | None:
    """The index of the child that begins the next page; None if there is none, or if it is divided."""
    new_box, resume_at = result[0], result[1]
    if new_box is None or not resume_at:
        return None
    ((index, inner),) = resume_at.items()
    return index if inner is None else None


def _moved(context: Any, box: Any, result: Any, bottom_space: float) -> tuple[int, Sequence[Any]] | None:
    """The children with the float at the break after the block that follows it, and the float's index before.

    None if no float is at the break, if the page is nearly full, or if the float may not move.
    """
    at = _break_before(result)
    if at is None or context.in_column or not result[0].children:
        return None
    children = box.children
    while at < len(children) and children[at].element_tag in _HEADINGS:
        at += 1
    if at >= len(children) or not is_float(children[at]):
        return None
    last = result[0].children[-1]
    blank = context.page_bottom - bottom_space - last.position_y - last.margin_height()
    if blank < LEAST_BLANK * context.page_bottom:
        return None
    begin = at + 1  # of what follows, behind all floats in a row
    while begin < len(children) and is_float(children[begin]):
        begin += 1
    end = begin
    while end < len(children) and children[end].element_tag in _HEADINGS:
        end += 1
    if end >= len(children) or _is_fixed(children[end]):
        return None
    return at, [*children[:at], *children[begin : end + 1], *children[at:begin], *children[end + 1 :]]


def is_float(box: Any) -> bool:
    """Whether a box is that of a float."""
    return box.element is not None and CLASS in box.element.get("class", "").split()


def _is_fixed(box: Any) -> bool:
    """Whether a float may not pass a box: another float, a part of the chapter, or one that begins a page."""
    begins = box.style["break_before"] not in ("auto", "avoid", "avoid-page")
    return begins or is_float(box) or box.element_tag in _UNMOVED
