"""Changes of a presentation that preflight must not report."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.util import Pt

from tests.output.deck.preflight.decks import (
    INCH,
    LONG,
    A,
    DeckMaker,
    add_picture,
    add_text,
    body,
    first,
    properties,
    shrinking,
)


def sound_pictures(deck: Any) -> None:
    add_picture(first(deck), left=6 * INCH, top=4 * INCH)
    decorative = add_picture(first(deck), described="", left=7 * INCH, top=5 * INCH)
    names = decorative._element.nvPicPr.cNvPr
    names.append(
        parse_xml(
            f'<a:extLst xmlns:a="{A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
        )
    )


def sound_shapes(deck: Any) -> None:
    shape = first(deck).shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, INCH, 4 * INCH, 4 * INCH, INCH)
    shape.text = "White on blue"
    shape.text_frame.paragraphs[0].font.size = Pt(28)


def sound_growing_box(deck: Any) -> None:
    add_text(
        first(deck), "A line that wraps twice at least", (1, 4, 3, 0.5)
    ).text_frame.auto_size = MSO_AUTO_SIZE.SHAPE_TO_FIT_TEXT


def sound_shrunk(deck: Any) -> None:
    """PowerPoint has stored by how much it shrinks the text."""
    body(deck).text_frame.text = "\n".join(f"Line {i} of the list" for i in range(9))
    fitted = shrinking(deck)
    fitted.set("fontScale", "70000")
    fitted.set("lnSpcReduction", "20000")
    for paragraph in body(deck).text_frame.paragraphs:
        paragraph.font.size = Pt(40)


def sound_table(deck: Any) -> None:
    body(deck)._element.getparent().remove(body(deck)._element)
    table = first(deck).shapes.add_table(2, 2, INCH, 2 * INCH, 8 * INCH, INCH).table
    for cell in table.iter_cells():
        cell.text = "A cell"
        cell.text_frame.paragraphs[0].font.size = Pt(28)


def sound_group(deck: Any) -> None:
    """The coordinates in a group are not those of the slide."""
    group = first(deck).shapes.add_group_shape()
    for i in range(2):
        box = group.shapes.add_textbox(0, i * 100 * INCH, 50 * INCH, 40 * INCH)
        box.text_frame.text = "In a group"
        box.text_frame.paragraphs[0].font.size = Pt(28)
    transform = group._element.grpSpPr.get_or_add_xfrm()
    for name, x, y in (("off", INCH, 4 * INCH), ("chOff", 0, 0)):
        place = transform.find(f"{{{A}}}{name}")
        place.attrib.update({"x": str(x), "y": str(y)})
    for name, x, y in (("ext", 4 * INCH, 2 * INCH), ("chExt", 50 * INCH, 140 * INCH)):
        size = transform.find(f"{{{A}}}{name}")
        size.attrib.update({"cx": str(x), "cy": str(y)})


def sound_hidden_text(deck: Any) -> None:
    """A filled box in front of another text hides it."""
    add_text(first(deck), "Behind", (1, 5, 3, 1))
    front = add_text(first(deck), "In front", (1, 5, 3, 1))
    front.fill.solid()
    front.fill.fore_color.rgb = RGBColor(255, 255, 255)


def sound_off_slide(deck: Any) -> None:
    add_text(first(deck), "A note to the presenter", (-5, 1, 3, 1))


def sound_mark(deck: Any) -> None:
    """A short line with a picture as its bullet says how certain a text is."""
    mark = body(deck).text_frame.paragraphs[1]
    mark.font.size = Pt(18)
    mark._p.get_or_add_pPr().insert(0, parse_xml(f'<a:buBlip xmlns:a="{A}"><a:blip/></a:buBlip>'))


def sound_sources(deck: Any) -> None:
    first(deck).shapes.title.text = "Sources (continued)"
    body(deck).text_frame.paragraphs[0].font.size = Pt(20)


def sound_vertical(deck: Any) -> None:
    box = add_text(first(deck), LONG, (8.5, 2, 0.6, 4))
    properties(box).set("vert", "vert270")


SOUND: list[DeckMaker] = [
    lambda deck: None,
    sound_pictures,
    sound_shapes,
    sound_growing_box,
    sound_shrunk,
    sound_table,
    sound_group,
    sound_hidden_text,
    sound_off_slide,
    sound_mark,
    sound_sources,
    sound_vertical,
]
