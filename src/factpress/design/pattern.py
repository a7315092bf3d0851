"""The cloth of years: an ornament in which every weft thread is one year, and the bare ones are seen.

The threads are bound and dyed before they are woven, so the lozenges have soft edges: each thread slips a little,
and each dyed stretch of it begins and ends a little beside its place. Some years stay bare; one thread is carried
through the gap they leave. After the last year a few threads wait, undyed.

Pure: the same ornament, measures and colours give the same cloth, on every machine and Python.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from factpress.core.units import Length, mm
from factpress.design.palettes import Colour, Palette
from factpress.design.theme import Pattern

BandColour = Literal["bar", "second", "third"]

LOZENGE: tuple[tuple[float, float, BandColour], ...] = (
    (0.00, 0.17, "second"),
    (0.33, 0.50, "bar"),
    (0.60, 0.67, "third"),
    (0.90, 1.09, "bar"),
    (1.36, 1.44, "bar"),
    (1.58, 1.70, "second"),
    (1.85, 2.00, "third"),
)
"""The dyed bands by their distance from a lozenge's heart: 0 there, 1 on the lattice, 2 in the heart of the next."""

THREAD = 0.72  # a dyed thread's width, as a share of the pitch
HAIRLINE = 0.13  # an undyed one's
SOFTNESS = 0.022  # how far an edge may lie beside its place, as a share of the repeat
SHORTEST = 0.012  # a dyed stretch shorter than this share of the repeat is not seen, and left out
FRINGE = 1.6  # how far the longest loose end reaches, in pitches


@dataclass(frozen=True, slots=True)
class Repeat:
    """How large the lozenges are: width in pitches, height in threads; `shift` moves them right, in repeats."""

    width: float
    threads: int
    shift: float = 0.0


FINE = Repeat(32.7, 37)
"""For a whole cloth."""
COARSE = Repeat(20.7, 24, 0.3)
"""For a cloth enlarged to a few years."""

ACCENT_LINE_WIDTH = mm("0.67")
"""The carried thread's width on paper."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """Level lines of one colour and width, in millimetres: where each begins, its height, how long it is."""

    colour: Colour
    width: float
    lines: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class PatternDrawing:
    """A woven cloth: strokes to paint one after the other, and the places that words may stand beside.

    Coordinates count from the upper edge and from where the threads begin; loose ends reach further left, so a
    picture of the cloth begins at `left`, which is nothing or less. `thread_y` is the carried thread's height, None
    where no year is bare; `year_y` the height of each year's thread.
    """

    strokes: tuple[Stroke, ...]
    left: Length
    width: Length
    height: Length
    thread_y: Length | None
    year_y: Mapping[int, Length]
    labels: tuple[int, ...]  # the years that tell how to read it: first, first bare, first after the gap, last

    @property
    def svg(self) -> str:
        """The cloth as an SVG document of its own size; one path a colour, in hundredths of a millimetre."""
        left, width, height = (round(100 * length.mm) for length in (self.left, self.width, self.height))
        paths = "".join(_path(stroke) for stroke in self.strokes)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width.css}" height="{self.height.css}"'
            f' viewBox="{left} 0 {width} {height}"><g fill="none">{paths}</g></svg>'
        )

    def png(self, pixels: int) -> bytes:
        """The cloth as a PNG so many pixels wide, on nothing, for readers that know no SVG."""
        return _painted(self, pixels)


def draw_pattern(
    ornament: Pattern,
    palette: Palette,
    *,
    width: Length,
    pitch: Length,
    years: tuple[int, int] | None = None,
    repeat: Repeat = FINE,
    thread: tuple[Length, Length] | None = None,
    thread_width: Length = ACCENT_LINE_WIDTH,
    loose: tuple[bool, bool] = (True, False),
) -> PatternDrawing:
    """The ornament's cloth, one thread every `pitch`, or as much of it as lies between two years.

    `thread` says from where to where the carried thread runs (counted as the cloth's own coordinates are; from edge
    to edge where it is None) and `loose` whether threads end loose on the left and on the right, or are cut straight.
    """
    first, last = years or (ornament.first, ornament.last)
    undyed = ornament.undyed_after if last >= ornament.last else 0
    step, breadth, period = pitch.mm, width.mm, pitch.mm * repeat.width
    hairlines: list[tuple[float, float, float]] = []
    dyed: dict[BandColour, list[tuple[float, float, float]]] = {"third": [], "second": [], "bar": []}
    heights: dict[int, float] = {}
    for row, year in enumerate(range(first, last + undyed + 1)):
        y = heights[year] = (row + 0.5) * step
        if year in ornament.bare:
            continue
        begin, beyond = (FRINGE * step * _chance(ornament.seed, year, side) * loose[side] for side in (0, 1))
        begin, end = -begin, breadth + beyond
        hairlines.append((begin, y, end - begin))
        if year > last:
            continue
        height = _fold((year - ornament.first) / repeat.threads)
        for dye, low, high in _stretches(ornament.seed, year, height, period, repeat.shift, begin, end):
            dyed[dye].append((low, y, high - low))
    strokes = [Stroke(palette.line, HAIRLINE * step, tuple(hairlines))]
    strokes += [Stroke(getattr(palette, dye), THREAD * step, tuple(lines)) for dye, lines in dyed.items()]
    bare = [heights[year] for year in ornament.bare if first <= year <= last]
    thread_y = sum(bare) / len(bare) if bare else None
    low, high = -FRINGE * step * loose[0], breadth + FRINGE * step * loose[1]
    if thread_y is not None:
        begin, end = (thread[0].mm, thread[1].mm) if thread else (low, high)
        strokes.append(Stroke(palette.accent, thread_width.mm, ((begin, thread_y, end - begin),)))
        low, high = min(low, begin), max(high, end)
    return PatternDrawing(
        strokes=tuple(strokes),
        left=_mm(low),
        width=_mm(high - low),
        height=_mm((last + undyed + 1 - first) * step),
        thread_y=None if thread_y is None else _mm(thread_y),
        year_y={year: _mm(y) for year, y in heights.items() if year <= last},
        labels=_labels(ornament, first, last),
    )


def _stretches(
    seed: int, year: int, height: float, period: float, shift: float, begin: float, end: float
) -> Iterator[tuple[BandColour, float, float]]:
    """The dyed stretches of one thread, from the left. `height` is the thread's distance from the hearts' row."""
    slip = period * (shift + 1.3 * SOFTNESS * (_chance(seed, year, 2) - 0.5))
    soft = SOFTNESS * period
    places: list[tuple[float, float, BandColour]] = [
        ((heart + low) * period, (heart + high) * period, dye)
        for heart in range(int(begin // period) - 2, int(end // period) + 2)
        for dye, low, high in _bands(height)
    ]
    for k, (low, high, dye) in enumerate(sorted(places)):
        left = max(low + slip + soft * (_chance(seed, year, 2 * k + 3) - 0.5), begin)
        right = min(high + slip + soft * (_chance(seed, year, 2 * k + 4) - 0.5), end)
        if right - left > SHORTEST * period:
            yield dye, left, right


def _bands(height: float) -> Iterator[tuple[BandColour, float, float]]:
    """The bands of one repeat at that height, in repeats from the heart at 0."""
    for low, high, dye in LOZENGE:
        near, far = max(low - height, 0.0) / 2, min(high - height, 1.0) / 2
        if far <= near:
            continue
        if near == 0.0:  # the two halves meet in the heart
            yield dye, -far, far
        elif far == 0.5:  # and those of neighbours on the border between them
            yield dye, near, 1 - near
        else:
            yield dye, near, far
            yield dye, -far, -near


def _fold(turns: float) -> float:
    """A row's distance from the hearts of the lozenges: 1 at whole turns, 0 halfway between them."""
    return abs(turns % 1.0 - 0.5) * 2


@functools.lru_cache(maxsize=1 << 15)
def _chance(*at: int) -> float:
    """A number from 0 to 1 that looks thrown and depends on nothing but `at` (SplitMix64)."""
    state = 0
    for number in at:
        state = (state + number + 0x9E3779B97F4A7C15) & _64
        state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & _64
        state = (state ^ state >> 27) * 0x94D049BB133111EB & _64
        state ^= state >> 31
    return state / 2**64


_64 = 2**64 - 1


def labelled_years(ornament: Pattern) -> tuple[int, ...]:
    """The years that may stand beside the ornament: its first, where its gap begins and ends, its last."""
    return _labels(ornament, ornament.first, ornament.last)


def _labels(ornament: Pattern, first: int, last: int) -> tuple[int, ...]:
    bare = [year for year in ornament.bare if first <= year <= last]
    gap = [bare[0], bare[-1] + 1] if bare else []
    return tuple(sorted({year for year in (first, *gap, last) if first <= year <= last}))


def _mm(number: float) -> Length:
    return mm(f"{number:.4f}")


def _path(stroke: Stroke) -> str:
    """One path; each line is written from the end of the one before, which keeps the numbers short."""
    data: list[str] = []
    x = y = 0
    for begin, height, length in stroke.lines:
        left, level, right = round(100 * begin), round(100 * height), round(100 * (begin + length))
        data.append(f"m{left - x} {level - y}h{right - left}".replace(" -", "-"))
        x, y = right, level
    if not data:
        return ""
    return f'<path d="{"".join(data)}" stroke="{stroke.colour.hex}" stroke-width="{round(100 * stroke.width, 1):g}"/>'


def _painted(cloth: PatternDrawing, pixels: int) -> bytes:
    import io

    from PIL import Image, ImageDraw

    finer = 3  # painted so much larger and averaged down: the lines are level, so that is all the smoothing they need
    scale = finer * pixels / cloth.width.mm
    size = pixels, max(1, round(pixels * (cloth.height / cloth.width)))
    edge = cloth.left.mm
    picture = Image.new("RGBA", size)
    for stroke in cloth.strokes:
        mask = Image.new("L", (size[0] * finer, size[1] * finer))
        draw = ImageDraw.Draw(mask)
        for begin, y, length in stroke.lines:
            left, right = (begin - edge) * scale, (begin + length - edge) * scale - 1
            top, bottom = (y - stroke.width / 2) * scale, (y + stroke.width / 2) * scale - 1
            draw.rectangle((left, top, max(left, right), max(top, bottom)), fill=255)
        layer = Image.new("RGBA", size, (*stroke.colour.rgb, 0))
        layer.putalpha(mask.reduce(finer))
        picture.alpha_composite(layer)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
