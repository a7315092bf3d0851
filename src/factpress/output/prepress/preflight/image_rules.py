"""Rules for images: resolution at the printed size, and ink coverage."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import numpy as np
import pikepdf

from factpress.output.prepress.preflight.findings import Asked, Finding, error, warning
from factpress.output.prepress.preflight.limits import check_unpacked
from factpress.output.prepress.preflight.page_model import Sheet

COARSE_PPI, FINE_PPI = 200, 300
"""Pixels to an inch: below the first a picture is seen to be coarse, below the second by those who look."""
_ONE_BIT = 3  # a picture of black and white alone needs so many times more

MOST_PIXELS = 100_000_000
_SOAKED = 0.0005
"""A share of spots with too much ink that nobody sees: single pixels at the edge of a shadow."""


def fine_enough(sheet: Sheet, asked: Asked) -> Iterator[Finding]:
    """Every picture has the pixels for its size: 300 to an inch on a press, 200 at the least, on any printer."""
    for thing in sheet.painted:
        picture = thing.picture
        if picture is None or thing.box.shared(sheet.bleed) is None:
            continue
        times = _ONE_BIT if picture.one_bit else 1
        if picture.ppi >= FINE_PPI * times * 0.98:
            continue
        message = (
            f"{asked.picture(picture.pixels)} is printed {asked.measured(thing.box)} large:"
            f" {picture.ppi:.0f} pixels to an inch"
        )
        tell = error if picture.ppi < COARSE_PPI * times else warning
        hint = f"take one of {FINE_PPI * times}, or print it smaller"
        yield tell(sheet, "coarse-picture", message, hint, thing.box)


def most_ink(image: Any) -> tuple[float, np.ndarray[Any, Any]] | None:
    """The most ink on a spot of a picture in CMYK, in percent, and all of them; None where it cannot be measured.

    Raises ToolError where the picture unpacks into more than a page can need.
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
    numpy: Any = np  # whose frombuffer has a type of its own in every version
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
        return 255 - np.asarray(opened)  # Pillow turns every JPEG in CMYK upside down, as Adobe writes them


def soaked(file: pikepdf.Pdf, used: dict[tuple[int, int], Sheet], asked: Asked) -> Iterator[Finding]:
    """Pictures in CMYK keep to the limit of ink. `used` has the first page of each picture, by its key."""
    for key, sheet in used.items():
        image = file.get_object(key)
        try:
            measured = most_ink(image)
        except (ValueError, OSError, SyntaxError, pikepdf.PdfError):
            yield error(sheet, "bad-picture", "a picture cannot be read", "put it in anew")
            continue
        if measured is None:
            continue
        most, totals = measured
        if most > asked.limit + 0.5 and float((totals > (asked.limit + 0.5) * 2.55).mean()) > _SOAKED:
            message = f"a picture takes up to {most:.0f} % of ink, and {asked.limit} % are allowed"
            yield error(sheet, "too-much-ink", message, "convert it with the printer's profile")
