"""Instructions for the office printer: how to print and fold sheets, and a sheet that tests a printer."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.units import Length
from factpress.output.prints.print_context import PrintContext, to_html

EDGE_STEPS = 12
"""The millimetres at each edge that the test covers."""


@dataclass(frozen=True, slots=True)
class PrintInstructions:
    """How sheets become a booklet, in words. `blanks` is the count of pages that fill up the last sheet."""

    title: str
    file: str
    paper: str
    flip: str
    pages: int
    blanks: int
    sheets: int
    lying: bool  # landscape


@dataclass(frozen=True, slots=True)
class PrinterTest:
    """The sheet that tests a printer: its paper, how to flip it, and the margin that may stay white, in words."""

    paper: str
    flip: str
    margin: str
    width: Length
    height: Length


def instructions_html(instructions: PrintInstructions, template: str, context: PrintContext) -> str:
    """Return the page of instructions."""
    return to_html(template, {"how": instructions}, context)


def printer_test_html(test: PrinterTest, template: str, context: PrintContext) -> str:
    """Return both sides of the test sheet. Each edge is a picture in millimetres of the sheet."""
    width, height = test.width.mm, test.height.mm
    values = {
        "trial": test,
        "width": round(width, 3),
        "height": round(height, 3),
        "edges": _edges(width, height),
        "rulers": (_ruler(100, "mm", 1.0, 1, 10), _ruler(4, "in", 25.4, 8, 8)),
    }
    return to_html(template, values, context)


def _edges(width: float, height: float) -> list[dict[str, float]]:
    """Return a line for each millimetre at each edge, with its number further in, where every printer prints."""
    lines: list[dict[str, float]] = []
    for k in range(1, EDGE_STEPS + 1):
        step = 6.0 * (k - (EDGE_STEPS + 1) / 2)
        across, down = width / 2 + step, height / 2 + step
        lines += [
            _edge(k, (across - 3, k), (across + 3, k), (across, 15.5)),
            _edge(k, (across - 3, height - k), (across + 3, height - k), (across, height - 14)),
            _edge(k, (k, down - 3), (k, down + 3), (14.5, down + 0.9)),
            _edge(k, (width - k, down - 3), (width - k, down + 3), (width - 14.5, down + 0.9)),
        ]
    return lines


def _edge(
    number: int, start: tuple[float, float], end: tuple[float, float], label: tuple[float, float]
) -> dict[str, float]:
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1], "x": label[0], "y": label[1]}
    return {"number": number, **{name: round(value, 3) for name, value in ends.items()}}


def _ruler(length: int, unit: str, unit_mm: float, per_unit: int, major: int) -> dict[str, object]:
    """Return a ruler: its length in millimetres, and each tick with its height and number.

    A unit has `per_unit` ticks. Every `major`-th tick is the longest and has a number.
    """
    ticks = [(round(i * unit_mm / per_unit, 3), i) for i in range(length * per_unit + 1)]

    def height(tick: int) -> float:
        return 4 if tick % major == 0 else 2.6 if tick % (major // 2) == 0 else 1.6

    return {
        "length": f"{length} {unit}",
        "mm": round(length * unit_mm, 3),
        "ticks": [{"x": x, "high": height(tick)} for x, tick in ticks],
        "numbers": [{"x": x, "number": tick // per_unit} for x, tick in ticks if tick % major == 0],
    }
