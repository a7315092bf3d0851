"""The one traversal of a document. Whatever collects, checks or compares blocks or inlines goes through it.

Compounds that a consumer does not know are followed by the primitives that they realize into, so nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from factpress.core.diagnostics import Location
from factpress.document.model import (
    Aside,
    Block,
    Chapter,
    Compound,
    Container,
    Document,
    Figure,
    Heading,
    Image,
    Inlines,
    Items,
    Only,
    Paragraph,
    Quote,
    SpeakerNotes,
    Stated,
    Table,
    walk_inlines,
)
from factpress.document.model.targets import DECK, TARGETS

__all__ = ["Node", "figures", "stated_texts", "walk", "walk_document", "walk_inlines"]


@dataclass(frozen=True, slots=True)
class Node:
    """A block on its way through a document.

    `inlines` are the block's own runs of text, without those of the blocks that it holds. `target` is the only target
    that sets it, None where all do. `depth` counts the blocks around it. `origin` is its place in the text, or the
    place of the nearest block around it that has one.
    """

    block: Block
    inlines: tuple[Inlines, ...]
    chapter: Chapter | None = None
    target: str | None = None
    depth: int = 0
    origin: Location | None = None


def walk_document(document: Document, target: str | None = None, *, known: tuple[type, ...] = ()) -> Iterator[Node]:
    """Every block of all chapters; see `walk`."""
    for chapter in document.chapters:
        yield from walk(chapter.blocks, target, known=known, chapter=chapter)


def walk(
    blocks: tuple[Block, ...],
    target: str | None = None,
    *,
    known: tuple[type, ...] = (),
    chapter: Chapter | None = None,
) -> Iterator[Node]:
    """Every block and the blocks inside it, in reading order.

    With a `target`, only what belongs to it; without one, the blocks of all targets. A compound is followed by the
    primitives that it realizes into; one of a type in `known` is not, and its node has all its inlines.
    """
    yield from _Walk(target, known).blocks(blocks, Node(Only("", ()), (), chapter))


def figures(document: Document, target: str) -> tuple[Figure, ...]:
    """The figures that one target shows, in order, each chart once."""
    found: dict[str, Figure] = {}
    for node in walk_document(document, target):
        if isinstance(node.block, Figure):
            found.setdefault(node.block.chart.id, node.block)
    return tuple(found.values())


def stated_texts(document: Document, target: str | None = None) -> Mapping[str, frozenset[str]]:
    """The texts of each stated value in leads, running text, notes and titles of that target, by "claim/value"."""
    found: dict[str, set[str]] = {}
    leads = (chapter.lead for chapter in document.chapters)
    for inlines in (*leads, *(run for node in walk_document(document, target) for run in node.inlines)):
        for stated in walk_inlines(inlines):
            if isinstance(stated, Stated):
                found.setdefault(f"{stated.claim}/{stated.value}", set()).add(stated.text)
    return {address: frozenset(texts) for address, texts in found.items()}


@dataclass(frozen=True, slots=True)
class _Walk:
    target: str | None
    known: tuple[type, ...]

    def blocks(self, blocks: tuple[Block, ...], around: Node) -> Iterator[Node]:
        for block in blocks:
            yield from self.block(block, around)

    def block(self, block: Block, around: Node) -> Iterator[Node]:
        node = replace(around, block=block, inlines=(), origin=block.origin or around.origin)
        inner = replace(node, depth=node.depth + 1)
        match block:
            case Only(target, inside):
                if self.target in (None, target):
                    yield from self.blocks(inside, replace(node, target=target))
            case SpeakerNotes(paragraphs):
                if self.target is None or TARGETS[self.target].presented:
                    yield replace(node, inlines=paragraphs, target=node.target or DECK.name)
            case Items(items):
                yield node
                for item in items:
                    yield from self.blocks(item, inner)
            case Aside(title, inside):
                yield replace(node, inlines=(title,))
                yield from self.blocks(inside, inner)
            case Heading(children=children) | Paragraph(children):
                yield replace(node, inlines=(children,))
            case Table(header, rows, caption):
                yield replace(node, inlines=(caption, *header, *(cell for row in rows for cell in row)))
            case Figure():
                yield node
            case Image(caption=caption):
                yield replace(node, inlines=(caption,))
            case Quote(children, attribution):
                yield replace(node, inlines=(children, attribution))
            case Compound():
                yield from self.compound(block, node, inner)
            case _:
                assert_never(block)

    def compound(self, block: Compound, node: Node, inner: Node) -> Iterator[Node]:
        if not isinstance(block, self.known):
            yield node
            yield from self.blocks(block.realize(), node)
        elif isinstance(block, Container):
            yield replace(node, inlines=(block.heading,))
            yield from self.blocks(block.blocks, inner)
        else:
            realized = self.blocks(block.realize(), node)
            yield replace(node, inlines=tuple(run for inside in realized for run in inside.inlines))
