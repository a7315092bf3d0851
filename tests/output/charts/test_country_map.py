"""Maps: all is inside the frame, names are where they have room, and a slide has the same map in dark."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from factpress.core.units import mm, pt
from factpress.design.palettes import TEXT_ON_PAPER, Colour, contrast
from factpress.design.theme import Theme
from factpress.document.model import Chart, CountryMap, MapName
from factpress.output.charts import Format
from factpress.output.charts.draw import draw, height_for, lay_out
from factpress.output.charts.kinds.country_map import WIDEST_PEN
from factpress.output.charts.scene import Area, Box, Line, Scene
from tests.golden_files import assert_golden
from tests.output.charts.map_sample import MAP as CHART
from tests.output.charts.test_golden import normalised

assert CHART.map is not None
MAP: CountryMap = CHART.map


def scene(theme: Theme, shown: CountryMap = MAP, palette: str = "print") -> Scene:
    chart: Chart = replace(CHART, map=shown)
    height = height_for(chart, mm(112), 8.6, theme, 8.6, palette)
    return lay_out(chart, Format(mm(112), height, 8.6, 8.6, palette), theme)


def texts(found: Scene) -> list[str]:
    return [label.text for label in found.labels]


def test_shapes_and_names_are_in_the_frame(theme: Theme) -> None:
    found = scene(theme)
    points = [point for mark in found.marks if isinstance(mark, Line | Area) for point in mark.points]
    assert all(-0.01 <= x <= found.width + 0.01 and -0.01 <= y <= found.height + 0.01 for x, y in points)
    for label in found.labels:
        assert label.box.left >= 0
        assert label.box.right <= found.width
    boxes = [label.box for label in found.labels]
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.overlaps(b, -1.5)]


def test_a_name_without_room_is_left_out_and_a_place_never_is(theme: Theme) -> None:
    assert "Far Sea" not in texts(scene(theme))
    assert {"Weaverton", "Loomwick", "Threadby", "Neighbor"} <= set(texts(scene(theme)))


def near_lines(found: Scene, name: str, theme: Theme) -> int:
    """The waters and outlines of the country that are nearer to a name than 0.4 em."""
    label = next(label for label in found.labels if label.text == name)
    colours = (theme.palettes["print"].third.hex, theme.palettes["print"].heading.hex)
    lines = [m for m in found.marks if isinstance(m, Line) and m.colour in colours and len(m.points) > 2]
    more, box = 0.4 * 8.6, label.box
    wider = Box(box.left - more, box.top - more, box.right + more, box.bottom + more)
    return sum(wider.crossed(a, b) for line in lines for a, b in pairwise(line.points))


def test_names_of_waters_and_neighbours_keep_away_from_lines(theme: Theme) -> None:
    assert MAP.rivers
    x, y = MAP.rivers[0].points[len(MAP.rivers[0].points) // 2]
    river = replace(MAP, names=(*(n for n in MAP.names if n.country), MapName("Weft", at=(x, y))))
    found = scene(theme, river)
    assert [near_lines(found, name, theme) for name in ("Weft", "Neighbor")] == [0, 0]
    label = next(label for label in found.labels if label.text == "Weft")
    drawn = next(m for m in found.marks if isinstance(m, Line) and m.colour == theme.palettes["print"].third.hex)
    on_it = replace(label, x=drawn.points[1][0], y=drawn.points[1][1])
    assert near_lines(replace(found, labels=(on_it,)), "Weft", theme) > 0


def test_names_of_waters_are_legible(theme: Theme) -> None:
    """In the colour of water, or in that of notes where that is too near to the ground."""
    dark = theme.palettes["dark"]
    low = replace(dark, third=Colour("#5a6e85"))
    assert contrast(low.third, low.background) < TEXT_ON_PAPER <= contrast(dark.third, dark.background)
    for palette, expected in ((dark, dark.third), (low, low.soft)):
        found = scene(replace(theme, palettes={**theme.palettes, "dark": palette}), palette="dark")
        water = next(label for label in found.labels if label.italic)
        assert water.colour == expected.hex


def test_a_level_leader_has_a_ground_in_the_country(theme: Theme) -> None:
    ground = theme.palettes["print"].background.hex
    found = scene(theme)
    leaders = [m for m in found.marks if isinstance(m, Line) and len(m.points) == 3]
    grounds = [m for m in found.marks if isinstance(m, Line) and m.colour == ground]
    assert leaders
    assert grounds
    heights = {m.points[0][1] for m in leaders}
    assert all(m.points[0][1] in heights and m.width > 0.47 * 8.6 for m in grounds)
    assert found.marks.index(grounds[0]) < found.marks.index(leaders[0])
    without = scene(theme, replace(MAP, cards=()))
    assert not [m for m in without.marks if isinstance(m, Line) and m.colour == ground]


def test_lines_are_not_wider_for_the_labels_of_a_slide(theme: Theme) -> None:
    height = height_for(CHART, mm(240), 24, theme, 24, "light")
    on_slide = lay_out(CHART, Format(mm(240), height, 24, 24, "light"), theme)
    heading = theme.palettes["light"].heading.hex
    widths = [mark.width for mark in on_slide.marks if isinstance(mark, Line) and mark.colour == heading]
    assert widths
    assert max(widths) < 0.25 * WIDEST_PEN


def test_threads_leave_out_what_is_a_hole(theme: Theme) -> None:
    found = scene(theme)
    pitch = [m for m in found.marks if isinstance(m, Line) and len(m.points) == 2 and m.points[0][1] == m.points[1][1]]
    rows = [round(m.points[0][1], 3) for m in pitch]
    assert any(rows.count(y) > 1 for y in set(rows))
    filled = replace(MAP, land=tuple(replace(land, rings=land.rings[:1]) for land in MAP.land))
    assert len(scene(theme, filled).marks) < len(found.marks)


def test_the_same_map_has_the_same_bytes_and_colours_of_its_palette(theme: Theme) -> None:
    form = Format(pt(888), pt(400), 20, 17, "dark", outlines=True, pixels=300, standing=True)
    first, second = draw(CHART, form, theme), draw(CHART, form, theme)
    assert first == second
    assert theme.palettes["dark"].sea.hex in first.svg.decode()
    assert len(draw(CHART, replace(form, palette="print", outlines=False), theme).svg) < 60_000


def test_a_map_without_its_cards_has_neither_their_text_nor_their_leaders(theme: Theme) -> None:
    form = Format(pt(600), pt(400), 20, 17, "light", standing=False)
    whole, without = (draw(CHART, replace(form, cards=cards), theme) for cards in (True, False))
    assert ("Weavers named" in whole.svg.decode(), "Weavers named" in without.svg.decode()) == (True, False)
    assert "Weaverton" in without.svg.decode()
    assert without.alt == whole.alt


def test_the_picture_is_as_it_was(theme: Theme) -> None:
    height = height_for(CHART, pt(300), 8, theme, 8, standing=True)
    drawn = draw(CHART, Format(pt(300), height, 8, 8, "print", standing=True), theme)
    assert_golden("charts/sample-map.svg", normalised(drawn.svg))


def test_over_two_pages_no_text_is_at_the_fold_or_near_an_edge(theme: Theme) -> None:
    edge, fold = mm(10).pt, mm(12).pt
    wide = Format(mm(296), mm(136), 8.8, 8.5, "print", edge_pt=edge, fold_pt=fold)
    middle = wide.width.pt / 2

    def at_fold(found: Scene) -> list[str]:
        near = [
            label
            for label in found.labels
            if label.box.right > middle - fold + 0.01 and label.box.left < middle + fold - 0.01
        ]
        return [label.text for label in near]

    def moved(x: float) -> Chart:
        places = (*MAP.places[:2], replace(MAP.places[2], at=(x, 3.0)))
        return replace(CHART, map=replace(MAP, places=places))

    for x in range(11):  # a place at the fold has its name beside it
        found = lay_out(moved(float(x)), wide, theme)
        assert at_fold(found) == []
        assert {"Threadby", "Weavers named", "12,272"} <= set(texts(found))
        boxes = [label.box for label in found.labels]
        assert all(edge - 0.01 <= box.left and box.right <= found.width - edge + 0.01 for box in boxes)
    one_page = replace(wide, fold_pt=0.0)
    assert any(at_fold(lay_out(moved(float(x)), one_page, theme)) for x in range(11))
