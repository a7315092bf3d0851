"""Checks of image files: of the format that the suffix names, complete, not too large, without external references.

They run before anything is rendered, so that a damaged image is a finding at the line that places it, and not a failure
of a renderer.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from factpress.core.regular_files import NotRegularError, read_regular
from factpress.document.resolve.rasters import raster_error
from factpress.document.resolve.svg import svg_error

MOST_BYTES = 50_000_000


def image_error(path: Path) -> str | None:
    """Why the image cannot be used, as a predicate to its name ("is damaged"); None if it can."""
    check = CHECKS.get(path.suffix.lower())
    if check is None:
        return "is not an image"
    try:
        data = read_regular(path, MOST_BYTES)
    except NotRegularError as error:
        return str(error.strerror)
    except OSError as error:
        if error.errno == errno.EFBIG:
            return f"is {error.strerror}"
        return f"cannot be read: {error.strerror or error}"
    return check(data) if data else "is empty"


CHECKS: Mapping[str, Callable[[bytes], str | None]] = {
    ".png": partial(raster_error, format_="PNG"),
    ".jpg": partial(raster_error, format_="JPEG"),
    ".jpeg": partial(raster_error, format_="JPEG"),
    ".svg": svg_error,
}
"""The check of each allowed suffix."""
