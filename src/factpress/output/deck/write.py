"""Presentation -> bytes: slides, notes, pictures and fonts on our own template, zipped in one order.

python-pptx keeps the package: parts, relationships and their names. The markup of what stands on a slide is ours,
since the library sets no language, no complex-script font and no vector picture.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from factpress.core.diagnostics import Location, Problems
from factpress.core.image_files import orientation, strip_metadata
from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.output.deck.layouts import Layout, layouts, mirrored
from factpress.output.deck.ooxml import parts, shapes
from factpress.output.deck.package import eot, may_embed, saved
from factpress.output.deck.presentation import (
    Bar,
    Frame,
    Item,
    Photograph,
    Picture,
    Presentation,
    Rule,
    Sign,
    Slide,
    Words,
)
from factpress.output.deck.template import template
from factpress.output.deck.text_body import Lettering, MasterStyle, Typeface
from factpress.publication.settings import FILE as PUBLICATION

if TYPE_CHECKING:
    from pptx.opc.package import Part
    from pptx.presentation import Presentation as Package
    from pptx.slide import Slide as PackageSlide

RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SVG, FONT = "image/svg+xml", "application/x-fontdata"
CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def write(presentation: Presentation, theme: Theme, places: Places) -> bytes:
    """The presentation as a PowerPoint file (ECMA-376, transitional); the same bytes for the same presentation.

    Raises Findings for a picture that cannot stand on a slide.
    """
    import pptx

    base = template(theme, presentation.palette, presentation.language, presentation.direction)
    package = pptx.Presentation(BytesIO(base))
    master_style = MasterStyle.of(theme, presentation.language, presentation.direction)
    rtl = presentation.direction == "rtl"
    made = {one.title: mirrored(one, theme.slide) if rtl else one for one in layouts(theme.slide).values()}
    writer = _Writer(
        package, places, Lettering(master_style), {one.name: one for one in made.values()}, presentation.sources_word
    )
    ids = [writer.slide(slide) for slide in presentation.slides]
    writer.problems.raise_errors()
    _embed(package, writer.letters)
    _sections(package, presentation, ids)
    _properties(package, presentation)
    _carry(package, presentation)
    return saved(package)


@dataclass(slots=True)
class _Writer:
    """Adds slides to a package, one after the other."""

    package: Package
    places: Places
    letters: Lettering
    layouts: dict[str, Layout]
    sources_word: str
    problems: Problems = field(default_factory=Problems)
    vectors: dict[bytes, Part] = field(default_factory=dict[bytes, "Part"])

    def slide(self, slide: Slide) -> int:
        """Adds the slide; its id."""
        layout = self.layouts[slide.layout]
        base = next(one for one in self.package.slide_layouts if one.name == layout.title)
        added = self.package.slides.add_slide(base)
        markup = [self._item(added, layout, item, number) for number, item in enumerate(slide.items, start=2)]
        number = next((place for place in layout.places if place.kind == "number"), None)
        if number is not None:
            text = self.letters.number(number)
            markup.append(shapes.placeholder(len(markup) + 2, number.name, number.kind, number.index, text, None))
        _fill(added.shapes.element, markup)
        self._notes(added, slide)
        return added.slide_id

    def _item(self, added: PackageSlide, layout: Layout, item: Item, number: int) -> str:
        match item:
            case Words():
                place = layout.place(item.place)
                text = self.letters.words(place, item, lambda address: _link(added, address))
                return shapes.placeholder(number, place.name, place.kind, place.index, text, item.frame)
            case Picture():
                mark = ""
                if item.place:
                    place = layout.place(item.place)
                    mark = shapes.placeholder_mark(place.kind, place.index)
                images = shapes.Images(_pixels(added, item.png), self._vector(added, item.svg))
                return shapes.picture(number, item.name, item.alt, images, item.frame, mark)
            case Photograph():
                return self._photograph(added, layout, item, number)
            case Sign():
                return shapes.sign(number, item.standing, item.frame)
            case Bar():
                return shapes.threads(number, item.alt, item.frame)
            case Rule():
                return shapes.rule(number, item.name, item.frame, item.colour)

    def _vector(self, added: PackageSlide, svg: bytes) -> str:
        from pptx.opc.package import Part
        from pptx.opc.packuri import PackURI

        part = self.vectors.get(svg)
        if part is None:
            name = PackURI(f"/ppt/media/drawing{len(self.vectors) + 1}.svg")
            part = self.vectors[svg] = Part(name, SVG, self.package.part.package, svg)
        return added.part.relate_to(part, f"{RELATIONSHIP}/image")

    def _photograph(self, added: PackageSlide, layout: Layout, item: Photograph, number: int) -> str:
        from PIL import Image, UnidentifiedImageError

        place = layout.place(item.place)
        path = self.places.own(item.path)
        try:
            data = path.read_bytes() if path is not None else b""
            turned, data = orientation(data), strip_metadata(data)
            with Image.open(BytesIO(data)) as image:
                width, height = image.size
        except (OSError, UnidentifiedImageError):
            hint = "give the slide a PNG or JPEG file"
            message = f'the picture "{item.path}" cannot stand on a slide'
            self.problems.error("bad-picture", message, item.origin or Location(PUBLICATION), hint)
            return ""
        frame = contained(place.frame, *((height, width) if turned.sideways else (width, height)))
        mark = shapes.placeholder_mark(place.kind, place.index)
        return shapes.picture(number, place.name, item.alt, shapes.Images(_pixels(added, data)), frame, mark, turned)

    def _notes(self, added: PackageSlide, slide: Slide) -> None:
        notes = slide.notes
        if not (notes.spoken or notes.sources or notes.claims):
            return
        text = self.letters.notes(notes, self.sources_word)
        page = shapes.placeholder(3, "Notes", "body", 1, text, None)
        _fill(added.notes_slide.shapes.element, [parts.slide_image_on_notes(2), page])


def contained(frame: Frame, width: int, height: int) -> Frame:
    """The largest frame of those proportions inside the frame, in its middle."""
    factor = min(frame.width.pt / width, frame.height.pt / height)
    wide, high = width * factor, height * factor
    return Frame.points(
        frame.left.pt + (frame.width.pt - wide) / 2, frame.top.pt + (frame.height.pt - high) / 2, wide, high
    )


def _fill(tree: Any, markup: list[str]) -> None:
    """Replaces what a shape tree holds behind its two group properties."""
    from pptx.oxml import parse_xml

    for child in list(tree)[2:]:
        tree.remove(child)
    for shape in markup:
        if shape:
            tree.append(parse_xml(shape))


def _pixels(added: PackageSlide, png: bytes) -> str:
    _, relationship = added.part.get_or_add_image_part(BytesIO(png))
    return str(relationship)


def _link(added: PackageSlide, address: str) -> str:
    return added.part.relate_to(address, f"{RELATIONSHIP}/hyperlink", is_external=True)


def _root(package: Package) -> Any:
    return cast("Any", package).element


def _embed(package: Package, letters: Lettering) -> None:
    """Embeds the typefaces that were used, so that the deck looks as it was set where they are not installed."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI
    from pptx.oxml import parse_xml

    faces: dict[str, list[tuple[str, str]]] = {}
    for number, face in enumerate(sorted(letters.used, key=_by_name), start=1):
        data = face.path.read_bytes() if face.path is not None else b""
        if not data or not may_embed(data):
            continue
        part = Part(PackURI(f"/ppt/fonts/font{number}.fntdata"), FONT, package.part.package, eot(data))
        faces.setdefault(face.name, []).append((face.style, package.part.relate_to(part, f"{RELATIONSHIP}/font")))
    if faces:
        sizes = _root(package).find("{*}notesSz")
        sizes.addnext(parse_xml(parts.embedded_fonts(faces.items())))


def _by_name(face: Typeface) -> tuple[str, int]:
    # the schema wants regular, bold, italic, bold italic in this order
    return face.name, ("regular", "bold", "italic", "boldItalic").index(face.style)


def _sections(package: Package, presentation: Presentation, ids: list[int]) -> None:
    from pptx.oxml import parse_xml

    numbers = iter(ids)
    named = [
        (
            section.title,
            "{" + str(uuid.uuid5(uuid.NAMESPACE_URL, f"{presentation.title}/{i}/{section.title}")).upper() + "}",
            tuple(next(numbers) for _ in section.slides),
        )
        for i, section in enumerate(presentation.sections)
    ]
    _root(package).append(parse_xml(parts.sections(named)))


def _carry(package: Package, presentation: Presentation) -> None:
    """Lets the deck carry what each value was, as properties of its own: other programs keep them when they save it."""
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    if not presentation.made:
        return
    kept = package.part.package
    written = parts.custom_properties(presentation.made).encode()
    kept.relate_to(Part(PackURI("/docProps/custom.xml"), CUSTOM, kept, written), f"{RELATIONSHIP}/custom-properties")


def _properties(package: Package, presentation: Presentation) -> None:
    core = package.core_properties
    day = dt.datetime.fromisoformat(presentation.date).replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    core.title = presentation.title[:255]
    core.subject = presentation.subtitle[:255]
    core.author = core.last_modified_by = presentation.organisation[:255]
    core.language = presentation.language
    core.created = core.modified = day
    core.revision = 1
