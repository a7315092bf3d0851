"""All text of a written deck has a contrast of at least 7:1 with what is behind it: the ground, a shape, a picture."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pptx
import pytest
from pptx.enum.dml import MSO_THEME_COLOR

from factpress.core.paths import Places
from factpress.design.palettes import Colour, contrast
from factpress.output.deck.renderer import to_slides
from factpress.output.deck.writer.write import write
from tests.output.deck import sample

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
LEAST = 7.0


def colours(data: bytes) -> dict[str, Colour]:
    """The colours of a deck by slot: those of the theme, and those that the master maps to them."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        theme = package.read("ppt/theme/theme1.xml").decode()
        master = package.read("ppt/slideMasters/slideMaster1.xml").decode()
    found = {slot: Colour(f"#{value}") for slot, value in re.findall(r'<a:(\w+)><a:srgbClr val="(\w+)"/>', theme)}
    mapped = re.search(r"<p:clrMap ([^>]*)/>", master)
    assert mapped is not None
    return found | {slot: found[target] for slot, target in re.findall(r'(\w+)="(\w+)"', mapped[1])}


def text_slots(slide: Any, shape: Any) -> set[str]:
    """The slots of the colours of a text: of its runs and links, and of the levels that it inherits."""
    elements = [shape._element]
    if shape.is_placeholder:
        index = shape.placeholder_format.idx
        elements += [each._element for each in slide.slide_layout.placeholders if each.placeholder_format.idx == index]
    formats = [each for element in elements for tag in ("rPr", "defRPr") for each in element.iter(A + tag)]
    fills = [fill for each in formats for fill in each.iter(A + "schemeClr")]
    links = {"hlink"} if next(shape._element.iter(A + "hlinkClick"), None) is not None else set[str]()
    return {fill.get("val") for fill in fills} | links


def covers(shape: Any, text: Any) -> bool:
    """Whether the shape is behind a fifth of a text's frame; an icon or a rule is beside its words."""
    across = min(shape.left + shape.width, text.left + text.width) - max(shape.left, text.left)
    down = min(shape.top + shape.height, text.top + text.height) - max(shape.top, text.top)
    return across > 0 and down > 0 and across * down > 0.2 * text.width * text.height


def grounds(slide: Any, text: Any) -> Iterator[str]:
    """The slots of what is behind a text; "picture" for pixels. Drawings have a transparent ground."""
    yield "bg1"
    for shape in [*slide.slide_layout.shapes, *slide.shapes]:
        if shape.shape_id == text.shape_id or shape.is_placeholder or not covers(shape, text):
            continue
        fill = shape._element.find(f"{{*}}spPr/{A}solidFill/{A}schemeClr")
        if fill is not None:
            yield fill.get("val")
        elif next(shape._element.iter(A + "blip"), None) is not None and b"svgBlip" not in shape._element.xml.encode():
            yield "picture"


def low_contrasts(data: bytes) -> list[str]:
    slots, found = colours(data), list[str]()
    for number, slide in enumerate(cast("Any", pptx).Presentation(BytesIO(data)).slides, start=1):
        for shape in slide.shapes:
            if not (shape.has_text_frame and shape.text_frame.text.strip()):
                continue
            used = text_slots(slide, shape)
            assert used, shape.name
            for ground in grounds(slide, shape):
                low = ground == "picture" or any(contrast(slots[slot], slots[ground]) < LEAST for slot in used)
                found += [f"slide {number}: {shape.name} on {ground}"] if low else []
    return found


def deck(palette: str, **changed: Colour) -> bytes:
    theme, document = sample.theme(), sample.document()
    theme = replace(theme, palettes={**theme.palettes, palette: replace(theme.palettes[palette], **changed)})
    made = to_slides(document, theme, sample.product(palette), sample.drawings(document), sample.shelf())
    return write(made, theme, Places.of(Path(__file__).parent))


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_text_has_enough_contrast(palette: str) -> None:
    assert low_contrasts(deck(palette)) == []


def test_so_has_the_text_of_the_starter(built_library: Path) -> None:
    decks = list(built_library.rglob("*.pptx"))
    assert decks
    for path in decks:
        assert low_contrasts(path.read_bytes()) == []


@pytest.mark.parametrize("role", ["foreground", "heading", "soft"])
def test_each_pale_colour_of_text_is_found(role: str) -> None:
    assert low_contrasts(deck("light", **{role: Colour("#777777")}))


@pytest.mark.parametrize("kind", ["shape", "picture"])
def test_what_is_put_behind_a_text_is_found(kind: str) -> None:
    opened = cast("Any", pptx).Presentation(BytesIO(deck("light")))
    slide = opened.slides[1]
    title = slide.shapes.title
    frame = (title.left, title.top, title.width, title.height)
    if kind == "shape":
        slide.shapes.add_shape(1, *frame).fill.solid()
        slide.shapes[-1].fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_1
    else:
        slide.shapes.add_picture(BytesIO(sample.png(8, 8)), *frame)
    out = BytesIO()
    opened.save(out)
    ground = {"shape": "accent1", "picture": "picture"}[kind]
    assert low_contrasts(out.getvalue()) == [f"slide 2: title on {ground}"]
