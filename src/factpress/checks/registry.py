"""All rules. A new rule is a function that finds places, and one line here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factpress.checks import (
    arithmetic,
    consent,
    consent_protection,
    consent_validity,
    contradictions,
    dates,
    image_metadata,
    incomparable,
    printed_stock,
    quotations,
    slides,
    standing,
    usage,
    wording,
)
from factpress.checks.context import Subject
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Diagnostic, Severity, did_you_mean


def idle_answers(subject: Subject) -> Iterator[Finding]:
    """A claim answers a warning that does not occur.

    Why: The problem was fixed, or the answer names the wrong code or claim. An answer that stays would hide the same
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
    given = [(claim, answer) for claim in subject.book.claims.values() for answer in claim.answers]
    if not given:
        return
    rules = [rule for rule in RULES if rule.severity is Severity.WARNING and rule.find is not idle_answers]
    heard = {id(rule.answer_to(found, subject.book)) for rule in rules for found in rule.find(subject)}
    codes = [rule.code for rule in rules]
    for claim, answer in given:
        if id(answer) in heard:
            continue
        hint = "take it out, if what it answers is mended"
        if answer.finding not in codes:
            hint = did_you_mean(answer.finding, codes)
        elif answer.claim is not None and answer.claim not in subject.book.claims:
            hint = did_you_mean(answer.claim, subject.book.claims)
        about = f' with "{answer.claim}"' if answer.claim is not None else ""
        yield Finding(f'"{claim.id}" answers "{answer.finding}"{about}, which is not found', answer.location, hint)


RULES: tuple[Rule, ...] = (
    Rule("part-over-whole", Severity.WARNING, arithmetic.part_over_whole),
    Rule("part-fills-whole", Severity.WARNING, arithmetic.part_fills_whole),
    Rule("share-over-count", Severity.WARNING, arithmetic.share_over_count),
    Rule("claims-apart", Severity.WARNING, contradictions.claims_apart),
    Rule("unlike-compared", Severity.WARNING, incomparable.unlike_compared),
    Rule("not-comparable", Severity.INFORMATION, incomparable.not_comparable),
    Rule("untraced-claim", Severity.INFORMATION, standing.untraced),
    Rule("outdated-claim", Severity.INFORMATION, standing.outdated),
    Rule("contested-by-one-source", Severity.WARNING, standing.undisputed),
    Rule("no-locator", Severity.WARNING, standing.unlocated),
    Rule("past-review", Severity.WARNING, standing.past_review),
    Rule("near-review", Severity.INFORMATION, standing.near_review),
    Rule("uncited-source", Severity.WARNING, usage.uncited_sources, from_absence=True),
    Rule("unused-claim", Severity.INFORMATION, usage.unused_claims, from_absence=True),
    Rule("one-sided-claim", Severity.INFORMATION, usage.one_sided_claims, from_absence=True),
    Rule("not-on-slides", Severity.INFORMATION, slides.not_on_slides),
    Rule("damaged-ledger", Severity.ERROR, printed_stock.damaged_ledger),
    Rule("stock-differs", Severity.WARNING, printed_stock.stock_differs),
    *wording.RULES,
    *quotations.RULES,
    *dates.RULES,
    *image_metadata.RULES,
    *consent_protection.RULES,
    *consent.RULES,
    *consent_validity.RULES,
    Rule("idle-answer", Severity.WARNING, idle_answers, from_absence=True),
)


def examine(subject: Subject, rules: Iterable[Rule] | None = None, *, whole: bool = True) -> list[Diagnostic]:
    """What the rules find; by default those of all rules.

    Rules that reason from absence are left out, unless the `whole` publication was read.
    """
    return [
        found
        for rule in (RULES if rules is None else rules)
        if whole or not rule.from_absence
        for found in rule.examine(subject)
    ]
