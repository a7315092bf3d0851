"""A table that was pasted or sent as a file: what it becomes, and the change that takes it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from factpress.publication.editing.yaml_style import PlainValue
from factpress.publication.facts.claims import FACTS, Series
from factpress.publication.sheets.reading import pasted_sheet, read_sheet, titles_in
from factpress.publication.sheets.sheet import Sheet
from factpress.session.field_text import FieldError
from factpress.session.file_edits import FileEdits
from factpress.session.session import Outcome, Session
from factpress.workflows.sheet_claims import ClaimsPreview, Defaults, claims_change, preview_claims
from factpress.workflows.sheet_preview import Choices, Preview
from factpress.workflows.sheet_series import SeriesPreview, preview_series, series_change


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """A table, and where it goes: into the series `claim`/`value`, or, without a claim, as new claims into `group`.

    `raw` is a file with its `name`; without one, `text` was pasted. `sheet` names one of a workbook, "" is the
    first that is not empty.
    With a claim, but without a value, the table becomes a new series of that claim.
    """

    text: str = ""
    raw: bytes = b""
    name: str = ""
    sheet: str = ""
    claim: str = ""
    value: str = ""
    group: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict[str, str])
    choices: Choices = field(default_factory=Choices)


def series_values(session: Session) -> tuple[tuple[str, str, str], ...]:
    """Return the series that a table can go into: the claim, the key of the value, and what is claimed.

    The key is "" for a claim that has no series, and gets one; these follow.
    """
    found: list[tuple[str, str, str]] = []
    for claim in session.book.claims.values():
        keys = [value.key for value in claim.values if isinstance(value.measure, Series)]
        found += [(claim.id, key, claim.claim) for key in keys or [""]]
    return tuple(sorted(found, key=lambda one: not one[1]))


def sheets(request: SheetRequest) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook; none for a text. Raises Findings if it cannot be read."""
    return titles_in(request.raw, Path(request.name)) if request.raw else ()


def preview(session: Session, request: SheetRequest) -> Preview:
    """Return what a table becomes. Raises Findings for a file that is no table, FieldError without one."""
    sheet = _sheet(request)
    if not sheet.rows:
        raise FieldError("There is no table yet.", "Copy the cells in the spreadsheet, and paste them here.")
    if not request.claim:
        defaults = Defaults(**{key: value for key, value in request.defaults.items() if value})
        return preview_claims(sheet, session.language, session.book, request.choices, defaults)
    claim = session.book.claims.get(request.claim)
    if claim is not None and not request.value:
        return preview_series(sheet, session.language, request.choices, unit=request.defaults.get("unit", ""))
    value = claim.value(request.value) if claim is not None else None
    now = value.measure if value is not None and isinstance(value.measure, Series) else None
    if now is None:
        raise FieldError("This series is no longer there.", "Choose another one.")
    unit = now.points[0][1].unit
    return preview_series(sheet, session.language, request.choices, unit=unit, now=now)


def _sheet(request: SheetRequest) -> Sheet:
    if not request.raw:
        return pasted_sheet(request.text)
    file, titles = Path(request.name), sheets(request)
    if request.sheet in titles:  # otherwise it is one of the file that was chosen before
        return read_sheet(request.raw, file, request.sheet)
    read = (read_sheet(request.raw, file, title) for title in titles or (None,))
    return next((sheet for sheet in read if sheet.rows), pasted_sheet(""))


def take_over(session: Session, request: SheetRequest) -> Outcome:
    """Write a table into its file, as one change. Raises Findings and FieldError as `preview` does."""
    found = preview(session, request)
    if not found.ready:
        raise FieldError("The table has errors.", "Correct them, or leave their rows out.")
    file = session.file_of(request.claim) if request.claim else Path(request.group)
    if file is None or file.parent != FACTS:
        raise FieldError("This file has no claims.", "Choose another one.")
    about = request.claim or file.stem

    def step(edits: FileEdits) -> None:
        match found:
            case SeriesPreview():
                value = request.value or _new_key(session, request.claim)
                keys = {} if request.value else _new_value(session, request)
                edits.add(series_change(edits.text, request.claim, value, found, keys=keys, file=file))
            case ClaimsPreview():
                edits.add(claims_change(edits.text, found, file=file))
            case _:
                raise TypeError(type(found))

    return session.change(about, f"{found.count} rows taken over from a table", file, step, write=True)


def _new_key(session: Session, claim: str) -> str:
    taken = {value.key for value in session.book.claims[claim].values}
    return next(key for number in count(1) if (key := f"series-{number}") not in taken)


def _new_value(session: Session, request: SheetRequest) -> dict[str, PlainValue]:
    """The keys of a new series beside its numbers: the unit and the source of the whole table."""
    unit, source = request.defaults.get("unit", ""), request.defaults.get("source", "")
    named = session.language.unit_named(unit) or unit
    return {**({"unit": named} if unit else {}), **({"cites": {"source": source}} if source else {})}
