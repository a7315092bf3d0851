"""Printings and fact books for tests: the starter's own facts, and what was printed of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.i18n import Language, builtin_language
from factpress.ledger import PrintedValue, Printing
from factpress.publication.facts.claims import FactBook, Standing
from factpress.publication.facts.load import load_facts
from tests.publications import publication, text_of

FACTS = "data/facts/library.yaml"
ENGLISH: Language = builtin_language("en")
SURVEY = PrintedValue(
    "readers", "survey", "claim", "3,000 to 5,200 people", "3000 to 5200 people", Standing.CONTESTED, ("3", "4")
)


def printing(*carried: PrintedValue, day: str = "2026-11-23", **keys: object) -> Printing:
    """A printing of the booklet on that day."""
    values: dict[str, object] = {
        "id": f"{day}-booklet-a5",
        "product": "booklet-a5",
        "file": "library-booklet-a5-read.pdf",
        "sha256": "ab" * 32,
        "printed": dt.date.fromisoformat(day),
        "copies": 300,
        **keys,
    }
    return Printing(**cast("Any", values), carried=carried)


def book(folder: Path, *changes: tuple[str, str]) -> FactBook:
    """The starter's facts with some of their text replaced."""
    text = text_of(FACTS)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    problems = Problems()
    found = load_facts(Places.of(publication(folder, {FACTS: text})), ENGLISH, problems)
    assert not problems.errors
    return found
