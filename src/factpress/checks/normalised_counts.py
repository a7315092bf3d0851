"""Normalises the counts of claims to exact, comparable forms.

A rate in time becomes a rate per year, a rate per 1,000 one per head, kilometres become metres. A qualifier becomes
bounds: "at least 12" has no upper one. What we reckoned ourselves is left out, since it would repeat what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from factpress.publication.facts.claims import (
    Claim,
    FactBook,
    Period,
    Point,
    Qualifier,
    Quantity,
    Range,
    Series,
    Standing,
    Value,
)
from factpress.publication.facts.containment import Scopes
from factpress.publication.facts.measures import PERCENT

IN_YEARS: Mapping[str, Fraction] = {
    "years": Fraction(1),
    "months": Fraction(1, 12),
    "weeks": Fraction(7, 365),
    "days": Fraction(1, 365),
    "hours": Fraction(1, 365 * 24),
    "minutes": Fraction(1, 365 * 24 * 60),
}
"""The length of each unit of time in years of 365 days."""

SAME_MEASURE: Mapping[str, tuple[str, Fraction]] = {
    "kilometres": ("metres", Fraction(1000)),
    "tonnes": ("kilograms", Fraction(1000)),
    "square-kilometres": ("hectares", Fraction(100)),
}
"""Units that measure the same as another one, and how many of that they are."""

ROUND_ABOUT = Fraction(1, 10)
"""How far "about" and "nearly" may be from the number: a tenth, which no reader would call wrong."""

NO_COUNT = frozenset({"times", "percentage-points"})
"""Units that compare, and count nothing."""


class Kind(NamedTuple):
    """What must be equal before two numbers may be set against each other, whatever they count and where."""

    unit: str
    per: str  # "years" for a rate in time, the unit of the base for another rate, "" for none
    counts: str  # "stock", "flow", or "share"
    of: str  # the whole of a share


@dataclass(frozen=True, slots=True)
class Tally:
    """One number of a claim. `low` and `high` bound what may be so, `said` is what is written, both in the kind's unit.

    `high` is None where nothing bounds it. `around` are the groups that it is a part of, itself first if it is a group.
    A tally that follows from two claims has the second as its `base`.
    """

    claim: Claim
    value: Value
    quantity: Quantity
    kind: Kind
    low: Fraction
    high: Fraction | None
    said: tuple[Fraction, Fraction]
    place: str | None
    group: str | None
    around: tuple[str, ...]
    when: Period | None
    base: Tally | None = None

    @property
    def name(self) -> str:
        """How a text addresses the value."""
        return f"{self.claim.id}/{self.value.key}"

    @property
    def claims(self) -> frozenset[str]:
        """The ids of the claims that it rests on."""
        own = frozenset({self.claim.id})
        return own if self.base is None else own | self.base.claims


def tallies(book: FactBook) -> Iterator[Tally]:
    """Every number that a claim states of something named; not those of withdrawn claims, and not our own sums."""
    for claim in book.claims.values():
        if claim.standing is Standing.WITHDRAWN:
            continue
        for value in claim.values:
            if value.calculation is not None:
                continue
            match value.measure:
                case Quantity() as quantity:
                    yield from _tally(claim, value, quantity, value.when, book.scopes)
                case Series(points):
                    for moment, quantity in points:
                        yield from _tally(claim, value, quantity, Period(moment, moment), book.scopes)
                case _:
                    pass


def _tally(claim: Claim, value: Value, quantity: Quantity, when: Period | None, scopes: Scopes) -> Iterator[Tally]:
    if quantity.unit in NO_COUNT:
        return
    factor, unit, per = scale(quantity)
    group = scopes.group(value.definition) if value.definition is not None else None
    share = quantity.unit == PERCENT
    of = scopes.group(quantity.of) if quantity.of is not None else ""
    kind = Kind(unit, per, "share" if share else counts(value, per), of)
    low, high = bounds(quantity)
    said = stated(quantity)
    yield Tally(
        claim=claim,
        value=value,
        quantity=quantity,
        kind=kind,
        low=low * factor,
        high=high * factor if high is not None else None,
        said=(said[0] * factor, said[1] * factor),
        place=value.place,
        group=group,
        around=scopes.groups_around(group) if group is not None else (),
        when=when,
    )


def counts(value: Value, per: str) -> str:
    """Whether a value counts a stock or a flow: as it says, else a rate in time and what has a period is a flow."""
    return value.counts or ("flow" if per == "years" or value.period is not None else "stock")


def scale(quantity: Quantity) -> tuple[Fraction, str, str]:
    """What the number is multiplied by, the unit that it is in then, and what it is a rate of."""
    unit, factor = SAME_MEASURE.get(quantity.unit, (quantity.unit, Fraction(1)))
    if quantity.per is None:
        return factor, unit, ""
    base = Fraction(quantity.per.number)
    if quantity.per.unit in IN_YEARS:
        return factor / (base * IN_YEARS[quantity.per.unit]), unit, "years"
    return factor / base, unit, quantity.per.unit


def stated(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """The number as it is written, or both ends of the range."""
    match quantity.amount:
        case Range(low, high):
            return Fraction(low), Fraction(high)
        case Point(number):
            return Fraction(number), Fraction(number)


def bounds(quantity: Quantity) -> tuple[Fraction, Fraction | None]:
    """The least and the most that the quantity may be; None where nothing bounds it."""
    low, high = stated(quantity)
    if isinstance(quantity.amount, Range):
        return low, high
    match quantity.amount.qualifier:
        case Qualifier.ABOUT:
            return low * (1 - ROUND_ABOUT), high * (1 + ROUND_ABOUT)
        case Qualifier.NEARLY:
            return low * (1 - ROUND_ABOUT), high
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return low, None
        case Qualifier.LESS_THAN | Qualifier.AT_MOST:
            return Fraction(0), high
        case Qualifier.EXACTLY:
            return low, high
