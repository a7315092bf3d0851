"""The words in which a document states its values, on one of its sides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from factpress.audit.trace.built_files import Artefact, Words, other_words
from factpress.document.model import Document, Stated
from factpress.document.walk import walk_document, walk_inlines
from factpress.i18n import Language
from factpress.i18n.numerals import plain_spaces
from factpress.ledger.current_values import QUOTATION, SERIES, STEPS, Said, same_words, sayings
from factpress.ledger.records import Carried
from factpress.publication.facts.claims import Claim, FactBook, Standing
from factpress.publication.facts.fingerprint import fingerprint


def stated_words(document: Document, target: str) -> Mapping[str, frozenset[str]]:
    """By "claim/key", all texts of the value in the running text, notes and titles of that target."""
    found: dict[str, set[str]] = {}
    leads = (chapter.lead for chapter in document.chapters)
    for inlines in (*leads, *(run for node in walk_document(document, target) for run in node.inlines)):
        for stated in walk_inlines(inlines):
            if isinstance(stated, Stated):
                found.setdefault(f"{stated.claim}/{stated.value}", set()).add(stated.text)
    return {address: frozenset(words) for address, words in found.items()}


MAIN = (QUOTATION, SERIES, STEPS, "claim", "number")
"""Roles that say what a value measures; the others say its time."""


@dataclass(frozen=True, slots=True)
class Load:
    """All that a file carries, and which of it the facts do not say today, as "claim/key" on a leaf's label."""

    carried: tuple[Carried, ...]
    other: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said today, and by which words of the document."""

    book: FactBook
    language: Language
    worded: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, book: FactBook, language: Language, document: Document, *, on_slides: bool) -> Facts:
        """What one side of a document says."""
        return cls(book, language, stated_words(document, "deck" if on_slides else "booklet"))

    def can_say(self, address: str) -> tuple[Said, ...]:
        """All that the value may say in this document: its time only where it has nothing else, or a text says so."""
        claim, _, key = address.partition("/")
        if claim not in self.book.claims:
            return ()
        said = sayings(self.book.claims[claim], key, self.book, self.language)
        worded = self.worded.get(address, frozenset())
        timed = not any(one.role in MAIN for one in said)
        return tuple(
            one for one in said if timed or one.role in MAIN or any(same_words(one.words, words) for words in worded)
        )


@dataclass(frozen=True, slots=True)
class _Then:
    """What is known of a value when the file was made: its standing, and if it is the same today (None: unknown)."""

    standing: Standing | None
    same: bool | None


def load_of(artefact: Artefact, facts: Facts) -> Load:
    """What the file carries, each thing once with all its places, in the order in which they come."""
    places: dict[Carried, list[str]] = {}
    other: list[tuple[str, str]] = []
    for leaf in artefact.leaves:
        today = {address: facts.can_say(address) for address in leaf.stated}
        for address in leaf.stated:
            then = _then(address, artefact.made, facts.book)
            found = _found(Words(leaf.text), today[address], same=then.same)
            if not found and then.same and today[address]:
                found = today[address][:1]  # it stands there in some form, and cannot be anything else
            if not found or (then.same is False and not any(said.role in MAIN for said in found)):
                other.append((address, leaf.label))
                rest = {said.plain for name, all_ in today.items() if name != address for said in all_}
                found = (*found, other_words(leaf.text, address, facts.book, facts.language, rest))
            for said in found:
                places.setdefault(_carried(address, said, then.standing), []).append(leaf.label)
    listed = (replace(one, places=tuple(dict.fromkeys(labels))) for one, labels in places.items())
    return Load(tuple(listed), tuple(other))


def _then(address: str, made: Mapping[str, str], book: FactBook) -> _Then:
    """What the file's own data tell of a value. A print has the standing in it, which is found by trying them all."""
    name, _, key = address.partition("/")
    claim = book.claims.get(name)
    if claim is None:
        return _Then(None, same=False)
    key = key.partition("@")[0]
    was = made.get(f"{name}/{key}")
    if was is None:
        return _Then(claim.standing, same=None)
    standing = _standing(claim, key, was)
    return _Then(standing, same=standing is not None)


def _standing(claim: Claim, key: str, was: str) -> Standing | None:
    value = claim.value(key) if key else None
    if key and value is None:
        return None
    kinds = (claim.standing, *Standing)
    return next((kind for kind in kinds if fingerprint(replace(claim, standing=kind), value) == was), None)


def _carried(address: str, said: Said, standing: Standing | None) -> Carried:
    name, _, key = address.partition("/")
    return Carried(name, key, said.role, " ".join(plain_spaces(said.words).split()), said.plain, standing, ())


def _found(words: Words, today: Iterable[Said], *, same: bool | None) -> tuple[Said, ...]:
    """What of it stands there, the longest first, so that a year inside a date is no statement of its own."""
    found: dict[str, Said] = {}
    for said in sorted(today, key=lambda one: -len(one.words)):
        if said.role in (SERIES, STEPS):
            # they stand in a chart mark by mark, and their words here are only a summary
            stands = same is not False
        else:
            stands = said.plain not in found and words.take(said.words)
        if stands:
            found.setdefault(said.plain, said)
    return tuple(found.values())
