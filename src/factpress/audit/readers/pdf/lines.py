"""The lines of a page without tags, and the raised numbers that call notes."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from factpress.audit.readers.pdf.content import PageContent, TextObject
from factpress.audit.readers.pdf.pdfium import Box, PdfFile
from factpress.audit.readers.pdf.text_finder import address

_CALL = re.compile(r"\s*\d{1,3}(?:[,–-]\d{1,3}){0,4}\s*")
"""The numbers of notes, alone in a text object."""
_SMALLER = 0.85
"""A raised number is at most as high, compared with the text before it."""
_RAISED = 0.2
"""A raised number begins at least so far above the lower edge of the text before it, in heights of that text."""
_NEXT = 0.6
"""It follows the text within such a part of its height."""


@dataclass(slots=True)
class Line:
    """A line of a page: its text, its box, and the numbers that call notes."""

    text: str = ""
    box: Box | None = None
    calls: list[str] = field(default_factory=list[str])


def is_note_call(text: str, box: Box, before: Box | None) -> bool:
    """Whether a text is a small raised number directly behind the text before it."""
    if before is None or _CALL.fullmatch(text) is None:
        return False
    left, bottom, _, top = box
    _, base, right, upper = before
    height = upper - base
    return (
        top - bottom <= _SMALLER * height
        and bottom >= base + _RAISED * height
        and bottom < upper <= top + height
        and -_NEXT * height <= left - right <= _NEXT * height
    )


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
    return _lines(runs.found, hidden)


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
    runs: list[tuple[TextObject | None, list[str]]], hidden: Collection[TextObject]
) -> tuple[list[Line], list[str]]:
    lines, unseen = [Line()], list[str]()
    before: Box | None = None
    for item, characters in runs:
        text = "".join(characters)
        ends = text.endswith("\n")
        text = text.rstrip("\r\n")
        line = lines[-1]
        if item is None:
            line.text += text
        elif item in hidden:
            unseen.append(text)
        elif item.of_annotation:
            pass
        elif is_note_call(text, item.box, before):
            line.calls.append(text.strip())
            line.text += text[len(text.rstrip()) :]
        else:
            line.text += text
            if text.strip():
                before = item.box
                line.box = before if line.box is None else _union(line.box, before)
        if ends:
            lines.append(Line())
            before = None
    return lines, unseen


def _union(box: Box, other: Box) -> Box:
    return min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3])
