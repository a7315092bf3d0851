"""Raster images of every mode become 8-bit sRGB or grey, and get no more pixels than are needed."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from factpress.core.image_conversion import TOLERANCE, fitted, printable_image, upright_size
from factpress.core.paths import engine_folder
from tests.core.image_samples import exif, painted, profile

FOGRA = (engine_folder() / "assets" / "icc" / "FOGRA39L_coated.icc").read_bytes()


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def deep(*, clear: int | None = None) -> bytes:
    """A grey PNG of 16 bits, dark on the left and light on the right."""
    grey = np.linspace(0, 65535, 40 * 30).reshape(40, 30).T.astype(np.uint16)
    return saved(
        Image.fromarray(np.ascontiguousarray(grey)), "PNG", **({} if clear is None else {"transparency": clear})
    )


def without_adobe(data: bytes) -> bytes:
    """The CMYK JPEG without Adobe's segment."""
    at = data.index(b"\xff\xee")
    return data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4], "big") :]


def wide_gamut() -> bytes:
    """A profile like sRGB in which red and blue are exchanged, so that a conversion shows."""
    data = bytearray(profile())
    red, blue = (data.index(tag, 128) for tag in (b"rXYZ", b"bXYZ"))
    data[red : red + 4], data[blue : blue + 4] = data[blue : blue + 4], data[red : red + 4]
    return bytes(data).replace(b"s\0R\0G\0B\0", b"X\0R\0G\0B\0").replace(b"sRGB", b"XRGB")


PLAIN = {
    "grey JPEG": saved(painted().convert("L"), "JPEG"),
    "colour JPEG": saved(painted(), "JPEG"),
    "JPEG in sRGB": saved(painted(), "JPEG", icc_profile=profile()),
    "progressive JPEG": saved(painted(), "JPEG", progressive=True),
    "palette": saved(painted().quantize(8), "PNG"),
    "palette with transparency": saved(painted().quantize(8), "PNG", transparency=0),
    "two colours": saved(painted().convert("1"), "PNG"),
    "grey with alpha": saved(painted().convert("LA"), "PNG"),
    "colour with alpha": saved(painted().convert("RGBA"), "PNG"),
    "turned JPEG": saved(painted(), "JPEG", exif=exif(6)),
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_needs_no_conversion_stays_byte_for_byte(name: str) -> None:
    assert printable_image(PLAIN[name]) is PLAIN[name]
    assert printable_image(PLAIN[name], (1000, 1000)) is PLAIN[name]


@pytest.mark.parametrize("name", PLAIN)
def test_large_images_become_smaller_and_keep_their_colours(name: str) -> None:
    data = printable_image(PLAIN[name], (5, 5))
    small = opened(data)
    assert max(small.size) == (20 if name == "two colours" else 5)
    assert small.mode in ("L", "LA", "RGB", "RGBA")
    width, height = upright_size(PLAIN[name])
    assert (small.width < small.height) == (width < height)
    assert b"Secret" not in data


@pytest.mark.parametrize(
    "data", [saved(painted().convert("CMYK"), "JPEG"), saved(painted().convert("CMYK"), "JPEG", icc_profile=FOGRA)]
)
def test_cmyk_becomes_srgb(data: bytes) -> None:
    image = opened(printable_image(data))
    assert (image.mode, image.format, image.size) == ("RGB", "JPEG", (48, 32))
    red, green, blue, white = (image.getpixel(at) for at in ((8, 8), (40, 8), (8, 28), (40, 28)))
    assert isinstance(red, tuple)
    assert isinstance(green, tuple)
    assert isinstance(blue, tuple)
    assert isinstance(white, tuple)
    assert red[0] == max(red)
    assert green[1] == max(green)
    assert blue[2] == max(blue)
    assert min(white) > 250


def test_inks_without_adobes_segment_are_not_inverted() -> None:
    inks = painted().convert("CMYK")
    usual = opened(printable_image(saved(inks, "JPEG")))
    other = opened(printable_image(without_adobe(saved(ImageChops.invert(inks), "JPEG"))))
    assert np.abs(np.asarray(usual, dtype=int) - np.asarray(other, dtype=int)).max() < 12


def test_sixteen_bits_become_eight() -> None:
    image = opened(printable_image(deep()))
    assert (image.mode, image.format) == ("L", "PNG")
    assert image.getpixel((0, 0)) == 0
    assert image.getpixel((39, 29)) == 255


def test_the_transparent_grey_of_sixteen_bits_is_kept() -> None:
    image = opened(printable_image(deep(clear=65535)))
    assert image.mode == "LA"
    assert image.getpixel((39, 29)) == (255, 0)
    assert image.getpixel((0, 0)) == (0, 255)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_foreign_profile_is_converted(mode: str) -> None:
    data = saved(painted().convert(mode), "PNG", icc_profile=wide_gamut())
    image = opened(printable_image(data))
    assert (image.mode, image.info.get("icc_profile")) == (mode, None)
    red = image.getpixel((8, 8))
    assert isinstance(red, tuple)
    assert red[:3] == (0, 0, 255)


@pytest.mark.parametrize("wrong", [b"words", FOGRA])
def test_a_damaged_or_wrong_profile_is_ignored(wrong: bytes) -> None:
    data = saved(painted(), "PNG", icc_profile=wrong)
    assert printable_image(data) is data


def test_a_converted_image_is_upright() -> None:
    data = saved(painted().convert("CMYK"), "JPEG", exif=exif(6))
    image = opened(printable_image(data))
    assert image.size == (32, 48)
    corner = image.getpixel((28, 4))
    assert isinstance(corner, tuple)
    assert corner[0] == max(corner)  # red, which was the upper left
    assert 0x0112 not in image.getexif()


def test_the_same_input_gives_the_same_bytes() -> None:
    data = saved(painted().convert("CMYK"), "JPEG")
    first = printable_image(data, (20, 20))
    printable_image.cache_clear()
    assert printable_image(data, (20, 20)) == first


SIDES = st.tuples(st.integers(1, 9000), st.integers(1, 9000))


@given(SIDES, SIDES)
def test_a_fitted_image_is_in_its_box_and_keeps_its_proportions(size: tuple[int, int], most: tuple[int, int]) -> None:
    width, height = fitted(size, most)
    assert width <= max(1, most[0] * TOLERANCE)
    assert height <= max(1, most[1] * TOLERANCE)
    assert width <= size[0]
    assert height <= size[1]
    assert abs(width * size[1] - height * size[0]) <= max(size)  # within a pixel
