"""Sheets that pages lie on: what the pages say is carried in the file, and held against what stands on the sheets.

A page loses its tags when it becomes a part of a sheet, and without them a folio or the tick of a chart looks like a
number that somebody claims. So the file carries the reading of its pages; it counts only as far as each cell of each
sheet still says its page's words, to the letter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, cast, get_args

from factpress.audit.reading import Fragment, Place, Reading, Where
from factpress.core.diagnostics import ToolError

ENTRY = b"Sheets"
"""The entry of the file's own data that carries the reading of its pages."""

Sides = Sequence[Sequence[int]]
"""The pages on each side, in the order in which they are painted."""

_UNSEEN = str.maketrans("", "", "-\x02\x03\xad\u2010\u200b")  # what PDFium makes of a hyphen depends on what is near


class Opened(Protocol):
    """A document while it is read."""

    raw: Any
    document: Any
    path: Path

    def runs(self, owner: Any, text: Any, count: Any, get: Any) -> Iterator[str]:
        """The words of each run of text below something, in the order in which they are painted."""
        ...


def carried(reading: Reading, words: Sequence[str], sides: Sides) -> str:
    """What a file of sheets says of its pages; `words` are the marks of what each page says (`mark_of`)."""
    pages = [
        {
            "name": place.name,
            "words": mark,
            "claims": place.claims,
            "says": [[f.where, f.text, f.of] if f.of else [f.where, f.text] for f in place.fragments],
        }
        for place, mark in zip(reading.places, words, strict=True)
    ]
    told = {"sides": sides, "pages": pages, "made": dict(reading.made), "anchors": dict(reading.anchors)}
    return json.dumps(told, separators=(",", ":"))


def mark_of(runs: Iterator[str]) -> str:
    """A mark that is another one wherever a letter is."""
    said = "".join("".join(run.split()) for run in runs).translate(_UNSEEN)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def page_marks(opened: Opened) -> tuple[str, ...]:
    """The mark of each page."""
    raw, marks = opened.raw, list[str]()
    for page, text in _each(opened):
        marks.append(mark_of(opened.runs(page.raw, text, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)))
    return tuple(marks)


def read_sheets(opened: Opened, told: str, dated: str) -> Reading:
    """The pages that lie on the sheets. Raises ToolError where nobody can make out what the file says of them."""
    try:
        said = json.loads(told)
        places = tuple(_place(number, page) for number, page in enumerate(said["pages"], 1))
        marks = [str(page["words"]) for page in said["pages"]]
        sides = [[int(page) for page in side] for side in said["sides"]]
        made = {str(name): str(was) for name, was in said["made"].items()}
        anchors = {str(name): int(page) for name, page in said["anchors"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ToolError(f"{opened.path} says of its pages what nobody can read", "make it anew") from error
    reading = Reading(opened.path, "pdf", places, made, anchors, dated=dated)
    return replace(reading, apart=tuple(_apart(opened, sides, marks)))


def _place(number: int, page: Any) -> Place:
    fragments = tuple(Fragment(_where(said[0]), str(said[1]), *map(str, said[2:3])) for said in page["says"])
    return Place(number, str(page["name"]), fragments, tuple(str(name) for name in page["claims"]))


def _where(said: Any) -> Where:
    if said not in get_args(Where):
        raise ValueError(said)
    return cast("Where", said)


def _apart(opened: Opened, sides: list[list[int]], marks: list[str]) -> Iterator[tuple[int, int]]:
    """Where sheets say something else than their pages: the side and the page, or 0 for what is on no page."""
    raw, laid = opened.raw, set[int]()
    if len(sides) != len(opened.document):
        yield len(opened.document), 0
        return
    for number, ((page, text), wanted) in enumerate(zip(_each(opened), sides, strict=True), 1):
        things = [raw.FPDFPage_GetObject(page.raw, i) for i in range(raw.FPDFPage_CountObjects(page.raw))]
        cells = [thing for thing in things if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM]
        loose = any(raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT for thing in things)
        if loose or len(cells) != len(wanted) or raw.FPDFPage_GetAnnotCount(page.raw):
            yield number, 0
            continue
        for cell, of in zip(cells, wanted, strict=True):
            runs = opened.runs(cell, text, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
            if not 0 < of <= len(marks) or mark_of(runs) != marks[of - 1]:
                yield number, of
            laid.add(of)
    for missing in sorted(set(range(1, len(marks) + 1)) - laid):
        yield 0, missing


def _each(opened: Opened) -> Iterator[tuple[Any, Any]]:
    for index in range(len(opened.document)):
        page = opened.document[index]
        text = page.get_textpage()
        try:
            yield page, text
        finally:
            text.close()
            page.close()
