"""What a slide shows besides its text, as far as programs keep it: frames of shapes, pictures, and formats of text.

LibreOffice moves a frame by up to a point when it saves, and keeps the order of shapes and the bytes of pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from factpress.core.office_package import A, P, Package, R
from factpress.output.deck.identity.text_formats import format_signatures

_KINDS = {f"{P}{name}": name[0] for name in ("sp", "pic", "graphicFrame", "cxnSp")} | {f"{P}grpSp": "G"}
_EMU = 12_700
_TURN = 60_000  # of `rot` in a degree
_SLACK = 2
"""Points by which the frames of one shape may differ."""
_EFFECTS = ("anim", "animClr", "animEffect", "animMotion", "animRot", "animScale", "set", "cmd", "audio", "video")

Frames = Mapping[str, Any]
"""The frames of the placeholders of a layout, by their index."""


def layout_frames(layout: Any) -> Frames:
    """Return the frames of the placeholders of a layout or a master, which a slide's placeholders inherit."""
    found: dict[str, Any] = {}
    for shape in layout.iter(f"{P}sp", f"{P}pic"):
        mark, frame = shape.find(f".//{P}ph"), shape.find(f"{P}spPr/{A}xfrm")
        if mark is not None and frame is not None:
            found[mark.get("idx") or "0"] = frame
    return found


def look_of(slide: Any, frames: Frames, picture_digest: Callable[[str], str], *, formats: bool = True) -> str:
    """Return the shapes of a slide in drawing order, each with its kind, its frame in points, and its picture.

    The signatures of its text follow, the first one only with `formats`: LibreOffice writes other formats. The function
    `picture_digest` returns the digest of the picture with that relationship id.
    """
    tree = slide.find(f"{P}cSld/{P}spTree")
    shapes = (shape for shape in tree if shape.tag in _KINDS) if tree is not None else ()
    written, places = format_signatures(slide)
    listed = ",".join(_shape(shape, frames, picture_digest) for shape in shapes)
    return f"{listed};{written if formats else ''};{places}"


def part_look(package: Package, part: str, slide: Any, *, formats: bool) -> str:
    """Return the look of a slide of a package."""
    layouts = (package.xml(layout) for layout in package.linked(part, "slideLayout"))
    empty: Frames = {}
    frames = next((layout_frames(layout) for layout in layouts if layout is not None), empty)
    return look_of(
        slide, frames, lambda name: (package.digest(package.link(part, name).target) or "")[:10], formats=formats
    )


def same_look(one: str, other: str) -> bool:
    """Whether two looks are those of one slide, saved by different programs."""
    (shapes, *signatures), (other_shapes, *other_signatures) = one.split(";"), other.split(";")
    first, second = shapes.split(","), other_shapes.split(",")
    if len(first) != len(second) or not all(map(_same_shape, first, second)):
        return False
    return all(a == b for a, b in zip(signatures, other_signatures, strict=False) if a and b)


def shapes_only(look: str) -> str:
    """Return a look without the signatures of its text."""
    return look.partition(";")[0]


def has_extras(package: Package, part: str, slide: Any) -> bool:
    """Whether a slide has comments, animations or a transition. The slides of factpress have none."""
    if any("comment" in link.kind.lower() for link in package.links(part).values()):
        return True
    if next(slide.iter(*(f"{P}{name}" for name in _EFFECTS)), None) is not None:
        return True
    # LibreOffice writes an empty transition to each slide
    return any(len(one) for one in slide.iter("{*}transition"))


def _shape(shape: Any, frames: Frames, picture_digest: Callable[[str], str]) -> str:
    frame = shape.find(f"{P}xfrm")
    for properties in ("spPr", "grpSpPr"):
        frame = shape.find(f"{P}{properties}/{A}xfrm") if frame is None else frame
    mark = shape.find(f"*/{P}nvPr/{P}ph")
    if frame is None and mark is not None:
        frame = frames.get(mark.get("idx") or "0")
    # LibreOffice writes the bullets of the layout to each paragraph, those that are pictures, too
    blips = (blip for blip in shape.iter(f"{A}blip") if blip.getparent().tag != f"{A}buBlip")
    pictures = [picture_digest(blip.get(f"{R}embed") or "") for blip in blips]
    numbers = ".".join(map(str, _numbers(frame)))
    return ":".join((_KINDS[shape.tag] + numbers, *sorted(pictures)))


def _numbers(frame: Any) -> list[int]:
    if frame is None:
        return []
    offset, extent = frame.find(f"{A}off"), frame.find(f"{A}ext")
    named = [(offset, "x"), (offset, "y"), (extent, "cx"), (extent, "cy")]
    sides = [round(_integer(element, name) / _EMU) for element, name in named]
    turn = round(_integer(frame, "rot") / _TURN) % 360
    return [*sides, turn] if turn else sides


def _integer(element: Any, name: str) -> int:
    try:
        return int(element.get(name) or 0) if element is not None else 0
    except ValueError:  # such as a length with a unit
        return 0


def _same_shape(one: str, other: str) -> bool:
    (shape, *pictures), (other_shape, *other_pictures) = one.split(":"), other.split(":")
    if shape[:1] != other_shape[:1] or pictures != other_pictures:
        return False
    sides, other_sides = ([int(number) for number in each[1:].split(".") if number] for each in (shape, other_shape))
    return len(sides) == len(other_sides) and all(abs(a - b) <= _SLACK for a, b in zip(sides, other_sides, strict=True))
