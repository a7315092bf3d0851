"""Texts of a page that readers do not see: outside the page, invisible, covered, on a hidden layer, or blended.

Positions and colours show which texts may be hidden. Whether they are is seen by painting the page with and without
them, so that transparency, clipping, blending and the form of a shape need no rules here.
"""

from __future__ import annotations

import ctypes
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factpress.audit.readers.pdf.content import Colour, PageContent, Shape, TextObject, mark_name
from factpress.audit.readers.pdf.pdfium import Box, PdfFile

_COVERED = 0.2
"""The share of a text that another object overlaps before it is looked at, and that must be hidden to be reported."""
_SAME_COLOUR = 24
"""The difference of colours up to which a text cannot be told from what is behind it."""
_CHANGED = 12
"""The difference of a pixel from which it is seen."""
_BAND = 16.0
"""Points. Shapes are looked up by horizontal bands of this height."""
_MOST_COMPARED = 10_000_000
"""Pairs of a text and a shape on one page."""
_MOST_PIXELS = 1_500
"""The longer side of the painted page."""
_OPAQUE = 250
_BEHIND = 0.9
"""The share of a text that a shape must contain to be its background."""
_WHITE: Colour = (255, 255, 255, 255)


@dataclass(frozen=True, slots=True)
class HiddenTexts:
    """The hidden texts of a page by reason."""

    outside: frozenset[TextObject]
    invisible: frozenset[TextObject]
    covered: frozenset[TextObject]
    blended: frozenset[TextObject]
    """In the colour of their background, or fully transparent."""
    layered: frozenset[TextObject] = frozenset()
    """On a layer that is not shown."""
    is_complete: bool = True
    """False if there are too many shapes to look at all texts."""


def hidden_texts(pdf: PdfFile, page: Any, content: PageContent) -> HiddenTexts:
    """The texts of a page that are not seen."""
    outside, invisible = set[TextObject](), set[TextObject]()
    covers: dict[TextObject, list[Shape]] = {}
    blended: list[TextObject] = []
    layered: list[TextObject] = []
    bands = _bands(content)
    from_left, from_bottom, to_right, to_top = content.shown
    compared = 0
    for text in content.texts:
        left, bottom, right, top = text.box
        if text.text.isspace() or not text.text:
            continue
        if right <= from_left or left >= to_right or top <= from_bottom or bottom >= to_top:
            outside.add(text)
        elif text.invisible:
            invisible.add(text)
        elif text.marks > (text.mark >= 0) and _is_on_layer(pdf, text):
            layered.append(text)
        else:
            shapes = bands.get(int((bottom + top) / 2 // _BAND))
            before: Sequence[Shape] = ()
            if shapes is not None:
                compared += len(shapes)
                if compared > _MOST_COMPARED:
                    break
                at = bisect_left(shapes, text.order, key=_order)
                before = shapes[:at]
                later = [shape for shape in shapes[at:] if shape.box[0] < right and left < shape.box[2]]
                later = [shape for shape in later if _may_cover(shape, text)]
                if later:
                    covers[text] = later
                    continue
            if text.colour[3] <= _SAME_COLOUR or _is_similar(_colour_behind(text, before), text.colour):
                blended.append(text)
    covered, unseen = frozenset[TextObject](), frozenset[TextObject]()
    if covers or blended or layered:
        covered, unseen = _Painter(pdf, page).hidden(covers, [*blended, *layered])
    return HiddenTexts(
        frozenset(outside),
        frozenset(invisible),
        covered,
        unseen.intersection(blended),
        unseen.intersection(layered),
        compared <= _MOST_COMPARED,
    )


def _is_on_layer(pdf: PdfFile, text: TextObject) -> bool:
    """Whether a text is optional content (ISO 32000-1, 8.11)."""
    marks = (pdf.raw.FPDFPageObj_GetMark(text.item, i) for i in range(text.marks))
    return any(mark_name(pdf.raw, mark) == "OC" for mark in marks)


def _overlap(box: Box, other: Box) -> float:
    """The area that two boxes share, in points²; 0 if they touch, and less if they do not."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    return width * height if width > 0 and height > 0 else min(width, height)


def _area(box: Box) -> float:
    return max((box[2] - box[0]) * (box[3] - box[1]), 1e-6)


def _may_cover(shape: Shape, text: TextObject) -> bool:
    return _overlap(shape.box, text.box) >= _COVERED * _area(text.box)


def _is_similar(colour: Colour | None, other: Colour) -> bool:
    if colour is None:
        return False
    red, green, blue, _ = colour
    near = abs(red - other[0]) <= _SAME_COLOUR
    return near and abs(green - other[1]) <= _SAME_COLOUR and abs(blue - other[2]) <= _SAME_COLOUR


def _bands(content: PageContent) -> dict[int, list[Shape]]:
    """The shapes of a page by horizontal bands, so that a text is compared with those near it only."""
    bands: dict[int, list[Shape]] = {}
    _, bottom, _, top = content.shown
    for shape in content.shapes:
        first, last = max(shape.box[1], bottom), min(shape.box[3], top)
        for band in range(int(first // _BAND), int(last // _BAND) + 1):
            bands.setdefault(band, []).append(shape)
    return bands


def _colour_behind(text: TextObject, before: Sequence[Shape]) -> Colour | None:
    """The colour that a text is painted on; None if it is not one colour."""
    for shape in reversed(before):
        if not shape.is_frame and _overlap(shape.box, text.box) >= _BEHIND * _area(text.box):
            return shape.colour if shape.colour is not None and shape.colour[3] >= _OPAQUE else None
    return _WHITE


def _order(shape: Shape) -> int:
    return shape.order


class _Painter:
    """Paints a page with and without some of its objects."""

    def __init__(self, pdf: PdfFile, page: Any) -> None:
        self._raw, self._page = pdf.raw, page
        self._scale = min(1.0, _MOST_PIXELS / max(page.get_size()))
        self._x, self._y = ctypes.c_int(), ctypes.c_int()

    def hidden(
        self, covers: Mapping[TextObject, Sequence[Shape]], blended: Sequence[TextObject]
    ) -> tuple[frozenset[TextObject], frozenset[TextObject]]:
        """The texts that their covers hide, and those without a difference to their background."""
        texts = [text.item for text in (*covers, *blended)]
        shapes = list({shape.order: shape.item for above in covers.values() for shape in above}.values())
        page, without = self._paint([]), self._paint(texts)
        unseen = frozenset(text for text in blended if not self._changes(text.box, page, without))
        if not covers:
            return frozenset(), unseen
        bare, nothing = self._paint(shapes), self._paint([*shapes, *texts])
        covered: set[TextObject] = set()
        for text in covers:
            all_of_it = self._changes(text.box, bare, nothing)
            if self._changes(text.box, page, without) < (1 - _COVERED) * all_of_it:
                covered.add(text)
        return frozenset(covered), unseen

    def _paint(self, inactive: Sequence[Any]) -> _Pixels:
        """The page without some objects."""
        self._activate(inactive, 0)
        try:
            bitmap = self._page.render(scale=self._scale, may_draw_forms=False, draw_annots=False)
            return _Pixels(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, bitmap.n_channels)
        finally:
            self._activate(inactive, 1)

    def _activate(self, items: Sequence[Any], active: int) -> None:
        for item in items:
            self._raw.FPDFPageObj_SetIsActive(item, active)

    def _changes(self, box: Box, one: _Pixels, other: _Pixels) -> int:
        """The number of pixels of a box that differ between two pictures of the page."""
        corners = [self._pixel(box[i], box[j], one) for i, j in ((0, 1), (2, 3))]
        left, right = sorted(x for x, _ in corners)
        top, bottom = sorted(y for _, y in corners)
        start, end = max(left, 0) * one.channels, min(right + 1, one.width) * one.channels
        count = 0
        for y in range(max(top, 0), min(bottom + 1, one.height)):
            at = y * one.stride
            row, other_row = one.data[at + start : at + end], other.data[at + start : at + end]
            if row != other_row:
                count += sum(abs(a - b) > _CHANGED for a, b in zip(row, other_row, strict=True))
        return count

    def _pixel(self, x: float, y: float, of: _Pixels) -> tuple[int, int]:
        self._raw.FPDF_PageToDevice(self._page.raw, 0, 0, of.width, of.height, 0, x, y, self._x, self._y)
        return self._x.value, self._y.value


@dataclass(frozen=True, slots=True)
class _Pixels:
    """A painted page: rows of `stride` bytes."""

    data: bytes
    width: int
    height: int
    stride: int
    channels: int
