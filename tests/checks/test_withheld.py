from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.registry import RULES
from factpress.checks.withheld import printed_values, withheld_values
from factpress.core.diagnostics import Severity
from tests.checks.examples import laid, subject

TEXT = "# data/content/briefing.en.md\n"


def found(folder: Path, values: str, text: str, more: str = "") -> list[str]:
    """The values that are withheld of one claim, whose reason and further keys may be given."""
    head = "# data/facts/example.yaml\nloans:\n  claim: Loans\n  standing: contested\n"
    reason = "" if "reason:" in more else "  reason: so\n"
    lines = "".join(f"    - {line}\n" for line in values.strip().splitlines())
    example = f"{head}{reason}{more}  cites: [{{source: annual-report}}]\n  values:\n{lines}{TEXT}{text}\n"
    return [
        one.message.partition(" is on record and never printed; ")[0]
        for one in withheld_values(subject(laid(example, folder)))
    ]


LENT = "unit: cases, definition: books lent"
KEPT = '"loans/b" (36,000 cases)'


@pytest.mark.parametrize(
    ("values", "text", "expected"),
    [
        # above and below what is printed of the same kind
        (f"{{key: a, exactly: 31000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}}}", "{claim}`loans/a`", [KEPT]),
        (f"{{key: a, exactly: 41000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}}}", "{claim}`loans/a`", [KEPT]),
        ("{key: a, exactly: 31000, unit: cases}\n{key: b, exactly: 36000, unit: cases}", "{claim}`loans`", [KEPT]),
        # inside, equal, or printed by its number
        (
            f"{{key: a, range: [30000, 40000], {LENT}}}\n{{key: b, exactly: 36000, {LENT}}}",
            "{claim}`loans/a`",
            [],
        ),
        (f"{{key: a, exactly: 36000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}}}", "{claim}`loans/a`", []),
        (
            f"{{key: a, exactly: 31000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}}}",
            "{claim}`loans/a` {number}`loans/b`",
            [],
        ),
        (f"{{key: a, range: [30000, 36000], {LENT}}}\n{{key: b, exactly: 36000, {LENT}}}", "{claim}`loans/a`", []),
        # without a bound in that direction
        (f"{{key: a, more_than: 31000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}}}", "{claim}`loans/a`", []),
        (f"{{key: a, at_most: 41000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}}}", "{claim}`loans/a`", []),
        # another thing, place, time or topic
        (f"{{key: a, exactly: 31000, {LENT}}}\n{{key: b, exactly: 36000, unit: cases}}", "{claim}`loans/a`", []),
        (f"{{key: a, exactly: 31000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}, place: Y}}", "{claim}`loans/a`", []),
        (
            f"{{key: a, exactly: 31000, {LENT}, period: 2023}}\n{{key: b, exactly: 36000, {LENT}, period: 2024}}",
            "{claim}`loans/a`",
            [],
        ),
        (
            f"{{key: a, exactly: 31000, {LENT}, period: 2024}}\n{{key: b, exactly: 36000, {LENT}, period: 2024-03}}",
            "{claim}`loans/a`",
            [KEPT],
        ),
        # no sums of our own, and nothing if no value of the kind is printed
        (
            f"{{key: a, exactly: 31000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}, calculation: a sum}}",
            "{claim}`loans/a`",
            [],
        ),
        (f"{{key: a, exactly: 31000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}}}", "", []),
        # a calculation that is printed prints its numbers
        (
            (
                f'{{key: a, exactly: 31000, {LENT}, calculation: "part of {{number}}`loans/b`"}}\n'
                f"{{key: b, exactly: 36000, {LENT}}}"
            ),
            "{claim}`loans/a`",
            [],
        ),
    ],
)
def test_values_outside_those_that_are_printed(tmp_path: Path, values: str, text: str, expected: list[str]) -> None:
    assert found(tmp_path, values, f"It says {text}.") == expected


PAGE = "cites: {source: annual-report, locator: p. 1}"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (PAGE, ['"loans/b" (9 people)']),
        (PAGE.replace("p. 1", "p. 2"), []),
        (f"per: {{number: 1, unit: days}}, {PAGE}", ['"loans/b" (9 people per day)']),
        (PAGE.replace("annual-report", "visitor-survey"), []),
        ("cites: {source: annual-report}", []),
    ],
)
def test_values_in_the_same_place_of_a_source(tmp_path: Path, other: str, expected: list[str]) -> None:
    values = f"{{key: a, exactly: 31000, unit: cases, {PAGE}}}\n{{key: b, exactly: 9, unit: people, {other}}}"
    assert found(tmp_path, values, "It says {claim}`loans/a`.") == expected


@pytest.mark.parametrize(
    "more",
    [
        "  reason: Another list has {number}`loans/b`.\n",
        "  finding: Another list has {number}`loans/b`\n",
        "  says: Another list has {number}`loans/b`.\n",
        "  as_supplied: 36000 were lent.\n  attributed_to: town-website\n",
    ],
)
def test_what_counts_as_printed(tmp_path: Path, more: str) -> None:
    given = ", cites: {source: town-website}" if "supplied" in more else ""
    values = f"{{key: a, exactly: 31000, {LENT}}}\n{{key: b, exactly: 36000, {LENT}{given}}}"
    assert found(tmp_path, values, "It says {claim}`loans/a`.", more) == []


def test_a_chart_prints_its_rows_its_series_and_its_periods(tmp_path: Path) -> None:
    example = (
        "# data/facts/example.yaml\nloans:\n  claim: Loans\n  standing: verified\n"
        "  cites: {source: annual-report, locator: p. 1}\n  values:\n"
        "    - {key: a, exactly: 5, unit: people, as_of: 2020}\n"
        "    - {key: b, series: {2020: 5, 2021: 6}, unit: people}\n"
        "    - {key: c, series: {2020: 5, 2021: 7}, unit: people}\n    - {key: d, period: 2020/2021}\n"
        "    - {key: e, exactly: 9, unit: people}\n"
        "# data/charts.yaml\nlent:\n  kind: line\n  title: Loans\n  rows: [{value: loans/b, label: Lent}]\n"
        "  spells: [{value: loans/d, label: Then}]\n"
        f"{TEXT}:::{{chart}} lent\n:::\n"
    )
    context = subject(laid(example, tmp_path))
    assert {key for claim, key in printed_values(context) if claim == "loans"} == {"b", "d"}
    told = [one.message.partition(" (")[0] for one in withheld_values(context)]
    assert told == ['"loans/a"', '"loans/c"', '"loans/e"']


def test_an_answer_of_the_claim_makes_it_information(tmp_path: Path) -> None:
    (bad,) = (rule.explanation.bad for rule in RULES if rule.code == "withheld-value")
    answered = bad.replace("  standing:", "  answers: {finding: withheld-value, because: so}\n  standing:")
    (rule,) = (rule for rule in RULES if rule.code == "withheld-value")
    (told,) = rule.check(subject(laid(answered, tmp_path)))
    assert (told.severity, told.answer) == (Severity.INFORMATION, "so")
