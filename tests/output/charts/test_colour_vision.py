"""The colours of charts stay apart for people with colour blindness of each kind."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.design.palettes import Colour, Palette
from factpress.design.theme import load_theme

Matrix = tuple[tuple[float, float, float], ...]

# G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009, doi:10.1109/TVCG.2009.113: the
# matrices of severity 1.0, which are applied to linear RGB.
VISION: dict[str, Matrix] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

SRGB_TO_XYZ: Matrix = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
"""IEC 61966-2-1, for the white of D65."""
WHITE = (0.95047, 1.0, 1.08883)


def times(matrix: Matrix, vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def seen(colour: Colour, vision: str) -> tuple[float, float, float]:
    """The colour in CIELAB, as somebody sees it."""
    linear = tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (n / 255 for n in colour.rgb))
    inside = tuple(min(1.0, max(0.0, c)) for c in times(VISION[vision], linear))
    ratios = (value / white for value, white in zip(times(SRGB_TO_XYZ, inside), WHITE, strict=True))
    x, y, z = (t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29 for t in ratios)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Colour, other: Colour, vision: str) -> float:
    """The difference of two colours as CIE 1976 has it: 2.3 can just be noticed side by side."""
    return math.dist(seen(one, vision), seen(other, vision))


MARKS, GROUND = 10.0, 25.0
"""The least differences of two marks, four times what can just be noticed, and of a mark and what it is on.

Marks differ by shape or by place as well.
"""
SIDE_BY_SIDE = {
    **dict.fromkeys(itertools.combinations(("bar", "second", "third"), 2), MARKS),
    **dict.fromkeys(itertools.product(("bar", "second", "third", "accent"), ("background",)), GROUND),
    **dict.fromkeys(itertools.product(("bar", "third", "accent"), ("band",)), GROUND),
}
"""The colours of a palette that charts use next to each other, to tell things apart."""


def too_alike(palette: Palette) -> list[tuple[str, str, str]]:
    """The pairs of colours that differ too little, each with whom it is too little for."""
    return [
        (one, other, vision)
        for (one, other), least in SIDE_BY_SIDE.items()
        for vision in VISION
        if difference(getattr(palette, one), getattr(palette, other), vision) < least
    ]


def palettes(root: Path) -> dict[str, Palette]:
    found = load_theme(Places.of(root), Problems())
    assert found is not None
    return dict(found.palettes)


PUBLICATION = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("root", [PUBLICATION, PUBLICATION / "nowhere"], ids=["publication", "engine"])
@pytest.mark.parametrize("name", ["print", "light", "dark"])
def test_colours_of_charts_stay_apart_for_everybody(root: Path, name: str) -> None:
    assert too_alike(palettes(root)[name]) == []


def test_a_red_and_a_green_of_one_lightness_are_found() -> None:
    red, green = Colour("#b05a5a"), Colour("#4b7c4b")
    assert abs(seen(red, "usual")[0] - seen(green, "usual")[0]) < 2
    assert difference(red, green, "usual") > 50
    palette = replace(palettes(PUBLICATION)["print"], bar=red, second=green)
    assert ("bar", "second", "deuteranopia") in too_alike(palette)
    assert ("bar", "second", "usual") not in too_alike(palette)


def test_a_blue_and_a_green_of_one_lightness_are_found() -> None:
    """With tritanopia."""
    palette = replace(palettes(PUBLICATION)["print"], bar=Colour("#3f7fbf"), third=Colour("#3a8585"))
    assert ("bar", "third", "tritanopia") in too_alike(palette)


@pytest.mark.parametrize("vision", VISION)
def test_grey_is_seen_as_grey(vision: str) -> None:
    assert [sum(row) for row in VISION[vision]] == pytest.approx([1.0] * 3, abs=1e-5)
    assert seen(Colour("#808080"), vision) == pytest.approx((53.6, 0.0, 0.0), abs=0.1)
