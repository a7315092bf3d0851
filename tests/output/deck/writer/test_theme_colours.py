"""The colours of a theme: a presenter's own charts are legible, and slides have the colours of their palette."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.design.palettes import Colour, Palette, contrast
from factpress.design.theme import load_theme
from factpress.output.deck.ooxml import SCHEME
from factpress.output.deck.writer.theme_colours import bar_role, theme_colours
from tests.output.deck import sample
from tests.output.deck.writer.test_embedded_fonts import made

ROOT = Path(__file__).parents[4]


def palettes() -> list[tuple[str, str, Palette]]:
    """The palettes of the engine and of the publication of this repository."""
    problems = Problems()
    own = load_theme(Places.of(ROOT), problems)
    assert own is not None, problems.found
    themes = (("engine", sample.theme()), ("own", own))
    return [(brand, name, theme.palettes[name]) for brand, theme in themes for name in ("light", "dark", "print")]


ALL = palettes()
NAMES = [f"{brand}-{name}" for brand, name, _ in ALL]


@pytest.mark.parametrize(("brand", "name", "palette"), ALL, ids=NAMES)
def test_series_are_legible_and_all_accents_differ(brand: str, name: str, palette: Palette) -> None:
    slots = theme_colours(palette, dark=name == "dark")
    for number in range(1, 6):
        assert contrast(Colour(f"#{slots[f'accent{number}']}"), palette.background) >= 3
    apart = ["dk2", "lt2", *(f"accent{number}" for number in range(1, 7))]
    for one, other in combinations(apart, 2):
        assert slots[one] != slots[other], (one, other)


@pytest.mark.parametrize(("brand", "name", "palette"), ALL, ids=NAMES)
def test_each_role_that_is_drawn_has_its_own_colour(brand: str, name: str, palette: Palette) -> None:
    slots = theme_colours(palette, dark=name == "dark")
    mapped = {"bg": "dk" if name == "dark" else "lt", "tx": "lt" if name == "dark" else "dk"}
    for role in ("background", "foreground", "heading", "soft", "line", "accent", bar_role(palette)):
        slot = SCHEME[role]
        slot = mapped.get(slot[:2], slot[:2]) + slot[2:]
        assert slots[slot].lower() == getattr(palette, role).hex[1:].lower(), role


def test_a_colour_that_is_used_twice_is_made_lighter_or_darker() -> None:
    palette = sample.theme().palettes["light"]
    one_colour = replace(palette, second=palette.bar, third=palette.bar, heading=palette.bar)
    slots = theme_colours(one_colour, dark=False)
    found = [slots[f"accent{number}"] for number in (1, 2, 3)]
    assert len({*found, palette.bar.bare}) == 4


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_every_colour_outside_the_themes_is_a_slot(palette: str) -> None:
    parts = made(sample.theme(), palette)
    for name, data in parts.items():
        if name.startswith("ppt/") and name.endswith(".xml") and not name.startswith("ppt/theme/"):
            # guides have the colour that PowerPoint gives them
            markup = re.sub(rb"<p15:clr>.*?</p15:clr>", b"", data)
            assert b"srgbClr" not in markup, name
