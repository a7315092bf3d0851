"""Markdown as a syntax tree of limited depth."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from factpress.core.web_addresses import find_addresses, target_of
from factpress.document.parse.foreign_markup import mark_foreign
from factpress.i18n import Language

MOST_DEPTH = 8
"""Nested lists, quotes and ::: blocks. Beyond twenty of its own levels, of which a list has two, the parser drops text
silently."""

MOST_EMPHASIS = 8
"""Nested emphasis and links. The parser does not limit them, and the tree is walked by recursion."""


@lru_cache(maxsize=8)
def _parser(quotes: str) -> MarkdownIt:
    """CommonMark with tables, roles, colon fences, footnotes, typographic quotes; and HTML, which is reported."""
    parser = MarkdownIt("commonmark", {"html": True, "typographer": True, "quotes": quotes})
    parser.enable(["table", "strikethrough", "replacements", "smartquotes"])
    # a forbidden address must be an error, not a link that silently remains text
    parser.validateLink = lambda _: True  # type: ignore[method-assign]
    # known, so that they can be reported
    parser.use(deflist_plugin).core.ruler.after("inline", "foreign", mark_foreign)
    parser.inline.ruler.before("text", "address", _address)
    parser.inline.ruler.at("text", _text)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    return parser.use(colon_fence_plugin).use(myst_role_plugin)


# ── addresses ───────────────────────────────────────────────────────────────────────────────────────────────────

ADDRESS = "address"
"""The markup of a link that is an address as the editor wrote it; `info` is its source."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


@lru_cache(maxsize=16)
def _ends(source: str) -> Mapping[int, int]:
    """The ends of the addresses in the source of a text, by their starts, in order."""
    return dict(find_addresses(source))


def _text(state: StateInline, silent: bool) -> bool:
    """Read plain text up to the next address, as well as up to the next character with a meaning."""
    found = state.md.inline.terminator_re.search(state.src, state.pos)
    end = min(found.start() if found else state.posMax, state.posMax)
    starts = tuple(_ends(state.src))
    following = bisect_right(starts, state.pos)
    if following < len(starts):
        end = min(end, starts[following])
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _address(state: StateInline, silent: bool) -> bool:
    """Read an address as a link, before anything in it is read as emphasis or a quotation mark."""
    end = _ends(state.src).get(state.pos, 0)
    if not state.pos < end <= state.posMax or state.linkLevel:
        return False
    if not silent:
        source = state.src[state.pos : end]
        address = _ESCAPED.sub(r"\1", source)
        opening = state.push("link_open", "a", 1)
        opening.attrs, opening.markup, opening.info = {"href": target_of(address)}, ADDRESS, source
        state.push("text_special", "", 0).content = address  # no quotation marks or dashes are replaced in it
        closing = state.push("link_close", "a", -1)
        closing.markup, closing.info = ADDRESS, source
    state.pos = end
    return True


# ── trees ───────────────────────────────────────────────────────────────────────────────────────────────────────


def markdown_parser(language: Language) -> MarkdownIt:
    """The Markdown parser with the quotation marks of a language."""
    return _parser(language.phrases.get("quotes", "“”‘’"))


def block_tree(text: str) -> SyntaxTreeNode:
    """The tree of a text with its blocks alone, which are the same in every language; words are not parsed."""
    parser, tokens = _parser("“”‘’"), list[Token]()
    parser.block.parse(text, parser, {}, tokens)
    return SyntaxTreeNode(tokens)


def inline_tokens(text: str) -> tuple[Token, ...]:
    """The tokens of the words of a block, as they are written: no quotation marks, dashes or dots are replaced."""
    parser, tokens = _parser("“”‘’"), list[Token]()
    parser.inline.parse(text, parser, {}, tokens)
    return tuple(tokens)


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
