"""The chart kinds. A kind is a function that lays a chart out, and one line in the registry.

Importing the registry loads no matplotlib.
"""

from __future__ import annotations

from collections.abc import Callable

from factpress.document.model import Chart
from factpress.output.charts.canvas import Canvas
from factpress.output.charts.kinds.line import line
from factpress.output.charts.kinds.rows import bars, dots, ranges, share
from factpress.output.charts.kinds.steps import steps
from factpress.output.charts.kinds.timeline import timeline
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
}
"""The kinds by the name that an editor writes as a chart's `kind`, in the order in which the schema lists them."""
