"""The booklets before independent judges: the standards, two readers, our own rules, paint and fonts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import damage
import pytest
from words import chart_words, said
from workshop import ROOT, Built, need

from checkers import pages, pagevalidation, qr, tags, verapdf
from factpress.document.model import Document
from factpress.document.walk import figures
from factpress.edition import read_edition


@pytest.fixture(scope="module")
def document() -> Document:
    return read_edition(ROOT).document


@pytest.fixture
def broken(sampler: Path, tmp_path: Path) -> Callable[..., Path]:
    return lambda change: damage.pdf(sampler, tmp_path / "broken.pdf", change)


# ── PDF/UA-1 and PDF/A-2a, by two engines ─────────────────────────────────────────────────────────────────────────


def test_verapdf_passes_every_booklet(built: Built, sampler: Path) -> None:
    assert len(built.booklets) >= 2
    booklets = {**built.booklets, **built.prints, "sampler": sampler}
    assert verapdf.faults_of_all(list(booklets.values())) == {
        path: {flavour: [] for flavour in verapdf.PROFILES} for path in booklets.values()
    }


def test_verapdf_fails_a_picture_without_words_and_colours_without_a_profile(broken: Callable[..., Path]) -> None:
    def both(document: Any) -> None:
        damage.no_alternative(document)
        damage.no_output_intent(document)

    faults = verapdf.faults(broken(both))
    assert any(fault.startswith("7.3-1") for fault in faults["PDFUA_1"])
    assert any(fault.startswith("6.2.4.3") for fault in faults["PDFA_2_A"])


def test_verapdf_fails_what_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_text("no PDF", encoding="utf-8")
    assert all("cannot be" in faults[0] for faults in verapdf.faults(tmp_path / "x.pdf").values())


def test_the_second_judge_passes_every_booklet(built: Built, sampler: Path) -> None:
    booklets = {**built.booklets, **built.prints, "sampler": sampler}
    assert {name: pagevalidation.faults(path) for name, path in booklets.items()} == {name: [] for name in booklets}


def test_the_second_judge_fails_a_picture_without_words(broken: Callable[..., Path]) -> None:
    assert pagevalidation.faults(broken(damage.no_alternative)) != []


# ── our own rules ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_tags_say_what_a_person_who_hears_them_needs(built: Built, sampler: Path) -> None:
    booklets = {**built.booklets, **built.prints, "sampler": sampler}
    assert {name: tags.faults(path) for name, path in booklets.items()} == {name: [] for name in booklets}


def test_what_the_rules_are_about_is_there(sampler: Path) -> None:
    found = tags.kinds(sampler)
    for kind in ("/H1", "/H2", "/TOCI", "/Note", "/Table", "/TH", "/Figure", "/Link", "/BlockQuote", "/L"):
        assert found.get(kind, 0) > 0, kind


@pytest.mark.parametrize(("change", "said_of_it"), damage.TAGS.values(), ids=damage.TAGS.keys())
def test_each_rule_fails_a_booklet_that_breaks_it(
    broken: Callable[..., Path], change: Callable[..., None], said_of_it: str
) -> None:
    faults = tags.faults(broken(change))
    assert any(said_of_it in fault for fault in faults), faults


# ── read back ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("reader", pages.READERS)
def test_every_word_comes_back(built: Built, document: Document, reader: str) -> None:
    need(reader != "Poppler" or pages.has_poppler(), "Poppler")
    wanted = said(document, "booklet")
    assert len(wanted) > 2000
    for name, path in built.read.items():
        assert (name, pages.words_lost(wanted, pages.READERS[reader](path))) == (name, [])


@pytest.mark.parametrize("reader", pages.READERS)
def test_the_labels_of_charts_are_text(built: Built, document: Document, reader: str) -> None:
    need(reader != "Poppler" or pages.has_poppler(), "Poppler")
    text = pages.READERS[reader](built.booklet)
    charts = [figure.chart for figure in figures(document, "booklet")]
    assert len(charts) >= 7
    assert {chart.id: pages.words_lost(chart_words(chart), text) for chart in charts} == {c.id: [] for c in charts}


@pytest.mark.parametrize("reader", pages.READERS)
def test_muddled_letters_are_noticed(built: Built, document: Document, tmp_path: Path, reader: str) -> None:
    need(reader != "Poppler" or pages.has_poppler(), "Poppler")
    muddled = damage.pdf(built.booklet, tmp_path / "muddled.pdf", damage.letters_muddled)
    lost = pages.words_lost(said(document, "booklet"), pages.READERS[reader](muddled))
    assert len(lost) > 100


def test_headings_are_bookmarks(built: Built, document: Document) -> None:
    titles = {chapter.title for chapter in document.chapters}
    assert titles <= set(tags.bookmarks(built.booklet))


# ── painted ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_fonts_travel_with_the_file(built: Built, broken: Callable[..., Path]) -> None:
    assert {name: pages.fonts_not_embedded(path) for name, path in built.booklets.items()} == {
        name: [] for name in built.booklets
    }
    assert pages.fonts_not_embedded(broken(damage.fonts_gone)) != []


def test_no_page_is_empty(built: Built, broken: Callable[..., Path]) -> None:
    assert {name: pages.empty_pages(path) for name, path in built.booklets.items()} == {
        name: [] for name in built.booklets
    }
    assert pages.empty_pages(broken(damage.page_emptied)) == [3]


def test_the_code_on_the_back_cover_leads_to_the_address(built: Built, document: Document) -> None:
    for path in built.read.values():
        assert qr.addresses(pages.paint(path, -1, scale=3)) == [document.address]
        assert document.address_text in pages.read_by_pdfium(path)
    assert qr.addresses(pages.paint(built.booklet, 2, scale=3)) == []


# ── blank bands ───────────────────────────────────────────────────────────────────────────────────────────────────

HEAD, FOOT = 20.0, 22.8
"""The margins of the booklets, in millimetres."""
MOST_BLANK = 0.18
"""The largest blank band as a share of the type area."""


def test_pages_of_running_text_have_no_holes(built: Built) -> None:
    """Besides the last page before a set page."""
    for name in ("booklet-a5", "booklet-half-letter"):
        bands = pages.blank_bands(built.booklets[name], HEAD, FOOT)
        assert len(bands) >= 20
        assert pages.holes(built.booklets[name], HEAD, FOOT, MOST_BLANK) == [], (name, bands)


MOST_PAGES = 40
"""A booklet that is stapled through its fold has four pages a sheet."""


def test_a_booklet_can_be_stapled(built: Built) -> None:
    for name in ("booklet-a5", "booklet-half-letter"):
        count = pages.page_count(built.booklets[name])
        assert (count <= MOST_PAGES, count % 4) == (True, 0), (name, count)
    assert pages.page_count(built.booklets["large-print-a4"]) > MOST_PAGES


def test_a_doubt_is_said_once_on_facing_pages(built: Built, document: Document) -> None:
    doubts = {figure.chart.doubt for figure in figures(document, "booklet") if figure.chart.doubt}
    assert len(doubts) > 2
    for name in ("booklet-a5", "booklet-half-letter"):
        said = pages.said_on_spreads(built.booklets[name], doubts)
        assert {doubt for _, doubt in said} != set(), name
        assert {place: count for place, count in said.items() if count > 1} == {}, name
    twice = next(iter(doubts))
    assert pages.times_said([f"{twice} And {twice}"], {twice}) == {(0, twice): 2}


LARGE_PRINT_BLANK, LARGE_PRINT_EXCEPTIONS = 0.30, 2
"""The same for large print, whose figures and tested sentences take most of a page."""


def test_pages_of_large_print_have_few_holes(built: Built) -> None:
    for name in ("large-print-a4", "large-print-letter"):
        found = pages.holes(built.booklets[name], HEAD, FOOT, LARGE_PRINT_BLANK)
        assert len(found) <= LARGE_PRINT_EXCEPTIONS, (name, found)


def test_a_hole_is_seen(built: Built, tmp_path: Path) -> None:
    booklet, number = built.booklets["booklet-a5"], 8

    def blank(document: Any) -> None:
        page = document.pages[number - 1]
        page.contents_add(b"q Q 1 1 1 rg 0 150 600 250 re f")

    damaged = damage.pdf(booklet, tmp_path / "hole.pdf", blank)
    assert pages.holes(damaged, HEAD, FOOT, MOST_BLANK) == [number]
