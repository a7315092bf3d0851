"""A timeline over two pages: its labels are beside the band, clear of the fold and of each other."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from factpress.core.diagnostics import Findings
from factpress.core.units import mm
from factpress.design.theme import Theme
from factpress.document.model import Chart, Datum, Row
from factpress.output.charts import Format
from factpress.output.charts.draw import lay_out
from factpress.output.charts.scene import Box, Label, Line, Scene
from tests.output.charts import samples

EDGE, FOLD = mm(10).pt, mm(12).pt
FORMAT = Format(
    mm(296), mm(53), 8.8, 8.5, "print", edge_pt=EDGE, fold_pt=FOLD, band_pt=mm(15).pt, years=(1953, 2026)
)  # fmt: skip
MIDDLE = FORMAT.width.pt / 2


def event(label: str, when: float, until: float | None = None) -> Row:
    years = f"{when:.0f} to {until:.0f}" if until else f"{int(when)}"
    return Row(label, (Datum(label, when=when, until=until, when_text=f"on a day of {years}", years_text=years),))


CHART = replace(
    samples.TIMELINE,
    id="band",
    rows=(
        event("The mill is closed", 1975.29, 1979.02),
        event("Report of the guild’s experts", 2009.75),
        event("First judgment", 2010.56),
        event("List of weavers made", 2014.3, 2016.2),
        event("Convictions", 2018.87),
        event("Last appeal judged", 2022.72),
        event("On the list of mills", 2025.5),
    ),
    ticks=(),
    periods=(),
    standing_text="",
)


def scene(theme: Theme, chart: Chart = CHART, chart_format: Format = FORMAT) -> Scene:
    return lay_out(chart, chart_format, theme)


def near_the_fold(labels: tuple[Label, ...]) -> list[str]:
    return [one.text for one in labels if one.box.left < MIDDLE + FOLD - 0.1 and one.box.right > MIDDLE - FOLD + 0.1]


def strokes(drawn: Scene, height: float) -> list[Line]:
    return [mark for mark in drawn.marks if isinstance(mark, Line) and abs(length(mark)) < height]


def length(line: Line) -> float:
    return line.points[-1][1] - line.points[0][1]


def test_labels_are_clear_of_the_fold_the_edges_the_band_and_each_other(theme: Theme) -> None:
    labels = scene(theme).labels
    band = Box(0.0, (FORMAT.height.pt - FORMAT.band_pt) / 2, FORMAT.width.pt, (FORMAT.height.pt + FORMAT.band_pt) / 2)
    assert {"2010", "1975 to 1979", "1953", "2026"} <= {label.text for label in labels}
    assert near_the_fold(labels) == []
    assert near_the_fold((replace(labels[0], x=MIDDLE - 5),)) != []
    for label in labels:
        assert label.box.left >= EDGE - 0.1
        assert label.box.right <= FORMAT.width.pt - EDGE + 0.1
        assert label.box.top >= 0
        assert label.box.bottom <= FORMAT.height.pt
        assert not label.box.overlaps(band)
    assert not [(a.text, b.text) for a, b in combinations(labels, 2) if a.box.overlaps(b.box, -0.5)]


def test_labels_of_the_left_page_are_above_and_those_of_the_right_one_on_both_sides(theme: Theme) -> None:
    labels, middle = scene(theme).labels, FORMAT.height.pt / 2
    assert {label.y < middle for label in labels if label.x < MIDDLE} == {True}
    assert {label.y < middle for label in labels if label.x > MIDDLE} == {True, False}


def test_each_stroke_is_at_the_thread_of_its_year(theme: Theme) -> None:
    pitch = (FORMAT.width.pt - 2 * EDGE) / 74
    years = sorted(line.points[0][0] for line in strokes(scene(theme), FORMAT.band_pt))
    expected = [1953, 1977, 2009, 2010, 2015, 2018, 2022, 2025, 2026]
    assert years == pytest.approx([EDGE + (year + 0.5 - 1953) * pitch for year in expected])


def test_without_a_pattern_the_band_has_a_thread_for_each_year_of_its_events(theme: Theme) -> None:
    drawn = scene(theme, chart_format=replace(FORMAT, years=None))
    threads = [m for m in drawn.marks if isinstance(m, Line) and length(m) == pytest.approx(FORMAT.band_pt)]
    assert len(threads) == 2025 - 1975 + 1
    assert not [m for m in scene(theme).marks if isinstance(m, Line) and length(m) == pytest.approx(FORMAT.band_pt)]


@pytest.mark.parametrize(
    "rows",
    [
        tuple(event(f"A judgment of the court of {year}", year + 0.5) for year in range(2008, 2020)),
        tuple(event(f"A judgment of the court of {year}", year + 0.5) for year in range(1954, 1964)),
        tuple(event("A", year + 0.5) for year in range(1995, 2020)),
    ],
)
def test_too_many_labels_are_reported(theme: Theme, rows: tuple[Row, ...]) -> None:
    with pytest.raises(Findings) as raised:
        scene(theme, replace(CHART, rows=rows))
    assert [(one.code, "more labels" in one.message) for one in raised.value.found] == [("chart-too-tall", True)]
