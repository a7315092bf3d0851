"""Marks in the margin that begin on one line, moved so that each is readable.

CSS places each at the line of its sentence, and has no rule that keeps them apart: WeasyPrint ignores `clear` for
floats inside a line. PDFium reads two equal texts at one place as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_CLASS = "margin-mark"


def spread(document: Any) -> None:
    """Move each mark of a page below those that it would cover; the last ones up, if the page ends."""
    _remove_remainders(document)
    for page in document.pages:
        area = page._page_box  # noqa: SLF001 - WeasyPrint has no public name for the box of a page
        bottom = area.content_box_y() + area.height
        columns: dict[float, list[Any]] = {}
        for mark in _marks(area):
            columns.setdefault(round(mark.position_x, 1), []).append(mark)
        for marks in columns.values():
            _spread(sorted(marks, key=lambda mark: mark.position_y), bottom)


def _remove_remainders(document: Any) -> None:
    """Leave each mark once.

    Where WeasyPrint tries a line on a page and moves it to the next one, since its note has no room, and the mark of a
    sentence in that line is at the foot of the page, the next page has the rest of that mark as well as the whole mark.
    """
    found: dict[Any, list[tuple[Any, Any]]] = {}  # by element: the parent of each box, and the box
    for page in document.pages:
        for parent, mark in _with_parents(page._page_box):  # noqa: SLF001 - as above
            found.setdefault(mark.element, []).append((parent, mark))
    for boxes in found.values():
        whole = max((mark for _, mark in boxes), key=lambda mark: len(mark.children))
        for parent, mark in boxes:
            if len(mark.children) < len(whole.children):
                parent.children = [child for child in parent.children if getattr(child, "_box", child) is not mark]


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
    yield from (mark for _, mark in _with_parents(box))


def _with_parents(box: Any) -> Iterator[tuple[Any, Any]]:
    """The marks inside a box, each with the box that has it among its children."""
    for child in getattr(box, "children", ()):
        inner = getattr(child, "_box", child)
        if _is_mark(inner):
            yield box, inner
        else:
            yield from _with_parents(inner)


def _is_mark(box: Any) -> bool:
    element = box.element
    return (
        element is not None
        and element.get("class") == _CLASS
        and "::" not in box.element_tag
        and box.is_absolutely_positioned()
    )
