"""The colours of a palette in the slots of an Office theme.

Programs draw the series of a presenter's own charts in accent1 to accent6. The first five are legible on the ground,
and all differ from each other and from the slots of headings and lines. accent6 is the colour of decoration.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterator, Mapping, Sequence

from factpress.design.palettes import GRAPHICS, Colour, Palette, contrast

_DISTINCT = 48
"""The least distance of two colours, as a sum of the differences of red, green and blue."""
_STEPS = 25
"""In how many steps a lightness is varied from 0 to 1."""


def theme_colours(p: Palette, *, dark: bool) -> Mapping[str, str]:
    """Return the colours of a palette by the slots of a theme, without "#"."""
    ground, text = ("dk", "lt") if dark else ("lt", "dk")
    # what is drawn on slides has exactly its colour, also where two are near each other
    taken = [p.line, p.heading, p.soft, p.accent]
    series = {"accent1": p.bar if bar_role(p) == "bar" else _series_colour(p.bar, p.background, taken)}
    taken.append(series["accent1"])
    for slot, base in (("accent2", p.second), ("accent3", p.third), ("accent4", p.accent)):
        series[slot] = _series_colour(base, p.background, taken)
        taken.append(series[slot])
    slots = {
        f"{ground}1": p.background,
        f"{text}1": p.foreground,
        f"{ground}2": p.line,
        f"{text}2": p.heading,
        **series,
        "accent5": p.soft,
        "accent6": p.accent,
        "hlink": p.heading,
        "folHlink": p.soft,
    }
    return {slot: colour.bare for slot, colour in slots.items()}


def bar_role(p: Palette) -> str:
    """Return the role in which bars are drawn: another one that has their colour, since a colour has one slot."""
    return next((role for role in ("heading", "soft", "accent", "line") if getattr(p, role) == p.bar), "bar")


def _series_colour(base: Colour, ground: Colour, taken: Sequence[Colour]) -> Colour:
    """Return the colour nearest to `base` in lightness that is legible on the ground and differs from those taken."""
    tried = (
        colour
        for colour in _lighter_and_darker(base)
        if contrast(colour, ground) >= GRAPHICS and all(_distance(colour, other) >= _DISTINCT for other in taken)
    )
    return next(tried, base)


def _lighter_and_darker(base: Colour) -> Iterator[Colour]:
    yield base
    hue, lightness, saturation = colorsys.rgb_to_hls(*(part / 255 for part in base.rgb))
    for step in range(1, _STEPS):
        for other in (lightness + step / _STEPS, lightness - step / _STEPS):
            if 0 <= other <= 1:
                parts = colorsys.hls_to_rgb(hue, other, saturation)
                yield Colour("#" + bytes(round(255 * part) for part in parts).hex())


def _distance(one: Colour, other: Colour) -> int:
    return sum(abs(a - b) for a, b in zip(one.rgb, other.rgb, strict=True))
