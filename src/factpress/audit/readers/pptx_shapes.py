"""The shapes of a slide, layout or notes page: text, alternative texts, pictures, charts, diagrams, objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from factpress.audit.readers.pptx_geometry import GROUP, Box, Frames
from factpress.audit.readers.pptx_parts import BLIP, PARAGRAPH, SVG, Content, PartReader, alternative_texts, text_key
from factpress.audit.readers.pptx_text import is_first_level, paragraph_fragments, slide_number
from factpress.audit.reading import Fragment, Where
from factpress.core.office_objects import TAGS, unread_object
from factpress.core.office_package import A, P, Package, R

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_CHARTS = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
)
_SHAPE, _PICTURE, _BACKGROUND = f"{P}sp", f"{P}pic", f"{P}bg"
_SHAPES = frozenset({_SHAPE, _PICTURE, _BACKGROUND, GROUP, f"{P}graphicFrame", f"{P}cxnSp"})
_BULLET = f"{A}buBlip"
_TITLES = ("title", "ctrTitle")


class ShapeReader:
    """Reads the shapes of the parts of a package, with slides of that size in EMU."""

    def __init__(self, package: Package, width: float, height: float) -> None:
        self.package, self.width, self.height = package, width, height
        self.parts = PartReader(package)

    def read(self, part: str, root: Any, where: Where) -> Content:
        """The content of a part, whose text is in `where`. The prompts in the placeholders of a layout are not read."""
        alternatives = _detached(root)
        content = self._tree(part, root, where)
        for choice, others in alternatives:
            shown = self._tree(part, choice, where)
            texts = {text_key(one) for one in shown.fragments}
            digests = {picture.digest for picture in shown.pictures}
            for other in others:
                found = self._tree(part, other, where)
                content.fragments += [one for one in found.fragments if text_key(one) not in texts]
                content.pictures |= {one: None for one in found.pictures if one.digest not in digests}
        content.add(self.parts.diagrams(part, where))
        return content

    def _tree(self, part: str, root: Any, where: Where) -> Content:
        """The content of a tree of shapes in document order; of runs, for an alternative inside a paragraph."""
        content = _Walk(self, part, where).run(root)
        if root.tag.startswith(_MC) and not content.fragments:
            content.fragments += paragraph_fragments(root, where)
        return content

    def share_on_layout(self, part: str, index: str) -> float:
        """The share of a slide that its placeholder of that index covers, which its layout places."""
        frames = Frames(self.width, self.height)
        for layout in self.package.linked(part, "slideLayout"):
            for mark in self.package.elements(layout, f"{P}ph"):
                properties = mark.getparent().getparent().getnext()
                transform = properties.find(f"{A}xfrm") if properties is not None else None
                if (mark.get("idx") or "0") == index and transform is not None:
                    box = frames.box(transform)
                    return frames.share(box) if box is not None else 0
        return 0


class _Walk:
    """One pass over a tree of shapes. A shape's properties come before its text, so they are kept while it is read."""

    def __init__(self, reader: ShapeReader, part: str, where: Where) -> None:
        self.reader, self.part = reader, part
        self.where: Where = where
        self.frames = Frames(reader.width, reader.height)
        self.content = Content()
        self.kind = self.placeholder = self.alt = ""
        self.outside = False
        self.box: Box | None = None
        self.title: Any = None  # the shape of the title
        self.shape: Any = None

    def run(self, root: Any) -> Content:
        """The content of that tree."""
        for element in root.iter(*_HANDLERS):
            _HANDLERS[element.tag](self, element)
        return self.content

    def names(self, element: Any) -> None:
        texts = list(alternative_texts(element))
        self.alt = texts[0].text if texts else ""
        self.content.fragments += texts

    def placed_in(self, element: Any) -> None:
        self.placeholder = element.get("type") or "obj"

    def blip(self, element: Any) -> None:
        if element.tag == BLIP and self.box is not None and element.getparent().tag != _BULLET:
            self.content.covered += self.frames.share(self.box)
        self.reader.parts.add_blip(self.content, self.part, element, self.alt)

    def link(self, element: Any) -> None:
        tooltip = (element.get("tooltip") or "").strip()
        if tooltip:
            self.content.fragments.append(Fragment("link", tooltip))

    def diagram(self, element: Any) -> None:
        """Its text is read with the part, because one diagram may be there twice."""
        if not self.reader.package.link(self.part, element.get(f"{R}dm")).target:
            self.content.not_read("a diagram")

    def object(self, element: Any) -> None:
        what = unread_object(element)
        if what:
            self.content.not_read(what)

    def begin(self, element: Any) -> None:
        self.shape, self.kind = element, element.tag
        self.placeholder = self.alt = ""
        self.outside = False
        self.box = Box(0, 0, self.frames.width, self.frames.height) if self.kind == _BACKGROUND else None
        if self.kind == _PICTURE:  # its transform comes after its picture
            transform = element.find(f"{P}spPr/{A}xfrm")
            mark = element.find(f"{P}nvPicPr/{P}nvPr/{P}ph")
            if transform is not None:
                self.transform(transform)
            elif mark is not None:
                self.content.unplaced.append(mark.get("idx") or "0")

    def transform(self, transform: Any) -> None:
        box = self.frames.box(transform)
        if box is not None:
            self.box, self.outside = box, self.frames.is_outside(box)

    def chart(self, element: Any) -> None:
        target = self.reader.package.link(self.part, element.get(f"{R}id")).target
        if target not in self.content.parts:
            self.content.parts.add(target)
            self.content.add(self.reader.parts.chart(target))

    def paragraph(self, paragraph: Any) -> None:
        """The text of a paragraph, in the part of the slide that its shape is in."""
        kind = self.placeholder
        if self.where == "layout" and kind:
            return
        where = self._where()
        titled = kind in _TITLES and self.kind == _SHAPE and self.title in (None, self.shape)
        if titled:
            self.title = self.shape
        titles = self.content.title if is_first_level(paragraph) else self.content.below_title
        for fragment in paragraph_fragments(paragraph, where):
            if titled and fragment.where == where:
                titles.append(fragment.text)
            if kind == "sldNum" and fragment.where == where:
                self.content.fragments += slide_number(fragment.text)
            else:
                self.content.fragments.append(fragment)

    def _where(self) -> Where:
        if self.outside and self.where == "text":
            return "outside"
        if self.placeholder == "dt":
            return "date"
        if self.placeholder in ("ftr", "hdr") and self.where == "text":
            return "margin"
        return self.where


_HANDLERS: dict[str, Callable[[_Walk, Any], None]] = {
    PARAGRAPH: _Walk.paragraph,
    f"{P}cNvPr": _Walk.names,
    f"{P}ph": _Walk.placed_in,
    BLIP: _Walk.blip,
    SVG: _Walk.blip,
    _DIAGRAM: _Walk.diagram,
    **dict.fromkeys(_SHAPES, _Walk.begin),
    **dict.fromkeys((f"{A}xfrm", f"{P}xfrm"), _Walk.transform),
    **dict.fromkeys((f"{A}hlinkClick", f"{A}hlinkMouseOver", f"{A}hlinkHover"), _Walk.link),
    **dict.fromkeys(_CHARTS, _Walk.chart),
    **dict.fromkeys(TAGS, _Walk.object),
}


def _detached(root: Any) -> list[tuple[Any, list[Any]]]:
    """Take from the tree all but the first of alternative contents; each first one, with the others.

    Which one is shown depends on the program: the first one that it knows, or the fallback (ECMA-376 Part 3, 10.2).
    """
    found: list[tuple[Any, list[Any]]] = []
    for content in list(root.iter(f"{_MC}AlternateContent")):
        first, *others = [*content.iterchildren(f"{_MC}Choice", f"{_MC}Fallback")] or [None]
        for other in others:
            content.remove(other)
        if others:
            found.append((first, others))
    return found
