"""Rules about how a claim is known: how its citations were read, and what was searched for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.checks.text_index import Kind, passages, phrase_pattern, text_files
from factpress.checks.usage import claims_in
from factpress.core.diagnostics import Location
from factpress.i18n import Language
from factpress.publication.facts.claims import Citation, Claim, Standing
from factpress.publication.facts.provenance import FIRST_HAND, Read


def verified_not_read(context: CheckContext) -> Iterator[Finding]:
    """A verified claim has a value for which no citation was read in the source itself.

    Why: "Verified" tells readers that we read the primary source and it agrees. An excerpt, the account of others and a
    passage without its place do not show that.

    Bad:
        loans:
          claim: Books lent in a year
          standing: verified
          values:
            - {exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1, read: excerpt}}

    Good:
        loans:
          claim: Books lent in a year
          standing: verified
          values:
            - {exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1, read: passage}}
    """
    for claim in context.book.claims.values():
        if claim.standing is not Standing.VERIFIED:
            continue
        for cites in _groups(claim):
            reasons = [_not_read(cite) for cite in cites]
            if not all(reasons):
                continue
            message = f'the claim "{claim.id}" is verified, but {"; ".join(dict.fromkeys(filter(None, reasons)))}'
            hint = "cite the passage that states it, with its locator and read: passage, or set standing: reported"
            yield Finding(message, cites[0].location, hint, claims=frozenset({claim.id}))
            break


def _groups(claim: Claim) -> Iterator[tuple[Citation, ...]]:
    """The citations of each value that is not calculated, else of the claim; without the source that supplied it.

    That source is kept if no other is cited.
    """
    found = [value.cites for value in claim.values if value.calculation is None] or [claim.cites]
    others = [tuple(cite for cite in cites if cite.source != claim.attributed_to) for cites in found]
    return (cites for cites in (others if any(others) else found) if cites)


def _not_read(cite: Citation) -> str:
    """Why a citation does not show that the source itself was read; empty if it does, or does not say."""
    if cite.seen_in is not None:
        return f'"{cite.source}" was seen in "{cite.seen_in}"'
    if cite.read is Read.PASSAGE and cite.locator is None:
        return f'the passage of "{cite.source}" has no locator'
    if cite.read is not None and cite.read not in FIRST_HAND:
        return f'"{cite.source}" was read as {cite.read.value}'
    return ""


def reading_not_stated(context: CheckContext) -> Iterator[Finding]:
    """A claim has citations that do not say how they were read.

    Why: Whether we saw the sentence in the source, or only an account of it, decides how sure a reader can be.

    Bad:
        loans:
          claim: Books lent in a year
          standing: reported
          reason: We could not see the register.
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]

    Good:
        loans:
          claim: Books lent in a year
          standing: reported
          reason: We could not see the register.
          values:
            - {exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1, read: passage}}
    """
    for claim in context.book.claims.values():
        if claim.standing is Standing.WITHDRAWN:
            continue
        all_cites = (claim.cites, *(value.cites for value in claim.values))
        cites = list({cite.location: cite for cites in all_cites for cite in cites}.values())
        silent = [cite for cite in cites if cite.read is None]
        if silent:
            how_many = "its citation was" if len(cites) == 1 else f"{len(silent)} of its {len(cites)} citations were"
            message = f'the claim "{claim.id}" does not say how {how_many} read'
            hint = "add read: whole, passage, excerpt or secondhand"
            yield Finding(message, silent[0].location, hint, claims=frozenset({claim.id}))


def search_not_recorded(context: CheckContext) -> Iterator[Finding]:
    """A text says that no source was found for an untraced claim, and the claim records no search.

    Why: "We found none" is a statement about a search. A reviewer can judge and repeat the search only with what was
    searched for, where and when.

    Bad:
        loans:
          claim: Books lent in a year
          standing: untraced
          reason: We found no source that says this.
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: town-website}}]

    Good:
        loans:
          claim: Books lent in a year
          standing: untraced
          reason: We found no source that says this.
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: town-website}}]
          searched: {query: books lent 2024, where: archive of the town, on: 2026-11-20}
    """
    unsearched = {claim.id: claim for claim in _unsearched(context)}
    phrases = _not_found(context.edition.language)
    if not unsearched or phrases is None:
        return
    for claim in unsearched.values():
        found = _said(claim, phrases)
        if found is not None:
            yield _search_finding(claim, *found)
    for file in text_files(context, facts=False):
        for passage in passages(file) if file.keys == "content" else ():
            if passage.kind is not Kind.PROSE:
                continue
            named = [name for name in claims_in(file.text[passage.begin : passage.end]) if name in unsearched]
            said = phrases.search(passage.masked) if named else None
            if said is not None:
                yield _search_finding(unsearched[named[0]], said[0], passage.at(*said.span()))


def _search_finding(claim: Claim, said: str, place: Location) -> Finding:
    message = f'"{" ".join(said.split())}" is said of the claim "{claim.id}", which records no search'
    hint = "add to the claim searched: {query: …, where: …, on: …}, or say what was not done"
    return Finding(message, place, hint, claims=frozenset({claim.id}))


def untraced_not_searched(context: CheckContext) -> Iterator[Finding]:
    """An untraced claim does not record where its source was searched for.

    Why: The next reviewer does not know what has been tried, and begins again.

    Bad:
        loans:
          claim: Books lent in a year
          standing: untraced
          reason: The website names no register.
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: town-website}}]

    Good:
        loans:
          claim: Books lent in a year
          standing: untraced
          reason: The website names no register.
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: town-website}}]
          searched: {query: books lent 2024, where: archive of the town, on: 2026-11-20}
    """
    phrases = _not_found(context.edition.language)
    for claim in _unsearched(context):
        if phrases is None or _said(claim, phrases) is None:
            hint = "add searched: {query: …, where: …, on: …}"
            message = f'the claim "{claim.id}" is untraced and records no search'
            yield Finding(message, claim.location, hint, claims=frozenset({claim.id}))


def calculation_untraced(context: CheckContext) -> Iterator[Finding]:
    """All values of an untraced claim are our own calculations.

    Why: "Untraced" means that a named source does not say it. Our own sum has another standing.

    Bad:
        loans:
          claim: Books lent in a day
          standing: untraced
          reason: No report gives it.
          values:
            - {about: 85, unit: cases, per: {number: 1, unit: days}, calculation: The loans of 2024 over its days.}
          cites: {source: annual-report, locator: p. 1}

    Good:
        loans:
          claim: Books lent in a day
          standing: calculated
          reason: No report gives it.
          values:
            - {about: 85, unit: cases, per: {number: 1, unit: days}, calculation: The loans of 2024 over its days.}
          cites: {source: annual-report, locator: p. 1}
    """
    for claim in context.book.claims.values():
        if claim.standing is Standing.UNTRACED and _calculated(claim):
            message = f'the claim "{claim.id}" is untraced, but all its values are our own calculations'
            yield Finding(message, claim.location, "standing: calculated", claims=frozenset({claim.id}))


def _calculated(claim: Claim) -> bool:
    return bool(claim.values) and all(value.calculation is not None for value in claim.values)


def _unsearched(context: CheckContext) -> Iterator[Claim]:
    for claim in context.book.claims.values():
        if claim.standing is Standing.UNTRACED and not claim.searched and not _calculated(claim):
            yield claim


def _said(claim: Claim, phrases: re.Pattern[str]) -> tuple[str, Location] | None:
    """The words of the claim that say that no source was found, and their text's place; None if none say so."""
    texts = (
        (claim.reason, claim.reason_location),
        (claim.finding, claim.finding_location),
        (claim.says, claim.says_location),
    )
    return next(((said[0], place) for text, place in texts if (said := phrases.search(text))), None)


def _not_found(language: Language) -> re.Pattern[str] | None:
    """A pattern of the phrases that say that no source was found; None if the language has none."""
    return phrase_pattern(language.reading.not_found)
