"""Read PowerPoint files: slides in order, hidden ones too, with notes, comments, charts and drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factpress.audit.readers.package import Package, open_package, svg_labels, svg_names, workbook_cells
from factpress.audit.reading import Fragment, Place, Reading, Where
from factpress.core.diagnostics import ToolError

MOST_SLIDES = 2_000

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_CREATED = "{http://purl.org/dc/terms/}created"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"

_CLAIMS = re.compile(r"\s*Claims:\s*(.+)", re.DOTALL)
"""The line of a notes page that lists the values stated on the slide and in its notes."""


def read_pptx(data: bytes, path: Path) -> Reading:
    """Read a presentation. Raises ToolError if it is not one, is damaged, or exceeds a limit."""
    try:
        return _reading(open_package(data), path)
    except ToolError as error:
        raise ToolError(f"{path} cannot be read: {error}", error.hint) from error


def _reading(package: Package, path: Path) -> Reading:
    start = package.root_part("officeDocument")
    root = package.xml(start)
    if root is None or root.tag != f"{_P}presentation":
        raise ToolError("it is not a presentation", "give a .pdf or .pptx file")
    slides = [_target(package, start, one) for one in root.iter(f"{_P}sldId")]
    if len(slides) > MOST_SLIDES:
        raise ToolError(f"it has {len(slides)} slides", f"at most {MOST_SLIDES} are read")
    places = [_slide(package, number, part) for number, part in enumerate(slides, start=1)]
    layouts = tuple(_layouts(package, start))
    if layouts:
        places.append(Place(0, "the slides' layouts", layouts))
    created = next(package.elements(package.root_part("core-properties"), _CREATED), None)
    properties = {
        one.get("name") or "": "".join(one.itertext()).strip()
        for one in package.elements(package.root_part("custom-properties"), _PROPERTY)
    }
    fingerprints = {name: value for name, value in properties.items() if "/" in name}
    date = (created.text or "")[:10] if created is not None else ""
    return Reading(path, "pptx", tuple(places), fingerprints, date=date)


def _target(package: Package, part: str, element: Any, attribute: str = f"{_R}id") -> str:
    """The part that an element of another part refers to; "" if there is none."""
    return package.links(part).get(element.get(attribute) or "", ("", ""))[1]


def _slide(package: Package, number: int, part: str) -> Place:
    """One slide with its notes and comments."""
    root = package.xml(part)
    if root is None:
        raise ToolError(f"its slide {number} is missing", "save it again in PowerPoint")
    found = list(_shapes(package, root, part, "text"))
    claims: tuple[str, ...] = ()
    for notes in package.linked(part, "notesSlide"):
        page = package.xml(notes)
        if page is None:
            continue
        for fragment in _shapes(package, page, notes, "speaker notes"):
            line = _CLAIMS.match(fragment.text)
            if line is None:
                found.append(fragment)
                continue
            names = (name.strip() for name in line[1].split(","))
            # a claim that is quoted as a whole has no value: "claim/"
            claims += tuple(name if "/" in name else f"{name}/" for name in names if name)
    for comments in package.linked(part, "comments", "comment"):
        texts = ("".join(one.itertext()) for one in package.elements(comments, f"{_P}text", f"{_A}t"))
        found += [Fragment("comment", text) for text in texts if text.strip()]
    hidden = ", hidden" if root.get("show") in ("0", "false") else ""
    return Place(number, f"slide {number}{hidden}", tuple(found), claims, _title(root))


def _shapes(package: Package, root: Any, part: str, where: Where) -> Iterator[Fragment]:
    """The text of a slide or notes page: paragraphs, cells, alternative texts, drawings, charts, diagrams."""
    for element in _without_fallbacks(root):
        if element.tag == f"{_A}p":
            yield from _paragraph(element, where)
        elif element.tag == f"{_P}cNvPr":
            for text in (element.get("descr"), element.get("title")):
                if text and text.strip():
                    yield Fragment("alternative text", text)
        elif element.tag == _SVG:
            yield from _drawing(package, _target(package, part, element, f"{_R}embed"))
        elif element.tag == f"{_C}chart":
            yield from _chart(package, _target(package, part, element))
    for diagram in package.linked(part, "diagramData"):
        for paragraph in package.elements(diagram, f"{_A}p"):
            yield from _paragraph(paragraph, where)


def _drawing(package: Package, part: str) -> Iterator[Fragment]:
    svg = package.read(part)
    if svg is None:
        return
    names = svg_names(svg)
    for name in names:
        yield Fragment("alternative text", name)
    labels = svg_labels(svg)
    if labels:
        yield Fragment("chart", "\n".join(labels), names[0] if names else "")


def _chart(package: Package, part: str) -> Iterator[Fragment]:
    """A native chart: its texts, the values that it shows, and the workbook that they come from."""
    root = package.xml(part)
    if root is None:
        return
    for paragraph in root.iter(f"{_A}p"):
        yield from _paragraph(paragraph, "data")
    for value in root.iter(f"{_C}v"):
        if (value.text or "").strip():
            yield Fragment("data", value.text)
    for workbook in package.linked(part, "package"):
        data = package.read(workbook)
        for text in workbook_cells(data) if data is not None else ():
            yield Fragment("data", text)


def _layouts(package: Package, start: str) -> Iterator[Fragment]:
    """The text of masters and layouts, without placeholders: slides do not show the prompts in them."""
    kinds = ("slideMaster", "notesMaster", "handoutMaster")
    masters = [part for kind, part in package.links(start).values() if kind in kinds]
    layouts = [part for master in masters for part in package.linked(master, "slideLayout")]
    for part in dict.fromkeys((*masters, *layouts)):
        for shape in package.elements(part, f"{_P}sp"):
            if shape.find(f".//{_P}ph") is None:
                for paragraph in shape.iter(f"{_A}p"):
                    yield from _paragraph(paragraph, "layout")


def _without_fallbacks(root: Any) -> Iterator[Any]:
    """The elements in document order. Of alternative contents only the first: fallbacks repeat it for old programs."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == _FALLBACK:
            continue
        yield element
        waiting += reversed(element)


def _paragraph(paragraph: Any, where: Where) -> Iterator[Fragment]:
    """The text of a paragraph, and the slide number as a separate fragment. Automatic dates are left out."""
    words: list[str] = []
    for element in paragraph.iter(f"{_A}t", f"{_A}br"):
        parent = element.getparent()
        field = (parent.get("type") or "") if parent.tag == f"{_A}fld" else ""
        if element.tag == f"{_A}br":
            words.append(" ")
        elif field == "slidenum":
            yield Fragment("slide number", element.text or "")
        elif not field.startswith("datetime"):
            words.append(element.text or "")
    if "".join(words).strip():
        yield Fragment(where, "".join(words))


def _title(root: Any) -> str:
    for shape in root.iter(f"{_P}sp"):
        kind = shape.find(f".//{_P}ph")
        if kind is not None and kind.get("type") in ("title", "ctrTitle"):
            words = (fragment.text for p in shape.iter(f"{_A}p") for fragment in _paragraph(p, "text"))
            return " ".join(" ".join(words).split())
    return ""
