"""Line drawings as pixels."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from factpress.core.paths import Places, engine_folder
from factpress.design.drawing_pixels import drawing_png, polylines
from factpress.design.drawings import DrawnStroke, drawing_file, drawing_names, read_drawing
from tests.design.test_pattern import PALETTE

PLACES = Places.of(engine_folder())


def lines(path: str) -> list[list[tuple[float, float]]]:
    return [[(round(x, 3), round(y, 3)) for x, y in line] for line in polylines(DrawnStroke(path, 1.2))]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("M1 2L3 4", [[(1, 2), (3, 4)]]),
        ("m1 2 3 4 5-6", [[(1, 2), (4, 6), (9, 0)]]),
        ("M0 0H5v2z", [[(0, 0), (5, 0), (5, 2), (0, 0)]]),
        ("M0 0L1 1M5 5l1 0", [[(0, 0), (1, 1)], [(5, 5), (6, 5)]]),
        ("M0 0A5 5 0 0 1 4 4", [[(0, 0), (4, 4)]]),
        ("M1 1", []),
    ],
)
def test_paths_of_straight_lines(path: str, expected: list[list[tuple[float, float]]]) -> None:
    assert lines(path) == expected


@pytest.mark.parametrize(
    "path", ["M0 0C0 10 10 10 10 0", "M0 0Q5 10 10 0", "M0 0q2 4 4 4T10 0", "M0 0c0 4 4 4 5 4s5 0 5-4"]
)
def test_curves_end_where_they_should_and_bend(path: str) -> None:
    (line,) = lines(path)
    assert (line[0], line[-1]) == ((0, 0), (10, 0))
    assert max(y for _, y in line) > 3


@pytest.mark.parametrize("name", drawing_names(PLACES))
def test_a_drawing_has_both_colours_on_a_transparent_ground(name: str) -> None:
    path = drawing_file(PLACES, name)
    assert path is not None
    data = drawing_png(read_drawing(path), PALETTE, 240, 1.2)
    picture = Image.open(io.BytesIO(data)).convert("RGBA")
    assert picture.width == 240
    pixels = picture.tobytes()
    found = {tuple(pixels[i : i + 3]) for i in range(0, len(pixels), 4) if pixels[i + 3] == 255}
    assert {PALETTE.heading.rgb, PALETTE.accent.rgb} <= found
    assert pixels[3] == 0  # the corner is transparent
