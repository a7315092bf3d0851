"""The template: a theme, a master and layouts with the brand's tokens, as a package without slides.

It is generated for every deck, so a change of the brand's colours reaches every deck. A presenter who adds a slide
gets these layouts with their placeholders.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from factpress.core.units import pt
from factpress.design.theme import Theme
from factpress.output.deck.layouts.families import layouts
from factpress.output.deck.layouts.placeholders import Layout, Level, Placeholder
from factpress.output.deck.layouts.standing_icons import standing_icon
from factpress.output.deck.ooxml import parts, shapes
from factpress.output.deck.ooxml.text import CharacterFormat, ParagraphFormat, body, paragraph, run
from factpress.output.deck.presentation import Frame, Rule
from factpress.output.deck.writer.package import CONTENT_TYPES, zipped
from factpress.output.deck.writer.text_body import HEADING, TEXT, MasterStyle
from factpress.output.deck.writer.theme_colours import theme_colours
from factpress.publication.facts.claims import Standing

ANCHORS = {"top": "t", "middle": "ctr", "bottom": "b"}
_LAYOUT_TYPES = {
    "Title": "title",
    "Section": "secHead",
    "Text": "obj",
    "Statement": "titleOnly",
    "Picture": "picTx",
    "Table": "tbl",
    "Chart": "chart",
}
"""The types of layouts (ECMA-376 Part 1, 19.7.15): a deck with another theme finds its own layout by the type."""
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


def template(theme: Theme, palette: str, language: str, direction: str, used: Collection[str] | None = None) -> bytes:
    """Return a package without slides, in that palette ("light" or "dark") and language.

    It has the layouts with the titles in `used`, and the first of each family; all layouts without `used`.
    """
    master = MasterStyle.of(theme, language, direction)
    families = layouts(theme.slide, master.styles, rtl=master.rtl)
    made = [
        layout
        for family in families.values()
        for layout in family
        if used is None or layout is family[0] or layout.title in used
    ]
    count = len(made)
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
        "ppt/slideMasters/slideMaster1.xml": _master(master, count, dark, families["text"][0]),
        "ppt/notesMasters/notesMaster1.xml": _notes_master(master),
    }
    for i, layout in enumerate(made, start=1):
        content[f"ppt/slideLayouts/slideLayout{i}.xml"] = _layout(master, layout)
    icons = [shown for layout in made for shown in layout.standings]
    colours = theme.palettes[palette]
    pictures = {
        f"ppt/media/standing-{one.value}.png": standing_icon(one, colours.foreground.hex, colours.background.hex)
        for one in dict.fromkeys(icons)
    }
    texts = content | _lists((*content, *pictures), made)
    return zipped({name: markup.encode() for name, markup in texts.items()} | pictures)


def _luminance(rgb: tuple[int, int, int]) -> float:
    return sum(share * part / 255 for share, part in zip((0.2126, 0.7152, 0.0722), rgb, strict=True))


def _master(master: MasterStyle, layout_count: int, dark: bool, text_layout: Layout) -> str:
    title = _levels(master, text_layout.place("title"))
    levels = _levels(master, text_layout.place("body"))
    # ids of layouts and masters begin at 2**31 and share one sequence; the master has the first
    ids = ((2147483649 + i, f"rId{i + 1}") for i in range(layout_count))
    m = master.theme.slide
    guides = (
        ("vert", m.left),
        ("vert", m.width - m.right),
        ("horz", m.top),
        ("horz", m.content_bottom),
    )
    # content of any kind is the body of the master
    places = tuple(replace(p, kind="body") if p.kind == "content" else p for p in text_layout.places)
    return parts.master(_placeholders(master, places, 2), ids, title, levels, levels, dark, guides)


def _layout(master: MasterStyle, layout: Layout) -> str:
    markup, number = _placeholders(master, layout.places, 2, on_layout=True), len(layout.places) + 2
    rules = [*layout.rules]
    if layout.accent_y is not None:
        m = master.theme.slide
        rules.append(Rule("Thread", Frame(pt(0), pt(layout.accent_y), m.width, m.thread_height), "accent"))
    markup += "".join(shapes.rule(i, each.name, each.frame, each.colour) for i, each in enumerate(rules, start=number))
    return parts.layout(layout.title, _LAYOUT_TYPES.get(layout.title, ""), markup)


def _icon_id(standing: Standing) -> str:
    return f"rIcon-{standing.value}"


def _notes_master(master: MasterStyle) -> str:
    page = master.notes_place
    frame, level = Frame.points(426, 684, 60, 22), (Level("main", master.styles["notes"]),)
    number = Placeholder("Number", "number", 3, frame, level, align="end")
    image = parts.slide_image(2, Frame.points(54, 54, 432, 243))
    return parts.notes_master(image + _placeholders(master, (page, number), 3), _levels(master, page))


def _placeholders(master: MasterStyle, places: tuple[Placeholder, ...], start: int, *, on_layout: bool = False) -> str:
    numbered = enumerate(places, start=start)
    return "".join(_placeholder(master, place, number, on_layout=on_layout) for number, place in numbered)


def _placeholder(master: MasterStyle, place: Placeholder, number: int, *, on_layout: bool) -> str:
    if place.kind == "number":
        level = place.levels[0]
        content = master.number_field(master.character_format(level.style, level.colour))
    else:
        content = paragraph(run(place.prompt or place.name, CharacterFormat(), master.language), ParagraphFormat())
    text = body(content, anchor=ANCHORS[place.anchor], levels=_levels(master, place))
    name = place.name.replace("-", " ").capitalize()
    return shapes.placeholder(number, name, place.kind, place.index, text, place.frame, on_layout=on_layout)


def _levels(master: MasterStyle, place: Placeholder) -> str:
    end = place.align == "end"
    return "".join(
        master.level(level, number, end=end, icon=_icon_id(level.standing) if level.standing is not None else "")
        for number, level in enumerate(place.levels, start=1)
    )


def _lists(names: Collection[str], made: Sequence[Layout]) -> dict[str, str]:
    """Return the parts that list content types and relationships."""

    def kind(name: str) -> str:
        if name.startswith("ppt/theme/"):
            return "application/vnd.openxmlformats-officedocument.theme+xml"
        if name.endswith(".png"):
            return "image/png"
        return f"{_MAIN}.slideLayout+xml" if "slideLayouts" in name else _TYPES[name]

    own = [(f"rId{i}", "/slideLayout", f"../slideLayouts/slideLayout{i}.xml") for i in range(1, len(made) + 1)]
    lists = {
        CONTENT_TYPES: parts.content_types((name, kind(name)) for name in sorted(names)),
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
            [*own, (f"rId{len(made) + 1}", "/theme", "../theme/theme1.xml")]
        ),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": parts.relationships(
            [("rId1", "/theme", "../theme/theme2.xml")]
        ),
    }
    for number, layout in enumerate(made, start=1):
        icons = ((_icon_id(s), "/image", f"../media/standing-{s.value}.png") for s in layout.standings)
        targets = [("rId1", "/slideMaster", "../slideMasters/slideMaster1.xml"), *icons]
        lists[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = parts.relationships(targets)
    return lists
