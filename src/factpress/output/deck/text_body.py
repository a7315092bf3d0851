"""Text as OOXML: the typefaces and formats of a theme, and text bodies made from runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from factpress.core.units import Length, pt
from factpress.design.font_files import FaceFile, nearest
from factpress.design.theme import Theme, TypeStyle
from factpress.output.deck.fitting import TRACKING, Styles, styles
from factpress.output.deck.layouts import INDENT, Place
from factpress.output.deck.ooxml.text import Fonts, Look, Setting, body, number_field, paragraph, run
from factpress.output.deck.presentation import Frame, Line, Notes, Run, Words


@dataclass(frozen=True, slots=True)
class Typeface:
    """A typeface as office programs name it; `path` is None where no file of the brand holds it."""

    name: str
    bold: bool
    italic: bool
    path: Path | None

    @property
    def style(self) -> str:
        """Its place in a family of four, as the list of embedded fonts calls it."""
        return {(False, False): "regular", (True, False): "bold", (False, True): "italic", (True, True): "boldItalic"}[
            self.bold, self.italic
        ]


def typeface(theme: Theme, style: TypeStyle) -> Typeface:
    """The typeface of a style: the nearest face of its family."""
    return _typeface(theme.faces, style.family, style.weight, style.italic)


@lru_cache(maxsize=256)
def _typeface(faces: tuple[FaceFile, ...], family: str, weight: int, italic: bool) -> Typeface:
    try:
        face = nearest(faces, family, weight, italic=italic)
    except LookupError:
        return Typeface(family, weight >= 600, italic, None)
    name, bold, slanted = _named(face.path)
    return Typeface(name, bold, slanted, face.path)


@lru_cache(maxsize=64)
def _named(path: Path) -> tuple[str, bool, bool]:
    """Family name, bold and italic as office programs see the file."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        tables = cast("Mapping[str, Any]", font)
        selection = int(tables["OS/2"].fsSelection)
        return str(tables["name"].getDebugName(1)), bool(selection & 0x20), bool(selection & 1)


FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
HEADING, TEXT = "slide-heading", "body"
_ALPHABETS, _EAST_ASIAN = ("Latn", "Cyrl", "Grek"), ("Hang", "Hani", "Hans", "Hant", "Jpan", "Kore")


@dataclass(frozen=True, slots=True)
class MasterStyle:
    """The text styles of a theme as OOXML formats and paragraph settings, for one deck."""

    theme: Theme
    styles: Styles
    language: str
    rtl: bool

    @classmethod
    def of(cls, theme: Theme, language: str, direction: str) -> MasterStyle:
        """The style of the master for a theme and a language."""
        return cls(theme, styles(theme), language, direction == "rtl")

    def typeface(self, name: str) -> Typeface:
        """The typeface of the style of that name."""
        return typeface(self.theme, self.styles[name])

    def fonts(self, style: TypeStyle) -> Fonts:
        """The fonts of a style; those of headings and of text as references, so that a new theme changes them."""
        face = typeface(self.theme, style)
        for name, prefix in ((HEADING, "+mj"), (TEXT, "+mn")):
            if face.name == self.typeface(name).name:
                return Fonts(f"{prefix}-lt", f"{prefix}-ea", f"{prefix}-cs")
        serif = style.family == self.styles[HEADING].family
        return Fonts(face.name, *(("+mj-ea", "+mj-cs") if serif else ("+mn-ea", "+mn-cs")))

    def own(self, name: str, which: int) -> Fonts:
        """The fonts that stand behind the references: `which` is 0 for headings, 1 for text."""
        latin = self.typeface(name).name
        others = {code: pair[which] for code, pair in sorted(self.theme.scripts.items()) if code not in _ALPHABETS}
        east = next((family for code, family in others.items() if code in _EAST_ASIAN), latin)
        complex_ = next((family for code, family in others.items() if code not in _EAST_ASIAN), latin)
        return Fonts(latin, east, complex_)

    def look(self, name: str, colour: str | None = None) -> Look:
        """The characters of a style."""
        style, face = self.styles[name], self.typeface(name)
        tracking = round(TRACKING.get(name, 0) * style.size.pt / 10)
        return Look(self.fonts(style), style.size, face.bold, face.italic, tracking, colour)

    def level(self, place: Place) -> str:
        """The first level of a placeholder."""
        style = self.styles[place.style]
        end, start = ("l", "r") if self.rtl else ("r", "l")
        setting = Setting(style.leading, pt(0), align=end if place.align == "end" else start, rtl=self.rtl)
        return setting.properties("a:lvl1pPr", self.look(place.style, place.colour).properties("a:defRPr", None))


STRONG = 600
_NOWHERE = Frame.points(0, 0, 0, 0)
Link = Callable[[str], str]
"""From an address to a relationship id of the slide."""


@dataclass(slots=True)
class Lettering:
    """Sets runs in the style of the master; remembers which typefaces were used, so that those can be embedded."""

    master_style: MasterStyle
    used: dict[Typeface, None] = field(default_factory=dict[Typeface, None])

    def words(self, place: Place, words: Words, link: Link) -> str:
        """The text body of a placeholder."""
        return body("".join(self._line(place, words, line, link) for line in words.lines))

    def number(self, place: Place) -> str:
        """The text body of the slide number."""
        self.used[self.master_style.typeface(place.style)] = None
        look = Look(self.master_style.fonts(self.master_style.styles[place.style]))
        return body(paragraph(number_field(self.master_style.language, look, FIELD), Setting()))

    def notes(self, notes: Notes, sources: str) -> str:
        """The text body of a notes page: what is said, who says so under that word, and the values stated."""
        place = Place("notes", "body", 1, _NOWHERE, "notes")
        heading = (Line((Run(sources, self.master_style.language, strong=True),)),) if notes.sources else ()
        claims = (Line((Run("Claims: " + ", ".join(notes.claims), "en"),)),) if notes.claims else ()
        lines = (*notes.spoken, *heading, *notes.sources, *claims)
        return body("".join(self._line(place, Words("notes", lines), line, lambda _: "") for line in lines))

    def _line(self, place: Place, words: Words, line: Line, link: Link) -> str:
        leading = line.leading or words.leading
        before = line.before if line is not words.lines[0] else None
        indent = INDENT if line.bullet else None
        setting = Setting(leading, before, line.bullet, indent, line.level)
        inner = "".join(
            run(one.text, self._look(place, words, one), one.language, link(one.link) if one.link else "")
            for one in line.runs
        )
        return paragraph(inner, setting)

    def _look(self, place: Place, words: Words, one: Run) -> Look:
        name = one.style or place.style
        own = self.master_style.styles[name]
        style = replace(own, weight=max(own.weight, STRONG)) if one.strong else own
        # letters of another script have no italic; slanted by a program they are hard to read
        style = replace(style, italic=not one.script and style.italic != one.emphasis)
        face = typeface(self.master_style.theme, style)
        self.used[face] = None
        fonts = self.master_style.fonts(style)
        if one.script in self.master_style.theme.scripts:
            other = self._other(one.script, style)
            fonts = replace(fonts, east_asian=other.name, complex=other.name)
        size = one.size or words.size or (own.size if one.style else None)
        changed = style != own or one.style
        return Look(
            fonts,
            size,
            face.bold if changed else None,
            face.italic if changed else None,
            self._tracking(name, size, one),
            "soft" if one.soft else None,
        )

    def _other(self, script: str, style: TypeStyle) -> Typeface:
        serif, sans = self.master_style.theme.scripts[script]
        family = serif if style.family == self.master_style.styles["slide-heading"].family else sans
        face = typeface(self.master_style.theme, replace(style, family=family, italic=False))
        self.used[face] = None
        return face

    def _tracking(self, name: str, size: Length | None, one: Run) -> int | None:
        if one.script:
            return 0  # scripts that join or stack their letters are never set closer
        return round(TRACKING.get(name, 0) * size.pt / 10) if size is not None else None
