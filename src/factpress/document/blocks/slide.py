"""A slide of text: a title and a few lines, for presented targets only."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import Location, did_you_mean
from factpress.document.model import Aside, Block, Inlines, Only, Primitive, plain
from factpress.document.model.origin import origin_field
from factpress.document.model.targets import DECK
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.parse.inline_parser import read_inlines
from factpress.document.resolve.resolver import Directive, Resolver

STYLES = ("text", "statement")


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide of text. `title` is the plain text of `heading`, which has the values that it states and their notes."""

    title: str
    blocks: tuple[Block, ...]
    style: str = "text"  # "text", or "statement": the title is one sentence, set large
    heading: Inlines = ()
    origin: Location | None = origin_field()

    def realize(self) -> tuple[Primitive, ...]:
        """A titled box, for a presented target that has no slides."""
        return (Aside(self.heading, self.blocks),)


def resolve(fence: Fence, resolver: Resolver) -> Block | None:
    """The fence in words."""
    style, place = fence.options.get("style", ("text", fence.location))
    if style not in STYLES:
        resolver.problems.error("bad-value", f'there is no style "{style}"', place, did_you_mean(style, STYLES))
    words = resolver.inlines(read_inlines(fence.argument, fence.argument_location, resolver.grammar, resolver.problems))
    slide = Slide(" ".join(plain(words).split()), resolver.blocks(fence.blocks), style, words, origin=fence.location)
    return Only(DECK.name, (slide,))


DIRECTIVE = Directive(FenceRule("the slide's title", ("style",), target=DECK.name), resolve)
