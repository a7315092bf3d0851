"""The comments in a reviewed file: highlights, notes and struck-out words of a PDF, and comments on slides.

The file comes from outside, so it is read in a process of its own.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factpress.audit.readers import MOST_BYTES, memory_limit, read_file
from factpress.audit.readers.pdf import PdfFile, open_pdf
from factpress.core.untrusted import read_limited, run_confined
from factpress.session.pictures.page_text import destinations, page_png

_MOST = 2_000
"""Comments of a file that are read."""
_MOST_PICTURES = 60
_PICTURE_WIDTH = 960
_MOST_NAMES = 20_000
_LONG = 4_000
"""Characters of a comment that are kept."""
_NEAR = 40.0
"""Points between a comment and the line of the statement that it is about, at most."""
_LINE = 14.0
"""The height of a line in points, from its destination down."""

_KINDS = {
    "TEXT": "note",
    "FREETEXT": "text box",
    "HIGHLIGHT": "highlight",
    "UNDERLINE": "underlined",
    "SQUIGGLY": "underlined",
    "STRIKEOUT": "struck out",
    "CARET": "insertion",
    "INK": "drawing",
    "LINE": "line",
    "SQUARE": "drawing",
    "CIRCLE": "drawing",
    "POLYGON": "drawing",
    "POLYLINE": "drawing",
    "STAMP": "stamp",
}
"""The annotations of a PDF that are comments, with the words for each."""

_ON_WORDS = frozenset({"highlight", "underlined", "struck out"})
_MOMENT = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment: the page that it is on, its kind, who wrote it and when, what it says, and the words it is about.

    The place is in percent of the page. `claim` is the claim at that place, "" if there is none.
    """

    page: int
    label: str
    kind: str
    author: str = ""
    at: str = ""
    words: str = ""
    quote: str = ""
    left: float = 0.0
    top: float = 0.0
    width: float = 0.0
    height: float = 0.0
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Remarks:
    """The comments of a file in the order of its pages, and pictures of the pages that have any."""

    remarks: tuple[Remark, ...]
    pictures: dict[int, bytes]


def read_remarks(path: Path) -> Remarks:
    """Return the comments of a PDF or a presentation. Raises ToolError if it cannot be read."""
    return run_confined(_read, path, memory=memory_limit(path))


def _read(path: Path) -> Remarks:
    data = read_limited(path, MOST_BYTES, "choose a .pdf or .pptx file")
    if b"%PDF-" in data[:1024]:
        with open_pdf(data, path) as file:
            return _of_pdf(file)
    places = [place for place in read_file(path).places if place.number]
    found = [
        Remark(place.number, place.name, "comment", words=one.text[:_LONG], claim=_only_claim(place.claims))
        for place in places
        for one in place.fragments
        if one.where == "comment" and one.text.strip()
    ]
    return Remarks(tuple(found[:_MOST]), {})


def _only_claim(addresses: tuple[str, ...]) -> str:
    claims = {address.partition("/")[0] for address in addresses}
    return claims.pop() if len(claims) == 1 else ""


# ── PDF ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Statement:
    claim: str
    x: float
    y: float


def _of_pdf(file: PdfFile) -> Remarks:
    statements: dict[int, list[_Statement]] = {}
    for name, page, x, y in destinations(file, _MOST_NAMES):
        kind, _, rest = name.partition(":")
        if kind == "claim":
            statements.setdefault(page, []).append(_Statement(rest.partition("/")[0].partition(":")[0], x, y))
    remarks: list[Remark] = []
    pictures: dict[int, bytes] = {}
    for number, (page, textpage) in enumerate(file.pages(), 1):
        found = list(_on_page(file, number, page, textpage, statements.get(number, [])))
        if found and len(pictures) < _MOST_PICTURES:
            pictures[number] = page_png(page, _PICTURE_WIDTH / page.get_width())[0]
        remarks += found
        if len(remarks) >= _MOST:
            break
    return Remarks(tuple(remarks[:_MOST]), pictures)


def _on_page(file: PdfFile, number: int, page: Any, textpage: Any, statements: list[_Statement]) -> Iterator[Remark]:
    raw = file.raw
    kinds = {getattr(raw, f"FPDF_ANNOT_{name}"): words for name, words in _KINDS.items()}
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            kind = kinds.get(raw.FPDFAnnot_GetSubtype(annotation), "")
            remark = _remark(file, annotation, kind, (page, textpage)) if kind else None
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
        if remark is None:
            continue
        words, quote, author, at, (left, top, right, bottom) = remark
        wide, high = page.get_width(), page.get_height()
        yield Remark(
            number,
            file.page_name(number),
            kind,
            author,
            at,
            words,
            quote,
            round(100 * left / wide, 2),
            round(100 * top / high, 2),
            round(100 * (right - left) / wide, 2),
            round(100 * (bottom - top) / high, 2),
            _claim_at(statements, left, top, right, bottom),
        )


def _remark(
    file: PdfFile, annotation: Any, kind: str, pages: tuple[Any, Any]
) -> tuple[str, str, str, str, tuple[float, float, float, float]] | None:
    """What a comment says, the words under it, its author, its time, and its box from the upper left corner."""
    raw, (page, textpage) = file.raw, pages

    def text(key: bytes) -> str:
        return " ".join(file.wide_string(raw.FPDFAnnot_GetStringValue, annotation, key).split())[:_LONG]

    box: Any = raw.FS_RECTF()
    if not raw.FPDFAnnot_GetRect(annotation, box):
        return None
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    words = text(b"Contents")
    quote = _text_in(raw, textpage, left, top, right, bottom) if kind in _ON_WORDS else ""
    if not words and not quote:
        return None
    height = page.get_height()
    at = _MOMENT.match(text(b"M") or text(b"CreationDate"))
    moment = "" if at is None else f"{at[1]}-{at[2]}-{at[3]}" + (f" {at[4]}:{at[5]}" if at[4] and at[5] else "")
    return words, quote, text(b"T"), moment, (left, height - top, right, height - bottom)


def _text_in(raw: Any, textpage: Any, left: float, top: float, right: float, bottom: float) -> str:
    buffer = (ctypes.c_ushort * _LONG)()
    length = raw.FPDFText_GetBoundedText(textpage.raw, left, top, right, bottom, buffer, _LONG)
    found = bytes(memoryview(buffer))[: 2 * max(length, 0)].decode("utf-16-le", errors="replace")
    return " ".join(found.replace("\0", "").split())


def _claim_at(statements: list[_Statement], left: float, top: float, right: float, bottom: float) -> str:
    """The claim whose statement is nearest to a box; "" if none is near."""
    best: tuple[float, str] | None = None
    for one in statements:
        down = max(top - one.y - _LINE, one.y - bottom, 0.0)
        across = max(left - one.x, one.x - right, 0.0)
        if down <= _NEAR and (best is None or down + across / 10 < best[0]):
            best = down + across / 10, one.claim
    return best[1] if best is not None else ""
