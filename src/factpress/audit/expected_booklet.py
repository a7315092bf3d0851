"""What a booklet says, computed from the document: every passage of its text, notes, contents and margins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import assert_never

from factpress.audit.expected_text import Furniture, Passage, labelled_years, pieces, stated
from factpress.audit.reading import Place, Reading
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Block,
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
    walk_inlines,
)
from factpress.document.walk import walk_document
from factpress.i18n import Language
from factpress.i18n.numerals import in_digits
from factpress.publication.facts.claims import PLAIN_STANDINGS, Standing

SIDE = "booklet"


def booklet_passages(document: Document, language: Language, furniture: Furniture, reading: Reading) -> list[Passage]:
    """All passages of the booklet."""
    return list(_Booklet(document, language, furniture).whole(reading))


def ornament_passages(
    document: Document, language: Language, furniture: Furniture, reading: Reading
) -> dict[int, list[Passage]]:
    """What may stand beside patterns and on scales, by the number of the page."""
    made = _Booklet(document, language, furniture)
    return {place.number: list(made.ornaments(place, reading)) for place in reading.places}


def shown_charts(document: Document, side: str) -> list[Chart]:
    """The charts that a side shows, in order, each as often as it is shown."""
    return [node.block.chart for node in walk_document(document, side) if isinstance(node.block, Figure)]


class _Booklet:
    """One booklet's passages while they are gathered."""

    def __init__(self, document: Document, language: Language, furniture: Furniture) -> None:
        self.document, self.language, self.furniture = document, language, furniture
        self.words = document.words
        self.statistics = [node.block for node in walk_document(document, SIDE) if isinstance(node.block, Statistic)]

    def whole(self, reading: Reading) -> Iterator[Passage]:
        """Cover, contents, chapters, sources, back, and what stands in margins."""
        d = self.document
        titles = [d.title, f"{d.title}, {d.edition}", d.edition, d.organisation, *(c.title for c in d.chapters)]
        yield from pieces("text", (*titles, d.address_text or d.address), free=True)
        yield from pieces("text", (d.subtitle, d.back_text, d.imprint, *self.words.values()))
        yield from pieces("text", (text for s in d.standings for text in (s.word, s.meaning)))
        yield from pieces("margin", titles, free=True)
        yield from pieces("contents", self._contents(reading))
        for chapter in d.chapters:
            yield self._said(chapter.lead)
            yield from self._noted(chapter.lead)
            yield from self._blocks(chapter.blocks)
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

    def _contents(self, reading: Reading) -> Iterator[str]:
        """Each entry with the page that it leads to."""
        ends = [("sources", self.words.get("sources", ""))] if self.document.references else []
        for name, title in (*((chapter.id, chapter.title) for chapter in self.document.chapters), *ends):
            number = reading.anchors.get(name)
            yield f"{title} {in_digits(str(number), self.language)}" if number is not None else title

    def _said(self, inlines: Inlines, marks: Iterable[Standing] = ()) -> Passage:
        words = tuple(self._word(standing) for standing in marks if standing not in PLAIN_STANDINGS)
        return Passage("text", plain(inlines), stated(inlines), words)

    def _word(self, standing: Standing) -> str:
        return next((s.word for s in self.document.standings if s.standing is standing), "")

    def _noted(self, *texts: Inlines) -> Iterator[Passage]:
        for text in texts:
            for note in noted_each(text):
                yield replace(self._said(note.children), where="note")

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[Passage]:
        for block in for_target(blocks, SIDE):
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Passage]:
        match block:
            case Heading(_, children):
                yield self._said(children)
            case Paragraph(children, standings):
                yield self._said(children, standings)
                yield from self._noted(children)
            case Items(items):
                for item in items:
                    yield from self._blocks(item)
            case Table(header, rows, caption):
                cells = [cell for row in rows for cell in row]
                yield self._said(caption)
                # a table that goes on overleaf begins with its header again
                yield from (replace(self._said(cell), where="table", free=True) for cell in header)
                yield from (replace(self._said(cell), where="table") for cell in cells)
                yield from self._noted(caption, *header, *cells)
            case Figure(chart, number):
                yield from self._figure(chart, number)
            case Image(_, alt, caption):
                yield Passage("alternative text", alt)
                yield self._said(caption)
                yield from self._noted(caption)
            case Quote(children, attribution, standing):
                yield self._said(children, (standing,) if standing is not None else ())
                yield self._said(attribution)
                yield from self._noted(children, attribution)
            case Aside(title, inside, standing):
                yield self._said(title, (standing,) if standing is not None else ())
                yield from self._noted(title)
                yield from self._blocks(inside)
            case Statistic():
                yield from self._statistic(block)
            case SpeakerNotes() | Only():
                pass
            case Compound():
                for primitive in block.realize():
                    yield from self._block(primitive)
            case _:
                assert_never(block)

    def _figure(self, chart: Chart, number: int) -> Iterator[Passage]:
        yield Passage("text", f"{self.words.get('figure', '')} {number}. {chart.title}")
        yield from pieces("text", (chart.subtitle,))
        if chart.source:
            yield Passage("text", self.words.get("source-line", "{source}").replace("{source}", chart.source))
        if chart.reason:
            yield Passage("text", chart.reason)
        yield Passage("alternative text", chart.alt)

    def _statistic(self, block: Statistic) -> Iterator[Passage]:
        yield Passage("text", block.question)
        yield Passage("text", f"{block.figure} {block.unit}", (block.stated,), self._said((), (block.standing,)).marks)
        yield self._said(block.about)
        yield from (replace(self._said(note.children), where="text") for note in noted_each(block.source))
        yield from self._noted(block.about)


def noted_each(inlines: Inlines) -> Iterator[Note]:
    """The notes of some words that say something, each as often as it is set."""
    for one in walk_inlines(inlines, into_notes=False):
        if isinstance(one, Note) and plain(one.children).strip():
            yield one
