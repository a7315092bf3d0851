"""Checks of pictures at the size at which the products set them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Location, Problems
from factpress.core.image_conversion import Pixels, upright_size
from factpress.core.paths import Places
from factpress.core.regular_files import read_regular
from factpress.design.logo import LogoFile
from factpress.design.theme import Theme
from factpress.document.model import Document, Image
from factpress.document.resolve.images import image_error
from factpress.document.resolve.svg import svg_texts
from factpress.document.walk import walk_document
from factpress.output.html.assets import faces
from factpress.output.pictures import LOGO_SPACE, PictureBox
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product

if TYPE_CHECKING:
    from factpress.output.pdf.svg_check import SvgFault

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")


@dataclass(frozen=True, slots=True)
class SetPicture:
    """A picture of a text in a product, and the space for it."""

    image: Image
    at: Location
    product: Product
    box: PictureBox


def check_pictures(
    products: Iterable[Product],
    document: Document | None,
    prints: Mapping[Path, Document],
    theme: Theme,
    places: Places,
    problems: Problems,
    names: Iterable[str] = (),
) -> None:
    """Report what is wrong with the pictures where a text asks for them.

    A picture with too few pixels for its size is reported once, for the product in which it is coarsest; an SVG that
    cannot be drawn, or has text in another font than the brand's or a number other than in one of the `names`.
    """
    texts = (*((document,) if document is not None else ()), *prints.values())
    images = {id(composed): list(_images(composed)) for composed in texts}
    found: dict[Location, list[SetPicture]] = {}
    for product in products:
        composed = prints.get(product.content) if product.content is not None else document
        # many products are of one text, and most texts have no picture
        if composed is not None and images[id(composed)] and product.scheme is None and product.has_text:
            for picture in set_pictures(product, composed, theme):
                found.setdefault(picture.at, []).append(picture)
    for pictures in found.values():
        size = _size(pictures[0].image, places)
        if size is not None:
            _check_resolution(pictures, size, problems)
    for composed in texts:
        for image, at in images[id(composed)]:
            _check_drawing(image, at, theme, places, problems, names)


def _images(document: Document, target: str | None = None) -> Iterator[tuple[Image, Location]]:
    """The images of a document for a target, by default for all, with the places where they are named."""
    for node in walk_document(document, target):
        if isinstance(node.block, Image) and node.origin is not None:
            yield node.block, node.origin


def check_logo(theme: Theme, places: Places, problems: Problems, names: Iterable[str] = ()) -> None:
    """Report what is wrong with the logo where the brand file names it, as for any picture."""
    for logo in theme.logo.files if theme.logo is not None else ():
        if (fault := image_error(logo.file)) is not None:
            hint = "open it in an image editor and save it again, as PNG, JPEG or plain SVG"
            problems.error("bad-picture", f'the logo "{logo.path}" {fault}', logo.at, hint)
        else:
            _check_drawing(Image(logo.path, "", ()), logo.at, theme, places, problems, names)
            _check_logo_resolution(logo, problems)


def _check_logo_resolution(logo: LogoFile, problems: Problems) -> None:
    if logo.file.suffix.lower() == ".svg":
        return
    size = upright_size(read_regular(logo.file))
    box = PictureBox(*LOGO_SPACE, fills=True)
    if box.resolution(size) < box.coarse:
        needed = box.needed(size)
        message = (
            f'the logo "{logo.path}" has {size[0]} × {size[1]} pixels: {box.resolution(size):.0f} per inch on a cover'
        )
        hint = f"use an SVG, or a picture of {needed[0]} × {needed[1]} pixels or more"
        problems.warning("coarse-picture", f"{message}, where {box.ppi} are needed", logo.at, hint)


def set_pictures(product: Product, document: Document, theme: Theme) -> Iterator[SetPicture]:
    """The pictures that a product sets."""
    renderer = RENDERERS[product.renderer]
    if not renderer.module:
        return
    images = list(_images(document, renderer.target_name))
    if not images:
        return
    hidden: set[int] = set()
    if renderer.presented:
        from factpress.output.deck.shown_blocks import blocks_without_slide

        hidden = {id(block) for block in blocks_without_slide(document)}
    module = renderer.load()
    boxes, column = module.places_of_pictures(product, theme), module.picture_box(product, theme)
    for image, at in images:
        if id(image) not in hidden:
            yield SetPicture(image, at, product, boxes.get(image.place, column))


def _size(image: Image, places: Places) -> Pixels | None:
    """The size of a raster image in pixels; None for an SVG and for a file that cannot be read."""
    path = places.own(image.path)
    if path is None or path.suffix.lower() == ".svg":
        return None
    try:
        return upright_size(read_regular(path))
    except OSError:  # reported where the file is checked
        return None


def _check_drawing(
    image: Image, at: Location, theme: Theme, places: Places, problems: Problems, names: Iterable[str]
) -> None:
    """Report an SVG that cannot be drawn, or whose text is in another font than the brand's or has a number."""
    path = places.own(image.path)
    if path is None or path.suffix.lower() != ".svg":
        return
    if (fault := drawing_fault(path, theme, places)) is not None:
        problems.error("bad-picture", f'"{image.path}" {fault.what}', at, fault.hint)
        return
    for text in svg_texts(read_regular(path)):
        for name in names:
            text = text.replace(name, "")  # noqa: PLW2901 - names may have digits
        if (number := _NUMBER.search(text)) is not None:
            message = f'"{image.path}" has the number "{number[0]}" in its text, which no claim states'
            hint = "draw the values as a chart, write the number in the text as a claim, or remove it from the picture"
            problems.error("number-without-source", message, at, hint)
            return


def drawing_fault(path: Path, theme: Theme, places: Places) -> SvgFault | None:
    """Why the SVG cannot be drawn in the fonts of the brand; None if it can, and if it cannot be read."""
    from factpress.output.pdf import svg_fault

    try:
        svg = read_regular(path)
    except OSError:  # reported where the file is checked
        return None
    return svg_fault(svg, faces(theme), tuple(dict.fromkeys(face.family for face in theme.faces)), places)


def _check_resolution(pictures: list[SetPicture], size: Pixels, problems: Problems) -> None:
    worst = min(pictures, key=lambda picture: picture.box.resolution(size) / picture.box.coarse)
    box, image = worst.box, worst.image
    resolution = box.resolution(size)
    if resolution >= box.coarse * 0.98:
        return
    width, height = (f"{side.mm:.0f}" for side in box.printed(size))
    needed = box.needed(size)
    message = (
        f'"{image.path}" has {size[0]} × {size[1]} pixels: {resolution:.0f} per inch at its size in'
        f" {worst.product.name}, {width} × {height} mm, where {box.ppi} per inch are needed"
    )
    hint = f"use the original, with {needed[0]} × {needed[1]} pixels or more; enlarging this file does not help"
    problems.warning("coarse-picture", message, worst.at, hint)
