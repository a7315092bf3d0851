"""The picture of a deck in a file manager shows its title slide."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageChops

from factpress.core.units import pt
from factpress.output.deck.renderer import to_slides
from factpress.output.deck.writer.thumbnail import WIDTH, thumbnail
from tests.output.deck import sample
from tests.output.deck.writer.test_embedded_fonts import made


def shown(palette: str = "light", **of: Any) -> Image.Image:
    document = sample.document(**of)
    deck = to_slides(document, sample.theme(), sample.product(palette), sample.drawings(document), sample.shelf())
    return Image.open(BytesIO(thumbnail(deck, sample.theme()))).convert("RGB")


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_it_has_the_colours_and_the_title_of_the_first_slide(palette: str) -> None:
    image, colours = shown(palette), sample.theme().palettes[palette]
    m = sample.theme().slide
    assert image.size == (WIDTH, round(WIDTH * (m.height / m.width)))
    ground = Image.new("RGB", image.size, colours.background.hex)
    difference = ImageChops.difference(image, ground).convert("L").point([0] * 60 + [255] * 196)
    title = difference.crop((0, 0, WIDTH // 2, 44)).getbbox()  # above the accent line
    assert title is not None
    assert title[0] == pytest.approx(m.left.pt * WIDTH / m.width.pt, abs=2)  # where lines begin
    other = shown(palette, title="Shallow Sand")
    assert ImageChops.difference(image, other).getbbox() is not None


def test_letters_of_another_script_are_shaped() -> None:
    fonts, style = sample.shelf(), replace(sample.theme().slide_type["title"], size=pt(100))
    # a vowel is drawn to the left of its consonant, and one letter takes no more space than it is measured
    for text in ("ទឹក", "កេ", "Wells"):
        mask = fonts.mask(text, style, 1.0, "km")
        assert max(mask.rows) == 255
        assert mask.left + mask.width <= fonts.measure(text, style, "km").pt + 8
    assert fonts.mask(" ", style, 1.0).width == 0


def test_the_package_has_it_as_its_thumbnail() -> None:
    parts = made(sample.theme())
    assert b'relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"' in parts["_rels/.rels"]
    assert Image.open(BytesIO(parts["docProps/thumbnail.jpeg"])).format == "JPEG"
    assert parts["docProps/thumbnail.jpeg"] == made(sample.theme())["docProps/thumbnail.jpeg"]
