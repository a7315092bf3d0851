"""All that a value can say today, by role: what was printed is looked up among it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.document.resolve.lookup import VALUE_ROLES, FactLookup, Found
from factpress.document.wording.dates import format_moment
from factpress.document.wording.quantities import format_number, format_quantity
from factpress.i18n import Language
from factpress.i18n.numerals import plain_spaces
from factpress.ledger.canonical_value import plain_period, plain_quantity, plain_series, plain_steps, plain_years
from factpress.publication.facts.claims import Claim, FactBook, Moment, Period, Series, Steps

QUOTATION, SERIES, STEPS = "quotation", "series", "steps"
"""What a chart or a quotation says, beside the roles of a text: the words as supplied, a series or a scale whole."""

_NOWHERE = Location(Path("data"))

_TIMED: Mapping[str, Callable[[Period], str]] = {
    "period": plain_period,
    "years": plain_years,
    "begin": lambda when: str(when.begin),
    "end": lambda when: str(when.end),
    "year-begin": lambda when: str(Moment(when.begin.year)),
    "year-end": lambda when: str(Moment(when.end.year)),
}


@dataclass(frozen=True, slots=True)
class ValueText:
    """What a role says of a value: in words, and what they mean (see `plain`)."""

    role: str
    words: str
    plain: str


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same words; a capital at their start and the kind of their spaces are no matter."""
    one, other = (" ".join(plain_spaces(text).split()) for text in (one, other))
    return one == other or (one[1:] == other[1:] and one[:1].casefold() == other[:1].casefold())


def value_texts(claim: Claim, key: str, book: FactBook, language: Language) -> tuple[ValueText, ...]:
    """All that the value of that key ("1979" of a series as "key@1979") can say; its words as supplied for "".

    Empty where the claim has no such value, and for a claim that is withdrawn and says nothing any more.
    """
    if not key:
        return (ValueText(QUOTATION, claim.as_supplied, claim.as_supplied),) if claim.as_supplied else ()
    quiet = Problems()
    facts = FactLookup(book, language, quiet)
    found = facts.find(f"{claim.id}/{key}", _NOWHERE)
    return tuple(_all(found, facts)) if found is not None else ()


def _all(found: Found, facts: FactLookup) -> Iterator[ValueText]:
    measure = found.value.measure
    if isinstance(measure, Series) and found.moment is None:
        yield ValueText(SERIES, _series(measure, facts.language), plain_series(measure))
    if isinstance(measure, Steps) and found.moment is None:
        yield ValueText(STEPS, _steps(measure, facts.language), plain_steps(measure))
    for role in VALUE_ROLES:
        plain = _plain(role, found, facts)
        words = facts.role_text(role, found, _NOWHERE) if plain else None
        if plain and words:
            yield ValueText(role, words, plain)


def _plain(role: str, found: Found, facts: FactLookup) -> str | None:
    if role in _TIMED:
        when = facts.when(found, _NOWHERE)
        return None if when is None else _TIMED[role](when)
    measure = found.value.measure
    if isinstance(measure, Steps):
        return next((level for span, level in measure.spans if span.begin == found.moment), measure.spans[-1][1])
    quantity = facts.quantity(found, _NOWHERE)
    return None if quantity is None else plain_quantity(quantity)


_MOST_POINTS = 4
"""How many points of a series its words in the ledger name; of a longer one the first and the last."""


def _series(series: Series, language: Language) -> str:
    points = series.points if len(series.points) <= _MOST_POINTS else (series.points[0], series.points[-1])
    last = len(points) - 1
    said = [
        f"{format_moment(when, language)}: {(format_quantity if i == last else format_number)(quantity, language)}"
        for i, (when, quantity) in enumerate(points)
    ]
    return "; ".join(said) if len(points) == len(series.points) else "; … ".join(said)


def _steps(steps: Steps, language: Language) -> str:
    spans = steps.spans if len(steps.spans) <= _MOST_POINTS else (steps.spans[0], steps.spans[-1])
    said = [f"{format_moment(span.begin, language)}: {language.level(level)}" for span, level in spans]
    return "; ".join(said) if len(spans) == len(steps.spans) else "; … ".join(said)
