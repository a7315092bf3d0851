"""Workbooks for tests."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]], hidden: str = "", mac: bool = False) -> bytes:
    """The bytes of a workbook. A cell (value, format) is shown in that format; a text with "=" is a formula."""
    out = io.BytesIO()
    book: Any = xlsxwriter.Workbook(out, {"date_1904": mac})
    formats: dict[str, Any] = {}
    for title, rows in sheets:
        sheet = book.add_worksheet(title)
        if title == hidden:
            sheet.hide()
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                shown = None
                if isinstance(cell, tuple):
                    cell, code = cell  # noqa: PLW2901
                    shown = formats.setdefault(code, book.add_format({"num_format": code}))
                if isinstance(cell, dt.date):
                    sheet.write_datetime(r, c, cell, shown)
                elif cell is not None:
                    sheet.write(r, c, cell, shown)
    book.close()
    return out.getvalue()


def changed(raw: bytes, parts: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """The bytes of a workbook with other bytes in its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in parts:
                assert parts[name][0] in content
                content = content.replace(*parts[name])
            new.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
