"""The presentation part of a merged deck: its slides, sections, custom shows, fonts and authors of comments."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from factpress.core.office_package import P, R, parse_xml
from factpress.output.deck.merge.package_parts import Part, Source
from factpress.output.deck.ooxml import P14, SECTIONS_EXTENSION
from factpress.output.deck.ooxml.parts import sections

_FIRST_SLIDE = 256
_SECTION, _LISTED = f"{{{P14}}}section", f"{{{P14}}}sldId"
_SLIDE_TYPE = f"{R[1:-1]}/slide"
_AUTHORS = ("commentAuthors", "authors")


@dataclass(frozen=True, slots=True)
class PlacedSlide:
    """A slide of the merged deck: its part, and its numbers in the lists of her deck and of ours, or None."""

    part: Part
    hers: int | None
    ours: int | None


def slide_ids(root: Any) -> list[tuple[int, str]]:
    """Return the number and the relationship of each slide, in order."""
    return [(int(one.get("id") or 0), one.get(f"{R}id") or "") for one in root.iter(f"{P}sldId")]


def list_slides(presentation: Part, root: Any, slides: Sequence[PlacedSlide], theirs: Any) -> None:
    """Replace the list of slides and the sections. A slide keeps its number in her deck.

    `root` is the presentation of ours, which is changed, and `theirs` that of hers.
    """
    mine = [number for number, _ in slide_ids(root)]
    used = [number for number, _ in slide_ids(theirs)]
    free = max([_FIRST_SLIDE - 1, *used]) + 1
    presentation.links = [link for link in presentation.links if link.type != _SLIDE_TYPE]
    listed = root.find(f"{P}sldIdLst")
    listed[:] = []
    numbers: list[int] = []
    for slide in slides:
        number = used[slide.hers] if slide.hers is not None else 0
        if number < _FIRST_SLIDE or number in numbers:
            number, free = free, free + 1
        one = parse_xml(f'<p:sldId xmlns:p="{P[1:-1]}" id="{number}"/>'.encode())
        one.set(f"{R}id", presentation.add(_SLIDE_TYPE, slide.part))
        listed.append(one)
        numbers.append(number)
    named = _sections(slides, _sections_of(theirs, used), _sections_of(root, mine))
    for extension in list(root.iter(f"{P}ext")):
        if extension.get("uri") == SECTIONS_EXTENSION:
            extensions = extension.getparent()
            extensions.remove(extension)
            if not len(extensions):
                extensions.getparent().remove(extensions)
    if named:
        added = parse_xml(sections((*name, tuple(numbers[i] for i in indexes)) for name, indexes in named).encode())
        existing = root.find(f"{P}extLst")
        if existing is None:
            root.append(added)
        else:
            existing.append(added[0])


_Name = tuple[str, str]
"""The title and the GUID of a section."""


def _sections_of(root: Any, numbers: Sequence[int]) -> list[_Name | None]:
    """Return the section of each slide."""
    found: dict[int, _Name] = {}
    for section in root.iter(_SECTION):
        name = (section.get("name") or "", section.get("id") or "")
        found |= {int(one.get("id") or 0): name for one in section.iter(_LISTED)}
    return [found.get(number) for number in numbers]


def _sections(
    slides: Sequence[PlacedSlide], theirs: Sequence[_Name | None], mine: Sequence[_Name | None]
) -> list[tuple[_Name, list[int]]]:
    """Return the sections of the merged deck, each with the indexes of its slides.

    If she has sections, they stay, and a slide that is new belongs to the section before it. LibreOffice drops all
    sections; then those of ours begin where their first slide is.
    """
    has_own = any(theirs)
    named: list[tuple[_Name, list[int]]] = []
    begun: set[_Name] = set()
    for i, slide in enumerate(slides):
        if has_own:
            name = theirs[slide.hers] if slide.hers is not None else None
        else:
            name = mine[slide.ours] if slide.ours is not None else None
        if name is not None and name not in begun:
            begun.add(name)
            named.append((name, []))
        elif not named:
            first = next((one for one in (theirs if has_own else mine) if one is not None), None)
            if first is None:
                return []
            begun.add(first)
            named.append((first, []))
        named[-1][1].append(i)
    return named


def carry_over(presentation: Part, root: Any, source: Source, start: str, slides: Iterable[tuple[str, Part]]) -> None:
    """Add what her presentation has besides slides: authors of comments, embedded fonts, custom shows.

    `slides` are the parts of the merged deck by the relationships of her slides.
    """
    theirs: Any = source.package.xml(start)
    links = {link.id: link for link in source.links(start, kinds=(*_AUTHORS, "font"))}
    for link in links.values():
        if link.kind in _AUTHORS and isinstance(link.target, Part):
            presentation.add(link.type, link.target)
    fonts = theirs.find(f"{P}embeddedFontLst")
    own = root.find(f"{P}embeddedFontLst")
    if fonts is not None and own is not None:
        known = {_typeface(one) for one in own}
        for one in fonts:
            if _typeface(one) not in known:
                own.append(_relinked(one, presentation, {id_: link.target for id_, link in links.items()}))
    shows = theirs.find(f"{P}custShowLst")
    if shows is not None:
        after = own if own is not None else root.find(f"{P}notesSz")
        after.addnext(_shows(shows, presentation, dict(slides)))


def _typeface(embedded: Any) -> str:
    font = embedded.find(f"{P}font")
    return font.get("typeface") or "" if font is not None else ""


def _relinked(element: Any, presentation: Part, targets: dict[str, Part | str]) -> Any:
    """Return a copy of an element whose children refer to parts; those without a part are left out."""
    copied = copy.deepcopy(element)
    for one in list(copied.iter()):
        identity = one.get(f"{R}id")
        if identity is None:
            continue
        target = targets.get(identity)
        if not isinstance(target, Part):
            one.getparent().remove(one)
            continue
        known = next((link.id for link in presentation.links if link.target is target), None)
        one.set(f"{R}id", known or presentation.add(f"{R[1:-1]}/font", target))
    return copied


def _shows(shows: Any, presentation: Part, slides: dict[str, Part]) -> Any:
    return _relinked(shows, presentation, dict(slides))
