"""What kind of file it is, by its first bytes, and the reader for it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from factpress.audit.model import Reading
from factpress.diagnostics import ToolError

MOST_BYTES = 200_000_000
"""Of a file that is larger than any booklet or deck, nothing is read."""

_PDF_WITHIN = 1024
"""The header may stand within the first 1024 bytes (ISO 32000-1, implementation note 13)."""

_READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(path: Path) -> Reading:
    """The file, read back. Raises ToolError where it is no PDF and no presentation, or none that can be read."""
    return read_bytes(_bytes(path), path)


def read_bytes(data: bytes, path: Path) -> Reading:
    """The file of these bytes, read back; `path` is only its name. Raises ToolError like `read_file`."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        from factpress.audit.readers.pdf import read_pdf

        return read_pdf(data, path)
    if data.startswith(b"PK"):
        from factpress.audit.readers.pptx import read_pptx

        return read_pptx(data, path)
    if data.startswith(_OLD_OFFICE):
        hint = "open it in PowerPoint, take its password off if it has one, and save it as .pptx"
        raise ToolError(f"{path} is encrypted, or an Office file of the old kind (.ppt)", hint)
    what = "is empty" if not data else "is no PDF and no PowerPoint file"
    raise ToolError(f"{path} {what}", "give a .pdf or a .pptx")


def _bytes(path: Path) -> bytes:
    """What the file holds. A pipe or a device is never opened: it might never end."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise ToolError(f"{path} is a folder", "name the files in it, one by one")
        if not stat.S_ISREG(found.st_mode):
            raise ToolError(f"{path} is no file that can be read", "give a .pdf or a .pptx")
        if found.st_size > MOST_BYTES:
            size = found.st_size // 1_000_000
            raise ToolError(
                f"{path} is too large to be read: {size} MB", f"at most {MOST_BYTES // 1_000_000} MB are read"
            )
        # without blocking, should it have become a pipe in between
        with os.fdopen(os.open(path, _READING), "rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        there = "leads to nothing" if path.is_symlink() else f"cannot be read: {error.strerror}"
        raise ToolError(f"{path} {there}", "is the name right, and may you read it?") from error
    except ValueError as error:  # a name with a nought byte
        raise ToolError(f"{path!r} is no file name", "is the name right?") from error
