"""Answers to findings: `answers: {finding: part-fills-whole, claim: …, because: …}` lets a warning stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factpress.checks.context import Subject
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Severity, did_you_mean


def idle(subject: Subject, rules: Iterable[Rule]) -> Iterator[Finding]:
    """Answers of claims to which no finding of these rules belongs."""
    given = [(claim, answer) for claim in subject.book.claims.values() for answer in claim.answers]
    if not given:
        return
    rules = [rule for rule in rules if rule.severity is Severity.WARNING]
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
