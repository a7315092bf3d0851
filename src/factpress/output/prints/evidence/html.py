"""The evidence sheet as one HTML page, with the places of its marks on the scales."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from factpress.design.fonts import FontSet
from factpress.design.theme import Theme, TypeStyle
from factpress.document.model import plain
from factpress.output.html.inlines import InlineRenderer
from factpress.output.html.templating import FOOT_LETTERS, running_head
from factpress.output.prints.evidence import Entry, Evidence, Line, Scale, Tally
from factpress.output.prints.print_context import House, to_html

_WIDTH = 46.0
"""The width in which the first page draws its claims, one thread each, in millimetres."""

_PITCH, _PEN = 1.15, 0.66
"""From thread to thread, and a thread's width, where there is room."""

_MOST_THREADS = 200
"""As many threads as can be told apart; where a standing has more claims, a thread stands for several."""


def evidence_html(evidence: Evidence, house: House, template: str = "evidence") -> str:
    """The evidence sheet as one HTML page that names its style sheets. Raises Findings where a template is wrong."""
    inlines = InlineRenderer(house.marks)
    rule = Rule.of(house.theme, house.language.tag)
    values: dict[str, Any] = {
        "evidence": evidence,
        "head": running_head(evidence.title),
        "foot": f"{running_head(evidence.organisation, FOOT_LETTERS)}, {evidence.edition}",
        **_tallies(evidence.tallies),
        "decisions": [{"decision": one, "title": inlines.render(one.title)} for one in evidence.decisions],
        "groups": [
            {
                "group": group,
                "head": running_head(group.title),
                "entries": [_entry(entry, inlines, rule) for entry in group.entries],
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
    return to_html(template, values, house)


def _entry(entry: Entry, inlines: InlineRenderer, rule: Rule) -> dict[str, Any]:
    return {
        "entry": entry,
        "title": inlines.render(entry.title),
        "reason": inlines.render(entry.reason),
        "scales": [draw(scale, rule) for scale in entry.scales],
    }


def _tallies(tallies: tuple[Tally, ...]) -> dict[str, Any]:
    """The standings with their threads, each from the left edge in millimetres, and the pen they are drawn with."""
    most = max((tally.count for tally in tallies), default=0)
    share = min(1.0, _MOST_THREADS / max(most, 1))
    pitch = min(_PITCH, _WIDTH / max(1, round(most * share)))
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


PLOT = 74.0
"""The width of the plot with the words beside its marks, in millimetres."""

_CLEAR = 1.6
"""From a mark's edge to its words."""

_EDGE = 0.8
"""Kept free at the right end, since what Pango measures may differ by a hair."""

_LEFT = 2.0
"""Free left of the plot, where words of the axis may reach."""

_RADIUS = 1.3
"""Of a diamond."""

_TAIL = 5.0
"""The dotted tail of a figure that is only a bound."""

_LEAST = 0.4
"""The share of the plot that the axis takes at the least."""

_WIDEST = 0.5
"""Words that take a larger share of the plot stand below their marks."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A diamond where `low` equals `high`, else a range, in millimetres from nought."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """A line with the places of its marks and of its words."""

    line: Line
    marks: tuple[Mark, ...]
    left: float
    place: str  # of the words: "beside" the marks, "below" them, or "under" all of the line, where they need several


@dataclass(frozen=True, slots=True)
class DrawnTick:
    """A place on the axis; without words where they would run into others."""

    at: float
    words: str
    anchor: str  # "start", "middle" or "end"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A scale on paper."""

    what: str
    ticks: tuple[DrawnTick, ...]
    lines: tuple[DrawnLine, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Measures words in the type that scales are labelled in."""

    shelf: FontSet
    words: TypeStyle
    axis: TypeStyle
    language: str

    @classmethod
    def of(cls, theme: Theme, language: str) -> Rule:
        """The rule of a theme."""
        label = theme.print_type["figure-label"]
        return cls(FontSet.of(theme), replace(label, weight=600), theme.print_type["source-line"], language)

    def width(self, words: str) -> float:
        """How wide the words beside a mark are, in millimetres."""
        return self.shelf.measure(words, self.words, self.language).mm

    def axis_width(self, words: str) -> float:
        """How wide the words of the axis are, in millimetres."""
        return self.shelf.measure(words, self.axis, self.language).mm


def draw(scale: Scale, rule: Rule) -> Drawn:
    """The scale, its axis as long as the words right of every mark allow."""
    low, high = min(0.0, scale.ticks[0].at), max(scale.ticks[-1].at, 0.0)
    span = high - low or 1.0
    widths = [(line, rule.width(line.words)) for line in scale.lines]
    length = PLOT - max((rule.axis_width(t.text) / 2 for t in scale.ticks[-1:]), default=0.0)
    for line, width in widths:
        share = (max(mark.high for mark in line.marks) - low) / span
        if share > 0 and width <= _WIDEST * PLOT:
            length = min(length, (PLOT - _EDGE - width - _reach(line)) / share)
    length = max(length, _LEAST * PLOT)

    def at(number: float) -> float:
        return round((number - low) / span * length, 2)

    lines = tuple(_placed(line, width, at) for line, width in widths)
    return Drawn(scale.what, _ticks(scale, at, rule), lines)


def _reach(line: Line) -> float:
    """From the highest figure of a line to its words."""
    last = max(line.marks, key=lambda mark: mark.high)
    return _CLEAR + (_RADIUS if last.low == last.high else 0.0) + (_TAIL if line.open > 0 else 0.0)


def _placed(line: Line, width: float, at: Callable[[float], float]) -> DrawnLine:
    marks = tuple(Mark(at(mark.low), at(mark.high)) for mark in line.marks)
    left = max(mark.high for mark in marks) + _reach(line)
    if left + width <= PLOT:
        return DrawnLine(line, marks, round(left, 2), "beside")
    if width > PLOT:
        return DrawnLine(line, marks, 0.0, "under")
    return DrawnLine(line, marks, round(max(0.0, min(marks[0].low, PLOT - width)), 2), "below")


def _ticks(scale: Scale, at: Callable[[float], float], rule: Rule) -> tuple[DrawnTick, ...]:
    """The axis; the ends keep their words, and what would run into others has none."""
    taken: list[tuple[float, float]] = []
    drawn: list[DrawnTick] = []
    for tick in (*scale.ticks[:1], *scale.ticks[:0:-1]):
        place, width = at(tick.at), rule.axis_width(tick.text)
        anchor = "start" if place + _LEFT < width / 2 else "end" if place + width / 2 > PLOT else "middle"
        left = {"start": place, "middle": place - width / 2, "end": place - width}[anchor]
        free = all(left + width + _CLEAR < begin or left > end + _CLEAR for begin, end in taken)
        if free:
            taken.append((left, left + width))
        drawn.append(DrawnTick(place, tick.text if free else "", anchor))
    return tuple(sorted(drawn, key=lambda tick: tick.at))
