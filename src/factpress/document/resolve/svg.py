"""Checks of SVG images: well-formed, static, with a size, without external references.

The file is read by expat in one pass, without a tree. A document type declaration, and so every entity, is refused.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections import Counter
from urllib.parse import unquote_to_bytes
from xml.parsers import expat

from factpress.document.resolve.rasters import raster_error

SVG = "http://www.w3.org/2000/svg"
MOST_WORK = 30_000
"""Elements that are drawn, with those that <use>, patterns and masks repeat; a long path counts as several.

WeasyPrint draws about 5,000 of them in a second.
"""
_PATH = 60
"""Letters of a path that take as long as a simple element; `_TEXT` are those of a text, `_PAINT` is for a gradient."""
_TEXT = 12
_PAINT = 15
_MATCHES = 100
"""Selectors of a style sheet that are compared with an element in the time of a simple element."""
MOST_RASTER_BYTES = 50_000_000
MOST_DEPTH = 100
MOST_SIDE = 20_000.0
"""The longest side in user units: five metres in CSS pixels."""

_ACTIVE = frozenset({"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas", "handler"})
_ANIMATED = frozenset({"set", "animate", "animateMotion", "animateTransform", "animateColor", "discard"})
_INTERNAL = re.compile(r"\s*(?:#|data:(?!image/svg|text/|application/))", re.IGNORECASE)
_RASTER = re.compile(r"\s*data:image/(?:(?P<png>png)|jpe?g)(?:;[^,;]*)*?(?P<coded>;base64)?,", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?(?P<target>[^)]*)", re.IGNORECASE)
_FETCHES = re.compile(r"@import|image-set\(|src\(|\\", re.IGNORECASE)  # an escape can spell any of them
_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_LENGTH = re.compile(rf"\s*(?P<number>{_NUMBER})\s*+(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*+")

# WeasyPrint reads these with patterns whose work grows with the square of the length, unless they are well-formed.
_TRANSFORM = re.compile(r"(?:[\s,]*+[A-Za-z]{1,12}\s*+\([^()]*+\))*+[\s,]*+|\s*none\s*")
# WeasyPrint reads what follows the end of a path, and is no command, for ever.
_AFTER_CLOSE = re.compile(r"[zZ][\s,]*+[^\s,mMzZlLhHvVcCsSqQtTaA]")
_LONG_WORD = re.compile(r"(?<!\w)\w{1000}")


class _SvgError(Exception):
    """The image cannot be used; the message is a predicate to its name."""


def svg_error(svg: bytes) -> str | None:
    """Why the SVG cannot be used, as a predicate to its name ("has no size"); None if it can."""
    checker = _Checker()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = checker.start
    parser.EndElementHandler = checker.end
    parser.CharacterDataHandler = checker.words
    parser.StartDoctypeDeclHandler = checker.doctype
    parser.ProcessingInstructionHandler = checker.instruction
    try:
        parser.Parse(svg, True)  # noqa: FBT003 - expat takes no keyword: this is the last chunk
        checker.check_uses()
    except _SvgError as fault:
        return str(fault)
    except (expat.ExpatError, LookupError, ValueError) as error:  # LookupError: an unknown encoding
        return f"is not a well-formed SVG: {error}"
    return None


_TOO_MUCH = (
    f"takes too long to draw: it has more than {MOST_WORK:,} elements, with those that <use> repeats, or very long"
    " paths; simplify it, or save it as a PNG"
)


class _Checker:
    """The handlers of one parse: they refuse what is not allowed, and count what is drawn."""

    def __init__(self) -> None:
        self.open: list[str] = []  # the ids of the open elements; the root's is "", so that everything counts for it
        self.root: str | None = None
        self.style: list[str] | None = None
        self.work: Counter[str] = Counter()  # the work of the elements inside each id
        self.selectors = 0
        self.painted = False  # whether a style sheet has gradients, patterns or the like
        self.count = self.letters = 0
        self.uses: dict[str, Counter[str]] = {}  # ids that are drawn again inside each id

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Handle a start tag."""
        space, _, name = tag.rpartition(" ")
        if not self.open:
            if (space, name) != (SVG, "svg"):
                raise _SvgError(f'is not an SVG: it begins with <{name}> instead of <svg xmlns="{SVG}">')
            _check_size(attributes)
        if name in _ACTIVE:
            raise _SvgError(f"contains <{name}>: an image cannot run or fetch anything")
        if name in _ANIMATED:
            raise _SvgError(f"is animated (<{name}>), which a page cannot show")
        if not self.open:
            self.root = attributes.get("id")
        self.open.append(attributes.get("id", "") if self.open else "")
        if len(self.open) > MOST_DEPTH:
            raise _SvgError(f"nests deeper than {MOST_DEPTH} elements")
        self.points = 1 + (len(attributes.get("d", "")) + len(attributes.get("points", ""))) // 4
        for key, value in attributes.items():
            self.attribute(name, key.rpartition(" ")[2].lower(), value)
        self.add(1 + (len(attributes.get("d", "")) + len(attributes.get("points", ""))) // _PATH)
        self.count += 1
        if name == "image":
            _check_raster(next((value for key, value in attributes.items() if _local(key) == "href"), ""))
        if name == "style":
            self.style = []

    def add(self, work: int) -> None:
        """Count work for the open elements."""
        for around in self.around():
            self.work[around] += work
        if self.work[""] > MOST_WORK:
            raise _SvgError(_TOO_MUCH)

    def around(self) -> set[str]:
        """The ids of the open elements, always with the root's."""
        return {"", *self.open}

    def attribute(self, name: str, key: str, value: str) -> None:
        """Check an attribute; `key` is its name without its namespace."""
        if key.startswith("on") or key == "base":
            raise _SvgError(f"has an attribute {key}: an image cannot run or fetch anything")
        if key in ("href", "src"):
            if not _INTERNAL.match(value):
                raise _SvgError(f'refers to "{value[:60]}": an image must contain all that it shows')
            if name == "use" and value.strip().startswith("#"):
                self.draw(value.strip()[1:], 1)
        if key == "d" and (match := _AFTER_CLOSE.search(value)) is not None:
            raise _SvgError(f'has a path that cannot be read: "{value[match.start() : match.start() + 60]}"')
        if key.endswith("transform") and not _TRANSFORM.fullmatch(value):
            raise _SvgError(f'has a {key} that cannot be read: "{value[:60]}"')
        _check_style(value, whole=key == "style")
        for match in _URL.finditer(value) if key != "d" else ():
            # a mask, a pattern or a gradient is drawn for each element; a marker at each point of a path
            self.add(_PAINT)
            target = match["target"].strip().strip("\"'")
            if target.startswith("#"):
                self.draw(target[1:], self.points if key.startswith("marker") or "marker" in value else 1)

    def draw(self, target: str, times: int) -> None:
        """Count that the open elements draw another one again."""
        for around in self.around():
            self.uses.setdefault(around, Counter())[target if target != self.root else ""] += times

    def words(self, text: str) -> None:
        """Collect the text of a style element."""
        if self.style is not None:
            self.style.append(text)
        elif text.strip():
            self.letters += len(text)

    def end(self, tag: str) -> None:
        """Handle an end tag."""
        self.open.pop()
        if tag.rpartition(" ")[2] == "style" and self.style is not None:
            style = "".join(self.style)
            _check_style(style, whole=True)
            self.selectors += style.count("{") + style.count(",")
            self.painted = self.painted or "url(" in style.lower()
            self.style = None

    def doctype(self, *_: object) -> None:
        """Refuse a document type declaration."""
        raise _SvgError("has a document type declaration (<!DOCTYPE …>), which can declare entities: save it without")

    def instruction(self, target: str, _: str) -> None:
        """Refuse a style sheet; other processing instructions, such as those of Adobe's metadata, have no effect."""
        if target == "xml-stylesheet":
            raise _SvgError("has an external style sheet: an image must contain all that it shows")

    def check_uses(self) -> None:
        """Count the drawn elements and refuse exponential <use> expansion."""
        self.work[""] += self.letters // _TEXT + self.count * self.selectors // _MATCHES
        self.work[""] += self.count * _PAINT if self.painted else 0
        weights: dict[str, int] = {}
        waiting = [""]
        inside: set[str] = set()
        while waiting:
            name = waiting[-1]
            wanted = [used for used in self.uses.get(name, ()) if used not in weights]
            if not wanted:
                weight = self.work[name] + sum(weights[u] * n for u, n in self.uses.get(name, Counter()).items())
                weights[waiting.pop()] = weight
                inside.discard(name)
                if weight > MOST_WORK:
                    raise _SvgError(_TOO_MUCH)
            elif inside & {name, *wanted} - {name} or name in wanted:
                raise _SvgError("contains a <use> of itself, or a mask, pattern or marker that draws itself")
            else:
                inside.add(name)
                if len(inside) > MOST_DEPTH:
                    raise _SvgError(f"nests deeper than {MOST_DEPTH} elements by <use>")
                waiting.append(wanted[0])


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()


def _check_raster(address: str) -> None:
    """Refuse an embedded image that is no PNG or JPEG, damaged or too large."""
    if not address.strip() or address.lstrip().startswith("#"):
        return
    match = _RASTER.match(address)
    if match is None:
        raise _SvgError("embeds a picture that is neither a PNG nor a JPEG")
    data = unquote_to_bytes(address[match.end() :])
    if len(data) > MOST_RASTER_BYTES:
        raise _SvgError(f"embeds a picture of more than {MOST_RASTER_BYTES // 1_000_000} MB")
    try:
        data = base64.b64decode(b"".join(data.split())) if match["coded"] else data
    except (binascii.Error, ValueError):
        data = b""
    fault = raster_error(data, "PNG" if match["png"] else "JPEG")
    if fault is not None:
        raise _SvgError(f"embeds a picture that {fault}".replace(", as its name says", ""))


def _check_style(text: str, *, whole: bool) -> None:
    """Refuse external references in a style, or with `whole=False` in any attribute."""
    if whole and (call := _FETCHES.search(text)):
        raise _SvgError(f'has a style with "{call[0]}": an image must contain all that it shows')
    if whole and _LONG_WORD.search(_URL.sub("", text)):
        raise _SvgError("has a style with a word of more than 1,000 letters")
    if text.lower().rfind("url(") > text.rfind(")"):
        raise _SvgError('has a "url(" that is not closed')
    for match in _URL.finditer(text):
        if not _INTERNAL.match(match["target"]):
            raise _SvgError(f'refers to "{match["target"][:60]}": an image must contain all that it shows')


_PX = {"pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16.0, "ex": 8.0}


def svg_size(svg: bytes) -> tuple[float, float]:
    """The width and height of an SVG that `svg_error` accepts, in CSS pixels: its own, or those of its viewBox."""
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda _, attributes: found.append(attributes) if not found else None
    parser.Parse(svg, True)  # noqa: FBT003 - the last chunk
    attributes = found[0]
    sides = [_pixels(attributes.get(key, "")) for key in ("width", "height")]
    if "viewBox" not in attributes:
        return sides[0] or 1.0, sides[1] or 1.0
    box = [float(side) for side in re.split(r"[\s,]+", attributes["viewBox"].strip())[2:]]
    match sides:
        case [float(width), float(height)]:
            return width, height
        case [float(width), None]:
            return width, width * box[1] / box[0]
        case [None, float(height)]:
            return height * box[0] / box[1], height
        case _:
            return box[0], box[1]


def svg_texts(svg: bytes) -> tuple[str, ...]:
    """The text of each text element of an SVG that `svg_error` accepts."""
    found: list[str] = []
    depth = 0

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal depth
        if depth or tag == f"{SVG} text":
            depth += 1
            if depth == 1:
                found.append("")

    def end(_: str) -> None:
        nonlocal depth
        depth -= bool(depth)

    def words(text: str) -> None:
        if depth:
            found[-1] += text

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, words
    parser.Parse(svg, True)  # noqa: FBT003 - the last chunk
    return tuple(" ".join(text.split()) for text in found)


def _pixels(written: str) -> float | None:
    match = _LENGTH.fullmatch(written)
    if match is None or "%" in written:
        return None
    return float(match["number"]) * _PX.get(written.strip()[-2:], 1.0)


def _check_size(attributes: dict[str, str]) -> None:
    """Refuse an image without a size, or one that is larger than any page."""
    box = re.split(r"[\s,]+", attributes["viewBox"].strip()) if "viewBox" in attributes else None
    sides = [attributes[key] for key in ("width", "height") if key in attributes]
    if box is None and (len(sides) < 2 or any("%" in side for side in sides)):
        raise _SvgError("has no size: give it a viewBox")
    if box is not None and len(box) != 4:
        raise _SvgError("has a viewBox that is not four numbers")
    for side in (*sides, *(box or ())[2:]):
        match = _LENGTH.fullmatch(side)
        number = float(match["number"]) if match is not None else math.nan
        if not 0 < number <= MOST_SIDE:
            raise _SvgError(f'cannot have the size "{side[:20]}"')
