"""What the rules say of printed stock, in each kind of change."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.checks.printed_stock import damaged_ledger, printing_outdated
from factpress.ledger.file import format_entry
from tests.checks.examples import subject
from tests.ledger.sample import SURVEY, printing
from tests.publications import publication, text_of

FACTS = "data/facts/library.yaml"


def said(folder: Path, old: str, new: str, copies: int = 300) -> list[str]:
    """What is said of copies that were printed from the starter's facts, once those have changed."""
    facts = text_of(FACTS)
    assert old in facts
    files = {FACTS: facts.replace(old, new), "data/ledger.yaml": format_entry(printing(SURVEY, copies=copies))}
    return [found.message for found in printing_outdated(subject(publication(folder, dict(files))))]


@pytest.mark.parametrize(
    ("old", "new", "copies", "words"),
    [
        ("[3000, 5200]", "[3100, 5200]", 300, 'say "3,000 to 5,200 people" on pages 3, 4, but the facts say "3,100 to'),
        ("[3000, 5200]", "[3100, 5200]", 1, '1 copy of "booklet-a5", printed on 2026-11-23, says "3,000 to'),
        ("standing: contested", "standing: outdated", 300, "as contested, but it is outdated now"),
    ],
)
def test_what_differs_is_said_in_a_sentence(tmp_path: Path, old: str, new: str, copies: int, words: str) -> None:
    (message,) = said(tmp_path, old, new, copies)
    assert words in message


def test_stock_that_agrees_is_not_named(tmp_path: Path) -> None:
    assert said(tmp_path, "The doors count", "Doors count") == []


def test_a_damaged_ledger_is_an_error_and_no_stock_is_judged_by_it(tmp_path: Path) -> None:
    looked_at = subject(publication(tmp_path, {"data/ledger.yaml": "a:\n  copies: 2\n"}))
    assert list(printing_outdated(looked_at)) == []
    found = list(damaged_ledger(looked_at))
    assert {str(one.location) for one in found} == {"data/ledger.yaml:1:1"}
