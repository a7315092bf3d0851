from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, RootModel

from factpress.core.characters import NOT_ALLOWED
from factpress.core.diagnostics import Diagnostic, Location, Problems, format_diagnostic
from factpress.core.error_messages import describe
from factpress.core.units import mm
from factpress.core.validation import Day, Extent, Number, Record, json_schema, read_record, validate
from factpress.core.yaml_positions import MAX_DIGITS, Tree, overlay, parse_yaml, read_tree

FILE = Path("a.yaml")


class Inner(Record):
    number: Number | None = Field(None, description="A number.")
    word: Literal["one", "other"] | None = None


class Outer(Record):
    inner: Inner | None = None
    many: list[Inner] = Field(default_factory=list[Inner])
    by_name: dict[str, Inner] = Field(default_factory=dict[str, Inner])
    range_: str = ""
    day: Day | None = None
    width: Extent | None = None


class Named(RootModel[dict[str, Inner]]):
    pass


def tree_of(text: str, **options: int) -> tuple[Tree | None, Problems]:
    problems = Problems()
    return parse_yaml(text, FILE, problems, **options), problems


def data_of(text: str) -> Any:
    tree, problems = tree_of(text)
    assert tree is not None
    assert not len(problems), list(problems)
    return tree.data


def faults(text: str, model: type[Any] = Outer) -> list[tuple[str, int, int, str | None]]:
    tree, problems = tree_of(text)
    if tree is not None:
        validate(tree, model, problems)
    return [(d.code, d.location.line, d.location.column, d.hint) for d in problems if d.location is not None]


# ── YAML ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_scalars_are_those_of_the_core_schema() -> None:
    text = "[1, -2, 1.50, 1e3, true, ~, null, '', no, off, 2026-11-22, 0x10, 007, 1_000, 1:30, '5', \"x\", .5, .inf]"
    assert data_of(text) == [
        *(
            1,
            -2,
            Decimal("1.50"),
            Decimal(1000),
            True,
            None,
            None,
            "",
            "no",
            "off",
            "2026-11-22",
            "0x10",
            "007",
            "1_000",
        ),
        *("1:30", "5", "x", Decimal("0.5"), ".inf"),
    ]


ALLOWED = st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")).filter(lambda c: not NOT_ALLOWED.match(c))
TEXTS = st.text(ALLOWED, max_size=20)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS.filter(bool), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES, st.booleans())
def test_what_yaml_writes_is_read_with_a_place_for_each(value: Any, flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    if "&" in text and "&id" in text:
        return  # the writer's own anchors for the same object twice
    tree, problems = tree_of(text)
    assert tree is not None, list(problems)
    assert tree.data == value
    lines = text.split("\n")
    for place in (*tree.keys.values(), *tree.values.values()):
        assert 1 <= place.line <= len(lines)
        assert place.column >= 1


def test_places_count_characters() -> None:
    tree, _ = tree_of("ក: {é: [1, 22]}\n")
    assert tree is not None
    assert tree.at("ក", "é", 1) == Location(FILE, 1, 12, 2)
    assert tree.key_at("ក", "é") == Location(FILE, 1, 5, 1)
    assert tree.at("ក", "nothing", 3) == Location(FILE, 1, 4, 1)
    assert tree.get("ក", "é", 1) == 22
    assert tree.get("ក", 0, "x") is None
    assert tree.get("ក", "é", 2) is None


def test_places_shift_with_front_matter() -> None:
    tree, _ = tree_of("a: 1", first_line=3)
    assert tree is not None
    assert tree.at("a").line == 4
    assert tree_of("a: [", first_line=3)[1].found[0].location == Location(FILE, 4, 4)


@given(st.text("0123456789", min_size=1, max_size=30), st.integers(0, 29), st.integers(-40, 40) | st.none())
def test_a_number_is_read_exactly_or_refused(digits: str, point: int, exponent: int | None) -> None:
    whole = digits[:point].lstrip("0") or "0"
    digits = digits if digits.strip("0") else digits[:point] + "1"  # 0e30 is no number that anyone writes
    written = whole + "." + digits[point:] + ("" if exponent is None else f"e{exponent}")
    tree, problems = tree_of(f"a: {written}")
    needed = re.sub(r"\D", "", f"{Decimal(written):f}")
    if len(needed) > MAX_DIGITS:
        (found,) = problems.found
        assert (found.code, str(found.location)) == ("bad-number", "a.yaml:1:4")
    else:
        assert not problems.found
        assert tree is not None
        assert tree.data == {"a": Decimal(written)}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\na: 2", "duplicate-key", 2, 1),
        ("a: &x 1", "bad-yaml", 1, 4),
        ("a: *x", "bad-yaml", 1, 4),
        ("&x a: 1", "bad-yaml", 1, 1),
        ("a: !!int 3", "bad-yaml", 1, 4),
        ("? [1]\n: 3", "bad-key", 1, 3),
        ("a: 1\n---\nb: 1", "bad-yaml", 2, 1),
        ("a: " + "9" * 21, "bad-number", 1, 4),
        ("a: 1e20", "bad-number", 1, 4),
        ("a: 1e-20", "bad-number", 1, 4),
        ("a: 1e99999999999999999999", "bad-number", 1, 4),
        ("a: " + "9" * 5000, "bad-number", 1, 4),
        ('a: "\\0"', "bad-character", 1, 4),
        ("a:\n\tb: 1", "bad-yaml", 2, 1),
        ("a: b\x01c", "bad-character", 1, 5),
        ("a: b\n# \u202ec", "bad-character", 2, 3),
        ("[" * 60, "bad-yaml", 1, 42),
    ],
)
def test_what_is_taken_away_from_yaml(text: str, code: str, line: int, column: int) -> None:
    _, problems = tree_of(text)
    place = problems.found[0].location
    assert place is not None
    assert (problems.found[0].code, place.line, place.column) == (code, line, column)


def test_one_tree_over_another() -> None:
    low, _ = tree_of("a: {b: 1, c: [1, 2, 3]}\nd: 4")
    high = parse_yaml("a: {c: [9], e: 5}", Path("b.yaml"), Problems())
    assert low is not None
    assert high is not None
    both = overlay(low, high)
    assert both.data == {"a": {"b": 1, "c": [9], "e": 5}, "d": 4}
    assert both.at("a", "b").path == FILE
    assert both.at("a", "c", 0).path == Path("b.yaml")
    assert both.at("a", "c", 2) == both.at("a", "c")
    assert both.at("d").path == FILE


# ── records ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_record_as_an_editor_writes_it() -> None:
    tree, problems = tree_of(
        "{inner: {number: 1.5, word: one}, range: x, day: 2026-11-22, width: 20.5mm, many: [{number: 2}]}"
    )
    assert tree is not None
    record = validate(tree, Outer, problems)
    assert record == Outer(
        inner=Inner(number=Decimal("1.5"), word="one"),
        range="x",  # type: ignore[call-arg]
        day=dt.date(2026, 11, 22),
        width=mm("20.5"),
        many=[Inner(number=Decimal(2))],
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{iner: {}}", ("unknown-key", 1, 2, 'did you mean "inner"?')),
        ("{range_: x}", ("unknown-key", 1, 2, 'did you mean "range"?')),
        ("{inner: {nmber: 1}}", ("unknown-key", 1, 10, 'did you mean "number"?')),
        ("{many: [{}, {nmber: 1}]}", ("unknown-key", 1, 14, 'did you mean "number"?')),
        ("{by_name: {x: {nmber: 1}}}", ("unknown-key", 1, 16, 'did you mean "number"?')),
        ("{inner: {number: '1'}}", ("wrong-type", 1, 18, "write it without quotes: 1")),
        ("{inner: {number: true}}", ("wrong-type", 1, 18, "write digits: 12480")),
        ("{inner: {word: on}}", ("bad-value", 1, 16, 'did you mean "one"?')),
        ("{range: 5}", ("wrong-type", 1, 9, 'put it in quotes: "5"')),
        ("{many: 5}", ("wrong-type", 1, 8, "put it in brackets: [5]")),
        ("{many: word}", ("wrong-type", 1, 8, "put it in brackets: [word]")),
        ("{many: }", ("wrong-type", 1, 8, "write the value after the colon, or remove the key")),
        ("{inner: {number: 12,480}}", ("bad-number", 1, 18, "write it without commas: 12480")),
        ("{day: 2026-02-30}", ("not-a-date", 1, 7, "February 2026 has the days 01 to 28")),
        ("{day: 2026}", ("not-a-date", 1, 7, "write year-month-day: 2026-11-22")),
        ("{width: 5}", ("not-a-length", 1, 9, "write mm, cm, in, pt or px after the number")),
        ("{width: wide}", ("not-a-length", 1, 9, "write a number and mm, cm, in, pt or px: 20.5mm")),
        ("{width: " + "9" * 400 + "mm}", ("not-a-length", 1, 9, "write a number and mm, cm, in, pt or px: 20.5mm")),
        ("{width: " + "9" * 5000 + "mm}", ("not-a-length", 1, 9, "write a number and mm, cm, in, pt or px: 20.5mm")),
        ("{width: 5001mm}", ("not-a-length", 1, 9, "at most 5000mm")),
        ("{width: }", ("empty-key", 1, 2, "write the value, or remove the key")),
        ("{many: [{word: }]}", ("empty-key", 1, 10, "write the value, or remove the key")),
        ("{width: -5mm}", ("not-a-length", 1, 9, "write a length of 0mm or more")),
        ("[]", ("wrong-type", 1, 1, "write its keys below, each with a colon")),
    ],
)
def test_faults_at_their_place_with_a_hint(text: str, fault: tuple[str, int, int, str | None]) -> None:
    assert faults(text) == [fault]


class Bound(Record):
    weight: int = Field(400, ge=1, le=1000)
    above: int = Field(1, gt=0, lt=9)
    pair: tuple[Extent, Extent] | None = Field(None, strict=False)
    items: list[str] = Field(default_factory=list, min_length=1, max_length=2)
    script: str = Field("abc", min_length=1, max_length=3, pattern="^[a-z]*$")


@pytest.mark.parametrize(
    ("text", "code", "message", "hint"),
    [
        ("weight: 2000", "bad-value", "2000 is too large", "write at most 1000"),
        ("weight: 0", "bad-value", "0 is too small", "write at least 1"),
        ("above: 0", "bad-value", "0 is too small", "write more than 0"),
        ("above: 9", "bad-value", "9 is too large", "write less than 9"),
        ("pair: [1mm]", "missing-item", 'item 2 of "pair" is missing', "add it"),
        ("pair: [1mm, 2mm, 3mm]", "bad-length", '"pair" has too many items: 3', "write 2"),
        ("items: []", "empty-list", '"items" is empty', "write at least 1"),
        ("items: [a, b, c]", "bad-length", '"items" has too many items: 3', "write 2"),
        ("script: ''", "empty-text", "the text is empty", "write it, or remove the key if it is optional"),
        ("script: abcd", "bad-value", 'the text "abcd" is too long', "at most 3 characters"),
        ("script: AB", "bad-value", 'the text "AB" does not have the required form', "it must match ^[a-z]*$"),
    ],
)
def test_no_word_of_the_checking_library_reaches_an_editor(text: str, code: str, message: str, hint: str) -> None:
    tree, problems = tree_of(text)
    assert tree is not None
    assert validate(tree, Bound, problems) is None
    (found,) = problems
    assert (found.code, found.message, found.hint) == (code, message, hint)


def test_faults_under_a_root_of_ids() -> None:
    assert faults("x: {nmber: 1}", Named) == [("unknown-key", 1, 5, 'did you mean "number"?')]


def test_part_of_a_tree() -> None:
    tree, problems = tree_of("a: {number: 1}\nb: {number: x}")
    assert tree is not None
    assert validate(tree, Inner, problems, ("a",)) == Inner(number=Decimal(1))
    assert validate(tree, Inner, problems, ("b",)) is None
    assert problems.found[0].location == Location(FILE, 2, 13, 1)


def test_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfrange: x\r\n")
    problems = Problems()
    found = read_record(tmp_path, FILE, Outer, problems)
    assert found is not None
    assert found[0].range_ == "x"
    for name, content, code in (
        ("b", b"a: \xff", "not-utf-8"),
        ("c", b"# nothing", "empty-file"),
        ("d", None, "missing-file"),
    ):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        problems = Problems()
        assert read_record(tmp_path, Path(name), Outer, problems) is None
        assert [(d.code, d.location and d.location.path) for d in problems] == [(code, Path(name))]


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(9_000_000)
    problems = Problems()
    assert read_record(tmp_path, FILE, Outer, problems) is None
    assert [d.code for d in problems] == ["unreadable-file"]


def test_the_place_of_a_byte_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("a: 1\nb: ក".encode() + b"\xff")
    problems = Problems()
    read_record(tmp_path, FILE, Outer, problems)
    assert problems.found[0].location == Location(FILE, 2, 5)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, '"true"'),
        ("a", 'the text "a"'),
        (5, "the number 5"),
        ([], "a list"),
        ({}, "a group of keys"),
    ],
)
def test_what_was_found_in_words(value: object, words: str) -> None:
    assert describe(value) == words


def test_schemas_say_no_null() -> None:
    schema = json_schema(Outer, "Outer")
    assert schema["title"] == "Outer"
    assert "null" not in json.dumps(schema)
    assert schema["$defs"]["Inner"]["properties"]["number"] == {"description": "A number.", "type": "number"}
    assert "range" in schema["properties"]


def test_a_key_that_is_given_many_times_is_one_error() -> None:
    _, problems = tree_of("a: 1\n" * 50)
    assert [(d.code, d.location and d.location.line) for d in problems] == [("duplicate-key", 2)]


def test_two_marks_of_the_byte_order_move_no_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufeff\ufeffnumber: 1\nother: 2\n".encode())
    problems = Problems()
    tree = read_tree(tmp_path, Path("a.yaml"), problems)
    assert tree is not None
    assert (tree.key_at("other").line, tree.key_at("other").column) == (2, 1)
    shown = format_diagnostic(Diagnostic("a-code", "wrong", tree.key_at("number")), tmp_path)
    assert "  1 | number: 1" in shown


def test_all_missing_keys_of_a_group_are_one_error() -> None:
    class Three(Record):
        one: int
        two: int
        three: int

    tree, problems = tree_of("two: 2")
    assert tree is not None
    assert validate(tree, Three, problems) is None
    assert [d.message for d in problems] == ['the keys "one" and "three" are missing']


def test_a_byte_that_is_no_text_is_counted_in_the_lines_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"a: 1\rb: 2\r\nc: \xff\n")
    problems = Problems()
    assert read_tree(tmp_path, Path("a.yaml"), problems) is None
    (found,) = problems
    assert found.location == Location(Path("a.yaml"), 3, 4)


class Keyed(Inner):
    key: str = ""


class Listed(Record):
    many: list[Inner] = Field(default_factory=list[Inner])
    keyed: list[Keyed] = Field(default_factory=list[Keyed])


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("many: {number: 5}", "write a hyphen before each item of the list: - number: …"),
        ("many:\n  number: 5\n  word: one", "write a hyphen before each item of the list: - number: …"),
        ("many: {a: {number: 5}}", "write a hyphen before each item of the list, without the name a: - {…}"),
        (
            "keyed: {a: {number: 5}}",
            'write a hyphen before each item of the list, and its name as "key": - {key: a, …}',
        ),
        ("keyed: {}", "write its items in brackets: [one, two]"),
    ],
)
def test_a_group_in_place_of_a_list_is_shown_as_its_items(text: str, hint: str) -> None:
    tree, problems = tree_of(text)
    assert tree is not None
    assert validate(tree, Listed, problems) is None
    assert [d.hint for d in problems] == [hint]


class Choice(Record):
    name: str | Inner = ""


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("5", ["1:7 expected a text, found the number 5"]),
        ("[a]", ["1:7 expected a text, found a list"]),
        ("{numbr: 5}", ['1:8 unknown key "numbr"']),
        ("{number: [a]}", ["1:16 expected a number, found a list"]),
    ],
)
def test_a_value_of_no_alternative_is_one_error(name: str, found: list[str]) -> None:
    tree, problems = tree_of(f"name: {name}\n")
    assert tree is not None
    assert validate(tree, Choice, problems) is None
    assert [f"{d.location}".removeprefix("a.yaml:") + f" {d.message}" for d in problems] == found


@pytest.mark.parametrize("end", ["\v", "\f", "\x85", "\u2028", "\u2029"])
def test_other_line_ends_are_one_error(end: str) -> None:
    tree, problems = tree_of(end.join(["a: 1", "b: {", "c: 2"] * 3))
    assert tree is None
    (only,) = problems
    assert (only.code, str(only.location)) == ("bad-character", "a.yaml:1:5")
    assert "the lines of this file end in U+" in only.message
