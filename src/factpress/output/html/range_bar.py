"""The bar of a range: a bundle of threads between two hard end-stops, on a scale that starts at zero."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.document.blocks.statistic import Statistic

_LETTER_MM = 1.55
"""About as wide as a letter of the labels is, in millimetres: a sans of 7.6 pt."""

_GAP_MM = 1.5


@dataclass(frozen=True, slots=True)
class Label:
    """A label over the bar: where it is anchored, in millimetres from the left, and by which of its ends."""

    at: float
    anchor: str  # "start", "middle" or "end", as SVG says it
    text: str


@dataclass(frozen=True, slots=True)
class Threadbar:
    """Where a range lies on its scale, in millimetres of a drawing `width` wide."""

    width: float
    low: float
    high: float
    low_label: Label
    high_label: Label
    scale_text: str


def threadbar(statistic: Statistic, width: float) -> Threadbar | None:
    """The bar of a statistic that is a range, drawn `width` millimetres wide; None for a single figure.

    The labels stand over the ends of the bar and never over each other or beyond the drawing.
    """
    low, high, scale = statistic.low, statistic.high, statistic.scale
    if low is None or high is None or scale is None or scale <= 0:
        return None
    begin, end = width * low / scale, width * min(high, scale) / scale
    low_label, high_label = _labels(begin, end, width, statistic.low_text, statistic.high_text)
    return Threadbar(width, round(begin, 2), round(end, 2), low_label, high_label, statistic.scale_text)


def _labels(begin: float, end: float, width: float, low_text: str, high_text: str) -> tuple[Label, Label]:
    low_wide, high_wide = len(low_text) * _LETTER_MM, len(high_text) * _LETTER_MM
    if low_wide + _GAP_MM + high_wide <= end - begin:
        return Label(round(begin, 2), "start", low_text), Label(round(end, 2), "end", high_text)
    # Too short a bar to carry both: they hang outside it, and are pushed apart where the drawing ends.
    low_end = max(begin, low_wide)
    high_start = min(max(end, low_end + _GAP_MM), width - high_wide)
    low_end = min(low_end, high_start - _GAP_MM)
    return Label(round(low_end, 2), "end", low_text), Label(round(high_start, 2), "start", high_text)
