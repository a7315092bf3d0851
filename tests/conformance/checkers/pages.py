"""The pages of a PDF as they are painted: fonts that travel with them, none empty, what two engines read from them."""

from __future__ import annotations

import ctypes
import itertools
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pikepdf
import pypdfium2
import pypdfium2.raw as raw
from pikepdf import Dictionary, Name, Stream

# Soft hyphens, zero-width spaces and joiners, and PDFium's mark for a hyphen at a line's end are no part of a word.
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufffe\x02"))


def _objects(pdf: pikepdf.Pdf) -> Iterator[Any]:
    for item in pdf.objects:
        if isinstance(item, Dictionary | Stream):
            yield item


def fonts_not_embedded(path: Path) -> list[str]:
    """The names of the fonts whose outlines are not in the file."""
    missing: list[str] = []
    with pikepdf.open(path) as pdf:
        for item in _objects(pdf):
            if item.get("/Type") == Name.Font and item.get("/Subtype") not in (Name.Type0, Name.Type3):
                descriptor = item.get("/FontDescriptor", Dictionary())
                if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                    missing.append(str(item.get("/BaseFont", "?")))
    return missing


def paint(path: Path, page: int, scale: float = 1.0) -> Any:
    """The page as a greyscale PIL picture; `scale` 1 is 72 dots to the inch, pages count from 0."""
    with pypdfium2.PdfDocument(path) as pdf:
        return cast("Any", pdf[page % len(pdf)]).render(scale=scale, grayscale=True).to_pil()


def empty_pages(path: Path) -> list[int]:
    """The numbers, from 1, of pages on which nothing is painted."""
    with pypdfium2.PdfDocument(path) as pdf:
        pictures = (cast("Any", page).render(scale=0.5, grayscale=True).to_pil() for page in pdf)
        return [number for number, picture in enumerate(pictures, 1) if _is_blank(picture)]


def blank_bands(path: Path, head: float, foot: float) -> dict[int, float]:
    """The share of the type area that the highest blank band of each page takes, by page number from 1.

    `head` and `foot` are the margins in millimetres. A page with nothing in its upper margin has no running head, and
    one that is painted up to its upper edge has a picture there: they are set pages, such as a cover or an opening, and
    have no share.
    """
    shares: dict[int, float] = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for number, page in enumerate(pdf, 1):
            picture = cast("Any", page).render(scale=1, grayscale=True).to_pil()
            width, height = picture.size
            top, bottom = round(head * 72 / 25.4), round(height - foot * 72 / 25.4)
            edge, _ = picture.crop((0, 0, width, 2)).getextrema()
            if not _is_blank(picture.crop((0, 0, width, top))) and edge > _PAPER:
                inked = [not _is_blank(picture.crop((0, y, width, y + 1))) for y in range(top, bottom)]
                runs = (sum(1 for _ in run) for ink, run in itertools.groupby(inked) if not ink)
                shares[number] = max(runs, default=0) / len(inked)
    return shares


def holes(path: Path, head: float, foot: float, most: float) -> list[int]:
    """The numbers of the pages, besides those before a set page or the end, with a larger blank band than `most`."""
    bands = blank_bands(path, head, foot)
    return [number for number, share in bands.items() if share > most and number + 1 in bands]


_PAPER = 250
"""The darkest grey of a page without paint."""


def _is_blank(picture: Any) -> bool:
    darkest, lightest = picture.getextrema()
    return darkest == lightest


def text_by_size(page: Any, least: float) -> tuple[str, str]:
    """The letters of a page of PDFium that are at least `least` points high, and those that are smaller."""
    text, large, small = page.get_textpage(), [], []
    for i in range(text.count_chars()):
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, i, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(text, i) * abs(matrix.d)
        (large if size >= least - 0.05 else small).append(chr(raw.FPDFText_GetUnicode(text, i)))
    return "".join(large), "".join(small)


def page_count(path: Path) -> int:
    """How many pages the file has."""
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def read_by_pdfium(path: Path) -> str:
    """The text as PDFium (Chrome, and what copies from it) reads it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def read_by_poppler(path: Path) -> str:
    """The text as Poppler (Evince, Okular) reads it."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")


READERS = {"PDFium": read_by_pdfium, "Poppler": read_by_poppler}


def has_poppler() -> bool:
    """Whether Poppler's tools are on this machine."""
    return shutil.which("pdftotext") is not None


def squeezed(text: str) -> str:
    """The text without spaces, line ends, unseen characters and hyphens, in NFKC: what a search box compares."""
    return re.sub(r"[\s\-‐‑]+", "", unicodedata.normalize("NFKC", text).translate(_UNSEEN))


def said_on_spreads(path: Path, sentences: Iterable[str]) -> dict[tuple[int, str], int]:
    """How often each sentence is on each two facing pages, by the index of the pages and the sentence."""
    with pypdfium2.PdfDocument(path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    return times_said(
        [left + right for left, right in itertools.zip_longest(texts[1::2], texts[2::2], fillvalue="")], sentences
    )


def times_said(texts: Iterable[str], sentences: Iterable[str]) -> dict[tuple[int, str], int]:
    """How often each sentence is in each text, without those that it is not in."""
    wanted = {sentence: squeezed(sentence) for sentence in sentences}
    counts = {
        (i, sentence): squeezed(text).count(key) for i, text in enumerate(texts) for sentence, key in wanted.items()
    }
    return {place: count for place, count in counts.items() if count}


def words_lost(words: Iterable[str], text: str) -> list[str]:
    """The words, without the stops around them, that the text read back does not hold."""
    whole = squeezed(text)
    wanted = {squeezed(word).strip(".,;:") for word in words}
    return sorted(word for word in wanted if len(word) > 1 and word not in whole)


def passages_lost(passages: Iterable[str], text: str) -> list[str]:
    """The passages that do not stand in the text, word for word."""
    whole = squeezed(text)
    return [passage for passage in passages if squeezed(passage) not in whole]
