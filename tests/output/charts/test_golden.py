"""A small SVG of each kind as a golden file, so that changes of the design are visible in a review.

Numbers are rounded to half points, since smaller changes are not visible.
"""

from __future__ import annotations

import re

import pytest

from factpress.core.units import pt
from factpress.design.theme import Theme
from factpress.document.model import Chart
from factpress.output.charts import Format
from factpress.output.charts.draw import draw, height_for
from tests.golden_files import assert_golden
from tests.output.charts.test_draw import ALL


def normalised(svg: bytes) -> str:
    return re.sub(r"\d+\.\d+", lambda m: f"{round(float(m[0]) * 2) / 2:g}", svg.decode())


@pytest.mark.parametrize("chart", ALL.values(), ids=ALL)
def test_the_picture_is_as_it_was(chart: Chart, theme: Theme) -> None:
    height = height_for(chart, pt(300), 8, theme, 7, standing=True)
    drawn = normalised(draw(chart, Format(pt(300), height, 8, 7, "print", standing=True), theme).svg)
    assert_golden(f"charts/{chart.id}.svg", drawn)
