"""A picture stands on the page as its camera was held, and its pixels are not coded anew."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageOps

from factpress.core.paths import Places
from tests.core.image_samples import bare_jpeg, full_jpeg, full_png
from tests.output.pdf.pages import printed


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours in the middle of the four quarters, each channel dark or light."""
    wide, high = image.size
    places = [(x, y) for y in (high // 4, high * 3 // 4) for x in (wide // 4, wide * 3 // 4)]
    pixels = (image.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes() for x, y in places)
    return [tuple(int(channel > 110) for channel in pixel) for pixel in pixels]


@pytest.mark.parametrize("value", range(1, 9))
@pytest.mark.parametrize("form", ["jpg", "png"])
def test_a_picture_stands_upright_on_its_page(tmp_path: Path, value: int, form: str) -> None:
    data = full_jpeg(value) if form == "jpg" else full_png(value)
    (tmp_path / f"a.{form}").write_bytes(data)
    pdf = printed(f'<img alt="x" src="own:a.{form}">', "h1 { color: white } img { width: 20mm }", Places.of(tmp_path))
    shown = pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil().convert("RGB")
    shown = shown.crop(ImageChops.difference(shown, Image.new("RGB", shown.size, "white")).getbbox())
    with Image.open(io.BytesIO(data)) as image:
        right = ImageOps.exif_transpose(image)
    assert abs(shown.width / shown.height - right.width / right.height) < 0.05
    assert corners(shown) == corners(right)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        coded = [o.read_raw_bytes() for o in file.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
    assert (coded == [bare_jpeg()]) is (form == "jpg")
