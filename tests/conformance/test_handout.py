"""The handouts before independent judges: the standards, readers, paint and fonts."""

from __future__ import annotations

from pathlib import Path

import damage
import pytest
from workshop import Built, need

from checkers import pages, pagevalidation, qr, tags, verapdf


def test_verapdf_passes_every_handout(built: Built) -> None:
    assert len(built.handouts) >= 4
    handouts = list(built.handouts.values())
    assert verapdf.faults_of_all(handouts) == {path: {flavour: [] for flavour in verapdf.PROFILES} for path in handouts}


def test_the_second_judge_passes_every_handout(built: Built) -> None:
    assert {name: pagevalidation.faults(path) for name, path in built.handouts.items()} == {
        name: [] for name in built.handouts
    }


def test_a_slide_without_words_is_noticed(built: Built, tmp_path: Path) -> None:
    handout = next(iter(built.handouts.values()))
    assert pagevalidation.faults(damage.pdf(handout, tmp_path / "broken.pdf", damage.no_alternative)) != []


@pytest.mark.parametrize("reader", pages.READERS)
def test_every_word_of_the_slides_comes_back(built: Built, reader: str) -> None:
    need(reader != "Poppler" or pages.has_poppler(), "Poppler")
    for path in built.handouts.values():
        text = pages.READERS[reader](path)
        assert pages.words_lost(["Sources for this talk", "How many people died under the Khmer Rouge?"], text) == []


def test_every_slide_is_a_bookmark(built: Built) -> None:
    for path in built.handouts.values():
        found = tags.bookmarks(path)
        assert len(found) > 20
        assert "Sources for this talk" in found


def test_fonts_travel_with_the_file_and_no_page_is_empty(built: Built) -> None:
    for path in built.handouts.values():
        assert pages.fonts_not_embedded(path) == []
        assert pages.empty_pages(path) == []


def test_the_code_on_the_closing_slide_can_be_read_from_paper(built: Built) -> None:
    for path in built.handouts.values():
        # a lower third and the slide of sources, whose code may be too small to be read, stand behind it
        found = [address for page in range(-5, 0) for address in qr.addresses(pages.paint(path, page, scale=3))]
        assert found
        assert set(found) == {"https://pleromacambodia.org"}


MARGINS, MOST_BLANK, EXCEPTIONS = 18.0, 0.30, 2
"""The margins in millimetres, the largest blank band as a share of the type area, and the pages that may exceed it."""


def test_few_pages_have_holes(built: Built) -> None:
    for name, path in built.handouts.items():
        found = pages.holes(path, MARGINS, MARGINS, MOST_BLANK)
        assert len(found) <= EXCEPTIONS, (name, found)
