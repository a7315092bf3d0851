"""Shapes: placeholders, pictures, icons of standings, bars of ranges, rules."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.image_files import Orientation
from factpress.core.units import Length
from factpress.output.deck.ooxml import ASVG, NAMESPACES, SVG_EXTENSION, attribute, colour, decorative
from factpress.output.deck.presentation import Frame

KINDS = {
    "title": "title",
    "body": "body",
    "content": "",
    "picture": "pic",
    "table": "tbl",
    "footer": "ftr",
    "number": "sldNum",
}
"""The types of placeholders by kind; one for content of any kind has none."""


def transform(frame: Frame, tag: str = "a:xfrm", turned: Orientation | None = None) -> str:
    """Return the place of a shape that fills the frame after it is mirrored and then turned clockwise.

    The offset and extents are those before the turn, around the same centre (ECMA-376 Part 1, 20.1.7.6).
    """
    turned = turned or Orientation()
    left, top, wide, high = frame.left.emu, frame.top.emu, frame.width.emu, frame.height.emu
    if turned.sideways:
        left, top, wide, high = left + (wide - high) // 2, top + (high - wide) // 2, high, wide
    turn = (f' rot="{turned.degrees * 60000}"' if turned.degrees else "") + (' flipH="1"' if turned.mirrored else "")
    return f'<{tag}{turn}><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></{tag}>'


def placeholder_mark(kind: str, index: int, *, on_layout: bool = False) -> str:
    """Return the reference of a shape to its placeholder: the title by type alone, all others by index too."""
    type_ = f' type="{KINDS[kind]}"' if KINDS[kind] else ""
    small = ' sz="quarter"' if on_layout and kind in ("footer", "number") else ""
    number = "" if kind == "title" else f' idx="{index}"'
    prompt = ' hasCustomPrompt="1"' if on_layout and kind not in ("footer", "number") else ""
    return f"<p:ph{type_}{small}{number}{prompt}/>"


def placeholder(
    number: int, name: str, kind: str, index: int, text_body: str, frame: Frame | None, *, on_layout: bool = False
) -> str:
    """Return a text placeholder; without a frame it is where its layout has it. A layout's text is its prompt."""
    place = transform(frame) if frame else ""
    mark = placeholder_mark(kind, index, on_layout=on_layout)
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{mark}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr>{text_body}</p:sp>"
    )


def text_box(number: int, name: str, frame: Frame, text_body: str) -> str:
    """Return a text box without fill and line."""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)}/>'
        f'<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr>{transform(frame)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>{text_body}</p:sp>'
    )


def group(number: int, name: str, alt: str, frame: Frame, inner: str) -> str:
    """Return a group of shapes; `frame` is around all of them. Without `alt` it is decorative."""
    left, top, wide, high = frame.left.emu, frame.top.emu, frame.width.emu, frame.height.emu
    child = f'<a:chOff x="{left}" y="{top}"/><a:chExt cx="{wide}" cy="{high}"/>'
    properties = f" descr={attribute(alt)}/>" if alt else f">{decorative()}</p:cNvPr>"
    return (
        f'<p:grpSp {NAMESPACES}><p:nvGrpSpPr><p:cNvPr id="{number}" name={attribute(name)}{properties}<p:cNvGrpSpPr/>'
        f'<p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/>'
        f"{child}</a:xfrm></p:grpSpPr>{inner}</p:grpSp>"
    )


@dataclass(frozen=True, slots=True)
class ImageIds:
    """The relationship ids of a picture: its pixels, and its vectors if it has any."""

    png: str
    svg: str = ""


def picture(
    number: int, name: str, alt: str, images: ImageIds, frame: Frame, mark: str = "", turned: Orientation | None = None
) -> str:
    """Return a picture with its vectors as an extension ([MS-ODRAWXML] 2.25.1). Without `alt` it is decorative.

    `turned` is how its pixels must be turned to be upright.
    """
    vectors = (
        f'<a:extLst><a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{ASVG}" r:embed="{images.svg}"/>'
        "</a:ext></a:extLst>"
        if images.svg
        else ""
    )
    return (
        f'<p:pic {NAMESPACES}><p:nvPicPr><p:cNvPr id="{number}" name={attribute(name)} descr={attribute(alt)}>'
        f"{'' if alt else decorative()}</p:cNvPr>"
        f'<p:cNvPicPr><a:picLocks noGrp="{int(bool(mark))}" noChangeAspect="1"/></p:cNvPicPr>'
        f"<p:nvPr>{mark}</p:nvPr></p:nvPicPr>"
        f'<p:blipFill><a:blip r:embed="{images.png}">{vectors}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></p:blipFill>"
        f'<p:spPr>{transform(frame, turned=turned)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def custom_shape(
    number: int, name: str, alt: str, frame: Frame, paths: str, fill: str, line: tuple[str, Length] | None
) -> str:
    """Return a shape with a custom outline. Without `alt` it is decorative. `fill` is a role, or "" for none."""
    filled = colour(fill) if fill else "<a:noFill/>"
    edge = (
        f'<a:ln w="{line[1].emu}" cap="flat">{colour(line[0])}<a:miter lim="800000"/></a:ln>'
        if line
        else "<a:ln><a:noFill/></a:ln>"
    )
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)} descr={attribute(alt)}>'
        f'{"" if alt else decorative()}</p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f"<p:spPr>{transform(frame)}<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{paths}</a:pathLst></a:custGeom>{filled}{edge}</p:spPr></p:sp>'
    )


def path(width: int, height: int, steps: str, *, filled: bool = True, stroked: bool = True) -> str:
    """Return a path on a grid of that size."""
    flags = ("" if filled else ' fill="none"') + ("" if stroked else ' stroke="0"')
    return f'<a:path w="{width}" h="{height}"{flags}>{steps}</a:path>'


def _to(tag: str, x: float, y: float) -> str:
    return f'<a:{tag}><a:pt x="{round(x)}" y="{round(y)}"/></a:{tag}>'


def _lines(*points: tuple[float, float], close: bool = True) -> str:
    first, *rest = points
    return _to("moveTo", *first) + "".join(_to("lnTo", *p) for p in rest) + ("<a:close/>" if close else "")


def range_bar(number: int, alt: str, frame: Frame, role: str) -> str:
    """Return a range in the colour of a role: four lines between two end-stops that are a little higher."""
    width, height = frame.width.emu, frame.height.emu
    stop, over, count = height // 10, height * 0.16, 4
    pitch = (height - 2 * over + height * 0.06) / count
    parts = [_lines((x, 0), (x + stop, 0), (x + stop, height), (x, height)) for x in (0, width - stop)]
    for i in range(count):
        top = over + i * pitch
        parts.append(_lines((0, top), (width, top), (width, top + pitch * 0.7), (0, top + pitch * 0.7)))
    return custom_shape(number, "Range", alt, frame, "".join(path(width, height, part) for part in parts), role, None)


def rule(number: int, name: str, frame: Frame, role: str) -> str:
    """Return a filled rectangle that is decoration."""
    width, height = frame.width.emu, frame.height.emu
    outline = path(width, height, _lines((0, 0), (width, 0), (width, height), (0, height)))
    return custom_shape(number, name, "", frame, outline, role, None)
