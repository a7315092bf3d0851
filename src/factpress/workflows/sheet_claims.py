"""A table taken over as new claims, one a row: what its rows become, and the change of the file that adds them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import Diagnostic, Findings, Location, did_you_mean
from factpress.document.wording.dates import format_period
from factpress.document.wording.phrases import UnreadableError
from factpress.document.wording.quantities import format_number, format_quantity, parse_number
from factpress.i18n import Language
from factpress.publication.editing.source_text import Change, difference
from factpress.publication.editing.yaml_edit import record_change
from factpress.publication.editing.yaml_style import PlainValue
from factpress.publication.facts.claims import Amount, FactBook, Point, Quantity, Range, Standing
from factpress.publication.facts.dates import read_iso_period
from factpress.publication.sheets.numbers import Numbers, ambiguous, read_moment, read_number
from factpress.publication.sheets.series import PERIOD_TITLES, VALUE_TITLES, title_key
from factpress.publication.sheets.sheet import Cell, Fault, Row, Sheet
from factpress.publication.yaml_entries import id_error
from factpress.workflows.sheet_preview import (
    PERCENT,
    CellFault,
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

ROLES: Mapping[str, frozenset[str]] = {
    "claim": frozenset(
        {"claim", "claims", "statement", "what", "what is claimed", "name", "text", "fact", "description"}
    ),
    "id": frozenset({"id", "key", "code"}),
    "value": VALUE_TITLES | {"figure", "how many", "exactly"},
    "unit": frozenset({"unit", "units", "of what", "counted", "what is counted"}),
    "of": frozenset({"of", "share of", "whole", "out of"}),
    "period": PERIOD_TITLES - {"date", "dates", "day"} | {"in year", "over"},
    "as_of": frozenset({"as of", "date", "on", "day", "at", "state"}),
    "place": frozenset({"place", "where", "country", "region", "town", "location"}),
    "source": frozenset({"source", "sources", "cites", "reference", "from", "who says so"}),
    "locator": frozenset({"locator", "page", "pages", "paragraph", "where in it"}),
    "standing": frozenset({"standing", "status", "how sure", "how sure are we"}),
    "reason": frozenset({"reason", "why", "because", "note", "notes"}),
    "definition": frozenset({"definition", "meaning", "what exactly"}),
}
"""What columns may mean, with the titles that say so."""
TEXTS = ("place", "definition")
_NEAR = 0.84
_LONGEST_ID = 48
_YEARS = re.compile(r"(\d{4}) ?[-/] ?(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Defaults:
    """What all rows have whose table says nothing about it; "" for nothing."""

    unit: str = ""
    source: str = ""
    standing: str = ""
    reason: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ClaimsPreview(Preview):
    """New claims as they would be taken over: also their records by their ids, and the id of each row."""

    records: Mapping[str, Mapping[str, PlainValue]] = field(default_factory=dict[str, "Mapping[str, PlainValue]"])
    ids: Mapping[int, str] = field(default_factory=dict[int, str])


def preview_claims(
    sheet: Sheet, language: Language, book: FactBook, choices: Choices | None = None, defaults: Defaults | None = None
) -> ClaimsPreview:
    """Return what a table becomes as new claims of a publication whose claims and sources are those of the `book`."""
    choices, defaults = choices or Choices(), defaults or Defaults()
    sheet = sheet.with_texts(choices.texts)
    numbers, titles = chosen_numbers(choices, language), chosen_titles(sheet, choices)
    if titles is None and choices.titles is None and not choices.roles and sheet.rows and _meant(sheet.rows[0]):
        titles = sheet.rows[0]
    roles = {**(_meant(titles) if titles is not None else {}), **choices.roles}
    shown = preview_columns(sheet, titles, lambda column: roles.get(column, ""))
    columns = {role: column for column, role in roles.items() if role}
    general = tuple(_missing_columns(sheet, titles, columns, defaults))
    found = (numbers.example, notation_examples(language), tuple(ROLES))
    if general:
        return ClaimsPreview(sheet, shown, (), titles is not None, *found, general)
    reader = _Reader(language, book, numbers, columns, defaults)
    kept = [row for row in rows_below(sheet, titles, tuple(columns.values())) if row.number not in choices.left_out]
    unclear = {fault.cell.row: fault for fault in ambiguous(reader.numbers_of(kept), numbers)}
    rows: list[PreviewRow] = []
    for row in rows_below(sheet, titles, tuple(columns.values())):
        cells = row_cells(sheet, row)
        if row.number in choices.left_out:
            rows.append(PreviewRow(row.number, cells, "left out"))
            continue
        reads, faults = reader.read(row)
        faults += [unclear[row.number]] if row.number in unclear else []
        faults.sort(key=lambda fault: fault.cell.column)
        state = "wrong" if faults else "new"
        rows.append(PreviewRow(row.number, cells, state, reads, faults=tuple(map(cell_fault, faults))))
    return ClaimsPreview(
        sheet, shown, tuple(rows), titles is not None, *found, records=dict(reader.records), ids=dict(reader.ids)
    )


def claims_change(text: str, preview: ClaimsPreview, *, file: Path = Path("-")) -> Change:
    """Return the change of a file of claims that adds those of a preview at its end.

    Raises Findings if the preview is not ready, or if the file cannot be changed.
    """
    if not preview.ready:
        found = [*preview.faults, *(fault for row in preview.rows for fault in row.faults)]
        place = Location(preview.sheet.file)
        raise Findings(
            [Diagnostic(one.code, one.message, place, one.hint) for one in found]
            or [Diagnostic("empty-table", "the table has no claims", place, "leave fewer rows out")]
        )
    changed = text
    for key, record in preview.records.items():
        changed = record_change(changed, key, record, file=file).applied(changed)
    return difference(text, changed)


def _meant(titles: Row) -> dict[int, str]:
    """What columns mean by their titles. A title that is nearly one of those known means the same."""
    known = {title: role for role, names in ROLES.items() for title in names}
    exact = {cell.column: known[key] for cell in titles.cells if (key := title_key(cell.text)) in known}
    found: dict[int, str] = {}
    for column, role in exact.items():
        if role not in found.values():
            found[column] = role
    for cell in titles.cells:
        near = difflib.get_close_matches(title_key(cell.text), known, n=1, cutoff=_NEAR)
        if cell.column not in found and near and known[near[0]] not in found.values():
            found[cell.column] = known[near[0]]
    return found


def _missing_columns(
    sheet: Sheet, titles: Row | None, columns: Mapping[str, int], defaults: Defaults
) -> Iterator[CellFault]:
    place = (titles or (sheet.rows[0] if sheet.rows else Row(1, ()))).cell(1)
    if not sheet.rows:
        yield cell_fault(Fault(place, "empty-table", "the table is empty", "paste rows with a claim each"))
        return
    for role, default in (("claim", ""), ("source", defaults.source), ("standing", defaults.standing)):
        if role not in columns and not default:
            hint = f"choose the column, or add one with the title {role.capitalize()}"
            yield cell_fault(Fault(place, "bad-column", f"no column has the {role}", hint))


@dataclass(slots=True)
class _Reader:
    """Reads rows one after the other, and collects the records and the ids of those without faults."""

    language: Language
    book: FactBook
    numbers: Numbers
    columns: Mapping[str, int]
    defaults: Defaults
    records: dict[str, Mapping[str, PlainValue]] = field(default_factory=dict[str, "Mapping[str, PlainValue]"])
    ids: dict[int, str] = field(default_factory=dict[int, str])
    _first: dict[str, int] = field(default_factory=dict[str, int])  # rows by the words of their claims

    def numbers_of(self, rows: list[Row]) -> list[Cell]:
        """The cells of the column of values."""
        return [row.cell(self.columns["value"]) for row in rows] if "value" in self.columns else []

    def read(self, row: Row) -> tuple[str, list[Fault]]:
        """Read a row; return what it says, and what is wrong in it."""
        faults: list[Fault] = []
        claim, key = self._claim(row, faults), self._id(row, faults)
        value, reads = self._value(row, faults)
        standing = self._standing(row, faults)
        cites: dict[str, PlainValue] = {}
        source = self._source(row, faults)
        if source is not None:
            cites["source"] = source
        if locator := self._text(row, "locator"):
            cites["locator"] = locator
        reason = self._text(row, "reason") or self.defaults.reason
        if standing is not None and standing is not Standing.VERIFIED and not reason:
            cell = self._cell(row, "reason" if "reason" in self.columns else "standing")
            faults.append(Fault(cell, "missing-reason", f"a claim that is {standing.value} needs a reason", "write it"))
        if faults or standing is None:
            return "", faults
        record: dict[str, PlainValue] = {"claim": claim, "standing": standing.value}
        record |= {"reason": reason} if reason else {}
        record |= {"values": [{**value, "cites": cites}]} if value else {"cites": cites}
        self.records[key], self.ids[row.number] = record, key
        return reads, faults

    def _cell(self, row: Row, role: str) -> Cell:
        column = self.columns.get(role)
        return row.cell(column) if column is not None else row.cells[0]

    def _text(self, row: Row, role: str) -> str:
        return " ".join(self._cell(row, role).text.split()) if role in self.columns else ""

    def _claim(self, row: Row, faults: list[Fault]) -> str:
        cell, text = self._cell(row, "claim"), self._text(row, "claim")
        if cell.fault is not None:
            faults.append(Fault(cell, "empty-text", *cell.fault))
        elif not text:
            faults.append(Fault(cell, "empty-text", "the claim is missing here", "write it, or leave the row out"))
        elif (first := self._first.setdefault(text.casefold(), row.number)) != row.number:
            message = f'"{text[:40]}" stands in row {first} as well'
            faults.append(Fault(cell, "duplicate-claim", message, "say in words how they differ, or leave one out"))
        return text

    def _id(self, row: Row, faults: list[Fault]) -> str:
        given, taken = self._text(row, "id"), {*self.book.claims, *self.records}
        cell = self._cell(row, "id" if given else "claim")
        if not given:
            begin = id_of(self._text(row, "claim"))
            return next(key for number in range(1, len(taken) + 3) if (key := _numbered(begin, number)) not in taken)
        if (error := id_error(given)) is not None:
            proposal = id_of(given)
            faults.append(Fault(cell, "bad-id", error, f"for example {proposal}", proposal))
        elif given in taken:
            faults.append(Fault(cell, "duplicate-claim", f'there is a claim "{given}" already', "choose another id"))
        return given

    def _value(self, row: Row, faults: list[Fault]) -> tuple[dict[str, PlainValue], str]:
        """The value of a row, and how it reads; without a number it is only a time, if there is one."""
        time, when = self._time(row, faults)
        value: dict[str, PlainValue] = {}
        reads: list[str] = []
        if "value" in self.columns and not self._cell(row, "value").empty:
            quantity = self._quantity(row, faults)
            if quantity is not None:
                value |= _amount_keys(quantity.amount)
                value["unit"] = quantity.unit
                value |= {"of": quantity.of} if quantity.of is not None else {}
                reads.append(format_quantity(quantity, self.language))
        value |= time
        place = self._text(row, "place") or self.defaults.place
        if value:
            value |= {"place": place} if place else {}
            value |= {"definition": text} if (text := self._text(row, "definition")) else {}
            reads += [part for part in (when, place) if part]
        return value, ", ".join(reads)

    def _quantity(self, row: Row, faults: list[Fault]) -> Quantity | None:
        cell, unit_cell = self._cell(row, "value"), self._cell(row, "unit" if "unit" in self.columns else "value")
        written = self._text(row, "unit") or (PERCENT if cell.text.endswith("%") else self.defaults.unit)
        unit = self.language.unit_named(written) if written else None
        if unit is None:
            message = f'there is no unit "{written}"' if written else "the unit is missing here"
            hint = did_you_mean(written, self.language.units) if written else "write what is counted, such as people"
            near = re.match(r'(?:did you mean|write) "([^"]*)"', hint)
            faults.append(Fault(unit_cell, "unknown-unit", message, hint, near[1] if near is not None else None))
        found = read_number(cell, self.numbers, percent=unit == PERCENT if unit is not None else None)
        amount: Amount | None
        if isinstance(found, Fault):
            amount = self._in_words(cell) if found.corrected is None else None
            faults += [found] if amount is None else []
        else:
            amount = Range(*found) if isinstance(found, tuple) else Point(found)
        of = self._text(row, "of") or None
        if unit == PERCENT and of is None:
            faults.append(Fault(unit_cell, "percent-without-of", "a share needs a whole", "say what it is a share of"))
        low = amount.low if isinstance(amount, Range) else amount.number if amount is not None else Decimal(0)
        if low < 0:
            hint = "write the size, and describe the loss in words"
            faults.append(Fault(cell, "negative-count", f"{cell.text} is negative", hint))
        return Quantity(amount, unit, of) if amount is not None and unit is not None else None

    def _in_words(self, cell: Cell) -> Amount | None:
        """The amount of a number with a qualifier, as the publication's language writes it: "nearly 17,000"."""
        try:
            amount = parse_number(cell.text, self.language)
        except UnreadableError:
            return None
        unit = next((unit for unit, words in self.language.units.items() if not words.sign), None)
        said = format_number(Quantity(amount, unit), self.language) if unit is not None else ""
        # what is said again is the same, so that no sign and no word of the cell is left out
        return amount if said.split() == cell.text.split() else None

    def _time(self, row: Row, faults: list[Fault]) -> tuple[dict[str, PlainValue], str]:
        for role in ("period", "as_of"):
            cell = self._cell(row, role)
            if role not in self.columns or cell.empty:
                continue
            years = _YEARS.fullmatch(" ".join(cell.text.replace("–", "-").split())) if role == "period" else None
            if years is not None and years[1] < years[2]:
                time = f"{years[1]}/{years[2]}"
            else:
                found = read_moment(cell)
                if isinstance(found, Fault):
                    faults.append(found)
                    continue
                time = found
            plain: PlainValue = int(time) if time.isdecimal() and time[0] != "0" else time
            return {role: plain}, format_period(read_iso_period(time), self.language)
        return {}, ""

    def _standing(self, row: Row, faults: list[Fault]) -> Standing | None:
        written = self._text(row, "standing") or self.defaults.standing
        words = {word.casefold(): name for name, (word, *_) in self.language.standings.items()}
        name = written.casefold() if written.casefold() in set(Standing) else words.get(written.casefold())
        if name is not None:
            return Standing(name)
        message = f'"{written}" is no standing' if written else "the standing is missing here"
        hint = did_you_mean(written, list(Standing)) if written else f"write one of {', '.join(Standing)}"
        near = re.match(r'(?:did you mean|write) "([^"]*)"', hint)
        cell = self._cell(row, "standing")
        faults.append(Fault(cell, "bad-value", message, hint, near[1] if near is not None else None))
        return None

    def _source(self, row: Row, faults: list[Fault]) -> str | None:
        written = self._text(row, "source") or self.defaults.source
        if written in self.book.sources:
            return written
        names = {title_key(name): key for key, source in self.book.sources.items() for name in _names(source.csl)}
        if (key := names.get(title_key(written))) is not None:
            return key
        message = f'there is no source "{written[:60]}"' if written else "the source is missing here"
        hint = did_you_mean(written, self.book.sources) if written else "write the id or the title of a source"
        near = re.match(r'(?:did you mean|write) "([^"]*)"', hint)
        proposal = near[1] if near is not None else None
        faults.append(Fault(self._cell(row, "source"), "unknown-source", message, hint, proposal))
        return None


def _names(csl: Mapping[str, Any]) -> Iterator[str]:
    for name in ("title", "title-short", "citation-label", "URL", "DOI"):
        if csl.get(name):
            yield str(csl[name])


def _amount_keys(amount: Amount) -> dict[str, PlainValue]:
    if isinstance(amount, Range):
        return {"range": [plain_number(amount.low), plain_number(amount.high)]}
    return {amount.qualifier.value: plain_number(amount.number)}


def id_of(text: str) -> str:
    """Return an id for a claim in those words: "Visitors in 2025" is "visitors-in-2025"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    short = words[:_LONGEST_ID].rpartition("-")[0] if len(words) > _LONGEST_ID else words
    return (short or words[:_LONGEST_ID]).strip("-") or "claim"


def _numbered(begin: str, number: int) -> str:
    return begin if number == 1 else f"{begin}-{number}"
