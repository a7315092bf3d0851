"""What a change of words in a passage means for its statement."""

from __future__ import annotations

import pytest

from factpress.audit.differences import Kind, compare_words, same_signs
from factpress.audit.expected_text import Passage
from factpress.audit.passage_differences import PlacedFragment, differences
from factpress.audit.reading import Fragment, Place
from factpress.document.model import Stated
from factpress.publication.facts.claims import Standing
from tests.audit.conftest import BuiltLibrary

STATED = Stated("court", "found", "at least 12,272 people", Standing.VERIFIED)
TEXT = "In its first judgment the court found that at least 12,272 people had been held. That is a lower bound."


def gravest(built: BuiltLibrary, text: str, passage: Passage) -> Kind | None:
    found = PlacedFragment(Place(1, "page 1", ()), Fragment("text", text))
    return max((one.kind for one in differences(found, passage, built.edition.language)), default=None)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("at least", "at most", Kind.STATEMENT),
        ("at least ", "", Kind.STATEMENT),
        ("people", "families", Kind.STATEMENT),
        ("at least", "barely at least", Kind.STATEMENT),
        ("at least", "up to at least", Kind.STATEMENT),
        ("found", "denied", Kind.STATEMENT),
        ("had been", "had not been", Kind.STATEMENT),
        ("the court", "the court of Smith", Kind.STATEMENT),
        ("held", "held each day and per night", Kind.STATEMENT),
        ("12,272", "12,273", Kind.NUMBER),
        ("12,272", "-12,272", Kind.NUMBER),
        ("12,272", "12,272%", Kind.NUMBER),
        ("12,272", "l2,272", Kind.NUMBER),
        ("12,272 ", "", Kind.NUMBER),
        ("a lower bound", "a lower limit", Kind.WORDS),
        ("a lower bound", "no upper bound", Kind.WORDS),
        ("the court", "that court", Kind.WORDS),
    ],
)
def test_a_change_is_a_statement_or_words(built: BuiltLibrary, before: str, after: str, kind: Kind) -> None:
    assert gravest(built, TEXT.replace(before, after, 1), Passage("text", TEXT, (STATED,))) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The judges say that at least 12,272 people were there. It is a lower bound and no more.", Kind.WORDS),
        ("The judges say that some 12,272 people were there.", Kind.STATEMENT),
        ("The judges say that at least 12,272 families were there.", Kind.STATEMENT),
        ("The judges do not say that at least 12,272 people were there.", Kind.STATEMENT),
    ],
)
def test_a_rewritten_passage_is_read_like_any_text(built: BuiltLibrary, text: str, kind: Kind) -> None:
    assert gravest(built, text, Passage("text", TEXT, (STATED,))) is kind


def test_every_word_of_an_exact_passage_counts(built: BuiltLibrary) -> None:
    source = Passage("note", "Board, register of 2016, p. 4.", exact=True)
    assert gravest(built, "Council, register of 2016, p. 4.", source) is Kind.STATEMENT


@pytest.mark.parametrize("text", ["a well-known wo‐ rd of 1975–1979", "a well\x02 known word of 1975 – 1979"])
def test_line_breaks_make_no_difference(text: str) -> None:
    expected = "a well-known word of 1975–1979"
    assert list(compare_words(text, expected).changes) == []
    assert same_signs(text, expected)


def test_a_minus_sign_is_a_difference() -> None:
    assert not same_signs("It fell by −5 degrees", "It fell by 5 degrees")
    assert same_signs("1975–1979", "1975–1979")
    assert not same_signs("Zechariah 8:4–-5", "Zechariah 8:4–5")
