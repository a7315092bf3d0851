"""Chapters that are kept: the HTML is that of a booklet that is rendered whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factpress.core.diagnostics import Location
from factpress.core.paths import Places
from factpress.document.model import Chapter, Document, Paragraph, Reference, Stated, Text
from factpress.output.booklet import html as booklet
from factpress.output.booklet.html import to_html
from factpress.output.booklet.kept_chapters import KeptChapters
from factpress.publication.facts.claims import Standing
from tests.output.booklet import sample

SHARED = Paragraph((Text("In all "), Stated("wells", "people", "500", Standing.VERIFIED), Text(" people.")))


def stated(number: str) -> Stated:
    return Stated("wells", "people", number, Standing.VERIFIED)


def document(*numbers: str) -> Document:
    chapters = tuple(
        Chapter(f"c{at}", f"Part {at}", (), (SHARED, Paragraph((stated(number),)))) for at, number in enumerate(numbers)
    )
    return replace(sample.document(), chapters=chapters)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    noted: list[str] = []
    original = booklet._chapter  # pyright: ignore[reportPrivateUsage]

    def chapter(of: Chapter, *args: object, **options: object) -> object:
        noted.append(of.id)
        return original(of, *args, **options)  # pyright: ignore[reportArgumentType, reportCallIssue]

    monkeypatch.setattr(booklet, "_chapter", chapter)
    return noted


def html(made: Document, kept: KeptChapters | None, places: Places = sample.PLACES) -> str:
    return to_html(made, sample.theme(), sample.A5, places, kept=kept)


def test_only_a_changed_chapter_is_rendered_again(rendered: list[str]) -> None:
    kept, first = KeptChapters(), document("1", "2", "3")
    assert html(first, kept) == html(first, None)
    changed = replace(first, chapters=(first.chapters[0], document("1", "20", "3").chapters[1], first.chapters[2]))
    rendered.clear()
    made = html(changed, kept)
    assert rendered == ["c1"]
    assert made == html(changed, None) != html(first, None)


def test_chapters_behind_one_with_another_count_of_statements_are_rendered_again(rendered: list[str]) -> None:
    kept, first = KeptChapters(), document("1", "2", "3")
    html(first, kept)
    fewer = replace(first.chapters[1], blocks=())
    changed = replace(first, chapters=(first.chapters[0], fewer, first.chapters[2]))
    rendered.clear()
    made = html(changed, kept)
    assert rendered == ["c1", "c2"]
    assert made == html(changed, None)


def test_another_title_of_the_booklet_renders_all_chapters(rendered: list[str]) -> None:
    kept, first = KeptChapters(), document("1", "2")
    html(first, kept)
    rendered.clear()
    html(replace(first, title="Another"), kept)
    assert rendered == ["c0", "c1"]


def test_a_template_that_shows_other_chapters_is_filled_each_time(tmp_path: Path) -> None:
    (tmp_path / "templates/booklet/blocks").mkdir(parents=True)
    template = tmp_path / "templates/booklet/blocks/paragraph.html.jinja"
    template.write_text("<p>{{ document.chapters | map(attribute='title') | join(', ') }}</p>", encoding="utf-8")
    kept, first, places = KeptChapters(), document("1", "2"), Places.of(tmp_path)
    html(first, kept, places)
    renamed = replace(first, chapters=(first.chapters[0], replace(first.chapters[1], title="Renamed")))
    assert html(renamed, kept, places) == html(renamed, None, places)


def test_sources_are_rendered_again_when_one_changed_or_is_written_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    original = booklet._sources  # pyright: ignore[reportPrivateUsage]

    def sources(references: tuple[Reference, ...], *args: object) -> object:
        counted.append(len(references))
        return original(references, *args)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(booklet, "_sources", sources)
    kept, first = KeptChapters(), document("1", "2")
    html(first, kept)
    html(replace(first, title=first.title), kept)
    one, *others = first.references
    assert counted == [len(first.references)], "nothing changed"
    renamed = replace(first, references=(replace(one, entry=(Text("Another title"),)), *others))
    moved = replace(first, references=(replace(one, origin=Location(Path("data/sources.yaml"), 99)), *others))
    for changed in (renamed, moved, replace(first, references=())):
        assert html(changed, kept) == html(changed, None)
    assert counted[1::2] == [len(first.references)] * 2 + [0]
