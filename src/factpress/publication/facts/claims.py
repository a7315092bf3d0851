"""The fact source as plain values: claims, what they say, who says so, and how sure we are.

A number keeps what it is. "Nearly 17,000" is not 17,000; a range has no midpoint; a share is a share *of*
something; a rate has a base; a series keeps each year and the day the series was published.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import total_ordering
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import Location
from factpress.publication.facts.containment import Scopes

FACTS, SOURCES = Path("data/facts"), Path("data/sources.yaml")
"""The folder of the claims and the file of the sources, in a publication."""


class Standing(StrEnum):
    """How sure we are of a claim: how far we got, not how much we like its source."""

    VERIFIED = "verified"
    """The primary source was read and agrees."""
    REPORTED = "reported"
    """A named source says so; we have not read the record behind it."""
    CONTESTED = "contested"
    """Sources of standing disagree."""
    OUTDATED = "outdated"
    """Replaced by newer work."""
    UNTRACED = "untraced"
    """The named source could not be found to say it."""
    WITHDRAWN = "withdrawn"
    """Kept for the record; never printed."""


GRAVITY = (
    Standing.WITHDRAWN,
    Standing.UNTRACED,
    Standing.OUTDATED,
    Standing.CONTESTED,
    Standing.REPORTED,
    Standing.VERIFIED,
)
"""Standings from the gravest to the best: what a reader has to be told first."""

PLAIN_STANDINGS = frozenset({Standing.VERIFIED, Standing.REPORTED})
"""Standings that need no reason beside their source."""


def gravest(standings: Iterable[Standing]) -> Standing:
    """The gravest of some standings; verified where there is none."""
    return min(standings, key=GRAVITY.index, default=Standing.VERIFIED)


class Qualifier(StrEnum):
    """How a single figure bounds what is counted; the key an editor writes in front of the number."""

    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Point:
    """One figure with its qualifier."""

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
    """What a rate is measured against: "per 1,000 people"."""

    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount of something. `unit` is an id of the language file; a share has the unit "percent" and an `of`."""

    amount: Amount
    unit: str
    of: str | None = None
    per: Base | None = None


@total_ordering
@dataclass(frozen=True, slots=True)
class Moment:
    """A year, a month or a day; unknown parts are None, never invented. A year sorts before its months and days."""

    year: int
    month: int | None = None
    day: int | None = None

    def __lt__(self, other: Moment) -> bool:
        return (self.year, self.month or 0, self.day or 0) < (other.year, other.month or 0, other.day or 0)

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{p:02d}" for p in (self.month, self.day) if p is not None]
        return "-".join(parts)

    @property
    def as_years(self) -> float:
        """The moment on an axis of years: 17 April 1975 is about 1975.29."""
        if self.month is None:
            return float(self.year)
        day = dt.date(self.year, self.month, self.day or 1)
        start = dt.date(self.year, 1, 1)
        return self.year + (day - start).days / (366 if calendar.isleap(self.year) else 365)


@dataclass(frozen=True, slots=True)
class Period:
    """From `begin` to `end`, both included; one moment where they are equal."""

    begin: Moment
    end: Moment


@dataclass(frozen=True, slots=True)
class Citation:
    """Who says so, and where exactly.

    `seen_in` names the source in which we saw it where the cited one itself was not read: an honest
    reader prints both.
    """

    source: str
    locator: str | None = None
    seen_in: str | None = None
    location: Location = field(default=Location(FACTS), compare=False)


@dataclass(frozen=True, slots=True)
class Series:
    """One quantity over time: a year or day and its quantity, in order; `published` is the vintage."""

    points: tuple[tuple[Moment, Quantity], ...]
    published: Moment | None = None


@dataclass(frozen=True, slots=True)
class Steps:
    """A level of a named scale over time; `levels` lists the scale from lowest to highest."""

    spans: tuple[tuple[Period, str], ...]
    levels: tuple[str, ...]


Measure = Quantity | Series | Steps | None
"""What a value measures; None for a value that states a date or a period only."""


@dataclass(frozen=True, slots=True)
class Value:
    """One thing a claim says, addressed in texts as `claim/key`."""

    key: str
    measure: Measure
    period: Period | None = None
    as_of: Moment | None = None
    place: str | None = None
    definition: str | None = None
    concerns: str | None = None  # what it is mostly about, where like counts must not be mixed: "labour"
    counts: str | None = None  # "stock" (at one time) or "flow" (over a period)
    calculation: str | None = None  # our own arithmetic, in words; None where a source gives the figure
    cites: tuple[Citation, ...] = ()
    location: Location = field(default=Location(FACTS), compare=False)
    calculation_location: Location = field(default=Location(FACTS), compare=False)

    @property
    def when(self) -> Period | None:
        """The time the value speaks of: its period, else the moment it is as of."""
        return self.period or (Period(self.as_of, self.as_of) if self.as_of else None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the editor answers to a finding that stands: its code, the other claim it names (None: any), and why."""

    finding: str
    claim: str | None
    because: str
    location: Location = field(default=Location(FACTS), compare=False)


@dataclass(frozen=True, slots=True)
class SignOff:
    """Who stands for a claim as it is written, and since when."""

    by: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Claim:
    """One entry of the fact source.

    `as_supplied` is what its author wrote, to the letter, and is never corrected; `attributed_to` names the
    source it was supplied under. `claim` and `reason` are running text and may state values by role.
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
    answers: tuple[Answer, ...] = ()
    signed_off: tuple[SignOff, ...] = ()
    location: Location = field(default=Location(FACTS), compare=False)
    claim_location: Location = field(default=Location(FACTS), compare=False)
    reason_location: Location = field(default=Location(FACTS), compare=False)

    @property
    def signed(self) -> bool:
        """Whether somebody has signed it as it was last checked; what was signed before that is no longer signed."""
        return any(self.checked is None or signing.on >= self.checked for signing in self.signed_off)

    def value(self, key: str | None) -> Value | None:
        """The value of that key; without one, the first. None where there is none."""
        if key is None:
            return self.values[0] if self.values else None
        return next((v for v in self.values if v.key == key), None)


@dataclass(frozen=True, slots=True)
class Source:
    """A work that is cited, as CSL describes it: `csl` is one CSL-JSON item (docs.citationstyles.org, schema 1.0.2)."""

    id: str
    csl: Mapping[str, Any]
    location: Location = field(default=Location(SOURCES), compare=False)


@dataclass(frozen=True, slots=True)
class FactBook:
    """All claims and all sources of a publication, by id, in the order they were written, and what lies in what.

    `faulty` are the ids of claims with errors of their own, and `unread` says that a whole file could not be read:
    who looks for one of those need not report once more that it is not there.
    """

    claims: Mapping[str, Claim]
    sources: Mapping[str, Source]
    faulty: frozenset[str] = frozenset()
    unread: bool = False
    scopes: Scopes = field(default_factory=Scopes)
