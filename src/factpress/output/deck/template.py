"""The template: a theme, a master and layouts made from the brand's tokens, as a package without slides.

It is generated for every deck, so a change of the brand's colours reaches every deck. A presenter who adds a slide
gets these layouts with their placeholders.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from factpress.core.units import pt
from factpress.design.theme import Palette, Theme
from factpress.output.deck.layouts import INDENT, Layout, Place, layouts, mirrored
from factpress.output.deck.ooxml import parts, shapes
from factpress.output.deck.ooxml.text import Look, Setting, body, number_field, paragraph, run
from factpress.output.deck.package import CONTENT_TYPES, zipped
from factpress.output.deck.presentation import Frame
from factpress.output.deck.text_body import FIELD, HEADING, TEXT, MasterStyle

ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
_KIND = {"title": "title", "section": "secHead"}
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"
_TYPES = {
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "ppt/presentation.xml": f"{_MAIN}.presentation.main+xml",
    "ppt/presProps.xml": f"{_MAIN}.presProps+xml",
    "ppt/viewProps.xml": f"{_MAIN}.viewProps+xml",
    "ppt/tableStyles.xml": f"{_MAIN}.tableStyles+xml",
    "ppt/slideMasters/slideMaster1.xml": f"{_MAIN}.slideMaster+xml",
    "ppt/notesMasters/notesMaster1.xml": f"{_MAIN}.notesMaster+xml",
}


def _slots(p: Palette, dark: bool) -> Mapping[str, str]:
    ground, words = ("dk", "lt") if dark else ("lt", "dk")
    return {
        f"{ground}1": p.background.bare,
        f"{words}1": p.foreground.bare,
        f"{ground}2": p.line.bare,
        f"{words}2": p.heading.bare,
        "accent1": p.bar.bare,
        "accent2": p.second.bare,
        "accent3": p.third.bare,
        "accent4": p.accent.bare,
        "accent5": p.soft.bare,
        "accent6": p.line.bare,
        "hlink": p.heading.bare,
        "folHlink": p.soft.bare,
    }


def _placeholder(master: MasterStyle, place: Place, number: int, *, on_master: bool = False) -> str:
    mark = shapes.placeholder_mark(place.kind, place.index)
    if place.kind == "number":
        inner = number_field(master.language, master.look(place.style, place.colour), FIELD)
    else:
        inner = run(
            place.name.replace("-", " ").capitalize(),
            Look(master.fonts(master.styles[place.style])),
            master.language,
        )
    anchor = ANCHORS[place.anchor]
    text = body(paragraph(inner, Setting()), anchor=anchor, levels="" if on_master else master.level(place))
    made = shapes.placeholder(number, place.name, place.kind, place.index, text, place.frame)
    return (
        made.replace(mark, mark.replace(" idx=", ' sz="quarter" idx=')) if place.kind in ("footer", "number") else made
    )


def layout_markup(master: MasterStyle, layout: Layout) -> str:
    """One layout part."""
    made = [_placeholder(master, place, i) for i, place in enumerate(layout.places, start=2)]
    if layout.thread_y is not None:
        m = master.theme.slide
        frame = Frame(pt(0), pt(layout.thread_y), m.width, m.thread_height)
        made.append(shapes.rule(len(made) + 2, "Thread", frame, "accent"))
    return parts.layout(layout.title, _KIND.get(layout.name, ""), "".join(made))


def _levels(master: MasterStyle) -> str:
    style = master.styles[TEXT]
    look = master.look(TEXT, "foreground").properties("a:defRPr", None)
    start = "r" if master.rtl else "l"
    first = Setting(style.leading, pt(0), align=start, rtl=master.rtl).properties("a:lvl1pPr", look)
    others = (
        Setting(style.leading, pt(0), "•", INDENT, level, start, master.rtl).properties(f"a:lvl{level + 1}pPr", look)
        for level in range(1, 5)
    )
    return first + "".join(others)


def _master(master: MasterStyle, count: int, dark: bool, own: Layout) -> str:
    made = "".join(_placeholder(master, place, i, on_master=False) for i, place in enumerate(own.places, start=2))
    title = master.level(own.place("title"))
    listed = ((2147483649 + i, f"rId{i + 1}") for i in range(count))
    return parts.master(made, listed, title, _levels(master), _levels(master), dark)


def _notes_master(master: MasterStyle) -> str:
    style = master.styles["notes"]
    look = replace(master.look("notes", "foreground"))
    start = "r" if master.rtl else "l"
    level = Setting(style.leading, pt(6), align=start, rtl=master.rtl).properties(
        "a:lvl1pPr", look.properties("a:defRPr", None)
    )
    page = Place("Notes", "body", 1, Frame.points(54, 340, 432, 340), "notes")
    number = Place("Number", "number", 3, Frame.points(426, 684, 60, 22), "notes", align="end")
    image = parts.slide_image(2, pt(54), pt(54), pt(432), pt(243))
    made = image + "".join(_placeholder(master, place, i) for i, place in enumerate((page, number), start=3))
    return parts.notes_master(made, level)


def template(theme: Theme, palette: str, language: str, direction: str) -> bytes:
    """A package without slides, in that palette ("light" or "dark") and language."""
    master = MasterStyle.of(theme, language, direction)
    made = [mirrored(one, theme.slide) if master.rtl else one for one in layouts(theme.slide).values()]
    dark = _luminance(theme.palettes[palette].background.rgb) < 0.5
    major, minor = master.own(HEADING, 0), master.own(TEXT, 1)
    themes = [
        parts.theme(theme.name, _slots(theme.palettes[name], is_dark), major, minor, theme.scripts)
        for name, is_dark in ((palette, dark), ("print", False))
    ]
    text_layout = next(one for one in made if one.name == "text")
    content = dict(parts.small_parts())
    content |= {
        "ppt/presentation.xml": parts.presentation(theme.slide.width, theme.slide.height, language, master.rtl),
        "ppt/theme/theme1.xml": themes[0],
        "ppt/theme/theme2.xml": themes[1],
        "ppt/slideMasters/slideMaster1.xml": _master(master, len(made), dark, text_layout),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(master),
    }
    content |= {
        f"ppt/slideLayouts/slideLayout{i}.xml": layout_markup(master, one) for i, one in enumerate(made, start=1)
    }
    return zipped({name: markup.encode() for name, markup in (content | _lists(content, len(made))).items()})


def _luminance(rgb: tuple[int, int, int]) -> float:
    return sum(share * part / 255 for share, part in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def _lists(content: Mapping[str, str], layout_count: int) -> dict[str, str]:
    def kind(name: str) -> str:
        if name.startswith("ppt/theme/"):
            return "application/vnd.openxmlformats-officedocument.theme+xml"
        return f"{_MAIN}.slideLayout+xml" if "slideLayouts" in name else _TYPES[name]

    own = [(f"rId{i}", "/slideLayout", f"../slideLayouts/slideLayout{i}.xml") for i in range(1, layout_count + 1)]
    lists = {
        CONTENT_TYPES: parts.content_types((name, kind(name)) for name in sorted(content)),
        "_rels/.rels": parts.relationships(
            [
                ("rId1", "/officeDocument", "ppt/presentation.xml"),
                ("rId2", parts.CORE_PROPERTIES, "docProps/core.xml"),
                ("rId3", "/extended-properties", "docProps/app.xml"),
            ]
        ),
        "ppt/_rels/presentation.xml.rels": parts.relationships(
            [
                ("rId1", "/slideMaster", "slideMasters/slideMaster1.xml"),
                ("rId2", "/notesMaster", "notesMasters/notesMaster1.xml"),
                ("rId3", "/presProps", "presProps.xml"),
                ("rId4", "/viewProps", "viewProps.xml"),
                ("rId5", "/theme", "theme/theme1.xml"),
                ("rId6", "/tableStyles", "tableStyles.xml"),
            ]
        ),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": parts.relationships(
            [*own, (f"rId{layout_count + 1}", "/theme", "../theme/theme1.xml")]
        ),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": parts.relationships(
            [("rId1", "/theme", "../theme/theme2.xml")]
        ),
    }
    back = parts.relationships([("rId1", "/slideMaster", "../slideMasters/slideMaster1.xml")])
    lists |= {f"ppt/slideLayouts/_rels/slideLayout{i}.xml.rels": back for i in range(1, layout_count + 1)}
    return lists
