"""`balance` and `words_per_minute` in data/publication.yaml: what is read, and what is reported with what was meant."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from factpress.core.diagnostics import Severity
from tests.publications import edition_of, findings_of, publication, text_of

FILE = "data/publication.yaml"


def folder(tmp_path: Path, keys: str) -> Path:
    return publication(tmp_path / "p", {FILE: f"{text_of(FILE)}\n{keys}\n"})


def test_targets_have_their_places(tmp_path: Path) -> None:
    keys = "balance:\n  - {themes: [work, response], at_least: 33.5}\n  - {themes: checking, at_most: 25}"
    made = edition_of(folder(tmp_path, keys)).publication
    first, second = made.balance
    assert (first.themes, first.at_least, first.at_most) == (("work", "response"), Decimal("33.5"), None)
    assert (second.themes, second.text) == (("checking",), "checking: at most 25 %")
    assert second.location.line == first.location.line + 1
    assert made.words_per_minute == 130


def test_one_target_needs_no_list(tmp_path: Path) -> None:
    assert len(edition_of(folder(tmp_path, "balance: {themes: [work], at_least: 1}")).publication.balance) == 1


def test_a_publication_needs_neither(tmp_path: Path) -> None:
    assert edition_of(publication(tmp_path / "p")).publication.balance == ()


@pytest.mark.parametrize(
    ("keys", "code", "words"),
    [
        ("balance: [{themes: [wrok], at_least: 1}]", "bad-value", 'did you mean "work"?'),
        ("balance: [{themes: [work, work], at_least: 1}]", "bad-value", 'the theme "work" is named twice'),
        ("balance: [{themes: [], at_least: 1}]", "empty-list", "name a theme"),
        ("balance: [{themes: [work]}]", "missing-key", "at_least: 33"),
        ("balance: [{at_least: 33}]", "missing-key", "themes"),
        ("balance: [{themes: [work], atleast: 33}]", "unknown-key", "at_least"),
        ("balance: [{themes: [work], at_least: 101}]", "bad-value", "101 is not a percentage"),
        ("balance: [{themes: [work], at_least: -1}]", "bad-value", "-1 is not a percentage"),
        ("balance: [{themes: [work], at_least: a third}]", "wrong-type", "expected a number"),
        ("balance: [{themes: [work], at_least: 33 %}]", "wrong-type", "expected a number"),
        ("balance: [{themes: [work], at_least: 40, at_most: 30}]", "bad-value", "at_least 40 is more than at_most 30"),
        (
            "balance: [{themes: [work], at_least: 40}, {themes: [work, need], at_most: 30}]",
            "bad-value",
            "cannot be at least 40 %",
        ),
        (
            "balance: [{themes: [work], at_least: 60}, {themes: [need], at_least: 50}]",
            "bad-value",
            "the least shares are 110 % together",
        ),
        ("balance: 33", "wrong-type", ""),
        ("balance: [33]", "wrong-type", ""),
        ("balance:", "wrong-type", ""),
        ("words_per_minute: 0", "bad-value", "write a number from 30 to 400"),
        ("words_per_minute: 13000", "bad-value", "write a number from 30 to 400"),
        ("words_per_minute: fast", "wrong-type", "expected a number"),
        ("words_per_minute: true", "wrong-type", "expected a number"),
    ],
)
def test_what_is_wrong_is_reported(tmp_path: Path, keys: str, code: str, words: str) -> None:
    errors = [d for d in findings_of(folder(tmp_path, keys)) if d.severity is Severity.ERROR]
    assert [error.code for error in errors] == [code]
    assert words in f"{errors[0].message}; {errors[0].hint}"
    assert errors[0].location is not None
    assert errors[0].location.line > text_of(FILE).count("\n")
