"""Read PDF files with PDFium: pages, tagged text, alternative texts, named destinations, bookmarks and links.

The tags of a page (ISO 32000-1, 14.7) tell paragraphs, notes and drawings apart. Text without a tag is not part of the
content, for example a page number. If a page has no tags, it is read as one text.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from factpress.audit.reading import Fragment, Place, Reading, Where
from factpress.core.diagnostics import ToolError

MOST_PAGES = 2_000
MOST_OBJECTS = 200_000
"""Text objects on one page."""
MOST_NAMES = 100_000
DEEPEST_FORM = 20
"""Form XObjects inside each other."""
MOST_TAGS = 100_000
DEEPEST_TAG = 60

FINGERPRINTS = b"Claims"
"""The key in the document information where a booklet has the fingerprints of its values."""

_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_CLAIM = re.compile(r"claim:(?P<name>[^/:]+/[^:]*):\d+")
_BUFFER_SIZE = 2048
"""Bytes that nearly every string fits into."""

_BLOCK_TAGS: dict[str, Where] = {
    **dict.fromkeys(
        ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "LI", "Caption", "BlockQuote", "Title"),
        "text",
    ),
    "TD": "table",
    "TH": "table",
    "TOCI": "contents",
    "Note": "note",
    "Figure": "chart",
    "Formula": "chart",
}
"""Tags whose text is one fragment (ISO 32000-1, 14.8.4)."""


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
    """An open PDF. PDFium has no types, so its objects are Any here."""

    def __init__(self, raw: Any, document: Any, path: Path) -> None:
        self.raw, self.document, self.path = raw, document, path
        # one buffer for nearly all strings, since asking PDFium for the length first takes a second call
        self._buffer = ctypes.create_string_buffer(_BUFFER_SIZE)
        self._as_wide = ctypes.cast(self._buffer, cast("Any", ctypes.POINTER(raw.FPDF_WCHAR)))

    def reading(self) -> Reading:
        """The text of all pages."""
        anchors = dict(self._destinations())
        claims: dict[int, list[str]] = {}
        for name, number in anchors.items():
            mark = _CLAIM.fullmatch(name)
            if mark is not None:
                claims.setdefault(number, []).append(mark["name"])
        bookmarks = list(self._bookmarks())
        places: list[Place] = []
        tagged = False
        for number, (page, textpage) in enumerate(self.pages(), start=1):
            tags = _PageTags(self, page)
            tagged = tagged or bool(tags.blocks)
            if tags.blocks:
                fragments = self._tagged(page, textpage, tags)
            else:
                fragments = [Fragment("text", textpage.get_text_range(errors="replace"))]
            fragments += self._annotations(page)
            fragments += [Fragment("bookmark", text) for at, text in bookmarks if at == number]
            label = self.string(self.raw.FPDF_GetPageLabel, self.document.raw, number - 1) or str(number)
            places.append(Place(number, f"page {label}", tuple(fragments), tuple(claims.get(number, ()))))
        pairs = (entry.partition("=") for entry in self.metadata(FINGERPRINTS).split())
        fingerprints = {name: value for name, equals, value in pairs if equals}
        return Reading(self.path, "pdf", tuple(places), fingerprints, anchors, tagged, self.date())

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

    def string(self, get: Any, *arguments: Any, wide: bool = False) -> str:
        """The string that a function of PDFium returns in UTF-16. `wide` functions take a pointer to FPDF_WCHAR."""
        length = get(*arguments, self._as_wide if wide else self._buffer, _BUFFER_SIZE)
        if length <= 2:
            return ""
        buffer: Any = self._buffer
        if length > _BUFFER_SIZE:
            buffer = ctypes.create_string_buffer(length)
            pointer = cast("Any", ctypes.POINTER(self.raw.FPDF_WCHAR))
            get(*arguments, ctypes.cast(buffer, pointer) if wide else buffer, length)
        return buffer.raw[: length - 2].decode("utf-16-le", errors="replace").replace("\0", "")

    def metadata(self, key: bytes) -> str:
        """An entry of the document information; "" if there is none."""
        return self.string(self.raw.FPDF_GetMetaText, self.document.raw, key)

    def date(self) -> str:
        """The creation date in ISO 8601; "" if there is none."""
        day = _DATE.match(self.metadata(b"CreationDate"))
        return "-".join(day.groups()) if day else ""

    def page_objects(self, page: Any) -> Iterator[Any]:
        """The objects of a page, in painting order."""
        return (self.raw.FPDFPage_GetObject(page.raw, i) for i in range(self.raw.FPDFPage_CountObjects(page.raw)))

    def form_objects(self, form: Any) -> Iterator[Any]:
        """The objects of a form XObject, in painting order."""
        return (self.raw.FPDFFormObj_GetObject(form, i) for i in range(self.raw.FPDFFormObj_CountObjects(form)))

    def texts(self, objects: Iterator[Any], textpage: Any) -> Iterator[tuple[Any, str]]:
        """The text objects and their texts, with those inside form XObjects, in painting order."""
        for count, item in enumerate(self._text_objects(objects)):
            if count > MOST_OBJECTS:
                message = f"{self.path} has more than {MOST_OBJECTS} text objects on one page"
                raise ToolError(message, "create it again")
            yield item, self.string(self.raw.FPDFTextObj_GetText, item, textpage.raw, wide=True)

    def _text_objects(self, objects: Iterator[Any], depth: int = 0) -> Iterator[Any]:
        for item in objects:
            kind = self.raw.FPDFPageObj_GetType(item)
            if kind == self.raw.FPDF_PAGEOBJ_TEXT:
                yield item
            elif kind == self.raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
                yield from self._text_objects(self.form_objects(item), depth + 1)

    def _tagged(self, page: Any, textpage: Any, tags: _PageTags) -> list[Fragment]:
        texts: dict[_Block, list[str]] = {}
        drawings: dict[_Block, list[_Line]] = {}
        others: list[_Line] = []
        for item, text in self.texts(self.page_objects(page), textpage):
            mark = self.raw.FPDFPageObj_GetMarkedContentID(item)
            block = tags.blocks.get(mark)
            if block is not None and block.where == "chart":
                self._add_to_lines(item, -1, text, drawings.setdefault(block, []))
            elif block is not None:
                texts.setdefault(block, []).append(text)
            elif text.strip():
                self._add_to_lines(item, mark, text, others)
        found = [Fragment(block.where, " ".join(words), block.alt) for block, words in texts.items()]
        found += [Fragment("chart", "\n".join(one.text for one in lines), of.alt) for of, lines in drawings.items()]
        # WeasyPrint marks the text of margin boxes as content without a tag, and ornaments as artefacts
        found += [Fragment("margin" if line.mark >= 0 else "ornament", line.text) for line in others]
        return [*found, *(Fragment("alternative text", alt) for alt in tags.alternatives)]

    def _add_to_lines(self, item: Any, mark: int, text: str, lines: list[_Line]) -> None:
        """Append the text of an object to the last line if it continues that line, or else begin a line with it.

        Drawings often have one text object for each letter.
        """
        bounds = tuple(ctypes.c_float() for _ in range(4))
        self.raw.FPDFPageObj_GetBounds(item, *bounds)
        left, bottom, right, top = (bound.value for bound in bounds)
        last = lines[-1] if lines else None
        if last is not None and last.mark == mark and last.is_continued_by(left, bottom, top):
            last.text += text
            last.right, last.bottom, last.top = right, min(last.bottom, bottom), max(last.top, top)
        else:
            lines.append(_Line(mark, text, right, bottom, top))

    def _annotations(self, page: Any) -> Iterator[Fragment]:
        """The texts of links and comments."""
        for i in range(min(self.raw.FPDFPage_GetAnnotCount(page.raw), MOST_NAMES)):
            annotation = self.raw.FPDFPage_GetAnnot(page.raw, i)
            if not annotation:
                continue
            text = self.string(self.raw.FPDFAnnot_GetStringValue, annotation, b"Contents", wide=True)
            link = self.raw.FPDFAnnot_GetSubtype(annotation) == self.raw.FPDF_ANNOT_LINK
            self.raw.FPDFPage_CloseAnnot(annotation)
            if text.strip():
                yield Fragment("link" if link else "comment", text)

    def _destinations(self) -> Iterator[tuple[str, int]]:
        """The named destinations and the numbers of their pages."""
        for i in range(min(self.raw.FPDF_CountNamedDests(self.document.raw), MOST_NAMES)):
            length = ctypes.c_long(0)
            self.raw.FPDF_GetNamedDest(self.document.raw, i, None, length)
            if length.value <= 2:
                continue
            buffer = ctypes.create_string_buffer(length.value)
            destination = self.raw.FPDF_GetNamedDest(self.document.raw, i, buffer, length)
            if destination:
                name = buffer.raw[: length.value - 2].decode("utf-16-le", errors="replace")
                yield name, self.raw.FPDFDest_GetDestPageIndex(self.document.raw, destination) + 1

    def _bookmarks(self) -> Iterator[tuple[int, str]]:
        """The numbers of the pages that the bookmarks lead to, and their titles."""
        for count, bookmark in enumerate(self.document.get_toc(max_depth=8)):
            destination = bookmark.get_dest()
            index = destination.get_index() if destination is not None else None
            yield (index or 0) + 1, bookmark.get_title()
            if count >= MOST_NAMES:
                break


@dataclass(slots=True)
class _Line:
    """A line of text while it is put together; in points from the lower left corner of the page."""

    mark: int
    text: str
    right: float
    bottom: float
    top: float

    def is_continued_by(self, left: float, bottom: float, top: float) -> bool:
        """Whether a box begins where this line ends: at the same height, with less than a wide space between."""
        height = max(self.top - self.bottom, top - bottom)
        level = min(self.top, top) - max(self.bottom, bottom)
        return (level > 0 and -0.3 * height < left - self.right < 0.6 * height) or self.mark >= 0


@dataclass(frozen=True, slots=True)
class _Block:
    """A tag whose text is one fragment; `number` makes it unique on its page."""

    number: int
    where: Where
    alt: str = ""


class _PageTags:
    """The blocks of a page by the ids of their marked content, and the alternative texts. Empty without tags."""

    def __init__(self, pdf: PdfFile, page: Any) -> None:
        self._pdf, self._raw, self._count = pdf, pdf.raw, 0
        self.blocks: dict[int, _Block] = {}
        self.alternatives: list[str] = []
        tree = self._raw.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            return
        try:
            for i in range(min(self._raw.FPDF_StructTree_CountChildren(tree), MOST_TAGS)):
                child = self._raw.FPDF_StructTree_GetChildAtIndex(tree, i)
                if child:
                    self._add(child, None, 0)
        finally:
            self._raw.FPDF_StructTree_Close(tree)

    def _add(self, element: Any, block: _Block | None, depth: int) -> None:
        self._count += 1
        if self._count > MOST_TAGS or depth > DEEPEST_TAG:
            return
        raw = self._raw
        kind = self._pdf.string(raw.FPDF_StructElement_GetType, element)
        alt = self._pdf.string(raw.FPDF_StructElement_GetAltText, element).strip()
        actual = self._pdf.string(raw.FPDF_StructElement_GetActualText, element).strip()
        self.alternatives += [text for text in (alt, actual) if text]
        block = self._block(kind, alt, block) or block
        for i in range(raw.FPDF_StructElement_CountChildren(element)):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                self._add(child, block, depth + 1)
            elif block is not None and (mark := raw.FPDF_StructElement_GetChildMarkedContentID(element, i)) >= 0:
                self.blocks[mark] = block
        if block is not None and (mark := raw.FPDF_StructElement_GetMarkedContentID(element)) >= 0:
            self.blocks.setdefault(mark, block)

    def _block(self, kind: str, alt: str, outer: _Block | None) -> _Block | None:
        """The block that a tag begins; None if its text belongs to the block around it."""
        within = outer.where if outer is not None else ""
        if kind == "Lbl" and within == "note":
            return _Block(self._count, "note number")
        if kind == "Reference" and within not in ("contents", "note", "chart"):
            return _Block(self._count, "note call")
        where = _BLOCK_TAGS.get(kind)
        if where is None or within in ("note", "contents", "chart", "table"):
            return None
        return _Block(self._count, where, alt if where == "chart" else "")
