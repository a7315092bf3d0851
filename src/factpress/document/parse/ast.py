"""A text as its editor wrote it, before any claim is looked up: the Markdown as plain values, each with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from factpress.core.diagnostics import Location

MOST_CHAPTER_RANK = 2
"""A heading of this rank begins a chapter: ## Title."""


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text."""

    text: str
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Role:
    """A place where something of the fact source is to be said: {claim}`tuol-sleng-prisoners`."""

    name: str
    target: str
    location: Location


@dataclass(frozen=True, slots=True)
class Span:
    """Words marked as "em", "strong" or "link"; a link has a target."""

    kind: str
    children: Drafts
    location: Location
    target: str = ""


@dataclass(frozen=True, slots=True)
class LineEnd:
    """A line end that the editor asked for."""

    location: Location | None = field(default=None, compare=False)


DraftInline = Words | Role | Span | LineEnd
Drafts = tuple[DraftInline, ...]


@dataclass(frozen=True, slots=True)
class DraftHeading:
    """A heading; rank 2 begins a chapter. `attributes` is what stands in braces behind it."""

    rank: int
    children: Drafts
    attributes: Mapping[str, str]
    location: Location


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A paragraph."""

    children: Drafts
    location: Location


@dataclass(frozen=True, slots=True)
class DraftList:
    """A list; each item is a run of blocks."""

    items: tuple[tuple[DraftBlock, ...], ...]
    ordered: bool
    location: Location


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table: header cells and rows of cells."""

    header: tuple[Drafts, ...]
    rows: tuple[tuple[Drafts, ...], ...]
    location: Location


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """A block quote."""

    blocks: tuple[DraftBlock, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Fence:
    """A named block between colons: `:::{chart} death-toll-estimates`, its options, and what it holds.

    `options` gives each option's text and its place; `argument_location` is where the words behind the name begin.
    """

    name: str
    argument: str
    options: Mapping[str, tuple[str, Location]]
    blocks: tuple[DraftBlock, ...]
    location: Location
    argument_location: Location


DraftBlock = DraftHeading | DraftParagraph | DraftList | DraftTable | DraftQuote | Fence


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a publication."""

    blocks: tuple[DraftBlock, ...]


@dataclass(frozen=True, slots=True)
class FenceRule:
    """What an editor may write in a fence, and what that means to those who read drafts.

    `argument` says in words what stands behind the name; None, where nothing may. `names` says what the argument is the
    name of: a "claim", a "chart", a "target", an "event", a "file"; "" where it is text. `target` is the only target
    that sets the fence, and `slide` says that presented targets make a slide of it wherever it stands; the text
    around such slides is for documents alone. `spoken` marks speaker notes.
    """

    argument: str | None
    options: tuple[str, ...] = ()
    body: bool = True
    needs_body: bool = False
    names: Literal["", "claim", "chart", "target", "event", "file"] = ""
    target: str | None = None
    slide: bool = False
    spoken: bool = False
