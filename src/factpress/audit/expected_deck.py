"""The expected text of a deck: the passages of each slide, by the slide's title, from the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from factpress.audit.expected_text import Furniture, Passage, noted, pieces, stated
from factpress.audit.normalise_text import key
from factpress.audit.reading import Where
from factpress.core.diagnostics import Location
from factpress.document.blocks.slide import Slide
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import Chapter, Chart, Document, Figure, Image, Inlines, Note, Quote, SpeakerNotes, plain
from factpress.document.model.targets import DECK
from factpress.document.note_index import note_index
from factpress.document.walk import Node, walk
from factpress.publication.facts.claims import PLAIN_STANDINGS, Standing

NOTES: Where = "speaker notes"
KNOWN = (Statistic, Slide)
"""The compounds that have a kind of slide. All others are on a slide as the primitives that they realize into."""

Origins = dict[str, Location | None]


@dataclass(slots=True)
class Scope:
    """What may stand on the slides of one title: its passages, the claims it states, the words of its standings.

    `credits` are the sources, which are repeated on each slide that the text is continued on. `claims` and `marks` have
    the place of each in the editor's files.
    """

    title: str
    origin: Location | None = None
    passages: list[Passage] = field(default_factory=list[Passage])
    credits: list[Passage] = field(default_factory=list[Passage])
    claims: Origins = field(default_factory=Origins)
    marks: Origins = field(default_factory=Origins)

    def add(self, where: Where, *texts: str, origin: Location | None = None) -> None:
        """Adds a passage for each text that is not blank."""
        self.passages += pieces(where, texts, origin=origin or self.origin)

    def credit(self, passage: Passage) -> None:
        """Adds a source, once."""
        if passage.text.strip() and passage not in self.credits:
            self.credits.append(passage)

    def state(self, name: str, origin: Location | None = None) -> None:
        """Adds a value that is stated, as "claim/key"."""
        self.claims.setdefault(name, origin or self.origin)


def deck_scopes(document: Document, furniture: Furniture) -> dict[str, Scope]:
    """The scopes, by their normalised titles."""
    return _Deck(document, furniture).scopes()


class _Deck:
    """Collects the scopes of one deck."""

    def __init__(self, document: Document, furniture: Furniture) -> None:
        self.document, self.furniture, self.words = document, furniture, document.words
        self.found: dict[str, Scope] = {}
        self.evidence = note_index(document)

    def scopes(self) -> dict[str, Scope]:
        """The title slide, the slides of each chapter, the sources."""
        d = self.document
        first = self._scope(d.title)
        first.add("text", d.subtitle, ", ".join(part for part in (d.organisation, d.edition) if part))
        if self.furniture.years:
            first.add("text", str(self.furniture.years[0]), str(self.furniture.years[-1]))
        for chapter in d.chapters:
            self._chapter(chapter)
        self._sources()
        return self.found

    def _scope(self, title: str, origin: Location | None = None) -> Scope:
        title = " ".join(title.split()) or self.document.title
        return self.found.setdefault(key(title), Scope(title, origin))

    def _word(self, name: str) -> str:
        return self.words.get(name, name.replace("-", " "))

    def _standing(self, standing: Standing | None) -> str:
        return next((s.word for s in self.document.standings if s.standing is standing), "")

    def _mark(self, scope: Scope, standing: Standing | None, origin: Location | None) -> None:
        if standing is not None and standing not in PLAIN_STANDINGS:
            scope.marks.setdefault(self._standing(standing), origin)

    def _text(self, scope: Scope, origin: Location | None, *texts: Inlines, where: Where = "text") -> None:
        """Adds texts, the values that they state, and their notes."""
        for text in texts:
            if plain(text).strip():
                scope.passages.append(Passage(where, plain(text), stated(text), origin=origin))
            for one in stated(text):
                scope.state(f"{one.claim}/{one.value}", one.origin or origin)
        self._cite(scope, noted(*texts), origin)

    def _cite(self, scope: Scope, notes: Iterable[Note], origin: Location | None) -> None:
        for note in notes:
            at = note.origin or origin
            scope.credit(Passage(NOTES, plain(note.children), stated(note.children), origin=at))
            for one in stated(note.children):
                scope.state(f"{one.claim}/{one.value}", at)

    def _source(
        self, scope: Scope, notes: Iterable[Note], origin: Location | None, extra: str = "", doubt: str = ""
    ) -> None:
        """Adds the source line, in each of the forms that it may be shortened to."""
        shorts = [note.short for note in notes if note.short] or ([extra] if extra else [])
        for form in source_line_forms(
            shorts, self._word("source-line"), self._word("seen-in"), self._word("and-others")
        ):
            scope.credit(Passage("text", f"{doubt} {form}".strip(), origin=origin))

    def _chapter(self, chapter: Chapter) -> None:
        latest = self._scope(chapter.title, chapter.origin)
        self._text(latest, chapter.origin, chapter.lead)
        self._source(latest, noted(chapter.lead), chapter.origin)
        if self.furniture.years and chapter.years is not None:
            latest.add("text", *map(str, dict.fromkeys(chapter.years)))
        for node in walk(chapter.blocks, DECK.name, known=KNOWN, chapter=chapter):
            if node.depth:
                continue  # inside running text, which has no slide, or on a slide, which `_slide` walks itself
            if isinstance(node.block, SpeakerNotes):
                self._spoken(latest, node)
            else:
                latest = self._own_slide(node) or latest

    def _spoken(self, scope: Scope, node: Node) -> None:
        said = [one for paragraph in node.inlines for one in stated(paragraph)]
        # what the slide states has its source there
        news = [one for one in said if f"{one.claim}/{one.value}" not in scope.claims]
        self._text(scope, node.origin, *node.inlines, where=NOTES)
        for one in news:
            note = self.evidence.get(f"{one.claim}/{one.value}") or self.evidence.get(one.claim)
            self._cite(scope, (note,) if note is not None else (), node.origin)

    def _own_slide(self, node: Node) -> Scope | None:
        """The scope of a block that has a slide of its own; None for any other block."""
        match node.block:
            case Statistic() as statistic:
                return self._statistic(statistic, node.origin)
            case Figure(chart):
                return self._figure(chart, chart.origin or node.origin)
            case Quote(claim=str(claim)) as quote:
                return self._quote(quote, claim, node.origin)
            case Slide() as slide:
                return self._slide(slide, node.origin)
            case _:
                return None

    def _statistic(self, block: Statistic, origin: Location | None) -> Scope:
        scope = self._scope(block.question, origin)
        scope.passages.append(Passage("text", f"{block.figure} {block.unit}".strip(), (block.stated,), origin=origin))
        scope.state(f"{block.stated.claim}/{block.stated.value}", origin)
        self._text(scope, origin, block.about)
        if block.low is not None and block.scale_text:
            ends = (f"{self._word('low')} {block.low_text}", f"{self._word('high')} {block.high_text}")
            scope.add("text", *ends, "0", block.scale_text, origin=origin)
            scope.add("alternative text", f"{block.question} {block.stated.text}".strip(), origin=origin)
        self._cite(scope, notes := noted((block.stated,), block.source, block.about), origin)
        self._source(scope, notes, origin, doubt=block.doubt)
        self._mark(scope, block.standing, origin)
        return scope

    def _figure(self, chart: Chart, origin: Location | None) -> Scope:
        scope = self._scope(chart.title, origin)
        scope.add("text", chart.subtitle, origin=origin)
        # PowerPoint has it twice: on the picture, and in the SVG
        scope.add("alternative text", chart.alt, chart.alt, origin=origin)
        for claim, value in chart.claims:
            scope.state(f"{claim}/{value}", origin)
        self._source(scope, (), origin, chart.source, chart.doubt)
        self._mark(scope, chart.standing, origin)
        word = self._standing(chart.standing)
        reason = f"{word}{self._word('colon')} {chart.reason}" if word and chart.reason else chart.reason
        source = self._word("source-line").format(source=chart.source) if chart.source else ""
        scope.add(NOTES, reason, source, origin=origin)
        return scope

    def _quote(self, block: Quote, claim: str, origin: Location | None) -> Scope:
        scope = self._scope(plain(block.children), origin)
        self._text(scope, origin, block.children, block.attribution)
        scope.state(f"{claim}/", origin)
        scope.add("text", block.doubt, origin=origin)
        self._source(scope, noted(block.children, block.attribution), origin)
        self._mark(scope, block.standing, origin)
        return scope

    def _slide(self, block: Slide, origin: Location | None) -> Scope:
        """A slide of text. What it holds that has a slide of its own, at any depth, has a scope of its own."""
        scope = self._scope(block.title, origin)
        self._text(scope, origin, block.heading)
        lines: list[tuple[Inlines, Location | None]] = []
        inner: int | None = None  # the depth of a slide inside this one, which walks its own blocks
        for node in walk(block.blocks, DECK.name, known=KNOWN):
            if inner is not None and node.depth > inner:
                continue
            inner = node.depth if isinstance(node.block, Slide) else None
            if isinstance(node.block, SpeakerNotes):
                self._spoken(scope, node)
            elif isinstance(node.block, Image):
                scope.add("alternative text", node.block.alt, origin=node.origin)
                self._text(scope, node.origin, *node.inlines)
                self._source(scope, noted(*node.inlines, block.heading), node.origin)
            elif self._own_slide(node) is None:
                lines += [(run, node.origin or origin) for run in node.inlines]
        for run, at in lines:
            self._text(scope, at, run)
        # the source line of each slide that the text may be continued on: it has the sources of some lines in a row
        for i in range(len(lines)):
            for j in range(i + 1, len(lines) + 1):
                self._source(scope, noted(*(run for run, _ in lines[i:j]), block.heading), lines[i][1])
        self._source(scope, () if lines else noted(block.heading), origin)
        return scope

    def _sources(self) -> None:
        """The lists at the end: works under the names that they share, in full in the notes."""
        d = self.document
        address = d.address_text or d.address.partition("//")[2]
        for title in (self._word("sources-for-this-talk"), self._word("read-more")):
            scope = self._scope(title)
            for reference in d.references:
                works = (work_alone(reference.short), reference.title)
                scope.passages += [Passage("text", work, part=True) for work in works]
                scope.add(NOTES, plain(reference.entry))
            scope.add("text", f"{self._word('read-more')}{self._word('colon')} {address}")
            alt = self._word("qr-code-for").replace("{address}", address)
            scope.add("alternative text", alt, alt)


def source_line_forms(sources: Iterable[str], pattern: str, seen_in: str, and_others: str) -> Iterator[str]:
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
