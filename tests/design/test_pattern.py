import hashlib
import io
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from factpress.core.units import mm
from factpress.design.palettes import Colour, Palette
from factpress.design.pattern import COARSE, FEW_STRANDS, FINE, STRANDS, PatternDrawing, Repeat, draw_pattern
from factpress.design.theme import Pattern

ORNAMENT = Pattern(1950, 2020, (1970, 1971, 1972), 5, 4)
PALETTE = Palette(
    background=Colour("#ffffff"), foreground=Colour("#000000"), heading=Colour("#111111"), soft=Colour("#444444"),
    line=Colour("#cccccc"), accent=Colour("#ddaa33"), bar=Colour("#112233"), second=Colour("#225544"),
    third=Colour("#5577aa"), tint=Colour("#f5f5f5"), band=Colour("#e5e5e5"), sea=Colour("#eeeeee"),
)  # fmt: skip


def woven(ornament: Pattern = ORNAMENT, years: tuple[int, int] | None = None, repeat: Repeat = FINE) -> PatternDrawing:
    return draw_pattern(ornament, PALETTE, width=mm(100), pitch=mm("1.5"), years=years, repeat=repeat)


def test_one_thread_a_year_and_the_bare_ones_left_out() -> None:
    cloth = woven()
    hairlines = cloth.strokes[0]
    assert hairlines.colour == PALETTE.line
    assert len(hairlines.lines) == FEW_STRANDS * (71 - 3 + 5)
    heights = [y for stroke in cloth.strokes[:-1] for _, y, _ in stroke.lines]
    for year in ORNAMENT.bare:
        assert all(abs(y - cloth.year_y[year].mm) > 0.75 for y in heights)
    bundle = sorted({round(y, 3) for _, y, _ in hairlines.lines})[:FEW_STRANDS]
    assert sum(bundle) / FEW_STRANDS == pytest.approx(cloth.year_y[1950].mm, abs=0.001)
    assert set(cloth.year_y) == set(range(1950, 2021))
    assert cloth.height == mm("1.5") * 76


def test_one_thread_is_carried_through_the_middle_of_the_gap() -> None:
    cloth = woven()
    thread = cloth.strokes[-1]
    assert thread.colour == PALETTE.accent
    assert len(thread.lines) == 3
    assert thread.lines[1][1] == pytest.approx(cloth.year_y[1971].mm)
    assert cloth.thread_y == cloth.year_y[1971]
    assert cloth.labels == (1950, 1970, 1973, 2020)


def test_the_threads_after_the_last_year_are_undyed() -> None:
    cloth = woven()
    last = cloth.year_y[2020].mm
    for stroke in cloth.strokes[1:]:
        assert all(y <= last + 0.75 for _, y, _ in stroke.lines)


def test_a_window_without_the_gap_has_no_thread() -> None:
    cloth = woven(years=(2000, 2020), repeat=COARSE)
    assert cloth.thread_y is None
    assert PALETTE.accent not in {stroke.colour for stroke in cloth.strokes}
    assert cloth.labels == (2000, 2020)
    inner = woven(years=(1960, 1990))
    assert inner.height == mm("1.5") * 31
    assert inner.labels == (1960, 1970, 1973, 1990)


def test_no_bare_years_at_all() -> None:
    cloth = woven(Pattern(1950, 2020, (), 0, 1))
    assert cloth.thread_y is None
    assert len(cloth.strokes[0].lines) == FEW_STRANDS * 71


def test_a_thread_has_more_strands_where_they_can_be_printed_apart() -> None:
    few, many = (draw_pattern(ORNAMENT, PALETTE, width=mm(100), pitch=mm(pitch)).strokes for pitch in ("2.99", "3"))
    assert (len(few[0].lines), len(many[0].lines)) == (FEW_STRANDS * 73, STRANDS * 73)
    # strands do not touch, so the thread is seen as a bundle
    for strokes in (few, many):
        levels = sorted({y for _, y, _ in strokes[0].lines})[:2]
        assert strokes[1].width < levels[1] - levels[0]


def test_the_ends_of_a_band_differ_from_strand_to_strand() -> None:
    strands = [stroke.lines for stroke in woven().strokes[1:-1]]
    ends = [begin for lines in strands for begin, _, _ in lines if begin > 0]
    assert len(set(ends)) == len(ends)


def test_the_carried_thread_runs_as_far_as_it_is_told() -> None:
    cloth = draw_pattern(ORNAMENT, PALETTE, width=mm(100), pitch=mm(1), thread=(mm(-30), mm(130)), thread_width=mm(1))
    lines, strand = cloth.strokes[-1].lines, cloth.strokes[-1].width
    assert {(begin, length) for begin, _, length in lines} == {(-30, 160)}
    assert (cloth.left, cloth.width) == (mm(-30), mm(160))
    assert lines[-1][1] - lines[0][1] + strand == pytest.approx(1)


def test_ends_are_loose_only_where_they_may_be() -> None:
    loose = draw_pattern(ORNAMENT, PALETTE, width=mm(100), pitch=mm(1), loose=(True, False))
    assert loose.left < mm(0)
    assert all(begin <= 0 and begin + length == pytest.approx(100) for begin, _, length in loose.strokes[0].lines)
    cut = draw_pattern(ORNAMENT, PALETTE, width=mm(100), pitch=mm(1), loose=(False, False))
    assert (cut.left, cut.width) == (mm(0), mm(100))


@given(st.integers(0, 2**63), st.integers(20, 200), st.floats(5, 60), st.integers(4, 60))
def test_dyed_stretches_stay_inside_the_cloth(seed: int, width: int, period: float, threads: int) -> None:
    ornament = Pattern(1990, 2003, (1995,), 2, seed)
    cloth = draw_pattern(ornament, PALETTE, width=mm(width), pitch=mm(2), repeat=Repeat(period, threads))
    low, high = cloth.left.mm - 0.001, cloth.left.mm + cloth.width.mm + 0.001
    for stroke in cloth.strokes:
        for begin, y, length in stroke.lines:
            assert length > 0
            assert low <= begin
            assert begin + length <= high
            assert 0 < y < cloth.height.mm


def test_the_same_cloth_on_every_machine() -> None:
    # a change of this sum changes the look of everything that was printed: let it be meant
    assert hashlib.sha256(woven().svg.encode()).hexdigest()[:16] == "27a815e2bb301c56"
    assert woven(Pattern(1950, 2020, (1970, 1971, 1972), 5, 5)).svg != woven().svg


def test_the_svg_is_lean_and_says_the_same() -> None:
    cloth = woven()
    root = ET.fromstring(cloth.svg)
    paths = list(root.iter("{http://www.w3.org/2000/svg}path"))
    assert len(paths) == len(cloth.strokes) == 5
    assert len(cloth.svg) < 13 * sum(len(stroke.lines) for stroke in cloth.strokes) + 900
    assert root.get("viewBox") == f"{round(100 * cloth.left.mm)} 0 {round(100 * cloth.width.mm)} 11400"
    # the first path, read back
    x = y = 0
    lines: list[tuple[int, int, int]] = []
    for dx, dy, length in re.findall(r"m(-?\d+) ?(-?\d+)h(\d+)", paths[0].get("d") or ""):
        x, y = x + int(dx), y + int(dy)
        lines.append((x, y, int(length)))
        x += int(length)
    assert len(lines) == len(cloth.strokes[0].lines)
    for (left, level, length), (begin, height, long) in zip(lines, cloth.strokes[0].lines, strict=True):
        assert (left, level) == (round(100 * begin), round(100 * height))
        assert length == pytest.approx(100 * long, abs=1)


def test_the_png_shows_the_same_cloth() -> None:
    cloth = draw_pattern(ORNAMENT, PALETTE, width=mm(60), pitch=mm(1), loose=(False, False))
    image = Image.open(io.BytesIO(cloth.png(600)))
    assert image.size == (600, 760)
    assert image.mode == "RGBA"
    assert cloth.thread_y is not None
    assert image.getpixel((300, round(cloth.thread_y.mm * 10))) == (*PALETTE.accent.rgb, 255)
    begin, y, length = max(cloth.strokes[3].lines, key=lambda line: line[2])
    assert image.getpixel((round((begin + length / 2) * 10), round(y * 10))) == (*PALETTE.bar.rgb, 255)
    assert image.getpixel((300, 5 + 10 * 20)) == (0, 0, 0, 0)
    assert cloth.png(600) == cloth.png(600)


def test_a_halo_is_below_each_line_and_changes_nothing_on_the_own_background() -> None:
    plain = draw_pattern(ORNAMENT, PALETTE, width=mm(100), pitch=mm("1.5"))
    cloth = draw_pattern(ORNAMENT, PALETTE, width=mm(100), pitch=mm("1.5"), halo=True)
    halo, *others = cloth.strokes
    assert tuple(others) == plain.strokes
    assert halo.colour == PALETTE.background
    assert len(halo.lines) * FEW_STRANDS == len(plain.strokes[0].lines)
    assert {line[::2] for line in halo.lines} == {line[::2] for line in plain.strokes[0].lines}

    def on(drawing: PatternDrawing, colour: str) -> Image.Image:
        image = Image.open(io.BytesIO(drawing.png(400)))
        ground = Image.new("RGBA", image.size, colour)
        ground.alpha_composite(image)
        return ground.convert("RGB")

    own = PALETTE.background.hex
    difference = ImageChops.difference(on(cloth, own), on(plain, own))
    assert max(difference.tobytes()) <= 2  # a rounding of edges
    # on the colour of its bands, the pattern without a halo has lost them
    bands = PALETTE.bar.hex
    lost, kept = (on(each, bands).convert("L").histogram()[255] for each in (plain, cloth))
    assert lost == 0
    assert kept > 1000
