"""A box beside the main thread."""

from __future__ import annotations

from factpress.document.model import Aside, Block
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.parse.inline_parser import read_inlines
from factpress.document.resolve.resolver import Teller

RULE = FenceRule("the box's title", needs_body=True)


def tell(fence: Fence, teller: Teller) -> Block | None:
    """The box in words."""
    title = read_inlines(fence.argument, fence.argument_location, teller.grammar, teller.problems)
    return Aside(teller.inlines(title, noted=False), teller.blocks(fence.blocks))
