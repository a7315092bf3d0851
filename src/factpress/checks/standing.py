"""Rules about a claim's standing: whether its citations support it, and when its review is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.checks.usage import claims_in, usage
from factpress.publication.facts.claims import Citation, Claim, Standing
from factpress.publication.facts.provenance import Read
from factpress.publication.facts.review import Due, issued_in, review_due, series_title
from factpress.publication.facts.sources import Source

NEAR = dt.timedelta(days=60)
"""The time before a review is due in which it is reported."""


def untraced(context: CheckContext) -> Iterator[Finding]:
    """The publication uses an untraced claim: one that was not found in the source that it was attributed to.

    Why: It may be printed with its mark and its reason. Search for its source before you review other claims.

    Bad:
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: untraced
          reason: The office could not show us the register.
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
    for claim in _used(context, Standing.UNTRACED):
        if not any(value.calculation for value in claim.values):
            yield _finding(claim, "is used, but untraced", "search for its source again, or do not use the claim")


def outdated(context: CheckContext) -> Iterator[Finding]:
    """The publication uses an outdated claim: one that newer work has replaced.

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
    for claim in _used(context, Standing.OUTDATED):
        yield _finding(claim, "is used, but outdated", "print with it what has replaced it")


def undisputed(context: CheckContext) -> Iterator[Finding]:
    """A contested claim cites only one place in one source.

    Why: "Contested" means that reputable sources disagree. The claim, or the claims in its reason, must cite at least
    two, so that readers can see who supports it and who disputes it.

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
    for claim in context.book.claims.values():
        others = [context.book.claims[name] for name in claims_in(claim.reason) if name in context.book.claims]
        cited = {(c.source, c.locator) for one in (claim, *others) for c in _cites(one)}
        if claim.standing is Standing.CONTESTED and len(cited) < 2:
            hint = "cite both sides, or refer in the reason to a claim that cites the other: {claim}`…`"
            yield _finding(claim, "is contested, but cites one source only", hint)


def unlocated(context: CheckContext) -> Iterator[Finding]:
    """A verified claim has a value whose citations have no locator, such as a page or a paragraph.

    Why: "Verified" means that the value was found in the primary source. A later reviewer must be able to find the same
    place. Do not invent a locator: if the place is unknown, the standing is "reported".

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
    for claim in context.book.claims.values():
        if claim.standing is not Standing.VERIFIED:
            continue
        all_cites = [claim.cites, *(value.cites for value in claim.values if value.calculation is None)]
        # a claim was not verified in the source that it was attributed to, if it cites others
        others = [[cite for cite in cites if cite.source != claim.attributed_to] for cites in all_cites]
        for cites in others if any(others) else all_cites:
            # a citation that says that its passage was not seen is reported as verified-not-read
            located = any(c.locator or c.read is Read.WHOLE for c in cites)
            if cites and not located and not all(c.seen_in or c.read is not None for c in cites):
                hint = "add locator: p. …, or change the standing to reported if the place is unknown"
                message = f'the claim "{claim.id}" is verified, but cites "{cites[0].source}" without a locator'
                yield Finding(message, cites[0].location, hint, claims=frozenset({claim.id}))
                break


def review_overdue(context: CheckContext) -> Iterator[Finding]:
    """The review date of a claim has passed.

    Why: Web pages move, counts are updated and reports are withdrawn. Review claims before they are printed.

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
    for claim, due in _dues(context):
        if due.day < context.today:
            hint = "review it, and update checked and review_by"
            if due.source is not None:
                hint = f"look for a newer edition of {_named(due.source)}, cite it if there is one, and update checked"
            yield _finding(claim, f"was due for review on {_due_on(due)}; today is {context.today}", hint)


def review_due_soon(context: CheckContext) -> Iterator[Finding]:
    """A claim is due for review in 60 days or less.

    Why: It takes time to find a record again, and copies that are printed now will still be in use after that date.

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
    for claim, due in _dues(context):
        days = (due.day - context.today).days
        if 0 <= days <= NEAR.days:
            hint = "review it in time"
            if due.source is not None:
                hint = f"look for a newer edition of {_named(due.source)}"
            yield _finding(claim, f"is due for review on {_due_on(due)}, in {days} days", hint)


def newer_edition(context: CheckContext) -> Iterator[Finding]:
    """By now, a newer edition of a source has appeared, to go by when its editions appear.

    Why: A number from an annual report is out of date as soon as the next one is published.

    Bad:
        # data/sources.yaml
        yearbook: {type: report, title: Yearbook of the libraries 2024, issued: 2024, appears: "yearly, May"}
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: yearbook, locator: p. 1}}]

    Good:
        # data/sources.yaml
        yearbook: {type: report, title: Yearbook of the libraries 2026, issued: 2026, appears: "yearly, May"}
        # data/facts/example.yaml
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: yearbook, locator: p. 1}}]
    """
    newest: dict[str, tuple[int, Source]] = {}
    for source in context.book.sources.values():
        issued = issued_in(source)
        if issued is not None and issued > newest.get(series_title(source), (0, source))[0]:
            newest[series_title(source)] = issued, source
    for issued, source in newest.values():
        if source.appears is None:
            continue
        day = source.appears.next_after(issued)
        if day < context.today:
            message = f"{_named(source)} is of {issued} and appears {source.appears.text}: a newer one was due by {day}"
            yield Finding(message, source.location, "look for it, and review the claims that cite the source")


def _dues(context: CheckContext) -> Iterator[tuple[Claim, Due]]:
    """The claims that have a day by which they must be reviewed."""
    for claim in context.book.claims.values():
        due = review_due(claim, context.book.sources)
        if due is not None:
            yield claim, due


def _due_on(due: Due) -> str:
    if due.source is None or due.source.appears is None:
        return str(due.day)
    return f"{due.day}, as {_named(due.source)} appears {due.source.appears.text}"


def _named(source: Source) -> str:
    return f'"{source.csl.get("citation-label") or source.id}"'


def _finding(claim: Claim, message: str, hint: str) -> Finding:
    return Finding(f'the claim "{claim.id}" {message}', claim.location, hint, claims=frozenset({claim.id}))


def _used(context: CheckContext, standing: Standing) -> Iterator[Claim]:
    used = usage(context)
    return (c for c in context.book.claims.values() if c.standing is standing and c.id in used)


def _cites(claim: Claim) -> Iterator[Citation]:
    yield from claim.cites
    for value in claim.values:
        yield from value.cites
