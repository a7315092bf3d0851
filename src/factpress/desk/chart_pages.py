"""The charts: the list, what each draws, and its picture."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from factpress.desk.desk import Desk
from factpress.desk.frame import is_fragment, page_values
from factpress.desk.markup import render
from factpress.session.charts import chart_svg, charts


class ChartPages:
    """The handlers of requests about charts."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    async def page(self, request: Request) -> Response:
        """Answer with the list that matches a search, or with the whole page of a chart."""
        query = request.query_params.get("q", "")[:200]
        name = str(request.path_params.get("chart", ""))
        found = await self.desk.work(charts, self.desk.session, query)
        if is_fragment(request):
            return HTMLResponse(render("chart_list.j2", charts=found, current=""))
        around: dict[str, Any] = await self.desk.work(page_values, self.desk, "charts")
        chart = next((one for one in found if not name or one.id == name), None)
        if name and chart is None:
            return HTMLResponse(render("missing.j2", **around), 404)
        tab = request.query_params.get("tab", "form" if name else "list")
        values = {"charts": found, "chart": chart, "current": chart.id if chart is not None else "", "query": query}
        tab = tab if tab in ("list", "form", "table") else "form"
        return HTMLResponse(render("charts.j2", **around, **values, tab=tab))

    async def picture(self, request: Request) -> Response:
        """Send a chart as an SVG."""
        svg = await self.desk.work(chart_svg, self.desk.session, str(request.path_params["chart"]))
        if svg is None:
            return Response(status_code=404)
        return Response(svg, media_type="image/svg+xml", headers={"cache-control": "no-store"})
