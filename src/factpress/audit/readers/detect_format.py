"""What kind of file it is, by its first bytes, and the reader for it."""

from __future__ import annotations

from pathlib import Path

from factpress.audit.reading import Reading
from factpress.core.diagnostics import ToolError
from factpress.core.untrusted import LONGEST, apart, contents

MOST_BYTES = 200_000_000
"""Of a file that is larger than any booklet or deck, nothing is read."""

_PDF_WITHIN = 1024
"""The header may stand within the first 1024 bytes (ISO 32000-1, implementation note 13)."""

_WANTED = "give .pdf or .pptx files, one by one"

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(path: Path) -> Reading:
    """The file, read back. Raises ToolError where it is no PDF and no presentation, or none that can be read."""
    return read_bytes(contents(path, MOST_BYTES, _WANTED), path)


def read_apart(path: Path, longest: float = LONGEST) -> Reading:
    """The file, read back by a process of its own. Raises ToolError where it cannot be read, or not in that time."""
    return apart(read_file, path, longest)


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
    raise ToolError(f"{path} {what}", _WANTED)
