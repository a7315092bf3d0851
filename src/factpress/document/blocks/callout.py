"""A box beside the main thread."""

from __future__ import annotations

from factpress.document.model import Aside, Block
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.parse.inline_parser import read_inlines
from factpress.document.resolve.resolver import Directive, Resolver


def resolve(fence: Fence, resolver: Resolver) -> Block | None:
    """The box in words."""
    title = read_inlines(fence.argument, fence.argument_location, resolver.grammar, resolver.problems)
    return Aside(resolver.inlines(title, noted=False), resolver.blocks(fence.blocks))


DIRECTIVE = Directive(FenceRule("the box's title", needs_body=True), resolve)
