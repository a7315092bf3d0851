"""A table as values: rows of cells, each with its place in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Findings, Location

MAX_ROWS = 20_000
MAX_CELLS = 400_000
"""Limits of a table. Larger ones were not written by a person."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. Rows and columns count from 1.

    `text` is what it says. Other fields are known of workbooks only: the exact `number`, the `date` as far as it is
    shown, as ISO 8601 writes it, whether it is shown as a `percent`, and the `fault` of a cell without a value, with a
    hint. `line` and `at` are the place in a text file, 0 in a workbook.
    """

    row: int
    column: int
    text: str = ""
    number: Decimal | None = None
    date: str | None = None
    percent: bool = False
    fault: tuple[str, str] | None = None
    line: int = 0
    at: int = 0
    length: int = 1

    @property
    def name(self) -> str:
        """The name that spreadsheet programs give it: "B7"."""
        return f"{column_name(self.column)}{self.row}"

    @property
    def empty(self) -> bool:
        """Whether it has neither a text nor a fault."""
        return not self.text and self.fault is None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number, and those of its cells that are not empty."""

    number: int
    cells: tuple[Cell, ...]
    line: int = 0
    end: int = 0  # the column of the text file behind its last character

    def cell(self, column: int) -> Cell:
        """Return the cell of that column, which may be empty."""
        found = next((cell for cell in self.cells if cell.column == column), None)
        return found or Cell(self.number, column, line=self.line, at=self.end)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the rows that are not empty. `title` is the name of the sheet in a workbook."""

    file: Path
    rows: tuple[Row, ...]
    title: str = ""

    @property
    def columns(self) -> tuple[int, ...]:
        """The columns that are not empty."""
        return tuple(sorted({cell.column for row in self.rows for cell in row.cells}))

    def row(self, number: int) -> Row:
        """Return the row of that number, which may be empty."""
        return next((row for row in self.rows if row.number == number), Row(number, ()))

    def location(self, cell: Cell) -> Location:
        """Return the place of a cell: line and column in a text file, else its name."""
        return Location(self.file, cell.line, cell.at, cell.length, cell="" if cell.line else cell.name)

    def with_texts(self, texts: Mapping[str, str]) -> Sheet:
        """Return the sheet with other texts in cells, given by their names: {"B5": "6,134,991"}. "" empties a cell."""
        if not texts:
            return self
        rows: list[Row] = []
        for row in self.rows:
            cells = {cell.column: cell for cell in row.cells}
            for name, text in texts.items():
                place = place_named(name)
                if place is not None and place[0] == row.number:
                    old = row.cell(place[1])
                    same = old.text == text.strip()
                    plain = replace(old, text=text.strip(), number=None, date=None, percent=False, fault=None)
                    cells[place[1]] = old if same else plain
            rows.append(replace(row, cells=tuple(cell for _, cell in sorted(cells.items()) if not cell.empty)))
        return replace(self, rows=tuple(row for row in rows if row.cells))


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell, in a sentence without its place. `corrected` is a text that can be read."""

    cell: Cell
    code: str
    message: str
    hint: str = ""
    corrected: str | None = None

    @property
    def text(self) -> str:
        """The message with the name of the cell: "B7: "n/a" is no number"."""
        return f"{self.cell.name}: {self.message}"

    def diagnostic(self, sheet: Sheet) -> Diagnostic:
        """Return the fault as a finding."""
        return Diagnostic(self.code, self.text, sheet.location(self.cell), self.hint or None)


def faults_as_findings(sheet: Sheet, faults: Iterable[Fault]) -> list[Diagnostic]:
    """Return faults as findings, in the order of the file."""
    ordered = sorted(faults, key=lambda fault: (fault.cell.row, fault.cell.column))
    return [fault.diagnostic(sheet) for fault in ordered]


def refused(code: str, message: str, file: Path, hint: str) -> Findings:
    """Return the finding that a file cannot be read as a table, to be raised."""
    return Findings([Diagnostic(code, message, Location(file), hint)])


def too_large(file: Path) -> Findings:
    """Return the finding that a table has too many rows or cells, to be raised."""
    message = f"{file.as_posix()} has more than {MAX_ROWS} rows or {MAX_CELLS} cells"
    return refused("unreadable-file", message, file, "keep only the rows and columns that are needed")


def column_name(column: int) -> str:
    """Return the letters of a column: "A" for 1, "AA" for 27."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place_named(name: str) -> tuple[int, int] | None:
    """Return row and column of a cell, given by its name; None if it is no name of a cell."""
    letters = name.rstrip("0123456789")
    digits = name[len(letters) :]
    if not (1 <= len(letters) <= 3 and letters.isascii() and letters.isalpha() and 1 <= len(digits) <= 7):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return (int(digits), column) if int(digits) else None
