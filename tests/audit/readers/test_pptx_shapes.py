"""Shapes: alternatives, pictures, diagrams, objects that are not read, and where shapes are."""

from __future__ import annotations

import hashlib

import pytest

from factpress.audit.readers import pptx_parts
from tests.audit.readers.packages import (
    DRAWING,
    HIGH,
    NAMESPACES,
    WIDE,
    alternative,
    at,
    first,
    frame,
    package,
    picture,
    png,
    read,
    shape,
    slide,
    texts,
    unread,
    words,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" aria-label="Wells"><text>1970</text></svg>'
IMAGES = {"p": ("image", "../media/i.png"), "q": ("image", "../media/j.png"), "s": ("image", "../media/d.svg")}
MEDIA: dict[str, str | bytes] = {"ppt/media/i.png": png(), "ppt/media/j.png": png("blue"), "ppt/media/d.svg": SVG}


def digest(data: bytes | str) -> str:
    assert isinstance(data, bytes)
    return hashlib.sha256(data).hexdigest()


# ── alternatives ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_fallback_counts_where_it_shows_something_else() -> None:
    place = first(alternative(shape(words("In 1975")), shape(words("In 1975"))) + shape(words("End")))
    assert texts(place) == [("text", "In 1975"), ("text", "End")]
    place = first(alternative(shape(words("In 1975", "Yes")), shape(words("In 1979", "Yes"))) + shape(words("End")))
    assert texts(place) == [("text", "In 1975"), ("text", "Yes"), ("text", "End"), ("text", "In 1979")]
    # the text of another shape is not that of the choice
    place = first(shape(words("In 1979")) + alternative(shape(words("In 1975")), shape(words("In 1979"))))
    assert [text for _, text in texts(place)] == ["In 1979", "In 1975", "In 1979"]


def test_alternatives_may_be_inside_each_other_and_inside_a_paragraph() -> None:
    inner = alternative(shape(words("One")), shape(words("Two")))
    place = first(alternative(inner, shape(words("Three"))))
    assert sorted(text for _, text in texts(place)) == ["One", "Three", "Two"]
    place = first(alternative(shape(words("Three")), inner))
    assert sorted(text for _, text in texts(place)) == ["One", "Three", "Two"]
    runs = alternative("<a:r><a:t>12</a:t></a:r>", "<a:r><a:t>13</a:t></a:r>")
    place = first(shape(f"<a:p><a:r><a:t>Of </a:t></a:r>{runs}</a:p>"))
    assert texts(place) == [("text", "Of 12"), ("text", "13")]


def test_an_alternative_without_a_choice_is_its_fallback() -> None:
    only = f"<mc:AlternateContent><mc:Fallback>{shape(words('In 1975'))}</mc:Fallback></mc:AlternateContent>"
    assert texts(first(only + "<mc:AlternateContent/>")) == [("text", "In 1975")]


def test_a_picture_in_a_fallback_is_a_picture() -> None:
    place = first(alternative(shape(words("x")), picture("p")), IMAGES, MEDIA)
    assert [one.digest for one in place.pictures] == [digest(MEDIA["ppt/media/i.png"])]
    place = first(alternative(picture("p"), picture("p")), IMAGES, MEDIA)
    assert len(place.pictures) == 1


# ── pictures ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_pixels_and_vectors_are_pictures_with_the_alternative_text() -> None:
    place = first(picture("p", svg="s", alt="A chart"), IMAGES, MEDIA)
    assert [(one.digest, one.alt) for one in place.pictures] == [
        (digest(MEDIA["ppt/media/i.png"]), "A chart"),
        (digest(SVG), "A chart"),
    ]
    assert texts(place) == [("alternative text", "A chart"), ("alternative text", "Wells"), ("chart", "1970")]
    assert unread(place) == []


def test_fills_backgrounds_cells_and_bullets_have_pictures() -> None:
    fill = '<a:blipFill><a:blip r:embed="{}"/></a:blipFill>'
    background = f"<p:bg><p:bgPr>{fill.format('p')}</p:bgPr></p:bg>"
    bullet = '<a:p><a:pPr><a:buBlip><a:blip r:embed="q"/></a:buBlip></a:pPr></a:p>'
    for markup in (slide("", background=background), slide(shape(bullet)), slide(shape("", fill=fill.format("p")))):
        assert len(read(package([markup], IMAGES, MEDIA)).places[0].pictures) == 1
    cell = (
        f"<a:tbl><a:tr><a:tc><a:txBody>{words('7')}</a:txBody><a:tcPr>{fill.format('q')}</a:tcPr></a:tc></a:tr></a:tbl>"
    )
    place = first(frame(cell, f"{DRAWING}/table"), IMAGES, MEDIA)
    assert texts(place) == [("text", "7")]
    assert len(place.pictures) == 1


def test_a_picture_elsewhere_or_nowhere_is_said() -> None:
    linked = {"p": ("image", "file:///C:/photo.png")}
    assert unread(first(picture("p", linked=True), linked)) == [pptx_parts.ELSEWHERE]
    assert unread(first(picture("p"), {"p": ("image", "../media/gone.png")})) == [pptx_parts.NO_PICTURE]
    assert unread(first(picture("p"))) == [pptx_parts.NO_PICTURE]


@pytest.mark.parametrize("svg", [b"<svg", b'<!DOCTYPE svg [<!ENTITY a "1">]><svg xmlns="http://www.w3.org/2000/svg"/>'])
def test_a_damaged_drawing_is_said(svg: bytes) -> None:
    place = first(picture("p", svg="s"), IMAGES, {**MEDIA, "ppt/media/d.svg": svg})
    assert unread(place) == ["a drawing"]


# ── diagrams and objects ──────────────────────────────────────────────────────────────────────────────────────────


def diagram(data: str, drawn: str, relation: str = "d") -> tuple[list[tuple[str, str]], list[str]]:
    model = f"<dgm:dataModel {NAMESPACES}><dgm:pt><dgm:t>{data}</dgm:t></dgm:pt></dgm:dataModel>"
    drawing = f"<dsp:drawing {NAMESPACES}><dsp:sp><dsp:txBody>{drawn}</dsp:txBody></dsp:sp></dsp:drawing>"
    relations = {relation: ("diagramData", "../diagrams/d.xml"), "w": ("diagramDrawing", "../diagrams/w.xml")}
    parts: dict[str, str | bytes] = {"ppt/diagrams/d.xml": model, "ppt/diagrams/w.xml": drawing}
    place = first(frame('<dgm:relIds r:dm="d"/>', f"{DRAWING}/diagram"), relations, parts)
    return texts(place), unread(place)


def test_the_text_of_a_diagram_is_read_once() -> None:
    assert diagram(words("Step 3", "Step 4"), words("Step 3", "Step 4")) == (
        [("text", "Step 3"), ("text", "Step 4")],
        [],
    )
    assert diagram(words("Step 3"), words("Step 3", "Step 5"))[0] == [("text", "Step 3"), ("text", "Step 5")]
    assert diagram(words("Step 3"), words("Step 3"), relation="e")[1] == ["a diagram"]


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        (frame('<p:oleObj progId="Excel.Sheet.12"/>', "x/2006/ole"), "an embedded workbook"),
        (frame('<p:oleObj progId="Word.Document.12"/>', "x/2006/ole"), "an embedded document"),
        (frame('<p:oleObj progId="Equation.DSMT4"/>', "x/2006/ole"), "an equation"),
        (frame("<p:oleObj/>", "x/2006/ole"), "an embedded object"),
        (frame("", "http://schemas.microsoft.com/office/drawing/2017/model3d"), "a 3D model"),
        (frame("", "http://schemas.microsoft.com/office/webextensions/webextension/2010/11"), "a web add-in"),
        (frame("", "http://schemas.microsoft.com/office/powerpoint/2016/slidezoom"), "a picture of another slide"),
        (frame("", "urn:new"), "an object of an unknown kind"),
        (alternative('<p14:contentPart r:id="k"/>', ""), "handwriting"),
        (picture("p", more='<a:videoFile r:link="v"/>'), "a video"),
        (picture("p", more='<a:audioFile r:link="v"/>'), "a sound"),
        ("<p:controls><p:control/></p:controls>", "a form control"),
    ],
)  # fmt: skip
def test_objects_that_are_not_read_are_said(markup: str, what: str) -> None:
    assert unread(first(markup, IMAGES, MEDIA)) == [what]


def test_an_object_that_is_there_often_is_said_once() -> None:
    assert unread(first(frame("", "urn:new") * 3)) == ["an object of an unknown kind"]


def test_the_tooltip_of_a_link_is_read() -> None:
    run = '<a:p><a:r><a:rPr><a:hlinkClick r:id="x" tooltip="12,480 came"/></a:rPr><a:t>Here</a:t></a:r></a:p>'
    assert sorted(texts(first(shape(run)))) == [("link", "12,480 came"), ("text", "Here")]


# ── where shapes are ──────────────────────────────────────────────────────────────────────────────────────────────


def group(inner: str, place: str) -> str:
    return f"<p:grpSp><p:grpSpPr>{place}</p:grpSpPr>{inner}</p:grpSp>"


OUT = at(WIDE + 9, 0)
HALF = (
    '<a:xfrm><a:off x="{}" y="0"/><a:ext cx="500" cy="500"/>'
    '<a:chOff x="0" y="0"/><a:chExt cx="1000" cy="1000"/></a:xfrm>'
)


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (at(0, 0), "text"),
        (OUT, "outside"),
        (at(-2_000_000, 0), "outside"),
        (at(0, -2_000_000), "outside"),
        (at(0, HIGH), "outside"),
        (at(-2_000_000, 0, wide=3_000_000), "text"),
        (at(0, HIGH + 100_000, wide=3_000_000, high=100, more=' rot="5400000"'), "text"),
        ("", "text"),
        ('<a:xfrm><a:off x="30in" y="1cm"/><a:ext cx="1in" cy="1in"/></a:xfrm>', "outside"),
        ('<a:xfrm><a:off x="far" y=""/><a:ext/></a:xfrm>', "outside"),
    ],
)  # fmt: skip
def test_text_outside_the_slide_is_told_apart(place: str, where: str) -> None:
    assert texts(first(shape(words("In 1975"), place=place))) == [(where, "In 1975")]


def test_groups_place_their_shapes() -> None:
    inside = shape(words("Here"), place=at(0, 0, 100, 100))
    far = shape(words("There"), place=at(2 * WIDE - 900, 0, 100, 100))
    near = HALF.format(0)
    assert texts(first(group(inside + far, near))) == [("text", "Here"), ("text", "There")]
    assert texts(first(group(inside, HALF.format(WIDE)))) == [("outside", "Here")]
    assert texts(first(group(group(inside, near), HALF.format(WIDE)))) == [("outside", "Here")]
    assert texts(first(group(inside, HALF.format(WIDE)) + inside)) == [("outside", "Here"), ("text", "Here")]
