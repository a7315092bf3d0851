"""The expected text of a booklet: every passage of its text, notes, contents and margins, from the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from factpress.audit.expected_text import Furniture, Passage, labelled_years, pieces, stated
from factpress.audit.reading import Place, Reading
from factpress.core.diagnostics import Location
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Chart,
    Document,
    Figure,
    Image,
    Inlines,
    Note,
    Paragraph,
    Quote,
    Table,
    plain,
    walk_inlines,
)
from factpress.document.model.targets import BOOKLET
from factpress.document.walk import Node, walk, walk_document
from factpress.i18n import Language
from factpress.i18n.numerals import in_digits
from factpress.publication.facts.claims import PLAIN_STANDINGS, Standing


def booklet_passages(document: Document, language: Language, furniture: Furniture, reading: Reading) -> list[Passage]:
    """All passages of the booklet."""
    return list(_Booklet(document, language, furniture).whole(reading))


def ornament_passages(
    document: Document, language: Language, furniture: Furniture, reading: Reading
) -> dict[int, list[Passage]]:
    """What may stand beside patterns and on scales, by the number of the page."""
    made = _Booklet(document, language, furniture)
    return {place.number: list(made.ornaments(place, reading)) for place in reading.places}


def shown_charts(document: Document, target: str) -> list[Chart]:
    """The charts that a target shows, in order, each as often as it is shown."""
    return [node.block.chart for node in walk_document(document, target) if isinstance(node.block, Figure)]


def statement_origins(document: Document) -> dict[str, Location | None]:
    """Where the booklet first states each value, by "claim/key"."""
    found: dict[str, Location | None] = {}
    for chapter in document.chapters:
        for one in stated(chapter.lead):
            found.setdefault(f"{one.claim}/{one.value}", one.origin or chapter.origin)
    for node in walk_document(document, BOOKLET.name):
        for one in (one for run in node.inlines for one in stated(run)):
            found.setdefault(f"{one.claim}/{one.value}", one.origin or node.origin)
        if isinstance(node.block, Figure):
            for claim, value in node.block.chart.claims:
                found.setdefault(f"{claim}/{value}", node.block.chart.origin or node.origin)
        elif isinstance(node.block, Quote) and node.block.claim is not None:
            found.setdefault(f"{node.block.claim}/", node.origin)
    return found


class _Booklet:
    """One booklet's passages while they are gathered."""

    def __init__(self, document: Document, language: Language, furniture: Furniture) -> None:
        self.document, self.language, self.furniture = document, language, furniture
        self.words = document.words
        nodes = walk_document(document, BOOKLET.name)
        self.statistics = [node.block for node in nodes if isinstance(node.block, Statistic)]

    def whole(self, reading: Reading) -> Iterator[Passage]:
        """Cover, contents, chapters, sources, back, and what stands in margins."""
        d = self.document
        titles = [d.title, f"{d.title}, {d.edition}", d.edition, d.organisation]
        yield from pieces("text", (*titles, d.address_text or d.address), free=True)
        yield from pieces("text", (d.subtitle, d.back_text, d.imprint, *self.words.values()))
        yield from pieces("text", (text for s in d.standings for text in (s.word, s.meaning)))
        yield from pieces("margin", titles, free=True)
        yield from self._contents(reading)
        for chapter in d.chapters:
            yield from pieces("text", (chapter.title,), free=True, origin=chapter.origin)
            yield from pieces("margin", (chapter.title,), free=True, origin=chapter.origin)
            yield self._text(chapter.lead, chapter.origin)
            yield from self._noted(chapter.origin, chapter.lead)
            for node in walk(chapter.blocks, BOOKLET.name, known=(Statistic,), chapter=chapter):
                yield from self._node(node)
        for reference in d.references:
            entry = plain(reference.entry)
            yield Passage("text", entry)
            if reference.address and reference.address not in entry:
                yield Passage("text", reference.address)
            if reference.used_for:
                yield Passage("text", f"{self.words.get('used-for', '')}: {'; '.join(reference.used_for)}.")
        yield from pieces(
            "alternative text", (self.words.get("qr-code-for", "").replace("{address}", self._address()),)
        )

    def _address(self) -> str:
        return self.document.address_text or self.document.address

    def ornaments(self, place: Place, reading: Reading) -> Iterator[Passage]:
        """What may stand on a page beside patterns and on scales: years of cover and chapters, ends of ranges."""
        years = self.furniture.years
        spans = [chapter.years for chapter in self.document.chapters if reading.anchors.get(chapter.id) == place.number]
        if years and place.number == 1:
            spans.append((years[0], years[-1]))
        for span in spans if years else ():
            yield from pieces("ornament", labelled_years(*span, self.furniture) if span is not None else ())
        for block in self.statistics:
            if f"{block.stated.claim}/{block.stated.value}" in place.claims and block.scale_text:
                yield from pieces("ornament", (block.low_text, block.high_text, "0", block.scale_text))

    def _contents(self, reading: Reading) -> Iterator[Passage]:
        """Each entry with the page that it leads to."""
        ends = [("sources", self.words.get("sources", ""), None)] if self.document.references else []
        for name, title, origin in (*((c.id, c.title, c.origin) for c in self.document.chapters), *ends):
            number = reading.anchors.get(name)
            entry = f"{title} {in_digits(str(number), self.language)}" if number is not None else title
            yield from pieces("contents", (entry,), origin=origin)

    def _text(self, inlines: Inlines, origin: Location | None, marks: Iterable[Standing | None] = ()) -> Passage:
        words = tuple(self._word(one) for one in marks if one is not None and one not in PLAIN_STANDINGS)
        return Passage("text", plain(inlines), stated(inlines), words, origin=origin)

    def _word(self, standing: Standing) -> str:
        return next((s.word for s in self.document.standings if s.standing is standing), "")

    def _noted(self, origin: Location | None, *texts: Inlines) -> Iterator[Passage]:
        for text in texts:
            for note in printed_notes(text):
                yield replace(self._text(note.children, note.origin or origin), where="note")

    def _node(self, node: Node) -> Iterator[Passage]:
        """The passages of a block, without those of the blocks inside it, which have nodes of their own."""
        match node.block:
            case Statistic() as statistic:
                yield from self._statistic(statistic, node.origin)
                return
            case Figure(chart, number):
                yield from self._figure(chart, number, chart.origin or node.origin)
            case Table(header, rows, caption):
                yield self._text(caption, node.origin)
                # a table that goes on overleaf begins with its header again
                yield from (replace(self._text(cell, node.origin), where="table", free=True) for cell in header)
                cells = (self._text(cell, node.origin) for row in rows for cell in row)
                yield from (replace(cell, where="table") for cell in cells)
            case Paragraph(children, standings):
                yield self._text(children, node.origin, standings)
            case Quote(standing=standing) | Aside(standing=standing):
                first, *others = node.inlines
                yield self._text(first, node.origin, (standing,))
                yield from (self._text(one, node.origin) for one in others)
            case block:
                if isinstance(block, Image):
                    yield Passage("alternative text", block.alt, origin=node.origin)
                yield from (self._text(one, node.origin) for one in node.inlines)
        yield from self._noted(node.origin, *node.inlines)

    def _figure(self, chart: Chart, number: int, origin: Location | None) -> Iterator[Passage]:
        source = self.words.get("source-line", "{source}").replace("{source}", chart.source) if chart.source else ""
        title = f"{self.words.get('figure', '')} {number}. {chart.title}"
        yield from pieces("text", (title, chart.subtitle, source, chart.reason), origin=origin)
        yield Passage("alternative text", chart.alt, origin=origin)

    def _statistic(self, block: Statistic, origin: Location | None) -> Iterator[Passage]:
        marks = self._text((), origin, (block.standing,)).marks
        yield Passage("text", block.question, origin=origin)
        yield Passage("text", f"{block.figure} {block.unit}", (block.stated,), marks, origin=origin)
        yield self._text(block.about, origin)
        yield from (self._text(note.children, note.origin or origin) for note in printed_notes(block.source))
        yield from self._noted(origin, block.about)


def printed_notes(inlines: Inlines) -> Iterator[Note]:
    """The notes of some words that say something, each as often as it is set."""
    for one in walk_inlines(inlines, into_notes=False):
        if isinstance(one, Note) and plain(one.children).strip():
            yield one
