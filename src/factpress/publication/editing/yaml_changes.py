"""Keys and items that are added or removed: which characters of the file change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from factpress.publication.editing.line_fill import WIDTH
from factpress.publication.editing.source_text import Change
from factpress.publication.editing.yaml_nodes import Mapping, Node, Scalar, Sequence, YamlText
from factpress.publication.editing.yaml_style import Around, entry_form, flow_form, item_form, key_text

_COMMENT = re.compile(r"(?:(?<=\s)|^)#", re.MULTILINE)


def without_values(yaml: YamlText, start: int, end: int) -> str:
    """Return a part of the file with the characters of keys and values as "x": what is left are signs and comments."""
    parts: list[str] = []
    at = start
    for scalar in _scalars(yaml.root):
        if at < scalar.end and scalar.start < end:
            first, last = max(scalar.start, at), min(scalar.end, end)
            parts += [yaml.source.plain[at:first], "x" * (last - first)]
            at = last
    return "".join((*parts, yaml.source.plain[at:end]))


def has_comment(yaml: YamlText, start: int, end: int) -> bool:
    """Whether a comment is in that part of the file."""
    return _COMMENT.search(without_values(yaml, start, end)) is not None


def _scalars(node: Node | None) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Mapping(entries=entries):
            for key, value in entries:
                yield key
                yield from _scalars(value)
        case Sequence(items=items):
            for item in items:
                yield from _scalars(item)
        case None:
            return


# ── adding ──────────────────────────────────────────────────────────────────────────────────────────────────────


def added_key(yaml: YamlText, mapping: Mapping, key: str, value: Any, *, record: bool = False) -> Change:
    """Return the change that adds a key below the last one of a mapping, in its style.

    The keys of a `record` stand below its own.
    """
    source = yaml.source
    last = mapping.entries[-1][1] if mapping.entries else None
    if mapping.flow:
        entry = f"{key_text(key, flow=True)}: {flow_form(value)}"
        if last is None:
            return Change(mapping.start + 1, mapping.start + 1, entry)
        begin = _joint(yaml, mapping, last.end, entry)
        return Change(last.end, last.end, begin + entry)
    indent = source.column(mapping.entries[0][0].start)
    blank = _apart(yaml, [(entry[0].start, entry[1].end) for entry in mapping.entries])
    at = _end_with_comments(yaml, mapping.end, indent)
    keys_below = record or (isinstance(last, Mapping) and not last.flow)
    return Change(at, at, f"\n{blank}{' ' * indent}{entry_form(key, value, indent, keys_below=keys_below)}")


def added_item(yaml: YamlText, sequence: Sequence, index: int, value: Any) -> Change:
    """Return the change that adds an item to a list before the one of that index, or at its end."""
    source, items = yaml.source, sequence.items
    if sequence.flow:
        form = flow_form(value)
        if not items:
            return Change(sequence.start + 1, sequence.start + 1, form)
        if index == 0:
            return Change(items[0].start, items[0].start, f"{form}, ")
        before = items[index - 1].end
        return Change(before, before, _joint(yaml, sequence, before, form) + form)
    indent = source.column(sequence.start)
    beside = items[min(index, len(items) - 1)]
    gap = max(source.column(beside.start) - indent, 2) if dash(yaml, sequence, index) is not None else 2
    around = Around(flow=False, indent=indent + gap, column=indent + gap)
    keys_below = isinstance(beside, Mapping) and not beside.flow
    text = f"-{' ' * (gap - 1)}{item_form(value, around, keys_below=keys_below)}"
    blank = _apart(yaml, [(item.start, item.end) for item in items])
    if index == 0:
        return Change(sequence.start, sequence.start, f"{text}\n{blank}{' ' * indent}")
    at = source.line_stop(items[index - 1].end)
    return Change(at, at, f"\n{blank}{' ' * indent}{text}")


def _joint(yaml: YamlText, around: Mapping | Sequence, at: int, text: str) -> str:
    """What separates a new part in brackets from the one before: a new line where the old one has no room."""
    source = yaml.source
    room = WIDTH - (source.line_stop(at) - source.line_start(at))
    fits = len(text) + 2 <= room or room < 0 or isinstance(around, Sequence)
    return ", " if fits else ",\n" + " " * (source.column(around.start) + 1)


def _apart(yaml: YamlText, spans: list[tuple[int, int]]) -> str:
    """A line feed if an empty line stands between most of the parts, else nothing."""
    text = yaml.source.plain
    gaps = [re.search(r"\n[ ]*\n", text[one[1] : other[0]]) is not None for one, other in pairwise(spans)]
    return "\n" if gaps and sum(gaps) * 2 > len(gaps) else ""


def _end_with_comments(yaml: YamlText, end: int, indent: int) -> int:
    """The end of the last line of a part, with the comments directly below it that are indented as its keys are."""
    source = yaml.source
    stop = source.line_stop(end)
    comment = re.compile(rf"\n {{{indent},}}#[^\n]*")
    while found := comment.match(source.plain, stop):
        stop = found.end()
    return stop


def dash(yaml: YamlText, sequence: Sequence, index: int) -> int | None:
    """Return where the dash of an item of a block stands; None if there is no such item."""
    if index == 0:
        return sequence.start
    if index >= len(sequence.items):
        return None
    source = yaml.source
    column = source.column(sequence.start)
    begin, end = source.line_stop(sequence.items[index - 1].end), sequence.items[index].start
    found = list(re.finditer(rf"\n {{{column}}}(?=-(?:\s|\Z))", source.plain[begin : end + 1]))
    return begin + found[-1].end() if found else None


# ── removing ────────────────────────────────────────────────────────────────────────────────────────────────────


def removed_key(yaml: YamlText, mapping: Mapping, key: str) -> Change:
    """Return the change that removes a key with its value, and the comments in their lines.

    The only record of a file may be removed: an empty file is left. The only key of a part may not.
    """
    spans = [(entry[0].start, entry[1].end) for entry in mapping.entries]
    number = next(n for n, entry in enumerate(mapping.entries) if entry[0].value == key)
    return _removed(yaml, spans, number, flow=mapping.flow, least=1 if mapping is yaml.root else 2)


def removed_item(yaml: YamlText, sequence: Sequence, index: int) -> Change:
    """Return the change that removes an item of a list, and the comments in its lines."""
    spans = [(item.start, item.end) for item in sequence.items]
    if not sequence.flow:
        begins = [dash(yaml, sequence, number) for number in range(len(spans))]
        spans = [(item[0] if begin is None else begin, item[1]) for begin, item in zip(begins, spans, strict=True)]
    return _removed(yaml, spans, index, flow=sequence.flow)


def _removed(yaml: YamlText, spans: list[tuple[int, int]], number: int, *, flow: bool, least: int = 2) -> Change:
    source, text = yaml.source, yaml.source.plain
    start, end = spans[number]
    following = spans[number + 1][0] if number + 1 < len(spans) else None
    if flow:
        if following is not None:
            return _cut(yaml, start, following, end)
        return _cut(yaml, spans[number - 1][1] if number else start, end, start)
    if len(spans) < least:
        raise source.refusal("it is the only part, so nothing would be left", start, "remove what it is a part of")
    first, stop = source.line_start(start), source.line_stop(end)
    if text[first:start].strip():  # behind a dash: the next key moves there
        if following is None:
            return Change(spans[number - 1][1], end, "")
        return _cut(yaml, start, following, stop)
    before = len(text[:first]) - len(text[:first].rstrip(" \n"))
    after = len(text[stop:]) - len(text[stop:].lstrip(" \n"))
    if stop + after == len(text):  # the end of the file stays as it is
        first = first - before
        return Change(first, stop, "")
    blank = re.match(r"(?:[ ]*\n)+", text[stop + 1 :])
    if blank is not None and (first == 0 or text[:first].endswith("\n\n")):
        stop += blank.end()
    return Change(first, stop + 1, "")


def _cut(yaml: YamlText, start: int, end: int, comments_from: int) -> Change:
    """The change that removes a part, which may have no comment of its neighbours."""
    low, high = (comments_from, end) if comments_from > start else (start, comments_from)
    if has_comment(yaml, low, high):
        raise yaml.source.refusal("a comment stands between it and its neighbour", low, "remove it by hand")
    return Change(start, end, "")
