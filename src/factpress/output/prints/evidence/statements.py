"""Where a document states each claim, and in which words: sentence by sentence, chapter by chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from factpress.document.blocks.slide import Slide
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Block,
    Break,
    Chart,
    Compound,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Image,
    Inlines,
    Items,
    Link,
    Note,
    Only,
    Paragraph,
    Quote,
    SpeakerNotes,
    Stated,
    Strong,
    Table,
    Text,
)
from factpress.i18n import Language
from factpress.output.prints.evidence import Printed

_END = re.compile(r"(?<=[.!?…])[”’\")]*\s+(?=[“‘\"(]*[^\W\da-z_])")
"""The end of a sentence: a stop, and a capital or a letter that knows no case behind it."""

_STOP = re.compile(r"[.!?…][”’\")]*\s+$")

_NOTED, _SPOKEN = "in-footnote", "in-speaker-notes"
_LAST = (_NOTED, _SPOKEN)
"""Places that are told after the others: they say again what the page or the slide says."""


@dataclass(frozen=True, slots=True)
class Site:
    """A chapter, by its id and title, and the kind of place in it, as the language's words name it.

    On the `wall`, which only the deck shows, figures have no number.
    """

    chapter: str
    title: str
    kind: str
    wall: bool = False

    def at(self, kind: str) -> Site:
        """Another kind of place in the same chapter."""
        return replace(self, kind=kind)


@dataclass(slots=True)
class _Index:
    """The sentences that state each claim, in the order of the document, with the sites of each."""

    language: Language
    found: dict[str, dict[tuple[tuple[str, bool], ...], list[Site]]] = field(
        default_factory=dict[str, dict[tuple[tuple[str, bool], ...], list[Site]]]
    )

    def add(self, claim: str, pieces: tuple[tuple[str, bool], ...], site: Site) -> None:
        sites = self.found.setdefault(claim, {}).setdefault(pieces, [])
        if site not in sites:
            sites.append(site)


@dataclass(frozen=True, slots=True)
class Appearances:
    """How a claim is printed: the chapter that states it first, and its sentences."""

    chapter: str
    printed: tuple[Printed, ...]


def appearances(document: Document, language: Language) -> Mapping[str, Appearances]:
    """Every claim that the document states, by id, in the order in which they first appear."""
    index = _Index(language)
    for chapter in document.chapters:
        site = Site(chapter.id, chapter.title, "in-text")
        _sentences(chapter.lead, site, index)
        _blocks(chapter.blocks, site, index)
    return {claim: _appearances(found, language) for claim, found in index.found.items()}


def _appearances(found: Mapping[tuple[tuple[str, bool], ...], list[Site]], language: Language) -> Appearances:
    first = next(sites[0].chapter for sites in found.values())
    ordered = sorted(found.items(), key=lambda one: all(site.kind in _LAST for site in one[1]))
    return Appearances(first, tuple(Printed(pieces, _places(sites, first, language)) for pieces, sites in ordered))


def _places(sites: list[Site], first: str, language: Language) -> tuple[str, ...]:
    """Kinds of places, "text, chart"; with their chapter, where it is not the one that the claim stands under."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for site in sites:
        kinds.setdefault((site.chapter, site.title), []).append(language.word(site.kind))
    said: list[str] = []
    for (chapter, title), named in kinds.items():
        words = language.word("list-separator").join(dict.fromkeys(named))
        said.append(words if chapter == first else f"{title}{language.word('colon')} {words}")
    return tuple(said)


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _blocks(blocks: tuple[Block, ...], site: Site, index: _Index) -> None:
    for block in blocks:
        _block(block, site, index)


def _block(block: Block, site: Site, index: _Index) -> None:
    match block:
        case Paragraph(children):
            _sentences(children, site, index)
        case Heading(children=children):
            _sentences(children, site.at("in-heading"), index)
        case Table(header, rows):
            for row in (header, *rows):
                _row(row, site.at("in-table"), index)
        case Figure(chart, number):
            _chart(chart, number, site.at("in-chart"), index)
        case Quote():
            _quote(block, site.at("in-quotation"), index)
        case Image(caption=caption):
            _sentences(caption, site.at("in-caption"), index)
        case SpeakerNotes(paragraphs):
            for paragraph in paragraphs:
                _sentences(paragraph, site.at(_SPOKEN), index)
        case Items(items):
            for item in items:
                _blocks(item, site, index)
        case Aside(title, inner):
            _sentences(title, site.at("in-heading"), index)
            _blocks(inner, site, index)
        case Only(side, inner):
            _blocks(inner, replace(site, kind="on-slide", wall=True) if side == "deck" else site, index)
        case _:
            _compound(block, site, index)


def _compound(block: Compound, site: Site, index: _Index) -> None:
    match block:
        case Statistic():
            _sentences((Text(f"{block.question} "), block.stated), site.at("shown-large"), index, whole=True)
            _sentences(block.about, site, index)
            _sentences(block.source, site.at(_NOTED), index)
        case Slide():
            _sentences(block.heading, site.at("on-slide"), index)
            _blocks(block.blocks, replace(site, kind="on-slide", wall=True), index)
        case _:
            _blocks(block.realize(), site, index)


def _quote(quote: Quote, site: Site, index: _Index) -> None:
    _sentences(quote.children, site, index)
    _sentences(quote.attribution, site, index)
    if quote.claim is not None:
        index.add(quote.claim, ((index.language.word("word-for-word"), False),), site)


def _chart(chart: Chart, number: int, site: Site, index: _Index) -> None:
    word = index.language.word("chart-named" if site.wall else "figure-named")
    named = word.replace("{number}", str(number)).replace("{title}", chart.title)
    for claim in dict.fromkeys(claim for claim, _ in chart.claims):
        index.add(claim, ((named, False),), site)


def _row(row: tuple[Inlines, ...], site: Site, index: _Index) -> None:
    joined: list[Text | Stated | Note] = []
    for i, cell in enumerate(row):
        joined += [Text(" · ")] if i else []
        joined += _flat(cell)
    _sentences(tuple(joined), site, index, whole=True)


# ── sentences ───────────────────────────────────────────────────────────────────────────────────────────────────


def _sentences(inlines: Inlines, site: Site, index: _Index, *, whole: bool = False) -> None:
    """Files each sentence under every claim that it states; with `whole`, all of it is one sentence."""
    flat = list(_flat(inlines))
    for note in (inline for inline in flat if isinstance(inline, Note)):
        _sentences(note.children, site.at(_NOTED), index)
    pieces = [inline for inline in flat if not isinstance(inline, Note)]
    if not any(isinstance(piece, Stated) for piece in pieces):
        return
    for sentence in [pieces] if whole else _cut(pieces):
        claims = dict.fromkeys(piece.claim for piece in sentence if isinstance(piece, Stated))
        for claim in claims:
            index.add(claim, _marked(sentence, claim), site)


def _flat(inlines: Inlines) -> Iterator[Text | Stated | Note]:
    for inline in inlines:
        match inline:
            case Text() | Stated() | Note():
                yield inline
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                yield from _flat(children)
            case Break():
                yield Text(" ")


def _cut(pieces: list[Text | Stated]) -> list[list[Text | Stated]]:
    """The pieces sentence by sentence. What is stated behind a stop begins the next one."""
    out: list[list[Text | Stated]] = [[]]
    for piece in _joined(pieces):
        if isinstance(piece, Stated):
            before = out[-1][-1] if out[-1] else None
            if isinstance(before, Text) and _STOP.search(before.text):
                out.append([])
            out[-1].append(piece)
            continue
        start = 0
        for end in _END.finditer(piece.text):
            out[-1].append(Text(piece.text[start : end.end()]))
            out.append([])
            start = end.end()
        out[-1].append(Text(piece.text[start:]))
    return out


def _joined(pieces: list[Text | Stated]) -> Iterator[Text | Stated]:
    """The pieces, neighbouring words as one."""
    for stated, run in groupby(pieces, lambda piece: isinstance(piece, Stated)):
        if stated:
            yield from run
        else:
            yield Text("".join(piece.text for piece in run))


def _marked(sentence: list[Text | Stated], claim: str) -> tuple[tuple[str, bool], ...]:
    """The sentence in pieces, with those that state the claim marked; neighbours alike are one piece."""
    out: list[tuple[str, bool]] = []
    for piece in sentence:
        states = isinstance(piece, Stated) and piece.claim == claim
        words = re.sub(r"[^\S\u00a0]+", " ", piece.text)
        if out and out[-1][1] == states:
            out[-1] = (out[-1][0] + words, states)
        elif words:
            out.append((words, states))
    if out:
        out[0] = (out[0][0].lstrip(), out[0][1])
        out[-1] = (out[-1][0].rstrip(), out[-1][1])
    return tuple(piece for piece in out if piece[0])
