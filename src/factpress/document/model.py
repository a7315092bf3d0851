"""What is said, in which order and rank: the seam between the facts and the presses.

Nothing here knows a page, a slide, a colour or a length. Numbers are already words. The primitives are few and
closed: a renderer matches on them and `assert_never` names what it lacks. Compounds are open (one file each in
`blocks/`); each can `realize()` itself into primitives, so it works in every renderer at once, and a renderer may
set one in a way of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from factpress.facts.model import Standing

# ── inline ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart: a title of a work, a foreign word."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language; `language` is a BCP 47 tag."""

    language: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to `target`: an address, or "#id" of a heading or a chart of this document."""

    target: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim's value in words: the only way a number enters the text. Renderers copy `text` to the letter."""

    claim: str
    value: str
    text: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Note:
    """Who says so, and why we are as sure as we are: set at the foot of the same page, or as a slide's source line.

    `standing` is set where the note speaks for a claim; `sources` are the ids of the sources that it cites.
    """

    children: tuple[Inline, ...]
    short: str
    standing: Standing | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Break:
    """A line end that the editor asked for."""


Inline = Text | Emphasis | Strong | Foreign | Link | Stated | Note | Break
Inlines = tuple[Inline, ...]

# ── charts, as plain values ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Datum:
    """One mark of a chart. Numbers are positions on the axis; texts are what stands beside the mark.

    A single figure has low == high; `when` is a moment on an axis of years (and `until` its end), None where
    the chart has no time; `level` is an index into `Chart.levels`.
    """

    text: str
    low: float = 0.0
    high: float = 0.0
    low_text: str = ""
    high_text: str = ""
    when: float | None = None
    until: float | None = None
    when_text: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled line of marks: one estimate, one group, one vintage of a series, one kind of event."""

    label: str
    data: tuple[Datum, ...]
    note: str = ""
    standing: Standing | None = None
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Spell:
    """A stretch of time that the chart marks: "Apr 1975 to Jan 1979"."""

    begin: float
    end: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on the value axis with its words: 0 "0", 1000000 "1", 3000000 "3 million"."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart before it is drawn: what it shows, all words already said. `kind` names the function that draws it."""

    id: str
    kind: str
    title: str
    subtitle: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    source: str
    alt: str
    language: str
    standing: Standing
    standing_text: str
    reason: str
    doubt: str = ""  # the first sentence of the gravest reason
    levels: tuple[str, ...] = ()
    spells: tuple[Spell, ...] = ()
    claims: tuple[tuple[str, str], ...] = ()  # (claim, value) of each value that the chart states
    sources: tuple[str, ...] = ()  # ids of the sources of those values


# ── blocks: primitives, closed ──────────────────────────────────────────────────────────────────────────────────


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

# ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the booklet, a section of the deck. `lead` says it in a sentence or two."""

    id: str
    title: str
    lead: Inlines
    blocks: tuple[Block, ...]
    years: tuple[int, int] | None = None  # the years the ornament of its opening shows


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it stands in the list of sources: formatted by CSL, and what it was used for."""

    source: str
    entry: Inlines
    short: str
    used_for: tuple[str, ...] = ()  # the words of the claims that cite it, those in doubt with their standing
    address: str | None = None
    title: str = ""  # the work's own title, or our description of it in square brackets


@dataclass(frozen=True, slots=True)
class StandingWords:
    """A standing explained: its word and what it means, for "How sure are we?"."""

    standing: Standing
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Document:
    """A publication in one language, composed: everything a renderer may say, and nothing about how it looks."""

    title: str
    subtitle: str
    organisation: str
    edition: str  # in words: "November 2026"
    date: str  # ISO 8601 day of the edition, for the files' own metadata
    language: str  # BCP 47
    direction: str  # "ltr" or "rtl"
    chapters: tuple[Chapter, ...]
    references: tuple[Reference, ...]
    standings: tuple[StandingWords, ...]
    words: dict[str, str] = field(default_factory=dict[str, str])  # interface words: "contents", "sources", …
    address: str = ""  # where to read on, as an address for the QR code
    address_text: str = ""  # the same as it is printed
    back_text: str = ""
    imprint: str = ""
    made: dict[str, str] = field(default_factory=dict[str, str])  # the print of each value, by "claim/value"


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


def plain(inlines: Inlines) -> str:
    """The words alone; notes are left out, a break is a space."""
    out: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Stated(text=text):
                out.append(text)
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                out.append(plain(children))
            case Break():
                out.append(" ")
            case Note():
                pass
    return "".join(out)


def notes(inlines: Inlines) -> tuple[Note, ...]:
    """The notes in a run of inlines, in order."""
    found: list[Note] = []
    for inline in inlines:
        match inline:
            case Note():
                found.append(inline)
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                found.extend(notes(children))
            case _:
                pass
    return tuple(found)


def figures(document: Document, side: str) -> tuple[Figure, ...]:
    """The figures that one side shows, in order, each chart once."""
    found: dict[str, Figure] = {}
    for chapter in document.chapters:
        for block in every(on_side(chapter.blocks, side)):
            if isinstance(block, Figure):
                found.setdefault(block.chart.id, block)
    return tuple(found.values())
