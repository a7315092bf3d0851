"""The words in which a document states its values, on one of its sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factpress.document.blocks.slide import Slide
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Block,
    Document,
    Emphasis,
    Foreign,
    Heading,
    Image,
    Inlines,
    Link,
    Note,
    Paragraph,
    Quote,
    SpeakerNotes,
    Stated,
    Strong,
    Table,
    every,
    on_side,
)


def stated_words(document: Document, side: str) -> Mapping[str, frozenset[str]]:
    """By "claim/key", all words in which that side's running text, notes and titles state the value."""
    found: dict[str, set[str]] = {}
    for chapter in document.chapters:
        for inlines in (chapter.lead, *_texts(chapter.blocks, side)):
            for stated in _stated(inlines):
                found.setdefault(f"{stated.claim}/{stated.value}", set()).add(stated.text)
    return {address: frozenset(words) for address, words in found.items()}


def _texts(blocks: tuple[Block, ...], side: str) -> Iterator[Inlines]:
    for block in every(on_side(blocks, side)):
        match block:
            case Paragraph(children) | Heading(children=children):
                yield children
            case Quote(children, attribution):
                yield from (children, attribution)
            case Table(header, rows, caption):
                yield from (*header, *(cell for row in rows for cell in row), caption)
            case Image(caption=caption):
                yield caption
            case Aside(title):
                yield title
            case SpeakerNotes(paragraphs):
                yield from paragraphs
            case Statistic():
                yield from ((block.stated,), block.about, block.source)
            case Slide():
                yield block.stating
            case _:
                pass


def _stated(inlines: Inlines) -> Iterator[Stated]:
    for inline in inlines:
        match inline:
            case Stated():
                yield inline
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children) | Note(children):
                yield from _stated(children)
            case _:
                pass
