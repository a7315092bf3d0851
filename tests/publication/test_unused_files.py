from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Diagnostic, Problems, Severity
from factpress.core.paths import Places
from factpress.publication.unused_files import report_unused_files, report_unused_tables, report_unused_texts


def strays(root: Path) -> list[Diagnostic]:
    problems = Problems()
    report_unused_files(Places.of(root), problems)
    return list(problems)


def write(root: Path, name: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("a: 1\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "code", "hint"),
    [
        ("data/brand.yaml", "wrong-extension", "brand.yml"),
        ("data/consent.yaml", "wrong-folder", "data/consents.yaml"),
        ("data/events.yml", "wrong-extension", "events.yaml"),
        ("data/dignity/en.yml", "wrong-extension", "en.yaml"),
        ("data/publication.yml", "wrong-extension", "publication.yaml"),
        ("data/Sources.yaml", "wrong-extension", "sources.yaml"),
        ("data/charts.txt", "wrong-extension", "charts.yaml"),
        ("data/sources.yaml.txt", "wrong-extension", "sources.yaml"),
        ("data/brand", "wrong-extension", "brand.yml"),
        ("data/source.yaml", "wrong-folder", "data/sources.yaml"),
        ("data/fact.yaml", "wrong-folder", "data/facts/"),
        ("data/facts/sub/deep/more.yaml", "wrong-folder", "data/facts/more.yaml"),
        ("data/products/slides.yml", "wrong-extension", "slides.yaml"),
        ("data/languages/en.YAML", "wrong-extension", "en.yaml"),
    ],
)
def test_a_file_that_nobody_reads_is_named(tmp_path: Path, name: str, code: str, hint: str) -> None:
    write(tmp_path, name)
    (found,) = strays(tmp_path)
    assert (found.code, str(found.location), found.severity) == (code, name, Severity.ERROR)
    assert hint in (found.hint or "")


def test_an_editors_own_file_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, "data/to-do-list.yaml")
    assert [(d.code, d.severity) for d in strays(tmp_path)] == [("wrong-folder", Severity.WARNING)]


def test_what_is_read_is_no_stray(tmp_path: Path) -> None:
    for name in (
        "publication.yaml",
        "sources.yaml",
        "consents.yaml",
        "events.yaml",
        "charts.yaml",
        "brand.yml",
        "facts/a.yaml",
        "products/a.yaml",
    ):
        write(tmp_path, f"data/{name}")
    write(tmp_path, "data/facts/.backup.yml")
    write(tmp_path, "data/schemas/facts.json")
    write(tmp_path, "templates/booklet/cover.html.jinja")
    (tmp_path / "templates/booklet/back.html.jinja").symlink_to("cover.html.jinja")
    assert strays(tmp_path) == []


@pytest.mark.parametrize(
    ("link", "target", "code"),
    [
        ("templates/booklet/cover.html.jinja", "/etc/hostname", "outside-folder"),
        ("templates/booklet/cover.html.jinja", "nowhere", "missing-file"),
        ("templates/booklet/cover.html.jinja", "cover.html.jinja", "missing-file"),
        ("templates/booklet", "/etc", "outside-folder"),
        ("assets/fonts", "/usr/share", "outside-folder"),
        ("templates", "/etc", "outside-folder"),
    ],
)
def test_a_link_that_leads_astray_is_named(tmp_path: Path, link: str, target: str, code: str) -> None:
    (tmp_path / link).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / link).symlink_to(target)
    assert [(d.code, str(d.location)) for d in strays(tmp_path)] == [(code, link)]


def test_a_text_that_nothing_is_set_from_is_named(tmp_path: Path) -> None:
    for name in ("card", "poster"):
        write(tmp_path, f"data/content/prints/{name}.en.md")
    problems = Problems()
    report_unused_texts(Places.of(tmp_path), {Path("data/content/prints/card.en.md")}, problems)
    assert [(d.code, str(d.location)) for d in problems] == [("unused-text", "data/content/prints/poster.en.md")]


@pytest.mark.parametrize("folder", ["products", "printers", "languages"])
def test_what_stands_in_a_folders_place_is_named(tmp_path: Path, folder: str) -> None:
    (tmp_path / "data").mkdir()
    place = tmp_path / "data" / folder
    place.symlink_to("nowhere")
    assert [(d.code, str(d.location)) for d in strays(tmp_path)] == [("wrong-folder", f"data/{folder}")]
    place.unlink()
    place.write_text("a: 1\n")
    assert [d.code for d in strays(tmp_path)] == ["wrong-folder"]
    place.unlink()
    place.mkdir()
    assert not strays(tmp_path)


@pytest.mark.parametrize(
    ("name", "text", "series"),
    [
        ("data/facts/visitors.csv", "year,visitors\n2021,7200\n2022,8950\n", "{2021: 7200, 2022: 8950}"),
        ("data/visitors.csv", "2021;7.200\n2022;8.950,5\n", "{2021: 7.200, 2022: 8950.5}"),
        ("data/visitors.tsv", 'year\t"n"\n2021\t"7,200"\n', "{2021: 7200}"),
        ("data/facts/names.csv", "name,town\nA,B\n", "{2023: 11650, 2024: 12480}"),
        ("data/facts/visitors.xlsx", "PK", "{2023: 11650, 2024: 12480}"),
        ("data/tables/visitors.ods", "PK", "{2023: 11650, 2024: 12480}"),
    ],
)
def test_a_table_is_a_warning_that_shows_a_series(tmp_path: Path, name: str, text: str, series: str) -> None:
    write(tmp_path, name)
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert not strays(tmp_path)
    problems = Problems()
    report_unused_tables(Places.of(tmp_path), (), problems)
    (found,) = problems
    assert (found.code, str(found.location), found.severity) == ("unread-table", name, Severity.WARNING)
    assert f"series: {series}" in (found.hint or "")
    assert f"series: {{file: {name}}}" in (found.hint or "")
    used = Problems()
    report_unused_tables(Places.of(tmp_path), {Path(name)}, used)
    assert not len(used)


def test_a_document_among_claims_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, "data/facts/notes.docx")
    (found,) = strays(tmp_path)
    assert (found.code, found.severity) == ("wrong-folder", Severity.WARNING)
    assert ".yaml" in (found.hint or "")


def test_a_copy_of_a_file_that_is_there_may_have_any_extension(tmp_path: Path) -> None:
    for name in ("data/charts.yaml", "data/charts.txt", "data/charts.yaml.txt"):
        write(tmp_path, name)
    assert strays(tmp_path) == []
