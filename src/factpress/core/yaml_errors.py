"""What is wrong with a text that is not YAML, in an editor's words.

The parser says at which character it could not continue. That is often a line after the mistake, in terms of its
grammar. Here the lines around that character are searched for the mistakes that people make.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import yaml

SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
"""Spaces other than U+0020, as they are pasted from web pages and word processors, for a class of characters."""
CURLY = "“”„‟‘’‚‛«»‹›"
"""Quotation marks that do not quote in YAML."""

_KEY_LINE = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:#\"'\[\]{},&*!|>%@`-][^:#\"'\[\]{}]*):[ ]+(?P<value>\S.*)"
)
_ANY_KEY = re.compile(r"[ ]*(?:-[ ]+)*[\w-]+[ ]*:(?:[ ]|$)")
_NO_SPACE = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[\w-]+)(?P<colon>[:：])(?P<value>[^\s:/].*)")
_ODD_SPACE = re.compile(rf"[{SPACES}]")
_DASH_ITEM = re.compile(r"(?P<lead>[ ]*)(?P<dash>[-–—•·*])(?P<space>[ ]*)(?P<value>[^\s-].*)")
_CONFLICT = re.compile(r"(?:<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)")


@dataclass(frozen=True, slots=True)
class YamlFault:
    """The index of the mistake in the text, a message and a hint."""

    index: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Failure:
    """The text in lines, and the lines and columns, from 0, at which the parser stopped and at which it was before."""

    lines: list[str]
    problem: str
    row: int
    column: int
    begin: int  # the line on which the part began that could not be read
    begin_column: int

    def before(self, row: int) -> int | None:
        """The nearest line above that has text and is no comment."""
        return next(
            (i for i in range(row - 1, -1, -1) if self.lines[i].strip() and self.lines[i].strip()[0] != "#"), None
        )

    @property
    def character(self) -> str:
        return self.lines[self.row][self.column : self.column + 1]


_Found = tuple[int, int, str, str]
"""Line and column, from 0, message and hint."""


def explain_yaml(text: str, error: yaml.MarkedYAMLError) -> YamlFault:
    """Return the mistake that made the parser fail, as far as it is known."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    end = max(len(text.rstrip()) - 1, 0)

    def place(mark: yaml.Mark | None) -> tuple[int, int]:
        index = min(mark.index, end) if mark is not None else 0
        row = bisect_right(starts, index) - 1
        return row, index - starts[row]

    row, column = place(error.problem_mark or error.context_mark)
    begin, begin_column = place(error.context_mark) if error.context_mark is not None else (row, column)
    failure = _Failure(lines, error.problem or "", row, column, begin, begin_column)
    for search in _SEARCHES:
        if (found := search(failure)) is not None:
            return YamlFault(starts[found[0]] + found[1], found[2], found[3])
    what = " ".join(part for part in (error.context, error.problem) if part)
    hint = "common causes: a tab instead of spaces, a missing quote, or a colon in a text without quotes"
    return YamlFault(starts[row] + column, f"invalid YAML: {what}", hint)


def quoted(text: str) -> str:
    """Return the text in straight quotes, without quotation marks around it, as YAML needs it."""
    bare = text.strip()
    if len(bare) > 1 and bare[0] in CURLY + "\"'" and bare[-1] in CURLY + "\"'":
        bare = bare[1:-1]
    if '"' not in bare and "\\" not in bare:
        return f'"{bare}"'
    return "'" + bare.replace("'", "''") + "'"


def _shown(line: str) -> str:
    """A line for a hint: one that is long is cut."""
    line = line.strip()
    return line if len(line) <= 90 else line[:88] + "…" + (line[-1] if line[-1] in "\"'" else "")


def _rows(failure: _Failure) -> Iterable[int]:
    """The lines that may have the mistake, most likely first: where the part began, where it ended, the one above."""
    above = failure.before(failure.row)
    return dict.fromkeys(row for row in (failure.begin, failure.row, above) if row is not None)


# ── mistakes ────────────────────────────────────────────────────────────────────────────────────────────────────


def _conflict(failure: _Failure) -> _Found | None:
    for row in _rows(failure):
        if _CONFLICT.match(failure.lines[row]):
            hint = "decide which of the two versions stays, and remove the lines <<<<<<<, ======= and >>>>>>>"
            return row, 0, "two versions of this file were merged, and differ here", hint
    return None


def _tab(failure: _Failure) -> _Found | None:
    for row in (failure.row, failure.begin):
        line = failure.lines[row]
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent:
            return (
                row,
                indent.index("\t"),
                "the line is indented with a tab",
                "replace the tab with two spaces for each level",
            )
    if failure.character == "\t":
        return failure.row, failure.column, "a tab stands between a key and its value", "replace the tab with a space"
    return None


def _second_begin(failure: _Failure) -> _Found | None:
    """A first entry that is indented, so that a later one does not belong to it, or a first line without a key."""
    if "<document start>" not in failure.problem:
        return None
    texts = (i for i, line in enumerate(failure.lines) if line.strip() and line.lstrip()[0] not in "#%")
    first = next((i for i in texts if failure.lines[i].rstrip() != "---"), None)
    if first is None or first >= failure.row:
        return None
    line, other = failure.lines[first], f"line {failure.row + 1}"
    indent = len(line) - len(line.lstrip())
    if _ANY_KEY.match(line) and indent:
        message = f"the file begins with {_count(indent)}, but {other} has fewer"
        return first, indent, message, "begin both at the same column; perhaps the line above this one is missing"
    if not _ANY_KEY.match(line):
        return first, indent, f"the file begins with a text or a list, but {other} has a key", "remove it, or add a key"
    return None


def _unclosed_key(failure: _Failure) -> _Found | None:
    """A quote before a key, which a later quote closes on another line."""
    line = failure.lines[failure.begin]
    quote = line[failure.begin_column : failure.begin_column + 1]
    if "expected ':'" not in failure.problem or failure.begin == failure.row or quote not in ("'", '"'):
        return None
    message = f"the quote {quote} that opens here is not closed on its line"
    return failure.begin, failure.begin_column, message, f"close it, or remove it: {_shown(line.replace(quote, '', 1))}"


def _unclosed_quote(failure: _Failure) -> _Found | None:
    if "unexpected end of stream" not in failure.problem:
        return None
    line = failure.lines[failure.begin]
    quote = line[failure.begin_column : failure.begin_column + 1]
    hint = f"close it: {_shown(line.rstrip() + quote)}"
    return failure.begin, failure.begin_column, f"the quote {quote} that opens here is not closed", hint


def _quotes(failure: _Failure) -> _Found | None:
    """A value in quotes that ends before its line, or that begins on a line above and does not end there."""
    if "expected" not in failure.problem:
        return None
    row: int | None = failure.row
    for _ in range(40):
        if row is None:
            return None
        match = _KEY_LINE.fullmatch(failure.lines[row])
        if match is not None and match["value"][0] in "\"'" and (found := _quote_in(failure, row, match)) is not None:
            return found
        row = failure.before(row)
    return None


def _quote_in(failure: _Failure, row: int, match: re.Match[str]) -> _Found | None:
    value, at = match["value"].rstrip(), match.start("value")
    quote = value[0]
    close = _closing(value)
    head = f"{match['key']}: "
    if close is None:
        whole = "\n".join((value, *failure.lines[row + 1 : failure.row + 1]))
        end = _closing(whole)
        if row == failure.row or end is None or not whole[end + 1 :].split("\n")[0].strip():
            return None  # it ends in a line below
        hint = f"close it: {_shown(head + value + quote)}"
        return row, at, f"the quote {quote} that opens here is not closed", hint
    rest = value[close + 1 :].strip()
    if row != failure.row or not rest or rest[0] == "#":
        return None
    inner = value[1:-1] if value[-1] == quote else value.replace(quote, "", 2) if value.count(quote) == 2 else value[1:]
    better = f'"{inner}"' if quote == "'" and '"' not in inner else "'" + inner.replace("'", "''") + "'"
    message = f"the quote {quote} closes the text before its end"
    return row, at + close, message, f"use the other quotes around it: {_shown(head + better)}"


def _closing(value: str) -> int | None:
    """The index of the quote that closes the one at the begin of the text; None if there is none."""
    quote, at = value[0], 1
    while at < len(value):
        if quote == '"' and value[at] == "\\":
            at += 2
        elif value[at] == quote:
            if quote == "'" and value[at + 1 : at + 2] == quote:
                at += 2
            else:
                return at
        else:
            at += 1
    return None


def _special_begin(failure: _Failure) -> _Found | None:
    """A text without quotes that begins with a character that has a meaning in YAML."""
    for row in dict.fromkeys((failure.row, failure.begin)):
        match = _KEY_LINE.fullmatch(failure.lines[row])
        if match is None:
            continue
        value = match["value"].rstrip()
        first, role = value[0], re.match(r"\{[a-z-]+\}`", value)
        brackets = role or (value[0] == "[" and re.match(r"\[[^\]]*\][ ]*[^\s#,]", value))
        if (first in "@`%*&!,?|>" and match.start("value") <= failure.column) or brackets:
            message = f'a text that begins with "{first}" needs quotes'
            return row, match.start("value"), message, f"write {_shown(match['key'] + ': ' + quoted(value))}"
    return None


def _special_in_brackets(failure: _Failure) -> _Found | None:
    """A text without quotes in brackets that begins with a character that no text may begin with."""
    if "cannot start any token" not in failure.problem or failure.character not in ("@", "`", "%"):
        return None
    word = re.match(r"[^,\]}\s]*", failure.lines[failure.row][failure.column :])
    text = word[0] if word is not None else failure.character
    hint = "write the unit in words: percent" if text == "%" else f'put the text in quotes: "{text}"'
    return failure.row, failure.column, f'a text that begins with "{failure.character}" needs quotes', hint


def _colon_in_text(failure: _Failure) -> _Found | None:
    if "mapping values are not allowed" not in failure.problem:
        return None
    line = failure.lines[failure.row]
    match = _KEY_LINE.fullmatch(line)
    if match is None or failure.column < match.start("value"):
        return None
    value = match["value"].rstrip()
    hint = f"write {_shown(match['key'] + ': ' + quoted(value))}"
    if value[0] in CURLY:
        message = f"the quotation mark {value[0]} does not quote in YAML, so the colon ends the text"
        return failure.row, match.start("value"), message, f"use straight quotes: {hint.removeprefix('write ')}"
    return failure.row, failure.column, "a text with a colon and a space in it needs quotes", hint


def _odd_space(failure: _Failure) -> _Found | None:
    for row in _rows(failure):
        line = failure.lines[row]
        head = line.split(":", maxsplit=1)
        indent = re.match(rf"[\s{SPACES}]*", line)
        found = _ODD_SPACE.search(line, 0, indent.end() if indent else 0) or (
            _ODD_SPACE.match(line, len(head[0]) + 1) if len(head) == 2 else None
        )
        if found is not None:
            return row, found.start(), f"{space_name(found[0])} stands in place of a space", "replace it with a space"
    return None


def space_name(character: str) -> str:
    """Return the name of a space for a message: "a no-break space"."""
    name = unicodedata.name(character, f"U+{ord(character):04X}").lower()
    return {"\u200b": "a zero-width space", "\ufeff": "an invisible space (U+FEFF)"}.get(
        character, f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    )


def _no_space(failure: _Failure) -> _Found | None:
    for row in _rows(failure):
        line = failure.lines[row]
        match = _NO_SPACE.fullmatch(line)
        if match is not None and not _ANY_KEY.match(line):
            message = "a space is missing after the colon"
            if match["colon"] != ":":
                message = "this colon is not the one that YAML knows"
            return row, match.start("colon"), message, f"write {_shown(match['key'] + ': ' + match['value'].strip())}"
        item = _DASH_ITEM.fullmatch(line)
        if item is not None and (item["dash"] != "-" or not item["space"]):
            message = "a space is missing after the hyphen"
            if item["dash"] != "-":
                message = f'an item of a list begins with a hyphen, not with "{item["dash"]}"'
            return row, item.start("dash"), message, f"write {_shown('- ' + item['value'])}"
    return None


def _no_colon(failure: _Failure) -> _Found | None:
    row = failure.begin if "expected ':'" in failure.problem else failure.before(failure.row)
    if row is None or not re.search("expected ':'|mapping values", failure.problem) or ":" in failure.lines[row]:
        return None
    at = len(failure.lines[row]) - len(failure.lines[row].lstrip())
    hint = "write a key, a colon and a space before it; or indent the line, if it continues the text above"
    return row, at, "the line has no key", hint


def _indent(failure: _Failure) -> _Found | None:
    line, above = failure.lines[failure.row], failure.before(failure.row)
    at = len(line) - len(line.lstrip())
    if above is None or not line.strip() or not _ANY_KEY.match(line):
        return None
    other = failure.lines[above]
    wanted = len(other) - len(other.lstrip(" -"))
    if "mapping values are not allowed" in failure.problem and at > wanted and _KEY_LINE.fullmatch(other):
        message = "the line is indented further than the line above, which has its value already"
        key = other.strip(" -").split(":")[0]
        return failure.row, at, message, f'begin it below "{key}", with {_count(wanted)}'
    if "expected '-' indicator" in failure.problem:
        return failure.row, at, "a key stands between the items of a list", "begin it with a hyphen, or indent it less"
    if "expected key" in failure.problem and failure.column <= at:
        levels = sorted({len(one) - len(one.lstrip()) for one in failure.lines[: failure.row] if one.strip()})
        near = [level for level in levels if level < at][-1:] + [level for level in levels if level > at][:1]
        hint = f"begin it with {' or '.join(map(_count, near))}" if near else "indent it as the lines above"
        return failure.row, at, "the indent of this line fits no line above it", hint
    return None


def _count(spaces: int) -> str:
    return {0: "no space", 1: "1 space"}.get(spaces, f"{spaces} spaces")


def _flow(failure: _Failure) -> _Found | None:
    """Brackets that are not closed, or close what is not open, and missing commas in them."""
    line = failure.lines[failure.row]
    if failure.problem.startswith("did not find expected ',' or "):
        close = failure.problem[-2]
        opening = failure.lines[failure.begin][failure.begin_column : failure.begin_column + 1]
        if failure.character in "]}" and failure.character:
            message = f"{failure.character} closes the {opening} of line {failure.begin + 1}"
            return failure.row, failure.column, message, f"write {close} here"
        if failure.row > failure.begin and _ANY_KEY.match(line):
            message = f"the bracket {opening} that opens here is not closed"
            return failure.begin, failure.begin_column, message, f"add {close} at its end"
        at = failure.column
        if failure.character == ":":  # the key before it
            before = line[:at].rstrip(" ")
            at = max(before.rfind(mark) for mark in " ,[]{}:") + 1
        shown = line[at : at + 24].split(",")[0].strip(" ]}")
        return failure.row, at, f'a comma is missing before "{shown}"', "separate the entries in brackets with commas"
    if "did not find expected" in failure.problem and failure.character in ("}", "]"):
        message = f"the bracket {failure.character} closes nothing"
        return failure.row, failure.column, message, "remove it, or add the bracket that opens"
    return None


def _dash_after_key(failure: _Failure) -> _Found | None:
    if "block sequence entries are not allowed" in failure.problem:
        return failure.row, failure.column, "a list begins on the line below its key", "move the item to its own line"
    return None


def _backslash(failure: _Failure) -> _Found | None:
    if "escape character" not in failure.problem:
        return None
    at = failure.lines[failure.row].rfind("\\", 0, failure.column + 1)
    hint = "use single quotes, in which it is an ordinary character; in paths write / instead"
    return failure.row, max(at, 0), "a backslash in double quotes has a special meaning", hint


_SEARCHES: tuple[Callable[[_Failure], _Found | None], ...] = (
    _conflict,
    _tab,
    _second_begin,
    _unclosed_key,
    _unclosed_quote,
    _backslash,
    _special_begin,
    _special_in_brackets,
    _quotes,
    _colon_in_text,
    _odd_space,
    _no_space,
    _no_colon,
    _dash_after_key,
    _flow,
    _indent,
)
