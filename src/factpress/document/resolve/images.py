"""Checks of image files: of the format that the suffix names, complete, not too large, without external references.

They run before anything is rendered, so that a damaged image is a finding at the line that places it, and not a failure
of a renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from factpress.document.resolve.rasters import raster_error
from factpress.document.resolve.svg import svg_error

MOST_BYTES = 50_000_000


def image_error(path: Path) -> str | None:
    """Why the image cannot be used, as a predicate to its name ("is damaged"); None if it can."""
    check = CHECKS.get(path.suffix.lower())
    if check is None:
        return "is not an image"
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return f"is larger than {MOST_BYTES // 1_000_000} MB"
        return check(path.read_bytes()) if size else "is empty"
    except OSError as error:
        return f"cannot be read: {error.strerror or error}"


CHECKS: Mapping[str, Callable[[bytes], str | None]] = {
    ".png": partial(raster_error, format_="PNG"),
    ".jpg": partial(raster_error, format_="JPEG"),
    ".jpeg": partial(raster_error, format_="JPEG"),
    ".svg": svg_error,
}
"""The check of each allowed suffix."""
