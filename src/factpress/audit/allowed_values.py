"""What a mark allows: all that a value of the fact source can be said to be, by `wording` alone.

A second way from the facts to the words, beside the one that composed the document: where the two differ, one is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from factpress.audit.normalise_text import key
from factpress.audit.numbers import Number, numbers
from factpress.document.wording.dates import format_moment, format_period, format_years
from factpress.document.wording.quantities import bounds, format_bounds, format_number, format_quantity
from factpress.i18n import Language
from factpress.publication.facts.claims import (
    Claim,
    FactBook,
    Moment,
    Period,
    Quantity,
    Range,
    Series,
    Standing,
    Steps,
    Value,
)

PERCENT = "percent"


@dataclass(frozen=True)
class Allowed:
    """The values of a fact source with their words and numbers, found by "claim/value"."""

    book: FactBook
    language: Language
    _words: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def value(self, name: str) -> tuple[Claim, Value | None, Moment | None] | None:
        """The claim of that name, its value where the name has one, and the moment of a series; None where none is."""
        claim_id, _, rest = name.partition("/")
        claim = self.book.claims.get(claim_id)
        if claim is None:
            return None
        value_key, _, at = rest.partition("@")
        if not value_key:
            return claim, None, None
        value = claim.value(value_key)
        if value is None:
            return None
        moments = (moment for moment, _ in _points(value))
        return claim, value, next((moment for moment in moments if str(moment) == at), None)

    def words(self, name: str) -> tuple[str, ...]:
        """All that may be printed for a value, the fullest first; none for a claim that is quoted whole."""
        if name not in self._words:
            found = self.value(name)
            told = _words(found[1], found[2], self.language) if found is not None and found[1] is not None else ()
            self._words[name] = tuple(dict.fromkeys(sorted(told, key=len, reverse=True)))
        return self._words[name]

    def says(self, name: str, text: str) -> bool:
        """Whether these words say that value, and nothing else."""
        return key(text) in {key(words) for words in self.words(name)}

    def standing(self, name: str) -> Standing | None:
        """How sure we are of the claim of that name."""
        found = self.value(name)
        return found[0].standing if found is not None else None

    @cached_property
    def by_number(self) -> Mapping[tuple[Decimal, bool], tuple[str, ...]]:
        """The names of the values that say a number, by the number and whether it is a percentage."""
        found: dict[tuple[Decimal, bool], dict[str, None]] = {}
        for name in self.names:
            claim = self.value(name)
            if claim is None:
                continue
            for number, percent in _numbers(claim[0], claim[1], self.language):
                found.setdefault((number, percent), {})[name] = None
        return {number: tuple(names) for number, names in found.items()}

    @property
    def names(self) -> Iterator[str]:
        """The names of all values that may be printed, and of claims that were supplied in words."""
        for claim in self.book.claims.values():
            if claim.standing is Standing.WITHDRAWN:
                continue
            if claim.as_supplied:
                yield f"{claim.id}/"
            yield from (f"{claim.id}/{value.key}" for value in claim.values)

    def fitting(self, number: Number) -> tuple[str, ...]:
        """The names of the values that say that number."""
        wanted = [number.value] if number.scaled is None else [number.scaled]
        return tuple(
            dict.fromkeys(name for one in wanted for name in self.by_number.get((_plain(one), number.percent), ()))
        )


def _points(value: Value) -> tuple[tuple[Moment, Quantity], ...]:
    return value.measure.points if isinstance(value.measure, Series) else ()


def _words(value: Value, at: Moment | None, language: Language) -> Iterator[str]:
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


def _plain(number: Decimal) -> Decimal:
    return number.normalize() + 0


def _numbers(claim: Claim, value: Value | None, language: Language) -> Iterator[tuple[Decimal, bool]]:
    """The numbers that a value says: its amounts and its times."""
    if value is None:
        for number in numbers(claim.as_supplied or "", language):
            yield _plain(number.scaled or number.value), number.percent
        return
    quantities = [value.measure] if isinstance(value.measure, Quantity) else [q for _, q in _points(value)]
    for quantity in quantities:
        amount, percent = quantity.amount, quantity.unit == PERCENT
        for number in bounds(amount):
            yield _plain(number), percent
        if quantity.per is not None:
            yield _plain(quantity.per.number), False
    moments = [moment for moment, _ in _points(value)]
    if isinstance(value.measure, Series) and value.measure.published is not None:
        moments.append(value.measure.published)
    if isinstance(value.measure, Steps):
        moments += [moment for span, _ in value.measure.spans for moment in (span.begin, span.end)]
        for level in value.measure.levels:
            yield from ((_plain(one.value), False) for one in numbers(language.level(level), language))
    moments += [value.when.begin, value.when.end] if value.when is not None else []
    for moment in moments:
        yield from ((Decimal(part), False) for part in (moment.year, moment.day) if part is not None)
