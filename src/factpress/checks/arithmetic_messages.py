"""Sums in words, as a message says them: "5,000 people a day make 1,825,000 people a year"."""

from __future__ import annotations

from fractions import Fraction

from factpress.checks.normalised_counts import IN_YEARS, Tally, stated
from factpress.publication.facts.claims import Point, Qualifier, Quantity
from factpress.publication.facts.measures import PERCENT


def number(value: Fraction) -> str:
    """A number in digits, with two decimals at the most."""
    if value.denominator == 1:
        return f"{value.numerator:,}"
    return f"{float(value):,.2f}".rstrip("0").rstrip(".")


def span(ends: tuple[Fraction, Fraction]) -> str:
    """One number, or both ends of a range."""
    low, high = (number(end) for end in ends)
    return low if low == high else f"{low} to {high}"


def times(value: Fraction) -> str:
    """How many times one number is another: "3.65", or with one decimal where two do not give it exactly."""
    return number(value) if (value * 100).denominator == 1 else number(Fraction(round(value * 10), 10))


def unit(quantity: Quantity) -> str:
    """What is counted, and per what."""
    words = "per cent" if quantity.unit == PERCENT else quantity.unit.replace("-", " ")
    if quantity.per is None:
        return words
    base = quantity.per
    if base.unit in IN_YEARS and base.number == 1:
        return f"{words} {'an' if base.unit == 'hours' else 'a'} {base.unit.removesuffix('s')}"
    return f"{words} per {number(Fraction(base.number))} {base.unit}"


def amount(quantity: Quantity) -> str:
    """A quantity as it is written: "at least 12,272 people"."""
    match quantity.amount:
        case Point(_, qualifier) if qualifier is not Qualifier.EXACTLY:
            words = qualifier.value.replace("_", " ") + " "
        case _:
            words = ""
    return f"{words}{span(stated(quantity))} {unit(quantity)}"


def reckoned(tally: Tally, link: str = " make ") -> str:
    """What a tally says, with the sum that brought it to its kind: a rate by the year, a share of a count.

    `link` stands between the two, such as ", which make " behind a verb.
    """
    if tally.base is not None:
        return f"{amount(tally.quantity)} of {amount(tally.base.quantity)}{link}{_in_kind(tally)}"
    if tally.kind.per == "years" and tally.quantity.per is not None and tally.said != stated(tally.quantity):
        return f"{amount(tally.quantity)}{link}{_in_kind(tally)}"
    if tally.kind.per == "years" and tally.quantity.per is None and tally.when is not None:
        years = tally.when.end.year - tally.when.begin.year + 1
        if years == 1:
            return f"{amount(tally.quantity)} in {tally.when.begin.year}"
        return f"{amount(tally.quantity)} in {years} years{link}{_in_kind(tally)}"
    return amount(tally.quantity)


def given(tally: Tally) -> str:
    """The same, as it stands behind "gives"."""
    return reckoned(tally, ", which make ")


def _in_kind(tally: Tally) -> str:
    per = {"": "", "years": " a year"}.get(tally.kind.per, f" per {tally.kind.per}")
    return f"{span(tally.said)} {tally.kind.unit.replace('-', ' ')}{per}"


def against(part: tuple[Fraction, Fraction], whole: tuple[Fraction, Fraction]) -> str:
    """How a part compares with its whole: "91 per cent of the upper end and 3.65 times the lower"."""
    low, high = whole
    if low == high:
        return _ratio(part, low, "as many", "that")
    return f"{_ratio(part, high, 'the upper end', 'the upper end')} and {_ratio(part, low, 'the lower', 'the lower')}"


def _ratio(part: tuple[Fraction, Fraction], whole: Fraction, many: str, one: str) -> str:
    if not whole:
        return f"more than {one}"
    low, high = part[0] / whole, part[1] / whole
    if high < 1:
        return f"{span((Fraction(round(100 * low)), Fraction(round(100 * high))))} per cent of {one}"
    return f"{times(low) if low == high else f'{times(low)} to {times(high)}'} times {many}"
