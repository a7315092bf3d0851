"""Commands that make files: what they print, and their exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED
from tests.publications import publication


def test_new_makes_a_publication_that_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert main.main(["new", str(folder)]) == CLEAN
    assert "next: factpress build" in capsys.readouterr().out
    assert main.main(["check", str(folder), "-q"]) == CLEAN


def test_new_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main.main(["new", str(tmp_path)]) == FAILED
    assert "not empty" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_progress_is_silent_off_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["build", str(publication(tmp_path)), "--product", "slides"]) == CLEAN
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[-1].split()[0].endswith("library-slides.pptx")


def test_an_unknown_product_is_a_failure_with_a_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["build", str(publication(tmp_path)), "--product", "slide"]) == FAILED
    assert 'did you mean "slides"?' in capsys.readouterr().err
