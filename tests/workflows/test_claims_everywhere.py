"""A claim in doubt in every place of a text × every renderer: its note, its standing, and its source in the list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import factpress
from factpress.audit.readers import read_file
from factpress.design.fonts import FontSet
from factpress.document.model import Paragraph, notes, plain
from factpress.document.model.targets import BOOKLET
from factpress.document.walk import figures, walk_document
from factpress.edition import Edition
from factpress.output.booklet.html import to_html
from factpress.output.deck.presentation import PlaceholderText, Presentation, Slide
from factpress.output.deck.renderer import to_slides
from factpress.output.prints.renderer import render
from tests.publications import edition_of, publication, text_of
from tests.workflows.test_every_block import SHEET, png

STATES = "{claim}`readers/survey`"
SAYS, WORD, SOURCE = "3,000 to 5,200", "Contested", "Who visits a small library?"
PICTURE = ":::{image} assets/flower.png\n:alt: A flower%s\n:caption: A flower%s\n:shows: nobody\n:::"

PLACES = {
    "a chapter's title": f"## About {STATES} {{#about}}\n\nText.",
    "a lead": f"## About\n\n:::{{lead}}\nOf {STATES}.\n:::\n\nText.",
    "a paragraph": f"## About\n\nOf *those {STATES}*.",
    "a heading": f"## About\n\n### Of {STATES}\n\nText.",
    "a list": f"## About\n\n- Of {STATES}",
    "a numbered list": f"## About\n\n1. Line\n   1. Of {STATES}",
    "a header cell": f"## About\n\n| Of {STATES} | B |\n|---|---|\n| c | d |",
    "a cell": f"## About\n\n| A | B |\n|---|---|\n| c | {STATES} |",
    "a box's title": f"## About\n\n:::{{aside}} Of {STATES}\nText.\n:::",
    "a box": f"## About\n\n:::{{aside}} A box\nOf {STATES}.\n:::",
    "a caption": "## About\n\n" + PICTURE % ("", f" of {STATES}"),
    "a quote": f"## About\n\n> Of {STATES}\n>\n> — Somebody",
    "an attribution": f"## About\n\n> Words\n>\n> — One of {STATES}",
    "a statistic": "## About\n\n:::{statistic} readers/survey\n:::",
    "a statistic's title": f"## About\n\n:::{{statistic}} visitors/counted\n:title: Not of {STATES}?\n:::",
    "a statistic's text": f"## About\n\n:::{{statistic}} visitors/counted\nNot of {STATES}.\n:::",
    "a form": f"## About\n\n:::{{boxes}}\n- One of {STATES}\n:::",
    "an alternative text": "## About\n\n" + PICTURE % (f" of {STATES}", ""),
}
"""Where an editor may state a claim on a page."""

SLIDES = {
    "a chapter's title": PLACES["a chapter's title"],
    "a lead": PLACES["a lead"],
    "a statistic": PLACES["a statistic"],
    "a statistic's title": PLACES["a statistic's title"],
    "a statistic's text": PLACES["a statistic's text"],
    "a slide's title": f"## About\n\n:::{{slide}} Of {STATES}\n- A line\n:::",
    "a statement": f"## About\n\n:::{{slide}} Of {STATES}\n:style: statement\n:::",
    "the title of a picture": f"## About\n\n::::{{slide}} Of {STATES}\n{PICTURE % ('', '')}\n::::",
    "the caption of a picture": f"## About\n\n::::{{slide}} Look\n{PICTURE % ('', f' of {STATES}')}\n::::",
    "the alternative text of a picture": f"## About\n\n::::{{slide}} Look\n{PICTURE % (f' of {STATES}', '')}\n::::",
    "speaker notes": f"## About\n\nText.\n\n:::{{notes}}\nOf {STATES}.\n:::",
    **{
        f"{name} on a slide": f"## About\n\n:::::{{slide}} Look\n{PLACES[name].removeprefix('## About').strip()}\n:::::"
        for name in (
            "a paragraph",
            "a heading",
            "a list",
            "a numbered list",
            "a header cell",
            "a cell",
            "a box's title",
            "a box",
            "a quote",
        )
    },
}
"""Where an editor may state a claim on a slide or say it with one."""


def write(folder: Path, text: str) -> None:
    """A publication with that text, and a print of it."""
    files: dict[str, str | bytes | None] = {
        "data/content/briefing.en.md": text + "\n",
        "data/charts.yaml": None,
        "data/content/sheet.en.md": text + "\n",
        "data/products/sheet.yaml": SHEET.format(kind="sheet"),
        "assets/flower.png": png(),
    }
    settings = "data/publication.yaml"
    made = publication(folder, files)
    written = (made / settings).read_text(encoding="utf-8")
    (made / settings).write_text(written.replace("[booklet-a5, slides]", "[booklet-a5, slides, sheet]"))


def edition(folder: Path, text: str) -> Edition:
    write(folder, text)
    return edition_of(folder)


def check_notes(html: str, *, alone: bool) -> None:
    """Look for the value, and for a note with its standing and its source; `alone` if no note can be called there."""
    assert SAYS in html
    assert (WORD.lower() if alone else WORD) in html
    assert alone or "p. 17" in html


@pytest.mark.parametrize("name", PLACES)
def test_a_page_has_the_note_and_the_standing(tmp_path: Path, name: str) -> None:
    made = edition(tmp_path, PLACES[name])
    (product,) = (one for one in made.products if one.name == "booklet-a5")
    html = to_html(made.document, made.theme, product, made.places)
    contents, _, chapters = html.partition('class="chapter"')
    text, _, sources = chapters.partition('id="sources"')
    check_notes(text, alone=name == "an alternative text")
    assert SOURCE in sources
    assert "doc-footnote" not in contents


@pytest.mark.parametrize("name", PLACES)
def test_a_print_has_the_note_and_the_standing(tmp_path: Path, name: str) -> None:
    made = edition(tmp_path, PLACES[name])
    (product,) = (one for one in made.products if one.name == "sheet")
    document = made.prints[product.content or Path()]
    (path := tmp_path / "sheet.pdf").write_bytes(render(document, made.theme, product, {}, made.places))
    text = " ".join(fragment.text for place in read_file(path).places for fragment in place.fragments)
    check_notes(text.replace("\xa0", " "), alone=name == "an alternative text")


def deck_of(made: Edition) -> Presentation:
    (product,) = (one for one in made.products if one.name == "slides")
    return to_slides(made.document, made.theme, product, {}, FontSet.of(made.theme))


def words(slide: Slide) -> str:
    texts = [item.text for item in slide.items if isinstance(item, PlaceholderText)]
    return "\n".join((*texts, *(p.text for p in slide.notes.sources)))


@pytest.mark.parametrize("name", SLIDES)
def test_a_slide_has_the_source_and_the_standing(tmp_path: Path, name: str) -> None:
    deck = deck_of(edition(tmp_path, SLIDES[name]))
    stating = [slide for slide in deck.slides if "readers/survey" in slide.notes.claims]
    assert stating
    for slide in stating:
        assert WORD in words(slide) or WORD.lower() in str(slide.items)
        assert "p. 17" in words(slide)
        if name != "speaker notes":
            assert any(WORD in item.text for item in slide.items if isinstance(item, PlaceholderText))
    assert SOURCE in words(deck.slides[-1])


@pytest.mark.parametrize("target", ["deck", "booklet"])
def test_a_label_of_a_chart_has_the_standing_and_the_source(tmp_path: Path, target: str) -> None:
    write(tmp_path, "## About\n\n:::{chart} visitors-by-year\n:::")
    charts = f"visitors-by-year:\n  kind: line\n  title: Of {STATES}\n  subtitle: By year\n"
    charts += "  rows:\n    - {value: visitors/by-year, label: Visitors}\n"
    (tmp_path / "data/charts.yaml").write_text(charts)
    made = edition_of(tmp_path)
    (figure,) = figures(made.document, target)
    assert ("readers", "survey") in figure.chart.claims
    assert figure.chart.standing.value == WORD.lower()
    assert "p. 17" in figure.chart.source
    assert SOURCE in "".join(plain(reference.entry) for reference in made.document.references)


def test_a_title_of_the_publication_has_the_standing_and_the_source(tmp_path: Path) -> None:
    write(tmp_path, "## About\n\nText.")
    settings = tmp_path / "data/publication.yaml"
    settings.write_text(settings.read_text().replace("subtitle: What", f"subtitle: Of {STATES}, what"))
    made = edition_of(tmp_path)
    assert f"{SAYS} people ({WORD.lower()})" in made.document.subtitle
    deck = deck_of(made)
    assert deck.slides[0].notes.claims == ("readers/survey",)
    assert SOURCE in words(deck.slides[-1])


def test_a_reason_that_only_a_slide_has_is_given_on_the_page_too(tmp_path: Path) -> None:
    made = edition(tmp_path, f"## About\n\n:::{{slide}} Of {STATES}\n- A line\n:::\n\nOf {STATES}.")
    (node,) = (n for n in walk_document(made.document, BOOKLET.name) if isinstance(n.block, Paragraph))
    (note,) = notes(node.inlines[0])
    assert "do not agree" in plain(note.children)


def test_a_chart_that_is_placed_twice_has_one_anchor(tmp_path: Path) -> None:
    chart = ":::{chart} visitors-by-year\n:::"
    write(tmp_path, f"## About\n\n{chart}\n\nAgain:\n\n{chart}")
    (tmp_path / "data/charts.yaml").write_text(text_of("data/charts.yaml"))
    made = edition_of(tmp_path)
    (product,) = (one for one in made.products if one.name == "booklet-a5")
    html = to_html(made.document, made.theme, product, made.places)
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    assert "visitors-by-year" in ids
    assert [n for n in ("Figure 1.", "Figure 2.") if n in html] == ["Figure 1.", "Figure 2."]


def test_a_page_has_the_note_of_a_table_once(tmp_path: Path) -> None:
    rows = "\n".join(f"| Row | {{claim}}`visitors/counted` |\n| Row | {STATES} |" for _ in range(30))
    write(tmp_path, f"## About\n\n| A | B |\n|---|---|\n{rows}\n\n- Of {STATES}")
    result = factpress.load(tmp_path).build(["booklet-a5"], tmp_path / "out")
    pages = read_file(result.files[0].path).places
    noted = [[f.text for f in page.fragments if f.where == "note"] for page in pages]
    called = [{f.text for f in page.fragments if f.where == "note call"} for page in pages]
    assert [len(texts) for texts in noted if texts] == [len(numbers) for numbers in called if numbers]
    assert max(map(len, noted)) == 2
    assert sum(map(bool, noted)) > 1
