"""The requests about claims: the list, the form, and each change of a field."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.answers import (
    Sides,
    by_field,
    closed,
    conflict,
    not_saved,
    refusal,
    saved,
    saved_words,
    slot,
    state,
)
from factpress.desk.claim_actions import act
from factpress.desk.claim_parts import all_reads, bases, field_of, form_slots, reads_of, with_way_back
from factpress.desk.desk import Desk
from factpress.desk.events import Window
from factpress.desk.frame import is_fragment, page_values, window_name
from factpress.desk.markup import partial, render
from factpress.session.claim_edits import ConflictError
from factpress.session.field_text import FieldError
from factpress.session.file_lines import file_lines
from factpress.session.forms import ClaimForm, FieldFinding, Group
from factpress.session.session import EditConflict, Outcome, Session

SHOWN = {"all": "All", "due": "Due", "findings": "Findings", "changed": "Changed"}
"""The choices of the list, with their words."""


_PAUSE = 0.6
"""Seconds without a keystroke after which the rules are run: the picture of the changed page is there before."""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """What the page of a claim shows."""

    groups: tuple[Group, ...]
    counts: dict[str, int]
    form: ClaimForm | None
    findings: tuple[FieldFinding, ...]
    query: str
    show: str
    broken: tuple[FieldFinding, ...] = ()
    """The files that cannot be read, if the claim is in one of them or if there is no claim."""


def read_page(session: Session, claim: str | None, query: str, show: str) -> ClaimPage | None:
    """Return the page of a claim, or of the first one in the list; None if there is no such claim."""
    groups = session.groups(query, show if show in SHOWN else "all")
    first = next((row.id for group in groups for row in group.rows), None)
    name = claim if claim is not None else first
    try:
        form = session.claim(name) if name is not None else None
    except Findings:
        return ClaimPage(groups, session.counts(), None, (), query, show, session.broken)
    if claim is not None and form is None:
        return None
    findings = session.claim_findings(name) if name is not None else ()
    return ClaimPage(groups, session.counts(), form, findings, query, show, session.broken if form is None else ())


class ClaimPages:
    """The handlers of requests about claims."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._judging: asyncio.Future[None] | None = None  # held, since the loop alone would let it go

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
            broken = page.broken if page is not None else ()
            self.desk.hub.window(window_name(request)).claim = name
            return HTMLResponse(render("broken.j2" if broken else "gone.j2", broken=broken), 404)
        self._open(window_name(request), page.form)
        return HTMLResponse(await self.form_html(page.form, page.findings) + self._table(page.form))

    async def lines(self, request: Request) -> Response:
        """Answer with the lines of a claim as its file has them."""
        name = str(request.path_params["claim"])
        file, first, lines = await self.desk.work(file_lines, self.desk.session, name)
        if not lines:
            return HTMLResponse(render("gone.j2"), 404)
        return HTMLResponse(render("lines.j2", claim=name, file=file, first=first, lines=lines))

    async def put(self, request: Request) -> Response:
        """Change a field: with write=1 in the file, else only to show what would be."""
        name, field = str(request.path_params["claim"]), str(request.path_params["field"])
        sent = await request.form(max_files=0, max_fields=20)
        text = str(sent.get("value", sent.get(field, "")))
        base = str(sent.get("base", "")) or None
        write = sent.get("write") == "1"
        window, turn = self.desk.hub.window(window_name(request)), _number(sent.get("turn"))
        if turn < window.turn and not write:
            return Response(status_code=204)
        window.turn = max(turn, window.turn)
        session, loop = self.desk.session, asyncio.get_running_loop()

        def foreseen(contents: Mapping[Path, bytes]) -> None:
            """Let the pictures be made while the form is read."""
            if not write:
                loop.call_soon_threadsafe(self.desk.pictures.ask, name, contents)

        def change() -> tuple[Outcome, ClaimForm | None]:
            before, known = session.claim(name), session.claim_findings(name) if write else ()
            here = field_of(field, before)
            known_base = None if here.base == window.wrote.get((name, field)) else base
            outcome = session.change_field(name, field, text, known_base, write=write, foreseen=foreseen)
            if outcome.saved and write:
                window.wrote[name, field] = field_of(field, outcome.form).base
            return with_way_back(outcome, field, before, known), before

        try:
            outcome, before = await self.desk.work(change)
        except ConflictError as error:
            return await self._conflict(name, field, base or "", error, write=write)
        except (FieldError, Findings, ToolError) as error:
            return not_saved(slot(field, [refusal(field, error)]))
        if not outcome.errors and (write or outcome.saved):
            self.desk.pictures.ask(name, {} if outcome.saved else outcome.contents)
        if not write and not outcome.errors:
            self._judging = asyncio.ensure_future(self._judge(window, turn, name, outcome))
        answer = await self._changed(field, outcome, before)
        return _with_dialog_closed(answer) if "choice" in sent else answer

    async def _conflict(self, name: str, field: str, base: str, error: ConflictError, *, write: bool) -> Response:
        """Ask which value shall stand: that of the file, or the one that was typed."""

        def sides() -> Sides:
            session = self.desk.session
            theirs = field_of(field, session.claim(name)).text
            mine, now = (session.change_field(name, field, text, None, write=False) for text in (error.wanted, theirs))
            return Sides(error.wanted, theirs, reads_of(field, mine.form), reads_of(field, now.form))

        return conflict(f"/claims/{name}", field, base, await self.desk.work(sides), ask=write)

    async def _judge(self, window: Window, turn: int, claim: str, outcome: Outcome) -> None:
        """Send a window what the rules find in what it typed, unless it has typed more since."""
        await asyncio.sleep(_PAUSE)
        if window.turn != turn or window.claim != claim:
            return
        found = await self.desk.work(self.desk.session.judge, claim, outcome.contents)
        if window.turn == turn and window.claim == claim:
            self.desk.hub.send(form_slots(found, outcome.form), lambda one: one is window)

    async def answer(self, request: Request) -> Response:
        """Ask why a warning is no fault."""
        name, code = str(request.path_params["claim"]), str(request.path_params["code"])
        found = await self.desk.work(self.desk.session.claim_findings, name)
        other, shown = request.query_params.get("other", ""), [one for one in found if one.code == code]
        return HTMLResponse(render("answer.j2", claim=name, code=code, other=other, found=shown[:1]))

    async def act(self, request: Request) -> Response:
        """Do what a button of the form says: add or remove a source or a value, or say that the claim was checked."""
        name, action = str(request.path_params["claim"]), str(request.path_params["action"])
        sent = await request.form(max_files=0, max_fields=20)
        try:
            outcome = await self.desk.work(act, self.desk.session, name, action, sent)
        except (FieldError, Findings, ToolError, EditConflict, ValueError) as error:
            found = [refusal("", error)]
            if action == "answer":
                return HTMLResponse(
                    partial("answer-found", render("slot.j2", path="answer", found=found), swap="innerHTML"), 422
                )
            return not_saved(slot("", found))
        answer = await self._whole_form(name, outcome)
        return _with_dialog_closed(answer) if action == "answer" and outcome.saved else answer

    # ── answers ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def _whole(self, request: Request, claim: str | None, query: str, show: str) -> Response:
        session = self.desk.session
        page = await self.desk.work(read_page, session, claim, query, show)
        if page is None:
            return HTMLResponse(render("missing.j2", **await self.desk.work(page_values, self.desk, "claims")), 404)
        tab = request.query_params.get("tab", "form" if claim is not None else "list")
        around = await self.desk.work(page_values, self.desk, "claims")
        self._open(str(around["window"]), page.form)
        if page.broken and claim is not None:
            self.desk.hub.window(str(around["window"])).claim = claim  # its form is sent when the file can be read
        html = render(
            "claims.j2",
            **around,
            groups=page.groups,
            counts=page.counts,
            form=page.form,
            broken=page.broken,
            findings=by_field(page.findings),
            current=page.form.id if page.form is not None else "",
            query=query,
            show=show,
            words=SHOWN,
            tab=tab if tab in ("list", "form", "table") else "form",
            sources=await self.desk.work(lambda: session.source_names),
            saved="",
            pictures=self.desk.pictures.html(page.form.id) if page.form is not None else "",
        )
        return HTMLResponse(html)

    def _open(self, window: str, form: ClaimForm | None) -> None:
        """Note the claim that a window has open, and ask for its pictures."""
        if form is not None:
            self.desk.hub.window(window).claim = form.id
            self.desk.pictures.ask(form.id)

    async def form_html(self, form: ClaimForm, findings: Sequence[FieldFinding]) -> str:
        """Return the form of a claim."""
        names = await self.desk.work(lambda: self.desk.session.source_names)
        return render("claim.j2", form=form, findings=by_field(findings), sources=names, saved="")

    def _table(self, form: ClaimForm) -> str:
        pictures = self.desk.pictures.html(form.id)
        return partial("table", render("places.j2", form=form, pictures=pictures))

    async def _whole_form(self, name: str, outcome: Outcome) -> Response:
        if not outcome.saved:
            return not_saved(form_slots(outcome.errors, outcome.form))
        page = await self.desk.work(read_page, self.desk.session, name, "", "all")
        if page is None or page.form is None:
            return HTMLResponse(render("gone.j2"), 404)
        html = await self.form_html(page.form, page.findings)
        return await saved(self.desk, partial("form", html), saved_words(outcome.lines))

    async def _changed(self, field: str, outcome: Outcome, before: ClaimForm | None) -> Response:
        """The parts of the form that a change touches."""
        if field.endswith("/shape") and outcome.saved and outcome.form is not None:
            html = partial("form", await self.form_html(outcome.form, outcome.findings))
            return await saved(self.desk, html, saved_words(outcome.lines))
        reads = all_reads(outcome, before)
        if not outcome.saved and not outcome.errors:
            return HTMLResponse(state("Not saved yet") + reads)
        shown = [*outcome.errors, *(one for one in outcome.findings if one.severity != "error")]
        errors = [replace(one, path=field) if one.code == "field" else one for one in shown]
        html = form_slots(errors, outcome.form or before)
        if outcome.errors:
            return not_saved(html)
        digests = bases(outcome.form) if outcome.form is not None else ""
        return await saved(self.desk, html + reads + digests, saved_words(outcome.lines))


def _with_dialog_closed(answer: Response) -> Response:
    return HTMLResponse(bytes(answer.body).decode() + closed(), answer.status_code)


def _number(sent: object) -> int:
    return int(sent) if isinstance(sent, str) and sent.isdecimal() and len(sent) < 10 else 0


def home(_: Request) -> RedirectResponse:
    """Send the browser to the claims."""
    return RedirectResponse("/claims", 303)
