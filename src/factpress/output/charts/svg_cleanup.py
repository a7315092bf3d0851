"""Reduces the SVG that matplotlib writes to what it draws.

WeasyPrint spends as much time on groups, clip paths and definitions as on shapes. The result has one `<path>` for each
run of marks of one style and one `<text>` for each label. Its attributes are the ones that both WeasyPrint and
PowerPoint read. It has no ids, so that one page can have any number of charts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, groupby
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape, quoteattr

from factpress.core.diagnostics import ToolError
from factpress.output.charts.scene import Label, Scene

_SVG = "{http://www.w3.org/2000/svg}"
_INVISIBLE = {_SVG + name for name in ("defs", "metadata", "style", "clipPath")}
_NUMBER = re.compile(r"-?(?<!\d)\d+\.\d+(?:e-?\d+)?")
_ZEROS = re.compile(r"-(?=0\.00 )|(?:\.|(?<!0))0++(?= )")
"""What is dropped from a number with two decimals: the sign of zero, and zeros at its end."""

_COMMAND = re.compile(r"([A-Z])([^A-Z]*+)")
"""A command of path data and its numbers."""

_PAINT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap")
_INITIAL = {
    "stroke": "none",
    "stroke-linejoin": "miter",
    "stroke-linecap": "butt",
    "stroke-width": "1",
    "stroke-dasharray": "none",
}
"""Initial values (SVG 2, 13.5), which need not be written."""


def clean_svg(drawn: bytes, scene: Scene, family: str, *, alt: str, language: str) -> bytes:
    """The same picture with fewer elements; `alt` becomes its title and its accessible name.

    Raises ToolError for an element that is not known here, so that nothing is dropped silently.
    """
    root = ET.fromstring(drawn)  # noqa: S314  written by matplotlib in this process
    width, height = _number(scene.width), _number(scene.height)
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    name = quoteattr(alt)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label={name} xml:lang={quoteattr(language)}'
        f" font-family={quoteattr(family)}>\n<title>{escape(alt)}</title>\n"
    )
    body = "".join(_merged(_elements(root, scene.labels)))
    return f"{head}{body}</svg>\n".encode()


Element = tuple[dict[str, str], str, str]
"""Attributes, path data, text. A label has text; everything else has path data."""


def _elements(root: ET.Element, labels: tuple[Label, ...]) -> Iterator[Element]:
    def walk(element: ET.Element, label: Label | None) -> Iterator[Element]:
        if element.tag in _INVISIBLE:
            return
        if element.tag in (_SVG + "g", _SVG + "svg"):
            gid = element.get("id", "")
            if gid.startswith("label-"):
                label = labels[int(gid.removeprefix("label-"))]
            for child in element:
                yield from walk(child, label)
        elif element.tag == _SVG + "path":
            paint = _paint(element.get("style", ""))
            if paint.get("fill") == "none" and "stroke" not in paint:
                return
            if label is not None:
                paint["aria-label"] = label.text
            yield paint, _path(element.get("d", "")), ""
        elif element.tag == _SVG + "text" and label is not None:
            position = {"x": _round(element.get("x", "")), "y": _round(element.get("y", ""))}
            yield position | _type(label), "", element.text or ""
        else:
            raise ToolError(f"matplotlib wrote an unknown element <{element.tag.removeprefix(_SVG)}>")

    yield from walk(root, None)


def _merged(elements: Iterator[Element]) -> Iterator[str]:
    """The elements as text. Neighbours of one style become one path."""
    for (attributes, is_text), run in groupby(elements, key=lambda element: (element[0], bool(element[2]))):
        if is_text:
            yield from (_element("text", attributes, text) for _, _, text in run)
        else:
            yield _element("path", {**attributes, "d": "".join(data for _, data, _ in run)})


def _element(tag: str, attributes: dict[str, str], text: str = "") -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{tag}{written}>{escape(text)}</{tag}>\n" if text else f"<{tag}{written}/>\n"


def _paint(style: str) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in style.split(";") if ":" in part)
    found = {key.strip(): value.strip() for key, value in pairs}
    kept = {key: _round(found[key]) for key in _PAINT if key in found and found[key] != _INITIAL.get(key)}
    if "stroke" not in kept:
        return {"fill": kept["fill"]} if "fill" in kept else {}
    return kept


def _type(label: Label) -> dict[str, str]:
    style = {"font-size": _number(label.size), "font-weight": str(label.weight), "fill": label.colour}
    return style | ({"font-style": "italic"} if label.italic else {})


def _path(data: str) -> str:
    """Path data with rounded numbers, and with the commands after the first in relative coordinates if that is shorter.

    They are the differences of the rounded positions, so that nothing moves.
    """
    plain = _plain_path(data)
    return min(_relative(plain), plain, key=len)


def _relative(data: str) -> str:
    """Path data of absolute M, L, Q, C and Z in relative coordinates; each part begins with an absolute M."""
    written, x, y, start = list[str](), 0, 0, (0, 0)
    for letter, found in _COMMAND.findall(data):
        if letter == "Z":
            written.append("Z")
            x, y = start
            continue
        numbers = [round(100 * float(number)) for number in found.split()]
        if letter == "M":
            written.append("M" + found.strip())
            start = numbers[0], numbers[1]
        elif letter == "L" and numbers[0] == x:
            written.append("v" + _hundredths(numbers[1] - y))
        elif letter == "L" and numbers[1] == y:
            written.append("h" + _hundredths(numbers[0] - x))
        else:
            moved = (number - (y if i % 2 else x) for i, number in enumerate(numbers))
            written.append(letter.lower() + " ".join(map(_hundredths, moved)).replace(" -", "-"))
        x, y = numbers[-2:]
    return "".join(written)


def _hundredths(number: int) -> str:
    return _number(number / 100)


def _plain_path(data: str) -> str:
    return re.sub(r"(?:(?<!\s)\s++)?([A-Za-z])\s*+", r"\1", _round(data)).replace("z", "Z").replace("\n", " ").strip()


def _round(text: str) -> str:
    """The text with each number as `_number` writes it. All are formatted at once, since an outline has hundreds."""
    numbers = _NUMBER.findall(text)
    if not numbers:
        return text
    written = _ZEROS.sub("", "%.2f " * len(numbers) % tuple(map(float, numbers))).split()
    between = _NUMBER.split(text)
    return "".join(chain.from_iterable(zip(between, written, strict=False))) + between[-1]


def _number(number: float) -> str:
    written = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
