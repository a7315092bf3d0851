"""What stands under another: primitives, which are few and closed, and what may be made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from factpress.document.model.charts import Chart
from factpress.document.model.inlines import Inlines
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; rank 2 is the first below the chapter's own title."""

    rank: int
    children: Inlines
    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `standings` are those of the claims it states, gravest first, for the marks beside it."""

    children: Inlines
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a run of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; every row has as many cells as the header."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in its place. `number` counts the figures of the document from 1."""

    chart: Chart
    number: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `path` is inside the publication's folder and was found there; `alt` is what it shows."""

    path: str
    alt: str
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of somebody, to the letter, and who said them. A `claim` id where the words are a claim as supplied.

    `doubt` says in a sentence why such a claim is in doubt; empty where it is not.
    """

    children: Inlines
    attribution: Inlines
    standing: Standing | None = None
    claim: str | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A box beside the main thread, with a title of its own."""

    title: Inlines
    blocks: tuple[Block, ...]
    standing: Standing | None = None


Primitive = Heading | Paragraph | Items | Table | Figure | Image | Quote | Aside


@runtime_checkable
class Compound(Protocol):
    """A block made of primitives. Frozen; lives in a file of its own under `document/blocks/`."""

    def realize(self) -> tuple[Primitive, ...]:
        """The same, said in primitives only."""
        ...


@runtime_checkable
class Holding(Protocol):
    """A block that holds others: a box, a side's own blocks, a slide."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What it holds, in reading order."""
        ...


@dataclass(frozen=True, slots=True)
class SpeakerNotes:
    """What the presenter says with the slide that stands before it, word for word. Only a deck has use for it."""

    paragraphs: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Only:
    """Blocks that belong to one side: "booklet" or "deck"."""

    side: str
    blocks: tuple[Block, ...]


Block = Primitive | Compound | SpeakerNotes | Only


def on_side(blocks: tuple[Block, ...], side: str) -> tuple[Block, ...]:
    """The blocks that belong to that side, with every `Only` opened or left out."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Only):
            if block.side == side:
                out.extend(on_side(block.blocks, side))
        elif side == "deck" or not isinstance(block, SpeakerNotes):
            out.append(block)
    return tuple(out)


def every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block and the blocks inside it, in reading order."""
    for block in blocks:
        yield block
        if isinstance(block, Items):
            for item in block.items:
                yield from every(item)
        elif isinstance(block, Holding):
            yield from every(block.blocks)
