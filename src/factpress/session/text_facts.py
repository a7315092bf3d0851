"""What the roles of a text print: the values, sentences and sources that a text refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.document.compose import grammar
from factpress.document.parse.inline_parser import Grammar
from factpress.document.resolve.lookup import SAYS, TIME_ROLES, VALUE_ROLES, FactLookup
from factpress.document.resolve.sentence_text import begins_sentence, sentence_text
from factpress.document.runs import Run, read_runs
from factpress.document.wording.phrases import capitalize
from factpress.edition import Edition
from factpress.i18n import Language
from factpress.publication.facts.claims import Claim, FactBook, Series, Standing, Steps, Value

_NOWHERE = Location(Path("-"))

ROLE_WORDS: Mapping[str, str] = {
    "claim": "number and unit",
    "number": "the number",
    "period": "its time",
    "years": "its years",
    "begin": "when it began",
    "end": "when it ended",
    "year-begin": "the year it began",
    "year-end": "the year it ended",
    SAYS: "its sentence",
    "cite": "a source",
    "lang": "words in another language",
    "consent": "a consent",
    "note": "a note",
}
"""What each role says, in words for people."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A role in a text: what it prints, and what a form sends back for it unchanged (`source`).

    `claim` is the id of its claim, "" if it has none, and `title` what is claimed. `missing` is true if it names what
    does not exist or may not be printed.
    """

    source: str
    role: str
    text: str
    says: str = ""
    claim: str = ""
    title: str = ""
    standing: Standing | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """A way to state a claim in a text: in which words (`says`), of which of its values, and what is printed."""

    source: str
    says: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What texts refer to, as far as the publication can be read."""

    book: FactBook
    language: Language
    grammar: Grammar
    charts: Mapping[str, str] = field(default_factory=dict[str, str])
    """The title of each chart."""

    @classmethod
    def of(cls, edition: Edition) -> TextFacts:
        """Return those of an edition."""
        charts = {name: str(getattr(spec.record, "title", "") or name) for name, spec in edition.charts.items()}
        return cls(edition.book, edition.language, grammar(edition.language, edition.publication), charts)

    @property
    def lookup(self) -> FactLookup:
        """A lookup whose problems are of no interest: a check reports them."""
        return FactLookup(self.book, self.language, Problems())

    def chip(self, run: Run, before: str = "", notes: Mapping[str, str] | None = None) -> Chip:
        """Return the chip of a role or a note behind the text `before`; `notes` are the words of notes by name."""
        says = ROLE_WORDS.get(run.name, run.name)
        if run.name in VALUE_ROLES:
            words = self._value(run.name, run.target, before)
            found = self.lookup.find(run.target, _NOWHERE)
            if found is None or words is None:
                return self._missing(run, says)
            return self._chip(run, words, says, found.claim)
        if run.name == SAYS:
            claim = self.lookup.claim_with_sentence(run.target, _NOWHERE)
            if claim is None:
                return self._missing(run, says)
            return self._chip(run, sentence_text(claim, self.lookup), says, claim)
        if run.name == "cite":
            source, _, locator = (part.strip() for part in run.target.partition(","))
            if source not in self.book.sources:
                return self._missing(run, says)
            name = self.source_name(source)
            return Chip(run.text, run.name, f"{name}, {locator}" if locator else name, says)
        if run.name == "lang":
            return Chip(run.text, run.name, run.target.partition(":")[2] or run.target, says)
        if run.kind == "note":
            words = (notes or {}).get(run.target, "")
            return Chip(run.text, "note", words or run.target, says, missing=notes is not None and not words)
        return Chip(run.text, run.name, run.target, says, missing=run.name not in self.grammar.roles)

    def _chip(self, run: Run, words: str, says: str, claim: Claim) -> Chip:
        return Chip(run.text, run.name, words, says, claim.id, self.title(claim), claim.standing)

    def _missing(self, run: Run, says: str) -> Chip:
        claim = self.book.claims.get(run.target.partition("/")[0].partition("@")[0])
        if claim is None:
            return Chip(run.text, run.name, run.target, says, missing=True)
        return Chip(run.text, run.name, run.target, says, claim.id, self.title(claim), claim.standing, missing=True)

    def title(self, claim: Claim) -> str:
        """Return what is claimed, as plain text."""
        return self.plain(claim.claim)

    def plain(self, markdown: str) -> str:
        """Return inline Markdown as plain text, with what its roles print."""
        words = ""
        for run in read_runs(" ".join(markdown.split())):
            if run.kind == "text":
                words += run.text
            elif run.kind == "break":
                words += " "
            elif run.name in VALUE_ROLES:
                words += self._value(run.name, run.target, words) or ""
            elif run.name == "lang":
                words += run.target.partition(":")[2]
        return words

    def _value(self, role: str, target: str, before: str = "-") -> str | None:
        """What a role prints of a value behind the text `before`."""
        found = self.lookup.find(target, _NOWHERE)
        words = self.lookup.role_text(role, found, _NOWHERE) if found is not None else None
        return capitalize(words) if words is not None and begins_sentence(before) else words

    def source_name(self, source: str) -> str:
        """Return how a source is named in a list of choices."""
        csl = self.book.sources[source].csl
        return str(csl.get("citation-label") or csl.get("title-short") or csl.get("title") or source)

    def offers(self, claim_id: str) -> tuple[Offer, ...]:
        """Return the ways to state a claim in a text, each with what it prints; none for one that is never printed.

        Of ways that print the same, only the first is there.
        """
        claim = self.lookup.claim(claim_id, _NOWHERE)
        if claim is None:
            return ()
        offers = [Offer(f"{{{SAYS}}}`{claim.id}`", ROLE_WORDS[SAYS], "", sentence_text(claim, self.lookup))]
        offers = offers if claim.says else []
        for value in claim.values:
            printed: set[str] = set()
            for role, target in _ways(claim, value):
                words = self._value(role, target)
                if words and words not in printed:
                    printed.add(words)
                    offers.append(Offer(f"{{{role}}}`{target}`", ROLE_WORDS[role], value.key, words))
        return tuple(offers)


def _ways(claim: Claim, value: Value) -> Iterator[tuple[str, str]]:
    """The roles and targets by which a value can be named."""
    target = claim.id if len(claim.values) == 1 else f"{claim.id}/{value.key}"
    match value.measure:
        case Series(points):
            yield from (("claim", f"{claim.id}/{value.key}@{moment}") for moment, _ in points)
        case Steps(spans):
            yield from (("claim", f"{claim.id}/{value.key}@{span.begin}") for span, _ in spans)
        case _:
            yield from (("claim", target), ("number", target))
    yield from ((role, target) for role in TIME_ROLES)
