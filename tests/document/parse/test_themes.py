"""Themes of headings and blocks, and the other attributes of headings: what is read, reported, and inherited."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Severity
from factpress.design.fonts import FontSet
from factpress.document.blocks.slide import Slide
from factpress.document.model import Chapter, Paragraph, plain
from factpress.document.walk import walk
from factpress.output.deck.renderer import to_slides
from tests.publications import edition_of, findings_of, publication

TEXT = "data/content/briefing.en.md"
INHERITED = """## First {#first theme=need}

In the chapter.

### Section {theme=work}

In the section.

#### Below

Below the section.

:::{aside} Box
:theme: response
In the box.

- In its list.
:::

::::{only} booklet
:theme: checking
In the booklet.

:::{aside} Inner
:theme: none
Without a theme.
:::
::::

After the box.

### Another

Again in the chapter.

:::{slide} A slide
:theme: history
On the slide.
:::

## Second {appendix=yes}

Without.

:::{lead}
:theme: work
A lead.
:::
"""


def chapters(tmp_path: Path, text: str) -> tuple[Chapter, ...]:
    return edition_of(publication(tmp_path / "p", {TEXT: text})).document.chapters


def found(tmp_path: Path, text: str) -> list[tuple[str, int, str, str]]:
    return [
        (d.code, d.location.line if d.location else 0, d.message, d.hint or "")
        for d in findings_of(publication(tmp_path / "p", {TEXT: text}))
        if d.severity is Severity.ERROR
    ]


def test_a_block_has_the_theme_of_the_nearest_block_section_or_chapter(tmp_path: Path) -> None:
    first, second = chapters(tmp_path, INHERITED)
    themes = {
        plain(node.inlines[0]): node.theme
        for node in walk(first.blocks, chapter=first)
        if isinstance(node.block, Paragraph)
    }
    assert themes == {
        "In the chapter.": "need",
        "In the section.": "work",
        "Below the section.": "work",
        "In the box.": "response",
        "In its list.": "response",
        "In the booklet.": "checking",
        "Without a theme.": "none",
        "After the box.": "work",
        "Again in the chapter.": "need",
        "On the slide.": "history",
    }
    assert {node.theme for node in walk(second.blocks, chapter=second)} == {"none"}
    assert second.lead_origin is not None
    assert second.themes[second.lead_origin] == "work"
    assert (first.appendix, second.appendix) == (False, True)


def test_the_slide_block_itself_has_its_theme(tmp_path: Path) -> None:
    first, _ = chapters(tmp_path, INHERITED)
    assert [node.theme for node in walk(first.blocks, chapter=first) if isinstance(node.block, Slide)] == ["history"]


def test_chapters_of_the_appendix_come_last_in_a_talk(tmp_path: Path) -> None:
    text = "## Doors {appendix=yes}\n\nText.\n\n## Shelves {appendix=no}\n\nText.\n\n## Books {appendix=yes}\n\nText.\n"
    document = edition_of(publication(tmp_path / "p", {TEXT: text})).document
    assert [chapter.title for chapter in document.chapters] == ["Doors", "Shelves", "Books"]
    assert [chapter.title for chapter in document.presented_chapters] == ["Shelves", "Doors", "Books"]


@pytest.mark.parametrize(
    ("head", "code", "words"),
    [
        ("## A {theme=wrok}", "unknown-theme", 'there is no theme "wrok"; did you mean "work"?'),
        ("## A {theme=Work}", "unknown-theme", 'there is no theme "Work"; write "work"'),
        ("## A {theme=}", "unknown-theme", "a theme is missing; one of need"),
        ("## A {theme}", "unknown-theme", "a theme is missing; one of need"),
        ("## A {theme=need theme=work}", "bad-value", '"theme" is given twice: "need" and "work"'),
        ("## A {them=need}", "unknown-option", 'a heading has no option "them"; did you mean "theme"?'),
        ("## A {appendix}", "bad-value", "appendix has no value; write appendix=yes"),
        ("## A {appendix=true}", "bad-value", 'appendix is yes or no, not "true"'),
        ("## A {part}", "bad-value", "part has no value; write part=yes"),
        ("## A {part=1}", "bad-value", 'part is yes or no, not "1"'),
        ("## A\n\n### B {part=yes}", "unknown-option", "a heading inside a chapter is no part"),
        ("## A {apendix=yes}", "unknown-option", 'did you mean "appendix"?'),
        ("## A\n\n### B {appendix=yes}", "unknown-option", "a heading inside a chapter is no appendix"),
        ("## A\n\n### B {years=1960/1993}", "unknown-option", "a heading inside a chapter has no years"),
        ("## A\n\n:::{notes}\n:theme: œuvre\nText.\n:::", "unknown-theme", 'there is no theme "œuvre"'),
        ("## A\n\n:::{notes}\n:theme:\nText.\n:::", "unknown-theme", "a theme is missing"),
        ("## A\n\n:::{notes}\n:teme: work\nText.\n:::", "unknown-option", 'did you mean "theme"?'),
    ],
)
def test_what_is_wrong_is_reported_with_what_was_meant(tmp_path: Path, head: str, code: str, words: str) -> None:
    (error,) = found(tmp_path, f"{head}\n\nText.\n")
    assert error[0] == code
    assert words in f"{error[2]}; {error[3]}"
    assert (
        error[1] == next(n for n, line in enumerate(head.split("\n"), 1) if "{" in line and "notes" not in line)
        if (":::" not in head)
        else 4
    )


def test_the_theme_of_a_block_is_none_of_its_texts(tmp_path: Path) -> None:
    (chapter,) = chapters(tmp_path, "## A\n\n:::{aside} Box\n:theme: work\nText.\n:::\n")
    assert [plain(run) for node in walk(chapter.blocks) for run in node.inlines] == ["Box", "Text."]


def test_the_deck_has_the_appendix_after_the_talk(tmp_path: Path) -> None:
    text = "## Doors {appendix=yes}\n\nText.\n\n## Shelves\n\nText.\n"
    made = edition_of(publication(tmp_path / "p", {TEXT: text}))
    product = next(product for product in made.products if product.renderer == "deck")
    deck = to_slides(made.document, made.theme, product, {}, FontSet.of(made.theme))
    assert [section.title for section in deck.sections][1:3] == ["Shelves", "Doors"]
