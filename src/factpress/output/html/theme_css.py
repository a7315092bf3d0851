"""The theme as CSS: `@font-face` rules, type styles and colours as custom properties."""

from __future__ import annotations

from collections.abc import Mapping

from factpress.core.units import Length
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
