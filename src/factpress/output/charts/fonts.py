"""The face that charts are set in, and how wide words are in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import ToolError
from factpress.design.font_files import FaceFile, nearest
from factpress.design.theme import Theme, TypeStyle
from factpress.output.charts.canvas import Measure


@dataclass(frozen=True, slots=True)
class Faces:
    """The weights of one upright family, lightest first."""

    family: str
    files: tuple[FaceFile, ...]

    def file(self, weight: int) -> FaceFile:
        """The face of that weight, else the nearest."""
        return nearest(self.files, self.family, weight, italic=False)


def faces_for(theme: Theme, palette: str) -> Faces:
    """The family of the theme's chart labels in that setting: `figure-label` in print, `chart-label` on slides.

    Raises ToolError where the theme has no such style or no file of its family.
    """
    styles, name = (theme.print_type, "figure-label") if palette == "print" else (theme.slide_type, "chart-label")
    style: TypeStyle | None = styles.get(name)
    if style is None:
        raise ToolError(f'the theme has no type style "{name}"', "charts are set in it; add it to brand.yml")
    upright = tuple(
        sorted((f for f in theme.faces if f.family == style.family and not f.italic), key=lambda f: f.weight)
    )
    if not upright:
        raise ToolError(f'the theme has no upright font file of "{style.family}"', "list its files in brand.yml")
    return Faces(style.family, upright)


def measure_in(faces: Faces) -> Measure:
    """How wide text is when set in these faces: shaped and kerned, unhinted, so it is as wide at every size."""

    def measure(text: str, size: float, weight: int) -> float:
        return _ems(str(faces.file(weight).path), text) * size

    return measure


@lru_cache(maxsize=16384)
def _ems(path: str, text: str) -> float:
    from matplotlib.ft2font import LoadFlags

    font = _font(path)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    width: float = font.get_width_height()[0]
    return width / 64 / _MEASURED_AT


_MEASURED_AT = 100
"""The size at which text is measured, in points; large enough that rounding to 1/64 does not show."""


@lru_cache(maxsize=64)
def _font(path: str) -> Any:
    from matplotlib.ft2font import FT2Font

    if not Path(path).is_file():
        raise ToolError(f"the font file {Path(path).name} is gone", "restore the assets folder")
    font = FT2Font(path)
    font.set_size(_MEASURED_AT, 72)
    return font
