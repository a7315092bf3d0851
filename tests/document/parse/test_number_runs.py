"""Numbers without a claim: one finding for a phone number, an account or a verse, with the name to list."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.document.parse.inline_parser import Grammar, bare_numbers
from factpress.document.parse.number_runs import number_runs
from tests.tongues import english


def runs(text: str, *names: str) -> list[tuple[str, str]]:
    grammar = Grammar(frozenset(), {}, english(), frozenset(names))
    return [(run.text, run.hint) for run in number_runs(text, bare_numbers(text, grammar))]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("+855 12 345 678", "a phone number"),
        ("(012) 345-678", "a phone number"),
        ("023 456 789", "a phone number"),
        ("+44 20 7946 0000", "a phone number"),
        ("DE89 3704 0044 0532 0130 00", "an account"),
        ("GB29 NWBK 6016 1331 9268 19", "an account"),
        ("1234-5678-9012", "an account or a phone number"),
        ("John 3:16", "a verse"),
        ("1 Corinthians 13:4-7", "a verse"),
    ],
)
def test_a_name_of_several_groups_is_one_finding_with_the_text_to_list(name: str, kind: str) -> None:
    ((text, hint),) = runs(f"see {name} there")
    assert text == name
    assert kind in hint
    assert f'names: ["{name}"]' in hint
    assert not runs(f"see {name} there", name)
    assert not runs(f"see {name.replace(' ', chr(0xA0))} there", name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 1975, 1976 and 1977", ["1975", "1976", "1977"]),
        ("from 1975–1979 he", ["1975–1979"]),
        ("12 000 people", ["12 000"]),
        ("twelve thousand people", ["twelve thousand"]),
        ("on 4/12/2026 at 12:30", ["4/12/2026", "12:30"]),
    ],
)
def test_groups_that_belong_together(text: str, expected: list[str]) -> None:
    assert [run for run, _ in runs(text)] == expected


def test_the_hint_names_the_word_before() -> None:
    ((_, hint),) = runs("the law of Act 12 says")
    assert 'names: ["Act 12"]' in hint
    ((_, hint),) = runs("we saw S-21 there")
    assert 'names: ["S-21"]' in hint


@given(st.text(alphabet="+()-/:., 0123456789ABjohnJ\u00a0", max_size=60))
def test_every_number_is_in_a_run(text: str) -> None:
    found = [run for run, _ in runs(text)]
    words = bare_numbers(text, Grammar(frozenset(), {}, english(), frozenset()))
    assert bool(found) == bool(words)
    assert len(found) <= len(words)
