"""Every rule explains itself, finds its own bad example, and does not find its good one."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.registry import RULES, examine
from factpress.checks.rule import Rule
from factpress.core.diagnostics import Diagnostic, Severity
from tests.checks.examples import files_of, laid, subject
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
    own = rule.examine(subject(publication(folder / "starter")))
    return [d for d in rule.examine(subject(laid(example, folder / "laid"))) if d not in own]


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
    found = examine(subject(publication(tmp_path)))
    assert [d for d in found if d.severity is not Severity.INFORMATION] == []
