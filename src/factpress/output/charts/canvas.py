"""The canvas of a chart: its width, type sizes and colours, and the measure of text in its font."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from factpress.design.theme import Palette
from factpress.output.charts.scene import ASCENT, DESCENT, LEADING, Label

REGULAR, SEMIBOLD, BOLD = 400, 600, 700

Measure = Callable[[str, float, int], float]
"""Text, size in points, weight -> width in points."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text wrapped for a width: its lines, and how it is set."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    size: float
    weight: int
    colour: str

    @property
    def width(self) -> float:
        """The longest line, in points."""
        return max(self.widths, default=0.0)

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, in points; 0 without words."""
        if not self.lines:
            return 0.0
        return self.size * (ASCENT + DESCENT + LEADING * (len(self.lines) - 1))

    def at(self, x: float, top: float, anchor: float = 0.0) -> tuple[Label, ...]:
        """The lines as labels, from `top` down. `anchor` 0 starts them at x, 0.5 centres them, 1 ends them there."""
        return tuple(
            Label(
                line,
                x - anchor * width,
                top + self.size * (ASCENT + LEADING * i),
                width,
                self.size,
                self.weight,
                self.colour,
            )
            for i, (line, width) in enumerate(zip(self.lines, self.widths, strict=True))
        )

    def centred(self, x: float, middle: float, anchor: float = 0.0) -> tuple[Label, ...]:
        """The lines as labels about `middle`, by the letters' x-height: where the eye puts the middle of a line."""
        optical = 0.02 * self.size
        return self.at(x, middle - self.height / 2 + optical, anchor)


@dataclass(frozen=True, slots=True)
class Canvas:
    """The width of a chart in points, its type sizes and palette, and a function that measures text."""

    width: float
    label: float  # size of labels, in points
    axis: float  # size of axis words and notes, in points
    ink: Palette
    measure: Measure

    @property
    def hairline(self) -> float:
        """Grid lines: half a point on a page, about a point on a slide."""
        return max(0.5, 0.055 * self.label)

    def words(self, text: str, width: float, *, size: float = 0.0, weight: int = REGULAR, colour: str = "") -> Words:
        """The text wrapped to `width` points, its lines as even as their number allows.

        A word wider than that is broken between letters. Size and colour default to those of a label.
        """
        size = size or self.label
        lines = self._even(text.split(" "), width, size, weight) if text.strip() else ()
        widths = tuple(self.measure(line, size, weight) for line in lines)
        return Words(lines, widths, size, weight, colour or self.ink.foreground.hex)

    def _even(self, written: list[str], width: float, size: float, weight: int) -> tuple[str, ...]:
        lines = self._greedy(written, width, size, weight)
        if len(lines) == 1:
            return lines
        low, high = 0.0, width
        for _ in range(12):
            middle = (low + high) / 2
            tried = self._greedy(written, middle, size, weight)
            # A narrower setting is better only while it breaks no word that could stand whole.
            if len(tried) <= len(lines) and " ".join(tried) == " ".join(lines):
                lines, high = tried, middle
            else:
                low = middle
        return lines

    def _greedy(self, written: list[str], width: float, size: float, weight: int) -> tuple[str, ...]:
        lines: list[str] = []
        current = ""
        for word in filter(None, written):
            tried = f"{current} {word}" if current else word
            if self.measure(tried, size, weight) <= width:
                current = tried
                continue
            if current:
                lines.append(current)
            *whole, current = self._broken(word, width, size, weight)
            lines += whole
        return (*lines, current) if current else tuple(lines)

    def _broken(self, word: str, width: float, size: float, weight: int) -> list[str]:
        parts = [""]
        for letter in word:
            if parts[-1] and self.measure(parts[-1] + letter, size, weight) > width:
                parts.append("")
            parts[-1] += letter
        return parts


def stack(words: Iterable[Words], x: float, top: float, gap: float, anchor: float = 0.0) -> tuple[Label, ...]:
    """Blocks of words one below the other, `gap` points apart."""
    labels: list[Label] = []
    for block in words:
        if block.lines:
            labels += block.at(x, top, anchor)
            top += block.height + gap
    return tuple(labels)


def stack_height(words: Iterable[Words], gap: float) -> float:
    """How tall such a stack is, in points."""
    heights = [block.height for block in words if block.lines]
    return sum(heights) + gap * max(0, len(heights) - 1)
