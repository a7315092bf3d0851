"""`factpress trace`: what it prints, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main.main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


def test_trace_says_where_a_claim_stands(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "trace", "visitors/counted", "-C", str(library))
    assert (status, err) == (CLEAN, "")
    assert "data/content/briefing.en.md:7:1" in out


def test_trace_of_a_number_that_nobody_says_is_a_finding(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "trace", "12,481", "-C", str(library))
    assert status == FINDINGS
    assert "no claim has the number 12,481" in out
    assert run(capsys, "trace", "12,481", "-q", "-C", str(library))[:2] == (FINDINGS, "")


def test_trace_of_an_unknown_claim_fails_with_a_hint(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "trace", "visitor", "-C", str(library))
    assert (status, out) == (FAILED, "")
    assert 'did you mean "visitors"?' in err


def test_trace_speaks_json(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "trace", "12,480", "--json", "-C", str(library))
    assert status == CLEAN
    assert {one["value"] for one in json.loads(out)["found"]} == {"visitors/counted", "visitors/by-year@2025"}
