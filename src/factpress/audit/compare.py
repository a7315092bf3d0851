"""The audit itself: every number of a file, minus the claims stated there, minus declared furniture, leaves nothing.

What is stated and not found fails as well, and so does a claim in doubt whose word is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from factpress.audit.allowed_values import Allowed
from factpress.audit.chart_labels import match_charts
from factpress.audit.diff import PlacedFragment, placed
from factpress.audit.expected_booklet import booklet_passages, ornament_passages, shown_charts, statement_origins
from factpress.audit.expected_deck import Scope, deck_scopes
from factpress.audit.expected_handout import deck_shown, is_handout, margins
from factpress.audit.expected_text import Furniture, Passage
from factpress.audit.match import MatchResult, match_passages
from factpress.audit.normalise_text import key
from factpress.audit.numbers import has_number
from factpress.audit.page_furniture import match_margins, match_page_cues, uncut_margins
from factpress.audit.reading import Fragment, Place, Reading
from factpress.audit.report import Reporter
from factpress.audit.slide_groups import Group, groups, title_fragments
from factpress.audit.trace_by_value import Trace, trace_by_value
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.document.model import Document
from factpress.document.model.targets import BOOKLET, DECK
from factpress.i18n import Language
from factpress.publication.facts.claims import PLAIN_STANDINGS, FactBook

_OURS = frozenset({"text", "table", "note", "contents", "alternative text", "margin", "ornament", "speaker notes"})
"""Parts of a page or slide whose every number is declared."""
_OTHERS = frozenset({"data", "comment", "layout"})
"""Parts that we leave empty: what stands there is somebody else's."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found: findings, how many numbers there were, and those that were traced by their value."""

    path: Path
    found: tuple[Diagnostic, ...]
    numbers: int
    traces: tuple[Trace, ...] = ()

    def told(self) -> str:
        """The audit in a few words."""
        wrong = sum(one.severity is Severity.ERROR for one in self.found)
        verdicts = Counter(trace.verdict for trace in self.traces)
        more = [f"{count} {verdict}" for verdict, count in sorted(verdicts.items()) if verdict != "stated"]
        if not self.numbers and not self.found:
            return "no numbers to trace"
        end = "every one traced" if not wrong else f"{wrong} findings" if wrong > 1 else "1 finding"
        return ", ".join((f"{self.numbers} numbers", *more, end))


def audit(
    reading: Reading, document: Document, book: FactBook, language: Language, furniture: Furniture | None = None
) -> Audit:
    """The file against the fact source. `document` is what the publication says today; `furniture` what a press adds.

    A file that does not say which claims it states is traced by value.
    """
    return _Tracing(reading, document, Allowed(book, language), furniture or Furniture()).audit()


class _Tracing:
    """One audit under way."""

    def __init__(self, reading: Reading, document: Document, allowed: Allowed, furniture: Furniture) -> None:
        self.reading, self.document, self.allowed, self.furniture = reading, document, allowed, furniture
        self.language = allowed.language
        self.report = Reporter(reading, allowed)
        self.count = 0
        self.traces: list[Trace] = []

    def audit(self) -> Audit:
        """The way that suits the file."""
        for side, page in self.reading.sheet_differences:
            self.report.apart(side, page)
        if not self.reading.has_claims or not self.reading.tagged:
            self._foreign(self.reading.places)
        elif is_handout(self.reading):
            self._handout()
        elif self.reading.kind == "pdf":
            self._booklet()
        else:
            self._deck()
        self.count += len(self.traces)
        return Audit(self.reading.path, self.report.diagnostics(), self.count, tuple(self.traces))

    # a booklet ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _booklet(self) -> None:
        passages = booklet_passages(self.document, self.language, self.furniture, self.reading)
        self._misread(passages)
        places = self.reading.places
        self._collect(match_charts(places, shown_charts(self.document, BOOKLET.name), self.furniture, self.language))
        self._collect(match_margins(places, passages, self.language))
        ornaments = ornament_passages(self.document, self.language, self.furniture, self.reading)
        cues, without = match_page_cues(places, self.document.words.get("page-cue", ""), self.language)
        self._collect(cues)
        for place in without:
            self._collect(
                match_passages(_of((place,), frozenset({"ornament"})), ornaments[place.number], self.language)
            )
        mine = _of(places, _OURS - {"margin", "ornament"})
        done = self._collect(match_passages(mine, (p for p in passages if p.where != "margin"), self.language))
        self._cells(done, passages)
        self._echoes(passages)
        origins = statement_origins(self.document)
        for place in places:
            self._stated(place, place.claims, origins)
            self._others(place)
        self._standings(done)

    def _cells(self, done: MatchResult, passages: list[Passage]) -> None:
        """The cells of tables stand in the order of the document: two of them have not changed places."""
        found = [(one, passage) for one, passage in done.matched if passage.where == "table" and not passage.free]
        expected = [p for p in passages if p.where == "table" and not p.free and has_number(p.text, self.language)]
        if Counter(passage.key for _, passage in found) != Counter(passage.key for passage in expected):
            return  # what differs was told
        for (one, passage), wanted in zip(found, expected, strict=True):
            if passage.key != wanted.key:
                self.report.moved_cell(one.place, one.fragment, wanted)

    def _echoes(self, passages: list[Passage]) -> None:
        """What bookmarks and links say has to stand in the text."""
        whole = "\n".join(passage.key for passage in passages)
        for place in self.reading.places:
            odd = [f for f in place.fragments if f.where in ("bookmark", "link") and key(f.text) not in whole]
            self._by_value(place, odd, place.claims)

    def _standings(self, done: MatchResult) -> None:
        """The word of a claim in doubt has to stand on the page of its text, as often as there are such texts."""
        words = {key(s.word): s.word for s in self.document.standings if s.standing not in PLAIN_STANDINGS}
        every = {key(s.word) for s in self.document.standings}
        for place in self.reading.places:
            matched = [passage for found, passage in done.matched if found.place is place]
            wanted = Counter(word for passage in matched for word in passage.marks)
            there: Counter[str] = Counter()
            for fragment in place.fragments:
                parts = [key(part) for part in fragment.text.split()]
                if fragment.where == "text" and parts and every.issuperset(parts):
                    there.update(words[part] for part in parts if part in words)
            for word in wanted - there:
                origin = next(passage.origin for passage in matched if word in passage.marks)
                self.report.dropped(place, word, origin)

    # a deck ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _handout(self) -> None:
        """The slides of a handout as those of a deck, and what stands in the margins of its pages."""
        for place, passages in margins(self.document, self.language, self.reading):
            self._collect(match_passages(uncut_margins(place, passages), passages, self.language))
        self.reading, scopes, spoken = deck_shown(self.reading, self.document, self.furniture)
        self._slides(scopes, spoken=spoken)

    def _deck(self) -> None:
        self._slides(deck_scopes(self.document, self.furniture), spoken=True)

    def _slides(self, scopes: Mapping[str, Scope], *, spoken: bool) -> None:
        """Slides, by their titles, against their scopes; `spoken` says that what is said with them is there, too."""
        charts = shown_charts(self.document, DECK.name)
        made = groups(self.reading.places, scopes, self.document.words.get("continued", "continued"))
        for group in made.groups:
            self._group(group, spoken=spoken)
        drawn = tuple(place for group in made.groups for place in group.places)
        self._collect(match_charts(drawn, charts, self.furniture, self.language))
        for place in self.reading.places:
            self._others(place)
        self._foreign(made.others)

    def _group(self, group: Group, *, spoken: bool) -> None:
        """Slides of one title against what may stand on them. Marks of all they state are there if all is `spoken`."""
        self._misread(group.scope.passages)
        self._collect(title_fragments(group, self.language))
        mine = [one for one in _of(group.places, _OURS) if key(one.fragment.text) not in group.titles]
        again = len(group.places) > 1
        cited = [replace(passage, free=True) if again else passage for passage in group.scope.credits]
        self._collect(match_passages(mine, (*group.scope.passages, *cited), self.language))
        marked = {name for place in group.places for name in place.claims}
        for place in group.places:
            self._stated(place, place.claims, group.scope.claims, group.scope.origin)
            for name in sorted(set(place.claims) - group.scope.claims.keys()):
                self.report.wrong_mark(place, name, group.scope.origin)
            for fragment in place.fragments:
                if fragment.where == "slide number" and fragment.text.strip().isdecimal():
                    self.count += 1
                    if int(fragment.text) != place.number:
                        self.report.wrong_folio(place, fragment)
        if marked and spoken:
            for name in sorted(set(group.scope.claims) - marked):
                self.report.unmarked(group.places[0], name, group.scope.claims[name])
        said = {key(f.text) for place in group.places for f in place.fragments if f.where == "text"}
        for word, origin in group.scope.marks.items():
            if key(word) not in said:
                self.report.dropped(group.places[0], word, origin)

    # both ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _collect(self, done: MatchResult) -> MatchResult:
        self.count += done.count + len(done.unexpected)
        for unexpected_number in done.unexpected:
            self.report.unexpected_number(unexpected_number)
        for passage in done.missing:
            self.report.missing(passage)
        return done

    def _misread(self, passages: Iterable[Passage]) -> None:
        """What the document says for a value has to be what `wording` says for it."""
        for one, origin in {stated: passage.origin for passage in passages for stated in passage.said}.items():
            name = f"{one.claim}/{one.value}"
            if self.allowed.words(name) and not self.allowed.says(name, one.text):
                self.report.misread(name, one.text, one.origin or origin)

    def _stated(
        self, place: Place, names: Iterable[str], origins: Mapping[str, Location | None], around: Location | None = None
    ) -> None:
        """Reports each value that a mark states and that is not there in any of its words.

        `origins` have the places of the statements, `around` that of the whole slide. A text may continue on the next
        page.
        """
        after = next((p for p in self.reading.places if p.number == place.number + 1), None)
        fragments = (*place.fragments, *(after.fragments if after is not None and self.reading.kind == "pdf" else ()))
        whole = "\n".join(key(fragment.text) for fragment in fragments)
        for name in dict.fromkeys(names):
            if self.allowed.value(name) is None:
                self.report.unknown_claim(place, name)
                continue
            words = self.allowed.words(name)
            if words and not any(key(said) in whole for said in words):
                self.report.not_stated(place, name, origins.get(name, around))

    def _others(self, place: Place) -> None:
        self._by_value(place, [f for f in place.fragments if f.where in _OTHERS], place.claims)

    def _by_value(self, place: Place, fragments: Iterable[Fragment], claims: Iterable[str]) -> None:
        """Numbers in parts that are not ours: right if a claim stated there says them."""
        stated = set(claims)
        for trace in trace_by_value(place, fragments, self.allowed, names=self.furniture.names):
            self.traces.append(trace)
            if not stated & set(trace.claims):
                self.report.traced(trace)

    def _foreign(self, places: Iterable[Place]) -> None:
        """Places without our marks: each number by its value."""
        listed = list(places)
        if not listed:
            return
        scopes = deck_scopes(self.document, self.furniture).values()
        ours = booklet_passages(self.document, self.language, self.furniture, self.reading)
        quoted = {p.key for p in (*ours, *(p for scope in scopes for p in scope.passages))}
        for place in listed:
            for trace in trace_by_value(place, place.fragments, self.allowed, quoted, self.furniture.names):
                self.traces.append(trace)
                self.report.traced(trace)


def _of(places: Iterable[Place], wheres: frozenset[str]) -> list[PlacedFragment]:
    return [placed(place, one) for place in places for one in place.fragments if one.where in wheres]
