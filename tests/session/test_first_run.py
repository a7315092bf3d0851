from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from PIL import Image

from factpress.core.diagnostics import Severity
from factpress.session.field_text import FieldError
from factpress.session.first_run import COLOURS, KINDS, LANGUAGES, Answers, begin, can_begin
from factpress.session.session import Session

TODAY = dt.date(2026, 11, 1)


def photograph() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    Image.linear_gradient("L").resize((1200, 900)).convert("RGB").save(out, "JPEG", exif=exif)
    return out.getvalue()


def answers(**others: object) -> Answers:
    given: dict[str, object] = {"title": "Water for: Elm Street", "organisation": "Elm Street Church"}
    return Answers(**(given | others))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_begins_without_an_error(tmp_path: Path, kind: str, language: str) -> None:
    folder = tmp_path / "new"
    assert can_begin(folder)
    begin(folder, answers(kind=kind, language=language, address="elm.example.org", colour="plum"), TODAY)
    assert not can_begin(folder)
    session = Session(folder)
    assert session.title == "Water for: Elm Street"
    assert [one for one in session.found if one.severity is Severity.ERROR] == []
    assert COLOURS["plum"][1] in (folder / "data/brand.yml").read_text()


def test_a_photograph_has_its_words_and_consent_and_no_metadata(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with_people = answers(
        photograph=photograph(), alt="Children: at a well", agreed="N.", signed="The chair", focus=(0.5, 0.2)
    )
    begin(folder, with_people, TODAY)
    assert b"A camera" not in (folder / "assets/photograph.jpg").read_bytes()
    text = (folder / "data/content/briefing.en.md").read_text()
    assert ":alt: Children: at a well" in text
    assert ":shows: people" in text
    assert ":focus: [0.5, 0.2]" in text
    errors = [one for one in Session(folder).found if one.severity is Severity.ERROR]
    assert errors == []


def test_files_are_named_for_the_title(tmp_path: Path) -> None:
    begin(tmp_path / "a", answers(title="St. Anne’s Soup Kitchen in the Old Mill Lane"), TODAY)
    edition = Session(tmp_path / "a").edition
    assert edition is not None
    assert edition.publication.file_stem == "st-annes-soup-kitchen-in-the-old"
    assert "library" not in (edition.document.subtitle or "").casefold()
    begin(tmp_path / "b", answers(title="ភ្នំពេញ"), TODAY)
    assert "file_stem: publication" in (tmp_path / "b/data/publication.yaml").read_text()


def test_a_logo_takes_the_place_of_the_example(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    logo = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40"/></svg>'
    begin(folder, answers(logo=logo), TODAY)
    assert (folder / "assets/logo.svg").read_bytes() == logo
    assert [one for one in Session(folder).found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"organisation": ""},
        {"kind": "book"},
        {"colour": "#ffffff"},
        {"address": "not an address"},
        {"logo": b"GIF89a"},
        {"photograph": b"no picture", "alt": "x"},
        {"photograph": photograph()},
        {"photograph": photograph(), "alt": "x", "agreed": "N."},
        {"photograph": photograph(), "alt": "Five people stand behind a pot."},
        {"photograph": photograph(), "alt": "A pot", "caption": "For 40 guests"},
    ],
)
def test_a_wrong_answer_writes_nothing(tmp_path: Path, wrong: dict[str, object]) -> None:
    folder = tmp_path / "new"
    with pytest.raises(FieldError):
        begin(folder, answers(**wrong), TODAY)
    assert not folder.exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    assert not can_begin(tmp_path)
