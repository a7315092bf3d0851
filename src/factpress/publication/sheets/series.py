"""A series in a table: the columns of its dates and numbers, and its points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from factpress.core.diagnostics import and_more, did_you_mean
from factpress.publication.sheets.numbers import Numbers, Reading, ambiguous, first_day, read_moment, read_number
from factpress.publication.sheets.sheet import Cell, Fault, Row, Sheet, column_name

PERIOD_TITLES = frozenset("year years period periods date dates month day time when".split())  # noqa: SIM905
VALUE_TITLES = frozenset("value values number numbers amount count total figure".split())  # noqa: SIM905
_TITLE_ROWS = 20
"""Rows at the top among which the titles are looked for."""
_ROWS_SEEN = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a series, and the row of their titles, 0 if they have none: the rows below it are read."""

    period: int
    value: int
    titles: int


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A number of a series at a time, which is written as ISO 8601 writes it, with the cells of both."""

    moment: str
    reading: Reading
    when: Cell
    what: Cell


@dataclass(frozen=True, slots=True)
class TableSeries:
    """The series of a table: its points in order of time, and what is wrong with other rows."""

    points: tuple[SeriesPoint, ...]
    faults: tuple[Fault, ...] = ()


def title_key(text: str) -> str:
    """Return a title without what does not tell titles apart: capitals, spaces, signs."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", plain).strip()


def titles_row(sheet: Sheet) -> Row | None:
    """Return the first row if it has titles and no dates or numbers; None if it has none."""
    numbers = (Numbers(".", ","), Numbers(",", "."))
    first = next(iter(sheet.rows), None)
    if first is None or any(
        isinstance(read_moment(cell), str) or not all(isinstance(read_number(cell, one), Fault) for one in numbers)
        for cell in first.cells
    ):
        return None
    return first


def find_columns(
    sheet: Sheet, period: str | int | None = None, value: str | int | None = None, left_out: Collection[int] = ()
) -> Columns | Fault:
    """Return the columns of a series, or why they are not known.

    `period` and `value` are titles or numbers of columns. Without them the first column with dates is that of the
    dates, and the one column with numbers is that of the numbers; of several it is the one whose title says so, as
    "value" does. Columns that are `left_out` are not looked at.
    """
    if not sheet.rows:
        return Fault(Cell(1, 1, line=1, at=1), "empty-table", "the table is empty", "write dates and numbers into it")
    titles = titles_row(sheet)
    named = [title for title in (period, value) if isinstance(title, str)]
    if named:
        titles = _row_with(sheet, named) or titles
        if titles is None:
            cell = sheet.rows[0].cells[0]
            return Fault(cell, "bad-column", "the table has no row of titles", "write the titles above the columns")
    below = [row for row in sheet.rows if titles is None or row.number > titles.number]
    dates, number = (_titled(titles, one) if titles and isinstance(one, str) else one for one in (period, value))
    for title, column in ((period, dates), (value, number)):
        if isinstance(title, str) and column is None:
            return _unknown_title(titles or sheet.rows[0], title)
    if not isinstance(dates, int):
        dates = _date_column(titles, below, {*left_out, *([number] if isinstance(number, int) else [])})
    if dates is None:
        cell = (titles or sheet.rows[0]).cells[0]
        hint = "write a year or a date in each row, or name the column: period: …"
        return Fault(cell, "bad-column", "no column has years or dates", hint)
    if not isinstance(number, int):
        found = _number_column(titles, below, {dates, *left_out}, dates)
        if isinstance(found, Fault):
            return found
        number = found
    return Columns(dates, number, titles.number if titles is not None else 0)


def _row_with(sheet: Sheet, titles: list[str]) -> Row | None:
    return next((row for row in sheet.rows[:_TITLE_ROWS] if all(_titled(row, title) for title in titles)), None)


def _titled(row: Row, title: str) -> int | None:
    return next((cell.column for cell in row.cells if title_key(cell.text) == title_key(title)), None)


def _unknown_title(row: Row, title: str) -> Fault:
    found = {title_key(cell.text): " ".join(cell.text.split()) for cell in row.cells}
    hint = did_you_mean(title_key(title), found)
    near = next((shown for key, shown in found.items() if f'"{key}"' in hint and "did you mean" in hint), None)
    hint = (
        f'did you mean "{near}"?' if near is not None else f"its titles are: {and_more(list(found.values()), most=8)}"
    )
    return Fault(row.cells[0], "bad-column", f'no column has the title "{title}"', hint)


def _date_column(titles: Row | None, rows: list[Row], taken: Collection[int]) -> int | None:
    """The column whose title says that it has dates, or the first one in which most cells are dates."""
    columns = sorted({cell.column for row in rows for cell in row.cells}.difference(taken))
    by_title = [cell.column for cell in titles.cells if title_key(cell.text) in PERIOD_TITLES] if titles else []
    by_title = [column for column in by_title if column not in taken]
    for column in (*by_title, *columns):
        cells = [cell for row in rows[:_ROWS_SEEN] for cell in row.cells if cell.column == column]
        if sum(isinstance(read_moment(cell), str) for cell in cells) * 2 > len(cells):
            return column
    return by_title[0] if by_title else None


def _number_column(titles: Row | None, rows: list[Row], taken: Collection[int], dates: int) -> int | Fault:
    columns = sorted({cell.column for row in rows for cell in row.cells}.difference(taken))
    named = [cell.column for cell in titles.cells if title_key(cell.text) in VALUE_TITLES] if titles else []
    full = [column for column in columns if any(_has_digits(row.cell(column)) for row in rows[:_ROWS_SEEN])]
    for choice in ([column for column in named if column in columns], full, columns):
        if len(choice) == 1:
            return choice[0]
        if len(choice) > 1:
            shown = [_shown_title(titles, column) for column in choice]
            message = f"several columns have numbers: {and_more(shown)}"
            cell = (titles or rows[0]).cell(choice[0])
            return Fault(cell, "bad-column", message, f"name one by its title: value: {shown[0]}")
    row = titles or rows[0] if rows or titles else Row(1, ())
    return Fault(row.cell(dates), "bad-column", "the table has no numbers beside the dates", "write them into a column")


def _has_digits(cell: Cell) -> bool:
    return cell.number is not None or any(character.isdecimal() for character in cell.text)


def _shown_title(titles: Row | None, column: int) -> str:
    text = titles.cell(column).text if titles is not None else ""
    return " ".join(text.split()) or column_name(column)


def read_points(
    sheet: Sheet, columns: Columns, numbers: Numbers, *, percent: bool | None = None, left_out: Iterable[int] = ()
) -> TableSeries:
    """Return the points of a series. Rows without a date and a number are no rows of it, and so are those left out.

    `percent` is whether the unit is per cent, None if it is not known.
    """
    skipped = frozenset(left_out)
    rows = [row for row in sheet.rows if row.number > columns.titles and row.number not in skipped]
    rows = [row for row in rows if not (row.cell(columns.period).empty and row.cell(columns.value).empty)]
    faults = ambiguous([row.cell(columns.value) for row in rows], numbers)
    unclear = {fault.cell.row for fault in faults}
    points: list[SeriesPoint] = []
    first: dict[tuple[int, int, int], Cell] = {}
    for row in rows:
        when, what = row.cell(columns.period), row.cell(columns.value)
        moment = read_moment(when)
        reading = read_number(what, numbers, percent=percent)
        faults += [one for one in (moment, reading) if isinstance(one, Fault)]
        if isinstance(moment, Fault):
            continue
        before = first.setdefault(first_day(moment), when)
        if before is not when:
            message = f'"{when.text}" stands in row {before.row} as well'
            faults.append(
                Fault(when, "duplicate-period", message, "each year or date may stand once: keep one of them")
            )
        elif not isinstance(reading, Fault) and row.number not in unclear:
            points.append(SeriesPoint(moment, reading, when, what))
    if not rows:
        cell = Cell(columns.titles or 1, columns.value, line=1, at=1)
        faults.append(Fault(cell, "empty-table", "the table has no rows below its titles", "write dates and numbers"))
    points.sort(key=lambda point: first_day(point.moment))
    return TableSeries(tuple(points), tuple(sorted(faults, key=lambda one: (one.cell.row, one.cell.column))))
