"""Characters that no text needs are errors at their place, and no message writes them."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.core.characters import NOT_ALLOWED, character_name, escaped_json, message_line, visible, visible_line
from factpress.core.diagnostics import Diagnostic, Location, Problems, format_diagnostic
from factpress.core.yaml_positions import parse_yaml

REFUSED = (
    *("\0", "\b", "\v", "\f", "\x1b", "\x7f", "\x80", "\x85", "\x9b"),
    *("\u2028", "\u2029", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"),
    *("\u2061", "\u2064", "\u206a", "\u3164", "\ufeff", "\ufff9", "\ufffc", "\ufffd", "\ufffe", "\uffff", "\ufdd0"),
    *("\U0001fffe", "\U0010ffff", "\U0001d173", "\U000e0001", "\U000e0041", "\U000e007f"),
)
ALLOWED = "\t\n aé–\u00a0\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u202f\ufe0f\U000e0100ក្ម\U0001f600"


def test_what_scripts_need_is_allowed() -> None:
    assert NOT_ALLOWED.findall(ALLOWED) == []
    assert visible(ALLOWED) == ALLOWED
    assert all(NOT_ALLOWED.fullmatch(character) for character in (*REFUSED, "\ud800", "\udfff"))


def test_every_control_is_refused() -> None:
    controls = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) in ("Cc", "Zl", "Zp", "Cs")}
    assert {character for character in controls if not NOT_ALLOWED.match(character)} == {"\t", "\n"}


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\x1b", "U+001B ESCAPE"),
        ("\x03", "U+0003 a control character"),
        ("\ufffe", "U+FFFE not a character"),
        ("\ud800", "U+D800 half of a surrogate pair"),
        ("\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
    ],
)
def test_names(character: str, name: str) -> None:
    assert character_name(character) == name


@pytest.mark.parametrize("character", REFUSED)
@pytest.mark.parametrize("form", ["a: one\nb: t{}o\n", "a: one\nb: '{}'\n", 'a: one\nb: "{0}{0}"\n', "a: one\n#  {}\n"])
def test_yaml_has_one_error_at_the_first_place(character: str, form: str) -> None:
    text, problems = form.format(character), Problems()
    tree = parse_yaml(text, Path("a.yaml"), problems)
    assert tree is not None
    (found,) = problems.found
    assert found.code == "bad-character"
    assert found.message == f"the character {character_name(character)} is not allowed"
    line = text.split("\n")[1]
    assert str(found.location) == f"a.yaml:2:{line.index(character) + 1}"
    assert not any(NOT_ALLOWED.search(str(value)) for value in tree.data.values())


@pytest.mark.parametrize("escape", [r"\u202e", r"\0", r"\e", r"\N", r"\L", r"\P", r"\uFEFF", r"\UE0041"])
def test_an_escape_in_yaml_is_no_way_around(escape: str) -> None:
    problems = Problems()
    escape = escape.replace(r"\UE0041", r"\U000E0041")
    tree = parse_yaml(f'a: "x{escape}y"\n"k{escape}": 1', Path("a.yaml"), problems)
    assert [(d.code, str(d.location)) for d in problems] == [
        ("bad-character", "a.yaml:1:4"),
        ("bad-character", "a.yaml:2:1"),
    ]
    assert tree is not None
    assert tree.data == {"a": "xy", "k": 1}


@given(st.text(st.characters() | st.sampled_from(REFUSED), max_size=40))
def test_no_text_reaches_a_terminal_as_it_is(text: str) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", visible(text))
    assert len(visible(text)) == len(text)
    assert not re.search(r"[\t\n]", visible_line(text))
    written = escaped_json(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(written) == {"a": text}
    assert not NOT_ALLOWED.search(written)


@given(st.text(st.characters() | st.sampled_from(REFUSED), max_size=40))
def test_a_finding_is_shown_safely(text: str) -> None:
    place = Location(Path("a" + text), 1, 1)
    shown = format_diagnostic(Diagnostic("code", text, place, text, related=(place,)), Path("/nowhere"))
    assert not NOT_ALLOWED.search(shown.replace("\ufffd", ""))


def test_a_very_long_message_is_cut_in_the_middle() -> None:
    shown = message_line("begin" + "9" * 100_000 + "end")
    assert shown.startswith("begin9")
    assert " … " in shown
    assert shown.endswith("9end")
    assert len(shown) < 1000
