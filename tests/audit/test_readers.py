"""Reading files: the text of every part of a slide or page, and which part it is."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pptx import Presentation
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

from factpress.audit.readers import read_bytes
from factpress.audit.readers.pptx_charts import workbook_cells
from factpress.audit.readers.svg import svg_text
from factpress.audit.reading import Reading
from tests.audit.conftest import BuiltLibrary
from tests.audit.decks import handmade, resaved, with_chart_and_table

PATH = Path("talk.pptx")
COMMENTS = (
    b'<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    b'<p:cm authorId="0"><p:text>Was it not 4,000?</p:text></p:cm></p:cmLst>'
)
DIAGRAM = (
    b'<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>Step 3</a:t></a:r></a:p>'
    b"</dgm:dataModel>"
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def texts(reading: Reading, where: str, slide: int = 1) -> list[str]:
    return [f.text for place in reading.places if place.number == slide for f in place.fragments if f.where == where]


def related(slide: Any, name: str, kind: str, data: bytes) -> None:
    part = Part(PackURI(f"/ppt/{name}"), "application/xml", slide.part.package, data)
    slide.part.relate_to(part, f"{OFFICE}/{kind}")


def test_slides_notes_comments_and_diagrams_are_read() -> None:
    def add(deck: Any) -> None:
        slide = deck.slides[0]
        related(slide, "comments/comment1.xml", "comments", COMMENTS)
        related(slide, "diagrams/data1.xml", "diagramData", DIAGRAM)
        slide.element.set("show", "0")
        slide.shapes[1].element.nvSpPr.cNvPr.set("descr", "A picture of 5")

    reading = read_bytes(resaved(handmade({"One": "Two\vlines"}, "Say 6.\nClaims: a/1, b"), add), PATH)
    assert [place.name for place in reading.places] == ["slide 1, hidden"]
    assert texts(reading, "text") == ["One", "Two lines", "Step 3"]
    assert texts(reading, "speaker notes") == ["Say 6."]
    assert texts(reading, "comment") == ["Was it not 4,000?"]
    assert texts(reading, "alternative text") == ["A picture of 5"]
    assert reading.places[0].claims == ("a/1", "b/")
    assert reading.places[0].title == "One"


def test_the_text_of_a_master_is_read_without_its_prompts() -> None:
    def add(deck: Any) -> None:
        box = deck.slides[0].shapes.add_textbox(0, 0, 9, 9)
        box.text_frame.text = "Founded 1999"
        deck.slide_masters[0].shapes._spTree.append(box._element)

    reading = read_bytes(resaved(handmade({"One": "Two"}), add), PATH)
    assert texts(reading, "layout", 0) == ["Founded 1999"]


def test_charts_and_their_workbooks_are_read() -> None:
    reading = read_bytes(with_chart_and_table((12, 3.5), ("A cell", "7")), PATH)
    assert sorted(texts(reading, "data")) == sorted(["Readers", "A", "B", "12", "3.5"] * 2)
    assert texts(reading, "text") == ["Visitors", "A cell", "7"]


def test_the_cells_of_a_workbook_are_read() -> None:
    from zipfile import ZipFile

    with ZipFile(BytesIO(with_chart_and_table((12, 3.5), ("A",)))) as package:
        name = next(n for n in package.namelist() if n.endswith(".xlsx"))
        assert workbook_cells(package.read(name)) == ["Readers", "A", "12", "B", "3.5"]


def test_the_labels_of_a_drawing_are_in_order() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" aria-label="Wells"><title>Wells</title>'
        b'<path d="M0 0"/><text>1970</text><text>1970</text><path d="M0 0" aria-label="5"/>'
        b'<path d="M1 1" aria-label="5"/></svg>'
    )
    assert svg_text(svg).labels == ("1970", "1970", "5")
    assert svg_text(svg).names == ("Wells",)


def test_a_booklet_is_read_by_its_tags(built: BuiltLibrary) -> None:
    path = built.files["pdf"]
    reading = read_bytes(path.read_bytes(), path)
    pages = reading.places
    assert (reading.kind, reading.tagged, reading.has_claims) == ("pdf", True, True)
    assert [page.name for page in pages] == [f"page {i + 1}" for i in range(len(pages))]
    assert reading.anchors["counted"] == 3
    assert "visitors/counted" in pages[2].claims
    third = {f.where: f for f in pages[2].fragments}
    assert third["note number"].text.strip() == "1"
    assert third["note call"].text.strip() == "1"
    assert third["chart"].alt == third["alternative text"].text
    assert third["margin"].text.strip() in ("3", "A library for everyone", "A library for everyone, November 2026")
    assert next(f.text for f in pages[1].fragments if f.where == "contents").split() == ["What", "we", "counted", "3"]


def test_pages_are_named_by_their_labels() -> None:
    out = BytesIO()
    made = pikepdf.new()
    for _ in range(3):
        made.add_blank_page(page_size=(99, 99))
    made.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name("/r"))]))
    made.save(out)
    assert [p.name for p in read_bytes(out.getvalue(), PATH).places] == ["page i", "page ii", "page iii"]


def test_a_deck_of_no_slides_is_read() -> None:
    out = BytesIO()
    Presentation().save(out)
    assert read_bytes(out.getvalue(), PATH).places == ()
