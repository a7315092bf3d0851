"""Which face sets which character, and how long a text is once it is shaped.

HarfBuzz (through uharfbuzz) reads and shapes, as it does in Pango, in LibreOffice and in browsers, so what is measured
here is what is drawn there. Lines end where UAX #14 lets them; Khmer, Thai, Lao and Burmese write no spaces, and
ICU's dictionaries (through icu4py) find their words.
"""

from __future__ import annotations

import functools
import importlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol, cast

from factpress.core.units import Length
from factpress.design.font_files import FaceFile, nearest
from factpress.design.theme import Theme, TypeStyle

_BETWEEN_WORDS = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]"
)
"""The scripts that need a dictionary: Line_Break=SA (UAX #14, 5.1)."""

ZERO_WIDTH_SPACE = "\u200b"
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Metrics:
    """How far a line of a type reaches above and below its baseline; both are positive."""

    ascent: Length
    descent: Length


@dataclass(frozen=True, slots=True)
class FontShelf:
    """The faces of a theme. A value; the files behind it are opened when they are asked for, and once."""

    faces: tuple[FaceFile, ...]
    scripts: Mapping[str, tuple[str, str]]
    # widths in ems, so that a text that is tried in several sizes is shaped once
    _known: dict[tuple[str, str, int, bool, str], Fraction] = field(
        default_factory=dict[tuple[str, str, int, bool, str], Fraction], compare=False, repr=False
    )

    @classmethod
    def of(cls, theme: Theme) -> FontShelf:
        """The shelf with the theme's faces, which fall back on the families that the theme names for a script."""
        return cls(theme.faces, theme.scripts)

    def face(self, family: str, weight: int = 400, *, italic: bool = False) -> FaceFile:
        """The family's nearest face (`nearest`). LookupError where the shelf has no such family."""
        return nearest(self.faces, family, weight, italic=italic)

    def covers(self, family: str, weight: int, italic: bool, text: str) -> str:
        """The characters of the text that this one face has no glyph for, each once, in their order."""
        face = self.face(family, weight, italic=italic)
        return "".join(c for c in dict.fromkeys(text) if not _invisible(c) and not _has(face.path, c))

    def face_for(self, character: str, style: TypeStyle) -> FaceFile | None:
        """The face that sets the character in that style: the style's own, its script's, or any; None where none can.

        A script's sans stands in for a sans, and its serif for all else, at the style's weight and slope.
        """
        return next((face for face in self._tried(character, style) if _has(face.path, character)), None)

    def _tried(self, character: str, style: TypeStyle) -> Iterator[FaceFile]:
        yield self.face(style.family, style.weight, italic=style.italic)
        families = self.scripts.get(_script(character))
        if families is not None:
            sans = any(style.family == family for _, family in self.scripts.values())
            yield self.face(families[1] if sans else families[0], style.weight, italic=style.italic)
        yield from self.faces

    def missing_glyphs(self, texts: Iterable[str]) -> dict[str, str]:
        """The characters that no face has, each with the first text in which it stands."""
        missing: dict[str, str] = {}
        known: set[str] = set()
        for text in texts:
            for character in dict.fromkeys(text):
                if character in known or character in missing:
                    continue
                if _invisible(character) or any(_has(face.path, character) for face in self.faces):
                    known.add(character)
                else:
                    missing[character] = text
        return missing

    def measure(self, text: str, style: TypeStyle, language: str = "en") -> Length:
        """The width of the text on one line, shaped as its scripts ask for.

        What no face can set counts as wide as the empty box that would stand there; see `missing_glyphs`.
        """
        return Length(style.size.exact_emu * self._ems(text, style, language))

    def _ems(self, text: str, style: TypeStyle, language: str) -> Fraction:
        """The width of the text in ems, the same at every size."""
        key = (text, style.family, style.weight, style.italic, language)
        if key not in self._known:
            advances = (_advance(face.path, run, script, language) for face, script, run in self._runs(text, style))
            self._known[key] = sum((Fraction(advance, em) for advance, em in advances), Fraction(0))
        return self._known[key]

    def _runs(self, text: str, style: TypeStyle) -> Iterator[tuple[FaceFile, str, str]]:
        """The text in pieces of one face and one script, in logical order."""
        start, current = 0, None
        own = self.face(style.family, style.weight, italic=style.italic)
        for i, character in enumerate(text):
            script = _script(character)
            if current is None:
                current = (self.face_for(character, style) or own, script)
                continue
            face, running = current
            joins = script in ("Zyyy", "Zinh", running) and (_invisible(character) or _has(face.path, character))
            if joins:
                continue
            found = (self.face_for(character, style) or own, script)
            if running == "Zyyy" and found[0] == face:  # what stands before the first letter takes its script
                current = found
            elif found != current:
                yield face, running, text[start:i]
                start, current = i, found
        if current is not None:
            yield *current, text[start:]

    def break_lines(self, text: str, style: TypeStyle, width: Length, language: str = "en") -> tuple[str, ...]:
        """The text in lines no wider than `width`, each as full as it can be, without the spaces at its ends.

        Lines end where UAX #14 and ICU's dictionaries allow, and where the text itself does; a single word that is
        too wide for a line of its own ends between two characters as a reader sees them (UAX #29).
        """
        room = width.exact_emu / style.size.exact_emu  # in ems, which need no reckoning for each piece
        lines: list[str] = []
        line = ""
        for piece in _pieces(text, language):
            if line and self._ems(_set(line + piece), style, language) > room:
                lines.append(_set(line))
                line = ""
            line += piece
            if not line.strip() and not _ends(piece):
                line = ""  # a line never begins with a space
            if self._ems(_set(line), style, language) > room:
                *full, line = self._cut(line, style, width, language)
                lines.extend(full)
            if _ends(piece):
                lines.append(_set(line))
                line = ""
        return (*lines, _set(line)) if line.strip() else tuple(lines)

    def _cut(self, word: str, style: TypeStyle, width: Length, language: str) -> list[str]:
        from icu4py.breakers import CharacterBreaker

        out = [""]
        for cluster in CharacterBreaker(word, language):
            if out[-1] and self.measure(_set(out[-1] + cluster), style, language) > width:
                out.append("")
            out[-1] += cluster
        return out

    def metrics(self, style: TypeStyle) -> Metrics:
        """Ascent and descent of the style's own face at its size, as HarfBuzz takes them from the font."""
        face = self.face(style.family, style.weight, italic=style.italic)
        font = _font(face.path)
        extents = font.get_font_extents("ltr")
        em = font.face.upem
        return Metrics(style.size * Fraction(extents.ascender, em), style.size * Fraction(-extents.descender, em))


def word_ends(text: str, language: str = "en") -> str:
    """The text with U+200B between the words of scripts that write none, for presses that know no dictionary."""
    if not _BETWEEN_WORDS.search(text):
        return text
    pieces = _pieces(text, language)
    out = pieces[0]
    for piece in pieces[1:]:
        inside = _BETWEEN_WORDS.match(out[-1]) and _BETWEEN_WORDS.match(piece[0])
        out += ZERO_WIDTH_SPACE + piece if inside else piece
    return out


# ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _pieces(text: str, language: str) -> list[str]:
    """The text cut wherever a line may end."""
    from icu4py.breakers import LineBreaker

    return list(LineBreaker(text, language))


def _ends(piece: str) -> bool:
    """Whether the text asks for a new line after this piece (UAX #14, LB4 and LB5)."""
    return piece[-1:] in ("\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


def _set(line: str) -> str:
    """A line as it is set: a soft hyphen shows where the line ends with it, and nowhere else."""
    trimmed = line.strip().strip(ZERO_WIDTH_SPACE)
    return trimmed.replace(SOFT_HYPHEN, "") + ("-" if trimmed.endswith(SOFT_HYPHEN) else "")


# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────


class _Extents(Protocol):
    """HarfBuzz's ascent and descent, the latter negative."""

    ascender: int
    descender: int


class _Face(Protocol):
    upem: int


class _Font(Protocol):
    """What is asked of a HarfBuzz font; the library brings no types."""

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
    """The advance of one run, in the font's units, and how many of them make an em."""
    from fontTools.unicodedata import script_horizontal_direction

    hb, font = _harfbuzz(), _font(path)
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction = script_horizontal_direction(script, "LTR").lower()
    buffer.script = script
    buffer.language = language
    hb.shape(font, buffer)
    return sum(position.x_advance for position in buffer.glyph_positions), font.face.upem


@functools.lru_cache(maxsize=4096)
def _script(character: str) -> str:
    """The character's script by ISO 15924; "Zyyy" for what all scripts share, "Zinh" for marks."""
    if character.isascii():
        return "Latn" if character.isalpha() else "Zyyy"
    from fontTools import unicodedata as data

    return str(cast("Any", data).script(character))


@functools.lru_cache(maxsize=4096)
def _invisible(character: str) -> bool:
    """Whether the character is set without a glyph: controls, joiners, variation selectors, ends of lines."""
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") or "\ufe00" <= character <= "\ufe0f"
