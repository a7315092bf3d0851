"""Properties of all charts: labels do not overlap and stay inside, and no chart fails."""

from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factpress.core.units import mm, pt
from factpress.design.theme import Theme
from factpress.document.model import Bracket, Chart, Core, Datum, PeriodBand, Row, Tick, ValueBand
from factpress.document.resolve.chart_annotations import WITH_VALUE_AXIS
from factpress.output.charts import Format
from factpress.output.charts.draw import height_for, lay_out
from factpress.output.charts.kinds import KINDS
from factpress.output.charts.scene import Scene
from factpress.publication.facts.claims import Standing
from tests.output.charts import samples

WORDS = st.lists(
    st.sampled_from(["weavers", "of", "1,200", "the", "hills", "Kirchturmspitzenvergoldungsverordnung", "a"]),
    max_size=9,
).map(" ".join)
NUMBERS = st.one_of(st.sampled_from([0.0, 1.0, 100.0, 1e15]), st.floats(0, 1e9, allow_nan=False, allow_infinity=False))


OF_ROWS = [kind for kind in KINDS if kind != "map"]


@st.composite
def any_datum(draw: st.DrawFn, kind: str) -> Datum:
    low = draw(NUMBERS)
    high = draw(st.sampled_from([low, low * 1.5 + 1]))
    if kind == "share":
        low, high = min(low, 100.0), min(high, 100.0)
    low_text, high_text = f"{low:,.0f}", f"{high:,.0f}"
    text = low_text if low == high else f"{low_text} to {high_text}"
    when = draw(st.integers(1950, 2030)) + draw(st.sampled_from([0.0, 0.29, 0.5]))
    until = when + draw(st.sampled_from([0.1, 1.0, 12.0])) if kind in ("steps", "timeline") else None
    level, bound = draw(st.integers(0, 3)), draw(st.sampled_from([0, 0, 1, -1])) if low == high else 0
    core = Core(low + (high - low) / 4, high, f"{low:,.0f} and more") if draw(st.booleans()) and high > low else None
    return Datum(text, low, high, low_text, high_text, when, until, f"{when:.0f}", level, bound, core)


@st.composite
def any_chart(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(OF_ROWS))
    rows = draw(
        st.lists(
            st.builds(
                Row,
                WORDS,
                st.lists(any_datum(kind), max_size=4).map(tuple),
                WORDS,
                st.sampled_from([None, *(s for s in Standing if s is not Standing.WITHDRAWN)]),
                st.booleans(),
                st.sampled_from(["", "", "", "A group of weavers"]),
                st.sampled_from(["", "", "may count some twice", "an early guess of one newspaper, not a count"]),
                st.sampled_from([False, False, True]),
            ),
            max_size=5,
        )
    )
    highest = max((d.high for row in rows for d in row.data), default=1.0)
    ticks = tuple(Tick(highest * k / 4, f"{highest * k / 4:,.0f}") for k in range(draw(st.integers(0, 5))))
    spells = tuple(PeriodBand(1960.0 + 7 * k, 1963.0 + 7 * k, draw(WORDS)) for k in range(draw(st.integers(0, 3))))
    levels = ("lowest", draw(WORDS), "higher", "highest")
    standing_text = draw(st.sampled_from(["", "Contested"]))
    chart = samples.chart(kind, tuple(rows), ticks, periods=spells, levels=levels, standing_text=standing_text)
    if kind not in WITH_VALUE_AXIS:
        return chart
    low = draw(st.sampled_from([0.0, 0.2, 0.6])) * highest
    band = ValueBand(
        low, low + 0.3 * highest + 1, "1.5 to 2.25 million", draw(st.sampled_from(["where", "where most meet"]))
    )
    filled = [i for i, row in enumerate(rows) if len(row.data) == 1]
    bracket = Bracket((filled[0], filled[-1]), "1.7 million", "apart") if len(filled) > 1 else None
    return replace(chart, **draw(st.sampled_from([{}, {}, {"band": band}, {"bracket": bracket}])))


def sound(scene: Scene) -> None:
    boxes = [(label.text, label.box) for label in scene.labels]
    slack = -0.3  # points: boxes include air that letters do not fill
    assert [(a, b) for (a, x), (b, y) in itertools.combinations(boxes, 2) if x.overlaps(y, slack)] == []
    assert [
        text
        for text, box in boxes
        if box.left < -0.1 or box.top < -0.6 or box.right > scene.width + 0.1 or box.bottom > scene.height + 0.1
    ] == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(chart=any_chart())
def test_labels_keep_apart_and_inside(chart: Chart, theme: Theme) -> None:
    height = height_for(chart, mm(117), 8.4, theme, 7.4, standing=True)
    sound(lay_out(chart, Format(mm(117), height, 8.4, 7.4, "print", standing=True), theme))
    tall = max(pt(300), height_for(chart, pt(840), 20, theme, 17, "light", standing=True))
    sound(lay_out(chart, Format(pt(840), tall, 20, 17, "light", standing=True), theme))


def test_forty_rows_one_datum_two_hundred_points_and_nothing_at_all(theme: Theme) -> None:
    forty = tuple(Row(f"Row {n}", (samples.single(n, str(n)),), "a note") for n in range(40))
    many = (Row("many", tuple(samples.year(1800 + n, n * 37 % 101, str(n * 37 % 101)) for n in range(200))),)
    same = (Row("same", tuple(samples.year(1990 + n, 7, "7") for n in range(12))),)
    zeros = (Row("none", tuple(samples.year(1990 + n, 0, "0") for n in range(12))),)
    one = (Row("one", (samples.year(1990, 5, "5"),)),)
    huge = (Row("huge", (samples.year(1990, 1e300, "very many"), samples.year(1991, 1.7e308, "more"))),)
    flat = {"ranges", "bars", "dots", "share"}
    for kind in OF_ROWS:
        for rows in ((), (Row("no data", ()),), one, same, zeros, *((forty,) if kind in flat else (many, huge))):
            chart = samples.chart(kind, stepped(rows) if kind == "steps" else rows, levels=("a",))
            height = height_for(chart, mm(122), 8.4, theme, 7.4)
            sound(lay_out(chart, Format(mm(122), height, 8.4, 7.4, "print"), theme))


def stepped(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The same moments as spans of one year on a scale of one level."""
    return tuple(
        Row(row.label, tuple(samples.step(int(d.when or 0), int(d.when or 0), 0, ("a",)) for d in row.data))
        for row in rows
    )
