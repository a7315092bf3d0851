"""What an audit has to say, as findings: the file, the page or slide, the text around, and what to do."""

from __future__ import annotations

from factpress.audit.allowed_values import Allowed
from factpress.audit.diff import UnexpectedNumber
from factpress.audit.expected_text import Passage
from factpress.audit.normalise_text import key
from factpress.audit.numbers import Number
from factpress.audit.reading import Fragment, Place, Reading
from factpress.audit.trace_by_value import Trace, nearest
from factpress.core.diagnostics import Diagnostic, Location, Severity
from factpress.publication.facts.fingerprint import fingerprints

MOST = 500
"""Findings about one file; what more there are is counted."""
_AROUND = 36
"""Letters of the text on either side of a number."""

_SENTENCE = 8
"""Letters and digits: a shorter text is a label, and not something that a presenter says."""

_BUILD = "make the file anew: factpress build"
_CLAIMS_LINE = "the line of claims is for the audit, and not to be edited"


class Reporter:
    """Collects the findings about one file.

    A finding about a statement of the publication has the place of that statement in the editor's files, and the file
    as a related place. A finding about anything else, such as a presenter's own slide, has the file.
    """

    def __init__(self, reading: Reading, allowed: Allowed) -> None:
        self.reading, self.allowed = reading, allowed
        self.location = Location(reading.path)
        self.found: dict[Diagnostic, None] = {}
        self.more = 0
        self.missed: list[Passage] = []
        self.told: set[str] = set()  # values of which a number that differs was told
        now = fingerprints(allowed.book)
        self.moved = {name for name, was in reading.fingerprints.items() if now.get(name) != was}

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them. A passage that is missing is told unless a number that differs was told of its values."""
        for passage in self.missed:
            names = [f"{one.claim}/{one.value}" for one in passage.said]
            if names and not self.told & set(names):
                message = f'"{_short(passage.text)}" should stand in the file and does not'
                hint = f"it states {', '.join(dict.fromkeys(names))}; {_BUILD}"
                self._add("claim-missing", message, hint, passage.said[0].origin or passage.origin)
        more = Diagnostic("number-without-claim", f"… and {self.more} findings more", self.location, "begin with these")
        return (*self.found, *((more,) if self.more else ()))

    def _add(
        self,
        code: str,
        message: str,
        hint: str,
        origin: Location | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        if len(self.found) >= MOST:
            self.more += severity is Severity.ERROR
            return
        location, related = (origin, (self.location,)) if origin is not None else (self.location, ())
        self.found[Diagnostic(code, message, location, hint, severity, related)] = None

    def unexpected_number(self, unexpected_number: UnexpectedNumber) -> None:
        """A number that is not the one that should stand there, or that none should."""
        place, fragment = unexpected_number.found.place, unexpected_number.found.fragment
        text = _number(fragment, unexpected_number.number)
        where = f"{place.name}, {fragment.where}: {_around(fragment, unexpected_number.number)}"
        origin = (unexpected_number.stated and unexpected_number.stated.origin) or (
            unexpected_number.near and unexpected_number.near.origin
        )
        if unexpected_number.stated is not None:
            name = f"{unexpected_number.stated.claim}/{unexpected_number.stated.value}"
            self.told.add(name)
            self._differs(where, text, f'the claim {name} says "{unexpected_number.stated.text}"', name, origin)
        elif unexpected_number.wanted:
            moved = next((name for name in sorted(self.moved) if self._says(name, unexpected_number.wanted)), "")
            self._differs(where, text, f'"{unexpected_number.wanted}" should stand there', moved, origin)
        else:
            self._without(place, fragment, unexpected_number.number, origin)

    def _says(self, name: str, wanted: str) -> bool:
        return any(key(wanted) in key(words) for words in self.allowed.words(name))

    def _differs(self, where: str, text: str, instead: str, name: str, origin: Location | None) -> None:
        if name and name in self.moved:
            self.told.add(name)
            message = f'{where}: "{text}" was right when the file was made; now {instead}'
            self._add("stale-value", message, f"the claim has moved on since; {_BUILD}", origin)
        else:
            message = f'{where}: "{text}", but {instead}'
            self._add("number-differs", message, f"was it changed by hand? {_BUILD}", origin)

    def _without(self, place: Place, fragment: Fragment, number: Number, origin: Location | None) -> None:
        text = _number(fragment, number)
        again = self.reading.kind == "pptx" and len(key(fragment.text)) >= _SENTENCE
        if again and set(self.allowed.fitting(number)) & set(place.claims):
            return  # a presenter may say again what the slide states
        near = self._nearest(text, place)
        message = f'{place.name}, {fragment.where}: {_around(fragment, number)}: no claim stated there says "{text}"'
        hint = f'the nearest is {near[0]}: "{near[1]}"' if near is not None else "give it a claim, or take it out"
        self._add("number-without-claim", message, hint, origin)

    def _nearest(self, text: str, place: Place) -> tuple[str, str] | None:
        """The nearest value, of those stated there before all others; nobody reads it in a long list of findings."""
        if len(self.found) >= MOST:
            return None
        return nearest(text, place.claims, self.allowed) or nearest(text, self.allowed.names, self.allowed)

    def missing(self, passage: Passage) -> None:
        """A passage of which nothing was found."""
        self.missed.append(passage)

    def not_stated(self, place: Place, name: str, origin: Location | None) -> None:
        """A value that is marked on a page or slide and does not stand there."""
        if name in self.told:
            return
        if name in self.moved:
            message = f"{place.name}: what stands there for {name} was right when the file was made, and is not now"
            self._add("stale-value", message, f'now: "{self._words(name)}"; {_BUILD}', origin)
        else:
            message = f'{place.name}: "{self._words(name)}" should stand there for {name} and does not'
            self._add("claim-missing", message, f"was it changed or taken out by hand? {_BUILD}", origin)

    def _words(self, name: str) -> str:
        return next(iter(self.allowed.words(name)), name)

    def moved_cell(self, place: Place, fragment: Fragment, wanted: Passage) -> None:
        """A table's cell that has changed places with another."""
        text = " ".join(fragment.text.split())
        message = f'{place.name}, {fragment.where}: "{text}", but "{wanted.text}" should stand there'
        self._add("number-differs", message, f"was it changed by hand? {_BUILD}", wanted.origin)

    def misread(self, name: str, text: str, origin: Location | None) -> None:
        """Words of the document that are not the value's: a fault of the tool, and no editor's."""
        message = f'the document says "{text}" for {name}, which says "{self._words(name)}"'
        self._add("number-differs", message, "report this as a fault of factpress", origin)

    def unknown_claim(self, place: Place, name: str) -> None:
        """A mark that names a value that is not in the fact source."""
        message = f"{place.name}: it states {name}, which is not in the fact source"
        self._add("unknown-claim", message, f"was the claim taken out or renamed since? {_BUILD}")

    def wrong_mark(self, place: Place, name: str, origin: Location | None) -> None:
        """A mark on a slide that does not state that value."""
        if self.allowed.value(name) is not None:
            message = f"{place.name}: its notes say that it states {name}, which the slide of that title does not"
            self._add("unknown-claim", message, f"{_CLAIMS_LINE}; {_BUILD}", origin)

    def unmarked(self, place: Place, name: str, origin: Location | None) -> None:
        """A value that the slides of a title state and their notes do not name."""
        if self.allowed.value(name) is not None:
            message = f"{place.name}: its notes should name the claim {name} and do not"
            self._add("claim-missing", message, f"{_CLAIMS_LINE}; {_BUILD}", origin)

    def wrong_folio(self, place: Place, fragment: Fragment) -> None:
        """A slide number that is not the slide's."""
        message = f'{place.name}: its number is given as "{fragment.text.strip()}"'
        self._add("number-differs", message, "let the program count the slides")

    def dropped(self, place: Place, word: str, origin: Location | None) -> None:
        """A claim in doubt without its word beside it."""
        message = f'{place.name}: a claim stands there without its word "{word}"'
        self._add("standing-dropped", message, f"no number may look surer than it is; {_BUILD}", origin)

    def apart(self, side: int, page: int) -> None:
        """A side of a sheet, or 0 for all of them, that says something else than the page there, or 0 for none."""
        if not page:
            message = f"side {side}: something was put on the sheet, or taken off it"
        elif side:
            message = f"side {side}: what stands there is not what page {page} says"
        else:
            message = f"page {page} is on no sheet"
        self._add("sheet-differs", message, f"was it changed by hand? {_BUILD}")

    def traced(self, trace: Trace) -> None:
        """A number without our marks: nothing to say where one claim fits it."""
        around = f"{trace.place.name}, {trace.fragment.where}: {_around(trace.fragment, trace.number)}"
        if trace.verdict == "ambiguous":
            message = f'{around}: several claims say "{trace.text}"'
            self._add(
                "number-ambiguous", message, f"which is meant? {_listed(trace.claims)}", severity=Severity.WARNING
            )
        elif trace.verdict == "unknown":
            near = self._nearest(trace.text, trace.place)
            hint = f'the nearest is {near[0]}: "{near[1]}"' if near is not None else "give it a claim, or take it out"
            self._add("number-without-claim", f'{around}: no claim says "{trace.text}"', hint)


def _listed(names: tuple[str, ...], most: int = 5) -> str:
    return ", ".join(names[:most]) + (", …" if len(names) > most else "")


def _number(fragment: Fragment, number: Number) -> str:
    return " ".join(fragment.text[number.start : number.end].split())


def _around(fragment: Fragment, number: Number) -> str:
    start, end = max(0, number.start - _AROUND), number.end + _AROUND
    text = " ".join(fragment.text[start:end].replace("\x02", "-").split())
    return f"{'…' if start else ''}{text}{'…' if end < len(fragment.text) else ''}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 2 * _AROUND else words[: 2 * _AROUND] + "…"
