"""Inline Markdown to draft inlines: text, emphasis, links and roles. Anything else is reported."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from factpress.core.characters import NOT_ALLOWED, character_name
from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.web_addresses import without_addresses
from factpress.core.yaml_positions import bad_character
from factpress.document.parse.ast import (
    DraftBreak,
    DraftInline,
    DraftInlines,
    DraftText,
    FenceRule,
    Footnote,
    Role,
    Span,
    draft_texts,
    walk_draft_inlines,
)
from factpress.document.parse.footnotes import fill_inlines, reject
from factpress.document.parse.foreign_markup import html_message, tag_name
from factpress.document.parse.markdown_tree import ADDRESS, markdown_parser, syntax_tree
from factpress.document.parse.number_runs import NumberRun, number_runs
from factpress.document.parse.pasted_spaces import OTHER_SPACES, without_other_spaces
from factpress.i18n import Language
from factpress.i18n.text_numbers import numbers

_WORD = re.compile(r"[^\W_]+(?:[-.,’'][^\W_]+)*")
_ROLE = re.compile(r"\{[a-z-]+\}`[^`]*`")
_INCOMPLETE_ROLE = re.compile(rf"(\{{[ {OTHER_SPACES}]*+[a-z-]++[ {OTHER_SPACES}]*+\}}`?)[ {OTHER_SPACES}]*+")
_OTHER_SPACE = re.compile(f"[{OTHER_SPACES}]")
_IN_QUOTES = re.compile(r" ?['‘’\"“”]([^'‘’\"“”\n]{1,90})['’\"”]")
_CODE = re.compile(r" `([^`\n]{1,90})`")
_ENTITY = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a text may use: roles, fences with their rules, the language, and names that contain digits."""

    roles: frozenset[str]
    fences: Mapping[str, FenceRule]
    language: Language
    names: frozenset[str]


def bare_numbers(text: str, grammar: Grammar) -> list[str]:
    """The numbers in a text: digits of any script, fractions and number words.

    Those in the names of the grammar and in web and mail addresses are not numbers.
    """
    text = _without_names(text, grammar)
    known = grammar.language.number_words
    words = [word for word in _WORD.findall(text) if _is_number(word, known)]
    phrases, any_phrase = _phrases(grammar.language.number_phrases, known)
    if any_phrase.search(text) is None:
        return words
    return words + [found[0] for phrase in phrases for found in _phrase(phrase).finditer(text)]


def amounts_in_words(text: str, grammar: Grammar, bare: Iterable[str]) -> list[str]:
    """The other phrases of a text than its bare numbers that the audit reads as numbers: "scores of", "l,OOO".

    A fraction alone is not one of them: "half a loaf", "the old quarter".
    """
    text, language = _without_names(text, grammar), grammar.language
    listed = set(bare)
    found = (text[one.start : one.end] for one in numbers(text, language) if one.in_words or one.disguised)
    return [
        written
        for written in found
        if written.lower() not in language.fractions and listed.isdisjoint({written, *_WORD.findall(written)})
    ]


def _without_names(text: str, grammar: Grammar) -> str:
    """The text with spaces for addresses and names."""
    text = without_addresses(text)
    for name, word in _longest_first(grammar.names):
        if word in text:  # the patterns take longer
            text = _name(name).sub(" ", text)
    return text


@lru_cache(maxsize=8)
def _longest_first(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """The names, each with its first word."""
    return tuple((name, "".join(name.split()[:1])) for name in sorted(names, key=len, reverse=True))


@lru_cache(maxsize=256)
def _name(name: str) -> re.Pattern[str]:
    """The pattern of a name; its spaces may be of any kind."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


@lru_cache(maxsize=8)
def _phrases(phrases: tuple[str, ...], number_words: frozenset[str]) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The phrases without number words, and a pattern that finds any of them."""
    wordy = tuple(one for one in phrases if number_words.isdisjoint(one.lower().split()))
    return wordy, re.compile("|".join(_phrase(one).pattern for one in wordy) or "(?!)", re.IGNORECASE)


@lru_cache(maxsize=256)
def _phrase(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8192)  # most words of a text are repeated
def _is_number(word: str, number_words: frozenset[str]) -> bool:
    parts = {part.lower() for part in (word, *re.split(r"[-’']", word))}
    return any(unicodedata.category(c).startswith("N") for c in word) or not parts.isdisjoint(number_words)


class Cursor:
    """Locates parsed text in the source of one block: the parser knows the lines of blocks, but no columns."""

    def __init__(self, path: Path, source: str, first_line: int, first_column: int = 1) -> None:
        self.path, self.source, self.first_line, self.first_column = path, source, first_line, first_column
        self.offset = 0

    def find(self, literal: str) -> Location:
        """The place of the next occurrence, and move behind it; the current place if there is none."""
        place, at = self.peek(literal), self.source.find(literal, self.offset)
        if at >= 0:
            self.offset = at + len(literal)
        return place

    def find_run(self, run: NumberRun) -> Location:
        """The place of a number, and move behind it. One that is broken into lines is found by its first word."""
        if self.source.find(run.text, self.offset) >= 0:
            return self.find(run.text)
        place = self.find(run.first)
        if run.last != run.first:
            self.find(run.last)
        return place

    def offset_of(self, literal: str) -> int:
        """The offset behind the next occurrence; that of the end of the source if there is none."""
        at = self.source.find(literal, self.offset)
        return at + len(literal) if at >= 0 else len(self.source)

    def peek(self, literal: str) -> Location:
        """The place of the next occurrence; the current place if there is none."""
        at = self.source.find(literal, self.offset)
        return self._place(self.offset if at < 0 else at, literal)

    def find_link(self, node: SyntaxTreeNode) -> Location:
        """The place where a link begins, as far as the tree has its source."""
        literal = _opening(node)
        at = self.source.find(literal, self.offset)
        while at > 0 and self.source[at - 1] == "\\":
            at = self.source.find(literal, at + 1)
        if at < 0:
            return self.find(literal[:1])
        self.offset = at + len(literal)
        return self._place(at, literal)

    def find_character(self, character: str) -> Location:
        """The place of an unprintable character, as itself or as an entity such as &#0;."""
        for entity in _ENTITY.finditer(self.source, self.offset):
            code = int(entity[1], 16) if entity[1] else int(entity[2])
            if code > sys.maxunicode or NOT_ALLOWED.match(chr(code)):
                return self.find(entity[0])
        return self.find(character)

    def _place(self, at: int, literal: str) -> Location:
        before = self.source[:at]
        line = before.count("\n")
        column = at - (before.rfind("\n") + 1) + (self.first_column if line == 0 else 1)
        return Location(self.path, self.first_line + line, column, max(len(literal.split("\n", maxsplit=1)[0]), 1))

    def line(self, number: int) -> Location:
        """The place of the text of a line, counted from 0."""
        text = (self.source.split("\n")[number : number + 1] or [""])[0]
        indent = len(text) - len(text.lstrip())
        first_column = self.first_column if number == 0 else 1
        return Location(self.path, self.first_line + number, first_column + indent, max(len(text.strip()), 1))

    def without_roles(self) -> Cursor:
        """A cursor at the start, over the source with blanks for roles and addresses."""
        blank = without_addresses(_ROLE.sub(lambda role: " " * len(role[0]), self.source))
        return Cursor(self.path, blank, self.first_line, self.first_column)


def _ends_with_braces(text: str) -> bool:
    return any(match.end() == len(text) for match in _INCOMPLETE_ROLE.finditer(text))


def _opening(node: SyntaxTreeNode) -> str:
    """The beginning of a link in the source: its bracket, the emphasis in it and its first word."""
    if node.markup == ADDRESS:
        return node.info
    if node.markup == "autolink":
        return f"<{node.children[0].content}"
    literal, first = "[", next(iter(node.children), None)
    while first is not None and first.type in ("em", "strong"):
        literal, first = literal + first.markup, next(iter(first.children), None)
    word = re.match(r"[\w ]*", first.content) if first is not None and first.type == "text" else None
    return literal + (word[0] if word is not None else "")


@dataclass(frozen=True, slots=True)
class InlineParser:
    """Parses the inlines of one file."""

    grammar: Grammar
    problems: Problems

    def parse(self, node: SyntaxTreeNode, cursor: Cursor) -> DraftInlines:
        """The inlines below a node, with adjacent text joined."""
        out: list[DraftInline] = []
        opened: set[str] = set()
        for child in node.children:
            if child.type == "html_inline":
                self._html(child.content, opened, cursor)
                continue
            for inline in self._one(child, cursor):
                if isinstance(inline, DraftText) and out and isinstance(out[-1], DraftText):
                    out[-1] = replace(out[-1], text=out[-1].text + inline.text)
                else:
                    out.append(inline)
        return tuple(out)

    def _one(self, node: SyntaxTreeNode, cursor: Cursor) -> DraftInlines:
        match node.type:
            case "inline":
                return self.parse(node, cursor)
            case "text":
                return (DraftText(node.content, cursor.peek(node.content[:24])),)
            case "softbreak":
                return (DraftText(" ", cursor.peek("")),)
            case "hardbreak":
                return (DraftBreak(cursor.peek("")),)
            case "myst_role":
                return self._role(node, cursor)
            case "footnote_ref":
                name = str(node.meta["label"])
                return (Footnote(name, (), cursor.find(f"[^{name}]")),)
            case "em" | "strong":
                return (Span(node.type, self.parse(node, cursor), cursor.find("")),)
            case "link":
                place = cursor.find_link(node)
                if title := str(node.attrs.get("title", "")):
                    hint = "write it in the text, or remove it"
                    self.problems.error("bad-link", f'a link\'s title is not printed: "{title}"', place, hint)
                return (Span(node.type, self.parse(node, cursor), place, str(node.attrs.get("href", ""))),)
            case "code_inline":
                self._code(node, cursor)
            case "s" | "foreign":
                literal = node.content or "~~"
                name = node.meta.get("name", "struck-through text")
                hint = node.meta.get("hint", "remove the words, or write them without ~~")
                message = f"{name} is not supported: {literal}"
                self.problems.error("bad-inline", message, cursor.find(literal), hint)
            case "image":
                hint = f":::{{image}} {node.attrs.get('src', 'path')}"
                hint = f"write a block of three lines: {hint} / :alt: {node.content or '…'} / :::"
                place = cursor.find("![")
                self.problems.error("bad-inline", "an image must be a block", place, hint)
            case _:
                self.problems.error("bad-inline", f"{node.type} is not allowed in the text", cursor.find(""))
        return ()

    def _code(self, node: SyntaxTreeNode, cursor: Cursor) -> None:
        before = node.previous_sibling
        if before is not None and before.type == "text" and _ends_with_braces(before.content):
            return  # an incomplete role, which is reported with its braces
        place = cursor.find(f"`{node.content}`")
        hint = "remove the backticks, or name a role before them: {claim}`…`"
        self.problems.error("bad-inline", "code is not allowed in the text", place, hint)

    def _html(self, html: str, opened: set[str], cursor: Cursor) -> None:
        """Report a tag. A closing tag after its opening one is not another error."""
        place, name = cursor.find(html), tag_name(html)
        if not html.startswith("</") or name not in opened:
            message, hint = html_message(html)
            self.problems.error("html", message, place, hint)
        opened.add(name)

    def _role(self, node: SyntaxTreeNode, cursor: Cursor) -> DraftInlines:
        name = str(node.meta["name"])
        place = cursor.find(f"{{{name}}}`{node.content}`")
        if name not in self.grammar.roles:
            self.problems.error("unknown-role", f'unknown role "{name}"', place, did_you_mean(name, self.grammar.roles))
            return ()
        target = node.content.strip() if name == "lang" else without_other_spaces(node.content)
        return (Role(name, target, place),)

    def check(self, drafts: DraftInlines, cursor: Cursor) -> None:
        """Report what is not allowed in the text: numbers without a claim, incomplete roles."""
        for role in (i for i in walk_draft_inlines(drafts) if isinstance(i, Role) and i.name == "lang"):
            for word in bare_numbers(role.target.partition(":")[2], self.grammar):
                hint = "state it by a claim, or leave it out"
                self.problems.error(
                    "number-without-source", f'the number "{word}" comes from no claim', role.location, hint
                )
        plain, halves, signs, amounts = (cursor.without_roles() for _ in range(4))  # each kind from the start
        for text in draft_texts(drafts):
            bare = bare_numbers(text, self.grammar)
            for run in number_runs(text, bare):
                message = f'the number "{run.text}" comes from no claim'
                self.problems.error("number-without-source", message, plain.find_run(run), run.hint)
            for written in amounts_in_words(text, self.grammar, bare):
                message = f'"{written}" states a number that comes from no claim'
                hint = "state it by a claim, or choose another word"
                self.problems.warning("number-without-source", message, amounts.find(written), hint)
            for match in _INCOMPLETE_ROLE.finditer(text):
                hint = "a role is a name in braces and a target between backticks: {claim}`tuol-sleng`"
                if spaces := _OTHER_SPACE.findall(match[0]):
                    hint = f"remove {character_name(spaces[0])}: {hint}"
                elif quotes := _IN_QUOTES.match(text, match.end(1)):
                    hint = f"use backticks in place of the quotes: {match[1]}`{quotes[1]}`"
                elif code := _CODE.match(halves.source, halves.offset_of(match[1])):
                    hint = f"remove the space before the backtick: {match[1]}`{code[1]}`"
                self.problems.error("bad-role", f"incomplete role: {match[1]}", halves.find(match[1]), hint)
            for match in NOT_ALLOWED.finditer(text):
                place = signs.find_character(match[0])
                self.problems.error("bad-character", bad_character(match[0]), place, "remove it")

    def report_deep(self, deep: Iterable[Token], cursor: Cursor) -> None:
        """Report the texts that were left out because they nest too deep."""
        for token in deep:
            line = token.map[0] if token.map else 0
            hint = "remove some of the * and [ ]"
            self.problems.error("too-deep", "emphasis is nested too deep", cursor.line(line), hint)


def parse_inlines(
    text: str,
    place: Location,
    grammar: Grammar,
    problems: Problems,
    footnotes: Mapping[str, DraftInlines] | None = None,
) -> DraftInlines:
    """A text of a data file, such as a claim, a reason or a chart's title, checked like any other text.

    With `footnotes` it is a part of the text that has them, such as a caption, and may name them.
    """
    parser = InlineParser(grammar, problems)
    tree, deep = syntax_tree(markdown_parser(grammar.language).parseInline(text))
    cursor = Cursor(place.path, text if place.source is None else place.source, place.line, place.column)
    parser.report_deep(deep, cursor)
    drafts = parser.parse(tree, cursor)
    if footnotes is None:
        hint = "write it in a paragraph, a heading, a table or a caption of a content file"
        drafts = reject(drafts, "this text", problems, hint)
    parser.check(drafts, cursor)
    return fill_inlines(drafts, footnotes, problems) if footnotes is not None else drafts
