"""A publication, composed: its chapters, its sources, and what its standings mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from factpress.core.diagnostics import Location
from factpress.document.model.blocks import Block
from factpress.document.model.inlines import Inlines
from factpress.document.model.origin import origin_field
from factpress.publication.facts.claims import Standing


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the booklet, a section of the deck. `lead` says it in a sentence or two."""

    id: str
    title: str
    lead: Inlines
    blocks: tuple[Block, ...]
    years: tuple[int, int] | None = None  # the years the ornament of its opening shows
    origin: Location | None = origin_field()


@dataclass(frozen=True, slots=True)
class Reference:
    """A source as it stands in the list of sources: formatted by CSL, and what it was used for."""

    source: str
    entry: Inlines
    short: str
    used_for: tuple[str, ...] = ()  # the words of the claims that cite it, those in doubt with their standing
    address: str | None = None
    title: str = ""  # the work's own title, or our description of it in square brackets
    origin: Location | None = origin_field()


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
