"""Shapes: placeholders, pictures, icons of standings, bars of ranges, rules."""

from __future__ import annotations

import math
from dataclasses import dataclass

from factpress.core.image_files import Orientation
from factpress.core.units import Length
from factpress.output.deck.ooxml import ASVG, NAMESPACES, SVG_EXTENSION, attribute, colour, decorative
from factpress.output.deck.presentation import Frame
from factpress.publication.facts.claims import Standing

KINDS = {"title": "title", "body": "body", "picture": "pic", "table": "tbl", "footer": "ftr", "number": "sldNum"}


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


def placeholder_mark(kind: str, index: int) -> str:
    """Return the reference of a shape to its placeholder: the title by type alone, all others by index too."""
    number = "" if kind == "title" else f' idx="{index}"'
    return f'<p:ph type="{KINDS[kind]}"{number}/>'


def placeholder(number: int, name: str, kind: str, index: int, text_body: str, frame: Frame | None) -> str:
    """Return a text placeholder; without a frame it is where its layout has it."""
    place = transform(frame) if frame else ""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name={attribute(name)}/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{placeholder_mark(kind, index)}</p:nvPr></p:nvSpPr>'
        f"<p:spPr>{place}</p:spPr>{text_body}</p:sp>"
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


def _arc(radius: int, start: float, swing: float) -> str:
    """Return an arc around the centre of a grid of 2,000, from `start` degrees clockwise from the right."""
    x, y = (1000 + radius * f(math.radians(start)) for f in (math.cos, math.sin))
    turn = f'stAng="{round(start * 60000)}" swAng="{round(swing * 60000)}"'
    return _to("moveTo", x, y) + f'<a:arcTo wR="{radius}" hR="{radius}" {turn}/>'


def _icon_paths(standing: Standing) -> str:
    def on_grid(steps: str, *, filled: bool, stroked: bool = True) -> str:
        return path(2000, 2000, steps, filled=filled, stroked=stroked)

    diamond = _lines((1000, 80), (1920, 1000), (1000, 1920), (80, 1000))
    square = _lines((220, 220), (1780, 220), (1780, 1780), (220, 1780))
    match standing:
        case Standing.VERIFIED:
            return on_grid(_arc(860, 180, 360) + "<a:close/>", filled=True, stroked=False)
        case Standing.REPORTED:
            half = on_grid(_arc(760, 270, -180) + "<a:close/>", filled=True, stroked=False)
            return half + on_grid(_arc(760, 180, 360) + "<a:close/>", filled=False)
        case Standing.CALCULATED:
            bars = ((300, 800), (1200, 1700))
            return "".join(
                on_grid(_lines((150, a), (1850, a), (1850, b), (150, b)), filled=True, stroked=False) for a, b in bars
            )
        case Standing.CONTESTED:
            return on_grid(diamond, filled=False) + on_grid(_lines((1000, 80), (1000, 1920), close=False), filled=False)
        case Standing.OUTDATED | Standing.WITHDRAWN:
            return on_grid(square, filled=False) + on_grid(_lines((220, 1780), (1780, 220), close=False), filled=False)
        case Standing.UNTRACED:
            return on_grid("".join(_arc(780, 45 * i, 23) for i in range(8)), filled=False)


def standing_icon(number: int, standing: Standing, frame: Frame) -> str:
    """Return the icon of a standing, in the colour of text. Its word is next to it."""
    return custom_shape(
        number, "Sign", "", frame, _icon_paths(standing), "foreground", ("foreground", frame.width * 0.1)
    )


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
