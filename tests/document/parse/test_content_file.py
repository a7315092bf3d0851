from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places, engine_folder
from factpress.core.source_files import SourceFiles
from factpress.document.blocks import DIRECTIVES
from factpress.document.parse.ast import (
    Draft,
    DraftHeading,
    DraftParagraph,
    DraftTable,
    DraftText,
    Fence,
    Role,
    Span,
    walk_draft_inlines,
)
from factpress.document.parse.content_file import read_content
from factpress.document.parse.inline_parser import Grammar, bare_numbers, parse_inlines
from factpress.document.resolve.lookup import ROLES
from factpress.i18n import load_language

BARE = "number-without-source"


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    language = load_language("en-GB", Places.of(engine_folder() / "templates" / "starter"), Problems())
    assert language is not None
    return Grammar(ROLES, RULES, language, frozenset({"S-21", "Room 12"}))


RULES = {name: directive.rule for name, directive in DIRECTIVES.items()}


def read(tmp_path: Path, text: str | bytes, grammar: Grammar) -> tuple[Draft | None, list[tuple[str, int, int]]]:
    (tmp_path / "text.md").write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = Problems()
    draft = read_content(SourceFiles(tmp_path), Path("text.md"), grammar, problems)
    return draft, [
        (d.code, d.location.line if d.location else 0, d.location.column if d.location else 0) for d in problems
    ]


def test_a_text_becomes_blocks_with_their_places(tmp_path: Path, grammar: Grammar) -> None:
    text = "---\n---\n\n## Two {#two years=1960/1993}\n\nA *b* {claim}`c/d`\nand [e](https://example.org).\n"
    draft, found = read(tmp_path, text, grammar)
    assert found == []
    assert draft is not None
    heading, paragraph = draft.blocks
    assert isinstance(heading, DraftHeading)
    assert (heading.rank, heading.children, heading.attributes) == (
        2,
        (DraftText("Two"),),
        {"id": "two", "years": "1960/1993"},
    )
    assert heading.location.line == 4
    assert isinstance(paragraph, DraftParagraph)
    role = next(i for i in paragraph.children if isinstance(i, Role))
    assert (role.name, role.target, role.location.line, role.location.column) == ("claim", "c/d", 6, 7)
    link = next(i for i in paragraph.children if isinstance(i, Span) and i.kind == "link")
    assert (link.target, link.location.line, link.location.column) == ("https://example.org", 7, 5)


def test_a_fence_keeps_its_argument_options_and_blocks(tmp_path: Path, grammar: Grammar) -> None:
    text = "::::{only} deck\n:::{slide} What to do\n:style: text\n\n- one\n- both\n:::\n::::\n"
    draft, found = read(tmp_path, text, grammar)
    assert found == []
    assert draft is not None
    only = draft.blocks[0]
    assert isinstance(only, Fence)
    slide = only.blocks[0]
    assert isinstance(slide, Fence)
    value, place = slide.options["style"]
    assert (only.argument, slide.argument, value, place.line, place.column) == ("deck", "What to do", "text", 3, 9)


def test_a_table_has_cells_with_roles(tmp_path: Path, grammar: Grammar) -> None:
    draft, found = read(tmp_path, "| a | b |\n|---|---|\n| c | {claim}`d` |\n", grammar)
    assert found == []
    assert draft is not None
    table = draft.blocks[0]
    assert isinstance(table, DraftTable)
    role = table.rows[0][1][0]
    assert isinstance(role, Role)
    assert (role.location.line, role.location.column) == (3, 7)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A claim of 17,000 people.", [(BARE, 1, 12)]),
        ("It was three years.", [(BARE, 1, 8)]),
        ("Twenty-five of them, and one or two more.", [(BARE, 1, 1)]),
        ("The forty-first, and two thirds.", [(BARE, 1, 5), (BARE, 1, 26)]),
        (
            "It was ១២ or ١٢ or １２.",
            [(BARE, 1, 8), (BARE, 1, 14), (BARE, 1, 20)],
        ),
        ("About ½ of it, or Ⅳ.", [(BARE, 1, 7), (BARE, 1, 19)]),
        ("Half of them, and half a loaf.", [(BARE, 1, 1)]),
        ("A quarter of them, in the old quarter.", [(BARE, 1, 1)]),
        ("Scores of people came, double people, in double rooms.", [(BARE, 1, 1), (BARE, 1, 24)]),
        ("There were l,OOO of them, and twice as many.", [(BARE, 1, 12), (BARE, 1, 31)]),
        ("Words {lang}`km:ប្រាំ ១២` there.", [(BARE, 1, 7)]),
        ("一些 words of another script.", []),
        (":::{slide} The 3 of us\nwords\n:::\n", []),  # its title is read when it is composed
        (":::{slide} Us\n- 3 of us\n:::\n", [(BARE, 2, 3)]),
        ("{consent}`m-reader` 3", [(BARE, 1, 21)]),
        ("S-21 and Room 12 are names, S-22 is none.", [(BARE, 1, 29)]),
        ("{clam}`x` is unknown", [("unknown-role", 1, 1)]),
        ("A {claim} without a target", [("bad-role", 1, 3)]),
        (":::{chrat} x\n:::\n", [("unknown-fence", 1, 1)]),
        (":::{notes}\nnever closed\n", [("unclosed-fence", 1, 1)]),
        (":::{notes}\n:::\n", [("bad-fence", 1, 1)]),
        (":::{chart}\n:::\n", [("bad-fence", 1, 1)]),
        (":::{chart} a\ntext\n:::\n", [("bad-fence", 1, 1)]),
        (":::{notes} here\ntext\n:::\n", [("bad-fence", 1, 12)]),
        (":::{notes} here\n:::\n", [("bad-fence", 1, 12)]),
        ("## A\u2028:::{lead}\u2028{claim}\u2028:::", [("bad-character", 1, 5)]),
        ("## A\v:::{lead}\v{claim}\v:::", [("bad-character", 1, 5)]),
        (":::{slide} a\n:stile: text\n\nb\n:::\n", [("unknown-option", 2, 2)]),
        (":::\ntext\n:::\n", [("bad-fence", 1, 1)]),
        ("A <b>bold</b> word", [("html", 1, 3)]),
        ("```\ncode\n```\n", [("unknown-block", 1, 1)]),
        ("Some `code` here", [("bad-inline", 1, 6)]),
        ("![picture](a.png)", [("bad-inline", 1, 1)]),
        ("## A {#a yers=1960/1993}", [("unknown-option", 1, 1)]),
        ("### A {#a years=1960/1993}", [("unknown-option", 1, 1)]),
        ("---\ntitle: x\n---\n\nB 12\n", [("unknown-key", 2, 1), (BARE, 5, 3)]),
        ("---\nwords\n---\n\nB\n", [("unknown-key", 1, 1)]),
        ("---\ntitle: x\n\n## A\n\nB 12\n", [("unclosed-front-matter", 1, 1), (BARE, 6, 3)]),
        (":::{aside} a\n---\nB 12\n---\n:::\n", [("unknown-block", 2, 1), (BARE, 3, 3), ("unknown-block", 3, 1)]),
        ("| a | b |\n|---|---|\n| c | d | e |\n", [("bad-table", 3, 1)]),
        ("a | b\n---|---\nc | d | e\n", [("bad-table", 3, 1)]),
        ("| a | b |\n|---|---|\n| c | d \\|\n| c |\nc | d |\n| c \\| d | |\n", []),
        ("1975. Then it was.\n", [("bad-list", 1, 1)]),
        ("1. one\n1. two\n", []),
        ("3. May\n", [("bad-list", 1, 1)]),
        ("3. a\n4. b\n", []),
        ("1. a\n\nB\n\n2. c\n\nD\n\n3. e\n", []),
        ("1. a\n\nB\n\n3. c\n", [("bad-list", 5, 1)]),
        ("0. a\n1. b\n", [("bad-list", 1, 1)]),
        ("998. a\n999. b\n", []),
        ("999. a\n1. b\n", [("bad-list", 1, 1)]),
        ("- a\n\n  4. b\n", [("bad-list", 3, 3)]),
        ("a\n\n[b]: words\n\n- c\n\n  [d]: words\n", [("bad-link", 3, 1), ("bad-link", 7, 3)]),
        ('a [b](#c "words")\n', [("bad-link", 1, 3)]),
        ("> :::{aside} a\n> B 12\n> :::\n", [(BARE, 2, 3)]),
        ("a\x00b\n\nc \x1b d\x1b", [("bad-character", 1, 2), ("bad-character", 3, 3)]),
        ("a\x0cb \x85", [("bad-character", 1, 2), ("bad-character", 1, 5)]),
        ("a &amp; b &#0; c &#x1B; &#12; &#x85; &#x41;", [("bad-character", 1, c) for c in (11, 18, 25, 31)]),
        ("a\n&#9; b &#0;", [("bad-character", 2, 8)]),
        ("::::{only} deck\n:::{chart}\n:::\n::::\n", [("bad-fence", 2, 1)]),
        (":::{only} deck\n:::{chart} a\n:::\n:::\n", [("bad-fence", 1, 1)]),
        (":::{only} deck\n\n::::{chart} a\n::::\n\n:::\n\nB 12\n\n:::\n", [("bad-fence", 1, 1)]),
        (":::{only} deck\n:::{chart} a\n:::\n:::{chart} b\n:::\n:::\n", [("bad-fence", 1, 1)]),
        ("---\ntitel: x\n---\n\ntext\n", [("unknown-key", 2, 1)]),
        ("---\ntitle: [\n---\n\ntext\n", [("bad-yaml", 2, 8)]),
        ("", [("empty-file", 1, 1)]),
        (" \n\n", [("empty-file", 1, 1)]),
        (b"caf\xe9", [("not-utf-8", 1, 4)]),
    ],
)
def test_what_is_wrong_is_named_at_its_place(
    tmp_path: Path, grammar: Grammar, text: str | bytes, expected: list[tuple[str, int, int]]
) -> None:
    assert read(tmp_path, text, grammar)[1] == expected


def test_everything_wrong_is_reported_in_one_run(tmp_path: Path, grammar: Grammar) -> None:
    _, found = read(tmp_path, "## A 12\n\nB 13 <i>\n\n:::{x}\n:::\n\n{y}`z`\n", grammar)
    assert found == [
        (BARE, 1, 6),
        ("html", 3, 6),
        (BARE, 3, 3),
        ("unknown-fence", 5, 1),
        ("unknown-role", 8, 1),
    ]


def test_a_number_inside_a_role_is_no_bare_number(tmp_path: Path, grammar: Grammar) -> None:
    assert read(tmp_path, "In {claim}`population/wdi@1979`, 1979 was hard.", grammar)[1] == [(BARE, 1, 34)]


def test_blocks_that_are_too_deep_are_refused(tmp_path: Path, grammar: Grammar) -> None:
    depth = 12
    text = "".join(":" * (depth - i + 3) + "{only} deck\n" for i in range(depth)) + "text\n"
    text += "".join(":" * (i + 4) + "\n" for i in range(depth))
    assert {code for code, _, _ in read(tmp_path, text, grammar)[1]} == {"bad-fence"}


def test_crossing_blocks_say_which_is_to_have_more_colons(tmp_path: Path, grammar: Grammar) -> None:
    (tmp_path / "text.md").write_text(":::{only} deck\n:::{chart} a\n:::\n:::\n", encoding="utf-8")
    problems = Problems()
    read_content(SourceFiles(tmp_path), Path("text.md"), grammar, problems)
    assert [d.hint for d in problems] == [
        'close it before that line with ":::"; if it holds the other one, add a colon: ::::{only} deck'
    ]


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 400 + "x" + "*" * 400,
        "**a " * 400 + "x" + "**" * 400,
        "_a *b " * 200 + "x" + "*_" * 200,
        "> " * 400 + "words",
        "- " * 400 + "words",
        "".join("  " * i + "- words\n" for i in range(12)),
        "> - " * 200 + "words",
        "## " + "*a " * 400 + "x" + "*" * 400,
        "| " + "*a " * 400 + "x" + "*" * 400 + " |\n|---|\n| b |\n",
    ],
)
def test_what_is_too_deep_is_refused_at_its_line(tmp_path: Path, grammar: Grammar, text: str) -> None:
    assert [(code, line) for code, line, _ in read(tmp_path, "first\n\n" + text, grammar)[1]] in (
        [("too-deep", 3)],
        [("too-deep", 11)],
    )


def test_pictures_in_pictures_are_refused_and_not_followed(tmp_path: Path, grammar: Grammar) -> None:
    assert read(tmp_path, "![" * 400 + "a" + "](b)" * 400, grammar)[1] == [("bad-inline", 1, 1)]


@given(st.integers(1, 12), st.sampled_from(["> ", "- ", "1. "]))
def test_no_word_is_lost_without_a_word(depth: int, mark: str) -> None:
    draft, found = read(Path(_folder()), mark * depth + "words", _any_grammar())
    assert ("words" in repr(draft)) != bool([code for code, _, _ in found if code == "too-deep"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Words \\[here] and [here](#x)", (1, 19)),
        ("Words [a] and\n  more [*so* it is](#x)", (2, 8)),
        ("See <https://example.org/a>", (1, 5)),
        ("> It’s *so [there](#x)*", (1, 12)),
        ('Or ["quoted" words](#x)', (1, 4)),
        ("Or [{cite}`a`](#x)", (1, 4)),
    ],
)
def test_a_link_is_found_where_it_stands(tmp_path: Path, grammar: Grammar, text: str, place: tuple[int, int]) -> None:
    draft, found = read(tmp_path, text, grammar)
    assert found == []
    written = re.search(r"line=(\d+), column=(\d+), length=\d+[^)]*\), target='[^']", repr(draft))
    assert written is not None
    assert (int(written[1]), int(written[2])) == place


def test_a_text_of_a_data_file_that_is_too_deep_is_named(grammar: Grammar) -> None:
    problems = Problems()
    parse_inlines("*a " * 400 + "x" + "*" * 400, Location(Path("a.yaml"), 3, 7), grammar, problems)
    assert [(d.code, d.location) for d in problems] == [("too-deep", Location(Path("a.yaml"), 3, 7, 1601))]


@given(st.text())
def test_any_text_at_all_is_read_or_reported(text: str) -> None:
    grammar_ = _any_grammar()
    folder = Path(_folder())
    _, found = read(folder, text.encode("utf-8", "surrogatepass"), grammar_)
    assert all(isinstance(code, str) for code, _, _ in found)


@given(st.lists(st.sampled_from(["three", "S-21", "words", "12", "4.5", "Room 12", "two", "one"]), max_size=6))
def test_bare_numbers_are_found_whatever_stands_around_them(words: list[str]) -> None:
    expected = [w for w in words if w in ("three", "12", "4.5")]
    assert bare_numbers(", ".join(words), _any_grammar()) == expected


@cache
def _any_grammar() -> Grammar:
    language = load_language("en", Places.of(engine_folder() / "templates" / "starter"), Problems())
    assert language is not None
    return Grammar(ROLES, RULES, language, frozenset({"S-21", "Room 12"}))


def _folder() -> str:
    import tempfile

    return tempfile.mkdtemp()


# ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────────────


def links(tmp_path: Path, text: str, grammar: Grammar) -> list[tuple[str, str, int]]:
    """The links of a text without findings: target, words, column."""
    draft, found = read(tmp_path, text, grammar)
    assert found == []
    assert draft is not None
    return [
        (i.target, "".join(c.text for c in i.children if isinstance(c, DraftText)), i.location.column)
        for block in draft.blocks
        if isinstance(block, DraftParagraph)
        for i in walk_draft_inlines(block.children)
        if isinstance(i, Span) and i.kind == "link"
    ]


@pytest.mark.parametrize(
    ("text", "target", "words", "column"),
    [
        ("See https://example.org/2024/7.", "https://example.org/2024/7", "https://example.org/2024/7", 5),
        ("See www.example.org/a_b_c*d*.", "https://www.example.org/a_b_c*d", "www.example.org/a_b_c*d", 5),
        ("Ask **room4@example.org**!", "mailto:room4@example.org", "room4@example.org", 7),
        ("<https://example.org/1--2>", "https://example.org/1--2", "https://example.org/1--2", 1),
        ("*See* https://example.org/a--b'c", "https://example.org/a--b'c", "https://example.org/a--b'c", 7),
        (r"See https://example.org/a\_b", "https://example.org/a_b", "https://example.org/a_b", 5),
        ("[https://example.org/19](https://example.org/19)", "https://example.org/19", "https://example.org/19", 1),
    ],
)
def test_an_address_is_a_link_and_its_digits_are_no_numbers(
    tmp_path: Path, grammar: Grammar, text: str, target: str, words: str, column: int
) -> None:
    assert links(tmp_path, text + "\n", grammar) == [(target, words, column)]


def test_a_number_after_the_same_digits_in_an_address_is_found_at_its_place(tmp_path: Path, grammar: Grammar) -> None:
    assert read(tmp_path, "https://example.org/1979 in 1979\n", grammar)[1] == [(BARE, 1, 29)]
    assert read(tmp_path, "[1979 https://x.example](https://example.org)\n", grammar)[1] == [(BARE, 1, 2)]


def test_addresses_in_texts_of_data_files_are_links(grammar: Grammar) -> None:
    problems = Problems()
    inlines = parse_inlines("Ask a1@example.org.", Location(Path("claims.yaml"), 3, 5), grammar, problems)
    assert list(problems) == []
    assert [i.target for i in inlines if isinstance(i, Span)] == ["mailto:a1@example.org"]
