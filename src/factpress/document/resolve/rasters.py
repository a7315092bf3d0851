"""Checks of raster images: of the format that they claim, complete, and not too large."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO

from factpress.core.image_files import complete_only

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


def raster_error(data: bytes, format_: str) -> str | None:
    """Why the PNG or JPEG file cannot be used, as a predicate to its name ("is damaged"); None if it can."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), complete_only():
            warnings.simplefilter("ignore")  # about the size, which is checked here
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
                if _FORMATS.get(image.format or "") != format_:
                    return f"is a {image.format} and not a {format_}, as its name says"
                if image.width * image.height > MOST_PIXELS:
                    return f"has more than {MOST_PIXELS // 1_000_000} million pixels"
                image.verify()  # the checksums; then the image must be opened again
            with Image.open(BytesIO(data), formats=(format_,)) as image:
                image.load()
    except UnidentifiedImageError:
        return f"is not a {format_}, as its name says"
    except Image.DecompressionBombError:
        return f"has more than {MOST_PIXELS // 1_000_000} million pixels"
    except _DAMAGE:
        return "is damaged"
    return None
