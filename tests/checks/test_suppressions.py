"""An answer lets one warning stand, and no more than that."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.registry import run_rules
from factpress.core.diagnostics import Diagnostic, Severity
from tests.checks.examples import laid, subject

CLAIM = """
loans:
  claim: Books lent in a year
  standing: verified
  values: [{{exactly: 31000, unit: cases, period: 2024, cites: {{source: annual-report}}}}]
  review_by: 2025-01-01
  answers: {answers}
"""


def found(folder: Path, answers: str) -> dict[str, Diagnostic]:
    everything = run_rules(subject(laid(CLAIM.format(answers=answers), folder)))
    return {d.code: d for d in everything if d.location and d.location.path.name == "example.yaml"}


def test_an_answer_turns_a_warning_into_information(tmp_path: Path) -> None:
    there = found(tmp_path, "{finding: no-locator, because: It is one sheet.}")
    assert (there["no-locator"].severity, there["no-locator"].answer) == (Severity.INFORMATION, "It is one sheet.")
    assert (there["review-overdue"].severity, there["review-overdue"].answer) == (Severity.WARNING, None)
    assert "unused-answer" not in there


def test_several_answers(tmp_path: Path) -> None:
    there = found(tmp_path, "[{finding: no-locator, because: One sheet.}, {finding: review-overdue, because: Burnt.}]")
    assert [there[code].answer for code in ("no-locator", "review-overdue")] == ["One sheet.", "Burnt."]


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        ("{finding: no-locater, because: so}", 'did you mean "no-locator"?'),
        ("{finding: no-locator, claim: reader, because: so}", 'did you mean "readers"?'),
        ("{finding: no-locator, claim: readers, because: so}", "remove the answer if the problem is fixed"),
        ("{finding: claims-contradict, because: so}", "remove the answer if the problem is fixed"),
    ],
)
def test_an_answer_to_nothing_is_found(tmp_path: Path, answer: str, hint: str) -> None:
    there = found(tmp_path, answer)
    assert there["no-locator"].answer is None
    assert there["unused-answer"].hint == hint
    assert there["unused-answer"].location is not None
    assert there["unused-answer"].location.line == 7
