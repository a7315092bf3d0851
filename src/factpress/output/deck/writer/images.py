"""Image files as a slide needs them: pixels for every program, and vectors besides where an SVG has no text.

Text in an SVG is drawn as pixels only, because a presenter's machine may lack its font.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from factpress.core.image_conversion import Pixels, cropped_image, printable_image, toned_image
from factpress.core.image_files import Orientation, orientation, strip_metadata
from factpress.core.office_package import open_package
from factpress.core.paths import Places
from factpress.core.regular_files import read_regular
from factpress.design.theme import Theme
from factpress.document.resolve.svg import SVG, svg_size
from factpress.output.deck.layouts.families import by_title, slide_picture
from factpress.output.deck.layouts.standing_icons import standing_icon
from factpress.output.deck.presentation import Frame, Photograph, Picture, Presentation, single_items
from factpress.output.deck.template.deck_layouts import deck_layouts
from factpress.output.html.assets import faces
from factpress.output.pictures import SLIDE_PPI, PictureBox, duotone

_WITHOUT_VECTORS = frozenset({"text", "image", "style", "foreignObject", "filter"})
"""Elements with which an SVG is written as pixels only: PowerPoint draws them in another way, or not at all."""

_MEDIA = "ppt/media/"
_WITHOUT_EFFECT = frozenset({"metadata", "title", "desc"})


@dataclass(frozen=True, slots=True)
class SlideImage:
    """An image of that upright size. `svg` is empty for pixels alone; they must be `turned` to be upright."""

    pixels: bytes
    svg: bytes
    turned: Orientation
    size: Pixels


def photograph(item: Photograph, space: Frame, theme: Theme, places: Places) -> SlideImage:
    """The image of a photograph in its space on a slide. Raises the same as `slide_image`."""
    path = places.own(item.path) or places.root / item.path
    if item.focus is None or path.suffix.lower() == ".svg":
        return slide_image(path, space, theme, places)
    from PIL import Image

    box = PictureBox(space.width, space.height, SLIDE_PPI, covers=True)
    data = cropped_image(printable_image(read_regular(path), box.most), space.width / space.height, item.focus)
    if item.toned:
        data = toned_image(data, *(colour.hex for colour in duotone(theme.palettes["print"])))
    data = strip_metadata(data)
    with Image.open(BytesIO(data)) as image:
        return SlideImage(data, b"", Orientation(), image.size)


def embedded_pictures(presentation: Presentation, theme: Theme, places: Places) -> Iterator[bytes]:
    """The pictures that the file of a deck contains: their pixels and vectors, and those of the layouts.

    Raises the same as `slide_image`.
    """
    named = by_title(deck_layouts(theme, rtl=presentation.direction == "rtl"))
    colours = theme.palettes[presentation.palette]
    for standing in dict.fromkeys(standing for layout in named.values() for standing in layout.standings):
        yield standing_icon(standing, colours.foreground.hex, colours.background.hex)
    if theme.slide_template is not None:
        package = open_package(theme.slide_template.data)
        yield from filter(None, (package.read(name) for name in sorted(package.parts) if name.startswith(_MEDIA)))
    photographs: dict[Photograph, SlideImage] = {}
    for slide in presentation.slides:
        for item in single_items(slide.items):
            if isinstance(item, Picture):
                yield from (item.png, item.svg)
            elif isinstance(item, Photograph):
                space = item.frame or named[slide.layout].place(item.place).frame
                image = photographs.get(item) or photograph(item, space, theme, places)
                photographs[item] = image
                yield from filter(None, (image.pixels, image.svg))


def slide_image(path: Path, frame: Frame, theme: Theme, places: Places) -> SlideImage:
    """The image file for a frame of a slide. Raises OSError if it cannot be read, and Findings for a bad SVG."""
    from PIL import Image

    most, data = slide_picture(frame).pixels, read_regular(path)
    if path.suffix.lower() == ".svg":
        from factpress.output.pdf import svg_png

        width, height = svg_size(data)
        scale = min(most[0] / width, most[1] / height)
        size = max(1, round(width * scale)), max(1, round(height * scale))
        return SlideImage(svg_png(data, *size, faces(theme), places), plain_svg(data, size), Orientation(), size)
    data = printable_image(data, most)
    turned, data = orientation(data), strip_metadata(data)
    with Image.open(BytesIO(data)) as image:
        width, height = image.size
    return SlideImage(data, b"", turned, (height, width) if turned.sideways else (width, height))


def plain_svg(svg: bytes, size: Pixels) -> bytes:
    """The SVG of that size without metadata; empty if it has elements that programs do not draw alike."""
    etree: Any = import_module("lxml.etree")  # it has no types
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(svg, parser)
    for element in list(root.iter()):
        tag = etree.QName(element)
        if tag.namespace != SVG or tag.localname in _WITHOUT_EFFECT:
            if element.getparent() is not None:
                element.getparent().remove(element)
        elif tag.localname in _WITHOUT_VECTORS:
            return b""
        else:
            for name in [name for name in element.attrib if _is_foreign(etree.QName(name).namespace)]:
                del element.attrib[name]
    if "viewBox" in root.attrib:  # PowerPoint needs a size in pixels
        root.attrib["width"], root.attrib["height"] = map(str, size)
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root))


def _is_foreign(namespace: str | None) -> bool:
    return namespace is not None and namespace not in (SVG, "http://www.w3.org/1999/xlink")
