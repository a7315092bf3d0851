"""Checks of image files: of the format that the suffix names, complete, not too large, without external references.

They run before anything is rendered, so that a damaged image is a finding at the line that places it, and not a failure
of a renderer.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from factpress.document.resolve.svg import svg_error

MOST_BYTES = 50_000_000
MOST_PIXELS = 50_000_000
"""A page of the booklet at 600 dpi has a third of that."""

_FORMATS = {"PNG": "PNG", "JPEG": "JPEG", "MPO": "JPEG"}
"""Formats by Pillow's name. An MPO of a camera is a JPEG followed by a second image."""
# Pillow's decoders have no common exception for a damaged file
_DAMAGE = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    struct.error,
    zlib.error,
)


def image_error(path: Path) -> str | None:
    """Why the image cannot be used, as a predicate to its name ("is damaged"); None if it can."""
    check = CHECKS.get(path.suffix.lower())
    if check is None:
        return "is not an image"
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return f"is larger than {MOST_BYTES // 1_000_000} MB"
        return check(path) if size else "is empty"
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"


def _raster_check(format_: str) -> Callable[[Path], str | None]:
    def check(path: Path) -> str | None:
        from PIL import Image, UnidentifiedImageError

        try:
            with warnings.catch_warnings(), _complete_only():
                warnings.simplefilter("ignore")  # about the size, which is checked here
                with Image.open(path, formats=("PNG", "JPEG")) as image:
                    if _FORMATS.get(image.format or "") != format_:
                        return f"is a {image.format} and not a {format_}, as its name says"
                    if image.width * image.height > MOST_PIXELS:
                        return f"has more than {MOST_PIXELS // 1_000_000} million pixels"
                    image.verify()  # the checksums; then the image must be opened again
                with Image.open(path, formats=(format_,)) as image:
                    image.load()
        except UnidentifiedImageError:
            return f"is not a {format_}, as its name says"
        except Image.DecompressionBombError:
            return f"has more than {MOST_PIXELS // 1_000_000} million pixels"
        except _DAMAGE:
            return "is damaged"
        return None

    return check


@contextmanager
def _complete_only() -> Generator[None]:
    """Let Pillow refuse truncated images. WeasyPrint makes it accept them when it is imported."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


CHECKS: Mapping[str, Callable[[Path], str | None]] = {
    ".png": _raster_check("PNG"),
    ".jpg": _raster_check("JPEG"),
    ".jpeg": _raster_check("JPEG"),
    ".svg": lambda path: svg_error(path.read_bytes()),
}
"""The check of each allowed suffix."""
