"""The Markdown that is read, as a tree that no text can make too deep to walk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from factpress.i18n import Language

MOST_DEPTH = 8
"""Lists, quotes and ::: blocks, one inside the other. Beyond twenty of its own levels the parser drops text silently:
a list is two of them."""

MOST_EMPHASIS = 8
"""Emphasis and links, one inside the other. Those of the parser have no limit, and the stack has."""


@lru_cache(maxsize=8)
def markdown(quotes: str) -> MarkdownIt:
    """The Markdown that is read: CommonMark without HTML, with tables, roles, colon fences and typographic quotes."""
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": quotes})
    parser.enable(["table", "replacements", "smartquotes"])
    # an address that may not stand here is an error of ours, not a link that silently stays text
    parser.validateLink = lambda _: True  # type: ignore[method-assign]
    return parser.use(colon_fence_plugin).use(myst_role_plugin)


def markdown_for(language: Language) -> MarkdownIt:
    """The Markdown parser with the quotation marks of a language."""
    return markdown(language.phrases.get("quotes", "“”‘’"))


def tree_of(tokens: Sequence[Token]) -> tuple[SyntaxTreeNode, tuple[Token, ...]]:
    """The tree of what was parsed, and those of its texts that nest deeper than `MOST_EMPHASIS`: they are left out."""
    deep = tuple(token for token in tokens if token.type == "inline" and _depth(token.children or ()) > MOST_EMPHASIS)
    for token in deep:
        token.children = [Token("text", "", 0, content="…")]
    for inline in (child for token in tokens for child in token.children or ()):
        if inline.type == "image":
            inline.children = []  # pictures in the words for a picture: nobody reads them, and they nest without end
    return SyntaxTreeNode(tokens), deep


def _depth(tokens: Iterable[Token]) -> int:
    depth = deepest = 0
    for token in tokens:
        depth += token.nesting
        deepest = max(deepest, depth)
    return deepest
