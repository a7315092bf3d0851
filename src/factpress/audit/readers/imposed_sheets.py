"""Read imposed sheets: the file contains the reading of its pages, which is compared with the text on the sheets.

A page loses its tags when it becomes part of a sheet. Without tags, a page number or the tick of a chart looks like any
number in the text. So an imposed file contains the reading of its pages. It is used only as far as each cell of each
sheet still has exactly the text of its page.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast, get_args

from factpress.audit.readers.pdf import PdfFile, open_pdf, read_pages, read_sides, read_with_texts
from factpress.audit.reading import Fragment, Picture, Place, Reading, Unread, Where
from factpress.core.diagnostics import ToolError

ENTRY = b"Sheets"
"""The key in the document information that has the reading of the pages."""

_WHERE = frozenset(get_args(Where))

Sides = Sequence[Sequence[int]]
"""The page numbers on each side of the sheets, in painting order."""

_LEFT_OUT = str.maketrans("", "", "-\x02\x03\xad\u2010\u200b")
"""Hyphens: what PDFium returns for one depends on the text around it."""


def read_pdf(data: bytes, path: Path) -> Reading:
    """Read a PDF; imposed sheets by their pages. Raises ToolError if it is encrypted or damaged, or exceeds a limit."""
    with open_pdf(data, path) as pdf:
        contained = pdf.metadata(ENTRY)
        return _read_sheets(pdf, contained) if contained else read_pages(pdf)


def carry_pages(data: bytes, path: Path, sides: Sides) -> str:
    """The reading of these pages as text, for the sheets that they are imposed on. Raises ToolError like `read_pdf`."""
    with open_pdf(data, path) as pdf:
        reading, texts = read_with_texts(pdf)
    pages = [_carried(place, text) for place, text in zip(reading.places, texts, strict=True)]
    carried = {"sides": sides, "pages": pages, "made": dict(reading.fingerprints), "anchors": dict(reading.anchors)}
    return json.dumps(carried, separators=(",", ":"))


def _carried(place: Place, text: str) -> dict[str, Any]:
    """A page as plain values, without the lists that are empty."""
    page: dict[str, Any] = {
        "name": place.name,
        "words": _text_digest(text),
        "claims": place.claims,
        "says": [[f.where, f.text, f.alt] if f.alt else [f.where, f.text] for f in place.fragments],
    }
    if place.pictures:
        page["pictures"] = [[picture.digest, picture.alt] for picture in place.pictures]
    if place.unread:
        page["unread"] = [unread.what for unread in place.unread]
    return page


def _text_digest(text: str) -> str:
    """A digest of a text, without spaces and hyphens."""
    letters = "".join(text.split()).translate(_LEFT_OUT)
    return hashlib.sha256(letters.encode("utf-8", "replace")).hexdigest()


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
    return replace(reading, sheet_differences=tuple(_sheet_differences(pdf, sides, places, digests)))


def _place(number: int, page: Any) -> Place:
    fragments = tuple(Fragment(_where(part[0]), str(part[1]), *map(str, part[2:3])) for part in page["says"])
    pictures = tuple(Picture(str(digest), str(alt)) for digest, alt in page.get("pictures", ()))
    unread = tuple(Unread(str(what)) for what in page.get("unread", ()))
    claims = tuple(str(name) for name in page["claims"])
    return Place(number, str(page["name"]), fragments, claims, pictures=pictures, unread=unread)


def _where(value: Any) -> Where:
    if value not in _WHERE:
        raise ValueError(value)
    return cast("Where", value)


def _sheet_differences(
    pdf: PdfFile, sides: list[list[int]], places: Sequence[Place], digests: list[str]
) -> Iterator[tuple[int, int]]:
    """The sides and pages that differ; page 0 for what is not on a page or covers it, side 0 for a page on no sheet."""
    placed = set[int]()
    if len(sides) != len(pdf.document):
        yield len(pdf.document), 0
        return
    for number, (side, pages) in enumerate(zip(read_sides(pdf), sides, strict=True), 1):
        if side.has_others or len(side.cells) != len(pages):
            yield number, 0
            continue
        for cell, page in zip(side.cells, pages, strict=True):
            place = places[page - 1] if 0 < page <= len(places) else None
            if place is None or _text_digest(cell.text) != digests[page - 1]:
                yield number, page
            elif _digests(cell.pictures) != _digests(place.pictures) or (cell.has_hidden_text and not place.unread):
                yield number, 0
            placed.add(page)
    for missing in sorted(set(range(1, len(digests) + 1)) - placed):
        yield 0, missing


def _digests(pictures: Iterable[Picture]) -> list[str]:
    return [picture.digest for picture in pictures]
