"""Footnotes of a text: where they may be, and what is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.document.model import Note, Paragraph, Text, notes, plain
from factpress.document.model.inlines import Inlines
from factpress.document.walk import walk_document
from tests.publications import edition_of, findings_of, publication

CONTENT = "data/content/briefing.en.md"
CLAIM = "{claim}`visitors/counted`"


PICTURE = ":::{image} flower.svg\n:alt: %s\n:caption: %s\n:shows: nobody\n:::\n\nText.\n\n[^a]: Closed."
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def folder(tmp_path: Path, text: str) -> Path:
    files: dict[str, str | bytes | None] = {
        CONTENT: f"## A chapter\n\n{text}\n",
        "data/charts.yaml": None,
        "flower.svg": SVG,
    }
    return publication(tmp_path, files)


def runs(tmp_path: Path, text: str) -> list[Inlines]:
    return [run for node in walk_document(edition_of(folder(tmp_path, text)).document) for run in node.inlines]


def written(run: Inlines) -> list[str]:
    return [plain(note.children) for note in notes(run) if note.written]


def test_a_footnote_stands_where_it_is_named_after_the_punctuation(tmp_path: Path) -> None:
    (run,) = runs(tmp_path, "Doors[^1]. Windows.\n\n[^1]: They *are* closed.")
    first, note, rest = run[:2] + run[2:3], run[2], run[3]
    assert plain(first) == "Doors."
    assert isinstance(note, Note)
    assert (plain(note.children), note.sources, note.short) == ("They are closed.", (), "")
    assert rest == Text(" Windows.")


def test_the_source_of_a_claim_is_at_the_end_of_its_footnote(tmp_path: Path) -> None:
    (run,) = runs(tmp_path, f"Doors.[^d]\n\n[^d]: In all {CLAIM} came.")
    (note,) = notes(run)
    assert plain(note.children).startswith("In all 12,480 people came. Example Town Council")
    assert note.sources == ("annual-report",)
    assert notes(note.children) == ()


def test_footnotes_are_named_in_lists_cells_quotes_and_blocks_and_defined_anywhere(tmp_path: Path) -> None:
    text = """[^a]: Some.

- item[^a]

| A | B |
| - | - |
| c[^b] | *d[^a]* |

> Words[^b]
>
> — Somebody

:::{aside} Box
Inside[^c]

[^c]: Other.
:::

[^b]: Next."""
    found = [note for run in runs(tmp_path, text) for note in written(run)]
    assert sorted(found) == ["Next.", "Next.", "Other.", "Some.", "Some."]


@pytest.mark.parametrize(
    "text",
    [
        "### Doors[^a]",
        "### *Doors[^a]* and windows\n\nText.",
        "| Doors[^a] | B |\n| - | - |\n| c | d |",
        ":::{aside} Doors[^a]\nText.\n:::",
        ":::{slide} Doors[^a]\nText.\n:::",
        PICTURE.partition("\n\n")[0] % ("A flower", "Doors[^a]"),
    ],
)
def test_a_heading_a_header_a_title_and_a_caption_can_have_a_footnote(tmp_path: Path, text: str) -> None:
    made = runs(tmp_path, f"{text}\n\n[^a]: Closed, as {CLAIM} know.")
    (found,) = (note for run in made for note in written(run))
    assert found.startswith("Closed, as 12,480 people know. Example Town Council")
    assert "Doors" in " ".join(map(plain, made))


def test_the_title_of_a_chapter_is_plain_where_its_footnote_is_set(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        CONTENT: "## Doors[^a]\n\nText.\n\n[^a]: Closed.\n",
        "data/charts.yaml": None,
    }
    (chapter,) = edition_of(publication(tmp_path, files)).document.chapters
    assert chapter.title == "Doors"
    assert chapter.id == "doors"
    assert written(chapter.heading) == ["Closed."]


def test_a_footnote_has_one_key_wherever_it_is_named(tmp_path: Path) -> None:
    made = runs(tmp_path, "Doors.[^a] Windows.[^b]\n\nWalls.[^a]\n\n[^a]: Some.\n\n[^b]: Other.")
    keys = [note.key for run in made for note in notes(run)]
    assert keys[0] == keys[2] != keys[1]
    assert all(keys)


def test_speaker_notes_keep_a_footnote(tmp_path: Path) -> None:
    assert written(runs(tmp_path, ":::{notes}\nAloud.[^a]\n:::\n\n[^a]: Softly.")[0]) == ["Softly."]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("Doors.[^dors]\n\n[^doors]: Closed.", "unknown-footnote", 3, 7),
        ("Doors.[^doors]", "unknown-footnote", 3, 7),
        ("Doors.\n\n[^doors]: Closed.", "unused-footnote", 5, 1),
        ("Doors.[^a]\n\n[^a]: Closed.\n\n[^a]: Open.", "duplicate-footnote", 7, 1),
        ("Doors.[^a]\n\n[^a]: Closed.[^a]", "bad-footnote", 5, 14),
        ("Doors.[^a]\n\n[^a]: Closed.\n\n    - a list", "bad-footnote", 5, 1),
        ("Doors.[^a]\n\n[^a]:\n\nMore.", "bad-footnote", 5, 1),
        ("### Doors[^b]\n\nText.[^a]\n\n[^a]: Closed.", "unknown-footnote", 3, 10),
        ("### [^a]\n\nText.\n\n[^a]: Closed.", "empty-heading", 3, 1),
        ("| Doors[^b] | B |\n| - | - |\n| c[^a] | d |\n\n[^a]: Closed.", "unknown-footnote", 3, 8),
        (":::{aside} Doors[^b]\nText.[^a]\n:::\n\n[^a]: Closed.", "unknown-footnote", 3, 17),
        (PICTURE % ("A flower[^a]", "One"), "bad-footnote", 4, 15),
        (PICTURE % ("A flower", "One[^b]. Two[^a]."), "unknown-footnote", 5, 14),
        ("Doors.[^1999]\n\n[^1999]: Closed in 1999.", "number-without-source", 5, 20),
        ("Doors.[^a]\n\n[^a]: Closed in 1999.", "number-without-source", 5, 17),
    ],
)
def test_what_is_wrong_with_a_footnote_is_one_finding_at_its_place(
    tmp_path: Path, text: str, code: str, line: int, column: int
) -> None:
    found = [one for one in findings_of(folder(tmp_path, text)) if one.code != "unused-source"]
    assert [(d.code, d.location.line, d.location.column) for d in found if d.location] == [(code, line, column)]


def test_the_paragraph_of_a_footnote_is_no_paragraph_of_the_text(tmp_path: Path) -> None:
    nodes = walk_document(edition_of(folder(tmp_path, "Doors.[^a]\n\n[^a]: Closed.\n\n    Again.")).document)
    paragraphs = [node.block for node in nodes if isinstance(node.block, Paragraph)]
    assert len(paragraphs) == 1
    assert written(paragraphs[0].children) == ["Closed. Again."]
