from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.publication.editing.source_text import Change, SourceText, difference

FILE = Path("a.yaml")


@pytest.mark.parametrize(
    ("text", "plain", "end"),
    [
        ("a\nb", "a\nb", "\n"),
        ("\ufeffa\r\nb\r\n", "a\nb\n", "\r\n"),
        ("a\rb\r", "a\nb\n", "\r"),
        ("a\r\nb\nc\n", "a\nb\nc\n", "\n"),
        ("a", "a", "\n"),
        ("", "", "\n"),
    ],
)
def test_the_plain_text_and_the_line_end(text: str, plain: str, end: str) -> None:
    source = SourceText(text, FILE)
    assert (source.plain, source.line_end) == (plain, end)


@given(st.text("ab\r\n\ufeffខ", max_size=30), st.data())
def test_a_change_of_the_plain_text_is_one_of_the_file(text: str, data: st.DataObject) -> None:
    source = SourceText(text, FILE)
    start = data.draw(st.integers(0, len(source.plain)))
    end = data.draw(st.integers(start, len(source.plain)))
    new = source.raw_change(Change(start, end, "X")).applied(text)
    assert SourceText(new, FILE).plain == source.plain[:start] + "X" + source.plain[end:]
    place = source.place(start)
    assert source.index(place.line, place.column) == start


def test_new_lines_end_as_those_of_the_file() -> None:
    source = SourceText("\ufeffa\r\nb\r\n", FILE)
    assert source.raw_change(Change(1, 1, "\nx")).applied(source.raw) == "\ufeffa\r\nx\r\nb\r\n"


@given(st.text("ab", max_size=20), st.text("ab", max_size=20))
def test_the_difference_makes_one_text_of_the_other(old: str, new: str) -> None:
    change = difference(old, new)
    assert change.applied(old) == new
    assert (change.start == change.end and not change.new) == (old == new)
