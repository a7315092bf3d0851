"""One run of a draft's inlines in words, where each depends on what was said before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from factpress.core.diagnostics import Location, did_you_mean
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
)
from factpress.document.parse.ast import DraftInline, Drafts, LineEnd, Role, Span, Words
from factpress.document.resolve.lookup import Found

if TYPE_CHECKING:
    from factpress.document.resolve.resolver import Teller

_AT_START = re.compile(r"(?:^|[.?!]['”’\")]*\s+)[“‘(\"']*$")
_CLOSING = re.compile(r"[.,;:!?)\]”’\"…]+")


def capital(words: str) -> str:
    """The words with a capital letter."""
    return words[:1].upper() + words[1:]


def sentence(words: str) -> str:
    """The words as a sentence: with a capital letter and a stop."""
    words = capital(words.strip())
    return words if words.endswith((".", "!", "?", "…", ".”", "?”")) else words + "."


@dataclass(slots=True)
class Sentence:
    """Says one run of inlines; knows whether a sentence begins, and what was noted in this paragraph."""

    teller: Teller
    noted: bool
    before: str = ""
    notes: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def tell(self, drafts: Drafts) -> list[Inline]:
        """The drafts in words, one after the other."""
        return [inline for draft in drafts for inline in self.one(draft)]

    def one(self, draft: DraftInline) -> list[Inline]:
        """One draft in words; nothing, with an error, where it cannot be said."""
        match draft:
            case Words(text):
                self.before += text
                return [Text(text, origin=draft.location)]
            case LineEnd():
                self.before += " "
                return [Break(origin=draft.location)]
            case Span("em", children):
                return [Emphasis(tuple(self.tell(children)), origin=draft.location)]
            case Span("strong", children):
                return [Strong(tuple(self.tell(children)), origin=draft.location)]
            case Span(_, children, place, target):
                return self.link(children, place, target)
            case Role("lang"):
                return self.foreign(draft)
            case Role("cite"):
                return self.cite(draft)
            case Role("consent"):
                return []  # names a record, and prints nothing
            case Role():
                return self.state(draft)

    def link(self, children: Drafts, place: Location, target: str) -> list[Inline]:
        """A link; where it leads inside the text is looked up when all of the text is known."""
        if not re.match(r"(https?://|mailto:)\S|#\S", target):
            hint = "write a whole address (https://…) or #id of a heading or chart"
            self.teller.problems.error("bad-link", f'"{target}" is no address', place, hint)
        if target.startswith("#"):
            self.teller.links.append((place, target[1:]))
        return [Link(target, tuple(self.tell(children)), origin=place)]

    def foreign(self, role: Role) -> list[Inline]:
        """Words in another language."""
        language, _, words = role.target.partition(":")
        if not words or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language):
            self.teller.problems.error("bad-role", "a foreign word needs its language", role.location, "{lang}`km:…`")
            return []
        self.before += words
        return [Foreign(language, (Text(words, origin=role.location),), origin=role.location)]

    def cite(self, role: Role) -> list[Inline]:
        """A source that speaks for the words before it."""
        source, _, locator = (part.strip() for part in role.target.partition(","))
        if source not in self.teller.book.sources:
            hint = did_you_mean(source, self.teller.book.sources)
            self.teller.problems.error("unknown-source", f'there is no source "{source}"', role.location, hint)
            return []
        self.teller.cite(source)
        short = self.teller.citer.short(source, locator or None)
        return [Note((Text(sentence(short)),), short, None, (source,), origin=role.location)] if self.noted else []

    def state(self, role: Role) -> list[Inline]:
        """A value in words, and who says so."""
        found = self.teller.finder.find(role.target, role.location)
        words = self.teller.sayer.role(role.name, found, role.location) if found is not None else None
        if found is None or words is None:
            return []
        if _AT_START.search(self.before):
            words = capital(words)
        self.before += words
        stated = Stated(found.claim.id, found.key, words, found.claim.standing, origin=role.location)
        if not self.noted or not self.is_news(found, dated=role.name not in ("claim", "number")):
            return [stated]
        return [stated, replace(self.teller.note(found.claim, found.value), origin=role.location)]

    def is_news(self, found: Found, *, dated: bool) -> bool:
        """Whether this paragraph has not said yet who says so. A date needs no second note beside its claim's own."""
        if dated and any(claim == found.claim.id for claim, _ in self.notes):
            return False
        cites = tuple((c.source, c.locator, c.seen_in) for c in found.value.cites or found.claim.cites)
        key = (found.claim.id, repr(cites) + (found.value.calculation or ""))
        new = key not in self.notes
        self.notes.add(key)
        return new


def behind_marks(inlines: list[Inline]) -> Inlines:
    """Notes stand behind the punctuation that follows the number, as a printer sets them."""
    out: list[Inline] = []
    for inline in inlines:
        closing = _CLOSING.match(inline.text) if isinstance(inline, Text) else None
        if not isinstance(inline, Text) or closing is None or not out or not isinstance(out[-1], Note):
            out.append(inline)
            continue
        first = len(out)
        while first and isinstance(out[first - 1], Note):
            first -= 1
        out.insert(first, Text(closing[0], origin=inline.origin))
        out += [Text(rest, origin=inline.origin)] if (rest := inline.text[closing.end() :]) else []
    return tuple(out)
