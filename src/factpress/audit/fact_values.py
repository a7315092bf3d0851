"""The values of the fact source with the texts and numbers that each may be printed as, by `wording` alone.

This is a second way from the facts to the text, independent of the one that composed the document. If both differ, one
of them is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from factpress.audit.reading import Fragment, Place
from factpress.audit.text import LONGEST, Number, most_similar, normalise, numbers
from factpress.core.web_addresses import find_addresses
from factpress.document.wording.dates import format_moment, format_period, format_years
from factpress.document.wording.quantities import bounds, format_bounds, format_number, format_quantity
from factpress.i18n import Language
from factpress.publication.facts.claims import Claim, FactBook, Quantity, Range, Series, Standing, Steps, Value
from factpress.publication.facts.dates import Moment, Period

PERCENT = "percent"


@dataclass(frozen=True)
class FactValues:
    """The values of a fact source by name: "claim/value", "claim/value@moment" of a series, "claim/" of a quotation."""

    book: FactBook
    language: Language
    _texts: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def __contains__(self, name: str) -> bool:
        return self._find(name) is not None

    def _find(self, name: str) -> tuple[Claim, Value | None, Moment | None] | None:
        claim_id, _, rest = name.partition("/")
        claim = self.book.claims.get(claim_id)
        if claim is None:
            return None
        key, _, at = rest.partition("@")
        if not key:
            return claim, None, None
        value = claim.value(key)
        if value is None:
            return None
        moments = (moment for moment, _ in _points(value))
        return claim, value, next((moment for moment in moments if str(moment) == at), None)

    def texts(self, name: str) -> tuple[str, ...]:
        """All texts that may be printed for a value, the longest first; none for a quotation."""
        if name not in self._texts:
            _, value, moment = self._find(name) or (None, None, None)
            found = _texts(value, moment, self.language) if value is not None else ()
            self._texts[name] = tuple(dict.fromkeys(sorted(found, key=len, reverse=True)))
        return self._texts[name]

    def may_be(self, name: str, text: str) -> bool:
        """Whether the text may be printed for that value."""
        return normalise(text) in {normalise(one) for one in self.texts(name)}

    @property
    def names(self) -> Iterator[str]:
        """The names of all values and quotations that may be printed."""
        for claim in self.book.claims.values():
            if claim.standing is Standing.WITHDRAWN:
                continue
            if claim.as_supplied:
                yield f"{claim.id}/"
            yield from (f"{claim.id}/{value.key}" for value in claim.values)

    @cached_property
    def _by_number(self) -> Mapping[tuple[Decimal, bool], tuple[str, ...]]:
        """The names of the values with a number, by the number and whether it is a percentage."""
        found: dict[tuple[Decimal, bool], dict[str, None]] = {}
        for name in self.names:
            claim, value, _ = self._find(name) or (None, None, None)
            if claim is not None:
                for number, percent in _numbers(claim, value, self.language):
                    found.setdefault((number.normalize() + 0, percent), {})[name] = None
        return {number: tuple(names) for number, names in found.items()}

    def with_number(self, number: Number) -> tuple[str, ...]:
        """The names of the values with that number."""
        value = number.value if number.scaled is None else number.scaled
        return self._by_number.get((value.normalize() + 0, number.percent), ())


def _points(value: Value) -> tuple[tuple[Moment, Quantity], ...]:
    return value.measure.points if isinstance(value.measure, Series) else ()


def _texts(value: Value, at: Moment | None, language: Language) -> Iterator[str]:
    measure = value.measure
    quantities = [measure] if isinstance(measure, Quantity) else [q for m, q in _points(value) if at in (None, m)]
    for quantity in quantities:
        yield format_quantity(quantity, language)
        yield format_number(quantity, language)
        if isinstance(quantity.amount, Range):
            yield from format_bounds(quantity, language)
    if isinstance(measure, Steps):
        for span, level in measure.spans:
            yield from (language.level(level), *_times(span, language))
    for moment, _ in _points(value):
        yield format_moment(moment, language)
    if isinstance(measure, Series) and measure.published is not None:
        yield from _times(Period(measure.published, measure.published), language)
    if value.when is not None:
        yield from _times(value.when, language)


def _times(when: Period, language: Language) -> Iterator[str]:
    yield format_period(when, language)
    yield format_years(when, language)
    for moment in (when.begin, when.end):
        yield format_moment(moment, language)
        yield format_moment(Moment(moment.year), language)


def _numbers(claim: Claim, value: Value | None, language: Language) -> Iterator[tuple[Decimal, bool]]:
    """The numbers of a value, of its amounts and its times, each with whether it is a percentage."""
    if value is None:
        for number in numbers(claim.as_supplied or "", language):
            yield number.scaled or number.value, number.percent
        return
    quantities = [value.measure] if isinstance(value.measure, Quantity) else [q for _, q in _points(value)]
    for quantity in quantities:
        yield from ((number, quantity.unit == PERCENT) for number in bounds(quantity.amount))
        if quantity.per is not None:
            yield quantity.per.number, False
    moments = [moment for moment, _ in _points(value)]
    if isinstance(value.measure, Series) and value.measure.published is not None:
        moments.append(value.measure.published)
    if isinstance(value.measure, Steps):
        moments += [moment for span, _ in value.measure.spans for moment in (span.begin, span.end)]
        for level in value.measure.levels:
            yield from ((one.value, False) for one in numbers(language.level(level), language))
    moments += [value.when.begin, value.when.end] if value.when is not None else []
    for moment in moments:
        yield from ((Decimal(part), False) for part in (moment.year, moment.day) if part is not None)


# ── tracing numbers by their value ──────────────────────────────────────────────────────────────────────────────

Verdict = Literal["stated", "traced by value", "ambiguous", "unknown"]

_VERDICTS: tuple[Verdict, ...] = ("unknown", "traced by value", "ambiguous")
"""By the number of claims that fit: none, one, several."""

_QUOTED = 24
"""Letters and digits from which a text in a foreign file is recognised as a passage of ours."""
_NEAR = 0.6
"""The similarity of digits from which a value is suggested."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A number that was traced by its value, and the names of the values that fit."""

    place: Place
    fragment: Fragment
    number: Number
    verdict: Verdict
    claims: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The number as it is written."""
        return self.fragment.text[self.number.start : self.number.end]


def trace_by_value(
    place: Place,
    fragments: Iterable[Fragment],
    values: FactValues,
    quoted: Collection[str] = (),
    names: Collection[str] = (),
) -> list[Trace]:
    """The numbers of some fragments with the values that fit them.

    `quoted` are the normalised passages of our own text. `names` are names with digits, which are not numbers; nor
    are those in web and mail addresses.
    """
    found: list[Trace] = []
    for fragment in fragments:
        text = fragment.text
        key = normalise(text)
        is_quoted = len(key) >= _QUOTED and any(key in passage for passage in quoted)
        in_names = [m.span() for name in names for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        in_names += find_addresses(text)
        of_text = numbers(text, values.language)
        fitting = [values.with_number(number) for number in of_text]
        for i, number in enumerate(of_text):
            fit = _narrowed(fitting, of_text, i, text, values)
            if not fit and fragment.where == "data":
                # cells of charts have percentages without a sign, or as fractions of 1
                share = number.value * 100 if 0 < number.value < 1 else number.value
                fit = values.with_number(replace(number, value=share, percent=True))
            claims = {name.partition("/")[0] for name in fit}
            verdict: Verdict = "stated" if is_quoted else _VERDICTS[min(len(claims), 2)]
            is_name = any(low <= number.start < high for low, high in in_names)
            if is_name or _is_page_number(number, fragment, place):
                verdict, fit = "stated", ()
            found.append(Trace(place, fragment, number, verdict, fit))
    return found


def _is_page_number(number: Number, fragment: Fragment, place: Place) -> bool:
    """Whether the number is that of its page, alone on a line."""
    line = fragment.text[fragment.text.rfind("\n", 0, number.start) + 1 :].split("\n", 1)[0].strip()
    return number.value == place.number and line == fragment.text[number.start : number.end].strip()


def _narrowed(
    fitting: list[tuple[str, ...]], of_text: list[Number], i: int, text: str, values: FactValues
) -> tuple[str, ...]:
    """The values that fit number `i`: if possible those whose whole text is there, or that fit the next number too."""
    names, number = fitting[i], of_text[i]
    key = normalise(text) if len(text) <= LONGEST else ""
    least = len(normalise(text[number.start : number.end]))
    whole = tuple(
        name for name in names if any(one in key for one in map(normalise, values.texts(name)) if len(one) > least)
    )
    names = whole or names
    if number.scaled is not None and i + 1 < len(of_text):
        names = tuple(name for name in names if name in fitting[i + 1]) or names
    return names


def nearest_value(text: str, names: Iterable[str], values: FactValues) -> tuple[str, str] | None:
    """The name and text of the value most similar to a number as written; None if none is similar."""
    candidates = ((_digits_or_all(one), (name, one)) for name in names for one in values.texts(name))
    return most_similar(_digits_or_all(text), candidates, _NEAR)


def _digits_or_all(text: str) -> str:
    """The digits of a text; all of it if it has none."""
    key = normalise(text)
    return "".join(character for character in key if character.isdigit()) or key
