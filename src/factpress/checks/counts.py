"""The counts of claims in exact, comparable forms.

A rate in time becomes a rate per year, a rate per 1,000 a rate per one, kilometres become metres. A qualifier becomes
bounds: "at least 12" has no upper bound. Calculated values are left out: they repeat the values that they come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from factpress.publication.facts.claims import (
    Claim,
    FactBook,
    Point,
    Qualifier,
    Quantity,
    Range,
    Series,
    Standing,
    Value,
)
from factpress.publication.facts.containment import Scopes
from factpress.publication.facts.dates import Period
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
"""Units that are converted to another one: its name, and the factor."""

TOLERANCE = Fraction(1, 10)
"""How far the true number may differ from "about" and "nearly": a tenth, which no reader would call wrong."""

NO_COUNT = frozenset({"times", "percentage-points"})
"""Units of comparisons, which count nothing."""


class Dimension(NamedTuple):
    """What must be equal before two numbers are compared, apart from group, place and time."""

    unit: str
    per: str  # "years" for a rate in time, the unit of the base for another rate, "" if it is not a rate
    counts: str  # "stock", "flow" or "share"
    of: str  # the whole of a share, else ""


@dataclass(frozen=True, slots=True)
class Count:
    """One number of a claim, in the unit of its dimension.

    `low` and `high` are the bounds of the true number; `high` is None if there is no upper bound. `written` is the
    number as it is written, or both ends of a range. `groups` are the group and all groups that contain it; if the
    group is not known, those that contain it. A count that is a share of another claim's count has that as its `base`.
    """

    claim: Claim
    value: Value
    quantity: Quantity
    dimension: Dimension
    low: Fraction
    high: Fraction | None
    written: tuple[Fraction, Fraction]
    place: str | None
    group: str | None
    groups: tuple[str, ...]
    when: Period | None
    base: Count | None = None

    @property
    def name(self) -> str:
        """The address of the value in a text."""
        return f"{self.claim.id}/{self.value.key}"

    @property
    def claims(self) -> frozenset[str]:
        """The ids of the claims that it comes from."""
        own = frozenset({self.claim.id})
        return own if self.base is None else own | self.base.claims


def normalised_counts(book: FactBook) -> Iterator[Count]:
    """The counts of all claims, without those of withdrawn claims and without calculated values."""
    for claim in book.claims.values():
        if claim.standing is Standing.WITHDRAWN:
            continue
        for value in claim.values:
            if value.calculation is not None:
                continue
            match value.measure:
                case Quantity() as quantity:
                    yield from _count(claim, value, quantity, value.when, book.scopes)
                case Series(points):
                    for moment, quantity in points:
                        yield from _count(claim, value, quantity, Period(moment, moment), book.scopes)
                case _:
                    pass


def _count(claim: Claim, value: Value, quantity: Quantity, when: Period | None, scopes: Scopes) -> Iterator[Count]:
    if quantity.unit in NO_COUNT:
        return
    factor, unit, per = scale(quantity)
    group = scopes.group(value.definition) if value.definition is not None else None
    # a rate in time, or a value with a period, is a flow unless the value has another `counts`
    counts = value.counts or ("flow" if per == "years" or value.period is not None else "stock")
    of = scopes.group(quantity.of) if quantity.of is not None else ""
    dimension = Dimension(unit, per, "share" if quantity.unit == PERCENT else counts, of)
    low, high = bounds(quantity)
    written = ends(quantity)
    yield Count(
        claim=claim,
        value=value,
        quantity=quantity,
        dimension=dimension,
        low=low * factor,
        high=high * factor if high is not None else None,
        written=(written[0] * factor, written[1] * factor),
        place=value.place,
        group=group,
        groups=scopes.groups_around(group) if group is not None else (),
        when=when,
    )


def scale(quantity: Quantity) -> tuple[Fraction, str, str]:
    """Returns the factor of the number, the unit after conversion, and `Dimension.per`."""
    unit, factor = SAME_MEASURE.get(quantity.unit, (quantity.unit, Fraction(1)))
    if quantity.per is None:
        return factor, unit, ""
    base = Fraction(quantity.per.number)
    if quantity.per.unit in IN_YEARS:
        return factor / (base * IN_YEARS[quantity.per.unit]), unit, "years"
    return factor / base, unit, quantity.per.unit


def ends(quantity: Quantity) -> tuple[Fraction, Fraction]:
    """Both ends of a range; for one number, the number twice."""
    match quantity.amount:
        case Range(low, high):
            return Fraction(low), Fraction(high)
        case Point(number):
            return Fraction(number), Fraction(number)


def bounds(quantity: Quantity) -> tuple[Fraction, Fraction | None]:
    """The lower and the upper bound of the true number. The upper bound is None if there is none."""
    low, high = ends(quantity)
    if isinstance(quantity.amount, Range):
        return low, high
    match quantity.amount.qualifier:
        case Qualifier.ABOUT:
            return low * (1 - TOLERANCE), high * (1 + TOLERANCE)
        case Qualifier.NEARLY:
            return low * (1 - TOLERANCE), high
        case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
            return low, None
        case Qualifier.LESS_THAN | Qualifier.AT_MOST:
            return Fraction(0), high
        case Qualifier.EXACTLY:
            return low, high
