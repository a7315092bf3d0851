"""Drawings of all kinds have every label, without overlaps and inside the picture, and reproducible bytes."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from factpress.core.diagnostics import Findings, Location, Problems, ToolError
from factpress.core.paths import Places
from factpress.core.units import mm, pt
from factpress.design.theme import Theme
from factpress.document.model import Chart, Datum, Row
from factpress.document.parse.charts_file import load_charts
from factpress.output.charts import Format
from factpress.output.charts.canvas import faces_for
from factpress.output.charts.draw import draw, draw_all, height_for, lay_out
from factpress.output.charts.kinds import KINDS
from factpress.output.charts.scene import Area, Line
from factpress.publication.facts.claims import Standing
from factpress.workflows.schemas import schema_text
from tests.output.charts import samples
from tests.output.charts.reading import meeting, outside, read_labels, squeezed

ALL = {c.id: c for c in vars(samples).values() if isinstance(c, Chart)}


def a5(chart: Chart, theme: Theme) -> Format:
    return Format(mm(122), height_for(chart, mm(122), 8.4, theme, 7.4, standing=True), 8.4, 7.4, "print", standing=True)


def half_letter(chart: Chart, theme: Theme) -> Format:
    return Format(mm(117), height_for(chart, mm(117), 8.4, theme, 7.4, standing=True), 8.4, 7.4, "print", standing=True)


def slide(chart: Chart, theme: Theme) -> Format:
    return Format(pt(840), pt(380), 20, 17, "dark", standing=True)


def expected_words(chart: Chart) -> set[str]:
    """The words of a chart that its drawing must have, by its kind."""
    data = [datum for row in chart.rows for datum in row.data]
    rows = {row.label for row in chart.rows} | {row.note for row in chart.rows}
    match chart.kind:
        case "ranges" | "dots":
            ends = {text for d in data for text in ((d.text,) if d.low == d.high else (d.low_text, d.high_text))}
            ends |= {d.core.text for d in data if d.core is not None}
            words = rows | ends
        case "bars" | "share":
            words = rows | {d.text for d in data}
        case "timeline":
            words = {row.label for row in chart.rows} | {d.when_text for d in data}
        case "steps":
            words = set(chart.levels)
        case "line" if len(chart.rows) > 1:
            words = rows | {row.data[-1].text for row in chart.rows}
        case _:
            first, last = data[0], data[-1]
            lowest, highest = min(data, key=lambda d: d.low), max(data, key=lambda d: d.high)
            words = {first.text, last.text if last.low == last.high else last.low_text}
            words |= {lowest.text if lowest.low == lowest.high else lowest.low_text}
            words |= {highest.text if highest.low == highest.high else highest.high_text}
    years = {t.text for t in chart.ticks}
    return {word for word in words | years | {s.label for s in chart.periods} | {chart.standing_text} if word}


@pytest.mark.parametrize("place", [a5, half_letter, slide])
@pytest.mark.parametrize("chart", ALL.values(), ids=ALL)
def test_every_word_stands_clear_and_inside(
    chart: Chart, place: Callable[[Chart, Theme], Format], theme: Theme
) -> None:
    form = place(chart, theme)
    svg = draw(chart, form, theme).svg
    labels = read_labels(svg, faces_for(theme, form.palette))
    found = squeezed("".join(label.text for label in labels))
    # words broken over lines follow one another in the picture, so each text is found whole
    assert {word for word in expected_words(chart) if squeezed(word) not in found} == set()
    assert meeting(labels) == []
    assert outside(labels, svg) == []


def test_the_checks_see_an_overlap_and_an_escape(theme: Theme) -> None:
    form = a5(samples.RANGES, theme)
    svg = draw(samples.RANGES, form, theme).svg.decode()
    where = {m[3]: (m[1], m[2]) for m in re.finditer(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]+)<', svg)}
    x, y = where["1.747"]
    moved = svg.replace(f'x="{where["2.2"][0]}" y="{where["2.2"][1]}"', f'x="{x}" y="{float(y) + 3}"').encode()
    assert meeting(read_labels(moved, faces_for(theme, "print"))) == [("1.747", "2.2")]
    gone = svg.replace(f'x="{x}"', 'x="340"').encode()
    assert outside(read_labels(gone, faces_for(theme, "print")), gone) == ["1.747"]


def test_the_charts_own_standing_is_drawn_only_where_nothing_else_says_it(theme: Theme) -> None:
    form = a5(samples.RANGES, theme)
    assert b">Contested<" in draw(samples.RANGES, form, theme).svg
    assert b">Contested<" not in draw(samples.RANGES, replace(form, standing=False), theme).svg


def test_all_type_has_the_sizes_asked_for(theme: Theme) -> None:
    for chart in ALL.values():
        svg = draw(chart, a5(chart, theme), theme).svg.decode()
        sizes = set(re.findall(r'font-size="([^"]+)"', svg))
        larger = {size for size in sizes if float(size) > 8.4}  # the figures of cards and annotations
        assert sizes - larger <= {"8.4", "7.4"}
        assert not larger or chart.kind == "cards" or chart.band or chart.bracket
        assert set(re.findall(r'font-family="([^"]+)"', svg)) == {"Source Sans 3"}


def test_the_picture_is_accessible_and_lean(theme: Theme) -> None:
    for chart in ALL.values():
        svg = draw(chart, a5(chart, theme), theme).svg
        root = ET.fromstring(svg)
        assert root.attrib["role"] == "img"
        assert root.attrib["aria-label"] == chart.alt
        assert root.findtext("{http://www.w3.org/2000/svg}title") == chart.alt
        assert {child.tag.rpartition("}")[2] for child in root} == {"title", "path", "text"}
        text = svg.decode()
        for forbidden in (" id=", "opacity", "image-rendering", "matplotlib", "clip-path", "<g", "<use", "style="):
            assert forbidden not in text
        assert len(svg) < 9000


def test_at_most_five_grid_lines(theme: Theme) -> None:
    ticks = tuple(samples.Tick(n * 1e5, f"tick {n}") for n in range(31))
    scene = lay_out(replace(samples.RANGES, ticks=ticks), a5(samples.RANGES, theme), theme)
    assert sum(label.text.startswith("tick") for label in scene.labels) <= 5


def test_values_stand_on_one_scale_from_zero(theme: Theme) -> None:
    form = a5(samples.BARS, theme)
    bar = theme.palettes["print"].bar.hex
    areas = [m for m in lay_out(samples.BARS, form, theme).marks if isinstance(m, Area) and m.fill == bar]
    starts = {min(x for x, _ in area.points) for area in areas}
    lengths = [max(x for x, _ in area.points) - min(x for x, _ in area.points) for area in areas]
    assert len(starts) == 1
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 15_101 / 12_272, 16_200 / 12_272])


def test_the_same_bytes_in_another_process(theme: Theme) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "import hashlib, pathlib; from tests.output.charts import samples\n"
        "from factpress.output.charts.draw import draw; from factpress.output.charts import Format\n"
        "from factpress.core.diagnostics import Problems; from factpress.core.paths import Places\n"
        "from factpress.design.theme import load_theme; from factpress.core.units import pt\n"
        "theme = load_theme(Places.of(pathlib.Path('nowhere')), Problems())\n"
        "d = draw(samples.LINE, Format(pt(840), pt(300), 20, 17, 'light', True, 600), theme)\n"
        "print(hashlib.sha256(d.svg + d.png).hexdigest())"
    )
    paths = [path for path in sys.path if path]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, *paths],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1
    assert len(runs.pop().strip()) == 64


def test_outlines_have_no_text_and_still_say_their_words(theme: Theme) -> None:
    form = Format(pt(840), pt(300), 20, 17, "light", outlines=True)
    svg = draw(samples.LINE, form, theme).svg.decode()
    assert "<text" not in svg
    assert 'aria-label="6.78"' in svg


def test_png_has_its_width_a_transparent_ground_and_no_metadata(theme: Theme) -> None:
    import io

    from PIL import Image

    form = Format(pt(840), pt(300), 20, 17, "dark", outlines=True, pixels=840)
    image = Image.open(io.BytesIO(draw(samples.SHARE, form, theme).png))
    assert image.size == (840, 300)
    assert set(image.info) == {"transparency"}
    assert image.convert("RGBA").getpixel((4, 4))[3] == 0  # type: ignore[index]


def test_an_unknown_kind_is_a_finding_with_a_hint(theme: Theme) -> None:
    with pytest.raises(Findings) as caught:
        draw(replace(samples.BARS, kind="bar"), a5(samples.BARS, theme), theme)
    assert caught.value.found[0].code == "unknown-chart-kind"
    assert caught.value.found[0].hint == 'did you mean "bars"?'


def test_too_little_height_is_a_finding_and_never_smaller_type(theme: Theme) -> None:
    many = replace(samples.BARS, rows=samples.BARS.rows * 8)
    with pytest.raises(Findings) as caught:
        draw(many, Format(pt(840), pt(300), 20, 17, "light"), theme)
    assert caught.value.found[0].code == "chart-too-tall"


def test_a_withdrawn_claim_is_never_drawn(theme: Theme) -> None:
    rows = (*samples.BARS.rows, Row("gone", (samples.single(1, "1"),), standing=Standing.WITHDRAWN))
    with pytest.raises(Findings) as caught:
        draw(replace(samples.BARS, rows=rows), a5(samples.BARS, theme), theme)
    assert caught.value.found[0].code == "withdrawn-in-chart"


def test_values_without_a_date_or_a_level_are_all_named(theme: Theme) -> None:
    undated = tuple(Row(name, (samples.single(1, "1"),)) for name in ("one", "two"))
    form = Format(mm(122), mm(60), 8.4, 7.4, "print")
    with pytest.raises(Findings) as caught:
        draw(samples.chart("line", undated), form, theme)
    assert [d.code for d in caught.value.found] == ["chart-without-date"] * 2
    with pytest.raises(Findings) as caught:
        draw(replace(samples.STEPS, levels=()), form, theme)
    assert {d.code for d in caught.value.found} == {"chart-without-level"}


def test_a_core_is_the_bar_and_its_range_a_thin_line_beyond_it(theme: Theme) -> None:
    """On either side, except where both begin at one figure. A range without a core has no such line."""

    def thin_lines(row: Row) -> int:
        chart = replace(samples.CORE, rows=(row,))
        lines = [m for m in lay_out(chart, a5(chart, theme), theme).marks if isinstance(m, Line)]
        level = [line for line in lines if line.colour == bar and line.points[0][1] == line.points[1][1]]
        stripes = [line for line in level if line.width >= 2]
        ends = [x for line in stripes for x, _ in line.points]
        beyond = [line for line in level if line.width < 2]
        for line in beyond:
            assert not min(ends) + 1 < sum(x for x, _ in line.points) / 2 < max(ends) - 1
        assert len(stripes) == 4
        return len(beyond)

    bar = theme.palettes["print"].bar.hex
    assert [thin_lines(row) for row in samples.CORE.rows] == [0, 2, 1]


def test_an_unknown_palette_is_the_callers_error(theme: Theme) -> None:
    with pytest.raises(ToolError, match="sepia"):
        draw(samples.BARS, replace(a5(samples.BARS, theme), palette="sepia"), theme)


def test_draw_all_draws_each_in_its_own_format_and_can_be_sent_to_a_process(theme: Theme) -> None:
    formats = {chart.id: a5(chart, theme) for chart in ALL.values()}
    drawn = draw_all(ALL.values(), lambda chart: formats[chart.id], formats[samples.BARS.id], theme)
    drawings = pickle.loads(pickle.dumps(drawn))  # noqa: S301  our own, of a moment ago
    assert drawings == drawn
    assert set(drawings) == set(ALL)
    assert all(drawings[name].height == formats[name].height for name in ALL)


def test_draw_all_reports_every_chart_at_once(theme: Theme) -> None:
    wrong = [replace(samples.BARS, id=name, kind="pie") for name in ("a", "b")]
    with pytest.raises(Findings) as caught:
        draw_all(wrong, lambda _: a5(samples.BARS, theme), a5(samples.BARS, theme), theme)
    assert len(caught.value.found) == 2


def test_naming_the_kinds_loads_no_matplotlib() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]; import factpress.output.charts.kinds\n"
        "print('matplotlib' in sys.modules)"
    )
    paths = [path for path in sys.path if path]
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert set(KINDS) == {c.kind for c in ALL.values()} | {"map"}  # its sample needs the map data: test_country_map.py


def test_a_kind_is_one_line_in_the_registry(theme: Theme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A new kind is drawn, allowed in charts.yaml, and listed in the schema that editors complete from."""
    monkeypatch.setitem(KINDS, "dot-bars", KINDS["bars"])
    chart = replace(samples.BARS, kind="dot-bars")
    assert draw(chart, a5(chart, theme), theme).svg == draw(samples.BARS, a5(samples.BARS, theme), theme).svg
    schema = json.loads(schema_text("charts"))
    assert schema["$defs"]["ChartRecord"]["properties"]["kind"]["enum"] == list(KINDS)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/charts.yaml").write_text(
        "a: {kind: dot-bars, title: A, rows: []}\nb: {kind: pie, title: B, rows: []}\n"
    )
    problems = Problems()
    load_charts(Places.of(tmp_path), KINDS, problems)
    assert [found.message for found in problems] == ['unknown kind of chart "pie"']


def test_findings_about_a_chart_name_its_place_in_the_file(theme: Theme) -> None:
    place = Location(Path("data/charts.yaml"), 4, 1)
    undated = replace(samples.BARS, kind="line", origin=place, rows=(Row("A", (Datum("1", 1.0, 1.0),)),))
    with pytest.raises(Findings) as caught:
        draw(undated, a5(samples.BARS, theme), theme)
    assert {(found.code, found.location) for found in caught.value.found} == {("chart-without-date", place)}
    low = replace(a5(samples.BARS, theme), height=pt(20))
    with pytest.raises(Findings) as caught:
        draw(replace(samples.BARS, origin=place), low, theme)
    assert [(found.code, found.location) for found in caught.value.found] == [("chart-too-tall", place)]


def test_what_is_too_tall_loses_notes_and_then_size(theme: Theme) -> None:
    """Down to the smallest size; then it is a finding. A format without such a size keeps its type."""
    whole = lay_out(samples.GROUPS, Format(pt(840), pt(330), 20, 17, "light"), theme)
    bare = lay_out(samples.GROUPS, Format(pt(840), pt(240), 20, 17, "light", least_pt=16), theme)
    assert {"a minimum", "no list"} <= {label.text for label in whole.labels}
    assert not {"a minimum", "no list"} & {label.text for label in bare.labels}
    assert 16 <= max(label.size for label in bare.labels) < 20
    with pytest.raises(Findings, match="needs a height"):
        lay_out(samples.GROUPS, Format(pt(840), pt(100), 20, 17, "light", least_pt=16), theme)


def test_a_chart_with_less_space_is_lower_and_still_has_room(theme: Theme) -> None:
    chart = samples.BARS
    ideal, tight, least = (height_for(chart, mm(122), 8.4, theme, 7.4, space=space) for space in (1.0, 0.25, 0.0))
    assert least < tight < ideal
    assert draw(chart, Format(mm(122), least, 8.4, 7.4, "print"), theme).height == least
