"""What a table becomes before it is taken over: its rows as they would be printed, and what is wrong in which cell."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from factpress.i18n import Language
from factpress.publication.sheets.numbers import Numbers, notations
from factpress.publication.sheets.series import titles_row
from factpress.publication.sheets.sheet import Fault, Row, Sheet, column_name

PERCENT = "percent"
State = Literal["new", "same", "differs", "wrong", "left out"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose for a table.

    `titles` is whether the first row has titles; None finds it. `numbers` is the notation, as its example "1,234.5"; ""
    is that of the language. `roles` are what columns mean, by their numbers, which count from 1; "" is a column that is
    left out. `left_out` are the numbers of rows. `texts` are corrected texts of cells, by their names: {"B5": "6134"}.
    """

    titles: bool | None = None
    numbers: str = ""
    roles: Mapping[int, str] = field(default_factory=dict[int, str])
    left_out: frozenset[int] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in a cell: its name and its column, the sentence with its name, and what to do.

    `proposal` is a text that can be read in its place; None if none is known. `code` is that of the finding.
    """

    cell: str
    column: int
    code: str
    message: str
    hint: str
    proposal: str | None = None


@dataclass(frozen=True, slots=True)
class PreviewColumn:
    """A column: its number, its letter, its title if it has one, and what it means, "" if it is left out."""

    number: int
    letter: str
    title: str
    role: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row: its number and the texts of its cells, one for each column.

    `reads` is what it becomes, in the language of the publication, and `now` what stands there today, "" for nothing.
    Only rows that are wrong have faults. Any row can be left out.
    """

    number: int
    cells: tuple[str, ...]
    state: State
    reads: str = ""
    now: str = ""
    faults: tuple[CellFault, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A table as it would be taken over.

    `faults` are those of the table as a whole, such as a column that is missing; those of rows are at the rows.
    `notations` are the examples of notations to choose from; `roles` what columns may mean.
    """

    sheet: Sheet
    columns: tuple[PreviewColumn, ...]
    rows: tuple[PreviewRow, ...]
    titles: bool
    notation: str
    notations: tuple[str, ...]
    roles: tuple[str, ...]
    faults: tuple[CellFault, ...] = ()

    @property
    def wrong(self) -> tuple[int, ...]:
        """The numbers of the rows that are wrong, which may be left out."""
        return tuple(row.number for row in self.rows if row.state == "wrong")

    @property
    def ready(self) -> bool:
        """Whether it can be taken over: nothing is wrong, and something is in it."""
        return not self.faults and not self.wrong and any(row.state != "left out" for row in self.rows)

    @property
    def count(self) -> int:
        """How many rows change something."""
        return sum(row.state in ("new", "differs") for row in self.rows)


def chosen_numbers(choices: Choices, language: Language) -> Numbers:
    """Return the notation that was chosen, or that of the language."""
    return (Numbers.named(choices.numbers) if choices.numbers else None) or Numbers.of(language)


def notation_examples(language: Language) -> tuple[str, ...]:
    """Return the examples of notations to choose from, that of the language first."""
    return tuple(one.example for one in notations(language))


def chosen_titles(sheet: Sheet, choices: Choices) -> Row | None:
    """Return the row of titles; None if there is none."""
    if choices.titles is None:
        return titles_row(sheet)
    return sheet.rows[0] if choices.titles and sheet.rows else None


def preview_columns(sheet: Sheet, titles: Row | None, role: Callable[[int], str]) -> tuple[PreviewColumn, ...]:
    """Return the columns of a table, each with what it means."""
    return tuple(
        PreviewColumn(
            column,
            column_name(column),
            " ".join(titles.cell(column).text.split()) if titles is not None else "",
            role(column),
        )
        for column in sheet.columns
    )


def cell_fault(fault: Fault) -> CellFault:
    """Return a fault of a cell for a page."""
    cell = fault.cell
    return CellFault(cell.name, cell.column, fault.code, fault.text, fault.hint, fault.corrected)


def row_cells(sheet: Sheet, row: Row) -> tuple[str, ...]:
    """Return the texts of a row, one for each column of the table."""
    return tuple(row.cell(column).text for column in sheet.columns)


def rows_below(sheet: Sheet, titles: Row | None, columns: Collection[int]) -> tuple[Row, ...]:
    """Return the rows below the titles that have something in one of these columns."""
    below = (row for row in sheet.rows if titles is None or row.number > titles.number)
    return tuple(row for row in below if any(not row.cell(column).empty for column in columns))


def plain_number(number: Decimal) -> int | Decimal:
    """Return a number as a file of claims has it: a whole one without decimals."""
    return int(number) if number == number.to_integral_value() and number.as_tuple().exponent == 0 else number
