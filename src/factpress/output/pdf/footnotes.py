"""Notes stay on the page of their numbers.

Where a page is full and the second line of a paragraph would not fit, WeasyPrint 70 would rather carry all notes of
the page over to the next one than carry the paragraph over. Like `tags`, this replaces functions of the library for
the time of one call, and stands on the version that `engine` pins.
"""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and what is mended here is private to it
from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

from factpress.output.pdf import weasyprint_import

_TRULY = "truly_in_column"
"""Set on the layout's context while lines are laid out: whether they really stand in a column."""


@contextmanager
def kept() -> Generator[None, None, None]:
    """WeasyPrint with notes that stay. A note is carried over only where it alone does not fit."""
    block, context = weasyprint_import.part("layout.block"), weasyprint_import.part("layout").LayoutContext
    before = block._linebox_layout, context._update_footnote_area
    block._linebox_layout = _lines(before[0])
    context._update_footnote_area = _area(before[1])
    try:
        yield
    finally:
        block._linebox_layout, context._update_footnote_area = before


def _lines(original: Callable[..., Any]) -> Callable[..., Any]:
    """WeasyPrint carries notes over outside columns only, so lines are laid out as if in one."""

    def lines(context: Any, *args: Any) -> Any:
        before = context.in_column
        outermost = not hasattr(context, _TRULY)
        if outermost:
            setattr(context, _TRULY, before)
        context.in_column = True
        try:
            return original(context, *args)
        finally:
            context.in_column = before
            if outermost:
                delattr(context, _TRULY)

    return lines


def _area(original: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """The room that notes take from the page has to be reckoned as it is."""

    def area(self: Any) -> bool:
        in_column, self.in_column = self.in_column, getattr(self, _TRULY, self.in_column)
        try:
            return original(self)
        finally:
            self.in_column = in_column

    return area
