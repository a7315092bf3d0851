"""What a value means, as a text in no language: what the ledger keeps, so that facts can be compared years later.

    nearly 17000 people · 500000 to 2000000 people per 1 years · 80 percent of people trafficked · 1975-04-17/1979-01-06

It is written out and not digested, because a person reads the ledger, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from factpress.publication.facts.claims import Amount, Moment, Period, Point, Qualifier, Quantity, Range, Series, Steps

_QUALIFIERS = "|".join(q.value for q in Qualifier if q is not Qualifier.EXACTLY)
_AMOUNT = re.compile(rf"(?:({_QUALIFIERS}) )?(-?[\d.]+)|(-?[\d.]+) to (-?[\d.]+)", re.ASCII)


def plain_number(number: Decimal) -> str:
    """The number in digits, never with an exponent."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def plain_amount(amount: Amount) -> str:
    """The amount: "nearly 17000", "500000 to 2000000"."""
    match amount:
        case Point(number, qualifier):
            return f"{'' if qualifier is Qualifier.EXACTLY else qualifier.value + ' '}{plain_number(number)}"
        case Range(low, high):
            return f"{plain_number(low)} to {plain_number(high)}"


def read_amount(text: str) -> Amount | None:
    """The amount that such a text says; None where it says none. The inverse of `plain_amount`."""
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    qualifier, number, low, high = found.groups()
    if number is not None:
        return Point(Decimal(number), Qualifier(qualifier or Qualifier.EXACTLY))
    return Range(Decimal(low), Decimal(high))


def plain_unit(quantity: Quantity) -> str:
    """What is counted: "people per 1 years of …"."""
    per = f" per {plain_number(quantity.per.number)} {quantity.per.unit}" if quantity.per else ""
    return f"{quantity.unit}{per}" + (f" of {quantity.of}" if quantity.of else "")


def plain_quantity(quantity: Quantity) -> str:
    """The quantity: "nearly 17000 people"."""
    return f"{plain_amount(quantity.amount)} {plain_unit(quantity)}"


def plain_period(period: Period) -> str:
    """The period by ISO 8601, with what is unknown left out: "1975-04-17/1979-01-06", "2014"."""
    return str(period.begin) if period.begin == period.end else f"{period.begin}/{period.end}"


def plain_years(period: Period) -> str:
    """The years of the period: "1975/1979"."""
    return plain_period(Period(Moment(period.begin.year), Moment(period.end.year)))


def plain_series(series: Series) -> str:
    """What is counted, then each point: "people: 2021 7200, 2022 about 8950"."""
    unit = plain_unit(series.points[0][1])
    return f"{unit}: " + ", ".join(f"{when} {plain_amount(quantity.amount)}" for when, quantity in series.points)


def plain_steps(steps: Steps) -> str:
    """Each span and its level: "2001 tier-2, 2002/2004 tier-3"."""
    return ", ".join(f"{plain_period(span)} {level}" for span, level in steps.spans)


def points_of(plain: str) -> tuple[str, Mapping[str, str]]:
    """What a series or steps said, taken apart: what is counted, and for each time what was said of it."""
    unit, _, listed = plain.rpartition(": ")  # a unit may hold anything, a point neither colon nor comma
    return unit, {when: said for when, _, said in (item.partition(" ") for item in listed.split(", ")) if said}
