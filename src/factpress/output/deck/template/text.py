"""The formats of text in a template: each property of a list level is that of the first of its sources that has it.

These are the placeholder on the layout, the one on the master, and the text styles of the master (ECMA-376 Part 1,
19.3.1.51 and 21.1.2.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from factpress.core.office_package import A
from factpress.core.units import Length, pt

_SINGLE = Fraction(6, 5)
"""The leading of single spacing, as a share of the size of the type."""
_DEFAULT_SIZE = 1800
_YES = ("1", "true", "on")


@dataclass(frozen=True, slots=True)
class TextLevel:
    """The formats of a list level. `typeface` is a name, "+mj-lt" or "+mn-lt"; `spacing` is that of characters."""

    size: Length
    leading: Length
    bold: bool
    italic: bool
    spacing: Length
    typeface: str
    before: Length
    align: str
    margins: Length


@dataclass(frozen=True, slots=True)
class TextSources:
    """The list styles in which the properties of a text are looked up, in order; `major` if it is a title."""

    styles: tuple[Any, ...]
    major: bool

    def level(self, number: int) -> TextLevel:
        """Return the formats of the level of that number, from 1."""
        found = [one for style in self.styles if (one := style.find(f"{A}lvl{number}pPr")) is not None]
        runs = [one for level in found if (one := level.find(f"{A}defRPr")) is not None]
        size = pt(_number(_first(runs, "sz"), _DEFAULT_SIZE) / 100)
        latin = next((one.get("typeface") for run in runs if (one := run.find(f"{A}latin")) is not None), None)
        return TextLevel(
            size,
            _space(found, "lnSpc", size) or size * _SINGLE,
            _first(runs, "b") in _YES,
            _first(runs, "i") in _YES,
            pt(_number(_first(runs, "spc"), 0) / 100),
            latin or ("+mj-lt" if self.major else "+mn-lt"),
            _space(found, "spcBef", size) or pt(0),
            _first(found, "algn") or "l",
            Length(Fraction(_number(_first(found, "marL"), 0) + _number(_first(found, "marR"), 0))),
        )


def _first(elements: list[Any], name: str) -> str | None:
    return next((value for one in elements if (value := one.get(name)) is not None), None)


def _space(levels: list[Any], tag: str, size: Length) -> Length | None:
    """Return a distance of lines or paragraphs: in points, or as a share of single spacing."""
    for level in levels:
        space = level.find(f"{A}{tag}")
        if space is None or not len(space):
            continue
        value = space[0].get("val")
        if space[0].tag == f"{A}spcPts":
            return pt(_number(value, 0) / 100)
        share = Fraction(_number(value.rstrip("%"), 100) * 1000) if value and value.endswith("%") else _number(value, 0)
        return size * _SINGLE * (Fraction(share) / 100_000)
    return None


def _number(text: str | None, default: int) -> int:
    try:
        return int(float(text)) if text is not None else default
    except (ValueError, OverflowError):
        return default


def theme_fonts(theme: Any | None) -> Mapping[str, str]:
    """Return the typefaces of a theme by "+mj-lt" and "+mn-lt"."""
    return dict(_theme_fonts(theme)) if theme is not None else {}


def _theme_fonts(theme: Any) -> Iterator[tuple[str, str]]:
    for key, tag in (("+mj-lt", "majorFont"), ("+mn-lt", "minorFont")):
        font = next(theme.iter(f"{A}{tag}"), None)
        latin = font.find(f"{A}latin") if font is not None else None
        if latin is not None and latin.get("typeface"):
            yield key, latin.get("typeface")
