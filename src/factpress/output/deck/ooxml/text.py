"""Runs, paragraphs and text bodies (ECMA-376 Part 1, 21.1.2)."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.units import Length
from factpress.output.deck.ooxml import attribute, colour, escaped

_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True, slots=True)
class ScriptFonts:
    """Typefaces by script, as names or as references into the theme such as "+mn-lt"."""

    latin: str
    east_asian: str
    complex: str

    @property
    def markup(self) -> str:
        """The three elements, in the order of the schema."""
        return (
            f"<a:latin typeface={attribute(self.latin)}/><a:ea typeface={attribute(self.east_asian)}/>"
            f"<a:cs typeface={attribute(self.complex)}/>"
        )


@dataclass(frozen=True, slots=True)
class CharacterFormat:
    """Properties of characters. None leaves a property to the placeholder."""

    fonts: ScriptFonts | None = None
    size: Length | None = None
    bold: bool | None = None
    italic: bool | None = None
    tracking: int | None = None  # hundredths of a point
    colour: str | None = None

    def properties(self, tag: str, language: str | None, link: str = "") -> str:
        """Return the properties element of that tag: a:rPr, a:defRPr or a:endParaRPr. `link` is a relationship id."""
        attributes = [f" lang={attribute(language)}"] if language else []
        attributes += [f' sz="{round(self.size.pt * 100)}"'] if self.size else []
        attributes += [f' b="{int(self.bold)}"'] if self.bold is not None else []
        attributes += [f' i="{int(self.italic)}"'] if self.italic is not None else []
        attributes += [' dirty="0"'] if tag == "a:rPr" else []
        attributes += [f' spc="{self.tracking}"'] if self.tracking is not None else []
        # the schema's order of attributes is free, that of elements is not: fill, fonts, link
        fill = colour(self.colour) if self.colour else ""
        fonts = self.fonts.markup if self.fonts else ""
        click = f'<a:hlinkClick r:id="{link}"/>' if link else ""
        return f"<{tag}{''.join(attributes)}>{fill}{fonts}{click}</{tag}>"


def run(text: str, fmt: CharacterFormat, language: str, link: str = "") -> str:
    """Return a run. A vertical tab in its text becomes a line break."""
    parts = text.split("\v")
    properties = fmt.properties("a:rPr", language, link)
    runs = [f"<a:r>{properties}<a:t>{escaped(part)}</a:t></a:r>" for part in parts]
    return f"<a:br>{properties}</a:br>".join(runs)


def number_field(language: str, fmt: CharacterFormat) -> str:
    """Return the number of the slide, a field that the presentation program fills in."""
    properties = fmt.properties("a:rPr", language)
    return f'<a:fld id="{_NUMBER_FIELD}" type="slidenum">{properties}<a:t>‹#›</a:t></a:fld>'


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Properties of a paragraph. Lengths are exact, so that another font moves no line."""

    leading: Length | None = None
    before: Length | None = None
    bullet: str = ""
    start: int | None = None  # of a numbered list: the number of its first paragraph
    margin: Length | None = None  # of a paragraph with a bullet: the distance of its text from the edge of the frame
    indent: Length | None = None  # and from its bullet
    level: int = 0
    align: str | None = None  # "l", "ctr" or "r"
    rtl: bool = False
    icon: str = ""  # the relationship id of a picture that is the bullet
    plain: bool = False  # no bullet, where the level has one

    def properties(self, tag: str, inner: str = "") -> str:
        """Return the properties element of that tag: a:pPr or a:lvl1pPr. `inner` are properties of runs."""
        attributes = ""
        if self.margin is not None and self.indent is not None:
            attributes += f' marL="{self.margin.emu}" indent="{-self.indent.emu}"'
        elif self.plain:
            attributes += ' marL="0" indent="0"'
        attributes += f' lvl="{self.level}"' if tag == "a:pPr" and self.level else ""
        attributes += f' algn="{self.align}"' if self.align else ""
        attributes += ' rtl="1"' if self.rtl else ' rtl="0"' if tag != "a:pPr" else ""
        lines = f"<a:lnSpc>{_points(self.leading)}</a:lnSpc>" if self.leading else ""
        before = f"<a:spcBef>{_points(self.before)}</a:spcBef>" if self.before is not None else ""
        return f"<{tag}{attributes}>{lines}{before}{self._bullet(tag)}{inner}</{tag}>"

    def _bullet(self, tag: str) -> str:
        if self.icon:
            return f'<a:buSzPct val="100000"/><a:buBlip><a:blip r:embed="{self.icon}"/></a:buBlip>'
        if self.start is not None:
            at = f' startAt="{self.start}"' if self.start != 1 else ""
            return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{at}/>'
        if self.bullet:
            return f'<a:buFont typeface="+mn-lt"/><a:buChar char={attribute(self.bullet)}/>'
        return "<a:buNone/>" if self.plain or tag != "a:pPr" else ""


def _points(length: Length) -> str:
    return f'<a:spcPts val="{round(length.pt * 100)}"/>'


def paragraph(inner: str, fmt: ParagraphFormat) -> str:
    """Return a paragraph of these runs."""
    return f"<a:p>{fmt.properties('a:pPr')}{inner}</a:p>"


@dataclass(frozen=True, slots=True)
class Inset:
    """The space between text and the edge of its box at which lines end."""

    width: Length
    at_left: bool = False


def body(
    paragraphs: str,
    *,
    anchor: str | None = None,
    levels: str = "",
    wrap: bool = True,
    inset: Inset | None = None,
) -> str:
    """Return a text body. The text was measured before, so autofit is off: no program may shrink it.

    Without an `anchor` it has the properties of its layout, but for an inset.
    """
    if anchor is None:
        side = f' {"l" if inset.at_left else "r"}Ins="{inset.width.emu}"' if inset and inset.width.emu else ""
        properties = f"<a:bodyPr{side}/>"
    else:
        properties = (
            f'<a:bodyPr vert="horz" wrap="{"square" if wrap else "none"}" lIns="0" tIns="0" rIns="0" bIns="0"'
            f' rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        )
    return f"<p:txBody>{properties}<a:lstStyle>{levels}</a:lstStyle>{paragraphs}</p:txBody>"
