"""Marks that stand on the page where a sentence ends, and not where its paragraph begins."""

from __future__ import annotations

from itertools import pairwise

import pytest

from factpress.audit.expected_text import Passage
from factpress.audit.marks import Marks
from factpress.audit.reading import Fragment, Place
from tests.audit.conftest import BuiltLibrary


@pytest.mark.parametrize(
    ("marks", "differences"),
    [
        ((1, 1, 0), []),
        ((0, 1, 1), []),  # each sentence ends on the next page
        ((1, 0, 1), []),
        ((0, 2, 0), []),
        ((0, 0, 1), [(1, "", "Contested")]),  # the first sentence ends on page 2, and its mark is not there
        ((0, 0, 2), [(1, "", "Contested"), (3, "Contested", "")]),
        ((2, 1, 0), [(1, "Contested", "")]),
        ((1, 1, 1), [(3, "Contested", "")]),
    ],
)
def test_the_mark_of_a_passage_over_two_pages_is_on_either(
    built: BuiltLibrary, marks: tuple[int, int, int], differences: list[tuple[int, str, str]]
) -> None:
    pages = [Place(i, f"page {i}", (Fragment("text", "Contested"),) * n) for i, n in enumerate(marks, start=1)]
    passages = [(first, last, Passage("text", "a sentence", (), ("Contested",))) for first, last in pairwise(pages)]
    found = Marks(built.edition.document).differences(pages, passages)
    assert [(one.place.number, one.found, one.expected) for one in found] == differences
