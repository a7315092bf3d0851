"""The rules that stop a build. Imports no other rules, which would make each build start later."""

from __future__ import annotations

from factpress.checks import consent, consent_protection, consent_validity
from factpress.checks.context import Subject
from factpress.checks.rule import Rule
from factpress.core.diagnostics import Diagnostic

CONSENT: tuple[Rule, ...] = (*consent.RULES, *consent_validity.RULES, *consent_protection.STOPPING)
"""Without which nothing is built that shows or quotes a person."""


def without_consent(subject: Subject) -> list[Diagnostic]:
    """The people who would be shown or quoted without a consent that is valid on the subject's day."""
    return [found for rule in CONSENT for found in rule.examine(subject)]
