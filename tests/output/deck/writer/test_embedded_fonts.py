"""Text follows the fonts of the theme, and programs find each embedded face by its family and its two flags."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]  # compiled, without types

from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.output.deck.layouts.styles import bold_style, slide_styles
from factpress.output.deck.renderer import to_slides
from factpress.output.deck.writer.embedded_fonts import embeddable
from factpress.output.deck.writer.text_body import MasterStyle
from factpress.output.deck.writer.write import write
from tests.output.deck import sample

REGULAR_SERIF = "Source Serif 4 Display"
"""The family of quotations and figures; titles have a weight with a family of its own, which is the theme's."""
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WITH_TEXT = re.compile(r"ppt/(slides|slideLayouts|slideMasters|notesSlides|notesMasters)/\w+\.xml")


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def named_faces(parts: Mapping[str, bytes]) -> set[str]:
    """The Latin typefaces of runs and levels, with references such as "+mn-lt", which follow the theme."""
    pages = [etree.fromstring(data) for name, data in parts.items() if _WITH_TEXT.fullmatch(name)]
    return {latin.get("typeface") for page in pages for latin in page.iter(f"{A}latin")}


def made(theme: Theme, palette: str = "light") -> dict[str, bytes]:
    document = sample.document()
    deck = to_slides(document, theme, sample.product(palette), sample.drawings(document), sample.shelf())
    return unpacked(write(deck, theme, Places.of(Path(__file__).parent)))


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_every_run_follows_the_fonts_of_the_theme(palette: str) -> None:
    parts = made(sample.theme(), palette)
    assert named_faces(parts) == {"+mj-lt", "+mn-lt", REGULAR_SERIF}
    fonts = re.findall(r'<a:latin typeface="([^"]+)"', parts["ppt/theme/theme1.xml"].decode())
    assert fonts == [f"{REGULAR_SERIF} Semibold", "Source Sans 3"]


def test_so_does_every_run_of_the_starter(built_library: Path) -> None:
    decks = list(built_library.rglob("*.pptx"))
    assert decks
    for deck in decks:
        assert named_faces(unpacked(deck.read_bytes())) == {"+mj-lt", "+mn-lt", REGULAR_SERIF}


def with_family(theme: Theme, style: str, family: str) -> Theme:
    return replace(theme, slide_type={**theme.slide_type, style: replace(theme.slide_type[style], family=family)})


def test_a_third_family_of_the_brand_keeps_its_name() -> None:
    parts = made(with_family(sample.theme(), "mark", "Source Serif 4"))
    assert named_faces(parts) == {"+mj-lt", "+mn-lt", "Source Serif 4 Semibold", REGULAR_SERIF}
    assert '<p:font typeface="Source Serif 4 Semibold"/>' in parts["ppt/presentation.xml"].decode()


def test_a_brand_with_one_family_has_its_titles_in_the_font_of_headings() -> None:
    theme = sample.theme()
    for style in theme.slide_type:
        theme = with_family(theme, style, "Source Sans 3")
    master = MasterStyle.of(theme, "en", "ltr")
    latin = {name: master.fonts(master.styles[name]).latin for name in ("title", "quote", "body", "footer", "mark")}
    headings = dict.fromkeys(("title", "quote"), "+mj-lt")
    assert latin == headings | dict.fromkeys(("body", "footer", "mark"), "+mn-lt")


def test_text_is_measured_in_the_face_that_is_embedded() -> None:
    theme = sample.theme()
    master, fonts = MasterStyle.of(theme, "en", "ltr"), sample.shelf()
    for style in slide_styles(theme).by_name.values():
        for each in (style, bold_style(style), replace(style, italic=True)):
            assert master.typeface_of(each).path == fonts.face(each.family, each.weight, italic=each.italic).path


def embedded(parts: Mapping[str, bytes]) -> dict[tuple[str, str], Any]:
    """The embedded fonts by the family and the style under which the deck lists them."""
    relations = etree.fromstring(parts["ppt/_rels/presentation.xml.rels"])
    targets = {each.get("Id"): each.get("Target") for each in relations}
    found: dict[tuple[str, str], Any] = {}
    for listed in etree.fromstring(parts["ppt/presentation.xml"]).iter("{*}embeddedFont"):
        name, *styles = listed
        for style in styles:
            part = targets[style.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")]
            data = parts[f"ppt/{part}"]
            size, length = struct.unpack("<II", data[:8])
            found[name.get("typeface"), etree.QName(style).localname] = TTFont(BytesIO(data[size - length :]))
    return found


def test_each_embedded_face_says_which_of_its_family_it_is() -> None:
    found = embedded(made(sample.theme()))
    assert {("Source Sans 3", style) for style in ("regular", "bold", "italic")} <= set(found)
    assert {(REGULAR_SERIF, "regular"), (REGULAR_SERIF, "italic")} <= set(found)
    assert (f"{REGULAR_SERIF} Semibold", "regular") in found
    for (name, style), font in found.items():
        bold, italic = style in ("bold", "boldItalic"), style in ("italic", "boldItalic")
        assert font["name"].getDebugName(1) == name
        assert font["name"].getDebugName(2) == {"boldItalic": "Bold Italic"}.get(style, style.capitalize())
        assert font["head"].macStyle & 3 == bold + 2 * italic
        assert font["OS/2"].fsSelection & 0x21 == 0x20 * bold + italic


def test_a_semibold_with_a_family_of_its_own_is_named_by_it() -> None:
    master = MasterStyle.of(sample.theme(), "en", "ltr")
    face = master.typeface("title")
    assert face.path is not None
    assert (face.name, face.style) == ("Source Serif 4 Display Semibold", "regular")
    assert embeddable(face) == face.path.read_bytes()
    assert master.character_format(master.styles["title"]).bold is False
    assert master.fonts(master.styles["title"]).latin == "+mj-lt"


def test_a_semibold_that_serves_as_bold_changes_only_its_names() -> None:
    master = MasterStyle.of(sample.theme(), "en", "ltr")
    face = replace(master.typeface("title"), name="Source Serif 4 Display", bold=True)
    assert face.path is not None
    own, copy = (TTFont(BytesIO(data)) for data in (face.path.read_bytes(), embeddable(face)))
    assert own["name"].getDebugName(1) == "Source Serif 4 Display Semibold"
    assert own.getBestCmap() == copy.getBestCmap()
    assert own["hmtx"].metrics == copy["hmtx"].metrics
    tags: list[str] = [tag for tag in own.keys() if tag != "GlyphOrder"]  # noqa: SIM118 - it cannot be iterated
    changed = {tag for tag in tags if own.getTableData(tag) != copy.getTableData(tag)}
    assert changed == {"name", "OS/2", "head"}
    regular = next(each for each in master.basic_typefaces if not (each.bold or each.italic))
    assert regular.path is not None
    assert embeddable(regular) == regular.path.read_bytes()
