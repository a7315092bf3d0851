from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.diagnostics import Diagnostic, Findings, Location, Problems, Severity, did_you_mean, order, render

FILE = Path("data/a.yaml")
LOCATIONS = st.none() | st.builds(
    Location,
    st.sampled_from([FILE, Path("b.md"), Path("none")]),
    st.integers(0, 5),
    st.integers(0, 200),
    st.integers(0, 300),
)
DIAGNOSTICS = st.builds(
    Diagnostic, st.sampled_from("ab"), st.text(max_size=5), LOCATIONS, st.none() | st.text(max_size=5)
)


def test_a_finding_as_an_editor_reads_it(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / FILE).write_text("first: 1\n  cites: {locatr: p. 4}\n", encoding="utf-8")
    finding = Diagnostic("unknown-key", 'unknown key "locatr"', Location(FILE, 2, 11, 6), 'did you mean "locator"?')
    assert render(finding, tmp_path).splitlines() == [
        'data/a.yaml:2:11: error[unknown-key]: unknown key "locatr"',
        "  2 |   cites: {locatr: p. 4}",
        "    |           ^^^^^^",
        '  hint: did you mean "locator"?',
    ]


@pytest.mark.parametrize(
    ("line", "column", "pad"), [("ab", 2, 1), ("កុំa", 4, 1), ("漢字a", 3, 4), ("\ta", 2, 1), ("x" * 200, 150, 60)]
)
def test_the_caret_stands_under_the_fault(tmp_path: Path, line: str, column: int, pad: int) -> None:
    (tmp_path / "a").write_text(line, encoding="utf-8")
    shown = render(Diagnostic("c", "m", Location(Path("a"), 1, column)), tmp_path).splitlines()
    assert shown[2] == "    | " + " " * pad + "^"


def test_a_whole_file_or_no_place_has_no_excerpt(tmp_path: Path) -> None:
    assert render(Diagnostic("c", "m", Location(FILE)), tmp_path) == "data/a.yaml: error[c]: m"
    assert render(Diagnostic("c", "m", severity=Severity.WARNING), tmp_path) == "warning[c]: m"


@given(DIAGNOSTICS, st.text(max_size=300))
def test_any_finding_can_be_shown(tmp_path_factory: pytest.TempPathFactory, finding: Diagnostic, text: str) -> None:
    root = tmp_path_factory.getbasetemp()
    (root / "b.md").write_text(text, encoding="utf-8", errors="replace")
    assert f"error[{finding.code}]: {finding.message}" in render(finding, root)


@given(st.lists(DIAGNOSTICS))
def test_order_names_each_once_by_file_and_line(found: list[Diagnostic]) -> None:
    ordered = order(found)
    assert set(ordered) == set(found)
    assert len(ordered) == len(set(found))
    placed = [d.location for d in ordered if d.location is not None]
    assert placed == sorted(placed)
    assert all(d.location is None for d in ordered[len(placed) :])


def test_only_errors_stop() -> None:
    problems = Problems()
    problems.warning("w", "careful")
    problems.raise_errors()
    problems.error("e", "wrong")
    with pytest.raises(Findings, match="careful; wrong") as raised:
        problems.raise_errors()
    assert [d.code for d in raised.value.found] == ["w", "e"]
    assert [d.code for d in problems.errors] == ["e"]
    assert len(problems) == 2


def test_hints() -> None:
    assert did_you_mean("locatr", ["locator", "source"]) == 'did you mean "locator"?'
    assert did_you_mean("zzz", ["b", "a"]) == 'allowed: "a", "b"'
    assert did_you_mean("zzz", []) == "none is defined yet"
    assert did_you_mean("zzz", [f"k{i:02}" for i in range(20)]).endswith('"k11", …')
