"""Each common mistake in a YAML file is named at its place, with the corrected line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import Problems
from factpress.core.yaml_errors import quoted
from factpress.core.yaml_positions import parse_yaml

MISTAKES = [
    # text, line, column, words of the message, words of the hint
    ("a:\n\tb: 1\n", 2, 1, "tab", "spaces"),
    ("a:\n  b: 1\n\tc: 2\n", 3, 1, "tab", "spaces"),
    ("title:Foo\nb: 1\n", 1, 6, "space is missing after the colon", "title: Foo"),
    ("b: 1\ntitle:Foo\n", 2, 6, "space is missing after the colon", "title: Foo"),
    ("a:\n  b: 1\n  c:2\n  d: 3\n", 3, 4, "space is missing after the colon", "c: 2"),
    ("a:\n  - b\n  -c\n", 3, 3, "space is missing after the hyphen", "- c"),
    ("a:\n  * b\n", 2, 3, "begins with a hyphen", "- b"),
    ("title: A b: c\n", 1, 11, "colon", 'title: "A b: c"'),
    ("title: “A: b c”\n", 1, 8, "“ does not quote", 'title: "A: b c"'),
    ("- title: „A: b c“\n", 1, 10, "„ does not quote", 'title: "A: b c"'),
    ("title: The “big” one: x\n", 1, 21, "colon", 'title: "The “big” one: x"'),
    ('title: "A b\nc: 1\nd: 2\n', 1, 8, "not closed", 'title: "A b"'),
    ('title: "A b\nc: "x"\nd: 2\n', 1, 8, "not closed", 'title: "A b"'),
    ("title: 'A b\nc: 1\n", 1, 8, "not closed", "title: 'A b'"),
    ("title: 'It's fine'\nc: 1\n", 1, 11, "closes the text", 'title: "It\'s fine"'),
    ('title: "The "big" one"\n', 1, 13, "closes the text", "title: 'The \"big\" one'"),
    ("a: {b: 1, c: 2\nd: 3\n", 1, 4, "{ that opens here is not closed", "}"),
    ("a: [b, c\nd: 3\n", 1, 4, "[ that opens here is not closed", "]"),
    ("a: {b: 1}}\n", 1, 10, "} closes nothing", "remove"),
    ("a: {b: 1]\n", 1, 9, "] closes the {", "write }"),
    ("a: {b: 1 c: 2}\n", 1, 10, 'comma is missing before "c: 2"', "commas"),
    ("a: 1\n  b: 2\n", 2, 3, "indented further", 'below "a", with no space'),
    ("a:\n    b: 1\n  c: 2\n", 3, 3, "indent", "no space or 4 spaces"),
    ("a:\n  - b\n  c: 1\n", 3, 3, "between the items", "hyphen"),
    ("a: @b\n", 1, 4, '"@"', 'a: "@b"'),
    ("a: **bold**\n", 1, 4, '"*"', 'a: "**bold**"'),
    ("claim: {claim}`x` is\n", 1, 8, '"{"', 'claim: "{claim}`x` is"'),
    ("claim: [The] thing\n", 1, 8, '"["', 'claim: "[The] thing"'),
    ('a: "C:\\data"\n', 1, 7, "backslash", "single quotes"),
    ("title\nb: 1\n", 1, 1, "no key", "colon"),
    ("b: 1\nsome words\nc: 2\n", 2, 1, "no key", "colon"),
    ("a: - b\n", 1, 4, "list", "line"),
    ("a:\u00a0b\nc: 1\n", 1, 3, "a no-break space", "space"),
    ("a\uff1ab\nc: 1\n", 1, 2, "colon", "a: b"),
    ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", 2, 1, "merged", "versions"),
    ("# the id was deleted\n  claim: x\nother:\n  claim: y\n", 2, 3, "begins with 2 spaces, but line 3", "same column"),
    ("[]\na: b\n", 1, 1, "begins with a text or a list, but line 2", "remove it"),
    ("a: b\n'c: d\ne: the town's\n", 2, 1, "the quote ' that opens here", "remove it: c: d"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), MISTAKES)
def test_mistake_is_named_at_its_place(text: str, line: int, column: int, message: str, hint: str) -> None:
    problems = Problems()
    assert parse_yaml(text, Path("a.yaml"), problems) is None
    (found,) = problems
    assert found.location is not None
    assert (found.location.line, found.location.column) == (line, column)
    assert message in found.message
    assert hint in (found.hint or "")


@given(
    st.text(alphabet="ab \"'“”:\\é", max_size=20).filter(
        lambda text: "\n" not in text and text.strip() not in ("", '"')
    )
)
def test_a_quoted_text_can_be_read(text: str) -> None:
    problems = Problems()
    tree = parse_yaml(f"key: {quoted(text)}\n", Path("a.yaml"), problems)
    assert not list(problems)
    assert tree is not None
    assert isinstance(tree.get("key"), str)


@given(st.text(alphabet="ab:-\"'[]{},#&*!|>%@`\\ \t\n\u00a0“", max_size=40))
def test_any_text_is_read_or_has_one_error_inside_it(text: str) -> None:
    problems = Problems()
    tree = parse_yaml(text, Path("a.yaml"), problems)
    assert tree is not None or len(problems) >= 1
    for found in problems:
        assert found.location is not None
        assert 1 <= found.location.line <= text.count("\n") + 1
        assert found.location.column <= max(map(len, text.split("\n"))) + 1
