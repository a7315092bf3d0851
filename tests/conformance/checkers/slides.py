"""What a presenter and a screen reader need of a deck, and no schema asks for. Read with python-pptx and lxml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

LEAST_TEXT = 12.0
"""Points; nothing on a slide is smaller. Body text is held to its own, larger measure."""

LEAST_BODY = 24.0
"""Points: what the last row of a long room still reads."""

_TOLERANCE = 9525  # EMU, a pixel at 96 dots to the inch: rounding
_DESCRIBED = (
    MSO_SHAPE_TYPE.PICTURE,
    MSO_SHAPE_TYPE.LINKED_PICTURE,
    MSO_SHAPE_TYPE.CHART,
    MSO_SHAPE_TYPE.TABLE,
    MSO_SHAPE_TYPE.GROUP,
    MSO_SHAPE_TYPE.MEDIA,
    MSO_SHAPE_TYPE.FREEFORM,
    MSO_SHAPE_TYPE.AUTO_SHAPE,
)


def open_deck(path: Path) -> Any:
    """The deck, as python-pptx has it: without types."""
    return cast("Any", pptx).Presentation(str(path))


def faults(path: Path) -> list[str]:
    """What is wrong, each with the number of its slide."""
    deck = open_deck(path)
    found = list(_properties(deck))
    titles: dict[str, int] = {}
    for number, slide in enumerate(deck.slides, 1):
        say = f"slide {number}: "
        own = (*_title(slide, titles, number), *_shapes(slide, deck), *_runs(slide._element), *_motion(slide))
        found += [say + what for what in own]
        if slide.has_notes_slide:
            found += [f"notes {number}: {what}" for what in _runs(slide.notes_slide._element)]
    return found


def _properties(deck: Any) -> Iterator[str]:
    if not deck.core_properties.title or deck.core_properties.title == "PowerPoint Presentation":
        yield "the deck has no title"
    if not deck.core_properties.language:
        yield "the deck names no language"


def _title(slide: Any, titles: dict[str, int], number: int) -> Iterator[str]:
    shape = slide.shapes.title
    # paragraphs of other levels are a mark or an attribution
    lines = [each.text for each in shape.text_frame.paragraphs if not each.level] if shape is not None else []
    text = "\n".join(lines).strip()
    if shape is None or not text:
        yield "no title"
    elif text in titles:
        yield f"its title is that of slide {titles[text]}"
    elif next(iter(slide.shapes)).shape_id != shape.shape_id:
        yield "its title is not what is read first"
    titles.setdefault(text, number)


def all_shapes(shapes: Any) -> Iterator[Any]:
    """The shapes, and after each group those in it."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from all_shapes(shape.shapes)


def is_decorative(shape: Any) -> bool:
    """Whether the shape, not only one in its group, is marked as one that screen readers pass over."""
    marks = next(shape._element.iter(qn("p:cNvPr"))).xpath('.//*[local-name()="decorative"]')
    return any(mark.get("val") == "1" for mark in marks)


def description(shape: Any) -> str:
    """The alternative text of a shape."""
    return str(next(shape._element.iter(qn("p:cNvPr"))).get("descr") or "").strip()


def _shapes(slide: Any, deck: Any) -> Iterator[str]:
    ids = [one.get("id") for one in slide._element.iter(qn("p:cNvPr"))]
    if len(ids) != len(set(ids)):
        yield "two shapes have one id"
    for shape in all_shapes(slide.shapes):
        text = shape.text_frame.text.strip() if shape.has_text_frame else ""
        has_field = bool(shape._element.xpath(".//a:fld"))
        if not is_decorative(shape):
            said = description(shape)
            if shape.shape_type in _DESCRIBED and not text and not said:
                yield f"{shape.name} is neither described nor decorative"
            if shape.shape_type == MSO_SHAPE_TYPE.PLACEHOLDER and shape._element.tag == qn("p:pic") and not said:
                yield f"{shape.name} is neither described nor decorative"
            if re.fullmatch(r"(?i)\S+\.(png|jpe?g|svg)", said):
                yield f"{shape.name} is described by a file name"
        if text and not shape.is_placeholder and not _is_label(shape):
            yield f"{shape.name} holds text outside a placeholder"
        if shape.is_placeholder and shape.has_text_frame and not text and not has_field:
            yield f"{shape.name} is an empty placeholder"
        if shape._element.xpath(".//a:normAutofit | .//a:spAutoFit"):
            yield f"{shape.name} leaves its size to autofit"
        if shape.left is not None and (
            min(shape.left, shape.top) < -_TOLERANCE
            or shape.left + shape.width > deck.slide_width + _TOLERANCE
            or shape.top + shape.height > deck.slide_height + _TOLERANCE
        ):
            yield f"{shape.name} leaves the slide"


def _is_label(shape: Any) -> bool:
    """Whether a text box is in a group with a drawing, which it is a label of."""
    group = shape._element.getparent()
    drawn = group.xpath("./p:pic | ./p:sp[not(p:txBody//a:t)]")
    return group.tag == qn("p:grpSp") and bool(drawn)


def _runs(root: Any) -> Iterator[str]:
    for run in root.iter(qn("a:r"), qn("a:fld")):
        text = run.findtext(qn("a:t")) or ""
        properties = run.find(qn("a:rPr"))
        if text.strip() and (properties is None or not properties.get("lang")):
            yield f"{text[:30]!r} is in no language"
        if properties is not None and properties.get("sz") and int(properties.get("sz")) < LEAST_TEXT * 100:
            yield f"{text[:30]!r} is smaller than {LEAST_TEXT:g} pt"
        link = properties.find(qn("a:hlinkClick")) if properties is not None else None
        if link is not None and re.match(r"(?i)\s*(https?://|click here\b|here\s*$|link\s*$)", text):
            yield f"the link {text!r} does not say where it leads"


def _motion(slide: Any) -> Iterator[str]:
    for tag in ("p:timing", "p:transition"):
        if slide._element.find(qn(tag)) is not None:
            yield "something moves"


def small_text(path: Path, furniture: frozenset[str]) -> list[str]:
    """The places whose words are smaller than the last row can read; those named in `furniture` may be.

    Sizes are those of the runs, else those of the levels of the layout's placeholder. A paragraph with a picture as its
    bullet is a place called "mark".
    """
    found: list[str] = []
    for number, slide in enumerate(open_deck(path).slides, 1):
        layout = {one.placeholder_format.idx: one for one in slide.slide_layout.placeholders}
        for shape in all_shapes(slide.shapes):
            if shape.name in furniture or not shape.has_text_frame or not shape.text_frame.text.strip():
                continue
            model = layout.get(shape.placeholder_format.idx) if shape.is_placeholder else None
            for paragraph in shape.text_frame.paragraphs:
                levels = model._element.xpath(f".//a:lstStyle/a:lvl{paragraph.level + 1}pPr") if model else []
                is_mark = any(level.find(qn("a:buBlip")) is not None for level in levels)
                if not paragraph.text.strip() or (is_mark and "mark" in furniture):
                    continue
                own = paragraph._p.xpath(".//a:rPr/@sz")
                given = (each.get("sz") for level in levels for each in level.iter(qn("a:defRPr")))
                sizes = [int(size) / 100 for size in own or filter(None, given)]
                if not sizes:
                    found.append(f"slide {number}: {shape.name} has a size that nobody gave")
                found += [f"slide {number}: {shape.name} has {size:g} pt" for size in sizes if size < LEAST_BODY]
    return found
