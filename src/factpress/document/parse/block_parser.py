"""Markdown to draft blocks: CommonMark with tables, and the colon fences of MyST.

Claims are looked up later, in `resolve`. Errors of the text alone are reported here: unclosed fences, unknown names,
HTML, and numbers without a claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markdown_it.rules_block.table import escapedSplit
from markdown_it.tree import SyntaxTreeNode

from factpress.core.diagnostics import Location, Problems
from factpress.document.parse.ast import (
    MOST_CHAPTER_RANK,
    Draft,
    DraftBlock,
    DraftHeading,
    DraftInlines,
    DraftList,
    DraftParagraph,
    DraftQuote,
    DraftTable,
    DraftText,
    Fence,
)
from factpress.document.parse.directives import check_fence, crossing_line, parse_head, parse_options
from factpress.document.parse.footnotes import Footnotes
from factpress.document.parse.foreign_markup import (
    BLOCKS,
    TASK,
    TASKS,
    UNDERLINED,
    foreign_paragraph,
    html_message,
)
from factpress.document.parse.inline_parser import Cursor, Grammar, InlineParser
from factpress.document.parse.markdown_tree import MOST_DEPTH, markdown_parser, syntax_tree
from factpress.document.parse.themes import THEME, check_theme, parse_attributes

ATTRIBUTES = re.compile(r"(?<!\s)\s*+\{(?P<inside>[^{}`]*)\}\s*$")
"""The attributes in braces at the end of a heading."""

_MOST_NUMBER = 999
"""The largest number of an item. Larger ones are years at the beginning of a paragraph."""


def _is_list(node: SyntaxTreeNode, start: int) -> bool:
    """Whether a list is meant, and not a text that begins with a number and a full stop: a day, a year."""
    if start == 1:
        return True
    siblings = node.siblings
    earlier = reversed(siblings[: siblings.index(node)])
    before = next((one for one in earlier if one.type == "ordered_list"), None)
    goes_on = before is not None and start == int(before.attrs.get("start", 1)) + len(before.children)
    return 0 < start <= _MOST_NUMBER + 1 - len(node.children) and (goes_on or len(node.children) > 1)


def _first_text(item: SyntaxTreeNode) -> str:
    """The text at the beginning of a list's item."""
    node = item
    while node.children and node.type != "text":
        node = node.children[0]
    return node.content if node.type == "text" else ""


def parse_text(text: str, path: Path, grammar: Grammar, problems: Problems) -> Draft:
    """The text of the file `path` as a Draft; what cannot be parsed is reported and left out."""
    parser = _BlockParser(path, grammar, problems)
    blocks = parser.text(text, 1)
    return Draft(parser.footnotes.fill(blocks), parser.footnotes.words)


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a file: its lines, the number of the first one in the file, and how deep it is nested."""

    lines: list[str]
    first_line: int
    depth: int

    def span(self, node: SyntaxTreeNode) -> tuple[int, int]:
        return node.map or (0, len(self.lines))

    def source(self, node: SyntaxTreeNode) -> str:
        begin, end = self.span(node)
        return "\n".join(self.lines[begin:end])


class _BlockParser:
    """Parses the blocks of one file."""

    def __init__(self, path: Path, grammar: Grammar, problems: Problems) -> None:
        self.path, self.grammar, self.problems = path, grammar, problems
        self.crossed: set[str] = set()  # colons of crossing fences, whose remaining ends are no further errors
        self.inlines = InlineParser(grammar, problems)
        self.footnotes = Footnotes(problems)
        self.by_type = {
            "heading": self.heading,
            "paragraph": self.paragraph,
            "bullet_list": self.list_,
            "ordered_list": self.list_,
            "table": self.table,
            "blockquote": self.quote,
            "colon_fence": self.fence,
            "footnote_reference": self.footnote,
        }

    def text(self, text: str, first_line: int, depth: int = 0) -> tuple[DraftBlock, ...]:
        """The blocks of a text whose first line is line `first_line` of the file."""
        read: dict[str, Any] = {}
        tree, deep = syntax_tree(markdown_parser(self.grammar.language).parse(text, read))
        self.inlines.report_deep(deep, Cursor(self.path, text, first_line))
        for reference in (*read.get("references", {}).values(), *read.get("duplicate_refs", ())):
            place = Cursor(self.path, text, first_line).line(reference["map"][0])
            hint = "write the address after the words of the link: [words](https://…)"
            self.problems.error("bad-link", "a link reference definition is not supported", place, hint)
        return self.below(tree, _Part(text.split("\n"), first_line, depth))

    def below(self, node: SyntaxTreeNode, part: _Part) -> tuple[DraftBlock, ...]:
        out: list[DraftBlock] = []
        for child in node.children:
            read = self.by_type.get(child.type)
            if read is not None:
                block = read(child, part)
                out += [block] if block is not None else []
            elif child.type == "html_block":
                message, hint = html_message(child.content.lstrip())
                self.problems.error("html", message, self.place(child, part), hint)
            else:
                name, hint = BLOCKS.get(child.type, (child.type, ""))
                hint = hint or "use paragraphs, headings, lists, tables, quotes and ::: blocks"
                self.problems.error("unknown-block", f"{name} is not allowed here", self.place(child, part), hint)
        return tuple(out)

    def inside(self, node: SyntaxTreeNode, part: _Part) -> tuple[DraftBlock, ...]:
        """The blocks of a list's item or a quote; none, with an error, if they nest too deep."""
        if part.depth >= MOST_DEPTH:
            hint = "remove a level"
            self.problems.error("too-deep", "blocks are nested too deep", self.place(node, part), hint)
            return ()
        return self.below(node, replace(part, depth=part.depth + 1))

    def footnote(self, node: SyntaxTreeNode, part: _Part) -> None:
        """The definition of a footnote, of one or several paragraphs; the text has it where it is named."""
        place, name = self.place(node, part), str(node.meta["label"])
        paragraphs = [self.words(child, part, f"[^{name}]:") for child in node.children if child.type == "paragraph"]
        if len(paragraphs) != len(node.children):
            hint = "take lists, tables, quotes and blocks out of it"
            message = f'the footnote "{name}" may contain only paragraphs'
            self.problems.error("bad-footnote", message, place, hint)
        words = tuple(inline for words in paragraphs for inline in (DraftText(" "), *words))[1:]
        self.footnotes.define(name, words, place)

    def place(self, node: SyntaxTreeNode, part: _Part) -> Location:
        line = part.span(node)[0]
        text = part.lines[line] if line < len(part.lines) else ""
        column = len(text) - len(text.lstrip()) + 1
        return Location(self.path, part.first_line + line, column, max(len(text.strip()), 1))

    def cursor(self, node: SyntaxTreeNode, part: _Part) -> Cursor:
        return Cursor(self.path, part.source(node), part.first_line + part.span(node)[0])

    def words(self, node: SyntaxTreeNode, part: _Part, label: str = "") -> DraftInlines:
        """The inlines of a node; a label at its beginning is none of its words."""
        cursor = self.cursor(node, part)
        if label and cursor.source.lstrip(" >").startswith(label):
            cursor.source = cursor.source.replace(label, " " * len(label), 1)
        drafts = self.inlines.parse(node, cursor)
        self.inlines.check(drafts, cursor)
        return drafts

    def heading(self, node: SyntaxTreeNode, part: _Part) -> DraftHeading:
        cursor = self.cursor(node, part)
        children = list(self.inlines.parse(node, cursor))
        place, rank = self.place(node, part), int(node.tag[1:])
        attributes: dict[str, str] = {}
        if children and isinstance(children[-1], DraftText) and (match := ATTRIBUTES.search(children[-1].text)):
            children[-1] = replace(children[-1], text=children[-1].text[: match.start()])
            attributes = parse_attributes(match["inside"], rank, place, self.problems)
        self.inlines.check(tuple(children), cursor)
        if not node.markup.startswith("#"):
            hint = "write ## before a chapter, ### before a heading inside it; leave a line free above a line of ---"
            self.problems.error("unknown-block", f"{UNDERLINED} is not supported", place, hint)
            rank = MOST_CHAPTER_RANK
        return DraftHeading(rank, tuple(children), attributes, place)

    def paragraph(self, node: SyntaxTreeNode, part: _Part) -> DraftParagraph | None:
        if (markup := foreign_paragraph(part.source(node))) is not None:
            self.problems.error("unknown-block", f"{markup.name} is not supported", self.place(node, part), markup.hint)
            return None
        return DraftParagraph(self.words(node, part), self.place(node, part))

    def list_(self, node: SyntaxTreeNode, part: _Part) -> DraftList:
        start = int(node.attrs.get("start", 1))
        if not _is_list(node, start):
            what = "one item is" if len(node.children) == 1 else f"{len(node.children)} items are"
            message = f"{what} numbered from {start}, as if the text were a list"
            hint = (
                f"write {start}\\. if it is not a list; a list begins with 1, goes on from the list before it, or has"
                f" several items with numbers up to {_MOST_NUMBER}"
            )
            self.problems.error("bad-list", message, self.place(node, part), hint)
        tasks = [item for item in node.children if TASK.match(_first_text(item))]
        if tasks:
            self.problems.error(
                "unknown-block", f"{TASKS.name} is not supported", self.place(tasks[0], part), TASKS.hint
            )
        items = tuple(self.inside(item, part) for item in node.children)
        return DraftList(items, node.type == "ordered_list", start, self.place(node, part))

    def table(self, node: SyntaxTreeNode, part: _Part) -> DraftTable:
        cursor = self.cursor(node, part)
        rows = [
            tuple(self.inlines.parse(cell, cursor) for cell in row.children)
            for group in node.children
            for row in group.children
        ]
        self.inlines.check(tuple(inline for row in rows for cell in row for inline in cell), cursor)
        for row in (row for group in node.children for row in group.children):
            self.count_cells(row, len(rows[0]), part)
        return DraftTable(rows[0], tuple(rows[1:]), self.place(node, part))

    def count_cells(self, row: SyntaxTreeNode, columns: int, part: _Part) -> None:
        """Report cells without a column in the header: the parser drops them."""
        line = part.source(row).lstrip(" \t>").strip()
        cells = len(escapedSplit(line.removeprefix("|"))) - (line.endswith("|") and not line.endswith("\\|"))
        if cells > columns:
            message = f"this row has {cells} cells, and the table {columns} columns"
            hint = "take cells out, or give the header more; a bar among words is written \\|"
            self.problems.error("bad-table", message, self.place(row, part), hint)

    def quote(self, node: SyntaxTreeNode, part: _Part) -> DraftQuote:
        return DraftQuote(self.inside(node, part), self.place(node, part))

    def fence(self, node: SyntaxTreeNode, part: _Part) -> Fence | None:
        place = self.place(node, part)
        begin, end = part.span(node)
        if not node.info.strip() and node.markup in self.crossed:
            return None
        closing = rf"[\s>]*:{{{len(node.markup)},}}\s*"
        if end > len(part.lines) or end - 1 == begin or not re.fullmatch(closing, part.lines[end - 1]):
            hint = f'close it with a line of "{node.markup}"'
            self.problems.error("unclosed-fence", "this ::: block is not closed", place, hint)
            return None
        body, first_line = node.content.split("\n"), part.first_line + begin + 1
        if (within := crossing_line(body, node.markup)) is not None:
            message = f"the block inside this one, in line {first_line + within}, has as many colons"
            longer = f"{node.markup}:{node.info.strip()}"
            hint = f'close it before that line with "{node.markup}"; if it holds the other one, add a colon: {longer}'
            self.problems.error("bad-fence", message, place, hint)
            self.crossed.add(node.markup)
            return None
        head = parse_head(node.info, self.grammar, place, self.problems)
        if head is None:
            return None
        if part.depth >= MOST_DEPTH:
            self.problems.error("bad-fence", "blocks are nested too deep", place, "remove a level")
            return None
        options = parse_options(body, Location(self.path, first_line), head, self.problems)
        text = "\n".join([""] * len(options) + body[len(options) :])
        blocks = self.text(text, first_line, part.depth + 1) if text.strip() else ()
        known = {key: (value, place) for key, value, place in options if key in head.rule.options}
        column = part.lines[begin].find(head.argument, part.lines[begin].find("}")) + 1
        argument_place = replace(place, column=column, length=max(len(head.argument), 1))
        check_fence(head, place, argument_place, self.problems, filled=bool(text.strip()))
        themes = [check_theme(value, at, self.problems) for key, value, at in options if key == THEME]
        return Fence(head.name, head.argument, known, blocks, place, argument_place, themes[-1] if themes else "")
