"""SVG paths of straight lines as PDF operators."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from factpress.output.pdf import weasyprint_import

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_STEP = re.compile(rf"([MmLlHhVvZz])|({_NUMBER})")
# Possessive: a run of digits splits into numbers in many ways, and a curve after the lines would try them all.
_STRAIGHT = re.compile(rf"\s*+[Mm](?:[MmLlHhVvZz\s,]|{_NUMBER})*+")
"""A path of lines alone, in user units."""
_MARKERS = ("marker", "marker-start", "marker-mid", "marker-end")
AFTER_CLOSE = re.compile(r"[zZ][\s,]*+[^\s,mMzZlLhHvVcCsSqQtTaA]")
"""What follows the end of a path without a command, as in `z 5 5`. WeasyPrint would read it for ever."""


def line_operators(path: str, written: Callable[[float], bytes]) -> list[bytes] | None:
    """The PDF operators of an SVG path of straight lines (SVG 2, 9.3.3 to 9.3.5); None if it has anything else.

    `written` formats a number.
    """
    if not _STRAIGHT.fullmatch(path):
        return None
    operators: list[bytes] = []
    found = iter(_STEP.findall(path))
    letter, x, y, start = "", 0.0, 0.0, (0.0, 0.0)
    for command, number in found:
        if command:
            letter = command
            if letter in "Zz":
                operators.append(b"h")
                x, y = start
            continue
        if letter in "Hh":
            x = float(number) + (x if letter == "h" else 0)
        elif letter in "Vv":
            y = float(number) + (y if letter == "v" else 0)
        else:
            down = next(found, ("", ""))[1]
            if not down:  # a point without its y: WeasyPrint reports it
                return None
            x, y = float(number) + (x if letter in "ml" else 0), float(down) + (y if letter in "ml" else 0)
        operators.append(written(x) + b" " + written(y) + (b" m" if letter in "Mm" else b" l"))
        if letter in "Mm":
            start = (x, y)
            letter = "l" if letter == "m" else "L"
    return operators


def replacements() -> tuple[tuple[Any, str, Any], ...]:
    """What is replaced in WeasyPrint: a path of straight lines without markers is drawn at once.

    Charts and patterns have thousands of them. See `weasyprint_patches`.
    """
    svg, pydyf = weasyprint_import.submodule("svg"), weasyprint_import.submodule("pdf").pydyf
    to_bytes = pydyf._to_bytes  # noqa: SLF001 - as WeasyPrint writes numbers
    original = svg.TAGS["path"]

    def path(image: Any, node: Any, font_size: float) -> None:
        if AFTER_CLOSE.search(node.get("d", "")) is not None:
            raise ValueError("a path goes on after z without a command")  # WeasyPrint would read it for ever
        lines = None if any(map(node.get, _MARKERS)) else line_operators(node.get("d", ""), to_bytes)
        if lines is None:
            original(image, node, font_size)
        else:
            image.stream.move_to(0, 0)  # as WeasyPrint begins each path
            image.stream.stream += lines

    return ((svg, "TAGS", svg.TAGS | {"path": path}),)
