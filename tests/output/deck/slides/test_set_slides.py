"""Set slides: the key of the marks, a prayer in its lines, works in columns, and a strip over video."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factpress.audit.expected_deck import expected_slides
from factpress.audit.expected_text import GeneratedText
from factpress.audit.text import normalise
from factpress.core.diagnostics import Findings, Location
from factpress.document.blocks.record_list import RecordEntry, RecordList
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.model import Block, Break, Chapter, Document, Paragraph
from factpress.output.deck.presentation import Group, Picture, PlaceholderText, Slide
from factpress.publication.facts.claims import Standing
from tests.output.deck import sample
from tests.output.deck.placement import misplaced

AT = Location(Path("data/content/briefing.en.md"), 12, 1)
LINES = ("Be near to all,", "and to each one.")
PRAYER = Paragraph((*sample.text(LINES[0]), Break(), *sample.text(LINES[1])), origin=AT)


def document(style: str, *blocks: Block, **changes: object) -> Document:
    drawing = str(changes.pop("drawing", ""))
    fence = Fence("A title", blocks, style, sample.text("A title"), drawing, origin=AT)
    return sample.document((Chapter("a", "Only", sample.text("One."), (fence,)),), **changes)


def slide_of(style: str, *blocks: Block, palette: str = "light", **changes: object) -> Slide:
    return sample.deck(document(style, *blocks, **changes), palette).sections[1].slides[1]


def texts_of(slide: Slide) -> list[PlaceholderText]:
    return [item for item in slide.items if isinstance(item, PlaceholderText)]


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_key_has_each_mark_with_its_icon_and_meaning(palette: str, direction: str) -> None:
    slide = slide_of("key", palette=palette, direction=direction)
    marks = [item for item in slide.items if isinstance(item, PlaceholderText) and item.place.startswith("mark")]
    explained = {(each.word, each.meaning) for each in sample.STANDINGS}
    assert {tuple(line.text for line in mark.paragraphs) for mark in marks} <= explained
    assert len(marks) == len([item for item in slide.items if isinstance(item, Picture)]) > 1
    assert misplaced(slide, direction) == []


def test_the_key_has_the_short_meaning_where_there_is_one_and_says_what_a_mark_says() -> None:
    brief = replace(sample.STANDINGS[0], brief="We read it.")
    words = {**sample.WORDS, "how-sure-lead": "A mark says how far we got."}
    slide = slide_of("key", standings=(brief, *sample.STANDINGS[1:]), words=words)
    texts = {item.place: [line.text for line in item.paragraphs] for item in texts_of(slide)}
    assert texts["mark-1"] == ["Verified", "We read it."]
    assert texts["mark-2"] == ["Reported", "A named source says so."]
    assert texts["source"] == ["A mark says how far we got."]
    assert sample.layout_of(slide).place("mark-1").levels[1].style.size.pt == 28
    assert misplaced(slide) == []


def test_the_audit_expects_the_marks() -> None:
    slides = expected_slides(document("key"), GeneratedText())[normalise("A title")]
    texts = {passage.text for passage in slides.passages}
    assert texts >= {text for each in sample.STANDINGS for text in (each.word, each.meaning)}


def test_a_prayer_keeps_its_lines() -> None:
    slide = slide_of("prayer", PRAYER)
    (body,) = (item for item in slide.items if isinstance(item, PlaceholderText) and item.place == "body")
    assert body.text.split("\v") == list(LINES)
    assert sample.layout_of(slide).place("body").style.size.pt == 34


def test_a_prayer_that_is_too_long_is_named() -> None:
    with pytest.raises(Findings) as caught:
        slide_of("prayer", Paragraph(sample.text("word " * 150), origin=AT))
    assert "its prayer does not fit" in caught.value.found[0].message


def test_a_drawing_is_next_to_a_prayer() -> None:
    slide = slide_of("prayer", PRAYER, drawing="river")
    assert sample.kind(slide) == "prayer-drawing"
    (picture,) = (item for item in slide.items if isinstance(item, Picture))
    assert (picture.place, picture.alt) == ("drawing", "")
    assert misplaced(slide) == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_drawing_is_next_to_a_few_lines_of_text(direction: str) -> None:
    slide = slide_of("text", Paragraph(sample.text("Since then"), origin=AT), drawing="door", direction=direction)
    assert sample.kind(slide) == "text-drawing"
    assert [item.place for item in slide.items if isinstance(item, Picture)] == ["drawing"]
    assert sample.layout_of(slide, direction).place("body").style.size.pt == 34
    assert misplaced(slide, direction) == []


def test_text_without_room_for_its_drawing_is_named() -> None:
    with pytest.raises(Findings) as caught:
        slide_of("text", Paragraph(sample.text("word " * 90), origin=AT), drawing="door")
    assert "its text next to the drawing does not fit" in caught.value.found[0].message
    assert caught.value.found[0].location == AT


def test_a_drawing_without_text_is_shown() -> None:
    assert sample.kind(slide_of("text", drawing="door")) == "text-drawing"


def works(*drawings: str, words: str = "A work") -> RecordList:
    lines = [
        Paragraph((*sample.text(f"{words} {n}"), Break(), *sample.text("Since then"))) for n in range(len(drawings))
    ]
    return RecordList("works", tuple(RecordEntry(f"w{n}", (lines[n],), d) for n, d in enumerate(drawings)))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("count", [1, 3, 4])
def test_works_with_drawings_are_columns(count: int, direction: str) -> None:
    slide = slide_of("text", works(*["door"] * count), direction=direction)
    assert sample.kind(slide) == "columns"
    texts = [item for item in slide.items if isinstance(item, PlaceholderText)][1 : count + 1]
    assert [text.text for text in texts] == [f"A work {n}\nSince then" for n in range(count)]
    doors = [item for item in slide.items if isinstance(item, Group)]
    assert [group.alt for group in doors] == [""] * count
    layout = sample.layout_of(slide, direction)
    assert all(group.frame.bottom.pt == pytest.approx(layout.accent_y) for group in doors)
    assert misplaced(slide, direction) == []


@pytest.mark.parametrize(
    "block", [works("door", ""), works(*["door"] * 5), works("door", words="A long name of many words " * 9)]
)
def test_works_without_drawings_or_room_are_text(block: RecordList) -> None:
    assert sample.kind(slide_of("text", block)) == "text"


def lower_third(words: str, *standings: Standing) -> Paragraph:
    notes = tuple(sample.note(f"Register {n}", standing) for n, standing in enumerate(standings))
    return Paragraph((*sample.text(words), *notes), origin=AT)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_strip_over_video_has_its_worst_mark_and_no_source_line(direction: str) -> None:
    line = lower_third("At least 12 wells were dug", Standing.VERIFIED, Standing.CONTESTED)
    slide = slide_of("lower-third", line, direction=direction)
    texts = {item.place: item.text for item in slide.items if isinstance(item, PlaceholderText)}
    word = next(each.word for each in sample.STANDINGS if each.standing is Standing.CONTESTED)
    assert texts == {"title": "A title", "mark": word, "body": "At least 12 wells were dug"}
    assert len(slide.notes.sources) == 2
    layout = sample.layout_of(slide, direction)
    video, strip, _ = layout.rules
    assert video.frame.width == sample.theme().slide.width
    assert (strip.frame.width.pt, strip.frame.height.pt, strip.frame.top.pt) == (620, 104, 380)


def test_a_longer_strip_is_wider_and_one_that_is_too_long_is_named() -> None:
    wide = slide_of("lower-third", lower_third("At least 12 wells were dug in the villages at the lake"))
    strip = next(rule for rule in sample.layout_of(wide).rules if rule.name == "Strip")
    assert strip.frame.width.pt == 840
    assert all(item.place != "mark" for item in wide.items if isinstance(item, PlaceholderText))
    with pytest.raises(Findings) as caught:
        slide_of("lower-third", lower_third("word " * 30))
    assert "its text does not fit" in caught.value.found[0].message


def test_the_audit_expects_the_mark_of_a_strip() -> None:
    made = document("lower-third", lower_third("Wells", Standing.VERIFIED, Standing.UNTRACED))
    words = expected_slides(made, GeneratedText())[normalise("A title")].standing_words
    assert list(words) == [next(each.word for each in sample.STANDINGS if each.standing is Standing.UNTRACED)]
