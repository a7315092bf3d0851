"""The expected text of a deck: the passages of its slides, by the title of the slide, from the document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from factpress.audit.expected_text import (
    GeneratedText,
    Passage,
    list_numbers,
    notes_in,
    passages_of,
    source_line_forms,
    statements_in,
    value_name,
)
from factpress.audit.reading import Where
from factpress.audit.text import normalise
from factpress.core.diagnostics import Location
from factpress.document.blocks.scripture import Scripture
from factpress.document.blocks.slide import HOLDING, LOWER_THIRD, OPENING, Slide, slides_before_talk, strip_standing
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import (
    Chapter,
    Chart,
    Document,
    Figure,
    Image,
    Inlines,
    Items,
    Note,
    Quote,
    SpeakerNotes,
    Table,
    plain,
)
from factpress.document.model.targets import DECK
from factpress.document.walk import Node, note_index, walk
from factpress.publication.facts.claims import PLAIN_STANDINGS, WORST_FIRST, Standing

NOTES: Where = "speaker notes"
_MOST_ROWS = 16
"""Rows of a table that one slide has at most."""
KNOWN = (Statistic, Slide, ClaimTest, Scripture)
"""The compound blocks that have a kind of slide. All others are realized into primitives."""

Origins = dict[str, Location | None]


@dataclass(slots=True)
class ExpectedSlides:
    """The expected text of the slides with one title.

    A slide may be continued on further slides, which repeat its `sources`: source lines, and notes with the sources. Of
    the normalised texts of each group of `source_lines` one has to be there.
    `claims` are the values that the slides state, as "claim/value"; `standing_words` are the words of the marks that
    they show. Both have the place of each in the editor's files.
    """

    title: str
    origin: Location | None = None
    passages: list[Passage] = field(default_factory=list[Passage])
    sources: list[Passage] = field(default_factory=list[Passage])
    source_lines: list[set[str]] = field(default_factory=list[set[str]])
    claims: Origins = field(default_factory=Origins)
    standing_words: Origins = field(default_factory=Origins)

    def add(
        self, where: Where, *texts: str, origin: Location | None = None, optional: bool = False, exact: bool = False
    ) -> None:
        """Add a passage for each text that is not blank."""
        self.passages += passages_of(where, texts, optional=optional, exact=exact, origin=origin or self.origin)

    def add_source(self, passage: Passage) -> None:
        """Add a source, once."""
        if passage.text.strip() and passage not in self.sources:
            self.sources.append(passage)

    def add_claim(self, name: str, origin: Location | None = None) -> None:
        """Add a value that is stated, as "claim/value"."""
        self.claims.setdefault(name, origin or self.origin)


def expected_slides(document: Document, generated: GeneratedText) -> dict[str, ExpectedSlides]:
    """The expected slides of a deck, by their normalised titles."""
    return _Deck(document, generated).slides()


class _Deck:
    """Collects the expected slides of one deck."""

    def __init__(self, document: Document, generated: GeneratedText) -> None:
        self.document, self.years, self.words = document, generated.years, document.words
        self.logo = document.organisation if generated.logo else ""
        self.found: dict[str, ExpectedSlides] = {}
        self.standing_words: dict[Standing | None, str] = {s.standing: s.word for s in document.standings}
        self.notes = note_index(document)
        self.cited: set[str] = set()

    def slides(self) -> dict[str, ExpectedSlides]:
        """The slides before a talk, the title slide, the slides of each chapter, the sources."""
        d = self.document
        for slide in slides_before_talk(d):
            self._slides_of(slide.title, slide.origin)  # what is on it is added in the order of the text
        opened = slides_before_talk(d, OPENING)
        first = self._slides_of(opened[0].title if opened else d.title, opened[0].origin if opened else None)
        first.add("text", d.subtitle, optional=bool(opened))
        if not opened:
            first.add("text", ", ".join(part for part in (d.organisation, d.edition) if part))
            self._add_values(first, None, *d.titled)
        first.add("alternative text", self.logo, optional=True)
        if self.years:
            first.add("text", str(self.years[0]), str(self.years[-1]), optional=True)
        for chapter in d.presented_chapters:
            self._chapter(chapter)
        self._sources()
        return self.found

    def _slides_of(self, title: str, origin: Location | None = None) -> ExpectedSlides:
        title = " ".join(title.split()) or self.document.title
        slides = self.found.setdefault(normalise(title), ExpectedSlides(title, origin))
        slides.add_source(Passage(NOTES, self._word("sources"), repeatable=True, optional=True))
        return slides

    def _word(self, name: str) -> str:
        return self.words.get(name, name.replace("-", " "))

    def _add_standing(self, slides: ExpectedSlides, standing: Standing | None, origin: Location | None) -> None:
        if standing is not None:
            slides.standing_words.setdefault(self.standing_words.get(standing, ""), origin)

    def _add_texts(
        self, slides: ExpectedSlides, origin: Location | None, *texts: Inlines, where: Where = "text"
    ) -> None:
        """Add texts, the values that they state, and their notes."""
        for text in texts:
            if plain(text).strip():
                slides.passages.append(Passage(where, plain(text), statements_in(text), origin=origin))
        self._add_values(slides, origin, *texts)

    def _add_values(self, slides: ExpectedSlides, origin: Location | None, *texts: Inlines) -> None:
        """Add the values that plain texts state, and their notes."""
        for one in statements_in(*texts):
            slides.add_claim(value_name(one), one.origin or origin)
        self._add_notes(slides, notes_in(*texts), origin)

    def _add_notes(self, slides: ExpectedSlides, notes: Iterable[Note], origin: Location | None) -> None:
        """Add the notes of some text, which are speaker notes of a slide, and the values that they state."""
        for note in notes:
            self.cited.update(note.sources)
            statements = statements_in(note.children)
            text, at = plain(note.children), note.origin or origin
            slides.add_source(Passage(NOTES, text, statements, exact=True, origin=at))
            for one in statements:
                slides.add_claim(value_name(one), note.origin or origin)

    def _add_source_lines(
        self,
        slides: ExpectedSlides,
        notes: Iterable[Note],
        origin: Location | None,
        extra: str = "",
        doubt: str = "",
        shown: Standing | None = None,
        alternatives: set[str] | None = None,
    ) -> None:
        """Add the source line in each of the forms that it may be shortened to, to the `alternatives` if given.

        It begins with the words of standings in doubt, without the one that is `shown` by a mark.
        """
        notes = tuple(notes)
        found = {note.standing for note in notes} - {shown, *PLAIN_STANDINGS}
        doubt = " ".join((*(f"{self.standing_words.get(s, '')}." for s in WORST_FIRST if s in found), doubt)).strip()
        sources = [note.short for note in notes if note.short] or ([extra] if extra else [])
        pattern = self._word("source-line")
        keys = set[str]() if alternatives is None else alternatives
        if keys not in slides.source_lines:
            slides.source_lines.append(keys)
        for form in source_line_forms(sources, pattern, self._word("seen-in"), self._word("and-others")):
            line = Passage("text", f"{doubt} {form}".strip(), exact=True, optional=True, origin=origin)
            keys.add(line.key)
            slides.add_source(line)

    def _chapter(self, chapter: Chapter) -> None:
        latest = self._slides_of(chapter.title, chapter.origin)
        self._add_texts(latest, chapter.origin, *chapter.opening)
        self._add_source_lines(latest, notes_in(*chapter.opening), chapter.origin)
        if self.years and chapter.years is not None:
            latest.add("text", *map(str, dict.fromkeys(chapter.years)), optional=True)
        for node in walk(chapter.blocks, DECK.name, known=KNOWN, chapter=chapter):
            if node.depth:
                continue  # inside running text, which has no slide, or on a slide, which `_slide` walks itself
            if isinstance(node.block, SpeakerNotes):
                self._speaker_notes(latest, node)
            else:
                latest = self._own_slide(node) or latest

    def _speaker_notes(self, slides: ExpectedSlides, node: Node) -> None:
        # the sources of what the slide itself states are there already
        further = [one for one in statements_in(*node.inlines) if value_name(one) not in slides.claims]
        self._add_texts(slides, node.origin, *node.inlines, where=NOTES)
        for one in further:
            note = self.notes.get(value_name(one)) or self.notes.get(one.claim)
            self._add_notes(slides, (note,) if note is not None else (), node.origin)

    def _own_slide(self, node: Node) -> ExpectedSlides | None:
        """The slides of a block that has a separate slide; None for any other block."""
        match node.block:
            case Statistic() as statistic:
                return self._statistic(statistic, node.origin)
            case Figure(chart):
                return self._figure(chart, chart.origin or node.origin)
            case Quote(claim=str(claim)) as quote:
                return self._quote(quote, claim, node.origin)
            case ClaimTest() as tested:
                return self._tested(tested, node.origin)
            case Scripture() as scripture:
                slides = self._slides_of(plain(scripture.attribution), node.origin)
                slides.add("text", *map(plain, scripture.texts), origin=node.origin, exact=True)
                self._add_notes(slides, notes_in(scripture.attribution), node.origin)
                return slides
            case Slide() as slide:
                return self._slide(slide, node.origin)
            case _:
                return None

    def _statistic(self, block: Statistic, origin: Location | None) -> ExpectedSlides:
        slides = self._slides_of(block.question, origin)
        slides.passages.append(
            Passage("text", f"{block.figure} {block.unit}".strip(), (block.stated,), exact=True, origin=origin)
        )
        slides.add_claim(value_name(block.stated), origin)
        self._add_values(slides, origin, block.heading)
        self._add_texts(slides, origin, block.about)
        if block.low is not None and block.scale_text:
            ends = (f"{self._word('low')} {block.low_text}", f"{self._word('high')} {block.high_text}")
            slides.add("text", *ends, "0", block.scale_text, origin=origin, exact=True)
            described = f"{block.question} {block.stated.text}".strip()
            slides.add("alternative text", described, origin=origin, exact=True, optional=True)
        notes = notes_in((block.stated,), block.source, block.about)
        self._add_notes(slides, notes, origin)
        self._add_source_lines(slides, notes, origin, doubt=block.doubt, shown=block.standing)
        self._add_standing(slides, block.standing, origin)
        return slides

    def _figure(self, chart: Chart, origin: Location | None) -> ExpectedSlides:
        slides = self._slides_of(chart.title, origin)
        slides.add("text", chart.subtitle, origin=origin)
        for card in chart.map.cards if chart.map is not None else ():
            slides.add("text", card.title, card.figure, card.text, origin=origin, optional=True)
        # a PPTX has it twice: as the description of the picture, and in the SVG
        slides.add("alternative text", chart.alt, chart.alt, origin=origin, exact=True, optional=True)
        for claim, value in chart.claims:
            slides.add_claim(f"{claim}/{value}", origin)
        self.cited.update(chart.sources)
        self._add_source_lines(slides, (), origin, chart.source, chart.doubt)
        self._add_standing(slides, chart.standing, origin)
        source = self._word("source-line").format(source=chart.source) if chart.source else ""
        slides.add(NOTES, chart.reading, origin=origin)
        slides.add(NOTES, self._reason(chart.standing, chart.reason), source, origin=origin, exact=True)
        return slides

    def _quote(self, block: Quote, claim: str, origin: Location | None) -> ExpectedSlides:
        slides = self._slides_of(plain(block.children), origin)
        self._add_texts(slides, origin, block.children, block.attribution)
        slides.add_claim(f"{claim}/", origin)
        slides.add("text", block.doubt, origin=origin)
        self._add_source_lines(slides, notes_in(block.children, block.attribution), origin, shown=block.standing)
        self._add_standing(slides, block.standing, origin)
        return slides

    def _tested(self, block: ClaimTest, origin: Location | None) -> ExpectedSlides:
        """A tested sentence. A slide has the reason, or its first sentence, where there is room; its notes have it."""
        slides = self._slides_of(plain(block.finding), origin)
        slides.add("text", block.label, plain(block.supplied), block.attribution, origin=origin, exact=True)
        slides.add_claim(f"{block.claim}/", origin)
        self._add_texts(slides, origin, block.finding)
        for text in (each for each in dict.fromkeys((block.reason, block.gist)) if plain(each).strip()):
            slides.passages.append(Passage("text", plain(text), statements_in(text), optional=True, origin=origin))
        self._add_values(slides, origin, block.supplied, block.finding, block.reason)
        slides.add(NOTES, self._reason(block.standing, block.explanation), origin=origin, exact=True)
        lines = set[str]()  # the line has the sources of what is shown of the reason
        for notes in (notes_in(block.supplied, block.finding, shown) for shown in (block.reason, block.gist, ())):
            self._add_source_lines(slides, notes, origin, shown=block.standing, alternatives=lines)
        self._add_standing(slides, block.standing, origin)
        return slides

    def _reason(self, standing: Standing, reason: str) -> str:
        word = self.standing_words.get(standing, "")
        return f"{word}{self._word('colon')} {reason}" if word and reason else reason

    def _set_slide(self, slides: ExpectedSlides, block: Slide, origin: Location | None) -> None:
        """What a slide of that style has besides its text: the address, or the marks with their meanings."""
        if block.style == "closing":
            slides.add("text", self._address, origin=origin, exact=True)
            self._add_code(slides, self._address)
        if block.style == HOLDING:
            slides.add("text", self.document.organisation, origin=origin)
        if block.style == "key":
            slides.add("text", self.words.get("how-sure-lead", ""), origin=origin, optional=True)
            for each in self.document.standings:
                withdrawn = each.standing is Standing.WITHDRAWN
                slides.add("text", each.word, each.on_slide, origin=origin, optional=withdrawn)
                self._add_standing(slides, None if withdrawn else each.standing, origin)

    def _slide(self, block: Slide, origin: Location | None) -> ExpectedSlides:
        """A slide of text. Blocks inside it, at any depth, may have separate slides."""
        slides = self._slides_of(block.title, origin)
        self._add_texts(slides, origin, block.heading)
        self._set_slide(slides, block, origin)
        lines: list[tuple[Inlines, Location | None]] = []
        tables: list[Table] = []
        inner: int | None = None  # the depth of a slide inside this one, which walks its blocks itself
        for node in walk(block.blocks, DECK.name, known=KNOWN):
            if inner is not None and node.depth > inner:
                continue
            inner = node.depth if isinstance(node.block, Slide) else None
            if isinstance(node.block, SpeakerNotes):
                self._speaker_notes(slides, node)
            elif isinstance(node.block, Image):
                slides.add("alternative text", node.block.alt, origin=node.origin, optional=True)
                self._add_texts(slides, node.origin, *node.inlines)
                self._add_values(slides, node.origin, node.block.described)
                notes = notes_in(*node.inlines, node.block.described, block.heading)
                self._add_source_lines(slides, notes, node.origin)
            elif isinstance(node.block, Items):
                # Handouts have them as text, in one fragment. On a continued slide they begin with 1 again.
                for number in list_numbers(node.block):
                    slides.passages.append(Passage("text", number, repeatable=True, optional=True, origin=node.origin))
            elif isinstance(node.block, Table):
                tables.append(node.block)
            elif isinstance(node.block, Scripture) or self._own_slide(node) is None:
                lines += [(line, node.origin or origin) for line in node.inlines]
        for line, at in lines:
            self._add_texts(slides, at, line)
        either = set[str]()
        above = notes_in(block.heading, *(line for line, _ in lines))
        if block.style == LOWER_THIRD:  # it has a mark, and its sources are in its notes only
            self._add_standing(slides, strip_standing(above), origin)
            return slides
        # the text may be continued on further slides, so the source line has the sources of any lines in a row
        for i in range(len(lines)):
            for j in range(i + 1, len(lines) + 1):
                notes = notes_in(block.heading, *(line for line, _ in lines[i:j]))
                self._add_source_lines(slides, notes, lines[i][1], alternatives=either)
        self._add_source_lines(slides, () if lines else above, origin, alternatives=either)
        for table in tables:
            self._table(slides, table, above, either)
        return slides

    def _table(self, slides: ExpectedSlides, table: Table, before: tuple[Note, ...], either: set[str]) -> None:
        """A table with the sources of any rows in a row, and with those before it if it is on their slide.

        Its header is repeated where it continues on another slide. The source lines are added to `either`.
        """
        cells = [cell for row in table.rows for cell in row]
        origin, above, count = table.origin or slides.origin, (table.caption, *table.header), len(table.rows)
        self._add_texts(slides, origin, table.caption, *cells)
        self._add_values(slides, origin, *table.header)
        for cell in table.header:
            slides.passages.append(Passage("text", plain(cell), statements_in(cell), repeatable=True, origin=origin))
        self._add_source_lines(slides, (*before, *notes_in(*above, *cells)), origin, alternatives=either)
        for i in range(count):
            for j in range(i + 1, min(count, i + _MOST_ROWS) + 1):
                cells = [cell for row in table.rows[i:j] for cell in row]
                for notes in (notes_in(*above, *cells), (*before, *notes_in(*above, *cells))):
                    self._add_source_lines(slides, notes, origin, alternatives=either)

    def _sources(self) -> None:
        """The lists of sources at the end: short forms on the slide, full entries in the notes."""
        d = self.document
        for title in (listed := self._word("sources-for-this-talk"), self._word("read-more")):
            slides = self._slides_of(title)
            slides.add("alternative text", self.logo, optional=True)
            for ref in d.references:
                # works by one author are listed under the name, without repeating it
                name, _, work = ref.short.partition(", ")
                slides.passages += passages_of(
                    "text", (name, work, ref.title), repeatable=True, optional=True, exact=True
                )
                cited = ref.source in self.cited and title == listed
                slides.passages.append(Passage(NOTES, plain(ref.entry), exact=True, removable=True, optional=not cited))
            address = d.sources_address.partition("//")[2].rstrip("/") or self._address
            more = f"{self._word('read-more')}{self._word('colon')} {address}"
            slides.add("text", self._word("sources-in-notes"), address, more, optional=True)
            self._add_code(slides, address)

    @property
    def _address(self) -> str:
        return self.document.address_text or self.document.address.partition("//")[2]

    def _add_code(self, slides: ExpectedSlides, address: str) -> None:
        alt = self._word("qr-code-for").replace("{address}", address)
        slides.add("alternative text", alt, alt, optional=True)
