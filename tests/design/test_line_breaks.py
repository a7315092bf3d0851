"""Lines and their breaks, without a font: a character is one wide."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factpress.design.line_breaks import (
    ZERO_WIDTH_SPACE,
    break_lines,
    has_width,
    mark_word_boundaries,
    pieces,
    rendered,
    tracked_count,
)

KHMER = "នៅក្នុងសារមន្ទីរ និងប្រវត្តិសាស្ត្រ។"


def test_word_ends_only_where_a_script_writes_none() -> None:
    assert mark_word_boundaries("plain words") == "plain words"
    marked = mark_word_boundaries(KHMER)
    assert marked.replace(ZERO_WIDTH_SPACE, "") == KHMER
    assert marked.startswith(f"នៅក្នុង{ZERO_WIDTH_SPACE}")
    assert f"{ZERO_WIDTH_SPACE}។" not in marked
    assert f" {ZERO_WIDTH_SPACE}" not in marked
    assert mark_word_boundaries(marked) == marked


def test_a_line_ends_between_words_and_a_long_word_between_letters() -> None:
    assert break_lines("one two  three", "en", len, 7) == ("one two", "three")
    assert break_lines("one re\u00admember", "en", len, 7) == ("one re-", "member")
    assert break_lines("abcdefgh ij", "en", len, 5) == ("abcde", "fgh", "ij")
    assert break_lines("a\vb\v\vc", "en", len, 9) == ("a", "b", "", "c")


@given(st.text("ab -—,.\u00adក្ខ្យé", max_size=40))
def test_pieces_are_the_whole_text(text: str) -> None:
    assert "".join(pieces(text, "en")) == text


def test_what_is_rendered_of_a_line() -> None:
    assert rendered(" re\u00admem\u00ad") == "remem-"
    assert rendered(f"{ZERO_WIDTH_SPACE}one{ZERO_WIDTH_SPACE} ") == "one"


def test_characters_that_get_tracking() -> None:
    assert [has_width(c) for c in "a \u0301\u200b\u00ad\n"] == [True, True, False, False, False, False]
    assert tracked_count("e\u0301te") == 3
    assert tracked_count("two\nlines") == 8
