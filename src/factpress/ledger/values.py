"""What each value states today, by role, as text and in a canonical form.

The canonical form belongs to no language, so that facts can be compared years later. A person reads the ledger, too,
so it is written out and not hashed:

    nearly 17000 people · 500000 to 2000000 people per 1 years · 80 percent of people trafficked · 1975-04-17/1979-01-06
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.document.resolve.lookup import SAYS, TIME_ROLES, VALUE_ROLES, FactLookup, Found
from factpress.document.resolve.sentence_text import sentence_text
from factpress.document.wording.dates import format_moment
from factpress.document.wording.quantities import format_number, format_quantity
from factpress.i18n import Language
from factpress.i18n.numerals import normalize_spaces
from factpress.publication.facts.claims import (
    SENTENCE,
    Amount,
    Claim,
    FactBook,
    Point,
    Qualifier,
    Quantity,
    Range,
    Series,
    Steps,
)
from factpress.publication.facts.dates import Period

QUOTATION, SERIES, STEPS = "quotation", "series", "steps"
"""Roles of blocks, besides those of a text: a claim's words as supplied, and a whole series or scale in a chart."""

_NOWHERE = Location(Path("data"))
_MOST_POINTS = 4
"""The number of points of a series that its text in the ledger has. Of a longer one it has the first and the last."""


@dataclass(frozen=True, slots=True)
class ValueText:
    """A value in one role: as text, and in the canonical form."""

    role: str
    words: str
    plain: str


def same_words(one: str, other: str) -> bool:
    """Whether two texts are equal, whatever their spaces and the case of their first letter."""
    one, other = (" ".join(normalize_spaces(text).split()) for text in (one, other))
    return one == other or (one[1:] == other[1:] and one[:1].casefold() == other[:1].casefold())


def value_texts(claim: Claim, key: str, book: FactBook, language: Language) -> tuple[ValueText, ...]:
    """The value of that key ("key@1979" for a point of a series) in every role; the words as supplied for "".

    The claim's sentence has the key `SENTENCE`.

    Empty if the claim has no such value, or is withdrawn.
    """
    if not key:
        return (ValueText(QUOTATION, claim.as_supplied, claim.as_supplied),) if claim.as_supplied else ()
    facts = FactLookup(book, language, Problems())
    if key == SENTENCE:
        words = sentence_text(claim, facts)
        return (ValueText(SAYS, words, words),) if words else ()
    found = facts.find(f"{claim.id}/{key}", _NOWHERE)
    return tuple(_value_texts(found, facts)) if found is not None else ()


def _value_texts(found: Found, facts: FactLookup) -> Iterator[ValueText]:
    measure, language = found.value.measure, facts.language
    if isinstance(measure, Series) and found.moment is None:
        *first, (end, last) = measure.points
        points = [f"{format_moment(when, language)}: {format_number(quantity, language)}" for when, quantity in first]
        points.append(f"{format_moment(end, language)}: {format_quantity(last, language)}")  # the others have no unit
        yield ValueText(SERIES, _shortened(points), plain_series(measure))
    if isinstance(measure, Steps) and found.moment is None:
        spans = [f"{format_moment(span.begin, language)}: {language.level(level)}" for span, level in measure.spans]
        yield ValueText(STEPS, _shortened(spans), plain_steps(measure))
    for role in VALUE_ROLES:
        plain = _plain(role, found, facts)
        words = facts.role_text(role, found, _NOWHERE) if plain else None
        if plain and words:
            yield ValueText(role, words, plain)


def _shortened(points: list[str]) -> str:
    return "; ".join(points) if len(points) <= _MOST_POINTS else f"{points[0]}; … {points[-1]}"


def _plain(role: str, found: Found, facts: FactLookup) -> str | None:
    if role in TIME_ROLES:
        when = facts.when(found, _NOWHERE)
        return None if when is None else plain_period(TIME_ROLES[role](when))
    if found.level is not None:
        return found.level
    quantity = facts.quantity(found, _NOWHERE)
    return None if quantity is None else plain_quantity(quantity)


# ── the canonical form ──────────────────────────────────────────────────────────────────────────────────────────

_QUALIFIERS = "|".join(q.value for q in Qualifier if q is not Qualifier.EXACTLY)
_AMOUNT = re.compile(rf"(?:({_QUALIFIERS}) )?(-?[\d.]+)|(-?[\d.]+) to (-?[\d.]+)", re.ASCII)


def plain_number(number: Decimal) -> str:
    """The number in digits, never with an exponent."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def plain_amount(amount: Amount) -> str:
    """The amount: "nearly 17000", "500000 to 2000000"."""
    if isinstance(amount, Range):
        return f"{plain_number(amount.low)} to {plain_number(amount.high)}"
    qualifier = "" if amount.qualifier is Qualifier.EXACTLY else f"{amount.qualifier.value} "
    return qualifier + plain_number(amount.number)


def parse_amount(text: str) -> Amount | None:
    """The amount of such a text; None if it has none. The inverse of `plain_amount`."""
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
    """The period by ISO 8601, without unknown parts: "1975-04-17/1979-01-06", "2014"."""
    return str(period.begin) if period.begin == period.end else f"{period.begin}/{period.end}"


def plain_series(series: Series) -> str:
    """What is counted, then each point: "people: 2021 7200, 2022 about 8950"."""
    unit = plain_unit(series.points[0][1])
    return f"{unit}: " + ", ".join(f"{when} {plain_amount(quantity.amount)}" for when, quantity in series.points)


def plain_steps(steps: Steps) -> str:
    """Each span and its level: "2001 tier-2, 2002/2004 tier-3"."""
    return ", ".join(f"{plain_period(span)} {level}" for span, level in steps.spans)


def parse_points(plain: str) -> tuple[str, Mapping[str, str]]:
    """The parts of a canonical series or scale: what is counted, and the amount or level at each time."""
    unit, _, listed = plain.rpartition(": ")  # a unit may contain anything; a point has neither colon nor comma
    return unit, {when: text for when, _, text in (item.partition(" ") for item in listed.split(", ")) if text}
