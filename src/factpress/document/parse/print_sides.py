"""Whether the text of a print suits what is made of it: as many sides as there are, and an event where one is due."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from factpress.core.diagnostics import Location, Problems
from factpress.document.parse.ast import MOST_CHAPTER_RANK, Draft, DraftBlock, DraftHeading, Fence

INVITATIONS = ("flyer",)
"""Templates of prints that invite to an event."""


class Made(Protocol):
    """What has to be known of a product."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def sides(self) -> int:
        """How many sides it has."""
        ...

    @property
    def template(self) -> str:
        """The template that sets it."""
        ...


def check_sides(product: Made, draft: Draft, content: Path, problems: Problems) -> None:
    """Report a heading that would begin one side too many, and an invitation to nothing."""
    headings = [b for b in draft.blocks if isinstance(b, DraftHeading) and b.rank <= MOST_CHAPTER_RANK]
    if len(headings) > product.sides:
        message = f'"{product.name}" has {product.sides} sides, and here begins one more'
        if product.sides == 1:
            message = f'"{product.name}" has one side, and here begins another'
        hint = "join it with the one before, or let the product have more sides: sides: 2"
        problems.error("too-many-sides", message, headings[product.sides].location, hint)
    if product.template in INVITATIONS and not any(_events(draft.blocks)):
        message = f'"{product.name}" invites to an event, and its text names none'
        problems.error("no-event", message, Location(content, 1, 1), "say which: :::{event} evening")


def _events(blocks: Iterable[DraftBlock]) -> Iterable[bool]:
    for block in blocks:
        if isinstance(block, Fence):
            yield block.name == "event"
            yield from _events(block.blocks)
