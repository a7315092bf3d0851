"""Properties of the range bar, the covers and the QR code."""

from __future__ import annotations

import dataclasses
import itertools
import re

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import ToolError
from factpress.document.model import Chapter
from factpress.output.booklet.cover import back_cover, chapter_pattern, cover
from factpress.output.booklet.renderer import chart_format, page_of
from factpress.output.html.assets import QUIET_MODULES, qr_code
from factpress.output.html.blocks import BarLabel, range_bar
from tests.output.booklet import sample

PAGE = page_of(sample.A5)


def extent(label: BarLabel) -> tuple[float, float]:
    wide = len(label.text) * 1.55
    return (label.at, label.at + wide) if label.anchor == "start" else (label.at - wide, label.at)


numbers = st.floats(0, 1, allow_nan=False)


@given(st.tuples(numbers, numbers).filter(lambda p: p[0] != p[1]), st.text("0123456789.", min_size=1, max_size=14))
def test_labels_of_a_bar_stay_apart_and_inside(ends: tuple[float, float], words: str) -> None:
    low, high = sorted(ends)
    statistic = dataclasses.replace(sample.RANGE, low=low, high=high, scale=1.0, low_text=words, high_text=words)
    bar = range_bar(statistic, 98.0)
    assert bar is not None
    assert 0 <= bar.low <= bar.high <= 98
    (left, left_end), (right, right_end) = extent(bar.low_label), extent(bar.high_label)
    assert left >= -0.01
    assert right_end <= 98.01
    assert right - left_end >= 1.4


def test_a_single_figure_has_no_bar() -> None:
    assert range_bar(sample.SINGLE, 98) is None


# ── covers ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_short_title_is_set_full_and_a_long_one_smaller() -> None:
    theme = sample.theme()
    full = theme.print_type["cover-title"].size
    short = cover(sample.document(title="The River", subtitle=""), theme, PAGE)
    longer = cover(sample.document(title="The River at the Bridge and the Mill above the Weir"), theme, PAGE)
    assert short.title_size == full
    assert longer.title_size < full
    assert short.cloth is not None
    assert longer.cloth is not None


def test_a_title_that_leaves_no_room_takes_the_cloth_away() -> None:
    endless = cover(sample.document(title="The River at the Bridge " * 9), sample.theme(), PAGE)
    assert endless.cloth is None


def test_the_lines_of_a_title_are_even() -> None:
    made = cover(sample.document(title="The River at the Bridge"), sample.theme(), PAGE)
    assert made.title_width < made.width


def test_no_cloth_without_ornament() -> None:
    assert cover(sample.document(), sample.theme(ornament=False), PAGE).cloth is None


def test_the_thread_arrives_on_the_back_as_high_as_it_left() -> None:
    front = cover(sample.document(), sample.theme(), PAGE)
    assert front.cloth is not None
    assert front.cloth.thread_y is not None
    assert back_cover(sample.document(), front, PAGE).thread_y == front.cloth.top + front.cloth.thread_y


@pytest.mark.parametrize("years", [(1960, 1993), (1970, 2026), (1976, 1977), (1953, 1955)])
def test_years_stand_clear_of_each_other_and_of_the_thread(years: tuple[int, int]) -> None:
    band = chapter_pattern(Chapter("c", "One", (), (), years), sample.theme(), PAGE)
    assert band is not None
    heights = [label.y.mm for label in band.labels]
    assert all(below - above >= 2.69 for above, below in itertools.pairwise(heights))
    if band.thread_y is not None:
        assert all(abs(height - band.thread_y.mm) >= 1.89 for height in heights)


def test_no_band_without_years() -> None:
    assert chapter_pattern(Chapter("c", "One", (), ()), sample.theme(), PAGE) is None


# ── QR code ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", ["https://example.org", "https://example.org/" + "long/" * 30])
def test_the_qr_code_is_drawn_module_by_module(address: str) -> None:
    svg, modules = qr_code(address)
    drawn = [[False] * modules for _ in range(modules)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1\.02", svg):
        for i in range(int(run)):
            drawn[int(y) - QUIET_MODULES][int(x) - QUIET_MODULES + i] = True
    expected = segno.make_qr(address, error="m", boost_error=False)
    assert drawn == [[bool(module) for module in row] for row in expected.matrix]


def test_the_qr_code_is_27_mm_without_its_quiet_zone() -> None:
    back = back_cover(sample.document(), cover(sample.document(), sample.theme(), PAGE), PAGE)
    assert (back.qr_side - back.qr_quiet * 2).mm == pytest.approx(27, abs=0.01)


def test_no_address_no_code() -> None:
    document = sample.document(address="")
    assert back_cover(document, cover(document, sample.theme(), PAGE), PAGE).qr is None


# ── the press ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_product_without_page_is_refused() -> None:
    with pytest.raises(ToolError, match="has no page"):
        chart_format(sample.chart(), sample.theme(), dataclasses.replace(sample.A5, page=None))
