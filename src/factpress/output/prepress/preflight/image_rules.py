"""Rules for images: resolution at the printed size, and ink coverage."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pikepdf

from factpress.output.prepress.preflight.findings import Finding, Requirements, error, warning
from factpress.output.prepress.preflight.limits import check_unpacked
from factpress.output.prepress.preflight.page_model import Sheet

COARSE_PPI, FINE_PPI = 200, 300
"""Pixels per inch: below the first, an image looks coarse; below the second, on close inspection."""
_ONE_BIT = 3  # an image with one bit per pixel needs so many times more

MOST_PIXELS = 100_000_000
_SOAKED = 0.0005
"""The share of pixels with too much ink that is tolerated: single pixels at the edge of a shadow."""


def resolution(sheet: Sheet, required: Requirements) -> Iterator[Finding]:
    """Every image has at least 200 pixels per inch at its printed size, and better 300."""
    for thing in sheet.painted:
        picture = thing.picture
        if picture is None or thing.box.shared(sheet.bleed) is None:
            continue
        times = _ONE_BIT if picture.one_bit else 1
        if picture.ppi >= FINE_PPI * times * 0.98:
            continue
        message = (
            f"{required.image_name(picture.pixels)} is printed {required.size_of(thing.box)} large:"
            f" {picture.ppi:.0f} pixels to an inch"
        )
        tell = error if picture.ppi < COARSE_PPI * times else warning
        hint = f"take one of {FINE_PPI * times}, or print it smaller"
        yield tell(sheet, "coarse-picture", message, hint, thing.box)


def most_ink(image: Any) -> tuple[float, np.ndarray[Any, Any]] | None:
    """The highest sum of inks of a CMYK image in percent, and the sums of all pixels as an array of 0 to 1020.

    None if it cannot be measured. Raises ToolError if the image decompresses into too many bytes.
    """
    width, height = int(image.Width), int(image.Height)
    if width * height > MOST_PIXELS:
        return None
    check_unpacked(image)
    written: Any = image.get("/Filter", [])
    filters = [str(name) for name in (written if isinstance(written, pikepdf.Array) else [written])]
    if filters == ["/DCTDecode"]:
        shares = _of_jpeg(image)
    elif {"/DCTDecode", "/JPXDecode"} & set(filters) or int(image.get("/BitsPerComponent", 8)) != 8:
        return None
    else:
        shares = _of_plain(image, width, height)
    if shares is None:
        return None
    totals = shares.sum(axis=2, dtype=np.uint16)
    if [float(number) for number in image.get("/Decode", [])] == [1, 0] * 4:
        totals = np.uint16(4 * 255) - totals
    return float(totals.max(initial=0)) / 2.55, totals


def _of_plain(image: Any, width: int, height: int) -> np.ndarray[Any, Any]:
    numpy: Any = np  # the type of frombuffer differs between versions
    return numpy.frombuffer(image.read_bytes(), dtype=np.uint8)[: width * height * 4].reshape(height, width, 4)


def _of_jpeg(image: Any) -> np.ndarray[Any, Any] | None:
    from PIL import Image

    try:
        opened = Image.open(io.BytesIO(image.read_raw_bytes()), formats=("JPEG",))
    except Image.DecompressionBombError:
        return None
    with opened:
        if opened.mode != "CMYK" or opened.width * opened.height > MOST_PIXELS:
            return None
        return 255 - np.asarray(opened)  # Pillow inverts all CMYK JPEGs, since Adobe writes them inverted


def ink_coverage(file: pikepdf.Pdf, used: dict[tuple[int, int], Sheet], required: Requirements) -> Iterator[Finding]:
    """CMYK images keep to the ink limit. `used` is the first page of each image, by its key."""
    for key, sheet in used.items():
        image = file.get_object(key)
        try:
            measured = most_ink(image)
        except (ValueError, OSError, SyntaxError, pikepdf.PdfError):
            yield error(sheet, "bad-picture", "a picture cannot be read", "insert it again")
            continue
        if measured is None:
            continue
        most, totals = measured
        if most > required.limit + 0.5 and float((totals > (required.limit + 0.5) * 2.55).mean()) > _SOAKED:
            message = f"a picture takes up to {most:.0f} % of ink, and {required.limit} % are allowed"
            yield error(sheet, "too-much-ink", message, "convert it with the printer's profile")
