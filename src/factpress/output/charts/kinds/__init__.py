"""The chart kinds. A kind is a function that lays a chart out, and one line in the registry.

Importing the registry loads no matplotlib.
"""

from __future__ import annotations

from collections.abc import Callable

from factpress.core.diagnostics import Diagnostic, Findings
from factpress.document.model import Chart
from factpress.output.charts.canvas import Canvas
from factpress.output.charts.kinds.cards import cards
from factpress.output.charts.kinds.country_map import country_map
from factpress.output.charts.kinds.line import line
from factpress.output.charts.kinds.rows import bars, dots, ranges, share
from factpress.output.charts.kinds.steps import check_levels, steps
from factpress.output.charts.kinds.timeline import timeline
from factpress.output.charts.kinds.year_band import year_band
from factpress.output.charts.scales import rows_by_date
from factpress.output.charts.scene import Plan

Kind = Callable[[Chart, Canvas], Plan]
"""Measures a chart for a width. The plan has the heights that it needs, and lays it out at one of them."""

KINDS: dict[str, Kind] = {
    "ranges": ranges,
    "bars": bars,
    "steps": steps,
    "line": line,
    "dots": dots,
    "timeline": timeline,
    "share": share,
    "cards": cards,
    "map": country_map,
}
"""The kinds by the name that an editor writes as a chart's `kind`, in the order in which the schema lists them."""

OVER_TWO_PAGES: dict[str, Kind] = {"timeline": year_band}
"""How kinds are laid out over two facing pages, if that is another way."""

CHECKS: dict[str, tuple[Callable[[Chart], object], ...]] = {
    "dots": (rows_by_date,),
    "line": (rows_by_date,),
    "timeline": (rows_by_date,),
    "steps": (rows_by_date, check_levels),
}
"""What kinds need besides numbers: functions that raise Findings for a chart without it."""


def chart_errors(chart: Chart) -> tuple[Diagnostic, ...]:
    """What keeps a chart of its kind from being drawn, found without drawing it."""
    found: list[Diagnostic] = []
    for check in CHECKS.get(chart.kind, ()):
        try:
            check(chart)
        except Findings as findings:
            found += findings.found
    return tuple(found)
