"""What goes along with sheets for the office printer: how to print and fold them, and a sheet that tries it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from factpress.core.units import Length, mm
from factpress.output.prints.print_context import House, to_html

RULER_MM, RULER_IN = 100, 4
"""How long the scales of the test are."""

EDGE_STEPS = 12
"""Millimetres at each edge that the test tries."""


@dataclass(frozen=True, slots=True)
class HowTo:
    """Sheets and how they become a booklet, in words; `blanks` counts the pages that fill up the last sheet."""

    title: str
    file: str
    paper: str
    flip: str
    pages: int
    blanks: int
    sheets: int
    lying: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """The sheet that tries a printer, in words: its paper, how it is turned, and the edge that may stay white."""

    paper: str
    flip: str
    margin: str
    width: Length
    height: Length


def how_to_html(how: HowTo, template: str, house: House) -> str:
    """The page of instructions."""
    return to_html(template, {"how": asdict(how)}, house)


def trial_html(trial: Trial, template: str, house: House) -> str:
    """Both sides of the test. All lines of one edge are a picture, in millimetres of the sheet."""
    width, height = trial.width.mm, trial.height.mm
    values = {
        "trial": {"paper": trial.paper, "flip": trial.flip, "margin": trial.margin},
        "width": round(width, 3),
        "height": round(height, 3),
        "edges": _edges(width, height),
        "rulers": (_ruler(RULER_MM, 1, "mm"), _ruler(RULER_IN, mm("25.4").mm, "in")),
    }
    return to_html(template, values, house)


def _edges(width: float, height: float) -> list[dict[str, float]]:
    """A line for each millimetre at each edge, and its number further in where every printer reaches."""
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


def _ruler(count: int, unit_mm: float, unit: str) -> dict[str, object]:
    """A scale of so many units: its length in millimetres, and each tick with its height and number."""
    small = 10 if unit == "mm" else 8
    ticks = [(i * unit_mm, 4 if i % small == 0 else 2.6 if i % (small // 2) == 0 else 1.6, i) for i in range(count + 1)]
    if unit == "in":
        parts = range(count * small + 1)
        ticks = [(i * unit_mm / small, 4 if i % small == 0 else 2.6 if i % 4 == 0 else 1.6, i) for i in parts]
    numbers = [{"x": round(x, 3), "number": i // (1 if unit == "mm" else small)} for x, high, i in ticks if high == 4]
    return {
        "length": f"{count} {unit}",
        "mm": round(count * unit_mm, 3),
        "ticks": [{"x": round(x, 3), "high": high} for x, high, _ in ticks],
        "numbers": numbers,
    }
