"""Presentation -> bytes: slides, notes, pictures and fonts on the template, zipped in a fixed order.

python-pptx manages the package: parts, relationships and their names. The markup of the slides is from `ooxml`,
because python-pptx sets no language, no fonts of complex scripts and no vector pictures.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any, cast

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.output.deck.identity.properties import DeckRecord, SlideRecord, digest, properties
from factpress.output.deck.identity.read_deck import TAG_NAME, notes_of, texts_of
from factpress.output.deck.identity.slide_look import layout_frames, look_of
from factpress.output.deck.layouts.families import by_title
from factpress.output.deck.layouts.placeholders import Layout, Placeholder
from factpress.output.deck.ooxml import R, parts, shapes, tables
from factpress.output.deck.presentation import (
    Frame,
    Group,
    Item,
    Photograph,
    Picture,
    PlaceholderText,
    Presentation,
    RangeBar,
    Rule,
    Slide,
    TableShape,
    TextBox,
)
from factpress.output.deck.template.deck_layouts import deck_layouts
from factpress.output.deck.template.designed_template import emptied, layout_named, without_unused
from factpress.output.deck.writer.embedded_fonts import embed_fonts
from factpress.output.deck.writer.file_properties import add_thumbnail, new_part, set_properties
from factpress.output.deck.writer.generated_template import template
from factpress.output.deck.writer.images import photograph
from factpress.output.deck.writer.package import saved
from factpress.output.deck.writer.table_body import table_rows
from factpress.output.deck.writer.text_body import MasterStyle, TextWriter
from factpress.output.deck.writer.theme_colours import bar_role
from factpress.output.deck.writer.thumbnail import thumbnail
from factpress.publication.settings import PUBLICATION_FILE

if TYPE_CHECKING:
    from pptx.opc.package import Part
    from pptx.presentation import Presentation as Package
    from pptx.slide import Slide as PackageSlide

CUSTOM_PROPERTIES = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
TAGS = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"


def write(presentation: Presentation, theme: Theme, places: Places) -> bytes:
    """Return the presentation as a PowerPoint file (ECMA-376, transitional); the same bytes for the same presentation.

    Raise Findings for a picture that cannot be read.
    """
    import pptx

    language, direction = presentation.language, presentation.direction
    families = deck_layouts(theme, rtl=direction == "rtl")
    used = {slide.layout for slide in presentation.slides}
    if theme.slide_template is not None:
        package = emptied(pptx.Presentation(BytesIO(theme.slide_template.data)))
    else:
        package = pptx.Presentation(BytesIO(template(theme, presentation.palette, language, direction, used)))
    writer = _Writer(
        package,
        places,
        TextWriter(MasterStyle.of(theme, language, direction)),
        by_title(families),
        presentation.sources_word,
        theme,
        bar_role(theme.palettes[presentation.palette]),
        direction == "rtl",
    )
    ids = [writer.add_slide(slide) for slide in presentation.slides]
    writer.problems.raise_errors()
    if theme.slide_template is not None:
        without_unused(package, families, used)
    faces = {*writer.text_writer.used, *writer.text_writer.master_style.basic_typefaces}
    embed_fonts(package, faces)
    _add_sections(package, presentation, ids)
    set_properties(package, presentation, theme.name, [face.name for face in faces])
    _add_custom_properties(package, presentation)
    add_thumbnail(package, thumbnail(presentation, theme))
    return saved(package)


@dataclass(slots=True)
class _Writer:
    """Adds slides to a package."""

    package: Package
    places: Places
    text_writer: TextWriter
    layouts: Mapping[str, Layout]
    sources_word: str
    theme: Theme
    bar_role: str
    rtl: bool
    problems: Problems = field(default_factory=Problems)
    svg_parts: dict[bytes, Part] = field(default_factory=dict[bytes, "Part"])

    def add_slide(self, slide: Slide) -> int:
        """Add the slide, and return its id."""
        layout = self.layouts[slide.layout]
        added = self.package.slides.add_slide(layout_named(self.package, layout.title))
        numbers = count(2)
        markup = [self._item(added, layout, item, numbers) for item in slide.items]
        number = next((place for place in layout.places if place.kind == "number"), None)
        if number is not None:
            text = self.text_writer.number(number)
            markup.append(shapes.placeholder(next(numbers), number.name, number.kind, number.index, text, None))
        _fill(added.shapes.element, markup)
        self._notes(added, slide)
        self._mark(added, slide.key)
        return added.slide_id

    def _item(self, added: PackageSlide, layout: Layout, item: Item, numbers: Iterator[int]) -> str:
        number = next(numbers)
        match item:
            case PlaceholderText():
                place = layout.place(item.place)
                text = self.text_writer.text(place, item, lambda address: _link_id(added, address))
                return shapes.placeholder(number, place.name, place.kind, place.index, text, None)
            case TableShape():
                place = layout.place(item.place)
                rows = table_rows(self.text_writer, place, item, lambda address: _link_id(added, address))
                return tables.table(number, place.name, item.frame, item.columns, rows, _mark(place), rtl=self.rtl)
            case Picture():
                mark = _mark(layout.place(item.place)) if item.place else ""
                ids = shapes.ImageIds(_png_id(added, item.png), self._svg_id(added, item.svg))
                return shapes.picture(number, item.name, item.alt, ids, item.frame, mark)
            case Photograph():
                return self._photograph(added, layout, item, number)
            case RangeBar():
                return shapes.range_bar(number, item.alt, item.frame, self.bar_role)
            case Rule():
                return shapes.rule(number, item.name, item.frame, item.colour)
            case TextBox():
                return shapes.text_box(number, item.name, item.frame, self.text_writer.box(item))
            case Group():
                inner = "".join(self._item(added, layout, each, numbers) for each in item.items)
                return shapes.group(number, item.name, item.alt, item.frame, inner)

    def _svg_id(self, added: PackageSlide, svg: bytes) -> str:
        part = self.svg_parts.get(svg)
        if part is None:
            name = f"/ppt/media/drawing{len(self.svg_parts) + 1}.svg"
            part = self.svg_parts[svg] = new_part(self.package, name, "image/svg+xml", svg)
        return added.part.relate_to(part, f"{R}/image")

    def _photograph(self, added: PackageSlide, layout: Layout, item: Photograph, number: int) -> str:
        place = layout.place(item.place) if item.place else None
        space = item.frame or layout.place(item.place).frame
        try:
            image = photograph(item, space, self.theme, self.places)
        except OSError:
            message = f'the picture "{item.path}" cannot be used on a slide'
            self.problems.error(
                "bad-picture", message, item.origin or Location(PUBLICATION_FILE), "use a PNG, JPEG or SVG file"
            )
            return ""
        ids = shapes.ImageIds(_png_id(added, image.pixels), self._svg_id(added, image.svg) if image.svg else "")
        if place is None:
            frame = at_start(space, *image.size, rtl=self.rtl)
            return shapes.picture(number, "Logo", item.alt, ids, frame, turned=image.turned)
        frame = contained(space, *image.size)
        return shapes.picture(number, place.name, item.alt, ids, frame, _mark(place), image.turned)

    def _notes(self, added: PackageSlide, slide: Slide) -> None:
        text = self.text_writer.notes(slide.notes, self.sources_word, slide.key)
        page = shapes.placeholder(3, "Notes", "body", 1, text, None)
        _fill(added.notes_slide.shapes.element, [parts.slide_image(2), page])

    def _mark(self, added: PackageSlide, key: str) -> None:
        """Add the key as the name of the slide and as a tag, which PowerPoint keeps when the notes are deleted."""
        from pptx.oxml import parse_xml

        name = f"/ppt/tags/tag{len(self.package.slides)}.xml"
        tag = new_part(self.package, name, TAGS, parts.tag(TAG_NAME, key).encode())
        common = cast("Any", added.element).find("{*}cSld")
        common.set("name", key)
        common.append(parse_xml(parts.custom_data(added.part.relate_to(tag, f"{R}/tags"))))


def contained(frame: Frame, width: int, height: int) -> Frame:
    """Return the largest frame of those proportions in the middle of the frame."""
    factor = min(frame.width.pt / width, frame.height.pt / height)
    wide, high = width * factor, height * factor
    return Frame.points(
        frame.left.pt + (frame.width.pt - wide) / 2, frame.top.pt + (frame.height.pt - high) / 2, wide, high
    )


def at_start(frame: Frame, width: int, height: int, *, rtl: bool) -> Frame:
    """Return the largest frame of those proportions at the bottom of the frame, where lines begin."""
    inside = contained(frame, width, height)
    left = frame.left + frame.width - inside.width if rtl else frame.left
    return replace(inside, left=left, top=frame.top + frame.height - inside.height).rounded


def _fill(tree: Any, markup: list[str]) -> None:
    """Replace the shapes of a shape tree; its first two children are properties of the group."""
    from pptx.oxml import parse_xml

    for child in list(tree)[2:]:
        tree.remove(child)
    for shape in markup:
        if shape:
            tree.append(parse_xml(shape))


def _mark(place: Placeholder) -> str:
    return shapes.placeholder_mark(place.kind, place.index)


def _png_id(added: PackageSlide, png: bytes) -> str:
    _, relationship = added.part.get_or_add_image_part(BytesIO(png))
    return str(relationship)


def _link_id(added: PackageSlide, address: str) -> str:
    return added.part.relate_to(address, f"{R}/hyperlink", is_external=True)


def _root(package: Package) -> Any:
    return cast("Any", package).element


def _look(added: PackageSlide) -> str:
    frames = layout_frames(cast("Any", added.slide_layout).element)

    def digest_of(name: str) -> str:
        return hashlib.sha256(added.part.related_part(name).blob).hexdigest()[:10] if name else ""

    return look_of(cast("Any", added).element, frames, digest_of)


def _add_sections(package: Package, presentation: Presentation, ids: list[int]) -> None:
    from pptx.oxml import parse_xml

    numbers = iter(ids)
    sections: list[tuple[str, str, tuple[int, ...]]] = []
    for i, section in enumerate(presentation.sections):
        guid = uuid.uuid5(uuid.NAMESPACE_URL, f"{presentation.title}/{i}/{section.title}")
        sections.append((section.title, f"{{{guid}}}".upper(), tuple(next(numbers) for _ in section.slides)))
    _root(package).append(parse_xml(parts.sections(sections)))


def _add_custom_properties(package: Package, presentation: Presentation) -> None:
    """Record each value as it was rendered, and each slide; other programs keep custom properties."""
    slides = tuple(
        SlideRecord(slide.key, _digest(added), tuple(map(_address, slide.notes.claims)), _look(added))
        for slide, added in zip(presentation.slides, package.slides, strict=True)
    )
    named = (*presentation.rendered_values, *properties(DeckRecord(presentation.product, slides)))
    part = new_part(package, "/docProps/custom.xml", CUSTOM_PROPERTIES, parts.custom_properties(named).encode())
    package.part.package.relate_to(part, f"{R}/custom-properties")


def _address(claim: str) -> str:
    """Return the claim as "claim/value"; a claim that is quoted as a whole has no value: "claim/"."""
    return claim if "/" in claim else f"{claim}/"


def _digest(added: PackageSlide) -> str:
    """Return the digest of a slide by the reader, so that it is equal when the file is read back."""
    return digest(texts_of(cast("Any", added).element), notes_of(cast("Any", added.notes_slide).element))
