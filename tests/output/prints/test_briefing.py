"""The small prints of this repository's own publication: size, sides, every number, and the code on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from factpress.core.diagnostics import Findings
from factpress.core.paths import engine_folder
from factpress.core.units import mm
from factpress.document.blocks.record_list import RecordList
from factpress.document.blocks.statistic import Statistic
from factpress.document.blocks.text_blocks import Form
from factpress.document.model import Items, Paragraph, plain
from factpress.document.model.inlines import without_sources
from factpress.document.walk import for_target
from factpress.edition import Edition, read_edition
from factpress.output.prints import renderer
from factpress.publication.products import Product
from factpress.workflows.postprocess import impose_product
from factpress.workflows.tasks import RenderTask, audit_artefact
from tests.conformance.checkers import pages as checkers
from tests.conformance.checkers import qr

EDITION = read_edition(engine_folder())
PIECES = {p.name: p for p in EDITION.products if p.content is not None}
IMPOSED = {p.name: p for p in EDITION.products if p.scheme is not None and p.origin.content is not None}
SIDES = {
    "insert-a5": (148, 210, 2),
    "insert-half-letter": (139.7, 215.9, 2),
    "prayer-card-a6": (105, 148, 2),
    "prayer-card-5x3-5": (88.9, 127, 2),
    "bookmark": (57.15, 177.8, 2),
    "poster-a3": (297, 420, 1),
    "poster-a2": (420, 594, 1),
    "poster-18x24": (457.2, 609.6, 1),
    "table-tent-a4": (190, 118, 1),
    "table-tent-letter": (193.04, 111.76, 1),
    "response-card-a6": (105, 148, 2),
    "response-card-5x3-5": (127, 88.9, 2),
    "flyer-a5": (148, 210, 1),
    "flyer-half-letter": (139.7, 215.9, 1),
}
OFFICE_MARGIN = 4.3
PT = 25.4 / 72


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {name: _render(EDITION, product) for name, product in PIECES.items()}


def _render(edition: Edition, product: Product) -> bytes:
    assert product.content is not None
    return renderer.render(edition.prints[product.content], edition.theme, product, {}, edition.places)


def _pages(artefact: bytes) -> list[Any]:
    document = cast("Any", pdfium.PdfDocument(artefact))
    return [document[number] for number in range(len(document))]


def test_every_piece_is_known_here() -> None:
    assert PIECES.keys() == SIDES.keys()


@pytest.mark.parametrize("name", SIDES)
def test_a_piece_has_its_size_and_its_sides(name: str, made: dict[str, bytes]) -> None:
    width, height, count = SIDES[name]
    pages = _pages(made[name])
    assert len(pages) == count
    for page in pages:
        assert [length * PT for length in page.get_size()] == pytest.approx([width, height], abs=0.02)


@pytest.mark.parametrize("name", SIDES)
def test_every_number_is_traced(name: str, made: dict[str, bytes]) -> None:
    assert PIECES[name].content is not None
    audit_artefact(RenderTask.of(EDITION, PIECES[name], Path(f"{name}.pdf"), None), made[name], {})


@pytest.mark.parametrize("mode", ["RGB", "L"])
@pytest.mark.parametrize("name", SIDES)
def test_a_phone_reads_the_code_of_the_last_side(name: str, mode: str, made: dict[str, bytes]) -> None:
    picture = _pages(made[name])[-1].render(scale=150 / 72).to_pil().convert(mode)
    assert qr.addresses(picture) == [EDITION.publication.address]


@pytest.mark.parametrize("name", SIDES)
def test_the_address_stands_beside_its_code(name: str, made: dict[str, bytes]) -> None:
    words = _pages(made[name])[-1].get_textpage().get_text_range()
    assert EDITION.publication.address_text in words


@pytest.mark.parametrize("name", SIDES)
def test_no_text_stands_within_the_printers_margin(name: str, made: dict[str, bytes]) -> None:
    """The pattern reaches the edges, where an office printer may cut it off; nothing else does."""
    edge = OFFICE_MARGIN / PT
    cloth = PIECES[name].cloth
    for page in _pages(made[name]):
        width, height = page.get_size()
        words = page.get_textpage()
        for left, bottom, right, top in (words.get_rect(number) for number in range(words.count_rects())):
            assert min(left, bottom, width - right, height - top) >= edge
        picture = page.render(scale=100 / 72).to_pil().convert("L")
        wide, high = picture.size
        margin, below = round(OFFICE_MARGIN / 25.4 * 100), round((cloth.mm + 1) / 25.4 * 100)
        assert picture.crop((0, high - margin, wide, high)).getextrema() == (255, 255)
        darkest = 160 if name.startswith("prayer-card") else 255  # the gold line of water runs through the card
        for box in ((0, below, margin, high), (wide - margin, below, wide, high)):
            assert picture.crop(box).getextrema()[0] >= darkest


def test_a_pattern_runs_from_edge_to_edge_of_one_side(made: dict[str, bytes]) -> None:
    for name in ("poster-a3", "flyer-a5", "insert-a5", "prayer-card-a6"):
        pages = _pages(made[name])
        inked = [page.render(scale=1).to_pil().convert("L") for page in pages]
        reach = [
            [x for x in (0, picture.width - 1) if picture.crop((x, 0, x + 1, 60)).getextrema() != (255, 255)]
            for picture in inked
        ]
        side = 1 if name == "prayer-card-a6" else 0  # the first that names its years
        assert [len(edges) for edges in reach] == [2 if number == side else 0 for number in range(len(pages))]


def test_the_code_is_not_the_largest_thing_of_a_poster(made: dict[str, bytes]) -> None:
    for name in ("poster-a3", "poster-a2", "poster-18x24"):
        product = PIECES[name]
        assert product.content is not None
        foot = renderer.foot_of(EDITION.prints[product.content], EDITION.theme, product)
        assert foot is not None
        assert product.sheet is not None
        assert foot.floats
        assert foot.side < product.sheet.width * Fraction(1, 5)


def test_a_claim_that_is_not_verified_has_its_word_on_its_own_side(made: dict[str, bytes]) -> None:
    for name in ("insert-a5", "insert-half-letter"):
        words = _pages(made[name])[0].get_textpage().get_text_range()
        assert "Reported" in words
        assert "Heuveline 2015 (seen in Cambodia Daily 2015)" in " ".join(words.split())


def _golden(picture: Image.Image) -> Image.Image:
    """Return a mask of the pixels in the colour of the accent line."""
    red, green, blue = picture.convert("RGB").split()
    masks = [
        band.point([255 * (low <= level <= high) for level in range(256)])
        for band, low, high in ((red, 180, 235), (green, 130, 190), (blue, 30, 110))
    ]
    return ImageChops.multiply(ImageChops.multiply(masks[0], masks[1]), masks[2])


@pytest.mark.parametrize("name", ["insert-a5", "insert-half-letter"])
def test_a_drawing_beside_a_title_is_clear_of_the_first_rule(name: str, made: dict[str, bytes]) -> None:
    picture = _pages(made[name])[1].render(scale=150 / 72).to_pil()
    gold = _golden(picture).getbbox()
    assert gold is not None
    wide, high = picture.size
    margin = picture.convert("L").crop((round(wide * 0.3), 0, round(wide * 0.5), high))
    rule = next(y for y in range(high) if _extremes(margin, y)[1] < 245)
    assert rule - gold[3] > 1.5 / 25.4 * 150
    assert _golden(Image.new("RGB", (9, 9), "#1D3057")).getbbox() is None


def test_no_pattern_is_too_fine_to_print() -> None:
    pitches = {
        name: renderer.cloth_pitch(EDITION.prints[piece.content], EDITION.theme, piece)
        for name, piece in PIECES.items()
        if piece.content is not None
    }
    assert {name for name, pitch in pitches.items() if pitch is None or pitch < renderer.LEAST_PITCH} == set()


def test_a_pattern_that_is_too_low_is_too_fine() -> None:
    card = PIECES["prayer-card-5x3-5"]
    assert card.content is not None
    document = EDITION.prints[card.content]
    low = renderer.cloth_pitch(document, EDITION.theme, replace(card, cloth=mm(20)))
    assert low is not None
    assert low < renderer.LEAST_PITCH
    assert renderer.cloth_pitch(document, EDITION.theme, replace(card, cloth=mm(0))) is None


def test_a_pattern_is_lower_where_a_side_would_not_fit() -> None:
    poster = PIECES["poster-a3"]
    assert _render(EDITION, replace(poster, cloth=mm(260))) == _render(EDITION, replace(poster, cloth=mm(234)))
    with pytest.raises(Findings, match="over its page"):
        _render(EDITION, replace(poster, cloth=mm(400)))


def test_a_pattern_is_never_lower_than_can_be_printed() -> None:
    card = PIECES["prayer-card-5x3-5"]
    assert _render(EDITION, replace(card, cloth=mm("23.2"))) == _render(EDITION, replace(card, cloth=mm("20.88")))
    with pytest.raises(Findings, match="over its page"):
        _render(EDITION, replace(card, cloth=mm("22.9")))


LABELS = ("Name", "Email or phone", "Church or group, and city", "My question")
DPI = 300


@pytest.mark.parametrize("name", ["response-card-a6", "response-card-5x3-5"])
def test_the_lines_of_a_response_card_are_free_and_a_label_is_below_its_line(name: str, made: dict[str, bytes]) -> None:
    page = _pages(made[name])[1]
    words, picture = page.get_textpage(), page.render(scale=DPI / 72).to_pil().convert("L")
    left, _, right, _ = _box(words, "Church or group, and city")
    column = picture.crop((round(left / 72 * DPI), 0, round(right / 72 * DPI), picture.height))
    lines = _free_lines(column)
    assert len(lines) == 6
    below = [next(at for at in reversed(lines) if at < _box(words, label)[1] / 72 * DPI) for label in LABELS]
    assert below == [lines[0], lines[1], lines[2], lines[5]]
    for label, line in zip(LABELS, below, strict=True):
        assert 0 < _box(words, label)[1] / 72 * DPI - line < 2 / 25.4 * DPI


def test_a_line_with_a_label_on_it_is_not_free() -> None:
    column = Image.new("L", (80, 400), 255)
    for y in (100, 200, 300):
        column.paste(90, (0, y, 80, y + 2))
    assert _free_lines(column) == [100, 200, 300]
    column.paste(0, (10, 170, 20, 190))
    assert _free_lines(column) == [100, 300]


def _box(words: Any, text: str) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a text, in points from the upper left corner of its page."""
    index, count = words.search(text).get_next()
    boxes = [words.get_charbox(number) for number in range(index, index + count)]
    high = words.page.get_height()
    return boxes[0][0], high - max(box[3] for box in boxes), boxes[-1][2], high - min(box[1] for box in boxes)


def _extremes(column: Image.Image, y: int) -> tuple[int, int]:
    return cast("tuple[int, int]", column.crop((0, y, column.width, y + 1)).getextrema())


def _free_lines(column: Image.Image) -> list[int]:
    """Return the heights of the lines through a column that have 6 mm of white above them."""
    rows = [_extremes(column, y) for y in range(column.height)]
    found: list[int] = []
    for y, (_, lightest) in enumerate(rows):
        above = rows[max(0, y - round(6 / 25.4 * DPI)) : y]
        if lightest <= 230 and all(darkest > 230 for darkest, _ in above):
            found.append(y)
    return found


@pytest.mark.parametrize("name", ["table-tent-a4", "table-tent-letter"])
def test_the_question_of_a_table_tent_reaches_down_to_the_code(name: str, made: dict[str, bytes]) -> None:
    page = _pages(made[name])[0]
    words = page.get_textpage()
    bottom = page.get_height() * PT - 12
    last, first = (_box(words, text)[3] * PT for text in ("or look?", "What stayed"))
    assert bottom - last < 10 < bottom - first


LEAST_PT = 10.0
"""The least size of text that is read, in points. Notes, sources and the foot may be smaller."""


@pytest.mark.parametrize("name", SIDES)
def test_all_that_is_read_is_at_least_ten_points(name: str, made: dict[str, bytes]) -> None:
    content = PIECES[name].content
    assert content is not None
    document = EDITION.prints[content]
    for chapter, page in zip(document.chapters, _pages(made[name]), strict=True):
        large, small = map(checkers.squeezed, checkers.text_by_size(page, LEAST_PT))
        texts = [chapter.title, *(text for block in for_target(chapter.blocks, "booklet") for text in _read(block))]
        assert texts[1:] or chapter.lead
        for word in " ".join(texts).split():
            assert checkers.squeezed(word) in large, (name, word, small)


def test_small_text_is_told_from_large_text(made: dict[str, bytes]) -> None:
    large, small = checkers.text_by_size(_pages(made["insert-a5"])[0], LEAST_PT)
    assert "How many people died?" in large
    assert "Heuveline 2015" in small
    assert "Heuveline 2015" not in large


def _read(block: Any) -> Iterator[str]:
    """The texts of a block, without its notes and sources."""
    if isinstance(block, Paragraph):
        yield plain(without_sources(block.children))
    elif isinstance(block, Form):
        yield from (plain(entry) for entry in block.entries)
    elif isinstance(block, Statistic):
        yield from (plain(block.titled), block.figure, block.unit)
    elif isinstance(block, RecordList):
        for entry in block.entries:
            for inner in entry.blocks:
                yield from _read(inner)
    elif isinstance(block, Items):
        for item in block.items:
            for inner in item:
                yield from _read(inner)


def test_the_same_bytes_every_time(made: dict[str, bytes]) -> None:
    assert _render(EDITION, PIECES["bookmark"]) == made["bookmark"]


CELLS = {
    "insert-a5-on-a4": (297, 210, 2, 2),
    "insert-half-letter-on-letter": (279.4, 215.9, 2, 2),
    "prayer-card-a6-on-a4": (210, 297, 2, 4),
    "prayer-card-5x3-5-on-letter": (215.9, 279.4, 2, 4),
    "bookmark-on-a4": (297, 210, 2, 5),
    "bookmark-on-letter": (279.4, 215.9, 2, 4),
    "response-card-a6-on-a4": (210, 297, 2, 4),
    "response-card-5x3-5-on-letter": (279.4, 215.9, 2, 4),
    "table-tent-on-a4": (210, 297, 1, 2),
    "table-tent-on-letter": (215.9, 279.4, 1, 2),
}
"""Sheets: their width and height, their sides, and how many pieces lie on one."""


@pytest.mark.parametrize("name", CELLS)
def test_a_sheet_holds_as_many_as_it_says_and_each_code_is_read(name: str, made: dict[str, bytes]) -> None:
    product = IMPOSED[name]
    width, height, sides, cells = CELLS[name]
    pages = _pages(impose_product(product, made[product.origin.name]))
    assert len(pages) == sides
    assert [length * PT for length in pages[0].get_size()] == pytest.approx([width, height], abs=0.02)
    picture = pages[-1].render(scale=200 / 72).to_pil()
    assert qr.addresses(picture) == [EDITION.publication.address] * cells


def test_every_sheet_is_known_here() -> None:
    assert IMPOSED.keys() == CELLS.keys()
