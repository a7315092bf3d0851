"""Decks of python-pptx for the tests: a sound one, and changes to its file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from PIL import Image
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

from factpress.output.deck.preflight import Report, preflight

INCH = 914_400
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
"""The namespace of drawings."""
LONG = "Words that fill the lines of a box until it has no room for more of them. " * 3
DeckMaker = Callable[[Any], object]
"""A function that changes a presentation with one slide, which has a title and a body."""


def presentation(layout: int = 1, title: str = "A plain title") -> Any:
    """A presentation with one slide of that layout of the default template."""
    deck = Presentation()
    deck.core_properties.author = ""
    add_slide(deck, layout, title)
    return deck


def add_slide(deck: Any, layout: int = 1, title: str = "A plain title") -> Any:
    """A slide with that title; its body has two short lines."""
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if slide.shapes.title is not None:
        slide.shapes.title.text = title
    if layout == 1:
        slide.placeholders[1].text = "A short line\nAnother line"
    return slide


def saved(deck: Any) -> bytes:
    """The file of a presentation."""
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def png(colour: tuple[int, int, int] = (20, 80, 120), size: tuple[int, int] = (64, 36)) -> BytesIO:
    """A picture of one colour."""
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    out.seek(0)
    return out


def add_picture(slide: Any, *, described: str = "A blue square", **place: int) -> Any:
    """A picture with an alternative text."""
    picture = slide.shapes.add_picture(png(), *(Emu(place.get(side, INCH)) for side in ("left", "top")))
    picture._element.nvPicPr.cNvPr.set("descr", described)
    return picture


def add_text(slide: Any, text: str, place: tuple[float, float, float, float], size: float = 28) -> Any:
    """A text box that wraps and does not grow; its place is in inches: left, top, width, height."""
    box = slide.shapes.add_textbox(*(Emu(round(side * INCH)) for side in place))
    box.text_frame.word_wrap = True
    box.text_frame.auto_size = MSO_AUTO_SIZE.NONE
    box.text_frame.text = text
    for paragraph in box.text_frame.paragraphs:
        paragraph.font.size = Pt(size)
    return box


def changed(data: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """The file with parts replaced; None removes a part."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            change = parts.get(name, old.read(name))
            if change is not None:
                new.writestr(name, change(old.read(name)) if callable(change) else change)
        for name in parts.keys() - set(old.namelist()):
            content = parts[name]
            if isinstance(content, bytes):
                new.writestr(name, content)
    return out.getvalue()


def codes(report: Report, severity: str | None = None) -> list[str]:
    """The codes of the findings, or of those of that severity."""
    return [one.code for one in report.findings if severity is None or one.severity.value == severity]


def check(deck: Any) -> Report:
    """The findings about a presentation."""
    return preflight(saved(deck))


def first(deck: Any) -> Any:
    return deck.slides[0]


def body(deck: Any) -> Any:
    return first(deck).placeholders[1]


def shrinking(deck: Any) -> Any:
    """The element that makes the text of the body shrink, which it adds."""
    fitted = parse_xml(f'<a:normAutofit xmlns:a="{A}"/>')
    properties(body(deck)).append(fitted)
    return fitted


def properties(shape: Any) -> Any:
    return shape.text_frame._txBody.bodyPr
