"""Markup of other tools that this grammar does not know: recognized, so that it is reported and never printed as typed.

Markdown has many dialects, and what a parser does not know is text to it. A single character of such markup is text
here too: `~`, `[`, `*`, `|`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_EMPHASIS = "write *emphasis* or **strong**"
_LINK = "write the address after the words: [words](https://…)"


@dataclass(frozen=True, slots=True)
class Markup:
    """A construct: the pattern of its source, its name, and what an editor writes instead."""

    pattern: re.Pattern[str]
    name: str
    hint: str


def _markup(pattern: str, name: str, hint: str) -> Markup:
    return Markup(re.compile(pattern), name, hint)


INLINE = (
    _markup(r"==(?=[^\s=])[^=\n]*+==", "highlighted text", _EMPHASIS),
    _markup(r"\+\+(?=[^\s+])[^+\n]*+\+\+", "underlined text", _EMPHASIS),
    _markup(
        r"\*\*+(?:[^*\n]*+\*\*+)?", "strong text whose asterisks do not fit", "write **strong** without spaces inside"
    ),
    _markup(r"~(?=[^\s~])[^\s~]++~", "a subscript", "write the character itself: H₂O"),
    _markup(r"\^(?=[^\s^\[])[^\s^]++\^", "a superscript", "write the character itself: m²"),
    _markup(
        r"\^\[[^\[\]\n]*+\]?",
        "a footnote inside a line",
        "write [^name] here, and [^name]: with its words in a paragraph",
    ),
    _markup(r"\$\$(?:[^$\n]*+\$\$)?|\$[^$\\^=\n]*+[\\^=][^$\n]*+\$", "a formula", "write it in words"),
    _markup(r"\{\{[^{}]*+\}\}|\{%[^{}%]*+%\}", "an expression of a template language", "write the words themselves"),
    _markup(r"\[\[[^\[\]]*+\]\]", "a wiki link", _LINK),
    _markup(r"\[(?:TOC|toc)\]", "a table of contents", "remove it: a booklet has one"),
    _markup(r"\[![A-Z]{3,}\]", "a callout", "write :::{aside} Title"),
    _markup(r"\[-?@[\w:./-]++[^\[\]]*+\]", "a citation key", "write {cite}`source, p. 4`"),
    _markup(r"\[[^\[\]]++\]\[[^\[\]]*+\]", "a link by reference", _LINK),
    _markup(r"\[[^\[\]]++\]\{[^{}]*+\}", "a text with attributes", "write the text without [ ] and { }"),
    _markup(
        r"\\(?:text(?:bf|it)|emph|footnote|cite|section|href|url|item)\b(?:\{[^{}]*+\})?",
        "a command of LaTeX",
        _EMPHASIS,
    ),
    _markup(r"(?<![\w:]):[a-z][a-z_]++:(?![\w:])", "a code for an emoji", "write it in words"),
)
"""Constructs inside a line."""

_ATTRIBUTES = _markup(r"\{[.#][\w-][^{}]*+\}", "a group of attributes", "remove them; only a heading has {#id}")

_ANY = re.compile(r"==|\+\+|\*\*|[~^$\\:]|\{[{%.#]|[\]\[]")
"""What a text without any of these constructs lacks."""

FOREIGN = "foreign"
"""The type of a token that has such a construct, with its name and hint in `meta`."""


def mark_foreign(state: StateCore) -> None:
    """Make tokens of the constructs inside lines, before the texts of escaped characters are joined to them."""
    heading = False
    for token in state.tokens:
        if token.type == "inline" and token.children:
            joined = _with_commands(token.children)
            token.children = [part for child in joined for part in _parts(child, heading=heading)]
        heading = token.type == "heading_open"


_COMMAND = re.compile(r"\\[A-Za-z]")


def _with_commands(tokens: list[Token]) -> list[Token]:
    """The tokens with a backslash before a letter as a part of the text after it: it escapes nothing."""
    out: list[Token] = []
    for token in tokens:
        is_text = token.type == "text" or (token.type == "text_special" and _COMMAND.fullmatch(token.content))
        if is_text and out and out[-1].type == "text":
            out[-1].content += token.content
        else:
            out.append(Token("text", "", 0, content=token.content, level=token.level) if is_text else token)
    return out


def _parts(token: Token, *, heading: bool) -> list[Token]:
    if token.type != "text" or not _ANY.search(token.content):
        return [token]
    for markup in INLINE if heading else (*INLINE, _ATTRIBUTES):
        match = markup.pattern.search(token.content)
        if match is not None:
            foreign = Token(FOREIGN, "", 0, content=match[0], meta={"name": markup.name, "hint": markup.hint})
            before, after = token.content[: match.start()], token.content[match.end() :]
            sides = [Token("text", "", 0, content=side, level=token.level) for side in (before, after)]
            return [*_parts(sides[0], heading=heading), foreign, *_parts(sides[1], heading=heading)]
    return [token]


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

_TABLE = "write a row of names, a row |---|---|, and a row for each line"

PARAGRAPHS = (
    _markup(r"\s*+\+[-=+]{3,}", "a table drawn with + and -", _TABLE),
    _markup(r"\s*+={3,}[ \t]++={3,}", "a table drawn with =", _TABLE),
    _markup(r"\s*+\|.*\|[ \t]*+(?:\n|\Z)", "a table without a row |---|---| below its names", _TABLE),
    _markup(r"[^\t\n]++\t[^\n]*+\n[^\t\n]++\t", "a table made with tabs", _TABLE),
    _markup(
        r"\s*+[•◦▪▫‣⁃●○■□·o][ \t\u00a0]++\S[^\n]*+\n\s*+[•◦▪▫‣⁃●○■□·o][ \t\u00a0]",
        "a list with typed bullets",
        "write - before each item",
    ),
    _markup(r"\s*+[•◦▪▫‣⁃●■□][ \t\u00a0]", "a list with typed bullets", "write - before each item"),
    _markup(r"\s*+#{2,6}[^\s#]", "a heading without a space", "write a space after the #"),
    _markup(r"\s*+!{3}[ \t]++\w", "a callout", "write :::{aside} Title"),
    _markup(r"\s*+\*\[[^\[\]]++\]:", "an abbreviation", "write it out where it is first used"),
    _markup(r"\s*+@import\b|\s*+\{\{?[<%]", "an expression of a template language", "write the words themselves"),
)
"""Constructs at the beginning of a paragraph."""

TASK = re.compile(r"\[[ xX]\][ \t]")
"""The beginning of a task in a list."""

TASKS = Markup(TASK, "a list of tasks", "write - before each line, in a block :::{boxes}")

UNDERLINED = "a heading with a line below it"

BLOCKS = {
    "fence": ("a block of code", ""),
    "code_block": ("an indented text", "begin its lines without spaces"),
    "hr": ("a horizontal rule", "begin a chapter: ## Title"),
    "dl": ("a list of definitions", "write a list: - **Term**: its meaning"),
}
"""The names of kinds of blocks, each with a hint."""


def foreign_paragraph(source: str) -> Markup | None:
    """The construct that the source of a paragraph is; None if it is text."""
    return next((markup for markup in PARAGRAPHS if markup.pattern.match(source)), None)


# ── HTML ────────────────────────────────────────────────────────────────────────────────────────────────────────

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_TAG_HINTS = {
    **dict.fromkeys(("b", "strong", "i", "em", "u", "mark", "span", "font"), _EMPHASIS),
    **dict.fromkeys(("sup", "sub"), "write the character itself: m², H₂O"),
    **dict.fromkeys(("s", "del", "strike"), "remove the words"),
    **dict.fromkeys(("ul", "ol", "li"), "write - before each item"),
    **dict.fromkeys(("img", "figure", "picture"), "write :::{image} path"),
    **dict.fromkeys(("table", "tr", "td", "th"), _TABLE),
    **dict.fromkeys(("details", "div", "aside", "section"), "write :::{aside} Title"),
    "a": _LINK,
    "br": "end the line with a backslash: \\",
    "hr": "begin a chapter: ## Title",
    "blockquote": "write > before each line",
}
"""What an editor writes instead of some tags."""


def tag_name(html: str) -> str:
    """The name of a tag; "" for a comment and anything else."""
    match = _TAG.match(html)
    return match[1].lower() if match is not None else ""


def html_message(html: str) -> tuple[str, str]:
    """The message and the hint for a piece of HTML."""
    if html.startswith("<!--"):
        return "a comment is not supported", "remove it: it would be printed"
    tag = re.match(r"[^\n>]{0,60}>?", html)
    name = tag_name(html)
    return f"HTML is not supported: {tag[0] if tag else html}", _TAG_HINTS.get(name, f"{_EMPHASIS} or a ::: block")
