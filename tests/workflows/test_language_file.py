"""A second language: begun with English words, with a file to translate, and one warning that counts down."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems, Severity, ToolError
from factpress.core.yaml_positions import parse_yaml
from factpress.workflows.language_file import language_file
from factpress.workflows.scaffold import create_publication
from tests.publications import edition_of, findings_of


def starter(folder: Path, language: str) -> Path:
    create_publication(folder / "mine")
    path = folder / "mine/data/publication.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^language: .*$", f"language: {language}", text), encoding="utf-8")
    return folder / "mine"


def test_a_language_without_a_file_is_english_with_one_warning(tmp_path: Path) -> None:
    folder = starter(tmp_path, "fr")
    (found,) = findings_of(folder)
    assert (found.code, found.severity, str(found.location)) == (
        "missing-word",
        Severity.WARNING,
        "data/publication.yaml:7:11",
    )
    assert "data/languages/fr.yaml" in found.message
    assert "factpress language fr" in (found.hint or "")
    language = edition_of(folder).language
    assert (language.months[0], language.locale, language.word("contents")) == ("janvier", "fr", "Contents")
    assert not language.number_words


def test_the_file_to_translate_counts_down(tmp_path: Path) -> None:
    folder = starter(tmp_path, "fr")
    made = language_file(folder, "fr")
    assert made.written
    path = folder / made.path
    assert "how-to-print" not in made.lines  # no listed product needs it
    (before,) = findings_of(folder)
    match = re.match(r"(\d+) of \1 words", before.message)
    assert match is not None
    assert str(before.location).startswith("data/languages/fr.yaml:")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("#   contents: Contents", "  contents: Table"), encoding="utf-8")
    (after,) = findings_of(folder)
    assert after.message.startswith(f"{int(match[1]) - 1} of ")
    assert edition_of(folder).language.word("contents") == "Table"
    again = language_file(folder, "fr")
    assert not again.written
    assert "contents: Contents" not in again.lines
    assert "sources: Sources" in again.lines


def test_the_file_has_the_words_for_records_that_texts_list(tmp_path: Path) -> None:
    folder = starter(tmp_path, "fr")
    (folder / "data/works.yaml").write_text(
        "room: {name: Lecture, what: Du calme., cites: {source: annual-report}}\n", encoding="utf-8"
    )
    assert "#   works-title: " in language_file(folder, "fr").lines


def test_a_file_with_all_comments_removed_is_whole(tmp_path: Path) -> None:
    folder = starter(tmp_path, "de")
    made = language_file(folder, "de")
    path = folder / made.path
    text = re.sub(r"(?m)^# (  \S+: )", r"\1", path.read_text(encoding="utf-8"))
    problems = Problems()
    assert parse_yaml(text, made.path, problems) is not None
    path.write_text(text, encoding="utf-8")
    (found,) = findings_of(folder)
    assert found.message == "a number that a text spells out is not found, without number_words"
    path.write_text(f"{text}number_words: {{drei: 3, vier: 4}}\n", encoding="utf-8")
    assert findings_of(folder) == ()
    assert language_file(folder, "de").lines == ""


@pytest.mark.parametrize(
    ("language", "code", "hint"),
    [
        ("xx", "unknown-language", "the code of a language"),
        ("ar", "unknown-language", "direction: rtl"),
        ("he", "unknown-language", "direction: rtl"),
        ("French", "bad-language", '"fr"'),
        ("deutsch", "bad-language", '"de"'),
        ("fr_FR", "bad-language", '"fr-FR"'),
        ("FR", "bad-language", '"fr"'),
    ],
)
def test_a_language_that_cannot_be_used(tmp_path: Path, language: str, code: str, hint: str) -> None:
    (found,) = findings_of(starter(tmp_path, language))
    assert (found.code, str(found.location)) == (code, "data/publication.yaml:7:11")
    assert hint in (found.hint or "")
    if language in ("xx", "ar"):
        with pytest.raises(ToolError):
            language_file(tmp_path / "mine", language)


def test_a_script_without_a_font_is_one_error(tmp_path: Path) -> None:
    found = [d for d in findings_of(starter(tmp_path, "km")) if d.severity is Severity.ERROR]
    assert [(d.code, str(d.location)) for d in found] == [("missing-glyph", "data/publication.yaml:7:11")]
    assert "KHMER" in found[0].message
    assert "brand.yml" in (found[0].hint or "")
