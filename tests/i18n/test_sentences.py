"""Where sentences end: at stops, not at those of abbreviations and initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.i18n.sentences import sentence_ends


@pytest.mark.parametrize(
    "text",
    [
        "One.| Two!| “Three?”| (Four.)| Five …| Six",
        "Dr. Wells met S. A. Smith in St. Mary’s, on p. 4 and in No. 12.| Then he left.",
        "It is in the U.S.| The office is older.",
        "He said no.| She left.",
        "The list, ca. 1979, names 3.5 million.| Another does not.",
        "What for? asked the miller.| Nobody knew.",
        "First line|\nSecond line.|\n",
        "មួយ។|ពីរ។|",
        "一。|二。",
        "e.g. the mill, i.e. the lower one.| Of them",
        "Trailing blanks.|  ",
        "17,000.| 12,272 of them.",
    ],
)
def test_ends(text: str) -> None:
    parts = text.split("|")
    whole = "".join(parts)
    expected = {sum(map(len, parts[: i + 1])) for i in range(len(parts) - 1)} | {len(whole.rstrip())}
    assert sentence_ends(whole) == tuple(sorted(expected))


@pytest.mark.parametrize("text", ["", " ", "\n\n"])
def test_nothing_has_no_end(text: str) -> None:
    assert sentence_ends(text) == ()


@given(st.text(alphabet="aA.!? \n”1", max_size=60))
def test_ends_are_behind_words(text: str) -> None:
    ends = sentence_ends(text)
    assert list(ends) == sorted(set(ends))
    assert all(0 < end <= len(text) and not text[end - 1].isspace() for end in ends)
    assert not text.strip() or ends[-1] == len(text.rstrip())


def test_long_texts_are_read_in_linear_time() -> None:
    assert len(sentence_ends("." * 50_000 + " " * 50_000 + "\n" * 50_000 + "a")) <= 3
