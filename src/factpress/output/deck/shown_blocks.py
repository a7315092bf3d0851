"""Which blocks make slides, and which a deck does not show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from factpress.document.blocks.scripture import Scripture
from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import (
    Aside,
    Block,
    Compound,
    Document,
    Figure,
    Heading,
    Image,
    Items,
    Only,
    Paragraph,
    Quote,
    SpeakerNotes,
    Table,
)
from factpress.document.model.targets import DECK
from factpress.document.walk import for_target

WITH_SLIDE = (Statistic, Figure, ClaimTest, SlideBlock, Scripture)
"""The blocks that always make slides from a chapter. On a slide, verses are text."""


def makes_slide(block: Block) -> bool:
    """Whether a block of a chapter makes a slide: a quoted claim, or one that always does."""
    return isinstance(block, WITH_SLIDE) or (isinstance(block, Quote) and block.claim is not None)


def blocks_without_slide(document: Document) -> Iterator[Block]:
    """Yield the blocks that the deck does not show, in reading order.

    The running text of a chapter (headings, paragraphs, lists and boxes) is meant for the booklet and is left out
    here. Blocks inside its lists and boxes get no slide either, and are included.
    """
    for chapter in document.chapters:
        yield from _without_slide(chapter.blocks, shown=True)


def _without_slide(blocks: tuple[Block, ...], *, shown: bool) -> Iterator[Block]:
    """Yield the blocks without a slide. `shown` is whether blocks at this depth can make slides."""
    for block in for_target(blocks, DECK.name):
        match block:
            case Heading() | Paragraph() | Only():
                pass
            case Items(items):
                for item in items:
                    yield from _without_slide(item, shown=False)
            case Aside(_, inside):
                yield from _without_slide(inside, shown=False)
            case Statistic() | Figure() | ClaimTest() | Scripture() | SlideBlock() | Quote() | SpeakerNotes():
                if not (shown and (makes_slide(block) or isinstance(block, SpeakerNotes))):
                    yield block
            case Table() | Image():
                yield block
            case Compound():
                if not (shown and all(map(makes_slide, block.realize()))):
                    yield block
            case _:
                assert_never(block)
