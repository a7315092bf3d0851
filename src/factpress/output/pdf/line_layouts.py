"""How lines are split off a text: those that were laid out before, and where a line begins.

WeasyPrint sets a paragraph again for each footnote in it, if the rest of the page changes, and to find its width. A
third of all lines are split off with the same arguments as before. `weasyprint_patches` applies the replacements.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

_KNOWN = "known_lines"
"""Attribute of the layout context of a document: its lines, by the arguments that they were split off with."""

_MOST = 1000
"""How many lines are kept. A page has fifty; those of the pages before are rarely asked for."""


def remembered(original: Callable[..., Any]) -> Callable[..., Any]:
    """Split the first line off a text, or return the same line as before. Each caller gets its own Pango layout."""

    def split(text: str, style: Any, context: Any, *args: Any, **options: Any) -> Any:
        if context is None:  # outside a document
            return original(text, style, context, *args, **options)
        known: dict[tuple[Any, ...], tuple[Any, Any]] = context.__dict__.setdefault(_KNOWN, {})
        key = (text, id(style), args, tuple(options.items()))
        if key not in known:
            if len(known) >= _MOST:
                known.clear()
            # the style is kept, so that no other object gets its id
            known[key] = style, original(text, style, context, *args, **options)
        layout, *measures = known[key][1]
        return copy(layout), *measures

    return split


_LINE_CHILDREN = 8
"""The position of the list of the line's children among the arguments of `split_inline_level` after the first three."""

_LINE_START = "line_start"
"""Attribute of the layout context of a document: the children of the current line, and where its first text begins."""


def within_line(original: Callable[..., Any]) -> Callable[..., Any]:
    """Split an inline box, and break a word that is too long only if it is the first one of its line.

    With `overflow-wrap`, WeasyPrint breaks the first word of a line between any two letters if it is longer than the
    line. It takes a line for empty until the first element in it ends, so that words within this element were broken
    at the end of the line.
    """

    def split(context: Any, box: Any, position_x: float, *args: Any, **options: Any) -> Any:
        line, at = args[_LINE_CHILDREN], position_x
        if hasattr(box, "text"):
            known, start = context.__dict__.get(_LINE_START, (None, at))
            if known is not line or at < start:
                context.__dict__[_LINE_START] = (line, at)  # the list is kept, so that no other one has its identity
            elif at > start and not line:
                args = (*args[:_LINE_CHILDREN], [box], *args[_LINE_CHILDREN + 1 :])  # only its length is asked for
        return original(context, box, position_x, *args, **options)

    return split
