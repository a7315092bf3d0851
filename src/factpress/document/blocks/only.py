"""What belongs to one side only, and the speaker's words."""

from __future__ import annotations

from factpress.core.diagnostics import did_you_mean
from factpress.document.model import Block, Only, SpeakerNotes
from factpress.document.parse.ast import DraftParagraph, Fence, FenceRule
from factpress.document.resolve.resolver import Teller

ONLY = FenceRule('"booklet" or "deck"', needs_body=True)
NOTES = FenceRule(None, needs_body=True)
SIDES = ("booklet", "deck")


def tell_only(fence: Fence, teller: Teller) -> Block | None:
    """The blocks, marked for their side."""
    if fence.argument not in SIDES:
        hint = did_you_mean(fence.argument, SIDES)
        teller.problems.error("bad-value", f'there is no side "{fence.argument}"', fence.location, hint)
        return None
    if fence.argument == "booklet":
        return Only(fence.argument, teller.blocks(fence.blocks))
    with teller.unnumbered():
        return Only(fence.argument, teller.blocks(fence.blocks))


def tell_notes(fence: Fence, teller: Teller) -> Block | None:
    """The words to be spoken, without notes of their own: the slide's sources follow them."""
    if not all(isinstance(block, DraftParagraph) for block in fence.blocks):
        teller.problems.error("bad-fence", "speaker notes are paragraphs, nothing else", fence.location)
    paragraphs = [block for block in fence.blocks if isinstance(block, DraftParagraph)]
    return SpeakerNotes(tuple(teller.inlines(block.children, noted=False) for block in paragraphs))
