"""Facts, document and language into the evidence sheet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.document.model import Document, Inlines, plain
from factpress.document.parse.inline_parser import Grammar
from factpress.document.resolve.citations import Citations
from factpress.document.resolve.lookup import FactLookup
from factpress.document.resolve.resolver import Resolver
from factpress.document.wording.dates import format_moment
from factpress.i18n import Language
from factpress.output.prints.evidence import Cited, Decision, Entry, Evidence, Group, Printed, Tally
from factpress.output.prints.evidence.statements import Appearances, appearances
from factpress.output.prints.evidence.values import Values, cites_of
from factpress.publication.facts.claims import FACTS, PLAIN_STANDINGS, WORST_FIRST, Claim, FactBook, SignOff, Standing
from factpress.publication.facts.dates import Moment

MOST_PRINTED = 6
"""Sentences that are shown of a claim; further ones are counted."""

_NAMED = re.compile(r'"([a-z0-9-]+)(?:/[a-z0-9-]+(?:@[0-9-]+)?)?"')
"""A claim, or a value of it, as findings name it."""

_UNPRINTED, _WITHDRAWN = "not-printed", "withdrawn-claims"
"""The groups behind the chapters, as the language's words name them."""


@dataclass(frozen=True, slots=True)
class Matter:
    """All that an evidence sheet is composed from.

    `findings` are the contradictions that were found, in words, by the id of each claim they name; None where nobody
    looked for any. `on` is the day on which it is looked up what is due.
    """

    document: Document
    book: FactBook
    language: Language
    grammar: Grammar
    citations: Citations
    places: Places
    on: dt.date
    findings: Mapping[str, tuple[str, ...]] | None = None


def compose_evidence(matter: Matter) -> Evidence:
    """The evidence sheet in plain values: every claim once, in the order in which the publication prints them."""
    shown = appearances(matter.document, matter.language)
    order = _order(matter, shown)
    numbered = {claim.id: number for number, claim in enumerate((c for _, _, found in order for c in found), start=1)}
    # what cannot be said was reported when the publication was read
    facts = FactLookup(matter.book, matter.language, Problems())
    resolver = Resolver(facts, matter.grammar, matter.citations, matter.places)
    desk = _Desk(matter, shown, numbered, resolver, Values.of(matter.book, resolver, numbered))
    groups = tuple(Group(key, title, tuple(desk.entry(claim) for claim in found)) for key, title, found in order)
    entries = tuple(entry for group in groups for entry in group.entries)
    return Evidence(
        title=matter.document.title,
        organisation=matter.document.organisation,
        edition=matter.document.edition,
        date=matter.document.date,
        on=desk.day(matter.on),
        tallies=_tallies(matter),
        decisions=decisions(matter.book, entries, matter.language, matter.on, resolver),
        groups=groups,
        references=_references(matter, entries),
        signed=sum(claim.signed for claim in matter.book.claims.values()),
        contradicted=None if matter.findings is None else sum(bool(entry.contradictions) for entry in entries),
    )


def _order(matter: Matter, shown: Mapping[str, Appearances]) -> list[tuple[str, str, list[Claim]]]:
    """The claims by the chapter that states them first; behind them those that none states, then those withdrawn."""
    word, claims = matter.language.word, matter.book.claims
    groups: list[tuple[str, str, list[Claim]]] = [
        (chapter.id, chapter.title, [claims[c] for c, found in shown.items() if found.chapter == chapter.id])
        for chapter in matter.document.chapters
    ]
    rest = [claim for claim in claims.values() if claim.id not in shown]
    gone = [claim for claim in rest if claim.standing is Standing.WITHDRAWN]
    groups.append((_UNPRINTED, word(_UNPRINTED), [claim for claim in rest if claim not in gone]))
    groups.append((_WITHDRAWN, word(_WITHDRAWN), gone))
    return [(key, title, found) for key, title, found in groups if found]


def _tallies(matter: Matter) -> tuple[Tally, ...]:
    standings = [claim.standing for claim in matter.book.claims.values()]
    return tuple(
        Tally(standing, standings.count(standing), matter.language.standings[standing.value][1])
        for standing in WORST_FIRST[::-1]
        if standing in standings or standing is not Standing.WITHDRAWN
    )


def _references(matter: Matter, entries: Sequence[Entry]) -> tuple[tuple[str, Inlines, str], ...]:
    cited = {cite.source for entry in entries for cite in entry.cites}
    cited |= {cite.seen_in for c in matter.book.claims.values() for v in (None, *c.values) for cite in cites_of(c, v)
              if cite.seen_in is not None}  # fmt: skip
    found = [
        (source.id, matter.citations.entry(source.id), str(source.csl.get("URL") or ""))
        for source in matter.book.sources.values()
        if source.id in cited
    ]
    return tuple(sorted(found, key=lambda one: plain(one[1]).casefold()))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Puts claim after claim on the sheet."""

    matter: Matter
    shown: Mapping[str, Appearances]
    numbered: Mapping[str, int]
    resolver: Resolver
    values: Values

    def day(self, day: dt.date) -> str:
        return format_moment(Moment(day.year, day.month, day.day), self.matter.language)

    def entry(self, claim: Claim) -> Entry:
        place = claim.location or Location(FACTS)
        printed = self.shown[claim.id].printed if claim.id in self.shown else ()
        valid = tuple(s for s in claim.signed_off if claim.checked is None or s.on >= claim.checked)
        return Entry(
            number=self.numbered[claim.id],
            id=claim.id,
            origin=place,
            title=self.resolver.markdown_inlines(claim.claim, claim.claim_location),
            standing=claim.standing,
            reason=self.resolver.markdown_inlines(claim.reason, claim.reason_location) if claim.reason else (),
            supplied=claim.as_supplied or "",
            attribution=self._attribution(claim),
            printed=printed[:MOST_PRINTED],
            elsewhere=_places(printed[MOST_PRINTED:]),
            scales=self.values.scales(claim),
            worded=self.values.worded(claim),
            cites=self._cites(claim),
            contradictions=tuple(self._numbered(words) for words in (self.matter.findings or {}).get(claim.id, ())),
            checked=self.day(claim.checked) if claim.checked else "",
            review_by=self.day(claim.review_by) if claim.review_by else "",
            overdue=overdue(claim, self.matter.on),
            signed=tuple(self._signature(signing, "signed-by") for signing in valid),
            lapsed=tuple(self._signature(s, "lapsed-by") for s in claim.signed_off if s not in valid),
            file=f"{place.path.name}:{place.line}" if place.line else place.path.name,
        )

    def _numbered(self, words: str) -> str:
        """The words with each claim, which they name by its id, by its number on the sheet."""

        def number(named: re.Match[str]) -> str:
            known = self.numbered.get(named[1])
            return named[0] if known is None else self.matter.language.word("claim-number").format(number=known)

        return _NAMED.sub(number, words)

    def _signature(self, signing: SignOff, word: str) -> str:
        return self.matter.language.word(word).format(name=signing.by, date=self.day(signing.on))

    def _attribution(self, claim: Claim) -> str:
        """Who it was attributed to, and who supplied it."""
        source = claim.attributed_to
        supplied = self.matter.citations.short(source) if source in self.matter.book.sources and source else ""
        if claim.attribution and supplied:
            return f"{self.matter.language.word('attributed-to')} {claim.attribution} ({supplied})"
        if claim.attribution:
            return f"{self.matter.language.word('attributed-to')} {claim.attribution}"
        return supplied

    def _cites(self, claim: Claim) -> tuple[Cited, ...]:
        """Every source of the claim and of its values, with all places in it that are cited."""
        known, short = self.matter.book.sources, self.matter.citations.short
        found: dict[tuple[str, str], list[str]] = {}
        for cite in (cite for value in (None, *claim.values) for cite in cites_of(claim, value)):
            if cite.source in known:
                seen = short(cite.seen_in) if cite.seen_in is not None and cite.seen_in in known else ""
                found.setdefault((cite.source, seen), []).append(cite.locator or "")
        return tuple(
            Cited(source, short(source, "; ".join(dict.fromkeys(filter(None, locators)))), seen)
            for (source, seen), locators in found.items()
        )


def _places(printed: tuple[Printed, ...]) -> int:
    return sum(len(one.places) for one in printed)


def overdue(claim: Claim, on: dt.date) -> bool:
    """Whether the claim should have been checked again before that day."""
    return claim.review_by is not None and claim.review_by < on


def decisions(
    book: FactBook, entries: Sequence[Entry], language: Language, on: dt.date, resolver: Resolver
) -> tuple[Decision, ...]:
    """The claims that wait for a decision: those past review first, then by gravity, then as they are numbered.

    What was withdrawn is decided.
    """
    waiting = [(claim, entry) for entry in entries if _waits(claim := book.claims[entry.id], entry, on)]
    waiting.sort(key=lambda one: (not overdue(one[0], on), WORST_FIRST.index(one[0].standing), one[1].number))
    return tuple(
        Decision(entry.number, entry.id, entry.title, entry.standing, tuple(_why(claim, entry, language, on, resolver)))
        for claim, entry in waiting
    )


def _waits(claim: Claim, entry: Entry, on: dt.date) -> bool:
    if claim.standing is Standing.WITHDRAWN:
        return False
    doubted = claim.standing not in PLAIN_STANDINGS and bool(entry.printed)
    return overdue(claim, on) or bool(entry.contradictions) or (doubted and not claim.signed)


def _why(claim: Claim, entry: Entry, language: Language, on: dt.date, resolver: Resolver) -> list[str]:
    why = [language.word("past-review").format(date=entry.review_by)] if overdue(claim, on) else []
    why += [language.word("contradicted")] if entry.contradictions else []
    doubt = resolver.doubt(claim)
    return [*why, doubt] if doubt else why
