"""DraftInlines: the Markdown of an editor as plain values with their places, before any claim is looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from factpress.core.diagnostics import Location

MOST_CHAPTER_RANK = 2
"""A heading of this rank begins a chapter: ## Title."""


@dataclass(frozen=True, slots=True)
class DraftText:
    """Plain text."""

    text: str
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Role:
    """A reference to a claim, a value or a source: {claim}`tuol-sleng-prisoners`."""

    name: str
    target: str
    location: Location


@dataclass(frozen=True, slots=True)
class Span:
    """Text marked as "em", "strong" or "link"; a link has a target."""

    kind: str
    children: DraftInlines
    location: Location
    target: str = ""


@dataclass(frozen=True, slots=True)
class DraftBreak:
    """A line break that the editor wrote."""

    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote where it belongs: [^name]. Its words are those of the definition with that name."""

    name: str
    children: DraftInlines
    location: Location


DraftInline = DraftText | Role | Span | DraftBreak | Footnote
DraftInlines = tuple[DraftInline, ...]


@dataclass(frozen=True, slots=True)
class DraftHeading:
    """A heading; rank 2 begins a chapter. `attributes` are those in braces at its end."""

    rank: int
    children: DraftInlines
    attributes: Mapping[str, str]
    location: Location


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A paragraph."""

    children: DraftInlines
    location: Location


@dataclass(frozen=True, slots=True)
class DraftList:
    """A list; each item is a sequence of blocks. `start` is the number of the first item of an ordered one."""

    items: tuple[tuple[DraftBlock, ...], ...]
    ordered: bool
    start: int
    location: Location


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table: header cells and rows of cells."""

    header: tuple[DraftInlines, ...]
    rows: tuple[tuple[DraftInlines, ...], ...]
    location: Location


@dataclass(frozen=True, slots=True)
class DraftQuote:
    """A block quote."""

    blocks: tuple[DraftBlock, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Fence:
    """A directive: `:::{chart} death-toll-estimates`, its options, and the blocks inside.

    `options` has the text and the place of each option. `argument_location` is the place of the argument. `theme` is
    the theme that the editor gave it, "" if none.
    """

    name: str
    argument: str
    options: Mapping[str, tuple[str, Location]]
    blocks: tuple[DraftBlock, ...]
    location: Location
    argument_location: Location
    theme: str = ""


DraftBlock = DraftHeading | DraftParagraph | DraftList | DraftTable | DraftQuote | Fence


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a publication. `footnotes` are the words of each footnote by its name."""

    blocks: tuple[DraftBlock, ...]
    footnotes: Mapping[str, DraftInlines] = field(default_factory=dict[str, "DraftInlines"])


@dataclass(frozen=True, slots=True)
class FenceRule:
    """What an editor may write in a fence, and its meaning to the code that reads drafts.

    `argument` describes the text after the name in a few words, which complete "… needs"; None if there may be none.
    `names` is what the argument names: a "claim", a "chart", a "target", an "event", a "file"; "" if it is text.
    `target` is the only target that prints the fence. With `slide`, presented targets make a slide of it, wherever it
    is; the text around such slides is for documents alone. `spoken` marks speaker notes. An `optional` argument may be
    left out.
    """

    argument: str | None
    options: tuple[str, ...] = ()
    body: bool = True
    needs_body: bool = False
    names: Literal["", "claim", "chart", "target", "event", "file", "record", "verse"] = ""
    target: str | None = None
    slide: bool = False
    spoken: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class DraftNode:
    """A visited block of a draft, for what a Document no longer has: roles as they were written, and options.

    `inlines` are the block's own runs of text; those of a quote are the runs of its paragraphs. `target` is the only
    target that prints it, "" if all do. `slide` and `spoken` are those of the innermost fence, itself included.
    """

    block: DraftBlock
    inlines: tuple[DraftInlines, ...]
    target: str = ""
    slide: bool = False
    spoken: bool = False

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles in its text, in order."""
        return tuple(i for run in self.inlines for i in walk_draft_inlines(run) if isinstance(i, Role))

    @property
    def strings(self) -> tuple[tuple[str, Location], ...]:
        """The argument and the options of a fence, as written, each with its place; none for any other block."""
        block = self.block
        return ((block.argument, block.argument_location), *block.options.values()) if isinstance(block, Fence) else ()


def walk_draft(
    blocks: tuple[DraftBlock, ...], rules: Mapping[str, FenceRule], around: DraftNode | None = None
) -> Iterator[DraftNode]:
    """Yield every block and the blocks inside it, in reading order. The only traversal of a draft.

    `rules` are those of the fences, by name. A block for one target inside a block for another is left out, since no
    target prints it.
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


def walk_draft_inlines(inlines: DraftInlines) -> Iterator[DraftInline]:
    """Yield every inline in reading order, those inside emphasis, links and footnotes included."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Span | Footnote):
            yield from walk_draft_inlines(inline.children)


def draft_texts(inlines: DraftInlines) -> Iterator[str]:
    """Yield the plain text in the inlines, without roles."""
    return (inline.text for inline in walk_draft_inlines(inlines) if isinstance(inline, DraftText))
