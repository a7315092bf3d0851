"""Inline Markdown into draft inlines: words, emphasis, links and roles, and what may not stand among them."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.document.parse.ast import DraftInline, Drafts, FenceRule, LineEnd, Role, Span, Words, roles
from factpress.document.parse.markdown_tree import markdown_for, tree_of
from factpress.i18n import Language

_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_WORD = re.compile(r"[^\W_]+(?:[-.,’'][^\W_]+)*")
_ROLE = re.compile(r"\{[a-z-]+\}`[^`]*`")
_ROLE_LEFT_OVER = re.compile(r"\{[a-z-]+\}`?")
_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
"""Control characters, and U+FFFD, which stands where there was something else: what no page can show."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a text may use: the roles, the fences with their rules, the language, and names that hold digits."""

    roles: frozenset[str]
    fences: Mapping[str, FenceRule]
    language: Language
    names: frozenset[str]


def bare_numbers(text: str, grammar: Grammar) -> list[str]:
    """The numbers that stand in a text as digits of any script, fractions or number words; without names of digits."""
    for name in sorted(grammar.names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    words = [word for word in _WORD.findall(text) if _is_number(word, grammar.language.number_words)]
    return words + [found[0] for phrase in grammar.language.number_phrases for found in _phrase(phrase).finditer(text)]


@lru_cache(maxsize=256)
def _phrase(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8192)  # a text says most of its words again and again
def _is_number(word: str, number_words: frozenset[str]) -> bool:
    parts = [word, *re.split(r"[-’']", word)]
    return any(unicodedata.category(c).startswith("N") for c in word) or any(
        part.lower() in number_words for part in parts
    )


class Cursor:
    """Walks through the source of one block, so that a word found by the parser gets its line and column."""

    def __init__(self, path: Path, source: str, first_line: int, first_column: int = 1) -> None:
        self.path, self.source, self.first_line, self.first_column = path, source, first_line, first_column
        self.offset = 0

    def find(self, literal: str) -> Location:
        """The place of the next such text; of where we are, if it cannot be found as written."""
        at = self.source.find(literal, self.offset)
        if at < 0:
            at = self.offset
        else:
            self.offset = at + len(literal)
        return self._place(at, literal)

    def peek(self, literal: str) -> Location:
        """The place of the next such text, without moving on; of where we are, if it cannot be found as written."""
        at = self.source.find(literal, self.offset)
        return self._place(self.offset if at < 0 else at, literal)

    def find_link(self, node: SyntaxTreeNode) -> Location:
        """The place where a link begins, as far as its words can be told from the tree."""
        literal = _opening(node)
        at = self.source.find(literal, self.offset)
        while at > 0 and self.source[at - 1] == "\\":
            at = self.source.find(literal, at + 1)
        if at < 0:
            return self.find(literal[:1])
        self.offset = at + len(literal)
        return self._place(at, literal)

    def find_character(self, character: str) -> Location:
        """The place of a character that nobody can see, as itself or as an entity such as &#0;."""
        for entity in _ENTITY.finditer(self.source, self.offset):
            code = int(entity[1], 16) if entity[1] else int(entity[2])
            if code > sys.maxunicode or _UNPRINTED.match(chr(code)):
                return self.find(entity[0])
        return self.find(character)

    def _place(self, at: int, literal: str) -> Location:
        before = self.source[:at]
        line = before.count("\n")
        column = at - (before.rfind("\n") + 1) + (self.first_column if line == 0 else 1)
        return Location(self.path, self.first_line + line, column, max(len(literal.split("\n", maxsplit=1)[0]), 1))

    def line(self, number: int) -> Location:
        """The place of the words in a line, counted from 0."""
        text = (self.source.split("\n")[number : number + 1] or [""])[0]
        indent = len(text) - len(text.lstrip())
        first_column = self.first_column if number == 0 else 1
        return Location(self.path, self.first_line + number, first_column + indent, max(len(text.strip()), 1))

    def without_roles(self) -> Cursor:
        """The same walk from the start, roles blanked out, for looking up plain words."""
        blank = _ROLE.sub(lambda role: " " * len(role[0]), self.source)
        return Cursor(self.path, blank, self.first_line, self.first_column)


def _opening(node: SyntaxTreeNode) -> str:
    """How a link begins in the source: its bracket, the emphasis in it and its first word, as far as it is as typed."""
    if node.markup == "autolink":
        return f"<{node.children[0].content}"
    literal, first = "[", next(iter(node.children), None)
    while first is not None and first.type in ("em", "strong"):
        literal, first = literal + first.markup, next(iter(first.children), None)
    word = re.match(r"[\w ]*", first.content) if first is not None and first.type == "text" else None
    return literal + (word[0] if word is not None else "")


@dataclass(frozen=True, slots=True)
class InlineReader:
    """Reads the inlines of one file."""

    grammar: Grammar
    problems: Problems

    def read(self, node: SyntaxTreeNode, cursor: Cursor) -> Drafts:
        """The inlines below a node, neighbouring words joined."""
        out: list[DraftInline] = []
        for child in node.children:
            for inline in self._one(child, cursor):
                if isinstance(inline, Words) and out and isinstance(out[-1], Words):
                    out[-1] = replace(out[-1], text=out[-1].text + inline.text)
                else:
                    out.append(inline)
        return tuple(out)

    def _one(self, node: SyntaxTreeNode, cursor: Cursor) -> Drafts:
        match node.type:
            case "inline":
                return self.read(node, cursor)
            case "text":
                return (Words(node.content, cursor.peek(node.content[:24])),)
            case "softbreak":
                return (Words(" ", cursor.peek("")),)
            case "hardbreak":
                return (LineEnd(cursor.peek("")),)
            case "myst_role":
                return self._role(node, cursor)
            case "em" | "strong":
                return (Span(node.type, self.read(node, cursor), cursor.find("")),)
            case "link":
                place = cursor.find_link(node)
                if title := str(node.attrs.get("title", "")):
                    hint = "write it among the words, or take it out"
                    self.problems.error("bad-link", f'a link\'s title is not printed: "{title}"', place, hint)
                return (Span(node.type, self.read(node, cursor), place, str(node.attrs.get("href", ""))),)
            case "code_inline":
                place = cursor.find(f"`{node.content}`")
                hint = "remove the backticks, or name a role before them: {claim}`…`"
                self.problems.error("bad-inline", "code has no place in the text", place, hint)
            case "image":
                place = cursor.find("![")
                self.problems.error("bad-inline", "a picture needs a block of its own", place, "write :::{image} path")
            case _:
                self.problems.error("bad-inline", f"{node.type} has no place in the text", cursor.find(""))
        return ()

    def _role(self, node: SyntaxTreeNode, cursor: Cursor) -> Drafts:
        name = str(node.meta["name"])
        place = cursor.find(f"{{{name}}}`{node.content}`")
        if name not in self.grammar.roles:
            self.problems.error("unknown-role", f'unknown role "{name}"', place, did_you_mean(name, self.grammar.roles))
            return ()
        return (Role(name, node.content.strip(), place),)

    def examine(self, drafts: Drafts, cursor: Cursor) -> None:
        """Report what may not stand among words: numbers that come from no claim, HTML, half a role."""
        for role in (role for role in roles(drafts) if role.name == "lang"):
            for word in bare_numbers(role.target.partition(":")[2], self.grammar):
                hint = "state it by a claim, or leave it out"
                self.problems.error("bare-number", f'the number "{word}" comes from no claim', role.location, hint)
        plain, tags, halves, signs = (cursor.without_roles() for _ in range(4))  # each kind from the start
        for text in _texts(drafts):
            for word in bare_numbers(text, self.grammar):
                hint = "state it by a claim, or list it under `names` in publication.yaml if it is part of a name"
                self.problems.error("bare-number", f'the number "{word}" comes from no claim', plain.find(word), hint)
            for match in _HTML.finditer(text):
                hint = "write *emphasis*, **strong** or a ::: block"
                self.problems.error("html", f"HTML is not read: {match[0]}", tags.find(match[0]), hint)
            for match in _ROLE_LEFT_OVER.finditer(text):
                hint = "a role is a name in braces and a target between backticks: {claim}`tuol-sleng`"
                self.problems.error("bad-role", f"half a role: {match[0]}", halves.find(match[0]), hint)
            for match in _UNPRINTED.finditer(text):
                report_character(match[0], signs.find_character(match[0]), self.problems)

    def too_deep(self, deep: Iterable[Token], cursor: Cursor) -> None:
        """Report the texts that were left out because nobody could follow them."""
        for token in deep:
            line = token.map[0] if token.map else 0
            hint = "take some of the * and [ ] away"
            self.problems.error("too-deep", "emphasis inside emphasis, too deep to follow", cursor.line(line), hint)


def unprinted(text: str) -> Iterator[re.Match[str]]:
    """The characters of a text that no page can show, with their places."""
    return _UNPRINTED.finditer(text)


def report_character(character: str, place: Location, problems: Problems) -> None:
    """Note a character that no page can show."""
    name = unicodedata.name(character, f"U+{ord(character):04X}")
    problems.error("bad-character", f"the character {name} cannot be set", place, "take it out")


def _texts(drafts: Drafts) -> Iterator[str]:
    for inline in drafts:
        if isinstance(inline, Words):
            yield inline.text
        elif isinstance(inline, Span):
            yield from _texts(inline.children)


def read_inlines(text: str, place: Location, grammar: Grammar, problems: Problems) -> Drafts:
    """A text of a data file (a claim, a reason, a chart's title) as draft inlines, examined like any other text."""
    reader = InlineReader(grammar, problems)
    tree, deep = tree_of(markdown_for(grammar.language).parseInline(text))
    cursor = Cursor(place.path, text if place.source is None else place.source, place.line, place.column)
    reader.too_deep(deep, cursor)
    drafts = reader.read(tree, cursor)
    reader.examine(drafts, cursor)
    return drafts
