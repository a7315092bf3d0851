"""The parts of an Office file: zip members (ECMA-376 Part 2), XML and SVG.

Any file may be given, so sizes are limited before a part is decompressed and while it is.
"""

from __future__ import annotations

import importlib
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from factpress.core.diagnostics import ToolError

MOST_PARTS = 20_000
MOST_PART = 40_000_000
"""Bytes of one part after decompression."""
MOST_TOTAL = 200_000_000
"""Bytes of all parts after decompression."""
MOST_RATIO = 300
"""Compression ratio. XML that Office programs write stays far below."""
SMALL = 2_000_000
"""Bytes of a part up to which the compression ratio is not limited."""

_SAVE_AGAIN = "save it again in PowerPoint"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(slots=True)
class Package:
    """The parts of a package, decompressed one by one on request. `left` is the rest of `MOST_TOTAL`."""

    archive: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    left: int = MOST_TOTAL
    _links: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict[str, "dict[str, tuple[str, str]]"])

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None if there is no such part. Raises ToolError if it is too large or damaged."""
        info = self.parts.get(name)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise ToolError("it is encrypted", "remove its password and save it again")
        dense = info.file_size > SMALL and info.file_size > MOST_RATIO * max(info.compress_size, 1)
        if dense or info.file_size > min(MOST_PART, self.left):
            raise ToolError(f'its part "{name}" would grow to {info.file_size // 1_000_000} MB', _SAVE_AGAIN)
        try:
            with self.archive.open(info) as part:
                # one byte more than the directory of the archive declares, to find out if that is wrong
                data = part.read(info.file_size + 1)
        except Exception as error:  # zlib and lzma raise other exceptions than zipfile
            raise ToolError(f'its part "{name}" is damaged', _SAVE_AGAIN) from error
        if len(data) > info.file_size:
            raise ToolError(f'its part "{name}" is larger than the archive declares', _SAVE_AGAIN)
        self.left -= len(data)
        return data

    def xml(self, name: str) -> Any | None:
        """The root element of a part; None if there is no such part."""
        data = self.read(name)
        return parse_xml(data) if data is not None else None

    def elements(self, name: str, *tags: str) -> Iterator[Any]:
        """The elements with these tags in a part, in document order; none if there is no such part."""
        root = self.xml(name)
        return root.iter(*tags) if root is not None else iter(())

    def links(self, name: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part: by id, the kind (the last word of its type) and the name of the target part."""
        if name not in self._links:
            folder, base = posixpath.split(name)
            found: dict[str, tuple[str, str]] = {}
            for link in self.elements(posixpath.join(folder, "_rels", f"{base}.rels"), _RELATIONSHIP):
                if link.get("TargetMode") == "External":
                    continue
                target = link.get("Target") or ""
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                found[link.get("Id") or ""] = ((link.get("Type") or "").rpartition("/")[2], path)
            self._links[name] = found
        return self._links[name]

    def linked(self, name: str, *kinds: str) -> list[str]:
        """The parts that a part has relationships of these kinds to, sorted by name."""
        return sorted({path for kind, path in self.links(name).values() if kind in kinds})

    def root_part(self, kind: str) -> str:
        """The first part that the package has a relationship of that kind to; "" if there is none."""
        return next((path for one, path in self.links("").values() if one == kind), "")


def open_package(data: bytes) -> Package:
    """The package of these bytes. Raises ToolError if they are not a zip file, or one with too many parts."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        found = archive.infolist()
    except Exception as error:  # zipfile lets struct.error and UnicodeDecodeError through
        raise ToolError("it is damaged or truncated", "get it again, or save it again") from error
    if len(found) > MOST_PARTS:
        raise ToolError(f"it has {len(found)} parts", f"at most {MOST_PARTS} are read")
    return Package(archive, {one.filename: one for one in found})


def parse_xml(data: bytes) -> Any:
    """The root element. Raises ToolError if the data is not XML, or declares a document type or entities."""
    etree: Any = importlib.import_module("lxml.etree")  # it has no types
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ToolError("a part of it declares entities, which can expand without limit", _SAVE_AGAIN)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ToolError(f"a part of it is damaged ({error})", _SAVE_AGAIN) from error


def workbook_cells(data: bytes) -> list[str]:
    """The texts of the cells of a workbook, by sheet and row. Raises ToolError if it is damaged or too large."""
    package = open_package(data)
    strings = ["".join(one.itertext()) for one in package.elements("xl/sharedStrings.xml", f"{_SHEET}si")]
    found: list[str] = []
    for name in sorted(part for part in package.parts if part.startswith("xl/worksheets/") and part.endswith(".xml")):
        for cell in package.elements(name, f"{_SHEET}c"):
            kind = cell.get("t")
            text = "".join(cell.itertext()) if kind == "inlineStr" else cell.findtext(f"{_SHEET}v") or ""
            if kind == "s" and text.isdecimal() and int(text) < len(strings):
                text = strings[int(text)]
            if text.strip():
                found.append(text)
    return found


def svg_labels(svg: bytes) -> tuple[str, ...]:
    """The labels of an SVG, in drawing order: text, or outlines with an accessible name.

    Outlines in a row with the same name count as one label.
    """
    found: list[str] = []
    for element in parse_xml(svg).iter(f"{_SVG}text", f"{_SVG}path"):
        text = "".join(element.itertext()) if element.tag == f"{_SVG}text" else element.get("aria-label") or ""
        if text.strip() and (element.tag == f"{_SVG}text" or found[-1:] != [text]):
            found.append(text)
    return tuple(found)


def svg_names(svg: bytes) -> tuple[str, ...]:
    """The accessible name, titles and descriptions of an SVG, without duplicates."""
    root = parse_xml(svg)
    titles = ("".join(title.itertext()) for title in root.iter(f"{_SVG}title", f"{_SVG}desc"))
    return tuple(dict.fromkeys(text.strip() for text in (root.get("aria-label") or "", *titles) if text.strip()))
