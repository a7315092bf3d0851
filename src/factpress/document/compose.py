"""Draft + FactBook + Language -> Document. The step in which every number becomes words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.document.blocks import DIRECTIVES, FENCE_RULES
from factpress.document.model import (
    Block,
    Chapter,
    Document,
    Heading,
    Inlines,
    Items,
    Paragraph,
    Quote,
    Reference,
    StandingWords,
    Strong,
    Table,
    Text,
    notes,
    plain,
)
from factpress.document.parse.ast import (
    MOST_CHAPTER_RANK,
    Draft,
    DraftBlock,
    DraftHeading,
    DraftList,
    DraftParagraph,
    DraftQuote,
    DraftTable,
    Fence,
)
from factpress.document.parse.charts_file import ChartSpec
from factpress.document.parse.inline_parser import Grammar
from factpress.document.resolve.front_matter import resolve_front_matter
from factpress.document.resolve.lookup import ROLES, FactLookup
from factpress.document.resolve.resolver import Citations, Resolver
from factpress.document.resolve.validate import (
    check_words,
    examine_charts,
    examine_claims,
    examine_links,
    identity_of,
    years_of,
)
from factpress.i18n import Language
from factpress.publication.events import Event
from factpress.publication.facts.claims import GRAVITY, PLAIN_STANDINGS, Claim, FactBook, Standing
from factpress.publication.facts.fingerprint import fingerprints
from factpress.publication.settings import Publication


def grammar(language: Language, publication: Publication) -> Grammar:
    """What a text of this publication may use."""
    return Grammar(ROLES, FENCE_RULES, language, publication.names)


@dataclass(frozen=True, slots=True)
class Parts:
    """All that a document is composed from."""

    publication: Publication
    draft: Draft
    book: FactBook
    charts: Mapping[str, ChartSpec] | None  # None where their file could not be read
    language: Language
    citations: Citations
    places: Places
    events: Mapping[str, Event] | None = None


def compose(parts: Parts, problems: Problems) -> Document:
    """The publication in words. What cannot be said is reported and left out; the caller must not print then."""
    resolver, language = _teller(parts, problems), parts.language
    publication = resolve_front_matter(parts.publication, resolver)
    chapters = _chapters(parts.draft, publication.content, parts.charts or {}, resolver)
    examine_claims(parts.book, resolver)
    examine_charts(parts.charts or {}, chapters, resolver)
    examine_links(chapters, resolver)
    return Document(
        title=publication.title,
        subtitle=publication.subtitle,
        organisation=publication.organisation,
        edition=language.edition(publication.edition),
        date=publication.edition.isoformat(),
        language=language.tag,
        direction=language.direction,
        chapters=chapters,
        references=_references(resolver),
        standings=_standings(language),
        words=dict(language.words),
        address=publication.address,
        address_text=publication.address_text,
        back_text=publication.back_text,
        imprint=publication.imprint,
        made=fingerprints(parts.book),
    )


def compose_print(parts: Parts, content: Path, whole: Document | None, problems: Problems) -> Document | None:
    """The text of a print in words, each side a chapter; all else is as in the `whole` publication.

    `content` is the file that it was read from. None where there is no whole; what is wrong is reported all the same.
    """
    resolver = _teller(parts, problems)
    chapters = _chapters(parts.draft, content, parts.charts or {}, resolver)
    examine_links(chapters, resolver)
    return replace(whole, chapters=chapters, references=_references(resolver)) if whole is not None else None


def _teller(parts: Parts, problems: Problems) -> Resolver:
    rules = grammar(parts.language, parts.publication)
    facts = FactLookup(parts.book, parts.language, problems)
    return Resolver(
        facts, rules, parts.citations, parts.places, DIRECTIVES, _blocks, charts=parts.charts, events=parts.events
    )


def _chapters(draft: Draft, content: Path, charts: Collection[str], resolver: Resolver) -> tuple[Chapter, ...]:
    """The draft cut at its headings of rank 2; ids are made unique in the order of the chapters."""
    cuts = [(i, b) for i, b in enumerate(draft.blocks) if isinstance(b, DraftHeading) and b.rank <= MOST_CHAPTER_RANK]
    if not cuts or cuts[0][0] > 0:
        hint = "begin the text with a chapter: ## Title"
        resolver.problems.error("no-chapter", "the text does not begin with a chapter", Location(content, 1, 1), hint)
    if not cuts:
        return ()
    resolver.taken |= set(charts)  # a chart can be linked to like a heading
    chapters: list[Chapter] = []
    ends = [i for i, _ in cuts[1:]] + [len(draft.blocks)]
    for (begin, heading), end in zip(cuts, ends, strict=True):
        if heading.rank == 1:
            hint = "use ## for a chapter; the publication's title stands in publication.yaml"
            resolver.problems.error(
                "bad-heading", "a heading of rank 1 has no place in the text", heading.location, hint
            )
        chapters.append(_chapter(heading, draft.blocks[begin + 1 : end], resolver))
    return tuple(chapters)


def _chapter(heading: DraftHeading, drafts: tuple[DraftBlock, ...], resolver: Resolver) -> Chapter:
    resolver.begin_chapter()
    title = resolver.text(heading.children)
    check_words(heading, resolver.problems)
    lead: Inlines = ()
    rest: list[DraftBlock] = []
    for block in drafts:
        if not (isinstance(block, Fence) and block.name == "lead"):
            rest.append(block)
            continue
        if lead:
            resolver.problems.error("bad-fence", "a chapter has one lead", block.location, "join the two")
        inside = [b for b in block.blocks if isinstance(b, DraftParagraph)]
        if block.blocks and (len(inside) != 1 or len(block.blocks) != 1):
            resolver.problems.error("bad-fence", "a lead is one paragraph", block.location)
        lead = resolver.inlines(tuple(inline for b in inside for inline in b.children))
    identity = identity_of(heading.attributes.get("id") or title, resolver.taken, heading, resolver.problems)
    blocks, years = _blocks(tuple(rest), resolver), years_of(heading, resolver.problems)
    return Chapter(identity, title, lead, blocks, years, origin=heading.location)


def _blocks(drafts: tuple[DraftBlock, ...], resolver: Resolver) -> tuple[Block, ...]:
    resolved = ((draft, _block(draft, resolver)) for draft in drafts)
    return tuple(_with_origin(block, draft.location) for draft, block in resolved if block is not None)


def _with_origin(block: Block, origin: Location) -> Block:
    """The block with its place; a block of any type is a dataclass with that field."""
    return block if block.origin is not None else cast("Block", replace(cast("Any", block), origin=origin))


def _block(draft: DraftBlock, resolver: Resolver) -> Block | None:
    match draft:
        case DraftHeading():
            wanted = draft.attributes.get("id") or resolver.text(draft.children)
            identity = identity_of(wanted, resolver.taken, draft, resolver.problems)
            check_words(draft, resolver.problems)
            return Heading(max(draft.rank - 1, 2), resolver.inlines(draft.children, noted=False), identity)
        case DraftParagraph(children):
            inlines = resolver.inlines(children)
            return Paragraph(inlines, _marks(inlines)) if inlines else None
        case DraftList(items, ordered):
            return Items(tuple(_blocks(item, resolver) for item in items), ordered)
        case DraftTable(header, rows):
            said = tuple(tuple(resolver.inlines(cell) for cell in row) for row in rows)
            return Table(tuple(resolver.inlines(cell, noted=False) for cell in header), said)
        case DraftQuote():
            return _quote(draft, resolver)
        case Fence():
            return resolver.directives[draft.name].resolve(draft, resolver)


def _quote(draft: DraftQuote, resolver: Resolver) -> Quote:
    """A block quote; a last paragraph that begins with a dash says whose words they are."""
    paragraphs = [b for b in draft.blocks if isinstance(b, DraftParagraph)]
    if len(paragraphs) != len(draft.blocks):
        hint = "take lists, tables, quotes and blocks out of it"
        resolver.problems.error("bad-quote", "a quote holds paragraphs, nothing else", draft.location, hint)
    resolved = [resolver.inlines(b.children) for b in paragraphs]
    last = plain(resolved[-1]).strip() if resolved else ""
    attribution: Inlines = ()
    if len(resolved) > 1 and last.strip("—–- ") and last[0] in "—–-":
        first = resolved[-1][0]
        rest = (
            (Text(first.text.lstrip("—–- "), origin=first.origin), *resolved[-1][1:])
            if isinstance(first, Text)
            else resolved[-1]
        )
        resolved, attribution = resolved[:-1], rest
    elif len(paragraphs) == len(draft.blocks):
        hint = "end the quote with a paragraph: — Name, work, year"
        resolver.problems.error("no-attribution", "a quote must say whose words it is", draft.location, hint)
    return Quote(tuple(i for p in resolved for i in (*p, Text(" ")))[:-1], attribution)


def _marks(inlines: Inlines) -> tuple[Standing, ...]:
    found = {note.standing for note in notes(inlines)} - {None}
    return tuple(standing for standing in GRAVITY if standing in found)


def _references(resolver: Resolver) -> tuple[Reference, ...]:
    """The sources that were cited, in the order of the list of sources, each with what it was used for."""
    references: list[Reference] = []
    for source in resolver.book.sources.values():
        users = resolver.cited.get(source.id)
        if users is None:
            continue
        used = tuple(_used_for(claim, resolver) for claim in users)
        address = source.csl.get("URL")
        words = resolver.citations.short(source.id)
        entry = resolver.citations.entry(source.id)
        if not plain(entry).casefold().startswith(words.casefold()) and "citation-label" in source.csl:
            entry = (Strong((Text(words + "."),)), Text(" "), *entry)  # so that a note's label can be looked up
        title = str(source.csl.get("title") or "")
        address = str(address) if address else None
        references.append(Reference(source.id, entry, words, used, address, title, origin=source.location))
    return tuple(sorted(references, key=lambda r: plain(r.entry).casefold()))


def _used_for(claim: Claim, resolver: Resolver) -> str:
    """The claim in words. Its standing stands beside it, and not beside the source: it is not the source's."""
    words = plain(resolver.data_text(claim.claim, claim.claim_location))
    if claim.standing in PLAIN_STANDINGS:
        return words
    return f"{words} ({resolver.language.standings[claim.standing.value][0].lower()})"


def _standings(language: Language) -> tuple[StandingWords, ...]:
    return tuple(StandingWords(s, *language.standings[s.value]) for s in Standing if s is not Standing.WITHDRAWN)
