"""The decks before independent judges: Microsoft's validator, the package's rules, a real reader, our own rules."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import damage
import pytest
from PIL import Image
from workshop import ROOT, Built, need

from checkers import office, package, pages, qr, sdk, slides
from factpress.document.walk import figures
from factpress.edition import read_edition

FURNITURE = frozenset({"mark", "source", "sources", "number", "organisation", "First year", "Last year"})
"""Places of a slide that nobody in the last row has to read."""

LABELS = frozenset({"Low", "High", "Start of the scale", "End of the scale"})
"""The labels of a range that is drawn: the size of a chart's labels, and the figure above says the same in large."""


@pytest.fixture
def broken(built: Built, tmp_path: Path) -> Callable[..., Path]:
    return lambda change: damage.package(built.deck, tmp_path / "broken.pptx", change)


def test_the_validator_passes_every_deck(built: Built) -> None:
    need(sdk.is_there(), "the Open XML SDK validator")
    assert {name: sdk.faults(path) for name, path in built.decks.items()} == {name: [] for name in built.decks}


def test_every_run_follows_the_fonts_of_the_theme(built: Built) -> None:
    """But quotations and large figures, whose layouts name the regular serif: the theme has its semibold."""
    faces, of_theme = re.compile(r'<a:latin typeface="([^"]+)"'), {"+mj-lt", "+mn-lt"}
    for deck in built.decks.values():
        named: dict[str, set[str]] = {}
        with zipfile.ZipFile(deck) as parts:
            for name in parts.namelist():
                if found := re.match("ppt/(slide[a-zA-Z]*|notes[a-zA-Z]*)/", name):
                    named.setdefault(found[1], set()).update(faces.findall(parts.read(name).decode()))
        layouts = named.pop("slideLayouts")
        assert layouts == {*of_theme, "Source Serif 4 Display"}
        assert set().union(*named.values()) == of_theme, named


def test_the_validator_fails_what_no_schema_allows(broken: Callable[..., Path]) -> None:
    need(sdk.is_there(), "the Open XML SDK validator")
    assert any("nonsense" in fault for fault in sdk.faults(broken(damage.unknown_element)))


def test_packages_are_whole(built: Built) -> None:
    assert {name: package.faults(path) for name, path in built.decks.items()} == {name: [] for name in built.decks}


@pytest.mark.parametrize(("change", "said_of_it"), damage.PACKAGE.values(), ids=damage.PACKAGE.keys())
def test_each_rule_fails_a_package_that_breaks_it(
    broken: Callable[..., Path], change: Callable[[damage.Parts], None], said_of_it: str
) -> None:
    faults = package.faults(broken(change))
    assert any(said_of_it in fault for fault in faults), faults


def test_slides_have_what_presenters_and_screen_readers_need(built: Built) -> None:
    assert {name: slides.faults(path) for name, path in built.decks.items()} == {name: [] for name in built.decks}


@pytest.mark.parametrize(("change", "said_of_it"), damage.SLIDES.values(), ids=damage.SLIDES.keys())
def test_each_rule_fails_a_deck_that_breaks_it(
    broken: Callable[..., Path], change: Callable[[damage.Parts], None], said_of_it: str
) -> None:
    faults = slides.faults(broken(change))
    assert any(said_of_it in fault for fault in faults), faults


def test_a_title_said_twice_and_one_read_late_are_noticed(broken: Callable[..., Path]) -> None:
    def same_slide(parts: damage.Parts) -> None:
        parts[damage.SLIDE.replace("2", "3")] = parts[damage.SLIDE]
        parts["ppt/slides/_rels/slide3.xml.rels"] = parts["ppt/slides/_rels/slide2.xml.rels"]

    assert "slide 3: its title is that of slide 2" in slides.faults(broken(same_slide))
    title = r"(<p:sp>(?:(?!</p:sp>).)*type=\"title\".*?</p:sp>)(.*)</p:spTree>"
    late = damage.edited(damage.SLIDE, title, r"\2\1</p:spTree>")
    assert "slide 2: its title is not what is read first" in slides.faults(broken(late))


def test_the_last_row_can_read_what_is_said(built: Built, broken: Callable[..., Path]) -> None:
    assert {name: slides.small_text(path, FURNITURE | LABELS) for name, path in built.decks.items()} == {
        name: [] for name in built.decks
    }
    small = damage.edited(damage.SLIDE, r'<a:rPr lang="([^"]*)"', r'<a:rPr lang="\1" sz="2000"')
    assert slides.small_text(broken(small), FURNITURE) != []


def test_libreoffice_shows_every_slide_with_all_words_in_their_shapes(built: Built, shown: Mapping[str, Path]) -> None:
    for name, deck in built.decks.items():
        assert (name, office.faults(deck, shown[name])) == (name, [])
        assert (name, pages.empty_pages(shown[name])) == (name, [])


def test_words_that_leave_their_shape_and_slides_without_any_are_noticed(
    broken: Callable[..., Path], tmp_path: Path
) -> None:
    need(office.is_there(), "LibreOffice")

    def both(parts: damage.Parts) -> None:
        damage.overflowing(parts)
        damage.wordless(parts)

    deck = broken(both)
    faults = office.faults(deck, office.shown(deck, tmp_path / "office"))
    assert any(f.startswith("slide 2:") and ("outside every shape" in f or "leaves the slide" in f) for f in faults)
    assert "slide 3: nothing to read" in faults


def test_a_slide_that_is_not_shown_is_noticed(built: Built, shown: Mapping[str, Path], tmp_path: Path) -> None:
    fewer = damage.pdf(next(iter(shown.values())), tmp_path / "fewer.pdf", damage.page_lost)
    count = len(slides.open_deck(built.deck).slides)
    assert office.faults(built.deck, fewer) == [f"{count} slides became {count - 1} pages"]


def test_the_code_on_a_slide_leads_to_the_address(built: Built, shown: Mapping[str, Path]) -> None:
    address = read_edition(ROOT).document.address
    painted = next(iter(shown.values()))
    found = [code for n in range(pages.page_count(painted)) for code in qr.addresses(pages.paint(painted, n, scale=2))]
    assert found
    assert set(found) == {address}  # on the last slide, and on one with the style "closing"


def test_the_code_is_kept_as_pixels_too(built: Built) -> None:
    """The fallback that a reader without SVG shows must scan as well."""
    address = read_edition(ROOT).document.address
    with zipfile.ZipFile(built.deck) as deck:
        pictures = [Image.open(io.BytesIO(deck.read(name))) for name in deck.namelist() if name.endswith(".png")]
    assert {code for picture in pictures for code in qr.addresses(picture.convert("L"))} == {address}


def test_every_chart_is_there_as_vector_and_pixels(built: Built) -> None:
    """A picture of a chart has its words as alternative text, and its drawing in both forms."""
    document = read_edition(ROOT).document
    charts = {figure.chart.title: figure.chart for figure in figures(document, "deck")}
    assert len(charts) >= 8
    deck = slides.open_deck(built.deck)
    described = {slides.description(shape) for slide in deck.slides for shape in slide.shapes}
    assert {chart.id for chart in charts.values() if chart.alt not in described} == set()
    with zipfile.ZipFile(built.deck) as opened:
        names = opened.namelist()
    vectors, pixels = (sum(name.endswith(ending) for name in names) for ending in (".svg", ".png"))
    assert min(vectors, pixels) >= len(charts)
