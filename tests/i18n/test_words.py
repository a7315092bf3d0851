from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.i18n.words import count_words


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("", "en", 0),
        ("– … !", "en", 0),
        ("It’s a well-known place: 15,101 people — no more.", "en", 8),
        ("and/or\n\nnot", "en", 2),
        ("កម្ពុជាជាប្រទេសមួយ", "km", 4),
        ("កម្ពុជា S-21 ។", "km", 2),
        ("豐榮女兒之家", "zh-Hant", 4),
        ("מיליון וחצי אנשים", "he", 3),
        ("مليون ونصف", "ar", 2),
    ],
)
def test_words(text: str, language: str, words: int) -> None:
    assert count_words(text, language) == words


@given(st.lists(st.text(st.characters(exclude_categories=("Z", "C")), max_size=8), max_size=5))
def test_the_words_of_parts_are_those_of_the_whole(parts: list[str]) -> None:
    assert count_words(" ".join(parts), "en") == sum(count_words(part, "en") for part in parts)
