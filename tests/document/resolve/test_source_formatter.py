"""Formatted sources are kept by their content: the same source is formatted once, and a damaged result never used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import engine_folder
from factpress.document.resolve import source_formatter
from factpress.document.resolve.source_formatter import FormattedSource, SourceFormatter
from factpress.publication.facts.sources import Source

STYLE = engine_folder() / "templates/citations/brief.csl"
BOOK = {
    "type": "book",
    "title": "The Weavers",
    "author": [{"family": "Doe"}],
    "issued": 1996,
    "medium": "tape",
    "foo": 1,
}


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the sources that citeproc formats."""
    titles: list[str] = []
    original = source_formatter._format

    def format_source(source: Source, style: Any) -> FormattedSource:
        titles.append(str(source.csl["title"]))
        return original(source, style)

    monkeypatch.setattr(source_formatter, "_format", format_source)
    return titles


def formatted(csl: dict[str, Any], cache: Path | None, style: Path = STYLE, tag: str = "en") -> FormattedSource:
    problems = Problems()
    formatter = SourceFormatter(style, tag, style.parent, problems, cache)
    result = formatter.format(Source("weavers", csl, Location(Path("data/sources.yaml"), 3, 1)))
    formatter.finish()
    assert not problems.found
    return result


def test_a_source_is_formatted_once(tmp_path: Path, calls: list[str]) -> None:
    first = formatted(BOOK, tmp_path)
    assert first.unsupported
    assert "Weavers" in first.entry
    assert formatted(BOOK, tmp_path) == formatted(BOOK, None) == first
    assert calls == ["The Weavers"] * 2  # once for the cache, once without


def test_another_field_style_or_language_is_formatted_again(tmp_path: Path, calls: list[str]) -> None:
    style = tmp_path / "brief.csl"
    style.write_bytes(STYLE.read_bytes() + b"\n<!-- of our own -->\n")
    formatted(BOOK, tmp_path / "cache")
    formatted({**BOOK, "issued": 1997}, tmp_path / "cache")
    formatted(BOOK, tmp_path / "cache", style)
    formatted(BOOK, tmp_path / "cache", tag="de")
    assert len(calls) == 4


@pytest.mark.parametrize("content", [b"", b"\x00" * 99, b"{}", b"factpress citation-1"])
def test_a_damaged_result_is_made_again(tmp_path: Path, calls: list[str], content: bytes) -> None:
    first = formatted(BOOK, tmp_path)
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(content)
    assert formatted(BOOK, tmp_path) == first
    assert len(calls) == 2


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert formatted(BOOK, tmp_path / "file") == formatted(BOOK, None)


def test_all_sources_of_a_large_publication_are_kept(
    tmp_path: Path, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_formatter, "_KEPT", 1)
    for _ in range(2):
        formatter = SourceFormatter(STYLE, "en", STYLE.parent, Problems(), tmp_path)
        for number in range(5):
            formatter.format(Source("a", {**BOOK, "title": f"Volume {number}"}, Location(Path("data/sources.yaml"))))
        formatter.finish()
    assert len(calls) == 5
