"""The only traversal of a document. All code that collects, checks or compares blocks or inlines uses it.

A compound that a consumer does not know is followed by the primitives that it realizes into, so nothing is dropped.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
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
    Note,
    Only,
    Paragraph,
    Quote,
    Said,
    SpeakerNotes,
    Stated,
    Table,
    notes,
    statements,
    walk_inlines,
)
from factpress.document.model.targets import DECK, TARGETS
from factpress.publication.balance import NO_THEME


@dataclass(frozen=True, slots=True)
class Node:
    """A visited block.

    `inlines` are the block's own runs of text, without those of the blocks inside it. `target` is the only target that
    prints it, None if all do. `depth` counts the blocks around it. `origin` is its place in the text, or that of the
    nearest block around it that has one. `theme` is the one that the editor gave it, else that of the block around it,
    of its section (the nearest heading above it that has one), or of its chapter.
    """

    block: Block
    inlines: tuple[Inlines, ...]
    chapter: Chapter | None = None
    target: str | None = None
    depth: int = 0
    origin: Location | None = None
    theme: str = NO_THEME

    def having(self, inlines: tuple[Inlines, ...]) -> Node:
        """The node with those inlines."""
        return Node(self.block, inlines, self.chapter, self.target, self.depth, self.origin, self.theme)


def walk_document(document: Document, target: str | None = None, *, known: tuple[type, ...] = ()) -> Iterator[Node]:
    """Yield every block of all chapters; see `walk`."""
    for chapter in document.chapters:
        yield from walk(chapter.blocks, target, known=known, chapter=chapter)


def walk(
    blocks: tuple[Block, ...],
    target: str | None = None,
    *,
    known: tuple[type, ...] = (),
    chapter: Chapter | None = None,
) -> Iterator[Node]:
    """Yield every block and the blocks inside it, in reading order.

    With a `target`, only the blocks that belong to it; without one, those of all targets. A compound is followed by the
    primitives that it realizes into. One of a type in `known` is not; its node has all its inlines.
    """
    themes = chapter.themes if chapter is not None else dict[Location, str]()
    theme = themes.get(chapter.origin, NO_THEME) if chapter is not None and chapter.origin is not None else NO_THEME
    yield from _Walk(target, known, themes).blocks(blocks, Node(Only("", ()), (), chapter, theme=theme))


def figures(document: Document, target: str) -> tuple[Figure, ...]:
    """The figures that one target shows, in order, each chart once."""
    found: dict[str, Figure] = {}
    for node in walk_document(document, target):
        if isinstance(node.block, Figure):
            found.setdefault(node.block.chart.id, node.block)
    return tuple(found.values())


def for_target(blocks: tuple[Block, ...], target: str) -> tuple[Block, ...]:
    """The blocks that belong to that target. Each `Only` is replaced by its blocks, or left out."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Only):
            out += for_target(block.blocks, target) if block.target == target else ()
        elif TARGETS[target].presented or not isinstance(block, SpeakerNotes):
            out.append(block)
    return tuple(out)


def stated_texts(document: Document, target: str | None = None) -> Mapping[str, frozenset[str]]:
    """The texts of each stated value in leads, running text, notes and titles of that target, by "claim/value"."""
    found: dict[str, set[str]] = {}
    openings = (run for chapter in document.chapters for run in chapter.opening)
    for inlines in (*openings, *(run for node in walk_document(document, target) for run in node.inlines)):
        for stated in statements(inlines, into_notes=True):
            found.setdefault(f"{stated.claim}/{stated.value}", set()).add(stated.text)
    return {address: frozenset(texts) for address, texts in found.items()}


def note_index(document: Document) -> Mapping[str, Note]:
    """The first note of each "claim/value" and of each claim in the document, those of speaker notes last."""
    found: dict[str, Note] = {}
    shown = (run for chapter in document.chapters for run in (*chapter.opening, *_noted_runs(chapter.blocks)))
    nodes = (node.block for node in walk_document(document))
    spoken = (run for block in nodes if isinstance(block, SpeakerNotes) for run in block.sources)
    for inlines in chain(shown, spoken):
        noted = {note.about for note in notes(inlines)}
        waiting: list[Stated] = []
        for inline in walk_inlines(inlines, into_notes=False):
            if isinstance(inline, Stated | Said):
                waiting += statements((inline if isinstance(inline, Stated) else replace(inline, children=()),))
            elif isinstance(inline, Note) and inline.standing is not None:
                of_note = [one for one in waiting if _is_about(inline, one, noted)]
                for one in of_note:
                    found.setdefault(f"{one.claim}/{one.value}", inline)
                    found.setdefault(one.claim, inline)
                waiting = [one for one in waiting if one not in of_note]
    return found


def _is_about(note: Note, stated: Stated, noted: Collection[str]) -> bool:
    """Whether a note is that of a statement before it: of its value, or of its claim if no note is about the value.

    A note about nothing belongs to all statements between it and the note before. `noted` is what the notes of the
    text are about.
    """
    address = f"{stated.claim}/{stated.value.partition('@')[0]}"
    return not note.about or note.about == address or (note.claim == stated.claim and address not in noted)


def _noted_runs(blocks: tuple[Block, ...]) -> Iterator[Inlines]:
    for node in walk(blocks):
        if isinstance(node.block, Quote):  # the note of a quotation follows its attribution
            yield tuple(inline for run in node.inlines for inline in run)
        else:
            yield from node.inlines


@dataclass(frozen=True, slots=True)
class _Walk:
    target: str | None
    known: tuple[type, ...]
    themes: Mapping[Location, str]

    def blocks(self, blocks: tuple[Block, ...], around: Node) -> Iterator[Node]:
        sections = [(0, around.theme)]  # the headings that are open, by rank, and their themes
        for block in blocks:
            if isinstance(block, Heading):
                while sections[-1][0] >= block.rank:
                    sections.pop()
                sections.append((block.rank, self._theme(block, sections[-1][1])))
            theme = sections[-1][1]
            yield from self.block(block, around if theme == around.theme else replace(around, theme=theme))

    def _theme(self, block: Block, inherited: str) -> str:
        return self.themes.get(block.origin, inherited) if block.origin is not None else inherited

    def block(self, block: Block, around: Node) -> Iterator[Node]:
        origin, theme = block.origin or around.origin, self._theme(block, around.theme)
        # this is called very often, and `replace` takes several times as long
        node = Node(block, (), around.chapter, around.target, around.depth, origin, theme)
        inner = Node(block, (), around.chapter, around.target, around.depth + 1, origin, theme)
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
                yield node.having((title,))
                yield from self.blocks(inside, inner)
            case Heading(children=children) | Paragraph(children):
                yield node.having((children,))
            case Table(header, rows, caption):
                yield node.having((caption, *header, *(cell for row in rows for cell in row)))
            case Figure():
                yield node
            case Image(caption=caption, credit=credit):
                yield node.having((caption, credit))
            case Quote(children, attribution):
                yield node.having((children, attribution))
            case Compound():
                yield from self.compound(block, node, inner)
            case _:
                assert_never(block)

    def compound(self, block: Compound, node: Node, inner: Node) -> Iterator[Node]:
        if not isinstance(block, self.known):
            yield node
            yield from self.blocks(block.realize(), node)
        elif isinstance(block, Container):
            yield node.having((block.heading,))
            yield from self.blocks(block.blocks, inner)
        else:
            realized = self.blocks(block.realize(), node)
            yield node.having(tuple(run for inside in realized for run in inside.inlines))
