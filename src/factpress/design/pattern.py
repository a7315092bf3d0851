"""Draw the pattern of a brand: an ikat in which each thread is one year.

A thread is a bundle of strands. Bands of colour form lozenges with soft edges: each thread, and the ends of each band
on every strand, are shifted by a small pseudo-random amount. Years that are `bare` have no thread, and an accent line
of three strands is drawn in the gap. A few plain threads follow the last year.

The result depends on the arguments only, not on the machine or the version of Python.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from factpress.core.units import Length, mm, pt
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
"""The bands by their distance from the centre of a lozenge: 1 is its edge, 2 the centre of the next lozenge."""

STRANDS, STRANDS_FROM = 5, mm(3)
"""The number of strands of a thread, and the pitch from which a thread has so many."""
FEW_STRANDS = 2
"""The number of strands below that pitch, where more could not be printed apart."""
FILL = 0.90  # width of a thread, as a share of the pitch
STRAND = 0.82  # width of a coloured strand, as a share of the distance of strands
PLAIN = 0.28  # width of an uncoloured strand, as a share of the distance of strands
THINNEST = pt("0.26")
"""The least width of an uncoloured strand: a press needs 0.25 pt."""
HALO = 0.92  # width of a halo, on a background that is not the pattern's own
SLIP = 0.022  # maximum shift of a thread, as a share of the repeat
FEATHER = 0.02  # maximum shift of the end of a band to either side, as a share of the repeat
SHORTEST = 0.012  # shorter bands, as a share of the repeat, are omitted
FRINGE, LONGEST_END = 1.6, mm("4.4")
"""The maximum length of a loose end, in pitches, and as a length."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """The size of the lozenges: width in pitches, height in lines. `shift` moves them to the right, in repeats."""

    width: float
    threads: int
    shift: float = 0.0


FINE = Repeat(32.7, 37)
"""For all years."""
COARSE = Repeat(20.7, 24, 0.3)
"""For a detail of a few years."""

ACCENT_LINE_WIDTH = mm("1.4")
"""Width of the accent line on paper: three strands and the spaces between them."""
ACCENT_STRAND = 0.26  # width of each of the three, as a share of the line


@dataclass(frozen=True, slots=True)
class Stroke:
    """Horizontal lines of one colour and width. Each line is (left end, height, length), in millimetres."""

    colour: Colour
    width: float
    lines: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class PatternDrawing:
    """A drawn pattern: strokes in the order of painting, and positions for labels.

    Coordinates start at the upper edge and the left end of the lines. Loose ends extend further to the left, so an
    image of the pattern begins at `left`, which is 0 or negative. `thread_y` is the height of the accent line, None if
    no year is bare. `year_y` is the height of each year's line.
    """

    strokes: tuple[Stroke, ...]
    left: Length
    width: Length
    height: Length
    thread_y: Length | None
    year_y: Mapping[int, Length]
    labels: tuple[int, ...]  # years to label: first, first bare, first after the gap, last

    @property
    def svg(self) -> str:
        """The pattern as an SVG document of its size: one path per colour, in hundredths of a millimetre."""
        left, width, height = (round(100 * length.mm) for length in (self.left, self.width, self.height))
        paths = "".join(_path(stroke) for stroke in self.strokes)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width.css}" height="{self.height.css}"'
            f' viewBox="{left} 0 {width} {height}"><g fill="none">{paths}</g></svg>'
        )

    def upright(self, begin: Length, width: Length) -> str:
        """The pattern with upright lines as an SVG document: the part of that width which begins there."""
        start, size, left, height = (round(100 * length.mm) for length in (begin, width, self.left, self.width))
        paths = "".join(_path(stroke) for stroke in self.strokes)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width.css}" height="{self.width.css}"'
            f' viewBox="{start} {left} {size} {height}">'
            f'<g fill="none" transform="matrix(0 1 1 0 0 0)">{paths}</g></svg>'
        )

    def without(self, colour: Colour) -> PatternDrawing:
        """The pattern without the strokes of a colour, such as its accent line."""
        return replace(self, strokes=tuple(stroke for stroke in self.strokes if stroke.colour != colour))

    def png(self, pixels: int) -> bytes:
        """Return the pattern as a transparent PNG of that width, for programs without SVG."""
        return _to_png(self, pixels)


def draw_strands(
    pattern: Pattern | None, palette: Palette, since: int | None, *, width: Length, pitch: Length, halo: bool = False
) -> PatternDrawing | None:
    """Draw a line for each whole year since then: neither the last year of the pattern nor plain lines after it.

    None without such a year, and without a pattern.
    """
    if pattern is None or since is None or since >= pattern.last:
        return None
    years = max(since, pattern.first), pattern.last - 1
    return draw_pattern(pattern, palette, width=width, pitch=pitch, years=years, loose=(False, False), halo=halo)


def draw_pattern(
    pattern: Pattern,
    palette: Palette,
    *,
    width: Length,
    pitch: Length,
    years: tuple[int, int] | None = None,
    repeat: Repeat = FINE,
    thread: tuple[Length, Length] | None = None,
    thread_width: Length = ACCENT_LINE_WIDTH,
    loose: tuple[bool, bool] = (True, False),
    halo: bool = False,
) -> PatternDrawing:
    """Return the pattern with one line every `pitch`, for all years or those between two `years`.

    `thread` are the ends of the accent line, in coordinates of the drawing; None for the full width. `loose` is whether
    lines have loose ends on the left and on the right. With `halo`, a line of the background is below each of them, so
    that the pattern is seen on another background, too.
    """
    first, last = years or (pattern.first, pattern.last)
    undyed = pattern.undyed_after if last >= pattern.last else 0
    step, breadth, period = pitch.mm, width.mm, pitch.mm * repeat.width
    fringe = min(FRINGE * step, LONGEST_END.mm)
    strands = STRANDS if pitch >= STRANDS_FROM else FEW_STRANDS
    apart = step * FILL / strands
    threads: list[tuple[float, float, float]] = []
    hairlines: list[tuple[float, float, float]] = []
    dyed: dict[BandColour, list[tuple[float, float, float]]] = {"third": [], "second": [], "bar": []}
    heights: dict[int, float] = {}
    for row, year in enumerate(range(first, last + undyed + 1)):
        y = heights[year] = (row + 0.5) * step
        if year in pattern.bare:
            continue
        begin, beyond = (fringe * _chance(pattern.seed, year, side) * loose[side] for side in (0, 1))
        begin, end = -begin, breadth + beyond
        threads.append((begin, y, end - begin))
        height = _fold((year - pattern.first) / repeat.threads)
        for strand in range(strands):
            level = y + (strand - (strands - 1) / 2) * apart
            hairlines.append((begin, level, end - begin))
            if year > last:
                continue
            for dye, low, high in _bands_of_strand(
                pattern.seed, year, strand, height, period, repeat.shift, begin, end
            ):
                dyed[dye].append((low, level, high - low))
    strokes = [Stroke(palette.background, HALO * step, tuple(threads))] if halo else []
    strokes.append(Stroke(palette.line, max(PLAIN * apart, THINNEST.mm), tuple(hairlines)))
    strokes += [Stroke(getattr(palette, dye), STRAND * apart, tuple(lines)) for dye, lines in dyed.items()]
    bare = [heights[year] for year in pattern.bare if first <= year <= last]
    thread_y = sum(bare) / len(bare) if bare else None
    low, high = -fringe * loose[0], breadth + fringe * loose[1]
    if thread_y is not None:
        begin, end = (thread[0].mm, thread[1].mm) if thread else (low, high)
        strand, out = ACCENT_STRAND * thread_width.mm, (1 - ACCENT_STRAND) / 2 * thread_width.mm
        levels = (thread_y - out, thread_y, thread_y + out)
        strokes.append(Stroke(palette.accent, strand, tuple((begin, level, end - begin) for level in levels)))
        low, high = min(low, begin), max(high, end)
    return PatternDrawing(
        strokes=tuple(strokes),
        left=_mm(low),
        width=_mm(high - low),
        height=_mm((last + undyed + 1 - first) * step),
        thread_y=None if thread_y is None else _mm(thread_y),
        year_y={year: _mm(y) for year, y in heights.items() if year <= last},
        labels=_labels(pattern, first, last),
    )


def _bands_of_strand(
    seed: int, year: int, strand: int, height: float, period: float, shift: float, begin: float, end: float
) -> Iterator[tuple[BandColour, float, float]]:
    """Yield the coloured bands of a strand, from the left. `height` is its distance from the centres of lozenges."""
    slip = period * (shift + SLIP * (_chance(seed, year, 2) - 0.5))
    for k, (low, high, dye) in enumerate(_bands_across(height, period, begin, end)):
        left = max(low + slip + 2 * FEATHER * period * (_chance(seed, year, strand, 2 * k + 3) - 0.5), begin)
        right = min(high + slip + 2 * FEATHER * period * (_chance(seed, year, strand, 2 * k + 4) - 0.5), end)
        if right - left > SHORTEST * period:
            yield dye, left, right


@functools.lru_cache(maxsize=256)
def _bands_across(height: float, period: float, begin: float, end: float) -> list[tuple[float, float, BandColour]]:
    """Return the bands of a thread from the left: their ends before they are shifted, and their colours."""
    return sorted(
        ((heart + low) * period, (heart + high) * period, dye)
        for heart in range(int(begin // period) - 2, int(end // period) + 2)
        for dye, low, high in _bands(height)
    )


def _bands(height: float) -> Iterator[tuple[BandColour, float, float]]:
    """Yield the bands of one repeat at that height, in repeats from the centre of a lozenge."""
    for low, high, dye in LOZENGE:
        near, far = max(low - height, 0.0) / 2, min(high - height, 1.0) / 2
        if far <= near:
            continue
        if near == 0.0:  # both halves meet in the centre
            yield dye, -far, far
        elif far == 0.5:  # those of neighbouring lozenges meet at their border
            yield dye, near, 1 - near
        else:
            yield dye, near, far
            yield dye, -far, -near


def _fold(turns: float) -> float:
    """The distance of a line from the centres of lozenges: 1 at whole numbers, 0 halfway between them."""
    return abs(turns % 1.0 - 0.5) * 2


@functools.lru_cache(maxsize=1 << 15)
def _chance(*at: int) -> float:
    """Return a pseudo-random number from 0 to 1 for these numbers (SplitMix64)."""
    state = 0
    for number in at:
        state = (state + number + 0x9E3779B97F4A7C15) & _64
        state = (state ^ state >> 30) * 0xBF58476D1CE4E5B9 & _64
        state = (state ^ state >> 27) * 0x94D049BB133111EB & _64
        state ^= state >> 31
    return state / 2**64


_64 = 2**64 - 1


def labelled_years(pattern: Pattern) -> tuple[int, ...]:
    """Return the years that may be labels: the first, the begin and end of the gap, the last."""
    return _labels(pattern, pattern.first, pattern.last)


def _labels(pattern: Pattern, first: int, last: int) -> tuple[int, ...]:
    bare = [year for year in pattern.bare if first <= year <= last]
    gap = [bare[0], bare[-1] + 1] if bare else []
    return tuple(sorted({year for year in (first, *gap, last) if first <= year <= last}))


def _mm(number: float) -> Length:
    return mm(f"{number:.4f}")


def _path(stroke: Stroke) -> str:
    """One path. Each line starts relative to the end of the line before, which keeps the numbers short."""
    data: list[str] = []
    x = y = 0
    for begin, height, length in stroke.lines:
        left, level, right = round(100 * begin), round(100 * height), round(100 * (begin + length))
        data.append(f"m{left - x} {level - y}h{right - left}".replace(" -", "-"))
        x, y = right, level
    if not data:
        return ""
    return f'<path d="{"".join(data)}" stroke="{stroke.colour.hex}" stroke-width="{round(100 * stroke.width, 1):g}"/>'


def _to_png(drawing: PatternDrawing, pixels: int) -> bytes:
    import io

    from PIL import Image, ImageDraw

    finer = 3  # painted larger and averaged down, as Pillow has no anti-aliasing
    scale = finer * pixels / drawing.width.mm
    size = pixels, max(1, round(pixels * (drawing.height / drawing.width)))
    edge = drawing.left.mm
    picture = Image.new("RGBA", size)
    for stroke in (stroke for stroke in drawing.strokes if stroke.lines):
        mask = Image.new("L", (size[0] * finer, size[1] * finer))
        draw = ImageDraw.Draw(mask)
        for begin, y, length in stroke.lines:
            left, right = (begin - edge) * scale, (begin + length - edge) * scale - 1
            top, bottom = (y - stroke.width / 2) * scale, (y + stroke.width / 2) * scale - 1
            draw.rectangle((left, top, max(left, right), max(top, bottom)), fill=255)
        # only the rows that have paint: the accent line is one of a thousand
        middles, reach = [y * scale / finer for _, y, _ in stroke.lines], stroke.width * scale / finer / 2 + 1
        first, end = max(0, int(min(middles) - reach)), min(size[1], int(max(middles) + reach) + 1)
        layer = Image.new("RGBA", (size[0], end - first), (*stroke.colour.rgb, 0))
        layer.putalpha(mask.reduce(finer, (0, first * finer, size[0] * finer, end * finer)))
        picture.alpha_composite(layer, (0, first))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
