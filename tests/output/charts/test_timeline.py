"""The rows of a timeline are even, its labels end on one line, and its grid has the ticks only and no label on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from factpress.core.units import mm, pt
from factpress.design.theme import Theme
from factpress.document.model import Chart, Datum, Row, Tick
from factpress.output.charts import Format
from factpress.output.charts.draw import height_for, lay_out
from factpress.output.charts.scene import Area, Label, Line, Scene
from tests.output.charts import samples

YEARS = tuple(Tick(year, str(year)) for year in (1975, 1980, 1990, 2000, 2010, 2018))
PLAIN = replace(samples.TIMELINE, ticks=YEARS, periods=())


def event(label: str, when: float, text: str, until: float | None = None) -> Row:
    return Row(label, (Datum(label, when=when, until=until, when_text=text),))


def laid_out(chart: Chart, theme: Theme, *, wide: bool = False) -> Scene:
    if wide:
        return lay_out(chart, Format(pt(840), pt(400), 20, 17, "light"), theme)
    return lay_out(chart, Format(mm(122), height_for(chart, mm(122), 8.4, theme, 7.4), 8.4, 7.4, "print"), theme)


def crossed(scene: Scene) -> list[str]:
    """The labels that a grid line runs through."""
    grid = [mark for mark in scene.marks if isinstance(mark, Line) and mark.points[0][0] == mark.points[-1][0]]
    return [label.text for label in scene.labels for line in grid if label.box.crossed(*line.points)]


def middles(scene: Scene) -> list[float]:
    """The middles of the diamonds, from the first down."""
    return [mark.points[1][1] for mark in scene.marks if isinstance(mark, Area)]


@pytest.mark.parametrize("wide", [False, True])
def test_no_line_runs_through_a_label(theme: Theme, wide: bool) -> None:
    scene = laid_out(PLAIN, theme, wide=wide)
    assert crossed(scene) == []
    grid = theme.palettes["light" if wide else "print"].line.hex
    line = next(mark for mark in scene.marks if isinstance(mark, Line) and mark.colour == grid)
    on_it = replace(scene.labels[0], x=line.points[0][0] - 5, y=(line.points[0][1] + line.points[-1][1]) / 2)
    assert set(crossed(replace(scene, labels=(on_it,)))) == {on_it.text}


def test_grid_lines_are_at_round_ticks_only(theme: Theme) -> None:
    grid = theme.palettes["print"].line.hex
    lines = [m for m in laid_out(PLAIN, theme).marks if isinstance(m, Line) and m.colour == grid]
    places = sorted({round(line.points[0][0], 3) for line in lines})
    assert len(places) == 4  # not at 1975 and 2018
    steps = [b - a for a, b in pairwise(places)]
    assert steps == pytest.approx([steps[0]] * 3)


def test_rows_are_even_whatever_their_labels_take(theme: Theme) -> None:
    rows = tuple(
        event(f"{'A long label of an event that takes lines ' * (n % 3)}{n}", 1990 + n, "1990") for n in range(9)
    )
    found = middles(laid_out(samples.chart("timeline", rows, YEARS), theme))
    steps = [b - a for a, b in pairwise(found)]
    assert len(found) == 9
    assert steps == pytest.approx([steps[0]] * 8)


def test_labels_end_on_one_line_and_dates_are_beside_their_marks(theme: Theme) -> None:
    scene = laid_out(PLAIN, theme)
    names = {row.label for row in PLAIN.rows}
    labels = [label for label in scene.labels if label.text in names]
    ends = [label.box.right for label in labels]
    assert len(ends) > 3
    assert ends == pytest.approx([ends[0]] * len(ends))
    first, last = (_label(scene, text) for text in ("17 April 1975 to 6 January 1979", "16 November 2018"))
    marks = [mark.points for mark in scene.marks if isinstance(mark, Area)]
    assert last.box.right < marks[-1][3][0]  # left of its mark, at the end of the axis
    assert first.x > ends[0]


def _label(scene: Scene, text: str) -> Label:
    return next(label for label in scene.labels if label.text == text)


@pytest.mark.parametrize(
    "rows",
    [
        (event("One", 1990.5, "July 1990"),),
        (event("All of it", 1900, "from the first of January 1900 to the end of the year 2000", 2001.0),),
        (event("", 1990, "1990"), event("", 2000, "2000")),
        (event("Long ago", 1900, "1900"), event("Span", 1901, "from 1901 to the last day of 1999", 2000.0)),
    ],
)
def test_every_date_is_inside(rows: tuple[Row, ...], theme: Theme) -> None:
    """Of one row, of a span as long as the axis, without labels."""
    scene = laid_out(samples.chart("timeline", rows, (Tick(1900, "1900"), Tick(2000, "2000"))), theme)
    assert crossed(scene) == []
    assert all(label.box.left >= -0.1 and label.box.right <= scene.width + 0.1 for label in scene.labels)
    words = "".join(label.text for label in scene.labels).replace(" ", "")
    assert all(row.data[0].when_text.replace(" ", "") in words for row in rows)
