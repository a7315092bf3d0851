"""A composed publication: its chapters, its sources and the meaning of the standings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factpress.core.diagnostics import Location
from factpress.document.model.blocks import Block
from factpress.document.model.inlines import Inlines, Text, origin_field
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the booklet, a section of the deck. `lead` sums it up in a sentence or two.

    `title` is the plain text of `heading`, which has the values that it states and their notes. `appendix` puts it
    after the talk in a deck. `part` is set for a part of a book, which opens with a whole page: its number, and its
    years if it has some. `themes` are those that the editor gave to the chapter, its headings and its blocks, by
    their places; `walk` tells the theme of each block.
    """

    id: str
    title: str
    lead: Inlines
    blocks: tuple[Block, ...]
    years: tuple[int, int] | None = None  # the years that the ornament of its opening shows
    heading: Inlines = ()
    appendix: bool = False
    drawing: str = ""  # of `assets/drawings`, for a side of a print
    part: str = ""
    heads_in_margin: bool = False  # whether its headings are in the margin, beside their text
    themes: Mapping[Location, str] = field(default_factory=dict[Location, str], compare=False, repr=False)
    lead_origin: Location | None = origin_field()
    origin: Location | None = origin_field()

    @property
    def opening(self) -> tuple[Inlines, Inlines]:
        """The runs of text before its blocks: title and lead."""
        return (self.heading or (Text(self.title),), self.lead)


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the list of sources: a source formatted by CSL."""

    source: str
    entry: Inlines
    short: str
    address: str | None = None
    title: str = ""  # the title of the work, or our description of it in square brackets
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class StandingWords:
    """The word for a standing and its meaning, for "How sure are we?"; `brief` is the meaning in a few words."""

    standing: Standing
    word: str
    meaning: str
    brief: str = ""

    @property
    def on_slide(self) -> str:
        """The meaning as a slide has it."""
        return self.brief or self.meaning


@dataclass(frozen=True, slots=True)
class Document:
    """A composed publication in one language: everything that a renderer prints, and nothing about its form."""

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
    address: str = ""  # an address to read on, for the QR code
    address_text: str = ""  # the same, as printed
    sources_address: str = ""  # an address of the list of sources
    back_text: str = ""
    imprint: str = ""
    titled: tuple[Inlines, ...] = ()  # title and subtitle, with the values that they state and their notes
    made: dict[str, str] = field(default_factory=dict[str, str])  # the fingerprint of each value, by "claim/value"
    # where the texts of the front matter are written, by their names: "title", "address_text"
    origins: dict[str, Location] = field(default_factory=dict[str, Location], compare=False, repr=False)

    @property
    def presented_chapters(self) -> tuple[Chapter, ...]:
        """The chapters in the order of a talk: those of the appendix last."""
        return tuple(sorted(self.chapters, key=lambda chapter: chapter.appendix))
