"""A YAML file as nodes that know which characters of the text are theirs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import yaml

from factpress.core.diagnostics import Problems
from factpress.core.yaml_positions import YamlPath, parse_yaml
from factpress.publication.editing.source_text import SourceText

HEADER = re.compile(r"(?P<indicators>[|>](?:[1-9][+-]?|[+-][1-9]?)?)(?P<rest>[^\n]*)")
"""The first line of a literal or folded block."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, number, truth value or nothing. `style` is that of YAML: "", "'", '"', "|" or ">"."""

    start: int
    end: int
    style: str
    value: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in braces if `flow`."""

    start: int
    end: int
    flow: bool
    entries: tuple[tuple[Scalar, Node], ...]

    def entry(self, key: str) -> tuple[Scalar, Node] | None:
        """Return the key and the value of that name; None if there is none."""
        return next((entry for entry in self.entries if entry[0].value == key), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items, in brackets if `flow`."""

    start: int
    end: int
    flow: bool
    items: tuple[Node, ...]


Node = Scalar | Mapping | Sequence


@dataclass(frozen=True, slots=True)
class YamlText:
    """A YAML file that the project's reader accepts: its text and its plain data, which are not to be changed."""

    source: SourceText
    data: Any

    @property
    def root(self) -> Node | None:
        """The node of the whole file; None if it is empty."""
        return _root(self.source.plain)

    def find(self, path: YamlPath) -> Node | None:
        """Return the node at that path; None if there is none."""
        node = self.root
        for key in path:
            if isinstance(node, Mapping):
                entry = node.entry(str(key))
                node = entry[1] if entry is not None else None
            elif isinstance(node, Sequence) and isinstance(key, int) and 0 <= key < len(node.items):
                node = node.items[key]
            else:
                return None
        return node

    def in_flow(self, path: YamlPath) -> bool:
        """Whether that path leads into braces or brackets."""
        above = (self.find(path[:end]) for end in range(len(path)))
        return any(isinstance(node, Mapping | Sequence) and node.flow for node in above)


@lru_cache(maxsize=4)  # the same text is read for each change that is tried
def read_yaml(source: SourceText) -> YamlText:
    """Return the nodes of a file. Raises Findings if it has an error of YAML, such as a key that is given twice."""
    problems = Problems()
    tree = parse_yaml(source.plain, source.file, problems)
    problems.raise_errors()
    return YamlText(source, tree.data if tree is not None else None)


@lru_cache(maxsize=4)
def _root(text: str) -> Node | None:
    composed = cast("Any", yaml).compose(text, Loader=yaml.CSafeLoader)
    return _node(composed, text) if composed is not None else None


def _node(node: Any, text: str) -> Node:
    start, end, flow = int(node.start_mark.index), int(node.end_mark.index), bool(getattr(node, "flow_style", False))
    # for the parser, a block goes on until the next one begins: it ends with its last value
    match node:
        case yaml.MappingNode():
            pairs = cast("list[tuple[Any, Any]]", cast("Any", node).value)
            entries = tuple((_scalar(key, text), _node(value, text)) for key, value in pairs)
            return Mapping(start, end if flow else entries[-1][1].end, flow, entries)
        case yaml.SequenceNode():
            items = tuple(_node(item, text) for item in cast("list[Any]", cast("Any", node).value))
            return Sequence(start, end if flow else items[-1].end, flow, items)
        case _:
            return _scalar(node, text)


def _scalar(node: Any, text: str) -> Scalar:
    start, end, style = int(node.start_mark.index), int(node.end_mark.index), str(node.style or "")
    if style in ("|", ">"):
        header = HEADER.match(text, start)
        end = _block_end(text, start, end, kept=header is not None and "+" in header["indicators"])
    return Scalar(start, end, style, str(node.value))


def _block_end(text: str, start: int, end: int, *, kept: bool) -> int:
    """The end of the last line of a block; empty lines at its end are of it only if they are `kept`."""
    line = text.rfind("\n", start, end)
    if line >= 0 and not text[line:end].strip():  # the parser went on to the next text
        end = line
    while not kept and (line := text.rfind("\n", start, end)) >= 0 and not text[line:end].strip():
        end = line
    return end
