"""Rules about a claim's standing: whether its citations support it, and when its review is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from factpress.checks.context import Subject
from factpress.checks.rule import Finding
from factpress.checks.usage import named, usage
from factpress.publication.facts.claims import Citation, Claim, Standing

NEAR = dt.timedelta(days=60)
"""How long before a review is due it is reported."""


def untraced(subject: Subject) -> Iterator[Finding]:
    """A claim that the publication uses is untraced: it could not be found in the source it was attributed to.

    Why: It may be printed with its mark and its reason. Search for its source again before other reviews.

    Bad:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: untraced
          reason: Nobody could show us the register.
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: town-website}}]
        # data/content/briefing.en.md
        Its shelves are lively: {claim}`loans`.

    Good:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: reported
          reason: The report says so; we have not seen the register.
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
        # data/content/briefing.en.md
        Its shelves are lively: {claim}`loans`.
    """
    for claim in _used(subject, Standing.UNTRACED):
        if not any(value.calculation for value in claim.values):
            yield _finding(claim, "is used, and is untraced", "look for its source again, or do without it")


def outdated(subject: Subject) -> Iterator[Finding]:
    """A claim that the publication uses is outdated: newer work has replaced it.

    Why: Readers take a printed number as current. Print the newer one with it.

    Bad:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: outdated
          reason: The register was counted again.
          values: [{exactly: 31000, unit: cases, period: 2004, cites: {source: annual-report, locator: p. 1}}]
        # data/content/briefing.en.md
        Its shelves are lively: {claim}`loans`.

    Good:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: reported
          reason: The report says so; we have not seen the register.
          values: [{exactly: 33000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
        # data/content/briefing.en.md
        Its shelves are lively: {claim}`loans`.
    """
    for claim in _used(subject, Standing.OUTDATED):
        yield _finding(claim, "is used, and is outdated", "say beside it what has replaced it")


def undisputed(subject: Subject) -> Iterator[Finding]:
    """A claim is contested, and all that it cites is one place in one source.

    Why: "Contested" means that reputable sources disagree. The claim, or claims that its reason names, must cite at
    least two, so that a reader can see who says what.

    Bad:
        loans:
          claim: Books lent in a year
          standing: contested
          reason: Some say that it is too high.
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]

    Good:
        loans:
          claim: Books lent in a year
          standing: contested
          reason: The survey found fewer.
          values:
            - {exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}
            - {exactly: 22000, unit: cases, period: 2024, cites: {source: visitor-survey, locator: p. 3}}
    """
    for claim in subject.book.claims.values():
        others = [subject.book.claims[name] for name in named(claim.reason) if name in subject.book.claims]
        cited = {(c.source, c.locator) for one in (claim, *others) for c in _cites(one)}
        if claim.standing is Standing.CONTESTED and len(cited) < 2:
            hint = "cite both, or name in the reason a claim that does: {claim}`…`"
            yield _finding(claim, "is contested, and cites one source only: who says it, and who contests it?", hint)


def unlocated(subject: Subject) -> Iterator[Finding]:
    """A verified claim has a value whose citations have no locator, such as a page or a paragraph.

    Why: "Verified" means that somebody found the value in the primary source. A later reviewer must be able to find the
    same place. Do not invent a locator: if the place is unknown, the standing is "reported".

    Bad:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report}}]

    Good:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
    """
    for claim in subject.book.claims.values():
        if claim.standing is not Standing.VERIFIED:
            continue
        given = [claim.cites, *(value.cites for value in claim.values if value.calculation is None)]
        others = [[cite for cite in cites if cite.source != claim.attributed_to] for cites in given]
        for cites in others if any(others) else given:  # what it was supplied under is not what it was verified by
            if cites and not any(c.locator for c in cites):
                words = f'cites "{cites[0].source}" without a place in it'
                hint = "add locator: p. …, or give it the standing reported if nobody knows the place"
                message = f'the claim "{claim.id}" is verified, and {words}'
                yield Finding(message, cites[0].location or claim.location, hint, claims=frozenset({claim.id}))
                break


def past_review(subject: Subject) -> Iterator[Finding]:
    """The review date of a claim has passed.

    Why: Web pages move, counts are repeated and reports are withdrawn. Check claims again before they are printed.

    Bad:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
          checked: 2024-10-15
          review_by: 2025-10-15

    Good:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
          checked: 2026-10-15
          review_by: 2027-10-15
    """
    for claim in subject.book.claims.values():
        if claim.review_by is not None and claim.review_by < subject.today:
            hint = "check it, and set checked and review_by anew"
            yield _finding(claim, f"was to be checked again by {claim.review_by}, and today is {subject.today}", hint)


def near_review(subject: Subject) -> Iterator[Finding]:
    """The review date of a claim is sixty days away or less.

    Why: Finding a record again takes time, and a print run made now will still be in use after that date.

    Bad:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
          checked: 2025-12-01
          review_by: 2026-12-01

    Good:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
          checked: 2026-10-15
          review_by: 2027-10-15
    """
    for claim in subject.book.claims.values():
        if claim.review_by is not None and subject.today <= claim.review_by <= subject.today + NEAR:
            days = (claim.review_by - subject.today).days
            yield _finding(claim, f"is to be checked again by {claim.review_by}, in {days} days", "look for it in time")


def _finding(claim: Claim, message: str, hint: str) -> Finding:
    return Finding(f'the claim "{claim.id}" {message}', claim.location, hint, claims=frozenset({claim.id}))


def _used(subject: Subject, standing: Standing) -> Iterator[Claim]:
    used = usage(subject)
    return (c for c in subject.book.claims.values() if c.standing is standing and c.id in used)


def _cites(claim: Claim) -> Iterator[Citation]:
    yield from claim.cites
    for value in claim.values:
        yield from value.cites
