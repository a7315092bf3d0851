"""The canvas of a chart: its width, type sizes and palette; text wrapped and measured in the fonts of the theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import InstallationError, ToolError
from factpress.design.font_files import FaceFile, nearest_face
from factpress.design.palettes import Palette
from factpress.design.theme import Theme, TypeStyle
from factpress.output.charts.scene import ASCENT, DESCENT, LEADING, Label

REGULAR, SEMIBOLD, BOLD = 400, 600, 700

Measure = Callable[[str, float, int], float]
"""Text, size in points, weight -> width in points."""


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Text wrapped for a width: its lines, their widths in points, and how they are set."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    size: float
    weight: int
    colour: str
    italic: bool = False

    @property
    def width(self) -> float:
        """The width of the longest line, in points."""
        return max(self.widths, default=0.0)

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, in points; 0 without text."""
        if not self.lines:
            return 0.0
        return self.size * (ASCENT + DESCENT + LEADING * (len(self.lines) - 1))

    def at(self, x: float, top: float, anchor: float = 0.0) -> tuple[Label, ...]:
        """The lines as labels, from `top` down. `anchor` 0 starts them at x, 0.5 centres them, 1 ends them there."""
        baselines = (top + self.size * (ASCENT + LEADING * i) for i in range(len(self.lines)))
        return tuple(
            Label(line, x - anchor * width, y, width, self.size, self.weight, self.colour, self.italic)
            for line, width, y in zip(self.lines, self.widths, baselines, strict=True)
        )

    def centred(self, x: float, middle: float, anchor: float = 0.0) -> tuple[Label, ...]:
        """The lines as labels, centred vertically on `middle` by their x-height."""
        optical = 0.02 * self.size
        return self.at(x, middle - self.height / 2 + optical, anchor)


@dataclass(frozen=True, slots=True)
class Canvas:
    """The width of a chart in points, its type sizes and palette, and a function that measures text."""

    width: float
    em: float  # size of labels, in points
    axis_em: float  # size of axis labels and notes, in points
    palette: Palette
    measure: Measure
    edge: float = 0.0  # how far text stays from the edges, and from the middle, where the chart is over two pages
    fold: float = 0.0
    corner: tuple[float, float] = (0.0, 0.0)  # width and height of what stands on the upper right corner of a map
    band: float = 0.0  # height of the band of a timeline over two pages, and its years if a pattern is set in it
    years: tuple[int, int] | None = None

    @property
    def hairline(self) -> float:
        """Width of grid lines, in points: half a point on a page, about a point on a slide."""
        return max(0.5, 0.055 * self.em)

    def wrap(self, text: str, width: float, *, size: float = 0.0, weight: int = REGULAR, colour: str = "") -> TextBlock:
        """The text wrapped to `width` points in as few lines as possible, which are about equally long.

        A word wider than that is broken between letters. Size and colour default to those of a label.
        """
        size = size or self.em
        lines = self._balanced(text.split(" "), width, size, weight) if text.strip() else ()
        widths = tuple(self.measure(line, size, weight) for line in lines)
        return TextBlock(lines, widths, size, weight, colour or self.palette.foreground.hex)

    def wrap_note(self, text: str, width: float) -> TextBlock:
        """The text wrapped like `wrap`, in the size and colour of axis labels and notes."""
        return self.wrap(text, width, size=self.axis_em, colour=self.palette.soft.hex)

    def _balanced(self, words: list[str], width: float, size: float, weight: int) -> tuple[str, ...]:
        lines = self._greedy(words, width, size, weight)
        if len(lines) == 1:
            return lines
        low, high = 0.0, width
        for _ in range(12):
            middle = (low + high) / 2
            tried = self._greedy(words, middle, size, weight)
            # a smaller width is better only while it breaks no word that fits on a line
            if len(tried) <= len(lines) and " ".join(tried) == " ".join(lines):
                lines, high = tried, middle
            else:
                low = middle
        return lines

    def _greedy(self, words: list[str], width: float, size: float, weight: int) -> tuple[str, ...]:
        lines: list[str] = []
        current = ""
        for word in filter(None, words):
            tried = f"{current} {word}" if current else word
            if self.measure(tried, size, weight) <= width:
                current = tried
                continue
            if current:
                lines.append(current)
            *full, current = self._broken(word, width, size, weight)
            lines += full
        return (*lines, current) if current else tuple(lines)

    def _broken(self, word: str, width: float, size: float, weight: int) -> list[str]:
        parts = [""]
        for letter in word:
            if parts[-1] and self.measure(parts[-1] + letter, size, weight) > width:
                parts.append("")
            parts[-1] += letter
        return parts


@dataclass(frozen=True, slots=True)
class TextStack:
    """Text blocks one below the other, `gap` points apart. Blocks without text take no room."""

    blocks: tuple[TextBlock, ...]
    gap: float

    @property
    def width(self) -> float:
        """The width of the widest block, in points."""
        return max((block.width for block in self.blocks), default=0.0)

    @property
    def height(self) -> float:
        """In points."""
        heights = [block.height for block in self.blocks if block.lines]
        return sum(heights) + self.gap * max(0, len(heights) - 1)

    def at(self, x: float, top: float, anchor: float = 0.0) -> tuple[Label, ...]:
        """The lines of all blocks as labels, from `top` down; `anchor` as in `TextBlock.at`."""
        labels: list[Label] = []
        for block in self.blocks:
            if block.lines:
                labels += block.at(x, top, anchor)
                top += block.height + self.gap
        return tuple(labels)

    def centred(self, x: float, middle: float, anchor: float = 0.0) -> tuple[Label, ...]:
        """The lines of all blocks as labels, centred vertically on `middle`."""
        optical = 0.02 * max((block.size for block in self.blocks), default=0.0)
        return self.at(x, middle - self.height / 2 + optical, anchor)


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of one family, by weight."""

    family: str
    files: tuple[FaceFile, ...]

    def file(self, weight: int, *, italic: bool = False) -> FaceFile:
        """The face of that weight, or the nearest."""
        return nearest_face(self.files, self.family, weight, italic=italic)


def faces_for(theme: Theme, palette: str) -> Faces:
    """The faces of the theme's chart labels: of the style `figure-label` in print, of `chart-label` on slides.

    Raises ToolError where the theme has no such style or no file of its family.
    """
    styles, name = (theme.print_type, "figure-label") if palette == "print" else (theme.slide_type, "chart-label")
    style: TypeStyle | None = styles.get(name)
    if style is None:
        raise ToolError(f'the theme has no type style "{name}"', "charts use it; add it to brand.yml")
    files = sorted((f for f in theme.faces if f.family == style.family), key=lambda f: (f.italic, f.weight))
    if not files or files[0].italic:
        raise ToolError(f'the theme has no upright font file of "{style.family}"', "list its files in brand.yml")
    return Faces(style.family, tuple(files))


def measure_in(faces: Faces) -> Measure:
    """A function that measures text in these faces: shaped and kerned, but unhinted, so that widths scale with size."""

    def measure(text: str, size: float, weight: int) -> float:
        return _width_in_ems(str(faces.file(weight).path), text) * size

    return measure


_MEASURED_AT = 100
"""The size in points at which text is measured. FreeType rounds to 1/64 point, which is negligible at this size."""


@lru_cache(maxsize=16384)
def _width_in_ems(path: str, text: str) -> float:
    from matplotlib.ft2font import LoadFlags

    font = _font(path)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    width: float = font.get_width_height()[0]
    return width / 64 / _MEASURED_AT


@lru_cache(maxsize=64)
def _font(path: str) -> Any:
    from matplotlib.ft2font import FT2Font

    if not Path(path).is_file():
        raise InstallationError(f"the font file {Path(path).name} is missing", "restore the assets folder")
    font = FT2Font(path)
    font.set_size(_MEASURED_AT, 72)
    return font
