"""Words for the wall: a title and a few lines, set only in the deck."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import did_you_mean
from factpress.document.model import Block, Inlines, Primitive, plain
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.parse.inline_parser import read_inlines
from factpress.document.resolve.resolver import Teller

RULE = FenceRule("the slide's title", ("style",))
STYLES = ("text", "statement")


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide of words. The booklet has no use for it: there it realizes into nothing."""

    title: str
    blocks: tuple[Block, ...]
    style: str = "text"  # "text", or "statement": the title is one sentence, set large
    stating: Inlines = ()  # the title with the values it states, and who says so

    def realize(self) -> tuple[Primitive, ...]:
        """Nothing: running text says the same at length."""
        return ()


def tell(fence: Fence, teller: Teller) -> Block | None:
    """The fence in words."""
    style, place = fence.options.get("style", ("text", fence.location))
    if style not in STYLES:
        teller.problems.error("bad-value", f'there is no style "{style}"', place, did_you_mean(style, STYLES))
    words = teller.inlines(read_inlines(fence.argument, fence.argument_location, teller.grammar, teller.problems))
    return Slide(" ".join(plain(words).split()), teller.blocks(fence.blocks), style, words)
