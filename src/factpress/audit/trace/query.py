"""Which values have a number that was searched for: as a quantity, an end of a range, a year, or in a quotation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from factpress.document.wording.dates import parse_period
from factpress.document.wording.phrases import UnreadableError
from factpress.document.wording.quantities import bounds, parse_number, parse_quantity
from factpress.i18n import Language
from factpress.i18n.numerals import find_number_words, find_numbers, normalize_spaces
from factpress.publication.facts.claims import (
    Amount,
    FactBook,
    Point,
    Qualifier,
    Quantity,
    Series,
    Standing,
    Steps,
    Value,
)
from factpress.publication.facts.dates import Moment, Period

MOST_NEAR = 3
"""The number of near values that are listed if no value has the number."""

NEAR = Decimal("0.1")
"""The relative distance up to which a value is near."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """A number as it was searched for. Without a unit it matches any unit, or a year."""

    quantity: Quantity | None = None
    amount: Amount | None = None
    period: Period | None = None


def parse_query(text: str, language: Language) -> NumberQuery | None:
    """The number, quantity or date that the text states; None if it is none of them."""
    words = normalize_spaces(text)
    for sign in {unit.sign.replace("{}", "") for unit in language.units.values() if unit.sign}:
        words = words.replace(f" {normalize_spaces(sign)}", normalize_spaces(sign))  # "17 %" is typed as often as "17%"
    quantity = _if_readable(lambda: parse_quantity(words, language))
    amount = quantity.amount if quantity is not None else _if_readable(lambda: parse_number(words, language))
    if amount is None:
        whole = next(
            (value for start, end, value in find_number_words(words, language) if words[start:end] == words), None
        )
        amount = Point(Decimal(whole)) if whole is not None else None
    period = _if_readable(lambda: parse_period(words, language))
    return NumberQuery(quantity, amount, period) if quantity or amount or period else None


def _if_readable(parse: Callable[[], _T]) -> _T | None:
    try:
        return parse()
    except UnreadableError:
        return None


def values_with(query: NumberQuery, book: FactBook, language: Language) -> tuple[str, ...]:
    """The values with the number: "claim/key", a point of a series "claim/key@1979", a quotation "claim"."""
    found: list[str] = []
    for claim in book.claims.values():
        if claim.as_supplied and query.amount is not None and _quotes(claim.as_supplied, query.amount, language):
            found.append(claim.id)
        for value in claim.values:
            address, measure = f"{claim.id}/{value.key}", value.measure
            if isinstance(measure, Series):
                found += [f"{address}@{when}" for when, quantity in measure.points if _matches(quantity, query)]
            is_quantity = isinstance(measure, Quantity) and _matches(measure, query)
            if is_quantity or (query.period is not None and _has_time(value, query.period)):
                found.append(address)
    return tuple(found)


def nearest_values(query: NumberQuery, book: FactBook) -> tuple[str, ...]:
    """The values with the nearest numbers, the nearest first; none if no number is near."""
    wanted = [number for number in (bounds(query.amount) if query.amount is not None else ()) if number]
    distances: list[tuple[Decimal, str]] = []
    for claim in book.claims.values():
        for value in claim.values if claim.standing is not Standing.WITHDRAWN else ():
            measure = value.measure
            if isinstance(measure, Quantity) and not _has_other_unit(measure, query):
                address = f"{claim.id}/{value.key}"
                distances += [(abs(n - w) / abs(w), address) for n in bounds(measure.amount) for w in wanted]
    nearest = dict.fromkeys(address for distance, address in sorted(distances) if distance <= NEAR)
    return tuple(nearest)[:MOST_NEAR]


def _has_other_unit(quantity: Quantity, query: NumberQuery) -> bool:
    return query.quantity is not None and query.quantity.unit != quantity.unit


def _matches(quantity: Quantity, query: NumberQuery) -> bool:
    """Whether a quantity has the number. A bare number matches any unit and any qualifier."""
    if query.amount is None or _has_other_unit(quantity, query):
        return False
    of, per = (query.quantity.of, query.quantity.per) if query.quantity is not None else (None, None)
    if (of and of != quantity.of) or (per and per != quantity.per):
        return False
    if isinstance(query.amount, Point) and query.amount.qualifier is Qualifier.EXACTLY:
        return query.amount.number in bounds(quantity.amount)
    return quantity.amount == query.amount


def _quotes(words: str, amount: Amount, language: Language) -> bool:
    found = {Decimal(value) for _, _, value in (*find_numbers(words, language), *find_number_words(words, language))}
    return found.issuperset(bounds(amount))


def _has_time(value: Value, period: Period) -> bool:
    """Whether the time of a value is that one. A year matches a date in it, and either end of a period."""
    times = [span for span, _ in value.measure.spans] if isinstance(value.measure, Steps) else []
    times += [value.when] if value.when is not None else []
    if period.begin != period.end:
        return period in times
    return any(_is_within(moment, period.begin) for time in times for moment in (time.begin, time.end))


def _is_within(moment: Moment, other: Moment) -> bool:
    parts = ((moment.year, other.year), (moment.month, other.month), (moment.day, other.day))
    return all(wanted is None or part == wanted for part, wanted in parts)
