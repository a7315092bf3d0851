"""The text of SVG drawings: labels, accessible names and descriptions."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.office_package import parse_xml

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class SvgText:
    """The text of a drawing.

    `labels` are in drawing order: text, or outlines with an accessible name. Outlines in a row with the same name count
    as one label. `names` are the accessible name, titles and descriptions, without duplicates.
    """

    labels: tuple[str, ...]
    names: tuple[str, ...]


def svg_text(svg: bytes) -> SvgText:
    """The text of an SVG. Raises ToolError if it is damaged, or declares entities."""
    root = parse_xml(svg, doctype=True)
    labels: list[str] = []
    names = [root.get("aria-label") or ""]
    for element in root.iter(*(f"{_SVG}{name}" for name in ("text", "path", "foreignObject", "title", "desc"))):
        name = element.tag.removeprefix(_SVG)
        text = element.get("aria-label") or "" if name == "path" else "".join(element.itertext())
        if name in ("title", "desc"):
            names.append(text.strip())
        elif text.strip() and (name != "path" or labels[-1:] != [text]):
            labels.append(text)
    return SvgText(tuple(labels), tuple(dict.fromkeys(one for one in names if one.strip())))
