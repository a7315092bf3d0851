"""The charts: the list, the form of each with its picture, a new one, and the part of the text in which one stands."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData
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
    slot,
    slots,
    state,
)
from factpress.desk.desk import Desk
from factpress.desk.frame import is_fragment, page_values, window_name
from factpress.desk.markup import dom_id, partial, render
from factpress.session import chart_edits as edits
from factpress.session.chart_form import OFFERED
from factpress.session.charts import chart_svg, chart_view, charts, drawable, offered
from factpress.session.claim_edits import ConflictError
from factpress.session.field_text import FieldError
from factpress.session.forms import FieldFinding
from factpress.session.session import EditConflict, Outcome
from factpress.session.text_words import TextRefusal
from factpress.session.texts import Texts

_MOST_FIELDS = 2000
"""The values that may be chosen for a chart, and its texts."""


class ChartPages:
    """The handlers of requests about charts."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.texts = Texts(desk.session)

    # ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def page(self, request: Request) -> Response:
        """Answer with the list that matches a search, or with the whole page of a chart."""
        query = request.query_params.get("q", "")[:200]
        name = str(request.path_params.get("chart", ""))
        rows = await self.desk.work(charts, self.desk.session, query)
        if is_fragment(request):
            return HTMLResponse(render("chart_list.j2", charts=rows, current=""))
        around: dict[str, Any] = await self.desk.work(page_values, self.desk, "charts")
        shown = name or (rows[0].id if rows else "")
        try:
            values = await self.desk.work(self._values, shown)
        except Findings:
            return RedirectResponse("/findings", 303)
        if name and values["form"] is None:  # it was taken back, or removed by another program
            return RedirectResponse("/charts", 303)
        tab = request.query_params.get("tab", "form" if name else "list")
        values |= {"charts": rows, "current": shown, "query": query, "saved": "", "bad": False}
        tab = tab if tab in ("list", "form", "table") else "form"
        return HTMLResponse(render("charts.j2", **around, **values, tab=tab))

    def _values(self, name: str) -> dict[str, Any]:
        session = self.desk.session
        form = edits.form_of(session, name)
        known = session.edition is not None and form is not None
        return {
            "form": form,
            "findings": by_field(edits.findings_of(session, name)),
            "view": chart_view(session, session.edition, name),
            "picture": f"/charts/{name}/picture.svg",
            "offers": offered(session, form.kind, form.values) if form is not None else {},
            "stands": edits.places(self.texts, name) if known else (),
            "places": edits.places(self.texts) if known else (),
        }

    async def picture(self, request: Request) -> Response:
        """Send a chart as an SVG."""
        session = self.desk.session
        svg = await self.desk.work(lambda: chart_svg(session, session.edition, str(request.path_params["chart"])))
        if svg is None:
            return Response(status_code=404)
        return Response(svg, media_type="image/svg+xml", headers={"cache-control": "no-store"})

    async def lines(self, request: Request) -> Response:
        """Answer with the lines of a chart as its file has them."""
        name = str(request.path_params["chart"])
        file, first, lines = await self.desk.work(edits.lines_of, self.desk.session, name)
        return HTMLResponse(render("lines.j2", claim=name, file=file, first=first, lines=lines))

    # ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────

    async def put(self, request: Request) -> Response:
        """Change a field: with write=1 in the file, else only to show what would be."""
        name, field = str(request.path_params["chart"]), str(request.path_params["field"])
        sent = await request.form(max_files=0, max_fields=20)
        text, base, write = str(sent.get("value", "")), str(sent.get("base", "")) or None, sent.get("write") == "1"
        window, turn = self.desk.hub.window(window_name(request)), str(sent.get("turn", ""))
        number = int(turn) if turn.isdecimal() and len(turn) < 12 else 0
        if number < window.turn and not write:
            return Response(status_code=204)
        window.turn = max(number, window.turn)
        session = self.desk.session

        def change() -> tuple[Outcome, str]:
            if number < window.turn and not write:  # more was typed while this waited
                return Outcome(saved=False), ""
            outcome, edition = edits.change_field(session, name, field, text, base, write=write)
            if outcome.errors:
                return outcome, ""
            view, svg = chart_view(session, edition, name), chart_svg(session, edition, name)
            address = f"data:image/svg+xml;base64,{base64.b64encode(svg or b'').decode()}" if svg else ""
            return outcome, partial("chart-pic", render("chart_picture.j2", view=view, picture=address))

        try:
            outcome, picture = await self.desk.work(change)
        except ConflictError as error:
            return conflict(f"/charts/{name}", field, base or "", Sides(error.wanted, error.found), ask=write)
        except (FieldError, Findings, ToolError) as error:
            return not_saved(slot(field, [refusal(field, error)]))
        if outcome.errors:
            return not_saved(slots([field], outcome.errors))
        if not write:
            return HTMLResponse(state("Not saved yet") + slot(field, ()) + picture)
        return await saved(self.desk, await self.desk.work(self._changed, name) + picture + _end(sent), _words(outcome))

    def _changed(self, name: str) -> str:
        """What a change of a field alters in the page besides the picture: the list, findings, and digests."""
        session = self.desk.session
        form = edits.form_of(session, name)
        if form is None:
            return ""
        found = edits.findings_of(session, name)
        html = slots((one.path for one in form.fields), found)
        html += "".join(partial(f"b-{dom_id(one.path)}", render("base_field.j2", field=one)) for one in form.fields)
        rows = charts(session)
        return html + partial("list", render("chart_list.j2", charts=rows, current=name), swap="innerHTML")

    async def act(self, request: Request) -> Response:
        """Add a row, remove one, put the chart into the text, or remove it, if nothing uses it."""
        name, action = str(request.path_params["chart"]), str(request.path_params["action"])
        sent = await request.form(max_files=0, max_fields=20)
        session, value = self.desk.session, str(sent.get("value", "")).strip()
        match action:
            case "remove":
                return await removed(self.desk, lambda: edits.remove(session, name), "/charts")
            case "row":
                return await self._reformed(name, "rows", lambda: edits.add_row(session, name, value))
            case "no-row" if value.isdecimal() and len(value) < 5:
                return await self._reformed(name, "rows", lambda: edits.remove_row(session, name, int(value)))
            case "place":
                return await self._placed(name, value)
            case _:
                return Response(status_code=404)

    async def _reformed(self, name: str, field: str, action: Callable[[], Outcome]) -> Response:
        """The whole form after a change of its rows."""
        try:
            outcome = await self.desk.work(action)
        except (FieldError, Findings, ToolError) as error:
            return not_saved(slot(field, [refusal(field, error)]))
        if outcome.errors:
            return not_saved(slot(field, [replace(one, path=field) for one in outcome.errors]))
        values = await self.desk.work(self._values, name)
        html = render("chart.j2", **values, saved=_words(outcome), bad=False)
        return await saved(self.desk, partial("form", html) + partial("table", _table(values)), _words(outcome))

    async def _placed(self, name: str, place: str) -> Response:
        try:
            outcome = await self.desk.work(edits.place_chart, self.texts, name, place)
            errors = outcome.errors
        except (TextRefusal, Findings, ToolError, EditConflict) as error:
            errors = (str(error),)
        if errors:
            return not_saved(slot("place", [FieldFinding("place", "error", "field", one) for one in errors]), "text")
        await publish(self.desk)
        return Response(status_code=204, headers={"HX-Redirect": f"/text/{place}"})

    # ── a new chart ─────────────────────────────────────────────────────────────────────────────────────────────

    async def new(self, request: Request) -> Response:
        """Show the form of a new chart, or take what it sends."""
        if request.method == "GET":
            if not is_fragment(request):
                return RedirectResponse("/charts", 303)
            return HTMLResponse(await self.desk.work(self._dialog, edits.NewChart(), ()))
        sent = await request.form(max_files=0, max_fields=_MOST_FIELDS)
        new = _new(sent.getlist("values"), {key: value for key, value in sent.items() if isinstance(value, str)})
        try:
            name, outcome = await self.desk.work(edits.add_chart, self.desk.session, new)
            errors = outcome.errors
        except (Findings, ToolError) as error:
            name, errors = "", (refusal("", error),)
        if errors or not name:
            return HTMLResponse(await self.desk.work(self._dialog, new, errors), 422)
        await publish(self.desk)
        return Response(status_code=204, headers={"HX-Redirect": f"/charts/{name}"})

    async def choices(self, request: Request) -> Response:
        """Answer with the values that a chart of a kind may show, as far as they match a search or are chosen."""
        asked = request.query_params
        new = _new(asked.getlist("values"), dict(asked))
        return HTMLResponse(await self.desk.work(self._choices, new, asked.get("q", "")[:200]))

    def _choices(self, new: edits.NewChart, query: str = "") -> str:
        session = self.desk.session
        found = {
            unit: [one for one in values if one.id in new.values or one.id in matching]
            for matching in [{one.id for some in drawable(session, new.kind, query).values() for one in some}]
            for unit, values in drawable(session, new.kind).items()
        }
        return render("chart_choices.j2", new=new, units={unit: some for unit, some in found.items() if some})

    def _dialog(self, new: edits.NewChart, errors: Iterable[FieldFinding]) -> str:
        found = by_field(replace(one, path=f"new/{one.path}") for one in errors)
        return render("new_chart.j2", new=new, kinds=OFFERED, found=found, choices=self._choices(new))


def _new(values: Sequence[object], texts: dict[str, str]) -> edits.NewChart:
    known = {key: " ".join(texts.get(key, "").split()) for key in ("title", "subtitle", "alt")}
    return edits.NewChart(texts.get("kind", "bars"), **known, values=tuple(str(one) for one in values))


def _table(values: dict[str, Any]) -> str:
    return render("chart_table.j2", view=values["view"], picture=values["picture"], form=values["form"])


def _words(outcome: Outcome) -> str:
    return saved_words(outcome.lines)


def _end(sent: FormData) -> str:
    return closed() if "choice" in sent else ""
