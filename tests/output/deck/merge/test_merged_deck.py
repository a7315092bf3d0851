"""Merged decks as files: what she made is in them, what we changed is in them, and they are sound packages."""

from __future__ import annotations

import functools
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Inches

from factpress.core.diagnostics import ToolError
from factpress.core.paths import Places
from factpress.output.deck.identity.properties import key_of_notes
from factpress.output.deck.identity.read_deck import read_deck
from factpress.output.deck.merge.merged_deck import MergedDeck, merge
from factpress.output.deck.ooxml import NAMESPACES as NS
from factpress.output.deck.writer.write import write
from tests.audit.decks import changed, handmade, resaved
from tests.output.deck import sample
from tests.output.deck.merge.package_rules import faults

COMMENTS = "application/vnd.openxmlformats-officedocument.presentationml.comments+xml"
AUTHORS = "application/vnd.openxmlformats-officedocument.presentationml.commentAuthors+xml"
TRANSITIONAL = "http://schemas.openxmlformats.org/presentationml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/presentationml/main"
MARKED = "New from the facts: {title}"


def written(document: Any = None) -> bytes:
    return write(sample.deck(document), sample.theme(), Places.of(Path(__file__).parent))


@functools.cache
def built() -> bytes:
    return written()


@functools.cache
def newer() -> bytes:
    """The deck with another figure, another quotation and a new slide."""
    first, *rest = sample.blocks()
    blocks = [first, sample.statistic(figure="100 to 170"), *rest[1:]]
    blocks[7] = sample.quote(children=sample.text("We carry no water from the river now."))
    fence = sample.Fence("A new slide of ours", (sample.Paragraph(sample.text("It says more.")),), "statement")
    return written(sample.document((sample.Chapter("before", "Before the wells", (), (*blocks, fence), (1960, 1990)),)))


def merged(hers: bytes, ours: bytes | None = None) -> MergedDeck:
    done = merge(hers, ours or built(), MARKED)
    again = merge(done.data, ours or built(), MARKED)
    assert again.data == done.data
    return done


def outcomes(done: MergedDeck) -> dict[str, str]:
    return {slide.key: slide.outcome.value for slide in done.slides if slide.outcome.value != "unchanged"}


def test_an_unchanged_deck_becomes_ours() -> None:
    done = merged(built(), newer())
    assert set(outcomes(done).values()) == {"replaced", "new from the facts", "no longer in the facts"}
    read = read_deck(done.data)
    assert [(s.key, s.digest) for s in read.slides] == [(s.key, s.digest) for s in read_deck(newer()).slides]


def test_her_slides_stay_as_they_are() -> None:
    def change(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts.get_by_name("Text"))
        slide.shapes.title.text = "My own slide"
        slide.shapes.add_table(2, 2, Inches(1), Inches(1), Inches(4), Inches(2)).table.cell(0, 0).text = "My cell"
        slide.notes_slide.notes_text_frame.text = "My notes"
        deck.slides[2].shapes.title.text = "My title"

    hers = resaved(built(), change)
    done = merged(hers, newer())
    read = read_deck(done.data)
    mine = read.slides[-1]
    assert (mine.texts, mine.notes, mine.title) == (("My own slide", "My cell"), "My notes", "My own slide")
    assert read_deck(hers).slides[-1].digest == mine.digest


def test_a_conflict_puts_ours_hidden_behind_hers() -> None:
    def change(deck: Any) -> None:
        deck.slides[2].shapes.title.text = "My question"

    done = merged(resaved(built(), change), newer())
    found = [slide for slide in done.slides if slide.key.startswith("number-use")]
    assert [slide.outcome.value for slide in found] == ["conflict", "hidden behind hers"]
    hers, ours = (read_deck(done.data).slides[(slide.number or 0) - 1] for slide in found)
    assert (hers.title, hers.hidden) == ("My question", False)
    assert (ours.title, ours.hidden) == ("New from the facts: How much water does a household use in a day?", True)
    assert any("100 to 170" in text for text in ours.texts)


def test_pictures_and_comments_on_a_slide_make_it_hers() -> None:
    """Its texts are unchanged."""

    def change(deck: Any) -> None:
        deck.slides[2].shapes.add_picture(BytesIO(sample.png(30, 20)), Inches(1), Inches(1))
        comments = Part(PackURI("/ppt/comments/comment1.xml"), COMMENTS, deck.part.package, comment())
        authors = Part(PackURI("/ppt/commentAuthors.xml"), AUTHORS, deck.part.package, author())
        deck.slides[3].part.relate_to(comments, RT.COMMENTS)
        deck.part.relate_to(authors, RT.COMMENT_AUTHORS)

    done = merged(resaved(built(), change), newer())
    assert [slide.outcome.value for slide in done.slides if slide.key.startswith("number-")] == [
        "conflict",
        "hidden behind hers",
        "kept as hers",
    ]
    with zipfile.ZipFile(BytesIO(done.data)) as package:
        assert package.read("ppt/comments/comment1.xml") == comment()
        assert package.read("ppt/commentAuthors.xml") == author()
        media = [package.read(name) for name in package.namelist() if "/media/" in name]
    assert sample.png(30, 20) in media
    assert faults(done.data) == []


def test_links_between_slides_custom_shows_and_other_properties_stay() -> None:
    def change(deck: Any) -> None:
        mine = deck.slides.add_slide(deck.slide_layouts.get_by_name("Text"))
        mine.shapes.title.text = "Links"
        for target in (2, 6):
            shape = mine.shapes.add_shape(1, 0, 0, Inches(1), Inches(1))
            shape.click_action.target_slide = deck.slides[target]
        listed = deck.slides._sldIdLst
        slides = "".join(f'<p:sld r:id="{listed[i].rId}"/>' for i in (2, 6, -1))
        show = f'<p:custShow name="Short" id="0"><p:sldLst>{slides}</p:sldLst></p:custShow>'
        deck.element.find("{*}notesSz").addnext(parse_xml(f"<p:custShowLst {NS}>{show}</p:custShowLst>"))
        properties = next(rel.target_part for rel in deck.part.package._rels.values() if "custom" in rel.reltype)
        own = (
            '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="999" name="Mine"><vt:i4>5</vt:i4></property>'
        )
        properties._blob = properties.blob.replace(b"</Properties>", own.encode() + b"</Properties>")

    done = merged(resaved(built(), change), newer())
    opened: Any = Presentation(BytesIO(done.data))
    mine = next(one for one in opened.slides if one.shapes.title is not None and one.shapes.title.text == "Links")
    targets = [shape.click_action.target_slide for shape in mine.shapes if not shape.is_placeholder]
    keys = [key_of_notes(one.notes_slide.notes_text_frame.text) for one in targets]
    assert keys == [read_deck(built()).slides[i].key for i in (2, 6)]
    assert len(list(opened.element.iter("{*}custShow"))) == 1
    assert len(list(next(opened.element.iter("{*}sldLst")))) == 3
    with zipfile.ZipFile(BytesIO(done.data)) as package:
        assert b'name="Mine"><vt:i4>5</vt:i4>' in package.read("docProps/custom.xml")
    assert faults(done.data) == []


def test_a_layout_that_ours_lacks_comes_with_its_master_and_theme() -> None:
    """Two slides on two layouts of another program: one master, with only these two layouts."""
    theirs = handmade({"One": "Two"})
    foreign = Presentation(BytesIO(theirs))
    for part in list(foreign.part.package.iter_parts()):
        part.partname = PackURI(part.partname.replace("1.xml", "91.xml").replace("/slideLayout", "/other"))

    def change(deck: Any) -> None:
        for layout in (foreign.slide_layouts[1], foreign.slide_layouts[3]):
            slide = deck.slides.add_slide(layout)
            slide.shapes.title.text = layout.name

    done = merged(resaved(built(), change), newer())
    opened = Presentation(BytesIO(done.data))
    assert [len(master.slide_layouts) for master in opened.slide_masters][1:] == [2]
    assert {slide.slide_layout.name for slide in opened.slides} >= {"Title and Content", "Two Content"}
    assert faults(done.data) == []


def test_a_deck_without_a_record_is_matched_by_titles() -> None:
    def change(deck: Any) -> None:
        properties = next(rel.target_part for rel in deck.part.package._rels.values() if "custom" in rel.reltype)
        properties._blob = properties.blob.replace(b"factpress-", b"other-")
        deck.slides[2].shapes[1].text_frame.text = "Mine"

    done = merged(resaved(built(), change), built())
    assert len(done.notes) == 1
    assert [slide.outcome.value for slide in done.slides if slide.outcome.value != "unchanged"] == [
        "conflict",
        "hidden behind hers",
    ]
    again = merge(done.data, built(), MARKED)
    assert again.notes == ()
    assert {slide.outcome.value for slide in again.slides} == {"unchanged", "kept as hers", "hidden behind hers"}


def test_taking_ours_in_place_of_hers() -> None:
    """She deletes her slide of a conflict, and shows ours: then it is ours again, without the mark."""

    def change(deck: Any) -> None:
        deck.slides[2].shapes.title.text = "My question"

    def take(deck: Any) -> None:
        listed = deck.slides._sldIdLst
        deck.part.drop_rel(listed[2].rId)
        listed.remove(listed[2])
        del deck.slides[2].element.attrib["show"]

    done = merged(resaved(merged(resaved(built(), change), newer()).data, take), newer())
    slide = read_deck(done.data).slides[2]
    assert (slide.title, slide.hidden) == ("How much water does a household use in a day?", False)
    assert slide.digest == read_deck(newer()).slides[2].digest


def test_another_size_and_macros_are_said() -> None:
    def change(deck: Any) -> None:
        deck.slide_height = Inches(11)
        macros = Part(PackURI("/ppt/vbaProject.bin"), "application/vnd.ms-office.vbaProject", deck.part.package, b"x")
        deck.part.relate_to(macros, "http://schemas.microsoft.com/office/2006/relationships/vbaProject")

    notes = merged(resaved(built(), change)).notes
    assert [("size" in note, "macros" in note) for note in notes] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda deck: deck[: len(deck) // 2], "damaged or truncated"),
        (
            lambda deck: changed(deck, ("schemas.openxmlformats.org", "purl.oclc.org/ooxml")),
            "Strict|not a presentation",
        ),
        (lambda deck: without(deck, "ppt/slides/slide3.xml"), "its slide 3 is missing"),
        (lambda deck: without(deck, "ppt/presentation.xml"), "not a presentation"),
        (lambda deck: changed(deck, ("</p:sld>", "</p:sl>")), "a part of it is damaged"),
    ],
)
def test_bad_files_are_refused(wrong: Callable[[bytes], bytes], message: str) -> None:
    with pytest.raises(ToolError, match=message):
        merge(wrong(built()), built(), MARKED)


def test_a_missing_picture_on_a_slide_of_hers_is_named() -> None:
    def change(deck: Any) -> None:
        deck.slides[2].shapes.title.text = "Mine"
        deck.slides[2].shapes.add_picture(BytesIO(sample.png(31, 20)), 0, 0)

    hers = resaved(built(), change)
    with zipfile.ZipFile(BytesIO(hers)) as package:
        name = next(one for one in package.namelist() if "/media/" in one and package.read(one) == sample.png(31, 20))
    with pytest.raises(ToolError, match=f'its part "{name}" is missing'):
        merge(without(hers, name), built(), MARKED)


def without(deck: bytes, left_out: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(deck)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != left_out:
                new.writestr(name, old.read(name))
    return out.getvalue()


def comment() -> bytes:
    text = '<p:cm authorId="0" dt="2026-11-26T10:00:00" idx="1"><p:pos x="1" y="1"/><p:text>Ask</p:text></p:cm>'
    return f"<p:cmLst {NS}>{text}</p:cmLst>".encode()


def author() -> bytes:
    one = '<p:cmAuthor id="0" name="Her" initials="H" lastIdx="1" clrIdx="0"/>'
    return f"<p:cmAuthorLst {NS}>{one}</p:cmAuthorLst>".encode()


def test_a_deck_of_others_is_refused() -> None:
    with pytest.raises(ToolError, match="no deck of this publication"):
        merge(handmade({"One": "Two"}), built(), MARKED)
