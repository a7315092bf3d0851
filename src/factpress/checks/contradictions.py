"""A rule about claims that give different numbers for the same quantity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import accumulate

from factpress.checks.arithmetic import derivation, ratio_words
from factpress.checks.context import CheckContext
from factpress.checks.count_index import NO_BOUND, same_time
from factpress.checks.counts import Count
from factpress.checks.rule import Finding

Years = tuple[int, int]

MAX_UNDATED = 10
"""The number of smallest and of largest undated counts that are compared with dated ones, to bound the time."""


def contradicting_claims(context: CheckContext) -> Iterator[Finding]:
    """Two claims give the same quantity for the same time, but none of their numbers agree.

    Why: At most one of the claims is correct, and readers cannot tell which. Numbers of one claim are not compared,
    because the reason of the claim explains their differences.

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
    for key, counts in context.counts.by_key.items():
        if len({count.claim.id for count in counts}) > 1:
            for low, high in sorted(_gaps(counts), key=_size):
                claims = low.claims | high.claims
                if claims not in seen:
                    seen.add(claims)
                    yield _finding(low, high, key.group)


def _gaps(counts: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Pairs of counts below and above a gap between the ranges of two claims, for each period with a dated count.

    Undated counts hold at any time, so they are compared in each period.
    """
    dated: dict[Years, list[Count]] = defaultdict(list)
    undated = sorted((count for count in counts if count.when is None), key=lambda count: count.low)
    for count in counts:
        if count.when is not None:
            dated[count.when.begin.year, count.when.end.year].append(count)
    yield from _gaps_at_one_time(undated)
    if len(undated) > 2 * MAX_UNDATED:
        undated = [*undated[:MAX_UNDATED], *undated[-MAX_UNDATED:]]
    for same_years in dated.values():
        yield from _gaps_at_one_time([*same_years, *undated])


def _gaps_at_one_time(counts: list[Count]) -> Iterator[tuple[Count, Count]]:
    by_claim: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_claim[count.claim.id].append(count)
    # the lowest and the highest count of each claim; sorted, so that only neighbours need be compared
    ranges = [(min(own, key=lambda count: count.low), max(own, key=_high)) for own in by_claim.values()]
    ranges.sort(key=lambda pair: pair[0].low)
    highest_so_far = accumulate((highest for _, highest in ranges), partial(max, key=_high))
    for highest, (lowest, _) in zip(highest_so_far, ranges[1:], strict=False):
        gap = highest.high is not None and lowest.low > highest.high
        if gap and same_time(highest.when, lowest.when) and not highest.claims & lowest.claims:
            yield highest, lowest


def _high(count: Count) -> Fraction:
    return count.high if count.high is not None else NO_BOUND


def _size(gap: tuple[Count, Count]) -> Fraction:
    low, high = gap
    return high.low / low.high if low.high else NO_BOUND


def _place(count: Count) -> tuple[str, int, int]:
    place = count.value.location
    return place.path.as_posix(), place.line, place.column


def _finding(low: Count, high: Count, group: str) -> Finding:
    times = ratio_words(high.written[0] / low.written[1]) if low.written[1] else ""
    ratio = f", at least {times} times as many" if times else ""
    where = f" in {low.place}" if low.place is not None else ""
    low_words, high_words = (derivation(count, ", which make ") for count in (low, high))
    message = (
        f'of {group}{where}, "{high.name}" gives {high_words} but "{low.name}" gives {low_words}{ratio}; '
        "both are about the same quantity"
    )
    first, second = sorted((low, high), key=_place)
    hint = (
        "write in each definition what is counted; if the text explains the difference, add to the claim: "
        f"answers: {{finding: claims-contradict, claim: {second.claim.id}, because: …}}"
    )
    bases = [count.base.value.location for count in (low, high) if count.base is not None]
    related = (second.value.location, *bases)
    return Finding(message, first.value.location, hint, related, low.claims | high.claims)
