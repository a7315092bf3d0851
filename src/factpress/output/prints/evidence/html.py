"""The evidence sheet as one HTML page, and the positions on its scales."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from factpress.core.units import mm
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme, TypeStyle
from factpress.document.model import plain
from factpress.output.html.inlines import InlineRenderer
from factpress.output.html.templating import FOOT_LETTERS, running_head
from factpress.output.pictures import placed_logo
from factpress.output.prints.evidence import Entry, Evidence, Scale, ScaleLine, Tally
from factpress.output.prints.print_context import PrintContext, to_html

_TALLY_WIDTH = 46.0
"""The width of the tally of claims on the first page, in millimetres."""

_LOGO = (mm(46), mm(14))
"""The space of the logo: the column of the board, above its first field."""

_PITCH, _PEN = 1.15, 0.66
"""The greatest distance of the lines in a tally, and the width of a line then, in millimetres."""

_MOST_LINES = 200
"""The most lines that can be distinguished; with more claims, a line stands for several."""

PLOT = 74.0
"""The width of the plot, including the text next to its marks, in millimetres."""

_CLEAR = 1.6
"""The distance from a mark to its text."""

_EDGE = 0.8
"""Kept free at the right end, since the text may be slightly wider when Pango measures it."""

_LEFT = 2.0
"""Free at the left of the plot, for labels of the axis."""

_RADIUS = 1.3
"""The radius of a diamond."""

_TAIL = 5.0
"""The dotted tail of a lower bound."""

_LEAST = 0.4
"""The least share of the plot for the axis."""

_WIDEST = 0.5
"""Text that is wider than this share of the plot is below its marks."""


def evidence_html(evidence: Evidence, context: PrintContext, template: str = "evidence") -> str:
    """Return the evidence sheet as one HTML page. Raise Findings for errors in a template."""
    inlines = InlineRenderer(context.marks)
    measure = LabelMeasure.of(context.theme, context.language.tag)
    values: dict[str, Any] = {
        "evidence": evidence,
        "logo": placed_logo(context.theme.logo, *_LOGO),
        "head": running_head(evidence.title),
        "foot": f"{running_head(evidence.organisation, FOOT_LETTERS)}, {evidence.edition}",
        **_tallies(evidence.tallies),
        "decisions": [{"decision": one, "title": inlines.render(one.title)} for one in evidence.decisions],
        "groups": [
            {
                "group": group,
                "head": running_head(group.title),
                "entries": [_entry(entry, inlines, measure) for entry in group.entries],
            }
            for group in evidence.groups
        ],
        "references": [
            {"id": f"source:{source}", "entry": inlines.render(entry), "address": address}
            for source, entry, address in evidence.references
        ],
        "index": [
            {"entry": entry, "title": inlines.render(entry.title)}
            for entry in sorted(evidence.entries, key=lambda entry: plain(entry.title).casefold())
        ],
    }
    return to_html(template, values, context)


def _entry(entry: Entry, inlines: InlineRenderer, measure: LabelMeasure) -> dict[str, Any]:
    return {
        "entry": entry,
        "title": inlines.render(entry.title),
        "reason": inlines.render(entry.reason),
        "finding": inlines.render(entry.finding),
        "scales": [draw_scale(scale, measure) for scale in entry.scales],
    }


def _tallies(tallies: tuple[Tally, ...]) -> dict[str, Any]:
    """Return a line for each claim of a standing, in millimetres from the left edge, and the width of the lines."""
    most = max((tally.count for tally in tallies), default=0)
    share = min(1.0, _MOST_LINES / max(most, 1))
    pitch = min(_PITCH, _TALLY_WIDTH / max(1, round(most * share)))
    pen = round(min(_PEN, pitch * _PEN / _PITCH), 3)
    return {
        "pen": pen,
        "tallies": [
            {
                "tally": tally,
                "threads": [round(pen / 2 + i * pitch, 2) for i in range(-int(-tally.count * share // 1))],
            }
            for tally in tallies
        ],
    }


@dataclass(frozen=True, slots=True)
class Mark:
    """A diamond where `low` equals `high`, else a range, in millimetres from zero."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line with the positions of its marks and of its text."""

    line: ScaleLine
    marks: tuple[Mark, ...]
    left: float
    place: str  # of the text: "beside" or "below" the marks, or "under" the line if it needs several lines


@dataclass(frozen=True, slots=True)
class DrawnTick:
    """A tick of the axis; without a label where it would overlap another."""

    at: float
    words: str
    anchor: str  # "start", "middle" or "end"


@dataclass(frozen=True, slots=True)
class DrawnScale:
    """A scale with positions."""

    what: str
    ticks: tuple[DrawnTick, ...]
    lines: tuple[DrawnLine, ...]


@dataclass(frozen=True, slots=True)
class LabelMeasure:
    """Measures text in the type of labels on scales, in millimetres."""

    fonts: FontSet
    label: TypeStyle
    axis: TypeStyle
    language: str

    @classmethod
    def of(cls, theme: Theme, language: str) -> LabelMeasure:
        """Return the measure of a theme."""
        label = theme.print_type["figure-label"]
        return cls(FontSet.of(theme), replace(label, weight=600), theme.print_type["source-line"], language)

    def width(self, text: str) -> float:
        """Return the width of the text of a mark."""
        return self.fonts.measure(text, self.label, self.language).mm

    def axis_width(self, text: str) -> float:
        """Return the width of a label of the axis."""
        return self.fonts.measure(text, self.axis, self.language).mm


def draw_scale(scale: Scale, measure: LabelMeasure) -> DrawnScale:
    """Draw the scale with the longest axis that leaves room for the text at the right of each mark."""
    low, high = min(0.0, scale.ticks[0].at), max(scale.ticks[-1].at, 0.0)
    span = high - low or 1.0
    widths = [(line, measure.width(line.words)) for line in scale.lines]
    length = PLOT - max((measure.axis_width(t.text) / 2 for t in scale.ticks[-1:]), default=0.0)
    for line, width in widths:
        share = (max(mark.high for mark in line.marks) - low) / span
        if share > 0 and width <= _WIDEST * PLOT:
            length = min(length, (PLOT - _EDGE - width - _reach(line)) / share)
    length = max(length, _LEAST * PLOT)

    def at(number: float) -> float:
        return round((number - low) / span * length, 2)

    lines = tuple(_placed(line, width, at) for line, width in widths)
    return DrawnScale(scale.what, _ticks(scale, at, measure), lines)


def _reach(line: ScaleLine) -> float:
    """Return the distance from the highest number of a line to its text."""
    last = max(line.marks, key=lambda mark: mark.high)
    return _CLEAR + (_RADIUS if last.low == last.high else 0.0) + (_TAIL if line.open > 0 else 0.0)


def _placed(line: ScaleLine, width: float, at: Callable[[float], float]) -> DrawnLine:
    marks = tuple(Mark(at(mark.low), at(mark.high)) for mark in line.marks)
    left = max(mark.high for mark in marks) + _reach(line)
    if left + width <= PLOT:
        return DrawnLine(line, marks, round(left, 2), "beside")
    if width > PLOT:
        return DrawnLine(line, marks, 0.0, "under")
    return DrawnLine(line, marks, round(max(0.0, min(marks[0].low, PLOT - width)), 2), "below")


def _ticks(scale: Scale, at: Callable[[float], float], measure: LabelMeasure) -> tuple[DrawnTick, ...]:
    """Return the ticks of the axis. Both ends have labels; labels that would overlap others are left out."""
    taken: list[tuple[float, float]] = []
    drawn: list[DrawnTick] = []
    for tick in (*scale.ticks[:1], *scale.ticks[:0:-1]):
        place, width = at(tick.at), measure.axis_width(tick.text)
        anchor = "start" if place + _LEFT < width / 2 else "end" if place + width / 2 > PLOT else "middle"
        left = {"start": place, "middle": place - width / 2, "end": place - width}[anchor]
        free = all(left + width + _CLEAR < begin or left > end + _CLEAR for begin, end in taken)
        if free:
            taken.append((left, left + width))
        drawn.append(DrawnTick(place, tick.text if free else "", anchor))
    return tuple(sorted(drawn, key=lambda tick: tick.at))
