"""Read imposed sheets: the file contains the reading of its pages, which is compared with the text on the sheets.

A page loses its tags when it becomes part of a sheet. Without tags, a page number or the tick of a chart looks like any
number in the text. So an imposed file contains the reading of its pages. It is used only as far as each cell of each
sheet still has exactly the text of its page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast, get_args

from factpress.audit.readers.pdf import PdfFile, open_pdf
from factpress.audit.reading import Fragment, Place, Reading, Where
from factpress.core.diagnostics import ToolError

ENTRY = b"Sheets"
"""The key in the document information that has the reading of the pages."""

Sides = Sequence[Sequence[int]]
"""The page numbers on each side of the sheets, in painting order."""

_LEFT_OUT = str.maketrans("", "", "-\x02\x03\xad\u2010\u200b")
"""Hyphens: what PDFium returns for one depends on the text around it."""


def read_pdf(data: bytes, path: Path) -> Reading:
    """Read a PDF; imposed sheets by their pages. Raises ToolError if it is encrypted or damaged, or exceeds a limit."""
    with open_pdf(data, path) as pdf:
        contained = pdf.metadata(ENTRY)
        return _read_sheets(pdf, contained) if contained else pdf.reading()


def carry_pages(data: bytes, path: Path, sides: Sides) -> str:
    """The reading of these pages as text, for the sheets that they are imposed on. Raises ToolError like `read_pdf`."""
    with open_pdf(data, path) as pdf:
        reading = pdf.reading()
        digests = [_text_digest(pdf, pdf.page_objects(page), textpage) for page, textpage in pdf.pages()]
    pages = [
        {
            "name": place.name,
            "words": digest,
            "claims": place.claims,
            "says": [[f.where, f.text, f.alt] if f.alt else [f.where, f.text] for f in place.fragments],
        }
        for place, digest in zip(reading.places, digests, strict=True)
    ]
    carried = {"sides": sides, "pages": pages, "made": dict(reading.fingerprints), "anchors": dict(reading.anchors)}
    return json.dumps(carried, separators=(",", ":"))


def _text_digest(pdf: PdfFile, objects: Iterator[Any], textpage: Any) -> str:
    """A digest of the text of some objects, without spaces and hyphens."""
    text = "".join("".join(text.split()) for _, text in pdf.texts(objects, textpage)).translate(_LEFT_OUT)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _read_sheets(pdf: PdfFile, contained: str) -> Reading:
    """The reading that the file contains, with the differences of its sheets from it."""
    try:
        carried = json.loads(contained)
        places = tuple(_place(number, page) for number, page in enumerate(carried["pages"], 1))
        digests = [str(page["words"]) for page in carried["pages"]]
        sides = [[int(page) for page in side] for side in carried["sides"]]
        fingerprints = {str(name): str(value) for name, value in carried["made"].items()}
        anchors = {str(name): int(page) for name, page in carried["anchors"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ToolError(f"{pdf.path} has damaged data about its pages", "build it again") from error
    reading = Reading(pdf.path, "pdf", places, fingerprints, anchors, date=pdf.date())
    return replace(reading, sheet_differences=tuple(_sheet_differences(pdf, sides, digests)))


def _place(number: int, page: Any) -> Place:
    fragments = tuple(Fragment(_where(part[0]), str(part[1]), *map(str, part[2:3])) for part in page["says"])
    return Place(number, str(page["name"]), fragments, tuple(str(name) for name in page["claims"]))


def _where(value: Any) -> Where:
    if value not in get_args(Where):
        raise ValueError(value)
    return cast("Where", value)


def _sheet_differences(pdf: PdfFile, sides: list[list[int]], digests: list[str]) -> Iterator[tuple[int, int]]:
    """The sides and pages that differ; page 0 for text that is not on a page, side 0 for a page on no sheet."""
    raw, placed = pdf.raw, set[int]()
    if len(sides) != len(pdf.document):
        yield len(pdf.document), 0
        return
    for number, ((sheet, textpage), pages) in enumerate(zip(pdf.pages(), sides, strict=True), 1):
        objects = list(pdf.page_objects(sheet))
        cells = [item for item in objects if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM]
        loose = any(raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT for item in objects)
        if loose or len(cells) != len(pages) or raw.FPDFPage_GetAnnotCount(sheet.raw):
            yield number, 0
            continue
        for cell, page in zip(cells, pages, strict=True):
            digest = _text_digest(pdf, pdf.form_objects(cell), textpage)
            if not 0 < page <= len(digests) or digest != digests[page - 1]:
                yield number, page
            placed.add(page)
    for missing in sorted(set(range(1, len(digests) + 1)) - placed):
        yield 0, missing
