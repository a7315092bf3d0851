"""Marks and words on a scale: nothing runs out of its plot, and what is more stands further right."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.document.model import Datum, Tick
from factpress.output.prints.evidence.content import Line, Scale
from factpress.output.prints.evidence.scale import PLOT, Rule, draw
from tests.output.booklet.sample import theme


@functools.cache
def rule() -> Rule:
    return Rule.of(theme(), "en-GB")


def line(low: float, high: float, words: str, towards: int = 0) -> Line:
    return Line("Somebody", "", (Datum(words, low, high),), words, open=towards)


def scale(*lines: Line, last: float = 100.0) -> Scale:
    return Scale("Boats", (Tick(0, "0"), Tick(last / 2, "half"), Tick(last, "all of them")), lines)


def test_words_stand_beside_their_mark() -> None:
    (drawn,) = draw(scale(line(20, 40, "20 to 40")), rule()).lines
    assert drawn.place == "beside"
    assert drawn.marks[0].low == pytest.approx(drawn.marks[0].high / 2, abs=0.01)
    assert drawn.left > drawn.marks[0].high


def test_the_axis_gives_way_to_words_at_its_end() -> None:
    short, long = (draw(scale(line(100, 100, words)), rule()) for words in ("100", "more than a hundred boats"))
    assert long.ticks[-1].at < short.ticks[-1].at
    assert long.lines[0].place == short.lines[0].place == "beside"


def test_words_too_long_for_that_stand_below_and_endless_ones_under_the_line() -> None:
    places = [draw(scale(line(100, 100, "word " * n)), rule()).lines[0].place for n in (2, 8, 40)]
    assert places == ["beside", "below", "under"]


def test_a_tail_keeps_the_words_away() -> None:
    shut, wide = (draw(scale(line(10, 10, "10", towards)), rule()).lines[0].left for towards in (0, 1))
    assert wide > shut + 4


def test_two_values_alike_are_two_lines() -> None:
    assert len(draw(scale(line(5, 5, "5"), line(5, 5, "5")), rule()).lines) == 2


def test_words_of_the_axis_do_not_meet() -> None:
    crowded = Scale("Boats", tuple(Tick(float(i), f"about {i} boats a year") for i in range(5)), (line(1, 1, "1"),))
    ticks = draw(crowded, rule()).ticks
    assert len(ticks) == 5
    assert [bool(tick.words) for tick in ticks].count(True) < 5
    assert ticks[0].words
    assert ticks[-1].words


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-50, 10**6), st.integers(0, 10**6), st.integers(-1, 1)), min_size=1, max_size=6))
def test_order_is_kept_and_nothing_leaves_the_plot(values: list[tuple[int, int, int]]) -> None:
    lines = [line(low, low + more, f"{low:,} to {low + more:,}", towards) for low, more, towards in values]
    low, high = min(0, *(v[0] for v in values)), max(1, *(v[0] + v[1] for v in values))
    drawn = draw(Scale("Boats", (Tick(low, str(low)), Tick(high, str(high))), tuple(lines)), rule())
    places = sorted((d.high, m.high) for one in drawn.lines for d, m in zip(one.line.marks, one.marks, strict=True))
    assert [place for _, place in places] == sorted(place for _, place in places)
    for one in drawn.lines:
        assert all(0 <= mark.low <= mark.high <= PLOT for mark in one.marks)
        if one.place != "under":
            assert one.left + rule().width(one.line.words) <= PLOT + 0.01
