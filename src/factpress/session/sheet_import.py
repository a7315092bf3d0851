"""A table that was pasted or sent as a file: what it becomes, and the change that takes it over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factpress.publication.facts.claims import FACTS, Series
from factpress.publication.sheets.reading import pasted_sheet, read_sheet
from factpress.session.claim_edits import FileEdits
from factpress.session.field_text import FieldError
from factpress.session.session import Outcome, Session
from factpress.workflows.sheet_claims import ClaimsPreview, Defaults, claims_change, preview_claims
from factpress.workflows.sheet_preview import Choices, Preview
from factpress.workflows.sheet_series import SeriesPreview, preview_series, series_change


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """A table, and where it goes: into the series `claim`/`value`, or, without a claim, as new claims into `group`.

    `raw` is a file with its `name`; without one, `text` was pasted.
    """

    text: str = ""
    raw: bytes = b""
    name: str = ""
    claim: str = ""
    value: str = ""
    group: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict[str, str])
    choices: Choices = field(default_factory=Choices)


def series_values(session: Session) -> tuple[tuple[str, str, str], ...]:
    """Return the series that a table can go into: the claim, the key of the value, and what is claimed."""
    return tuple(
        (claim.id, value.key, claim.claim)
        for claim in session.book.claims.values()
        for value in claim.values
        if isinstance(value.measure, Series)
    )


def groups(session: Session) -> tuple[str, ...]:
    """Return the files that new claims can go into."""
    return tuple(dict.fromkeys(claim.location.path.as_posix() for claim in session.book.claims.values()))


def preview(session: Session, request: SheetRequest) -> Preview:
    """Return what a table becomes. Raises Findings for a file that is no table, FieldError without one."""
    sheet = read_sheet(request.raw, Path(request.name)) if request.raw else pasted_sheet(request.text)
    if not sheet.rows:
        raise FieldError("There is no table yet.", "Copy the cells in the spreadsheet, and paste them here.")
    if not request.claim:
        defaults = Defaults(**{key: value for key, value in request.defaults.items() if value})
        return preview_claims(sheet, session.language, session.book, request.choices, defaults)
    claim = session.book.claims.get(request.claim)
    value = claim.value(request.value) if claim is not None else None
    now = value.measure if value is not None and isinstance(value.measure, Series) else None
    if now is None:
        raise FieldError("This series is no longer there.", "Choose another one.")
    unit = now.points[0][1].unit
    return preview_series(sheet, session.language, request.choices, unit=unit, now=now)


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
                edits.add(series_change(edits.text, request.claim, request.value, found, file=file))
            case ClaimsPreview():
                edits.add(claims_change(edits.text, found, file=file))
            case _:
                raise TypeError(type(found))

    return session.change(about, f"{found.count} rows taken over from a table", file, step, write=True)
