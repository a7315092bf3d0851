"""The last two words of a text, bound by a no-break space."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.document.model import Break, Emphasis, Inlines, Note, Said, Stated, Text, plain
from factpress.output.html.binding import LONGEST_PAIR, bound, bound_title
from factpress.publication.facts.claims import Standing

NOTE = Note((Text("Who said so."),), "", Standing.REPORTED)


def stated(text: str) -> Stated:
    return Stated("wells", "number", text, Standing.REPORTED)


@pytest.mark.parametrize(
    ("inlines", "words"),
    [
        ((Text("Ten wells are dry."),), "Ten wells are_dry."),
        ((Text("Ten wells are dry. "), NOTE), "Ten wells are_dry. "),
        ((Text("Ten wells\nof"), Text(" it"), NOTE), "Ten wells\nof_it"),
        ((Text("Ten "), Emphasis((Text("wells"),)), Text(".")), "Ten_wells."),
        ((Said("wells", (Text("There are "), stated("10")), Standing.REPORTED), Text(".")), "There are_10."),
        ((Text("There are "), stated("10"), Text(" wells.")), "There are 10_wells."),
    ],
)
def test_the_last_two_words_are_bound(inlines: Inlines, words: str) -> None:
    assert plain(bound(inlines)) == words.replace("_", "\u00a0")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("A country broken", "A country broken"),
        ("What is being restored", "What is being_restored"),
        ("Today", "Today"),
    ],
)
def test_a_title_of_three_words_is_not_bound(title: str, words: str) -> None:
    assert plain(bound_title((Text(title),))) == words.replace("_", "\u00a0")


@pytest.mark.parametrize(
    "inlines",
    [
        (),
        (Text("Wells"),),
        (Text("Ten"), Break(), Text("wells")),
        (Text("About "), stated("10 to 12")),  # a value is printed to the letter
        (Text(f"Ten {'w' * LONGEST_PAIR}"),),
        (Text("Ten  wells"),),
    ],
)
def test_other_texts_are_not_changed(inlines: Inlines) -> None:
    assert bound(inlines) == inlines


def test_the_longest_pair_is_that_of_the_caller() -> None:
    assert plain(bound((Text("What is being restored"),), 14)) == "What is being\u00a0restored"
    assert plain(bound((Text("What is being restored"),), 13)) == "What is being restored"


@given(st.lists(st.text(alphabet="ab \n\u00a0.", max_size=8)))
def test_offsets_are_kept(texts: list[str]) -> None:
    inlines = tuple(Text(text) for text in texts)
    assert plain(bound(inlines)).split() == plain(inlines).split()
    assert [len(plain((one,))) for one in bound(inlines)] == [len(text) for text in texts]
