"""Blocks for one target only: slides of text, speaker notes, and what an editor limits to a target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from factpress.core.diagnostics import Location, did_you_mean
from factpress.document.model import (
    Aside,
    Block,
    Document,
    Inlines,
    Note,
    Only,
    Primitive,
    SpeakerNotes,
    plain,
    without_sources,
)
from factpress.document.model.inlines import origin_field
from factpress.document.model.targets import DECK, TARGETS
from factpress.document.parse.ast import DraftParagraph, Fence, FenceRule
from factpress.document.resolve.chapters import resolve_blocks
from factpress.document.resolve.drawings import check_drawing
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.document.walk import for_target
from factpress.publication.facts.claims import WORST_FIRST, Standing

HOLDING = "holding"
"""The style of a slide that is shown before the talk."""

OPENING = "opening"
"""The style of a slide in place of the title slide, with a verse and a word of care."""

LOWER_THIRD = "lower-third"
"""The style of a strip that is shown over a video picture."""

STYLES = ("text", "statement", "pause", "closing", HOLDING, OPENING, "key", "prayer", LOWER_THIRD)
WITH_DRAWING = ("text", "prayer")


@dataclass(frozen=True, slots=True)
class Slide:
    """A slide of text. `title` is the plain text of `heading`, which has the values that it states and their notes."""

    title: str
    blocks: tuple[Block, ...]
    # "statement": the title is set large; "closing": with address and QR code;
    # "holding": shown before the talk; "opening": in place of the title slide; "key": all marks with what they mean;
    # "prayer": the text in large type; "lower-third": a strip over a video picture
    style: str = "text"
    heading: Inlines = ()
    drawing: str = ""  # the name of a line drawing next to the text
    pause: bool = False  # whether the talk pauses here
    origin: Location | None = origin_field()

    def realize(self) -> tuple[Primitive, ...]:
        """A titled box, for a presented target that has no slides."""
        return (Aside(self.heading, self.blocks),)


def slides_before_talk(document: Document, style: str = HOLDING) -> tuple[Slide, ...]:
    """Return the slides of that style in the first chapter: they come before the title slide, or in its place."""
    blocks = (block for chapter in document.presented_chapters[:1] for block in for_target(chapter.blocks, DECK.name))
    return tuple(block for block in blocks if isinstance(block, Slide) and block.style == style)


def strip_standing(notes: Iterable[Note]) -> Standing | None:
    """Return the worst standing of what a strip over a video picture states; None if it states nothing."""
    return min((note.standing for note in notes if note.standing is not None), key=WORST_FIRST.index, default=None)


def _slide(fence: Fence, resolver: Resolver) -> Block:
    """A slide of text: a title and a few lines or a table, for presented targets only."""
    style, place = fence.options.get("style", ("text", fence.location))
    if style not in STYLES:
        resolver.problems.error("bad-value", f'unknown style "{style}"', place, did_you_mean(style, STYLES))
    drawing, place = fence.options.get("drawing", ("", fence.location))
    if drawing and style not in WITH_DRAWING:
        hint = f"remove it, or set the style: {', '.join(WITH_DRAWING)}"
        resolver.problems.error("bad-value", f'a slide of the style "{style}" has no drawing', place, hint)
    if drawing and not check_drawing(drawing, place, resolver.places, resolver.problems):
        drawing = ""
    shown = "statement" if style == "pause" else style
    with resolver.apart(), resolver.within(DECK.name, on_slide=True):
        heading = resolver.noted_inlines(fence.argument, fence.argument_location)
        title, blocks = " ".join(plain(heading).split()), resolve_blocks(fence.blocks, resolver)
    return Only(DECK.name, (Slide(title, blocks, shown, heading, drawing, style == "pause", origin=fence.location),))


def _only(fence: Fence, resolver: Resolver) -> Block | None:
    """Blocks for one target only."""
    if fence.argument not in TARGETS:
        hint = did_you_mean(fence.argument, TARGETS)
        resolver.problems.error("bad-value", f'unknown target "{fence.argument}"', fence.location, hint)
        return None
    if not TARGETS[fence.argument].presented:
        with resolver.within(fence.argument):
            return Only(fence.argument, resolve_blocks(fence.blocks, resolver))
    with resolver.unnumbered(), resolver.apart(), resolver.within(fence.argument):
        return Only(fence.argument, resolve_blocks(fence.blocks, resolver))


def _notes(fence: Fence, resolver: Resolver) -> Block:
    """Speaker notes, for the slide before them.

    They have no notes of sources, since the sources of the slide follow them.
    """
    paragraphs = [block for block in fence.blocks if isinstance(block, DraftParagraph)]
    for other in [block for block in fence.blocks if not isinstance(block, DraftParagraph)][:1]:
        hint = "write what is said as plain paragraphs, and move anything else out of the block"
        resolver.problems.error("bad-fence", "speaker notes may contain only paragraphs", other.location, hint)
    with resolver.apart():
        noted = tuple(resolver.inlines(block.children) for block in paragraphs)
    return SpeakerNotes(tuple(map(without_sources, noted)), noted)


SLIDE = Directive(FenceRule("the slide's title", ("style", "drawing"), target=DECK.name), _slide)
NOTES = Directive(FenceRule(None, needs_body=True, target=DECK.name, spoken=True), _notes)
ONLY = Directive(FenceRule(" or ".join(f'"{name}"' for name in TARGETS), needs_body=True, names="target"), _only)
