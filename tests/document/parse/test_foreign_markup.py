"""Markup of other tools is one error that names it, and is not a part of the text; its characters alone are text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.diagnostics import Diagnostic, Location, Problems
from factpress.core.paths import Places, engine_folder
from factpress.core.source_files import SourceFiles
from factpress.document.blocks import DIRECTIVES
from factpress.document.parse.ast import Draft, draft_texts, walk_draft
from factpress.document.parse.content_file import read_content
from factpress.document.parse.inline_parser import Grammar, parse_inlines
from factpress.document.parse.pasted_spaces import with_plain_spaces
from factpress.document.resolve.lookup import ROLES
from factpress.i18n import load_language

RULES = {name: directive.rule for name, directive in DIRECTIVES.items()}


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    language = load_language("en-GB", Places.of(engine_folder() / "templates" / "starter"), Problems())
    assert language is not None
    return Grammar(ROLES, RULES, language, frozenset())


def read(tmp_path: Path, text: str, grammar: Grammar) -> tuple[Draft, list[Diagnostic]]:
    (tmp_path / "text.md").write_text(text, encoding="utf-8")
    problems = Problems()
    draft = read_content(SourceFiles(tmp_path), Path("text.md"), grammar, problems)
    assert draft is not None
    return draft, list(problems)


def words(draft: Draft) -> str:
    runs = (run for node in walk_draft(draft.blocks, RULES) for run in node.inlines)
    return "\n".join("".join(draft_texts(run)) for run in runs)


@pytest.mark.parametrize(
    ("text", "column", "named"),
    [
        ("Some ~~old~~ words", 6, "struck-through text"),
        ("A <b>bold</b> word", 3, "<b>"),
        ("A <span class='x'>word</span>", 3, "<span class='x'>"),
        ("A line<br>break", 7, "<br>"),
        ("Words <!-- kept from a draft --> here", 7, "a comment"),
        ("A ==bright== word", 3, "highlighted text"),
        ("A ++low++ word", 3, "underlined text"),
        ("A ** wide ** word", 3, "strong text"),
        ("H~n~O", 2, "a subscript"),
        ("m^n^", 2, "a superscript"),
        ("Words^[a note] here", 6, "a footnote inside a line"),
        (r"Then $\alpha$ grows", 6, "a formula"),
        ("Then $$x$$ grows", 6, "a formula"),
        ("By {{ author }}.", 4, "a template language"),
        ("See [[Page]]", 5, "a wiki link"),
        ("As said [@kiernan, p. a]", 9, "a citation key"),
        ("See [words][ref]", 5, "a link by reference"),
        ("A [word]{.small}", 3, "a text with attributes"),
        ("A word {.small}", 8, "a group of attributes"),
        (r"A \textbf{word}", 3, "LaTeX"),
        ("Well :smile: done", 6, "an emoji"),
        ("See ![a picture](a.png)", 5, "an image must be a block"),
        ("Write `code`", 7, "code is not allowed"),
    ],
)
def test_a_construct_inside_a_line_is_one_error_at_its_place(
    tmp_path: Path, grammar: Grammar, text: str, column: int, named: str
) -> None:
    _, found = read(tmp_path, f"## Title\n\nBefore.\n\n{text}\n", grammar)
    assert [(d.location.line, d.location.column) for d in found if d.location] == [(5, column)]
    assert named in found[0].message
    assert found[0].hint


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("- [ ] one\n- [x] other", "a list of tasks"),
        ("<div>\n<p>words</p>\n</div>", "<div>"),
        ("<!-- from a draft\nof ours -->", "a comment"),
        ("Term\n: meaning\n\nOther\n: meaning", "a list of definitions"),
        ("Title\n=====", "a heading with a line below it"),
        ("Title\n-----", "a heading with a line below it"),
        ("| a | b |\n| c | d |", "a table without a row"),
        ("+---+---+\n| a | b |\n+---+---+", "a table drawn with + and -"),
        ("a\tb\nc\td", "a table made with tabs"),
        ("• one\n• other", "a list with typed bullets"),
        ("##Title", "a heading without a space"),
        ("```\ncode\n```", "a block of code"),
        ("    code", "an indented text"),
        ("***", "a horizontal rule"),
        ("!!! note", "a callout"),
        ("> [!NOTE]\n> Words", "a callout"),
        ("[TOC]", "a table of contents"),
    ],
)
def test_a_foreign_block_is_one_error_at_its_place(tmp_path: Path, grammar: Grammar, text: str, named: str) -> None:
    _, found = read(tmp_path, f"## Title\n\nBefore.\n\n{text}\n\nAfter.\n", grammar)
    assert [d.location.line for d in found if d.location] == [5]
    assert named in found[0].message
    assert found[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "About ~a and ~b, [sic], a < b > c, a * b, _ and a_b, a | b, 'it' ^ $ # @ { } = + \\",
        "Name: ______, the end: see this; C++ and D++; a == b; US$ or A$",
        "\\~\\~kept\\~\\~ \\[\\[kept\\]\\] \\<b\\>kept\\</b\\> \\*\\*kept\\*\\* \\{.kept}",
        "#tag and [a] [b] and (c) and a: b: c",
        "| alone",
    ],
)
def test_the_characters_alone_are_text(tmp_path: Path, grammar: Grammar, text: str) -> None:
    draft, found = read(tmp_path, f"## Title\n\n{text}\n", grammar)
    assert found == []
    for character in "~[<*_|^$#@":
        assert words(draft).count(character) == text.count(character)


def test_texts_of_data_files_have_no_foreign_markup_either(grammar: Grammar) -> None:
    problems = Problems()
    parse_inlines("An ~~old~~ claim", Location(Path("claims.yaml"), 4, 10), grammar, problems)
    assert [(d.code, d.location.column) for d in problems if d.location] == [("bad-inline", 13)]


# ── pasted spaces ───────────────────────────────────────────────────────────────────────────────────────────────

SPACES = "\u00a0\u2007\u202f\u3000\u200b"
STRUCTURE = """## Title {#id}

:::{chart} visitors-by-year
:::

- one
- other

| a | b |
| - | - |
| c | d |

1. One
2. Two

> - Quoted

[^n]: A note.
"""


@pytest.mark.parametrize("space", SPACES)
def test_other_spaces_between_parts_of_the_grammar_are_spaces(tmp_path: Path, grammar: Grammar, space: str) -> None:
    plain, found = read(tmp_path, STRUCTURE, grammar)
    pasted, also_found = read(tmp_path, STRUCTURE.replace(" ", space).replace(":::\n", f":::{space}\n"), grammar)
    assert [(d.code, d.location) for d in also_found] == [(d.code, d.location) for d in found]
    assert [type(block) for block in pasted.blocks] == [type(block) for block in plain.blocks]
    assert words(pasted).replace(space, "").replace(" ", "") == words(plain).replace(" ", "")


@pytest.mark.parametrize("space", SPACES)
def test_other_spaces_in_a_name_or_before_a_marker_are_left_out(tmp_path: Path, grammar: Grammar, space: str) -> None:
    text = f"{space}## Title\n\n{{claim}}`{space}a/b{space}` came.\n\n:::{space}{{event}}{space}fair{space}\n:::\n"
    draft, found = read(tmp_path, text, grammar)
    assert found == []
    heading, paragraph, event = walk_draft(draft.blocks, RULES)
    assert [role.target for role in paragraph.roles] == ["a/b"]
    assert [text for text, _ in event.strings] == ["fair"]
    assert not heading.roles


def test_a_space_inside_a_role_is_one_error_that_names_it(tmp_path: Path, grammar: Grammar) -> None:
    _, found = read(tmp_path, "## Title\n\nIn {claim}\u00a0`a` and {\u202fclaim}`b`\n", grammar)
    assert [(d.code, d.location.column) for d in found if d.location] == [("bad-role", 4), ("bad-role", 20)]
    assert "U+00A0 NO-BREAK SPACE" in str(found[0].hint)
    assert "U+202F NARROW NO-BREAK SPACE" in str(found[1].hint)


def test_spaces_inside_words_stay(tmp_path: Path, grammar: Grammar) -> None:
    text = "Mr\u00a0Smith and the word\u200bs of a text"
    draft, found = read(tmp_path, f"## Title\n\n{text}\n", grammar)
    assert (found, words(draft).splitlines()[-1]) == ([], text)


@given(st.text(alphabet="#-:>|{}a1.\u00a0\u200b \n[^]", max_size=60))
def test_every_place_stays_the_same(text: str) -> None:
    plain = with_plain_spaces(text)
    assert len(plain) == len(text)
    assert all(old == new or new == " " for old, new in zip(text, plain, strict=True))
