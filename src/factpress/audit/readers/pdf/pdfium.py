"""An open PDF file: its pages, strings, named destinations and bookmarks, read with PDFium.

PDFium has no types, so its objects are Any in this package.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import ToolError

MOST_PAGES = 2_000
MOST_NAMES = 100_000

FINGERPRINTS = b"Claims"
"""The key in the document information where a booklet has the fingerprints of its values."""
MOST_FOREIGN_NAMES = 2_000
"""Named destinations of a file without fingerprints, which is ours only if another program removed them. PDFium may
walk through all names to find one, so that it takes the square of their number."""

_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_BUFFER_SIZE = 2048
"""Bytes that nearly every string fits into."""

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the origin of the page."""


@contextmanager
def open_pdf(data: bytes, path: Path) -> Generator[PdfFile]:
    """Open a PDF. Raises ToolError if it is encrypted or damaged, or has too many pages."""
    import pypdfium2

    raw: Any = pypdfium2.raw
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise ToolError(f"{path} is encrypted", "remove its password and save it again") from error
        raise ToolError(f"{path} is damaged or truncated", "get it again, or create it again") from error
    try:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise ToolError(f"{path} has {count} pages", f"at most {MOST_PAGES} are read")
        yield PdfFile(raw, document, path)
    except pypdfium2.PdfiumError as error:
        raise ToolError(f"{path} is damaged ({error})", "get it again, or create it again") from error
    finally:
        document.close()


class PdfFile:
    """An open PDF."""

    def __init__(self, raw: Any, document: Any, path: Path) -> None:
        self.raw, self.document, self.path = raw, document, path
        self.tags_passed = 0
        """The tags that were looked at to find those of pages."""
        # one buffer for nearly all strings, since asking PDFium for the length first takes a second call
        self._buffer = ctypes.create_string_buffer(_BUFFER_SIZE)
        self._view = memoryview(self._buffer).cast("B")
        self._as_wide = ctypes.cast(self._buffer, cast("Any", ctypes.POINTER(raw.FPDF_WCHAR)))

    def pages(self) -> Iterator[tuple[Any, Any]]:
        """Each page and its text page, open until the next one is asked for."""
        for index in range(len(self.document)):
            page = self.document[index]
            textpage = page.get_textpage()
            try:
                yield page, textpage
            finally:
                textpage.close()
                page.close()

    def string(self, get: Any, *arguments: Any) -> str:
        """The string that a function of PDFium returns in UTF-16."""
        length = get(*arguments, self._buffer, _BUFFER_SIZE)
        if length <= _BUFFER_SIZE:
            return "" if length <= 2 else _decoded(self._view, length)
        buffer = ctypes.create_string_buffer(length)
        get(*arguments, buffer, length)
        return _decoded(memoryview(buffer).cast("B"), length)

    def wide_string(self, get: Any, *arguments: Any) -> str:
        """The string of a function that takes a pointer to FPDF_WCHAR."""
        length = get(*arguments, self._as_wide, _BUFFER_SIZE)
        if length <= _BUFFER_SIZE:
            return "" if length <= 2 else _decoded(self._view, length)
        buffer = ctypes.create_string_buffer(length)
        get(*arguments, ctypes.cast(buffer, cast("Any", type(self._as_wide))), length)
        return _decoded(memoryview(buffer).cast("B"), length)

    def metadata(self, key: bytes) -> str:
        """An entry of the document information; "" if there is none."""
        return self.string(self.raw.FPDF_GetMetaText, self.document.raw, key)

    def date(self) -> str:
        """The creation date in ISO 8601; "" if there is none."""
        day = _DATE.match(self.metadata(b"CreationDate"))
        return "-".join(day.groups()) if day else ""

    def fingerprints(self) -> dict[str, str]:
        """The fingerprints of the values that the file states, by "claim/value"."""
        pairs = (entry.partition("=") for entry in self.metadata(FINGERPRINTS).split())
        return {name: value for name, equals, value in pairs if equals}

    def page_name(self, number: int) -> str:
        """The name of a page in messages, with its label."""
        label = self.string(self.raw.FPDF_GetPageLabel, self.document.raw, number - 1)
        return f"page {label or number}"

    def destinations(self, most: int) -> Iterator[tuple[str, int]]:
        """The named destinations and the numbers of their pages; none if there are more than `most`."""
        raw, document = self.raw, self.document.raw
        length = ctypes.c_long()
        count = raw.FPDF_CountNamedDests(document)
        for i in range(count if count <= most else 0):
            buffer: Any = self._buffer
            length.value = _BUFFER_SIZE
            destination = raw.FPDF_GetNamedDest(document, i, buffer, length)
            if length.value < 0:  # the name is longer
                raw.FPDF_GetNamedDest(document, i, None, length)
                buffer = ctypes.create_string_buffer(length.value)
                destination = raw.FPDF_GetNamedDest(document, i, buffer, length)
            if destination and length.value > 2:
                name = ctypes.string_at(buffer, length.value - 2).decode("utf-16-le", errors="replace")
                yield name, raw.FPDFDest_GetDestPageIndex(document, destination) + 1

    def bookmarks(self) -> Iterator[tuple[int, str]]:
        """The numbers of the pages that the bookmarks lead to, and their titles."""
        for count, bookmark in enumerate(self.document.get_toc(max_depth=8)):
            destination = bookmark.get_dest()
            index = destination.get_index() if destination is not None else None
            yield (index or 0) + 1, bookmark.get_title()
            if count >= MOST_NAMES:
                break


def _decoded(view: memoryview, length: int) -> str:
    """A string in UTF-16 without its end mark."""
    return str(view[: length - 2], "utf-16-le", "replace").replace("\0", "")
