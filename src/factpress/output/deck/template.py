"""The template: a theme, a master and layouts with the brand's tokens, as a package without slides.

It is generated for every deck, so a change of the brand's colours reaches every deck. A presenter who adds a slide
gets these layouts with their placeholders.
"""

from __future__ import annotations

from collections.abc import Mapping

from factpress.core.units import pt
from factpress.design.theme import Theme
from factpress.output.deck.layouts import layouts
from factpress.output.deck.ooxml import parts, shapes
from factpress.output.deck.ooxml.text import CharacterFormat, ParagraphFormat, body, paragraph, run
from factpress.output.deck.package import CONTENT_TYPES, zipped
from factpress.output.deck.placeholders import Layout, Placeholder
from factpress.output.deck.presentation import Frame
from factpress.output.deck.text_body import HEADING, TEXT, MasterStyle
from factpress.output.deck.theme_colours import theme_colours

ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
_LAYOUT_TYPES = {"title": "title", "section": "secHead"}
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"
_TYPES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "ppt/presentation.xml": f"{_MAIN}.presentation.main+xml",
    "ppt/presProps.xml": f"{_MAIN}.presProps+xml",
    "ppt/viewProps.xml": f"{_MAIN}.viewProps+xml",
    "ppt/tableStyles.xml": f"{_MAIN}.tableStyles+xml",
    "ppt/slideMasters/slideMaster1.xml": f"{_MAIN}.slideMaster+xml",
    "ppt/notesMasters/notesMaster1.xml": f"{_MAIN}.notesMaster+xml",
}


def template(theme: Theme, palette: str, language: str, direction: str) -> bytes:
    """Return a package without slides, in that palette ("light" or "dark") and language."""
    master = MasterStyle.of(theme, language, direction)
    all_layouts = layouts(theme.slide, rtl=master.rtl)
    count = len(all_layouts)
    dark = _luminance(theme.palettes[palette].background.rgb) < 0.5
    major, minor = master.theme_fonts(HEADING, 0), master.theme_fonts(TEXT, 1)
    themes = [
        parts.theme(theme.name, theme_colours(theme.palettes[name], dark=is_dark), major, minor, theme.scripts)
        for name, is_dark in ((palette, dark), ("print", False))
    ]
    content = {
        **parts.small_parts(),
        "ppt/presentation.xml": parts.presentation(theme.slide.width, theme.slide.height, language, master.rtl),
        "ppt/theme/theme1.xml": themes[0],
        "ppt/theme/theme2.xml": themes[1],
        "ppt/slideMasters/slideMaster1.xml": _master(master, count, dark, all_layouts["text"]),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(master),
    }
    for i, layout in enumerate(all_layouts.values(), start=1):
        content[f"ppt/slideLayouts/slideLayout{i}.xml"] = _layout(master, layout)
    return zipped({name: markup.encode() for name, markup in (content | _lists(content, count)).items()})


def _luminance(rgb: tuple[int, int, int]) -> float:
    return sum(share * part / 255 for share, part in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def _master(master: MasterStyle, layout_count: int, dark: bool, text_layout: Layout) -> str:
    title = _level(master, text_layout.place("title"))
    levels = "".join(master.level(TEXT, "foreground", number) for number in range(1, 6))
    # ids of layouts and masters begin at 2**31 and share one sequence; the master has the first
    ids = ((2147483649 + i, f"rId{i + 1}") for i in range(layout_count))
    m = master.theme.slide
    guides = (
        ("vert", m.left),
        ("vert", m.width - m.right),
        ("horz", m.top),
        ("horz", m.content_bottom),
    )
    return parts.master(_placeholders(master, text_layout.places, 2), ids, title, levels, levels, dark, guides)


def _layout(master: MasterStyle, layout: Layout) -> str:
    markup = _placeholders(master, layout.places, 2)
    if layout.accent_y is not None:
        m = master.theme.slide
        frame = Frame(pt(0), pt(layout.accent_y), m.width, m.thread_height)
        markup += shapes.rule(len(layout.places) + 2, "Thread", frame, "accent")
    return parts.layout(layout.title, _LAYOUT_TYPES.get(layout.name, ""), markup)


def _notes_master(master: MasterStyle) -> str:
    page = Placeholder("Notes", "body", 1, Frame.points(54, 340, 432, 340), "notes")
    number = Placeholder("Number", "number", 3, Frame.points(426, 684, 60, 22), "notes", align="end")
    image = parts.slide_image(2, Frame.points(54, 54, 432, 243))
    level = master.level("notes", "foreground", before=pt(6))
    return parts.notes_master(image + _placeholders(master, (page, number), 3), level)


def _placeholders(master: MasterStyle, places: tuple[Placeholder, ...], start: int) -> str:
    return "".join(_placeholder(master, place, number) for number, place in enumerate(places, start=start))


def _placeholder(master: MasterStyle, place: Placeholder, number: int) -> str:
    if place.kind == "number":
        content = master.number_field(master.character_format(place.style, place.colour))
    else:
        prompt = place.name.replace("-", " ").capitalize()
        fmt = CharacterFormat(master.fonts(master.styles[place.style]))
        content = paragraph(run(prompt, fmt, master.language), ParagraphFormat())
    text = body(content, anchor=ANCHORS[place.anchor], levels=_level(master, place))
    markup = shapes.placeholder(number, place.name, place.kind, place.index, text, place.frame)
    if place.kind not in ("footer", "number"):
        return markup
    mark = shapes.placeholder_mark(place.kind, place.index)
    return markup.replace(mark, mark.replace(" idx=", ' sz="quarter" idx='))


def _level(master: MasterStyle, place: Placeholder) -> str:
    return master.level(place.style, place.colour, end=place.align == "end")


def _lists(content: Mapping[str, str], layout_count: int) -> dict[str, str]:
    """Return the parts that list content types and relationships."""

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
