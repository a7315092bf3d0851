from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from factpress.core.paths import Places, engine_folder
from factpress.core.units import mm, pt
from factpress.design.drawings import (
    SLIDE_OUTLINE,
    drawing_file,
    drawing_names,
    load_drawings,
    parse_drawing,
    read_drawing,
)
from tests.design.test_pattern import PALETTE

NAMES = drawing_names(Places.of(engine_folder()))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 170 170"><title>A door</title>'


def widths(svg: str) -> set[float]:
    return {float(width) for width in re.findall(r'stroke-width="([\d.]+)"', svg)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [36, 50, 110])
def test_strokes_keep_their_width_at_every_size(name: str, width: int) -> None:
    path = drawing_file(Places.of(engine_folder()), name)
    assert path is not None
    drawing = read_drawing(path)
    scale = mm(width).pt / drawing.width
    for outline, factor in ((pt("1.2"), 1), (SLIDE_OUTLINE, 2 / 1.2)):
        svg = drawing.svg(PALETTE, mm(width), outline)
        shown = {round(one * scale, 2) for one in widths(svg)}
        assert shown == {round(one * factor, 2) for one in (0.6, 1.2, 2.1)}
        assert ET.fromstring(svg).get("width") == f"{round(mm(width).pt, 3):g}pt"
    assert {PALETTE.heading.hex, PALETTE.accent.hex} == set(re.findall(r'stroke="(#\w+)"', svg))
    assert drawing.description


SMALLEST = mm(36)
"""The least width of a drawing, where strokes of 1.2 points are widest in units of the field."""


def outside(svg: str) -> list[tuple[float, float]]:
    """Return the points of an SVG of lines whose stroke, with round ends, leaves its field."""
    field = ET.fromstring(svg)
    _, _, wide, high = map(float, field.attrib["viewBox"].split())
    found: list[tuple[float, float]] = []
    for path in field.iter("{http://www.w3.org/2000/svg}path"):
        half = float(path.attrib["stroke-width"]) / 2
        found += [
            (x, y) for x, y in points(path.attrib["d"]) if not (half <= x <= wide - half and half <= y <= high - half)
        ]
    return found


def points(path: str) -> Iterator[tuple[float, float]]:
    """Yield the absolute ends of all lines of a path of the commands M, L, l and z."""
    x = y = 0.0
    start = x, y
    for command, written in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        assert command in "MLlz", f"this test cannot read the command {command}"
        numbers = [float(one) for one in re.findall(r"-?\d*\.?\d+", written)]
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = (x + across, y + down) if command == "l" else (across, down)
            yield x, y
        if command == "M":
            start = x, y
        elif command == "z":
            x, y = start


@pytest.mark.parametrize("name", NAMES)
def test_no_stroke_of_a_drawing_is_cut_off_at_an_edge(name: str) -> None:
    path = drawing_file(Places.of(engine_folder()), name)
    assert path is not None
    drawing = read_drawing(path)
    broad = drawing.width > drawing.height  # it runs from edge to edge of a poster
    assert (outside(drawing.svg(PALETTE, SMALLEST)) != []) is broad


def test_a_drawing_that_leaves_its_field_is_found() -> None:
    drawing = parse_drawing(f'{HEAD}<path stroke-width="1.2" d="M20 20l140 0 9.2 60l-9.2 0zl0 5"/></svg>'.encode())
    assert outside(drawing.svg(PALETTE, mm(60))) == []
    assert outside(drawing.svg(PALETTE, SMALLEST)) == [(169.2, 80)]


def test_a_publication_has_drawings_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "assets" / "drawings" / "lamp.svg"
    own.parent.mkdir(parents=True)
    own.write_text(HEAD + '<path stroke-width="1.2" d="M0 0l9 9"/></svg>', encoding="utf-8")
    places = Places.of(tmp_path)
    assert drawing_names(places) == sorted([*NAMES, "lamp"])
    assert drawing_file(places, "lamp") == own
    assert drawing_file(places, "no") is None


@pytest.mark.parametrize(
    ("written", "phrase"),
    [
        ("no", "no SVG file"),
        ("<!DOCTYPE svg><svg/>", "document type"),
        ('<svg viewBox="0 0 1"/>', "no viewBox"),
        ('<svg viewBox="0 0 0 1"/>', "no size"),
        (HEAD + "</svg>", "no paths"),
        (HEAD + "<image/></svg>", "the element image"),
        (HEAD + '<path d="M0 0" fill="red"/></svg>', "filled"),
        (HEAD + '<path d="&quot;"/></svg>', "other characters"),
        (HEAD + '<path d="M0 0" stroke-width="wide"/></svg>', "no number"),
        (HEAD + '<path d="M0 0" stroke-width="0"/></svg>', "between 0 and 100"),
        ('<svg viewBox="0 0 9 9"><path d="M0 0"/></svg>', "no title"),
    ],
)
def test_what_is_no_drawing_is_refused(written: str, phrase: str) -> None:
    with pytest.raises(ValueError, match=phrase):
        parse_drawing(written.encode())


def test_a_file_that_is_no_drawing_is_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "drawings"
    folder.mkdir(parents=True)
    (folder / "lamp.svg").write_text(f'{HEAD}<image href="a.png"/></svg>', encoding="utf-8")
    (folder / "boat.svg").write_text(f'{HEAD}<path d="M0 0L1 1"/></svg>', encoding="utf-8")
    assert set(load_drawings(Places.of(tmp_path))) == {*NAMES, "boat"}


def test_a_drawing_that_is_decoration_has_no_title() -> None:
    drawing = parse_drawing(f'{HEAD}<path d="M0 0L1 1"/></svg>'.encode())
    assert "<title>" not in drawing.svg(PALETTE, mm(50), titled=False)
    assert "<title>A door</title>" in drawing.svg(PALETTE, mm(50))
