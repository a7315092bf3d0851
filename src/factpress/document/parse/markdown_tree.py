"""Markdown as a syntax tree of limited depth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from factpress.i18n import Language

MOST_DEPTH = 8
"""Nested lists, quotes and ::: blocks. Beyond twenty of its own levels, of which a list has two, the parser drops text
silently."""

MOST_EMPHASIS = 8
"""Nested emphasis and links. The parser does not limit them, and the tree is walked by recursion."""


@lru_cache(maxsize=8)
def _parser(quotes: str) -> MarkdownIt:
    """CommonMark without HTML, with tables, roles, colon fences and typographic quotes."""
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": quotes})
    parser.enable(["table", "replacements", "smartquotes"])
    # a forbidden address must be an error, not a link that silently remains text
    parser.validateLink = lambda _: True  # type: ignore[method-assign]
    return parser.use(colon_fence_plugin).use(myst_role_plugin)


def markdown_parser(language: Language) -> MarkdownIt:
    """The Markdown parser with the quotation marks of a language."""
    return _parser(language.phrases.get("quotes", "“”‘’"))


def syntax_tree(tokens: Sequence[Token]) -> tuple[SyntaxTreeNode, tuple[Token, ...]]:
    """The tree of the tokens, and the texts that nest deeper than `MOST_EMPHASIS`, which it has without content."""
    deep = tuple(token for token in tokens if token.type == "inline" and _depth(token.children or ()) > MOST_EMPHASIS)
    for token in deep:
        token.children = [Token("text", "", 0, content="…")]
    for inline in (child for token in tokens for child in token.children or ()):
        if inline.type == "image":
            inline.children = []  # images in alternative text: they are not used, and nest without limit
    return SyntaxTreeNode(tokens), deep


def _depth(tokens: Iterable[Token]) -> int:
    return max(accumulate(token.nesting for token in tokens), default=0)
