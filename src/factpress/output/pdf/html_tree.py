"""The elements of an HTML text with their places in it, and which of them differ between two texts.

The text is scanned, not parsed: a text whose tags are not closed in order has no tree here. `same_structure` compares
the scan with what an HTML parser made of the text, so that an element that the parser moved is never taken for another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

_TAG = re.compile(
    r"<![^<>]*>|<(?P<close>/?)(?P<tag>[a-zA-Z][^\s/<>]*+)(?P<rest>(?:[^\"'<>]|\"[^\"<]*+\"|'[^'<]*+')*+)>"
)
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_RAW = frozenset({"script", "style", "textarea", "title"})

ORIGIN = "data-origin"
"""The attribute that says where the text of an element is written. It never changes a page."""

_ORIGIN = re.compile(rf' {ORIGIN}="([^"]*)"')


@dataclass(slots=True)
class Node:
    """An element: the places where its tag, its content, the closing tag and what follows begin."""

    tag: str
    start: int
    inner: int
    inner_end: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list["Node"])


@dataclass(frozen=True, slots=True)
class Source:
    """An HTML text without origins, and the tree of its elements, whose root is the whole text."""

    text: str
    root: Node

    def outer(self, node: Node) -> str:
        """The text of an element."""
        return self.text[node.start : node.end]

    def opening(self, node: Node) -> str:
        """The tag of an element."""
        return self.text[node.start : node.inner]

    def between(self, node: Node) -> list[str]:
        """The texts before, between and behind the children of an element."""
        ends = [node.inner, *(child.end for child in node.children)]
        starts = [*(child.start for child in node.children), node.inner_end]
        return [self.text[a:b] for a, b in zip(ends, starts, strict=True)]


def scan(html: str) -> Source | None:
    """The tree of an HTML text; None if its tags are not closed in order, or if it has comments."""
    if "<!--" in html:
        return None
    text = _ORIGIN.sub("", html)
    root = Node("", 0, 0)
    open_nodes = [root]
    raw = ""
    for match in _TAG.finditer(text):
        tag = (match["tag"] or "").lower()
        if raw and not (match["close"] and tag == raw):
            continue
        raw = ""
        if not tag:  # <!doctype html>
            continue
        if match["close"]:
            if len(open_nodes) < 2 or open_nodes[-1].tag != tag:
                return None
            closed = open_nodes.pop()
            closed.inner_end, closed.end = match.start(), match.end()
        else:
            node = Node(tag, match.start(), match.end(), match.end(), match.end())
            open_nodes[-1].children.append(node)
            if tag not in _VOID and not match["rest"].endswith("/"):
                open_nodes.append(node)
                raw = tag if tag in _RAW else ""
    if len(open_nodes) > 1:
        return None
    root.inner_end = root.end = len(text)
    return Source(text, root)


def origins(html: str) -> list[str | None]:
    """The origin of each element of an HTML text, in order."""
    tags = (match for match in _TAG.finditer(html) if match["tag"] and not match["close"])
    found = (_ORIGIN.search(match[0]) for match in tags)
    return [match[1] if match else None for match in found]


def agrees(node: Node, element: Any) -> bool:
    """Whether a parser gave an element the children that are scanned."""
    return [child.tag for child in element] == [child.tag for child in node.children]


def changed_elements(
    old: Source, new: Source, root: Any, replaceable: Callable[[Any], bool]
) -> list[tuple[Any, str]] | None:
    """The smallest replaceable elements that contain all differences, each with its new text; None if none does.

    `root` is the parsed element of the old text. The tag of a replaced element is the same in both texts.
    """

    def walk(a: Node, b: Node, element: Any) -> list[tuple[Any, str]] | None:
        if old.outer(a) == new.outer(b):
            return []
        if old.opening(a) != new.opening(b):
            return None
        if (
            len(a.children) == len(b.children)
            and [c.tag for c in a.children] == [c.tag for c in b.children]
            and agrees(a, element)
            and old.between(a) == new.between(b)
        ):
            found: list[tuple[Any, str]] = []
            for one, other, child in zip(a.children, b.children, element, strict=True):
                inside = walk(one, other, child)
                if inside is None:
                    break
                found += inside
            else:
                return found
        return [(element, new.outer(b))] if replaceable(element) else None

    tops = [*old.root.children], [*new.root.children]
    if any(len(top) != 1 or top[0].tag != "html" for top in tops) or old.between(old.root) != new.between(new.root):
        return None
    return walk(tops[0][0], tops[1][0], root)
