"""Values in the notation of YAML, each in the style of what stood there before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, cast

from factpress.core.diagnostics import Problems
from factpress.core.yaml_positions import parse_yaml
from factpress.publication.editing.line_fill import WIDTH, fill_lines
from factpress.publication.editing.yaml_nodes import HEADER, Scalar

PlainValue = str | int | bool | Decimal | None | Sequence["PlainValue"] | Mapping[str, "PlainValue"]
"""What a file may say: all that the project's reader of YAML returns."""

_TRUTHS = frozenset(("yes", "no", "on", "off"))
"""Texts for this project, truth values for older programs: they are written in quotes."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Around:
    """Where a value is written: in braces or brackets, the indent of lines below its first one, and its column."""

    flow: bool
    indent: int
    column: int = 0


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are equal and of the same types: 1 is neither 1.0 nor true."""
    if one is other:
        return True
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        here, there = cast("dict[str, Any]", one), cast("dict[str, Any]", other)
        return list(here) == list(there) and all(same(here[key], there[key]) for key in here)
    if isinstance(one, list):
        mine, others = cast("list[Any]", one), cast("list[Any]", other)
        return len(mine) == len(others) and all(map(same, mine, others))
    return one == other


def plain_data(value: Any) -> Any:
    """Return a value as the reader of YAML returns it: lists, dictionaries with texts as keys.

    Raises TypeError for what no file can say.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal() if value.is_finite():
            return value
        case Mapping():
            items = cast("Mapping[Any, Any]", value).items()
            return {str(key): plain_data(one) for key, one in items}
        case Sequence():
            return [plain_data(one) for one in cast("Sequence[Any]", value)]
        case _:
            raise TypeError(f"no value of a file: {value!r}")


# ── scalars ─────────────────────────────────────────────────────────────────────────────────────────────────────


def scalar_forms(value: Any, old: Scalar, old_text: str, around: Around) -> Iterator[str]:
    """Yield notations of a text, number or truth value, best first: in the style of the old one where that can be."""
    if not isinstance(value, str):
        yield _word(value)
        return
    if old.style in ("|", ">"):
        yield from _block_forms(value, old_text, around)
    old_lines = [line.strip() for line in old_text.split("\n")]
    if old.style == "" and plain_text(value, flow=around.flow) is not None:
        yield _over_lines(value, old_lines, old_text, around)
    if old.style == "'" and "\n" not in value:
        yield _over_lines(_single(value), old_lines, old_text, around)
    if old.style == '"':
        yield _over_lines(_double(value), old_lines, old_text, around)
    yield from text_forms(value, around)


def text_forms(value: str, around: Around) -> Iterator[str]:
    """Yield notations of a text that is new in a file, best first."""
    if "\n" in value and value[0] not in " \t\n" and value[-1] != "\n" and not around.flow:
        yield "\n".join(["|-", *_padded(value.split("\n"), " " * around.indent)])
    if plain_text(value, flow=around.flow) is not None:
        yield value
    if '"' in value and "\n" not in value:
        yield _single(value)
    yield _double(value)


def plain_text(value: str, *, flow: bool) -> str | None:
    """Return the text if it can be written without quotes; None if YAML would read something else."""
    begin, end = ("[", "]") if flow else ("k: ", "")
    if not value or value != value.strip() or "\n" in value or value.lower() in _TRUTHS:
        return None
    tree = parse_yaml(f"{begin}{value}{end}", Path("-"), Problems())
    return value if tree is not None and tree.data in ([value], {"k": value}) else None


def key_text(key: str, *, flow: bool) -> str:
    """Return the notation of a key."""
    begin, end = ("{", "}") if flow else ("", "")
    tree = parse_yaml(f"{begin}{key}: x{end}", Path("-"), Problems()) if key and "\n" not in key else None
    return key if tree is not None and tree.data == {key: "x"} else _double(key)


def _word(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Decimal():
            text = format(value, "f")
            return text if "." in text else f"{text}.0"
        case _:
            return str(value)


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    return '"' + "".join(_ESCAPES.get(one, one) for one in value) + '"'


def _over_lines(text: str, old_lines: list[str], old_text: str, around: Around) -> str:
    """The text on one line, or on several as the old one was, with the indents of its lines."""
    if len(old_lines) == 1 or not all(old_lines):
        return text
    indent = re.match(" *", old_text.split("\n")[1])
    pad = indent[0] if indent is not None else " " * around.indent
    first, *rest = fill_lines(text, max(WIDTH - len(pad), 40), old_lines, used=around.column - len(pad))
    return "\n".join([first, *(f"{pad}{line}" for line in rest)])


# ── blocks of text ──────────────────────────────────────────────────────────────────────────────────────────────


def _block_forms(value: str, old_text: str, around: Around) -> Iterator[str]:
    """The text as a block with the indicators, the indent and the comment of the old one."""
    header = HEADER.match(old_text)
    lines = old_text.split("\n")[1:]
    first = next((line for line in lines if line.strip()), "")
    pad = first[: len(first) - len(first.lstrip(" "))] or " " * around.indent
    body = value.rstrip("\n")
    if header is None or not body or body[0] in " \n":
        return
    digit = "".join(re.findall("[1-9]", header["indicators"]))
    chomp = "-" if body == value else "" if value == body + "\n" else "+"
    shown = value.removesuffix("\n").split("\n")
    head = f"{header[0][0]}{digit}{chomp}{header['rest']}"
    if header[0][0] == "|":
        yield "\n".join([head, *_padded(shown, pad)])
        return
    if not any(line.startswith((" ", "\t")) for line in shown):
        old = [line.removeprefix(pad) for line in lines]
        yield "\n".join([head, *_padded(_folded(shown, old, WIDTH - len(pad)), pad)])
    yield "\n".join([f"|{head[1:]}", *_padded(shown, pad)])


def _folded(paragraphs: list[str], old_lines: list[str], width: int) -> list[str]:
    """The lines of folded paragraphs, between which an empty line stands for a line feed."""
    groups = [list(group) for filled, group in groupby(old_lines, bool) if filled]
    old = iter(groups if len(groups) == sum(map(bool, paragraphs)) else ())
    out: list[str] = []
    for number, paragraph in enumerate(paragraphs):
        out += [""] if number else []
        out += fill_lines(paragraph, width, next(old, ())) if paragraph else []
    return out


def folded_text(value: str, indent: int) -> str | None:
    """Return a long text that is new as a folded block; None if it has line feeds or spaces that do not allow it."""
    if "\n" in value or value != value.strip() or "  " in value:
        return None
    return "\n".join([">-", *_padded(fill_lines(value, WIDTH - indent), " " * indent)])


def _padded(lines: Sequence[str], pad: str) -> list[str]:
    return [f"{pad}{line}" if line else "" for line in lines]


# ── lists and keys ──────────────────────────────────────────────────────────────────────────────────────────────


def flow_form(value: Any) -> str:
    """Return a value on one line, as it may stand in braces and brackets."""
    match value:
        case dict():
            return "{" + ", ".join(_flow_parts(cast("dict[str, Any]", value))) + "}"
        case list():
            return "[" + ", ".join(_flow_parts(cast("list[Any]", value))) + "]"
        case str():
            return next(text_forms(value, Around(flow=True, indent=0)))
        case _:
            return _word(value)


def _flow_parts(value: dict[str, Any] | list[Any]) -> list[str]:
    """The keys with their values, or the items, that are between braces or brackets."""
    if isinstance(value, list):
        return list(map(flow_form, value))
    return [f"{key_text(key, flow=True)}: {flow_form(one)}" for key, one in value.items()]


def flow_lines(value: Any, column: int) -> str:
    """Return a list or keys in brackets or braces, over several lines where one is too short."""
    text = flow_form(value)
    if column + len(text) <= WIDTH or not isinstance(value, dict | list) or not value:
        return text
    parts = _flow_parts(cast("dict[str, Any] | list[Any]", value))
    lines = [parts[0]]
    for part in parts[1:]:
        if column + len(lines[-1]) + len(part) + 4 <= WIDTH:
            lines[-1] += f", {part}"
        else:
            lines.append(part)
    return text[0] + (",\n" + " " * (column + 1)).join(lines) + text[-1]


def block_form(value: Any, around: Around) -> str:
    """Return a value that is new behind a key or a dash: on one line if it is short enough, else over several.

    The result begins with a line feed if the value stands below its key.
    """
    if isinstance(value, str):
        text = next(text_forms(value, around))
        long = "\n" not in text and around.column + len(text) > WIDTH
        return (folded_text(value, around.indent) if long else None) or text
    text = flow_form(value)
    if around.column + len(text) <= WIDTH or not isinstance(value, dict | list) or not value:
        return text
    pad = " " * around.indent
    if isinstance(value, dict):
        return "".join(f"\n{pad}{line}" for line in block_entries(cast("dict[str, Any]", value), around.indent))
    below = Around(flow=False, indent=around.indent + 2, column=around.indent + 2)
    return "".join(f"\n{pad}- {item_form(item, below)}" for item in cast("list[Any]", value))


def item_form(value: Any, around: Around, *, keys_below: bool = False) -> str:
    """Return an item that is new in a list, behind its dash; keys stand below each other, or in braces."""
    if isinstance(value, dict) and value and keys_below:
        return f"\n{' ' * around.indent}".join(block_entries(cast("dict[str, Any]", value), around.indent))
    if isinstance(value, dict | list):
        return flow_lines(value, around.column)
    return block_form(value, around)


def block_entries(values: Mapping[str, Any], indent: int) -> list[str]:
    """Return the keys of a mapping with their values, one an entry, for lines with that indent."""
    return [entry_form(key, value, indent) for key, value in values.items()]


def entry_form(key: str, value: Any, indent: int, *, keys_below: bool = False) -> str:
    """Return a key with its value, for a line with that indent. Keys of the value stand below it, or in braces."""
    name = key_text(key, flow=False)
    if keys_below and isinstance(value, dict) and value:
        lines = block_entries(cast("dict[str, Any]", value), indent + 2)
        return "".join([f"{name}:", *(f"\n{' ' * (indent + 2)}{line}" for line in lines)])
    text = block_form(value, Around(flow=False, indent=indent + 2, column=indent + len(name) + 2))
    return f"{name}:{text}" if text.startswith("\n") else f"{name}: {text}"
