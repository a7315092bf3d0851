"""`factpress new`: what it prints, and its exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED


def test_new_makes_a_publication_that_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert main.main(["new", str(folder)]) == CLEAN
    said = capsys.readouterr().out
    assert "next: factpress build" in said
    assert 'double-click "Open the desk.' in said
    assert main.main(["check", str(folder), "-q"]) == CLEAN


def test_new_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main.main(["new", str(tmp_path)]) == FAILED
    assert "is not an empty folder" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
