"""The pages, looked over after they are set: what runs out of its place, what has no glyph, which page is empty."""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and its boxes are private to it
from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import Location, Problems, and_more
from factpress.output.pdf import weasyprint_import
from factpress.output.pdf.tags import decorative

_SLACK = 1.0
"""CSS pixels (0.26 mm) by which rounding and an italic's overhang may pass an edge."""

_MM = 25.4 / 96


@dataclass(frozen=True, slots=True)
class Area:
    """The area for text, in CSS pixels from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Area) -> Area:
        """The intersection of both."""
        return Area(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of text or a picture on a page, where it is and the area it has to keep to. `block` identifies its block.

    The height of text is the height of its line: glyphs of many fonts are higher than the line.
    """

    box: Any
    own: Area
    area: Area
    block: int
    furniture: bool  # in a margin: a running head, a folio
    ornament: bool  # free to run where it likes
    layer: int  # identifies the outermost absolutely positioned box around it; 0 if there is none
    named_origin: str  # the nearest `data-origin` around it, as "file:line:column" or "file"; "" if there is none

    def origin(self, default: Location) -> Location:
        """Where its text comes from."""
        return _location(self.named_origin) if self.named_origin else default


def _location(origin: str) -> Location:
    if match := re.fullmatch(r"([^:]*):(\d+):(\d+)", origin):
        return Location(Path(match[1]), int(match[2]), int(match[3]))
    return Location(Path(origin))


def _visible(box: Any) -> bool:
    return box.style["visibility"] == "visible"


def _placed(page: Any) -> Iterator[Placed]:
    boxes = weasyprint_import.submodule("formatting_structure.boxes")
    page_box = page._page_box
    trim = Area(0, 0, page.width, page.height)
    notes = next((c for c in page_box.children if isinstance(c, boxes.FootnoteAreaBox) and c.children), None)
    body = page_box.content_box_y() + page_box.height
    foot = min(body, notes.position_y) if notes is not None else body

    def walk(box: Any, line: Any, area: Area, block: int, furniture: bool, layer: int, around: str) -> Iterator[Placed]:
        box = getattr(box, "_box", box)
        element = box.element
        origin = (element.get("data-origin") if element is not None else None) or around
        if isinstance(box, boxes.TextBox):
            if box.text.strip() and _visible(box):
                lead = line or box
                own = Area(box.position_x, lead.position_y, box.position_x + box.width, lead.position_y + lead.height)
                yield Placed(box, own, area, block, furniture, decorative(box), layer, origin)
            return
        if isinstance(box, boxes.ReplacedBox):
            if _visible(box):
                x, y = box.position_x, box.position_y
                own = Area(x, y, x + box.margin_width(), y + box.margin_height())
                bleeds = element is not None and element.get("data-bleed") is not None
                yield Placed(box, own, area, block, furniture, bleeds or decorative(box), layer, origin)
            return
        if isinstance(box, boxes.LineBox):
            line = box
        elif isinstance(
            box, boxes.BlockContainerBox | boxes.TableBox | boxes.FlexContainerBox | boxes.GridContainerBox
        ):
            block, line = id(box), None
            start = box.content_box_x()
            out_of_flow = box.is_absolutely_positioned()
            inside = Area(start if out_of_flow else 0, 0, start + box.width, trim.bottom)
            area = inside.within(trim if out_of_flow else area)
            layer = layer or (id(box) if out_of_flow else 0)
        for child in box.children:
            yield from walk(child, line, area, block, furniture, layer, origin)

    for child in page_box.children:
        furniture = isinstance(child, boxes.MarginBox)
        area = trim if furniture or child is notes else Area(0, 0, page.width, foot)
        yield from walk(child, None, area, id(child), furniture, 0, "")


def check_pages(document: Any, place: Location, problems: Problems) -> None:
    """Report what runs out of its column, into the notes, or off the page, and pages without text or picture.

    Each place has one finding of a kind, since it has one cause. A page that CSS left blank on purpose (for a recto) is
    not empty. A finding has the place of its text; `place` where the text has none.
    """
    overfull: dict[Location, list[tuple[str, str, str]]] = {}  # of each text: its name, the message, and the hint
    empty_pages: dict[Location, list[int]] = {}
    last = place
    for number, page in enumerate(document.pages, start=1):
        body = ""
        seen: set[int] = set()
        empty = not page._page_box.page_type.blank
        all_placed = [*_placed(page)]
        for placed in all_placed:
            if not placed.furniture:
                empty, body = False, placed.named_origin or body
            own, area = placed.own, placed.area
            across = max(own.right - area.right, area.left - own.left)
            over = max(across, own.bottom - area.bottom, area.top - own.top)
            if over <= _SLACK or placed.ornament or placed.block in seen:
                continue
            seen.add(placed.block)
            side = "its column" if over == across else "the page's text area"
            message = f"page {number}: {_named(placed.box)} runs {over * _MM:.1f} mm out of {side}"
            hint = "shorten it, or let it break: a long word may take a soft hyphen"
            overfull.setdefault(placed.origin(place), []).append((_named(placed.box), message, hint))
        for upper, lower in _overlaps(all_placed):
            message = f"page {number}: {_named(upper.box)} runs over {_named(lower.box)}"
            hint = "shorten it: type is never made smaller to fit"
            overfull.setdefault(upper.origin(place), []).append((_named(upper.box), message, hint))
        if empty:
            empty_pages.setdefault(last, []).append(number)
        last = _location(body) if body else last
    for at, texts in overfull.items():
        (named, message, hint), *others = texts
        more = and_more(list(dict.fromkeys(name for name, _, _ in others if name != named)))
        problems.error("overfull", f"{message}; also: {more}" if more else message, at, hint)
    for at, numbers in empty_pages.items():
        many = f"pages {and_more(list(map(str, numbers)))} are" if len(numbers) > 1 else f"page {numbers[0]} is"
        problems.error("empty-page", f"{many} empty", at, "a page break after this may be doubled")


def _overlaps(placed: Sequence[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Yield the first texts of two absolutely positioned boxes that overlap; first that of the box that begins higher.

    What runs off the page in such a box is not set at all, so its overflow is not found.
    """
    layers: dict[int, list[Placed]] = {}
    for one in placed:
        if one.layer and not one.furniture and not one.ornament:
            layers.setdefault(one.layer, []).append(one)
    by_height = sorted(layers.values(), key=lambda texts: min(one.own.top for one in texts))
    for at, upper in enumerate(by_height):
        for lower in by_height[at + 1 :]:
            pairs = ((one, other) for one in upper for other in lower if _intersect(one.own, other.own))
            yield from itertools.islice(pairs, 1)


def _intersect(one: Area, other: Area) -> bool:
    both = one.within(other)
    return both.right - both.left > _SLACK and both.bottom - both.top > _SLACK


def check_single_pages(document: Any, sides: Sequence[tuple[str, Location]], problems: Problems) -> None:
    """Report each side that continues on another page, with the number of lines there."""
    over: dict[int, int] = {}
    side = -1
    for page in document.pages:
        if _begins_side(page._page_box, side + 1):
            side += 1
        elif side >= 0:
            over[side] = over.get(side, 0) + _lines(page._page_box)
    for number, lines in over.items() if sides else ():
        name, place = sides[number]
        many = "1 line over" if lines == 1 else f"{lines} lines over" if lines else "longer than"
        hint = "shorten it: type is never made smaller to fit"
        problems.error("text-overflow", f"the side {name} is {many} its page", place, hint)


def _begins_side(box: Any, number: int) -> bool:
    element = box.element
    if element is not None and element.get("data-side") == str(number):
        return True
    return any(_begins_side(child, number) for child in getattr(box, "children", ()) if hasattr(child, "element"))


def _lines(box: Any) -> int:
    boxes = weasyprint_import.submodule("formatting_structure.boxes")
    box = getattr(box, "_box", box)
    if isinstance(box, boxes.MarginBox):
        return 0
    own = isinstance(box, boxes.LineBox) and any(_said(child) for child in box.children)
    return int(own) or sum(_lines(child) for child in getattr(box, "children", ()))


def _said(box: Any) -> bool:
    text = getattr(getattr(box, "_box", box), "text", "")
    return bool(text.strip()) or any(_said(child) for child in getattr(box, "children", ()))


def check_glyphs(document: Any, css: str, place: Location, problems: Problems) -> None:
    """Report characters that none of the publication's own faces has a glyph for, with the words around them.

    Pango takes such a character from any font of the machine, so it may be missing on another one. Without such a
    font it prints an empty box. Call this after the pages were drawn.
    """
    own = _own_families(css)
    missing = dict.fromkeys(foreign_letters(document, css))
    if missing:
        missing = _report_drawings(document, own, missing, place, problems)
    by_place: dict[Location, list[tuple[int, str, str]]] = {}
    for character in missing:
        number, placed, around = _found(document, character)
        name = unicodedata.name(character, "a character without a name")
        shown = f'"{character}" (U+{ord(character):04X} {name})'
        by_place.setdefault(placed.origin(place) if placed is not None else place, []).append((number, shown, around))
    for at, characters in by_place.items():
        number, _, around = characters[0]
        where = f"page {number}" if number else "in the document"
        shown = and_more([shown for _, shown, _ in characters])
        problems.error(
            "missing-glyph",
            f"{where}: no face of this publication has {shown}: {around}",
            at,
            "write it another way, or add a face that has it to the brand file",
        )


def _own_families(css: str) -> set[str]:
    return {family.strip("\"' ") for family in re.findall(r"@font-face\s*\{[^{}]*?font-family:\s*([^;}]+)", css)}


def foreign_letters(document: Any, css: str) -> tuple[str, ...]:
    """The characters that were drawn with a font that the style sheet does not declare, or without any."""
    own = _own_families(css)
    missing: dict[str, None] = {}
    for font in document.fonts.values():
        for codepoint in font.missing:
            missing[chr(codepoint)] = None
        if font.family not in own:
            drawn = dict.fromkeys("".join(font.to_unicode.values()))
            # A space may come with a word in another font; a space alone also embeds the font.
            missing.update({c: None for c in drawn if not c.isspace()} or drawn)
    return tuple(missing)


def families_in_drawings(document: Any) -> tuple[str, ...]:
    """The first family that each text of a drawing asks for, each once; "" for a text that asks for none."""
    boxes = (placed.box for page in document.pages for placed in _placed(page))
    return tuple(dict.fromkeys(family for box in boxes if not hasattr(box, "text") for family in sorted(_faces(box))))


def _report_drawings(
    document: Any, own: set[str], missing: dict[str, None], place: Location, problems: Problems
) -> dict[str, None]:
    """Report each drawing that asks for another face than the publication's, once; return the characters left over.

    A drawing in another face has all its letters from the machine's fonts. Those letters are not missing elsewhere.
    """
    explained: set[str] = set()
    for placed in dict.fromkeys(placed for page in document.pages for placed in _placed(page)):
        if hasattr(placed.box, "text") or not set(_words(placed.box)) & missing.keys():
            continue
        if faces := _faces(placed.box) - own:
            explained |= set(_words(placed.box))
            named = f"in {' and '.join(sorted(faces))}" if all(faces) else "without naming a face"
            problems.error(
                "missing-glyph",
                f"{_named(placed.box)} sets its words {named}, and no font of this publication is used",
                placed.origin(place),
                f"give the text in the drawing a font-family of the brand ({', '.join(sorted(own))}), or make it paths",
            )
    return {character: None for character in missing if character not in explained}


def _faces(box: Any) -> set[str]:
    """The first family that each text of a drawing asks for; "" for a text that asks for none."""
    return {family.split(",")[0].strip().strip("\"'") for family, _ in _texts(box)}


def _texts(box: Any) -> Iterator[tuple[str, str]]:
    """The texts of an SVG drawing, each with the families that it asks for."""

    def walk(node: Any) -> Iterator[tuple[str, str]]:
        if node.tag in ("text", "tspan", "textPath") and (node.text or "").strip():
            yield str(node.get("font-family") or ""), node.text
        for child in node:
            yield from walk(child)

    tree = getattr(getattr(box.replacement, "_svg", None), "tree", None)
    return walk(tree) if tree is not None else iter(())


def _found(document: Any, character: str) -> tuple[int, Placed | None, str]:
    for number, page in enumerate(document.pages, start=1):
        for placed in _placed(page):
            words = _words(placed.box)
            at = words.find(character)
            if at >= 0:
                start = max(0, at - 30)
                return number, placed, f'"{"…" if start else ""}{words[start : at + 30].strip()}"'
    return 0, None, "in a drawing or in generated text"


def _words(box: Any) -> str:
    """The words of a text box; of a drawing, its labels."""
    return str(box.text) if hasattr(box, "text") else " ".join(text for _, text in _texts(box))


def _named(box: Any) -> str:
    if hasattr(box, "text"):
        words = " ".join(str(box.text).split())
        return f'"{words if len(words) <= 60 else words[:59] + "…"}"'
    alt = str(box.element.get("alt") or "a picture")
    return f'the picture "{alt if len(alt) <= 60 else alt[:59] + "…"}"'
