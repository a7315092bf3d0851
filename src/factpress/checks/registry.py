"""All rules, one run of them, and the explanation of every finding code.

To add a rule, write a function in a module of this package and add its line to `RULES`. Its docstring explains it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from factpress.checks import (
    arithmetic,
    balance,
    consent,
    consent_validity,
    contradictions,
    dates,
    emphasis,
    gaps,
    helplines,
    incomparable,
    outreach,
    printed_stock,
    privacy,
    provenance,
    standing,
    unsourced,
    usage,
    whole_numbers,
    withheld,
    wording,
    work_privacy,
)
from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding, Rule, former_codes, other_codes
from factpress.core.diagnostics import Diagnostic, Severity, ToolError, did_you_mean, sort_diagnostics
from factpress.edition import Edition, inspect_publication
from factpress.publication.products import Product


def unused_answers(context: CheckContext) -> Iterator[Finding]:
    """A claim answers a warning that does not occur.

    Why: The problem was fixed, or the answer has the wrong code or claim. An answer that stays would hide the same
    warning later.

    Bad:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
          answers: {finding: no-locator, because: The report has no pages.}

    Good:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report}}]
          answers: {finding: no-locator, because: The report is one sheet of paper.}
    """
    answers = [(claim, answer) for claim in context.book.claims.values() for answer in claim.answers]
    if not answers:
        return
    rules = [rule for rule in RULES if rule.severity is Severity.WARNING and rule.find is not unused_answers]
    answered = {former_codes().get(answer.finding, answer.finding) for _, answer in answers}
    asked = (rule for rule in rules if rule.code in answered)
    used = {id(rule.answer_to(found, context.book)) for rule in asked for found in rule.find(context)}
    codes = [rule.code for rule in rules]
    for claim, answer in answers:
        if id(answer) in used:
            continue
        hint = "remove the answer if the problem is fixed"
        if former_codes().get(answer.finding, answer.finding) not in codes:
            hint = did_you_mean(answer.finding, codes)
        elif answer.claim is not None and answer.claim not in context.book.claims:
            hint = did_you_mean(answer.claim, context.book.claims)
        other = f' for the claim "{answer.claim}"' if answer.claim is not None else ""
        message = f'"{claim.id}" answers the finding "{answer.finding}"{other}, which does not occur'
        yield Finding(message, answer.location, hint)


def former_code(context: CheckContext) -> Iterator[Finding]:
    """A claim answers a finding by a code that was renamed.

    Why: The answer is understood, but the reference and the messages show the present code.

    Bad:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
          answers: {finding: past-review, because: The next report appears in May.}

    Good:
        loans:
          claim: Books lent in a year
          standing: verified
          values: [{exactly: 31000, unit: cases, period: 2024, cites: {source: annual-report, locator: p. 1}}]
          review_by: 2000-01-01
          answers: {finding: review-overdue, because: The next report appears in May.}
    """
    for claim in context.book.claims.values():
        for answer in claim.answers:
            present = former_codes().get(answer.finding)
            if present is not None:
                message = f'"{claim.id}" answers the finding "{answer.finding}", which is now "{present}"'
                yield Finding(message, answer.location, f"write finding: {present}")


BLOCKING_RULES = (*consent.BLOCKING_RULES, *helplines.BLOCKING_RULES, *outreach.BLOCKING_RULES)
"""The rules that only stop the products about which they find something."""

RULES: tuple[Rule, ...] = (
    Rule("part-exceeds-whole", Severity.WARNING, arithmetic.part_exceeds_whole),
    Rule("part-fills-whole", Severity.WARNING, arithmetic.part_fills_whole),
    Rule("share-exceeds-count", Severity.WARNING, arithmetic.share_exceeds_count),
    Rule("claims-contradict", Severity.WARNING, contradictions.contradicting_claims),
    Rule("different-things-compared", Severity.WARNING, incomparable.different_things_compared),
    Rule("not-comparable", Severity.INFORMATION, incomparable.not_comparable),
    Rule("not-whole", Severity.WARNING, whole_numbers.not_whole),
    Rule("untraced-claim", Severity.INFORMATION, standing.untraced),
    Rule("outdated-claim", Severity.INFORMATION, standing.outdated),
    Rule("contested-by-one-source", Severity.WARNING, standing.undisputed),
    Rule("no-locator", Severity.WARNING, standing.unlocated),
    Rule("verified-not-read", Severity.ERROR, provenance.verified_not_read),
    Rule("reading-not-stated", Severity.WARNING, provenance.reading_not_stated),
    Rule("search-not-recorded", Severity.ERROR, provenance.search_not_recorded),
    Rule("untraced-not-searched", Severity.WARNING, provenance.untraced_not_searched),
    Rule("calculation-untraced", Severity.INFORMATION, provenance.calculation_untraced),
    Rule("newer-edition", Severity.INFORMATION, standing.newer_edition),
    Rule("review-overdue", Severity.WARNING, standing.review_overdue),
    Rule("review-due-soon", Severity.INFORMATION, standing.review_due_soon),
    Rule("withheld-value", Severity.WARNING, withheld.withheld_values, from_absence=True),
    Rule("series-with-gaps", Severity.WARNING, gaps.series_with_gaps),
    Rule("emphasis-not-in-title", Severity.INFORMATION, emphasis.emphasis_not_in_title),
    Rule("uncited-source", Severity.WARNING, usage.uncited_sources, from_absence=True),
    Rule("unused-claim", Severity.INFORMATION, usage.unused_claims, from_absence=True),
    Rule("claim-in-one-target", Severity.INFORMATION, usage.claims_in_one_target, from_absence=True),
    Rule("paragraph-without-source", Severity.INFORMATION, unsourced.paragraph_without_source),
    Rule("not-on-slides", Severity.INFORMATION, usage.not_on_slides),
    Rule("supplied-only-spoken", Severity.INFORMATION, balance.supplied_only_spoken, from_absence=True),
    Rule("balance-missed", Severity.WARNING, balance.balance_missed, from_absence=True),
    Rule("damaged-ledger", Severity.ERROR, printed_stock.damaged_ledger, unprinted=True),
    Rule("printing-outdated", Severity.WARNING, printed_stock.printing_outdated),
    Rule("refused-wording", Severity.ERROR, wording.refused_wording),
    Rule("avoided-wording", Severity.WARNING, wording.avoided_wording),
    Rule("quoted-wording", Severity.INFORMATION, wording.quoted_wording),
    Rule("altered-quotation", Severity.WARNING, wording.altered_quotation),
    Rule("wrong-weekday", Severity.ERROR, dates.wrong_weekday),
    Rule("past-event", Severity.WARNING, dates.past_event),
    Rule("picture-location", Severity.ERROR, privacy.picture_location, unprinted=True),
    Rule("picture-metadata", Severity.WARNING, privacy.picture_metadata),
    Rule("consent-ends-soon", Severity.WARNING, consent_validity.consent_ends_soon),
    Rule("unused-consent", Severity.WARNING, consent.unused_consents, from_absence=True),
    Rule("helpline-due-soon", Severity.INFORMATION, helplines.helpline_due_soon),
    Rule("helpline-from-copy", Severity.INFORMATION, helplines.helpline_from_copy),
    Rule("helpline-checked-later", Severity.WARNING, helplines.helpline_checked_later),
    Rule("unused-record", Severity.INFORMATION, outreach.unused_record, from_absence=True),
    Rule("work-location", Severity.ERROR, work_privacy.work_location),
    Rule("work-on-map", Severity.ERROR, work_privacy.work_on_map),
    Rule("work-place", Severity.WARNING, work_privacy.work_place),
    *BLOCKING_RULES,
    Rule("former-code", Severity.WARNING, former_code),
    Rule("unused-answer", Severity.WARNING, unused_answers, from_absence=True),
)


def run_rules(context: CheckContext, rules: Iterable[Rule] | None = None, *, complete: bool = True) -> list[Diagnostic]:
    """The findings of the rules, by default of all.

    If the publication was not read completely, rules that report what is missing are skipped.
    """
    rules = RULES if rules is None else rules
    return [found for rule in rules if complete or not rule.from_absence for found in rule.check(context)]


def check(root: Path, *, today: dt.date) -> list[Diagnostic]:
    """All findings of the publication in that folder, in the order of files, lines and columns.

    If a file cannot be read, the others are still checked, but without rules that report what is missing, and without
    the claims that have errors. Raises ToolError if there is no publication.
    """
    return check_edition(root, today=today)[1]


def check_edition(root: Path, *, today: dt.date) -> tuple[Edition | None, list[Diagnostic]]:
    """The publication in that folder, as `inspect_publication` reads it, and all its findings; see `check`."""
    edition, found = inspect_publication(root)
    return edition, check_inspected(edition, found, today=today)


def check_inspected(edition: Edition | None, found: Sequence[Diagnostic], *, today: dt.date) -> list[Diagnostic]:
    """All findings of a publication that was read, of which reading found `found`; see `check`."""
    if edition is None:
        return sort_diagnostics(found)
    complete = all(d.severity is not Severity.ERROR for d in found)
    valid = {name: claim for name, claim in edition.book.claims.items() if name not in edition.book.faulty}
    context = CheckContext(replace(edition, book=replace(edition.book, claims=valid)), today)
    return sort_diagnostics([*found, *run_rules(context, complete=complete)])


def source_errors(edition: Edition, rendered: Iterable[Product], *, today: dt.date) -> list[Diagnostic]:
    """The errors of `check` in a publication that was read which stop a build of these products.

    The consent of a person is only needed for products that show or quote the person. A helpline, a prayer point or a
    gift that is out of date only stops the products that print it.
    """
    printed = (rule for rule in RULES if rule.severity is Severity.ERROR and not rule.unprinted)
    found = run_rules(CheckContext(edition, today), [rule for rule in printed if rule not in BLOCKING_RULES])
    return found + run_rules(CheckContext(replace(edition, products=tuple(rendered)), today), BLOCKING_RULES)


def explain(code: str | None) -> str:
    """The explanation of a finding code; without a code, a list of all codes.

    Raises ToolError if the code does not exist.
    """
    others = other_codes()
    code = former_codes().get(code, code) if code is not None else None
    if code is None:
        lines = {rule.code: rule.explanation.what for rule in RULES} | dict(others)
        width = max(map(len, lines))
        return "\n".join(f"{name:{width}}  {lines[name]}" for name in sorted(lines))
    rule = next((rule for rule in RULES if rule.code == code), None)
    if rule is not None:
        about = rule.explanation
        head = f"{rule.code} ({rule.severity.value})"
        return "\n\n".join((head, about.what, f"Why: {about.why}", f"Bad:\n{about.bad}", f"Good:\n{about.good}"))
    if code in others:
        return f"{code} (not a rule of check)\n\n{others[code]}"
    raise ToolError(f'no finding has the code "{code}"', did_you_mean(code, [*others, *(rule.code for rule in RULES)]))
