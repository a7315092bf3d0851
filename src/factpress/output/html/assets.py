"""What a page uses besides its templates: fonts and colours of the theme as CSS, QR codes, SVG as data URLs."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from fractions import Fraction

from factpress.core.units import Length, mm
from factpress.design.theme import FaceFile, Palette, Theme, TypeStyle


def root(properties: Mapping[str, str]) -> str:
    """Custom properties by name, as a rule for the whole page."""
    lines = "\n".join(f"  --{name}: {value};" for name, value in properties.items())
    return f":root {{\n{lines}\n}}"


def faces(theme: Theme) -> str:
    """The `@font-face` rules of the theme."""
    return "\n".join(_face(face) for face in theme.faces)


def colours(palette: Palette) -> tuple[tuple[str, str], ...]:
    """The colours of a palette by the names that style sheets know them by."""
    names = ("background", "foreground", "heading", "soft", "line", "accent", "bar", "second", "third")
    return tuple((name, getattr(palette, name).hex) for name in names)


def font(style: TypeStyle, theme: Theme) -> str:
    """A type style as the value of CSS `font`, with the families of other scripts behind its own."""
    slope = "italic " if style.italic else ""
    families = ", ".join(f'"{family}"' for family in _families(style.family, theme))
    return f"{slope}{style.weight} {_pt(style.size)}/{_pt(style.leading)} {families}"


def _families(family: str, theme: Theme) -> tuple[str, ...]:
    """The family, then for each script the one that goes with it: a sans beside a sans, else a serif."""
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


QR = mm(27)
"""Side of the QR code without its quiet zone: read from 27 cm, at arm's length."""

QUIET = 4
"""Modules kept white around a QR code (ISO/IEC 18004, 5.3.8)."""


SMALLEST_MODULE = mm("0.4")
"""A module that a phone's camera still tells from its neighbours when an office printer has printed it."""

FAR = mm(1000)
"""From here on a code hangs on a wall, and is made to stand more damage."""


def qr_module(modules: int, distance: Length) -> Length:
    """The side of one module: the whole code is a tenth of the distance that it is read from, or larger."""
    return max(distance * Fraction(1, 10 * modules), SMALLEST_MODULE)


def qr_code(address: str, error: str = "m") -> tuple[str, int]:
    """A QR code of that error level as SVG, one unit a module, and how many modules it has a side."""
    import segno

    rows = [[bool(module) for module in row] for row in segno.make_qr(address, error=error, boost_error=False).matrix]
    side = len(rows) + 2 * QUIET
    path: list[str] = []
    for y, row in enumerate(rows, start=QUIET):
        x = 0
        while x < len(row):
            run = next((i for i in range(x, len(row)) if not row[i]), len(row)) - x
            if run:
                # a hair higher than its row, so that no reader paints a seam between two
                path.append(f"M{x + QUIET} {y}h{run}v1.02h-{run}z")
            x += max(run, 1)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{"".join(path)}"/></svg>'
    )
    return svg, len(rows)


def svg_address(svg: bytes) -> str:
    """An SVG as an address of its own, so that its ids and styles stay inside it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode("ascii")
