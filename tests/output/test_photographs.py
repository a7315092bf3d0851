"""Photographs: their place, the point that stays in view, their two colours, caption and credit."""

from __future__ import annotations

import io
from pathlib import Path
from typing import cast

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image as Pixels

from factpress.core.image_conversion import toned_image
from factpress.core.units import mm
from factpress.design.palettes import Colour
from factpress.document.model import Image, plain
from factpress.document.walk import walk_document
from factpress.output.pictures import PictureBox, duotone
from factpress.output.renderers import RENDERERS
from factpress.workflows.tasks import RenderTask, audit_artefact
from tests.publications import edition_of, findings_of, publication, text_of

BRIEFING = "data/content/briefing.en.md"
CARD = "data/content/prints/card.en.md"
PRODUCT = """\
renderer: print
title: A card
file: card
template: prayer-card
content: data/content/prints/card.en.md
sides: 1
sheet: {size: [105mm, 148mm], margins: {top: 9mm, right: 9mm, bottom: 9mm, left: 9mm}}
"""
OPTIONS = """\
:shows: nobody
:alt: A river
:caption: In the morning.
:credit: Photograph: A. Person
:tone: duotone
"""


def photograph(size: tuple[int, int] = (2400, 1600)) -> bytes:
    """A dark half on the left, a light half on the right, in no colour of the brand."""
    picture = Pixels.new("RGB", size, (250, 240, 255))
    picture.paste((0, 40, 0), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def made(folder: Path, options: str, size: tuple[int, int] = (2400, 1600)) -> Path:
    """The starter with the photograph in its booklet and on a card."""
    placed = f":::{{image}} assets/river.jpg\n{options}:::\n"
    named = text_of("data/publication.yaml").replace("products: [", "products: [card, ", 1)
    files: dict[str, str | bytes | None] = {
        "data/publication.yaml": named,
        "data/products/card.yaml": PRODUCT,
        CARD: f"## A card\n\n{placed}\nWords.\n",
        BRIEFING: f"## A river\n\nBefore it.\n\n{placed}\nAfter it.\n",
        "data/charts.yaml": None,
        "assets/river.jpg": photograph(size),
    }
    return publication(folder, files)


def rendered(folder: Path, name: str) -> bytes:
    edition = edition_of(folder)
    product = next(one for one in edition.products if one.name == name)
    text = edition.prints[product.content] if product.content is not None else edition.document
    artefact = RENDERERS[product.renderer].load().render(text, edition.theme, product, {}, edition.places)
    audit_artefact(RenderTask.of(edition, product, Path(f"{name}.pdf"), None), artefact, {})
    return artefact


def grey_at(artefact: bytes, page: int, across: float, down: float) -> int:
    picture = pdfium.PdfDocument(artefact)[page].render(scale=1).to_pil().convert("L")
    level = picture.getpixel((int(across * (picture.width - 1)), int(down * (picture.height - 1))))
    assert isinstance(level, int)
    return level


def test_what_a_text_says_of_a_photograph(tmp_path: Path) -> None:
    edition = edition_of(made(tmp_path, OPTIONS + ":place: half\n:focus: [0.9, 0.25]\n"))
    image = next(node.block for node in walk_document(edition.document) if isinstance(node.block, Image))
    assert (image.place, image.focus, image.tone) == ("half", (0.9, 0.25), "duotone")
    assert plain(image.credit) == "Photograph: A. Person"
    assert plain(image.legend) == "In the morning. Photograph: A. Person"


@pytest.mark.parametrize("name", ["booklet-a5", "card"])
@pytest.mark.parametrize("place", ["column", "half", "bleed"])
def test_caption_and_credit_are_in_every_place(tmp_path: Path, place: str, name: str) -> None:
    artefact = rendered(made(tmp_path, OPTIONS + f":place: {place}\n"), name)
    document = pdfium.PdfDocument(artefact)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    (number,) = [at for at, words in enumerate(pages) if "In the morning." in words]
    assert "Photograph: A. Person" in pages[number]
    alone = place == "bleed" and name == "booklet-a5"
    assert ("After it." in pages[number] or name == "card") is not alone
    if place != "column" and name == "booklet-a5":
        assert "A river" not in pages[number], "a running head is on the photograph"


@pytest.mark.parametrize("name", ["booklet-a5", "card"])
@pytest.mark.parametrize("place", ["half", "bleed"])
def test_a_photograph_reaches_the_edges_and_shows_its_focus(tmp_path: Path, place: str, name: str) -> None:
    number = 0 if name == "card" else 3
    for side, (focus, dark) in enumerate(((0.0, True), (1.0, False))):
        folder = made(tmp_path / str(side), OPTIONS + f":place: {place}\n:focus: [{focus}, 0.5]\n", (4800, 1200))
        artefact = rendered(folder, name)
        for across in (0.0, 1.0):
            assert (grey_at(artefact, number, across, 0.02) < 128) is dark


def test_a_duotone_has_the_colours_of_the_brand(tmp_path: Path) -> None:
    edition = edition_of(made(tmp_path, OPTIONS))
    dark, light = duotone(edition.theme.palettes["print"])
    with Pixels.open(io.BytesIO(toned_image(photograph(), dark.hex, light.hex))) as toned:
        for at, colour in (((10, 10), dark), ((2390, 10), light)):
            pixel = toned.convert("RGB").getpixel(at)
            assert isinstance(pixel, tuple)
            assert pixel == pytest.approx(colour.rgb, abs=3)
    with pikepdf.open(io.BytesIO(rendered(tmp_path, "card"))) as pdf:
        (image,) = [picture for page in pdf.pages for picture in page.get_images().values()]
        grey = pikepdf.PdfImage(cast("pikepdf.Stream", image)).as_pil_image().convert("L").histogram()
        assert next(level for level, count in enumerate(grey) if count) >= 0.15 * 255 - 3


def test_the_darkest_colour_of_a_photograph_has_no_more_than_85_per_cent_of_black(tmp_path: Path) -> None:
    from dataclasses import replace

    palette = edition_of(publication(tmp_path, {})).theme.palettes["print"]
    dark, _ = duotone(replace(palette, heading=Colour("#000000")))
    assert sum(share * part for share, part in zip((0.299, 0.587, 0.114), dark.rgb, strict=True)) >= 0.15 * 255


def test_a_cropped_picture_covers_its_box() -> None:
    box = PictureBox(mm(100), mm(50), covers=True)
    assert [round(side.mm) for side in box.printed((1000, 1000))] == [100, 100]
    assert box.resolution((1000, 1000)) == pytest.approx(254)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (":place: blead", 'an image has no place "blead"'),
        (":tone: sepia", 'an image has no tone "sepia"'),
        (":tone:", 'an image has no tone ""'),
        (":focus: 1.2, 0.5", '"1.2, 0.5" is not a point of the image'),
        (":focus: [0.5]", '"[0.5]" is not a point of the image'),
        (":focus: left", '"left" is not a point of the image'),
    ],
)
def test_an_option_with_another_value(tmp_path: Path, option: str, message: str) -> None:
    found = findings_of(made(tmp_path, f":shows: nobody\n:alt: A river\n{option}\n"))
    assert {one.code for one in found} <= {"bad-value", "empty-option"}
    one = next(one for one in found if str(one.location).startswith(BRIEFING))
    assert message in one.message or one.code == "empty-option"
    assert one.location is not None
    assert one.location.line == 8


@pytest.mark.parametrize(("place", "size", "coarse"), [("half", (900, 600), True), ("column", (900, 600), False)])
def test_a_photograph_needs_the_pixels_of_its_place(
    tmp_path: Path, place: str, size: tuple[int, int], *, coarse: bool
) -> None:
    found = findings_of(made(tmp_path, OPTIONS + f":place: {place}\n", size))
    assert ([one.code for one in found] != []) is coarse
    assert {one.code for one in found} <= {"coarse-picture"}
