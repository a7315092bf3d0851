"""Where the blocks of a chapter go in a deck: on a slide of their own, on a slide of text, or on none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from factpress.document.blocks.slide import Slide as Fence
from factpress.document.blocks.statistic import Statistic
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
    for_target,
)
from factpress.document.model.targets import DECK


def makes_slide(block: Block) -> bool:
    """Whether a block of a chapter has a kind of slide: a statistic, a chart, a quoted claim, a slide of text."""
    return isinstance(block, Statistic | Figure | Fence) or (isinstance(block, Quote) and block.claim is not None)


def set_apart(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks of a slide of text that its text cannot hold, at any depth: those with slides of their own, and notes.

    On a slide of text, a picture has a slide of its own too.
    """
    for block in for_target(blocks, DECK.name):
        match block:
            case Statistic() | Figure() | Fence() | Image() | SpeakerNotes():
                yield block
            case Quote():
                if makes_slide(block):
                    yield block
            case Items(items):
                for item in items:
                    yield from set_apart(item)
            case Aside(_, inside) | Only(_, inside):
                yield from set_apart(inside)
            case Heading() | Paragraph() | Table():
                pass
            case Compound():
                yield from set_apart(block.realize())
            case _:
                assert_never(block)


def left_out(document: Document) -> Iterator[Block]:
    """The blocks that the deck does not show, in reading order, without running text: see `_left_out`."""
    for chapter in document.chapters:
        yield from _left_out(chapter.blocks, shown=True)


def _left_out(blocks: tuple[Block, ...], *, shown: bool) -> Iterator[Block]:
    """The blocks that no slide shows. `shown`: whether a block that has a kind of slide gets one here.

    The running text of a chapter, which is its headings, paragraphs, lists and boxes, is for readers by design and is
    not named. What its lists and boxes hold beside text gets no slide either and is named.
    """
    for block in for_target(blocks, DECK.name):
        match block:
            case Heading() | Paragraph() | Only():
                pass
            case Items(items):
                for item in items:
                    yield from _left_out(item, shown=False)
            case Aside(_, inside):
                yield from _left_out(inside, shown=False)
            case Statistic() | Figure() | Fence() | Quote() | SpeakerNotes():
                if not (shown and (makes_slide(block) or isinstance(block, SpeakerNotes))):
                    yield block
            case Table() | Image():
                yield block
            case Compound():
                if not (shown and all(makes_slide(primitive) for primitive in block.realize())):
                    yield block
            case _:
                assert_never(block)
