"""The words of a drawing (SVG): its labels in the order they were drawn, and what it says to a listener."""

from __future__ import annotations

from factpress.audit.readers.xml import parse

_SVG = "{http://www.w3.org/2000/svg}"


def labels(svg: bytes) -> tuple[str, ...]:
    """The labels of a drawing, in order: text, or outlines that say what they spell.

    A label whose outlines were joined with those of an equal neighbour stands there once.
    """
    found: list[str] = []
    for element in parse(svg).iter(f"{_SVG}text", f"{_SVG}path"):
        text = "".join(element.itertext()) if element.tag == f"{_SVG}text" else element.get("aria-label") or ""
        if text.strip() and (element.tag == f"{_SVG}text" or found[-1:] != [text]):
            found.append(text)
    return tuple(found)


def names(svg: bytes) -> tuple[str, ...]:
    """What the drawing calls itself: its title and its accessible name, once where they are the same."""
    root = parse(svg)
    said = [
        root.get("aria-label") or "",
        *("".join(title.itertext()) for title in root.iter(f"{_SVG}title", f"{_SVG}desc")),
    ]
    return tuple(dict.fromkeys(text.strip() for text in said if text.strip()))
