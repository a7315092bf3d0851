"""Read PDF and PowerPoint files into a `Reading`: without the libraries that wrote them, with limits for any file."""

from __future__ import annotations

from pathlib import Path

from factpress.audit.readers.imposed_sheets import carry_pages, read_pdf
from factpress.audit.readers.pptx import read_pptx
from factpress.audit.reading import Reading
from factpress.core.diagnostics import ToolError
from factpress.core.regular_files import read_begin
from factpress.core.untrusted import MAX_MEMORY, TIMEOUT, read_limited, run_confined

__all__ = ["MOST_BYTES", "carry_pages", "memory_limit", "read_apart", "read_bytes", "read_file"]

MOST_BYTES = 200_000_000
"""A larger file is not read. No booklet or deck is that large."""

_PDF_WITHIN = 1024
"""The header may be anywhere in the first 1024 bytes (ISO 32000-1, implementation note 13)."""

_PDF_MEMORY, _PDF_GROWTH = 500_000_000, 5
"""The memory for a PDF, in bytes, and for each byte of it."""

_WANTED = "give .pdf or .pptx files"

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(path: Path) -> Reading:
    """Read a file. Raises ToolError if it is neither a PDF nor a presentation, or cannot be read."""
    return read_bytes(read_limited(path, MOST_BYTES, _WANTED), path)


def read_apart(path: Path, longest: float = TIMEOUT) -> Reading:
    """Read a file in a separate process. Raises ToolError if it cannot be read within `longest` seconds."""
    return run_confined(read_file, path, longest, memory_limit(path))


def memory_limit(path: Path) -> int:
    """The bytes of memory that reading a file may take. PDFium has no limit for what a small file expands to."""
    try:
        is_pdf = b"%PDF-" in read_begin(path, _PDF_WITHIN)
        size = path.stat().st_size
    except OSError:
        return MAX_MEMORY  # reading it says what is wrong
    return min(_PDF_MEMORY + _PDF_GROWTH * size, MAX_MEMORY) if is_pdf else MAX_MEMORY


def read_bytes(data: bytes, path: Path) -> Reading:
    """Read the contents of a file; `path` is used only as its name. Raises ToolError like `read_file`."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return read_pdf(data, path)
    if data.startswith(b"PK"):
        return read_pptx(data, path)
    if data.startswith(_OLD_OFFICE):
        hint = "open it in PowerPoint, remove its password if it has one, and save it as .pptx"
        raise ToolError(f"{path} is encrypted, or a file of an old Office version (.ppt)", hint)
    raise ToolError(f"{path} is {'neither a PDF nor a PowerPoint file' if data else 'empty'}", _WANTED)
