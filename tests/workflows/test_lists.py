"""Numbered lists in every kind of file: the numbers are printed, and the audit knows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import factpress
from factpress.audit.readers import read_file
from tests.publications import publication, text_of
from tests.workflows.test_every_block import SHEET

LIST = """1. Come in, {claim}`visitors/counted`.
2. Read.
   1. Sit down.
   2. Open the book.
      1. At the beginning.
      2. At the end.

   A word on reading.
3. Look around:
   - left
   - right
     1. up
     2. down
4. Go.

A paragraph between.

5. Come again.

:::{aside} A box
7. Ask {claim}`readers/survey`.
8. Answer.
:::
"""
LONG = "\n".join(f"{number}. Go on." for number in range(1, 121))
STEPS = "\n".join(f"{number}. Go on and on and on, until it is time to go home again." for number in range(3, 25))
PRODUCTS = ("booklet-a5", "large-print-a4", "slides", "handout-3-notes-a4", "booklet-a5-on-a4", "sheet")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The file of each product."""
    folder = tmp_path_factory.mktemp("lists")
    slide = f"::::{{slide}} Steps\n{STEPS}\n::::"
    text = f"## Lists\n\n{LIST}\n\nA long one:\n\n{LONG}\n\n::::{{slide}} On a slide\n{LIST}\n::::\n\n{slide}\n"
    settings = text_of("data/publication.yaml").replace("[booklet-a5, slides]", f"[{', '.join(PRODUCTS)}]")
    files: dict[str, str | bytes | None] = {
        "data/publication.yaml": settings,
        "data/content/briefing.en.md": text,
        "data/content/list.en.md": f"## The sheet\n\n{LIST}",
        "data/products/sheet.yaml": SHEET.format(kind="list"),
        "data/charts.yaml": None,
    }
    result = factpress.load(publication(folder, files)).build(PRODUCTS, folder / "out")
    return {file.product: file.path for file in result.files if file.path.suffix in (".pdf", ".pptx")}


def texts(path: Path) -> list[str]:
    return [f.text.strip() for place in read_file(path).places for f in place.fragments if f.where == "text"]


def test_a_list_is_built_with_every_renderer(built: dict[str, Path]) -> None:
    assert built.keys() == set(PRODUCTS)


@pytest.mark.parametrize("product", ["booklet-a5", "large-print-a4", "sheet"])
def test_a_page_has_the_numbers_of_a_list(built: dict[str, Path], product: str) -> None:
    labels = [text for text in texts(built[product]) if text.rstrip(".").isdecimal() and text.endswith(".")]
    expected = "1. 2. 1. 2. 1. 2. 3. 1. 2. 4. 5. 7. 8.".split()
    assert labels[: len(expected)] == expected
    assert labels[len(expected) :] == ([] if product == "sheet" else [f"{number}." for number in range(1, 121)])


def test_a_picture_of_a_slide_goes_on_counting(built: dict[str, Path]) -> None:
    reading = read_file(built["handout-3-notes-a4"])
    drawn = "\n".join(f.text for place in reading.places for f in place.fragments if f.where == "chart")
    assert re.findall(r"(\d+)\.\s+Go on and on", drawn) == [str(number) for number in range(3, 25)]
