"""Runs, paragraphs and text bodies (ECMA-376 Part 1, 21.1.2)."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.units import Length
from factpress.output.deck.ooxml import attribute, colour, escaped


@dataclass(frozen=True, slots=True)
class Fonts:
    """Typefaces by script, as names or as references into the theme such as "+mn-lt"."""

    latin: str
    east_asian: str
    complex: str

    @property
    def markup(self) -> str:
        """The three elements, in the schema's order."""
        return (
            f"<a:latin typeface={attribute(self.latin)}/><a:ea typeface={attribute(self.east_asian)}/>"
            f"<a:cs typeface={attribute(self.complex)}/>"
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look. None leaves a property to the placeholder."""

    fonts: Fonts
    size: Length | None = None
    bold: bool | None = None
    italic: bool | None = None
    tracking: int | None = None  # hundredths of a point
    colour: str | None = None

    def properties(self, tag: str, language: str | None, link: str = "") -> str:
        """The properties element of that tag: a:rPr, a:defRPr or a:endParaRPr. `link` is a relationship id."""
        said = [f" lang={attribute(language)}"] if language else []
        said += [f' sz="{round(self.size.pt * 100)}"'] if self.size else []
        said += [f' b="{int(self.bold)}"'] if self.bold is not None else []
        said += [f' i="{int(self.italic)}"'] if self.italic is not None else []
        said += [' dirty="0"'] if tag == "a:rPr" else []
        said += [f' spc="{self.tracking}"'] if self.tracking is not None else []
        # the schema's order of attributes is free, that of elements is not: fill, fonts, link
        fill = colour(self.colour) if self.colour else ""
        click = f'<a:hlinkClick r:id="{link}"/>' if link else ""
        return f"<{tag}{''.join(said)}>{fill}{self.fonts.markup}{click}</{tag}>"


def run(words: str, look: Look, language: str, link: str = "") -> str:
    """A run. Line ends inside it become line breaks."""
    parts = words.split("\v")
    properties = look.properties("a:rPr", language, link)
    made = [f"<a:r>{properties}<a:t>{escaped(part)}</a:t></a:r>" for part in parts]
    return f"<a:br>{properties}</a:br>".join(made)


def number_field(language: str, look: Look, identity: str) -> str:
    """The slide's own number, which the reader's program fills in."""
    properties = look.properties("a:rPr", language)
    return f'<a:fld id="{identity}" type="slidenum">{properties}<a:t>‹#›</a:t></a:fld>'


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set. Lengths are exact: a swapped font moves no line."""

    leading: Length | None = None
    before: Length | None = None
    bullet: str = ""
    indent: Length | None = None
    level: int = 0
    align: str | None = None  # "l", "ctr" or "r"
    rtl: bool = False

    def properties(self, tag: str, inner: str = "", *, bullets: bool = True) -> str:
        """The properties element of that tag: a:pPr or a:lvl1pPr; `inner` follows as run properties."""
        said = ""
        if self.bullet and self.indent:
            said += f' marL="{self.indent.emu * (self.level + 1)}" indent="{-self.indent.emu}"'
        elif tag != "a:pPr":
            said += ' marL="0" indent="0"'
        said += f' lvl="{self.level}"' if tag == "a:pPr" and self.level else ""
        said += f' algn="{self.align}"' if self.align else ""
        said += ' rtl="1"' if self.rtl else ' rtl="0"' if tag != "a:pPr" else ""
        lines = f"<a:lnSpc>{_points(self.leading)}</a:lnSpc>" if self.leading else ""
        before = f"<a:spcBef>{_points(self.before)}</a:spcBef>" if self.before is not None else ""
        return f"<{tag}{said}>{lines}{before}{_bullet(self.bullet, bullets, tag)}{inner}</{tag}>"


def _points(length: Length) -> str:
    return f'<a:spcPts val="{round(length.pt * 100)}"/>'


def _bullet(bullet: str, bullets: bool, tag: str) -> str:
    if not bullets:
        return ""
    if bullet == "1.":
        return '<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"/>'
    if bullet:
        return f'<a:buFont typeface="+mn-lt"/><a:buChar char={attribute(bullet)}/>'
    return "<a:buNone/>" if tag != "a:pPr" else ""


def paragraph(inner: str, setting: Setting) -> str:
    """A paragraph of these runs."""
    return f"<a:p>{setting.properties('a:pPr')}{inner}</a:p>"


def body(paragraphs: str, *, anchor: str | None = None, levels: str = "", tag: str = "p:txBody") -> str:
    """A text body. Text is measured before, so no program may shrink it: autofit is off."""
    if anchor is None:
        properties = "<a:bodyPr/>"
    else:
        properties = (
            f'<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="{anchor}">'
            "<a:noAutofit/></a:bodyPr>"
        )
    return f"<{tag}>{properties}<a:lstStyle>{levels}</a:lstStyle>{paragraphs}</{tag}>"
