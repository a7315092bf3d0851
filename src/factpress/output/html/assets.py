"""What a page uses besides its templates: fonts and colours of the theme as CSS, QR codes, SVG as data URLs."""

from __future__ import annotations

import base64
import functools
from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from itertools import groupby

from factpress.core.units import Length, mm
from factpress.design.font_files import FaceFile
from factpress.design.palettes import Palette
from factpress.design.theme import Theme, TypeStyle
from factpress.output.html.inlines import TEXT_RULES

# the theme as CSS ─────────────────────────────────────────────────────────────────────────────────────────────────────


def root(properties: Mapping[str, str]) -> str:
    """A `:root` rule with these custom properties."""
    lines = "\n".join(f"  --{name}: {value};" for name, value in properties.items())
    return f":root {{\n{lines}\n}}"


def faces(theme: Theme) -> str:
    """The `@font-face` rules of the theme, and the rules for inlines."""
    return "\n".join([*map(_face, theme.faces), TEXT_RULES])


def colours(palette: Palette) -> tuple[tuple[str, str], ...]:
    """The names of a palette's colours in style sheets, and their values."""
    return tuple((one.name, getattr(palette, one.name).hex) for one in fields(palette))


def font(style: TypeStyle, theme: Theme) -> str:
    """A type style as a value of the CSS property `font`, with the families of other scripts as fallbacks."""
    slope = "italic " if style.italic else ""
    names = ", ".join(f'"{family}"' for family in families(style.family, theme))
    return f"{slope}{style.weight} {_pt(style.size)}/{_pt(style.leading)} {names}"


def families(family: str, theme: Theme) -> tuple[str, ...]:
    """The family and its fallback for each other script: a sans for a sans, else a serif."""
    sans = family in {pair[1] for pair in theme.scripts.values()}
    others = [theme.scripts[script][1 if sans else 0] for script in sorted(theme.scripts) if script != "Latn"]
    return tuple(dict.fromkeys((family, *others)))


def _pt(length: Length) -> str:
    return f"{round(length.pt, 4):g}pt"


def _face(face: FaceFile) -> str:
    style = "italic" if face.italic else "normal"
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {style};'
        f' src: url("{face.path.as_uri()}") }}'
    )


# images ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

QR_SIZE = mm(27)
"""Side of a QR code, without its quiet zone, that is scanned from a distance of 27 cm, at arm's length."""

QUIET_MODULES = 4
"""Width of the quiet zone around a QR code, in modules (ISO/IEC 18004, 5.3.8)."""

MIN_MODULE = mm("0.4")
"""The smallest module that a phone's camera can resolve on the paper of an office printer."""

WALL_DISTANCE = mm(1000)
"""From this reading distance on, a print is on a wall, and its code has a higher error correction level."""


def qr_module_size(modules: int, distance: Length) -> Length:
    """The side of one module: that of the whole code is a tenth of the reading distance, or more."""
    return max(distance * Fraction(1, 10 * modules), MIN_MODULE)


@functools.lru_cache(maxsize=16)
def qr_code(address: str, error: str = "m") -> tuple[str, int]:
    """A QR code with that error correction level as SVG, one unit a module, and its modules per side."""
    import segno

    rows = [[bool(module) for module in row] for row in segno.make_qr(address, error=error, boost_error=False).matrix]
    side = len(rows) + 2 * QUIET_MODULES
    path: list[str] = []
    for y, row in enumerate(rows, start=QUIET_MODULES):
        x = QUIET_MODULES
        for dark, modules in groupby(row):
            run = len(list(modules))
            if dark:
                # slightly higher than its row, so that no viewer shows a gap between two rows
                path.append(f"M{x} {y}h{run}v1.02h-{run}z")
            x += run
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{"".join(path)}"/></svg>'
    )
    return svg, len(rows)


def svg_data_url(svg: bytes | str) -> str:
    """An SVG as a data URL. Its ids and styles do not affect the page then."""
    data = svg.encode() if isinstance(svg, str) else svg
    return "data:image/svg+xml;base64," + base64.b64encode(data).decode("ascii")
