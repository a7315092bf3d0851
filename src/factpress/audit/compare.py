"""Compare a file with the fact source: every number has to be part of a claim that is stated there, or be declared.

Statements that are missing are findings too, and so are claims in doubt without the word of their standing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from factpress.audit.expected_booklet import ExpectedBooklet, statement_origins
from factpress.audit.expected_deck import ExpectedSlides, expected_slides
from factpress.audit.expected_text import GeneratedText, Passage, value_name
from factpress.audit.fact_values import FactValues
from factpress.audit.generated_text import (
    match_charts,
    match_handout_margins,
    match_margins,
    match_page_cues,
    notes_without_text,
)
from factpress.audit.marks import MarkDifference, Marks
from factpress.audit.match import MatchResult, count_numbers, match_one, match_passages
from factpress.audit.passage_differences import PlacedFragment
from factpress.audit.pictures import exchanged_pictures, with_added_pictures
from factpress.audit.reading import Fragment, Place, Reading
from factpress.audit.report import Report
from factpress.audit.result import Audit
from factpress.audit.similar import SimilarPassages
from factpress.audit.slides import (
    SlideGroup,
    as_deck,
    group_slides,
    has_notes,
    is_handout,
    moved_slides,
    slides_of_handout,
    title_of,
)
from factpress.audit.text import normalise
from factpress.audit.value_traces import Trace, ValueTracer, page_numbers
from factpress.core.diagnostics import Location
from factpress.document.model import Chart, Document
from factpress.document.model.targets import BOOKLET, DECK
from factpress.document.walk import figures
from factpress.i18n import Language
from factpress.output.deck.identity.deck_changes import longest_increasing
from factpress.output.deck.identity.properties import DeckRecord, text_hash, text_hashes
from factpress.publication.facts.claims import FactBook

_ON_PAGES = frozenset({"text", "table", "note", "contents", "alternative text", "speaker notes"})
"""Parts of a page whose text is expected; margins and ornaments are matched separately."""
_ON_SLIDES = _ON_PAGES | {"margin", "ornament"}
"""Parts of a slide whose text is expected."""
_FOREIGN = frozenset({"data", "comment", "layout", "field", "date", "outside"})
"""Parts that factpress leaves empty, so that their text was written by others."""


def audit(
    reading: Reading,
    document: Document,
    book: FactBook,
    language: Language,
    generated: GeneratedText | None = None,
    *,
    is_built_path: bool = False,
) -> Audit:
    """Compare a file with what the document states today.

    `generated` is the text that the renderer adds. If the file does not list the claims that it states, its numbers are
    traced by their values. `is_built_path` is whether a build writes a file of that path; hints say so.
    """
    values = FactValues(book, language)
    comparison = _Comparison(reading, document, values, generated or GeneratedText(), is_built_path=is_built_path)
    return comparison.run()


class _Comparison:
    """Collects the findings, the count of numbers and the traced numbers of one audit."""

    def __init__(
        self,
        reading: Reading,
        document: Document,
        values: FactValues,
        generated: GeneratedText,
        *,
        is_built_path: bool,
    ) -> None:
        self.reading, self.document, self.values, self.generated = reading, document, values, generated
        self.language = values.language
        self.report = Report(reading, values, is_built_path=is_built_path)
        self.marks = Marks(document)
        self.numbers = 0
        self.texts: list[str] = []
        self.traces: list[Trace] = []
        self.tracer = ValueTracer(values, names=generated.names)

    def run(self) -> Audit:
        """Compare the file in the way that suits its kind."""
        for side, page in self.reading.sheet_differences:
            self.report.sheet_differs(side, page)
        if not self.reading.has_claims or not self.reading.tagged:
            self._foreign(self.reading.places)
        elif is_handout(self.reading):
            self._handout()
        elif self.reading.kind == "pdf":
            self._booklet()
        else:
            self._slides(expected_slides(self.document, self.generated), spoken=True)
        self.numbers += sum(trace.verdict != "reference" for trace in self.traces)
        unread = [place for place in self.reading.places if place.unread]
        for place in unread:
            self.report.not_read(place)
        names = tuple(place.name for place in unread)
        found, texts = self.report.diagnostics(), partial(count_numbers, tuple(self.texts), self.language)
        return Audit(self.reading.path, found, self.numbers, tuple(self.traces), names, texts)

    # booklets ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _booklet(self) -> None:
        expected = ExpectedBooklet(self.document, self.language, self.generated, self.reading)
        passages = list(expected.passages())
        self._check_wording(passages)
        places = self.reading.places
        for place, number in notes_without_text(places):
            self.report.missing_note(place, number)
        charts = [figure.chart for figure in figures(self.document, BOOKLET.name)]
        self._add(match_charts(places, charts, self.generated, self.language))
        self._add(match_margins(places, passages, self.language))
        # a page before a part, and one with figures alone, has no cue
        uncued = sum(bool(chapter.part) for chapter in self.document.chapters) + len(charts)
        cues, without_cues = match_page_cues(places, self.document.words.get("page-cue", ""), self.language, uncued)
        self._add(cues)
        for place in without_cues:
            ornaments = [one for one in _parts((place,), {"ornament"}) if not self.marks.in_margin(one.fragment)]
            self._add(match_passages(ornaments, expected.ornaments(place), self.language))
        on_pages = [passage for passage in passages if passage.where != "margin"]
        result = self._add(match_passages(self._texts(places, _ON_PAGES, on_pages), on_pages, self.language))
        self._check_table_order(result, passages)
        self._check_echoes(places, passages)
        origins = statement_origins(self.document)
        for place in places:
            self._check_marks(place, origins)
            self._by_value(place, (f for f in place.fragments if f.where in _FOREIGN))
        marked = [(found.begins, found.place, passage) for found, passage in result.matched]
        self._report_marks(self.marks.differences(places, marked))
        self._report_marks(self.marks.margin_differences(places, marked))

    def _check_echoes(self, places: Iterable[Place], passages: Iterable[Passage]) -> None:
        """Find bookmarks and descriptions of links whose text is not that of a heading or another passage."""
        passages = list(passages)
        known = "\n".join(passage.key for passage in passages)
        similar: SimilarPassages | None = None  # an unchanged file does not need it
        for place in places:
            for fragment in place.fragments:
                if fragment.where not in ("bookmark", "link") or normalise(fragment.text) in known:
                    continue
                passage = None
                if fragment.where == "bookmark":  # that is a heading; a link is a part of any text
                    similar = similar or SimilarPassages(p for p in passages if p.where == "text")
                    passage = similar.find(replace(fragment, where="text"), lambda _: True)
                if passage is None:
                    self._by_value(place, (fragment,))
                else:
                    self._add(match_one(PlacedFragment(place, fragment), passage, self.language))

    def _check_table_order(self, result: MatchResult, passages: list[Passage]) -> None:
        """Find table cells that were exchanged: cells are in the order of the document."""
        found = [(one, p) for one, p in result.matched if p.where == "table" and not p.repeatable]
        expected = [p for p in passages if p.where == "table" and not p.repeatable and p.key]
        differs = any(not one.fragment.text for one, _ in found)  # the text of a changed cell was compared
        if differs or Counter(p.key for _, p in found) != Counter(p.key for p in expected):
            return  # a cell differs, which is a finding already
        for (one, passage), at_that_position in zip(found, expected, strict=True):
            if passage.key != at_that_position.key:
                self.report.moved_cell(one.place, one.fragment, at_that_position)

    def _report_marks(self, differences: Iterable[MarkDifference]) -> None:
        """Report marks of standings that are missing, or are not those of the claims on their page or slide."""
        for one in differences:
            if one.found:
                self.report.wrong_standing(one.place, one.found, one.expected, one.origin)
            else:
                self.report.missing_standing(one.place, one.expected, one.origin)

    # decks and handouts ─────────────────────────────────────────────────────────────────────────────────────────

    def _handout(self) -> None:
        self._add(match_handout_margins(self.reading.places, self.document, self.language))
        spoken = has_notes(self.reading)
        slides = slides_of_handout(expected_slides(self.document, self.generated), with_notes=spoken)
        self.reading = as_deck(self.reading, slides)
        self._slides(slides, spoken=spoken)

    def _slides(self, slides: Mapping[str, ExpectedSlides], *, spoken: bool) -> None:
        """Compare slides with those expected; `spoken` states whether the file has speaker notes."""
        charts = [figure.chart for figure in figures(self.document, DECK.name)]
        self._check_pictures(charts)
        groups, others = group_slides(self.reading.places, slides, self.document.words.get("continued", "continued"))
        self._check_order(groups, list(slides.values()), others)
        for group in groups:
            self._slide_group(group, spoken=spoken)
        known = [place for group in groups for place in group.places]
        self._add(match_charts(known, charts, self.generated, self.language))
        for place in self.reading.places:
            self._by_value(place, (f for f in place.fragments if f.where in _FOREIGN or f.where == "link"))
        self._foreign(others)

    def _check_pictures(self, charts: Sequence[Chart]) -> None:
        """Find pictures that were exchanged, and note those that were added as content that was not read."""
        expected = self.generated.pictures() if self.generated.pictures is not None else None
        if expected is not None:
            for place, chart in exchanged_pictures(self.reading.places, charts, expected):
                self.report.exchanged_picture(place, chart)
            self.reading = replace(self.reading, places=with_added_pictures(self.reading.places, expected))

    def _check_order(self, groups: list[SlideGroup], slides: list[ExpectedSlides], others: list[Place]) -> None:
        """Name the slides that were moved, deleted or added: by their keys if the file has them, else by titles."""
        if self.reading.deck is not None:
            self._check_keys(self.reading.deck, slides)
            return
        at = {id(one): i for i, one in enumerate(slides)}
        for group in moved_slides(groups, [at[id(group.expected)] for group in groups]):
            self.report.slide_changed(f"{group.places[0].name} was moved", group.expected.origin)
        found = {id(group.expected) for group in groups}
        for one in slides:
            if id(one) not in found and one.claims:
                self.report.slide_changed(f'the slide "{one.title}" was left out', one.origin)
        for place in others:
            self.report.slide_changed(f"{place.name} was added")

    def _check_keys(self, deck: DeckRecord, slides: list[ExpectedSlides]) -> None:
        numbers = {slide.key: i for i, slide in enumerate(deck.slides)}
        keyed = [place for place in self.reading.places if place.key in numbers]
        kept = longest_increasing([numbers[place.key] for place in keyed])
        for place in (place for i, place in enumerate(keyed) if i not in kept):
            self.report.slide_changed(f"{place.name} was moved")
        for place in self.reading.places:
            if place.number and not place.key:
                self.report.slide_changed(f"{place.name} was added")
        present = {place.key for place in keyed}
        for slide in (slide for slide in deck.slides if slide.key not in present):
            hashes = text_hashes(slide.digest)
            expected = next((one for one in slides if text_hash(one.title) in hashes), None)
            title, origin = (f'"{expected.title}"', expected.origin) if expected is not None else (slide.key, None)
            self.report.slide_changed(f"the slide {title} was left out", origin)

    def _slide_group(self, group: SlideGroup, *, spoken: bool) -> None:
        expected, places = group.expected, group.places
        self._check_wording(expected.passages)
        for place, title in zip(places, group.titles, strict=True):
            self._add(match_one(PlacedFragment(place, Fragment("text", title_of(place))), title, self.language))
        titles = {normalise(title_of(place)) for place in places}
        # the title, with the values that it states, was compared above
        passages = [passage for passage in expected.passages if passage.key not in titles]
        found = self._texts(places, _ON_SLIDES, passages)
        found = [one for one in found if one.normalised.key not in titles]
        # continuations repeat the sources
        sources = [replace(passage, repeatable=len(places) > 1) for passage in expected.sources]
        result = self._add(match_passages(found, (*passages, *sources), self.language))
        shown = {passage.key for _, passage in result.matched if passage.where == "text"}
        for lines in expected.source_lines:
            if lines and not lines & shown and any(place.claims for place in places):
                self.report.missing_source_line(places[0], expected.origin)
        for place in places:
            self._check_marks(place, expected.claims, expected.origin)
            for name in sorted(set(place.claims) - expected.claims.keys()):
                if name in self.values:
                    self.report.wrong_mark(place, name, expected.origin)
            for fragment in place.fragments:
                if fragment.where == "slide number" and fragment.text.strip().isdecimal():
                    self.numbers += 1
                    if int(fragment.text) != place.number:
                        self.report.wrong_slide_number(place, fragment)
        marked = {name for place in places for name in place.claims}
        if marked and spoken:  # the claims of speaker notes are not listed where the notes are left out
            for name in sorted(expected.claims.keys() - marked):
                if name in self.values:
                    self.report.missing_mark(places[0], name, expected.claims[name])
        texts = {passage.key for passage in expected.passages}
        self._report_marks(self.marks.slide_differences(places, expected.standing_words, texts))

    # all files ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _texts(
        self, places: Iterable[Place], wheres: Iterable[str], passages: Iterable[Passage]
    ) -> list[PlacedFragment]:
        """The fragments of some parts, without the marks of standings, which are compared by themselves."""
        expected = {passage.key for passage in passages}
        found = _parts(places, wheres)
        return [one for one in found if one.normalised.key in expected or not self.marks.found((one.fragment,))]

    def _add(self, result: MatchResult) -> MatchResult:
        self.numbers += result.numbers
        self.texts += result.texts
        for one in result.differences:
            self.report.difference(one)
        for one in result.new:
            self.report.new_text(one)
        self.report.missing += result.missing
        return result

    def _check_wording(self, passages: Iterable[Passage]) -> None:
        """Find texts in the document that differ from all texts that `wording` returns for their value."""
        origins = {statement: passage.origin for passage in passages for statement in passage.statements}
        for statement, origin in origins.items():
            name = value_name(statement)
            if self.values.texts(name) and not self.values.may_be(name, statement.text):
                self.report.wrong_wording(name, statement.text, statement.origin or origin)

    def _check_marks(
        self, place: Place, origins: Mapping[str, Location | None], default: Location | None = None
    ) -> None:
        """Find values that are marked as stated on a page or slide, but whose text is not there.

        `origins` are the places of the statements in the editor's files. A text may continue on the next page.
        """
        after = next((p for p in self.reading.places if p.number == place.number + 1), None)
        following = after.fragments if after is not None and self.reading.kind == "pdf" else ()
        texts = ["\n".join(normalise(fragment.text) for fragment in (*place.fragments, *following))]
        # notes are between the end of a page and its continuation, which need not be read first on the next page
        last = [normalise(fragment.text) for fragment in place.fragments if fragment.where == "text"][-1:]
        texts += [end + normalise(one.text) for end in last for one in following if one.where == "text"]
        for name in dict.fromkeys(place.claims):
            if name not in self.values:
                self.report.unknown_claim(place, name)
                continue
            possible = self.values.texts(name)
            if possible and not any(normalise(one) in text for one in possible for text in texts):
                self.report.not_stated(place, name, origins.get(name, default))

    def _by_value(self, place: Place, fragments: Iterable[Fragment]) -> None:
        """Trace numbers in parts that are not expected text. They are right if a claim stated there has them."""
        for trace in self.tracer.trace(place, fragments):
            self.traces.append(trace)
            if trace.number.disguised or not set(place.claims) & set(trace.claims):
                self.report.traced(trace)

    def _foreign(self, places: Sequence[Place]) -> None:
        """Trace the numbers of pages or slides that do not list their claims."""
        if not places:
            return
        slides = expected_slides(self.document, self.generated).values()
        booklet = ExpectedBooklet(self.document, self.language, self.generated, self.reading).passages()
        quoted = {p.key for p in (*booklet, *(p for one in slides for p in one.passages))}
        tracer = replace(self.tracer, quoted=quoted, page_numbers=page_numbers(places), is_foreign=True)
        for place in places:
            for trace in tracer.trace(place, place.fragments):
                self.traces.append(trace)
                self.report.traced(trace)
                if trace.verdict == "traced by value":
                    self.report.untold_standing(place, trace)


def _parts(places: Iterable[Place], wheres: Iterable[str]) -> list[PlacedFragment]:
    return [PlacedFragment(place, one) for place in places for one in place.fragments if one.where in wheres]
