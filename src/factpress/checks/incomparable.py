"""Counts of different things, side by side."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from factpress.checks.context import Subject
from factpress.checks.normalised_counts import Tally
from factpress.checks.rule import Finding
from factpress.core.diagnostics import Location
from factpress.publication.facts.claims import Claim, FactBook, Value
from factpress.publication.facts.containment import Scopes

_ROLE = re.compile(r"\{[a-z-]+\}`([^`@]+)")
_MOST_STEPS = 10
"""How many sums may rest on each other; only sums in a circle have more."""


def unlike_compared(subject: Subject) -> Iterator[Finding]:
    """A calculation, a chart or two claims compare numbers that are mostly about different things, without saying so.

    Why: Adding or comparing them gives a meaningless number. If the comparison is meant, for example to test a claim,
    say so there and name both.

    Bad:
        loans:
          claim: Books lent
          standing: verified
          values:
            - {key: adults, exactly: 31000, unit: cases, concerns: lending,
               cites: {source: annual-report, locator: p. 1}}
            - {key: read-there, exactly: 9000, unit: cases, concerns: reading in the house,
               cites: {source: annual-report, locator: p. 2}}
            - {key: all, exactly: 40000, unit: cases,
               calculation: "{number}`loans/adults` and {number}`loans/read-there` together"}

    Good:
        loans:
          claim: Books lent
          standing: verified
          values:
            - {key: adults, exactly: 31000, unit: cases, concerns: lending,
               cites: {source: annual-report, locator: p. 1}}
            - {key: read-there, exactly: 9000, unit: cases, concerns: reading in the house,
               cites: {source: annual-report, locator: p. 2}}
            - {key: all, exactly: 40000, unit: cases,
               calculation: "lending, {number}`loans/adults`, and reading in the house, {number}`loans/read-there`"}
    """
    seen: set[frozenset[str]] = set()
    for side in _side_by_side(subject):
        for one, other in _pairs(side.compared):
            pair = frozenset((one.name, other.name))
            if pair in seen or _says(side.words, one.concerns, other.concerns):
                continue
            seen.add(pair)
            places = (one.value.location, other.value.location)
            related = tuple(place for place in places if place is not None and place != side.location)
            message = (
                f'{side.what} sets "{one.name}", which is about {one.concerns}, beside "{other.name}", which is about '
                f"{other.concerns}, and does not say so"
            )
            hint = f"say in the same place that the one is about {one.concerns} and the other about {other.concerns}"
            claims = frozenset({one.claim.id, other.claim.id} | side.claims)
            yield Finding(message, side.location, hint, related, claims)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A value that says what it is mostly about."""

    claim: Claim
    value: Value

    @property
    def concerns(self) -> str:
        return self.value.concerns or ""

    @property
    def name(self) -> str:
        return f"{self.claim.id}/{self.value.key}"


@dataclass(frozen=True, slots=True)
class _Side:
    """What sets values side by side: where, in which words, and which values."""

    what: str
    location: Location | None
    words: str
    compared: tuple[_Stated, ...]
    claims: frozenset[str] = frozenset()


def _says(words: str, *concerns: str) -> bool:
    return all(concern.casefold() in words.casefold() for concern in concerns)


def _pairs(compared: tuple[_Stated, ...]) -> Iterator[tuple[_Stated, _Stated]]:
    for i, one in enumerate(compared):
        yield from ((one, other) for other in compared[i + 1 :] if one.concerns != other.concerns)


def _side_by_side(subject: Subject) -> Iterator[_Side]:
    book = subject.book
    if not any(value.concerns for claim in book.claims.values() for value in claim.values):
        return
    for claim in book.claims.values():
        for value in claim.values:
            if value.calculation is not None:
                words = " ".join((value.calculation, value.definition or "", claim.claim, claim.reason))
                compared = tuple(dict.fromkeys(_rests_on(book, value, _MOST_STEPS)))
                yield _Side(f'the sum "{claim.id}/{value.key}"', value.location, words, compared, frozenset({claim.id}))
    for spec in subject.charts.values():
        record = spec.record
        words = " ".join((record.title, record.subtitle, *(f"{r.label or ''} {r.note or ''}" for r in record.rows)))
        compared = tuple(one for row in record.rows for one in _named(book, row.value, 0))
        yield _Side(f'the chart "{spec.id}"', spec.at(), words, compared)
    for part, whole in subject.overfull:
        pair = tuple(_Stated(t.claim, t.value) for t in (part, whole) if t.value.concerns)
        words = " ".join(f"{t.claim.claim} {t.claim.reason} {t.value.definition or ''}" for t in (part, whole))
        yield _Side(f'a comparison with "{whole.name}"', part.value.location, words, pair)


def _rests_on(book: FactBook, value: Value, steps: int) -> Iterator[_Stated]:
    """The values that a sum rests on in the end, of those that say what they are about."""
    for target in _ROLE.findall(value.calculation or ""):
        yield from _named(book, target, steps)


def _named(book: FactBook, target: str, steps: int) -> Iterator[_Stated]:
    name, _, key = target.partition("@")[0].partition("/")
    claim = book.claims.get(name)
    value = claim.value(key or None) if claim is not None else None
    if claim is None or value is None:
        return
    if value.concerns is not None:
        yield _Stated(claim, value)
    elif value.calculation is not None and steps:
        yield from _rests_on(book, value, steps - 1)


# ── what is not compared ────────────────────────────────────────────────────────────────────────────────────────


def not_comparable(subject: Subject) -> Iterator[Finding]:
    """Claims count different things in one place, so that no rule compares their numbers.

    Why: Different definitions, or a stock and a flow, do not contradict each other. If one group is part of another, or
    the same in other words, say so in data/scopes.yaml; then the numbers can be compared.

    Bad:
        loans:
          claim: Books lent
          standing: verified
          values:
            - {exactly: 31000, unit: cases, place: Example Town, definition: books lent,
               cites: {source: annual-report, locator: p. 1}}
        novels:
          claim: Novels lent
          standing: verified
          values:
            - {exactly: 48000, unit: cases, place: Example Town, definition: novels lent,
               cites: {source: visitor-survey, locator: p. 2}}

    Good:
        # data/scopes.yaml
        groups: {novels lent: books lent}
        # data/facts/example.yaml
        loans:
          claim: Books lent
          standing: verified
          values:
            - {exactly: 31000, unit: cases, place: Example Town, definition: books lent,
               cites: {source: annual-report, locator: p. 1}}
        novels:
          claim: Novels lent
          standing: verified
          values:
            - {exactly: 18000, unit: cases, place: Example Town, definition: novels lent,
               cites: {source: visitor-survey, locator: p. 2}}
    """
    scopes = subject.book.scopes
    by_place: dict[tuple[str, str], list[Tally]] = defaultdict(list)
    by_whole: dict[tuple[str, str], list[Tally]] = defaultdict(list)
    for tally in subject.shelf.stated:
        if tally.group is not None and tally.place is not None:
            if tally.kind.of:
                by_whole[tally.group, tally.kind.of].append(tally)
            else:
                by_place[tally.kind.unit, tally.place].append(tally)
    for (unit, place), inside in by_place.items():
        ways = {f"{t.group} ({t.kind.counts})": t for t in reversed(inside)}
        yield from _not_compared(f"{unit} are counted in {place} as", _unrelated(ways, scopes))
    for (group, of), inside in by_whole.items():
        where = {t.place or "": t for t in reversed(inside)}
        yield from _not_compared(f"the share of {group} among {of} is given for", where)


def _unrelated(ways: Mapping[str, Tally], scopes: Scopes) -> dict[str, Tally]:
    """Without those that others, listed as well, hold as a part; they are compared with those."""
    listed = {(t.group, t.kind.counts) for t in ways.values()}
    return {
        words: t
        for words, t in ways.items()
        if not any((above, t.kind.counts) in listed for above in scopes.groups_around(t.group or "")[1:])
    }


def _not_compared(what: str, ways: Mapping[str, Tally]) -> Iterator[Finding]:
    if len({tally.claim.id for tally in ways.values()}) < 2 or len(ways) < 2:
        return
    first, *rest = (tally.value.location for tally in ways.values())
    listed = "; ".join(f'{words}, "{tally.name}"' for words, tally in ways.items())
    hint = "if one is a part of another, or the same in other words, say so in data/scopes.yaml"
    related = tuple(place for place in rest if place is not None)
    yield Finding(f"{what} different things, which are not compared: {listed}", first, hint, related)
