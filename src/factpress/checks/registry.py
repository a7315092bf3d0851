"""All rules: one line for each, or for each module of them."""

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
from factpress.checks.suppressions import idle
from factpress.core.diagnostics import Diagnostic, Severity


def idle_answers(subject: Subject) -> Iterator[Finding]:
    """A claim answers a warning that is not found.

    Why: The fault was mended, or the answer names another code or another claim than it means. An answer that stays
    would silence the same warning later, when it may be true.

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
    return idle(subject, (rule for rule in RULES if rule.find is not idle_answers))


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


def examine(subject: Subject, rules: Iterable[Rule] = RULES, *, whole: bool = True) -> list[Diagnostic]:
    """All that the rules find, rule by rule; without those that reason from absence, where not the `whole` was read."""
    return [found for rule in rules if whole or not rule.from_absence for found in rule.examine(subject)]
