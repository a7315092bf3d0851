"""Whole presentations: kinds of files, slides that are pictures, layouts, notes, comments, limits."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest

from factpress.audit.readers import pptx, pptx_parts
from factpress.core import office_package as parts_of_a_file
from factpress.core.diagnostics import ToolError
from tests.audit.conftest import BuiltLibrary
from tests.audit.decks import handmade, resaved
from tests.audit.readers.packages import (
    DRAWING,
    HIGH,
    NAMESPACES,
    PRESENTATION,
    WIDE,
    Relations,
    at,
    first,
    package,
    packed,
    picture,
    png,
    read,
    shape,
    slide,
    texts,
    unread,
    words,
)

IMAGES = {"p": ("image", "../media/i.png")}
MEDIA: dict[str, str | bytes] = {"ppt/media/i.png": png()}

# ── kinds of files ────────────────────────────────────────────────────────────────────────────────────────────────


def strict(data: bytes) -> bytes:
    """The presentation with the namespaces and relationships of Strict Open XML."""
    names = {
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "officeDocument/customProperties",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties": (
            "officeDocument/relationships/customProperties"
        ),
        PRESENTATION: "presentationml/main",
        f"{DRAWING}/main": "drawingml/main",
        f"{DRAWING}/chart": "drawingml/chart",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "officeDocument/relationships",
    }
    out: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(data)) as old:
        for name in old.namelist():
            part = old.read(name)
            for was, now in names.items():
                part = part.replace(was.encode(), b"http://purl.oclc.org/ooxml/" + now.encode())
            out[name] = part
    return packed(out)


def test_strict_open_xml_is_read_like_the_transitional_form(built: BuiltLibrary) -> None:
    made = built.files["pptx"].read_bytes()
    with zipfile.ZipFile(BytesIO(strict(made))) as package_of_it:
        assert b"schemas.openxmlformats.org/presentationml" not in package_of_it.read("ppt/slides/slide1.xml")
    assert read(strict(made)) == read(made)
    assert read(made).fingerprints


def test_shows_templates_and_files_with_macros_are_read() -> None:
    made = handmade({"In 1975": "12,480 people"})
    for kind in ("presentation.macroEnabled", "slideshow", "template"):
        out: dict[str, bytes] = {}
        with zipfile.ZipFile(BytesIO(made)) as old:
            for name in old.namelist():
                out[name] = old.read(name).replace(
                    b"presentationml.presentation.main", b"presentationml." + kind.encode()
                )
        assert read(packed(out)).places == read(made).places


def test_an_open_document_is_named() -> None:
    data = packed({"mimetype": b"application/vnd.oasis.opendocument.presentation", "content.xml": b"<a/>"})
    with pytest.raises(ToolError, match="OpenDocument") as error:
        read(data)
    assert ".pptx" in (error.value.hint or "")


def test_two_parts_with_the_same_name_are_refused() -> None:
    out = BytesIO(package([slide(shape(words("In 1975")))]))
    with zipfile.ZipFile(out, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("ppt/slides/slide0.xml", slide(shape(words("In 1979"))))
    with pytest.raises(ToolError, match="same name"):
        read(out.getvalue())


def test_entities_in_utf_16_are_refused() -> None:
    markup = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY a "1975">]>{slide(shape(words("&a;")))}'
    data = package([slide("")], parts={"ppt/slides/slide0.xml": markup.encode("utf-16")})
    with pytest.raises(ToolError, match="entities"):
        read(data)


# ── slides that are pictures ──────────────────────────────────────────────────────────────────────────────────────

FULL = picture("p", place=at(0, 0, WIDE, HIGH))


def covered(shapes: str, background: str = "") -> bool:
    place = read(package([slide(shapes, background=background)], IMAGES, MEDIA)).places[0]
    return pptx_parts.COVERING in unread(place)


def test_a_slide_that_is_a_picture_is_said() -> None:
    assert covered(FULL)
    assert covered(FULL + shape(words("3"), kind="title"))
    assert covered(picture("p", place=at(0, 0, WIDE, HIGH // 2)) + picture("p", place=at(0, HIGH // 2, WIDE, HIGH)))
    assert covered("", '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="p"/></a:blipFill></p:bgPr></p:bg>')
    assert covered(shape("", place=at(0, 0, WIDE, HIGH), fill='<a:blipFill><a:blip r:embed="p"/></a:blipFill>'))


@pytest.mark.parametrize(("share", "said"), [(1, True), (4, False)])
def test_a_picture_may_be_as_large_as_its_placeholder_on_the_layout(share: int, said: bool) -> None:
    marked = picture("p", more='<p:ph type="pic" idx="14"/>')
    holder = shape("", kind="pic", place=at(0, 0, WIDE, HIGH // share)).replace('type="pic"', 'type="pic" idx="14"')
    layout = f"<p:sldLayout {NAMESPACES}><p:cSld><p:spTree>{holder}</p:spTree></p:cSld></p:sldLayout>"
    relations = {**IMAGES, "l": ("slideLayout", "../slideLayouts/l.xml")}
    place = first(marked, relations, {"ppt/slideLayouts/l.xml": layout, **MEDIA})
    assert (pptx_parts.COVERING in unread(place)) is said


def test_a_slide_with_text_or_a_small_picture_is_none() -> None:
    assert not covered(FULL + shape(words("A slide with enough words to say what the picture shows.")))
    assert not covered(picture("p", place=at(0, 0, WIDE // 2, HIGH)))
    assert not covered(picture("p", place=at(WIDE, 0, WIDE, HIGH)))
    assert not covered(shape(words("3")))


# ── layouts, notes, comments ──────────────────────────────────────────────────────────────────────────────────────


def with_layouts(master: str, layout: str, other: str, theme: str = "") -> bytes:
    def part(tag: str, shapes: str) -> str:
        return f"<p:{tag} {NAMESPACES}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:{tag}>"

    also: dict[str, Relations] = {
        "ppt/presentation.xml": {"m": ("slideMaster", "slideMasters/m.xml")},
        "ppt/slideMasters/m.xml": {
            "l": ("slideLayout", "../slideLayouts/l.xml"),
            "o": ("slideLayout", "../slideLayouts/o.xml"),
            "t": ("theme", "../theme/t.xml"),
            **IMAGES,
        },
        "ppt/slideLayouts/l.xml": {"m": ("slideMaster", "../slideMasters/m.xml"), **IMAGES},
        "ppt/slideLayouts/o.xml": {"m": ("slideMaster", "../slideMasters/m.xml"), **IMAGES},
        "ppt/theme/t.xml": {"q": ("image", "../media/j.png")},
    }
    parts = {
        "ppt/slideMasters/m.xml": part("sldMaster", master),
        "ppt/slideLayouts/l.xml": part("sldLayout", layout),
        "ppt/slideLayouts/o.xml": part("sldLayout", other),
        "ppt/theme/t.xml": f"<a:theme {NAMESPACES}>{theme}</a:theme>",
        "ppt/media/j.png": png("blue"),
        **MEDIA,
    }
    return package([slide(shape(words("Here")))], {"l": ("slideLayout", "../slideLayouts/l.xml")}, parts, also=also)


def test_masters_and_layouts_have_text_pictures_and_objects() -> None:
    prompt = shape(words("Click to add 5"), kind="body")
    table = f"<p:graphicFrame><a:graphic><a:tbl>{words('1999')}</a:tbl></a:graphic></p:graphicFrame>"
    reading = read(with_layouts(shape(words("Since 1971")) + prompt, table + FULL, shape(words("Unused 8"))))
    slides, layouts = reading.places
    assert slides.name == "slide 1"
    assert (layouts.number, layouts.name) == (0, "the slides' layouts")
    assert texts(layouts) == [("layout", "Since 1971"), ("layout", "1999"), ("layout", "Unused 8")]
    assert len(layouts.pictures) == 1


def test_pictures_and_objects_of_unused_layouts_are_not_shown() -> None:
    video = picture("p", more='<a:videoFile r:link="v"/>')
    assert [place.number for place in read(with_layouts("", "", video)).places] == [1]
    layouts = read(with_layouts("", video, "")).places[1]
    assert unread(layouts) == ["a video"]
    texture = '<a:blipFill><a:blip r:embed="q"/></a:blipFill>'
    assert len(read(with_layouts("", "", "", theme=texture)).places[1].pictures) == 1


def test_a_footer_with_a_field_on_a_layout_is_a_prompt() -> None:
    number = shape('<a:p><a:fld type="slidenum"><a:t>43,210</a:t></a:fld></a:p>', kind="sldNum")
    assert len(read(with_layouts("", number, "")).places) == 1
    other = read(with_layouts("", number.replace("<p:ph", "<p:other"), "")).places[1]
    assert texts(other) == [("field", "43,210")]


def test_notes_have_pictures_and_dates() -> None:
    page = f"<p:notes {NAMESPACES}><p:cSld><p:spTree>{{}}</p:spTree></p:cSld></p:notes>"
    notes = page.format(shape(words("Say 6."), kind="body") + shape(words("16,707 died"), kind="dt") + picture("p"))
    parts: dict[str, str | bytes] = {"ppt/notesSlides/n.xml": notes, **MEDIA}
    also = {"ppt/notesSlides/n.xml": IMAGES}
    place = read(package([slide("")], {"n": ("notesSlide", "../notesSlides/n.xml")}, parts, also=also)).places[0]
    assert texts(place) == [("speaker notes", "Say 6."), ("date", "16,707 died")]
    assert len(place.pictures) == 1


def test_comments_of_later_versions_have_their_answers() -> None:
    run = "<a:p><a:r><a:t>Was it </a:t></a:r><a:r><a:t>{}</a:t></a:r></a:p>"
    comments = (
        f'<q:cmLst xmlns:q="http://schemas.microsoft.com/office/powerpoint/2018/8/main" {NAMESPACES}><q:cm><q:replyLst>'
        f"<q:reply><q:txBody>{run.format('4,000')}</q:txBody></q:reply></q:replyLst>"
        f"<q:txBody>{run.format('5,000')}</q:txBody></q:cm></q:cmLst>"
    )
    place = first("", {"c": ("comments", "../comments/c.xml")}, {"ppt/comments/c.xml": comments})
    assert texts(place) == [("comment", "Was it 4,000"), ("comment", "Was it 5,000")]


# ── limits ────────────────────────────────────────────────────────────────────────────────────────────────────────


def seconds(data: bytes) -> float:
    begin = time.process_time()
    read(data)
    return time.process_time() - begin


def test_the_time_grows_with_the_number_of_shapes() -> None:
    def shapes(count: int) -> bytes:
        one = shape(words("In 1975"), place=at(0, 0), kind="title") + alternative_of("1")
        return package([slide(f"<p:grpSp>{one * count}</p:grpSp>")])

    few, many = shapes(1_000), shapes(10_000)
    assert min(seconds(many) for _ in range(2)) < 25 * min(seconds(few) for _ in range(3))


def alternative_of(text: str) -> str:
    inner = shape(words(text))
    return (
        f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback></mc:AlternateContent>"
    )


def test_a_presentation_that_does_not_say_its_size_has_all_text_on_its_slides() -> None:
    out: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(package([slide(shape(words("In 1975"), place=at(5, 5)))]))) as old:
        for name in old.namelist():
            out[name] = old.read(name).replace(b"p:sldSz", b"p:other")
    assert texts(read(packed(out)).places[0]) == [("text", "In 1975")]


def test_thousands_of_slides_are_refused() -> None:
    with pytest.raises(ToolError, match="3000 slides"):
        read(package([slide("")] * 3_000))


def test_all_text_together_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pptx, "MOST_TEXT", 10)
    with pytest.raises(ToolError, match="more than 10 characters"):
        read(package([slide(shape(words("In 1975")))] * 2))


def test_a_part_that_many_shapes_refer_to_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = parts_of_a_file.open_package(package([slide(picture("p") * 50)], IMAGES, {"ppt/media/i.png": bytes(1000)}))
    opened.unhashed = 1500
    monkeypatch.setattr(pptx, "open_package", lambda _: opened)
    (place,) = read(b"PK").places
    assert (len(place.pictures), unread(place)) == (1, [])


def test_a_picture_that_is_too_large_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = parts_of_a_file.open_package(package([slide(picture("p"))], IMAGES, {"ppt/media/i.png": bytes(2000)}))
    opened.unhashed = 1500
    monkeypatch.setattr(pptx, "open_package", lambda _: opened)
    (place,) = read(b"PK").places
    assert (place.pictures, unread(place)) == ((), ["a picture that is damaged or too large"])


def test_deep_shapes_are_refused() -> None:
    with pytest.raises(ToolError, match="damaged"):
        read(package([slide("<p:grpSp>" * 300 + "</p:grpSp>" * 300)]))
    deep = "<p:grpSp>" * 200 + shape(words("In 1975")) + "</p:grpSp>" * 200
    assert texts(first(deep)) == [("text", "In 1975")]


def test_a_deck_that_python_pptx_saved_is_the_same() -> None:
    made = handmade({"One": "Two"}, "Three")
    assert read(resaved(made, lambda _: None)).places == read(made).places
