"""Checks of SVG images: well-formed, static, with a size, without external references.

The file is read by expat in one pass, without a tree. A document type declaration, and so every entity, is refused.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
MOST_ELEMENTS = 200_000
"""Drawn elements; those that <use> repeats count each time."""
MOST_DEPTH = 100
MOST_SIDE = 20_000.0
"""The longest side in user units: five metres in CSS pixels."""

_ACTIVE = frozenset({"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas", "handler"})
_ANIMATED = frozenset({"set", "animate", "animateMotion", "animateTransform", "animateColor", "discard"})
_INTERNAL = re.compile(r"\s*(?:#|data:(?!image/svg|text/|application/))", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?(?P<target>[^)]*)", re.IGNORECASE)
_FETCHES = re.compile(r"@import|image-set\(|src\(|\\", re.IGNORECASE)  # an escape can spell any of them
_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_LENGTH = re.compile(rf"\s*(?P<number>{_NUMBER})\s*+(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*+")

# WeasyPrint reads these with patterns whose work grows with the square of the length, unless they are well-formed.
_TRANSFORM = re.compile(r"(?:[\s,]*+[A-Za-z]{1,12}\s*+\([^()]*+\))*+[\s,]*+|\s*none\s*")
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


class _Checker:
    """The handlers of one parse: they refuse what is not allowed, and count what is drawn."""

    def __init__(self) -> None:
        self.open: list[str] = []  # the ids of the open elements; the root's is "", so that everything counts for it
        self.root: str | None = None
        self.style: list[str] | None = None
        self.elements: Counter[str] = Counter()  # elements inside each id
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
        for key, value in attributes.items():
            self.attribute(name, key.rpartition(" ")[2].lower(), value)
        for around in self.around():
            self.elements[around] += 1
        if self.elements[""] > MOST_ELEMENTS:
            raise _SvgError(f"has more than {MOST_ELEMENTS} elements")
        if name == "style":
            self.style = []

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
                target = value.strip()[1:]
                for around in self.around():
                    self.uses.setdefault(around, Counter())[target if target != self.root else ""] += 1
        if key.endswith("transform") and not _TRANSFORM.fullmatch(value):
            raise _SvgError(f'has a {key} that cannot be read: "{value[:60]}"')
        _check_style(value, whole=key == "style")

    def words(self, text: str) -> None:
        """Collect the text of a style element."""
        if self.style is not None:
            self.style.append(text)

    def end(self, tag: str) -> None:
        """Handle an end tag."""
        self.open.pop()
        if tag.rpartition(" ")[2] == "style" and self.style is not None:
            _check_style("".join(self.style), whole=True)
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
        weights: dict[str, int] = {}
        waiting = [""]
        inside: set[str] = set()
        while waiting:
            name = waiting[-1]
            wanted = [used for used in self.uses.get(name, ()) if used not in weights]
            if not wanted:
                weight = self.elements[name] + sum(weights[u] * n for u, n in self.uses.get(name, Counter()).items())
                weights[waiting.pop()] = weight
                inside.discard(name)
                if weight > MOST_ELEMENTS:
                    raise _SvgError(f"draws more than {MOST_ELEMENTS} elements, including those that <use> repeats")
            elif inside & {name, *wanted} - {name} or name in wanted:
                raise _SvgError("contains a <use> of itself")
            else:
                inside.add(name)
                if len(inside) > MOST_DEPTH:
                    raise _SvgError(f"nests deeper than {MOST_DEPTH} elements by <use>")
                waiting.append(wanted[0])


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
