"""The parts of an Office file: zip members (ECMA-376 Part 2), their relationships, and their XML.

Any file may be given, so sizes are limited before a part is decompressed and while it is. The namespaces of Strict Open
XML (ISO/IEC 29500-1) are read as those of the transitional form, which have the same elements.
"""

from __future__ import annotations

import hashlib
import importlib
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

from factpress.core.diagnostics import ToolError

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
"""Namespaces of drawings, presentations and references to relationships."""

MOST_PARTS = 20_000
MOST_PART = 40_000_000
"""Bytes of one part after decompression."""
MOST_TOTAL = 200_000_000
"""Bytes of all parts after decompression."""
MOST_HASHED = 600_000_000
"""Bytes of all pictures after decompression."""
_CHUNK = 1_000_000
MOST_RATIO = 300
"""Compression ratio. XML that Office programs write stays far below."""
SMALL = 2_000_000
"""Bytes of a part up to which the compression ratio is not limited."""

_SAVE_AGAIN = "save it again in PowerPoint"
_ENTITIES = "a part of it declares entities, which can expand without limit"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

_STRICT = b"purl.oclc.org/ooxml/"
_STRICT_NAMESPACE = re.compile(rb"http://purl\.oclc\.org/ooxml/([a-zA-Z]{1,30})/")
_STRICT_KINDS = {"customProperties": "custom-properties", "extendedProperties": "extended-properties"}

_EMU = {"mm": 36_000.0, "cm": 360_000.0, "in": 914_400.0, "pt": 12_700.0, "pc": 152_400.0, "pi": 152_400.0}
_MEASURE = re.compile(r"(-?[0-9]{1,12}(?:\.[0-9]{1,12})?)(mm|cm|in|pt|pc|pi)?")


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its kind (the last word of its type) and the name of the target part, "" for one outside."""

    kind: str
    target: str


_NO_LINK = Link("", "")


@dataclass(slots=True)
class Package:
    """The parts of a package, decompressed one by one on request.

    `left` is the rest of `MOST_TOTAL`, and `unhashed` that of `MOST_HASHED`.
    """

    archive: zipfile.ZipFile
    parts: dict[str, zipfile.ZipInfo]
    left: int = MOST_TOTAL
    unhashed: int = MOST_HASHED
    _links: dict[str, dict[str, Link]] = field(default_factory=dict[str, "dict[str, Link]"])
    _digests: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

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

    def digest(self, name: str) -> str | None:
        """The SHA-256 of the bytes of a part; "" if there is no such part, None if it is damaged or too large.

        Pictures may be larger than parts that are parsed, because their bytes are not kept.
        """
        if name not in self._digests:
            info = self.parts.get(name)
            self._digests[name] = self._hashed(info) if info is not None else ""
        return self._digests[name]

    def _hashed(self, info: zipfile.ZipInfo) -> str | None:
        digest = hashlib.sha256()
        try:
            with self.archive.open(info) as part:
                while data := part.read(_CHUNK):
                    self.unhashed -= len(data)
                    if self.unhashed < 0:
                        return None
                    digest.update(data)
        except Exception:  # noqa: BLE001 - as in `read`
            return None
        return digest.hexdigest()

    def links(self, name: str) -> dict[str, Link]:
        """The relationships of a part by their ids."""
        if name not in self._links:
            folder, base = posixpath.split(name)
            found: dict[str, Link] = {}
            for link in self.elements(posixpath.join(folder, "_rels", f"{base}.rels"), _RELATIONSHIP):
                target = link.get("Target") or ""
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                kind = (link.get("Type") or "").rpartition("/")[2]
                outside = link.get("TargetMode") == "External"
                found[link.get("Id") or ""] = Link(_STRICT_KINDS.get(kind, kind), "" if outside else path)
            self._links[name] = found
        return self._links[name]

    def link(self, name: str, identity: str | None) -> Link:
        """The relationship of a part with that id; one without a kind if there is none."""
        return self.links(name).get(identity or "", _NO_LINK)

    def linked(self, name: str, *kinds: str) -> list[str]:
        """The parts that a part has relationships of these kinds to, sorted by name."""
        return sorted({link.target for link in self.links(name).values() if link.kind in kinds and link.target})

    def root_part(self, kind: str) -> str:
        """The first part that the package has a relationship of that kind to; "" if there is none."""
        return next((link.target for link in self.links("").values() if link.kind == kind), "")


def open_package(data: bytes) -> Package:
    """The package of these bytes. Raises ToolError if they are not a zip file, or one with too many parts."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        found = archive.infolist()
    except Exception as error:  # zipfile lets struct.error and UnicodeDecodeError through
        raise ToolError("it is damaged or truncated", "get it again, or save it again") from error
    if len(found) > MOST_PARTS:
        raise ToolError(f"it has {len(found)} parts", f"at most {MOST_PARTS} are read")
    parts = {one.filename: one for one in found}
    if len(parts) < len(found):
        # programs do not agree on which of the two they show
        raise ToolError("it has two parts with the same name", _SAVE_AGAIN)
    return Package(archive, parts)


def parse_xml(data: bytes, *, doctype: bool = False) -> Any:
    """The root element. Raises ToolError if the data is not XML or declares entities, or a `doctype` unless allowed."""
    etree: Any = importlib.import_module("lxml.etree")  # it has no types
    if b"<!ENTITY" in data or (b"<!DOCTYPE" in data and not doctype):
        raise ToolError(_ENTITIES, _SAVE_AGAIN)
    if _STRICT in data:
        data = _STRICT_NAMESPACE.sub(rb"http://schemas.openxmlformats.org/\1/2006/", data)
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ToolError(f"a part of it is damaged ({error})", _SAVE_AGAIN) from error
    declared = root.getroottree().docinfo.internalDTD
    # in UTF-16 the words above are other bytes
    if declared is not None and (not doctype or next(declared.iterentities(), None) is not None):
        raise ToolError(_ENTITIES, _SAVE_AGAIN)
    return root


@cache
def _parser() -> Any:
    etree: Any = importlib.import_module("lxml.etree")
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )


def emu_length(text: str | None) -> float:
    """A length in EMU. Strict Open XML may have a unit, as in "2.5in". 0 for anything else."""
    match = _MEASURE.fullmatch(text or "")
    return float(match[1]) * (_EMU[match[2]] if match[2] else 1) if match is not None else 0
