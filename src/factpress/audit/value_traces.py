"""Trace the numbers of a text that lists no claims by their values, as the statements that a reader takes them for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from factpress.audit.agreement import Disagreement, Setting, agrees, weight
from factpress.audit.date_places import is_date
from factpress.audit.fact_values import FactValues
from factpress.audit.reading import Fragment, Place
from factpress.audit.reference_numbers import find_references, numbers_alone
from factpress.audit.statements import FoundStatement, statements
from factpress.audit.text import normalise
from factpress.core.diagnostics import Severity
from factpress.i18n.text_numbers import Number
from factpress.publication.facts.dates import Period

Verdict = Literal["stated", "traced by value", "ambiguous", "differs", "unknown", "reference"]
"""The number is in a passage of ours or in a name; one claim has it; several have it; one has it, but states something
else; none has it; it looks like a reference, such as a telephone number."""

_QUOTED = 24
"""Letters and digits from which a text in a foreign file is recognised as a passage of ours."""
_AROUND = 160
"""Characters on either side of a number in which the whole text of its value is looked for."""

_NOT_IN_TEXT: Mapping[str, str] = {
    "margin": "in the margin",
    "outside": "outside the page",
    "date": "a date in the place of a date",
    "slide number": "a slide number",
    "note number": "the number of a note",
    "note call": "the number of a note",
}
"""The parts of a page whose numbers are not traced, with what they are."""
_TRACED = ("traced by value", "ambiguous")


@dataclass(frozen=True, slots=True)
class Trace:
    """A number that was traced by its value, and the names of the values that fit.

    `reference` is what the number is if it is no statement. `differences` are those from the value that fits best.
    `position` sorts the numbers of a file.
    """

    place: Place
    fragment: Fragment
    number: Number
    verdict: Verdict
    claims: tuple[str, ...] = ()
    reference: str = ""
    statement: FoundStatement | None = None
    differences: tuple[Disagreement, ...] = ()

    @property
    def text(self) -> str:
        """The number as it is written."""
        return self.fragment.text[self.number.start : self.number.end]


_Result = tuple[Verdict, tuple[str, ...], tuple[Disagreement, ...]]


@dataclass(frozen=True)
class ValueTracer:
    """Traces numbers by the values of a fact source.

    `quoted` are the normalised passages of our own text. `names` are names with digits, which are not numbers.
    `page_numbers` has the number that each page or slide bears, by its own number. In a file that `is_foreign`, what is
    outside the pages is the printer's; in one of ours, it was added.
    """

    values: FactValues
    quoted: Collection[str] = ()
    names: Collection[str] = ()
    page_numbers: Mapping[int, int] = field(default_factory=dict[int, int])
    is_foreign: bool = False
    _known: dict[object, _Result] = field(default_factory=dict[object, _Result])
    _read: dict[str, dict[int, FoundStatement]] = field(default_factory=dict[str, dict[int, FoundStatement]])

    def trace(self, place: Place, fragments: Iterable[Fragment]) -> Iterator[Trace]:
        """The numbers of some fragments of a place, each with the values that fit it."""
        for fragment in fragments:
            text = fragment.text
            found = statements(text, self.values.language)
            if not found:
                continue
            kind = _NOT_IN_TEXT.get(fragment.where)
            if fragment.where == "date":
                kind = kind if is_date(text, self.values.language) else None
            elif fragment.where == "outside":
                kind = kind if self.is_foreign else None
            if kind is not None:
                for one in found:
                    yield from (Trace(place, fragment, n, "reference", reference=kind) for n in one.numbers)
                continue
            key = normalise(text)
            is_quoted = len(key) >= _QUOTED and any(key in passage for passage in self.quoted)
            named = [m.span() for name in self.names for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
            references = self._references(place, fragment, found)
            for one in self._divided(found):
                yield from self._trace(place, fragment, one, references, named, is_quoted=is_quoted)

    def _divided(self, found: Iterable[FoundStatement]) -> Iterator[FoundStatement]:
        """The statements, with the two years of a period that no claim has as two."""
        for one in found:
            period = one.when if one.is_date and len(one.numbers) == 2 else None
            if period is None or period.begin == period.end or period.begin.month or self._with_date(period):
                yield one
                continue
            for number, moment in zip(one.numbers, (period.begin, period.end), strict=True):
                value = Decimal(moment.year)
                yield replace(one, numbers=(number,), values=(value,), when=Period(moment, moment))

    def repeats(self, place: Place, fragment: Fragment, number: Number) -> Trace | None:
        """The trace of a number in a sentence of a presenter, if a claim that the slide states has it; else None."""
        if fragment.text not in self._read:  # many numbers of one text are asked for one after the other
            self._read.clear()
            every = self._divided(statements(fragment.text, self.values.language))
            self._read[fragment.text] = {one.start: found for found in every for one in found.numbers}
        found = self._read[fragment.text].get(number.start)
        names = self._with_numbers(found, "sentence") if found is not None else ()
        names = tuple(name for name in names if name in place.claims)
        if found is None or not names:
            return None
        verdict, fitting, differences = self._best(found, names, "sentence")
        return Trace(place, fragment, number, verdict, fitting, "", found, differences)

    def _references(self, place: Place, fragment: Fragment, found: Sequence[FoundStatement]) -> Mapping[int, str]:
        if fragment.where == "data":
            return {}
        references = dict(find_references(fragment.text, found, self.values.language))
        for start, value in numbers_alone(fragment.text):
            if value in (place.number, self.page_numbers.get(place.number)):
                references.setdefault(start, "the page number")
        return references

    def _trace(
        self,
        place: Place,
        fragment: Fragment,
        found: FoundStatement,
        references: Mapping[int, str],
        named: Sequence[tuple[int, int]],
        *,
        is_quoted: bool,
    ) -> Iterator[Trace]:
        around = normalise(fragment.text[max(0, found.start - _AROUND) : found.end + _AROUND])
        verdict, names, differences = self._verdict(found, around, fragment)
        for number in found.numbers:
            if is_quoted or any(low <= number.start < high for low, high in named):
                yield Trace(place, fragment, number, "stated", names if is_quoted else ())
            elif number.start in references and not (references[number.start] == "a date" and verdict in _TRACED):
                yield Trace(place, fragment, number, "reference", reference=references[number.start])
            else:
                yield Trace(place, fragment, number, verdict, names, "", found, differences)

    def _verdict(self, found: FoundStatement, around: str, fragment: Fragment) -> _Result:
        setting = _setting(fragment, found)
        names = self._with_numbers(found, setting)
        if not names:
            return "unknown", (), ()
        least = max(len(normalise(str(abs(value)))) for value in found.values)
        stated = self._whole_texts(names, around, least) or names
        signature = (replace(found, start=0, end=0, numbers=(), hedge=""), stated, setting)
        if signature not in self._known:
            self._known[signature] = self._best(found, stated, setting)
        return self._known[signature]

    def _with_numbers(self, found: FoundStatement, setting: Setting) -> tuple[str, ...]:
        """The names of the values with all numbers of a statement; if there are none, with one of them."""
        if found.is_date and found.when is not None:
            return self._with_date(found.when)
        percent = found.unit == "percent"
        each: list[tuple[str, ...]] = []
        for value in found.values:
            names = self.values.with_number(value, percent=percent)
            if not names and not percent and 0 < abs(value) < 1 and (setting == "chart" or found.numbers[0].in_words):
                # cells of charts have shares as fractions of 1, texts have "half"
                names = self.values.with_number(value * 100, percent=True)
            elif not names and setting == "chart":
                names = self.values.with_number(value, percent=True)  # the sign is in the format of the cell
            each.append(names)
        return _common(each) or tuple(dict.fromkeys(name for names in each for name in names))

    def _with_date(self, when: Period) -> tuple[str, ...]:
        """The names of the values with the years and days of a date or period."""
        parts = [part for moment in (when.begin, when.end) for part in (moment.year, moment.day) if part is not None]
        return _common([self.values.with_number(Decimal(part), percent=False) for part in parts])

    def _whole_texts(self, names: Iterable[str], around: str, least: int) -> tuple[str, ...]:
        """The names of the values whose whole text is around a number."""
        return tuple(
            name
            for name in names
            if any(one in around for one in map(normalise, self.values.texts(name)) if len(one) > least)
        )

    def _best(self, found: FoundStatement, names: Sequence[str], setting: Setting) -> _Result:
        """The verdict on a statement, the values that agree with it best, and in what the first of them differs."""
        tried = [(agrees(found, value, setting), name) for name in names for value in self.values.compared(name)]
        if not tried:
            return "unknown", (), ()
        best = min((differences for differences, _ in tried), key=weight)
        fitting = tuple(dict.fromkeys(name for differences, name in tried if weight(differences) == weight(best)))
        if any(one.severity is Severity.ERROR for one in best):
            return "differs", fitting, best
        claims = {name.partition("/")[0] for name in fitting}
        return ("traced by value" if len(claims) == 1 else "ambiguous"), fitting, best


def _setting(fragment: Fragment, found: FoundStatement) -> Setting:
    if fragment.where in ("data", "chart"):
        return "chart"
    before = fragment.text[max(0, found.start - _AROUND) : found.start]
    after = fragment.text[found.end : found.end + _AROUND]
    return "sentence" if any(character.isalpha() for character in before + after) else "cell"


def _common(each: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The names that are in each of some lists."""
    others = [set(names) for names in each[1:]]
    return tuple(name for name in each[0] if all(name in other for other in others))


def page_numbers(places: Iterable[Place]) -> dict[int, int]:
    """The number that each page bears, where the pages of a file bear numbers in step: 5, 6, 7 on pages 1, 2, 3."""
    places = list(places)
    steps = Counter(
        step for place in places for step in {value - place.number for f in place.fragments for _, value in _alone(f)}
    )
    step, count = max(steps.items(), key=lambda pair: (pair[1], -abs(pair[0])), default=(0, 0))
    return {place.number: place.number + step for place in places} if count > 1 else {}


def _alone(fragment: Fragment) -> Iterator[tuple[int, int]]:
    """The numbers alone on a line at the begin or end of a fragment."""
    text = fragment.text.strip()
    if len(text) > 200:
        text = f"{text[:100].rpartition(chr(10))[0]}\n{text[-100:].partition(chr(10))[2]}"
    yield from numbers_alone(text)
