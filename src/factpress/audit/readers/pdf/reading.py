"""Read PDF files with PDFium: pages, tagged text, alternative texts, named destinations, bookmarks and links.

The tags of a page (ISO 32000-1, 14.7) tell paragraphs, notes and drawings apart. Text without a tag is not part of the
content, for example a page number. A page without tags is read line by line.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factpress.audit.readers.pdf.margins import margin_lines
from factpress.audit.readers.pdf.page import PageReader
from factpress.audit.readers.pdf.pdfium import MOST_FOREIGN_NAMES, MOST_NAMES, PdfFile
from factpress.audit.reading import Fragment, Place, Reading, Unread

_XFA = Unread("a form in XFA")
_CLAIM = re.compile(r"claim:(?P<name>[^/:]+/[^:]*):\d+")


def read_pages(pdf: PdfFile) -> Reading:
    """The contents of all pages. Raises ToolError if a page has too many objects."""
    return read_with_texts(pdf)[0]


def read_with_texts(pdf: PdfFile) -> tuple[Reading, list[str]]:
    """The contents of all pages, and the texts of each in painting order. Raises ToolError like `read_pages`."""
    fingerprints = pdf.fingerprints()
    anchors = dict(pdf.destinations(MOST_NAMES if fingerprints else MOST_FOREIGN_NAMES))
    claims: dict[int, list[str]] = {}
    for name, number in anchors.items():
        mark = _CLAIM.fullmatch(name)
        if mark is not None:
            claims.setdefault(number, []).append(mark["name"])
    bookmarks: dict[int, list[Fragment]] = {}
    for number, title in pdf.bookmarks():
        bookmarks.setdefault(number, []).append(Fragment("bookmark", title))
    with PageReader.opened(pdf) as reader:
        pages = [reader.read(number) for number in range(1, len(pdf.document) + 1)]
        has_xfa = reader.has_xfa
    margins = margin_lines([page for page in pages if not page.tagged], len(pages))
    places = [
        Place(
            page.number,
            pdf.page_name(page.number),
            (*page.fragments(margins), *bookmarks.get(page.number, ())),
            tuple(claims.get(page.number, ())),
            pictures=page.pictures,
            unread=page.unread,
        )
        for page in pages
    ]
    if has_xfa:
        places[0] = replace(places[0], unread=(_XFA, *places[0].unread))
    tagged = any(page.tagged for page in pages)
    reading = Reading(pdf.path, "pdf", tuple(places), fingerprints, anchors, tagged, pdf.date())
    return reading, [page.painted for page in pages]
