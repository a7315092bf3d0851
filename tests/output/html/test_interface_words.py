"""Titles cut to the room that a running head has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factpress.output.html.interface_words import FOOT_LETTERS, HEAD_LETTERS, running_head


@given(st.text(max_size=300), st.sampled_from([HEAD_LETTERS, FOOT_LETTERS]))
def test_a_running_head_has_room(title: str, letters: int) -> None:
    assert len(running_head(title, letters)) <= letters


def test_a_running_head_ends_with_a_word() -> None:
    assert running_head("A short title") == "A short title"
    assert running_head("word " * 40) == " ".join(["word"] * 15) + "…"
