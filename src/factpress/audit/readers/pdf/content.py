"""The objects that paint a page, in painting order: texts, filled shapes and pictures, also those inside forms."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from factpress.audit.readers.pdf.pdfium import Box, PdfFile
from factpress.audit.readers.pdf.text_finder import TextFinder
from factpress.core.diagnostics import ToolError

MOST_TEXTS = 200_000
"""Text objects on one page."""
DEEPEST_FORM = 20
"""Form XObjects inside each other."""
_THIN = 2.0
"""Points. A shape that is thinner covers no text."""
_INVISIBLE = 3
"""The text rendering mode that neither fills nor strokes."""

Colour = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255."""


@dataclass(slots=True, eq=False)
class TextObject:
    """A text object of PDFium. `mark` is the id of its marked content, -1 without one; `marks` is their number.

    `part` is the number of the object of the page that it is or that contains it.
    """

    item: Any
    part: int
    order: int
    box: Box
    mark: int
    marks: int
    text: str
    colour: Colour
    invisible: bool
    of_annotation: bool


@dataclass(slots=True, eq=False)
class Shape:
    """A filled path, a picture or a shading. `colour` is None if it is not known, or not one."""

    item: Any
    part: int
    order: int
    box: Box
    colour: Colour | None
    of_annotation: bool
    is_picture: bool = False
    is_frame: bool = False


@dataclass(slots=True)
class PageContent:
    """What a page paints, in painting order.

    `shown` is its visible part. `forms` are the numbers of the objects of the page that contain others.
    """

    shown: Box
    texts: list[TextObject] = field(default_factory=list[TextObject])
    shapes: list[Shape] = field(default_factory=list[Shape])
    forms: list[int] = field(default_factory=list[int])


@dataclass(slots=True)
class _Part:
    """A page object while it is read: its number, and the position of the last object inside it."""

    content: PageContent
    find_text: Callable[[Any], str]
    number: int = 0
    order: int = 0
    of_annotation: bool = False


class ContentReader:
    """Reads the objects of the pages of a file."""

    def __init__(self, pdf: PdfFile) -> None:
        self._pdf, self._raw = pdf, pdf.raw
        self._bounds = tuple(ctypes.c_float() for _ in range(4))
        self._channels = tuple(ctypes.c_uint() for _ in range(4))
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()

    def read(self, page: Any, textpage: Any, first_annotation: int | None = None) -> PageContent:
        """The content of a page. From object number `first_annotation` on, it is the content of annotations.

        Raises ToolError if there are too many texts.
        """
        raw, rectangle = self._raw, self._raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page.raw, rectangle)
        content = PageContent((rectangle.left, rectangle.bottom, rectangle.right, rectangle.top))
        part = _Part(content, TextFinder(self._pdf, textpage).text)
        for part.number in range(raw.FPDFPage_CountObjects(page.raw)):
            part.of_annotation = first_annotation is not None and part.number >= first_annotation
            self._add(part, raw.FPDFPage_GetObject(page.raw, part.number), None, 0)
        return content

    def _add(self, part: _Part, item: Any, matrix: Any, depth: int) -> None:
        """Add an object, or those inside a form. `matrix` is that of the forms that it is in."""
        raw, content = self._raw, part.content
        kind = raw.FPDFPageObj_GetType(item)
        part.order += 1
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            if len(content.texts) >= MOST_TEXTS:
                message = f"{self._pdf.path} has more than {MOST_TEXTS} text objects on one page"
                raise ToolError(message, "create it again")
            found = TextObject(
                item,
                part.number,
                part.order,
                self._box(item, matrix),
                raw.FPDFPageObj_GetMarkedContentID(item),
                raw.FPDFPageObj_CountMarks(item),
                part.find_text(item),
                self._colour(item),
                raw.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE,
                part.of_annotation,
            )
            content.texts.append(found)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._add_path(part, item, matrix)
        elif kind != raw.FPDF_PAGEOBJ_FORM:
            box, is_picture = self._box(item, matrix), kind == raw.FPDF_PAGEOBJ_IMAGE
            shape = Shape(item, part.number, part.order, box, None, part.of_annotation, is_picture=is_picture)
            content.shapes.append(shape)
        elif depth < DEEPEST_FORM:
            if depth == 0:
                content.forms.append(part.number)
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, own)
            inner = own if matrix is None else _product(raw, own, matrix)
            for i in range(raw.FPDFFormObj_CountObjects(item)):
                self._add(part, raw.FPDFFormObj_GetObject(item, i), inner, depth + 1)

    def _add_path(self, part: _Part, item: Any, matrix: Any) -> None:
        raw = self._raw
        raw.FPDFPath_GetDrawMode(item, self._fill, self._stroke)
        if not self._fill.value:
            return
        left, bottom, right, top = box = self._box(item, matrix)
        if right - left >= _THIN and top - bottom >= _THIN:
            # borders are filled by the even-odd rule: an outer and an inner rectangle
            is_frame = self._fill.value == raw.FPDF_FILLMODE_ALTERNATE
            colour = None if is_frame else self._colour(item)
            shape = Shape(item, part.number, part.order, box, colour, part.of_annotation, is_frame=is_frame)
            part.content.shapes.append(shape)

    def _box(self, item: Any, matrix: Any) -> Box:
        left, bottom, right, top = self._bounds
        self._raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
        box = left.value, bottom.value, right.value, top.value
        return box if matrix is None else _moved(box, matrix)

    def _colour(self, item: Any) -> Colour:
        red, green, blue, opacity = self._channels
        if not self._raw.FPDFPageObj_GetFillColor(item, red, green, blue, opacity):
            return 0, 0, 0, 255
        return red.value, green.value, blue.value, opacity.value


def _product(raw: Any, first: Any, second: Any) -> Any:
    """The matrix that applies `first` and then `second`."""
    return raw.FS_MATRIX(
        first.a * second.a + first.b * second.c,
        first.a * second.b + first.b * second.d,
        first.c * second.a + first.d * second.c,
        first.c * second.b + first.d * second.d,
        first.e * second.a + first.f * second.c + second.e,
        first.e * second.b + first.f * second.d + second.f,
    )


def _moved(box: Box, matrix: Any) -> Box:
    """The bounding box of a box after a transformation."""
    left, bottom, right, top = box
    if not matrix.b and not matrix.c and matrix.a > 0 and matrix.d > 0:
        a, d, e, f = matrix.a, matrix.d, matrix.e, matrix.f
        return a * left + e, d * bottom + f, a * right + e, d * top + f
    xs = [matrix.a * x + matrix.c * y + matrix.e for x in (left, right) for y in (bottom, top)]
    ys = [matrix.b * x + matrix.d * y + matrix.f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)


def mark_name(raw: Any, mark: Any) -> str:
    """The name of a mark of an object, such as "Artifact"."""
    buffer, length = (raw.FPDF_WCHAR * 32)(), raw.c_ulong(0)
    raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
    end = max(min(length.value, ctypes.sizeof(buffer)) - 2, 0)
    return bytes(buffer)[:end].decode("utf-16-le", errors="replace")
