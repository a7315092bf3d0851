"""The lines of a page without tags, and the raised numbers that call notes."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from factpress.audit.readers.pdf.content import PageContent, TextObject
from factpress.audit.readers.pdf.pdfium import Box, PdfFile
from factpress.audit.readers.pdf.text_finder import address

_CALL = re.compile(r"\s*\d{1,3}(?:[,–-]\d{1,2}){0,4}\s*")
"""The numbers of notes, alone in a text object."""
_SMALLER = 0.85
"""The largest size of a raised number, in sizes of the text before it."""
_RAISED, _TOO_HIGH = 0.15, 0.9
"""How far it is raised, in sizes of the text before it."""
_NEXT = 0.5
"""The widest gap between the text and the number, in sizes of the text."""


@dataclass(slots=True)
class Line:
    """A line of a page: its text, its box, and the numbers that call notes."""

    text: str = ""
    box: Box | None = None
    calls: list[str] = field(default_factory=list[str])


def is_note_call(pdf: PdfFile, text: TextObject, before: TextObject | None) -> bool:
    """Whether a text is a small raised number directly behind the text before it."""
    if before is None or _CALL.fullmatch(text.text) is None:
        return False
    size, x, y = _size_and_origin(pdf, text)
    base, base_x, base_y = _size_and_origin(pdf, before)
    raised = y - base_y
    gap = text.box[0] - before.box[2]
    return (
        size <= _SMALLER * base
        and _RAISED * base <= raised <= _TOO_HIGH * base
        and x > base_x
        and -_NEXT * base <= gap <= _NEXT * base
    )


def _size_and_origin(pdf: PdfFile, text: TextObject) -> tuple[float, float, float]:
    """The size of the letters of a text, and the position of its first one on the baseline."""
    size, matrix = ctypes.c_float(), pdf.raw.FS_MATRIX()
    pdf.raw.FPDFTextObj_GetFontSize(text.item, size)
    pdf.raw.FPDFPageObj_GetMatrix(text.item, matrix)
    return abs(size.value) * math.hypot(matrix.c, matrix.d), matrix.e, matrix.f


def read_lines(
    pdf: PdfFile, textpage: Any, content: PageContent, hidden: Collection[TextObject]
) -> tuple[list[Line], list[str]]:
    """The lines of a page in reading order, and the texts that are not seen, each text object by itself."""
    objects = {address(text.item): text for text in content.texts}
    get_object, get_code, handle = pdf.raw.FPDFText_GetTextObject, pdf.raw.FPDFText_GetUnicode, textpage.raw
    runs = _Runs()
    for i in range(pdf.raw.FPDFText_CountChars(handle)):
        code, item = get_code(handle, i), get_object(handle, i)
        # PDFium adds spaces and line ends, which belong to no object
        runs.add(chr(code) if code else "", objects.get(address(item)) if item else runs.current)
    return _lines(pdf, runs.found, hidden)


class _Runs:
    """Characters of the same text object, with the line end behind them."""

    def __init__(self) -> None:
        self.current: TextObject | None = None
        self.found: list[tuple[TextObject | None, list[str]]] = [(None, [])]

    def add(self, character: str, item: TextObject | None) -> None:
        """Add a character of an object."""
        if item is not self.current or self.found[-1][1][-1:] == ["\n"]:
            self.current = item
            self.found.append((item, []))
        self.found[-1][1].append(character)


def _lines(
    pdf: PdfFile, runs: list[tuple[TextObject | None, list[str]]], hidden: Collection[TextObject]
) -> tuple[list[Line], list[str]]:
    lines, unseen = [Line()], list[str]()
    before: TextObject | None = None
    ended = after_call = False
    for item, characters in runs:
        text = "".join(characters)
        content = text.rstrip("\r\n")
        if item is not None and item in hidden:
            unseen.append(content)
        elif item is not None and is_note_call(pdf, item, before):
            lines[-1].calls.append(content.strip())
            lines[-1].text += content[len(content.rstrip()) :]
            after_call = True
        elif item is None or not item.of_annotation:
            # PDFium may end the line at a raised number
            if ended and not (after_call and _is_level(pdf, item, before)):
                lines.append(Line())
            ended = after_call = False
            line = lines[-1]
            line.text += content
            if item is not None and content.strip():
                before = item
                line.box = item.box if line.box is None else _union(line.box, item.box)
        ended = ended or text.endswith("\n")
    return lines, unseen


def _is_level(pdf: PdfFile, text: TextObject | None, before: TextObject | None) -> bool:
    """Whether a text continues the line of another one."""
    if text is None or before is None:
        return False
    size, x, y = _size_and_origin(pdf, text)
    _, before_x, before_y = _size_and_origin(pdf, before)
    return abs(y - before_y) < _RAISED * size and x > before_x


def _union(box: Box, other: Box) -> Box:
    return min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])
