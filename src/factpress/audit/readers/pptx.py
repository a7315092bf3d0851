"""A PowerPoint file into a `Reading`: slides in order, hidden ones too, with notes, comments, charts and drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factpress.audit.readers.svg import labels, names
from factpress.audit.readers.zip_package import Package, open_package
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
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"

_CLAIMS = re.compile(r"\s*Claims:\s*(.+)", re.DOTALL)
"""The line of a notes page that names the values stated on the slide and in its notes."""


def read_pptx(data: bytes, path: Path) -> Reading:
    """The slides of a presentation. Raises ToolError where it is none, is damaged, or would grow without end."""
    try:
        return _opened(open_package(data), path).reading()
    except ToolError as error:
        raise ToolError(f"{path} cannot be read: {error}", error.hint) from error


def _opened(package: Package, path: Path) -> _Deck:
    start = next((target for kind, target in package.links("").values() if kind == "officeDocument"), "")
    root = package.xml(start)
    if root is None or root.tag != f"{_P}presentation":
        raise ToolError("it is no presentation", "give a .pdf or a .pptx")
    return _Deck(package, start, root, path)


@dataclass(slots=True)
class _Deck:
    """One presentation while it is read."""

    package: Package
    start: str
    root: Any
    path: Path

    def reading(self) -> Reading:
        """All of it."""
        links = self.package.links(self.start)
        listed = [links.get(one.get(f"{_R}id") or "", ("", "")) for one in self.root.iter(f"{_P}sldId")]
        if len(listed) > MOST_SLIDES:
            raise ToolError(f"it has {len(listed)} slides", f"at most {MOST_SLIDES} are read")
        places = [self.slide(number, part) for number, (_, part) in enumerate(listed, start=1)]
        shared = tuple(self._shared(links))
        if shared:
            places.append(Place(0, "the slides' layouts", shared))
        return Reading(self.path, "pptx", tuple(places), self._made(), dated=self._dated())

    def slide(self, number: int, part: str) -> Place:
        """One slide with all that belongs to it."""
        root = self.package.xml(part)
        if root is None:
            raise ToolError(f"its slide {number} is missing", "save it anew from PowerPoint")
        found = list(self._shapes(root, part, "text"))
        claims: tuple[str, ...] = ()
        for notes in self.package.linked(part, "notesSlide"):
            page = self.package.xml(notes)
            if page is None:
                continue
            spoken = list(self._shapes(page, notes, "speaker notes"))
            claims += tuple(claim for one in spoken for claim in _claims(one.text))
            found += [one for one in spoken if not _CLAIMS.match(one.text)]
        for comments in self.package.linked(part, "comments", "comment"):
            page = self.package.xml(comments)
            said = page.iter(f"{_P}text", f"{_A}t") if page is not None else ()
            found += [Fragment("comment", text) for one in said if (text := "".join(one.itertext())).strip()]
        hidden = ", hidden" if root.get("show") in ("0", "false") else ""
        return Place(number, f"slide {number}{hidden}", tuple(found), claims, _title(root))

    def _shapes(self, root: Any, part: str, where: Where) -> Iterator[Fragment]:
        """What a slide or a notes page says: paragraphs, cells, alternative texts, drawings, charts, diagrams."""
        links = self.package.links(part)
        for element in _seen(root):
            if element.tag == f"{_A}p":
                yield from _paragraph(element, where)
            elif element.tag == f"{_P}cNvPr":
                for said in (element.get("descr"), element.get("title")):
                    if said and said.strip():
                        yield Fragment("alternative text", said)
            elif element.tag == _SVG:
                yield from self._drawing(links.get(element.get(f"{_R}embed") or "", ("", ""))[1])
            elif element.tag == f"{_C}chart":
                yield from self._chart(links.get(element.get(f"{_R}id") or "", ("", ""))[1])
        for diagram in self.package.linked(part, "diagramData"):
            data = self.package.xml(diagram)
            for paragraph in data.iter(f"{_A}p") if data is not None else ():
                yield from _paragraph(paragraph, where)

    def _drawing(self, part: str) -> Iterator[Fragment]:
        svg = self.package.read(part)
        if svg is None:
            return
        said = names(svg)
        for name in said:
            yield Fragment("alternative text", name)
        words = labels(svg)
        if words:
            yield Fragment("chart", "\n".join(words), said[0] if said else "")

    def _chart(self, part: str) -> Iterator[Fragment]:
        """A chart of the presenter's program: its words, the values that it shows, and the workbook behind it."""
        root = self.package.xml(part)
        if root is None:
            return
        for paragraph in root.iter(f"{_A}p"):
            yield from _paragraph(paragraph, "data")
        for value in root.iter(f"{_C}v"):
            if (value.text or "").strip():
                yield Fragment("data", value.text)
        for book in self.package.linked(part, "package"):
            data = self.package.read(book)
            for text in cells(data) if data is not None else ():
                yield Fragment("data", text)

    def _shared(self, links: dict[str, tuple[str, str]]) -> Iterator[Fragment]:
        """What masters and layouts show by themselves; the prompts in their placeholders are never shown."""
        masters = [part for kind, part in links.values() if kind in ("slideMaster", "notesMaster", "handoutMaster")]
        layouts = [part for master in masters for part in self.package.linked(master, "slideLayout")]
        for part in dict.fromkeys((*masters, *layouts)):
            root = self.package.xml(part)
            for shape in root.iter(f"{_P}sp") if root is not None else ():
                if shape.find(f".//{_P}ph") is None:
                    for paragraph in shape.iter(f"{_A}p"):
                        yield from _paragraph(paragraph, "layout")

    def _dated(self) -> str:
        part = next((target for kind, target in self.package.links("").values() if kind == "core-properties"), "")
        root = self.package.xml(part) if part else None
        return (root.findtext(_CREATED) or "")[:10] if root is not None else ""

    def _made(self) -> dict[str, str]:
        """What each value was when the deck was made, as its own properties say."""
        part = next((target for kind, target in self.package.links("").values() if kind == "custom-properties"), "")
        root = self.package.xml(part) if part else None
        listed = root.iter(_CUSTOM) if root is not None else ()
        return {
            one.get("name") or "": "".join(one.itertext()).strip() for one in listed if "/" in (one.get("name") or "")
        }


def _seen(root: Any) -> Iterator[Any]:
    """The elements in order, of alternatives only the first: the others say the same to older programs."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == _FALLBACK:
            continue
        yield element
        waiting += reversed(element)


def _paragraph(paragraph: Any, where: Where) -> Iterator[Fragment]:
    """A paragraph's words, and by itself the slide's number, which the program counts; dates it sets by itself."""
    words: list[str] = []
    for element in paragraph.iter(f"{_A}t", f"{_A}br"):
        parent = element.getparent()
        if element.tag == f"{_A}br":
            words.append(" ")
        elif parent.tag == f"{_A}fld" and (parent.get("type") or "") == "slidenum":
            yield Fragment("slide number", element.text or "")
        elif not (parent.tag == f"{_A}fld" and (parent.get("type") or "").startswith("datetime")):
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


def _claims(line: str) -> list[str]:
    found = _CLAIMS.match(line)
    named = [name.strip() for name in found[1].split(",")] if found else []
    return [name if "/" in name else f"{name}/" for name in named if name]


_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(data: bytes) -> list[str]:
    """What each cell says, sheet by sheet, row by row. Raises ToolError where the workbook is damaged or too large."""
    package = open_package(data)
    shared = package.xml("xl/sharedStrings.xml")
    strings = ["".join(one.itertext()) for one in shared.iter(f"{_S}si")] if shared is not None else []
    found: list[str] = []
    for name in sorted(part for part in package.parts if part.startswith("xl/worksheets/") and part.endswith(".xml")):
        sheet = package.xml(name)
        for cell in sheet.iter(f"{_S}c") if sheet is not None else ():
            value = cell.find(f"{_S}v")
            text = (
                "".join(cell.itertext())
                if cell.get("t") == "inlineStr"
                else (value.text or "" if value is not None else "")
            )
            if cell.get("t") == "s" and text.isdecimal() and int(text) < len(strings):
                text = strings[int(text)]
            if text.strip():
                found.append(text)
    return found
