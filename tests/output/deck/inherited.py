"""The text of slides as programs show it: the format of each run, from itself, its placeholder, its layout or master.

It reads the parts of a package as XML, not with the library that wrote them.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import lxml.etree

etree: Any = lxml.etree
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
PARENTS = ("/slideLayout", "/slideMaster", "/notesMaster")
"""The ends of the types of relationships to the part from which a part inherits."""
MASTER_STYLES = {"title": "titleStyle", "sldNum": "otherStyle", "ftr": "otherStyle"}
FRAME = ("off", "x"), ("off", "y"), ("ext", "cx"), ("ext", "cy")


@dataclass(frozen=True, slots=True)
class InheritedRun:
    """A run with its text and the format that it is shown with; sizes are hundredths of a point."""

    text: str
    size: int
    spacing: int
    bold: bool
    italic: bool
    fonts: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class InheritedParagraph:
    """A paragraph with its level, from 0, and the name of the element that is its bullet."""

    level: int
    bullet: str
    runs: tuple[InheritedRun, ...]


@dataclass(frozen=True, slots=True)
class InheritedPlaceholder:
    """A placeholder with its index (0 for the title), its frame in English Metric Units, and its paragraphs."""

    index: int
    frame: tuple[int, ...]
    paragraphs: tuple[InheritedParagraph, ...]


def placeholders(parts: Mapping[str, bytes], name: str) -> Iterator[InheritedPlaceholder]:
    """The placeholders of a slide or notes page, with what they inherit."""
    roots = [etree.fromstring(parts[each]) for each in lineage(parts, name)]
    for shape in roots[0].iter(f"{P}sp", f"{P}pic", f"{P}graphicFrame"):
        mark = shape.find(f".//{P}nvPr/{P}ph")
        if mark is not None:
            yield _placeholder(shape, mark, roots)


def lineage(parts: Mapping[str, bytes], name: str) -> list[str]:
    """The part with those from which it inherits."""
    folder, base = posixpath.split(name)
    links = parts.get(f"{folder}/_rels/{base}.rels")
    found = [name]
    for link in etree.fromstring(links) if links else ():
        target = posixpath.normpath(posixpath.join(folder, link.get("Target")))
        if link.get("Type").endswith(PARENTS) and not (base.startswith("slideMaster") or link.get("TargetMode")):
            found += lineage(parts, target)
    return found


def _placeholder(shape: Any, mark: Any, roots: list[Any]) -> InheritedPlaceholder:
    shapes = [shape, *(found for root in roots[1:] if (found := _same(root, mark)) is not None)]
    lists = [each.find(f"{P}txBody/{A}lstStyle") for each in shapes]
    style = MASTER_STYLES.get(mark.get("type"), "bodyStyle")
    lists += [roots[-1].find(f"{P}txStyles/{P}{style}"), roots[-1].find(f"{P}notesStyle")]
    lists = [each for each in lists if each is not None]
    places = (each.find(f"{P}spPr/{A}xfrm") for each in shapes)
    places = (place for place in (shape.find(f"{P}xfrm"), *places) if place is not None)
    place = next(places, None)
    frame = tuple(int(place.find(f"{A}{tag}").get(name)) for tag, name in FRAME) if place is not None else ()
    paragraphs = () if shape.tag == f"{P}graphicFrame" else shape.iterfind(f"{P}txBody/{A}p")
    index = 0 if mark.get("type") == "title" else int(mark.get("idx"))
    return InheritedPlaceholder(index, frame, tuple(_paragraph(each, lists) for each in paragraphs))


def _same(root: Any, mark: Any) -> Any:
    """The placeholder of a layout with the same index, or that of a master with the same type."""
    marks = list(root.iter(f"{P}ph"))
    equal = [each for each in marks if each.get("idx", "0") == mark.get("idx", "0")]
    if root.tag != f"{P}sldLayout":
        equal = [each for each in marks if each.get("type", "body") == mark.get("type", "body")]
    return equal[0].getparent().getparent().getparent() if equal else None


def _paragraph(element: Any, lists: list[Any]) -> InheritedParagraph:
    own = element.find(f"{A}pPr")
    level = int(own.get("lvl", "0")) if own is not None else 0
    levels = [found for each in lists if (found := each.find(f"{A}lvl{level + 1}pPr")) is not None]
    properties = [each for each in (own, *levels) if each is not None]
    bullets = (child for each in properties for child in each if child.tag[len(A) :].startswith("bu"))
    bullet = next((b.tag[len(A) :] for b in bullets if b.tag[len(A) :] in BULLETS), "")
    defaults = [found for each in levels if (found := each.find(f"{A}defRPr")) is not None]
    runs = (run for run in element if run.tag in (f"{A}r", f"{A}fld"))
    return InheritedParagraph(level, bullet, tuple(_run(run, defaults) for run in runs))


BULLETS = ("buNone", "buChar", "buBlip", "buAutoNum")


def _run(run: Any, defaults: list[Any]) -> InheritedRun:
    formats = [each for each in (run.find(f"{A}rPr"), *defaults) if each is not None]

    def attribute(name: str) -> str:
        return next((each.get(name) for each in formats if each.get(name) is not None), "0")

    def font(tag: str) -> str:
        found = (each.find(f"{A}{tag}") for each in formats)
        return next((each.get("typeface") for each in found if each is not None), "")

    return InheritedRun(
        run.findtext(f"{A}t") or "",
        int(attribute("sz")),
        int(attribute("spc")),
        attribute("b") == "1",
        attribute("i") == "1",
        (font("latin"), font("ea"), font("cs")),
    )
