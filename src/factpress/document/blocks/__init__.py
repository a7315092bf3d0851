"""What a `:::{name}` block becomes: one file each, one line each.

A file has a RULE (what the editor may write) and a `tell` (the block in words). Compounds are frozen values that
realize themselves into primitives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factpress.document.blocks import callout, event, figure, form_fields, image, only, quotation, slide, statistic
from factpress.document.model import Block
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.parse.charts_file import ChartSpec
from factpress.document.resolve.resolver import Resolver
from factpress.publication.events import Event

ResolveBlock = Callable[[Fence, Resolver], Block | None]

LEAD = FenceRule(None, needs_body=True)
"""A chapter's lead; `compose` lifts it out of the chapter's blocks."""

RULES: Mapping[str, FenceRule] = {
    "lead": LEAD,
    "statistic": statistic.RULE,
    "chart": figure.RULE,
    "quotation": quotation.RULE,
    "aside": callout.RULE,
    "image": image.RULE,
    "slide": slide.RULE,
    "notes": only.NOTES,
    "only": only.ONLY,
    "event": event.RULE,
    "lines": form_fields.RULE,
    "boxes": form_fields.RULE,
}


def resolvers(
    charts: Mapping[str, ChartSpec] | None, events: Mapping[str, Event] | None = None
) -> Mapping[str, ResolveBlock]:
    """How each block is told; a chart is looked up among `charts`, an event among `events`."""
    return {
        "statistic": statistic.resolve,
        "chart": lambda fence, resolver: figure.resolve(fence, resolver, charts),
        "quotation": quotation.resolve,
        "aside": callout.resolve,
        "image": image.resolve,
        "slide": slide.resolve,
        "notes": only.resolve_notes,
        "only": only.resolve_only,
        "event": lambda fence, resolver: event.resolve(fence, resolver, events),
        "lines": form_fields.resolve_lines,
        "boxes": form_fields.resolve_boxes,
    }
