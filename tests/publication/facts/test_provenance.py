from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factpress.core.diagnostics import Location
from factpress.publication.facts.claims import FactBook, Standing
from factpress.publication.facts.provenance import Inquiry, Read, Search
from tests.publication.facts.test_load import SOURCES, load

FILE = Path("data/facts/a.yaml")


def test_how_a_claim_is_known(tmp_path: Path) -> None:
    text = """
        old-mill:
          claim: The old mill
          says: People were held at the   old mill.
          finding: The lists name fewer
          standing: reported
          reason: Two lists.
          cites:
            - {source: court-list, locator: p. 4, read: passage}
            - {source: background, read: secondhand, seen_in: court-list}
            - {source: background}
          searched: {query: old mill, where: court archive, on: 2026-11-20}
          asked:
            - {whom: The court, on: 2026-11-21}
            - {whom: The town, on: 2026-11-22, answer: It keeps no list.}
        """
    book, problems = load(tmp_path, {"facts/a.yaml": text, "sources.yaml": SOURCES})
    assert not len(problems), list(problems)
    claim = book.claims["old-mill"]
    assert claim.says == "People were held at the old mill."
    assert claim.finding == "The lists name fewer"
    assert [cite.read for cite in claim.cites] == [Read.PASSAGE, Read.SECONDHAND, None]
    assert claim.searched == (Search("old mill", "court archive", dt.date(2026, 11, 20)),)
    assert claim.asked == (
        Inquiry("The court", dt.date(2026, 11, 21)),
        Inquiry("The town", dt.date(2026, 11, 22), "It keeps no list."),
    )
    assert claim.asked[1].location == Location(FILE, 15, 7, 1)
    assert claim.says_location.line == 4


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ("cites: {source: court-list, read: skimmed}", "bad-value", 37),
        ("cites: {source: court-list, red: whole}", "unknown-key", 31),
        ("searched: {query: old mill, on: 2026-11-20}", "missing-key", 3),
        ("searched: old mill", "wrong-type", 13),
        ("searched: []", "", 0),
        ("asked: {whom: The court, on: last week}", "not-a-date", 32),
        ("asked: {whom: '', on: 2026-11-20}", "empty-text", 17),
        ("says: ''", "empty-text", 9),
        ("finding: [a]", "wrong-type", 12),
        ("standing: calcalated", "bad-value", 13),
    ],
)
def test_faults_of_these_keys(tmp_path: Path, line: str, code: str, column: int) -> None:
    rest = {"standing": "reported", "cites": "{source: court-list}"}
    lines = [f"  {key}: {value}" for key, value in rest.items() if not line.startswith(f"{key}:")]
    text = "\n".join(["a:", "  claim: A", "  reason: B", f"  {line}", *lines])
    _, problems = load(tmp_path, {"facts/a.yaml": text, "sources.yaml": SOURCES})
    found = [(d.code, d.location.column) for d in problems if d.location is not None]
    assert found == ([(code, column)] if code else []), list(problems)


@pytest.mark.parametrize(
    ("values", "reason", "code"),
    [
        ("[{exactly: 5, unit: people, calculation: Two and three.}]", "", None),
        ("[{exactly: 5, unit: people, calculation: Two and three.}, {exactly: 6, unit: people}]", "", "missing-reason"),
        ("[{exactly: 5, unit: people}]", "We added two lists.", None),
        ("[]", "", "missing-reason"),
        ("[]", "We compared two lists.", None),
    ],
)
def test_a_calculated_claim_says_how(tmp_path: Path, values: str, reason: str, code: str | None) -> None:
    text = f"a: {{claim: A, standing: calculated, reason: '{reason}', values: {values}, cites: {{source: background}}}}"
    book, problems = load(tmp_path, {"facts/a.yaml": text, "sources.yaml": SOURCES})
    assert [d.code for d in problems] == ([code] if code else [])
    assert book.claims["a"].standing is Standing.CALCULATED


def test_the_key_explains_calculated_only_if_it_is_used(tmp_path: Path) -> None:
    text = "a: {claim: A, standing: calculated, reason: B, cites: {source: background}}"
    book, _ = load(tmp_path, {"facts/a.yaml": text, "sources.yaml": SOURCES})
    assert Standing.CALCULATED in book.explained
    assert Standing.CALCULATED not in FactBook({}, {}).explained
    assert Standing.WITHDRAWN not in book.explained
