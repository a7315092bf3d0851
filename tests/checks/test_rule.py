"""Every rule explains itself, finds its own bad example, and does not find its good one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from factpress.checks import registry
from factpress.checks.context import CheckContext
from factpress.checks.registry import RULES, check, run_rules
from factpress.checks.rule import Finding, Rule
from factpress.core.diagnostics import Diagnostic, Severity
from tests.checks.examples import TODAY, files_of, laid, subject
from tests.publications import publication

BY_CODE = {rule.code: rule for rule in RULES}


def test_a_code_belongs_to_one_rule() -> None:
    assert len(BY_CODE) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_explains_itself_in_four_parts(rule: Rule) -> None:
    told = rule.explanation
    assert all((told.what, told.why, told.bad, told.good)), told
    assert told.what.endswith(".")
    assert told.why.endswith(".")


def there(rule: Rule, example: str, folder: Path) -> list[Diagnostic]:
    """What the rule finds in the example, without what it finds in the starter below it."""
    own = rule.check(subject(publication(folder / "starter")))
    return [d for d in rule.check(subject(laid(example, folder / "laid"))) if d not in own]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_its_bad_example(rule: Rule, tmp_path: Path) -> None:
    found = there(rule, rule.explanation.bad, tmp_path)
    assert found
    for diagnostic in found:
        assert (diagnostic.code, diagnostic.severity) == (rule.code, rule.severity)
        assert diagnostic.location is not None
        assert diagnostic.location.path.as_posix() in files_of(rule.explanation.bad)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_does_not_find_its_good_example(rule: Rule, tmp_path: Path) -> None:
    assert there(rule, rule.explanation.good, tmp_path) == []


def test_the_starter_gives_nothing_to_do(tmp_path: Path) -> None:
    found = run_rules(subject(publication(tmp_path)))
    assert [d for d in found if d.severity is not Severity.INFORMATION] == []


def shouted(subject: CheckContext) -> Iterator[Finding]:
    """A claim in capital letters."""
    for claim in subject.book.claims.values():
        if claim.claim.isupper():
            yield Finding(f'the claim "{claim.id}" is in capitals', claim.location, claims=frozenset({claim.id}))


def test_a_rule_is_a_function_and_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found by a check, and an answer to it counts."""
    monkeypatch.setattr(registry, "RULES", (*RULES, Rule("shouted-claim", Severity.WARNING, shouted)))
    claim = """
loud: {claim: BOOKS, standing: verified, cites: {source: annual-report, locator: p. 1}}
meant: {claim: FAO, standing: verified, cites: {source: annual-report, locator: p. 1},
 answers: {finding: shouted-claim, because: It is a name.}}
"""
    found = check(laid(claim, tmp_path), today=TODAY)
    severities = {d.message: d.severity for d in found if d.code == "shouted-claim"}
    assert severities == {
        'the claim "loud" is in capitals': Severity.WARNING,
        'the claim "meant" is in capitals': Severity.INFORMATION,
    }
    assert "unused-answer" not in {d.code for d in found}
