from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factpress.publication.editing.line_fill import fill_lines

OLD = ("one two three", "four five six", "seven eight")


def test_lines_are_filled() -> None:
    assert fill_lines("one two three four", 9) == ["one two", "three", "four"]
    assert fill_lines("one two three four", 9, used=3) == ["one", "two three", "four"]
    assert fill_lines("averylongword x", 5) == ["averylongword", "x"]


def test_lines_that_stay_are_left_alone() -> None:
    assert fill_lines("one two three four 5 six seven eight", 80, OLD) == ["one two three", "four 5 six", "seven eight"]
    assert fill_lines("1 two three four five six seven eight", 80, OLD) == ["1 two three", *OLD[1:]]
    assert fill_lines(" ".join(OLD), 5, OLD) == list(OLD)


def test_a_change_that_needs_more_lines_fills_all_behind_it_again() -> None:
    filled = fill_lines("one two three four and more five six seven eight", 14, OLD)
    assert filled == ["one two three", "four and more", "five six seven", "eight"]


@given(st.text("ab  \u00a0#", max_size=60), st.integers(1, 20), st.lists(st.text("ab ", max_size=9), max_size=4))
def test_the_lines_are_the_text(text: str, width: int, old: list[str]) -> None:
    lines = fill_lines(text, width, old)
    assert " ".join(lines) == text
    assert not any(line[:1] == " " for line in lines[1:])
    assert not any(line[-1:] == " " for line in lines[:-1])
