"""A text as its editor wrote it, before any claim is looked up: the Markdown as plain values, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

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


@dataclass(frozen=True, slots=True)
class DraftNode:
    """A block on its way through a draft, for what a document no longer has: roles as they are written, options.

    `inlines` are the block's own runs of text; those of a quote are the runs of its paragraphs. `target` is the only
    target that sets it, "" where all do. `slide` and `spoken` are those of the innermost fence, itself included.
    """

    block: DraftBlock
    inlines: tuple[Drafts, ...]
    target: str = ""
    slide: bool = False
    spoken: bool = False

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles in its text, in order."""
        return tuple(role for run in self.inlines for role in roles(run))

    @property
    def strings(self) -> tuple[tuple[str, Location], ...]:
        """The argument and the options of a fence, as written; none for any other block."""
        block = self.block
        if not isinstance(block, Fence):
            return ()
        return ((block.argument, block.argument_location), *block.options.values())


def walk_draft(
    blocks: tuple[DraftBlock, ...], rules: Mapping[str, FenceRule], around: DraftNode | None = None
) -> Iterator[DraftNode]:
    """Every block and the blocks inside it, in reading order; `rules` are those of the fences, by name.

    What is limited to one target inside a block of another is left out: no target sets it.
    """
    target, slide, spoken = (around.target, around.slide, around.spoken) if around is not None else ("", False, False)
    for block in blocks:
        node = DraftNode(block, (), target, slide, spoken)
        match block:
            case DraftHeading(children=children) | DraftParagraph(children):
                yield replace(node, inlines=(children,))
            case DraftTable(header, rows):
                yield replace(node, inlines=(*header, *(cell for row in rows for cell in row)))
            case DraftQuote(inside):
                runs = tuple(paragraph.children for paragraph in inside if isinstance(paragraph, DraftParagraph))
                yield replace(node, inlines=runs)
            case DraftList(items):
                for item in items:
                    yield from walk_draft(item, rules, node)
            case Fence():
                rule = rules[block.name]
                only = block.argument if rule.names == "target" else rule.target or target
                if target in ("", only):
                    node = DraftNode(block, (), only, rule.slide, spoken or rule.spoken)
                    yield node
                    yield from walk_draft(block.blocks, rules, node)
            case _:
                assert_never(block)


def roles(drafts: Drafts) -> Iterator[Role]:
    """The roles in a run of text, in order, those in emphasis and links included."""
    for inline in drafts:
        if isinstance(inline, Role):
            yield inline
        elif isinstance(inline, Span):
            yield from roles(inline.children)
