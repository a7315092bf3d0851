"""Rules about numbers of different things: compared without an explanation, or not comparable."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from factpress.checks.context import CheckContext
from factpress.checks.counts import Count
from factpress.checks.rule import Finding
from factpress.core.diagnostics import Location
from factpress.publication.facts.claims import Claim, FactBook, Value
from factpress.publication.facts.containment import Scopes

_ROLE = re.compile(r"\{[a-z-]+\}`([^`@]+)")
_MAX_DEPTH = 10
"""How deeply calculations may use others. Only circular ones go deeper."""


def different_things_compared(context: CheckContext) -> Iterator[Finding]:
    """A calculation, a chart or two claims compare numbers that concern different things, without mentioning it.

    Why: Their sum or ratio has no meaning. If the comparison is intended, for example to test a claim, name both things
    in the calculation, the chart or the reason.

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
    for comparison in _comparisons(context):
        for one, other in combinations(comparison.values, 2):
            pair = frozenset((one.name, other.name))
            named = all(value.concerns.casefold() in comparison.words.casefold() for value in (one, other))
            if one.concerns == other.concerns or pair in seen or named:
                continue
            seen.add(pair)
            places = (one.value.location, other.value.location)
            related = tuple(place for place in places if place != comparison.location)
            message = (
                f'{comparison.name} compares "{one.name}", which is about {one.concerns}, with "{other.name}", which '
                f"is about {other.concerns}, without mentioning it"
            )
            hint = f"mention there that the one is about {one.concerns} and the other about {other.concerns}"
            claims = frozenset({one.claim.id, other.claim.id} | comparison.claims)
            yield Finding(message, comparison.location, hint, related, claims)


@dataclass(frozen=True, slots=True)
class _Value:
    """A value with its claim, if it has the key `concerns`."""

    claim: Claim
    value: Value

    @property
    def concerns(self) -> str:
        return self.value.concerns or ""

    @property
    def name(self) -> str:
        return f"{self.claim.id}/{self.value.key}"


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Values that a calculation, a chart or another rule compares. `words` is the text that explains the comparison."""

    name: str
    location: Location | None
    words: str
    values: tuple[_Value, ...]
    claims: frozenset[str] = frozenset()


def _comparisons(context: CheckContext) -> Iterator[_Comparison]:
    book = context.book
    if not any(value.concerns for claim in book.claims.values() for value in claim.values):
        return
    for claim in book.claims.values():
        for value in claim.values:
            if value.calculation is not None:
                name = f'the calculation "{claim.id}/{value.key}"'
                words = " ".join((value.calculation, value.definition or "", claim.claim, claim.reason))
                values = tuple(dict.fromkeys(_inputs(book, value, _MAX_DEPTH)))
                yield _Comparison(name, value.location, words, values, frozenset({claim.id}))
    for spec in context.edition.charts.values():
        record = spec.record
        words = " ".join(text for _, text in record.texts)
        values = tuple(one for row in record.rows for one in _find(book, row.value, 0))
        yield _Comparison(f'the chart "{spec.id}"', spec.at(), words, values)
    for part, whole in context.oversized_parts:
        pair = tuple(_Value(t.claim, t.value) for t in (part, whole) if t.value.concerns)
        words = " ".join(f"{t.claim.claim} {t.claim.reason} {t.value.definition or ''}" for t in (part, whole))
        yield _Comparison(f'a comparison with "{whole.name}"', part.value.location, words, pair)


def _inputs(book: FactBook, value: Value, depth: int) -> Iterator[_Value]:
    """The values with `concerns` that a calculation uses, directly or through other calculations."""
    for target in _ROLE.findall(value.calculation or ""):
        yield from _find(book, target, depth)


def _find(book: FactBook, target: str, depth: int) -> Iterator[_Value]:
    name, _, key = target.partition("@")[0].partition("/")
    claim = book.claims.get(name)
    value = claim.value(key or None) if claim is not None else None
    if claim is None or value is None:
        return
    if value.concerns is not None:
        yield _Value(claim, value)
    elif value.calculation is not None and depth:
        yield from _inputs(book, value, depth - 1)


# ── counts that no rule compares ──────────────────────────────────────────────────────────────────────────────────────


def not_comparable(context: CheckContext) -> Iterator[Finding]:
    """Claims count different things in one place, so no rule compares their numbers.

    Why: Different definitions, or a stock and a flow, do not contradict each other. If one group is a part of another,
    or two definitions mean the same group, add that to data/scopes.yaml; then the numbers are compared.

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
    scopes = context.book.scopes
    by_place: dict[tuple[str, str], list[Count]] = defaultdict(list)
    by_share: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in context.counts.stated:
        if count.group is not None and count.place is not None:
            if count.dimension.of:
                by_share[count.group, count.dimension.of].append(count)
            else:
                by_place[count.dimension.unit, count.place].append(count)
    for (unit, place), counts in by_place.items():
        labelled = {f"{t.group} ({t.dimension.counts})": t for t in reversed(counts)}
        yield from _not_compared(f"{unit} are counted in {place} as", _without_parts(labelled, scopes))
    for (group, of), counts in by_share.items():
        labelled = {t.place or "": t for t in reversed(counts)}
        yield from _not_compared(f"the share of {group} among {of} is given for", labelled)


def _without_parts(labelled: Mapping[str, Count], scopes: Scopes) -> dict[str, Count]:
    """The counts without those of a group inside another listed group: other rules compare these."""
    listed = {(t.group, t.dimension.counts) for t in labelled.values()}
    return {
        label: t
        for label, t in labelled.items()
        if not any((above, t.dimension.counts) in listed for above in scopes.groups_around(t.group or "")[1:])
    }


def _not_compared(what: str, labelled: Mapping[str, Count]) -> Iterator[Finding]:
    if len({count.claim.id for count in labelled.values()}) < 2 or len(labelled) < 2:
        return
    first, *rest = (count.value.location for count in labelled.values())
    listed = "; ".join(f'{label}, "{count.name}"' for label, count in labelled.items())
    hint = "if one group is a part of another, or both are the same, add that to data/scopes.yaml"
    yield Finding(f"{what} different things, which are not compared: {listed}", first, hint, tuple(rest))
