"""Select a face for each character, measure shaped text, and break it into lines.

Text is shaped by HarfBuzz (uharfbuzz), as in Pango, LibreOffice and browsers, so the widths are the same.
"""

from __future__ import annotations

import functools
import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol, cast

from factpress.core.units import Length, pt
from factpress.design.font_files import FaceFile, nearest_face
from factpress.design.line_breaks import break_lines, invisible, pieces, rendered, tracked_count
from factpress.design.theme import Theme, TypeStyle

_TRACKED = ("Latn", "Zyyy", "Zinh")


@dataclass(frozen=True, slots=True)
class Metrics:
    """Ascent and descent of a line of type; both are positive."""

    ascent: Length
    descent: Length


@dataclass(frozen=True, slots=True)
class TextMask:
    """The pixels of a text, from 0 to 255: rows of `stride` bytes, the lowest first.

    `left` and `top` are their distance from the start of the baseline, y growing downwards.
    """

    left: int
    top: int
    width: int
    height: int
    stride: int
    rows: bytes


class _Latin:
    """The Latin letters, and the characters of all scripts, that a face has, as far as they were asked for."""

    def __init__(self, face: FaceFile) -> None:
        self.face = face
        self._letters: set[str] = set()
        self._characters: set[str] = set()

    def has_all(self, text: str) -> bool:
        """Whether the text has such characters only, and at least one."""
        if not self._characters.issuperset(text):
            unknown = set(text) - self._characters
            new = [c for c in unknown if _script(c) in ("Latn", "Zyyy") and _has(self.face.path, c)]
            self._letters.update(c for c in new if _script(c) == "Latn")
            self._characters.update(new)
        return bool(text) and self._characters.issuperset(text)

    def script(self, text: str) -> str:
        """The script of such a text."""
        return "Zyyy" if self._letters.isdisjoint(text) else "Latn"


@dataclass(frozen=True, slots=True)
class FontSet:
    """The faces of a theme. Font files are opened when they are used, and once."""

    faces: tuple[FaceFile, ...]
    scripts: Mapping[str, tuple[str, str]]
    # widths in ems with the count of tracked characters: a text that is measured at several sizes is shaped once
    _widths: dict[tuple[str, str, int, bool, str], tuple[Fraction, int]] = field(
        default_factory=dict[tuple[str, str, int, bool, str], tuple[Fraction, int]], compare=False, repr=False
    )
    _latin: dict[tuple[str, int, bool], _Latin] = field(
        default_factory=dict[tuple[str, int, bool], "_Latin"], compare=False, repr=False
    )

    @classmethod
    def of(cls, theme: Theme) -> FontSet:
        """Return the fonts of a theme, with the theme's families for other scripts as fallback."""
        return cls(theme.faces, theme.scripts)

    def face(self, family: str, weight: int = 400, *, italic: bool = False) -> FaceFile:
        """Return the nearest face of a family (`nearest_face`). Raises LookupError if there is no such family."""
        return nearest_face(self.faces, family, weight, italic=italic)

    def face_for(self, character: str, style: TypeStyle) -> FaceFile | None:
        """Return the face for a character in a style: of the style, of the script, or any; None if there is none.

        The fallback for a sans family is the script's sans, and for others its serif, at the style's weight and slope.
        """
        return next((face for face in self._candidates(character, style) if _has(face.path, character)), None)

    def _candidates(self, character: str, style: TypeStyle) -> Iterator[FaceFile]:
        yield self.face(style.family, style.weight, italic=style.italic)
        families = self.scripts.get(_script(character))
        if families is not None:
            sans = any(style.family == family for _, family in self.scripts.values())
            yield self.face(families[1] if sans else families[0], style.weight, italic=style.italic)
        yield from self.faces

    def missing_glyphs(self, texts: Iterable[str]) -> dict[str, str]:
        """Return the characters that no face has, each with the first text that contains it."""
        missing: dict[str, str] = {}
        known: set[str] = set()
        for text in texts:
            for character in dict.fromkeys(text):
                if character in known or character in missing:
                    continue
                if invisible(character) or any(_has(face.path, character) for face in self.faces):
                    known.add(character)
                else:
                    missing[character] = text
        return missing

    def measure(self, text: str, style: TypeStyle, language: str = "en") -> Length:
        """Return the width of the shaped text on one line, with its tracking.

        Office programs add the tracking after each character, also after the last one. Letters of other scripts than
        Latin have none, because they join or are stacked.

        A character that no face has is as wide as the glyph for missing characters; see `missing_glyphs`.
        """
        ems, tracked = self._ems(text, style, language)
        width = Length(style.size.exact_emu * ems)
        return width + style.letter_spacing * tracked if style.tracking else width

    def _ems(self, text: str, style: TypeStyle, language: str) -> tuple[Fraction, int]:
        """The width of the text in ems without tracking, and the count of its characters that get tracking."""
        key = (text, style.family, style.weight, style.italic, language)
        if key not in self._widths:
            runs = tuple(self._runs(text, style))
            advances = (_advance(face.path, run, script, language) for face, script, run in runs)
            tracked = sum(tracked_count(run) for _, script, run in runs if script in _TRACKED)
            self._widths[key] = sum((Fraction(advance, em) for advance, em in advances), Fraction(0)), tracked
        return self._widths[key]

    def _runs(self, text: str, style: TypeStyle) -> Iterator[tuple[FaceFile, str, str]]:
        """Yield the runs of one face and one script, in logical order."""
        key = (style.family, style.weight, style.italic)
        if key not in self._latin:
            self._latin[key] = _Latin(self.face(style.family, style.weight, italic=style.italic))
        latin = self._latin[key]
        own = latin.face
        if latin.has_all(text):  # most text is one run, and is measured word by word as lines are broken
            yield own, latin.script(text), text
            return
        start, current = 0, None
        for i, character in enumerate(text):
            script = _script(character)
            if current is None:
                current = (self.face_for(character, style) or own, script)
                continue
            face, running = current
            joins = script in ("Zyyy", "Zinh", running) and (invisible(character) or _has(face.path, character))
            if joins:
                continue
            found = (self.face_for(character, style) or own, script)
            if running == "Zyyy" and found[0] == face:  # characters before the first letter have its script
                current = found
            elif found != current:
                yield face, running, text[start:i]
                start, current = i, found
        if current is not None:
            yield *current, text[start:]

    def break_lines(self, text: str, style: TypeStyle, width: Length, language: str = "en") -> tuple[str, ...]:
        """Return the text in lines of at most `width`, each as long as possible, without spaces at the ends.

        Lines are broken where UAX #14 and the dictionaries of ICU allow it, and at line ends of the text. A word that
        is wider than a line is broken between grapheme clusters (UAX #29).
        """
        # in ems, so that pieces need no conversion
        room = width.exact_emu / style.size.exact_emu
        spacing = style.letter_spacing.exact_emu / style.size.exact_emu

        def measure(line: str) -> Fraction:
            ems, tracked = self._ems(line, style, language)
            return ems + spacing * tracked if spacing else ems

        return break_lines(text, language, measure, room)

    def mask(self, text: str, style: TypeStyle, scale: float, language: str = "en") -> TextMask:
        """Return the text on one line as pixels, `scale` of them a point."""
        draw, pen = _harfbuzz().RasterDraw(), 0.0
        for face, script, run in self._runs(text, style):
            font = _font(face.path)
            unit = style.size.pt * scale / font.face.upem
            shaped = _shaped(face.path, run, script, language)
            for glyph, position in zip(shaped.glyph_infos, shaped.glyph_positions, strict=True):
                draw.transform = (unit, 0, 0, unit, pen + position.x_offset * unit, position.y_offset * unit)
                draw.draw_glyph(font, glyph.codepoint)
                pen += position.x_advance * unit + style.letter_spacing.pt * scale
        image = draw.render()
        size = image.extents
        if size is None:  # nothing but spaces
            return TextMask(0, 0, 0, 0, 0, b"")
        return TextMask(size.x_origin, -size.y_origin - size.height, size.width, size.height, size.stride, image.buffer)

    def widest_piece(self, text: str, style: TypeStyle, language: str = "en") -> Length:
        """Return the least width in which no word of the text is broken."""
        return max((self.measure(rendered(piece), style, language) for piece in pieces(text, language)), default=pt(0))

    def metrics(self, style: TypeStyle) -> Metrics:
        """Return ascent and descent of the style's face at its size, by HarfBuzz."""
        face = self.face(style.family, style.weight, italic=style.italic)
        font = _font(face.path)
        extents = font.get_font_extents("ltr")
        em = font.face.upem
        return Metrics(style.size * Fraction(extents.ascender, em), style.size * Fraction(-extents.descender, em))


# ── HarfBuzz ────────────────────────────────────────────────────────────────────────────────────────────────────


class _Extents(Protocol):
    """HarfBuzz's ascent and descent; the descent is negative."""

    ascender: int
    descender: int


class _Face(Protocol):
    upem: int


class _Font(Protocol):
    """The part of a HarfBuzz font that is used here; the library has no types."""

    face: _Face

    def get_nominal_glyph(self, unicode: int) -> int | None: ...
    def get_font_extents(self, direction: str) -> _Extents: ...


@functools.cache
def _harfbuzz() -> Any:
    return importlib.import_module("uharfbuzz")


@functools.lru_cache(maxsize=256)
def _font(path: Path) -> _Font:
    hb = _harfbuzz()
    return cast("_Font", hb.Font(hb.Face(hb.Blob.from_file_path(str(path)))))


@functools.lru_cache(maxsize=65536)
def _has(path: Path, character: str) -> bool:
    return bool(_font(path).get_nominal_glyph(ord(character)))


@functools.lru_cache(maxsize=65536)
def _advance(path: Path, text: str, script: str, language: str) -> tuple[int, int]:
    """The advance of a run in font units, and the units per em."""
    positions = _shaped(path, text, script, language).glyph_positions
    return sum(position.x_advance for position in positions), _font(path).face.upem


def _shaped(path: Path, text: str, script: str, language: str) -> Any:
    """The glyphs of a run, and their positions."""
    from fontTools.unicodedata import script_horizontal_direction

    hb, font = _harfbuzz(), _font(path)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = script_horizontal_direction(script, "LTR").lower()
    buffer.script = script
    buffer.language = language
    hb.shape(font, buffer)
    return buffer


@functools.lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """The character's script (ISO 15924); "Zyyy" for characters of all scripts, "Zinh" for marks."""
    if character.isascii():
        return "Latn" if character.isalpha() else "Zyyy"
    from fontTools import unicodedata as data

    return str(cast("Any", data).script(character))
