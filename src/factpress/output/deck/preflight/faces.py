"""What is known of the fonts of a deck: those embedded in it, and those whose widths factpress has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from factpress.core.units import pt
from factpress.design.font_widths import FaceWidths, WidthTable, replacement
from factpress.output.deck.preflight.embedded_fonts import EmbeddedFace, EmbeddedFont
from factpress.output.deck.preflight.model import Face

_SAME_WIDTHS = {"calibri light": "Calibri", "arial mt": "Arial", "arialmt": "Arial"}
"""Other names of fonts by the font that they have the widths of."""
_HEIGHTS = {
    "Arial": 1.149,
    "Calibri": 1.221,
    "Cambria": 1.172,
    "Courier New": 1.133,
    "Georgia": 1.136,
    "Noto Sans": 1.362,
    "Noto Serif": 1.362,
    "Times New Roman": 1.149,
}
"""The height of a line in ems: ascent, descent and line gap of the fonts."""
_SYMBOLS = ("wingdings", "webdings", "symbol", "zapf", "marlett", "fontawesome", "font awesome", "material icons")
_NARROW = re.compile(r"narrow|condensed|compressed|\bcond\b|impact|haettenschweiler|oswald|bebas|anton")
_LEAST = ("Calibri", 0.93)
"""The font, and the share of its widths, that text in an unknown font is measured with: few fonts are narrower."""
_USUAL_HEIGHT = 1.15
_FULL_WIDTH = re.compile("[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2002\u2003\u2009\u202f\t"), " ")
_MOST_CACHED = 100_000


@dataclass(frozen=True, slots=True)
class DeckFaces:
    """The faces of a deck. Text in a font that is not known has the least width that it can have."""

    embedded: Mapping[str, EmbeddedFont]
    _widths: dict[tuple[str, Face], float | None] = field(
        default_factory=dict[tuple[str, Face], "float | None"], compare=False, repr=False
    )

    def is_known(self, family: str) -> bool:
        """Whether a font is in the file, or is one whose widths are known."""
        return family.lower() in self.embedded or _table(family) is not None

    def width(self, text: str, face: Face) -> float | None:
        """The width of a text in ems; None if it is not known."""
        key = text, face
        if key not in self._widths:
            if len(self._widths) > _MOST_CACHED:
                self._widths.clear()
            self._widths[key] = self._width(text.translate(_SPACES), face)
        return self._widths[key]

    def _width(self, text: str, face: Face) -> float | None:
        wide = len(_FULL_WIDTH.findall(text))
        if wide:
            rest = self._width(_FULL_WIDTH.sub("", text), face)
            return None if rest is None else rest + wide
        own = self._embedded(face)
        if own is not None and (width := _ems(own.widths, text)) is not None:
            return width
        lower = face.family.lower()
        if lower.startswith(_SYMBOLS) or (own is None and lower in self.embedded):
            return None
        table = _table(face.family)
        if table is not None:
            return _ems(table.face(bold=face.bold, italic=face.italic), text)
        least = replacement(_LEAST[0]) if not _NARROW.search(lower) else None
        width = _ems(least.face(), text) if least is not None else None
        return None if width is None else width * _LEAST[1]

    def _embedded(self, face: Face) -> EmbeddedFace | None:
        font = self.embedded.get(face.family.lower())
        if font is None or not font.faces:
            return None
        return font.faces[min(font.faces, key=lambda style: (style[0] != face.bold, style[1] != face.italic))]

    def height(self, face: Face) -> float:
        """The height of a line in ems."""
        own = self._embedded(face)
        if own is not None:
            return own.height
        table = _table(face.family)
        return _HEIGHTS[table.family] if table is not None else _USUAL_HEIGHT


def _table(family: str) -> WidthTable | None:
    return replacement(_SAME_WIDTHS.get(family.lower(), family))


def _ems(face: FaceWidths, text: str) -> float | None:
    width = face.width(text, pt(1))
    return None if width is None else width.pt
