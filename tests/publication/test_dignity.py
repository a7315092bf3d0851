"""The list of wording: what it finds, what it lets stand, and how a publication changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.publication.dignity import WordingRule, load_dignity, words_of

OWN = Path("data/dignity/en.yaml")


def load(root: Path, own: str = "", tag: str = "en-GB") -> tuple[dict[str, WordingRule], list[str]]:
    if own:
        (root / OWN).parent.mkdir(parents=True, exist_ok=True)
        (root / OWN).write_text(own, encoding="utf-8")
    problems = Problems()
    return {entry.id: entry for entry in load_dignity(tag, Places.of(root), problems)}, [d.code for d in problems]


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, WordingRule]:
    return load(tmp_path_factory.mktemp("p"))[0]


def found(text: str, entries: dict[str, WordingRule]) -> set[str]:
    patterns = {entry.id: entry.pattern_for(frozenset(words_of(text))) for entry in entries.values()}
    return {name for name, pattern in patterns.items() if pattern is not None and pattern.search(text)}


def test_the_engines_list_is_whole(entries: dict[str, WordingRule]) -> None:
    assert len(entries) >= 40
    forms = [form for entry in entries.values() for form in entry.forms]
    assert len(forms) == len(set(forms)), "a form stands in two entries"
    for entry in entries.values():
        assert entry.why.endswith(".")
        assert not entry.better.endswith(".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a child prostitute", {"child-prostitute", "prostitute"}),
        ("Child-Prostitutes", {"child-prostitute", "prostitute"}),
        ("a CHILD\n   prostitute’s room", {"child-prostitute", "prostitute"}),
        ("a *child* prostitute", {"child-prostitute", "prostitute"}),
        ("a child\u2011prostitute", {"child-prostitute", "prostitute"}),
        ("a child. Prostitute", {"prostitute"}),
        ("grandchild prostitution", set()),
        ("illegal immigrants", {"illegal-people"}),
        ("an illegal act of immigrants", set()),
        ("they sold their bodies", {"selling-herself"}),
        ("a survivor, and people who experienced trafficking", set()),
        ("modern slavery", set()),
        ("", set()),
    ],
)
def test_expressions_are_found_whole(text: str, expected: set[str], entries: dict[str, WordingRule]) -> None:
    assert found(text, entries) == expected


def test_what_an_expression_may_stand_in(entries: dict[str, WordingRule]) -> None:
    excuse = entries["slave"].exceptions
    assert excuse is not None
    assert excuse.search("the Slave trade")
    assert not excuse.search("a slave")


@pytest.mark.parametrize("entry_text", ["the word, in its own list"])
def test_every_form_is_found_by_its_own_entry(entry_text: str, entries: dict[str, WordingRule]) -> None:
    missed = [(e.id, f) for e in entries.values() for f in e.forms if e.id not in found(f"{entry_text} {f}.", entries)]
    assert missed == []


def test_a_publication_adds_allows_and_changes(tmp_path: Path) -> None:
    own = (
        "mine:\n  words: [bookworm]\n  why: It is unkind.\n  better: a reader\n"
        "victim: {allowed: We quote a law throughout.}\n"
        "rescue: {weight: refuse}\n"
    )
    changed, problems = load(tmp_path, own)
    assert problems == []
    assert changed["mine"].location.path == OWN
    assert "victim" not in changed
    assert changed["rescue"].refused


@pytest.mark.parametrize(
    ("own", "code"),
    [
        ("mine: {words: [a]}\n", "missing-key"),
        ("mine: {words: [], why: B., better: c}\n", "empty-list"),
        ("victim: {wieght: refuse}\n", "unknown-key"),
        ("The victim: {weight: refuse}\n", "bad-id"),
        ("- a\n", "wrong-type"),
    ],
)
def test_what_is_wrong_with_its_own_list_is_named(tmp_path: Path, own: str, code: str) -> None:
    changed, problems = load(tmp_path, own)
    assert code in problems
    assert "child-prostitute" in changed


def test_a_language_without_a_list_has_none(tmp_path: Path) -> None:
    assert load(tmp_path, tag="km") == ({}, [])
