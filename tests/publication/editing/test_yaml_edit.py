"""One value of a YAML file is changed: all else stays to the byte."""

from __future__ import annotations

import difflib
import random
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.core.diagnostics import Findings
from factpress.core.yaml_positions import YamlPath
from factpress.publication.editing.edits import EditConflict, apply_edit, digest, edit_of
from factpress.publication.editing.source_text import Change
from factpress.publication.editing.yaml_edit import (
    append_record,
    insert_item,
    item_change,
    record_change,
    removal_change,
    remove_value,
    replace_value,
    value_change,
    value_source,
)
from factpress.publication.editing.yaml_style import same
from tests.publication.editing.yaml_files import FILES, ROOT, TEXTS, comments, held, paths, plain, random_value

EDITS = 500


def checked(text: str, change: Change, expected: Any) -> str:
    """The new text, after its data, the edit of its bytes and the inverse have been compared."""
    new = change.applied(text)
    assert same(plain(new), expected)
    content = text.encode()
    edit = edit_of(Path("x.yaml"), content, change)
    assert apply_edit(content, edit) == new.encode()
    assert apply_edit(new.encode(), edit.inverse) == content
    return new


def changed_lines(old: str, new: str) -> tuple[list[str], list[str]]:
    """The lines that only one of two texts has, by the diff that people see."""
    diff = list(difflib.ndiff(old.splitlines(keepends=True), new.splitlines(keepends=True)))
    return [line[2:] for line in diff if line[0] == "-"], [line[2:] for line in diff if line[0] == "+"]


def only_lines(text: str, change: Change, path: YamlPath) -> None:
    """The lines that a replaced value changes are those on which it is written."""
    source = value_source(text, path) or ""
    first, last = text.count("\n", 0, change.start), text.count("\n", 0, change.end)
    assert last - first <= source.count("\n") + 1
    assert change.end - change.start <= len(source) + 2


@pytest.mark.parametrize("seed", range(5))
def test_random_edits_of_the_real_files(seed: int) -> None:
    dice = random.Random(seed)
    done, refused = 0, list[tuple[str, str, str, Any]]()
    while done < EDITS // 5:
        path = dice.choice(FILES)
        text = path.read_bytes().decode()
        if dice.random() < 0.2:
            text = "\ufeff" + text.replace("\n", "\r\n")
        if dice.random() < 0.2:
            text = text.rstrip("\r\n")
        data = plain(text)
        kind = dice.choice(("value", "value", "value", "add", "remove", "item", "record"))
        at, old = dice.choice(list(paths(data)))
        expected = deepcopy(data)
        above = held(expected, at[:-1])
        kept = comments(text)
        try:
            if kind == "value":
                above[at[-1]] = random_value(dice, old)
                change = value_change(text, at, above[at[-1]])
                if not isinstance(old, dict | list):
                    only_lines(text, change, at)
            elif kind == "add":
                while not isinstance(above, dict):
                    at = at[:-1]
                    above = held(expected, at[:-1])
                above["new-key"] = dice.choice(TEXTS)
                change = value_change(text, (*at[:-1], "new-key"), above["new-key"])
                assert change.start == change.end
            elif kind == "item":
                if not isinstance(old, list):
                    continue
                where = dice.randint(0, len(old))
                item = random_value(dice, old[0] if old else None)
                held(expected, at).insert(where, item)
                change = item_change(text, at, where, item)
                assert change.start == change.end
            elif kind == "record":
                expected["new-record"] = {
                    "claim": dice.choice(TEXTS),
                    "values": [{"key": "a", "exactly": 3}],
                    "of": old,
                }
                change = record_change(text, "new-record", expected["new-record"])
                assert change.start == change.end
            else:
                del above[at[-1]]
                change = removal_change(text, at)
                kept = [one for one in kept if one in comments(change.applied(text))]
                assert len(comments(text)) - len(kept) <= text[change.start : change.end].count("#")
        except Findings as findings:
            refused.append((str(findings), path.name, kind, at))
            continue
        new = checked(text, change, expected)
        assert comments(new) == kept, (path.name, kind, at)
        assert ("\r\n" in text) == ("\r\n" in new or "\n" not in new)
        assert new.count("\r\n") in (0, new.count("\n"))
        done += 1
    known = ("the only part", "comment stands", "comments stand", "is not allowed")
    assert [one for one in refused if not any(words in one[0] for words in known)] == []


MEMBERS = {
    "plain": ("a: 1\nb: old\nc: 2\n", ("b",)),
    "comment behind": ("a: 1\nb: old  # why\nc: 2\n", ("b",)),
    "comment behind an empty value": ("b:   # why\nc: 2\n", ("b",)),
    "empty": ("b:\nc: 2\n", ("b",)),
    "empty at the end": ("c: 2\nb:", ("b",)),
    "null": ("b: ~\nc: 2\n", ("b",)),
    "double quotes": ('b: "old" # why\nc: 2\n', ("b",)),
    "single quotes": ("b: 'it''s'\nc: 2\n", ("b",)),
    "quoted key": ('"b: x": old\nc: 2\n', ("b: x",)),
    "flow": ("a: {b: old, c: 2}\n", ("a", "b")),
    "flow, empty": ("a: {b: , c: 2}\n", ("a", "b")),
    "flow, without a colon": ("a: {b, c: 2}\n", ("a", "b")),
    "flow, no space": ('a: {"b":old, c: 2}\n', ("a", "b")),
    "flow over lines": ("a: {b: old words\n    over two lines, # why\n  c: 2}\n", ("a", "b")),
    "list": ("a: [1, old, 2]\n", ("a", 1)),
    "list of lines": ("a:\n  - 1\n  - old # why\n  - 2\n", ("a", 1)),
    "list not indented": ("a:\n- 1\n- old\n- 2\n", ("a", 1)),
    "empty item": ("a:\n  - 1\n  -\n  - 2\n", ("a", 1)),
    "keys behind a dash": ("a:\n  - b: old\n    c: 2\n  # why\n  - d: 3\n", ("a", 0, "b")),
    "folded": ("b: >-\n  old words\n  over lines\n\n# why\nc: 2\n", ("b",)),
    "folded with a comment": ("b: >- # why\n  old\nc: 2\n", ("b",)),
    "folded at the end": ("c: 2\nb: >\n  old\n  words", ("b",)),
    "literal": ("b: |\n  old\n    words\nc: 2\n", ("b",)),
    "literal, kept": ("b: |+\n  old\n\n\nc: 2\n", ("b",)),
    "literal with an indent": ("b: |2-\n    old\n  words\nc: 2\n", ("b",)),
    "plain over lines": ("b: old words\n  over two lines\nc: 2\n", ("b",)),
    "double quotes over lines": ('b: "old words\n  over two lines"\nc: 2\n', ("b",)),
    "tag of a text": ('b: ! "12"\nc: 2\n', ("b",)),
    "windows": ("a: 1\r\nb: old # why\r\nc: 2\r\n", ("b",)),
    "windows, folded": ("b: >-\r\n  old words\r\n  over lines\r\n\r\nc: 2\r\n", ("b",)),
    "byte order mark": ("\ufeffb: old\nc: 2\n", ("b",)),
    "old mac": ("a: 1\rb: old\rc: 2\r", ("b",)),
    "document marks": ("---\nb: old\nc: 2\n...\n", ("b",)),
    "khmer": ("ភាសា: ខ្មែរ\nb: 豐榮 😀 old\nc: 2\n", ("b",)),
}


@pytest.mark.parametrize("name", MEMBERS)
def test_each_value_in_each_place(name: str) -> None:
    text, path = MEMBERS[name]
    for value in (*TEXTS, 7, None, True, [1, "a, b"], {"k": "a: b"}):
        value_in_place(name, text, path, value)


def value_in_place(name: str, text: str, path: YamlPath, value: Any) -> None:
    expected = plain(text)
    held(expected, path[:-1])[path[-1]] = value
    new = checked(text, value_change(text, path, value), expected)
    assert comments(new) == comments(text)
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    ends = {"windows": "\r\n", "old mac": "\r"}.get(name.split(",", maxsplit=1)[0], "\n")
    assert {line[len(line.rstrip("\r\n")) :] for line in new.splitlines(keepends=True)} <= {ends, ""}


def edited(text: str, value: Any, *path: str | int) -> str:
    return replace_value(text, path, value)


def test_the_style_stays_where_the_value_allows_it() -> None:
    assert edited("a: 149 # counted\n", 151, "a") == "a: 151 # counted\n"
    assert edited("a: old\n", "new words", "a") == "a: new words\n"
    assert edited("a: 'old'\n", "it's", "a") == "a: 'it''s'\n"
    assert edited('a: "233733"\n', "5", "a") == 'a: "5"\n'
    assert edited("a: old\n", "no", "a") == 'a: "no"\n'
    assert edited("a: old\n", "1e3", "a") == 'a: "1e3"\n'
    assert edited("a: old\n", "a # b", "a") == 'a: "a # b"\n'
    assert edited("{a: old}\n", "b, c", "a") == '{a: "b, c"}\n'
    assert edited("a: >-\n  old\nb: 1\n", "a: b # c", "a") == "a: >-\n  a: b # c\nb: 1\n"
    assert edited("range: [1, 2]\n", [1, 3], "range") == "range: [1, 3]\n"
    assert edited("range: [1,  2] # why\n", [1, 2, 3], "range") == "range: [1,  2, 3] # why\n"
    assert edited("a: old\nb: 1\n", "x\ny", "a") == "a: |-\n  x\n  y\nb: 1\n"


def test_of_a_list_or_mapping_only_what_differs_is_changed() -> None:
    text = "a:\n  b: 1 # why\n  c: {d: 2,  e: 3}\n  f: [x,  y]\n"
    same = {"f": ["x", "y"], "c": {"e": 3, "d": 2}, "b": 1}  # the order of keys is that of the file
    assert edited(text, same, "a") == text
    assert edited(text, {**same, "c": {"e": 4, "d": 2}}, "a") == text.replace("e: 3", "e: 4")
    assert edited(text, {**same, "f": ["x", "z", "y"]}, "a") == text.replace("x,  y", "x, z,  y")
    assert edited(text, {**same, "g": 5}, "a") == f"{text}  g: 5\n"
    less = {key: value for key, value in same.items() if key != "c"}
    assert edited(text, less, "a") == text.replace("  c: {d: 2,  e: 3}\n", "")


def test_a_folded_text_is_wrapped_as_before() -> None:
    text = "a: >-\n  one two three\n  four five six\n  seven eight\nb: 1\n"
    assert edited(text, "one two three four 5 six seven eight", "a") == text.replace("five", "5")
    long = edited(text, "one two three four " + "and more " * 30 + "six seven eight", "a")
    assert long.startswith("a: >-\n  one two three\n  four and more")
    assert max(map(len, long.splitlines())) <= 120


def test_a_key_is_added_in_the_style_of_its_mapping() -> None:
    assert edited("a:\n  b: 1 # why\n\nc: 2\n", "x", "a", "n") == "a:\n  b: 1 # why\n  n: x\n\nc: 2\n"
    assert edited("a:\n  b: 1\n  # of b\n\nc: 2\n", "x", "a", "n") == "a:\n  b: 1\n  # of b\n  n: x\n\nc: 2\n"
    assert edited("a:\n  b: 1\n# of c\nc: 2\n", "x", "a", "n") == "a:\n  b: 1\n  n: x\n# of c\nc: 2\n"
    assert edited("a: {b: 1}\n", "x", "a", "n") == "a: {b: 1, n: x}\n"
    assert edited("a: { b: 1, }\n", "x", "a", "n") == "a: { b: 1, n: x, }\n"
    assert edited("a: {}\n", "x", "a", "n") == "a: {n: x}\n"
    assert edited("a: 1", "x", "n") == "a: 1\nn: x"
    assert edited("- a: 1\n- b: 2\n", "x", 0, "n") == "- a: 1\n  n: x\n- b: 2\n"
    assert edited("a: |+\n  x\n\n\nb: 1\n", "y", "c") == "a: |+\n  x\n\n\nb: 1\nc: y\n"
    assert edited("b: 1\na: |+\n  x\n\n\n", "y", "c") == "b: 1\na: |+\n  x\n\n\nc: y\n"
    assert edited("a: 1\n", "x", "b", "c") == "a: 1\nb: {c: x}\n"


def test_a_key_is_removed_with_its_lines() -> None:
    text = "a:\n  b: 1 # why\n  c: >-\n    x\n    y\n  d: 3\n"
    assert remove_value(text, ("a", "c")) == "a:\n  b: 1 # why\n  d: 3\n"
    assert remove_value("a: {b: 1, c: 2, d: 3}\n", ("a", "d")) == "a: {b: 1, c: 2}\n"
    assert remove_value("a: {b: 1, c: 2, d: 3}\n", ("a", "b")) == "a: {c: 2, d: 3}\n"
    assert remove_value("a: [1]\n", ("a", 0)) == "a: []\n"
    assert remove_value("- a: 1\n  b: 2\n", (0, "a")) == "- b: 2\n"
    assert remove_value("- a: 1\n  b: 2\n- c\n", (0,)) == "- c\n"
    assert remove_value("a: 1\n\nb: 2\n\nc: 3\n", ("b",)) == "a: 1\n\nc: 3\n"
    assert remove_value("a: 1\n\nb: 2\n", ("b",)) == "a: 1\n"
    assert remove_value("a: 1\n\nb: 2", ("b",)) == "a: 1"
    assert remove_value("# top\n\na: 1\n\n# of b\nb: 2\n", ("a",)) == "# top\n\n# of b\nb: 2\n"


def test_items_and_records_are_added_in_the_style_of_their_neighbours() -> None:
    assert insert_item("a: [1, 3]\n", ("a",), 1, 2) == "a: [1, 2, 3]\n"
    assert insert_item("a: [1, 3]\n", ("a",), 0, 2) == "a: [2, 1, 3]\n"
    assert insert_item("a:\n  - x # why\n", ("a",), 1, "y") == "a:\n  - x # why\n  - y\n"
    assert insert_item("a:\n  - x\n", ("a",), 0, "y") == "a:\n  - y\n  - x\n"
    assert insert_item("a:\n  - {k: 1}\n", ("a",), 1, {"k": 2}) == "a:\n  - {k: 1}\n  - {k: 2}\n"
    assert insert_item("a:\n  - k: 1\n", ("a",), 1, {"k": 2, "l": 3}) == "a:\n  - k: 1\n  - k: 2\n    l: 3\n"
    assert append_record("a:\n  b: 1\n\nc:\n  b: 2\n", "d", {"b": 3}) == "a:\n  b: 1\n\nc:\n  b: 2\n\nd:\n  b: 3\n"
    assert append_record("a:\n  b: 1\nc:\n  b: 2", "d", {"b": 3}) == "a:\n  b: 1\nc:\n  b: 2\nd:\n  b: 3"
    assert append_record("# only a comment\n", "d", {"b": 3}) == "# only a comment\nd:\n  b: 3\n"


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("a: &x 1\nb: 2\n", ("b",), "f.yaml:1:4"),
        ("a: 1\nb: *x\n", ("a",), "f.yaml:2:4"),
        ("a: 1\na: 2\nb: 3\n", ("b",), "f.yaml:2:1"),
        ("a: 1\n\tb: 2\n", ("a",), "f.yaml:2:1"),
        ("b:\t1\n", ("b",), "f.yaml:1:3"),
        ("a: 1\n---\nb: 2\n", ("a",), "f.yaml:2:1"),
        ("a: [1\nb: 2\n", ("a",), "f.yaml:1:4"),
        ("a: {b: 1,\n  # why\n  c: 2}\n", ("a", "b", "c", 0), "f.yaml:1:8"),
        ("a:\n  b: 1 # why\n  c: 2\n", ("a",), "f.yaml:2:3"),
        ("a: [1]\n", ("a", 3), "f.yaml:1:4"),
    ],
)
def test_what_is_not_safe_is_refused_with_its_place(text: str, path: YamlPath, place: str) -> None:
    with pytest.raises(Findings) as raised:
        replace_value(text, path, "new", file=Path("f.yaml"))
    assert all(one.hint for one in raised.value.found)
    assert place in {str(one.location) for one in raised.value.found}


def test_a_character_that_no_file_may_have_is_refused() -> None:
    with pytest.raises(Findings) as raised:
        replace_value("a: 1\n", ("a",), "x\u202ey")
    assert "is not allowed" in str(raised.value)


def test_another_value_than_the_one_known_is_a_conflict() -> None:
    text = "a: {b: 149, c: 2}\n"
    base = digest(b"149")
    assert value_change(text, ("a", "b"), 151, base=base).applied(text) == "a: {b: 151, c: 2}\n"
    other = text.replace("c: 2", "c: 3")  # another field is no conflict
    assert value_change(other, ("a", "b"), 151, base=base).applied(other) == "a: {b: 151, c: 3}\n"
    with pytest.raises(EditConflict) as raised:
        value_change(text.replace("149", "150"), ("a", "b"), 151, base=base)
    assert (raised.value.found, raised.value.wanted) == (b"150", b"151")


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn", "Co"]), max_size=40
) | st.sampled_from(TEXTS)
scalars = texts | st.integers(-(10**18), 10**18) | st.booleans() | st.none()


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(sorted(MEMBERS)),
    scalars | st.lists(scalars, max_size=3) | st.dictionaries(texts, scalars, max_size=3),
)
def test_any_value_is_written_exactly_or_refused(name: str, value: Any) -> None:
    text, path = MEMBERS[name]
    expected = plain(text)
    held(expected, path[:-1])[path[-1]] = value
    change, refusal = None, ""
    try:
        change = value_change(text, path, value)
    except Findings as findings:
        refusal = str(findings)
    if change is None:
        assert "is not allowed" in refusal  # only these characters may be refused
        return
    new = checked(text, change, expected)
    assert comments(new) == comments(text)


def test_the_real_files_are_there() -> None:
    assert len(FILES) > 60
    assert ROOT / "data" / "brand.yml" in FILES


@pytest.mark.parametrize("text", ["# head\na: {b: 1}\n", "# head\na:\n  b: 1 # one\n"])
def test_the_last_record_of_a_file_is_removed_and_its_head_stays(text: str) -> None:
    assert remove_value(text, ("a",)) == "# head\n"
