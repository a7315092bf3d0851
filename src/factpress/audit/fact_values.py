"""The values of the fact source with the texts and numbers that each may be printed as, by `wording` alone.

This is a second way from the facts to the text, independent of the one that composed the document. If both differ, one
of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from functools import cached_property

from factpress.audit.statements import FoundStatement, statements
from factpress.audit.text import normalise
from factpress.document.wording.dates import format_moment, format_period, format_years
from factpress.document.wording.quantities import bounds, format_bounds, format_number, format_quantity
from factpress.i18n import Language
from factpress.i18n.numerals import MAX_DIGITS
from factpress.i18n.text_numbers import numbers
from factpress.publication.facts.claims import (
    SENTENCE,
    Base,
    Claim,
    FactBook,
    Point,
    Quantity,
    Range,
    Series,
    Standing,
    Steps,
    Value,
)
from factpress.publication.facts.dates import Moment, Period

PERCENT = "percent"


@dataclass(frozen=True)
class FactValues:
    """The values of a fact source by name: "claim/value", "claim/value@moment" of a series, "claim/" of a quotation.

    The name of a claim's sentence is known, and has no texts: it is compared with the passage that it is in.
    """

    book: FactBook
    language: Language
    _texts: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    _compared: dict[str, tuple[Value, ...]] = field(default_factory=dict[str, tuple[Value, ...]])

    def __contains__(self, name: str) -> bool:
        return self._find(name) is not None

    def _find(self, name: str) -> tuple[Claim, Value | None, Moment | None] | None:
        claim_id, _, rest = name.partition("/")
        claim = self.book.claims.get(claim_id)
        if claim is None:
            return None
        key, _, at = rest.partition("@")
        if not key or (key == SENTENCE and claim.says):
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
                    found.setdefault((_key(number), percent), {})[name] = None
        return {number: tuple(names) for number, names in found.items()}

    def with_number(self, value: Decimal, *, percent: bool) -> tuple[str, ...]:
        """The names of the values with that number, whatever its sign."""
        return self._by_number.get((_key(value), percent), ())

    @property
    def numbers(self) -> Iterator[tuple[Decimal, tuple[str, ...]]]:
        """All numbers, each with the names of the values that have it."""
        for (number, _), names in self._by_number.items():
            yield number, names

    def compared(self, name: str) -> tuple[Value, ...]:
        """The value of that name as a text is compared with it; of a quotation, one for each number in it."""
        if name not in self._compared:
            claim, value, _ = self._find(name) or (None, None, None)
            if value is not None:
                self._compared[name] = (value,)
            else:  # the numbers of a sentence are those of the values in it
                words = claim.as_supplied if claim is not None and not name.endswith(SENTENCE) else None
                quoted = statements(words or "", self.language)
                self._compared[name] = tuple(map(_value_of, quoted))
        return self._compared[name]

    def standing(self, name: str) -> Standing:
        """The standing of the claim that a name belongs to."""
        return self.book.claims[name.partition("/")[0]].standing


def _key(value: Decimal) -> Decimal:
    """The same number for all ways to write it, without its sign. No digit is lost, however many there are."""
    with localcontext(prec=2 * MAX_DIGITS):
        return abs(value).normalize() + 0


def _value_of(found: FoundStatement) -> Value:
    """A statement of a text as a value."""
    if found.is_date:
        return Value("", None, period=found.when)
    amount = Range(*found.values) if found.is_range else Point(found.values[0], found.qualifier)
    base = Base(found.base_number, found.base) if found.base else None
    return Value("", Quantity(amount, found.unit, per=base))


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
            yield number.amount, number.percent
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
