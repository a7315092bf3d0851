"""The directives of a text, `:::{name}`, with one line each in the registry.

A directive has a `FenceRule` (what an editor may write) and a function that resolves it into a block. A compound is a
frozen dataclass with an `origin` that realizes itself into primitives.
"""

from __future__ import annotations

from collections.abc import Mapping

from factpress.document.blocks import (
    event,
    figures,
    gifts,
    helplines,
    prayers,
    scripture,
    slide,
    statistic,
    tested,
    text_blocks,
    works,
)
from factpress.document.parse.ast import FenceRule
from factpress.document.resolve.resolver import Directive

DIRECTIVES: Mapping[str, Directive] = {
    "lead": text_blocks.LEAD,
    "statistic": statistic.DIRECTIVE,
    "chart": figures.CHART,
    "quotation": text_blocks.QUOTATION,
    "tested": tested.DIRECTIVE,
    "scripture": scripture.DIRECTIVE,
    "aside": text_blocks.ASIDE,
    "image": figures.IMAGE,
    "slide": slide.SLIDE,
    "notes": slide.NOTES,
    "only": slide.ONLY,
    "event": event.DIRECTIVE,
    "works": works.WORKS,
    "work": works.WORK,
    "helplines": helplines.DIRECTIVE,
    "prayers": prayers.DIRECTIVE,
    "gifts": gifts.DIRECTIVE,
    "lines": text_blocks.LINES,
    "boxes": text_blocks.BOXES,
}

FENCE_RULES: Mapping[str, FenceRule] = {name: directive.rule for name, directive in DIRECTIVES.items()}
