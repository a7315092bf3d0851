"""`factpress build`: what it prints, and its exit status."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED
from tests.publications import publication


def test_progress_is_silent_off_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["build", str(publication(tmp_path)), "--product", "slides"]) == CLEAN
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines()[-1].split()[0].endswith("library-slides.pptx")


def test_an_unknown_product_is_a_failure_with_a_hint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["build", str(publication(tmp_path)), "--product", "slide"]) == FAILED
    assert 'did you mean "slides"?' in capsys.readouterr().err
