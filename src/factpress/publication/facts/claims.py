"""Claims as values: quantities, citations, standings.

Quantities keep the form in which they were given: "nearly 17,000" is not 17,000, a range has no midpoint, a share has a
whole, a rate has a base, and a series keeps each year and the day on which it was published.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from factpress.core.diagnostics import Location
from factpress.publication.facts.containment import Scopes
from factpress.publication.facts.dates import Moment, Period
from factpress.publication.facts.provenance import Inquiry, Read, Search
from factpress.publication.facts.sources import Source

FACTS = Path("data/facts")

SENTENCE = "(says)"
"""What a claim's sentence is named by, where a value has its key: "claim/(says)". No key of a value looks like that."""


class Standing(StrEnum):
    """How well a claim has been verified."""

    VERIFIED = "verified"
    """The primary source was read and agrees."""
    REPORTED = "reported"
    """A named source says so; the record that it is based on was not read."""
    CALCULATED = "calculated"
    """Our own sum or reading of sources that we name."""
    CONTESTED = "contested"
    """Reliable sources disagree."""
    OUTDATED = "outdated"
    """Replaced by newer work."""
    UNTRACED = "untraced"
    """The statement was not found in the named source."""
    WITHDRAWN = "withdrawn"
    """Kept for the record; never printed."""


WORST_FIRST = (
    Standing.WITHDRAWN,
    Standing.UNTRACED,
    Standing.OUTDATED,
    Standing.CONTESTED,
    Standing.CALCULATED,
    Standing.REPORTED,
    Standing.VERIFIED,
)
"""All standings, from the worst to the best."""

PLAIN_STANDINGS = frozenset({Standing.VERIFIED, Standing.REPORTED})
"""Standings that need no mark."""


def worst_standing(standings: Iterable[Standing]) -> Standing:
    """Return the worst of the standings; `VERIFIED` if there are none."""
    return min(standings, key=WORST_FIRST.index, default=Standing.VERIFIED)


class Qualifier(StrEnum):
    """How a number relates to the true value. The values are keys of the YAML files."""

    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Point:
    """One number with its qualifier."""

    number: Decimal
    qualifier: Qualifier = Qualifier.EXACTLY


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; low < high."""

    low: Decimal
    high: Decimal


Amount = Point | Range


@dataclass(frozen=True, slots=True)
class Base:
    """The base of a rate: "per 1,000 people"."""

    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount with a unit. `unit` is an id of the language file. A share has the unit "percent" and an `of`."""

    amount: Amount
    unit: str
    of: str | None = None
    per: Base | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and the place in it.

    If the source itself was not read, `seen_in` is the source that quotes it; both are printed.
    """

    source: str
    locator: str | None = None
    seen_in: str | None = None
    read: Read | None = None  # None if the file does not say
    location: Location = field(default=Location(FACTS), compare=False)


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity over time, in order of time. `published` is the day on which the series was published."""

    points: tuple[tuple[Moment, Quantity], ...]
    published: Moment | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """Levels of a scale over time. `levels` are all levels of the scale, from lowest to highest."""

    spans: tuple[tuple[Period, str], ...]
    levels: tuple[str, ...]


Measure = Quantity | Series | Steps | None
"""What a value measures; None for a value that is only a date or a period."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a claim. Texts refer to it as `claim/key`."""

    key: str
    measure: Measure
    period: Period | None = None
    as_of: Moment | None = None
    place: str | None = None
    definition: str | None = None
    concerns: str | None = None  # topic, if similar counts must not be mixed: "labour"
    counts: str | None = None  # "stock" (at one time) or "flow" (over a period)
    calculation: str | None = None  # our own arithmetic, in words; None if a source gives the number
    cites: tuple[Citation, ...] = ()
    location: Location = field(default=Location(FACTS), compare=False)
    calculation_location: Location = field(default=Location(FACTS), compare=False)
    numbers: tuple[tuple[Decimal, Location], ...] = field(default=(), compare=False)  # each with its place in the file

    @property
    def when(self) -> Period | None:
        """The period of the value, or else the moment of `as_of`."""
        return self.period or (Period(self.as_of, self.as_of) if self.as_of else None)


@dataclass(frozen=True, slots=True)
class Answer:
    """An editor's answer to a finding: its code, the other claim that it names (None: any), and the reason."""

    finding: str
    claim: str | None
    because: str
    location: Location = field(default=Location(FACTS), compare=False)


@dataclass(frozen=True, slots=True)
class SignOff:
    """A signature: who approved the claim, and when."""

    by: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Claim:
    """One entry of the fact source.

    `as_supplied` is the author's text, which is never corrected; `attributed_to` is the id of the source that was given
    with it. `claim`, `says`, `finding` and `reason` are text with inline roles, which may state values.
    """

    id: str
    claim: str
    standing: Standing
    reason: str
    values: tuple[Value, ...] = ()
    as_supplied: str | None = None
    attribution: str | None = None  # the attribution as supplied, in words: "Commission of Status of Women, UN"
    attributed_to: str | None = None  # a source id
    cites: tuple[Citation, ...] = ()
    checked: dt.date | None = None
    review_by: dt.date | None = None
    says: str = ""  # one sentence for the page
    finding: str = ""  # the headline of a tested sentence
    searched: tuple[Search, ...] = ()
    asked: tuple[Inquiry, ...] = ()
    answers: tuple[Answer, ...] = ()
    signed_off: tuple[SignOff, ...] = ()
    location: Location = field(default=Location(FACTS), compare=False)
    claim_location: Location = field(default=Location(FACTS), compare=False)
    reason_location: Location = field(default=Location(FACTS), compare=False)
    says_location: Location = field(default=Location(FACTS), compare=False)
    finding_location: Location = field(default=Location(FACTS), compare=False)

    @property
    def signed(self) -> bool:
        """Whether it was signed on or after the day of the last check."""
        return any(self.checked is None or signing.on >= self.checked for signing in self.signed_off)

    def is_supplied(self, value: Value) -> bool:
        """Whether the value cites the source under which the claim was supplied."""
        return any(cite.source == self.attributed_to for cite in value.cites)

    def value(self, key: str | None) -> Value | None:
        """Return the value of that key, or the first value if the key is None; None if there is no such value."""
        if key is None:
            return self.values[0] if self.values else None
        return next((v for v in self.values if v.key == key), None)


@dataclass(frozen=True, slots=True)
class FactBook:
    """All claims and sources of a publication, by id, in the order of the files.

    `faulty` are the ids of claims with errors. `unread` is true if a file could not be read. Claims that are missing
    for one of these reasons need not be reported again. `tables` are the files that claims read series from.
    """

    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    faulty: frozenset[str] = frozenset()
    unread: bool = False
    scopes: Scopes = field(default_factory=Scopes)
    tables: frozenset[Path] = frozenset()

    @property
    def units(self) -> frozenset[str]:
        """The units of all values, and those that rates are measured against."""
        found: set[str] = set()
        for measure in (value.measure for claim in self.claims.values() for value in claim.values):
            quantities = [quantity for _, quantity in measure.points] if isinstance(measure, Series) else [measure]
            for quantity in quantities:
                if isinstance(quantity, Quantity):
                    found.update((quantity.unit, *([quantity.per.unit] if quantity.per is not None else [])))
        return frozenset(found)

    @property
    def explained(self) -> tuple[Standing, ...]:
        """The standings that a key explains: all that are printed; `CALCULATED` only if a claim has it."""
        calculated = any(claim.standing is Standing.CALCULATED for claim in self.claims.values())
        hidden = {Standing.WITHDRAWN} if calculated else {Standing.WITHDRAWN, Standing.CALCULATED}
        return tuple(standing for standing in Standing if standing not in hidden)


def fingerprint(claim: Claim, value: Value | None, *, sentence: bool = False) -> str:
    """Return a fingerprint of a value and its claim's standing; without a value, of the claim as it was supplied.

    With `sentence`, it is that of the claim's sentence.

    Built files contain fingerprints, so that a value that has changed since is found. Sources, reasons and definitions
    do not change it.
    """
    words = claim.says if sentence else claim.as_supplied
    content = words if value is None else repr((value.measure, value.period, value.as_of))
    return hashlib.sha256(f"{content}\n{claim.standing.value}".encode()).hexdigest()[:8]


def fingerprints(book: FactBook) -> dict[str, str]:
    """Return all fingerprints, by "claim/value", those of claims as supplied by "claim/", and those of sentences."""
    found: dict[str, str] = {}
    for claim in book.claims.values():
        if claim.as_supplied:
            found[f"{claim.id}/"] = fingerprint(claim, None)
        if claim.says:
            found[f"{claim.id}/{SENTENCE}"] = fingerprint(claim, None, sentence=True)
        found.update({f"{claim.id}/{value.key}": fingerprint(claim, value) for value in claim.values})
    return found
