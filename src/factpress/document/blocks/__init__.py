"""The directives of a text, `:::{name}`: one module each, and one line each in the registry.

A module has a `FenceRule` (what the editor may write) and a function that resolves the directive into a block. A
compound is a frozen dataclass with an `origin` that realizes itself into primitives.
"""

from __future__ import annotations

from collections.abc import Mapping

from factpress.document.blocks import (
    callout,
    event,
    figure,
    form_fields,
    image,
    lead,
    only,
    quotation,
    slide,
    statistic,
)
from factpress.document.parse.ast import FenceRule
from factpress.document.resolve.resolver import Directive

DIRECTIVES: Mapping[str, Directive] = {
    "lead": lead.DIRECTIVE,
    "statistic": statistic.DIRECTIVE,
    "chart": figure.DIRECTIVE,
    "quotation": quotation.DIRECTIVE,
    "aside": callout.DIRECTIVE,
    "image": image.DIRECTIVE,
    "slide": slide.DIRECTIVE,
    "notes": only.NOTES,
    "only": only.ONLY,
    "event": event.DIRECTIVE,
    "lines": form_fields.LINES,
    "boxes": form_fields.BOXES,
}

FENCE_RULES: Mapping[str, FenceRule] = {name: directive.rule for name, directive in DIRECTIVES.items()}
