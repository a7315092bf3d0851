"""Draws charts: lays them out by their kind, and paints them as SVG and PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from factpress.core.diagnostics import Diagnostic, Findings, ToolError, did_you_mean
from factpress.core.units import Length, pt
from factpress.design.theme import Theme
from factpress.document.model import Chart
from factpress.output.charts import Drawing, Format, paint
from factpress.output.charts.cache import Cache
from factpress.output.charts.canvas import Canvas, faces_for, measure_in
from factpress.output.charts.kinds import KINDS, OVER_TWO_PAGES
from factpress.output.charts.scene import Plan, Scene
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Product

_SLACK = 0.01
"""Difference of heights that is rounding, in points."""


def draw(chart: Chart, chart_format: Format, theme: Theme) -> Drawing:
    """Draw the plot with its labels, exactly in the format's size. Renderers set title, subtitle and source around it.

    Raises Findings for an unknown kind, for a withdrawn row, and if the format is not high enough for the labels.
    """
    faces = faces_for(theme, chart_format.palette)
    scene = lay_out(chart, chart_format, theme)
    palette = theme.palettes[chart_format.palette]
    svg = paint.svg(scene, faces, palette, alt=chart.alt, language=chart.language, outlines=chart_format.outlines)
    png = paint.png(scene, faces, palette, pixels=chart_format.pixels) if chart_format.pixels else b""
    return Drawing(svg, png, chart_format.width, chart_format.height, chart.alt)


def lay_out(chart: Chart, chart_format: Format, theme: Theme) -> Scene:
    """The chart laid out and not yet painted. Raises what `draw` raises.

    Where it is too tall, the notes of its rows are left out; then labels are smaller, if the format allows that.
    """
    if chart.map is not None and not chart_format.cards:
        chart = replace(chart, map=replace(chart.map, cards=()))
    size, label = chart_format.height.pt, chart_format.label_pt
    bare = replace(chart, rows=tuple(replace(row, note="") for row in chart.rows))
    tried: list[Plan] = []
    for drawn, share in ((chart, 1.0), *((bare, share) for share in _shares(chart_format))):
        canvas = _canvas(chart_format.width, share * label, share * chart_format.axis_pt, chart_format.palette, theme)
        canvas = replace(
            canvas,
            edge=chart_format.edge_pt,
            fold=chart_format.fold_pt,
            corner=chart_format.corner_pt,
            band=chart_format.band_pt,
            years=chart_format.years,
        )
        tried.append(_plan(drawn, canvas, standing=chart_format.standing))
        if tried[-1].min_height <= size + _SLACK:
            return tried[-1].place(size)
    message = f'the chart "{chart.id}" needs a height of {tried[0].min_height:.0f} pt and has {size:.0f} pt'
    hint = "give it fewer rows or shorter labels, or split it in two"
    raise Findings([Diagnostic("chart-too-tall", message, chart.origin, hint=hint)])


def _shares(chart_format: Format) -> Iterator[float]:
    """The sizes of labels to try, as shares of the format's: a point smaller each time."""
    size = chart_format.label_pt
    while size >= min(chart_format.least_pt or chart_format.label_pt, chart_format.label_pt):
        yield size / chart_format.label_pt
        size -= 1.0


def height_for(
    chart: Chart,
    width: Length,
    label_pt: float,
    theme: Theme,
    axis_pt: float,
    palette: str = "print",
    *,
    standing: bool = False,
    space: float = 1.0,
) -> Length:
    """The ideal height of the chart at that width: its rows with wrapped labels, and space between them.

    `space` is the share of that space, beyond the least, that the chart gets. A format of this height never raises
    `chart-too-tall`. `standing` as in `Format`. Raises Findings for an unknown
    kind and for a withdrawn row.
    """
    plan = _plan(chart, _canvas(width, label_pt, axis_pt, palette, theme), standing=standing)
    return pt(round(plan.min_height + space * (plan.ideal_height - plan.min_height) + 0.05, 1))


def draw_all(
    charts: Iterable[Chart],
    format_of: Callable[[Chart], Format],
    format_or_product: Format | Product,
    theme: Theme,
    cache: Cache | None = None,
) -> dict[str, Drawing]:
    """Draw each chart in its format; the drawings by the ids of the charts. Drawings in the cache are not drawn again.

    `format_or_product` is what `format_of` depends on, for the keys of the cache. A worker process runs this, so the
    result can be pickled. The findings of all charts are raised together.
    """
    drawn: dict[str, Drawing] = {}
    found: list[Diagnostic] = []
    for chart in charts:
        key = cache.key(chart, format_or_product, theme) if cache is not None else ""
        drawing = cache.get(key) if cache is not None else None
        try:
            drawn[chart.id] = drawing or draw(chart, format_of(chart), theme)
        except Findings as findings:
            found += findings.found
            continue
        if cache is not None and drawing is None:
            cache.put(key, drawn[chart.id])
    if found:
        raise Findings(found)
    return drawn


def _plan(chart: Chart, canvas: Canvas, *, standing: bool) -> Plan:
    kind = (OVER_TWO_PAGES.get(chart.kind) if canvas.fold else None) or KINDS.get(chart.kind)
    if kind is None:
        message = f'the chart "{chart.id}" is of an unknown kind "{chart.kind}"'
        raise Findings([Diagnostic("unknown-chart-kind", message, chart.origin, hint=did_you_mean(chart.kind, KINDS))])
    if Standing.WITHDRAWN in (chart.standing, *(row.standing for row in chart.rows)):
        message = f'the chart "{chart.id}" shows a withdrawn claim'
        raise Findings([Diagnostic("withdrawn-in-chart", message, chart.origin, "remove it; it is never printed")])
    return kind(chart if standing else replace(chart, standing_text=""), canvas)


def _canvas(width: Length, label_pt: float, axis_pt: float, palette: str, theme: Theme) -> Canvas:
    colours = theme.palettes.get(palette)
    if colours is None:
        raise ToolError(f'there is no palette "{palette}"', did_you_mean(palette, theme.palettes))
    return Canvas(width.pt, label_pt, axis_pt, colours, measure_in(faces_for(theme, palette)))
