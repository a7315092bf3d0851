"""Measures the ink of images and gradients: the share of their points with so many percent of ink in all."""

from __future__ import annotations

import functools
import io
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pikepdf

from factpress.output.prepress.preflight.colour_spaces import Space
from factpress.output.prepress.preflight.functions import UnknownFunctionError, curve_of
from factpress.output.prepress.preflight.limits import Budget, filters_of, image_file, unpacked
from factpress.output.prepress.preflight.page_model import Coverage, Family, Unmeasured

if TYPE_CHECKING:
    from PIL import Image

Samples = np.ndarray[Any, Any]
Measured = Coverage | Unmeasured

MOST_PIXELS = 100_000_000
_MOST_BYTES = 4 * MOST_PIXELS
_PART = 1_000_000  # pixels that are measured at a time
_POINTS = 256  # of a gradient
_SINGLE_POINTS = 0.0005
"""The share of points that may have more ink than is measured as the most."""

_CODECS = {
    "DCTDecode": ("JPEG", "JPEG"), "JPXDecode": ("JPEG2000", "JPEG 2000"),
    "CCITTFaxDecode": ("", "fax"), "JBIG2Decode": ("", "JBIG2"),
}  # fmt: skip
"""The filters that are formats of images: the name for Pillow, and the name in messages."""

_DAMAGE = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError, OSError, SyntaxError,
    pikepdf.PdfError,
)  # fmt: skip
"""Errors that damaged data cause in pikepdf, NumPy and Pillow."""


class InkMeasure:
    """Measures the images and gradients of a file, each once and not before it is asked for."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.known: dict[tuple[int, int], Callable[[], Measured]] = {}

    def image(self, image: Any, space: Space) -> Callable[[], Measured]:
        """The function that measures an image."""
        return self._once(image.objgen, functools.partial(_measure_image, image, space))

    def gradient(self, shading: Any, space: Space) -> Callable[[], Measured]:
        """The function that measures a gradient."""
        return self._once(shading.objgen, functools.partial(_measure_gradient, shading, space))

    def _once(self, key: tuple[int, int], measure: Callable[[], Measured]) -> Callable[[], Measured]:
        if key in self.known:
            return self.known[key]

        @functools.cache
        def measured() -> Measured:
            self.budget.take(1)
            try:
                return measure()
            except _DAMAGE:
                return Unmeasured("it cannot be read", broken=True)

        if key[0]:  # not of an inline image
            self.known[key] = measured
        return measured


def _measure_image(image: Any, space: Space) -> Measured:
    width, height = int(image["/Width"]), int(image["/Height"])
    if not 0 < width * height <= MOST_PIXELS:
        return Unmeasured(f"it has more than {MOST_PIXELS // 1_000_000} million pixels")
    if space.shown.family in (Family.LAB, Family.PATTERN) or not space.channels:
        return Unmeasured("its colours are not inks")
    codec = next((name for name in filters_of(image) if name in _CODECS), "")
    if codec:
        bits, parts = 8, _decoded(image, space, *_CODECS[codec])
        if isinstance(parts, Unmeasured):
            return parts
    else:
        bits = int(image.get("/BitsPerComponent", 8))
        if width * height * space.channels * bits > 8 * _MOST_BYTES:
            return Unmeasured(f"it has more than {_MOST_BYTES // 1_000_000} MB of data")
        parts = _plain(image, space.channels, bits)
    top = 2**bits - 1
    default = [0, top if space.palette is not None else 1] * space.channels
    decode = np.array([float(number) for number in image.get("/Decode", default)][: 2 * space.channels])
    lowest, scale = decode[::2].astype(np.float32), ((decode[1::2] - decode[::2]) / top).astype(np.float32)
    return _coverage((_totals(part * scale + lowest, space) for part in parts), space)


def _plain(image: Any, channels: int, bits: int) -> Iterator[Samples]:
    """The samples of an uncompressed image, row by row, each of `bits` bits."""
    width, height = int(image["/Width"]), int(image["/Height"])
    row = -(-width * channels * bits // 8)
    if bits not in (1, 2, 4, 8, 16):
        raise ValueError(f"samples of {bits} bits")
    numpy: Any = np  # the type of frombuffer differs between versions
    data = numpy.frombuffer(unpacked(image, _MOST_BYTES), np.uint8)[: row * height].reshape(height, row)
    step = max(1, _PART // width)
    for at in range(0, height, step):
        rows = data[at : at + step]
        if bits == 16:
            samples = rows.astype(np.float32).reshape(len(rows), -1, 2) @ np.array([256, 1], np.float32)
        elif bits == 8:
            samples = rows
        else:
            shifts = np.arange(8 - bits, -1, -bits, dtype=np.uint8)
            samples = ((rows[..., None] >> shifts) & (2**bits - 1)).reshape(len(rows), -1)
        yield samples[:, : width * channels].reshape(-1, channels)


def _decoded(image: Any, space: Space, codec: str, name: str) -> Iterator[Samples] | Unmeasured:
    """The samples of a JPEG or JPEG 2000, 8 bits each, some rows at a time."""
    from PIL import Image

    unknown = Unmeasured(f"it is packed as {name}")
    if not codec:
        return unknown
    with warnings.catch_warnings(action="ignore", category=Image.DecompressionBombWarning):  # the limit is ours
        try:
            opened = Image.open(io.BytesIO(image_file(image)), formats=(codec,))
        except Image.DecompressionBombError:
            return unknown
    if opened.width * opened.height > MOST_PIXELS or len(opened.getbands()) != space.channels:
        return unknown
    if opened.mode not in ("L", "RGB", "CMYK", "RGBA", "LA"):
        return unknown
    if codec == "JPEG" and not space.most_ink and space.palette is None:
        opened.draft(opened.mode, (opened.width // 8, opened.height // 8))  # enough to see whether it is white
    return _rows_of(opened, space.channels, inverted=codec == "JPEG" and opened.mode == "CMYK")


def _rows_of(image: Image.Image, channels: int, *, inverted: bool) -> Iterator[Samples]:
    """The samples of an opened image. Pillow inverts all CMYK JPEGs, since Adobe writes them inverted."""
    with image:
        step = max(1, _PART // image.width)
        for top in range(0, image.height, step):
            rows = np.asarray(image.crop((0, top, image.width, min(top + step, image.height))))
            samples = rows.reshape(-1, channels)
            yield 255 - samples if inverted else samples


def _totals(values: Samples, space: Space) -> Samples:
    """The ink of colours in percent, where the components are from 0 to 1, or the index of a palette."""
    if space.palette is not None and space.base is not None:
        entries = np.zeros(256 * space.base.channels, np.float32)
        known = np.frombuffer(space.palette[: len(entries)], np.uint8)
        entries[: len(known)] = known / 255
        table = _totals(entries.reshape(256, -1), space.base)
        return table[np.clip(np.rint(values[:, 0]), 0, 255).astype(np.int16)]
    values = np.clip(values, 0, 1)
    if space.family in (Family.GREY, Family.RGB):
        return 100 * (1 - values.min(axis=1))
    weights = [4 if plate == "All" else plate != "None" for plate in space.plates] or [1] * space.channels
    return 100 * (values @ np.array(weights, np.float32))


def _coverage(parts: Iterator[Samples], space: Space) -> Coverage:
    counts = np.zeros(int(max(space.most_ink, 100)) + 1, np.int64)
    for totals in parts:
        counts += np.bincount(np.rint(totals).astype(np.int64), minlength=len(counts))
    above = counts[::-1].cumsum()  # the points with so much ink, or more
    most = len(counts) - 1 - int(np.argmax(above > _SINGLE_POINTS * above[-1]))
    return Coverage(most, blank=not counts[1:].any())


def _measure_gradient(shading: Any, space: Space) -> Measured:
    if space.family in (Family.LAB, Family.PATTERN):
        return Unmeasured("its colours are not inks")
    kind = int(shading["/ShadingType"])
    if "/Function" not in shading or kind == 1:
        return Unmeasured("it is a mesh of colours" if kind > 3 else "it is calculated")
    try:
        curve = curve_of(shading["/Function"])
    except UnknownFunctionError:
        return Unmeasured("it is calculated")
    start, end = (float(number) for number in shading.get("/Decode" if kind > 3 else "/Domain", [0, 1])[-2:])
    colours = np.array([curve(start + (end - start) * step / _POINTS) for step in range(_POINTS + 1)], np.float32)
    return _coverage(iter([_totals(colours.reshape(_POINTS + 1, space.channels), space)]), space)
