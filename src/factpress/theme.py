"""The look as tokens: colours, faces, type styles, and the few measures that belong to the brand.

Read from `data/brand.yml` (posit-dev/brand-yml, with our own extension under `defaults`). Nothing here knows CSS,
OOXML or matplotlib: each consumer turns tokens into its own language, in its own room.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from factpress.units import Length


@dataclass(frozen=True, slots=True)
class Colour:
    """An sRGB colour, "#rrggbb"."""

    hex: str

    @property
    def rgb(self) -> tuple[int, int, int]:
        """Red, green, blue, 0 to 255."""
        return int(self.hex[1:3], 16), int(self.hex[3:5], 16), int(self.hex[5:7], 16)

    @property
    def bare(self) -> str:
        """Six capital digits without the hash, as OOXML writes it."""
        return self.hex[1:].upper()


@dataclass(frozen=True, slots=True)
class FaceFile:
    """One font file: the family, weight and style it is used as. `path` is absolute."""

    family: str
    weight: int
    italic: bool
    path: Path


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """Family, size, leading, weight and slope of one kind of text."""

    family: str
    size: Length
    leading: Length
    weight: int = 400
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one setting: paper, or a light or dark slide."""

    background: Colour
    foreground: Colour
    heading: Colour
    soft: Colour  # secondary text
    line: Colour  # hairlines, grid lines
    accent: Colour  # the thread; never carries text or meaning alone
    bar: Colour  # first chart colour
    second: Colour
    third: Colour


@dataclass(frozen=True, slots=True)
class Ornament:
    """The cloth of years: one thread a year, some left bare, woven in three colours."""

    first: int
    last: int
    bare: tuple[int, ...]
    undyed_after: int
    seed: int


@dataclass(frozen=True, slots=True)
class SlideMeasures:
    """The slide's grid."""

    width: Length
    height: Length
    left: Length
    right: Length
    top: Length
    content_bottom: Length
    thread_y: Length
    thread_height: Length
    footer_y: Length
    reserve: float  # share of a line kept free when text is measured, since fonts get swapped
    body_min: Length


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything a renderer may know about looks."""

    name: str  # short name of the organisation's brand
    colours: Mapping[str, Colour]  # the brand's palette by name
    palettes: Mapping[str, Palette]  # "print", "light", "dark"
    faces: tuple[FaceFile, ...]
    print_type: Mapping[str, TypeStyle]  # "body", "h2", "footnote", …
    slide_type: Mapping[str, TypeStyle]  # "title", "statement", "body", …
    slide: SlideMeasures
    scripts: Mapping[str, tuple[str, str]]  # ISO 15924 script -> (serif family, sans family) for it
    ornament: Ornament | None
    logo: Path | None
