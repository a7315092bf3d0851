"""Tables as text: CSV and TSV files, and what a spreadsheet program puts on the clipboard."""

from __future__ import annotations

import codecs
import re
from functools import cache
from pathlib import Path
from typing import Literal

from factpress.core.characters import NOT_ALLOWED
from factpress.core.diagnostics import MAX_BYTES
from factpress.core.foreign_files import foreign_file
from factpress.core.regular_files import shown_size
from factpress.publication.sheets.sheet import MAX_CELLS, MAX_ROWS, Cell, Row, Sheet, refused, too_large

Encoding = Literal["UTF-8", "UTF-16", "Windows-1252"]

_LINES_SEEN = 50
"""Lines that are looked at to find the separator."""
_LONGEST = 10_000
"""Characters of a cell in quotation marks."""
_SEPARATORS = "\t;,"
_DIRECTIVE = re.compile(r"sep=(?P<mark>[\t;,|])[ \t;,]*(?:\n|\Z)", re.IGNORECASE)


def decoded(raw: bytes, file: Path) -> tuple[str, Encoding]:
    """Return the text of a table, and the encoding that it was saved in. Raises Findings if it is no text."""
    if len(raw) > MAX_BYTES:
        raise refused(
            "unreadable-file", f"{file.as_posix()} is too large", file, f"the limit is {shown_size(MAX_BYTES)}"
        )
    encoding: Encoding = "UTF-8"
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding, text = "UTF-16", raw.decode("utf-16", errors="replace")
    elif (kind := foreign_file(raw, file.name)) is not None:
        hint = "save it as .xlsx or .csv" if "text in" not in kind.name else kind.hint
        raise refused("not-a-table", f"{file.as_posix()} is {kind.name}, not a table", file, hint)
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            encoding, text = "Windows-1252", raw.decode("cp1252", errors="replace")
    return text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), encoding


def require_utf8(raw: bytes, file: Path) -> str:
    """Return the text of a table that is a file of the publication. Raises Findings if it is not saved as UTF-8."""
    text, encoding = decoded(raw, file)
    if encoding != "UTF-8":
        message = f"{file.as_posix()} is saved as {encoding}, so its letters may be read wrong"
        hint = 'save it again as "CSV UTF-8", which Excel and LibreOffice offer among the types of files'
        raise refused("not-utf-8", message, file, hint)
    return text


def parse_delimited(text: str, file: Path) -> Sheet:
    """Return a table of text. Raises Findings if it is too large.

    The separator is found: a tab, a semicolon or a comma. A cell in quotation marks may have separators and line
    breaks; a quotation mark in it is doubled.
    """
    at, number = 0, 1
    directive = _DIRECTIVE.match(text)
    mark = directive["mark"] if directive is not None else separator(text)
    if directive is not None:
        at, number = directive.end(), 2
    pattern = _cell_pattern(mark)
    rows: list[Row] = []
    line = number
    line_start, cell_count = at, 0
    while at < len(text):
        cells: list[Cell] = []
        column, first_line = 0, line
        while found := pattern.match(text, at):
            column += 1
            quoted = found["quoted"]
            shown = _clean(quoted.replace('""', '"') if quoted is not None else found["plain"])
            if shown:
                place = found.start() - line_start + 1
                cells.append(Cell(number, column, shown, line=line, at=place, length=_length(found[0])))
            if quoted is not None and "\n" in quoted:
                line += quoted.count("\n")
                line_start = found.start("quoted") + quoted.rfind("\n") + 1
            at = found.end()
            if text[at : at + 1] != mark:
                break
            at += 1
        if cells:
            rows.append(Row(number, tuple(cells), first_line, at - line_start + 1))
        cell_count += len(cells)
        number, at, line = number + 1, at + 1, line + 1
        line_start = at
        if len(rows) > MAX_ROWS or cell_count > MAX_CELLS:
            raise too_large(file)
    return Sheet(file, tuple(rows))


def separator(text: str) -> str:
    """Return what separates the cells: a tab if most lines have one, else a semicolon, else a comma."""
    bare = re.sub(rf'"(?:[^"]|""){{0,{_LONGEST}}}+"', "", text[:200_000])
    lines = [line for line in bare.split("\n") if line.strip()][:_LINES_SEEN]
    for mark in _SEPARATORS:
        if lines and sum(mark in line for line in lines) * 2 > len(lines):
            return mark
    return "\t"  # one column


@cache
def _cell_pattern(mark: str) -> re.Pattern[str]:
    mark = re.escape(mark)
    quoted = rf'[ ]*"(?P<quoted>(?:[^"]|""){{0,{_LONGEST}}}+)"[ ]*(?={mark}|\n|\Z)'
    return re.compile(rf"{quoted}|(?P<plain>[^\n{mark}]*)")


def _length(written: str) -> int:
    return 1 if "\n" in written else max(len(written.strip()), 1)


def _clean(text: str) -> str:
    """The text without space around it, and without characters that no file of a publication may have."""
    return NOT_ALLOWED.sub("", text).strip()
