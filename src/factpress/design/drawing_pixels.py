"""Line drawings as pixels, for programs that show no SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from factpress.design.drawings import DrawnStroke, LineDrawing
from factpress.design.palettes import Palette

Point = tuple[float, float]

_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_NUMBERS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_CURVE_STEPS = 16
_FINER = 3  # painted larger and averaged down, as Pillow has no anti-aliasing


def drawing_png(drawing: LineDrawing, palette: Palette, pixels: int, outline: float) -> bytes:
    """Return a transparent PNG of that width; `outline` is the width of outlines, in units of the drawing's field."""
    import io

    from PIL import Image, ImageDraw

    scale = _FINER * pixels / drawing.width
    size = pixels, max(1, round(pixels * drawing.height / drawing.width))
    picture = Image.new("RGBA", size)
    for colour, strokes in drawing.by_colour(palette):
        mask = Image.new("L", (size[0] * _FINER, size[1] * _FINER))
        draw = ImageDraw.Draw(mask)
        for stroke in strokes:
            width = max(1, round(stroke.weight / 1.2 * outline * scale))
            for line in polylines(stroke):
                points = [(x * scale, y * scale) for x, y in line]
                draw.line(points, 255, width, joint="curve")
                for x, y in (points[0], points[-1]):  # round ends
                    draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), 255)
        layer = Image.new("RGBA", size, (*colour.rgb, 0))
        layer.putalpha(mask.reduce(_FINER))
        picture.alpha_composite(layer)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def polylines(stroke: DrawnStroke) -> Iterator[list[Point]]:
    """Yield the lines of a path. Curves are divided into short lines; an arc is the line between its ends."""
    line: list[Point] = []
    control: Point | None = None
    for command, numbers in _steps(stroke.path):
        x, y = line[-1] if line else (0.0, 0.0)
        left, top = (x, y) if command.islower() else (0.0, 0.0)
        points = [(numbers[i] + left, numbers[i + 1] + top) for i in range(0, len(numbers) - 1, 2)]
        kind = command.upper()
        if kind == "M":
            if len(line) > 1:
                yield line
            line = points
        elif kind == "Z":
            line = [*line, line[0]] if line else line
        elif kind in ("H", "V"):
            line.append((numbers[0] + left, y) if kind == "H" else (x, numbers[0] + top))
        elif kind == "A":
            line.append((numbers[5] + left, numbers[6] + top))
        elif kind == "L":
            line += points
        else:
            if kind in ("S", "T"):
                points = [(2 * x - control[0], 2 * y - control[1]) if control else (x, y), *points]
            line += _curve([(x, y), *points])
        control = points[-2] if kind in "CSQT" else None
    if len(line) > 1:
        yield line


def _steps(path: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; numbers that follow those of a command repeat it."""
    command, numbers = "", list[float]()
    for token in _TOKEN.findall(path):
        if token.isalpha():
            command, numbers = token, []
        else:
            numbers.append(float(token))
        if command and len(numbers) == _NUMBERS.get(command.upper(), 0):
            yield command, numbers
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)


def _curve(points: list[Point]) -> Iterator[Point]:
    """Yield points on a Bézier curve, by the algorithm of De Casteljau, without its first point."""
    for step in range(1, _CURVE_STEPS + 1):
        share = step / _CURVE_STEPS
        left: list[Point] = points
        while len(left) > 1:
            left = [(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairwise(left)]
        yield left[0]
