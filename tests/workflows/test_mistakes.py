"""Ordinary mistakes of an editor: each is one error, at its place, and says what to write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from factpress.core.diagnostics import Severity, sort_diagnostics
from factpress.workflows.scaffold import PARTS, create_publication
from tests.publications import findings_of

P, F, C = "data/publication.yaml", "data/facts/library.yaml", "data/content/briefing.en.md"
S, CHARTS, EVENTS, BRAND = "data/sources.yaml", "data/charts.yaml", "data/events.yaml", "data/brand.yml"
FLYER, PRODUCT = "data/content/prints/flyer.en.md", "data/products/flyer-a5.yaml"
COUNTED = "exactly: 12480, unit: people"
CITED = "{source: annual-report, locator: p. 3, read: passage}"
STATED = "{claim}`visitors/counted` came"

MISTAKES = [
    # file, correct text, mistake, line:column, words of the message and the hint
    (P, "title: A", "titel: A", "3:1", ['did you mean "title"?']),
    (P, "title: A library for everyone\n", "", "3:1", ['the key "title" is missing', "title: …"]),
    (P, "booklet-a5,", "booklet-a55,", "9:12", ['did you mean "booklet-a5"?']),
    (P, "edition: 2026-11-01", "edition: 1 November 2026", "6:10", ["write 2026-11-01"]),
    (P, "edition: 2026-11-01", "edition: 2026-13-01", "6:10", ["there is no month 13"]),
    (P, "https://example.org/library ", "example.org/library ", "11:10", ["https://example.org"]),
    (P, "file_stem: library ", "file_stem: My Library ", "10:12", ["my-library"]),
    (P, "briefing.en.md", "briefing.md", "8:10", ['did you mean "data/content/briefing.en.md"?']),
    (P, "briefing.en.md", "Briefing.EN.md", "8:10", ['did you mean "data/content/briefing.en.md"?']),
    (P, "[booklet-a5, slides, flyer-a5, card-a6, poster-a3]", "booklet-a5", "9:11", ["[booklet-a5]"]),
    (P, "A library for everyone", "A library: for everyone", "3:17", ['title: "A library: for everyone"']),
    (P, "A library for everyone", "“A library: for all”", "3:8", ["“", 'title: "A library: for all"']),
    (P, "A library for everyone", "'Anna's library'", "3:13", ['title: "Anna\'s library"']),
    (P, "language: en-GB", "language: English", "7:11", ['"en"']),
    (P, "language: en-GB", "language: “en-GB”", "7:11", ["language tag"]),
    (F, "standing: verified", "standing: verifed", "6:13", ['did you mean "verified"?']),
    (F, "standing: verified", "standing: Verified", "6:13", ['write "verified"']),
    (F, "standing: verified", "standing:verified", "6:11", ["space is missing after the colon", "standing: verified"]),
    (F, COUNTED, "exactly: 12480, unit: peple", "9:44", ['did you mean "people"?']),
    (F, COUNTED, "exactly: 12480, unit: people\u00a0", "9:44", ["people", "no-break space"]),
    (F, COUNTED, "exactly: 12480, unit:people", "9:38", ["space after the colon", "unit: people"]),
    (F, COUNTED, "exactly: 12480 unit: people", "9:37", ["a comma is missing"]),
    (F, COUNTED, "exactly: 12,480, unit: people", "9:31", ["comma", "12480"]),
    (F, COUNTED, "exactly: 12 480, unit: people", "9:31", ["spaces", "exactly: 12480"]),
    (F, COUNTED, "exactly: 12k, unit: people", "9:31", ["exactly: 12000"]),
    (F, COUNTED, "exactly: ~12000, unit: people", "9:31", ["about: 12000"]),
    (F, COUNTED, "exactly: 12000-13000, unit: people", "9:31", ["range: [12000, 13000]"]),
    (F, COUNTED, "exactly: twelve, unit: people", "9:31", ["exactly: 12"]),
    (F, COUNTED, "exactly: 72%, unit: people", "9:31", ["exactly: 72, unit: percent, of: …"]),
    (F, COUNTED, "exactly: 72, unit: %", "9:41", ["percent"]),
    (F, COUNTED, "value: 12480, unit: people", "9:22", ['write "exactly"']),
    (F, "about: 6000", "abuot: 6000", "24:22", ['did you mean "about"?']),
    (F, "about: 6000", "approximately: 6000", "24:22", ['write "about"']),
    (F, "[3000, 5200]", "3000-5200", "22:28", ["[3000, 5200]"]),
    (F, "[3000, 5200]", "[3,000, 5,200]", "22:28", ["[3000, 5200]"]),
    (F, "[3000, 5200]", "[5200, 3000]", "22:28", ["[3000, 5200]"]),
    (F, CITED, "{source: anual-report, locator: p. 3}", "9:82", ['did you mean "annual-report"?']),
    (F, CITED, "{source: “annual-report”, locator: p. 3}", "9:82", ['write "annual-report"', "quotation mark"]),
    (F, CITED, "annual-report", "9:73", ["{source: annual-report}"]),
    (F, "locator: p. 3", "locator: 3", "9:106", ['"3"']),
    (F, "period: 2025", "period: 2024-25", "9:60", ["write 2024/2025"]),
    (F, "period: 2025", "period: since 2016", "9:60", ["an end", "2016/"]),
    (F, "{2021: 7200, 2022: 8950, 2023: 10100, 2024: 11300, 2025: 12480}", "[7200]", "11:15", ["{1970: 6639182"]),
    (F, "{2021: 7200,", "{2021: 7,200,", "11:22", ["comma", "7200"]),
    (F, "checked: 2026-10-15\n  review_by", "checked: 15/10/2026\n  review_by", "14:12", ["write 2026-10-15"]),
    (F, "  standing: contested", "   standing: contested", "19:4", ["indented", "2 spaces"]),
    (F, "  standing: contested", "\tstanding: contested", "19:1", ["tab"]),
    (F, "p. 3, read: passage}}", "p. 3, read: passage}", "9:7", ["not closed", "}"]),
    (F, "p. 3, read: passage}}", "p. 3, read: passage}}}", "9:127", ["} closes nothing"]),
    (F, "visitors:\n", "Visitors in town:\n", "4:1", ['"visitors-in-town"']),
    (F, "readers:\n", "visitors:\n", "17:1", ["given twice", "line 4"]),
    (C, STATED, "{claim}`visitor/counted` came", "7:1", ['did you mean "visitors"?']),
    (C, STATED, "{claim}`visitors/count` came", "7:1", ['did you mean "counted"?']),
    (C, STATED, "{claim}'visitors/counted' came", "7:1", ["backticks", "{claim}`visitors/counted`"]),
    (C, STATED, "{claim} `visitors/counted` came", "7:1", ["space", "{claim}`visitors/counted`"]),
    (C, STATED, "{clam}`visitors/counted` came", "7:1", ['did you mean "claim"?']),
    (C, "Write to us when", "Call +44 20 7946 0000 when", "*:8", ['names: ["+44 20 7946 0000"]']),
    (C, ":::{chart} visitors-by-year", "::{chart} visitors-by-year", "14:1", ["three colons"]),
    (C, ":::{chart} visitors-by-year", ":::{chart} visitors-by-yaer", "14:1", ['did you mean "visitors-by-year"?']),
    (C, ":::{notes}\nWelcome", ":::{note}\nWelcome", "10:1", ['did you mean "notes"?']),
    (C, "## What we counted {", "##What we counted {", "1:1", ["without a space after ##"]),
    (C, "## What we counted {", "# What we counted {", "1:1", ["use ## for a chapter"]),
    (C, "### What a claim is", "<b>Bold</b> text\n\n### What a claim is", "*:1", ["HTML"]),
    (C, "### What a claim is", "![A lamp](a.jpg)\n\n### What a claim is", "*:1", [":::{image} a.jpg", ":alt: A lamp"]),
    (C, "assets/reading-room.jpg", "assets/Reading-Room.JPG", "21:1", ['did you mean "assets/reading-room.jpg"?']),
    (C, "assets/reading-room.jpg", "reading-room.jpg", "21:1", ['did you mean "assets/reading-room.jpg"?']),
    (C, "assets/reading-room.jpg", "assets\\reading-room.jpg", "21:1", ['did you mean "assets/reading-room.jpg"?']),
    (C, "assets/reading-room.jpg", "assets/IMG_0001.HEIC", "21:1", ["HEIC", "JPEG or PNG"]),
    (C, ":caption: The", ":captoin: The", "23:2", ['did you mean "caption"?']),
    (CHARTS, "kind: line", "kind: pie", "4:9", ['"bars"', '"timeline"']),
    (CHARTS, "visitors/by-year", "visitors/per-year", "8:15", ['did you mean "by-year"?']),
    (EVENTS, '"18:30"', "6.30 pm", "5:36", ['write "18:30"']),
    (EVENTS, "zone: Europe/London", "zone: London", "5:51", ['did you mean "Europe/London"?']),
    (EVENTS, "date: 2036-05-16", "date: 16 May 2036", "5:18", ["write 2036-05-16"]),
    (FLYER, "{event} long-evening", "{event} long evening", "7:12", ['did you mean "long-evening"?']),
    (PRODUCT, "size: [148mm, 210mm]", "size: A5", "10:15", ["[148mm, 210mm]"]),
    (PRODUCT, "template: flyer", "template: leaflet", "6:11", ['"flyer"', '"table-tent"']),
    (BRAND, 'moss: "#2A5548"', "moss: 2F5D50", "*:11", ['"#2F5D50"']),
    (BRAND, 'moss: "#2A5548"', "moss: #2F5D50", "*:10", ['"#2F5D50"', "quotes"]),
    (BRAND, "logo: logo.svg", "logo: lgo.svg", "*:7", ["lgo.svg"]),
    (S, "author: [{family: Example, given: Ada}]", "author: Ada Example", "13:11", ["{family: Example, given: Ada}"]),
]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter") / "mine"
    create_publication(folder, PARTS)
    return folder


@pytest.mark.parametrize(("file", "right", "wrong", "place", "words"), MISTAKES)
def test_a_mistake_is_one_error_at_its_place(
    starter: Path, tmp_path: Path, file: str, right: str, wrong: str, place: str, words: list[str]
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(starter, folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert right in text
    (folder / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    errors = [d for d in sort_diagnostics(findings_of(folder)) if d.severity is Severity.ERROR]
    assert len(errors) == 1, errors
    location = errors[0].location
    assert location is not None
    line, column = place.split(":")
    assert (location.path.as_posix(), location.column) == (file, int(column))
    assert line in ("*", str(location.line))
    shown = f"{errors[0].message} {errors[0].hint}"
    assert [word for word in words if word not in shown] == []


@pytest.mark.parametrize("name", ["library", "library.yml", "library.YAML", "library.yaml.txt"])
def test_a_file_of_claims_with_a_wrong_ending_is_one_error(starter: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(starter, folder)
    (folder / F).rename(folder / "data/facts" / name)
    errors = [d for d in sort_diagnostics(findings_of(folder)) if d.severity is Severity.ERROR]
    assert (errors[0].code, str(errors[0].location)) == ("wrong-extension", f"data/facts/{name}")
    assert 'rename it to "library.yaml"' in (errors[0].hint or "")
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("typography: {fonts: [{family: Open Sans, source: google}]}", "fonts/OpenSans-Regular.ttf"),
        ("typography: {fonts: [{family: Arial}]}", "assets/fonts"),
        ("typography: {base: Arial}", "family: Arial"),
        ("typography: {headings: {family: Georgia}}", "family: Georgia"),
        ("defaults: {print: {type: {cover-title: {family: Arial}}}}", "assets/fonts"),
    ],
)
def test_a_font_by_name_only_says_which_files_are_needed(starter: Path, tmp_path: Path, text: str, hint: str) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(starter, folder)
    (folder / BRAND).write_text(text + "\n", encoding="utf-8")
    (found,) = (d for d in findings_of(folder) if d.severity is Severity.ERROR)
    assert found.location is not None
    assert found.location.line == 1
    assert hint in (found.hint or "")


@pytest.mark.parametrize(("text", "count"), [("កម្ពុជា ជា", 1), ("Great 🎉 🎊", 1), ("កម្ពុជា 🎉", 2)])
def test_characters_without_a_font_are_one_error_for_a_script(
    starter: Path, tmp_path: Path, text: str, count: int
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(starter, folder)
    content = (folder / C).read_text(encoding="utf-8")
    (folder / C).write_text(content.replace("### What a claim is", f"{text}\n\n### What a claim is"), encoding="utf-8")
    errors = [d for d in findings_of(folder) if d.severity is Severity.ERROR]
    assert [d.code for d in errors] == ["missing-glyph"] * count
