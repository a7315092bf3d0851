"""A table taken over as a series of one claim: what its rows become, and the change of the file that adds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Diagnostic, Findings, Location
from factpress.core.yaml_positions import YamlPath
from factpress.document.wording.dates import format_moment
from factpress.document.wording.quantities import format_number, format_quantity
from factpress.i18n import Language
from factpress.i18n.numerals import format_digits
from factpress.publication.editing.source_text import Change, SourceText
from factpress.publication.editing.yaml_edit import item_change, value_change
from factpress.publication.editing.yaml_nodes import read_yaml
from factpress.publication.editing.yaml_series import ordered_change
from factpress.publication.editing.yaml_style import PlainValue
from factpress.publication.facts.claims import Point, Quantity, Range, Series
from factpress.publication.facts.dates import Moment
from factpress.publication.sheets.numbers import Reading, first_day
from factpress.publication.sheets.series import Columns, SeriesPoint, find_columns, read_points
from factpress.publication.sheets.sheet import Fault, Sheet
from factpress.workflows.sheet_preview import (
    PERCENT,
    Choices,
    Preview,
    PreviewRow,
    cell_fault,
    chosen_numbers,
    chosen_titles,
    notation_examples,
    plain_number,
    preview_columns,
    row_cells,
    rows_below,
)

ROLES = ("period", "value")


@dataclass(frozen=True, slots=True)
class SeriesPreview(Preview):
    """A series as it would be taken over: also its points, in order of time, and the times that are not in the table.

    The numbers of those `kept` times stay as they are.
    """

    points: tuple[SeriesPoint, ...] = ()
    kept: tuple[str, ...] = ()


def preview_series(
    sheet: Sheet, language: Language, choices: Choices | None = None, *, unit: str = "", now: Series | None = None
) -> SeriesPreview:
    """Return what a table becomes as a series. `now` is the series that the value has today.

    `unit` is that of the value, "" if it is not known yet. Columns whose roles were not chosen are found.
    """
    choices = choices or Choices()
    sheet = sheet.with_texts(choices.texts)
    numbers, titles = chosen_numbers(choices, language), chosen_titles(sheet, choices)
    columns = _columns(sheet, choices, titles.number if titles is not None else 0)
    roles = {columns.period: "period", columns.value: "value"} if isinstance(columns, Columns) else dict(choices.roles)
    shown = preview_columns(sheet, titles, lambda column: roles.get(column, ""))
    found = (numbers.example, notation_examples(language), ROLES)
    if isinstance(columns, Fault):
        return SeriesPreview(sheet, shown, (), titles is not None, *found, (cell_fault(columns),))
    percent = (language.unit_named(unit) == PERCENT) if unit else None
    series = read_points(sheet, columns, numbers, percent=percent, left_out=choices.left_out)
    points = {point.when.row: point for point in series.points}
    today = {str(moment): quantity for moment, quantity in now.points} if now is not None else {}
    rows: list[PreviewRow] = []
    for row in rows_below(sheet, titles, (columns.period, columns.value)):
        cells, point = row_cells(sheet, row), points.get(row.number)
        faults = tuple(cell_fault(fault) for fault in series.faults if fault.cell.row == row.number)
        if row.number in choices.left_out:
            rows.append(PreviewRow(row.number, cells, "left out"))
        elif faults or point is None:
            rows.append(PreviewRow(row.number, cells, "wrong", faults=faults))
        else:
            old = today.get(point.moment)
            same = old is not None and old.amount == _amount(point.reading)
            state = "new" if old is None else "same" if same else "differs"
            said = format_number(old, language) if old is not None else ""
            rows.append(PreviewRow(row.number, cells, state, _reads(point.reading, unit, language), said))
    general = tuple(cell_fault(fault) for fault in series.faults if fault.cell.row not in {row.number for row in rows})
    times = {point.moment for point in series.points}
    kept = tuple(format_moment(moment, language) for moment in _moments(now) if str(moment) not in times)
    return SeriesPreview(sheet, shown, tuple(rows), titles is not None, *found, general, series.points, kept)


def _columns(sheet: Sheet, choices: Choices, titles: int) -> Columns | Fault:
    chosen = {role: column for column, role in choices.roles.items() if role}
    left_out = [column for column, role in choices.roles.items() if not role]
    found = find_columns(sheet, chosen.get("period"), chosen.get("value"), left_out)
    return Columns(found.period, found.value, titles) if isinstance(found, Columns) else found


def _moments(now: Series | None) -> tuple[Moment, ...]:
    return tuple(moment for moment, _ in now.points) if now is not None else ()


def _amount(reading: Reading) -> Point | Range:
    return Range(*reading) if isinstance(reading, tuple) else Point(reading)


def _reads(reading: Reading, unit: str, language: Language) -> str:
    known = language.unit_named(unit) if unit else None
    if known is not None:
        return format_quantity(Quantity(_amount(reading), known), language)
    return "–".join(format_digits(end, language) for end in _ends(reading))


# ── taking over ─────────────────────────────────────────────────────────────────────────────────────────────────


def series_change(
    text: str,
    claim: str,
    value: str,
    preview: SeriesPreview,
    *,
    keys: Mapping[str, PlainValue] | None = None,
    file: Path = Path("-"),
) -> Change:
    """Return the change of a file of claims that gives the value of a claim the numbers of a table.

    `value` is its key, or its position from 1. Of a series, numbers of other times stay, and new ones are put in their
    places. If the claim has no such value, one is added with that key, the series and the further `keys`, such as its
    unit. Raises Findings if the preview is not ready, if the value is no series or has its numbers in a file, or if the
    file cannot be changed.
    """
    _require_ready(preview, file)
    points = {point.moment: _plain(point.reading) for point in preview.points}
    found = _value_at(text, claim, value, file)
    if isinstance(found, int):
        whole = {"key": value, "series": points, **(keys or {})}
        if found < 0:
            return value_change(text, (claim, "values"), [whole], file=file)
        return item_change(text, (claim, "values"), found, whole, file=file)
    path, record = found
    series = record.get("series")
    if isinstance(series, dict) and "file" in series:
        named = cast("dict[str, Any]", series)["file"]
        raise _refused(f"the numbers of {claim}/{value} are in {named}", "change that table, or replace it", file)
    if not isinstance(series, dict):
        raise _refused(f"{claim}/{value} is no series", "choose another value, or write a new key", file)
    return ordered_change(text, (*path, "series"), points, first_day, file=file)


def _value_at(text: str, claim: str, value: str, file: Path) -> tuple[YamlPath, Mapping[str, Any]] | int:
    """The path and the keys of a value; if there is none, how many values the claim has, -1 without that key."""
    data = read_yaml(SourceText(text, file)).data
    record: Any = cast("dict[str, Any]", data).get(claim) if isinstance(data, dict) else None
    if not isinstance(record, dict):
        raise _refused(f'there is no claim "{claim}" in {file.as_posix()}', "choose another claim", file)
    values: Any = cast("dict[str, Any]", record).get("values")
    if not isinstance(values, list):
        return -1
    items = cast("list[Any]", values)
    for number, item in enumerate(items):
        keys = cast("dict[str, Any]", item) if isinstance(item, dict) else {}
        if keys and str(keys.get("key", number + 1)) == value:
            return (claim, "values", number), keys
    return len(items)


def _require_ready(preview: SeriesPreview, file: Path) -> None:
    if not preview.ready:
        found = [*preview.faults, *(fault for row in preview.rows for fault in row.faults)]
        raise Findings(
            [Diagnostic(one.code, one.message, Location(preview.sheet.file), one.hint) for one in found]
            or [Diagnostic("empty-table", "the table has no numbers", Location(file), "leave fewer rows out")]
        )


def _refused(message: str, hint: str, file: Path) -> Findings:
    return Findings([Diagnostic("cannot-edit", message, Location(file), hint)])


def _plain(reading: Reading) -> PlainValue:
    return [plain_number(end) for end in reading] if isinstance(reading, tuple) else plain_number(reading)


def _ends(reading: Reading) -> tuple[Decimal, ...]:
    return reading if isinstance(reading, tuple) else (reading,)
