"""What a deck says, computed from the document: the passages of each slide, found by the slide's title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from factpress.audit.expected_text import Furniture, Passage, noted, pieces, stated
from factpress.audit.normalise_text import key
from factpress.audit.reading import Where
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Block,
    Chapter,
    Chart,
    Compound,
    Document,
    Figure,
    Heading,
    Image,
    Inlines,
    Items,
    Note,
    Only,
    Paragraph,
    Quote,
    SpeakerNotes,
    Table,
    for_target,
    plain,
)
from factpress.document.note_index import note_index
from factpress.publication.facts.claims import PLAIN_STANDINGS, Standing

SIDE = "deck"
NOTES: Where = "speaker notes"


@dataclass(slots=True)
class Scope:
    """What may stand on the slides of one title: its passages, the claims it states, the words of its standings."""

    title: str
    passages: list[Passage] = field(default_factory=list[Passage])
    credits: list[Passage] = field(default_factory=list[Passage])  # who says so: again on each slide that goes on
    claims: dict[str, None] = field(default_factory=dict[str, None])
    marks: list[str] = field(default_factory=list[str])

    def add(self, *passages: Passage) -> None:
        """Adds passages."""
        self.passages += passages

    def state(self, *names: str) -> None:
        """Adds values that are stated."""
        self.claims.update(dict.fromkeys(names))


def deck_scopes(document: Document, furniture: Furniture) -> dict[str, Scope]:
    """The scopes, by their titles squeezed."""
    return _Deck(document, furniture).scopes()


class _Deck:
    """One deck's scopes while they are gathered."""

    def __init__(self, document: Document, furniture: Furniture) -> None:
        self.document, self.furniture, self.words = document, furniture, document.words
        self.found: dict[str, Scope] = {}
        self.evidence = note_index(document)

    def scopes(self) -> dict[str, Scope]:
        """The title slide, each chapter's slides, the sources."""
        d = self.document
        first = self._scope(d.title)
        first.add(*pieces("text", (d.subtitle, ", ".join(part for part in (d.organisation, d.edition) if part))))
        if self.furniture.years:
            first.add(*pieces("text", (str(self.furniture.years[0]), str(self.furniture.years[-1]))))
        for chapter in d.chapters:
            self._chapter(chapter)
        self._sources()
        return self.found

    def _scope(self, title: str) -> Scope:
        title = " ".join(title.split()) or self.document.title
        return self.found.setdefault(key(title), Scope(title))

    def _word(self, name: str) -> str:
        return self.words.get(name, name.replace("-", " "))

    def _standing(self, standing: Standing | None) -> str:
        return next((s.word for s in self.document.standings if s.standing is standing), "")

    def _marked(self, scope: Scope, standing: Standing | None) -> None:
        if standing is not None and standing not in PLAIN_STANDINGS:
            scope.marks.append(self._standing(standing))

    def _tell(self, scope: Scope, *texts: Inlines, where: Where = "text") -> None:
        """Adds texts with what they state and with the notes that say who says so."""
        for text in texts:
            if plain(text).strip():
                scope.add(Passage(where, plain(text), stated(text)))
        self._cite(scope, noted(*texts))
        scope.state(*(f"{one.claim}/{one.value}" for text in texts for one in stated(text)))

    def _cite(self, scope: Scope, notes: Iterable[Note]) -> None:
        for note in notes:
            passage = Passage(NOTES, plain(note.children), stated(note.children))
            if passage.text.strip() and passage not in scope.credits:
                scope.credits.append(passage)
            scope.state(*(f"{one.claim}/{one.value}" for one in stated(note.children)))

    def _source(self, scope: Scope, notes: Iterable[Note], extra: str = "", doubt: str = "") -> None:
        """Adds the source line, in each of the forms that it may be shortened to."""
        shorts = [note.short for note in notes if note.short] or ([extra] if extra else [])
        for form in credit_forms(shorts, self._word("source-line"), self._word("seen-in"), self._word("and-others")):
            passage = Passage("text", f"{doubt} {form}".strip())
            if passage not in scope.credits:
                scope.credits.append(passage)

    def _chapter(self, chapter: Chapter) -> None:
        latest = self._scope(chapter.title)
        self._tell(latest, chapter.lead)
        self._source(latest, noted(chapter.lead))
        if self.furniture.years and chapter.years is not None:
            latest.add(*pieces("text", map(str, dict.fromkeys(chapter.years))))
        for block in for_target(chapter.blocks, SIDE):
            if isinstance(block, SpeakerNotes):
                self._spoken(latest, block)
            else:
                latest = self._block(block) or latest

    def _spoken(self, scope: Scope, block: SpeakerNotes) -> None:
        said = [one for paragraph in block.paragraphs for one in stated(paragraph)]
        # what the slide states has its source there
        news = [one for one in said if f"{one.claim}/{one.value}" not in scope.claims]
        self._tell(scope, *block.paragraphs, where=NOTES)
        for one in news:
            note = self.evidence.get(f"{one.claim}/{one.value}") or self.evidence.get(one.claim)
            self._cite(scope, (note,) if note is not None else ())

    def _block(self, block: Block) -> Scope | None:
        match block:
            case Statistic():
                return self._statistic(block)
            case Figure(chart):
                return self._figure(chart)
            case Quote() if block.claim is not None:
                return self._quote(block, block.claim)
            case Fence():
                return self._fence(block)
            case _:
                return None

    def _statistic(self, block: Statistic) -> Scope:
        scope = self._scope(block.question)
        scope.add(Passage("text", f"{block.figure} {block.unit}".strip(), (block.stated,)))
        scope.state(f"{block.stated.claim}/{block.stated.value}")
        self._tell(scope, block.about)
        if block.low is not None and block.scale_text:
            ends = (f"{self._word('low')} {block.low_text}", f"{self._word('high')} {block.high_text}")
            scope.add(*pieces("text", (*ends, "0", block.scale_text)))
            scope.add(Passage("alternative text", f"{block.question} {block.stated.text}".strip()))
        self._cite(scope, notes := noted((block.stated,), block.source, block.about))
        self._source(scope, notes, doubt=block.doubt)
        self._marked(scope, block.standing)
        return scope

    def _figure(self, chart: Chart) -> Scope:
        scope = self._scope(chart.title)
        scope.add(*pieces("text", (chart.subtitle,)))
        scope.add(*(Passage("alternative text", chart.alt) for _ in range(2)))  # the picture says it, and the drawing
        scope.state(*(f"{claim}/{value}" for claim, value in chart.claims))
        self._source(scope, (), chart.source, chart.doubt)
        self._marked(scope, chart.standing)
        word = self._standing(chart.standing)
        reason = f"{word}{self._word('colon')} {chart.reason}" if word and chart.reason else chart.reason
        source = self._word("source-line").format(source=chart.source) if chart.source else ""
        scope.add(*pieces(NOTES, (reason, source)))
        return scope

    def _quote(self, block: Quote, claim: str) -> Scope:
        scope = self._scope(plain(block.children))
        self._tell(scope, block.children, block.attribution)
        scope.state(f"{claim}/")
        scope.add(*pieces("text", (block.doubt,)))
        self._source(scope, noted(block.children, block.attribution))
        self._marked(scope, block.standing)
        return scope

    def _fence(self, block: Fence) -> Scope:
        scope = self._scope(block.title)
        self._tell(scope, block.heading)
        lines: list[Inlines] = []
        inside = for_target(block.blocks, SIDE)
        for inner in inside:
            if self._block(inner) is not None:
                continue
            if isinstance(inner, SpeakerNotes):
                self._spoken(scope, inner)
            elif isinstance(inner, Image):
                scope.add(Passage("alternative text", inner.alt))
                self._tell(scope, inner.caption)
                self._source(scope, noted(inner.caption))
            else:
                lines += _lines(inner)
        self._tell(scope, *lines)
        # a slide that goes on has the sources of its own lines
        for i in range(len(lines)):
            for j in range(i + 1, len(lines) + 1):
                self._source(scope, noted(*lines[i:j], block.heading))
        self._source(scope, () if lines else noted(block.heading))
        return scope

    def _sources(self) -> None:
        """The lists at the end: works under the names that they share, in full in the notes."""
        d = self.document
        address = d.address_text or d.address.partition("//")[2]
        for title in (self._word("sources-for-this-talk"), self._word("read-more")):
            scope = self._scope(title)
            for reference in d.references:
                scope.add(*(Passage("text", t, part=True) for t in (work_alone(reference.short), reference.title)))
                scope.add(*pieces(NOTES, (plain(reference.entry),)))
            scope.add(*pieces("text", (f"{self._word('read-more')}{self._word('colon')} {address}",)))
            alt = self._word("qr-code-for").replace("{address}", address)
            scope.add(*pieces("alternative text", (alt, alt)))


def _lines(block: Block) -> Iterator[Inlines]:
    """The lines that a block of words makes on a slide."""
    match block:
        case Paragraph(children) | Heading(_, children):
            yield children
        case Items(items):
            yield from (line for item in items for inner in item for line in _lines(inner))
        case Quote(children, attribution):
            yield from (children, attribution)
        case Aside(title, inside):
            yield title
            yield from (line for inner in inside for line in _lines(inner))
        case Only(_, inside):
            yield from (line for inner in for_target((block,), SIDE) for line in _lines(inner))
        case Table() | Figure() | Image() | SpeakerNotes() | Compound():
            pass
        case _:
            assert_never(block)


def credit_forms(sources: Iterable[str], pattern: str, seen_in: str, and_others: str) -> Iterator[str]:
    """Each form of the line. Each of `sources` is one or several works, with "; " between."""
    full = list(dict.fromkeys(work for source in sources for work in source.split("; ") if work))
    if not full:
        return
    first_hand = [work.partition(f" ({seen_in} ")[0] for work in full]
    names = list(dict.fromkeys(work.partition(", ")[0] for work in first_hand))
    fewer = ([*names[: count - 1], f"{names[count - 1]} {and_others}"] for count in range(len(names) - 1, 0, -1))
    for said in (full, first_hand, names, *fewer):
        yield pattern.format(source="; ".join(dict.fromkeys(said)))


def work_alone(short: str) -> str:
    """A work's short form without the name that it may share with others; all of it where it has none."""
    return short.partition(", ")[2] or short
