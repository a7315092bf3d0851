"""Text as OOXML: the typefaces and formats of a theme, and the text bodies of placeholders.

Each run has its language, and a typeface for every script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from factpress.core.units import pt
from factpress.design.theme import Theme, TypeStyle
from factpress.output.deck.identity.properties import note_line
from factpress.output.deck.layouts.placeholders import Level, Placeholder, hanging_indent, text_indent
from factpress.output.deck.layouts.styles import Styles, bold_style, slide_styles
from factpress.output.deck.ooxml.text import (
    CharacterFormat,
    Inset,
    ParagraphFormat,
    ScriptFonts,
    body,
    number_field,
    paragraph,
    run,
)
from factpress.output.deck.presentation import Frame, Notes, PlaceholderText, Run, TextBox, TextParagraph
from factpress.output.deck.typefaces import BOLD, REGULAR, Typeface, typeface
from factpress.output.deck.writer.list_numbers import list_starts, separators

HEADING, TEXT = "slide-heading", "body"
_KEY = "key"
"""The name of the level for the key of a slide, the last line of its notes."""

_ALPHABETS, _EAST_ASIAN = ("Latn", "Cyrl", "Grek"), ("Hang", "Hani", "Hans", "Hant", "Jpan", "Kore")
_INVISIBLE = "\u200b"
"""The bullet of a paragraph between two lists (`list_numbers.separators`)."""
LinkIds = Callable[[str], str]
"""From an address to the id of a relationship of the slide."""


@dataclass(frozen=True, slots=True)
class MasterStyle:
    """The text styles of a theme as OOXML formats, for one deck."""

    theme: Theme
    styles: Styles
    language: str
    rtl: bool
    # every run asks for its typeface, and to find it all faces of the theme are compared
    _typefaces: dict[tuple[str, int, bool], Typeface] = field(
        default_factory=dict[tuple[str, int, bool], Typeface], compare=False, repr=False
    )

    @classmethod
    def of(cls, theme: Theme, language: str, direction: str) -> MasterStyle:
        """Return the master style of a theme, language and direction."""
        return cls(theme, slide_styles(theme), language, direction == "rtl")

    def typeface(self, name: str) -> Typeface:
        """Return the typeface of the style of that name."""
        return self.typeface_of(self.styles[name])

    def typeface_of(self, style: TypeStyle) -> Typeface:
        """Return the typeface of a style: the nearest face of its family."""
        key = (style.family, style.weight, style.italic)
        if key not in self._typefaces:
            family, weight, italic = key
            self._typefaces[key] = typeface(self.theme.faces, family, weight, italic=italic)
        return self._typefaces[key]

    @property
    def basic_typefaces(self) -> Iterator[Typeface]:
        """The regular, italic and bold faces of headings and text, for words that a presenter adds."""
        for name in (HEADING, TEXT):
            for weight, italic in ((REGULAR, False), (REGULAR, True), (BOLD, False)):
                yield self.typeface_of(replace(self.styles[name], weight=weight, italic=italic))

    def fonts(self, style: TypeStyle) -> ScriptFonts:
        """Return the fonts of a style as references into the theme, so that they follow another theme.

        A style of a third family names it outright, and keeps it. So does text in another weight than headings,
        where each weight is a separate family.
        """
        major = self._is_major(style)
        prefix, name = "+mj" if major else "+mn", self.typeface_of(style).name
        latin = f"{prefix}-lt" if name == self._theme_face(HEADING if major else TEXT) else name
        return ScriptFonts(latin, f"{prefix}-ea", f"{prefix}-cs")

    def with_script(self, fonts: ScriptFonts, style: TypeStyle, family: str) -> ScriptFonts:
        """Return the fonts of a style for text of another script, in that family or as references to it."""
        own = self.theme_fonts(*((HEADING, 0) if self._is_major(style) else (TEXT, 1)))
        east = fonts.east_asian if family == own.east_asian else family
        return replace(fonts, east_asian=east, complex=fonts.complex if family == own.complex else family)

    def _is_major(self, style: TypeStyle) -> bool:
        """Whether a style has the font of headings. In a brand with one family, large type has it."""
        heading, text = self.styles[HEADING], self.styles[TEXT]
        return style.family == heading.family and (heading.family != text.family or style.size > text.size)

    def _theme_face(self, name: str) -> str:
        return self.typeface_of(replace(self.styles[name], italic=False)).name

    def theme_fonts(self, name: str, which: int) -> ScriptFonts:
        """Return the fonts that the references resolve to: `which` is 0 for headings, 1 for text."""
        latin = self._theme_face(name)
        others = {code: pair[which] for code, pair in sorted(self.theme.scripts.items()) if code not in _ALPHABETS}
        east = next((family for code, family in others.items() if code in _EAST_ASIAN), latin)
        complex_ = next((family for code, family in others.items() if code not in _EAST_ASIAN), latin)
        return ScriptFonts(latin, east, complex_)

    def character_format(self, style: TypeStyle, colour: str | None = None) -> CharacterFormat:
        """Return the character format of a style."""
        face = self.typeface_of(style)
        spacing = round(style.letter_spacing.pt * 100)
        return CharacterFormat(self.fonts(style), style.size, face.bold, face.italic, spacing, colour)

    def level(self, level: Level, number: int = 1, *, end: bool = False, icon: str = "") -> str:
        """Return the properties of a list level; `icon` is the relationship id of the icon of its standing."""
        right = end != self.rtl
        fmt = ParagraphFormat(
            level.style.leading,
            level.before,
            level.bullet,
            None,
            level.margin,
            level.hanging,
            number - 1,
            "r" if right else "l",
            self.rtl,
            icon,
        )
        characters = self.character_format(level.style, level.colour).properties("a:defRPr", None)
        return fmt.properties(f"a:lvl{number}pPr", characters)

    @property
    def notes_place(self) -> Placeholder:
        """The placeholder of the text on a notes page."""
        own = self.styles["notes"]
        levels = (Level("main", own, before=pt(6)), Level(_KEY, replace(own, size=pt(7), leading=pt(9))))
        return Placeholder("Notes", "body", 1, Frame.points(54, 340, 432, 340), levels)

    def number_field(self, fmt: CharacterFormat) -> str:
        """Return a paragraph with the number of the slide."""
        return paragraph(number_field(self.language, fmt), ParagraphFormat())


@dataclass(slots=True)
class TextWriter:
    """Writes text bodies in the style of the master, and collects the typefaces in use, which are embedded later."""

    master_style: MasterStyle
    used: dict[Typeface, None] = field(default_factory=dict[Typeface, None])

    def text(self, place: Placeholder, text: PlaceholderText, link_ids: LinkIds) -> str:
        """Return the text body of a placeholder."""
        paragraphs = zip(text.paragraphs, list_starts(text.paragraphs), separators(text.paragraphs), strict=True)
        markup = "".join(
            self._paragraph(place, *each, first=not number, link_ids=link_ids) for number, each in enumerate(paragraphs)
        )
        at_left = (place.align == "end") != self.master_style.rtl
        own = place.sides[0 if at_left else 1] if text.inset.emu else pt(0)
        return body(markup, inset=Inset(text.inset + own, at_left=at_left))

    def number(self, place: Placeholder) -> str:
        """Return the text body of the slide number."""
        self.used[self.master_style.typeface_of(place.style)] = None
        fmt = CharacterFormat(self.master_style.fonts(place.style))
        return body(self.master_style.number_field(fmt))

    def box(self, item: TextBox) -> str:
        """Return the text body of a label of a drawing, which has all its formats."""
        right = (item.align == "end") != self.master_style.rtl
        fmt = ParagraphFormat(item.style.leading, align="r" if right else "l", rtl=self.master_style.rtl)
        runs = self.runs(Level("main", item.style, item.colour), item.paragraph, lambda _: "", complete=True)
        return body(paragraph(runs, fmt), anchor="t", wrap=False)

    def notes(self, notes: Notes, sources_word: str, key: str) -> str:
        """Return the text body of a notes page: speaker notes, the sources under their heading, the key."""
        heading = (TextParagraph((Run(sources_word, self.master_style.language, strong=True),)),)
        line = TextParagraph((Run(note_line(key), "en"),), role=_KEY)
        paragraphs = (
            *notes.spoken,
            *(heading if notes.sources else ()),
            *notes.sources,
            *((line,) if key else ()),
        )
        return self.text(self.master_style.notes_place, PlaceholderText("notes", paragraphs), lambda _: "")

    def _paragraph(
        self,
        place: Placeholder,
        content: TextParagraph,
        start: int | None,
        separates: bool,
        *,
        first: bool,
        link_ids: LinkIds,
    ) -> str:
        number = place.level_of(content)
        level = place.levels[number]
        bullet = content.bullet or (_INVISIBLE if separates else "")
        own = start is not None or (bullet != level.bullet and level.standing is None)
        fmt = ParagraphFormat(
            content.leading,
            # a program may set the space above the first paragraph, too
            pt(0) if first and level.before.emu else content.before,
            bullet if own else "",
            start,
            text_indent(content) if own and content.bullet else None,
            hanging_indent(content) if own else None,
            number,
            plain=own and not bullet and bool(level.bullet),
        )
        return paragraph(self.runs(level, content, link_ids), fmt)

    def runs(self, level: Level, content: TextParagraph, link_ids: LinkIds, *, complete: bool = False) -> str:
        """Return the runs of a paragraph, with the formats that differ from the level's, or with all of them."""
        base = self.master_style.character_format(level.style, level.colour)
        return "".join(
            run(
                each.text,
                _over(base, self._format(level, each)) if complete else self._format(level, each),
                each.language,
                link_ids(each.link) if each.link else "",
            )
            for each in content.runs
        )

    def _format(self, level: Level, content: Run) -> CharacterFormat:
        """Return the format of a run; None for each property that is the level's."""
        own = level.style
        style = bold_style(own) if content.strong else own
        # letters of another script have no italic; slanted by a program they are hard to read
        style = replace(style, italic=not content.script and style.italic != content.emphasis)
        face = self.master_style.typeface_of(style)
        self.used[face] = None
        changed = style != own
        fonts = self.master_style.fonts(style) if changed else None
        if content.script in self.master_style.theme.scripts:
            other = self._script_typeface(content.script, style)
            fonts = self.master_style.with_script(self.master_style.fonts(style), style, other.name)
        return CharacterFormat(
            fonts,
            None,
            face.bold if changed else None,
            face.italic if changed else None,
            # scripts that join or stack their letters are never set closer
            0 if content.script and own.tracking else None,
        )

    def _script_typeface(self, script: str, style: TypeStyle) -> Typeface:
        serif, sans = self.master_style.theme.scripts[script]
        family = serif if style.family == self.master_style.styles[HEADING].family else sans
        face = self.master_style.typeface_of(replace(style, family=family, italic=False))
        self.used[face] = None
        return face


def _over(base: CharacterFormat, own: CharacterFormat) -> CharacterFormat:
    """Return the base format with the properties that the other one has."""
    return CharacterFormat(
        own.fonts or base.fonts,
        own.size or base.size,
        base.bold if own.bold is None else own.bold,
        base.italic if own.italic is None else own.italic,
        base.tracking if own.tracking is None else own.tracking,
        own.colour or base.colour,
    )
