"""What was changed: the list of changes, those of one claim, and taking one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.answers import publish
from factpress.desk.claim_pages import ClaimPages, read_page
from factpress.desk.desk import Desk
from factpress.desk.frame import window_name
from factpress.desk.markup import partial, render
from factpress.session.history import Entry
from factpress.session.session import EditConflict, Session

_MOST = 100
"""The number of changes that a list shows."""
_LONG = 80
"""The number of characters of a change that a list shows."""


class HistoryPages:
    """The handlers of requests about what was changed."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self._claims = desk, ClaimPages(desk)

    async def claim(self, request: Request) -> Response:
        """Answer with the changes of a claim, and buttons that take those of a day back."""
        name = str(request.path_params["claim"])
        session = self.desk.session
        entries, now = await self.desk.work(lambda: (session.history.of(name), session.now()))
        rows = [_row(entry) for entry in entries]
        choices = restore_choices([entry.at for entry in entries], now)
        return HTMLResponse(render("history.j2", claim=name, entries=rows, choices=choices))

    async def changes(self, _: Request) -> Response:
        """Answer with all changes, the newest first, each with a button that takes it back."""
        return HTMLResponse(render("changes.j2", rows=await self.desk.work(_rows, self.desk.session)))

    async def undo(self, request: Request) -> Response:
        """Take the last change back, or the one that is named, or make one again."""
        session = self.desk.session
        number, again = request.path_params.get("number"), request.url.path == "/redo"
        try:
            entry = await self.desk.work(session.redo) if again else await self.desk.work(session.undo, number)
        except EditConflict:
            words = "Something that was changed later stands there now, so this cannot be undone alone."
            return _said(words, 409)
        except (Findings, ToolError) as error:
            return _said(f"This cannot be undone: {error}", 422)
        if entry is None:
            return Response(status_code=204)
        foot = await publish(self.desk, f"{'Done again' if again else 'Undone'}: {entry.words}")
        if "/claims" not in request.headers.get("hx-current-url", "/claims"):
            return HTMLResponse("", headers={"hx-refresh": "true"})
        page = await self.desk.work(read_page, session, entry.about, "", "all")
        is_open = self.desk.hub.window(window_name(request)).claim == entry.about
        if page is None or page.form is None:
            # a claim that was added is gone with its form
            return HTMLResponse("", headers={"HX-Redirect": "/claims"} if is_open else {})
        html = foot
        if is_open:
            self.desk.pictures.ask(entry.about)
            html += partial("form", await self._claims.form_html(page.form, page.findings))
        if number is not None:
            html += partial("changes", render("changes_list.j2", rows=await self.desk.work(_rows, session)))
        return HTMLResponse(html)


def _said(words: str, status: int) -> Response:
    return HTMLResponse(partial("say", render("said.j2", words=words, kind="error")), status)


def _rows(session: Session) -> list[dict[str, Any]]:
    """The changes as a list shows them, the newest first."""
    history, names = session.history, {claim.id: claim.claim for claim in session.book.claims.values()}
    standing = {entry.number for entry in history.standing()}
    made = [entry for entry in reversed(history.entries) if entry.undoes is None and entry.redoes is None]
    return [
        {**_row(one), "number": one.number, "about": names.get(one.about, one.about), "stands": one.number in standing}
        for one in made[:_MOST]
    ]


def _row(entry: Entry) -> dict[str, str]:
    """A change as a table shows it."""
    was = " … ".join(one.edit.before.decode() for one in entry.edits)
    now = " … ".join(one.edit.after.decode() for one in entry.edits)
    return {"when": entry.at.strftime("%Y-%m-%d %H:%M"), "words": entry.words, "was": _short(was), "now": _short(now)}


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"


def restore_choices(times: Sequence[dt.datetime], now: dt.datetime) -> list[tuple[str, str]]:
    """Return the days to which a claim can be restored: words, and the moment from which changes are taken back."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    choices: list[tuple[str, str]] = []
    if any(time >= today for time in times):
        choices.append(("As it was this morning", today.isoformat()))
    if any(time < today for time in times):
        choices.append(("As it was before all of these", min(times).isoformat()))
    return choices
