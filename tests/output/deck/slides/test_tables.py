"""Tables on slides: what is on each slide, in which size, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.enum.text import PP_ALIGN

from factpress.core.diagnostics import Findings, Location
from factpress.core.paths import Places
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.model import Aside, Block, Chapter, Document, Paragraph, SpeakerNotes, Table, Text
from factpress.output.deck.presentation import PlaceholderText, Slide, TableShape
from factpress.output.deck.writer.write import write
from factpress.publication.facts.claims import Standing
from tests.output.deck import sample

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
AT = Location(Path("text.md"), 7)
HEADER = ("Well", "Who digs it", "Depth")


def table(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Table:
    return Table(tuple(map(sample.text, header)), tuple(tuple(map(sample.text, row)) for row in rows), origin=AT)


def wells(count: int) -> Table:
    return table([(f"Well {i}", "The village that drinks from it", str(10 + i)) for i in range(count)])


def slides(*blocks: Block, direction: str = "ltr", style: str = "text", title: str = "Wells") -> tuple[Slide, ...]:
    """The slides of a slide block, without the title, the section and the sources."""
    chapter = Chapter("wells", "The chapter", (), (Fence(title, blocks, style),))
    deck = sample.deck(replace(sample.document((chapter,)), direction=direction))
    return deck.sections[1].slides[1:]


def shape(slide: Slide) -> TableShape:
    (found,) = (item for item in slide.items if isinstance(item, TableShape))
    return found


def cells(slide: Slide) -> list[list[str]]:
    return [[cell.text.text for cell in row.cells] for row in shape(slide).rows]


def test_a_table_is_below_its_title_in_large_type() -> None:
    (slide,) = slides(wells(2))
    assert slide.title == "Wells"
    assert cells(slide)[0] == list(HEADER)
    assert cells(slide)[2] == ["Well 1", "The village that drinks from it", "11"]
    assert shape(slide).size.pt == 28


def test_numbers_are_aligned_at_the_end_and_may_be_left_out() -> None:
    (slide,) = slides(table([("1975", "About 8 metres", "12"), ("1976", "9", "–"), ("1977", "", "13")]))
    assert [cell.numeric for cell in shape(slide).rows[0].cells] == [True, False, True]


def test_a_column_of_dashes_has_no_numbers() -> None:
    (slide,) = slides(table([("a", "–", "")]))
    assert not any(cell.numeric for cell in shape(slide).rows[1].cells)


def test_a_narrow_column_is_as_wide_as_its_text_and_the_others_share_the_rest() -> None:
    long = "A sentence that is longer than the column, so it takes several lines of it. " * 2
    (slide,) = slides(table([("12", long, long)]))
    first, *others = (width.pt for width in shape(slide).columns)
    assert first < 150
    assert min(others) > 300
    assert sum((first, *others)) <= 840.01


def test_a_table_that_is_too_long_is_continued_with_its_header() -> None:
    made = slides(wells(21))
    counts = [len(cells(slide)) - 1 for slide in made]
    assert sum(counts) == 21
    assert max(counts) - min(counts) <= 1
    assert [row for slide in made for row in cells(slide)[1:]] == [
        [f"Well {i}", "The village that drinks from it", str(10 + i)] for i in range(21)
    ]
    assert {tuple(cells(slide)[0]) for slide in made} == {HEADER}
    assert [slide.title for slide in made[:3]] == ["Wells", "Wells (continued)", "Wells (continued 2)"]
    bottom = sample.theme().slide.content_bottom.pt
    assert all(shape(slide).frame.bottom.pt <= bottom + 0.01 for slide in made)


def test_a_table_is_set_smaller_rather_than_continued() -> None:
    (slide,) = slides(wells(8))
    assert shape(slide).size.pt < 28


def test_text_above_a_table_is_on_its_slide_if_both_fit() -> None:
    (slide,) = slides(Paragraph(sample.text("Some are deep.")), wells(2), SpeakerNotes((sample.text("Say it."),)))
    texts = [item for item in slide.items if isinstance(item, PlaceholderText) and item.place == "body"]
    assert [text.text for text in texts] == ["Some are deep."]
    frame = sample.layout_of(slide).place("body").frame
    assert frame.bottom < shape(slide).frame.top
    assert [line.text for line in slide.notes.spoken] == ["Say it."]


def test_text_above_a_table_has_the_whole_width_and_a_title_does_not() -> None:
    (slide,) = slides(Paragraph(sample.text("Some are deep, and others are dug again each year. " * 2)), wells(2))
    insets = {item.place: item.inset.emu for item in slide.items if isinstance(item, PlaceholderText)}
    assert insets["body"] == 0
    (slide,) = slides(wells(2), title="Some are deep, and the others are dug again in every dry year")
    assert next(item.inset.emu for item in slide.items if isinstance(item, PlaceholderText)) > 0


@pytest.mark.parametrize(
    "blocks",
    [
        (Paragraph(sample.text("Words.")), wells(9)),
        (wells(2), Paragraph(sample.text("Words."))),
        (Paragraph(sample.text("Words.")), wells(2), wells(2)),
        (Aside(sample.text("Words."), (wells(2),)),),
    ],
)
def test_a_table_has_another_slide_where_both_do_not_fit_or_text_is_below_it(blocks: tuple[Block, ...]) -> None:
    kinds = list(map(sample.kind, slides(*blocks)))
    assert kinds[0] == "text"
    assert set(kinds[1:]) == {"table"}


def test_a_statement_with_a_table_has_two_slides() -> None:
    assert list(map(sample.kind, slides(wells(2), style="statement"))) == ["table"]
    made = slides(Paragraph(sample.text("Words.")), wells(2), style="statement")
    assert list(map(sample.kind, made)) == ["statement-text", "table"]


def test_each_slide_has_the_sources_of_its_rows_and_of_the_header() -> None:
    note = sample.note("Register", Standing.CONTESTED, "Contested.")
    other = sample.note("Yearbook")
    rows = [((sample.stated("9", "depth", str(i)), other) if i == 20 else sample.text("9"),) for i in range(21)]
    header = ((Text("Of "), sample.stated("1,700 wells"), note),)
    made = slides(Table(header, tuple(rows), caption=(Text("Depths"),), origin=AT))
    texts = [item for slide in made for item in slide.items if isinstance(item, PlaceholderText)]
    lines = [item.text for item in texts if item.place == "source"]
    assert len(lines) == len(made) > 1
    assert all(line.startswith("Contested. Source: Register") for line in lines)
    assert ["Yearbook" in line for line in lines] == [False] * (len(made) - 1) + [True]
    assert made[-1].notes.claims == ("wells/dug", "depth/20")
    assert [line.text for line in made[-1].notes.sources] == ["Contested. Register.", "Yearbook."]
    assert "Depths" in str(made[0].items)
    assert "Depths" not in str(made[1].items)


def refused(*blocks: Block) -> tuple[str, str, Location | None]:
    with pytest.raises(Findings) as caught:
        slides(*blocks)
    (found,) = caught.value.found
    return found.code, found.message, found.location


def test_too_many_columns_are_refused_with_the_number_that_fits() -> None:
    header = [f"Measurement{chr(97 + i)}" for i in range(12)]
    code, message, place = refused(table([["Some"] * 12], header))
    assert (code, place) == ("slide-table", AT)
    assert message == 'the table on the slide "Wells" has 12 columns, and 4 of them fit'
    (slide,) = slides(table([["Some"] * 4], header[:4]))
    assert shape(slide).size.pt < 28


def test_a_word_that_is_wider_than_the_slide_is_refused() -> None:
    assert refused(table([["w" * 200]], ["One"]))[1].endswith("has 1 columns, and none of them fit")


def test_a_row_that_is_higher_than_the_slide_is_refused() -> None:
    code, _, place = refused(table([["word " * 400, "b", "c"]]))
    assert (code, place) == ("slide-overflow", AT)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_presentation_program_finds_a_table_with_a_header(direction: str, tmp_path: Path) -> None:
    chapter = Chapter("wells", "The chapter", (), (Fence("Wells", (wells(2),)),))
    document: Document = replace(sample.document((chapter,)), direction=direction)
    data = write(sample.deck(document), sample.theme(), Places.of(tmp_path))
    slide: Any = pptx.Presentation(BytesIO(data)).slides[2]
    (frame,) = (each for each in slide.shapes if each.has_table)
    made = frame.table
    assert frame.is_placeholder
    assert made.first_row
    assert [cell.text for row in made.rows for cell in row.cells][:4] == [*HEADER, "Well 0"]
    assert sum(column.width for column in made.columns) == pytest.approx(frame.width, abs=20)
    assert sum(row.height for row in made.rows) == pytest.approx(frame.height, abs=200)
    own, end = (PP_ALIGN.LEFT, PP_ALIGN.RIGHT) if direction == "ltr" else (PP_ALIGN.RIGHT, PP_ALIGN.LEFT)
    aligned = [cell.text_frame.paragraphs[0].alignment for cell in made.rows[1].cells]
    assert aligned == [own, own, end]
    assert (made._tbl.tblPr.get("rtl") == "1") == (direction == "rtl")  # python-pptx has no property for it
    for cell in (cell for row in made.rows for cell in row.cells):
        (own_format,) = cell._tc.iter(f"{A}pPr")  # the first level of the master has a bullet and a space above
        assert own_format.find(f"{A}buNone") is not None
        assert own_format.find(f"{A}spcBef/{A}spcPts").get("val") == "0"
    edge = frame.left if direction == "ltr" else 960 * 12700 - frame.left - frame.width
    assert edge == 60 * 12700
