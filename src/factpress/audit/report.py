"""The findings of an audit: the file, the page or slide, the text around a number, and what to do."""

from __future__ import annotations

from factpress.audit.differences import Kind
from factpress.audit.expected_text import Passage, value_name
from factpress.audit.fact_values import FactValues, Trace, nearest_value
from factpress.audit.match import Difference, PlacedFragment
from factpress.audit.reading import Fragment, Place, Reading
from factpress.audit.text import normalise
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.document.model import Chart
from factpress.publication.facts.claims import fingerprints

MOST = 500
"""Findings about one file. Further ones are only counted."""
_AROUND = 36
"""Characters of the text on either side of a number."""

_SENTENCE = 8
"""Letters and digits from which a text is a sentence of the presenter's and not a label."""

_BUILD = "build the file again: factpress build"
_BY_HAND = f"was it changed by hand? {_BUILD}"
_CLAIMS_LINE = f"the audit reads the line of claims, so it must not be edited; {_BUILD}"


class Report:
    """Collects the findings about one file.

    A finding about a statement of the publication is at the place of that statement in the editor's files, with the
    built file as a related place. A finding about anything else, such as a presenter's own slide, is at the built file.
    """

    def __init__(self, reading: Reading, values: FactValues) -> None:
        self.reading, self.values = reading, values
        self.location = Location(reading.path)
        self.found: dict[Diagnostic, None] = {}
        self.further = 0
        self.missing: list[Passage] = []
        self.reported: set[str] = set()  # values with a finding about one of their numbers
        current = fingerprints(values.book)
        self.changed = {name for name, value in reading.fingerprints.items() if current.get(name) != value}

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings. A missing passage is one, unless there is a finding about a number of its values."""
        for passage in self.missing:
            names = [value_name(one) for one in passage.statements]
            message = f'"{_shortened(passage.text)}" is missing from the file'
            if names and not self.reported & set(names):
                hint = f"it states {', '.join(dict.fromkeys(names))}; {_BUILD}"
                self._add("claim-missing", message, hint, passage.statements[0].origin or passage.origin)
            elif not names and passage.exact and not passage.removable:
                self._add("statement-differs", message, _BY_HAND, passage.origin)
            elif not names:
                self._add("text-differs", message, None, passage.origin, Severity.INFORMATION)
        message = f"… and {self.further} more findings"
        further = Diagnostic("number-without-claim", message, self.location, "resolve these first")
        return (*self.found, *((further,) if self.further else ()))

    def _add(
        self,
        code: str,
        message: str,
        hint: str | None,
        origin: Location | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        if len(self.found) >= MOST:
            self.further += severity is Severity.ERROR
            return
        location, related = (origin, (self.location,)) if origin is not None else (self.location, ())
        self.found[Diagnostic(code, message, location, hint, severity, related)] = None

    def difference(self, one: Difference) -> None:
        """Words of a text that are not those expected: a number, words of a statement, or other words."""
        place, fragment, statement = one.found.place_at(one.start), one.found.fragment, one.statement
        around = _around(place, fragment, one.start, one.end)
        origin = (statement and statement.origin) or (one.passage and one.passage.origin)
        code = "number-differs" if one.kind is Kind.NUMBER else "statement-differs"
        if one.kind is Kind.WORDS:
            self._add("text-differs", f"{around}: {_instead(one)}", None, origin, Severity.INFORMATION)
        elif statement is not None:
            name = value_name(statement)
            self.reported.add(name)
            self._differs(code, around, one.after, f'"{one.before}" (claim {name})', name, origin)
        elif one.before or one.passage is not None:
            before = normalise(one.before)
            texts = self.values.texts
            changed = (n for n in sorted(self.changed) if before and any(before in normalise(t) for t in texts(n)))
            expected = f'"{one.before}"' if one.before else ""
            self._differs(code, around, one.after, expected, next(changed, ""), origin)
        # a presenter may repeat in a sentence what the slide states
        elif (
            self.reading.kind != "pptx"
            or len(normalise(fragment.text)) < _SENTENCE
            or one.number is None
            or not set(self.values.with_number(one.number)) & set(place.claims)
        ):
            message = f'{around}: "{one.after}" is in none of the claims stated there'
            self._add("number-without-claim", message, self._suggestion(one.after, place), origin)

    def _differs(self, code: str, around: str, text: str, expected: str, name: str, origin: Location | None) -> None:
        what = f'"{text}" should be {expected}' if text and expected else f"{expected} is missing"
        if not expected:
            what = f'"{text}" was added'
        if name and name in self.changed:
            self.reported.add(name)
            what = f'"{text}" was right when the file was built; now it should be {expected}' if text else what
            self._add("value-outdated", f"{around}: {what}", f"the claim has changed since; {_BUILD}", origin)
        else:
            self._add(code, f"{around}: {what}", _BY_HAND, origin)

    def new_text(self, found: PlacedFragment) -> None:
        """A text without numbers that is not expected: information, since it may be a presenter's."""
        message = f'{found.place.name}, {found.fragment.where}: "{_shortened(found.fragment.text)}" was added'
        self._add("text-differs", message, None, severity=Severity.INFORMATION)

    def slide_changed(self, message: str, origin: Location | None = None) -> None:
        """A slide that was added, deleted or moved."""
        self._add("slides-differ", message, None, origin, Severity.INFORMATION)

    def _suggestion(self, text: str, place: Place) -> str:
        """The nearest value as a hint, preferably one that is stated there."""
        # computing it is slow, and findings above the limit are not shown
        names = (place.claims, self.values.names) if len(self.found) < MOST else ()
        found = (nearest_value(text, one, self.values) for one in names)
        near = next((one for one in found if one is not None), None)
        if near is None:
            return "give it a claim, or remove it"
        return f'the nearest value is {near[0]}: "{near[1]}"'

    def not_stated(self, place: Place, name: str, origin: Location | None) -> None:
        """A value that is marked on a page or slide, but is not in its text."""
        if name in self.reported:
            return
        if name in self.changed:
            message = f"{place.name}: the text of {name} was right when the file was built, and has changed since"
            self._add("value-outdated", message, f'now: "{self._text(name)}"; {_BUILD}', origin)
        else:
            message = f'{place.name}: "{self._text(name)}" is missing, the text of {name}'
            self._add("claim-missing", message, _BY_HAND, origin)

    def _text(self, name: str) -> str:
        return next(iter(self.values.texts(name)), name)

    def moved_cell(self, place: Place, fragment: Fragment, expected: Passage) -> None:
        """A table cell that was exchanged with another one."""
        message = f'{place.name}, {fragment.where}: "{" ".join(fragment.text.split())}" should be "{expected.text}"'
        self._add("number-differs", message, _BY_HAND, expected.origin)

    def wrong_wording(self, name: str, text: str, origin: Location | None) -> None:
        """A text in the document that is not one of its value: a fault of the program, not of the editor."""
        message = f'the document has "{text}" for {name}, which should be "{self._text(name)}"'
        self._add("number-differs", message, "report this as a fault of factpress", origin)

    def unknown_claim(self, place: Place, name: str) -> None:
        """A mark that names a value that is not in the fact source."""
        message = f"{place.name}: it states {name}, which is not in the fact source"
        self._add("unknown-claim", message, f"was the claim removed or renamed since? {_BUILD}")

    def wrong_mark(self, place: Place, name: str, origin: Location | None) -> None:
        """A value that the notes list, and the slides of that title do not state."""
        message = f"{place.name}: its notes list the claim {name}, which the slide does not state"
        self._add("unknown-claim", message, _CLAIMS_LINE, origin)

    def missing_mark(self, place: Place, name: str, origin: Location | None) -> None:
        """A value that the slides of a title state, and their notes do not list."""
        message = f"{place.name}: its notes do not list the claim {name}, which the slide states"
        self._add("claim-missing", message, _CLAIMS_LINE, origin)

    def wrong_slide_number(self, place: Place, fragment: Fragment) -> None:
        """A slide number that is not the number of the slide."""
        message = f'{place.name}: its slide number is "{fragment.text.strip()}"'
        self._add("number-differs", message, "insert the slide number as a field, so that it is always right")

    def missing_standing(self, place: Place, word: str, origin: Location | None) -> None:
        """A claim in doubt without the word of its standing next to it."""
        message = f'{place.name}: a claim is there without the word "{word}"'
        self._add("standing-missing", message, f"no number may look more certain than it is; {_BUILD}", origin)

    def exchanged_picture(self, place: Place, chart: Chart) -> None:
        """A picture in the place of a chart that is not a drawing of it."""
        if not any(f"{claim}/{value}" in self.changed for claim, value in chart.claims):
            message = f'{place.name}: the picture of the chart "{chart.title}" is not the one that factpress draws'
            hint = f"was it exchanged by hand, or was the chart or the brand changed since? {_BUILD}"
            self._add("picture-differs", message, hint, chart.origin)

    def sheet_differs(self, side: int, page: int) -> None:
        """A difference between sheets and their pages, as in `Reading.sheet_differences`."""
        if not page:
            message = f"side {side}: something was added to the sheet or removed from it"
        elif side:
            message = f"side {side}: the text is not that of page {page}"
        else:
            message = f"page {page} is on no sheet"
        self._add("sheet-differs", message, _BY_HAND)

    def missing_source_line(self, place: Place, origin: Location | None) -> None:
        """A slide that states something without its source line."""
        self._add("statement-differs", f"{place.name}: its source line is missing", _BY_HAND, origin)

    def missing_note(self, place: Place, number: str) -> None:
        """A number of a note without its text."""
        self._add("statement-differs", f"{place.name}: the text of note {number} is missing", _BY_HAND)

    def wrong_standing(self, place: Place, found: str, expected: str, origin: Location | None) -> None:
        """A mark of another standing than that of the claim; without `expected`, a mark of no claim."""
        what = f'should be "{expected}"' if expected else "is the mark of no claim there"
        message = f'{place.name}: the mark "{found}" {what}'
        self._add("statement-differs", message, _BY_HAND, origin)

    def traced(self, trace: Trace) -> None:
        """A number that was traced by its value; a finding unless exactly one claim fits."""
        around = _around(trace.place, trace.fragment, trace.number.start, trace.number.end)
        if trace.verdict == "ambiguous":
            message = f'{around}: several claims have the number "{trace.text}"'
            listed = ", ".join(trace.claims[:5]) + (", …" if len(trace.claims) > 5 else "")
            self._add("number-ambiguous", message, f"which one is meant? {listed}", severity=Severity.WARNING)
        elif trace.verdict == "unknown":
            message = f'{around}: no claim has the number "{trace.text}"'
            self._add("number-without-claim", message, self._suggestion(trace.text, trace.place))


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
