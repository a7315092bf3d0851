"""Content of a page that may show text and has none: scans, other pictures, and letters that are drawn as outlines."""

from __future__ import annotations

import ctypes
import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from factpress.audit.readers.pdf.content import PageContent, TextObject, mark_name
from factpress.audit.readers.pdf.pdfium import Box, PdfFile
from factpress.audit.readers.pdf.tags import Block
from factpress.audit.reading import Picture, Unread

PAGE_PICTURE = Unread("a picture that covers the page")
PICTURE = Unread("a picture without alternative text")
ANNOTATION_PICTURE = Unread("a picture in a stamp, note or form field")
LINE_ART = Unread("line art that may show text")

_COVERS = 0.5
"""The share of a page from which pictures cover it."""
_SMALL, _SMALL_BESIDE_TEXT = 0.02, 0.1
"""The share of a page up to which pictures show no text to read, such as a logo; the second one for pages with text."""
_FEW_LETTERS = 50
"""A page with fewer is a picture with a page number or a caption."""
_SEGMENTS_OF_LETTER = 6
"""Segments of a path from which it may be a letter: one more than a rectangle has."""
_SEGMENTS = 200
"""Segments of such paths from which they may be a word."""
_SEGMENTS_FOR_LETTER = 40
"""Segments of drawn letters, for each letter of the text of a page, up to which the text may be all that there is."""
_MOST_DECODED = 64_000_000
"""Bytes. Of larger pictures, the digest is that of the data as stored."""


def read_pictures(pdf: PdfFile, content: PageContent, blocks: Mapping[int, Block]) -> Iterator[tuple[int, Picture]]:
    """The raster pictures of a page, each with the number of the object that it is in."""
    for shape in content.shapes:
        if shape.is_picture:
            block = blocks.get(pdf.raw.FPDFPageObj_GetMarkedContentID(shape.item))
            yield shape.part, Picture(_digest(pdf, shape.item), block.alt if block is not None else "")


def _digest(pdf: PdfFile, item: Any) -> str:
    """The SHA-256 of the pixels, or of the JPEG data. Lossless compression makes no difference."""
    raw = pdf.raw
    get = raw.FPDFImageObj_GetImageDataDecoded
    length = get(item, None, 0)
    if not 0 < length <= _MOST_DECODED:
        get = raw.FPDFImageObj_GetImageDataRaw
        length = get(item, None, 0)
    data = ctypes.create_string_buffer(max(length, 1))
    get(item, data, length)
    return hashlib.sha256(memoryview(data)[:length]).hexdigest()


def unread_content(
    pdf: PdfFile, content: PageContent, blocks: Mapping[int, Block], unseen: Collection[TextObject]
) -> list[Unread]:
    """What a page shows and was not read. Alternative texts and decoration, where a file marks them, were read."""
    found: list[Unread] = []
    images = [shape for shape in content.shapes if shape.is_picture]
    if any(shape.of_annotation for shape in images):
        found.append(ANNOTATION_PICTURE)
    page = _area(content.shown, content.shown) or 1.0
    plain = [s for s in images if not s.of_annotation and not _is_marked(pdf, s.item, blocks)]
    share = sum(_area(shape.box, content.shown) for shape in plain) / page
    segments = _drawn_segments(pdf, content, blocks)
    if share < _SMALL and segments < _SEGMENTS:
        return found
    seen = (text for text in content.texts if not text.of_annotation and not text.invisible and text not in unseen)
    letters = sum(len(text.text.strip()) for text in seen)
    scanned = any(text.invisible and is_on_picture(text, content) for text in content.texts)
    if share >= _COVERS and (letters < _FEW_LETTERS or scanned):
        found.append(PAGE_PICTURE)
    elif share >= (_SMALL_BESIDE_TEXT if letters else _SMALL):
        found.append(PICTURE)
    if segments >= max(_SEGMENTS, _SEGMENTS_FOR_LETTER * letters):
        found.append(LINE_ART)
    return found


def _drawn_segments(pdf: PdfFile, content: PageContent, blocks: Mapping[int, Block]) -> int:
    """The segments of the filled paths that may be letters and are not marked."""
    count, raw = 0, pdf.raw
    for shape in content.shapes:
        if not shape.is_picture and raw.FPDFPageObj_GetType(shape.item) == raw.FPDF_PAGEOBJ_PATH:
            segments = raw.FPDFPath_CountSegments(shape.item)
            if segments >= _SEGMENTS_OF_LETTER and not _is_marked(pdf, shape.item, blocks):
                count += segments
    return count


def _is_marked(pdf: PdfFile, item: Any, blocks: Mapping[int, Block]) -> bool:
    """Whether an object is in a drawing with an alternative text, or is decoration."""
    raw = pdf.raw
    block = blocks.get(raw.FPDFPageObj_GetMarkedContentID(item))
    if block is not None:
        return block.where != "chart" or bool(block.alt)
    for i in range(raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, i)
        if mark_name(raw, mark) == "Artifact":
            return True
    return False


def is_on_picture(text: TextObject, content: PageContent) -> bool:
    """Whether the middle of a text is on a picture, as the recognised text of a scan is."""
    x, y = (text.box[0] + text.box[2]) / 2, (text.box[1] + text.box[3]) / 2
    boxes = (shape.box for shape in content.shapes if shape.is_picture)
    return any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in boxes)


def _area(box: Box, shown: Box) -> float:
    """The area of the part of a box that is shown, in points²."""
    width = min(box[2], shown[2]) - max(box[0], shown[0])
    height = min(box[3], shown[3]) - max(box[1], shown[1])
    return max(width, 0.0) * max(height, 0.0)
