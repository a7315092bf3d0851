"""The package of a designer's template, from which a deck is filled: without what was only of the template."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, cast

from factpress.output.deck.layouts.families import Families, by_title
from factpress.output.deck.ooxml import R

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Package
    from pptx.slide import SlideLayout

_OF_PACKAGE = ("extended-properties", "custom-properties", "thumbnail")
_LISTS = ("embeddedFontLst", "custShowLst", "extLst")


def emptied(package: Package) -> Package:
    """Remove the slides, sections, embedded fonts and properties of a template: a deck gets its own."""
    root, part, whole = cast("Any", package).element, package.part, cast("Any", package.part.package)
    for slide in list(root.iterfind("{*}sldIdLst/{*}sldId")):
        part.drop_rel(slide.get(f"{{{R}}}id"))
        slide.getparent().remove(slide)
    for tag in _LISTS:
        for element in root.findall(f"{{*}}{tag}"):
            root.remove(element)
    for relationships, kinds in ((cast("Any", part).rels, ("font",)), (whole._rels, _OF_PACKAGE)):  # noqa: SLF001 - it has no other access
        for identity, relationship in list(relationships.items()):
            if relationship.reltype.rpartition("/")[2] in kinds:
                relationships.pop(identity)
    return package


def without_unused(package: Package, families: Families, used: Collection[str]) -> None:
    """Remove our layouts that no slide has, but for the first of each family. Those of the designer stay."""
    kept = {*used, *(layouts[0].title for layouts in families.values() if layouts)}
    for master in package.slide_masters:
        for layout in list(master.slide_layouts):
            name = " ".join(layout.name.split())
            if name in by_title(families) and name not in kept:
                master.slide_layouts.remove(layout)


def layout_named(package: Package, name: str) -> SlideLayout:
    """Return the layout of that name, of any master."""
    layouts = (layout for master in package.slide_masters for layout in master.slide_layouts)
    return next(layout for layout in layouts if " ".join(layout.name.split()) == name)
