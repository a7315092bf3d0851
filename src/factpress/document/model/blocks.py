"""What stands under another: primitives, which are few and closed, and what may be made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from factpress.core.diagnostics import Location
from factpress.document.model.charts import Chart
from factpress.document.model.inlines import Inlines
from factpress.document.model.origin import origin_field
from factpress.document.model.targets import TARGETS
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a chapter; rank 2 is the first below the chapter's own title."""

    rank: int
    children: Inlines
    id: str
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. `standings` are those of the claims it states, gravest first, for the marks beside it."""

    children: Inlines
    standings: tuple[Standing, ...] = ()
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a run of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; every row has as many cells as the header."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in its place. `number` counts the figures of the document from 1."""

    chart: Chart
    number: int
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture. `path` is inside the publication's folder and was found there; `alt` is what it shows."""

    path: str
    alt: str
    caption: Inlines = ()
    origin: Location | None = origin_field()


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
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Aside:
    """A box beside the main thread, with a title of its own."""

    title: Inlines
    blocks: tuple[Block, ...]
    standing: Standing | None = None
    origin: Location | None = origin_field()

    @property
    def heading(self) -> Inlines:
        """The words of its own title."""
        return self.title


Primitive = Heading | Paragraph | Items | Table | Figure | Image | Quote | Aside


@runtime_checkable
class Compound(Protocol):
    """A block made of primitives: a frozen dataclass in a module of its own under `document/blocks/`."""

    @property
    def origin(self) -> Location | None:
        """Its place in the text."""
        ...

    def realize(self) -> tuple[Primitive, ...]:
        """The same content as primitives, for consumers without a form for this compound."""
        ...


@runtime_checkable
class Container(Protocol):
    """A block that holds others: a box, a slide. `heading` is its own text, `blocks` what it holds."""

    @property
    def heading(self) -> Inlines:
        """The words of its own title."""
        ...

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What it holds, in reading order."""
        ...


@dataclass(frozen=True, slots=True)
class SpeakerNotes:
    """What the presenter says with the slide before it, word for word. Only presented targets use it."""

    paragraphs: tuple[Inlines, ...]
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Only:
    """Blocks that belong to one target."""

    target: str
    blocks: tuple[Block, ...]
    origin: Location | None = origin_field()


Block = Primitive | Compound | SpeakerNotes | Only


def for_target(blocks: tuple[Block, ...], target: str) -> tuple[Block, ...]:
    """The blocks that belong to that target, with every `Only` opened or left out."""
    presented = TARGETS[target].presented
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Only):
            if block.target == target:
                out.extend(for_target(block.blocks, target))
        elif presented or not isinstance(block, SpeakerNotes):
            out.append(block)
    return tuple(out)
