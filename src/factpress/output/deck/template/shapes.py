"""Shapes of a template: placeholders of layouts and masters, with their frames and the properties of their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factpress.core.office_package import A, P
from factpress.core.units import Length, emu, pt
from factpress.output.deck.layouts.placeholders import Placeholder
from factpress.output.deck.ooxml.shapes import KINDS
from factpress.output.deck.presentation import Frame
from factpress.output.deck.template.text import TextSources

_INSETS = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))


def key(name: str) -> str:
    """Return a name as it is compared: without case, and with single spaces."""
    return " ".join(name.split()).casefold()


def length(element: Any | None, name: str) -> Length:
    """Return a length in EMU; 0 if there is none."""
    text = element.get(name) if element is not None else None
    digits = (text or "").lstrip("-")
    return emu(int(text or "0")) if digits.isascii() and digits.isdigit() and len(digits) < 13 else pt(0)


def frame_of(shape: Any) -> Frame | None:
    """Return the frame that a shape itself has."""
    properties = shape.find(f"{P}spPr")
    place = properties.find(f"{A}xfrm") if properties is not None else None
    place = shape.find(f"{P}xfrm") if place is None else place
    if place is None:
        return None
    off, ext = place.find(f"{A}off"), place.find(f"{A}ext")
    return Frame(length(off, "x"), length(off, "y"), length(ext, "cx"), length(ext, "cy"))


def frames_named(root: Any, name: str) -> Iterator[Frame]:
    """Yield the frames of the shapes of that name."""
    for shape in root.iter(f"{P}sp"):
        properties = next(shape.iter(f"{P}cNvPr"), None)
        frame = frame_of(shape)
        if properties is not None and properties.get("name") == name and frame is not None:
            yield frame


def _marks(root: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the shapes that are placeholders, with their marks."""
    for tag in ("sp", "pic", "graphicFrame"):
        for shape in root.iter(f"{P}{tag}"):
            mark = next(shape.iter(f"{P}ph"), None)
            if mark is not None:
                yield shape, mark


def shape_of(root: Any, ours: Placeholder) -> Any | None:
    """Return the shape of a placeholder on a layout: the title by its type, all others by index."""
    for shape, mark in _marks(root):
        kind = mark.get("type") or "obj"
        if ours.kind == "title" and kind in ("title", "ctrTitle"):
            return shape
        if ours.kind != "title" and kind not in ("title", "ctrTitle") and (mark.get("idx") or "0") == str(ours.index):
            return shape
    return None


def master_shape(master: Any, ours: Placeholder) -> Any | None:
    """Return the shape of the master whose properties a placeholder has."""
    wanted = KINDS[ours.kind] if ours.kind in ("title", "footer", "number") else "body"
    return next((shape for shape, mark in _marks(master) if (mark.get("type") or "obj") == wanted), None)


def text_sources(shape: Any, above: Any | None, master: Any, ours: Placeholder) -> TextSources:
    """Return where the formats of the text of a placeholder are looked up."""
    lists = (style for one in (shape, above) if one is not None for style in one.iter(f"{A}lstStyle"))
    tag = {"title": "titleStyle", "footer": "otherStyle", "number": "otherStyle"}.get(ours.kind, "bodyStyle")
    return TextSources((*lists, *master.iter(f"{P}{tag}")), ours.kind == "title")


def body_property(shapes: Iterable[Any | None], name: str) -> str | None:
    """Return a property of the text body of the first of these shapes that has it."""
    bodies = (body for one in shapes if one is not None for body in one.iter(f"{A}bodyPr"))
    return next((value for body in bodies if (value := body.get(name)) is not None), None)


def insets(shapes: list[Any | None]) -> tuple[Length, ...]:
    """Return the distances of the text from the left, upper, right and lower edges of its shape."""
    values = ((body_property(shapes, name), default) for name, default in _INSETS)
    return tuple(emu(default if text is None or not text.isdigit() else int(text)) for text, default in values)
