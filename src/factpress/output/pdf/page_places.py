"""Where the statements and the blocks of a page stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from factpress.output.pdf import weasyprint_import

_STATEMENT = re.compile(r"claim:(?P<claim>[^/]+)/(?P<value>.*):(?P<number>\d+)")
"""The id of a statement of a value."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page, in parts of its width and height, and what stands there.

    `claim` and `value` are those of a statement; both are empty for a block. `number` tells statements of one value
    apart. `origin` is where the text is written, as "file:line:column", or "" if it is not known.
    """

    left: float
    top: float
    width: float
    height: float
    claim: str
    value: str
    origin: str
    number: str = ""


def places_on(page: Any) -> tuple[Place, ...]:
    """The lines of each statement and block of a page; those inside others come later."""
    boxes = weasyprint_import.submodule("formatting_structure.boxes")
    wide, high = page.margin_width(), page.margin_height()

    def walk(box: Any, origin: str, stated: tuple[str, str, str], line: Any) -> Iterator[Place]:
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.MarginBox):
            return
        element = box.element
        began = False
        if element is not None and "::" not in (box.element_tag or ""):
            if (here := element.get("data-origin")) is not None and here != origin:
                origin, began = here, True
            if (match := _STATEMENT.fullmatch(element.get("id") or "")) is not None:
                stated = match["claim"], match["value"], match["number"]
        if isinstance(box, boxes.LineBox):
            line = box
        inside = isinstance(box, boxes.TextBox | boxes.ReplacedBox)
        if (inside and any(stated)) or (began and not inside and hasattr(box, "margin_height")):
            block = not inside
            top = box.position_y if block or line is None else line.position_y
            height = box.margin_height() if block or line is None else line.height
            width = box.margin_width() if block or not isinstance(box, boxes.TextBox) else box.width
            if width > 0 and height > 0:
                claim, value, number = ("", "", "") if block else stated
                area = box.position_x / wide, top / high, width / wide, height / high
                yield Place(*area, claim, value, origin, number)
        for child in getattr(box, "children", ()):
            yield from walk(child, origin, stated, line)

    return tuple(place for child in page.children for place in walk(child, "", ("", "", ""), None))
