"""The draft of a text to chapters: headings, blocks, and the ids that links lead to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Location, Problems
from factpress.document.model import (
    Block,
    Chapter,
    Heading,
    Inlines,
    Items,
    Paragraph,
    Quote,
    Table,
    Text,
    plain,
)
from factpress.document.model.targets import TARGETS
from factpress.document.parse.ast import (
    MOST_CHAPTER_RANK,
    Draft,
    DraftBlock,
    DraftHeading,
    DraftList,
    DraftParagraph,
    DraftQuote,
    DraftTable,
    DraftText,
    Fence,
    Footnote,
)
from factpress.document.resolve.drawings import check_drawing
from factpress.document.resolve.kept_parts import resolve_part, unchanged
from factpress.document.resolve.resolver import Resolver
from factpress.document.wording.dates import format_period
from factpress.publication.facts.dates import Moment, Period

_DASHES = "—–-"


def resolve_chapters(draft: Draft, content: Path, charts: Collection[str], resolver: Resolver) -> tuple[Chapter, ...]:
    """The draft of the file `content`, divided at its headings of rank 2. Ids are made unique, in reading order."""
    cuts = [(i, b) for i, b in enumerate(draft.blocks) if isinstance(b, DraftHeading) and b.rank <= MOST_CHAPTER_RANK]
    if not cuts or cuts[0][0] > 0:
        hint = "begin the text with a chapter: ## Title"
        resolver.problems.error("no-chapter", "the text does not begin with a chapter", Location(content, 1, 1), hint)
    resolver.taken |= set(charts)  # a link can lead to a chart, too
    chapters: list[Chapter] = []
    parts = 0
    ends = [*(i for i, _ in cuts[1:]), len(draft.blocks)]
    for (begin, heading), end in zip(cuts, ends, strict=False):
        if heading.rank == 1:
            hint = "use ## for a chapter; the publication's title is in publication.yaml"
            message = "a heading of rank 1 is not allowed in the text"
            resolver.problems.error("bad-heading", message, heading.location, hint)
        name = (content, len(chapters))
        drafts = unchanged(resolver, name, draft.blocks[begin:end])
        resolver.begin_chapter()
        chapters.append(resolve_part(resolver, name, (drafts,), partial(_chapter, name, drafts)))
        if heading.attributes.get("part") == "yes":
            parts += 1
            chapters[-1] = replace(chapters[-1], part=_part(parts, chapters[-1].years, resolver))
    return tuple(chapters)


def _part(number: int, years: tuple[int, int] | None, resolver: Resolver) -> str:
    """The words above the title of a part: "Part 1 · 1965 to 1989"."""
    words = [resolver.language.word("part").replace("{number}", resolver.language.native_digits(str(number)))]
    if years is not None:
        words.append(format_period(Period(Moment(years[0]), Moment(years[1])), resolver.language))
    return " · ".join(words)


def _chapter(name: tuple[Path, int], blocks: tuple[DraftBlock, ...], resolver: Resolver) -> Chapter:
    heading, drafts = cast("DraftHeading", blocks[0]), blocks[1:]
    words = resolver.inlines(heading.children)
    title = " ".join(plain(words).split())
    _check_heading(heading, resolver.problems)
    lead: Inlines = ()
    lead_origin: Location | None = None
    rest: list[DraftBlock] = []
    for block in drafts:
        if not (isinstance(block, Fence) and block.name == "lead"):
            rest.append(block)
            continue
        if lead:
            resolver.problems.error("bad-fence", "a chapter has one lead", block.location, "join the two")
        inside = [b for b in block.blocks if isinstance(b, DraftParagraph)]
        for other in [*(b for b in block.blocks if not isinstance(b, DraftParagraph)), *inside[1:]][:1]:
            resolver.problems.error("bad-fence", "a lead is one paragraph", other.location, "move the rest below it")
        lead = resolver.inlines(tuple(inline for b in inside for inline in b.children))
        lead_origin = block.location
    identity = _heading_id(heading, heading.attributes.get("id") or title, resolver)
    resolved, years = _top_blocks(name, rest, resolver), _years(heading, resolver.problems)
    appendix, themes = heading.attributes.get("appendix") == "yes", dict(_themes((heading, *drafts)))
    return Chapter(
        identity,
        title,
        lead,
        resolved,
        years,
        words,
        appendix,
        drawing=_drawing(heading, resolver),
        heads_in_margin=heading.attributes.get("heads") == "margin",
        themes=themes,
        lead_origin=lead_origin,
        origin=heading.location,
    )


def _themes(drafts: Iterable[DraftBlock]) -> Iterator[tuple[Location, str]]:
    """The themes that the editor gave to headings and blocks, at any depth, with their places."""
    for draft in drafts:
        match draft:
            case DraftHeading(attributes={"theme": theme}, location=place):
                yield place, theme
            case Fence(blocks=inside, location=place, theme=theme):
                yield from ((place, theme),) if theme else ()
                yield from _themes(inside)
            case DraftList(items):
                yield from _themes(block for item in items for block in item)
            case DraftQuote(inside):
                yield from _themes(inside)
            case DraftHeading() | DraftParagraph() | DraftTable():
                pass


def _top_blocks(name: tuple[Path, int], drafts: list[DraftBlock], resolver: Resolver) -> tuple[Block, ...]:
    """The blocks of a chapter, each of which is kept by itself."""
    out: list[Block] = []
    for i, draft in enumerate(drafts):
        own = unchanged(resolver, (*name, i), draft)
        out += resolve_part(resolver, (*name, i), (own,), partial(resolve_blocks, (own,)))
    return tuple(out)


def resolve_blocks(drafts: tuple[DraftBlock, ...], resolver: Resolver) -> tuple[Block, ...]:
    """The blocks of the drafts, each with its origin. Those that cannot be resolved are reported and left out."""
    out: list[Block] = []
    for draft in drafts:
        resolved = _block(draft, resolver)
        blocks = resolved if isinstance(resolved, tuple) else (resolved,)
        out += (_with_origin(block, draft.location) for block in blocks if block is not None)
    return tuple(out)


def _with_origin(block: Block, origin: Location) -> Block:
    # a block of any type is a dataclass with that field
    return block if block.origin is not None else cast("Block", replace(cast("Any", block), origin=origin))


def _block(draft: DraftBlock, resolver: Resolver) -> Block | tuple[Block, ...] | None:
    match draft:
        case DraftHeading():
            identity = _heading_id(draft, draft.attributes.get("id") or resolver.text(draft.children), resolver)
            _check_heading(draft, resolver.problems)
            return Heading(max(draft.rank - 1, 2), resolver.inlines(draft.children), identity)
        case DraftParagraph(children):
            inlines = resolver.inlines(children)
            return Paragraph(inlines) if inlines else None
        case DraftList(items, ordered, start):
            return Items(tuple(resolve_blocks(item, resolver) for item in items), ordered, start)
        case DraftTable(header, rows):
            head = tuple(resolver.inlines(cell) for cell in header)
            cells = tuple(tuple(resolver.inlines(cell) for cell in row) for row in rows)
            return Table(head, cells)
        case DraftQuote():
            return _quote(draft, resolver)
        case Fence():
            directive = resolver.directives[draft.name]
            only = draft.argument if directive.rule.names == "target" else directive.rule.target
            if resolver.target and only in TARGETS and only != resolver.target:
                message = f"this is for the {only} only, and stands in text for the {resolver.target} only"
                hint = "move it out of the block around it, or no product has it"
                resolver.problems.warning("in-no-product", message, draft.location, hint)
            return directive.resolve(draft, resolver)


def _quote(draft: DraftQuote, resolver: Resolver) -> Quote:
    """A block quote. A last paragraph that begins with a dash is its attribution."""
    paragraphs = [b for b in draft.blocks if isinstance(b, DraftParagraph)]
    if len(paragraphs) != len(draft.blocks):
        hint = "take lists, tables, quotes and blocks out of it"
        resolver.problems.error("bad-quote", "a quote may contain only paragraphs", draft.location, hint)
    resolved = [resolver.inlines(b.children) for b in paragraphs]
    last = plain(resolved[-1]).strip() if resolved else ""
    attribution: Inlines = ()
    if len(resolved) > 1 and last.strip(_DASHES + " ") and last[0] in _DASHES:
        *resolved, attribution = resolved
        first = attribution[0]
        if isinstance(first, Text):
            attribution = (Text(first.text.lstrip(_DASHES + " "), origin=first.origin), *attribution[1:])
    elif len(paragraphs) == len(draft.blocks):
        hint = "end the quote with a paragraph: — Name, work, year"
        resolver.problems.error("no-attribution", "a quote needs an attribution", draft.location, hint)
    return Quote(tuple(i for p in resolved for i in (*p, Text(" ")))[:-1], attribution)


# ── headings ────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_heading(heading: DraftHeading, problems: Problems) -> None:
    """Report a heading without text. One with a role that cannot be resolved is reported there."""
    if all(
        isinstance(inline, Footnote) or (isinstance(inline, DraftText) and not inline.text.strip())
        for inline in heading.children
    ):
        what = "a chapter needs a title" if heading.rank <= MOST_CHAPTER_RANK else "a heading needs text"
        problems.error("empty-heading", what, heading.location, f"write it after {'#' * heading.rank}")


def _heading_id(heading: DraftHeading, wanted: str, resolver: Resolver) -> str:
    """A unique id of the heading, made of `wanted`: the id that the editor gave it, else its text."""
    letters = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    name = base = re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "section"
    if base in resolver.taken and "id" in heading.attributes:
        hint = "ids are unique in a text"
        resolver.problems.error("duplicate-id", f'the id "{base}" is taken', heading.location, hint)
    number = 2
    while name in resolver.taken:
        name, number = f"{base}-{number}", number + 1
    resolver.taken.add(name)
    return name


def _drawing(heading: DraftHeading, resolver: Resolver) -> str:
    """The line drawing of a chapter; "" if it has none, with an error if there is none of that name."""
    name = heading.attributes.get("drawing", "")
    return name if name and check_drawing(name, heading.location, resolver.places, resolver.problems) else ""


def _years(heading: DraftHeading, problems: Problems) -> tuple[int, int] | None:
    """The years of a chapter; None if it has none, with an error if they are not a range of years."""
    if (written := heading.attributes.get("years")) is None:
        return None
    match = re.fullmatch(r"(\d{4})/(\d{4})", written)
    if match is None or int(match[1]) >= int(match[2]):
        message = f'"{written}" is not a range of years'
        problems.error("bad-value", message, heading.location, "write years=1960/1993")
        return None
    return int(match[1]), int(match[2])
