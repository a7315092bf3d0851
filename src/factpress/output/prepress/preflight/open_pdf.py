"""Opens a foreign file, or reports why not; and yields its pages, rotated as a viewer shows them."""

from __future__ import annotations

import contextlib
import io
import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf

from factpress.core.diagnostics import ToolError
from factpress.core.untrusted import read_limited
from factpress.output.prepress.geometry import Matrix
from factpress.output.prepress.preflight.context import Context
from factpress.output.prepress.preflight.interpreter import interpret
from factpress.output.prepress.preflight.limits import MOST_BYTES, MOST_PAGES
from factpress.output.prepress.preflight.page_model import Box, Sheet, bounding_box

_BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_AGAIN = "ask the sender for a new copy, or export it again"


def read_bytes(path: Path) -> bytes:
    """The content of the file. Raises ToolError if it is missing, not a file, empty, or too large."""
    data = read_limited(path, MOST_BYTES, "name a PDF that is there")
    if not data:
        raise ToolError(f"{path} is empty", _AGAIN)
    return data


@contextmanager
def opened(data: bytes, name: str) -> Generator[pikepdf.Pdf]:
    """The PDF in the bytes. Raises ToolError if it is not a PDF, truncated, encrypted, or too long."""
    if b"%PDF-" not in data[:1024]:
        raise ToolError(f"{name} is no PDF", "name a file that ends in .pdf and opens in a reader")
    with _quiet():
        try:
            file = pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True)
        except pikepdf.PasswordError:
            raise ToolError(f"{name} is locked with a password", "ask for a copy without one") from None
        except (pikepdf.PdfError, ValueError, RuntimeError) as error:
            if "encrypt" in str(error).lower():
                message = f"{name} is encrypted in a way that cannot be read"
                raise ToolError(message, "ask for a copy that is not encrypted") from None
            raise ToolError(f"{name} is damaged, or was cut short", _AGAIN) from None
        with file:
            try:
                count = len(file.pages)
            except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, AttributeError):
                raise ToolError(f"{name} has no list of pages that can be read", _AGAIN) from None
            if not count:
                raise ToolError(f"{name} has no pages", _AGAIN)
            if count > MOST_PAGES:
                raise ToolError(f"{name} has more than {MOST_PAGES} pages", "take out what is not to be printed")
            try:
                yield file
            except (pikepdf.PdfError, UnicodeDecodeError, RecursionError):
                raise ToolError(f"{name} is damaged where it describes itself", _AGAIN) from None


@contextmanager
def _quiet() -> Generator[None]:
    """Silence pikepdf, which logs what it repairs in a file."""
    logs = [logging.getLogger(name) for name in ("pikepdf", "pikepdf._core")]
    before = [log.disabled for log in logs]
    for log in logs:
        log.disabled = True
    try:
        yield
    finally:
        for log, was in zip(logs, before, strict=True):
            log.disabled = was


def sheets(file: pikepdf.Pdf, data: bytes, context: Context) -> Iterator[Sheet]:
    """Yield the pages, each with its painted items and the boxes of its text."""
    with _texts(data) as texts:
        for number, page in enumerate(file.pages, start=1):
            sheet, turned = _sheet(page, number)
            interpret(page, sheet, turned, context)
            if texts is not None and sheet.has_text and not sheet.too_deep:
                with contextlib.suppress(RuntimeError, ValueError, OSError):  # errors of PDFium for damaged files
                    sheet.words = _words(texts, number - 1, turned)
            yield sheet


@contextmanager
def _texts(data: bytes) -> Generator[Any]:
    """The file in PDFium, which measures text; None if it cannot read it."""
    import pypdfium2

    try:
        texts = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield texts
    finally:
        texts.close()


def _words(texts: Any, index: int, turned: Matrix) -> list[Box]:
    page = texts[index]
    text = page.get_textpage()
    try:
        rects = [text.get_rect(i) for i in range(text.count_rects())]
    finally:
        text.close()
        page.close()
    return [_through(turned, rect) for rect in rects if rect[2] > rect[0] and rect[3] > rect[1]]


def _sheet(page: pikepdf.Page, number: int) -> tuple[Sheet, Matrix]:
    """The boxes of the page as a viewer shows them, and the matrix from page coordinates to them."""
    written = {key: _inherited(page.obj, key) for key in _BOXES}
    inherited: dict[str, Any] = {key: box for key, box in written.items() if box is not None}
    faults: set[str] = set()
    try:
        low_x, low_y, high_x, high_y = (float(number) for number in page.mediabox)
        media = [min(low_x, high_x), min(low_y, high_y), max(low_x, high_x), max(low_y, high_y)]
    except (ValueError, TypeError, AttributeError, pikepdf.PdfError):
        media = [0.0, 0.0, 612.0, 792.0]
        faults.add("it does not say how large it is")
    turned = _turned(page, media)
    boxes = {"/MediaBox": _through(turned, media)}
    for key, written in inherited.items():
        try:
            boxes[key] = _through(turned, [float(number) for number in written])
        except (ValueError, TypeError, pikepdf.PdfError):
            faults.add(f"its {key.lstrip('/')} is none")
    media_box = boxes["/MediaBox"]
    trim = boxes.get("/TrimBox") or boxes.get("/ArtBox") or boxes.get("/CropBox") or media_box
    bleed = boxes.get("/BleedBox") or (media_box if "/TrimBox" in boxes else trim)
    stated = frozenset(key.lstrip("/") for key in boxes if key in inherited)
    links = _links(page, bleed, turned)
    return Sheet(number, media_box, trim, bleed, stated, links=links, faults=faults), turned


_INHERITED = ("/MediaBox", "/CropBox", "/Rotate")
_DEEPEST_TREE = 50


def _inherited(page: Any, key: str) -> Any:
    """The value of the page, or of the nearest part of the page tree above it."""
    for _ in range(_DEEPEST_TREE if key in _INHERITED else 1):
        if not isinstance(page, pikepdf.Dictionary) or key in page:
            break
        page = page.get("/Parent")
    return page.get(key) if isinstance(page, pikepdf.Dictionary) else None


def _turned(page: pikepdf.Page, media: list[float]) -> Matrix:
    left, bottom, right, top = media
    try:
        turn, unit = int(_inherited(page.obj, "/Rotate") or 0) % 360, float(page.obj.get("/UserUnit", 1))
    except (ValueError, TypeError):
        turn, unit = 0, 1.0
    matrix = {
        90: Matrix(0, -1, 1, 0, -bottom, right),
        180: Matrix(-1, 0, 0, -1, right, top),
        270: Matrix(0, 1, -1, 0, top, -left),
    }.get(turn, Matrix(1, 0, 0, 1, -left, -bottom))
    return matrix @ Matrix(unit, 0, 0, unit, 0, 0)


def _through(matrix: Matrix, box: Any) -> Box:
    left, bottom, right, top = box
    return bounding_box([matrix.at(x, y) for x in (left, right) for y in (bottom, top)])


def _links(page: pikepdf.Page, bleed: Box, turned: Matrix) -> int:
    """The number of annotations (links, notes, fields) inside the bleed."""
    count = 0
    listed: Any = page.obj.get("/Annots", [])
    notes: list[Any] = list(listed) if isinstance(listed, pikepdf.Array) else []
    for note in notes:
        if not isinstance(note, pikepdf.Dictionary) or note.get("/Subtype") in ("/TrapNet", "/PrinterMark"):
            continue
        with contextlib.suppress(ValueError, TypeError, KeyError, pikepdf.PdfError):
            box = _through(turned, [float(number) for number in note["/Rect"]])
            count += box.shared(bleed) is not None
    return count
