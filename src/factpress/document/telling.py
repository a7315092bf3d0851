"""A draft's inlines in words: roles are said, and who says so is noted behind them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from factpress.diagnostics import Location, Problems, did_you_mean
from factpress.document.draft import DraftBlock, DraftInline, Drafts, Fence, LineEnd, Role, Span, Words
from factpress.document.finding import Finder, Found
from factpress.document.inlines import Grammar, read_inlines
from factpress.document.model import (
    Block,
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
from factpress.document.saying import Sayer
from factpress.facts.model import PLAIN_STANDINGS, Citation, Claim, FactBook, Value
from factpress.languages import Language
from factpress.places import Places

_AT_START = re.compile(r"(?:^|[.?!]['”’\")]*\s+)[“‘(\"']*$")
_CLOSING = re.compile(r"[.,;:!?)\]”’\"…]+")


class Citer(Protocol):
    """What telling needs of the bibliography."""

    def short(self, source: str, locator: str | None = None) -> str:
        """The source in a few words, with the locator."""
        ...

    def entry(self, source: str) -> Inlines:
        """The source as it stands in the list of sources."""
        ...


@dataclass(slots=True)
class Teller:
    """Says what a draft asks for. Keeps track of which reasons a chapter has given already."""

    sayer: Sayer
    grammar: Grammar
    citer: Citer
    places: Places
    fences: Mapping[str, Callable[[Fence, Teller], Block | None]]
    tell_blocks: Callable[[tuple[DraftBlock, ...], Teller], tuple[Block, ...]]
    cited: dict[str, list[Claim]] = field(default_factory=dict[str, list["Claim"]])
    figures: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _reasons_given: set[str] = field(default_factory=set[str])

    @property
    def finder(self) -> Finder:
        """Where claims and values are looked up."""
        return self.sayer.finder

    @property
    def book(self) -> FactBook:
        """The fact source."""
        return self.sayer.finder.book

    @property
    def language(self) -> Language:
        """The language that is spoken."""
        return self.sayer.language

    @property
    def problems(self) -> Problems:
        """Where what cannot be said is noted."""
        return self.sayer.finder.problems

    def cite(self, source: str, claim: Claim | None = None) -> None:
        """Remember that a source is cited, and by which claim."""
        users = self.cited.setdefault(source, [])
        if claim is not None and claim not in users:
            users.append(claim)

    @contextmanager
    def unnumbered(self) -> Generator[None]:
        """What is told inside takes no number from the figures of the booklet: the wall shows none."""
        numbers, self.figures = self.figures, itertools.count(1)
        yield
        self.figures = numbers

    def begin_chapter(self) -> None:
        """Reasons are given again in each chapter: few read a briefing from the front."""
        self._reasons_given.clear()

    # saying ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def inlines(self, drafts: Drafts, *, noted: bool = True) -> Inlines:
        """A draft's inlines in words; with `noted`, each claim's source as a note behind it, once a paragraph."""
        said = _Sentence(self, noted)
        return _behind_marks(said.tell(drafts))

    def text(self, drafts: Drafts) -> str:
        """The words alone, for titles and labels."""
        return " ".join(plain(self.inlines(drafts, noted=False)).split())

    def said(self, text: str, place: Location) -> Inlines:
        """A text of a data file in words, without notes."""
        return self.inlines(read_inlines(text, place, self.grammar, self.problems), noted=False)

    def blocks(self, drafts: tuple[DraftBlock, ...]) -> tuple[Block, ...]:
        """Blocks inside a block."""
        return self.tell_blocks(drafts, self)

    # who says so ────────────────────────────────────────────────────────────────────────────────────────────────

    def sources(self, claim: Claim, value: Value | None) -> tuple[str, tuple[str, ...]]:
        """Who says so in a few words, and the ids of the sources, those they were seen in included."""
        supplied = (Citation(claim.attributed_to),) if claim.attributed_to else ()
        cites = (value.cites if value is not None else ()) or claim.cites or supplied
        said: list[str] = []
        ids: list[str] = []
        for citation in cites:
            if citation.source not in self.book.sources:
                continue
            words = self.citer.short(citation.source, citation.locator)
            ids.append(citation.source)
            if citation.seen_in is not None and citation.seen_in in self.book.sources:
                words += f" ({self.language.word('seen-in')} {self.citer.short(citation.seen_in)})"
                ids.append(citation.seen_in)
            said.append(words)
        for source in ids:
            self.cite(source, claim)
        return "; ".join(dict.fromkeys(said)), tuple(dict.fromkeys(ids))

    def note(self, claim: Claim, value: Value | None, *, defined: bool = False) -> Note:
        """Who says so, and for a claim in doubt its mark and, once a chapter, the reason.

        With `defined` it also says what exactly is counted, for a number that stands alone.
        """
        short, ids = self.sources(claim, value)
        parts: list[Inline] = []
        if claim.standing not in PLAIN_STANDINGS:
            parts += [Strong((Text(self.language.standings[claim.standing.value][0] + "."),)), Text(" ")]
            if claim.id not in self._reasons_given:
                parts += [*self.reason(claim), Text(" ")]
            self._reasons_given.add(claim.id)
        if defined and value is not None and value.definition:
            parts.append(Text(_sentence(value.definition) + " "))
        if value is not None and value.calculation:
            calculation = self.said(value.calculation, value.location or claim.location or Location(self.places.root))
            parts += [
                Text(f"{_capital(self.language.word('our-calculation'))}: "),
                *calculation,
                Text(". " if short else "."),
            ]
        if short:
            parts.append(Text(_sentence(short)))
        ours = self.language.word("our-calculation") if value is not None and value.calculation else ""
        return Note(tuple(parts), short or ours, claim.standing, ids)

    def doubt(self, claim: Claim) -> str:
        """The first sentence of the reason why a claim is in doubt; empty where it is not."""
        if claim.standing in PLAIN_STANDINGS:
            return ""
        words = " ".join(plain(self.reason(claim)).split())
        return re.split(r"(?<=[.!?])\s+(?=[^a-z])", words, maxsplit=1)[0]

    def reason(self, claim: Claim) -> Inlines:
        """Why the claim stands as it does, in words."""
        return self.said(claim.reason, claim.location or Location(self.places.root))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _sentence(words: str) -> str:
    words = _capital(words.strip())
    return words if words.endswith((".", "!", "?", "…", ".”", "?”")) else words + "."


@dataclass(slots=True)
class _Sentence:
    """Says one run of inlines; knows whether a sentence begins, and what was noted in this paragraph."""

    teller: Teller
    noted: bool
    before: str = ""
    notes: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def tell(self, drafts: Drafts) -> list[Inline]:
        return [inline for draft in drafts for inline in self.one(draft)]

    def one(self, draft: DraftInline) -> list[Inline]:
        match draft:
            case Words(text):
                self.before += text
                return [Text(text)]
            case LineEnd():
                self.before += " "
                return [Break()]
            case Span("em", children):
                return [Emphasis(tuple(self.tell(children)))]
            case Span("strong", children):
                return [Strong(tuple(self.tell(children)))]
            case Span(_, children, place, target):
                return self.link(children, place, target)
            case Role("lang"):
                return self.foreign(draft)
            case Role("cite"):
                return self.cite(draft)
            case Role():
                return self.state(draft)

    def link(self, children: Drafts, place: Location, target: str) -> list[Inline]:
        if not re.match(r"(https?://|mailto:)\S|#\S", target):
            hint = "write a whole address (https://…) or #id of a heading or chart"
            self.teller.problems.error("bad-link", f'"{target}" is no address', place, hint)
        return [Link(target, tuple(self.tell(children)))]

    def foreign(self, role: Role) -> list[Inline]:
        language, _, words = role.target.partition(":")
        if not words or not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", language):
            self.teller.problems.error("bad-role", "a foreign word needs its language", role.location, "{lang}`km:…`")
            return []
        self.before += words
        return [Foreign(language, (Text(words),))]

    def cite(self, role: Role) -> list[Inline]:
        source, _, locator = (part.strip() for part in role.target.partition(","))
        if source not in self.teller.book.sources:
            hint = did_you_mean(source, self.teller.book.sources)
            self.teller.problems.error("unknown-source", f'there is no source "{source}"', role.location, hint)
            return []
        self.teller.cite(source)
        short = self.teller.citer.short(source, locator or None)
        return [Note((Text(_sentence(short)),), short, None, (source,))] if self.noted else []

    def state(self, role: Role) -> list[Inline]:
        found = self.teller.finder.find(role.target, role.location)
        words = self.teller.sayer.role(role.name, found, role.location) if found is not None else None
        if found is None or words is None:
            return []
        if _AT_START.search(self.before):
            words = _capital(words)
        self.before += words
        stated = Stated(found.claim.id, found.key, words, found.claim.standing)
        if not self.noted or not self.is_news(found, dated=role.name not in ("claim", "number")):
            return [stated]
        return [stated, self.teller.note(found.claim, found.value)]

    def is_news(self, found: Found, *, dated: bool) -> bool:
        """Whether this paragraph has not said yet who says so. A date needs no second note beside its claim's own."""
        if dated and any(claim == found.claim.id for claim, _ in self.notes):
            return False
        cites = tuple((c.source, c.locator, c.seen_in) for c in found.value.cites or found.claim.cites)
        key = (found.claim.id, repr(cites) + (found.value.calculation or ""))
        new = key not in self.notes
        self.notes.add(key)
        return new


def _behind_marks(inlines: list[Inline]) -> Inlines:
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
        out.insert(first, Text(closing[0]))
        out += [Text(rest)] if (rest := inline.text[closing.end() :]) else []
    return tuple(out)
