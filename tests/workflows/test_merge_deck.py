"""The command `factpress deck merge`: a presenter's deck and changed facts, and files that it cannot merge."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from factpress import load
from factpress.cli import main
from factpress.cli.console import CLEAN, FAILED, FINDINGS
from factpress.output.deck.identity.read_deck import read_deck
from factpress.workflows.build import build
from tests.audit.decks import handmade, resaved
from tests.publications import publication

FACTS = Path("data/facts/library.yaml")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with its deck built, and a value changed since."""
    folder = publication(tmp_path_factory.mktemp("library"))
    build(folder, ("deck",))
    facts = folder / FACTS
    facts.write_text(facts.read_text(encoding="utf-8").replace("about: 6000", "about: 6100"), encoding="utf-8")
    facts.write_text(facts.read_text(encoding="utf-8").replace("[3000, 5200]", "[3000, 5400]"), encoding="utf-8")
    return folder


@pytest.fixture
def folder(before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(before, tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    return tmp_path / "mine"


def deck_of(folder: Path) -> Path:
    return next((folder / "build").glob("*.pptx"))


def edit(path: Path, change: Callable[[Any], None]) -> bytes:
    path.write_bytes(resaved(path.read_bytes(), change))
    return path.read_bytes()


def changed_by_her(deck: Any) -> None:
    mine = deck.slides.add_slide(deck.slide_layouts.get_by_name("Text"))
    mine.shapes.title.text = "Opened by 777 guests"
    next(one for one in deck.slides if "read a book" in one.shapes.title.text).shapes.title.text = "Who reads?"


def test_her_deck_and_new_facts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hers = deck_of(folder)
    data = edit(hers, changed_by_her)
    assert main.main(["deck", "merge", str(hers), "--json"]) == CLEAN
    told = json.loads(capsys.readouterr().out)
    merged = hers.with_name(f"{hers.stem}-merged.pptx")
    assert [Path(one["file"]).name for one in told["made"]] == [merged.name]
    outcomes = {slide["title"]: slide["outcome"] for slide in told["slides"]}
    assert (outcomes["Who reads?"], outcomes["Opened by 777 guests"]) == ("conflict", "added by her")
    assert outcomes["How many read a book every month?"] == "hidden behind hers"
    assert [one["severity"] for one in told["findings"]] == ["warning"] * len(told["findings"])
    assert any("777" in one["message"] for one in told["findings"])
    assert hers.read_bytes() == data
    texts = [text for slide in read_deck(merged.read_bytes()).slides for text in slide.texts]
    assert "New from the facts: How many read a book every month?" in texts
    assert any("5,400" in text for text in texts)
    # a build sees that it is hers
    merged.replace(hers)
    kept = hers.read_bytes()
    assert main.main(["build", "--product", "deck"]) == CLEAN
    assert hers.read_bytes() == kept
    assert "deck was changed" in capsys.readouterr().err


def test_where_the_merged_deck_goes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside hers; over the last merge if that is as it was written, and never over a changed file."""
    hers = deck_of(folder)
    edit(hers, changed_by_her)
    publication = load(".")
    first = publication.merge_deck(hers).path
    assert publication.merge_deck(hers).path == first
    edit(first, lambda deck: None)
    kept = first.read_bytes()
    second = publication.merge_deck(hers).path
    assert second.name == f"{hers.stem}-merged-2.pptx"
    assert first.read_bytes() == kept
    assert publication.merge_deck(first).path == second
    assert main.main(["deck", "merge", str(hers), "-o", "elsewhere.pptx", "-q"]) == CLEAN
    assert Path("elsewhere.pptx").read_bytes() == second.read_bytes()
    for taken in (hers, first):
        assert main.main(["deck", "merge", str(hers), "-o", str(taken)]) == FAILED
        assert "was not written by a merge, or was changed since" in capsys.readouterr().err
    assert first.read_bytes() == kept


def packed(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"Hello", "is not a PowerPoint file"),
        (b"PK\x03\x04 and no more", "is damaged or truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "is encrypted, or a file of an old Office version"),
        (packed(hello=b"x"), "is not a presentation"),
        (packed(**{"_rels/.rels": b"<a>" * 70_000_000}), "would grow to"),
        (handmade({"One": "Two"}), "is no deck of this publication"),
    ],
    ids=["empty", "text", "truncated", "encrypted", "zip", "bomb", "of others"],
)
def test_files_that_cannot_be_merged(
    data: bytes, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("hers.pptx").write_bytes(data)
    before = {path: path.read_bytes() for path in folder.rglob("*.pptx")}
    assert main.main(["deck", "merge", "hers.pptx", "--product", "slides"]) == FAILED
    err = capsys.readouterr().err
    assert "hers.pptx" in err
    assert message in err
    assert "fault of factpress" not in err
    assert {path: path.read_bytes() for path in folder.rglob("*.pptx")} == before


def test_wrong_names(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hers = str(deck_of(folder))
    for arguments, message in (
        (["none.pptx"], "none.pptx"),
        ([hers, "--product", "booklet"], "is no deck"),
        ([hers, "--product", "none"], 'there is no product "none"'),
    ):
        assert main.main(["deck", "merge", *arguments]) == FAILED
        assert message in capsys.readouterr().err


def test_errors_of_the_publication_are_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hers = deck_of(folder)
    facts = folder / FACTS
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("standing: verified", "standing: sure"), encoding="utf-8"
    )
    assert main.main(["deck", "merge", str(hers)]) == FINDINGS
    assert "library.yaml:" in capsys.readouterr().err
    assert not list((folder / "build").glob("*-merged*"))
