"""Properties of the parts of layouts: wrapping, spreading, cutting, ticks, gaps."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.design.theme import Theme
from factpress.document.model import Datum, Row, Tick
from factpress.output.charts import svg_cleanup
from factpress.output.charts.canvas import Canvas, faces_for, measure_in
from factpress.output.charts.kinds.line import compared_figures
from factpress.output.charts.labels import spread
from factpress.output.charts.scales import Scale, shown_ticks
from factpress.output.charts.scene import Box, Line, cut
from factpress.output.charts.xy_plot import tint_of, usual_step
from factpress.output.pdf.svg_paths import line_operators
from tests.output.charts import samples


@pytest.fixture
def canvas(theme: Theme) -> Canvas:
    return Canvas(346, 8.4, 7.4, theme.palettes["print"], measure_in(faces_for(theme, "print")))


def test_words_wrap_evenly_and_lose_nothing(canvas: Canvas) -> None:
    text = "People found by name in the records of the guild and of its oldest members"
    block = canvas.wrap(text, 130)
    assert " ".join(block.lines) == text
    assert block.width <= 130
    assert min(block.widths) > 0.6 * max(block.widths)


def test_a_word_too_long_for_its_line_is_broken(canvas: Canvas) -> None:
    word = "Kirchturmspitzenvergoldungsverordnung"
    block = canvas.wrap(word, 40)
    assert "".join(block.lines) == word
    assert block.width <= 40


def test_no_text_takes_no_room(canvas: Canvas) -> None:
    assert canvas.wrap("", 100).height == 0
    assert canvas.wrap("  ", 100).lines == ()


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(5, 30)), max_size=12))
def test_spread_blocks_keep_their_distance_and_their_order(blocks: list[tuple[float, float]]) -> None:
    wanted, heights = [w for w, _ in blocks], [h for _, h in blocks]
    room = sum(heights) + 3 * len(heights) + 300
    middles = spread(wanted, heights, 0, room, 3)
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    for a, b in pairwise(order):
        assert middles[b] - heights[b] / 2 >= middles[a] + heights[a] / 2 + 3 - 1e-6
    assert all(m - h / 2 >= -1e-6 and m + h / 2 <= room + 1e-6 for m, h in zip(middles, heights, strict=True))


def test_spread_leaves_alone_what_has_room() -> None:
    assert spread([10, 50, 90], [8, 8, 8], 0, 100, 2) == [10, 50, 90]


def test_a_grid_line_stops_at_a_label() -> None:
    line = Line(((10, 0), (10, 100)), "#000000", 1)
    pieces = cut(line, [Box(5, 40, 15, 60), Box(20, 0, 30, 100)], 1)
    assert [piece.points for piece in pieces] == [((10, 0), (10, 39)), ((10, 61), (10, 100))]


@given(st.integers(0, 40))
def test_five_ticks_at_most_with_both_ends(count: int) -> None:
    ticks = tuple(Tick(float(n), str(n)) for n in range(count))
    shown = shown_ticks(ticks)
    assert len(shown) <= 5
    assert shown[:1] == ticks[:1]
    assert shown[-1:] == ticks[-1:]


def test_a_scale_survives_the_largest_numbers() -> None:
    assert Scale(0, 1.7e308, 0, 100).at(0.85e308) == pytest.approx(50)


def test_a_gap_is_longer_than_the_usual_step() -> None:
    assert usual_step(samples.LINE.rows) == 1
    assert usual_step(()) == 0


def test_a_tint_is_a_plain_colour() -> None:
    assert tint_of("#000000", "#ffffff", 0.25) == "#bfbfbf"


def test_measured_as_harfbuzz_does(theme: Theme) -> None:
    hb: Any = import_module("uharfbuzz")

    faces = faces_for(theme, "print")
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(faces.file(600).path))))
    for text in ("AV Tabeau 1.747", "nearly 100 %"):
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        shaped = sum(p.x_advance for p in buffer.glyph_positions) / 1000 * 8.4
        assert measure_in(faces)(text, 8.4, 600) == pytest.approx(shaped, abs=0.05)


def _row(*years: int) -> Row:
    return Row(str(years), tuple(Datum(str(year), 1.0, 1.0, when=float(year)) for year in years))


def test_several_lines_are_compared_at_the_last_date_that_all_have() -> None:
    rows = (_row(1974, 1979), _row(1970, 1979, 1985), Row("empty", ()))
    assert [(row.label, datum.text) for row, datum in compared_figures(rows)] == [
        ("(1974, 1979)", "1979"),
        ("(1970, 1979, 1985)", "1979"),
    ]


def test_lines_without_a_common_date_keep_their_last_figures() -> None:
    assert [datum.text for _, datum in compared_figures((_row(1974, 1979), _row(1985)))] == ["1979", "1985"]
    assert compared_figures(()) == ()


def _as_python_writes(number: float) -> str:
    written = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


@given(st.lists(st.floats(-1e6, 1e6), min_size=1))
def test_numbers_of_a_path_are_rounded_and_nothing_else(numbers: list[float]) -> None:
    path = " L ".join(f"{number:.6f}" for number in numbers)
    rounded = " L ".join(_as_python_writes(float(number)) for number in path.split(" L "))
    assert svg_cleanup._round(f"M {path} z #12ab3f 7") == f"M {rounded} z #12ab3f 7"


def test_noughts_have_no_sign() -> None:
    assert svg_cleanup._round("M -0.001 0.004 L 100.00 -0.50 1.5e-7") == "M 0 0 L 100 -0.5 0"


@pytest.mark.parametrize(
    "path",
    [
        "M 10.25 20.5 L 10.25 30.75 L 40 30.75 L 38.125 29 z M 100.1 5 L 99.9 5.3",
        "M 500.5 400.25 L 500.75 400.25 L 501.31 400.25 L 501.31 399.9 z M 1 1 L 1.5 1.25",
    ],
)
def test_relative_path_data_is_of_the_same_points(path: str) -> None:
    written = svg_cleanup._path(path)
    assert len(written) < len(path)
    assert set("hvl") & set(written)
    plain = line_operators(svg_cleanup._plain_path(path), lambda number: f"{number:.2f}".encode())
    assert line_operators(written, lambda number: f"{number:.2f}".encode()) == plain


def test_path_data_stays_absolute_where_that_is_shorter() -> None:
    assert svg_cleanup._path("M 500 500 L 1 2") == "M500 500L1 2"
