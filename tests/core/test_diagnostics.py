from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import (
    Diagnostic,
    Findings,
    Location,
    Problems,
    Severity,
    and_more,
    did_you_mean,
    format_diagnostic,
    sort_diagnostics,
)

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
    assert format_diagnostic(finding, tmp_path).splitlines() == [
        'data/a.yaml:2:11: error[unknown-key]: unknown key "locatr"',
        "  2 |   cites: {locatr: p. 4}",
        "    |           ^^^^^^",
        '  hint: did you mean "locator"?',
    ]


def test_the_other_places_that_a_finding_speaks_of(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one\ntwo\n", encoding="utf-8")
    related = (Location(Path("a"), 2, 1, 3), Location(Path("gone"), 1, 1))
    finding = Diagnostic("c", "m", Location(Path("a"), 1, 1, 3), "h", Severity.WARNING, related)
    assert format_diagnostic(finding, tmp_path).splitlines() == [
        "a:1:1: warning[c]: m",
        "  1 | one",
        "    | ^^^",
        "  and a:2:1",
        "  2 | two",
        "    | ^^^",
        "  and gone:1:1",
        "  hint: h",
    ]


def test_a_finding_that_is_answered_is_shown_in_short(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one\ntwo\n", encoding="utf-8")
    related = (Location(Path("a"), 2, 1, 3),)
    finding = Diagnostic("c", "m", Location(Path("a"), 1, 1), "h", Severity.INFORMATION, related, "so it \x1b[2J is")
    assert format_diagnostic(finding, tmp_path).splitlines() == [
        "a:1:1: answered[c]: m",
        "  and a:2:1",
        "  answer: so it \ufffd[2J is",
    ]


@pytest.mark.parametrize(
    ("line", "column", "pad"), [("ab", 2, 1), ("កុំa", 4, 1), ("漢字a", 3, 4), ("\ta", 2, 1), ("x" * 200, 150, 60)]
)
def test_the_caret_stands_under_the_fault(tmp_path: Path, line: str, column: int, pad: int) -> None:
    (tmp_path / "a").write_text(line, encoding="utf-8")
    shown = format_diagnostic(Diagnostic("c", "m", Location(Path("a"), 1, column)), tmp_path).splitlines()
    assert shown[2] == "    | " + " " * pad + "^"


def test_a_whole_file_or_no_place_has_no_excerpt(tmp_path: Path) -> None:
    assert format_diagnostic(Diagnostic("c", "m", Location(FILE)), tmp_path) == "data/a.yaml: error[c]: m"
    assert format_diagnostic(Diagnostic("c", "m", severity=Severity.WARNING), tmp_path) == "warning[c]: m"


@given(DIAGNOSTICS, st.text(max_size=300))
def test_any_finding_can_be_shown(tmp_path_factory: pytest.TempPathFactory, finding: Diagnostic, text: str) -> None:
    root = tmp_path_factory.getbasetemp()
    (root / "b.md").write_text(text, encoding="utf-8", errors="replace")
    shown = format_diagnostic(finding, root)
    assert f"error[{finding.code}]: " in shown
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown.replace("\n", ""))
    assert shown.count("\n") <= 3


def test_a_terminal_is_shown_what_it_would_obey(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"a \x1b[31mred\x00 b\n")
    finding = Diagnostic("c", "no \x1b[2J here", Location(Path("a.md"), 1, 3), "take \u202e out")
    assert format_diagnostic(finding, tmp_path).split("\n") == [
        "a.md:1:3: error[c]: no \ufffd[2J here",
        "  1 | a \ufffd[31mred\ufffd b",
        "    |   ^",
        "  hint: take \ufffd out",
    ]


@pytest.mark.parametrize("sign", ["\u2028", "\u0085", "\x0c", "\x1c", "\x0b"])
def test_the_line_shown_is_the_line_that_is_counted(tmp_path: Path, sign: str) -> None:
    (tmp_path / "a.md").write_bytes(f"\ufefffirst{sign}still first\r\nsecond\rthird".encode())
    shown = format_diagnostic(Diagnostic("c", "m", Location(Path("a.md"), 3, 1)), tmp_path)
    assert "  3 | third" in shown.split("\n")
    assert "  1 | first" in format_diagnostic(Diagnostic("c", "m", Location(Path("a.md"), 1, 1)), tmp_path)


def test_no_file_outside_the_folder_is_shown(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (root / "link").symlink_to(tmp_path / "secret")
    for path in ("link", "../secret", str(tmp_path / "secret")):
        assert format_diagnostic(Diagnostic("c", "m", Location(Path(path), 1, 1)), root) == f"{path}:1:1: error[c]: m"


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")  # to read it would wait for ever
    (tmp_path / "round").symlink_to("round")
    for path in ("pipe", "round", "."):
        assert "error[c]: m" in format_diagnostic(Diagnostic("c", "m", Location(Path(path), 1, 1)), tmp_path)
    assert "|" not in format_diagnostic(Diagnostic("c", "m", Location(Path("pipe"), 1, 1)), tmp_path)


@given(st.lists(DIAGNOSTICS))
def test_order_names_each_once_by_file_and_line(found: list[Diagnostic]) -> None:
    ordered = sort_diagnostics(found)
    assert set(ordered) == set(found)
    assert len(ordered) == len(set(found))
    placed = [d.location for d in ordered if d.location is not None]
    assert placed == sorted(placed)
    assert all(d.location is None for d in ordered[len(placed) :])


def test_only_errors_stop() -> None:
    problems = Problems()
    problems.warning("w", "careful", Location(Path("a.yaml")))
    problems.raise_errors()
    problems.error("e", "wrong", Location(Path("b.yaml")))
    with pytest.raises(Findings, match="careful; wrong") as raised:
        problems.raise_errors()
    assert [d.code for d in raised.value.found] == ["w", "e"]
    assert [d.code for d in problems.errors] == ["e"]
    assert len(problems) == 2


def test_hints() -> None:
    assert did_you_mean("locatr", ["locator", "source"]) == 'did you mean "locator"?'
    assert did_you_mean("zzz", ["b", "a"]) == 'allowed: "a", "b"'
    assert did_you_mean("zzz", []) == "none is defined yet: add it, or correct the name"
    assert did_you_mean("zzz", [f"k{i:02}" for i in range(20)]).endswith('"k11" … and 8 more')


def test_a_message_is_not_as_long_as_what_it_quotes() -> None:
    problems = Problems()
    problems.error("e", f'there is no claim "{"x" * 5000}"', Location(Path("a.md"), 1, 1), f"write [{'y' * 5000}]")
    (found,) = problems
    assert found.message.startswith('there is no claim "xxx')
    assert len(found.message) < 300
    assert len(found.hint or "") < 300


@pytest.mark.parametrize(
    ("names", "shown"),
    [("a", "a"), ("ab", "a and b"), ("abcd", "a, b, c and d"), ("abcdef", "a, b, c and 3 more"), ("", "")],
)
def test_many_names_are_counted(names: str, shown: str) -> None:
    assert and_more(list(names)) == shown


def test_a_long_quotation_is_cut() -> None:
    problems = Problems()
    problems.error("bad-value", 'unknown target "' + "word " * 2000 + '" of "x"', Location(FILE, 1, 1))
    (only,) = problems
    assert only.message.endswith('…" of "x"')
    assert len(only.message) < 400
