"""The findings of an audit: the file, the page or slide, the text around a number, and what to do."""

from __future__ import annotations

from collections.abc import Mapping

from factpress.audit.agreement import Kind as Aspect
from factpress.audit.differences import Kind
from factpress.audit.expected_text import Passage, value_name
from factpress.audit.fact_values import FactValues
from factpress.audit.nearest_values import NearestValues
from factpress.audit.passage_differences import Difference, PlacedFragment
from factpress.audit.reading import Fragment, Place, Reading
from factpress.audit.text import normalise
from factpress.audit.value_traces import Trace, ValueTracer
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.document.model import Chart
from factpress.i18n.text_numbers import Number
from factpress.publication.facts.claims import PLAIN_STANDINGS, fingerprints

MOST = 500
"""Findings about one file. Further ones are only counted."""
_AROUND = 36
"""Characters of the text on either side of a number."""

_SENTENCE = 8
"""Letters and digits from which a text is a sentence of the presenter's and not a label."""

_BUILD = "build the file again: factpress build"
_BUILD_BESIDE = "factpress build writes the right one beside a file that was changed"
_MERGE = f"{_BUILD_BESIDE}, and factpress deck merge puts both together"

_Position = tuple[int, int, int]
"""Of a finding in its file: page or slide, part of it, and offset in the text of that."""
_AT_END: _Position = (10**9, 0, 0)


class Report:
    """Collects the findings about one file.

    A finding about a statement of the publication is at the place of that statement in the editor's files, with the
    built file as a related place. A finding about anything else, such as a presenter's own slide, is at the built file.
    """

    def __init__(self, reading: Reading, values: FactValues, *, is_built_path: bool = False) -> None:
        self.reading, self.values = reading, values
        self.nearest, self.tracer = NearestValues(values), ValueTracer(values)
        self.build = (_MERGE if reading.deck is not None else _BUILD_BESIDE) if is_built_path else _BUILD
        self.by_hand = f"was it changed by hand? {self.build}"
        self.claims_listed = f"was the file built from another version of the facts? {self.build}"
        self.order = {id(one): i for place in reading.places for i, one in enumerate(place.fragments)}
        self.location = Location(reading.path)
        self.found: dict[Diagnostic, _Position] = {}
        self.further = 0
        self.missing: list[Passage] = []
        self.reported: set[str] = set()  # values with a finding about one of their numbers
        current = fingerprints(values.book)
        self.changed = {name for name, value in reading.fingerprints.items() if current.get(name) != value}

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings, in the order of the pages and of their text; those about the whole file are last.

        A missing passage is one, unless there is a finding about a number of its values.
        """
        for passage in self.missing:
            names = [value_name(one) for one in passage.statements]
            message = f'"{_shortened(passage.text)}" is missing from the file'
            if names and not self.reported & set(names):
                hint = f"it states {', '.join(dict.fromkeys(names))}; {self.build}"
                self._add("claim-missing", message, hint, passage.statements[0].origin or passage.origin)
            elif not names and passage.exact and not passage.removable:
                self._add("statement-differs", message, self.by_hand, passage.origin)
            elif not names:
                self._add("text-differs", message, None, passage.origin, Severity.INFORMATION)
        message = f"… and {self.further} more findings"
        further = Diagnostic("number-without-claim", message, self.location, "resolve these first")
        ordered = sorted(self.found, key=lambda one: self.found[one])
        return (*ordered, *((further,) if self.further else ()))

    def _add(
        self,
        code: str,
        message: str,
        hint: str | None,
        origin: Location | None = None,
        severity: Severity = Severity.ERROR,
        at: _Position = _AT_END,
    ) -> None:
        if len(self.found) >= MOST:
            self.further += severity is Severity.ERROR
            return
        location, related = (origin, (self.location,)) if origin is not None else (self.location, ())
        self.found.setdefault(Diagnostic(code, message, location, hint, severity, related), at)

    def _position(self, place: Place, fragment: Fragment, start: int = 0) -> _Position:
        return place.number, self.order.get(id(fragment), 0), start

    def difference(self, one: Difference) -> None:
        """Words of a text that are not those expected: a number, words of a statement, or other words."""
        place, fragment, statement = one.found.place_at(one.start), one.found.fragment, one.statement
        around, at = _around(place, fragment, one.start, one.end), self._position(place, fragment, one.start)
        origin = (statement and statement.origin) or (one.passage and one.passage.origin)
        code = "number-differs" if one.kind is Kind.NUMBER else "statement-differs"
        if one.kind is Kind.WORDS:
            self._add("text-differs", f"{around}: {_instead(one)}", None, origin, Severity.INFORMATION, at)
        elif statement is not None:
            name = value_name(statement)
            self.reported.add(name)
            self._differs(code, around, one.after, f'"{one.before}" (claim {name})', name, origin, at)
        elif one.before or one.passage is not None:
            before = normalise(one.before)
            texts = self.values.texts
            changed = (n for n in sorted(self.changed) if before and any(before in normalise(t) for t in texts(n)))
            expected = f'"{one.before}"' if one.before else ""
            self._differs(code, around, one.after, expected, next(changed, ""), origin, at)
        else:
            self._unexpected(place, fragment, one, origin)

    def _unexpected(self, place: Place, fragment: Fragment, one: Difference, origin: Location | None) -> None:
        """Words that no passage has there. A presenter may repeat in a sentence what the slide states."""
        is_sentence = self.reading.kind == "pptx" and len(normalise(fragment.text)) >= _SENTENCE
        repeated = self.tracer.repeats(place, fragment, one.number) if is_sentence and one.number is not None else None
        if repeated is not None:
            self.traced(repeated)
            return
        message = f'{_around(place, fragment, one.start, one.end)}: "{one.after}" is in none of the claims stated there'
        at = self._position(place, fragment, one.start)
        self._add("number-without-claim", message, self._suggestion(one.number, place), origin, at=at)

    def _differs(
        self, code: str, around: str, text: str, expected: str, name: str, origin: Location | None, at: _Position
    ) -> None:
        what = f'"{text}" should be {expected}' if text and expected else f"{expected} is missing"
        if not expected:
            what = f'"{text}" was added'
        if name and name in self.changed:
            self.reported.add(name)
            what = f'"{text}" was right when the file was built; now it should be {expected}' if text else what
            self._add(
                "value-outdated", f"{around}: {what}", f"the claim has changed since; {self.build}", origin, at=at
            )
        else:
            self._add(code, f"{around}: {what}", self.by_hand, origin, at=at)

    def new_text(self, found: PlacedFragment) -> None:
        """A text without numbers that is not expected: information, since it may be a presenter's."""
        message = f'{found.place.name}, {found.fragment.where}: "{_shortened(found.fragment.text)}" was added'
        at = self._position(found.place, found.fragment)
        self._add("text-differs", message, None, severity=Severity.INFORMATION, at=at)

    def slide_changed(self, message: str, origin: Location | None = None) -> None:
        """A slide that was added, deleted or moved."""
        self._add("slides-differ", message, None, origin, Severity.INFORMATION)

    def _suggestion(self, number: Number | None, place: Place) -> str:
        """The nearest value as a hint, preferably one that is stated there."""
        if number is None or len(self.found) >= MOST:
            return "give it a claim, or remove it"
        near = self.nearest.nearest(number.amount, place.claims)
        if near is None:
            return "give it a claim, or remove it"
        return f'the nearest value is {near[0]}: "{near[1]}"'

    def not_stated(self, place: Place, name: str, origin: Location | None) -> None:
        """A value that is marked on a page or slide, but is not in its text."""
        if name in self.reported:
            return
        if name in self.changed:
            message = f"{place.name}: the text of {name} was right when the file was built, and has changed since"
            self._add("value-outdated", message, f'now: "{self._text(name)}"; {self.build}', origin, at=_on(place))
        else:
            message = f'{place.name}: "{self._text(name)}" is missing, the text of {name}'
            self._add("claim-missing", message, self.by_hand, origin, at=_on(place))

    def _text(self, name: str) -> str:
        return next(iter(self.values.texts(name)), name)

    def moved_cell(self, place: Place, fragment: Fragment, expected: Passage) -> None:
        """A table cell that was exchanged with another one."""
        message = f'{place.name}, {fragment.where}: "{" ".join(fragment.text.split())}" should be "{expected.text}"'
        self._add("number-differs", message, self.by_hand, expected.origin, at=self._position(place, fragment))

    def wrong_wording(self, name: str, text: str, origin: Location | None) -> None:
        """A text in the document that is not one of its value: a fault of the program, not of the editor."""
        message = f'the document has "{text}" for {name}, which should be "{self._text(name)}"'
        self._add("number-differs", message, "report this as a fault of factpress", origin)

    def unknown_claim(self, place: Place, name: str) -> None:
        """A mark that names a value that is not in the fact source."""
        message = f"{place.name}: it states {name}, which is not in the fact source"
        self._add("unknown-claim", message, f"was the claim removed or renamed since? {self.build}", at=_on(place))

    def wrong_mark(self, place: Place, name: str, origin: Location | None) -> None:
        """A value that the file lists for a slide, and the slides of that title do not state."""
        message = f"{place.name}: the file lists the claim {name} for it, which it does not state"
        self._add("unknown-claim", message, self.claims_listed, origin, at=_on(place))

    def missing_mark(self, place: Place, name: str, origin: Location | None) -> None:
        """A value that the slides of a title state, and the file does not list for them."""
        message = f"{place.name}: the file does not list the claim {name} for it, which it states"
        self._add("claim-missing", message, self.claims_listed, origin, at=_on(place))

    def wrong_slide_number(self, place: Place, fragment: Fragment) -> None:
        """A slide number that is not the number of the slide."""
        message = f'{place.name}: its slide number is "{fragment.text.strip()}"'
        hint = "insert the slide number as a field, so that it is always right"
        self._add("number-differs", message, hint, at=self._position(place, fragment))

    def missing_standing(self, place: Place, word: str, origin: Location | None) -> None:
        """A claim in doubt without the word of its standing next to it."""
        message = f'{place.name}: a claim is there without the word "{word}"'
        self._add(
            "standing-missing",
            message,
            f"no number may look more certain than it is; {self.build}",
            origin,
            at=_on(place),
        )

    def exchanged_picture(self, place: Place, chart: Chart) -> None:
        """A picture in the place of a chart that is not a drawing of it."""
        if not any(f"{claim}/{value}" in self.changed for claim, value in chart.claims):
            message = f'{place.name}: the picture of the chart "{chart.title}" is not the one that factpress draws'
            hint = f"was it exchanged by hand, or was the chart or the brand changed since? {self.build}"
            self._add("picture-differs", message, hint, chart.origin, at=_on(place))

    def sheet_differs(self, side: int, page: int) -> None:
        """A difference between sheets and their pages, as in `Reading.sheet_differences`."""
        if not page:
            message = f"side {side}: something was added to the sheet or removed from it"
        elif side:
            message = f"side {side}: the text is not that of page {page}"
        else:
            message = f"page {page} is on no sheet"
        self._add("sheet-differs", message, self.by_hand)

    def missing_source_line(self, place: Place, origin: Location | None) -> None:
        """A slide that states something without its source line."""
        self._add("statement-differs", f"{place.name}: its source line is missing", self.by_hand, origin, at=_on(place))

    def missing_note(self, place: Place, number: str) -> None:
        """A number of a note without its text."""
        self._add(
            "statement-differs", f"{place.name}: the text of note {number} is missing", self.by_hand, at=_on(place)
        )

    def wrong_standing(self, place: Place, found: str, expected: str, origin: Location | None) -> None:
        """A mark of another standing than that of the claim; without `expected`, a mark of no claim."""
        what = f'should be "{expected}"' if expected else "is the mark of no claim there"
        message = f'{place.name}: the mark "{found}" {what}'
        self._add("statement-differs", message, self.by_hand, origin, at=_on(place))

    def traced(self, trace: Trace) -> None:
        """A number that was traced by its value; a finding unless it states what exactly one claim states."""
        around = _around(trace.place, trace.fragment, trace.number.start, trace.number.end)
        at = self._position(trace.place, trace.fragment, trace.number.start)
        if trace.number.disguised:
            message = f'{around}: "{trace.text}" has letters in the place of digits'
            self._add("number-disguised", message, self._suggestion(trace.number, trace.place), at=at)
        elif trace.verdict == "ambiguous":
            message = f'{around}: several claims have the number "{trace.text}"'
            listed = ", ".join(trace.claims[:5]) + (", …" if len(trace.claims) > 5 else "")
            hint = f"which one is meant? {listed}"
            self._add("number-ambiguous", message, hint, severity=Severity.WARNING, at=at)
        elif trace.verdict == "unknown":
            message = f'{around}: no claim has the number "{trace.text}"'
            self._add("number-without-claim", message, self._suggestion(trace.number, trace.place), at=at)
        elif trace.differences and trace.verdict != "reference":
            self._trace_differs(trace, around, at)

    def _trace_differs(self, trace: Trace, around: str, at: _Position) -> None:
        """A number that a claim has, in a statement that differs from the claim."""
        worst = min(trace.differences, key=lambda one: _SEVERITIES.index(one.severity))
        name = trace.claims[0]
        claim = self.values.book.claims[name.partition("/")[0]]
        expected = worst.expected(self.values.language) or claim.as_supplied or self._text(name)
        statement = trace.statement
        start, end = (
            (statement.start, statement.end) if statement is not None else (trace.number.start, trace.number.end)
        )
        text = " ".join(trace.fragment.text[start:end].split())
        words = f' in a sentence with "{statement.negations[0]}"' if worst.kind == "negation" and statement else ""
        verb = "should be" if worst.severity is Severity.ERROR else "is not quite"
        message = f'{around}: "{text}"{words} {verb} "{expected}" (claim {name})'
        self._add("number-differs", message, _WHY[worst.kind], severity=worst.severity, at=at)

    def untold_standing(self, place: Place, trace: Trace) -> None:
        """A claim in doubt that a page or slide of others states without the word of its standing."""
        standing = self.values.standing(trace.claims[0])
        if standing in PLAIN_STANDINGS:
            return
        word = self.values.language.standings[standing.value][0]
        texts = (normalise(fragment.text) for fragment in place.fragments)
        if not any(normalise(word) in text for text in texts):
            message = f'{place.name}: the claim {trace.claims[0].partition("/")[0]} is there without the word "{word}"'
            hint = "no number may look more certain than it is"
            self._add("standing-missing", message, hint, severity=Severity.WARNING, at=_on(place))

    def not_read(self, place: Place) -> None:
        """The parts of a page or slide that were not read, one finding for each kind."""
        for what in dict.fromkeys(part.what for part in place.unread):
            message = f"{place.name}: {what} was not read"
            hint = "look at it yourself, or give a file that has it as text"
            self._add("not-read", message, hint, severity=Severity.WARNING, at=_on(place))


_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)
_WHY: Mapping[Aspect, str] = {
    "hedge": "a number may look neither more nor less certain than its claim",
    "range": "the claim gives a range, and one end of it alone says something else",
    "sign": "the claim has another sign",
    "unit": "the claim counts something else",
    "base": "the claim is a rate with another base",
    "period": "the claim is about another time",
    "negation": "the claim is not negated",
    "number": "the claim has another number in that place",
}


def _on(place: Place) -> _Position:
    return place.number, 0, 0


def _around(place: Place, fragment: Fragment, start: int, end: int) -> str:
    """The page or slide, the part of it, and the text around a range of it."""
    low, high = max(0, start - _AROUND), end + _AROUND
    # PDFium returns U+0002 for a hyphen at the end of a line
    text = " ".join(fragment.text[low:high].replace("\x02", "-").split())
    dots = "…" if low else "", "…" if high < len(fragment.text) else ""
    return f"{place.name}, {fragment.where}: {dots[0]}{text}{dots[1]}"


def _instead(one: Difference) -> str:
    """The words of a difference."""
    if not one.before:
        return f'"{_shortened(one.after)}" was added'
    if not one.after:
        return f'"{_shortened(one.before)}" was left out'
    return f'"{_shortened(one.after)}" instead of "{_shortened(one.before)}"'


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 2 * _AROUND else words[: 2 * _AROUND] + "…"
