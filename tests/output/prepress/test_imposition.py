from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.units import Length, inch, mm
from factpress.output.prepress.geometry import Box, sheet_box
from factpress.output.prepress.imposition import Imposition, impose, padded
from factpress.publication.products.imposition_schemes import (
    ZERO,
    Binding,
    Flip,
    Grid,
    GridOrder,
    SaddleStitch,
    Size,
    Tent,
    grid_capacity,
    overhang,
)
from tests.output.prepress.paperwork import Face, folded, inside, piles, read, through

A4 = Size(mm(210), mm(297))
A5 = Size(mm(148), mm(210))
LETTER = Size(inch(11), inch("8.5"))
HALF = Size(inch("5.5"), inch("8.5"))
SRA4 = Size(mm(320), mm(225))

edges = st.sampled_from(Flip)
bindings = st.sampled_from(Binding)
tens = st.integers(0, 60).map(lambda tenths: mm(str(tenths / 10)))


def booklet(binding: Binding = Binding.LEFT, flip: Flip = Flip.SHORT, multiple: int = 4) -> SaddleStitch:
    return SaddleStitch(A4.turned, A5, binding, flip, multiple)


def pages_of(faces: list[Face]) -> list[int]:
    return [page for page, _ in faces if page is not None]


# ── folding ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("binding", Binding)
@pytest.mark.parametrize("flip", Flip)
@pytest.mark.parametrize("multiple", [4, 8])
def test_folded_sheets_read_from_the_first_page_to_the_last(binding: Binding, flip: Flip, multiple: int) -> None:
    for pages in range(1, 201):
        imposed = impose(pages, booklet(binding, flip, multiple))
        faces = read(folded(imposed, bound_left=binding is Binding.LEFT))
        assert pages_of(faces) == list(range(1, pages + 1))
        assert all(stands for _, stands in faces), "a page stands on its head"
        assert len(faces) % multiple == 0
        assert len(faces) - pages < multiple
        assert faces[0][0] == 1
        if pages > 1:
            assert faces[-1][0] == pages, "the back cover is not the last page"


def test_the_first_sheet_holds_the_covers_side_by_side() -> None:
    sheet = impose(16, booklet()).sheets[0]
    assert [cell.page for cell in sheet.front] == [16, 1]
    assert sheet.back is not None
    assert [cell.page for cell in sheet.back] == [2, 15]
    mirrored = impose(16, booklet(Binding.RIGHT)).sheets[0]
    assert [cell.page for cell in mirrored.front] == [1, 16]


def test_blanks_stand_before_the_back_cover() -> None:
    assert padded(6, 4) == (1, 2, 3, 4, 5, None, None, 6)
    assert padded(9, 8) == (1, 2, 3, 4, 5, 6, 7, 8, *(None,) * 7, 9)
    assert padded(1, 4) == (1, None, None, None)
    assert padded(8, 4) == tuple(range(1, 9))


def test_a_wrong_turn_of_the_sheet_is_noticed() -> None:
    imposed = impose(8, booklet(flip=Flip.LONG))
    wrong = Imposition(imposed.size, Flip.SHORT, imposed.sheets, imposed.trim, imposed.cuts, imposed.folds)
    faces = read(folded(wrong, bound_left=True))
    assert pages_of(faces) != list(range(1, 9)) or not all(stands for _, stands in faces)


# ── creep ───────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(1, 200), st.integers(0, 300), bindings, edges)
def test_creep_is_so_many_sheets_times_their_thickness_and_always_towards_the_spine(
    pages: int, hundredths: int, binding: Binding, flip: Flip
) -> None:
    creep = mm(str(hundredths / 1000))
    scheme = SaddleStitch(A4.turned, A5, binding, flip, 4, creep)
    still = impose(pages, SaddleStitch(A4.turned, A5, binding, flip, 4))
    for i, (sheet, at_rest) in enumerate(zip(impose(pages, scheme).sheets, still.sheets, strict=True)):
        for side, rest in ((sheet.front, at_rest.front), (sheet.back, at_rest.back)):
            assert side is not None
            assert rest is not None
            for cell, before in zip(side, rest, strict=True):
                moved = cell.trim.left - before.trim.left
                towards = 1 if before.trim.centre[0] < scheme.sheet.width * 0.5 else -1
                assert moved == creep * (i * towards) == cell.shift
                assert (cell.trim.top, cell.trim.width) == (before.trim.top, before.trim.width)


# ── cutting ─────────────────────────────────────────────────────────────────────────────────────────────────────

grids = st.tuples(st.integers(1, 4), st.integers(1, 4))


def grid(cells: tuple[int, int], order: GridOrder, flip: Flip | None, sheet: Size = A4) -> Grid:
    return Grid(sheet, Size(mm(40), mm(30)), *cells, order=order, flip=flip, gutter=mm(4), bleed=mm(2))


@given(st.integers(1, 200), grids, st.none() | edges, st.booleans())
def test_a_cut_pile_laid_pile_on_pile_is_in_order(
    pages: int, cells: tuple[int, int], flip: Flip | None, lying: bool
) -> None:
    imposed = impose(pages, grid(cells, GridOrder.STACK, flip, A4.turned if lying else A4))
    faces = read([leaf for pile in piles(imposed) for leaf in pile])
    assert pages_of(faces) == list(range(1, pages + 1))
    assert all(stands for _, stands in faces)


@given(st.integers(1, 200), grids, st.none() | edges, st.booleans())
def test_each_cut_sheet_gathered_row_by_row_is_in_order(
    pages: int, cells: tuple[int, int], flip: Flip | None, lying: bool
) -> None:
    imposed = impose(pages, grid(cells, GridOrder.ACROSS, flip, A4.turned if lying else A4))
    faces = read([leaf for sheet in zip(*piles(imposed), strict=True) for leaf in sheet])
    assert pages_of(faces) == list(range(1, pages + 1))
    assert all(stands for _, stands in faces)


@given(st.integers(1, 30), grids, st.none() | edges)
def test_of_duplicates_each_pile_is_the_whole(pages: int, cells: tuple[int, int], flip: Flip | None) -> None:
    for pile in piles(impose(pages, grid(cells, GridOrder.REPEAT, flip))):
        assert pages_of(read(pile)) == list(range(1, pages + 1))


@given(st.integers(1, 200), grids, st.sampled_from(GridOrder), st.none() | edges)
def test_a_grid_takes_no_more_sheets_than_it_must(
    pages: int, cells: tuple[int, int], order: GridOrder, flip: Flip | None
) -> None:
    leaves = -(-pages // (2 if flip else 1))
    held = 1 if order is GridOrder.REPEAT else cells[0] * cells[1]
    assert len(impose(pages, grid(cells, order, flip)).sheets) == -(-leaves // held)


@given(grids, edges, tens, tens)
def test_bleeds_stay_on_the_sheet_and_out_of_the_neighbour(
    cells: tuple[int, int], flip: Flip, gutter: Length, margin: Length
) -> None:
    scheme = Grid(A4, Size(mm(40), mm(30)), *cells, flip=flip, gutter=gutter, bleed=mm(3), margin=margin)
    (sheet,) = impose(cells[0] * cells[1] * 2, scheme).sheets
    assert sheet.back is not None
    for side in (sheet.front, sheet.back):
        for cell in side:
            assert cell.seen.within(sheet_box(A4).grown(-margin))
            assert cell.seen.within(cell.trim.grown(mm(3)))
            for other in side:
                common = cell.seen.intersection(other.seen)
                assert other is cell or ZERO in (common.width, common.height)


def test_as_many_cards_as_a_sheet_holds() -> None:
    card = Size(mm(105), mm(148))
    assert grid_capacity(A4, card, ZERO, ZERO) == (2, 2)
    assert grid_capacity(A4, card, ZERO, mm(5)) == (1, 1)
    assert grid_capacity(A4, Size(mm(300), mm(20)), ZERO, ZERO)[0] == 0
    assert grid_capacity(A4, Size(mm(60), mm(60)), mm(15), ZERO) == (3, 4)


# ── tents ───────────────────────────────────────────────────────────────────────────────────────────────────────


@given(st.integers(1, 40), tens)
def test_both_faces_of_a_tent_stand_upright(pages: int, foot: Length) -> None:
    """The paper hangs over a ridge: what is above it on the sheet is behind it then, and its head points down."""
    scheme = Tent(A4, Size(mm(200), mm(120)), foot)
    imposed = impose(pages, scheme)
    ridge = imposed.creases[len(imposed.creases) // 2]
    seen: list[int] = []
    for sheet in imposed.sheets:
        assert sheet.back is None
        near = next(cell for cell in sheet.front if cell.trim.top >= ridge)
        far = next(cell for cell in sheet.front if cell.trim.bottom <= ridge)
        assert near.trim.top == ridge == far.trim.bottom, "a face does not reach the ridge"
        head_of_near, head_of_far = near.turn == 0, far.turn == 180  # hanging, both heads point at the ridge
        assert head_of_near
        assert head_of_far
        seen += [page for page in (near.page, far.page) if page is not None]
    assert sorted(set(seen)) == list(range(1, pages + 1))
    assert len(seen) == pages + pages % 2, "a lone face stands on both sides"


# ── laws of all schemes ─────────────────────────────────────────────────────────────────────────────────────────

schemes = st.one_of(
    st.builds(booklet, bindings, edges, st.sampled_from([4, 8])),
    st.builds(grid, grids, st.sampled_from(GridOrder), st.none() | edges),
    st.builds(Tent, st.just(A4), st.just(Size(mm(200), mm(120))), tens),
)


@given(st.integers(1, 40), schemes)
def test_every_page_lies_on_its_sheet_and_on_no_other_page(pages: int, scheme: SaddleStitch | Grid | Tent) -> None:
    for side in impose(pages, scheme).sides:
        for cell in side:
            assert inside(cell.trim, scheme.sheet)
            for other in side:
                common = cell.trim.intersection(other.trim)
                assert other is cell or ZERO in (common.width, common.height)


@given(st.integers(1, 60), grids, edges, st.booleans())
def test_the_back_of_a_leaf_lies_behind_its_front_to_the_last_unit(
    pages: int, cells: tuple[int, int], flip: Flip, lying: bool
) -> None:
    imposed = impose(pages, grid(cells, GridOrder.ACROSS, flip, A4.turned if lying else A4))
    for sheet in imposed.sheets:
        assert sheet.back is not None
        behind = {through(cell.trim, imposed) for cell in sheet.back}
        assert behind == {cell.trim for cell in sheet.front}


def test_a_sheet_that_is_too_small_says_by_how_much() -> None:
    scheme = SaddleStitch(Size(mm(280), mm(200)), A5)
    assert overhang(scheme) == (mm(16), mm(10))
    with pytest.raises(ValueError, match="16mm too wide and 10mm too high"):
        impose(4, scheme)
    assert overhang(SaddleStitch(LETTER, HALF)) is None


def test_nothing_is_imposed_of_nothing() -> None:
    with pytest.raises(ValueError, match="no page"):
        impose(0, booklet())
    with pytest.raises(ValueError, match="a column and a row"):
        impose(1, Grid(A4, A5, 0, 1))


def test_a_booklet_bleeds_outwards_and_is_cut_at_the_spine() -> None:
    scheme = SaddleStitch(SRA4, A5, creep=mm("0.2"), bleed=mm(3), margin=mm(5))
    left, right = impose(16, scheme).sheets[3].front
    assert left.seen.right == right.seen.left == mm(160)
    assert (left.trim.left - left.seen.left, left.shift) == (mm("3.6"), mm("0.6"))
    assert left.seen.top == left.trim.top - mm("2.5"), "the printer's margin is not kept white"
    assert isinstance(left.trim, Box)
