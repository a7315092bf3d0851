"""Text bodies as OOXML: each run has its language, and a typeface for every script."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from factpress.core.units import Length
from factpress.design.theme import TypeStyle
from factpress.output.deck.embedded_fonts import Typeface, typeface
from factpress.output.deck.layouts import INDENT, Place
from factpress.output.deck.master import FIELD, MasterStyle
from factpress.output.deck.ooxml.text import Look, Setting, body, number_field, paragraph, run
from factpress.output.deck.presentation import Frame, Line, Notes, Run, Words
from factpress.output.deck.styles import TRACKING

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
