"""Which claims say a number that somebody asks for: as a quantity, an end of a range, a year, or in a quotation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from factpress.document.wording.dates import parse_period
from factpress.document.wording.phrases import UnreadableError
from factpress.document.wording.quantities import parse_number, parse_quantity
from factpress.i18n import Language
from factpress.i18n.numerals import numerals, plain_spaces, spelled
from factpress.publication.facts.claims import (
    Amount,
    FactBook,
    Moment,
    Period,
    Point,
    Qualifier,
    Quantity,
    Range,
    Series,
    Standing,
    Steps,
    Value,
)

MOST_NEAR = 3
"""How many values are named that are near a number which none of them says."""

NEAR = Decimal("0.1")
"""How far from a number another one is still near it, as a share of it."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was asked for; a bare one may be an amount of anything, or a year."""

    quantity: Quantity | None = None
    amount: Amount | None = None
    period: Period | None = None


def number_asked(text: str, language: Language) -> Number | None:
    """The number, quantity or date that the words say; None where they say none."""
    words = plain_spaces(text)
    for sign in {unit.sign.replace("{}", "") for unit in language.units.values() if unit.sign}:
        words = words.replace(f" {plain_spaces(sign)}", plain_spaces(sign))  # "17 %" is typed as often as "17%"
    quantity = _tried(lambda: parse_quantity(words, language))
    amount = quantity.amount if quantity is not None else _tried(lambda: parse_number(words, language))
    if amount is None:
        whole = next((value for start, end, value in spelled(words, language) if words[start:end] == words), None)
        amount = Point(Decimal(whole)) if whole is not None else None
    period = _tried(lambda: parse_period(words, language))
    return Number(quantity, amount, period) if quantity or amount or period else None


def _tried(reading: Callable[[], _T]) -> _T | None:
    try:
        return reading()
    except UnreadableError:
        return None


# ── looking it up ───────────────────────────────────────────────────────────────────────────────────────────────


def saying(number: Number, book: FactBook, language: Language) -> tuple[str, ...]:
    """The values that say the number: "claim/key", a point of a series "claim/key@1979", a quotation "claim"."""
    found: list[str] = []
    for claim in book.claims.values():
        if claim.as_supplied and number.amount is not None and _quotes(claim.as_supplied, number.amount, language):
            found.append(claim.id)
        for value in claim.values:
            address = f"{claim.id}/{value.key}"
            found += [f"{address}@{when}" for when, quantity in _points(value) if _is(quantity, number)]
            whole = isinstance(value.measure, Quantity) and _is(value.measure, number)
            if whole or (number.period is not None and _speaks_of(value, number.period)):
                found.append(address)
    return tuple(found)


def near(number: Number, book: FactBook) -> tuple[str, ...]:
    """The values whose number is nearest to the one that was asked for, if any is near."""
    wanted = _numbers(number.amount)
    distances: list[tuple[Decimal, str]] = []
    for claim in book.claims.values():
        if claim.standing is Standing.WITHDRAWN:
            continue
        for value in claim.values:
            if not isinstance(value.measure, Quantity) or _is_other(value.measure, number):
                continue
            for one in _numbers(value.measure.amount):
                distances += [(abs(one - w) / abs(w), f"{claim.id}/{value.key}") for w in wanted if w]
    nearest = dict.fromkeys(address for distance, address in sorted(distances) if distance <= NEAR)
    return tuple(nearest)[:MOST_NEAR]


def _is_other(quantity: Quantity, number: Number) -> bool:
    """Whether a unit was asked for, and this is another one."""
    return number.quantity is not None and number.quantity.unit != quantity.unit


def _is(quantity: Quantity, number: Number) -> bool:
    """Whether a value says the number. One that is asked for bare is found in any unit and behind any qualifier."""
    if number.amount is None or _is_other(quantity, number):
        return False
    asked = number.quantity
    if asked is not None and ((asked.of and asked.of != quantity.of) or (asked.per and asked.per != quantity.per)):
        return False
    if isinstance(number.amount, Point) and number.amount.qualifier is Qualifier.EXACTLY:
        return number.amount.number in _numbers(quantity.amount)
    return quantity.amount == number.amount


def _numbers(amount: Amount | None) -> tuple[Decimal, ...]:
    match amount:
        case Point(number):
            return (number,)
        case Range(low, high):
            return (low, high)
        case None:
            return ()


def _points(value: Value) -> Iterator[tuple[Moment, Quantity]]:
    if isinstance(value.measure, Series):
        yield from value.measure.points


def _quotes(words: str, amount: Amount, language: Language) -> bool:
    said = {value for _, _, value in (*numerals(words, language), *spelled(words, language))}
    return all(Decimal(number) in said for number in _numbers(amount))


def _speaks_of(value: Value, asked: Period) -> bool:
    """Whether the value's time is that one: a year is found in a date, and at either end of a period."""
    spans = [span for span, _ in value.measure.spans] if isinstance(value.measure, Steps) else []
    times = [*spans, *([value.when] if value.when is not None else [])]
    if asked.begin != asked.end:
        return any(time == asked for time in times)
    return any(_within(moment, asked.begin) for time in times for moment in (time.begin, time.end))


def _within(moment: Moment, asked: Moment) -> bool:
    parts = ((moment.year, asked.year), (moment.month, asked.month), (moment.day, asked.day))
    return all(wanted is None or part == wanted for part, wanted in parts)
