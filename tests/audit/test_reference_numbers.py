from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.audit.reference_numbers import find_references, numbers_alone
from factpress.audit.statements import statements
from tests.tongues import english


def references(text: str) -> list[str]:
    found = statements(text, english())
    kinds = find_references(text, found, english())
    return [text[n.start : n.end] for one in found for n in one.numbers if n.start in kinds]


def stated(text: str) -> list[str]:
    found = statements(text, english())
    kinds = find_references(text, found, english())
    return [text[n.start : n.end] for one in found for n in one.numbers if n.start not in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "Call +44 20 7946 0018 or (023) 123-456, 012 345 678.",
        "Tel. 555 1234",
        "See https://example.org/2024/05?id=4711, a5@example.org",
        "ISBN 978-3-16-148410-0, doi:10.1000/182, ISSN 1234-5678",
        "account GB29 NWBK 6016 1331 9268 19",
        "12 Example Street, Example Town EX4 5PQ",
        "Springfield, IL 62701",
        "version 2.0.1, v3.1",
        "at 14:30, at 6.30 p.m.",
        "Printed on 24 November 2026, or 24.11.2026, or 24/11/26",
        "See page 7 of 24, pp. 5-7, Figure 4, Table 2 and the 3rd edition",
        "John 3:16, Genesis 1:1-3",
        "S-21, Room-12, EX4, Covid-19",
        "(Smith and Jones 2019), (WHO 2020)",
        "1.2 Who came\n2.10.1 What they read",
        "1. First point",
        "They came.² And went.³",
        "No. 1122334, §5, #42, © 2024",
    ],
)
def test_references(text: str) -> None:
    assert stated(text) == []
    assert references(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12,480 people in 2025", ["12,480", "2025"]),
        ("In 1863 the town was founded.", ["1863"]),
        ("1975–1979", ["1975", "1979"]),
        ("Figure 4: 12,480 people", ["12,480"]),
        ("page 5 people", ["5"]),
        ("Table 4 12 15", ["12", "15"]),
        ("Nobody counted 777.", ["777"]),
        ("The score was 3:2", ["3", "2"]),
        ("+17,000 people", ["17,000"]),
        ("$5,000-$6,000, USD500", ["5,000", "6,000", "500"]),
        ("about17,000 died", ["17,000"]),
        ("12 Families lost homes", ["12"]),
        ("12 480 000 people", ["12", "480", "000"]),
        ("12 dead\n400 wounded", ["12", "400"]),
        ("Zebras: 777. Apes: 888.", ["777", "888"]),
        ("មនុស្ស១៧០០០", ["១៧០០០"]),
    ],
)
def test_statements_are_no_references(text: str, numbers: list[str]) -> None:
    assert stated(text) == numbers


def test_the_number_of_a_note_and_its_call() -> None:
    assert references("It was so. 3\nMore words\n3 Example Town Council, a report.") == ["3", "3"]
    assert stated("3 Example Town Council gave 5,000") == ["3", "5,000"]


def test_numbers_alone_on_a_line() -> None:
    assert [value for _, value in numbers_alone("Words only. 12\r\n5")] == [5]
    assert [value for _, value in numbers_alone("– 7 –\nText 3")] == [7]


@given(st.text(st.sampled_from("0123456789 .,-:/()+\n§pagePSt©vABe²"), max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    found = statements(text, english())
    starts = {number.start for one in found for number in one.numbers}
    assert starts >= find_references(text, found, english()).keys()


@pytest.mark.parametrize("part", ["1 ", "A1", "0 1", "(Aa ", "1.1.", "page 1 and ", "\n1 A", "12 A Street ", "1"])
def test_the_time_grows_with_the_text(part: str) -> None:
    text = part * (60_000 // len(part))
    found = statements(text, english())
    begin = time.process_time()
    find_references(text, found, english())
    assert time.process_time() - begin < 5
