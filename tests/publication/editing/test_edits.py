"""Edits as values are made, undone, carried over changes of others, or refused with both values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.publication.editing.edits import (
    Edit,
    EditConflict,
    apply_edit,
    apply_edits,
    carried_over,
    digest,
    edit_of,
    from_record,
    inverse,
    to_record,
)
from factpress.publication.editing.source_text import Change
from factpress.publication.editing.yaml_edit import value_change

FILE = Path("data/facts/a.yaml")
TEXT = "a: 149 # ខ្មែរ\nb: {c: 2, d: 3}\n\ne: 😀 words\n"


def edit(text: str, key: str, value: str | int) -> Edit:
    path = ("b", key) if key in "cd" else (key,)
    return edit_of(FILE, text.encode(), value_change(text, path, value))


def test_an_edit_counts_in_bytes_and_has_an_inverse() -> None:
    one = edit(TEXT, "e", "ខ្មែរ")
    assert (one.before, one.after) == ("😀 words".encode(), "ខ្មែរ".encode())
    assert TEXT.encode()[one.start : one.end] == one.before
    new = apply_edit(TEXT.encode(), one)
    assert new.decode() == TEXT.replace("😀 words", "ខ្មែរ")
    assert apply_edit(new, one.inverse) == TEXT.encode()
    assert one.inverse.inverse == one


def test_several_edits_are_undone_in_the_other_order() -> None:
    first = edit(TEXT, "a", 151)
    between = apply_edit(TEXT.encode(), first).decode()
    second = edit(between, "c", "two words")
    old = {FILE: TEXT.encode(), Path("other"): b"x"}
    new = apply_edits(old, (first, second))
    assert new[FILE].decode() == TEXT.replace("149", "151").replace("c: 2", "c: two words")
    assert apply_edits(new, inverse((first, second))) == old
    with pytest.raises(EditConflict):
        apply_edits(old, (second, first))


def test_another_file_than_the_known_one_is_a_conflict_with_both_values() -> None:
    one = edit(TEXT, "a", 151)
    with pytest.raises(EditConflict) as raised:
        apply_edit(TEXT.replace("149", "150").encode(), one)
    conflict = raised.value
    assert (conflict.file, conflict.expected, conflict.found, conflict.wanted) == (FILE, b"149", b"150", b"151")
    assert '"150" stands there, and "151" would replace it' in str(conflict)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# top\n", "# top\n# more\n"),
        ("d: 3", "d: 33333"),  # on the same line
        ("{c: ", "{x: 1, c: "),
        ("e: 😀 words\n", ""),
        ("\n\n", "\n\n\n\n"),
    ],
)
def test_changes_elsewhere_are_taken_over(old: str, new: str) -> None:
    text = "# top\n" + TEXT
    one = edit(text, "c", 5)
    other = text.replace(old, new, 1)
    moved = carried_over(one, text.encode(), other.encode())
    assert apply_edit(other.encode(), moved).decode() == other.replace("c: 2", "c: 5")


def test_changes_at_several_places_are_taken_over() -> None:
    one = edit(TEXT, "c", 5)
    other = TEXT.replace("149", "1500").replace("words", "other words") + "# new\n"
    moved = carried_over(one, TEXT.encode(), other.encode())
    assert apply_edit(other.encode(), moved).decode() == other.replace("c: 2", "c: 5")


@pytest.mark.parametrize(("old", "new"), [("c: 2", "c: 4"), ("c: 2", "c: 22"), ("b: {c: 2, d: 3}\n", ""), ("2", "")])
def test_a_change_of_the_same_value_waits_for_a_choice(old: str, new: str) -> None:
    one = edit(TEXT, "c", 5)
    with pytest.raises(EditConflict) as raised:
        carried_over(one, TEXT.encode(), TEXT.replace(old, new, 1).encode())
    assert (raised.value.expected, raised.value.wanted) == (b"2", b"5")


def test_an_undo_is_carried_over_later_edits() -> None:
    first = edit(TEXT, "a", 1_000_000)
    between = apply_edit(TEXT.encode(), first)
    later = apply_edit(between, edit(between.decode(), "d", 44))
    undo = carried_over(first.inverse, between, later)
    assert apply_edit(later, undo).decode() == TEXT.replace("d: 3", "d: 44")


def test_an_edit_is_kept_in_a_file() -> None:
    one = edit(TEXT, "e", "ខ្មែរ")
    record = to_record(one)
    assert from_record(json.loads(json.dumps(record))) == one
    assert from_record({**record, "start": -1}) is None
    assert from_record({**record, "after": 3}) is None
    assert from_record({}) is None


LINES = st.lists(st.sampled_from(["a\n", "b: 1\n", "\n", "ខ្មែ\n"]), max_size=8).map("".join)


@given(LINES, LINES, st.data())
def test_an_edit_is_carried_over_exactly_or_refused(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    one = edit_of(FILE, old.encode(), Change(start, end, "X"))
    try:
        moved = carried_over(one, old.encode(), new.encode())
    except EditConflict:
        assert old != new
        return
    assert new.encode()[moved.start : moved.end] == one.before
    done = apply_edit(new.encode(), moved)
    assert digest(done) == moved.result
    assert apply_edit(done, moved.inverse) == new.encode()
