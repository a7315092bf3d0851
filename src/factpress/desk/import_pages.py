"""From a spreadsheet: a pasted or sent table, shown as it was read, corrected, and taken over."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.answers import publish
from factpress.desk.desk import Desk
from factpress.desk.markup import partial, render
from factpress.session.field_text import FieldError
from factpress.session.new_claims import claim_groups
from factpress.session.sheet_import import SheetRequest, preview, series_values, sheets, take_over
from factpress.workflows.sheet_preview import Choices

_MOST_FIELDS = 5000


class ImportPages:
    """The handlers of requests about tables."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def ask(self, _: Request) -> Response:
        """Show where a table can be pasted, and into what it can go."""
        session = self.desk.session

        def choices() -> dict[str, Any]:
            return {"series": series_values(session), "groups": claim_groups(session), "sources": session.source_names}

        return HTMLResponse(render("import.j2", **await self.desk.work(choices)))

    async def preview(self, request: Request) -> Response:
        """Show what was read, with the errors below their cells."""
        sheet = await _sheet_request(request)
        try:
            found = await self.desk.work(preview, self.desk.session, sheet)
            titles = sheets(sheet)
        except (FieldError, Findings) as error:
            return HTMLResponse(render("import_table.j2", found=None, problem=_words(error), choices=sheet.choices))
        return HTMLResponse(render("import_table.j2", found=found, problem="", choices=sheet.choices, titles=titles))

    async def take(self, request: Request) -> Response:
        """Write the table into its file."""
        sheet = await _sheet_request(request)
        try:
            outcome = await self.desk.work(take_over, self.desk.session, sheet)
        except (FieldError, Findings, ToolError) as error:
            return HTMLResponse(
                render("import_table.j2", found=None, problem=_words(error), choices=sheet.choices), 422
            )
        if not outcome.saved:
            words = " ".join(one.text for one in outcome.errors[:4])
            return _problem(words, sheet)
        session = self.desk.session

        def changed() -> tuple[str, str]:
            first = sheet.claim or next((row.id for group in session.groups() for row in group.rows), "")
            return first, session.history.entries[-1].words if session.history.entries else ""

        first, said = await self.desk.work(changed)
        foot = await publish(self.desk, said)
        html = partial("dialog", "", swap="innerHTML") + foot
        return HTMLResponse(html, headers={"HX-Redirect": f"/claims/{first}" if first else "/claims"})


def _problem(words: str, sheet: SheetRequest) -> Response:
    return HTMLResponse(render("import_table.j2", found=None, problem=words, choices=sheet.choices), 422)


async def _sheet_request(request: Request) -> SheetRequest:
    sent = await request.form(max_files=1, max_fields=_MOST_FIELDS)
    file = sent.get("file")
    raw = await file.read() if isinstance(file, UploadFile) else b""
    name = PurePath(file.filename or "").name if isinstance(file, UploadFile) else ""
    claim, _, value = _text(sent, "into").partition("/")
    defaults = {key: _text(sent, f"default-{key}") for key in ("unit", "source", "standing", "reason", "place")}
    return SheetRequest(
        text=_text(sent, "text"),
        raw=raw,
        name=name,
        sheet=_text(sent, "sheet"),
        claim=claim,
        value=value,
        group=_text(sent, "group"),
        defaults=defaults,
        choices=_choices(sent),
    )


def _choices(sent: FormData) -> Choices:
    roles: dict[int, str] = {}
    texts: dict[str, str] = {}
    left_out: set[int] = set()
    for key, value in sent.multi_items():
        kind, _, rest = key.partition("-")
        if not isinstance(value, str):
            continue
        if kind == "role" and rest.isdecimal():
            roles[int(rest)] = value
        elif kind == "cell" and rest.isalnum():
            texts[rest] = value
        elif kind == "out" and value.isdecimal():
            left_out.add(int(value))
    titles = {"yes": True, "no": False}.get(_text(sent, "titles"))
    return Choices(titles, _text(sent, "numbers"), roles, frozenset(left_out), texts)


def _text(sent: FormData, key: str) -> str:
    value = sent.get(key, "")
    return value if isinstance(value, str) else ""


def _words(error: FieldError | Findings | ToolError) -> str:
    if isinstance(error, Findings):
        return " ".join(f"{one.message[:1].upper()}{one.message[1:]}." for one in error.found[:4])
    return f"{error.message} {error.hint or ''}".strip()
