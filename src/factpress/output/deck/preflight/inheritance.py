"""Where the properties of text come from: run, paragraph, shape, layout, master, presentation.

ECMA-376 Part 1, 21.1.2.4. A property is that of the nearest element that has it: the run, the level of the paragraph in
the list style of the shape, then in those of the same placeholder on the layout and the master, the text styles of the
master, and the defaults of the presentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from factpress.core.office_package import A, P
from factpress.output.deck.preflight.geometry import number

TITLES = ("title", "ctrTitle")
FURNITURE = ("dt", "ftr", "sldNum", "hdr")
_STYLES = {"title": "titleStyle", "ctrTitle": "titleStyle", **dict.fromkeys(FURNITURE, "otherStyle")}
_SAME_ON_MASTER = {"ctrTitle": "title", "title": "title", **{kind: kind for kind in FURNITURE}}
_LEVELS = 9


def placeholder(shape: Any) -> Any | None:
    """The placeholder element of a shape; None for other shapes."""
    properties = shape[0] if len(shape) else None
    return properties.find(f"{P}nvPr/{P}ph") if properties is not None else None


def role_of(mark: Any | None) -> str:
    """The type of a placeholder; "" for None."""
    return (mark.get("type") or "obj") if mark is not None else ""


@dataclass(frozen=True, slots=True)
class Ancestors:
    """The shapes of layout and master that a placeholder inherits from, nearest first, after the shape."""

    shapes: tuple[Any, ...]
    role: str

    def properties(self, path: str) -> Iterator[Any]:
        """The elements at that path in the shape and its ancestors."""
        for shape in self.shapes:
            found = shape.find(path)
            if found is not None:
                yield found


def ancestors(shape: Any, layout: Any | None, master: Any | None) -> Ancestors:
    """The shape and what it inherits from. `layout` and `master` are the roots of these parts."""
    mark = placeholder(shape)
    if mark is None:
        return Ancestors((shape,), "")
    role = role_of(mark)
    on_layout = _same(mark, layout)
    if on_layout is not None and role == "obj" and mark.get("type") is None:
        role = role_of(placeholder(on_layout))
    on_master = _by_role(_SAME_ON_MASTER.get(role, "body"), master)
    return Ancestors(tuple(one for one in (shape, on_layout, on_master) if one is not None), role)


def _same(mark: Any, layout: Any | None) -> Any | None:
    """The shape of a layout that a placeholder is made from: with the same index, or the same type for titles."""
    role, index = role_of(mark), _index(mark)
    if role in _SAME_ON_MASTER:
        return _by_role(_SAME_ON_MASTER[role], layout)
    found = [(shape, role_of(own)) for shape, own in _placeholders(layout) if _index(own) == index]
    same = (shape for shape, other in found if other == role)
    similar = (shape for shape, other in found if other not in _SAME_ON_MASTER)
    exact = next(same, None)
    return exact if exact is not None else next(similar, None)


def _index(mark: Any) -> str:
    return mark.get("idx") or "0"


def _by_role(role: str, root: Any | None) -> Any | None:
    return next((shape for shape, own in _placeholders(root) if _plain(role_of(own)) == role), None)


def _plain(role: str) -> str:
    return _SAME_ON_MASTER.get(role, role)


def _placeholders(root: Any | None) -> Iterator[tuple[Any, Any]]:
    """The shapes that are placeholders, each with its placeholder element."""
    for mark in root.iter(f"{P}ph") if root is not None else ():
        yield mark.getparent().getparent().getparent(), mark


# ── text ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class TextStyles:
    """The list styles that apply to the text of a shape, nearest first: those of shapes, then the defaults."""

    own: tuple[Any, ...]
    defaults: tuple[Any, ...]

    def level(self, paragraph: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
        """The elements with the properties of a paragraph, nearest first: its own and those of shapes, the defaults."""
        properties = paragraph.find(f"{A}pPr")
        level = min(max(int(number(properties.get("lvl") if properties is not None else None)), 0), _LEVELS - 1)
        own = (properties,) if properties is not None else ()
        return (*own, *_at_level(self.own, level)), tuple(_at_level(self.defaults, level))


def _at_level(lists: Iterable[Any], level: int) -> Iterator[Any]:
    for style in lists:
        for name in (f"lvl{level + 1}pPr", "defPPr"):
            element = style.find(f"{A}{name}")
            if element is not None:
                yield element


def text_styles(family: Ancestors, master: Any | None, presentation: Any) -> TextStyles:
    """The list styles for the text of a shape."""
    defaults = presentation.find(f"{P}defaultTextStyle")
    usual = _STYLES.get(family.role, "bodyStyle" if family.role else "otherStyle")
    style = master.find(f"{P}txStyles/{P}{usual}") if master is not None else None
    # a text box has the defaults of the presentation; a placeholder has the text styles of the master first
    order = (style, defaults) if family.role else (defaults, style)
    own = tuple(family.properties(f"{P}txBody/{A}lstStyle"))
    return TextStyles(own, tuple(one for one in order if one is not None))


def run_properties(own: Any | None, level: Iterable[Any]) -> tuple[Any, ...]:
    """The elements with the properties of a run, nearest first: its own, then the defaults of its paragraph's level."""
    defaults = [found for one in level if (found := one.find(f"{A}defRPr")) is not None]
    return (*([own] if own is not None else []), *defaults)


def attribute(elements: Iterable[Any], name: str) -> str | None:
    """The value of an attribute in the nearest element that has it."""
    return next((value for one in elements if (value := one.get(name)) is not None), None)


def child(elements: Iterable[Any], *names: str) -> Any | None:
    """The nearest child with one of these names."""
    for one in elements:
        for element in one:
            if element.tag in names:
                return element
    return None
