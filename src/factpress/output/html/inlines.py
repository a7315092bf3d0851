"""Inlines and standing marks as HTML. Every stated value gets an id, so that its claim can be found on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import assert_never

from markupsafe import Markup

from factpress.design.fonts import word_ends
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

_ENDLESS = re.compile(r"([^\s/.?&=_-]{41,})")
"""A word too long for any line. WeasyPrint breaks one that begins a line, but not one behind a note's number."""

_PIECE = 20


def statement_id(claim: str, value: str, count: int) -> str:
    """The id, and in the PDF the named destination, of the n-th place where a value is stated."""
    return f"claim:{claim}/{value}:{count}"


@dataclass(slots=True)
class InlineSetter:
    """Sets inlines; counts statements, so that no id comes twice in a document."""

    mark: Callable[[Standing], Markup]
    shape: Callable[[Standing], Markup]
    _stated: dict[tuple[str, str], int] = field(default_factory=dict[tuple[str, str], int])

    def statement(self, claim: str, value: str) -> str:
        """A fresh id for a statement of that value."""
        count = self._stated.get((claim, value), 0) + 1
        self._stated[claim, value] = count
        return statement_id(claim, value, count)

    def set(self, inlines: Inlines, shown: Standing | None = None) -> Markup:
        """The inlines as HTML. `shown` is the one standing whose mark stands beside them: notes need not repeat it."""
        return _safe("".join(self._one(inline, shown) for inline in inlines))

    def note_words(self, inlines: Inlines) -> Markup:
        """Notes set in their place, as a line of their own, instead of at the foot of the page."""
        parts = [self.set(i.children) if isinstance(i, Note) else self._one(i, None) for i in inlines]
        return _safe(" ".join(part for part in parts if part))

    def _one(self, inline: Inline, shown: Standing | None) -> str:
        match inline:
            case Text(text):
                return _breakable(text)
            case Emphasis(children):
                return f"<em>{self.set(children, shown)}</em>"
            case Strong(children):
                return f"<strong>{self.set(children, shown)}</strong>"
            case Foreign(language, children):
                # WeasyPrint knows no dictionary of scripts that write no spaces
                broken = tuple(Text(word_ends(c.text, language)) if isinstance(c, Text) else c for c in children)
                return f'<span lang="{escape(language)}">{self.set(broken, shown)}</span>'
            case Link(target, children):
                return f'<a href="{escape(target)}">{self.set(children, shown)}</a>'
            case Stated(claim, value, text):
                name = escape(self.statement(claim, value))
                return f'<span class="stated" id="{name}">{escape(text, quote=False)}</span>'
            case Note():
                return self._note(inline, shown)
            case Break():
                return "<br>"
            case _:
                assert_never(inline)

    def _note(self, note: Note, shown: Standing | None) -> str:
        """A note at the foot of the page, with its mark where the margin beside the text does not show it already."""
        if not plain(note.children).strip():
            return ""
        mark = ""
        if note.standing is not None and note.standing is not shown:
            # A claim in doubt says its word itself, in bold; the shape before it is enough.
            worded = bool(note.children) and isinstance(note.children[0], Strong)
            mark = f"{self.shape(note.standing) if worded else self.mark(note.standing)} "
        return f'<span class="note" role="doc-footnote">{mark}{self.set(note.children)}</span>'


def _safe(html: str) -> Markup:
    """HTML made here, in which every value was escaped on its way in."""
    return Markup(html)  # noqa: S704


def _breakable(text: str) -> str:
    """The text as HTML, endless words with places to break at."""

    def pieces(word: str) -> str:
        return "<wbr>".join(escape(word[i : i + _PIECE], quote=False) for i in range(0, len(word), _PIECE))

    parts = _ENDLESS.split(text)  # every other one is an endless word
    return "".join(pieces(part) if odd % 2 else escape(part, quote=False) for odd, part in enumerate(parts))


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a publication; `words` are those of its language."""

    words: Mapping[Standing, str]

    def shape(self, standing: Standing) -> Markup:
        """A standing's shape alone: an ornament beside its word, which a listener hears instead."""
        return Markup('<img class="shape" alt="" src="asset:marks/{}.svg">').format(standing.value)

    def mark(self, standing: Standing) -> Markup:
        """A standing's mark: shape and word."""
        word = self.words.get(standing, standing.value.capitalize())
        return Markup('<span class="mark">{}{}</span>').format(self.shape(standing), word)
