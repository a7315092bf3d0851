from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.units import Length, mm
from factpress.output.prepress.imposition import impose
from factpress.output.prepress.printer_marks import GAP, SHORTEST, Line, RegistrationMark, marks
from factpress.publication.printers import Mark
from factpress.publication.products.imposition_schemes import (
    ZERO,
    Flip,
    Grid,
    GridOrder,
    SaddleStitch,
    Scheme,
    Size,
    Tent,
)

A5 = Size(mm(148), mm(210))
SRA4 = Size(mm(320), mm(225))


def ends(mark: Line | RegistrationMark) -> tuple[tuple[Length, Length], ...]:
    if isinstance(mark, Line):
        return mark.start, mark.end
    (x, y), r = mark.centre, mark.radius
    return (x - r, y - r), (x + r, y + r)


@given(
    st.sampled_from(
        [
            SaddleStitch(SRA4, A5),
            SaddleStitch(Size(mm(400), mm(300)), A5, flip=Flip.LONG),
            Grid(Size(mm(300), mm(260)), Size(mm(60), mm(50)), 3, 4, GridOrder.STACK, Flip.SHORT, mm(4)),
            Tent(Size(mm(240), mm(320)), Size(mm(200), mm(120)), mm(20)),
        ]
    ),
    st.integers(0, 4),
    st.integers(0, 8),
    st.booleans(),
)
def test_every_mark_is_outside_the_bleed_and_inside_what_is_printed(
    scheme: Scheme, bleed: int, margin: int, outside: bool
) -> None:
    imposed = impose(8, scheme)
    bled = imposed.trim.grown(mm(bleed) + GAP)
    for mark in marks(imposed, tuple(Mark), mm(bleed), mm(margin), outside=outside):
        for x, y in ends(mark):
            assert mm(margin) <= x <= imposed.size.width - mm(margin)
            assert mm(margin) <= y <= imposed.size.height - mm(margin)
        xs, ys = zip(*ends(mark), strict=True)
        beside = max(xs) <= bled.left or min(xs) >= bled.right
        assert beside or max(ys) <= bled.top or min(ys) >= bled.bottom


def test_where_there_is_no_room_there_is_no_mark() -> None:
    close = SaddleStitch(Size(mm(297), mm(210)), A5)
    assert marks(impose(4, close), tuple(Mark), ZERO, ZERO, outside=True) == ()
    gap = GAP + SHORTEST
    just = SaddleStitch(Size(mm(297), A5.height + gap * 2), A5)
    assert len(marks(impose(4, just), {Mark.FOLD}, ZERO, ZERO, outside=True)) == 2
    less = SaddleStitch(Size(mm(297), A5.height + gap * 2 - mm("0.1")), A5)
    assert not marks(impose(4, less), {Mark.FOLD}, ZERO, ZERO, outside=True)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [(Mark.CROP, 4 + 4), (Mark.FOLD, 2), (Mark.STAPLE, 4), (Mark.REGISTRATION, 4)],
)
def test_only_the_marks_that_a_printer_wants(wanted: Mark, count: int) -> None:
    imposed = impose(8, SaddleStitch(SRA4, A5))
    assert len(marks(imposed, {wanted}, mm(3), ZERO, outside=True)) == count


def test_staples_are_marked_where_they_go_in_and_nowhere_else() -> None:
    imposed = impose(8, SaddleStitch(SRA4, A5))
    assert marks(imposed, {Mark.STAPLE}, mm(3), ZERO, outside=False) == ()
    heights = {
        mark.start[1] for mark in marks(imposed, {Mark.STAPLE}, mm(3), ZERO, outside=True) if isinstance(mark, Line)
    }
    assert heights == {imposed.trim.top + mm("52.5"), imposed.trim.top + mm("157.5")}


def test_a_fold_is_dashed_and_at_the_spine() -> None:
    fold = marks(impose(8, SaddleStitch(SRA4, A5)), {Mark.FOLD}, mm(3), ZERO, outside=True)
    assert all(isinstance(mark, Line) and mark.dashed and mark.start[0] == mm(160) for mark in fold)
