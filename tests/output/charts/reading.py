"""Reads a drawn chart back from its SVG, with other libraries than those that drew it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from fontTools.ttLib import TTFont

from factpress.output.charts.canvas import Faces

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Read:
    """A label of the picture: its text and the box of its letters, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def read_labels(svg: bytes, faces: Faces) -> list[Read]:
    """Every text of the picture, measured with fontTools: advances for the width, the letters' own outlines for the
    height."""
    out: list[Read] = []
    for element in ET.fromstring(svg).iter(f"{SVG}text"):
        x, y, size = (float(element.attrib[key]) for key in ("x", "y", "font-size"))
        width, low, high = _extent(element.text or "", faces.file(int(element.attrib["font-weight"])).path)
        out.append(Read(element.text or "", x, y - high * size, x + width * size, y - low * size))
    return out


@cache
def _font(path: Path) -> tuple[Any, dict[int, str]]:
    font: Any = TTFont(path)
    return font, font.getBestCmap()


def _extent(text: str, path: Path) -> tuple[float, float, float]:
    """Width, lowest and highest ink of a text, in ems."""
    font, names = _font(path)
    scene = [names[ord(letter)] for letter in text]
    units = font["head"].unitsPerEm
    outlines = [font["glyf"][name] for name in scene if font["glyf"][name].numberOfContours]
    width = sum(font["hmtx"][name][0] for name in scene)
    return width / units, min(o.yMin for o in outlines) / units, max(o.yMax for o in outlines) / units


def meeting(labels: list[Read]) -> list[tuple[str, str]]:
    """The pairs of labels whose boxes overlap by more than a hair."""
    hair = 0.25  # points; kerning makes a line this much shorter than its advances
    return [
        (a.text, b.text)
        for a, b in itertools.combinations(labels, 2)
        if a.left + hair < b.right and b.left + hair < a.right and a.top + hair < b.bottom and b.top + hair < a.bottom
    ]


def outside(labels: list[Read], svg: bytes) -> list[str]:
    """The labels that leave the picture by more than half a point."""
    _, _, width, height = (float(n) for n in ET.fromstring(svg).attrib["viewBox"].split())
    return [
        label.text
        for label in labels
        if label.left < -0.5 or label.top < -0.5 or label.right > width + 0.5 or label.bottom > height + 0.5
    ]


def squeezed(text: str) -> str:
    """Without spaces, so that a text is found however it was broken into lines."""
    return re.sub(r"\s+", "", text)
