"""The desk of facts: what is wrong with a publication that can be read, before anything is set.

Readers report what they cannot read. Rules look at what was read well, and ask whether it can be true, whether it is
still true, and whether it may be said. One line for each rule.
"""

from __future__ import annotations

from factpress.checks import apart, arithmetic, unlike, use
from factpress.checks.rules import Rule
from factpress.checks.subject import Subject
from factpress.diagnostics import Diagnostic, Severity

RULES: tuple[Rule, ...] = (
    Rule("part-over-whole", Severity.WARNING, arithmetic.part_over_whole),
    Rule("part-fills-whole", Severity.WARNING, arithmetic.part_fills_whole),
    Rule("share-over-count", Severity.WARNING, arithmetic.share_over_count),
    Rule("claims-apart", Severity.WARNING, apart.claims_apart),
    Rule("unlike-compared", Severity.WARNING, unlike.unlike_compared),
    Rule("not-comparable", Severity.INFORMATION, unlike.not_comparable),
    Rule("uncited-source", Severity.WARNING, use.uncited_sources, from_absence=True),
)


def examine(subject: Subject, rules: tuple[Rule, ...] = RULES) -> list[Diagnostic]:
    """All that the rules find, rule by rule."""
    return [found for rule in rules for found in rule.examine(subject)]


__all__ = ["RULES", "Rule", "Subject", "examine"]
