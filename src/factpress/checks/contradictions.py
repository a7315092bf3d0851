"""Claims that give the same quantity with different numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import accumulate

from factpress.checks.arithmetic_messages import given, times
from factpress.checks.context import Subject
from factpress.checks.count_index import same_time
from factpress.checks.normalised_counts import Tally
from factpress.checks.rule import Finding

Years = tuple[int, int]

MANY = 10
"""Of so many numbers without a date, and no more, at either end, each is set against those that have one."""


def claims_apart(subject: Subject) -> Iterator[Finding]:
    """Two claims give the same quantity for the same time, and none of their numbers agree.

    Why: At most one of them is right, and readers cannot tell which. Numbers within one claim are not compared, since
    the claim's reason explains them.

    Bad:
        readers-by-survey:
          claim: Readers, by a survey
          standing: reported
          reason: We have not seen the forms.
          values:
            - {range: [3000, 5200], unit: people, as_of: 2024, place: Example Town, definition: readers,
               cites: {source: visitor-survey, locator: p. 17}}
        readers-by-council:
          claim: Readers, by the council
          standing: verified
          values:
            - {about: 6000, unit: people, as_of: 2024, place: Example Town, definition: readers,
               cites: {source: annual-report, locator: p. 9}}
            - {exactly: 6100, unit: people, as_of: 2024-12, place: Example Town, definition: readers,
               cites: {source: annual-report, locator: p. 10}}

    Good:
        readers-by-survey:
          claim: Readers, by a survey
          standing: reported
          reason: We have not seen the forms.
          values:
            - {range: [3000, 5500], unit: people, as_of: 2024, place: Example Town, definition: readers,
               cites: {source: visitor-survey, locator: p. 17}}
        readers-by-council:
          claim: Readers, by the council
          standing: verified
          values:
            - {about: 6000, unit: people, as_of: 2024, place: Example Town, definition: readers,
               cites: {source: annual-report, locator: p. 9}}
            - {exactly: 9100, unit: people, as_of: 2025, place: Example Town, definition: readers,
               cites: {source: annual-report, locator: p. 10}}
    """
    seen: set[frozenset[str]] = set()
    for cell, inside in subject.shelf.cells.items():
        if len({tally.claim.id for tally in inside}) > 1:
            for low, high in sorted(_gaps(inside), key=lambda gap: _ratio(*gap)):
                claims = low.claims | high.claims
                if claims not in seen:
                    seen.add(claims)
                    yield _finding(low, high, cell.group)


def _gaps(inside: Sequence[Tally]) -> Iterator[tuple[Tally, Tally]]:
    """Pairs of numbers that face each other across a gap between claims, for each time that some claim is dated.

    What is not dated claims to hold at any time, so it is there each time: of very many, the lowest and the highest.
    """
    dated: dict[Years, list[Tally]] = defaultdict(list)
    undated = sorted((tally for tally in inside if tally.when is None), key=lambda t: t.low)
    for tally in inside:
        if tally.when is not None:
            dated[tally.when.begin.year, tally.when.end.year].append(tally)
    always = undated if len(undated) <= 2 * MANY else [*undated[:MANY], *undated[-MANY:]]
    yield from _facing(undated)
    for here in dated.values():
        yield from _facing([*here, *always])


def _facing(here: list[Tally]) -> Iterator[tuple[Tally, Tally]]:
    """The facing ends of claims next to each other, where the numbers are put in order."""
    by_claim: dict[str, list[Tally]] = defaultdict(list)
    for tally in here:
        by_claim[tally.claim.id].append(tally)
    hulls = [(min(own, key=lambda t: t.low), max(own, key=_high)) for own in by_claim.values()]
    hulls.sort(key=lambda hull: hull[0].low)
    tops = accumulate((highest for _, highest in hulls), partial(max, key=_high))
    for top, (lowest, _) in zip(tops, hulls[1:], strict=False):
        gap = top.high is not None and lowest.low > top.high
        if gap and same_time(top.when, lowest.when) and not top.claims & lowest.claims:
            yield top, lowest


def _high(tally: Tally) -> Fraction:
    return tally.high if tally.high is not None else Fraction(10**60)


def _ratio(low: Tally, high: Tally) -> Fraction:
    return high.low / low.high if low.high else Fraction(10**60)


def _finding(low: Tally, high: Tally, group: str) -> Finding:
    ratio = f", {times(high.said[0] / low.said[1])} times as many at the least" if low.said[1] else ""
    where = f" in {low.place}" if low.place is not None else ""
    message = (
        f'of {group}{where}, "{high.name}" gives {given(high)} and "{low.name}" {given(low)}{ratio}; '
        "they speak of the same, and do not meet"
    )
    first, second = sorted((low, high), key=lambda t: str(t.value.location))
    hint = (
        "say in each definition what is counted; if the text deals with it, the claim may say so: "
        f"answers: {{finding: claims-apart, claim: {second.claim.id}, because: …}}"
    )
    bases = [t.base.value.location for t in (low, high) if t.base is not None]
    related = tuple(place for place in (second.value.location, *bases) if place is not None)
    return Finding(message, first.value.location, hint, related, low.claims | high.claims)
