"""Replacement text (ISO 32000-1, 14.9.4): what a file gives to screen readers in place of the letters that it shows.

PDFium returns the replacement. It is right for a hyphen or a ligature. A replacement that says something else hides
what is shown.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from factpress.audit.readers.pdf.content import TextObject
from factpress.audit.readers.pdf.pdfium import PdfFile
from factpress.audit.readers.pdf.text_finder import TextFinder, address

_KEY = b"ActualText"
_LAST_SIMPLE = 0x590
"""From this character on, scripts join and reorder letters, so that only their digits are compared."""


def show_replaced_texts(pdf: PdfFile, page: Any, texts: list[TextObject]) -> list[str]:
    """Give texts what they show where their replacement says something else. Returns those replacements."""
    raw = pdf.raw
    replaced: dict[int, list[tuple[TextObject, Any]]] = {}
    for text in texts:
        for i in range(text.marks):
            mark = raw.FPDFPageObj_GetMark(text.item, i)
            if raw.FPDFPageObjMark_GetParamValueType(mark, _KEY):
                replaced.setdefault(address(mark), []).append((text, mark))
                break
    if not replaced:
        return []
    replacements = {key: _replacement(pdf, members[0][1]) for key, members in replaced.items()}
    for members in replaced.values():
        for text, mark in members:
            raw.FPDFPageObj_RemoveMark(text.item, mark)
    textpage = page.get_textpage()  # PDFium returns what is shown where there is no replacement
    try:
        find_text = TextFinder(pdf, textpage).text
        shown = {key: [find_text(text.item) for text, _ in members] for key, members in replaced.items()}
    finally:
        textpage.close()
    different: list[str] = []
    for key, members in replaced.items():
        if says_something_else("".join(shown[key]), replacements[key]):
            different.append(replacements[key])
            for (text, _), seen in zip(members, shown[key], strict=True):
                text.text = seen
    return different


def _replacement(pdf: PdfFile, mark: Any) -> str:
    """The replacement text of a mark."""
    raw, length = pdf.raw, pdf.raw.c_ulong(0)
    raw.FPDFPageObjMark_GetParamStringValue(mark, _KEY, None, 0, length)
    buffer = (raw.FPDF_WCHAR * (length.value // 2 + 1))()
    raw.FPDFPageObjMark_GetParamStringValue(mark, _KEY, buffer, length.value, length)
    return bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", errors="replace").replace("\0", "")


def says_something_else(shown: str, replacement: str) -> bool:
    """Whether letters or digits differ between what is shown and its replacement."""
    seen, told = _letters(shown), _letters(replacement)
    if any(ord(character) >= _LAST_SIMPLE for character in seen + told):
        seen, told = _digits(seen), _digits(told)
    return seen != told


def _letters(text: str) -> str:
    """The letters and digits of a text, without case, accents and ligatures."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
