"""The deck as a package (ECMA-376 Part 2): every part reachable, every relationship answered, no leftovers."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] # it has no stubs

_TYPES = "[Content_Types].xml"


def faults(path: Path | BytesIO) -> list[str]:
    """What is wrong with the package."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        found = list(_entries(package, names))
        if _TYPES not in names:
            return [*found, "there is no [Content_Types].xml"]
        return [*found, *_content_types(package, names), *_relationships(package, names)]


def _entries(package: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    if package.testzip() is not None:
        yield f"{package.testzip()} is damaged"
    if len(names) != len(set(names)):
        yield "an entry stands in the package twice"
    if names[0] != _TYPES:
        yield "the first entry is not [Content_Types].xml"
    if len({entry.date_time for entry in package.infolist()}) > 1:
        yield "the entries have different dates"
    for name in names:
        if "printerSettings" in name:
            yield f"{name} is left over from a template"


def _content_types(package: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    types = list(etree.fromstring(package.read(_TYPES)))
    parts = {str(one.get("PartName")) for one in types if one.get("PartName")}
    endings = {str(one.get("Extension")).lower() for one in types if one.get("Extension")}
    for name in names:
        if name != _TYPES and f"/{name}" not in parts and name.rsplit(".", 1)[-1].lower() not in endings:
            yield f"{name} has no content type"
    for part in sorted(parts):
        if part[1:] not in names:
            yield f"a content type is given for {part}, which is not there"


def _relationships(package: zipfile.ZipFile, names: list[str]) -> Iterator[str]:
    reached = {_TYPES}
    for name in (one for one in names if one.endswith(".rels")):
        reached.add(name)
        base = PurePosixPath(name).parent.parent
        source = str(base / PurePosixPath(name).name.removesuffix(".rels"))
        given: set[str] = set()
        for one in etree.fromstring(package.read(name)):
            given.add(str(one.get("Id")))
            target = str(one.get("Target"))
            if one.get("TargetMode") == "External":
                if not re.match(r"(https?|mailto|tel|sms):", target):
                    yield f"{name} leads out of the package, to {target}"
                continue
            part = posixpath.normpath(posixpath.join("/", str(base), target)).lstrip("/")
            reached.add(part)
            if part not in names:
                yield f"{name} leads to {part}, which is not there"
        if source in names:
            used = re.findall(rb'r:(?:id|embed|link|pict)="(\w+)"', package.read(source))
            for missing in sorted({one.decode() for one in used} - given):
                yield f"{source} uses {missing}, which is no relationship of it"
    for name in names:
        if name not in reached:
            yield f"nothing leads to {name}"
