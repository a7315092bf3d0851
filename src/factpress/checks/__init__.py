"""The desk of facts: what is wrong with a publication that can be read, before anything is set.

Readers report what they cannot read. Rules look at what was read well, and ask whether it can be true, whether it is
still true, and whether it may be said. One line for each rule.
"""

from __future__ import annotations

from factpress.checks import use
from factpress.checks.rules import Rule
from factpress.checks.subject import Subject
from factpress.diagnostics import Diagnostic, Severity

RULES: tuple[Rule, ...] = (Rule("uncited-source", Severity.WARNING, use.uncited_sources, from_absence=True),)


def examine(subject: Subject, rules: tuple[Rule, ...] = RULES) -> list[Diagnostic]:
    """All that the rules find, rule by rule."""
    return [found for rule in rules for found in rule.examine(subject)]


__all__ = ["RULES", "Rule", "Subject", "examine"]
