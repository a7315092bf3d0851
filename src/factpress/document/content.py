"""Markdown into a Draft: CommonMark with tables, and fences between colons as MyST writes them.

Nothing is looked up here; that is `compose`'s work. What a text alone can get wrong is reported here: a fence that
is not closed, a name nobody knows, HTML, and numbers that do not come from a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from factpress.diagnostics import Location, Problems, did_you_mean
from factpress.document.draft import (
    Draft,
    DraftBlock,
    DraftHeading,
    DraftList,
    DraftParagraph,
    DraftQuote,
    Drafts,
    DraftTable,
    Fence,
    FenceRule,
    Words,
)
from factpress.document.inlines import Cursor, Grammar, InlineReader, markdown_for
from factpress.records import Record, check, parse, read_text

MOST_FENCE_DEPTH = 8

_FENCE_HEAD = re.compile(r"\{(?P<name>[^}]*)\}[ \t]*(?P<argument>.*)")
_OPTION = re.compile(r":(?P<key>[A-Za-z-]+):[ \t]*(?P<value>.*)")
_ATTRIBUTES = re.compile(r"\s*\{(?P<inside>[^{}`]*)\}\s*$")
_BLOCK_NAMES = {"fence": "a block of code", "code_block": "an indented text", "hr": "a line across the page"}


class FrontMatter(Record):
    """What may stand between the dashes at the top of a text."""

    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a file: its lines, and the number of the first of them in the file."""

    lines: list[str]
    first_line: int
    depth: int

    def span(self, node: SyntaxTreeNode) -> tuple[int, int]:
        return node.map or (0, len(self.lines))

    def source(self, node: SyntaxTreeNode) -> str:
        begin, end = self.span(node)
        return "\n".join(self.lines[begin:end])


class _Reader:
    """Reads the blocks of one file."""

    def __init__(self, path: Path, grammar: Grammar, problems: Problems) -> None:
        self.path, self.grammar, self.problems = path, grammar, problems
        self.inlines = InlineReader(grammar, problems)
        self.by_type = {
            "heading": self.heading,
            "paragraph": self.paragraph,
            "bullet_list": self.list_,
            "ordered_list": self.list_,
            "table": self.table,
            "blockquote": self.quote,
            "colon_fence": self.fence,
        }

    def text(self, text: str, first_line: int, depth: int = 0) -> tuple[DraftBlock, ...]:
        """The blocks of a text whose first line is line `first_line` of the file."""
        tree = SyntaxTreeNode(markdown_for(self.grammar.language).parse(text))
        return self.below(tree, _Part(text.split("\n"), first_line, depth))

    def below(self, node: SyntaxTreeNode, part: _Part) -> tuple[DraftBlock, ...]:
        out: list[DraftBlock] = []
        for child in node.children:
            read = self.by_type.get(child.type)
            if read is not None:
                block = read(child, part)
                out += [block] if block is not None else []
            elif child.type != "front_matter":
                hint = "use paragraphs, headings, lists, tables, quotes and ::: blocks"
                message = f"{_BLOCK_NAMES.get(child.type, child.type)} has no place here"
                self.problems.error("unknown-block", message, self.place(child, part), hint)
        return tuple(out)

    def place(self, node: SyntaxTreeNode, part: _Part) -> Location:
        line = part.span(node)[0]
        text = part.lines[line] if line < len(part.lines) else ""
        column = len(text) - len(text.lstrip()) + 1
        return Location(self.path, part.first_line + line, column, max(len(text.strip()), 1))

    def cursor(self, node: SyntaxTreeNode, part: _Part) -> Cursor:
        return Cursor(self.path, part.source(node), part.first_line + part.span(node)[0])

    def words(self, node: SyntaxTreeNode, part: _Part) -> Drafts:
        cursor = self.cursor(node, part)
        drafts = self.inlines.read(node, cursor)
        self.inlines.examine(drafts, cursor)
        return drafts

    def heading(self, node: SyntaxTreeNode, part: _Part) -> DraftHeading:
        cursor = self.cursor(node, part)
        children = list(self.inlines.read(node, cursor))
        attributes: dict[str, str] = {}
        if children and isinstance(children[-1], Words) and (match := _ATTRIBUTES.search(children[-1].text)):
            children[-1] = Words(children[-1].text[: match.start()])
            for word in match["inside"].split():
                key, _, value = word.partition("=")
                attributes |= {"id": word[1:]} if word.startswith("#") else {key: value}
        self.inlines.examine(tuple(children), cursor)
        place = self.place(node, part)
        for key in attributes.keys() - {"id", "years"}:
            hint = did_you_mean(key, ("#id", "years"))
            self.problems.error("unknown-option", f'a heading has no option "{key}"', place, hint)
        return DraftHeading(int(node.tag[1:]), tuple(children), attributes, place)

    def paragraph(self, node: SyntaxTreeNode, part: _Part) -> DraftParagraph:
        return DraftParagraph(self.words(node, part), self.place(node, part))

    def list_(self, node: SyntaxTreeNode, part: _Part) -> DraftList:
        return DraftList(tuple(self.below(item, part) for item in node.children), node.type == "ordered_list")

    def table(self, node: SyntaxTreeNode, part: _Part) -> DraftTable:
        cursor = self.cursor(node, part)
        rows = [
            tuple(self.inlines.read(cell, cursor) for cell in row.children)
            for group in node.children
            for row in group.children
        ]
        self.inlines.examine(tuple(inline for row in rows for cell in row for inline in cell), cursor)
        return DraftTable(rows[0], tuple(rows[1:]))

    def quote(self, node: SyntaxTreeNode, part: _Part) -> DraftQuote:
        return DraftQuote(self.below(node, part), self.place(node, part))

    def fence(self, node: SyntaxTreeNode, part: _Part) -> Fence | None:
        place = self.place(node, part)
        begin, end = part.span(node)
        closing = rf"\s*:{{{len(node.markup)},}}\s*"
        if end > len(part.lines) or end - 1 == begin or not re.fullmatch(closing, part.lines[end - 1]):
            hint = f'close it with a line of "{node.markup}"'
            self.problems.error("unclosed-fence", "this ::: block is not closed", place, hint)
            return None
        head = _FENCE_HEAD.fullmatch(node.info.strip())
        if head is None:
            hint = "write :::{name}, for example :::{notes}"
            self.problems.error("bad-fence", "a ::: block needs a name in braces", place, hint)
            return None
        name, argument = head["name"].strip(), head["argument"].strip()
        rule = self.grammar.fences.get(name)
        if rule is None:
            hint = did_you_mean(name, self.grammar.fences)
            self.problems.error("unknown-fence", f'unknown block "{name}"', place, hint)
            return None
        if part.depth >= MOST_FENCE_DEPTH:
            self.problems.error("bad-fence", "blocks inside blocks, too deep to follow", place)
            return None
        inside, first_line = node.content.split("\n"), part.first_line + begin + 1
        options = self.options(inside, first_line, rule, name)
        body = "\n".join([""] * len(options) + inside[len(options) :])
        blocks = self.text(body, first_line, part.depth + 1) if body.strip() else ()
        self.obey(rule, name, argument, blocks, place)
        known = {key: (value, place) for key, value, place in options if key in rule.options}
        return Fence(name, argument, known, blocks, place)

    def options(self, body: list[str], first_line: int, rule: FenceRule, name: str) -> list[tuple[str, str, Location]]:
        """The option lines at the head of a fence: key, value and the value's place."""
        found: list[tuple[str, str, Location]] = []
        for number, line in enumerate(body, first_line):
            match = _OPTION.fullmatch(line.strip())
            if match is None:
                break
            indent, key, value = len(line) - len(line.lstrip()), match["key"], match["value"]
            if key not in rule.options:
                hint = did_you_mean(key, rule.options) if rule.options else "it takes none"
                place = Location(self.path, number, indent + 2, len(key))
                self.problems.error("unknown-option", f'"{name}" has no option "{key}"', place, hint)
            place = Location(self.path, number, indent + 1 + match.start("value"), len(value) or 1)
            found.append((key, value, place))
        return found

    def obey(self, rule: FenceRule, name: str, argument: str, blocks: tuple[DraftBlock, ...], place: Location) -> None:
        """Report where a fence is not as its rule has it."""
        if rule.argument is None and argument:
            message = f'"{name}" takes nothing behind its name'
            self.problems.error("bad-fence", message, place, f'remove "{argument}"')
        if rule.argument is not None and not argument:
            message = f'"{name}" needs {rule.argument} behind its name'
            self.problems.error("bad-fence", message, place, f":::{{{name}}} and {rule.argument}")
        if not rule.body and blocks:
            message = f'"{name}" holds no text of its own'
            self.problems.error("bad-fence", message, place, "move the text out of the block")
        if rule.needs_body and not blocks:
            self.problems.error("bad-fence", f'"{name}" is empty', place, "write its text between the ::: lines")


def _front_matter(text: str, path: Path, problems: Problems) -> FrontMatter | None:
    match = re.match(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if match is None or not match[1].strip():
        return None
    tree = parse(match[1], path, problems, first_line=1)
    return check(tree, FrontMatter, problems) if tree is not None else None


def read_content(root: Path, path: Path, grammar: Grammar, problems: Problems) -> Draft | None:
    """The text of a publication as a Draft; None, with an error, where the file cannot be read or is empty."""
    text = read_text(root, path, problems)
    if text is None:
        return None
    if not text.strip():
        problems.error("empty-file", f"{path.as_posix()} is empty", Location(path), "begin a chapter: ## Title")
        return None
    front = _front_matter(text, path, problems)
    return Draft(front.title if front else None, _Reader(path, grammar, problems).text(text, 1))
