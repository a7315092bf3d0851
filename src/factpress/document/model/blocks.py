"""Block nodes: a few primitives, a closed set, and the protocol of the compounds that are made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from factpress.core.diagnostics import Location
from factpress.document.model.charts import Chart
from factpress.document.model.inlines import Inlines, Text, origin_field, plain
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
    """Running text. The marks of standings are those of its notes: see `document.standing_marks`."""

    children: Inlines
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a sequence of blocks. `start` is the number of the first item of an ordered one."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; every row has as many cells as the header."""

    header: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    origin: Location | None = origin_field()

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Whether each column has numbers only, which are aligned at the end of the line. Cells may be empty."""
        columns = ([plain(row[column]).strip(_EMPTY) for row in self.rows] for column in range(len(self.header)))
        return tuple(any(cells) and all(_is_number(cell) for cell in cells if cell) for cells in columns)


_EMPTY = " \u00a0–—-"
"""The characters of a cell without a value."""


def _is_number(words: str) -> bool:
    return sum(c.isdigit() for c in words) * 2 >= len(words.replace(" ", ""))


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart in its place. `number` counts the figures of the document from 1."""

    chart: Chart
    number: int
    origin: Location | None = origin_field()


Place = Literal["column", "half", "bleed"]
"""Where an image is: in the column of text, at the head of a page or side, or over the whole page or head of a side."""

Tone = Literal["", "duotone"]
"""The colours of an image: its own, or the two of the brand."""


@dataclass(frozen=True, slots=True)
class Image:
    """An image. `path` is a file inside the publication's folder that was found; `alt` is its alternative text.

    `described` is that text with the values that it states and their notes. `credit` names who made it. Where it is
    cropped, the point `focus` stays in it: shares of its width and height, from the upper left.
    """

    path: str
    alt: str
    caption: Inlines = ()
    described: Inlines = ()
    credit: Inlines = ()
    place: Place = "column"
    focus: tuple[float, float] = (0.5, 0.5)
    tone: Tone = ""
    origin: Location | None = origin_field()

    @property
    def legend(self) -> Inlines:
        """Its caption and its credit."""
        return (*self.caption, Text(" "), *self.credit) if self.caption and self.credit else self.caption or self.credit


@dataclass(frozen=True, slots=True)
class Quote:
    """A literal quotation and its attribution. `claim` is an id if the words are a claim's `as_supplied`.

    `doubt` is a sentence with the reason why such a claim is in doubt; empty if it is not.
    """

    children: Inlines
    attribution: Inlines
    standing: Standing | None = None
    claim: str | None = None
    doubt: str = ""
    origin: Location | None = origin_field()


AsideStyle = Literal["box", "prayer", "pause"]


@dataclass(frozen=True, slots=True)
class Aside:
    """A titled box outside the running text, or one on a separate page: a prayer, or a few words for a pause."""

    title: Inlines
    blocks: tuple[Block, ...]
    standing: Standing | None = None
    style: AsideStyle = "box"
    drawing: str = ""
    origin: Location | None = origin_field()

    @property
    def heading(self) -> Inlines:
        """The title, as in every `Container`."""
        return self.title


Primitive = Heading | Paragraph | Items | Table | Figure | Image | Quote | Aside


@runtime_checkable
class Compound(Protocol):
    """A block made of primitives: a frozen dataclass in `document/blocks/`."""

    @property
    def origin(self) -> Location | None:
        """Its place in the text."""
        ...

    def realize(self) -> tuple[Primitive, ...]:
        """The same content as primitives, for renderers without a form for this compound."""
        ...


@runtime_checkable
class Container(Protocol):
    """A block that holds others: a box, a slide."""

    @property
    def heading(self) -> Inlines:
        """Its title."""
        ...

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks inside, in reading order."""
        ...


@dataclass(frozen=True, slots=True)
class SpeakerNotes:
    """What the presenter says with the slide before it, word for word. Only presented targets use it.

    `sources` is the same text with the notes of its values.
    """

    paragraphs: tuple[Inlines, ...]
    sources: tuple[Inlines, ...] = ()
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Only:
    """Blocks that belong to one target."""

    target: str
    blocks: tuple[Block, ...]
    origin: Location | None = origin_field()


Block = Primitive | Compound | SpeakerNotes | Only
