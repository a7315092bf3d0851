"""Colours of a theme: schemes, colour maps, and the transforms of a colour (ECMA-376 Part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from factpress.core.office_package import A
from factpress.design import palettes
from factpress.design.palettes import Colour
from factpress.output.deck.preflight.geometry import number

Rgb = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

_SCHEME = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_USUAL_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}
_WHOLE = 100_000
"""Units in 100 percent (ST_Percentage)."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour and its opacity, from 0 to 1."""

    rgb: Rgb
    alpha: float = 1

    def over(self, under: Rgb) -> Rgb:
        """The colour that is seen where this one is painted over another."""
        red, green, blue = (a * self.alpha + b * (1 - self.alpha) for a, b in zip(self.rgb, under, strict=True))
        return red, green, blue

    @property
    def hex(self) -> str:
        """The colour as "#rrggbb"."""
        return hex_of(self.rgb)


def hex_of(rgb: Rgb) -> str:
    """A colour as "#rrggbb"."""
    return "#" + "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in rgb)


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of a theme by their slots, and the names under which a master, layout or slide uses them."""

    slots: Mapping[str, Rgb]
    names: Mapping[str, str]

    @classmethod
    def of(cls, theme: Any, mapped: Any) -> Scheme:
        """The scheme of a theme part and of the `clrMap` element of a master; either may be None."""
        slots: dict[str, Rgb] = {}
        for slot in _SCHEME:
            element = theme.find(f".//{A}clrScheme/{A}{slot}") if theme is not None else None
            paint = cls({}, {}).first(element) if element is not None else None
            if paint is not None:
                slots[slot] = paint.rgb
        return cls(slots, _USUAL_MAP).mapped(mapped)

    def mapped(self, element: Any) -> Scheme:
        """The scheme with the names that a colour map gives; the same one for None."""
        return self if element is None else Scheme(self.slots, {**self.names, **element.attrib})

    def named(self, name: str) -> Rgb | None:
        """The colour of a slot or a name of the map."""
        return self.slots.get(self.names.get(name, name))

    def first(self, parent: Any, placeholder: Paint | None = None) -> Paint | None:
        """The colour that is the first child of an element; None if it is not known.

        `placeholder` is what `phClr` stands for in the styles of a theme.
        """
        for element in parent:
            base = self._base(element, placeholder)
            if base is not None:
                return _transformed(base, element)
        return None

    def _base(self, element: Any, placeholder: Paint | None) -> Paint | None:
        value = element.get("val") or ""
        match str(element.tag).removeprefix(A):
            case "srgbClr":
                return _from_hex(value)
            case "sysClr":
                return _from_hex(element.get("lastClr") or {"window": "ffffff"}.get(value, "000000"))
            case "schemeClr" if value == "phClr":
                return placeholder
            case "schemeClr":
                rgb = self.named(value)
                return Paint(rgb) if rgb is not None else None
            case "prstClr":
                return _preset(value)
            case "scrgbClr":
                red, green, blue = (_gamma(number(element.get(part)) / _WHOLE) for part in "rgb")
                return Paint((red, green, blue))
            case "hslClr":
                hue, saturation, light = (number(element.get(part)) for part in ("hue", "sat", "lum"))
                return Paint(colorsys.hls_to_rgb(hue / 21_600_000 % 1, light / _WHOLE, saturation / _WHOLE))
            case _:
                return None


def _from_hex(text: str) -> Paint | None:
    try:
        red, green, blue = bytes.fromhex(text)
    except ValueError:
        return None
    return Paint((red / 255, green / 255, blue / 255))


def _preset(name: str) -> Paint | None:
    """A colour by its name: those of CSS, with short forms such as "dkBlue" (ST_PresetColorVal)."""
    from PIL import ImageColor

    plain = name.lower()
    for short, whole in (("dk", "dark"), ("lt", "light"), ("med", "medium")):
        if plain.startswith(short) and not plain.startswith(whole):
            plain = whole + plain.removeprefix(short)
    try:
        red, green, blue = ImageColor.getrgb(plain)[:3]
    except ValueError:
        return None
    return Paint((red / 255, green / 255, blue / 255))


def _transformed(paint: Paint, element: Any) -> Paint:
    """The colour after its transforms, in their order."""
    rgb, alpha = paint.rgb, paint.alpha
    for child in element:
        share = number(child.get("val"), _WHOLE) / _WHOLE
        name = str(child.tag).removeprefix(A)
        if name == "alpha":
            alpha = share
        elif name == "shade":
            rgb = _each(rgb, partial(_shaded, share=share))
        elif name == "tint":
            rgb = _each(rgb, partial(_tinted, share=share))
        elif name in ("lumMod", "lumOff", "lum", "satMod", "satOff", "sat", "hueMod", "hueOff", "hue"):
            rgb = _in_hls(rgb, name, number(child.get("val")) / 21_600_000 if name in ("hueOff", "hue") else share)
        elif name == "inv":
            rgb = _each(rgb, partial(operator.sub, 1))
        elif name in ("gray", "grey"):
            light = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
            rgb = light, light, light
    return Paint(rgb, alpha)


def _in_hls(rgb: Rgb, name: str, value: float) -> Rgb:
    parts: dict[str, float] = dict(zip(("hue", "lum", "sat"), colorsys.rgb_to_hls(*rgb), strict=True))
    part, how = name[:3], name[3:]
    changed = parts[part] * value if how == "Mod" else parts[part] + value if how == "Off" else value
    parts[part] = changed % 1 if part == "hue" else min(max(changed, 0), 1)
    return colorsys.hls_to_rgb(parts["hue"], parts["lum"], parts["sat"])


def _shaded(part: float, share: float) -> float:
    return _gamma(_linear(part) * share)


def _tinted(part: float, share: float) -> float:
    return _gamma(_linear(part) * share + 1 - share)


def _each(rgb: Rgb, change: Callable[[float], float]) -> Rgb:
    red, green, blue = (min(max(change(part), 0), 1) for part in rgb)
    return red, green, blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    part = min(max(part, 0), 1)
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    return palettes.contrast(Colour(hex_of(one)), Colour(hex_of(other)))
