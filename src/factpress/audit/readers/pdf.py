"""A PDF into a `Reading`, by PDFium: pages, tagged text, alternative texts, named places, bookmarks.

The tags say what is a paragraph, a note or a drawing; what has no tag is no part of the text, such as a folio. Of a
file without tags each page is one run of text.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factpress.audit.readers.imposed_sheets import ENTRY, Sides, carried, page_marks, read_sheets
from factpress.audit.readers.tags import Block, Tags, Words, page_tags
from factpress.audit.reading import Fragment, Place, Reading
from factpress.core.diagnostics import ToolError

MOST_PAGES = 2_000
MOST_OBJECTS = 200_000
"""Runs of text on one page."""
MOST_NAMES = 100_000
DEEPEST = 20
"""Forms within forms."""

MADE = b"Claims"
"""The entry of the file's own data in which a booklet says what its values were when it was made."""

_DAY = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_CLAIM = re.compile(r"claim:(?P<name>[^/:]+/[^:]*):\d+")


def read_pdf(data: bytes, path: Path) -> Reading:
    """The pages of a PDF. Raises ToolError where it is encrypted, damaged, or has no end of pages."""
    with _opened(data, path) as pages:
        told = pages.words.of(pages.raw.FPDF_GetMetaText, pages.document.raw, ENTRY)
        return read_sheets(pages, told, pages.dated()) if told else pages.reading()


def carry_pages(data: bytes, path: Path, sides: Sides) -> str:
    """What a file of sheets is to carry of these pages, to be read back by. Raises ToolError like `read_pdf`."""
    with _opened(data, path) as pages:
        return carried(pages.reading(), page_marks(pages), sides)


@contextmanager
def _opened(data: bytes, path: Path) -> Generator[_Pages]:
    import pypdfium2

    raw: Any = pypdfium2.raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise ToolError(f"{path} is encrypted", "take its password off and save it again") from error
        raise ToolError(f"{path} is damaged, or cut off", "fetch it again, or make it anew") from error
    try:
        count = len(document)
        if not 0 < count <= MOST_PAGES:
            raise ToolError(f"{path} has {count} pages", f"at most {MOST_PAGES} are read")
        yield _Pages(raw, document, path, Words(raw))
    except pypdfium2.PdfiumError as error:
        raise ToolError(f"{path} is damaged ({error})", "fetch it again, or make it anew") from error
    finally:
        document.close()


@dataclass(slots=True)
class _Pages:
    """One document while it is read. PDFium has no types, so its library is held in bare hands here."""

    raw: Any
    document: Any
    path: Path
    words: Words

    def reading(self) -> Reading:
        """All of it."""
        claims: dict[int, list[str]] = {}
        anchors: dict[str, int] = {}
        for name, page in self._named():
            mark = _CLAIM.fullmatch(name)
            if mark is not None:
                claims.setdefault(page, []).append(mark["name"])
            anchors[name] = page
        bookmarks = self._bookmarks()
        places: list[Place] = []
        tagged = False
        for index in range(len(self.document)):
            page_tagged, fragments = self.page(index)
            tagged = tagged or page_tagged
            fragments += tuple(Fragment("bookmark", text) for number, text in bookmarks if number == index)
            places.append(Place(index + 1, f"page {self._label(index)}", fragments, tuple(claims.get(index, ()))))
        leads = {name: page + 1 for name, page in anchors.items()}
        return Reading(self.path, "pdf", tuple(places), self._made(), leads, tagged, self.dated())

    def page(self, index: int) -> tuple[bool, tuple[Fragment, ...]]:
        """Whether the page has tags, and what stands on it."""
        page = self.document[index]
        text = page.get_textpage()
        try:
            tags = page_tags(self.raw, page, self.words)
            if not tags.blocks:
                return False, (Fragment("text", text.get_text_range(errors="replace")), *self._links(page))
            return True, (*self._tagged(page, text, tags), *self._links(page))
        finally:
            text.close()
            page.close()

    def _tagged(self, page: Any, text: Any, tags: Tags) -> tuple[Fragment, ...]:
        said: dict[Block, list[str]] = {}
        drawn: dict[Block, list[_Line]] = {}
        margins: list[_Line] = []
        for count, (item, mark) in enumerate(
            self._texts(page.raw, self.raw.FPDFPage_CountObjects, self.raw.FPDFPage_GetObject)
        ):
            if count > MOST_OBJECTS:
                raise ToolError(f"{self.path} has a page without end", "make it anew")
            words = self.words.of(self.raw.FPDFTextObj_GetText, item, text.raw, typed=True)
            block = tags.blocks.get(mark)
            if block is not None and block.where == "chart":
                self._line(item, -1, words, drawn.setdefault(block, []))
            elif block is not None:
                said.setdefault(block, []).append(words)
            elif words.strip():
                self._line(item, mark, words, margins)
        found = [Fragment(block.where, " ".join(words), block.of) for block, words in said.items()]
        found += [Fragment("chart", "\n".join(line.text for line in lines), block.of) for block, lines in drawn.items()]
        # WeasyPrint marks what it sets in a margin's box as content without a tag, and ornaments as artefacts
        found += [Fragment("margin" if margin.mark >= 0 else "ornament", margin.text) for margin in margins]
        return (*found, *(Fragment("alternative text", alt) for alt in tags.alternatives))

    def _line(self, item: Any, mark: int, words: str, lines: list[_Line]) -> None:
        """Adds words to those that they go on from on the same line, else by themselves: drawings are all letters."""
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        self.raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        box = (left.value, bottom.value, right.value, top.value)
        last = lines[-1] if lines else None
        if last is not None and last.mark == mark and last.continues(box):
            last.text += words
            last.right, last.bottom, last.top = box[2], min(last.bottom, box[1]), max(last.top, box[3])
        else:
            lines.append(_Line(mark, words, box[2], box[1], box[3]))

    def _texts(self, owner: Any, count: Any, get: Any, depth: int = 0) -> Iterator[tuple[Any, int]]:
        """Each run of text with the number of its tag, forms opened."""
        for i in range(count(owner)):
            item = get(owner, i)
            kind = self.raw.FPDFPageObj_GetType(item)
            if kind == self.raw.FPDF_PAGEOBJ_TEXT:
                yield item, self.raw.FPDFPageObj_GetMarkedContentID(item)
            elif kind == self.raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
                yield from self._texts(
                    item, self.raw.FPDFFormObj_CountObjects, self.raw.FPDFFormObj_GetObject, depth + 1
                )

    def runs(self, owner: Any, text: Any, count: Any, get: Any) -> Iterator[str]:
        """The words of each run of text below something, in the order in which they are painted."""
        for number, (item, _) in enumerate(self._texts(owner, count, get)):
            if number > MOST_OBJECTS:
                raise ToolError(f"{self.path} has a page without end", "make it anew")
            yield self.words.of(self.raw.FPDFTextObj_GetText, item, text.raw, typed=True)

    def _links(self, page: Any) -> Iterator[Fragment]:
        """What links and comments say."""
        for i in range(min(self.raw.FPDFPage_GetAnnotCount(page.raw), MOST_NAMES)):
            note = self.raw.FPDFPage_GetAnnot(page.raw, i)
            if not note:
                continue
            words = self.words.of(self.raw.FPDFAnnot_GetStringValue, note, b"Contents", typed=True)
            link = self.raw.FPDFAnnot_GetSubtype(note) == self.raw.FPDF_ANNOT_LINK
            self.raw.FPDFPage_CloseAnnot(note)
            if words.strip():
                yield Fragment("link" if link else "comment", words)

    def _named(self) -> Iterator[tuple[str, int]]:
        """The named places and the pages that they lead to, from 0."""
        for i in range(min(self.raw.FPDF_CountNamedDests(self.document.raw), MOST_NAMES)):
            length = ctypes.c_long(0)
            self.raw.FPDF_GetNamedDest(self.document.raw, i, None, length)
            if length.value <= 2:
                continue
            buffer = ctypes.create_string_buffer(length.value)
            place = self.raw.FPDF_GetNamedDest(self.document.raw, i, buffer, length)
            if place:
                name = buffer.raw[: length.value - 2].decode("utf-16-le", errors="replace")
                yield name, self.raw.FPDFDest_GetDestPageIndex(self.document.raw, place)

    def _bookmarks(self) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for mark in self.document.get_toc(max_depth=8):
            place = mark.get_dest()
            found.append((place.get_index() or 0 if place is not None else 0, mark.get_title()))
            if len(found) > MOST_NAMES:
                break
        return found

    def _label(self, index: int) -> str:
        return self.words.of(self.raw.FPDF_GetPageLabel, self.document.raw, index) or str(index + 1)

    def dated(self) -> str:
        """The day that the file gives as its own."""
        day = _DAY.match(self.words.of(self.raw.FPDF_GetMetaText, self.document.raw, b"CreationDate"))
        return "-".join(day.groups()) if day else ""

    def _made(self) -> dict[str, str]:
        written = self.words.of(self.raw.FPDF_GetMetaText, self.document.raw, MADE)
        pairs = (entry.partition("=") for entry in written.split())
        return {name: print_ for name, equals, print_ in pairs if equals}


@dataclass(slots=True)
class _Line:
    """Words while they are put together, in points from the lower left corner."""

    mark: int
    text: str
    right: float
    bottom: float
    top: float

    def continues(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a box goes on where this one ends: less than a wide space away, on the same line."""
        height = max(self.top - self.bottom, box[3] - box[1])
        level = min(self.top, box[3]) - max(self.bottom, box[1])
        return (level > 0 and -0.3 * height < box[0] - self.right < 0.6 * height) or self.mark >= 0
