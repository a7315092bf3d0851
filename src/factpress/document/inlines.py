"""Inline Markdown into draft inlines: words, emphasis, links and roles, and what may not stand among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from factpress.diagnostics import Location, Problems, did_you_mean
from factpress.document.draft import DraftInline, Drafts, FenceRule, LineEnd, Role, Span, Words
from factpress.languages import Language

_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_WORD = re.compile(r"[^\W_]+(?:[-.,’'][^\W_]+)*")
_ROLE = re.compile(r"\{[a-z-]+\}`[^`]*`")
_ROLE_LEFT_OVER = re.compile(r"\{[a-z-]+\}`?")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a text may use: the roles, the fences with their rules, the language, and names that hold digits."""

    roles: frozenset[str]
    fences: Mapping[str, FenceRule]
    language: Language
    names: frozenset[str]


@lru_cache(maxsize=8)
def markdown(quotes: str) -> MarkdownIt:
    """The Markdown that is read: CommonMark without HTML, with tables, roles, colon fences and typographic quotes."""
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": quotes})
    parser.enable(["table", "replacements", "smartquotes"])
    # an address that may not stand here is an error of ours, not a link that silently stays text
    parser.validateLink = lambda _: True  # type: ignore[method-assign]
    return parser.use(colon_fence_plugin).use(front_matter_plugin).use(myst_role_plugin)


def markdown_for(language: Language) -> MarkdownIt:
    """The Markdown parser with the quotation marks of a language."""
    return markdown(language.phrases.get("quotes", "“”‘’"))


def bare_numbers(text: str, grammar: Grammar) -> list[str]:
    """The numbers that stand in a text as digits or as number words, names that hold digits left out."""
    for name in sorted(grammar.names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return [word for word in _WORD.findall(text) if _is_number(word, grammar.language.number_words)]


def _is_number(word: str, number_words: frozenset[str]) -> bool:
    parts = [word, *re.split(r"[-’']", word)]
    return any(c.isdigit() for c in word) or any(part.lower() in number_words for part in parts)


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
        before = self.source[:at]
        line = before.count("\n")
        column = at - (before.rfind("\n") + 1) + (self.first_column if line == 0 else 1)
        return Location(self.path, self.first_line + line, column, max(len(literal.split("\n", maxsplit=1)[0]), 1))

    def without_roles(self) -> Cursor:
        """The same walk from the start, roles blanked out, for looking up plain words."""
        blank = _ROLE.sub(lambda role: " " * len(role[0]), self.source)
        return Cursor(self.path, blank, self.first_line, self.first_column)


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
                    out[-1] = Words(out[-1].text + inline.text)
                else:
                    out.append(inline)
        return tuple(out)

    def _one(self, node: SyntaxTreeNode, cursor: Cursor) -> Drafts:
        match node.type:
            case "inline":
                return self.read(node, cursor)
            case "text":
                return (Words(node.content),)
            case "softbreak":
                return (Words(" "),)
            case "hardbreak":
                return (LineEnd(),)
            case "myst_role":
                return self._role(node, cursor)
            case "em" | "strong" | "link":
                here = cursor.find("")
                return (Span(node.type, self.read(node, cursor), here, str(node.attrs.get("href", ""))),)
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
        plain = cursor.without_roles()
        for text in _texts(drafts):
            for word in bare_numbers(text, self.grammar):
                hint = "state it by a claim, or list it under `names` in publication.yaml if it is part of a name"
                self.problems.error("bare-number", f'the number "{word}" comes from no claim', plain.find(word), hint)
            for match in _HTML.finditer(text):
                hint = "write *emphasis*, **strong** or a ::: block"
                self.problems.error("html", f"HTML is not read: {match[0]}", plain.find(match[0]), hint)
            for match in _ROLE_LEFT_OVER.finditer(text):
                hint = "a role is a name in braces and a target between backticks: {claim}`tuol-sleng`"
                self.problems.error("bad-role", f"half a role: {match[0]}", plain.find(match[0]), hint)


def _texts(drafts: Drafts) -> Iterator[str]:
    for inline in drafts:
        if isinstance(inline, Words):
            yield inline.text
        elif isinstance(inline, Span):
            yield from _texts(inline.children)


def read_inlines(text: str, place: Location, grammar: Grammar, problems: Problems) -> Drafts:
    """A text of a data file (a claim, a reason, a chart's title) as draft inlines, examined like any other text."""
    reader = InlineReader(grammar, problems)
    tree = SyntaxTreeNode(markdown_for(grammar.language).parseInline(text))
    cursor = Cursor(place.path, text, place.line, place.column)
    drafts = reader.read(tree, cursor)
    reader.examine(drafts, cursor)
    return drafts
