"""The requests about claims: the list, the form, and each change of a field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.desk import Desk
from factpress.desk.markup import dom_id, partial, render
from factpress.session.claim_edits import ConflictError, add_citation, add_value, remove_citation, remove_value
from factpress.session.field_text import FieldError
from factpress.session.forms import ClaimForm, FieldFinding, Group, ValueForm
from factpress.session.history import Entry
from factpress.session.session import EditConflict, Outcome, Session

SHOWN = {"all": "All", "due": "Due", "findings": "Findings", "changed": "Changed"}
"""The choices of the list, with their words."""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """What the page of a claim shows."""

    groups: tuple[Group, ...]
    counts: dict[str, int]
    form: ClaimForm | None
    findings: tuple[FieldFinding, ...]
    query: str
    show: str


def is_fragment(request: Request) -> bool:
    """Whether a part of the page is asked for, and not the whole page."""
    return request.headers.get("hx-request") == "true"


def frame(session: Session, nav: str) -> dict[str, Any]:
    """Return the values of the frame around every page: title, counts of findings, and what can be undone."""
    found = session.all_findings()
    errors = sum(one.severity == "error" for one in found)
    edition = session.edition
    return {
        "title": session.title,
        "lang": session.language.tag,
        "edition": edition.document.edition if edition is not None else "",
        "folder": session.root.name,
        "nav": nav,
        "errors": errors,
        "warnings": len(found) - errors,
        "undo": session.history.undoable,
        "redo": session.history.redoable,
    }


def read_page(session: Session, claim: str | None, query: str, show: str) -> ClaimPage | None:
    """Return the page of a claim, or of the first one in the list; None if there is no such claim."""
    groups = session.groups(query, show if show in SHOWN else "all")
    first = next((row.id for group in groups for row in group.rows), None)
    name = claim if claim is not None else first
    form = session.claim(name) if name is not None else None
    if claim is not None and form is None:
        return None
    findings = session.claim_findings(name) if name is not None else ()
    return ClaimPage(groups, session.counts(), form, findings, query, show)


class ClaimPages:
    """The handlers of requests about claims."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def list(self, request: Request) -> Response:
        """Answer with the list that matches a search, or with the whole page."""
        query, show = request.query_params.get("q", "")[:200], request.query_params.get("show", "all")
        session = self.desk.session
        if is_fragment(request):
            groups = await self.desk.work(session.groups, query, show if show in SHOWN else "all")
            counts = await self.desk.work(session.counts)
            current = request.query_params.get("current", "")
            html = render("list.j2", groups=groups, current=current, query=query, show=show)
            filters = render("filters.j2", counts=counts, show=show, words=SHOWN, query=query)
            return HTMLResponse(html + partial("filters", filters))
        return await self._whole(request, None, query, show)

    async def claim(self, request: Request) -> Response:
        """Answer with the form of a claim and where it stands, or with the whole page."""
        name = str(request.path_params["claim"])
        if not is_fragment(request):
            return await self._whole(request, name, "", "all")
        page = await self.desk.work(read_page, self.desk.session, name, "", "all")
        if page is None or page.form is None:
            return HTMLResponse(render("gone.j2"), 404)
        return HTMLResponse(self._form(page.form, page.findings) + self._table(page.form))

    async def lines(self, request: Request) -> Response:
        """Answer with the lines of a claim as its file has them."""
        name = str(request.path_params["claim"])
        file, first, lines = await self.desk.work(self.desk.session.file_lines, name)
        return HTMLResponse(render("lines.j2", claim=name, file=file, first=first, lines=lines))

    async def put(self, request: Request) -> Response:
        """Change a field: with write=1 in the file, else only to show what would be."""
        name, field = str(request.path_params["claim"]), str(request.path_params["field"])
        sent = await request.form(max_files=0, max_fields=20)
        text = str(sent.get("value", sent.get(field, "")))
        base = str(sent.get("base", "")) or None
        write = sent.get("write") == "1"
        turn, window = str(sent.get("turn", "0")), str(sent.get("window", ""))
        if turn.isdecimal() and self.desk.is_old(window, int(turn)) and not write:
            return Response(status_code=204)
        session = self.desk.session

        def change() -> tuple[Outcome, ClaimForm | None]:
            before = session.claim(name)
            return session.change_field(name, field, text, base, write=write), before

        try:
            outcome, before = await self.desk.work(change)
        except ConflictError as conflict:
            html = render("conflict.j2", claim=name, field=field, found=conflict.found, wanted=conflict.wanted)
            return HTMLResponse(partial(f"find-{dom_id(field)}", html), 409)
        except (FieldError, Findings, ToolError) as error:
            return HTMLResponse(self._refused(field, error), 422)
        return self._changed(field, outcome, before)

    async def act(self, request: Request) -> Response:
        """Do what a button of the form says: add or remove a source or a value, or say that the claim was checked."""
        name, action = str(request.path_params["claim"]), str(request.path_params["action"])
        sent = await request.form(max_files=0, max_fields=20)
        index = str(sent.get("index", "0"))
        value = str(sent.get("of", ""))
        number, of = int(index) if index.isdecimal() else 0, int(value) if value.isdecimal() else None
        session = self.desk.session

        def run() -> Outcome:
            file = session.file_of(name)
            if file is None:
                raise FieldError("This claim is no longer there.")
            match action:
                case "cite":
                    source = str(sent.get("source", ""))
                    if source not in session.book.sources:
                        raise FieldError("This source is not in the list of sources.", "Choose one of the list.")
                    words = f"source {session.source_names.get(source, source)} added"
                    return session.change(name, words, file, lambda e: add_citation(e, name, of, source), write=True)
                case "uncite":
                    return session.change(
                        name, "source removed", file, lambda e: remove_citation(e, name, of, number), write=True
                    )
                case "value":
                    first = session.book.claims[name].values
                    source = next((cite.source for cite in first[0].cites), "") if first else ""
                    new: dict[str, Any] = {"key": f"value-{len(first) + 1}", "exactly": 0, "unit": "people"}
                    new |= {"cites": {"source": source}} if source else {"calculation": "not yet written"}
                    return session.change(name, "value added", file, lambda e: add_value(e, name, new), write=True)
                case "no-value":
                    return session.change(
                        name, "value removed", file, lambda e: remove_value(e, name, number), write=True
                    )
                case "checked":
                    return session.checked([name])
                case "restore":
                    since = dt.datetime.fromisoformat(str(sent.get("since", "")))
                    session.restore(name, since)
                    return Outcome(saved=True, form=session.claim(name))
                case _:
                    raise FieldError("The desk does not know this button.", "Reload the page.")

        try:
            outcome = await self.desk.work(run)
        except (FieldError, Findings, ToolError, EditConflict, ValueError) as error:
            return HTMLResponse(self._refused("", error), 422)
        return await self._whole_form(name, outcome)

    async def history(self, request: Request) -> Response:
        """Answer with the changes of a claim, and buttons that take those of a day back."""
        name = str(request.path_params["claim"])
        session = self.desk.session
        entries = await self.desk.work(session.history.of, name)
        rows = [history_row(entry) for entry in entries]
        choices = restore_choices([entry.at for entry in entries], session.now())
        return HTMLResponse(render("history.j2", claim=name, entries=rows, choices=choices))

    async def undo(self, request: Request) -> Response:
        """Take the last change back, or make it again."""
        session = self.desk.session
        undo = request.url.path == "/undo"
        try:
            entry = await self.desk.work(session.undo if undo else session.redo)
        except EditConflict as conflict:
            words = f"This was changed by another program meanwhile, so it cannot be undone: {conflict}"
            return HTMLResponse(partial("say", render("said.j2", words=words, kind="error")), 409)
        except (Findings, ToolError) as error:
            return HTMLResponse(partial("say", render("said.j2", words=str(error), kind="error")), 422)
        if entry is None:
            return Response(status_code=204)
        words = f"{'Undone' if undo else 'Done again'}: {entry.words}"
        self.publish_all(said=words)
        page = await self.desk.work(read_page, session, entry.about, "", "all")
        if page is None or page.form is None:
            return HTMLResponse("")
        current = request.headers.get("hx-current-url", "")
        html = partial("form", self._form(page.form, page.findings)) if current.endswith(f"/{entry.about}") else ""
        return HTMLResponse(html + self._foot(words))

    # ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def _whole(self, request: Request, claim: str | None, query: str, show: str) -> Response:
        session = self.desk.session
        page = await self.desk.work(read_page, session, claim, query, show)
        if page is None:
            return HTMLResponse(render("missing.j2", **frame(session, "claims"), header=self.desk.keys.header), 404)
        tab = request.query_params.get("tab", "form" if claim is not None else "list")
        around = await self.desk.work(frame, session, "claims")
        html = render(
            "claims.j2",
            **around,
            header=self.desk.keys.header,
            page=page,
            groups=page.groups,
            counts=page.counts,
            form=page.form,
            findings=by_field(page.findings),
            current=page.form.id if page.form is not None else "",
            query=query,
            show=show,
            words=SHOWN,
            tab=tab if tab in ("list", "form", "table") else "form",
            sources=session.source_names,
            saved="",
        )
        return HTMLResponse(html)

    def _form(self, form: ClaimForm, findings: Sequence[FieldFinding], saved: str = "") -> str:
        names = self.desk.session.source_names
        return render("claim.j2", form=form, findings=by_field(findings), sources=names, saved=saved)

    def _table(self, form: ClaimForm) -> str:
        return partial("table", render("places.j2", form=form))

    async def _whole_form(self, name: str, outcome: Outcome) -> Response:
        if not outcome.saved:
            return HTMLResponse(self._slots(outcome.errors, outcome.form) + self._saved(outcome), 422)
        form = await self.desk.work(self.desk.session.claim, name)
        if form is None:
            return HTMLResponse(render("gone.j2"), 404)
        findings = await self.desk.work(self.desk.session.claim_findings, name)
        self.publish_all()
        return HTMLResponse(partial("form", self._form(form, findings, _saved_words(outcome))) + self._foot())

    def _changed(self, field: str, outcome: Outcome, before: ClaimForm | None) -> Response:
        """The parts of the form that a change touches."""
        if field.endswith("/shape") and outcome.saved and outcome.form is not None:
            self.publish_all()
            html = self._form(outcome.form, outcome.findings, _saved_words(outcome))
            return HTMLResponse(partial("form", html) + self._foot())
        shown = [*outcome.errors, *(one for one in outcome.findings if one.severity != "error")]
        errors = [FieldFinding(field, *_rest(one)) if one.code == "field" else one for one in shown]
        parts = [self._slots(errors, outcome.form or before), self._saved(outcome)]
        if outcome.form is not None and not outcome.errors:
            parts += [self._reads(value, before) for value in outcome.form.values]
        if outcome.saved and outcome.form is not None:
            parts.append(self._bases(outcome.form))
            parts.append(self._foot())
            self.publish_all()
        return HTMLResponse("".join(parts), 422 if outcome.errors else 200)

    def _slots(self, findings: Iterable[FieldFinding], form: ClaimForm | None) -> str:
        """Every place of findings in the form: with its findings, or empty."""
        placed = by_field(findings)
        paths = field_paths(form) if form is not None else ()
        return "".join(
            partial(f"find-{dom_id(path)}", render("slot.j2", path=path, found=placed.get(path, ()))) for path in paths
        ) + partial(
            "find-f-",
            render("slot.j2", path="", found=[one for key in placed if key not in paths for one in placed[key]]),
        )

    def _saved(self, outcome: Outcome) -> str:
        return partial("saved", render("saved.j2", saved=_saved_words(outcome), bad=bool(outcome.errors)))

    def _reads(self, value: ValueForm, before: ClaimForm | None) -> str:
        old = before.values[value.index].reads if before is not None and value.index < len(before.values) else ""
        was = old if old != value.reads else ""
        return partial(f"reads-{value.index}", render("reads.j2", value=value, was=was))

    def _bases(self, form: ClaimForm) -> str:
        return "".join(
            partial(f"b-{dom_id(field.path)}", render("base_field.j2", field=field)) for field in all_fields(form)
        )

    def _refused(self, field: str, error: Exception) -> str:
        finding = refusal(field, error)
        return partial(f"find-{dom_id(field)}", render("slot.j2", path=field, found=[finding])) + partial(
            "saved", render("saved.j2", saved="1 field is not saved", bad=True)
        )

    def _foot(self, words: str = "") -> str:
        return partial("foot", render("foot.j2", **frame(self.desk.session, "claims"), said=words)) + partial(
            "undo", render("undo.j2", **frame(self.desk.session, "claims"))
        )

    def publish_all(self, said: str = "") -> None:
        """Send every window the list and the foot as they are now."""
        session = self.desk.session
        html = partial("filters", render("filters.j2", counts=session.counts(), show="all", words=SHOWN, query=""))
        self.desk.hub.send(html + self._foot(said))


def refusal(field: str, error: Exception) -> FieldFinding:
    """Return an error that kept a change from being made, as a finding at its field."""
    match error:
        case FieldError():
            return FieldFinding(field, "error", "field", error.message, error.hint, error.proposal)
        case Findings() if error.found:
            return FieldFinding(field, "error", error.found[0].code, error.found[0].message, error.found[0].hint or "")
        case ToolError():
            return FieldFinding(field, "error", "tool", error.message, error.hint or "")
        case _:
            return FieldFinding(field, "error", "tool", str(error))


def by_field(findings: Iterable[FieldFinding]) -> dict[str, list[FieldFinding]]:
    """Return findings by the path of their field."""
    out: dict[str, list[FieldFinding]] = {}
    for one in findings:
        out.setdefault(one.path, []).append(one)
    return out


def all_fields(form: ClaimForm) -> tuple[Any, ...]:
    """Return the fields of a form."""
    fields = [form.claim, form.says, form.finding, form.standing, form.reason, form.checked, form.review_by]
    for value in form.values:
        fields += [value.number, value.low, value.high, value.unit, value.of, value.definition, value.place]
        fields += [value.time, value.counts, value.calculation, *(field for _, field in value.points)]
        fields += [part for cite in value.cites.items for part in (cite.locator, cite.read)]
    fields += [part for cite in form.cites.items for part in (cite.locator, cite.read)]
    return tuple(fields)


def field_paths(form: ClaimForm) -> tuple[str, ...]:
    """Return the paths of the fields that have a place for findings."""
    return tuple(field.path for field in all_fields(form) if not field.path.endswith("/read"))


def _rest(one: FieldFinding) -> tuple[str, str, str, str, str]:
    return one.severity, one.code, one.text, one.hint, one.proposal


def _saved_words(outcome: Outcome) -> str:
    if outcome.errors:
        return "1 field is not saved"
    if not outcome.saved:
        return "Not saved yet"
    lines = outcome.lines
    return "Saved" if not lines else f"Saved, {lines} line{'' if lines == 1 else 's'} changed"


def history_row(entry: Entry) -> dict[str, str]:
    """Return a change as a table shows it."""
    was = " … ".join(one.edit.before.decode() for one in entry.edits)
    now = " … ".join(one.edit.after.decode() for one in entry.edits)
    return {"when": entry.at.strftime("%Y-%m-%d %H:%M"), "words": entry.words, "was": was, "now": now}


def restore_choices(times: Sequence[dt.datetime], now: dt.datetime) -> list[tuple[str, str]]:
    """Return the days to which a claim can be restored: words, and the moment from which changes are taken back."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    choices: list[tuple[str, str]] = []
    if any(time >= today for time in times):
        choices.append(("As it was this morning", today.isoformat()))
    if any(time < today for time in times):
        choices.append(("As it was before all of these", min(times).isoformat()))
    return choices


def home(_: Request) -> RedirectResponse:
    """Send the browser to the claims."""
    return RedirectResponse("/claims", 303)
