"""Copies slides of her deck into ours: on our layouts where they fit, else with her layout, master and theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from factpress.core.office_package import A, P, R, parse_xml
from factpress.output.deck.merge.package_parts import Link, Part, Source, serialised

_MEDIA = ("image/", "audio/", "video/")
_FIRST_MASTER = 2**31


@dataclass(slots=True)
class SlideCopier:
    """Copies slides of a file for a presentation. Parts that both have, such as pictures, are there once."""

    presentation: Part  # ours
    data: bytes  # of her file
    slides: dict[str, Part | None]
    """The slide in the merged deck for each slide of hers, by the name of its part; None for the copy of hers."""
    source: Source = field(init=False)
    masters: dict[str, _Master] = field(default_factory=dict[str, "_Master"])
    _layouts: dict[str, Part] = field(init=False)
    _media: dict[bytes, Part] = field(default_factory=dict[bytes, Part])

    def __post_init__(self) -> None:
        self.source = Source(self.data, self._resolve)
        masters = list(self.presentation.linked("slideMaster"))
        self._layouts = {name_of(layout): layout for master in masters for layout in master.linked("slideLayout")}
        for part in reachable(self.presentation):
            if part.content_type.startswith(_MEDIA):
                self._media.setdefault(_digest(part), part)

    def copy(self, name: str) -> Part:
        """Return the copy of a slide."""
        return self.source.copy(name)

    def _resolve(self, link: Link, name: str, owner: str) -> Part | None:
        match link.kind:
            case "slideLayout":
                return self._layout(name, owner)
            case "notesMaster":
                return next(self.presentation.linked("notesMaster"))
            case "slide":
                # a link to a slide that is left out leads to where it is; the notes of a slide lead back to it
                return self.slides.get(name) or self.source.copy(name if name in self.slides else owner)
            case _:
                part = self.source.copy(name)
                known = self._media.get(_digest(part)) if part.content_type.startswith(_MEDIA) else None
                return known if known is not None and known.content_type == part.content_type else part

    def _layout(self, name: str, slide: str) -> Part:
        """Return our layout with the name of hers if the placeholders of the slide are on it, else hers."""
        package = self.source.package
        ours = self._layouts.get(layout_name(package.xml(name)))
        if ours is not None and _inherited(package.xml(slide)) <= _offered(parse_xml(ours.data)):
            return ours
        if name not in self.source.copies:
            master = next(iter(package.linked(name, "slideMaster")), "")
            if master not in self.masters:
                self.masters[master] = _Master.of(self.source, master)
            self.masters[master].add(self.source, name)
        return self.source.copies[name]

    def list_masters(self, root: Any) -> None:
        """Add the masters of hers that are in use to the presentation, with new numbers for them and their layouts."""
        listed = root.find(f"{P}sldMasterIdLst")
        number = 1 + max(_numbers(self.presentation, listed), default=_FIRST_MASTER - 1)
        for master in self.masters.values():
            added = parse_xml(f'<p:sldMasterId xmlns:p="{P[1:-1]}" id="{number}"/>'.encode())
            added.set(f"{R}id", self.presentation.add(_type("slideMaster"), master.part))
            listed.append(added)
            number = master.finish(number + 1)


@dataclass(slots=True)
class _Master:
    """A master of hers, which gets only the layouts that are in use."""

    part: Part
    ids: Mapping[str, str]  # of the relationships to its layouts, by their names
    layouts: dict[str, Part] = field(default_factory=dict[str, Part])

    @classmethod
    def of(cls, source: Source, name: str) -> _Master:
        ids = {link.target: id_ for id_, link in source.package.links(name).items() if link.kind == "slideLayout"}
        return cls(source.copy_without(name, "slideLayout"), ids)

    def add(self, source: Source, name: str) -> None:
        """Add a layout of the master."""
        layout = source.copy_without(name, "slideMaster")
        layout.links.append(Link(_free_id(source, name, "slideMaster"), _type("slideMaster"), self.part))
        self.layouts[name] = layout

    def finish(self, number: int) -> int:
        """List the layouts, the first with this number, and return the next one."""
        root = parse_xml(self.part.data)
        listed = root.find(f"{P}sldLayoutIdLst")
        known = {one.get(f"{R}id"): one for one in listed} if listed is not None else {}
        for name, layout in self.layouts.items():
            id_ = self.ids.get(name, "")
            if id_ in known:
                known.pop(id_).set("id", str(number))
                self.part.links.append(Link(id_, _type("slideLayout"), layout))
            number += 1
        for one in known.values():
            one.getparent().remove(one)
        self.part.data = serialised(root)
        return number


def _free_id(source: Source, name: str, kind: str) -> str:
    return next(id_ for id_, link in source.package.links(name).items() if link.kind == kind)


def reachable(root: Part) -> Iterator[Part]:
    """Yield all parts that a part leads to, itself the first."""
    seen = {root}
    queue = [root]
    for part in queue:
        yield part
        for link in part.links:
            if isinstance(link.target, Part) and link.target not in seen:
                seen.add(link.target)
                queue.append(link.target)


def name_of(layout: Part) -> str:
    """Return the name of a layout."""
    return layout_name(parse_xml(layout.data))


def layout_name(root: Any) -> str:
    """Return the name of a layout from its root element; "" if it has none."""
    common = root.find(f"{P}cSld") if root is not None else None
    return common.get("name") or "" if common is not None else ""


def _inherited(slide: Any) -> set[tuple[str, str]]:
    """The placeholders of a slide that are where their layout has them, each as type and index."""
    found: set[tuple[str, str]] = set()
    for shape in slide.iter(f"{P}sp", f"{P}pic"):
        mark = shape.find(f".//{P}nvPr/{P}ph")
        if mark is not None and shape.find(f"{P}spPr/{A}xfrm") is None:
            found.add(_place(mark))
    return found


def _offered(layout: Any) -> set[tuple[str, str]]:
    return {_place(mark) for mark in layout.iter(f"{P}ph")}


def _place(mark: Any) -> tuple[str, str]:
    kind = mark.get("type") or "obj"
    if kind in ("title", "ctrTitle"):
        return "title", ""
    return ("", kind) if kind in ("dt", "ftr", "sldNum") else ("", mark.get("idx") or "0")


def _digest(part: Part) -> bytes:
    return sha256(part.data).digest()


def _type(kind: str) -> str:
    return f"{R[1:-1]}/{kind}"


def _numbers(presentation: Part, listed: Any) -> Iterator[int]:
    """The numbers of all masters and layouts, which share one sequence."""
    yield from (int(one.get("id")) for one in listed)
    for master in presentation.linked("slideMaster"):
        yield from (int(one.get("id")) for one in parse_xml(master.data).iter(f"{P}sldLayoutId"))
