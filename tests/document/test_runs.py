"""Words of a block as runs, and back: what a person types reads back as exactly these words."""

from __future__ import annotations

import random

import pytest

from factpress.document.runs import Run, read_runs, same_words, write_runs, written_forms

SIGNS = [*"*_#`[]{}()<>|\\~^$=+-:!&.,;'\"/@", "**", ":::", "---", "1.", "2)", "{claim}", "`x`", "&amp;", "(c)", "+-"]
WORDS = ["peace", "a", "Grüße", "ភាសា", "it’s"]
ADDRESSES = [" https://a.org/b_c*d ", " www.a.org, ", " (x@y.org) "]


def test_roles_emphasis_links_and_notes_are_runs() -> None:
    runs = read_runs("In {years}`rule/court`, *a **b*** [c](https://d.org)[^n]\\\nend \\*e")
    assert [(run.kind, run.text, run.em, run.strong, run.link) for run in runs] == [
        ("text", "In ", False, False, ""),
        ("role", "{years}`rule/court`", False, False, ""),
        ("text", ", ", False, False, ""),
        ("text", "a ", True, False, ""),
        ("text", "b", True, True, ""),
        ("text", " ", False, False, ""),
        ("text", "c", False, False, "https://d.org"),
        ("note", "[^n]", False, False, ""),
        ("break", "\\\n", False, False, ""),
        ("text", "end *e", False, False, ""),
    ]
    assert (runs[1].name, runs[1].target) == ("years", "rule/court")


@pytest.mark.parametrize("seed", range(40))
def test_what_is_typed_reads_back(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(50):
        kinds = rng.choices((SIGNS, WORDS, [" "], ADDRESSES), (10, 5, 4, 1), k=rng.randint(1, 14))
        parts = [rng.choice(kind) for kind in kinds]
        typed = " ".join("".join(parts).split())
        if not typed:
            continue
        forms = list(written_forms((Run("text", typed),)))
        assert forms, typed
        for form in forms:
            assert read_runs(form) == (Run("text", typed),), form


def test_signs_are_not_escaped_where_they_are_no_markup() -> None:
    for words in ("a_b", "a & b", "5 - 3", "(John 1:16)", "“a” - it's", "Write: ________."):
        assert next(written_forms((Run("text", words),))) == words


def test_emphasis_moves_its_spaces_out() -> None:
    runs = (Run("text", "a"), Run("text", " b ", em=True), Run("text", "c"))
    assert write_runs(runs) == "a *b* c"
    assert same_words(read_runs("a *b* c"), runs)
    assert not same_words(read_runs("a *b* d"), runs)


def test_emphasis_that_markdown_cannot_say_has_no_form() -> None:
    assert list(written_forms((Run("text", "a"), Run("text", "“b”", em=True), Run("text", "c")))) == []
