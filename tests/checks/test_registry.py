"""`factpress check`: all findings in one run, for people and for programs, with an exit status to be relied on."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from factpress.checks.registry import RULES, check
from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from factpress.core.diagnostics import Severity, ToolError
from factpress.core.opening import today
from tests.checks.examples import TODAY, laid
from tests.publications import publication, text_of

EXAMPLES = {rule.code: rule.explanation for rule in RULES}
ON = ["--on", "2026-11-22"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    status = main.main(["check", *map(str, arguments)])
    out, err = capsys.readouterr()
    return status, out, err


def codes(folder: Path, today: dt.date = TODAY) -> set[str]:
    return {d.code for d in check(folder, today=today)}


def test_a_warning_is_shown_with_both_places_and_stops_only_under_strict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid(EXAMPLES["part-exceeds-whole"].bad, tmp_path)
    status, out, err = run(capsys, tmp_path, *ON)
    assert status == CLEAN
    assert "data/facts/example.yaml:11:7: warning[part-exceeds-whole]: 120 cases a day make 43,800 cases a year" in err
    assert "\n  and data/facts/example.yaml:5:7\n  5 |     - {exactly: 31000" in err
    assert out.startswith("1 warning, nothing stops a build; ")
    status, out, err = run(capsys, tmp_path, *ON, "--strict")
    assert status == FINDINGS
    assert out == ""
    assert err.splitlines()[-1].startswith("1 warning, --strict makes warnings fail; ")


def test_notes_are_counted_and_shown_where_they_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publication(tmp_path)
    status, out, err = run(capsys, tmp_path, *ON, "--strict")
    assert (status, err) == (CLEAN, "")
    many = int(out.removeprefix("no errors or warnings; ").split()[0])
    assert out == f"no errors or warnings; {many} note (--notes shows them)\n"
    status, out, err = run(capsys, tmp_path, *ON, "--notes")
    assert err.count("information[") == many
    assert out == f"no errors or warnings; {many} note\n"


def test_quiet_says_only_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, publication(tmp_path), "-q") == (CLEAN, "", "")


def test_what_is_answered_is_shown_in_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(EXAMPLES["unused-answer"].good, tmp_path)
    status, out, err = run(capsys, tmp_path, *ON)
    assert status == CLEAN
    (head,) = [line for line in err.splitlines() if "answered[" in line]
    assert head.startswith("data/facts/example.yaml:4:")
    assert "answered[no-locator]: " in head
    assert f"{head}\n  answer: The report is one sheet of paper.\n" in err
    assert "; 1 answered, " in out


def test_json_and_sarif_name_both_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(EXAMPLES["part-exceeds-whole"].bad, tmp_path)
    status, out, err = run(capsys, tmp_path, *ON, "--json")
    assert (status, err) == (CLEAN, "")
    (found,) = [d for d in json.loads(out)["findings"] if d["severity"] == "warning"]
    assert (found["file"], found["line"]) == ("data/facts/example.yaml", 11)
    assert found["related"] == [{"file": "data/facts/example.yaml", "line": 5, "column": 7}]
    status, out, err = run(capsys, tmp_path, *ON, "--sarif", "--strict")
    assert (status, err) == (FINDINGS, "")
    (found,) = [r for r in json.loads(out)["runs"][0]["results"] if r["level"] == "warning"]
    assert found["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 5


def test_findings_stand_in_the_order_of_the_files(tmp_path: Path) -> None:
    laid(EXAMPLES["part-exceeds-whole"].bad, tmp_path)
    found = check(tmp_path, today=dt.date(2030, 1, 1))
    places = [d.location for d in found if d.location is not None]
    assert len(places) > 2
    assert places == sorted(places)


def test_an_error_hides_no_rule_but_those_that_reason_from_absence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    laid(EXAMPLES["part-exceeds-whole"].bad, tmp_path)
    facts = tmp_path / "data/facts/library.yaml"
    facts.write_text(text_of("data/facts/library.yaml").replace("locator: p. 17", "locatr: p. 17"), encoding="utf-8")
    (tmp_path / "data/sources.yaml").open("a").write("\nlost: {type: report, title: Lost}\n")
    assert {"unknown-key", "part-exceeds-whole"} <= codes(tmp_path)
    assert not {"uncited-source", "unused-claim", "unused-answer"} & codes(tmp_path)
    status, out, err = run(capsys, tmp_path, *ON)
    assert (status, out) == (FINDINGS, "")
    assert err.splitlines()[-1].startswith("1 error, 1 warning; ")


def test_a_review_is_past_on_the_day_that_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publication(tmp_path)
    last = dt.date(2027, 10, 15)
    assert "review-overdue" not in codes(tmp_path, last)
    assert "review-due-soon" in codes(tmp_path, last)
    assert "review-due-soon" not in codes(tmp_path, last - dt.timedelta(days=61))
    assert "review-overdue" in codes(tmp_path, last + dt.timedelta(days=1))
    _, _, err = run(capsys, tmp_path, "--on", "2028-01-01")
    assert "was due for review on 2027-10-15; today is 2028-01-01" in err


def test_today_is_the_day_of_the_epoch_that_is_set() -> None:
    assert today({"SOURCE_DATE_EPOCH": "0"}) == dt.date(1970, 1, 1)
    assert today({}) - dt.datetime.now(dt.UTC).date() <= dt.timedelta(days=1)
    for wrong in ("soon", "9" * 30):
        with pytest.raises(ToolError, match="SOURCE_DATE_EPOCH"):
            today({"SOURCE_DATE_EPOCH": wrong})


def test_a_day_that_is_none_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(capsys, tmp_path, "--on", "soon")
    assert ended.value.code == FAILED
    assert '"soon" is not a date' in capsys.readouterr().err


def test_codes_are_explained_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--explain", "no-locator")
    assert status == CLEAN
    assert out.startswith("no-locator (warning)\n\nA verified claim has a value")
    status, out, _ = run(capsys, "--explain")
    assert status == CLEAN
    assert len(out.splitlines()) > len(RULES)
    status, _, err = run(capsys, "--explain", "no-locater")
    assert status == FAILED
    assert 'did you mean "no-locator"?' in err


def test_no_rule_stops_a_build_by_itself_where_it_is_no_error() -> None:
    assert {rule.severity for rule in RULES} <= set(Severity)
