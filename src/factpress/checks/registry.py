"""All rules, one run of them, and the explanation of every finding code.

To add a rule, write a function in a module of this package and add its line to `RULES`. Its docstring explains it.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from factpress.checks import (
    arithmetic,
    consent,
    consent_validity,
    contradictions,
    dates,
    incomparable,
    printed_stock,
    privacy,
    standing,
    usage,
    wording,
)
from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Diagnostic, Severity, ToolError, did_you_mean, sort_diagnostics
from factpress.edition import inspect_publication


def idle_answers(context: CheckContext) -> Iterator[Finding]:
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
    rules = [rule for rule in RULES if rule.severity is Severity.WARNING and rule.find is not idle_answers]
    used = {id(rule.answer_to(found, context.book)) for rule in rules for found in rule.find(context)}
    codes = [rule.code for rule in rules]
    for claim, answer in answers:
        if id(answer) in used:
            continue
        hint = "remove the answer if the problem is fixed"
        if answer.finding not in codes:
            hint = did_you_mean(answer.finding, codes)
        elif answer.claim is not None and answer.claim not in context.book.claims:
            hint = did_you_mean(answer.claim, context.book.claims)
        other = f' for the claim "{answer.claim}"' if answer.claim is not None else ""
        message = f'"{claim.id}" answers the finding "{answer.finding}"{other}, which does not occur'
        yield Finding(message, answer.location, hint)


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
    Rule("not-on-slides", Severity.INFORMATION, usage.not_on_slides),
    Rule("damaged-ledger", Severity.ERROR, printed_stock.damaged_ledger),
    Rule("stock-differs", Severity.WARNING, printed_stock.stock_differs),
    Rule("refused-wording", Severity.ERROR, wording.refused_wording),
    Rule("avoided-wording", Severity.WARNING, wording.avoided_wording),
    Rule("quoted-wording", Severity.INFORMATION, wording.quoted_wording),
    Rule("altered-quotation", Severity.WARNING, wording.altered_quotation),
    Rule("wrong-weekday", Severity.ERROR, dates.wrong_weekday),
    Rule("event-over", Severity.WARNING, dates.event_over),
    Rule("picture-place", Severity.ERROR, privacy.picture_place),
    Rule("picture-metadata", Severity.WARNING, privacy.picture_metadata),
    Rule("consent-ends-soon", Severity.WARNING, consent_validity.consent_ends_soon),
    Rule("consent-covers-nothing", Severity.WARNING, consent.consent_covers_nothing, from_absence=True),
    *consent.BLOCKING_RULES,
    Rule("idle-answer", Severity.WARNING, idle_answers, from_absence=True),
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
    edition, found = inspect_publication(root)
    if edition is None:
        return sort_diagnostics(found)
    complete = all(d.severity is not Severity.ERROR for d in found)
    valid = {name: claim for name, claim in edition.book.claims.items() if name not in edition.book.faulty}
    context = CheckContext(replace(edition, book=replace(edition.book, claims=valid)), today)
    return sort_diagnostics([*found, *run_rules(context, complete=complete)])


@cache
def other_codes() -> Mapping[str, str]:
    """The finding codes that are not rules: those of loaders, renderers, audit and preflight, each with a sentence."""
    return tomllib.loads(Path(__file__).with_name("codes.toml").read_text(encoding="utf-8"))


def explain(code: str | None) -> str:
    """The explanation of a finding code; without a code, a list of all codes.

    Raises ToolError if the code does not exist.
    """
    others = other_codes()
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
