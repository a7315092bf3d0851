"""Blocks for one target only, and speaker notes."""

from __future__ import annotations

from factpress.core.diagnostics import did_you_mean
from factpress.document.model import Block, Only, SpeakerNotes
from factpress.document.model.targets import DECK, TARGETS
from factpress.document.parse.ast import DraftParagraph, Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver


def resolve_only(fence: Fence, resolver: Resolver) -> Block | None:
    """The blocks, limited to their target."""
    if fence.argument not in TARGETS:
        hint = did_you_mean(fence.argument, TARGETS)
        resolver.problems.error("bad-value", f'there is no side "{fence.argument}"', fence.location, hint)
        return None
    if not TARGETS[fence.argument].presented:
        return Only(fence.argument, resolver.blocks(fence.blocks))
    with resolver.unnumbered():
        return Only(fence.argument, resolver.blocks(fence.blocks))


def resolve_notes(fence: Fence, resolver: Resolver) -> Block | None:
    """Speaker notes, without source notes: the sources of the slide follow them."""
    if not all(isinstance(block, DraftParagraph) for block in fence.blocks):
        resolver.problems.error("bad-fence", "speaker notes are paragraphs, nothing else", fence.location)
    paragraphs = [block for block in fence.blocks if isinstance(block, DraftParagraph)]
    return SpeakerNotes(tuple(resolver.inlines(block.children, noted=False) for block in paragraphs))


ONLY = Directive(FenceRule(" or ".join(f'"{name}"' for name in TARGETS), needs_body=True, names="target"), resolve_only)
NOTES = Directive(FenceRule(None, needs_body=True, target=DECK.name, spoken=True), resolve_notes)
