"""What needs a look: the claims that are due, the findings, and the printed copies that are out of date."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from factpress.core.diagnostics import Findings, ToolError
from factpress.desk.answers import not_saved, publish, refusal, saved_words, slot
from factpress.desk.claim_pages import SHOWN
from factpress.desk.desk import Desk
from factpress.desk.frame import page_values
from factpress.desk.markup import partial, render
from factpress.session.field_text import FieldError
from factpress.session.pieces import printed_runs
from factpress.session.reviews import WITHIN, checked, due_claims, within
from factpress.session.session import Session


class DuePages:
    """The handlers of requests about what needs a look."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def due(self, request: Request) -> Response:
        """Show the claims that are due, with findings and printed copies."""
        return HTMLResponse(render("due.j2", **await self._page(request, "due"), saved=""))

    async def findings(self, request: Request) -> Response:
        """Show all findings."""
        return HTMLResponse(render("findings.j2", **await self._page(request, "findings")))

    async def outdated(self, request: Request) -> Response:
        """Show the printed copies, those first that say something else than the facts do now."""
        return HTMLResponse(render("outdated.j2", **await self._page(request, "all")))

    async def checked(self, request: Request) -> Response:
        """Say of the chosen claims that they still hold."""
        sent = await request.form(max_files=0, max_fields=2000)
        claims, months = [str(one) for one in sent.getlist("claim")], str(sent.get("months", ""))
        session = self.desk.session
        try:
            outcome = await self.desk.work(checked, session, claims, int(months) if months in MONTHS else 12)
        except (FieldError, Findings, ToolError) as error:
            return not_saved(slot("", [refusal("", error)]), "change")
        if not outcome.saved:
            return not_saved(slot("", outcome.errors), "change")
        values = await self.desk.work(_values, session, _ahead(request))
        words = saved_words(outcome.lines)
        html = partial("form", render("due_table.j2", **values, saved=words))
        html += partial("list", render("list.j2", **await self.desk.work(_list, session, "due")), swap="innerHTML")
        return HTMLResponse(html + await publish(self.desk))

    async def _page(self, request: Request, show: str) -> dict[str, Any]:
        work, session = self.desk.work, self.desk.session
        around = await work(page_values, self.desk, "claims")
        values = await work(_values, session, _ahead(request))
        tab = "list" if request.query_params.get("tab") == "list" else "form"
        return {**around, **values, **await work(_list, session, show), "words": SHOWN, "tab": tab}


MONTHS = frozenset({"3", "6", "12", "24"})
"""The times after which a claim may be checked again."""


def _ahead(request: Request) -> str:
    ahead = request.query_params.get("within", "30")
    return ahead if ahead in WITHIN else "30"


def _list(session: Session, show: str) -> dict[str, Any]:
    """The list at the left."""
    shown = {"groups": session.groups("", show), "counts": session.counts()}
    return {**shown, "query": "", "show": show, "current": ""}


def _values(session: Session, ahead: str) -> dict[str, Any]:
    due, found = due_claims(session), session.all_findings()
    answered = sum(one.answer is not None for one in session.found)
    runs, problem = (), ""
    try:
        runs = printed_runs(session.edition) if session.edition is not None else ()
    except (Findings, ToolError) as error:
        problem = str(error)
    return {
        "due": within(due, WITHIN[ahead]),
        "ahead": ahead,
        "ahead_counts": {key: len(within(due, days)) for key, days in WITHIN.items()},
        "found": found,
        "names": {claim.id: claim.claim for claim in session.book.claims.values()},
        "answered": answered,
        "notes": len(session.found) - len(found) - answered,
        "runs": runs,
        "paper_problem": problem,
        "problems": (),
    }
