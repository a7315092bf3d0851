"""Tables of any kind: what bytes or a text are, and how they are read."""

from __future__ import annotations

from pathlib import Path

from factpress.core.diagnostics import MAX_BYTES
from factpress.publication.sheets.delimited import decoded, parse_delimited, require_utf8
from factpress.publication.sheets.sheet import Sheet, refused, too_large
from factpress.publication.sheets.workbook import is_workbook, read_workbook, sheet_titles

ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm")
PASTED = Path("pasted")
"""The file of a table that was pasted."""


def read_sheet(raw: bytes, file: Path, title: str | None = None, *, strict: bool = False) -> Sheet:
    """Return the table in the content of a file: a workbook by its first bytes, else text.

    `title` names the sheet of a workbook. With `strict`, a text must be UTF-8. Raises Findings if it cannot be read.
    """
    if is_workbook(raw):
        return read_workbook(raw, file, title)
    if title is not None:
        message = f"{file.as_posix()} is a text, which has no sheets"
        raise refused("bad-column", message, file, "remove the name of the sheet")
    return parse_delimited(require_utf8(raw, file) if strict else decoded(raw, file)[0], file)


def pasted_sheet(text: str) -> Sheet:
    """Return the table in a text that was copied from a spreadsheet. Raises Findings if it is too large."""
    if len(text) > MAX_BYTES:
        raise too_large(PASTED)
    return parse_delimited(text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n"), PASTED)


def titles_in(raw: bytes, file: Path) -> tuple[str, ...]:
    """Return the names of the visible sheets of a workbook; none for a text. Raises Findings if it cannot be read."""
    return sheet_titles(raw, file) if is_workbook(raw) else ()
