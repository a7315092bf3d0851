"""A rule about numbers with decimals in units that are counted in whole numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.publication.facts.claims import Claim, Measure, Quantity, Series, Value

MIN_OTHERS = 2
"""So many other numbers of a unit must be whole, and none may have decimals, before its numbers are taken for whole."""


def not_whole(context: CheckContext) -> Iterator[Finding]:
    """A number of people, or of another unit that is counted in whole numbers, has decimals.

    A unit is counted in whole numbers if its language file says so (`whole: true`), or if all other values in it are
    whole and this one has three decimals. A rate (`per`) may have decimals.

    Why: In many languages a point separates thousands. 12.480 is twelve people and a half to this program.

    Bad:
        guests:
          claim: People who came to the summer feast
          standing: verified
          values: [{exactly: 12.480, unit: people, period: 2025}]
          cites: {source: annual-report, locator: p. 3}

    Good:
        guests:
          claim: People who came to the summer feast
          standing: verified
          values: [{exactly: 12480, unit: people, period: 2025}]
          cites: {source: annual-report, locator: p. 3}
    """
    numbers: defaultdict[str, list[Decimal]] = defaultdict(list)
    values = [(claim, value, unit) for claim, value in _values(context) if (unit := _counted_unit(value.measure))]
    for _, value, unit in values:
        numbers[unit] += [number for number, _ in value.numbers]
    for claim, value, unit in values:
        for number, place in value.numbers:
            if _decimals(number) and _comes_whole(unit, number, numbers[unit], context):
                message = f"{unit.replace('-', ' ')} come in whole numbers, but this is {number}"
                yield Finding(message, place, _hint(number), claims=frozenset((claim.id,)))


def _values(context: CheckContext) -> Iterator[tuple[Claim, Value]]:
    for claim in context.book.claims.values():
        for value in claim.values:
            yield claim, value


def _counted_unit(measure: Measure) -> str | None:
    """The unit of a value; None for a rate, which may be an average, and for a value without a number."""
    quantity = measure.points[0][1] if isinstance(measure, Series) else measure
    return quantity.unit if isinstance(quantity, Quantity) and quantity.per is None else None


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _comes_whole(unit: str, number: Decimal, numbers: list[Decimal], context: CheckContext) -> bool:
    words = context.edition.language.units.get(unit)
    if words is not None and words.whole is not None:
        return words.whole
    if words is None or words.sign or _decimals(number) != 3:
        return False
    return sum(not _decimals(other) for other in numbers) >= MIN_OTHERS and sum(map(bool, map(_decimals, numbers))) == 1


def _hint(number: Decimal) -> str:
    if _decimals(number) == 3 and abs(number) < 1000:
        return f"if the point separates thousands, remove it: {str(number).replace('.', '')}"
    return "write the whole number; an average is a rate: per: {number: 1, unit: households}"
