from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.gaps import series_with_gaps
from factpress.checks.registry import RULES
from factpress.core.diagnostics import Severity
from tests.checks.examples import laid, subject

HEAD = """# data/facts/example.yaml
loans:
  claim: Loans
  standing: verified
  cites: {source: annual-report}
  values:
"""


def messages(folder: Path, values: str, title: str, rows: str, kind: str = "bars", more: str = "") -> list[str]:
    lines = "".join(f"    - {line}\n" for line in values.splitlines())
    listed = ", ".join(f"{{value: {row}, label: Row}}" for row in rows.split())
    chart = f"# data/charts.yaml\nlent:\n  kind: {kind}\n  title: {title}\n{more}  rows: [{listed}]\n"
    return [one.message for one in series_with_gaps(subject(laid(HEAD + lines + chart, folder)))]


def years(*listed: int, unit: str = "unit: people") -> str:
    return "\n".join(f"{{key: y{year}, exactly: {year}, {unit}, as_of: {year}}}" for year in listed)


def rows(*listed: int) -> str:
    return " ".join(f"loans/y{year}" for year in listed)


@pytest.mark.parametrize(
    ("listed", "title", "gap"),
    [
        ((2014, 2016, 2023), "Each edition", "2018, 2020 and 2022"),
        ((2014, 2016, 2018), "Each edition", None),
        ((2014, 2016, 2018), "Each year", "2015 and 2017"),
        ((2014, 2016), "every  year of them", "2015"),
        ((2014, 2020), "Each edition", None),
        ((2014,), "Each year", None),
        ((2014, 2016, 2023), "Editions", None),
        ((2014, 2016, 2023), "What teachers preach", None),
        ((2001, 2002, 2023), "ALL editions", "2003, 2004, 2005 and 17 more"),
    ],
)
def test_rows_of_one_claim(tmp_path: Path, listed: tuple[int, ...], title: str, gap: str | None) -> None:
    said = title.split(maxsplit=1)[0]
    found = messages(tmp_path, years(*listed), title, rows(*listed))
    assert found == ([f'the chart "lent" says "{said}", but leaves out {gap}'] if gap else [])


@pytest.mark.parametrize(
    ("value", "kind", "gap"),
    [
        ("series: {2001: 5, 2002: 6, 2004: 7}, unit: people", "line", "2003"),
        ("series: {2001: 5, 2002: 6, 2003: 7}, unit: people", "line", None),
        ("series: {2001-11: 5, 2001-12: 6, 2002-02: 7}, unit: people", "line", "2002-01"),
        ("series: {2001-11-29: 5, 2001-11-30: 6, 2001-12-02: 7}, unit: people", "line", "2001-12-01"),
        ("series: {2001: 5, 2002-06: 6, 2003: 7}, unit: people", "line", None),
        ("series: {0001: 5, 0002: 6, 9999: 7}, unit: people", "line", None),
        ("steps: {2001/2003: low, 2005: high}, levels: [low, high]", "steps", "2004"),
        ("steps: {2001/2003: low, 2004/2005: high}, levels: [low, high]", "steps", None),
    ],
)
def test_series_and_steps(tmp_path: Path, value: str, kind: str, gap: str | None) -> None:
    found = messages(tmp_path, f"{{key: a, {value}}}", "Each one", "loans/a", kind)
    assert found == ([f'the chart "lent" says "Each", but leaves out {gap}'] if gap else [])


def test_the_subtitle_promises_too_and_points_of_a_series_are_rows(tmp_path: Path) -> None:
    value = "{key: a, series: {2001: 5, 2002: 6, 2003: 7, 2004: 8}, unit: people}"
    points = "loans/a@2001 loans/a@2002 loans/a@2004"
    more = "  subtitle: People in every year\n"
    assert messages(tmp_path, value, "People", points, "bars", more) == [
        'the chart "lent" says "every", but leaves out 2003'
    ]


def test_rows_of_different_claims_have_no_rhythm(tmp_path: Path) -> None:
    assert messages(tmp_path, years(2001, 2009), "All counts", "loans/y2001 loans/y2009 visitors/counted") == []


def test_a_language_without_such_words_asks_nothing(tmp_path: Path) -> None:
    (rule,) = (rule for rule in RULES if rule.code == "series-with-gaps")
    bad = f"{rule.explanation.bad}\n# data/languages/en-GB.yaml\nreading: {{every: []}}\n"
    assert rule.check(subject(laid(bad, tmp_path))) == []


def test_why_a_gap_is_meant(tmp_path: Path) -> None:
    (rule,) = (rule for rule in RULES if rule.code == "series-with-gaps")
    answered = rule.explanation.bad.replace("  rows:", "  gaps: There was no edition of 2022.\n  rows:")
    (told,) = rule.check(subject(laid(answered, tmp_path)))
    assert (told.severity, told.answer) == (Severity.INFORMATION, "There was no edition of 2022.")
