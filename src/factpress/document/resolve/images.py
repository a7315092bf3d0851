"""Whether a picture file can be set: it is what its ending says, whole, of a sane size, sufficient to itself.

Looked into before anything is printed, so that a damaged picture is a finding at the line that asks for it, and not a
failure of a press.
"""

from __future__ import annotations

import struct
import warnings
import zlib
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from factpress.document.resolve.svg import vector_fault

MOST_BYTES = 50_000_000
MOST_PIXELS = 50_000_000
"""A page of the booklet at 600 dots to the inch has a third of that."""

_FORMS = {"PNG": "PNG", "JPEG": "JPEG", "MPO": "JPEG"}
"""By Pillow's word for it. A camera's MPO is a JPEG with a second picture behind it."""
# Pillow's readers have no error of their own for a file that is not as its format has it
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


def picture_fault(path: Path) -> str | None:
    """Why the picture cannot be set, in words that follow its name; None where it can."""
    look = LOOKS.get(path.suffix.lower())
    if look is None:
        return "is no picture"
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return f"is larger than {MOST_BYTES // 1_000_000} MB"
        return look(path) if size else "is empty"
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"


def _pixels(form: str) -> Callable[[Path], str | None]:
    def look(path: Path) -> str | None:
        from PIL import Image, UnidentifiedImageError

        try:
            with warnings.catch_warnings(), _whole_only():
                warnings.simplefilter("ignore")  # of size, which is measured here
                with Image.open(path, formats=("PNG", "JPEG")) as image:
                    if _FORMS.get(image.format or "") != form:
                        return f"is a {image.format} and not a {form}, as its name says"
                    if image.width * image.height > MOST_PIXELS:
                        return f"has more than {MOST_PIXELS // 1_000_000} million pixels"
                    image.verify()  # the checksums; the picture must be opened again after it
                with Image.open(path, formats=(form,)) as image:
                    image.load()
        except UnidentifiedImageError:
            return f"is not a {form}, as its name says"
        except Image.DecompressionBombError:
            return f"has more than {MOST_PIXELS // 1_000_000} million pixels"
        except _DAMAGE:
            return "is damaged"
        return None

    return look


@contextmanager
def _whole_only() -> Generator[None]:
    """Pillow passes half a picture where another library has asked it to, as WeasyPrint does when it is imported."""
    from PIL import ImageFile

    asked, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = asked


def _vectors(path: Path) -> str | None:
    return vector_fault(path.read_bytes())


LOOKS: Mapping[str, Callable[[Path], str | None]] = {
    ".png": _pixels("PNG"),
    ".jpg": _pixels("JPEG"),
    ".jpeg": _pixels("JPEG"),
    ".svg": _vectors,
}
"""How a picture is looked into, by its ending: those that may be set."""
