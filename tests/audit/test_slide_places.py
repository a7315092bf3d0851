"""Text in the places of a slide that are not its text: fields, dates, footers, and outside of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pptx.oxml import parse_xml
from pptx.util import Inches

from tests.audit.conftest import BuiltLibrary
from tests.audit.decks import resaved

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def test_text_in_fields_dates_and_outside_of_slides_counts(built: BuiltLibrary) -> None:
    def field(kind: str, text: str) -> Callable[[Any], None]:
        def add(deck: Any) -> None:
            box = deck.slides[1].shapes.add_textbox(0, 0, Inches(1), Inches(1))
            paragraph = box.text_frame.paragraphs[0]._p
            run = paragraph.get_or_add_pPr().addnext
            run(parse_xml(f'<a:fld xmlns:a="{DRAWING}" id="{{1}}" type="{kind}"><a:t>{text}</a:t></a:fld>'))

        return add

    def outside(deck: Any) -> None:
        box = deck.slides[1].shapes.add_textbox(Inches(40), 0, Inches(1), Inches(1))
        box.text_frame.text = "43,210 people"

    def tooltip(deck: Any) -> None:
        run = deck.slides[1].shapes[0].text_frame.paragraphs[0].runs[0]
        run.hyperlink.address = "https://example.org"
        run.hyperlink._hlinkClick.set("tooltip", "43,210 people")

    original = built.files["pptx"].read_bytes()
    for change in (field("slidenum", "43,210 people"), field("datetime1", "43,210 people"), outside, tooltip):
        found = built.audit("pptx", resaved(original, change)).found
        assert [d.code for d in found] == ["number-without-claim"], change
        assert "43,210" in found[0].message
    assert built.audit("pptx", resaved(original, field("datetime1", "27 November 2026"))).found == ()
    assert built.audit("pptx", resaved(original, field("slidenum", "2"))).found == ()
