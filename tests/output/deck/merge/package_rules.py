"""The rules of a sound package: names, relationships, content types, and numbers that must differ."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO

from factpress.core.office_package import parse_xml

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def faults(data: bytes) -> list[str]:
    """What is wrong with a presentation as a package."""
    return list(_faults(data))


def _faults(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    for name, count in Counter(name.lower() for name in names).items():
        if count > 1:
            yield f"{name} is there {count} times"
    types = parse_xml(parts["[Content_Types].xml"])
    typed = {one.get("PartName").lstrip("/") for one in types.iter("{*}Override")}
    extensions = {one.get("Extension") for one in types.iter("{*}Default")}
    yield from (f"a content type for {name}, which is not there" for name in typed - set(names))
    led_to: set[str] = set()
    for name, content in parts.items():
        if name.endswith(".rels"):
            yield from _links(name, content, set(names), led_to)
        elif name != "[Content_Types].xml":
            if name not in typed and name.rpartition(".")[2] not in extensions:
                yield f"{name} has no content type"
            if name.endswith(".xml"):
                yield from _references(name, content, parts)
    yield from (
        f"nothing leads to {name}" for name in set(names) - led_to if not name.endswith((".rels", "Types].xml"))
    )
    main = parse_xml(parts["ppt/presentation.xml"])
    yield from _twice("slide id", (one.get("id") for one in main.iter("{*}sldId") if one.get(f"{_R}id")))
    masters = [one.get("id") for one in main.iter("{*}sldMasterId")]
    for name, content in parts.items():
        if re.fullmatch(r"ppt/slideMasters/[^/]+\.xml", name):
            masters += [one.get("id") for one in parse_xml(content).iter("{*}sldLayoutId")]
    yield from _twice("id of a layout", iter(masters))
    slides = [one.get("id") for one in main.iter("{*}sldId") if one.get(f"{_R}id")]
    in_sections = [one.get("id") for one in main.iter("{*}sldId") if not one.get(f"{_R}id")]
    if in_sections and in_sections != slides:
        yield "the sections do not list all slides in order"


def _links(name: str, content: bytes, names: set[str], led_to: set[str]) -> Iterator[str]:
    folder, base = posixpath.split(name)
    owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
    found = list(parse_xml(content).iter("{*}Relationship"))
    yield from _twice(f"relationship of {owner}", (one.get("Id") for one in found))
    for one in found:
        if one.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join(posixpath.dirname(owner), one.get("Target"))).lstrip("/")
            led_to.add(target)
            if target not in names:
                yield f"{owner} leads to {target}, which is not there"


def _references(name: str, content: bytes, parts: dict[str, bytes]) -> Iterator[str]:
    folder, base = posixpath.split(name)
    rels = parts.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    known = {one.get("Id") for one in parse_xml(rels).iter("{*}Relationship")} if rels is not None else set()
    root = parse_xml(content)
    for element in root.iter():
        for attribute, value in element.attrib.items():
            if str(attribute).startswith(_R) and value and value not in known:
                yield f"{name} uses the relationship {value}, which is not there"
    if "/slides/" in name:
        yield from _twice(f"shape of {name}", (one.get("id") for one in root.iter("{*}cNvPr")))


def _twice(what: str, values: Iterator[str | None]) -> Iterator[str]:
    yield from (f"the {what} {value} is there {count} times" for value, count in Counter(values).items() if count > 1)
