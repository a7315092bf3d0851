"""Workbooks: the cells of XLSX files (ECMA-376 Part 1, 18), with what programs show and what they only calculate.

The libraries for such files were not used. python-calamine does not tell how a number is shown, so 45% would be 0.45,
nor a formula without a value from an empty cell; openpyxl limits neither the size nor the growth of a file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from factpress.core.characters import NOT_ALLOWED
from factpress.core.diagnostics import MAX_BYTES, Findings, ToolError, and_more, did_you_mean
from factpress.core.foreign_files import foreign_file
from factpress.core.office_package import Package, open_package
from factpress.core.regular_files import shown_size
from factpress.publication.sheets.sheet import MAX_CELLS, MAX_ROWS, Cell, Row, Sheet, place_named, refused, too_large

T = TypeVar("T")

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HINT = "open it in Excel or LibreOffice, and save it again as .xlsx or .csv"
_MOST_PART = 30_000_000
"""Bytes of a part after decompression."""

_BUILT_IN = {9: "0%", 10: "0.00%"} | {
    number: code
    for numbers, code in (
        ((14, 15, 22, 27, 30, 31, 36, 50, 54, 57, 58), "dmy"),
        ((17, 55), "my"),
    )
    for number in numbers
    for code in (code,)
}
"""Numbers of formats that have no code in the file (ECMA-376 Part 1, 18.8.30)."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\[\]]*\]')
_EPOCH, _EPOCH_MAC = dt.date(1899, 12, 30), dt.date(1904, 1, 1)
_LAST_DAY = 2_958_465
"""The serial number of 31 December 9999."""
_FALSE_DAY = 60
"""The serial number of 29 February 1900, which was no day. The days before it have numbers that are one lower."""
_DIGITS = 15
"""The digits of a number that spreadsheet programs show and keep."""


@dataclass(frozen=True, slots=True)
class _Styles:
    """How cells are shown, by the number of their style: "%" for a percentage, "dmy", "my" or "y" for a date."""

    kinds: tuple[str, ...]
    epoch: dt.date


def is_workbook(raw: bytes) -> bool:
    """Whether a file is a workbook or another ZIP file, so that it is no text."""
    return raw.startswith(b"PK\x03\x04")


def sheet_titles(raw: bytes, file: Path) -> tuple[str, ...]:
    """Return the names of the visible sheets of a workbook. Raises Findings if it cannot be read."""
    return tuple(title for title, _ in _reading(raw, file, lambda package: _sheets(package)[0]))


def read_workbook(raw: bytes, file: Path, title: str | None = None) -> Sheet:
    """Return a sheet of a workbook; without a title the only visible one that is not empty.

    Raises Findings if the file cannot be read, has no such sheet, or has several.
    """
    return _reading(raw, file, lambda package: _chosen(package, file, title))


def _reading(raw: bytes, file: Path, read: Callable[[Package], T]) -> T:
    name = file.as_posix()
    if len(raw) > MAX_BYTES:
        raise refused("unreadable-file", f"{name} is too large", file, f"the limit is {shown_size(MAX_BYTES)}")
    kind = foreign_file(raw, file.name)
    if kind is not None and kind.name not in ("an Excel file", "a compressed file"):
        raise refused("not-a-table", f"{name} is {kind.name}, not a workbook", file, "save it as .xlsx or .csv")
    try:
        return read(open_package(raw))
    except ToolError as error:
        raise refused("unreadable-file", f"{name} cannot be read: {error}", file, _HINT) from error
    except Findings:
        raise
    except (ValueError, LookupError, ArithmeticError, AttributeError, TypeError) as error:  # a part has another form
        raise refused("unreadable-file", f"{name} is damaged", file, _HINT) from error


def _chosen(package: Package, file: Path, title: str | None) -> Sheet:
    name = file.as_posix()
    visible, all_sheets = _sheets(package)
    titles = [one for one, _ in all_sheets]
    if not titles:
        raise refused("not-a-table", f"{name} has no sheets, so it is no workbook", file, _HINT)
    shared, styles = _shared_texts(package), _styles(package)
    if title is not None:
        part = next((part for one, part in all_sheets if one.strip() == title.strip()), None)
        if part is None:
            raise refused("bad-column", f'{name} has no sheet "{title}"', file, did_you_mean(title, titles))
        return Sheet(file, _rows(package, part, shared, styles, file), title)
    read = [Sheet(file, _rows(package, part, shared, styles, file), one) for one, part in visible]
    full = [sheet for sheet in read if sheet.rows]
    if len(full) > 1:
        message = f"{name} has several sheets: {and_more([sheet.title for sheet in full])}"
        raise refused("bad-column", message, file, f"name one: sheet: {full[0].title}")
    return full[0] if full else Sheet(file, (), titles[0])


def _part(package: Package, name: str) -> Any | None:
    info = package.parts.get(name)
    if info is not None and info.file_size > _MOST_PART:
        raise ToolError(f'its part "{name}" would grow to {info.file_size // 1_000_000} MB')
    return package.xml(name)


def _sheets(package: Package) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Titles and parts of the visible sheets, and of all. Charts that are sheets of their own are left out."""
    book = package.root_part("officeDocument")
    root = _part(package, book)
    visible: list[tuple[str, str]] = []
    found: list[tuple[str, str]] = []
    for sheet in root.iter(f"{_S}sheet") if root is not None else ():
        link = package.link(book, sheet.get(_R))
        if link.kind == "worksheet":
            found.append((sheet.get("name") or "", link.target))
            if sheet.get("state") in (None, "visible"):
                visible.append(found[-1])
    return visible, found


def _shared_texts(package: Package) -> list[str]:
    book = package.root_part("officeDocument")
    names = package.linked(book, "sharedStrings")
    root = _part(package, names[0]) if names else None
    return [_text(item) for item in root.iter(f"{_S}si")] if root is not None else []


def _text(item: Any) -> str:
    """The text of a string with runs, without the phonetic one."""
    parts = [*item.findall(f"{_S}t"), *(part for run in item.findall(f"{_S}r") for part in run.findall(f"{_S}t"))]
    return "".join(part.text or "" for part in parts)


def _styles(package: Package) -> _Styles:
    book = package.root_part("officeDocument")
    names = package.linked(book, "styles")
    root = _part(package, names[0]) if names else None
    kinds: list[str] = []
    if root is not None:
        own = {int(one.get("numFmtId")): one.get("formatCode") or "" for one in root.iter(f"{_S}numFmt")}
        cells = root.find(f"{_S}cellXfs")
        for style in cells if cells is not None else ():
            number = int(style.get("numFmtId") or 0)
            kinds.append(_kind(own.get(number) or _BUILT_IN.get(number, "")))
    properties = next(iter(package.elements(book, f"{_S}workbookPr")), None)
    mac = properties is not None and properties.get("date1904") in ("1", "true")
    return _Styles(tuple(kinds), _EPOCH_MAC if mac else _EPOCH)


def _kind(code: str) -> str:
    """What a format shows: "%" or the parts of a date; "" for a number."""
    plain = _LITERAL.sub("", code.partition(";")[0]).lower()
    if "%" in plain:
        return "%"
    return "".join(part for part in "dmy" if part in plain) if "y" in plain else ""


# ── cells ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _rows(package: Package, part: str, shared: list[str], styles: _Styles, file: Path) -> tuple[Row, ...]:
    root = _part(package, part)
    rows: list[Row] = []
    number = count = 0
    for row in root.iter(f"{_S}row") if root is not None else ():
        number = int(row.get("r") or number + 1)
        cells = tuple(cell for cell in _cells(row, number, shared, styles) if not cell.empty)
        count += len(cells)
        if cells:
            rows.append(Row(number, cells))
        if len(rows) > MAX_ROWS or count > MAX_CELLS:
            raise too_large(file)
    return tuple(sorted(rows, key=lambda one: one.number))


def _cells(row: Any, number: int, shared: list[str], styles: _Styles) -> Iterator[Cell]:
    column = 0
    for cell in row.findall(f"{_S}c"):
        place = place_named(cell.get("r") or "")
        column = place[1] if place is not None else column + 1
        yield _cell(cell, Cell(number, column), shared, styles)


def _cell(cell: Any, place: Cell, shared: list[str], styles: _Styles) -> Cell:
    kind = cell.get("t") or "n"
    written = cell.findtext(f"{_S}v")
    row, column = place.row, place.column
    if kind == "inlineStr":
        inline = cell.find(f"{_S}is")
        return Cell(row, column, _clean(_text(inline)) if inline is not None else "")
    if cell.find(f"{_S}f") is not None and not written and kind != "str":
        fault = ("the formula has no value", "open the file in Excel or LibreOffice, and save it again")
        return Cell(row, column, fault=fault)
    if not written:
        return place
    match kind:
        case "s":
            return Cell(row, column, _clean(shared[int(written)]))
        case "e":
            return Cell(
                row, column, _clean(written), fault=(f"{written} is an error of the spreadsheet", "correct it there")
            )
        case "b":
            return Cell(row, column, "TRUE" if written == "1" else "FALSE")
        case "d":
            return Cell(row, column, written[:10], date=written[:10])
        case "n":
            number = int(cell.get("s") or 0)
            return _number(Decimal(f"{float(written):.{_DIGITS}g}"), _shown(number, styles), place, styles.epoch)
        case _:
            return Cell(row, column, _clean(written))


def _shown(style: int, styles: _Styles) -> str:
    return styles.kinds[style] if style < len(styles.kinds) else ""


def _number(number: Decimal, kind: str, place: Cell, epoch: dt.date) -> Cell:
    row, column = place.row, place.column
    if not number.is_finite():
        return Cell(row, column, str(number))
    if kind == "%":
        share = number * 100
        return Cell(row, column, f"{plain_digits(share)}%", share, percent=True)
    if kind and 1 <= number <= _LAST_DAY - (1462 if epoch == _EPOCH_MAC else 0):
        days = int(number) + (1 if epoch == _EPOCH and number < _FALSE_DAY else 0)
        day = (epoch + dt.timedelta(days)).isoformat()
        shown = day if "d" in kind else day[:7] if "m" in kind else day[:4]
        return Cell(row, column, shown, date=shown)
    return Cell(row, column, plain_digits(number), number)


def plain_digits(number: Decimal) -> str:
    """Return a number in digits, without an exponent and without zeros at the end of its decimals."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _clean(text: str) -> str:
    return NOT_ALLOWED.sub("", text.replace("\r\n", "\n")).strip()
