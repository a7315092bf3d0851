"""A table on a slide in decks and handouts: its claims, its sources, and what the audit finds in it."""

from __future__ import annotations

from pathlib import Path

import pytest

import factpress
from factpress.audit.readers import read_file
from factpress.workflows.audit_files import audit_files
from tests.audit.decks import changed
from tests.publications import publication, text_of

PRODUCTS = ("slides", "slides-dark", "handout-3-notes-a4", "handout-6-lines-a4")
CLAIMS = {"Doors": "visitors/counted", "Council": "readers/council", "Survey": "readers/survey"}
ROWS = "".join(
    f"| {name} {letter} | {{years}}`{claim}` | {{number}}`{claim}` |\n"
    for name, claim in CLAIMS.items()
    for letter in "ABCDEFGH"
)
TEXT = f"""## Tables

:::{{slide}} Who counted
Of {{claim}}`readers/town`:

| A book of {{claim}}`oldest-book` | In {{years}}`visitors/counted` | How many |
| --- | --- | --- |
| Doors | At the **door**[^doors] | {{number}}`visitors/counted` |
:::

:::{{slide}} A long table
| A book of {{claim}}`oldest-book` | Year | How many |
| --- | --- | --- |
{ROWS}:::

[^doors]: They were closed.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication with its built files. The build audits them."""
    made = publication(
        tmp_path_factory.mktemp("tables"),
        {
            "data/publication.yaml": text_of("data/publication.yaml").replace(
                "[booklet-a5, slides]", f"[{', '.join(PRODUCTS)}]"
            ),
            "data/content/briefing.en.md": TEXT,
            "data/charts.yaml": None,
        },
    )
    result = factpress.load(made).build(PRODUCTS)
    assert {file.product for file in result.files} == set(PRODUCTS)
    return made


def test_each_slide_of_a_table_has_its_claims_and_sources(folder: Path) -> None:
    slides = [place for place in read_file(folder / "build/library-slides.pptx").places if "table" in place.title]
    assert len(slides) > 1
    assert all("oldest-book/1" in slide.claims for slide in slides)
    assert all(any(f.text == "A book of more than 400 years" for f in slide.fragments) for slide in slides)
    assert all(any(f.text.startswith("Untraced. ") for f in slide.fragments) for slide in slides)
    counted = [sum(f.text == "12,480" for f in slide.fragments) for slide in slides]
    assert sum(counted) == 8


def test_the_notes_have_the_footnote_of_a_cell(folder: Path) -> None:
    deck = read_file(folder / "build/library-slides.pptx")
    (slide,) = (place for place in deck.places if place.title == "Who counted")
    notes = [f.text for f in slide.fragments if f.where == "speaker notes"]
    assert "They were closed." in notes
    assert any("p. 17" not in note and "p. 3" in note for note in notes)


def test_a_cell_that_was_changed_is_found(folder: Path) -> None:
    path = folder / "build/library-slides.pptx"
    copy = folder / "changed.pptx"
    copy.write_bytes(changed(path.read_bytes(), ("<a:t>3,000 to 5,200</a:t>", "<a:t>3,000 to 5,300</a:t>")))
    whole, altered = audit_files(folder, [path, copy]).audits
    assert whole.found == ()
    found = altered.found
    assert {one.code for one in found} == {"number-differs"}
    assert all("5,300" in one.message for one in found)
