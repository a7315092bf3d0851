"""`factpress coverage`: what it prints, its JSON, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factpress.checks.coverage.report import COLUMNS, clock, fit
from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from factpress.workflows.api import load
from tests.publications import publication, text_of

CONTENT, SETTINGS = "data/content/briefing.en.md", "data/publication.yaml"
WORK = "\n\n:::{quotation} oldest-book\n:::\n\n## What we do {theme=work}\n\nWe lend and we read aloud.\n"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main.main(("coverage", *arguments))
    out, err = capsys.readouterr()
    return status, out, err


def laid(tmp_path: Path, keys: str = "", text: str = WORK) -> str:
    files: dict[str, str | bytes | None] = {
        SETTINGS: f"{text_of(SETTINGS)}\n{keys}\n",
        CONTENT: text_of(CONTENT) + text,
    }
    return str(publication(tmp_path / "p", files))


def values(out: str) -> Any:
    return json.loads(out)


def test_a_publication_without_themes_is_shown_how_to_begin(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, laid(tmp_path, text=WORK.replace(" {theme=work}", "")))
    assert (status, err) == (CLEAN, "")
    assert "No text has a theme yet" in out
    assert "100.0 %" in next(line for line in out.splitlines() if line.startswith("  none"))


def test_a_target_that_is_missed_is_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = laid(tmp_path, "balance: [{themes: [work], at_least: 99}, {themes: [need], at_most: 1}]")
    status, out, _ = run(capsys, folder)
    assert status == FINDINGS
    assert out.count("missed: too little") == out.count("  met") == 2
    assert "2 of 4 targets met" in out
    status, out, _ = run(capsys, folder, "-q")
    assert (status, "What was counted where" in out) == (FINDINGS, True)


def test_a_target_that_is_met_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = laid(tmp_path, "balance: {themes: [work], at_least: 1}")
    assert run(capsys, folder)[0] == CLEAN
    assert run(capsys, folder, "-q")[:2] == (CLEAN, "")


def test_a_supplied_statement_that_is_on_no_page_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "## Reading\n\nText.\n\n::::{only} deck\n:::{quotation} oldest-book\n:::\n::::\n"
    folder = str(publication(tmp_path / "p", {CONTENT: text, "data/charts.yaml": None}))
    status, out, _ = run(capsys, folder)
    assert status == FINDINGS
    assert "oldest-book" in out
    assert "no page" in out
    assert run(capsys, folder, "--product", "deck")[0] == CLEAN
    assert run(capsys, folder, "--product", "booklet")[0] == FINDINGS


def test_lines_fit_a_hundred_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "A heading that is longer than any line of a terminal, since its writer had much to say " * 2
    _, out, _ = run(
        capsys,
        laid(
            tmp_path,
            "balance: {themes: [work, need, history], at_least: 33.33, at_most: 66.66}",
            f"{WORK}\n## {long}\n\nText.\n",
        ),
    )
    assert max(map(len, out.splitlines())) <= COLUMNS


def test_json_has_every_block_and_the_sums_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, laid(tmp_path, "balance: {themes: [work], at_least: 1}"), "--json")
    found = values(out)
    assert status == CLEAN
    assert found["complete"]
    assert {*found} == {
        "title",
        "complete",
        "supplied",
        "shares",
        "targets",
        "figures",
        "readability",
        "passages",
        "findings",
    }
    for where in ("booklet", "talk"):
        share = found["shares"][where]
        assert sum(one["words"] for one in share["themes"].values()) == share["words"]
        assert sum(one["words"] for one in found["passages"][where]) == share["words"]
    assert {"chapter", "section", "block", "theme", "words", "file", "line"} <= {*found["passages"]["booklet"][0]}
    assert [(one["of"], one["met"]) for one in found["targets"]] == [("booklet", True), ("talk", True)]


def test_a_product_without_the_text_or_an_unknown_one_fails_with_a_hint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = laid(tmp_path)
    status, _, err = run(capsys, folder, "--product", "bokklet")
    assert status == FAILED
    assert 'did you mean "booklet' in err
    assert run(capsys, str(tmp_path / "nothing"))[0] == FAILED


def test_an_error_of_the_publication_is_reported_at_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, laid(tmp_path, text="\n\n## A {theme=wrok}\n\nText.\n"))
    assert (status, out) == (FINDINGS, "")
    assert "unknown-theme" in err


def test_the_library_has_the_same(tmp_path: Path) -> None:
    coverage = load(laid(tmp_path)).coverage(["booklet"])
    assert (coverage.slides, coverage.figures) == (None, None)
    assert coverage.is_complete
    assert coverage.shares["booklet"].words["work"] == 9


def test_columns_of_a_terminal() -> None:
    assert fit("abc", 5) == "abc  "
    assert fit("abcdef", 5) == "abcd…"
    assert fit("豐榮女兒", 5) == "豐榮…"
    assert fit("e\u0301e\u0301", 3) == "e\u0301e\u0301 "
    assert fit("a\nb", 4) == "a b "
    assert [clock(seconds) for seconds in (0, 59.6, 725)] == ["0:00", "1:00", "12:05"]
