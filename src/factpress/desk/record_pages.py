"""The pages of sources and events: the list, the form, each change of a field, and a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.answers import (
    Sides,
    by_field,
    closed,
    conflict,
    not_saved,
    publish,
    refusal,
    removed,
    saved,
    saved_words,
    slots,
)
from factpress.desk.desk import Desk
from factpress.desk.frame import is_fragment, page_values
from factpress.desk.markup import dom_id, partial, render
from factpress.session.claim_edits import ConflictError
from factpress.session.field_text import FieldError
from factpress.session.forms import FieldFinding
from factpress.session.record_form import RecordField
from factpress.session.records import (
    KINDS,
    RecordKind,
    add,
    change_field,
    cited_by,
    findings_of,
    form_of,
    lines_of,
    record_rows,
    remove,
)
from factpress.session.session import Outcome


class RecordPages:
    """The handlers of one kind of record."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk, self.kind = desk, KINDS[name]

    async def page(self, request: Request) -> Response:
        """Answer with the list that matches a search, or with the whole page of a record."""
        kind, session = self.kind, self.desk.session
        query = request.query_params.get("q", "")[:200]
        name = str(request.path_params.get("record", ""))
        try:
            rows = await self.desk.work(record_rows, session, kind, query)
        except Findings:
            return RedirectResponse("/findings", 303)
        if is_fragment(request):
            return HTMLResponse(render("record_list.j2", kind=kind, rows=rows, current=""))
        shown = name or (rows[0].id if rows else "")
        form = await self.desk.work(form_of, session, kind, shown)
        if name and form is None:  # it was taken back, or removed by another program
            return RedirectResponse(f"/{kind.name}", 303)
        tab = request.query_params.get("tab", "form" if name else "list")
        values: dict[str, Any] = await self.desk.work(page_values, self.desk, kind.name)
        findings = by_field(await self.desk.work(findings_of, session, kind, shown))
        cited = await self.desk.work(cited_by, session, shown) if kind.name == "sources" else None
        values |= {"kind": kind, "rows": rows, "form": form, "current": shown, "query": query, "cited": cited}
        tab = tab if tab in ("list", "form", "table") else "form"
        return HTMLResponse(render("records.j2", **values, findings=findings, tab=tab, saved="", bad=False))

    async def lines(self, request: Request) -> Response:
        """Answer with the lines of a record as its file has them."""
        name = str(request.path_params["record"])
        file, first, lines = await self.desk.work(lines_of, self.desk.session, self.kind, name)
        return HTMLResponse(render("lines.j2", claim=name, file=file, first=first, lines=lines))

    async def put(self, request: Request) -> Response:
        """Change a field in the file."""
        name, field = str(request.path_params["record"]), str(request.path_params["field"])
        sent = await request.form(max_files=0, max_fields=20)
        text, base = str(sent.get("value", "")), str(sent.get("base", "")) or None
        session, kind = self.desk.session, self.kind
        outcome = Outcome(saved=False)
        try:
            outcome = await self.desk.work(change_field, session, kind, name, field, text, base)
            errors = outcome.errors
        except ConflictError as error:
            return conflict(f"/{kind.name}/{name}", field, base or "", Sides(error.wanted, error.found))
        except (FieldError, Findings, ToolError) as error:
            errors = (refusal(field, error),)
        form = await self.desk.work(form_of, session, kind, name)
        if errors or form is None:
            return not_saved(slots((one.path for one in errors), errors))
        found = await self.desk.work(findings_of, session, kind, name)
        bases = "".join(partial(f"b-{dom_id(one.path)}", render("base_field.j2", field=one)) for one in form.fields)
        html = slots((one.path for one in form.fields), found) + bases + (closed() if "choice" in sent else "")
        return await saved(self.desk, html, saved_words(outcome.lines))

    async def remove(self, request: Request) -> Response:
        """Remove a record, if nothing uses it."""
        name = str(request.path_params["record"])
        return await removed(self.desk, lambda: remove(self.desk.session, self.kind, name), f"/{self.kind.name}")

    async def new(self, request: Request) -> Response:
        """Show the form of a new record, or take what it sends."""
        kind = self.kind
        if request.method == "GET":
            if not is_fragment(request):
                return RedirectResponse(f"/{kind.name}", 303)
            return HTMLResponse(_dialog(kind, {"type": "webpage"}, ()))
        sent = await request.form(max_files=0, max_fields=40)
        typed = {key: value for key, value in sent.items() if isinstance(value, str)}
        try:
            name, outcome = await self.desk.work(add, self.desk.session, kind, typed)
            errors = outcome.errors
        except (Findings, ToolError) as error:
            name, errors = "", (refusal("", error),)
        if errors or not name:
            return HTMLResponse(_dialog(kind, typed, errors), 422)
        await publish(self.desk)
        return Response(status_code=204, headers={"HX-Redirect": f"/{kind.name}/{name}"})


def _dialog(kind: RecordKind, typed: dict[str, str], errors: Iterable[FieldFinding]) -> str:
    fields = [RecordField(replace(spec, name=f"new/{spec.name}"), typed.get(spec.name, "")) for spec in kind.fields]
    found = by_field(replace(one, path=f"new/{one.path}") for one in errors)
    return render("new_record.j2", kind=kind, fields=fields, found=found)
