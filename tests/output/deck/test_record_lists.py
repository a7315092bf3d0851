"""Lists of records on slides: balanced, and with speaker notes at the first of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Severity
from factpress.design.fonts import FontSet
from factpress.output.deck.presentation import Slide
from factpress.output.deck.renderer import to_slides
from tests.publications import edition_of, findings_of, publication

WORKS = "".join(
    f"work-{n}: {{name: Work {letter}, what: It is good., cites: {{source: annual-report}}}}\n"
    for n, letter in enumerate("abcde")
)


def slides_of(folder: Path, text: str) -> list[Slide]:
    files: dict[str, str | bytes | None] = {
        "data/content/briefing.en.md": f"## A chapter\n\n{text}\n",
        "data/works.yaml": WORKS,
        "data/charts.yaml": None,
    }
    edition = edition_of(publication(folder, files))
    product = next(one for one in edition.products if one.name == "slides")
    made = to_slides(edition.document, edition.theme, product, {}, FontSet.of(edition.theme))
    return [slide for section in made.sections[1:2] for slide in section.slides]


def spoken(slide: Slide) -> list[str]:
    return [paragraph.text for paragraph in slide.notes.spoken]


def test_notes_below_a_list_are_with_its_first_slide(tmp_path: Path) -> None:
    opening, first, second = slides_of(tmp_path, ":::{works}\n:::\n\n:::{notes}\nAloud.\n:::")
    assert [spoken(slide) for slide in (opening, first, second)] == [[], ["Aloud."], []]


def test_notes_below_the_second_of_two_lists_are_with_that(tmp_path: Path) -> None:
    text = ":::{works} work-0\n:::\n\n:::{works} work-1\n:::\n\n:::{notes}\nAloud.\n:::"
    assert [spoken(slide) for slide in slides_of(tmp_path, text)] == [[], [], ["Aloud."]]


@pytest.mark.parametrize(("name", "errors"), [("door", []), ("dor", ["unknown-drawing"])])
def test_the_drawings_of_works_and_slides_are_checked(tmp_path: Path, name: str, errors: list[str]) -> None:
    work = f"home: {{name: Home, what: It is good., drawing: {name}, cites: {{source: annual-report}}}}\n"
    text = f":::{{works}}\n:::\n\n:::{{slide}} A prayer\n:style: prayer\n:drawing: {name}\nAmen.\n:::"
    files: dict[str, str | bytes | None] = {
        "data/content/briefing.en.md": f"## A chapter\n\n{text}\n",
        "data/works.yaml": work,
        "data/charts.yaml": None,
    }
    found = [each.code for each in findings_of(publication(tmp_path, files)) if each.severity is Severity.ERROR]
    assert found == errors * 2
