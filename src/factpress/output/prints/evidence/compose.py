"""Composes the evidence sheet from facts, document and language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.document.model import Document, Inlines, plain
from factpress.document.parse.inline_parser import Grammar
from factpress.document.resolve.citations import Citations
from factpress.document.resolve.lookup import FactLookup, citations_of
from factpress.document.resolve.resolver import Resolver
from factpress.document.wording.dates import format_moment
from factpress.i18n import Language
from factpress.output.prints.evidence import Cited, Decision, Entry, Evidence, Group, Tally
from factpress.output.prints.evidence.statements import PrintedClaim, printed_claims
from factpress.output.prints.evidence.values import ClaimValues
from factpress.publication.facts.claims import (
    FACTS,
    PLAIN_STANDINGS,
    WORST_FIRST,
    Claim,
    FactBook,
    SignOff,
    Standing,
)
from factpress.publication.facts.dates import Moment
from factpress.publication.facts.provenance import Inquiry, Read, Search
from factpress.publication.facts.review import review_due

MOST_PRINTED = 6
"""Sentences that are shown of a claim; further ones are counted."""

_CLAIM_NAME = re.compile(r'"([a-z0-9-]+)(?:/[a-z0-9-]+(?:@[0-9-]+)?)?"')
"""A claim, or a value of it, as findings name it."""

_READ = {
    Read.WHOLE: "read-whole",
    Read.PASSAGE: "read-passage",
    Read.EXCERPT: "read-excerpt",
    Read.SECONDHAND: "read-secondhand",
}
"""The words for how a source was read, by their keys in the language file."""

_UNPRINTED, _WITHDRAWN = "not-printed", "withdrawn-claims"
"""The groups after the chapters, by their keys in the language file."""


@dataclass(frozen=True, slots=True)
class EvidenceInput:
    """The input of an evidence sheet.

    `findings` are the contradictions in words, by the id of each claim that they name; None if they were not searched
    for. `on` is the day for which due dates are checked.
    """

    document: Document
    book: FactBook
    language: Language
    grammar: Grammar
    citations: Citations
    places: Places
    on: dt.date
    findings: Mapping[str, tuple[str, ...]] | None = None


def compose_evidence(source: EvidenceInput) -> Evidence:
    """Return the evidence sheet as plain values: every claim once, in the order of the publication."""
    document, claims = source.document, source.book.claims
    printed = printed_claims(document, source.language)
    order = _order(source, printed)
    numbers = {claim.id: number for number, claim in enumerate((c for _, _, found in order for c in found), start=1)}
    # problems of the facts were reported when the publication was read
    facts = FactLookup(source.book, source.language, Problems())
    resolver = Resolver(facts, source.grammar, source.citations, source.places)
    composer = _EntryComposer(source, printed, numbers, resolver, ClaimValues.of(source.book, resolver, numbers))
    groups = tuple(Group(key, title, tuple(map(composer.entry, found))) for key, title, found in order)
    entries = tuple(entry for group in groups for entry in group.entries)
    return Evidence(
        title=document.title,
        organisation=document.organisation,
        edition=document.edition,
        date=document.date,
        on=composer.day(source.on),
        tallies=_tallies(source),
        decisions=composer.decisions(entries),
        groups=groups,
        references=_references(source, entries),
        signed=sum(claim.signed for claim in claims.values()),
        contradicted=None if source.findings is None else sum(bool(entry.contradictions) for entry in entries),
    )


def _order(source: EvidenceInput, printed: Mapping[str, PrintedClaim]) -> list[tuple[str, str, list[Claim]]]:
    """Group the claims by the chapter that states them first; then those that none states, and those withdrawn."""
    word, claims = source.language.word, source.book.claims
    groups: list[tuple[str, str, list[Claim]]] = [
        (chapter.id, chapter.title, [claims[c] for c, found in printed.items() if found.chapter == chapter.id])
        for chapter in source.document.chapters
    ]
    rest = [claim for claim in claims.values() if claim.id not in printed]
    for key, withdrawn in ((_UNPRINTED, False), (_WITHDRAWN, True)):
        found = [claim for claim in rest if (claim.standing is Standing.WITHDRAWN) is withdrawn]
        groups.append((key, word(key), found))
    return [(key, title, found) for key, title, found in groups if found]


def _tallies(source: EvidenceInput) -> tuple[Tally, ...]:
    standings = [claim.standing for claim in source.book.claims.values()]
    return tuple(
        Tally(standing, standings.count(standing), source.language.standings[standing.value][1])
        for standing in WORST_FIRST[::-1]
        if standing in standings or standing in source.book.explained
    )


def _references(source: EvidenceInput, entries: Sequence[Entry]) -> tuple[tuple[str, Inlines, str], ...]:
    cited = {cite.source for entry in entries for cite in entry.cites}
    for claim in source.book.claims.values():
        cited |= {
            cite.seen_in for value in (None, *claim.values) for cite in citations_of(claim, value) if cite.seen_in
        }
    found = [
        (work.id, source.citations.entry(work.id), str(work.csl.get("URL") or ""))
        for work in source.book.sources.values()
        if work.id in cited
    ]
    return tuple(sorted(found, key=lambda one: plain(one[1]).casefold()))


@dataclass(frozen=True, slots=True)
class _EntryComposer:
    """Composes the entries of claims."""

    source: EvidenceInput
    printed: Mapping[str, PrintedClaim]
    numbers: Mapping[str, int]
    resolver: Resolver
    values: ClaimValues

    def day(self, day: dt.date) -> str:
        return format_moment(Moment(day.year, day.month, day.day), self.source.language)

    def entry(self, claim: Claim) -> Entry:
        due = review_due(claim, self.source.book.sources)
        place = claim.location or Location(FACTS)
        printed = self.printed[claim.id].printed if claim.id in self.printed else ()
        valid = tuple(s for s in claim.signed_off if claim.checked is None or s.on >= claim.checked)
        return Entry(
            number=self.numbers[claim.id],
            id=claim.id,
            origin=place,
            title=self.resolver.markdown_inlines(claim.claim, claim.claim_location),
            standing=claim.standing,
            reason=self.resolver.markdown_inlines(claim.reason, claim.reason_location) if claim.reason else (),
            finding=self.resolver.markdown_inlines(claim.finding, claim.finding_location) if claim.finding else (),
            supplied=claim.as_supplied or "",
            attribution=self._attribution(claim),
            printed=printed[:MOST_PRINTED],
            elsewhere=sum(len(one.places) for one in printed[MOST_PRINTED:]),
            scales=self.values.scales(claim),
            worded=self.values.worded(claim),
            cites=self._cites(claim),
            searched=tuple(self._search(search) for search in claim.searched),
            asked=tuple(self._inquiry(inquiry) for inquiry in claim.asked),
            contradictions=tuple(map(self._with_numbers, (self.source.findings or {}).get(claim.id, ()))),
            checked=self.day(claim.checked) if claim.checked else "",
            review_by=self.day(due.day) if due is not None else "",
            overdue=self._overdue(claim),
            signed=tuple(self._signature(signing, "signed-by") for signing in valid),
            lapsed=tuple(self._signature(s, "lapsed-by") for s in claim.signed_off if s not in valid),
            file=f"{place.path.name}:{place.line}" if place.line else place.path.name,
        )

    def _overdue(self, claim: Claim) -> bool:
        due = review_due(claim, self.source.book.sources)
        return due is not None and due.day < self.source.on

    def _with_numbers(self, finding: str) -> str:
        """Replace the ids of claims in a finding by their numbers on the sheet."""

        def number(named: re.Match[str]) -> str:
            known = self.numbers.get(named[1])
            return named[0] if known is None else self.source.language.word("claim-number").format(number=known)

        return _CLAIM_NAME.sub(number, finding)

    def _signature(self, signing: SignOff, word: str) -> str:
        return self.source.language.word(word).format(name=signing.by, date=self.day(signing.on))

    def _attribution(self, claim: Claim) -> str:
        """Return the person or work that the claim is attributed to, and the source that supplied it."""
        source = claim.attributed_to
        supplied = self.source.citations.short(source) if source in self.source.book.sources and source else ""
        if not claim.attribution:
            return supplied
        attributed = f"{self.source.language.word('attributed-to')} {claim.attribution}"
        return f"{attributed} ({supplied})" if supplied else attributed

    def _cites(self, claim: Claim) -> tuple[Cited, ...]:
        """Return each source of the claim and its values, with all locators that are cited."""
        known, short = self.source.book.sources, self.source.citations.short
        found: dict[tuple[str, str, str], list[str]] = {}
        for cite in (cite for value in (None, *claim.values) for cite in citations_of(claim, value)):
            if cite.source in known:
                seen = short(cite.seen_in) if cite.seen_in is not None and cite.seen_in in known else ""
                read = self.source.language.word(_READ[cite.read]) if cite.read is not None else ""
                found.setdefault((cite.source, seen, read), []).append(cite.locator or "")
        return tuple(
            Cited(source, short(source, "; ".join(dict.fromkeys(filter(None, locators)))), seen, read)
            for (source, seen, read), locators in found.items()
        )

    def _search(self, search: Search) -> str:
        """Return what was searched for, where, and when."""
        words = self.source.language.word("searched-in")
        return words.format(query=search.query, where=search.where, date=self.day(search.on))

    def _inquiry(self, inquiry: Inquiry) -> tuple[str, str]:
        """Return whom we asked and when, and the answer."""
        word = self.source.language.word
        whom = word("asked-on").format(whom=inquiry.whom, date=self.day(inquiry.on))
        return whom, inquiry.answer or word("no-answer-yet")

    def decisions(self, entries: Sequence[Entry]) -> tuple[Decision, ...]:
        """Return the claims that need a decision: those past review first, then by gravity, then by number.

        Withdrawn claims are decided.
        """
        found = [
            (claim, Decision(entry.number, entry.id, entry.title, entry.standing, tuple(self._reasons(claim, entry))))
            for entry in entries
            if self._needs_decision(claim := self.source.book.claims[entry.id], entry)
        ]
        found.sort(key=lambda one: (not self._overdue(one[0]), WORST_FIRST.index(one[0].standing), one[1].number))
        return tuple(decision for _, decision in found)

    def _needs_decision(self, claim: Claim, entry: Entry) -> bool:
        if claim.standing is Standing.WITHDRAWN:
            return False
        doubted = claim.standing not in PLAIN_STANDINGS and bool(entry.printed)
        return entry.overdue or bool(entry.contradictions) or (doubted and not claim.signed)

    def _reasons(self, claim: Claim, entry: Entry) -> Iterator[str]:
        word = self.source.language.word
        if entry.overdue:
            yield word("past-review").format(date=entry.review_by)
        if entry.contradictions:
            yield word("contradicted")
        if doubt := self.resolver.doubt(claim):
            yield doubt
