"""What a `:::{name}` block becomes: one file each, one line each.

A file has a RULE (what the editor may write) and a `tell` (the block in words). Compounds are frozen values that
realize themselves into primitives.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factpress.document.blocks import aside, figure, form, image, occasion, quotation, sides, slide, statistic
from factpress.document.chartfile import ChartSpec
from factpress.document.draft import Fence, FenceRule
from factpress.document.model import Block
from factpress.document.telling import Teller
from factpress.publication.events import Event

Telling = Callable[[Fence, Teller], Block | None]

LEAD = FenceRule(None, needs_body=True)
"""A chapter's lead; `compose` lifts it out of the chapter's blocks."""

RULES: Mapping[str, FenceRule] = {
    "lead": LEAD,
    "statistic": statistic.RULE,
    "chart": figure.RULE,
    "quotation": quotation.RULE,
    "aside": aside.RULE,
    "image": image.RULE,
    "slide": slide.RULE,
    "notes": sides.NOTES,
    "only": sides.ONLY,
    "event": occasion.RULE,
    "lines": form.RULE,
    "boxes": form.RULE,
}


def tellings(
    charts: Mapping[str, ChartSpec] | None, events: Mapping[str, Event] | None = None
) -> Mapping[str, Telling]:
    """How each block is told; a chart is looked up among `charts`, an event among `events`."""
    return {
        "statistic": statistic.tell,
        "chart": lambda fence, teller: figure.tell(fence, teller, charts),
        "quotation": quotation.tell,
        "aside": aside.tell,
        "image": image.tell,
        "slide": slide.tell,
        "notes": sides.tell_notes,
        "only": sides.tell_only,
        "event": lambda fence, teller: occasion.tell(fence, teller, events),
        "lines": form.tell_lines,
        "boxes": form.tell_boxes,
    }
