"""The parts of a package as a graph: read from a file, copied into another one, and written with new names.

ECMA-376 Part 2. Parts are copied with their bytes and the ids of their relationships; only names change.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from factpress.core.diagnostics import ToolError
from factpress.core.office_package import Package, open_package
from factpress.output.deck.ooxml import PROLOGUE, attribute
from factpress.output.deck.ooxml.parts import content_types
from factpress.output.deck.writer.package import CONTENT_TYPES, zipped

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_LONGEST_ENDING = 12
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(slots=True)
class Link:
    """A relationship: its id, its type, and the part or the address outside that it leads to."""

    id: str
    type: str
    target: Part | str

    @property
    def kind(self) -> str:
        """The last word of the type."""
        return self.type.rpartition("/")[2]


@dataclass(slots=True, eq=False)
class Part:
    """A part: its name in the file that it is from, its content type, bytes and relationships."""

    name: str
    content_type: str
    data: bytes
    links: list[Link] = field(default_factory=list[Link])

    def linked(self, kind: str) -> Iterator[Part]:
        """Yield the parts that it has relationships of this kind to."""
        return (link.target for link in self.links if link.kind == kind and isinstance(link.target, Part))

    def link(self, identity: str) -> Part | None:
        """Return the part that its relationship with this id leads to."""
        return next((one.target for one in self.links if one.id == identity and isinstance(one.target, Part)), None)

    def add(self, kind: str, target: Part) -> str:
        """Add a relationship, and return its id."""
        used = {link.id for link in self.links}
        number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        self.links.append(Link(f"rId{number}", kind, target))
        return f"rId{number}"


Resolve = Callable[[Link, str, str], "Part | None"]
"""Returns the part that a relationship leads to in the copy, given the names of its target and of its own part."""


class Source:
    """The parts of a file, copied on request. Each part is copied once.

    `resolve` may give another part in place of the copy of a target.
    """

    def __init__(self, data: bytes, resolve: Resolve = lambda _link, _target, _owner: None) -> None:
        self.package: Package = open_package(data)
        self.resolve = resolve
        self.copies: dict[str, Part] = {}
        self.defaults: dict[str, str] = {}
        self.types: dict[str, str] = {}
        for one in self.package.elements(CONTENT_TYPES, "{*}Default", "{*}Override"):
            kind = one.get("ContentType") or ""
            if one.get("PartName"):
                self.types[one.get("PartName").lstrip("/").lower()] = kind
            else:
                self.defaults[(one.get("Extension") or "").lower()] = kind

    def content_type(self, name: str) -> str:
        """Return the content type of a part."""
        extension = name.rpartition(".")[2].lower()
        return self.types.get(name.lower()) or self.defaults.get(extension, "application/octet-stream")

    def copy(self, name: str) -> Part:
        """Return the copy of a part, with all parts that it needs. Raise ToolError if one is missing."""
        return self.copy_without(name, "")

    def copy_without(self, name: str, left_out: str) -> Part:
        """Return the copy of a part without its relationships of that kind."""
        if name in self.copies:
            return self.copies[name]
        data = self.package.read(name)
        if data is None:
            raise ToolError(f'its part "{name}" is missing', "save it again in PowerPoint")
        part = self.copies[name] = Part(name, self.content_type(name), data)
        part.links = list(self.links(name, left_out))
        return part

    def links(self, name: str, left_out: str = "", kinds: tuple[str, ...] = ()) -> Iterator[Link]:
        """Yield the relationships of a part, with copies of their targets.

        Those of the kind `left_out` are not among them, and with `kinds` only those of these kinds.
        """
        folder, base = posixpath.split(name)
        for one in self.package.elements(posixpath.join(folder, "_rels", f"{base}.rels"), "{*}Relationship"):
            target = one.get("Target") or ""
            link = Link(one.get("Id") or "", one.get("Type") or "", target)
            if link.kind == left_out or (kinds and link.kind not in kinds):
                continue
            if one.get("TargetMode") != "External":
                path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                link.target = self.resolve(link, path, name) or self.copy(path)
            yield link


def written(root: Part) -> bytes:
    """Return the package of all parts that the root, which is the package itself, leads to.

    Parts are numbered in the order in which they are reached, so that the same graph has the same names.
    """
    names = _names(root)
    files = {name: part.data for part, name in names.items()}
    for part, name in ((root, ""), *names.items()):
        if part.links:
            folder, base = posixpath.split(name)
            files[posixpath.join(folder, "_rels", f"{base}.rels")] = _relationships(part.links, folder, names)
    types = sorted((name, part.content_type) for part, name in names.items())
    files[CONTENT_TYPES] = content_types(types).encode()
    return zipped(files)


def _names(root: Part) -> dict[Part, str]:
    """Return the name of each part, in the order in which they are reached."""
    names: dict[Part, str] = {}
    used: Counter[str] = Counter()
    queue = [root]
    for part in queue:
        for link in part.links:
            target = link.target
            if isinstance(target, Part) and target not in names:
                names[target] = _name(target.name, used)
                queue.append(target)
    return names


def _name(name: str, used: Counter[str]) -> str:
    folders, _, base = name.rpartition("/")
    stem, dot, ending = base.partition(".")
    if dot and not (ending.isascii() and ending.isalnum() and len(ending) <= _LONGEST_ENDING):
        stem, dot, ending = "part1", ".", "bin"
    extension = dot + ending
    plain = stem.rstrip("0123456789")
    stem, number = plain, stem[len(plain) :]
    # a part that has the name of a relationships part must not take the place of one
    extension = ".bin" if extension.lower() == ".rels" else extension
    folder = "/".join(_UNSAFE.sub("", one) for one in folders.split("/") if one.strip("."))
    start = f"{folder}/{_UNSAFE.sub('', stem) or 'part'}"
    used[f"{start}{extension}".lower()] += 1
    count = used[f"{start}{extension}".lower()]
    return f"{start}{count if number or count > 1 else ''}{extension}".lstrip("/")


def _relationships(links: Iterable[Link], folder: str, names: dict[Part, str]) -> bytes:
    inner = ""
    for link in links:
        outside = isinstance(link.target, str)
        target = link.target if isinstance(link.target, str) else posixpath.relpath(names[link.target], folder or ".")
        mode = ' TargetMode="External"' if outside else ""
        inner += f"<Relationship Id={attribute(link.id)} Type={attribute(link.type)} Target={attribute(target)}{mode}/>"
    return f'{PROLOGUE}<Relationships xmlns="{_RELATIONSHIPS}">{inner}</Relationships>'.encode()


def serialised(root: Any) -> bytes:
    """Return the bytes of a part from its root element."""
    etree: Any = import_module("lxml.etree")  # it has no types
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
