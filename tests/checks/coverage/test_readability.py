"""Sentences, the grade of English texts, and the longest sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.checks.coverage.passages import Passage
from factpress.checks.coverage.readability import readability
from factpress.document.model import Note, Stated, Text
from factpress.publication.facts.claims import Standing
from tests.checks.coverage.documents import at


def passage(text: str, kind: str = "paragraph", line: int = 1) -> Passage:
    return Passage(kind, ((Text(text),),), "none", "", "", len(text.split()), at(line))


def test_sentences_and_their_words_are_counted() -> None:
    found = readability([passage("We lend. We read aloud, each day!"), passage("And you?", "notes")], "en-GB")
    assert (found.sentences, found.words, round(found.words_a_sentence, 2)) == (3, 9, 3.0)


def test_the_grade_is_that_of_the_formula() -> None:
    # 10 words, 1 sentence, 14 syllables
    found = readability([passage("The little library lends a book to each reader today.")], "en-US")
    assert found.grade == pytest.approx(0.39 * 10 + 11.8 * 15 / 10 - 15.59)


@pytest.mark.parametrize("language", ["km", "de", "zh-Hant", "eng"])
def test_other_languages_have_no_grade(language: str) -> None:
    assert readability([passage("A b c.")], language).grade is None


def test_headings_tables_and_quotations_are_not_read() -> None:
    kinds = ("heading", "chapter", "table", "quote", "chart", "image", "aside")
    found = readability([passage("A b c.", kind) for kind in kinds], "en")
    assert (found.sentences, found.grade, found.longest, found.words_a_sentence) == (0, None, (), 0.0)


def test_values_are_read_and_sources_are_not() -> None:
    run = (Text("We lent "), Stated("a", "b", "9,400 books", Standing.VERIFIED), Note((Text("A. B."),), ""), Text("."))
    found = readability([Passage("paragraph", (run,), "none", "", "", 4, at(1))], "en")
    assert (found.sentences, found.words) == (1, 4)


def test_the_longest_sentences_come_first_with_their_places() -> None:
    texts = ["One b.", "One b c d.", "One b c.", "One."]
    found = readability([passage(text, line=i) for i, text in enumerate(texts, 1)], "en").longest
    assert [(s.words, s.origin) for s in found] == [(4, at(2)), (3, at(3)), (2, at(1))]


@given(st.lists(st.text(max_size=60), max_size=6), st.sampled_from(("en", "km", "ar")))
def test_any_text_can_be_read(texts: list[str], language: str) -> None:
    found = readability([passage(text) for text in texts], language)
    assert found.words >= found.sentences
    assert sum(s.words for s in found.longest) <= found.words
