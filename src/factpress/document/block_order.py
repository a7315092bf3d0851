"""A block of a Markdown file moves past its neighbour, or others are added behind it; every other line stays as it is.

Blocks that `follow` others, such as speaker's notes, move with the block above them. As in `document.editing`, the new
text is read before a change is returned: it must have the same blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markdown_it.tree import SyntaxTreeNode

from factpress.core.diagnostics import Findings, Location, Problems
from factpress.document.editing import read_blocks, words_of
from factpress.document.parse.content_file import content_text
from factpress.document.parse.directives import option_spans
from factpress.document.parse.markdown_tree import MOST_DEPTH, block_tree
from factpress.publication.editing.source_text import SourceText, difference

_NO_FILE = Path("-")
_ITEM = re.compile(r"(?P<sign>[\s>]*(?:\d{1,9}[.)]|[-*+])[ \t]+)")


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines of a file that move together, from `begin` up to `end`, counted from 0; `name` is that of a ::: block."""

    begin: int
    end: int
    type: str
    name: str = ""


def moved(
    text: str, location: Location, *, up: bool, item: bool = False, follow: Collection[str] = (), file: Path = _NO_FILE
) -> str:
    """Return the text with the block that begins at a place before the one above it, or behind the one below.

    With `item`, it is an item of a list. Raises Findings if there is no such neighbour.
    """
    source = SourceText(text, file)
    units, at = _units(source, location, follow, item=item)
    other = at - 1 if up else at + 1
    if not 0 <= other < len(units):
        where = "first" if up else "last"
        raise source.refusal(f"this block is the {where} one here", source.index(location.line, 1), "")
    upper, lower = units[min(at, other)], units[max(at, other)]
    lines = source.plain.split("\n")
    first, second = lines[upper.begin : upper.end], lines[lower.begin : lower.end]
    between = lines[upper.end : lower.begin]
    if item:
        first, second = _with_sign(first, second), _with_sign(second, first)
    for gap in (between, [*between, ""]):
        new = "\n".join([*lines[: upper.begin], *second, *gap, *first, *lines[lower.end :]])
        if _same_blocks(source, new, added=None):
            return _raw(source, new)
    raise source.refusal("this block cannot change places with its neighbour", source.index(location.line, 1), "")


def added_behind(
    text: str, location: Location, markdown: str, *, follow: Collection[str] = (), file: Path = _NO_FILE
) -> str:
    """Return the text with blocks behind the one that begins at a place, and behind what follows that one.

    Behind an item, they are behind its whole list. Raises Findings if they change other blocks.
    """
    source = SourceText(text, file)
    units, at = _units(source, location, follow, item=False)
    unit = units[at]
    lines = source.plain.split("\n")
    prefix = _quote_prefix(lines[unit.begin], unit)
    new_lines = [f"{prefix}{line}".rstrip() for line in markdown.strip("\n").split("\n")]
    rest = lines[unit.end :]
    below = [prefix.rstrip()] if rest and rest[0].strip(" >") and not re.match(r"[\s>]*:{3,}\s*$", rest[0]) else []
    new = "\n".join([*lines[: unit.end], prefix.rstrip(), *new_lines, *below, *rest])
    if _same_blocks(source, new, added=range(unit.end, unit.end + 1 + len(new_lines))):
        return _raw(source, new)
    raise source.refusal("these words cannot be added here as they are", source.index(location.line, 1), "")


def _raw(source: SourceText, new: str) -> str:
    return source.raw_change(difference(source.plain, new)).applied(source.raw)


def _quote_prefix(line: str, unit: Unit) -> str:
    """What stands before a unit in its first line because of the quotes and items around it."""
    found = re.match(r"(?:[ \t]*>[ \t]?)+|[ \t]*", line)
    prefix = found[0] if found is not None else ""
    return prefix if unit.type != "blockquote" else re.sub(r">[ \t]?$", "", prefix)


def _with_sign(lines: Sequence[str], other: Sequence[str]) -> list[str]:
    """An item with the sign or number of another one."""
    mine, its = _ITEM.match(lines[0]), _ITEM.match(other[0])
    if mine is None or its is None or len(mine[0]) != len(its[0]):
        return list(lines)
    return [its[0] + lines[0][mine.end() :], *lines[1:]]


def _same_blocks(source: SourceText, new: str, *, added: range | None) -> bool:
    """Whether a new text has the blocks of the old one, and more only in the lines that were added."""
    changed = SourceText(new, source.file)
    try:
        before, after = read_blocks(source), read_blocks(changed)
    except Findings:
        return False

    def texts(one: SourceText, skip: range | None) -> Counter[tuple[str, int, str]]:
        blocks = before if one is source else after
        kept = (block for block in blocks if skip is None or block.location.line - 1 not in skip)
        return Counter((block.kind, block.depth, _bare(words_of(one, block), block.kind)) for block in kept)

    return texts(source, None) == texts(changed, added)


def _bare(words: str, kind: str) -> str:
    """The words of a block that are compared: of one with others inside, nothing."""
    return words if kind not in ("body", "item") else ""


# ── siblings ────────────────────────────────────────────────────────────────────────────────────────────────────


def _units(source: SourceText, location: Location, follow: Collection[str], *, item: bool) -> tuple[list[Unit], int]:
    """The neighbours of a block with what follows each, and its own number among them."""
    problems = Problems()
    text = content_text(source.plain, source.file, problems)
    problems.raise_errors()
    line = location.line - 1
    found: tuple[list[Unit], int] | None = None
    for level in _levels(text or "", 0, 0):
        items = bool(level) and level[0].type == "list_item"
        grouped = _grouped(level, follow)
        at = next((n for n, unit in enumerate(grouped) if unit.begin == line), None)
        if at is not None and items == item:
            found = grouped, at
        if found is None and not item:
            inside = next((n for n, unit in enumerate(grouped) if unit.begin <= line < unit.end), None)
            if inside is not None and grouped[inside].type.endswith("_list"):
                found = grouped, inside
                break
    if found is None:
        message = "notes go with what stands above them" if follow else "there is no block in this line"
        raise source.refusal(message, source.index(location.line, 1), "read the file again")
    return found


def _grouped(level: Sequence[Unit], follow: Collection[str]) -> list[Unit]:
    out: list[Unit] = []
    for unit in level:
        if out and unit.name in follow:
            out[-1] = Unit(out[-1].begin, unit.end, out[-1].type, out[-1].name)
        else:
            out.append(unit)
    return out


def _levels(text: str, first: int, depth: int) -> Iterator[list[Unit]]:
    """The units of each level of a text whose first line is the line `first` of the file, the outermost first."""
    yield from _below(block_tree(text), text.split("\n"), first, depth)


def _below(node: SyntaxTreeNode, lines: Sequence[str], first: int, depth: int) -> Iterator[list[Unit]]:
    if depth > 2 * MOST_DEPTH:
        return
    level: list[Unit] = []
    for child in node.children:
        if child.map is None:
            continue
        begin, end = child.map
        while end > begin + 1 and not lines[end - 1].strip(" \t>"):
            end -= 1
        name = re.match(r"\{([^}]*)\}", child.info.strip()) if child.type == "colon_fence" else None
        level.append(Unit(first + begin, first + end, child.type, name[1] if name is not None else ""))
    if level:
        yield level
    for child in node.children:
        if child.map is None or child.type in ("heading", "paragraph", "table"):
            continue
        if child.type == "colon_fence":
            body = child.content.split("\n")
            skipped = len(option_spans(body))
            inside = "\n".join([""] * skipped + body[skipped:])
            yield from _levels(inside, first + child.map[0] + 1, depth + 1)
        else:
            yield from _below(child, lines, first, depth + 1)
