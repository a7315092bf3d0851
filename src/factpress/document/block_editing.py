"""A block or an item of a Markdown file is added or removed; every other character stays as it is.

As in `document.editing`, the new text is read before a change is returned: all other blocks must be what they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from factpress.core.diagnostics import Findings, Location
from factpress.document.editing import Kind, TextBlock, clean_words, find_block, read_blocks, with_prefix
from factpress.publication.editing.source_text import Change, SourceText

_NO_FILE = Path("-")
_HINT = "separate blocks by an empty line, or change the file by hand"
_NUMBER = re.compile(r"\d{1,9}")


def addition_change(
    text: str, location: Location, markdown: str, *, kind: Kind | None = None, file: Path = _NO_FILE
) -> Change:
    """Return the change that adds blocks below the one at a place; below an "item", one more item of its list."""
    source = SourceText(text, file)
    blocks = read_blocks(source)
    block = find_block(source, blocks, location, kind)
    new = clean_words(source, block, markdown)
    for change in _additions(source, block, new) if new else ():
        low, high = change.start, change.start + len(change.new)
        if _keeps(source, blocks, change, lambda one, low=low, high=high: low <= one.start and one.end <= high):
            return source.raw_change(change)
    raise source.refusal("these words cannot be added here as they are", block.stop, _HINT)


def removal_change(text: str, location: Location, *, kind: Kind | None = None, file: Path = _NO_FILE) -> Change:
    """Return the change that removes a block with its lines, and an empty line next to it."""
    source = SourceText(text, file)
    blocks = read_blocks(source)
    block = find_block(source, blocks, location, kind)
    kept = [one for one in blocks if one is not block and not (block.holds(one) or _inside(one, block))]
    for change in _removals(source, block):
        if _keeps(source, kept, change, lambda _: False):
            return source.raw_change(change)
    message = f"this {block.kind} cannot be removed alone"
    raise source.refusal(message, block.start, "remove what it is a part of, or change the file by hand")


def _inside(one: TextBlock, block: TextBlock) -> bool:
    """Whether a block is in the lines of a ::: block, as its options and its argument are."""
    if block.kind != "body" or one.depth <= block.depth:
        return False
    return block.location.line <= one.location.line and one.stop < block.stop


def _additions(source: SourceText, block: TextBlock, new: str) -> Iterator[Change]:
    """Changes that add the new text behind a block, best first."""
    begin, lines = source.line_start(block.start), new.split("\n")
    if block.kind == "item":
        sign = _NUMBER.sub(lambda number: str(int(number[0]) + 1), source.plain[begin : block.start])
        yield Change(block.stop, block.stop, f"\n{sign}{with_prefix(lines, block.prefix)}")
        return
    if block.kind in ("option", "argument"):
        return
    signs = len(source.plain[begin : block.start].rstrip()) - len(source.plain[begin : block.start].rstrip(" #"))
    prefix = block.prefix[: -signs - 1] if block.kind == "heading" else block.prefix
    between = f"\n{prefix.rstrip()}\n"
    added = f"{between}{prefix}{with_prefix(lines, prefix)}"
    yield Change(block.stop, block.stop, added)
    yield Change(block.stop, block.stop, f"{added}\n{prefix.rstrip()}")


def _removals(source: SourceText, block: TextBlock) -> Iterator[Change]:
    """Changes that remove the lines of a block, best first: with the empty line below, or above at the end."""
    text = source.plain
    start, stop = source.index(block.location.line, 1), block.stop
    below = re.match(r"\n[ >]*(?=\n)", text[stop:])
    above = re.search(r"\n[ >]*\n\Z", text[:start])
    last = not text[stop:].strip()
    if block.kind != "item" and below is not None and not last:
        yield Change(start, min(stop + below.end() + 1, len(text)), "")
    if block.kind != "item" and above is not None:
        yield Change(above.start() + (0 if last else 1), stop if last else stop + 1, "")
    yield Change(start, min(stop + 1, len(text)), "")


def _keeps(source: SourceText, kept: Sequence[TextBlock], change: Change, is_new: Callable[[TextBlock], bool]) -> bool:
    """Whether after a change the text has the blocks that are kept, in their order, and else only new ones."""
    changed = SourceText(change.applied(source.plain), source.file)
    try:
        blocks = read_blocks(changed)
    except Findings:
        return False
    after = [block for block in blocks if not is_new(block)]
    if len(kept) != len(after) or (len(after) == len(blocks)) != (not change.new):
        return False
    return all(
        (one.kind, one.depth) == (other.kind, other.depth)
        and (
            one.start <= change.start <= change.end <= one.stop  # it is around the change
            or source.plain[one.start : one.end] == changed.plain[other.start : other.end]
        )
        for one, other in zip(kept, after, strict=True)
    )
