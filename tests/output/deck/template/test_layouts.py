"""A designer's template: what she changed is used, and what is missing is an error at its place."""

from __future__ import annotations

import functools
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.util import Pt

from factpress.core.diagnostics import Diagnostic, Findings, Severity
from factpress.core.paths import Places
from factpress.core.units import pt
from factpress.design.slide_templates import SlideTemplate
from factpress.design.theme import Theme
from factpress.output.deck.layouts.families import Families, by_title
from factpress.output.deck.presentation import Frame
from factpress.output.deck.template.deck_layouts import deck_layouts, template_findings, template_fonts
from factpress.output.deck.typefaces import BOLD, typeface
from factpress.output.deck.writer.generated_template import template
from factpress.output.deck.writer.write import write
from tests.output.deck.sample import deck, families, theme

PATH = Path("templates/deck.pptx")
Change = Callable[[Any], None]


@functools.cache
def ours(direction: str = "ltr", palette: str = "light") -> bytes:
    return template(theme(), palette, "en-GB", direction)


def with_template(data: bytes) -> Theme:
    return replace(theme(), slide_template=SlideTemplate(PATH, data))


def changed(*changes: Change) -> Theme:
    """The theme with our template as a designer changed it."""
    package = pptx.Presentation(BytesIO(ours()))
    for change in changes:
        change(package)
    out = BytesIO()
    package.save(out)
    return with_template(out.getvalue())


def replaced(old: str, new: str) -> Theme:
    """The theme with our template, in all parts of which some XML is replaced."""
    out = BytesIO()
    count = 0
    with zipfile.ZipFile(BytesIO(ours())) as archive, zipfile.ZipFile(out, "w") as made:
        for name in archive.namelist():
            data = archive.read(name)
            count += data.count(old.encode())
            made.writestr(name, data.replace(old.encode(), new.encode()))
    assert count
    return with_template(out.getvalue())


def layout_of(package: Any, name: str) -> Any:
    return next(layout for layout in package.slide_layouts if layout.name == name)


def shape_of(package: Any, layout: str, index: int) -> Any:
    return next(s for s in layout_of(package, layout).placeholders if s.placeholder_format.idx == index)


def found(of: Theme) -> tuple[Diagnostic, ...]:
    return template_findings(of, rtl=False)


def messages(of: Theme) -> list[str]:
    assert all(one.location is not None and one.location.path == PATH and one.hint for one in found(of))
    return [one.message for one in found(of)]


def titles(of: Families) -> dict[str, list[str]]:
    return {family: [layout.title for layout in layouts] for family, layouts in of.items()}


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("palette", ["light", "dark"])
def test_our_own_template_has_the_layouts_that_we_would_make(direction: str, palette: str) -> None:
    read = deck_layouts(with_template(ours(direction, palette)), rtl=direction == "rtl")
    generated = families(direction)
    assert list(read) == list(generated)
    assert dict(read) == dict(generated)
    assert found(with_template(ours(direction, palette))) == ()


def test_renamed_and_reordered_layouts_are_found() -> None:
    def rename(package: Any) -> None:
        layout_of(package, "Text").name = "Plain page"
        layout_of(package, "Big number").name = "  BIG   number "
        listed = package.slide_master.element.find("{*}sldLayoutIdLst")
        listed[:] = list(reversed(listed))

    read = deck_layouts(changed(rename))
    assert read["text"][0].title == "Plain page"
    assert read["big-number"][0].title == "BIG number"
    assert list(read) == list(families())
    assert [len(layouts) for layouts in read.values()] == [len(layouts) for layouts in families().values()]


def test_a_restyled_layout_is_measured_as_it_is_in_the_file() -> None:
    def restyle(package: Any) -> None:
        shape = shape_of(package, "Text", 1)
        shape.left, shape.top, shape.width, shape.height = Pt(100), Pt(120), Pt(500), Pt(260)
        body = shape._element.txBody
        body.bodyPr.attrib.update({"lIns": "127000", "rIns": "63500", "tIns": "25400", "anchor": "ctr"})
        level = body.find("{*}lstStyle").find("{*}lvl1pPr")
        level.set("marL", str(int(level.get("marL")) + 12700 * 10))
        level.find("{*}lnSpc")[0].tag = level.find("{*}lnSpc")[0].tag.replace("spcPts", "spcPct")
        level.find("{*}lnSpc")[0].set("val", "110000")
        characters = level.find("{*}defRPr")
        characters.attrib.update({"sz": "4000", "b": "1", "i": "1"})

    place = by_title(deck_layouts(changed(restyle)))["Text"].place("body")
    before = by_title(families())["Text"].place("body")
    assert place.frame == Frame.points(110, 122, 485, 258)
    assert (place.anchor, place.sides) == ("middle", (pt(10), pt(5)))
    first = place.levels[0]
    assert (first.style.size, first.style.leading) == (pt(40), pt("52.8"))
    assert (first.style.weight, first.style.italic, first.narrower) == (700, True, pt(10))
    assert place.levels[1].style == before.levels[1].style


def test_what_a_layout_does_not_have_is_that_of_the_master() -> None:
    def inherit(package: Any) -> None:
        shape = shape_of(package, "Statement", 0)
        shape._element.spPr.remove(shape._element.spPr.find("{*}xfrm"))
        styles = shape._element.txBody.find("{*}lstStyle")
        styles.remove(styles[0])

    layouts = by_title(deck_layouts(changed(inherit)))
    title, master = layouts["Statement"].place("title"), by_title(families())["Text"].place("title")
    assert title.frame == master.frame
    assert title.style == master.style


def test_fonts_of_the_theme_are_measured() -> None:
    heading = with_template(ours())
    assert template_fonts(heading) == ()
    heading_style = theme().slide_type["slide-heading"]
    name = typeface(theme().faces, heading_style.family, BOLD, italic=False).name
    assert name == f"{heading_style.family} Semibold"
    georgia = replaced(f'<a:latin typeface="{name}"', '<a:latin typeface="Cambria"')
    assert template_fonts(georgia) == ("Cambria",)
    assert found(georgia) == ()
    unknown = replaced(f'<a:latin typeface="{name}"', '<a:latin typeface="Jost"')
    assert [one.severity for one in found(unknown)] == [Severity.WARNING]
    assert messages(unknown) == ["the template has a font of unknown widths: Jost"]
    text = theme().slide_type["body"].family
    swapped = deck_layouts(replaced(f'<a:latin typeface="{name}"', f'<a:latin typeface="{text}"'))
    assert swapped["statement"][0].place("title").style.family == text


def test_colours_are_those_of_the_file() -> None:
    colour = theme().palettes["light"].heading.bare
    of = replaced(f'<a:dk2><a:srgbClr val="{colour}"/>', '<a:dk2><a:srgbClr val="7A1F5C"/>')
    with zipfile.ZipFile(BytesIO(write(deck(), of, Places.of(Path(__file__).parent)))) as package:
        themes = [package.read(name) for name in package.namelist() if name.startswith("ppt/theme/")]
    assert any(b"7A1F5C" in one for one in themes)


def test_a_layout_may_be_deleted_while_the_family_has_another() -> None:
    def delete(package: Any) -> None:
        package.slide_layouts.remove(layout_of(package, "Text"))

    read = deck_layouts(changed(delete))
    assert titles(read)["text"] == titles(families())["text"][1:]


def test_a_family_that_a_deck_needs_is_not_deleted() -> None:
    def delete(package: Any) -> None:
        for name in titles(families())["quote"]:
            package.slide_layouts.remove(layout_of(package, name))

    of = changed(delete)
    assert messages(of) == []
    with pytest.raises(Findings) as error:
        deck_layouts(of)["quote"]
    assert [one.code for one in error.value.found] == ["bad-template"]
    assert titles(families())["quote"][0] in error.value.found[0].message
    assert error.value.found[0].location is not None


def test_a_missing_placeholder_is_an_error_at_its_layout() -> None:
    def delete(package: Any) -> None:
        for index in (11, 12):
            shape = shape_of(package, "Text", index)
            shape._element.getparent().remove(shape._element)

    # a slide may be without a number
    assert messages(changed(delete)) == ['the placeholder "source" (11) of the layout "Text" is missing']


def test_a_placeholder_needs_a_size_on_the_slide() -> None:
    def shrink(package: Any) -> None:
        shape_of(package, "Text", 1).width = Pt(0)
        shape_of(package, "Statement", 0).left = Pt(900)

    assert sorted(messages(changed(shrink))) == [
        'the placeholder "body" (1) of the layout "Text" has no size',
        'the placeholder "title" (0) of the layout "Statement" is partly outside the slide',
    ]


def test_slides_have_the_size_of_the_product() -> None:
    def resize(package: Any) -> None:
        package.slide_width, package.slide_height = Pt(720), Pt(540)

    assert any("720 × 540 points" in message for message in messages(changed(resize)))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "damaged or truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (b"%PDF-1.7", "damaged"),
    ],
)
def test_damaged_and_locked_files_are_named(data: bytes, says: str) -> None:
    assert len(messages(with_template(data))) == 1
    assert says in messages(with_template(data))[0]
    with pytest.raises(Findings):
        deck_layouts(with_template(data))


def test_every_cut_or_damaged_file_is_an_error_in_a_sentence() -> None:
    data = ours()
    for end in range(0, len(data), len(data) // 17):
        assert [one.severity for one in found(with_template(data[:end]))] == [Severity.ERROR]
    for name in ("presentation.main+xml", "slideMasters/slideMaster1.xml"):
        assert found(replaced(name, "other"))


def test_an_added_layout_and_the_slides_of_a_template_are_no_part_of_the_deck_but_the_layout_stays() -> None:
    def add(package: Any) -> None:
        layout_of(package, "Statement").name = "Ours alone"
        layout_of(package, "Ours alone").element.attrib.pop("matchingName")
        package.slides.add_slide(layout_of(package, "Text")).shapes.title.text = "A slide of the designer"

    of, presentation = changed(add), deck()
    written = write(presentation, of, Places.of(Path(__file__).parent))
    assert written == write(presentation, of, Places.of(Path(__file__).parent))
    package = pptx.Presentation(BytesIO(written))
    names = [layout.name for layout in package.slide_layouts]
    assert "Ours alone" in names
    # layouts in other sizes that no slide has are left out
    used = {slide.layout for slide in presentation.slides}
    known = by_title(deck_layouts(of))
    first = {layouts[0].title for layouts in deck_layouts(of).values()}
    assert {name for name in names if name in known} == first | used
    assert len(package.slides) == len(presentation.slides)
    assert b"A slide of the designer" not in written
    names = zipfile.ZipFile(BytesIO(written)).namelist()
    assert len(names) == len(set(names))
