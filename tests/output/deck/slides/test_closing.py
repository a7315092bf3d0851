"""The closing slide: title, text, and the address in words and as a code that phones read."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from factpress.audit.expected_deck import expected_slides
from factpress.audit.expected_text import GeneratedText
from factpress.audit.text import normalise
from factpress.core.diagnostics import Findings, Location
from factpress.document.blocks.scripture import Scripture
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.model import Block, Chapter, Document, Paragraph, SpeakerNotes
from factpress.output.deck.presentation import Picture, PlaceholderText, Presentation, Slide
from factpress.output.deck.renderer import to_slides
from tests.design.test_pattern import ORNAMENT
from tests.golden_files import assert_golden
from tests.output.deck import sample
from tests.output.deck.placement import misplaced
from tests.output.deck.presentation_dump import outline

AT = Location(Path("data/content/briefing.en.md"), 12, 1)
TEXT = Paragraph(sample.text("If today has touched something in your own life, please do not go home alone with it."))

SHORT = Paragraph(sample.text("Ask us anything."))


def document(*blocks: Block, **changes: object) -> Document:
    title = str(changes.pop("title", "Pray. Give. Go."))
    fence = Fence(title, blocks, "closing", sample.text(title), origin=AT)
    return sample.document((Chapter("a", "Only", sample.text("One."), (fence,)),), **changes)


def closing(*blocks: Block, **changes: object) -> Slide:
    palette = str(changes.pop("palette", "light"))
    return sample.deck(document(*blocks, **changes), palette).sections[1].slides[1]


def code(slide: Slide) -> Picture:
    return next(item for item in slide.items if isinstance(item, Picture) and item.place == "code")


def test_golden() -> None:
    assert_golden("deck/closing.txt", outline(sample.deck(document(TEXT))))


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_code_is_large_has_its_quiet_zone_and_leads_to_the_address(palette: str) -> None:
    zxingcpp = pytest.importorskip("zxingcpp")
    slide = closing(TEXT, palette=palette)
    picture = code(slide)
    assert picture.frame.width.pt == picture.frame.height.pt == 284
    assert picture.alt == "QR code for example.org/deep-water"
    image = Image.open(BytesIO(picture.png)).convert("L")
    margin = 4 * 8  # four modules of eight pixels
    edges = [image.crop(box) for box in ((0, 0, image.width, margin), (0, 0, margin, image.height))]
    assert all(edge.getextrema() == (255, 255) for edge in edges)
    ground = Image.new("L", (image.width * 2, image.height * 2), 20 if palette == "dark" else 245)
    ground.paste(image, (image.width // 2, image.height // 2))
    assert [found.text for found in zxingcpp.read_barcodes(ground)] == ["https://example.org/deep-water"]


def test_the_address_is_a_link_and_everything_stands_apart() -> None:
    slide = closing(TEXT)
    texts = {item.place: item for item in slide.items if isinstance(item, PlaceholderText)}
    assert texts["address"].text == "example.org/deep-water"
    assert texts["address"].paragraphs[0].runs[0].link == "https://example.org/deep-water"
    assert misplaced(slide) == []


@pytest.mark.parametrize("words", [1, 3, 8, 16, 20])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_longer_title_leaves_less_room_for_the_text(words: int, direction: str) -> None:
    slide = closing(TEXT, title="pray " * words, direction=direction)
    assert misplaced(slide, direction) == []


def test_without_text_the_title_and_the_code_are_enough() -> None:
    assert [getattr(item, "place", "") for item in closing().items] == ["title", "code", "address"]


def test_speaker_notes_are_those_of_the_slide() -> None:
    slide = closing(TEXT, SpeakerNotes((sample.text("Wait."),)))
    assert [line.text for line in slide.notes.spoken] == ["Wait."]


@pytest.mark.parametrize(
    ("blocks", "changes", "code", "words"),
    [
        ((TEXT,), {"address": "", "address_text": ""}, "no-address", "which has none"),
        ((Paragraph(sample.text("word " * 120), origin=AT),), {}, "slide-overflow", "its text does not fit"),
        ((TEXT,), {"title": "word " * 60}, "slide-overflow", "its title does not fit"),
        ((TEXT,), {"address_text": "example.org/" + "long-path/" * 20}, "slide-overflow", "its address does not fit"),
    ],
)
def test_what_cannot_be_shown_is_named(
    blocks: tuple[Block, ...], changes: dict[str, object], code: str, words: str
) -> None:
    with pytest.raises(Findings) as caught:
        closing(*blocks, **changes)
    assert caught.value.found[0].code == code
    assert words in caught.value.found[0].message


def test_the_audit_expects_the_address_and_the_code() -> None:
    slides = expected_slides(document(TEXT), GeneratedText())[normalise("Pray. Give. Go.")]
    found = [(passage.where, passage.text, passage.optional) for passage in slides.passages]
    assert ("text", "example.org/deep-water", False) in found
    assert ("alternative text", "QR code for example.org/deep-water", True) in found


def test_from_right_to_left_the_code_is_at_the_left() -> None:
    assert code(closing(TEXT, direction="rtl", language="ar")).frame.left.pt == 60


def with_cloth(made: Document) -> Slide:
    return deck_with_cloth(made).sections[1].slides[1]


def deck_with_cloth(made: Document) -> Presentation:
    theme = replace(sample.theme(), ornament=ORNAMENT)
    return to_slides(made, theme, sample.product(), sample.drawings(made), sample.shelf())


def cloth_of(slide: Slide) -> Picture:
    return next(item for item in slide.items if isinstance(item, Picture) and not item.place)


def test_a_short_last_slide_has_the_pattern_below_it() -> None:
    slide = with_cloth(document(SHORT, title="Thanks", address_text="example.org"))
    assert sample.kind(slide) == "closing-cloth"
    cloth = cloth_of(slide)
    assert cloth.alt == ""
    assert all(place.frame.bottom <= cloth.frame.top for place in sample.layout_of(slide).places)
    assert cloth.frame.width == sample.theme().slide.width
    assert cloth.frame.bottom <= sample.theme().slide.height


def test_a_longer_last_slide_and_one_of_a_brand_without_a_pattern_have_none() -> None:
    assert sample.kind(with_cloth(document(TEXT, title="word " * 12))) == "closing-address"
    assert sample.kind(closing(SHORT, title="Thanks", address_text="example.org")) == "closing-address"


def test_the_slide_before_a_talk_has_the_pattern_above_its_words() -> None:
    blocks = (Paragraph(sample.text("We begin soon.")), SHORT)
    fence = Fence("Welcome", blocks, "holding", sample.text("Welcome"), origin=AT)
    chapter = Chapter("a", "Only", sample.text("One."), (fence, sample.statistic()))
    first, second = deck_with_cloth(sample.document((chapter,))).sections[:2]
    slide = first.slides[0]
    assert [each.key for each in first.slides] == ["slide-welcome", "title"]
    assert [sample.kind(each) for each in second.slides] == ["section", "big-number-range"]
    texts = {item.place: item.text for item in slide.items if isinstance(item, PlaceholderText)}
    assert (texts["title"], texts["time"], texts["body"]) == ("Welcome", "We begin soon.", "Ask us anything.")
    assert texts["organisation"] == sample.document().organisation
    cloth = cloth_of(slide)
    assert cloth.frame.top.pt >= 0
    assert all(place.frame.top > cloth.frame.bottom for place in sample.layout_of(slide).places)


def test_the_audit_expects_the_slide_before_a_talk_first() -> None:
    fence = Fence("Welcome", (SHORT,), "holding", sample.text("Welcome"), origin=AT)
    made = sample.document((Chapter("a", "Only", sample.text("One."), (sample.statistic(), fence)),))
    titles = [slides.title for slides in expected_slides(made, GeneratedText()).values()]
    assert titles[:3] == ["Welcome", made.title, "Only"]
    built = [slide.title for slide in deck_with_cloth(made).slides]
    assert built[:3] == titles[:3]


VERSE = Scripture(
    "BSB", ("Psalm 1:1",), (sample.text("Blessed is the man."),), sample.text("Psalm 1:1, BSB"), origin=AT
)


def opening(*blocks: Block) -> Document:
    fence = Fence("Deep Water again", blocks, "opening", sample.text("Deep Water again"), origin=AT)
    return sample.document((Chapter("a", "Only", sample.text("One."), (sample.statistic(), fence)),))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_an_opening_slide_takes_the_place_of_the_title_slide(direction: str) -> None:
    made = replace(opening(VERSE, SHORT), direction=direction)
    first, second = deck_with_cloth(made).sections[:2]
    (slide,) = first.slides
    assert (sample.kind(slide), slide.key) == ("opening", "title")
    assert [sample.kind(each) for each in second.slides] == ["section", "big-number-range"]
    texts = {
        item.place: [line.text for line in item.paragraphs] for item in slide.items if isinstance(item, PlaceholderText)
    }
    assert texts["verse"] == ["Blessed is the man.", "Psalm 1:1, BSB"]
    assert texts["care"] == ["Ask us anything."]
    cloth = cloth_of(slide).frame
    sides = [
        (place.frame.left, place.frame.left + place.frame.width) for place in sample.layout_of(slide, direction).places
    ]
    beside = (cloth.left + cloth.width <= left or right <= cloth.left for left, right in sides)
    assert all(beside)


def test_an_opening_slide_without_a_verse_has_the_subtitle() -> None:
    (slide,) = deck_with_cloth(opening(SHORT)).sections[0].slides
    texts = {item.place: item.text for item in slide.items if isinstance(item, PlaceholderText)}
    assert texts["verse"] == sample.document().subtitle


def test_the_audit_expects_the_opening_slide_and_not_the_title_slide() -> None:
    made = opening(VERSE, SHORT)
    slides = list(expected_slides(made, GeneratedText()).values())
    assert [each.title for each in slides[:2]] == ["Deep Water again", "Only"]
    asked = {passage.text for passage in slides[0].passages if not passage.optional}
    assert asked >= {"Blessed is the man.", "Ask us anything."}
    assert made.organisation not in " ".join(asked)
