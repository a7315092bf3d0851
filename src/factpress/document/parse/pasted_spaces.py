"""Spaces that come with a text from a word processor or a web page, where the grammar needs plain ones.

A no-break space looks like a space, but Markdown reads `##` with one after it as text. Inside the words of a text such
spaces stay as they are.
"""

from __future__ import annotations

import re

OTHER_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u200b\u2060"
"""All spaces but the plain one, and the zero-width space and joiner, as a part of a character class."""

_ANY = re.compile(f"[{OTHER_SPACES}]")
_SPACE = rf"[ \t{OTHER_SPACES}]"
_MARKER = (
    r"(?:\#{1,6}(?!\#)|[-*+>]|\d{1,9}[.)]|\||\[\^[^\s\[\]]++\]:|:[A-Za-z-]++:(?!:)"
    rf"|:{{3,}}{_SPACE}*+(?:\{{[^{{}}\n]*+\}})?)"
)
_BEGINNING = re.compile(rf"{_SPACE}*+(?:{_MARKER}(?:{_SPACE}++|\Z))++")
"""The beginning of a line that begins a block: its markers and the spaces around them."""

_RULE_OF_TABLE = re.compile(rf"(?=[^|\n]*+\|)(?=[^-\n]*+-)[-|: \t{OTHER_SPACES}]++")
_BLANK = re.compile(f"{_SPACE}++")


def with_plain_spaces(text: str) -> str:
    """The text with plain spaces where they separate the parts of its grammar. Every place in it stays the same."""
    return "\n".join(_line(line) if _ANY.search(line) else line for line in text.split("\n"))


def without_other_spaces(name: str) -> str:
    """A name, such as that of a claim, without spaces that came with it."""
    return _ANY.sub("", name).strip()


def _line(line: str) -> str:
    if _BLANK.fullmatch(line) or _RULE_OF_TABLE.fullmatch(line):
        return _ANY.sub(" ", line)
    match = _BEGINNING.match(line)
    end = match.end() if match is not None else 0
    return _ANY.sub(" ", line[:end]) + line[end:]
