"""Footnotes of the editor in every kind of file: set as notes, on slides in the notes, and known to the audit."""

from __future__ import annotations

from pathlib import Path

import pytest

import factpress
from factpress.audit.readers import read_file
from factpress.audit.text import normalise
from tests.publications import publication, text_of
from tests.workflows.test_every_block import SHEET

WORDS = "In all, 12,480 people came in 2025, as we count. Example Town Council, Annual report"
TEXT = """We count at the doors.[^doors] Then {claim}`visitors/counted`[^all] came; and {claim}`readers/survey`[^doors].

- An item[^all]

### At the doors[^doors]

| Door[^doors] | Who came |
| --- | --- |
| The front | All of them[^all] |

:::{aside} A box[^box]
Words.
:::
"""
NOTES = """
[^doors]: They were closed; see https://example.org/2024/doors.

[^box]: It is made of paper.

[^all]: In all, {claim}`visitors/counted` came in {years}`visitors/counted`, *as we count*.
"""
SPOKEN = "\n:::{notes}\nAloud.[^aloud]\n:::\n"
PRODUCTS = ("booklet-a5", "large-print-a4", "slides", "handout-3-notes-a4", "booklet-a5-on-a4", "sheet")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The file of each product. The build audits them."""
    folder = tmp_path_factory.mktemp("footnotes")
    settings = text_of("data/publication.yaml").replace("[booklet-a5, slides]", f"[{', '.join(PRODUCTS)}]")
    slide = f"\n::::{{slide}} On a slide\n{TEXT}\n{SPOKEN}\n::::\n\n[^aloud]: Softly.\n"
    files: dict[str, str | bytes | None] = {
        "data/publication.yaml": settings,
        "data/content/briefing.en.md": f"## Doors\n\n{TEXT}{NOTES}{slide}",
        "data/content/list.en.md": f"## The sheet\n\n{TEXT}{NOTES}",
        "data/products/sheet.yaml": SHEET.format(kind="list"),
        "data/charts.yaml": None,
    }
    result = factpress.load(publication(folder, files)).build(PRODUCTS, folder / "out")
    return {file.product: file.path for file in result.files if file.path.suffix in (".pdf", ".pptx")}


def texts(path: Path, where: str) -> str:
    return "\n".join(normalise(f.text) for place in read_file(path).places for f in place.fragments if f.where == where)


@pytest.mark.parametrize(
    ("product", "where"),
    [
        ("booklet-a5", "note"),
        ("large-print-a4", "note"),
        ("sheet", "note"),
        ("slides", "speaker notes"),
        ("handout-3-notes-a4", "text"),
    ],
)
def test_the_words_of_a_footnote_are_in_its_note(built: dict[str, Path], product: str, where: str) -> None:
    found = texts(built[product], where)
    assert normalise("They were closed; see https://example.org/2024/doors.") in found
    assert normalise(WORDS) in found
    assert normalise("It is made of paper.") in found
    assert (normalise("Softly.") in found) == (where != "note")


def test_the_text_has_the_call_of_the_footnote_and_not_its_name(built: dict[str, Path]) -> None:
    text = "\n".join(f.text for place in read_file(built["booklet-a5"]).places for f in place.fragments)
    assert "[^" not in text
    calls = [
        f.text for place in read_file(built["booklet-a5"]).places for f in place.fragments if f.where == "note call"
    ]
    assert len(calls) == 10


@pytest.mark.parametrize("product", ["booklet-a5", "large-print-a4", "sheet"])
def test_a_page_has_a_footnote_once(built: dict[str, Path], product: str) -> None:
    for place in read_file(built[product]).places:
        notes = [normalise(f.text) for f in place.fragments if f.where == "note"]
        for words in ("They were closed; see", "In all, 12,480", "It is made of paper"):
            assert sum(normalise(words) in note for note in notes) <= 1
        called = {f.text.strip() for f in place.fragments if f.where == "note call"}
        assert called == {f.text.strip() for f in place.fragments if f.where == "note number"}


def test_running_heads_contents_and_bookmarks_have_no_call(built: dict[str, Path]) -> None:
    reading = read_file(built["booklet-a5"])
    parts = ("margin", "contents", "bookmark")
    found = [f.text.strip() for place in reading.places for f in place.fragments if f.where in parts]
    assert "At the doors" in found
    assert not any(text.startswith("At the doors") and text != "At the doors" for text in found)
