"""The texts of data files: what is wrong in them has the line and the column of the word itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import sort_diagnostics
from tests.publications import findings_of, publication, text_of

FACTS, SETTINGS, CHARTS = "data/facts/library.yaml", "data/publication.yaml", "data/charts.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        (FACTS, "claim: People who", "claim: People of 17 towns who", [("number-without-source", 5, 20)]),
        (FACTS, "claim: People who", 'claim: "People of 17 towns" #', [("number-without-source", 5, 21)]),
        (FACTS, "claim: People who", "claim: >-\n    People\n    of 17 towns who", [("number-without-source", 7, 8)]),
        (FACTS, "claim: People who", "claim: People\n    of 17 towns who", [("number-without-source", 6, 8)]),
        (FACTS, "reason: The doors", "reason: All {clam}`x` doors", [("unknown-role", 7, 15)]),
        (FACTS, "reason: The doors", "reason: |-\n    All <b>doors", [("html", 8, 9)]),
        (FACTS, "reason: The doors", "reason: 'The ''17'' doors'\n  # ", [("number-without-source", 7, 18)]),
        (CHARTS, "title: ", "title: Of 17 ", [("number-without-source", 5, 13)]),
    ],
)
def test_words_of_a_yaml_value_have_their_own_place(
    tmp_path: Path, file: str, old: str, new: str, found: list[tuple[str, int, int]]
) -> None:
    text = text_of(file)
    assert old in text
    folder = publication(tmp_path, {file: text.replace(old, new, 1)})
    places = [(d.code, d.location.line, d.location.column) for d in sort_diagnostics(findings_of(folder)) if d.location]
    assert [place for place in places if place[0] in {"number-without-source", "unknown-role", "html"}] == found


def test_the_words_of_a_calculation(tmp_path: Path) -> None:
    text = text_of(FACTS).replace(
        "key: counted, exactly: 12480", "key: counted, calculation: all 17 doors, exactly: 12480"
    )
    folder = publication(tmp_path, {FACTS: text})
    found = [d for d in findings_of(folder) if d.code == "number-without-source"]
    assert [(d.location.line, d.location.column) for d in found if d.location] == [(9, 39)]


def test_only_a_newline_ends_a_line(tmp_path: Path) -> None:
    """U+0085, U+2028 and U+2029 are line ends to libyaml, and to no editor."""
    text = text_of(FACTS).replace("claim: People who", 'claim: "People\u2028of\u0085the\u2029town" # ', 1)
    folder = publication(tmp_path, {FACTS: text.replace("unit: people", "unti: people", 1)})
    line = next(n for n, line in enumerate(text.split("\n"), 1) if "unit: people" in line)
    assert [d.location.line for d in findings_of(folder) if d.code == "unknown-key" and d.location] == [line]
