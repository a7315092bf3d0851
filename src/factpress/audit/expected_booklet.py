"""The expected text of a booklet: the passages of its text, notes, contents and margins, from the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from factpress.audit.expected_text import (
    GeneratedText,
    Passage,
    list_numbers,
    notes_in,
    passages_of,
    statements_in,
    value_name,
)
from factpress.audit.marks import Marks
from factpress.audit.reading import Place, Reading
from factpress.core.diagnostics import Location
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import (
    Aside,
    Chart,
    Document,
    Figure,
    Image,
    Inlines,
    Items,
    Paragraph,
    Quote,
    Table,
    plain,
)
from factpress.document.model.inlines import Note, Strong
from factpress.document.model.targets import BOOKLET
from factpress.document.standing_marks import sentence_marks
from factpress.document.walk import Node, walk, walk_document
from factpress.i18n import Language
from factpress.publication.facts.claims import Standing


def statement_origins(document: Document) -> dict[str, Location | None]:
    """Where the booklet first states each value, by "claim/value"."""
    found: dict[str, Location | None] = {}
    for chapter in document.chapters:
        for one in statements_in(*chapter.opening):
            found.setdefault(value_name(one), one.origin or chapter.origin)
    for node in walk_document(document, BOOKLET.name):
        for one in statements_in(*node.inlines):
            found.setdefault(value_name(one), one.origin or node.origin)
        if isinstance(node.block, Figure):
            for claim, value in node.block.chart.claims:
                found.setdefault(f"{claim}/{value}", node.block.chart.origin or node.origin)
        elif isinstance(node.block, Quote | ClaimTest) and node.block.claim is not None:
            found.setdefault(f"{node.block.claim}/", node.origin)
    return found


class ExpectedBooklet:
    """The expected passages of a booklet. The reading has the pages on which its chapters begin."""

    def __init__(self, document: Document, language: Language, generated: GeneratedText, reading: Reading) -> None:
        self.document, self.language, self.generated, self.reading = document, language, generated, reading
        self.words = document.words
        self.standing_words = {s.standing: s.word for s in document.standings}
        self.noted: set[str] = set()
        self.labelled = any(
            Marks(document).in_margin(fragment) for place in reading.places for fragment in place.fragments
        )
        nodes = walk_document(document, BOOKLET.name)
        self.statistics = [node.block for node in nodes if isinstance(node.block, Statistic)]

    def passages(self) -> Iterator[Passage]:
        """The passages of cover, contents, chapters, sources, back and margins."""
        d = self.document
        titles = [d.title, f"{d.title}, {d.edition}", d.edition, d.organisation]
        address = d.address_text or d.address
        yield from passages_of("text", (*titles, address), repeatable=True, optional=True)
        words = [word for word in self.words.values() if "{" not in word]  # a pattern is never printed as it is
        yield from passages_of("text", (d.subtitle, d.back_text, d.imprint, *words), optional=True)
        for standing in d.standings:
            # a mark beside the meaning is painted after it
            both = f"{standing.word} {standing.meaning}", f"{standing.meaning} {standing.word}"
            yield from passages_of("text", both, exact=True, optional=True)
        titles += [self.words.get(name, "") for name in ("contents", "sources", "how-sure")]
        yield from passages_of("margin", titles, repeatable=True, optional=True)
        yield from self._contents()
        for chapter in d.chapters:
            heading, lead = chapter.opening
            yield replace(self._text(heading, chapter.origin), repeatable=True)
            yield from passages_of("text", (chapter.part,), optional=True, origin=chapter.origin)
            yield from passages_of("margin", (chapter.title,), repeatable=True, optional=True, origin=chapter.origin)
            yield self._text(lead, chapter.origin)
            yield from self._notes(chapter.origin, heading, lead)
            for node in walk(chapter.blocks, BOOKLET.name, known=(Statistic, ClaimTest), chapter=chapter):
                yield from self._node(node)
        for reference in d.references:
            entry = plain(reference.entry)
            # prints have no list of sources
            if reference.address and reference.address not in entry:
                entry = f"{entry} {reference.address}"
            yield Passage("text", entry, exact=True, optional="sources" not in self.reading.anchors)
        alt = self.words.get("qr-code-for", "").replace("{address}", address)
        logo = d.organisation if self.generated.logo else ""
        yield from passages_of("alternative text", (alt,), repeatable=True, optional=True)
        yield from passages_of("alternative text", (logo, logo), optional=True)  # on both covers

    def ornaments(self, place: Place) -> Iterator[Passage]:
        """The passages next to ornaments and scales of a page: years of cover and chapters, ends of ranges."""
        years = self.generated.years
        anchors = self.reading.anchors
        spans = [chapter.years for chapter in self.document.chapters if anchors.get(chapter.id) == place.number]
        if years and place.number == 1:
            spans.append((years[0], years[-1]))
        for span in spans if years else ():
            if span is not None:
                shown = (span[0], *(year for year in years if span[0] < year < span[1]), span[1])
                yield from passages_of("ornament", map(str, dict.fromkeys(shown)), optional=True)
        for block in self.statistics:
            if value_name(block.stated) in place.claims and block.scale_text:
                ends = (block.low_text, block.high_text, "0", block.scale_text)
                yield from passages_of("ornament", ends, optional=True, exact=True)

    def _contents(self) -> Iterator[Passage]:
        """Each entry with the page that it leads to."""
        ends = [("sources", self.words.get("sources", ""), None)] if self.document.references else []
        ends += [("how-sure", self.words.get("how-sure", ""), None)] if self.document.standings else []
        for name, title, origin in (*((c.id, c.title, c.origin) for c in self.document.chapters), *ends):
            number = self.reading.anchors.get(name)
            entry = f"{title} {self.language.native_digits(str(number))}" if number is not None else title
            yield from passages_of("contents", (entry,), optional=True, origin=origin)

    def _text(
        self,
        text: Inlines,
        origin: Location | None,
        beside: Standing | None = None,
        *,
        shown: Standing | None = None,
        labelled: bool = False,
    ) -> Passage:
        """A text with its marks: that `beside` it, and those behind its sentences, without that which is `shown`.

        The words of those of a `labelled` text are in the margin, too.
        """
        marks = [mark for mark in sentence_marks(text) if mark.standing is not shown]
        standings = (*((beside,) if beside is not None else ()), *(mark.standing for mark in marks))
        words = tuple(self.standing_words.get(standing, "") for standing in standings)
        margin = tuple(self.standing_words.get(mark.standing, "") for mark in marks if not mark.repeats)
        return Passage("text", plain(text), statements_in(text), words, margin if labelled else (), origin=origin)

    def _notes(
        self, origin: Location | None, *texts: Inlines, shown: Standing | None = None, labelled: bool = False
    ) -> Iterator[Passage]:
        """The notes of some texts. `shown` is the standing that a mark beside the text shows.

        Those of a `labelled` text have no mark, since it is in the margin.
        """
        for note in chain.from_iterable(map(_called, texts)):
            if plain(note.children).strip():
                # a page has the notes of one claim once
                again = note.key in self.noted
                self.noted |= {note.key} if note.key else set()
                words = self._text(note.children, note.origin or origin)
                text = words.text if labelled else self._with_mark(note, shown, words.text)
                yield replace(
                    words, text=text, where="note", repeatable=bool(note.key), optional=again, note=note.key, exact=True
                )

    def _with_mark(self, note: Note, shown: Standing | None, text: str) -> str:
        """The text of a note with the word of its mark, which it has if no mark beside the text shows the standing."""
        if note.standing is None or note.standing is shown or isinstance(note.children[0], Strong):
            return text
        return f"{self.standing_words.get(note.standing, '')} {text}"

    def _node(self, node: Node) -> Iterator[Passage]:
        """The passages of a block, without those of the blocks inside it, which are separate nodes."""
        match node.block:
            case Statistic() as statistic:
                yield from self._statistic(statistic, node.origin)
                return
            case ClaimTest() as tested:
                yield from self._tested(tested, node.origin)
                return
            case Figure(chart, number):
                yield from self._figure(chart, number, chart.origin or node.origin)
            case Table(header, rows, caption):
                yield self._text(caption, node.origin)
                # a table that continues on the next page repeats its header there
                for cell in header:
                    yield replace(self._text(cell, node.origin), where="table", repeatable=True)
                yield from (replace(self._text(cell, node.origin), where="table") for row in rows for cell in row)
            case Paragraph(children):
                yield self._text(children, node.origin, labelled=self.labelled)
                yield from self._notes(node.origin, children, labelled=self.labelled)
                return
            case Items() as items:
                yield from passages_of("text", list_numbers(items), origin=node.origin)
            case Quote(children, attribution, standing=standing):
                yield replace(self._text(children, node.origin, standing), exact=True)
                yield replace(self._text(attribution, node.origin, shown=standing), exact=True)
                yield from self._notes(node.origin, children)
                yield from self._notes(node.origin, attribution, shown=standing)
                return
            case Aside(title, standing=standing):
                yield self._text(title, node.origin, standing)
            case block:
                if isinstance(block, Image):
                    yield Passage("alternative text", block.alt, origin=node.origin)
                yield from (self._text(one, node.origin) for one in node.inlines)
        yield from self._notes(node.origin, *node.inlines)

    def _figure(self, chart: Chart, number: int, origin: Location | None) -> Iterator[Passage]:
        source = self.words.get("source-line", "{source}").replace("{source}", chart.source) if chart.source else ""
        title = f"{self.words.get('figure', '')} {number}. {chart.title}"
        word = self.standing_words.get(chart.standing, "")
        reasoned = chart.standing is not Standing.VERIFIED and bool(chart.reason)
        # a mark without its reason, which the section has, is a text of its own
        alone = (word,) if reasoned and not chart.reason_on_page else ()
        yield Passage("text", title, standing_words=alone, origin=origin)
        yield from passages_of("text", (chart.description,), origin=origin)
        reason = f"{word} {chart.reason_on_page}" if reasoned and not alone else ""
        yield from passages_of("text", (source, reason), exact=True, origin=origin)
        yield Passage("alternative text", chart.alt, exact=True, origin=origin)
        if chart.opening:  # over two pages
            yield Passage("alternative text", chart.alt, exact=True, optional=True, origin=origin)

    def _statistic(self, block: Statistic, origin: Location | None) -> Iterator[Passage]:
        standing_words = self._text((), origin, block.standing).standing_words
        yield Passage("text", block.question, statements_in(block.heading), origin=origin)
        figure = f"{block.figure} {block.unit}"
        yield Passage("text", figure, (block.stated,), standing_words, exact=True, origin=origin)
        yield self._text(block.about, origin, shown=block.standing)
        sources = " ".join(plain(note.children) for note in notes_in(block.source))
        yield from passages_of("text", (sources,), exact=True, origin=origin)
        yield from self._notes(origin, block.about, shown=block.standing)

    def _tested(self, block: ClaimTest, origin: Location | None) -> Iterator[Passage]:
        yield from passages_of("text", (block.label, block.attribution), exact=True, origin=origin)
        # the mark is below the words as supplied, on the page where they end; a quotation has the same words and mark
        yield replace(self._text(block.supplied, origin, block.standing, shown=block.standing), exact=True)
        yield self._text(block.finding, origin, shown=block.standing)
        yield self._text(block.reason, origin, shown=block.standing)
        for text in (block.supplied, block.finding, block.reason):
            yield from self._notes(origin, text, shown=block.standing)


def _called(text: Inlines) -> Iterator[Note]:
    """The notes of a text without those that directly follow one with the same words: their number is there already."""
    before: set[str] = set()
    for inline in text:
        if not isinstance(inline, Note):
            before.clear()
            yield from notes_in((inline,))
        elif not inline.key or inline.key not in before:
            before.add(inline.key)
            yield inline
