"""A chart in its place."""

from __future__ import annotations

from factpress.core.diagnostics import did_you_mean
from factpress.document.model import Block, Figure
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.charts import compose_chart
from factpress.document.resolve.resolver import Directive, Resolver


def resolve(fence: Fence, resolver: Resolver) -> Block | None:
    """The chart as a numbered figure; None, with errors, where there is none of that id or it has nothing to show."""
    charts = resolver.charts
    if charts is None:
        return None  # the file of charts could not be read, and its errors say why
    spec = charts.get(fence.argument)
    if spec is None:
        hint = did_you_mean(fence.argument, charts)
        resolver.problems.error("unknown-chart", f'there is no chart "{fence.argument}"', fence.location, hint)
        return None
    chart = compose_chart(spec, resolver)
    return Figure(chart, next(resolver.figures)) if chart is not None else None


DIRECTIVE = Directive(FenceRule("the chart's id in charts.yaml", body=False, names="chart", slide=True), resolve)
