"""Rules about arithmetic: parts larger than their whole, and shares larger than a count."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.checks.arithmetic_messages import against, given, reckoned
from factpress.checks.context import Subject
from factpress.checks.count_index import exceeds
from factpress.checks.normalised_counts import Tally
from factpress.checks.rule import Finding


def part_over_whole(subject: Subject) -> Iterator[Finding]:
    """A part is larger than the whole that it is part of, by its place, its group or its time.

    Why: One of the two numbers is wrong, or they do not count what their definitions say. A reader who checks the sum
    will doubt the other numbers too.

    Bad:
        # data/scopes.yaml
        places: {Old Town: Example Town}
        # data/facts/example.yaml
        loans-in-town:
          claim: Books lent in the town
          standing: verified
          values:
            - {exactly: 31000, unit: cases, per: {number: 1, unit: years}, place: Example Town, counts: flow,
               definition: books lent, cites: {source: annual-report, locator: p. 1}}
        loans-in-old-town:
          claim: Books lent in the old town
          standing: verified
          values:
            - {exactly: 120, unit: cases, per: {number: 1, unit: days}, place: Old Town, counts: flow,
               definition: books lent, cites: {source: visitor-survey, locator: p. 2}}

    Good:
        # data/scopes.yaml
        places: {Old Town: Example Town}
        # data/facts/example.yaml
        loans-in-town:
          claim: Books lent in the town
          standing: verified
          values:
            - {exactly: 31000, unit: cases, per: {number: 1, unit: years}, place: Example Town, counts: flow,
               definition: books lent, cites: {source: annual-report, locator: p. 1}}
        loans-in-old-town:
          claim: Books lent in the old town
          standing: verified
          values:
            - {exactly: 12, unit: cases, per: {number: 1, unit: days}, place: Old Town, counts: flow,
               definition: books lent, cites: {source: visitor-survey, locator: p. 2}}
    """
    for part, whole in subject.overfull:
        if part.base is None and exceeds(part, whole):
            yield _finding("part-over-whole", part, whole)


def part_fills_whole(subject: Subject) -> Iterator[Finding]:
    """A part is larger than the lower end of a whole given as a range, and than half of the upper end.

    Why: Both can be true if the whole is near its upper end and nearly all of it belongs to the part. That is rare, and
    the text should explain it.

    Bad:
        # data/scopes.yaml
        groups: {novels lent: books lent}
        # data/facts/example.yaml
        loans:
          claim: Books lent
          standing: verified
          values:
            - {range: [5000, 20000], unit: cases, period: 2024, place: Example Town, definition: books lent,
               cites: {source: annual-report, locator: p. 1}}
        novels:
          claim: Novels lent
          standing: verified
          values:
            - {exactly: 18000, unit: cases, period: 2024, place: Example Town, definition: novels lent,
               cites: {source: visitor-survey, locator: p. 2}}

    Good:
        # data/scopes.yaml
        groups: {novels lent: books lent}
        # data/facts/example.yaml
        loans:
          claim: Books lent
          standing: verified
          values:
            - {range: [5000, 20000], unit: cases, period: 2024, place: Example Town, definition: books lent,
               cites: {source: annual-report, locator: p. 1}}
        novels:
          claim: Novels lent
          standing: verified
          values:
            - {exactly: 4000, unit: cases, period: 2024, place: Example Town, definition: novels lent,
               cites: {source: visitor-survey, locator: p. 2}}
    """
    for part, whole in subject.overfull:
        if part.base is None and not exceeds(part, whole):
            yield _finding("part-fills-whole", part, whole)


def share_over_count(subject: Subject) -> Iterator[Finding]:
    """A share of one claim's count comes to more than another claim counts in all.

    Why: The share times its count should not exceed an independent count of the same thing. If it does, the share or
    the count is wrong.

    Bad:
        claimed:
          claim: Readers, as claimed
          standing: untraced
          reason: Nobody could show us the list.
          values:
            - {key: readers, exactly: 9000, unit: people, place: Example Town, definition: readers,
               cites: {source: town-website}}
            - {key: share, exactly: 80, unit: percent, of: readers, place: Example Town, definition: children,
               cites: {source: town-website}}
        counted:
          claim: Readers, as counted
          standing: verified
          values:
            - {exactly: 3000, unit: people, as_of: 2024, place: Example Town, definition: readers,
               cites: {source: annual-report, locator: p. 2}}

    Good:
        claimed:
          claim: Readers, as claimed
          standing: untraced
          reason: Nobody could show us the list.
          values:
            - {key: readers, exactly: 3100, unit: people, place: Example Town, definition: readers,
               cites: {source: town-website}}
            - {key: share, exactly: 80, unit: percent, of: readers, place: Example Town, definition: children,
               cites: {source: town-website}}
        counted:
          claim: Readers, as counted
          standing: verified
          values:
            - {about: 3000, unit: people, as_of: 2024, place: Example Town, definition: readers,
               cites: {source: annual-report, locator: p. 2}}
    """
    for part, whole in subject.overfull:
        if part.base is not None:
            yield _finding("share-over-count", part, whole)


def _finding(code: str, part: Tally, whole: Tally) -> Finding:
    names = f'"{part.name}"' + (f' and "{part.base.name}"' if part.base is not None else "")
    message = (
        f'{reckoned(part)} ({names}), and "{whole.name}" gives {given(whole)}: {against(part.said, whole.said)}'
        f"{_because(part, whole)}"
    )
    related = [t.value.location for t in (part.base, whole) if t is not None and t.value.location is not None]
    hint = (
        "check both numbers; if the text deals with it, the claim may say so: "
        f"answers: {{finding: {code}, claim: {whole.claim.id}, because: …}}"
    )
    return Finding(message, part.value.location, hint, tuple(related), part.claims | whole.claims)


def _because(part: Tally, whole: Tally) -> str:
    """By what the one is a part of the other."""
    counted = part.group or part.value.definition
    why = [f"{part.place} lies in {whole.place}"] if part.place != whole.place else []
    why += [f"{counted} are a part of {whole.group}"] if counted is not None and counted != whole.group else []
    return f"; {' and '.join(why)}" if why else ""
