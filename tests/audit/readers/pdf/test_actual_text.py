"""Replacement text for screen readers, compared with what is shown."""

from __future__ import annotations

import pytest

from factpress.audit.readers.pdf.actual_text import says_something_else
from tests.audit.conftest import BuiltLibrary
from tests.audit.readers.pdf.pdf_files import add_content, changed, pdf, read, text, unread

REPLACED = ["text that differs from what it says to screen readers"]


def replaced(what: str, *shown: str) -> str:
    return f"/Span <</ActualText ({what})>> BDC " + "".join(shown) + " EMC "


def test_what_is_shown_is_read_and_the_difference_reported() -> None:
    data = pdf(replaced("nobody", text("43,210 people")))
    assert read(data, "text") == ["43,210 people"]
    assert read(data, "alternative text") == ["nobody"]
    assert unread(data) == REPLACED


def test_a_replacement_of_several_texts_is_compared_with_all_of_them() -> None:
    same = replaced("12,480 people", text("12,480 "), text("people", 100))
    assert unread(pdf(same)) == []
    assert unread(pdf(replaced("12,480", text("12,480 "), text("people", 100)))) == REPLACED


def test_added_text_of_a_built_page_is_found_with_its_replacement(built: BuiltLibrary) -> None:
    data = changed(built.files["pdf"].read_bytes(), add_content(replaced("nobody", text("43,210 sold")), 2))
    assert "43,210 sold" in read(data, "ornament", 3)
    assert unread(data, 3) == REPLACED
    assert any("43,210" in finding.message for finding in built.audit("pdf", data).found)


@pytest.mark.parametrize(
    ("shown", "replacement", "differs"),
    [
        ("fi-", "fi\u00ad", False),
        ("\ufb01nd", "find", False),
        ("Cafe\u0301", "Caf\u00e9", False),
        ("at least 12", "at most 12", True),
        ("12", "13", True),
        ("\u1780\u17d2\u1798", "\u1780\u1798\u17d2", False),
        ("\u1780 12", "\u1780 13", True),
        ("12 people", "", True),
        ("-", "", False),
    ],
)
def test_only_letters_and_digits_differ(shown: str, replacement: str, differs: bool) -> None:
    assert says_something_else(shown, replacement) is differs
