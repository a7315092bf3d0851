"""One paragraph, heading, item, option or body of a Markdown file is replaced; every other character stays as it is.

Before a change is returned, the new text is read: all other blocks must be what they were, and the new words must be
one block of the same kind. Raises `Findings` for a text with errors, and for what cannot be changed safely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from markdown_it.tree import SyntaxTreeNode

from factpress.core.characters import NOT_ALLOWED
from factpress.core.diagnostics import Findings, Location, Problems
from factpress.core.yaml_positions import bad_character
from factpress.document.parse.block_parser import ATTRIBUTES
from factpress.document.parse.content_file import content_text
from factpress.document.parse.directives import crossing_line, option_spans
from factpress.document.parse.markdown_tree import MOST_DEPTH, block_tree
from factpress.publication.editing.edits import EditConflict, digest
from factpress.publication.editing.line_fill import WIDTH, fill_lines
from factpress.publication.editing.source_text import Change, SourceText

Kind = Literal["heading", "paragraph", "item", "table", "body", "argument", "option"]
"""What may be replaced. A "body" is the text of a ::: block below its options, which may be empty; an "argument" are
the words behind its name."""

_OPENING = re.compile(r":{3,}+[ \t]*+\{[^}]*+\}[ \t]*+")
"""The signs and the name of a ::: block, before what is written in the same line."""

_LEAVES = ("option", "heading", "paragraph", "table")
_NO_FILE = Path("-")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A part of a Markdown file that may be replaced.

    `start` and `end` are those of its words in the text with plain line ends, without the signs before them: #, - or
    the colons. `prefix` stands before each of its further lines. `location` is that of the draft: where its first
    line begins. `depth` counts the blocks around it.
    """

    kind: Kind
    start: int
    end: int
    prefix: str
    location: Location
    depth: int
    stop: int
    """The end of its last line, that of the closing colons included."""

    def holds(self, other: TextBlock) -> bool:
        """Whether the other block is a part of this one."""
        return self.start <= other.start and other.end <= self.end and self.depth < other.depth


def text_blocks(text: str, *, file: Path = _NO_FILE) -> tuple[TextBlock, ...]:
    """Return the blocks of a text in their order, those inside others behind them."""
    return read_blocks(SourceText(text, file))


def block_at(text: str, location: Location, *, kind: Kind | None = None, file: Path = _NO_FILE) -> TextBlock:
    """Return the innermost block at a place of the draft, or that of a kind; a ::: line stands for the body below it.

    Raises Findings if there is none.
    """
    source = SourceText(text, file)
    return find_block(source, read_blocks(source), location, kind)


def block_source(text: str, location: Location, *, kind: Kind | None = None, file: Path = _NO_FILE) -> str:
    """Return the words of a block, without the signs and spaces that its lines have because of the blocks around it."""
    source = SourceText(text, file)
    return words_of(source, find_block(source, read_blocks(source), location, kind))


def paragraph_change(
    text: str,
    location: Location,
    new_markdown: str,
    *,
    kind: Kind | None = None,
    file: Path = _NO_FILE,
    base: str | None = None,
) -> Change:
    """Return the change that gives a block new words.

    Words on one line are wrapped as the old ones were. `base` is the digest of the words that the new ones are for
    (`block_source`). Raises EditConflict if other words are there.
    """
    source = SourceText(text, file)
    before = read_blocks(source)
    block = find_block(source, before, location, kind)
    new = clean_words(source, block, new_markdown)
    found = words_of(source, block)
    if base is not None and digest(found.encode()) != base:
        raise EditConflict(file, None, found.encode(), new.encode())
    if new == found:
        return source.raw_change(Change(block.start, block.start, ""))
    for lines in _line_forms(source, block, new):
        change = _change(source, block, lines)
        if _keeps_others(source, before, block, change):
            return source.raw_change(change)
    raise source.refusal(
        f"these words are not one {block.kind} in this place, or change the blocks around it",
        block.start,
        "take out empty lines and signs such as #, -, > and ::: at the begin of a line, or change the file by hand",
    )


def replace_paragraph(
    text: str, location: Location, new_markdown: str, *, kind: Kind | None = None, file: Path = _NO_FILE
) -> str:
    """Return the text with new words for a block; see `paragraph_change`."""
    return paragraph_change(text, location, new_markdown, kind=kind, file=file).applied(text)


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def read_blocks(source: SourceText) -> tuple[TextBlock, ...]:
    """Return the blocks of a text, those inside others behind them. Raises Findings if it has an error."""
    problems = Problems()
    text = content_text(source.plain, source.file, problems)
    problems.raise_errors()
    reader = _Reader(source, (text or "").split("\n"))
    found = tuple(reader.text(text or "", 0, 0))
    return tuple(sorted(found, key=lambda block: (block.start, -block.end, block.depth)))


@dataclass(frozen=True, slots=True)
class _Reader:
    source: SourceText
    lines: list[str]

    def text(self, text: str, first: int, depth: int) -> Iterator[TextBlock]:
        """The blocks of a text whose first line is the line `first` of the file, from 0."""
        for node in block_tree(text).children:
            yield from self.node(node, first, depth)

    def node(self, node: SyntaxTreeNode, first: int, depth: int) -> Iterator[TextBlock]:
        if node.map is None or depth > 2 * MOST_DEPTH:
            return
        begin, end = node.map[0] + first, node.map[1] + first
        match node.type:
            case "heading" if node.markup.startswith("#") and node.children:
                words = node.children[0].content
                kept = ATTRIBUTES.search(words)
                yield from self.leaf("heading", [words[: kept.start()] if kept is not None else words], begin, depth)
            case "paragraph":
                yield from self.leaf("paragraph", node.children[0].content.split("\n"), begin, depth)
            case "table":
                yield self.block("table", self.at(begin, self.indent(begin)), self.last(begin, end), begin, depth)
            case "list_item":
                yield from self.item(node, begin, end, first, depth)
            case "colon_fence":
                yield from self.fence(node, begin, end, depth)
            case _:
                for child in node.children:
                    yield from self.node(child, first, depth + 1)

    def leaf(self, kind: Kind, words: Sequence[str], begin: int, depth: int) -> Iterator[TextBlock]:
        """A block of words alone, which stand at the end of their lines."""
        columns = [self.lines[begin + n].rfind(line.strip()) for n, line in enumerate(words)]
        if not words[0].strip() or min(columns) < 0:
            return
        start = self.at(begin, columns[0])
        end = self.at(begin + len(words) - 1, columns[-1] + len(words[-1].strip()))
        prefix = self.lines[begin + 1][: columns[1]] if len(words) > 1 else None
        yield self.block(kind, start, end, begin, depth, prefix)

    def item(self, node: SyntaxTreeNode, begin: int, end: int, first: int, depth: int) -> Iterator[TextBlock]:
        inside = [block for child in node.children for block in self.node(child, first, depth + 1)]
        if node.children and node.children[0].type == "paragraph" and inside:
            yield self.block("item", inside[0].start, self.last(begin, end), begin, depth)
        yield from inside

    def fence(self, node: SyntaxTreeNode, begin: int, end: int, depth: int) -> Iterator[TextBlock]:
        closing = rf"[\s>]*:{{{len(node.markup)},}}\s*"
        body = node.content.split("\n")
        closed = end <= len(self.lines) and end - 1 > begin and re.fullmatch(closing, self.lines[end - 1])
        if not closed or crossing_line(body, node.markup) is not None:
            raise self.source.refusal(
                "this ::: block is not closed, or crosses another one", self.at(begin, 0), "correct it first"
            )
        spans = option_spans(body)
        for number, (low, high) in enumerate(spans, begin + 1):
            shift = len(self.lines[number]) - len(body[number - begin - 1])
            yield self.block("option", self.at(number, low + shift), self.at(number, high + shift), number, depth + 1)
        line = self.lines[begin].rstrip(" \t")
        head = _OPENING.match(line, max(line.find(":::"), 0))
        if head is not None and head.end() < len(line):
            yield self.block("argument", self.at(begin, head.end()), self.at(begin, len(line)), begin, depth + 1)
        top = begin + 1 + len(spans)
        prefix = self.lines[begin][: self.indent(begin)]
        start = self.at(top, min(len(prefix), len(self.lines[top]) if top < end - 1 else 0))
        stop = self.at(end - 2, len(self.lines[end - 2])) if top < end - 1 else start
        body_block = self.block("body", start, stop, begin, depth, prefix)
        yield replace(body_block, stop=self.at(end - 1, len(self.lines[end - 1])))
        text = "\n".join([""] * len(spans) + body[len(spans) :])
        yield from self.text(text, begin + 1, depth + 1)

    # places

    def block(self, kind: Kind, start: int, end: int, line: int, depth: int, prefix: str | None = None) -> TextBlock:
        """A block that begins in a line, counted from 0; its further lines are indented as its words are."""
        if prefix is None:
            prefix = re.sub(r"[^>\s]", " ", self.lines[line][: self.source.column(start)])
        text = self.lines[line]
        column = len(text) - len(text.lstrip()) + 1
        if kind == "option":
            column = self.source.column(start) + 1
        place = Location(self.source.file, line + 1, column)
        return TextBlock(kind, start, end, prefix, place, depth, self.source.line_stop(end))

    def at(self, line: int, column: int) -> int:
        return self.source.index(line + 1, column + 1)

    def indent(self, line: int) -> int:
        """Where the text of a line begins, behind the signs of quotes."""
        found = re.match(r"[\s>]*", self.lines[line])
        return found.end() if found is not None else 0

    def last(self, begin: int, end: int) -> int:
        """The end of the last line that has words."""
        line = next((n for n in range(end - 1, begin, -1) if self.lines[n].strip(" \t>")), begin)
        return self.at(line, len(self.lines[line].rstrip()))


def find_block(source: SourceText, blocks: Sequence[TextBlock], location: Location, kind: Kind | None) -> TextBlock:
    """Return the innermost block at a place, or that of a kind; see `block_at`."""
    line = location.line
    places = {block: source.place(block.end).line for block in blocks}
    kinds = (kind,) if kind is not None else _LEAVES
    found = [block for block in blocks if block.kind in kinds and block.location.line <= line <= places[block]]
    exact = [block for block in found if block.location.line == line and kind not in (None, *_LEAVES)]
    if kind is None and not found:
        exact = [block for block in blocks if block.kind == "body" and block.location.line == line]
    chosen = exact or found
    if not chosen:
        index = source.index(max(line, 1), max(location.column, 1))
        raise source.refusal(f"there is no {kind or 'block'} in this line", index, "read the file again")
    return max(chosen, key=lambda block: block.depth)


# ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────


def words_of(source: SourceText, block: TextBlock) -> str:
    """Return the words of a block as `block_source` does."""
    first, *rest = source.plain[block.start : block.end].split("\n")
    return "\n".join([first, *(line.removeprefix(block.prefix) for line in rest)])


def clean_words(source: SourceText, block: TextBlock, new: str) -> str:
    """Return new words with plain line ends, and without empty lines around them."""
    new = new.replace("\r\n", "\n").replace("\r", "\n")
    if found := NOT_ALLOWED.search(new):
        raise source.refusal(bad_character(found[0]), block.start, "remove it")
    return new.strip("\n") if block.kind == "body" else new.strip()


def _line_forms(source: SourceText, block: TextBlock, new: str) -> Iterator[list[str]]:
    """The new words in lines: wrapped as the old ones if they are on one line, or as they are."""
    if block.kind in ("paragraph", "item") and "\n" not in new:
        old = words_of(source, block).split("\n")
        if len(old) > 1 or source.column(block.start) + len(new) > WIDTH:
            if not all(old) or any(line.endswith(("\\", "  ")) for line in old):
                old = []
            used = source.column(block.start) - len(block.prefix)
            yield fill_lines(new, WIDTH - len(block.prefix), old, used=used)
    yield new.split("\n")


def with_prefix(lines: Sequence[str], prefix: str) -> str:
    """Return lines as one text, with a prefix before each but the first."""
    first, *rest = lines
    return "\n".join([first, *(f"{prefix}{line}" if line else prefix.rstrip() for line in rest)])


def _change(source: SourceText, block: TextBlock, lines: list[str]) -> Change:
    text = with_prefix(lines, block.prefix)
    if block.kind == "body" and block.start == block.end:
        at = source.line_start(block.start)
        return Change(at, at, f"{block.prefix}{text}\n")
    return Change(block.start, block.end, text)


def _keeps_others(source: SourceText, before: Sequence[TextBlock], block: TextBlock, change: Change) -> bool:
    """Whether after the change the block is one of its kind with the new words, and all other blocks are as before."""
    changed = SourceText(change.applied(source.plain), source.file)
    try:
        after = read_blocks(changed)
    except Findings:
        return False
    shift = len(changed.plain) - len(source.plain)
    mine = [other for other in before if not block.holds(other)]
    new = next((other for other in after if _same_place(other, block)), None)
    if new is None or (new.kind not in ("body", "option") and new.end != block.end + shift):
        return False
    others = [other for other in after if not new.holds(other)]
    if len(mine) != len(others):
        return False
    return all(
        (one.kind, one.depth) == (other.kind, other.depth)
        and (one is block or one.start <= block.start <= one.end or _text(source, one) == _text(changed, other))
        for one, other in zip(mine, others, strict=True)
    )


def _same_place(one: TextBlock, other: TextBlock) -> bool:
    return (one.kind, one.depth, one.location) == (other.kind, other.depth, other.location)


def _text(source: SourceText, block: TextBlock) -> str:
    return source.plain[block.start : block.end]
