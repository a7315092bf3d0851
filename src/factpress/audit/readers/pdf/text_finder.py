"""The texts of the text objects of a page, in time that grows with the page and not with its square."""

from __future__ import annotations

import ctypes
from typing import Any

from factpress.audit.readers.pdf.pdfium import PdfFile

_MOST_SCANNED = 50_000_000
"""Characters that PDFium may pass while it looks for texts: it passes all of the page for each object."""


def address(item: Any) -> int:
    """A number that two handles of the same object have in common; 0 for none."""
    return ctypes.addressof(item.contents) if item else 0


class TextFinder:
    """Finds the texts of the objects of one page."""

    def __init__(self, pdf: PdfFile, textpage: Any) -> None:
        self._pdf, self._raw, self._textpage = pdf, pdf.raw, textpage.raw
        self._get = pdf.raw.FPDFTextObj_GetText
        self._characters = pdf.raw.FPDFText_CountChars(textpage.raw)
        self._scanned = 0
        self._all: dict[int, str] | None = None

    def text(self, item: Any) -> str:
        """The text of a text object, with the spaces in it."""
        self._scanned += self._characters
        if self._scanned <= _MOST_SCANNED:
            return self._pdf.wide_string(self._get, item, self._textpage)
        if self._all is None:
            self._all = self._texts()
        return self._all.get(address(item), "")

    def _texts(self) -> dict[int, str]:
        """All texts by the addresses of their objects. A space that PDFium adds belongs to the text before it."""
        parts: dict[int, list[str]] = {}
        last: list[str] = []
        for i in range(self._characters):
            code = self._raw.FPDFText_GetUnicode(self._textpage, i)
            item = self._raw.FPDFText_GetTextObject(self._textpage, i)
            if item:
                last = parts.setdefault(address(item), [])
            if code and (item or code == _SPACE):
                last.append(chr(code))
        return {key: "".join(characters) for key, characters in parts.items()}


_SPACE = 0x20
