"""Files of other programs are told by their bytes, and a path that does not exist by what is similar to it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from factpress.core.diagnostics import Location, Problems
from factpress.core.foreign_files import foreign_file, foreign_picture, nearest_file, report_foreign_file
from factpress.core.source_files import SourceFiles
from factpress.core.yaml_positions import read_text


def zipped(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word file"),
        (zipped("xl/workbook.xml"), "an Excel file"),
        (zipped("Index/Document.iwa"), "a Pages file"),
        (zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"), "an OpenDocument text"),
        (zipped("other"), "a compressed file"),
        (b"%PDF-1.7\n", "a PDF file"),
        (rb"{\rtf1\ansi hello}", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word"),
        ("## Title".encode("utf-16"), "UTF-16"),
        ("## Title".encode("utf-16-le"), "UTF-16"),
        ("## Title".encode("utf-16-be"), "UTF-16"),
    ],
)
def test_kind_of_a_file(raw: bytes, name: str, tmp_path: Path) -> None:
    kind = foreign_file(raw)
    assert kind is not None
    assert name in kind.name
    (tmp_path / "text").write_bytes(raw)
    problems, place = Problems(), Location(Path("data/publication.yaml"), 8, 10)
    assert report_foreign_file(SourceFiles(tmp_path), Path("text"), place, problems)
    assert [(d.location, d.hint) for d in problems] == [(place, kind.hint)]


@pytest.mark.parametrize("raw", [b"", b"## Title\n", "## Tïtle “x”\n".encode(), "## ខ្មែរ".encode(), b"a"])
def test_a_text_is_no_foreign_file(raw: bytes) -> None:
    assert foreign_file(raw) is None


def test_a_damaged_word_file_is_known_by_its_name() -> None:
    kind = foreign_file(b"PK\x03\x04damaged", "briefing.docx")
    assert kind is not None
    assert kind.name == "a Word file"


def test_a_text_in_latin_1_names_the_character(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("one\ncafé\n".encode("latin-1"))
    problems = Problems()
    assert read_text(tmp_path, Path("a.md"), problems) is None
    (found,) = problems
    assert str(found.location) == "a.md:2:4"
    assert '"é"' in found.message
    assert "UTF-8" in (found.hint or "")


@pytest.mark.parametrize(
    ("name", "begin", "hint"),
    [
        ("a.heic", b"", "JPEG or PNG"),
        ("a.AVIF", b"", "JPEG or PNG"),
        ("a.webp", b"", "JPEG or PNG"),
        ("a.psd", b"", "JPEG or PNG"),
        ("a.pdf", b"", "JPEG or PNG"),
        ("a.eps", b"", "SVG or PNG"),
        ("a.jpg", b"\0\0\0\x18ftypheic", "JPEG or PNG"),
        ("a.png", b"RIFF\0\0\0\0WEBP", "JPEG or PNG"),
    ],
)
def test_a_picture_of_another_kind_is_named(name: str, begin: bytes, hint: str) -> None:
    kind = foreign_picture(name, begin)
    assert kind is not None
    assert hint in kind.hint


def test_pictures_that_are_accepted() -> None:
    assert foreign_picture("a.jpg", b"\xff\xd8\xff\xe0") is None
    assert foreign_picture("a.svg", b"<svg") is None


def test_nearest_file(tmp_path: Path) -> None:
    for name in ("assets/Photo.JPG", "data/content/briefing.en.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert nearest_file(tmp_path, "assets/photo.jpg", (".jpg",)) == "assets/Photo.JPG"
    assert nearest_file(tmp_path, "photo.jpg", (".jpg",)) == "assets/Photo.JPG"
    assert nearest_file(tmp_path, "data/content/briefing.md", (".md",)) == "data/content/briefing.en.md"
    assert nearest_file(tmp_path, "zzz", (".jpg",)) is None


@pytest.mark.parametrize("raw", [rb"{\rtf1\ansi hello}", b"%PDF-1.7\nhello"])
def test_a_foreign_file_that_is_valid_utf_8_is_refused(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(raw)
    problems = Problems()
    assert read_text(tmp_path, Path("a.yaml"), problems) is None
    assert [(d.code, str(d.location)) for d in problems] == [("not-utf-8", "a.yaml:1:1")]
