"""Lines of text that were laid out before.

WeasyPrint sets a paragraph again for each footnote in it, if the rest of the page changes, and to find its width. A
third of all lines are split off with the same arguments as before. `weasyprint_patches` applies the replacement.
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
