"""What a presenter changed: every kind of change is found, and a deck that was only saved again has none."""

from __future__ import annotations

import copy
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Pt

from factpress.core.paths import Places
from factpress.output.deck.identity.deck_changes import Change, DeckChanges, SlideChange, compare, longest_increasing
from factpress.output.deck.identity.properties import parse
from factpress.output.deck.identity.read_deck import read_deck
from factpress.output.deck.identity.slide_look import look_of, same_look
from factpress.output.deck.writer.package import is_untouched
from factpress.output.deck.writer.write import write
from tests.audit.decks import handmade, resaved
from tests.output.deck import sample

Edit = Callable[[Any], None]
TIMING = (
    '<p:timing xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:tnLst><p:par><p:cTn id="1">'
    '<p:childTnLst><p:set><p:cBhvr><p:cTn id="2"/></p:cBhvr></p:set></p:childTnLst></p:cTn></p:par></p:tnLst>'
    "</p:timing>"
)


@pytest.fixture(scope="module")
def deck() -> bytes:
    return write(sample.deck(), sample.theme(), Places.of(Path(__file__).parent))


def changes_of(deck: bytes, edit: Edit) -> DeckChanges:
    return compare(read_deck(resaved(deck, edit)))


def kinds(changes: DeckChanges) -> list[tuple[str, int]]:
    return [(one.kind.value, one.number) for one in changes.changes]


def test_a_deck_that_was_saved_again_is_unchanged(deck: bytes) -> None:
    assert compare(read_deck(deck)).unchanged
    assert changes_of(deck, lambda _: None).unchanged


def set_title(opened: Any) -> None:
    opened.slides[1].shapes.title.text = "In 1953, my own title"


def add_slide(opened: Any) -> None:
    opened.slides.add_slide(opened.slide_layouts[0]).shapes.title.text = "Mine"


def delete(opened: Any) -> None:
    listed = opened.slides._sldIdLst
    opened.part.drop_rel(listed[2].rId)
    listed.remove(listed[2])


def move(opened: Any) -> None:
    listed = opened.slides._sldIdLst
    listed.append(listed[1])


def hide(opened: Any) -> None:
    opened.slides[3].element.set("show", "0")


def set_notes(opened: Any) -> None:
    body = opened.slides[1].notes_slide.notes_text_frame
    body.paragraphs[0].text = "My own words. " + body.paragraphs[0].text


def clear_notes(opened: Any) -> None:
    opened.slides[1].notes_slide.notes_text_frame.text = ""


def shift(opened: Any) -> None:
    shape = opened.slides[1].shapes[0]
    shape.left, shape.top, shape.width, shape.height = shape.left, shape.top + Pt(9), shape.width, shape.height


def embolden(opened: Any) -> None:
    run = opened.slides[1].shapes.title.text_frame.paragraphs[0].runs[0]
    run.font.bold = run.font.bold is not True


def enlarge(opened: Any) -> None:
    opened.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(77)


def colour(opened: Any) -> None:
    opened.slides[1].shapes.title.text_frame.paragraphs[0].runs[0].font.color.rgb = RGBColor(200, 0, 0)


def picture(opened: Any) -> Any:
    pairs = ((slide, shape) for slide in opened.slides for shape in slide.shapes)
    # a placeholder with a picture has another `shape_type`
    return next((slide, one) for slide, one in pairs if one._element.tag.endswith("}pic"))


def exchange_picture(opened: Any) -> None:
    slide, shape = picture(opened)
    _, name = slide.part.get_or_add_image_part(BytesIO(png()))
    shape._element.blipFill.blip.rEmbed = name


def add_picture(opened: Any) -> None:
    opened.slides[1].shapes.add_picture(BytesIO(png()), 0, 0)


def turn_picture(opened: Any) -> None:
    picture(opened)[1].rotation = 15


def animate(opened: Any) -> None:
    from pptx.oxml import parse_xml

    opened.slides[1].element.append(parse_xml(TIMING))


def comment(opened: Any) -> None:
    slide = opened.slides[1].part
    part = Part(PackURI("/ppt/comments/comment1.xml"), "application/xml", slide.package, b"<cmLst/>")
    slide.relate_to(part, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments")


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), "red").save(out, "PNG")
    return out.getvalue()


EDITS: dict[str, tuple[Edit, list[tuple[str, int]]]] = {
    "title": (set_title, [("text", 2)]),
    "hidden": (hide, [("hidden", 4)]),
    "notes": (set_notes, [("notes", 2)]),
    "no notes": (clear_notes, [("notes", 2)]),
    "shape moved": (shift, [("look", 2)]),
    "picture added": (add_picture, [("look", 2)]),
    "bold": (embolden, [("look", 2)]),
    "size": (enlarge, [("look", 2)]),
    "colour": (colour, [("look", 2)]),
    "animation": (animate, [("look", 2)]),
    "comment": (comment, [("look", 2)]),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_found(name: str, deck: bytes) -> None:
    edit, expected = EDITS[name]
    assert kinds(changes_of(deck, edit)) == expected


@pytest.mark.parametrize("edit", [exchange_picture, turn_picture])
def test_another_picture_with_the_same_texts_is_found(edit: Edit, deck: bytes) -> None:
    assert [kind for kind, _ in kinds(changes_of(deck, edit))] == ["look"]


def test_added_moved_and_deleted_slides_are_found(deck: bytes) -> None:
    count = len(sample.deck().slides)
    assert kinds(changes_of(deck, add_slide)) == [("added", count + 1)]
    assert kinds(changes_of(deck, move)) == [("moved", count)]
    assert changes_of(deck, delete).changes == (SlideChange(Change.DELETED, 0, sample.deck().slides[2].key),)


def test_the_new_texts_are_named(deck: bytes) -> None:
    changes = changes_of(deck, set_title)
    assert changes.changes[0].texts == ("In 1953, my own title",)
    assert changes.changes[0].title == "In 1953, my own title"
    assert changes.changed_keys() == {sample.deck().slides[1].key}
    assert changes.of(Change.TEXT) == changes.changes


def test_a_duplicate_is_hers(deck: bytes) -> None:
    def duplicate(opened: Any) -> None:
        source = opened.slides[1]
        added = opened.slides.add_slide(source.slide_layout)
        for shape in source.shapes:
            if shape.has_text_frame:
                added.shapes._spTree.append(copy.deepcopy(shape.element))
        added.notes_slide.notes_text_frame.text = source.notes_slide.notes_text_frame.text

    assert [kind for kind, _ in kinds(changes_of(deck, duplicate))] == ["added"]


def test_in_a_file_of_others_every_slide_is_added() -> None:
    assert kinds(compare(read_deck(handmade({"One": "Two", "Three": "Four"})))) == [("added", 1), ("added", 2)]


def test_only_our_own_file_is_untouched(deck: bytes) -> None:
    assert is_untouched(deck)
    for other in (resaved(deck, lambda _: None), handmade({"One": "Two"}), deck[:-30], b"", b"text"):
        assert not is_untouched(other)


def test_looks_differ_by_two_points_at_most() -> None:
    assert same_look("s60.46.432.132,p1.2.3.4:aa", "s61.45.434.132,p1.2.3.4:aa")
    for other in (
        "s63.46.432.132,p1.2.3.4:aa",
        "s60.46.432.132,p1.2.3.4:bb",
        "s60.46.432.132",
        "p60.46.432.132,s1.2.3.4",
    ):
        assert not same_look("s60.46.432.132,p1.2.3.4:aa", other)
    assert same_look("s;aa;bb", "s;;bb")  # LibreOffice writes other formats
    for other in ("s;aa;cc", "s;cc;bb", "s;;cc"):
        assert not same_look("s;aa;bb", other)
    assert same_look("s", "s")
    assert not same_look("s", "s1.2.3.4")


def test_the_pictures_of_bullets_are_not_those_of_the_slide() -> None:
    """LibreOffice writes the bullets of the layout to the paragraphs of slides."""
    names = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    names += ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    names += ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    blip = '<a:blip r:embed="rId1"/>'
    looks = [
        look_of(
            etree.fromstring(f"<p:sld {names}><p:cSld><p:spTree><p:sp>{inner}</p:sp></p:spTree></p:cSld></p:sld>"),
            {},
            lambda name: name,
        )
        for inner in ("", f"<a:buBlip>{blip}</a:buBlip>", f"<a:blipFill>{blip}</a:blipFill>")
    ]
    assert same_look(looks[0], looks[1])
    assert not same_look(looks[0], looks[2])


def test_a_record_without_looks_has_no_changes_of_look(deck: bytes) -> None:
    assert parse({"factpress-deck": "1 1 slides", "factpress-slide-001": "title aa/bb use/1"}) is not None


@given(st.permutations(range(12)))
def test_the_longest_run_increases_and_none_is_longer(order: list[int]) -> None:
    kept = sorted(longest_increasing(order))
    values = [order[i] for i in kept]
    assert values == sorted(values)
    longest = 0
    best: list[int] = []
    for i, number in enumerate(order):
        best.append(1 + max((best[j] for j in range(i) if order[j] < number), default=0))
        longest = max(longest, best[i])
    assert len(kept) == longest
