"""The sentences in which a document states each claim, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from factpress.document.blocks.slide import Slide
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import (
    Aside,
    Break,
    Chapter,
    Chart,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Image,
    Inlines,
    Link,
    Note,
    Quote,
    Said,
    SpeakerNotes,
    Stated,
    Strong,
    Table,
    Text,
)
from factpress.document.model.targets import DECK
from factpress.document.walk import Node, walk
from factpress.i18n import Language
from factpress.output.prints.evidence import Printed
from factpress.publication.facts.claims import SENTENCE

Pieces = tuple[tuple[str, bool], ...]
"""A sentence in pieces, each with whether it is the statement itself."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[”’\")]*\s+(?=[“‘\"(]*[^\W\da-z_])")
"""The end of a sentence: a stop, with a capital or a letter without case after it."""

_BEGINS = re.compile(r"\s+[“‘\"(]*[^\W\da-z_]")

_STOP = re.compile(r"[.!?…][”’\")]*\s+$")

_IN_NOTE, _SPOKEN = "in-footnote", "in-speaker-notes"
_LAST = (_IN_NOTE, _SPOKEN)
"""Kinds of places that are listed last, since they repeat the page or the slide."""


@dataclass(frozen=True, slots=True)
class Site:
    """A chapter, by its id and title, and a kind of place in it, by its key in the language file.

    Figures have no number `on_slide`, that is in blocks which only the deck shows.
    """

    chapter: str
    title: str
    kind: str
    on_slide: bool = False

    def at(self, kind: str) -> Site:
        """Return another kind of place in the same chapter."""
        return replace(self, kind=kind)


@dataclass(slots=True)
class _Index:
    """The sentences that state each claim, in the order of the document, with the sites of each."""

    language: Language
    found: dict[str, dict[Pieces, list[Site]]] = field(default_factory=dict[str, dict[Pieces, list[Site]]])

    def add(self, claim: str, pieces: Pieces, site: Site) -> None:
        sites = self.found.setdefault(claim, {}).setdefault(pieces, [])
        if site not in sites:
            sites.append(site)


@dataclass(frozen=True, slots=True)
class PrintedClaim:
    """The first chapter that states a claim, and all sentences that state it."""

    chapter: str
    printed: tuple[Printed, ...]


def printed_claims(document: Document, language: Language) -> Mapping[str, PrintedClaim]:
    """Return every claim that the document states, by id, in the order in which they first appear."""
    index = _Index(language)
    for chapter in document.chapters:
        site = Site(chapter.id, chapter.title, "in-text")
        for text in chapter.opening:
            _add_text(text, site, index)
        for node in walk(chapter.blocks, known=(Statistic, Slide, ClaimTest), chapter=chapter):
            _add_node(node, chapter, index)
    return {claim: _printed_claim(found, language) for claim, found in index.found.items()}


def _printed_claim(found: Mapping[Pieces, list[Site]], language: Language) -> PrintedClaim:
    first = next(sites[0].chapter for sites in found.values())
    ordered = sorted(found.items(), key=lambda one: all(site.kind in _LAST for site in one[1]))
    return PrintedClaim(first, tuple(Printed(pieces, _places(sites, first, language)) for pieces, sites in ordered))


def _places(sites: list[Site], first: str, language: Language) -> tuple[str, ...]:
    """Return the kinds of places, "text, chart"; with the chapter if it is not the first that states the claim."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for site in sites:
        kinds.setdefault((site.chapter, site.title), []).append(language.word(site.kind))
    places: list[str] = []
    for (chapter, title), named in kinds.items():
        words = language.word("list-separator").join(dict.fromkeys(named))
        places.append(words if chapter == first else f"{title}{language.word('colon')} {words}")
    return tuple(places)


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

_KINDS: Mapping[type, str] = {
    Heading: "in-heading",
    Aside: "in-heading",
    Image: "in-caption",
    SpeakerNotes: _SPOKEN,
}
"""The kind of place of a block's own text, where it is not running text."""


def _add_node(node: Node, chapter: Chapter, index: _Index) -> None:
    on_slide = node.target == DECK.name
    site = Site(chapter.id, chapter.title, "on-slide" if on_slide else "in-text", on_slide)
    match node.block:
        case Figure(chart, number):
            _add_chart(chart, number, site.at("in-chart"), index)
        case Quote(children, attribution, claim=claim):
            _add_supplied(claim, (children, attribution), site.at("in-quotation"), index)
        case ClaimTest(claim, _, supplied, finding=finding, reason=reason):
            _add_supplied(claim, (supplied, finding, reason), site.at("in-tested-sentence"), index)
        case Table(header, rows, caption):
            _add_text(caption, site.at("in-caption"), index)
            for row in (header, *rows):
                _add_row(row, site.at("in-table"), index)
        case Statistic() as statistic:
            figure = (Text(f"{statistic.question} "), statistic.stated)
            _add_text(figure, site.at("shown-large"), index, whole=True)
            _add_text(statistic.about, site, index)
            _add_text(statistic.source, site.at(_IN_NOTE), index)
        case block:
            for inlines in node.inlines:
                _add_text(inlines, site.at(_KINDS.get(type(block), site.kind)), index)


def _add_supplied(claim: str | None, texts: Iterable[Inlines], site: Site, index: _Index) -> None:
    for text in texts:
        _add_text(text, site, index)
    if claim is not None:
        index.add(claim, ((index.language.word("word-for-word"), False),), site)


def _add_chart(chart: Chart, number: int, site: Site, index: _Index) -> None:
    word = index.language.word("chart-named" if site.on_slide else "figure-named")
    named = word.replace("{number}", str(number)).replace("{title}", chart.title)
    for claim in dict.fromkeys(claim for claim, _ in chart.claims):
        index.add(claim, ((named, False),), site)


def _add_row(row: tuple[Inlines, ...], site: Site, index: _Index) -> None:
    joined: list[Text | Stated | Note] = []
    for i, cell in enumerate(row):
        joined += [Text(" · ")] if i else []
        joined += _flat(cell)
    _add_text(tuple(joined), site, index, whole=True)


# ── sentences ───────────────────────────────────────────────────────────────────────────────────────────────────


def _add_text(inlines: Inlines, site: Site, index: _Index, *, whole: bool = False) -> None:
    """Add each sentence to every claim that it states. With `whole`, the text is one sentence."""
    flat = list(_flat(inlines))
    for note in (inline for inline in flat if isinstance(inline, Note)):
        _add_text(note.children, site.at(_IN_NOTE), index)
    pieces = [inline for inline in flat if not isinstance(inline, Note)]
    if not any(isinstance(piece, Stated) for piece in pieces):
        return
    for sentence in [pieces] if whole else _split_sentences(pieces):
        claims = dict.fromkeys(piece.claim for piece in sentence if isinstance(piece, Stated))
        for claim in claims:
            index.add(claim, _marked(sentence, claim), site)


def _flat(inlines: Inlines) -> Iterator[Text | Stated | Note]:
    for inline in inlines:
        match inline:
            case Text() | Stated() | Note():
                yield inline
            case Said(claim, children, standing):
                for one in _flat(children):
                    yield Stated(claim, SENTENCE, one.text, standing) if isinstance(one, Text) else one
            case Emphasis(children) | Strong(children) | Foreign(_, children) | Link(_, children):
                yield from _flat(children)
            case Break():
                yield Text(" ")


def _split_sentences(pieces: list[Text | Stated]) -> list[list[Text | Stated]]:
    """Split the pieces into sentences. A statement after a stop begins the next sentence."""
    out: list[list[Text | Stated]] = [[]]
    for piece in _merged(pieces):
        before = "".join(one.text for one in out[-1][-2:])
        if isinstance(piece, Stated):
            if _STOP.search(before):
                out.append([])
            out[-1].append(piece)
            continue
        if _STOP.search(f"{before} ") and _BEGINS.match(piece.text):  # behind the sentence of a claim
            out.append([])
        start = 0
        for end in _SENTENCE_END.finditer(piece.text):
            out[-1].append(Text(piece.text[start : end.end()]))
            out.append([])
            start = end.end()
        out[-1].append(Text(piece.text[start:]))
    return out


def _merged(pieces: list[Text | Stated]) -> Iterator[Text | Stated]:
    """Merge neighbouring texts."""
    for stated, run in groupby(pieces, lambda piece: isinstance(piece, Stated)):
        if stated:
            yield from run
        else:
            yield Text("".join(piece.text for piece in run))


def _marked(sentence: list[Text | Stated], claim: str) -> Pieces:
    """Return the sentence with the pieces marked that state the claim; neighbours of one kind are one piece."""
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
