"""Whether an SVG can be set as a picture: well-formed, static, measured, and sufficient to itself.

Read with expat alone, in one pass and without a tree: a document type, and with it every entity, is refused.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
MOST_ELEMENTS = 200_000
"""Elements as they are drawn: those that <use> repeats count each time."""
MOST_DEPTH = 100
MOST_SIDE = 20_000.0
"""Units of the longest side: five metres in pixels of CSS."""

_STRANGE = frozenset({"script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas", "handler"})
_MOVING = frozenset({"set", "animate", "animateMotion", "animateTransform", "animateColor", "discard"})
_OWN = re.compile(r"\s*(?:#|data:(?!image/svg|text/|application/))", re.IGNORECASE)
_URL = re.compile(r"url\(\s*[\"']?(?P<target>[^)]*)", re.IGNORECASE)
_CALLS = re.compile(r"@import|image-set\(|src\(|\\", re.IGNORECASE)  # a backslash can spell any of them
_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_LENGTH = re.compile(rf"\s*(?P<number>{_NUMBER})\s*+(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*+")

_TRANSFORM = re.compile(r"(?:[\s,]*+[A-Za-z]{1,12}\s*+\([^()]*+\))*+[\s,]*+|\s*none\s*")
_LONG_WORD = re.compile(r"(?<!\w)\w{1000}")
# WeasyPrint reads these with patterns whose work grows with the square of the length, unless they are well-formed.


class _FaultError(Exception):
    """The picture cannot be set; its words follow the picture's name."""


def vector_fault(svg: bytes) -> str | None:
    """Why the SVG cannot be set, in words that follow its name; None where it can."""
    survey = _Survey()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = survey.start
    parser.EndElementHandler = survey.end
    parser.CharacterDataHandler = survey.words
    parser.StartDoctypeDeclHandler = survey.doctype
    parser.ProcessingInstructionHandler = survey.instruction
    try:
        parser.Parse(svg, True)  # noqa: FBT003 - expat takes no names: this is all of it
        survey.weigh()
    except _FaultError as fault:
        return str(fault)
    except (expat.ExpatError, LookupError, ValueError) as error:  # LookupError: an encoding that nobody knows
        return f"is not a well-formed SVG: {error}"
    return None


class _Survey:
    """One walk over an SVG: what it draws, and what may not stand in it."""

    def __init__(self) -> None:
        self.open: list[str] = []  # the id of each element we are in; the root's is "", so that all counts for it
        self.root: str | None = None
        self.style: list[str] | None = None
        self.elements: Counter[str] = Counter()  # elements inside each id
        self.uses: dict[str, Counter[str]] = {}  # which ids are drawn once more inside each id

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Enter an element."""
        space, _, name = tag.rpartition(" ")
        if not self.open:
            if (space, name) != (SVG, "svg"):
                raise _FaultError(f'is not an SVG: it begins with <{name}>, and not with <svg xmlns="{SVG}">')
            _measure(attributes)
        if name in _STRANGE:
            raise _FaultError(f"holds <{name}>: a picture cannot run or fetch anything")
        if name in _MOVING:
            raise _FaultError(f"moves (<{name}>): a page stands still")
        if not self.open:
            self.root = attributes.get("id")
        self.open.append(attributes.get("id", "") if self.open else "")
        if len(self.open) > MOST_DEPTH:
            raise _FaultError(f"nests deeper than {MOST_DEPTH} elements")
        for key, value in attributes.items():
            self.attribute(name, key.rpartition(" ")[2].lower(), value)
        for around in self.around():
            self.elements[around] += 1
        if self.elements[""] > MOST_ELEMENTS:
            raise _FaultError(f"has more than {MOST_ELEMENTS} elements")
        if name == "style":
            self.style = []

    def around(self) -> set[str]:
        """The ids of the elements that we are in; the root always counts."""
        return {"", *self.open}

    def attribute(self, name: str, key: str, value: str) -> None:
        """Look at one attribute, its name without its namespace."""
        if key.startswith("on") or key == "base":
            raise _FaultError(f"has an attribute {key}: a picture cannot run or fetch anything")
        if key in ("href", "src"):
            if not _OWN.match(value):
                raise _FaultError(f'leads to "{value[:60]}": a picture brings all that it shows')
            if name == "use" and value.strip().startswith("#"):
                target = value.strip()[1:]
                for around in self.around():
                    self.uses.setdefault(around, Counter())[target if target != self.root else ""] += 1
        if key.endswith("transform") and not _TRANSFORM.fullmatch(value):
            raise _FaultError(f'has a {key} that cannot be read: "{value[:60]}"')
        _look_at_style(value, whole=key == "style")

    def words(self, text: str) -> None:
        """Keep the text of a style."""
        if self.style is not None:
            self.style.append(text)

    def end(self, tag: str) -> None:
        """Leave an element."""
        self.open.pop()
        if tag.rpartition(" ")[2] == "style" and self.style is not None:
            _look_at_style("".join(self.style), whole=True)
            self.style = None

    def doctype(self, *_: object) -> None:
        """Refuse a document type."""
        raise _FaultError("has a document type (<!DOCTYPE …>), which can hide anything: save it without")

    def instruction(self, target: str, _: str) -> None:
        """Look at an instruction; those of Adobe's metadata do nothing."""
        if target == "xml-stylesheet":
            raise _FaultError("has a style sheet of its own file: a picture brings all that it shows")

    def weigh(self) -> None:
        """Count what is drawn in the end: a few <use> in <use> could draw for ever."""
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
                    raise _FaultError(f"draws more than {MOST_ELEMENTS} elements, with all that <use> repeats")
            elif inside & {name, *wanted} - {name} or name in wanted:
                raise _FaultError("draws itself inside itself, by <use>")
            else:
                inside.add(name)
                if len(inside) > MOST_DEPTH:
                    raise _FaultError(f"nests deeper than {MOST_DEPTH} elements, by <use>")
                waiting.append(wanted[0])


def _look_at_style(text: str, *, whole: bool) -> None:
    """Refuse what a style would fetch; `whole` where the text is nothing but style."""
    if whole and (call := _CALLS.search(text)):
        raise _FaultError(f'has a style with "{call[0]}": a picture brings all that it shows')
    if whole and _LONG_WORD.search(_URL.sub("", text)):
        raise _FaultError("has a style with a word of more than 1,000 letters")
    if text.lower().rfind("url(") > text.rfind(")"):
        raise _FaultError('has a "url(" that is not closed')
    for match in _URL.finditer(text):
        if not _OWN.match(match["target"]):
            raise _FaultError(f'leads to "{match["target"][:60]}": a picture brings all that it shows')


def _measure(attributes: dict[str, str]) -> None:
    """Refuse a picture that does not say how large it is, or is as large as no page."""
    box = re.split(r"[\s,]+", attributes["viewBox"].strip()) if "viewBox" in attributes else None
    sides = [attributes[key] for key in ("width", "height") if key in attributes]
    if box is None and (len(sides) < 2 or any("%" in side for side in sides)):
        raise _FaultError("does not say how large it is: give it a viewBox")
    if box is not None and len(box) != 4:
        raise _FaultError("has a viewBox that is not four numbers")
    for side in (*sides, *(box or ())[2:]):
        match = _LENGTH.fullmatch(side)
        number = float(match["number"]) if match is not None else math.nan
        if not 0 < number <= MOST_SIDE:
            raise _FaultError(f'cannot be as large as "{side[:20]}"')
