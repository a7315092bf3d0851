"""Parts: a whole right-hand page that opens a chapter, and the verse on the page that faces it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from factpress.core.units import mm, pt
from factpress.document.blocks.scripture import Scripture
from factpress.document.model import Block, Chapter, Datum, Document, Figure, Paragraph, Row, Text
from factpress.output.booklet import renderer
from factpress.output.booklet.cover import part_opening
from factpress.output.booklet.html import NO_GROWTH, page_of, to_html
from factpress.output.booklet.opening_map import (
    LEFT,
    RIGHT,
    OpeningBand,
    OpeningMap,
    band_years,
    half_of,
    woven_band,
)
from factpress.output.booklet.renderer import render
from factpress.output.charts.draw import draw, lay_out
from factpress.output.charts.scene import Box
from tests.output.booklet import sample
from tests.output.booklet.test_pages import texts
from tests.output.charts import map_sample, samples
from tests.publications import edition_of, publication, text_of

CONTENT = "data/content/briefing.en.md"
VERSE = Scripture("X", ("Psalm 1:1",), ((Text("A tree by the water."),),), (Text("Psalm 1:1, Some Bible"),))
WORDS = Paragraph((Text("Words of the chapter."),))


def made(*blocks: Block, years: tuple[int, int] | None = (1990, 2003), before: int = 1) -> list[str]:
    """The text of each page of a booklet with a part after so many chapters of one page each."""
    chapters = [Chapter(f"c{i}", f"Before {i}", (), (WORDS,)) for i in range(before)]
    part = Chapter("p", "A Broken Bridge", (Text("A lead."),), blocks, years, part="Part 1 · 1990 to 2003")
    document = dataclasses.replace(sample.document(), chapters=(*chapters, part), references=())
    return texts(render(document, sample.theme(), sample.A5, sample.drawings(), sample.PLACES))


def opener(pages: list[str]) -> int:
    """The number of the page with the opening: the title is in the contents, too."""
    (number,) = (i for i, page in enumerate(pages, 1) if "Part 1 · 1990 to 2003" in page)
    assert "A Broken Bridge" in " ".join(pages[number - 1].split())
    assert "A lead." in pages[number - 1]
    assert "Words of the chapter" not in pages[number - 1]
    return number


@pytest.mark.parametrize("before", [1, 2, 3])
def test_a_part_opens_with_a_right_hand_page_and_faces_its_verse(before: int) -> None:
    pages = made(VERSE, WORDS, before=before)
    number = opener(pages)
    assert number % 2 == 1
    verse = next(i for i, page in enumerate(pages, 1) if "A tree by the water." in page)
    assert "Psalm 1:1" in pages[verse - 1]
    assert verse in (number - 1, number - 2)
    assert "Words of the chapter" in pages[number]


@pytest.mark.parametrize("years", [None, (1990, 2003)])
def test_a_part_without_a_verse_or_years_opens_as_well(years: tuple[int, int] | None) -> None:
    pages = made(WORDS, years=years)
    number = opener(pages)
    assert number % 2 == 1
    assert "A tree" not in "".join(pages)


def test_a_verse_that_is_not_the_first_block_stays_where_it_is() -> None:
    pages = made(WORDS, VERSE)
    assert "A tree by the water." in pages[opener(pages)]


def test_the_thread_is_at_one_height_on_both_pages() -> None:
    chapter = Chapter("p", "A", (), (VERSE, WORDS), (1990, 2003), part="Part 1")
    html = to_html(
        dataclasses.replace(sample.document(), chapters=(chapter,)), sample.theme(), sample.A5, sample.PLACES
    )
    opening = part_opening(chapter, sample.theme(), page_of(sample.A5))
    assert opening.cloth is not None
    facing = re.search(r'class="facing">\s*<div class="thread" style="top: ([^"]+)"', html)
    assert facing is not None
    assert facing[1] == opening.thread_y.css
    if opening.cloth.thread_y is not None:
        assert opening.thread_y == opening.cloth.top + opening.cloth.thread_y
    assert all(opening.cloth.top + label.y >= mm(5) for label in opening.cloth.labels)


def test_only_chapters_that_say_so_are_parts_and_are_numbered(tmp_path: Path) -> None:
    added = "\n## A {part=yes years=1990/2003}\n\nWords.\n\n## B\n\nWords.\n\n## C {part=yes}\n\nWords.\n"
    folder = publication(tmp_path, {CONTENT: text_of(CONTENT) + added})
    document: Document = edition_of(folder).document
    assert [chapter.part for chapter in document.chapters[-3:]] == ["Part 1 · 1990 to 2003", "", "Part 2"]
    assert not any(chapter.part for chapter in document.chapters[:-3])


def test_the_pages_of_a_part_have_no_folio_and_no_running_head() -> None:
    pages = made(VERSE, WORDS)
    number = opener(pages)
    for page in (number, number - 1):
        assert str(page) not in re.findall(r"^\d+$", pages[page - 1], re.MULTILINE)


def with_map(*blocks: Block) -> Document:
    chapter = Chapter("p", "A Broken Bridge", (Text("A lead."),), blocks, (1990, 2003), part="Part 1 · 1990 to 2003")
    return dataclasses.replace(sample.document(), chapters=(chapter,), references=())


MAP = Figure(dataclasses.replace(map_sample.MAP, id="where", title="Where it was", opening=True), 1)


def test_a_map_opens_a_part_over_two_pages() -> None:
    document, theme = with_map(VERSE, MAP, WORDS), sample.theme()
    chart_format = renderer.chart_format(MAP.chart, theme, sample.A5)
    drawing = draw(MAP.chart, chart_format, theme)
    pages = texts(render(document, theme, sample.A5, {"where": drawing}, sample.PLACES))
    number = opener(pages)
    left, right = pages[number - 2], pages[number - 1]
    assert number % 2 == 1
    assert "A tree by the water." in left
    assert "Where it was" in right
    labels = [label.text for label in lay_out(MAP.chart, chart_format, theme).labels]
    assert len(labels) > 6
    assert all((label in left) != (label in right) for label in labels), (labels, left, right)
    assert any(label in left for label in labels)
    assert any(label in right for label in labels)
    assert "Where it was" not in left


TIMELINE = Figure(
    dataclasses.replace(
        samples.TIMELINE,
        id="when",
        title="When it was",
        rows=(
            Row("The mill is closed", (Datum("", when=1975.3, until=1979.0, years_text="1975 to 1978"),)),
            Row("First judgment", (Datum("", when=2011.5, years_text="2011"),)),
        ),
        ticks=(),
        periods=(),
        opening=True,
    ),
    2,
)
TALL = Figure(dataclasses.replace(MAP.chart, corner=True), 1)


@pytest.mark.parametrize("ornament", [True, False])
def test_a_timeline_is_below_the_map_over_both_pages(ornament: bool) -> None:
    document, theme = with_map(VERSE, TALL, TIMELINE, WORDS), sample.theme(ornament=ornament)
    drawings = {
        one.chart.id: draw(one.chart, renderer.chart_format(one.chart, theme, sample.A5), theme)
        for one in (TALL, TIMELINE)
    }
    pages = texts(render(document, theme, sample.A5, drawings, sample.PLACES))
    number = opener(pages)
    left, right = pages[number - 2], pages[number - 1]
    assert number % 2 == 1
    assert all(words in left for words in ("A tree by the water.", "1975 to 1978", "The mill"))
    assert all(words in right for words in ("Where it was", "When it was", "2011", "First"))
    assert "2011" not in left
    assert "1975 to 1978" not in right
    assert ("1953" in left) == ornament


def test_the_title_is_on_the_corner_of_the_map_where_no_name_is() -> None:
    theme, band = sample.theme(), OpeningBand.of(page_of(sample.A5))
    corner = Box(page_of(sample.A5).width.pt * 2 - band.corner[0].pt, 0.0, 1e4, band.corner[1].pt)
    for figure, free in ((TALL, True), (MAP, False)):
        chart = dataclasses.replace(figure.chart, map=map_sample.MAP.map)
        chart_format = renderer.chart_format(chart, theme, sample.A5)
        labels = lay_out(chart, chart_format, theme).labels
        assert (chart_format.corner_pt[0] > 0) == free
        assert not free or not [label.text for label in labels if label.box.overlaps(corner)]


def test_the_band_of_years_goes_over_the_fold_and_has_no_thread_in_bare_years() -> None:
    page, theme = dataclasses.replace(page_of(sample.A5), bleed=mm(3)), sample.theme()
    band = woven_band(TIMELINE.chart, theme, page)
    left, right = band.woven
    assert (left.left, right.left) == (mm(10), -page.bleed)
    assert left.left + left.width == page.width + page.bleed
    assert right.left + right.width == page.width - mm(10)
    assert band_years(TIMELINE.chart, theme) == (1953, 2026)
    assert band_years(TIMELINE.chart, sample.theme(ornament=False)) is None
    early = dataclasses.replace(TIMELINE.chart, rows=(Row("", (Datum("", when=1950.2),)),))
    assert band_years(early, theme) == (1950, 2026)
    assert theme.palettes["print"].accent.hex not in unquote(left.address)


def test_the_halves_of_a_map_are_the_whole_and_meet_at_the_fold() -> None:
    theme = sample.theme()
    svg = draw(MAP.chart, renderer.chart_format(MAP.chart, theme, sample.A5), theme).svg
    opening = OpeningMap.of(page_of(sample.A5))
    halves = [half_of(svg, side, opening) for side in (LEFT, RIGHT)]
    views = [re.search(rb'viewBox="([^"]+)"', half) for half in halves]
    (left, _, width, _), (right, _, _, _) = ([float(n) for n in view[1].split()] for view in views if view is not None)
    assert (left, right) == (0.0, pytest.approx(width, abs=0.01))
    assert sum(half.count(b"<text") for half in halves) == svg.count(b"<text")
    press = OpeningMap.of(dataclasses.replace(page_of(sample.A5), bleed=mm(3)))
    assert press.whole == page_of(sample.A5).width * 2 + mm(6)
    assert press.width * 2 - press.whole == mm(6)


def test_in_large_print_the_map_is_in_the_text() -> None:
    document = with_map(VERSE, MAP, WORDS)
    standard, large = (
        to_html(document, sample.theme(), sample.A5, sample.PLACES, growth) for growth in (NO_GROWTH, pt(8))
    )
    blocks = [re.findall(r"<(p|h2|h3|li|td|th|figure)\b", html.split("<main>")[1]) for html in (standard, large)]
    assert blocks[0] == blocks[1]
    assert ("chart:where/left" in standard, "chart:where/right" in standard) == (True, True)
    assert "chart:where/" not in large
    assert 'src="chart:where"' in large
    assert 'src="chart:where"' not in standard


def test_cues_of_large_print_count_the_pages_of_a_part() -> None:
    chapter = Chapter("p", "A", (), (VERSE, WORDS), (1990, 2003), part="Part 1")
    document = dataclasses.replace(sample.document(), chapters=(chapter,), references=())
    standard, large = (
        to_html(document, sample.theme(), sample.A5, sample.PLACES, growth) for growth in (NO_GROWTH, pt(8))
    )
    # both layouts have the same blocks in the same order, so a place in one is found in the other
    blocks = [re.findall(r"<(p|h2|h3|li|td|th|figure)\b", html.split("<main>")[1]) for html in (standard, large)]
    assert blocks[0] == blocks[1]
    assert "facing" in standard
    assert "facing" not in large
