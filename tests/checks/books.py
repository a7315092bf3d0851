"""Small fact sources made of values, for laws."""

from __future__ import annotations

import datetime as dt
import functools
import tempfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from factpress.checks.context import CheckContext
from factpress.core.diagnostics import Location
from factpress.publication.facts.claims import Base, Claim, FactBook, Point, Qualifier, Quantity, Range, Standing, Value
from factpress.publication.facts.containment import Scopes
from factpress.publication.facts.dates import Moment, Period
from tests.checks.examples import TODAY, subject
from tests.publications import publication

SCOPES = Scopes(
    places={"town": ("country",), "country": ("world",)},
    groups={"minors": ("workers",), "workers": ("people at work",)},
    same={"labourers": "workers"},
)


def quantity(low: float | str, high: float | str | None = None, **more: object) -> Quantity:
    """A number or a range, of people where nothing else is said; `per` is a pair, `qualifier` a Qualifier."""
    per = more.pop("per", None)
    qualifier = more.pop("qualifier", Qualifier.EXACTLY)
    assert isinstance(qualifier, Qualifier)
    amount = Point(Decimal(low), qualifier) if high is None else Range(Decimal(low), Decimal(high))
    base = Base(Decimal(per[0]), per[1]) if isinstance(per, tuple) else None
    return Quantity(amount, str(more.get("unit", "people")), more.get("of"), base)  # type: ignore[arg-type]


def value(
    measure: Quantity,
    definition: str | None = "workers",
    place: str | None = "country",
    when: int | tuple[int, int] | None = None,
    **more: object,
) -> Value:
    """A value of that quantity; `when` is a year or a period of years."""
    period = Period(Moment(when[0]), Moment(when[1])) if isinstance(when, tuple) else None
    as_of = Moment(when) if isinstance(when, int) else None
    return Value("n", measure, period, as_of, place, definition, **more)  # type: ignore[arg-type]


def book(*values: Value, scopes: Scopes = SCOPES) -> FactBook:
    """A book with one claim for each value: a, b, c, …; each at its own line."""
    names = "abcdefghijklmnopqrstuvwxyz"
    claims: list[Claim] = []
    for line, (name, one) in enumerate(zip(names, values, strict=False), 1):
        placed = replace(one, location=Location(Path("data/facts/a.yaml"), line, 1))
        claims.append(Claim(name, name, Standing.REPORTED, "so", (placed,)))
    return FactBook({claim.id: claim for claim in claims}, {}, scopes=scopes)


@functools.cache
def _starter() -> CheckContext:
    with tempfile.TemporaryDirectory() as folder:
        return subject(publication(Path(folder) / "starter"))


def about(facts: FactBook, today: dt.date = TODAY) -> CheckContext:
    """A subject with that book; its charts and its text are none."""
    starter = _starter()
    edition = starter.edition
    edition = replace(edition, book=facts, charts={}, draft=replace(edition.draft, blocks=()))
    return CheckContext(edition, today)
