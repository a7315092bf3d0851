"""The command `factpress deck template`, and decks and handouts that are built from a designer's template."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.util import Pt

from factpress import load
from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from factpress.workflows.build import build
from tests.publications import publication


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = publication(tmp_path_factory.mktemp("library"))
    assert load(folder).deck_template().path == folder / "templates/deck.pptx"
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(made, tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


def edited(path: Path) -> Any:
    package = pptx.Presentation(BytesIO(path.read_bytes()))
    layout = next(one for one in package.slide_layouts if one.name == "Title")
    layout.name = "Opening"
    layout.placeholders[0].top = Pt(40)
    package.save(str(path))


def test_a_deck_is_filled_from_the_template(folder: Path) -> None:
    edited(folder / "templates/deck.pptx")
    (one,), _ = build(folder, ("slides",))
    data = one.path.read_bytes()
    deck = pptx.Presentation(BytesIO(data))
    assert deck.slides[0].slide_layout.name == "Opening"
    assert deck.slides[0].slide_layout.placeholders[0].top == Pt(40)
    assert load(folder).audit([one.path]).clean
    build(folder, ("slides",), cached=False)
    assert one.path.read_bytes() == data


def test_a_changed_template_is_not_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = folder / "templates/deck.pptx"
    assert main.main(["deck", "template"]) == CLEAN
    assert "template of" in capsys.readouterr().out
    edited(template)
    data = template.read_bytes()
    assert main.main(["deck", "template"]) == CLEAN
    assert "deck-new.pptx" in capsys.readouterr().out
    assert template.read_bytes() == data
    # it is not read until it has the name of a template
    assert main.main(["check", "--quick"]) == CLEAN
    assert "deck-new.pptx is not read" in capsys.readouterr().err


def test_a_damaged_template_stops_check_and_build(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "templates/deck.pptx").write_bytes(b"PK")
    for command in (["check", "--quick"], ["build", "--product", "deck"]):
        assert main.main(command) == FINDINGS
        assert "templates/deck.pptx: error[bad-template]: the template cannot be used" in capsys.readouterr().err


def test_wrong_products(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["deck", "template", "--product", "nothing"]) == FAILED
    assert main.main(["deck", "template", "--product", "booklet"]) == FAILED
    assert "is no deck" in capsys.readouterr().err
