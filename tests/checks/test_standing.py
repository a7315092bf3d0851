"""What a standing promises: places in sources for what is verified, somebody who disagrees for what is contested."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.registry import RULES
from tests.checks.examples import laid, subject


def found(rule_code: str, folder: Path, claim: str) -> int:
    rule = next(r for r in RULES if r.code == rule_code)
    there = rule.check(subject(laid(f"loans:\n  claim: Books lent\n{claim}", folder)))
    return sum(d.location is not None and d.location.path.name == "example.yaml" for d in there)


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("  standing: verified\n  cites: {source: annual-report}\n", 1),
        ("  standing: verified\n  cites: {source: annual-report, locator: p. 1}\n", 0),
        ("  standing: verified\n  cites: [{source: annual-report, locator: p. 1}, {source: visitor-survey}]\n", 0),
        ("  standing: reported\n  reason: so\n  cites: {source: annual-report}\n", 0),
        # what it was supplied under is not what it was verified by, unless there is nothing else
        ("  standing: verified\n  attributed_to: town-website\n  cites: {source: town-website}\n", 1),
        (
            (
                "  standing: verified\n  attributed_to: town-website\n  values:\n"
                "    - {key: a, exactly: 5, unit: cases, cites: {source: town-website}}\n"
                "    - {key: b, exactly: 5, unit: cases, cites: {source: annual-report, locator: p. 1}}\n"
            ),
            0,
        ),
        (
            (
                "  standing: verified\n  values:\n"
                "    - {key: a, exactly: 5, unit: cases, cites: {source: annual-report, locator: p. 1}}\n"
                "    - {key: b, exactly: 5, unit: cases, cites: {source: visitor-survey}}\n"
            ),
            1,
        ),
        ("  standing: verified\n  values:\n    - {exactly: 5, unit: cases, calculation: two and three}\n", 0),
    ],
)
def test_a_verified_claim_says_where(tmp_path: Path, claim: str, number: int) -> None:
    assert found("no-locator", tmp_path, claim) == number


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ("  standing: contested\n  reason: so\n  cites: {source: annual-report}\n", 1),
        ("  standing: contested\n  reason: so\n  cites: [{source: annual-report}, {source: visitor-survey}]\n", 0),
        ("  standing: contested\n  reason: See {claim}`readers/survey`.\n  cites: {source: annual-report}\n", 0),
        (
            (
                "  standing: contested\n  reason: Two editions differ.\n  values:\n"
                "    - {key: a, exactly: 5, unit: cases, cites: {source: annual-report, locator: first edition}}\n"
                "    - {key: b, exactly: 6, unit: cases, cites: {source: annual-report, locator: second edition}}\n"
            ),
            0,
        ),
        ("  standing: reported\n  reason: so\n  cites: {source: annual-report}\n", 0),
    ],
)
def test_a_contested_claim_names_who_contests_it(tmp_path: Path, claim: str, number: int) -> None:
    assert found("contested-by-one-source", tmp_path, claim) == number
