"""Inlines and standing marks as HTML. Every stated value gets an id, so that its claim can be found on the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from itertools import pairwise
from typing import assert_never

from markupsafe import Markup

from factpress.core.web_addresses import breakable, find_addresses
from factpress.design.line_breaks import mark_word_boundaries
from factpress.document.model import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Inlines,
    Link,
    Note,
    Said,
    Stated,
    Strong,
    Text,
    plain,
)
from factpress.document.standing_marks import sentence_marks, words_of
from factpress.publication.facts.claims import SENTENCE, Standing

_UNBREAKABLE = re.compile(r"([^\s\u200b/.?&=_-]{41,})")
"""A word too long for a line. WeasyPrint breaks it at the start of a line, but not after a footnote's number."""

ADDRESS_CLASS = "web-address"

PHONE_CLASS = "phone"
_PHONE_SCHEMES = ("tel:", "sms:")

TEXT_RULES = f""".{ADDRESS_CLASS} {{ hyphens: manual }}
.{PHONE_CLASS} {{ hyphens: manual; white-space: nowrap }}
img.sentence-mark {{ width: 0.56em; height: 0.56em; vertical-align: -0.03em; margin: 0 0.06em 0 0.2em }}
.margin-mark {{ display: none }}"""
"""Rules for the HTML of inlines, which apply whatever style sheets a publication has."""

_PIECE = 20
"""Letters between two places where such a word may be broken."""


def statement_id(claim: str, value: str, count: int) -> str:
    """The id of the n-th statement of a value. In the PDF it is a named destination."""
    return f"claim:{claim}/{value}:{count}"


_SHORT = 20
"""The letters of a value of several words that a style sheet may keep on one line, such as "about 16,707"."""


@dataclass(frozen=True, slots=True)
class StandingMarks:
    """The marks of standings: a shape and a word.

    The shape is used alone where the word is next to it, and behind a sentence, where the word is its replacement text.
    """

    words: Mapping[Standing, str]

    def shape(self, standing: Standing) -> Markup:
        """A standing's shape alone, without alternative text."""
        return Markup('<img class="shape" alt="" src="asset:marks/{}.svg">').format(standing.value)

    def word(self, standing: Standing) -> str:
        """A standing's word."""
        return self.words.get(standing, standing.value.capitalize())

    def mark(self, standing: Standing) -> Markup:
        """A standing's shape and word."""
        return Markup('<span class="mark">{}{}</span>').format(self.shape(standing), self.word(standing))

    def sentence_mark(self, standing: Standing) -> Markup:
        """The shape behind a sentence, on the line of its last word; readers of the file get the word instead.

        Word joiners forbid a break: images may be broken from the text around them.
        """
        image = Markup(
            '&#8288;<img class="sentence-mark" data-actual-text="" alt="{}" src="asset:marks/{}.svg">&#8288;'
        )
        return image.format(self.word(standing), standing.value)

    def margin_mark(self, standing: Standing) -> Markup:
        """The shape and word in the margin of the line where a sentence begins: an ornament, since the word follows."""
        # the word as an attribute, which a style sheet shows: text would become part of what the paragraph says
        html = Markup('<span class="margin-mark" aria-hidden="true" data-word="{}">{}</span>')
        return html.format(self.word(standing), self.shape(standing))


@dataclass(frozen=True, slots=True)
class InlineRenderer:
    """Inlines to HTML. An instance counts the statements of one document, so that ids are unique."""

    marks: StandingMarks
    _stated: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])

    def statement(self, claim: str, value: str) -> str:
        """A new id for a statement of that value."""
        self._stated[claim, value] += 1
        return statement_id(claim, value, self._stated[claim, value])

    def counted(self) -> dict[tuple[str, str], int]:
        """How many statements of each value there were."""
        return dict(self._stated)

    def recount(self, counted: Mapping[tuple[str, str], int]) -> None:
        """Go on after that many statements of each value."""
        self._stated.clear()
        self._stated.update(counted)

    def render(self, inlines: Inlines, shown: Standing | None = None, *, labelled: bool = False) -> Markup:
        """The inlines as HTML, with the marks of standings behind their sentences.

        No sentence and no note repeats the mark of `shown`, which is beside the whole text. If the sentences are
        `labelled`, the words of their marks are in the margin, so that notes do not repeat them.
        """
        parts: list[str] = []
        last: Standing | None = None  # of the mark directly before
        words = ""
        noted: set[str] = set()  # the keys of the notes directly before
        for before, inline in zip((None, *inlines), inlines, strict=False):
            if not isinstance(inline, Note):
                noted.clear()
                parts.append(self._inline(inline, shown))
                last = None
                words = words_of(inline) or words
                continue
            if inline.standing is not None and inline.standing not in (shown, last):
                parts.append(self.marks.sentence_mark(inline.standing))
                last = inline.standing
            if inline.key and inline.key in noted:
                continue
            noted.add(inline.key)
            follows = isinstance(before, Note) or (last is None and words[-1:].isdigit())
            parts.append(self._note(inline, shown, follows=follows, labelled=labelled))
        return _safe("".join(parts))

    def render_labelled(self, inlines: Inlines) -> Markup:
        """The inlines as HTML, with the shape and word of each mark in the margin, where its sentence begins."""
        labels: dict[int, list[Standing]] = {}
        for mark in sentence_marks(inlines):
            if not mark.repeats:
                labels.setdefault(mark.start, []).append(mark.standing)
        parts: list[str] = []
        run: list[Inline] = []
        at = 0
        for inline in _divided(inlines, labels):
            if at in labels and not isinstance(inline, Note):
                parts += (self.render(tuple(run), labelled=True), *map(self.marks.margin_mark, labels.pop(at)))
                run.clear()
            run.append(inline)
            at += 0 if isinstance(inline, Note) else len(words_of(inline))
        return _safe("".join((*parts, self.render(tuple(run), labelled=True))))

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
                phone = f' class="{PHONE_CLASS}"' if target.startswith(_PHONE_SCHEMES) else ""
                return f'<a{phone} href="{escape(target)}">{self.render(children, shown)}</a>'
            case Stated(claim, value, text):
                name = escape(self.statement(claim, value))
                kind = "stated short" if len(text) <= _SHORT and len(text.split()) > 1 else "stated"
                return f'<span class="{kind}" id="{name}">{escape(text, quote=False)}</span>'
            case Said(claim, children):
                name = escape(self.statement(claim, SENTENCE))
                return f'<span class="said" id="{name}">{self.render(children, shown)}</span>'
            case Note():
                return self._note(inline, shown)  # `render` has those of a run
            case Break():
                return "<br>"
            case _:
                assert_never(inline)

    def _note(self, note: Note, shown: Standing | None, *, follows: bool = False, labelled: bool = False) -> str:
        """A footnote, with its mark unless the margin shows it; with `follows`, its number is next to another."""
        if not plain(note.children).strip():
            return ""
        mark = ""
        if note.standing is not None and note.standing is not shown and not labelled:
            # the text of a doubtful claim begins with its word in bold, so the shape is enough
            worded = bool(note.children) and isinstance(note.children[0], Strong)
            mark = f"{(self.marks.shape if worded else self.marks.mark)(note.standing)} "
        name = "note next" if follows else "note"
        key = f' data-note="{escape(note.key)}"' if note.key else ""
        return f'<span class="{name}" role="doc-footnote"{key}>{mark}{self.render(note.children)}</span>'


def _divided(inlines: Inlines, offsets: Collection[int]) -> Iterator[Inline]:
    """The inlines with each text divided at those offsets of the words."""
    at = 0
    for inline in inlines:
        if isinstance(inline, Note):
            yield inline
            continue
        words = words_of(inline)
        if isinstance(inline, Text):
            cuts = sorted(offset - at for offset in offsets if at < offset < at + len(words))
            for begin, end in pairwise((0, *cuts, len(words))):
                yield replace(inline, text=words[begin:end])
        else:
            yield inline
        at += len(words)


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
