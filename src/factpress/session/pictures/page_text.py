"""The text of a page of a PDF with the places of its characters, and the page as pixels. Read with PDFium."""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from factpress.audit.readers.pdf.pdfium import PdfFile
from factpress.session.pictures.values import Hit

_IGNORED = frozenset("\u00ad\u200b\u2060\u200c\u200d\ufeff\x02\ufffe-\u2010\u2011")
"""Characters that a line break adds or takes away, besides white space."""

_FAR = 60.0
"""Points between the corner of a box and its first letter, at most."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters of a page without white space and hyphens, their numbers in PDFium, and where each begins.

    `starts` are the left edge and the upper edge of each character, in points from the upper left corner.
    """

    file: PdfFile
    textpage: Any
    width: float
    height: float
    line: str
    letters: str
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, file: PdfFile, page: Any) -> PageText:
        """Read the text of a page."""
        textpage: Any = page.get_textpage()
        count: int = file.raw.FPDFText_CountChars(textpage.raw)
        get = file.raw.FPDFText_GetUnicode
        codes = [chr(get(textpage.raw, i) or 0x20) for i in range(count)]
        kept = [i for i, letter in enumerate(codes) if not (letter.isspace() or letter in _IGNORED)]
        letters = "".join(codes[i] for i in kept)
        line = " ".join("".join(codes).replace("\x02", "").split())
        return cls(file, textpage, page.get_width(), page.get_height(), line, letters, tuple(kept))

    def runs(self, texts: Iterable[str]) -> Iterator[tuple[int, int]]:
        """The places of these texts among the letters, as pairs of begin and end, that are no part of longer words."""
        for text in texts:
            wanted = "".join(letter for letter in text if not (letter.isspace() or letter in _IGNORED))
            at = self.letters.find(wanted) if wanted else -1
            while at >= 0:
                end = at + len(wanted)
                if not (self._joins(at - 1) or self._joins(end - 1)):
                    yield at, end
                at = self.letters.find(wanted, at + 1)

    def _joins(self, at: int) -> bool:
        """Whether the letters at a place and after it are parts of one word or number."""
        if not 0 <= at < len(self.letters) - 1 or self.numbers[at] + 1 != self.numbers[at + 1]:
            return False
        both = self.letters[at : at + 2]
        return both.isalpha() or both.isdigit()

    def nearest(self, texts: Iterable[str], x: float, y: float) -> tuple[int, int] | None:
        """The run of one of these texts that begins nearest to a point; None if there is none near."""
        best: tuple[float, int, int] | None = None
        for begin, end in self.runs(texts):
            left, top, right, bottom = self._box(begin)
            far = max(left - x, x - right, 0) + max(top - y, y - bottom, 0)
            # of two texts that begin at one place, the longer one
            if far <= _FAR and (best is None or (far, -end) < (best[0], -best[2])):
                best = far, begin, end
        return best[1:] if best is not None else None

    def below(self, texts: Iterable[str], y: float) -> tuple[int, int] | None:
        """The first run of one of these texts that is below a height: the label of a value in a chart.

        A label may lack the unit, so the beginnings of the texts are looked for, too, as far as they have digits.
        """
        for text in _beginnings(texts):
            below = [(self._box(run[0])[1], run) for run in self.runs((text,)) if self._box(run[0])[3] > y]
            if below:
                return min(below)[1]
        return None

    def hits(self, run: tuple[int, int], address: str) -> tuple[Hit, ...]:
        """The rectangles of a run, one a line."""
        raw, begin, end = self.file.raw, self.numbers[run[0]], self.numbers[run[1] - 1] + 1
        count = raw.FPDFText_CountRects(self.textpage.raw, begin, end - begin)
        sides = [ctypes.c_double() for _ in range(4)]
        lines: list[list[float]] = []
        for i in range(count):
            if not raw.FPDFText_GetRect(self.textpage.raw, i, *sides):
                continue
            left, top, right, bottom = (side.value for side in sides)
            box = [left, self.height - top, right, self.height - bottom]
            last = lines[-1] if lines else None
            if last is not None and min(last[3], box[3]) - max(last[1], box[1]) > 0:  # pieces of one line
                lines[-1] = [*map(min, last[:2], box[:2]), *map(max, last[2:], box[2:])]
            else:
                lines.append(box)
        across, down = 100 / self.width, 100 / self.height
        boxes = ((x * across, y * down, (r - x) * across, (b - y) * down) for x, y, r, b in lines)
        return tuple(
            Hit(round(left, 3), round(top, 3), round(wide, 3), round(high, 3), address)
            for left, top, wide, high in boxes
        )

    def _box(self, letter: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a letter's line, in points from the upper left corner."""
        box: Any = self.file.raw.FS_RECTF()
        self.file.raw.FPDFText_GetLooseCharBox(self.textpage.raw, self.numbers[letter], box)
        return box.left, self.height - box.top, box.right, self.height - box.bottom


def _beginnings(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts and their beginnings that end in a word and have a digit, the longest first."""
    found: set[str] = set()
    for text in texts:
        words = text.split()
        parts = (" ".join(words[:count]) for count in range(1, len(words) + 1))
        found.update(part for part in parts if any(map(str.isdigit, part)) and len(part) > 1)
    return tuple(sorted(found, key=lambda part: (-len(part), part)))


def destinations(file: PdfFile, most: int) -> Iterator[tuple[str, int, float, float]]:
    """The named destinations with the numbers of their pages, and their points from the upper left corner."""
    raw, document = file.raw, file.document
    length, page = ctypes.c_long(), -1
    has = [ctypes.c_int() for _ in range(3)]
    place = [ctypes.c_float() for _ in range(3)]
    heights: dict[int, float] = {}
    for i in range(min(raw.FPDF_CountNamedDests(document.raw), most)):
        length.value = 0
        raw.FPDF_GetNamedDest(document.raw, i, None, length)
        buffer = ctypes.create_string_buffer(max(length.value, 2))
        destination = raw.FPDF_GetNamedDest(document.raw, i, buffer, length)
        if not destination or length.value <= 2:
            continue
        name = ctypes.string_at(buffer, length.value - 2).decode("utf-16-le", errors="replace")
        page = raw.FPDFDest_GetDestPageIndex(document.raw, destination)
        raw.FPDFDest_GetLocationInPage(destination, *has, *place)
        if page not in heights:
            heights[page] = document.get_page_size(page)[1]
        yield name, page + 1, place[0].value, heights[page] - place[1].value


def page_png(page: Any, scale: float) -> tuple[bytes, tuple[int, int]]:
    """A page as a PNG, with its width and height in pixels."""
    image: Any = page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    return _png(image.width, image.height, image.tobytes()), image.size


def _png(width: int, height: int, pixels: bytes) -> bytes:
    """An RGB picture as a PNG without filters: pages are white with letters.

    Pillow chooses the best filter for each line, which takes three times as long and makes the file larger.
    """
    row = 3 * width
    lines = b"".join(b"\0" + pixels[at : at + row] for at in range(0, row * height, row))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines, 2)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
