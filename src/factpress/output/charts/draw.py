"""Draws charts: lays them out by their kind, and paints them as SVG and PNG."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from factpress.core.diagnostics import Diagnostic, Findings, ToolError, did_you_mean
from factpress.core.units import Length, pt
from factpress.design.theme import Theme
from factpress.document.model import Chart
from factpress.output.charts import Drawing, Format, paint
from factpress.output.charts.cache import Cache
from factpress.output.charts.canvas import Canvas, faces_for, measure_in
from factpress.output.charts.kinds import KINDS
from factpress.output.charts.scene import Plan, Scene
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Product


def draw(chart: Chart, form: Format, theme: Theme) -> Drawing:
    """The chart drawn for that place: the plot and its labels. Title, subtitle and source are set around it as text.

    The drawing has exactly the format's size. Raises Findings where the kind is unknown, a withdrawn row is asked
    for, or the labels need more height than the format has: type is never made smaller to fit.
    """
    faces = faces_for(theme, form.palette)
    scene = lay_out(chart, form, theme)
    svg = paint.svg(scene, faces, alt=chart.alt, language=chart.language, outlines=form.outlines)
    background = theme.palettes[form.palette].background
    png = paint.png(scene, faces, pixels=form.pixels, background=background) if form.pixels else b""
    return Drawing(svg, png, form.width, form.height, chart.alt)


def lay_out(chart: Chart, form: Format, theme: Theme) -> Scene:
    """The chart laid out and not yet painted. Raises what `draw` raises."""
    plan = _plan(
        chart if form.standing else _unmarked(chart),
        _canvas(form.width, form.label_pt, form.axis_pt, form.palette, theme),
    )
    if plan.least > form.height.pt + 0.01:
        message = f'the chart "{chart.id}" needs a height of {plan.least:.0f} pt and has {form.height.pt:.0f} pt'
        hint = "give it fewer rows or shorter labels, or split it in two"
        raise Findings([Diagnostic("chart-too-tall", message, chart.origin, hint=hint)])
    return plan.place(form.height.pt)


def height_for(
    chart: Chart,
    width: Length,
    label_pt: float,
    theme: Theme,
    axis_pt: float | None = None,
    palette: str = "print",
    *,
    standing: bool = False,
) -> Length:
    """How tall the chart wants to be at that width: its rows with their labels wrapped, and air between them.

    `standing` as in `Format`.
    `axis_pt` defaults to nearly nine tenths of the label. A format of this height never raises
    `chart-too-tall`. Raises Findings where the kind is unknown.
    """
    canvas = _canvas(width, label_pt, axis_pt if axis_pt is not None else 0.88 * label_pt, palette, theme)
    return pt(round(_plan(chart if standing else _unmarked(chart), canvas).ideal + 0.05, 1))


def draw_all(
    charts: Iterable[Chart],
    format_of: Callable[[Chart], Format],
    setting: Format | Product,
    theme: Theme,
    cache: Cache | None = None,
) -> dict[str, Drawing]:
    """Every chart by its id, each in its format; what the cache holds of that setting is neither measured nor drawn.

    For a worker process: the result can be pickled. The findings of all charts are raised together.
    """
    drawn: dict[str, Drawing] = {}
    found: list[Diagnostic] = []
    for chart in charts:
        key = cache.key(chart, setting, theme) if cache is not None else ""
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


def _unmarked(chart: Chart) -> Chart:
    """The chart without the word for its own standing: its surroundings say it."""
    return replace(chart, standing_text="")


def _plan(chart: Chart, canvas: Canvas) -> Plan:
    kind = KINDS.get(chart.kind)
    if kind is None:
        message = f'the chart "{chart.id}" is of an unknown kind "{chart.kind}"'
        raise Findings([Diagnostic("unknown-chart-kind", message, chart.origin, hint=did_you_mean(chart.kind, KINDS))])
    if Standing.WITHDRAWN in (chart.standing, *(row.standing for row in chart.rows)):
        message = f'the chart "{chart.id}" shows a withdrawn claim'
        raise Findings([Diagnostic("withdrawn-in-chart", message, chart.origin, "withdrawn claims are never printed")])
    return kind(chart, canvas)


def _canvas(width: Length, label_pt: float, axis_pt: float, palette: str, theme: Theme) -> Canvas:
    ink = theme.palettes.get(palette)
    if ink is None:
        raise ToolError(f'there is no palette "{palette}"', did_you_mean(palette, theme.palettes))
    return Canvas(width.pt, label_pt, axis_pt, ink, measure_in(faces_for(theme, palette)))
