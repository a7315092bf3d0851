"""Inlines and standing marks as HTML. Every stated value gets an id, so that its claim can be found on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import assert_never

from markupsafe import Markup

from factpress.core.web_addresses import breakable, find_addresses
from factpress.design.fonts import mark_word_boundaries
from factpress.document.model import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Stated,
    Strong,
    Text,
    plain,
)
from factpress.publication.facts.claims import Standing

_UNBREAKABLE = re.compile(r"([^\s\u200b/.?&=_-]{41,})")
"""A word too long for a line. WeasyPrint breaks it at the start of a line, but not after a footnote's number."""

ADDRESS_CLASS = "web-address"

TEXT_RULES = f".{ADDRESS_CLASS} {{ hyphens: manual }}"
"""Rules for the HTML of inlines, which apply whatever style sheets a publication has."""

_PIECE = 20
"""Letters between two places where such a word may be broken."""


def statement_id(claim: str, value: str, count: int) -> str:
    """The id of the n-th statement of a value. In the PDF it is a named destination."""
    return f"claim:{claim}/{value}:{count}"


@dataclass(frozen=True, slots=True)
class StandingMarks:
    """The marks of standings: a shape and a word. The shape is used alone only where the word is next to it."""

    words: Mapping[Standing, str]

    def shape(self, standing: Standing) -> Markup:
        """A standing's shape alone, without alternative text."""
        return Markup('<img class="shape" alt="" src="asset:marks/{}.svg">').format(standing.value)

    def mark(self, standing: Standing) -> Markup:
        """A standing's shape and word."""
        word = self.words.get(standing, standing.value.capitalize())
        return Markup('<span class="mark">{}{}</span>').format(self.shape(standing), word)


@dataclass(frozen=True, slots=True)
class InlineRenderer:
    """Inlines to HTML. An instance counts the statements of one document, so that ids are unique."""

    marks: StandingMarks
    _stated: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])

    def statement(self, claim: str, value: str) -> str:
        """A new id for a statement of that value."""
        self._stated[claim, value] += 1
        return statement_id(claim, value, self._stated[claim, value])

    def render(self, inlines: Inlines, shown: Standing | None = None) -> Markup:
        """The inlines as HTML. Notes do not repeat the mark of `shown`, the standing that is marked in the margin."""
        parts: list[str] = []
        for before, inline in zip((None, *inlines), inlines, strict=False):
            if isinstance(before, Note) and isinstance(inline, Note):
                parts.append(self._note(inline, shown, follows=True))
            else:
                parts.append(self._inline(inline, shown))
        return _safe("".join(parts))

    def render_notes(self, inlines: Inlines) -> Markup:
        """Notes as one line of text instead of footnotes."""
        parts = [self.render(i.children) if isinstance(i, Note) else self._inline(i, None) for i in inlines]
        return _safe(" ".join(part for part in parts if part))

    def _inline(self, inline: Inline, shown: Standing | None) -> str:
        match inline:
            case Text(text):
                return text_html(text)
            case Emphasis(children):
                return f"<em>{self.render(children, shown)}</em>"
            case Strong(children):
                return f"<strong>{self.render(children, shown)}</strong>"
            case Foreign(language, children):
                # WeasyPrint has no dictionary of scripts that are written without spaces
                broken = tuple(
                    Text(mark_word_boundaries(c.text, language)) if isinstance(c, Text) else c for c in children
                )
                return f'<span lang="{escape(language)}">{self.render(broken, shown)}</span>'
            case Link(target, children):
                return f'<a href="{escape(target)}">{self.render(children, shown)}</a>'
            case Stated(claim, value, text):
                name = escape(self.statement(claim, value))
                return f'<span class="stated" id="{name}">{escape(text, quote=False)}</span>'
            case Note():
                return self._note(inline, shown)
            case Break():
                return "<br>"
            case _:
                assert_never(inline)

    def _note(self, note: Note, shown: Standing | None, *, follows: bool = False) -> str:
        """A footnote, with its mark unless the margin shows it; with `follows`, its number is next to another one."""
        if not plain(note.children).strip():
            return ""
        mark = ""
        if note.standing is not None and note.standing is not shown:
            # the text of a doubtful claim begins with its word in bold, so the shape is enough
            worded = bool(note.children) and isinstance(note.children[0], Strong)
            mark = f"{(self.marks.shape if worded else self.marks.mark)(note.standing)} "
        name = "note next" if follows else "note"
        key = f' data-note="{escape(note.key)}"' if note.key else ""
        return f'<span class="{name}" role="doc-footnote"{key}>{mark}{self.render(note.children)}</span>'


def _safe(html: str) -> Markup:
    """HTML of this module, in which every value is escaped."""
    return Markup(html)  # noqa: S704


def text_html(text: str) -> Markup:
    """The text as HTML, with places to break addresses and very long words at. HTML is returned as it is.

    An address is broken without a hyphen, which would be read as a part of it; see `TEXT_RULES`.
    """
    if isinstance(text, Markup):
        return text
    out, at = "", 0
    for start, end in find_addresses(text):
        out += f'{_pieces(text[at:start])}<span class="{ADDRESS_CLASS}">{_pieces(breakable(text[start:end]))}</span>'
        at = end
    return _safe(out + _pieces(text[at:]))


def _pieces(text: str) -> str:
    """The text as HTML, with places to break very long words at."""

    def pieces(word: str) -> str:
        return "<wbr>".join(escape(word[i : i + _PIECE], quote=False) for i in range(0, len(word), _PIECE))

    parts = _UNBREAKABLE.split(text)  # every second part is a very long word
    return "".join(pieces(part) if odd % 2 else escape(part, quote=False) for odd, part in enumerate(parts))
