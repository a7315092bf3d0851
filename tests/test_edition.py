"""One run names what is wrong with every file, and reads nothing but the publication's own files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from factpress.core.diagnostics import Severity
from factpress.core.placing import WORK
from tests.publications import codes, findings_of, publication, text_of

CONTENT = "data/content/briefing.en.md"


def places(folder: Path, code: str) -> list[str]:
    return [str(d.location).split(":")[0] for d in findings_of(folder) if d.code == code]


def test_a_character_that_no_font_has_is_found_where_it_stands(tmp_path: Path) -> None:
    publication(tmp_path, {CONTENT: text_of(CONTENT) + "\nA snowman ☃︎ here.\n"})
    assert places(tmp_path, "missing-glyph") == [CONTENT]


def test_the_title_of_a_product_is_not_printed(tmp_path: Path) -> None:
    slides = "renderer: deck\ntitle: ☃\nfile: slides\npalette: light\n"
    assert findings_of(publication(tmp_path, {"data/products/slides.yaml": slides})) == ()


def test_a_file_that_no_loader_reads_is_not_looked_into_and_a_pipe_is_reported(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("\n\n☃ password\n", encoding="utf-8")
    folder = publication(tmp_path / "publication")
    (folder / "data" / "notes").mkdir()
    (folder / "data" / "notes" / "link.yaml").symlink_to(secret)
    os.mkfifo(folder / "data" / "notes" / "pipe.yaml")
    assert [(d.code, str(d.location)) for d in findings_of(folder)] == [("unreadable-file", "data/notes/pipe.yaml")]


def test_a_fact_file_that_is_a_link_out_or_a_pipe_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("☃: password\n", encoding="utf-8")
    folder = publication(tmp_path / "publication")
    (folder / "data/facts/link.yaml").symlink_to(secret)
    os.mkfifo(folder / "data/facts/pipe.yaml")
    found = findings_of(folder)
    assert codes(found) == {"outside-folder", "unreadable-file"}
    assert all("password" not in d.message for d in found)


def test_a_list_of_charts_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    publication(tmp_path, {"data/charts.yaml": None})
    (tmp_path / "data/charts.yaml").symlink_to("none.yaml")
    assert places(tmp_path, "missing-file") == ["data/charts.yaml"]


BROKEN = {
    "edition": ("data/publication.yaml", "edition: ", "edition: soon # ", "not-a-date"),
    "language": ("data/publication.yaml", "language: ", "language: xx # ", "unknown-language"),
    "title": ("data/publication.yaml", "title: ", "titel: ", "unknown-key"),
}


@pytest.mark.parametrize("key", [*BROKEN, "brand"])
def test_one_error_hides_none_in_another_file(tmp_path: Path, key: str) -> None:
    files: dict[str, str | bytes | None] = {
        CONTENT: text_of(CONTENT) + "\nIn 1975 {claim}`no-such-claim`.\n",
        "data/facts/library.yaml": text_of("data/facts/library.yaml").replace("locator: p. 3", "locatr: p. 3"),
        "data/charts.yaml": text_of("data/charts.yaml").replace("kind: line", "kind: lines"),
    }
    if key == "brand":
        files["data/brand.yml"] = "color: {primary: nothing}\n"
        wanted = "unknown-colour"
    else:
        name, old, new, wanted = BROKEN[key]
        files[name] = text_of(name).replace(old, new, 1)
    publication(tmp_path, files)
    found = findings_of(tmp_path)
    assert {wanted, "number-without-source", "unknown-claim", "unknown-chart-kind", "unknown-key"} <= codes(found), (
        found
    )
    if key == "language":
        assert places(tmp_path, "unknown-language") == ["data/publication.yaml"]
        assert "unknown-unit" not in codes(found)


def test_a_unit_of_a_language_that_is_broken_is_no_fault(tmp_path: Path) -> None:
    facts = text_of("data/facts/library.yaml").replace("unit: ", "unit: odd-", 1)
    language = "units:\n  wrong: {}\n"
    publication(tmp_path, {"data/facts/library.yaml": facts, "data/languages/en.yaml": language})
    assert "unknown-unit" not in codes(findings_of(tmp_path))
    assert "bad-unit" in codes(findings_of(tmp_path))


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("steps", "visitors/by-year", "chart-without-level"),
        ("steps", "readers/town", "chart-without-level"),
        ("line", "readers/undated", "chart-without-date"),
        ("dots", "readers/undated", "chart-without-date"),
        ("timeline", "readers/undated", "chart-without-date"),
    ],
)
def test_what_a_kind_of_chart_cannot_draw_is_found_without_drawing(
    tmp_path: Path, kind: str, value: str, code: str
) -> None:
    undated = "    - {key: undated, exactly: 5, unit: people, cites: {source: town-website}}\n"
    facts = text_of("data/facts/library.yaml").replace("    - {key: town,", f"{undated}    - {{key: town,")
    chart = f"visitors-by-year:\n  kind: {kind}\n  title: A chart\n  rows:\n    - {{value: {value}, label: A row}}\n"
    text = "## Chapter\n\nText.\n\n:::{chart} visitors-by-year\n:::\n"
    publication(
        tmp_path,
        {"data/charts.yaml": chart, "data/content/briefing.en.md": text, "data/facts/library.yaml": facts},
    )
    found = {d.code: d for d in findings_of(tmp_path) if d.severity is Severity.ERROR}
    assert found.keys() == {code}
    assert str(found[code].location) == "data/charts.yaml:1:1"


@pytest.mark.parametrize("folder", ["build", "data", "data/schemas"])
def test_what_a_build_that_was_killed_has_begun_is_finished_before_it_is_read(tmp_path: Path, folder: str) -> None:
    work = publication(tmp_path) / folder / WORK
    work.mkdir(parents=True)
    (work / "new-0").write_text("new")
    (work / "journal").write_text('[{"name": "b.txt", "replaces": false}]')
    findings_of(tmp_path)
    assert (work.parent / "b.txt").read_text() == "new"
    assert not work.exists()
