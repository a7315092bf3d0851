"""One page of a PDF file: its fragments, its pictures, and what was not read."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from factpress.audit.readers.pdf.actual_text import show_replaced_texts
from factpress.audit.readers.pdf.annotations import AnnotationReader, Annotations, draw_annotations
from factpress.audit.readers.pdf.content import ContentReader, TextObject
from factpress.audit.readers.pdf.hidden_text import hidden_texts
from factpress.audit.readers.pdf.lines import Line, is_note_call, read_lines
from factpress.audit.readers.pdf.pdfium import Box, PdfFile
from factpress.audit.readers.pdf.tags import Block, PageTags
from factpress.audit.readers.pdf.unreadable import is_on_picture, read_pictures, unread_content
from factpress.audit.reading import Fragment, Picture, Unread

_REPLACED = Unread("text that differs from what it says to screen readers")
_COVERED = Unread("text that is covered")
_BLENDED = Unread("text in the colour of its background")
_INVISIBLE = Unread("invisible text")
_LAYERED = Unread("text on a layer that is not shown")
_CROWDED = Unread("text among so many shapes that they may cover it")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read. `lines` are those of a page without tags, on the part `shown`, displayed `sideways`.

    `painted` is the text of its text objects in painting order.
    """

    number: int
    tagged: bool
    lines: tuple[Line, ...]
    others: tuple[Fragment, ...]
    shown: Box
    sideways: bool
    pictures: tuple[Picture, ...]
    unread: tuple[Unread, ...]
    painted: str

    def fragments(self, margins: Collection[tuple[int, int]]) -> Iterator[Fragment]:
        """All fragments; `margins` are the page numbers and indices of the lines that are margins."""
        if not self.tagged:
            in_margin = {index for number, index in margins if number == self.number}
            texts = [line.text for index, line in enumerate(self.lines) if index not in in_margin]
            yield Fragment("text", "\r\n".join(texts))
            for index, line in enumerate(self.lines):
                yield from (Fragment("margin", line.text) for _ in range(index in in_margin))
                yield from (Fragment("note call", call) for call in line.calls)
        yield from self.others


class PageReader:
    """Reads the pages of a file, one at a time."""

    def __init__(self, pdf: PdfFile) -> None:
        self._pdf = pdf
        self._content = ContentReader(pdf)
        self._annotations = AnnotationReader(pdf)

    @classmethod
    @contextmanager
    def opened(cls, pdf: PdfFile) -> Generator[PageReader]:
        """A reader of the pages of an open file."""
        reader = cls(pdf)
        try:
            yield reader
        finally:
            reader._annotations.close()

    @property
    def has_xfa(self) -> bool:
        """Whether the file has a form that only programs with XFA show."""
        return self._annotations.has_xfa

    def read(self, number: int) -> Page:
        """A page by its number from 1. Raises ToolError if it has too many texts."""
        page = self._pdf.document[number - 1]
        try:
            annotations = self._annotations.read(page)
            own = None
            if annotations.have_appearance:
                page, own = draw_annotations(self._pdf, page, number - 1)
            textpage = page.get_textpage()
            try:
                return self._read(page, textpage, number, annotations, own)
            finally:
                textpage.close()
        finally:
            page.close()

    def _read(self, page: Any, textpage: Any, number: int, annotations: Annotations, own: int | None) -> Page:
        pdf = self._pdf
        tags = PageTags(pdf, page)
        content = self._content.read(page, textpage, own)
        painted = "".join(text.text for text in content.texts if not text.of_annotation)
        hidden = hidden_texts(pdf, page, content)
        replaced = show_replaced_texts(pdf, page, content.texts)
        scanned = {text for text in hidden.invisible if is_on_picture(text, content)}
        unseen = hidden.outside | hidden.covered | hidden.blended | hidden.layered
        unread = unread_content(pdf, content, tags.blocks, unseen)
        unread += [_INVISIBLE] * bool(hidden.invisible - scanned)
        unread += [_COVERED] * bool(hidden.covered) + [_BLENDED] * bool(hidden.blended)
        unread += [_LAYERED] * bool(hidden.layered)
        unread += [_CROWDED] * (not hidden.is_complete)
        unread += [_REPLACED] * bool(replaced) + annotations.unread
        lines: list[Line] = []
        if tags.blocks:
            others = list(_tagged(pdf, content.texts, tags, hidden.outside))
        else:
            now = page.get_textpage() if replaced else textpage  # with what is shown
            lines, texts = read_lines(pdf, now, content, unseen | (hidden.invisible - scanned))
            if replaced:
                now.close()
            others = [Fragment("outside", "\n".join(texts))] if texts else []
        others += [Fragment("alternative text", text) for text in replaced if text.strip()]
        others += annotations.fragments
        others += _field_fragments(content.texts, annotations.values)
        return Page(
            number,
            bool(tags.blocks),
            tuple(lines),
            tuple(others),
            content.shown,
            pdf.raw.FPDFPage_GetRotation(page.raw) % 2 == 1,
            tuple(picture for _, picture in read_pictures(pdf, content, tags.blocks)),
            tuple(dict.fromkeys(unread)),
            painted,
        )


def _tagged(
    pdf: PdfFile, texts: Iterable[TextObject], tags: PageTags, outside: Collection[TextObject]
) -> Iterator[Fragment]:
    """The fragments of a page with tags."""
    blocks: dict[Block, list[str]] = {}
    ends: dict[Block, TextObject] = {}
    drawings: dict[Block, list[_Joined]] = {}
    untagged: list[_Joined] = []
    calls: list[str] = []
    for text in texts:
        if text.of_annotation:
            continue
        block = tags.blocks.get(text.mark)
        if text in outside:
            yield from (Fragment("outside", one) for one in (text.text,) if one.strip())
        elif block is None:
            if text.text.strip():
                _join(text, text.mark, untagged)
        elif block.where == "chart":
            _join(text, -1, drawings.setdefault(block, []))
        elif block.where != "note call" and is_note_call(pdf, text, ends.get(block)):
            calls.append(text.text)
        else:
            blocks.setdefault(block, []).append(text.text)
            if text.text.strip():
                ends[block] = text
    yield from (Fragment(block.where, " ".join(words), block.alt) for block, words in blocks.items())
    yield from (Fragment("note call", call) for call in calls)
    yield from (Fragment("chart", "\n".join(one.text for one in lines), of.alt) for of, lines in drawings.items())
    # WeasyPrint marks the text of margin boxes as content without a tag, and ornaments as artefacts
    yield from (Fragment("margin" if line.mark >= 0 else "ornament", line.text) for line in untagged)
    yield from (Fragment("alternative text", alt) for alt in tags.alternatives)


def _field_fragments(texts: Iterable[TextObject], values: Iterable[str]) -> Iterator[Fragment]:
    """What annotations show, and the values of fields that the file does not draw."""
    lines: list[_Joined] = []
    for text in texts:
        if text.of_annotation and text.text.strip():
            _join(text, -1, lines)
    yield from (Fragment("field", line.text) for line in lines)
    drawn = "".join("".join(line.text.split()) for line in lines)
    yield from (Fragment("field", value) for value in values if "".join(value.split()) not in drawn)


@dataclass(slots=True)
class _Joined:
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


def _join(text: TextObject, mark: int, lines: list[_Joined]) -> None:
    """Append the text of an object to the last line if it continues that line, or else begin a line with it.

    Drawings often have one text object for each letter.
    """
    left, bottom, right, top = text.box
    last = lines[-1] if lines else None
    if last is not None and last.mark == mark and last.is_continued_by(left, bottom, top):
        last.text += text.text
        last.right, last.bottom, last.top = right, min(last.bottom, bottom), max(last.top, top)
    else:
        lines.append(_Joined(mark, text.text, right, bottom, top))
