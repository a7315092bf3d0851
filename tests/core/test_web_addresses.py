"""Addresses in text: what is one, where it ends, and where it may be broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.web_addresses import breakable, find_addresses, is_address, target_of, without_addresses


def addresses(text: str) -> list[str]:
    return [text[start:end] for start, end in find_addresses(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.org/2024/a_b?c=1&d=2#e.", ["https://example.org/2024/a_b?c=1&d=2#e"]),
        ("(https://example.org/x_(y))", ["https://example.org/x_(y)"]),
        ("“http://example.org”, HTTPS://EXAMPLE.ORG!", ["http://example.org", "HTTPS://EXAMPLE.ORG"]),
        ("www.example.org; www.", ["www.example.org"]),
        ("Write to a.b+c@mail-1.example.org.", ["a.b+c@mail-1.example.org"]),
        ("mailto:info@example.org?", ["mailto:info@example.org"]),
        ("…name@host.example…", ["name@host.example"]),
        ("https:// and https://… and 3 @ 4 and name@host and a.b", []),
    ],
)
def test_the_addresses_of_a_text(text: str, expected: list[str]) -> None:
    assert addresses(text) == expected


def test_what_an_address_leads_to() -> None:
    assert target_of("www.example.org") == "https://www.example.org"
    assert target_of("a@example.org") == "mailto:a@example.org"
    assert target_of("http://example.org") == "http://example.org"


def test_an_address_is_broken_after_its_punctuation_but_not_in_a_number() -> None:
    parts = breakable("https://example.org/annual-report?v=2.5&x=_y").split("\u200b")
    assert parts == ["https://", "example.", "org/", "annual-", "report?", "v=", "2.5&", "x=_", "y"]
    assert breakable("first.last@example.org").split("\u200b") == ["first.", "last@", "example.", "org"]


@given(st.text(alphabet="ab1.@/:-_()www ,https", max_size=60))
def test_without_addresses_is_as_long_and_breaks_add_only_spaces(text: str) -> None:
    assert len(without_addresses(text)) == len(text)
    assert breakable(text).replace("\u200b", "") == text
    for start, end in find_addresses(text):
        assert start < end <= len(text)
        assert is_address(text[start:end])
