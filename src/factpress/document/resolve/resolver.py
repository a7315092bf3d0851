"""A draft's inlines in words: roles are said, and who says so is noted behind them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.document.model import (
    Block,
    Inline,
    Inlines,
    Note,
    Strong,
    Text,
    plain,
)
from factpress.document.parse.ast import DraftBlock, Drafts, Fence
from factpress.document.parse.inline_parser import Grammar, read_inlines
from factpress.document.resolve.lookup import Finder
from factpress.document.resolve.roles import Sayer
from factpress.document.resolve.sentence import Sentence, behind_marks, capital, sentence
from factpress.i18n import Language
from factpress.publication.facts.claims import PLAIN_STANDINGS, Citation, Claim, FactBook, Value


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
    """Says what a draft asks for. Keeps track of which reasons a chapter has given already.

    `cited` has each source that was cited with the claims that did, `links` the place of each link inside the text and
    the id that it leads to.
    """

    sayer: Sayer
    grammar: Grammar
    citer: Citer
    places: Places
    fences: Mapping[str, Callable[[Fence, Teller], Block | None]]
    tell_blocks: Callable[[tuple[DraftBlock, ...], Teller], tuple[Block, ...]]
    cited: dict[str, list[Claim]] = field(default_factory=dict[str, list["Claim"]])
    links: list[tuple[Location, str]] = field(default_factory=list[tuple[Location, str]])
    figures: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    taken: set[str] = field(default_factory=set[str])  # ids of headings and charts, which links lead to
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
        try:
            yield
        finally:
            self.figures = numbers

    def begin_chapter(self) -> None:
        """Reasons are given again in each chapter: few read a briefing from the front."""
        self._reasons_given.clear()

    # saying ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def inlines(self, drafts: Drafts, *, noted: bool = True) -> Inlines:
        """A draft's inlines in words; with `noted`, each claim's source as a note behind it, once a paragraph."""
        said = Sentence(self, noted=noted)
        return behind_marks(said.tell(drafts))

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
            parts.append(Text(sentence(value.definition) + " "))
        if value is not None and value.calculation:
            calculation = self.said(value.calculation, value.location or claim.location or Location(self.places.root))
            parts += [
                Text(f"{capital(self.language.word('our-calculation'))}: "),
                *calculation,
                Text(". " if short else "."),
            ]
        if short:
            parts.append(Text(sentence(short)))
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
