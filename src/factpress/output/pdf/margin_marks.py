"""Marks in the margin: each in one piece, and those that begin on one line moved so that each is readable.

CSS places each at the line of its sentence, and has no rule that keeps them apart: WeasyPrint ignores `clear` for
floats inside a line. PDFium reads two equal texts at one place as one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

from factpress.output.pdf import weasyprint_import

_CLASS = "margin-mark"


def replacements() -> tuple[tuple[Any, str, Any], ...]:
    """What is replaced in WeasyPrint; see `weasyprint_patches`."""
    absolute = weasyprint_import.submodule("layout.absolute")
    return ((absolute, "absolute_block", in_one_piece(absolute.absolute_block)),)


def in_one_piece(original: Callable[..., Any]) -> Callable[..., Any]:
    """`absolute_block` that lays out a mark as if the page did not end.

    At the foot of a page WeasyPrint moved the word of a mark to the next page, also where the mark was moved up later.
    """

    def layout(context: Any, box: Any, containing_block: Any, fixed_boxes: Any, bottom_space: Any, *rest: Any) -> Any:
        is_mark = box.element is not None and box.element.get("class") == _CLASS
        space = -math.inf if is_mark else bottom_space
        return original(context, box, containing_block, fixed_boxes, space, *rest)

    return layout


def spread(document: Any) -> None:
    """Move each mark of a page below those that it would cover; the last ones up, if the page ends."""
    for page in document.pages:
        area = page._page_box  # noqa: SLF001 - WeasyPrint has no public name for the box of a page
        bottom = area.content_box_y() + area.height
        columns: dict[float, list[Any]] = {}
        for mark in _marks(area):
            columns.setdefault(round(mark.position_x, 1), []).append(mark)
        for marks in columns.values():
            _spread(sorted(marks, key=lambda mark: mark.position_y), bottom)


def _spread(marks: list[Any], bottom: float) -> None:
    """Move the marks of a column, which are in the order of their heights."""
    tops: list[float] = []
    for mark in marks:
        tops.append(max(mark.position_y, tops[-1] + marks[len(tops) - 1].margin_height() if tops else mark.position_y))
    # a mark that stands low because of its sentence stays there
    end = max(bottom, marks[-1].position_y + marks[-1].margin_height())
    for i in range(len(marks) - 1, -1, -1):
        tops[i] = min(tops[i], end - marks[i].margin_height())
        end = tops[i]
    for mark, top in zip(marks, tops, strict=True):
        mark.translate(0, top - mark.position_y)


def _marks(box: Any) -> Iterator[Any]:
    """The marks inside a box."""
    box = getattr(box, "_box", box)
    element = box.element
    if (
        element is not None
        and element.get("class") == _CLASS
        and "::" not in box.element_tag
        and box.is_absolutely_positioned()
    ):
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _marks(child)
