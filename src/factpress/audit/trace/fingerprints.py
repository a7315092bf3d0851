"""The words in which a document states its values, on one of its sides."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from factpress.audit.trace.built_files import Artefact
from factpress.document.model import Document
from factpress.document.walk import stated_texts
from factpress.document.wording.dates import parse_period
from factpress.document.wording.phrases import UnreadableError
from factpress.document.wording.quantities import parse_quantity
from factpress.i18n import Language
from factpress.i18n.numerals import plain_spaces
from factpress.ledger.records import PrintedValue
from factpress.ledger.values import (
    QUOTATION,
    SERIES,
    STEPS,
    ValueText,
    plain_period,
    plain_quantity,
    same_words,
    value_texts,
)
from factpress.publication.facts.claims import Claim, FactBook, Quantity, Standing
from factpress.publication.facts.fingerprint import fingerprint

MAIN = (QUOTATION, SERIES, STEPS, "claim", "number")
"""Roles that say what a value measures; the others say its time."""


@dataclass(frozen=True, slots=True)
class FileValues:
    """All that a file carries, and which of it the facts do not say today, as "claim/key" on a leaf's label."""

    carried: tuple[PrintedValue, ...]
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
        return cls(book, language, stated_texts(document, "deck" if on_slides else "booklet"))

    def can_say(self, address: str) -> tuple[ValueText, ...]:
        """All that the value may say in this document: its time only where it has nothing else, or a text says so."""
        claim, _, key = address.partition("/")
        if claim not in self.book.claims:
            return ()
        said = value_texts(self.book.claims[claim], key, self.book, self.language)
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


def file_values(artefact: Artefact, facts: Facts) -> FileValues:
    """What the file carries, each thing once with all its places, in the order in which they come."""
    places: dict[PrintedValue, list[str]] = {}
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
    return FileValues(tuple(listed), tuple(other))


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


def _carried(address: str, said: ValueText, standing: Standing | None) -> PrintedValue:
    name, _, key = address.partition("/")
    return PrintedValue(name, key, said.role, " ".join(plain_spaces(said.words).split()), said.plain, standing, ())


def _found(words: Words, today: Iterable[ValueText], *, same: bool | None) -> tuple[ValueText, ...]:
    """What of it stands there, the longest first, so that a year inside a date is no statement of its own."""
    found: dict[str, ValueText] = {}
    for said in sorted(today, key=lambda one: -len(one.words)):
        if said.role in (SERIES, STEPS):
            # they stand in a chart mark by mark, and their words here are only a summary
            stands = same is not False
        else:
            stands = said.plain not in found and words.take(said.words)
        if stands:
            found.setdefault(said.plain, said)
    return tuple(found.values())


# ── words of a page ─────────────────────────────────────────────────────────────────────────────────────────────

_BROKEN = re.compile("(?:\u2010|\u00ad|\u0002|\ufffe)\\s*")
"""A hyphen that a press puts where a line ends, as the readers of files give it."""


def mended(text: str) -> str:
    """The text without what a press adds to it, in small letters and with single spaces."""
    return " ".join(_BROKEN.sub("", text.replace("\u200b", "")).casefold().split())


class Words:
    """The words of a page, from which what has been found is taken away."""

    def __init__(self, text: str) -> None:
        self._left = mended(text)

    def take(self, words: str) -> bool:
        """Whether the words stand there, as a whole number where they end in one; takes away each place they do."""
        wanted = mended(words)
        if not wanted:
            return False
        before = r"(?<![\d.,])" if wanted[0].isdigit() else ""
        after = r"(?![.,]?\d)" if wanted[-1].isdigit() else ""
        self._left, count = re.subn(before + re.escape(wanted) + after, "\0", self._left)
        return count > 0


MOST_WORDS = 8
"""A phrase that says a quantity is hardly longer."""

_BEFORE = 3
"""A number follows within these many words where a phrase begins: "at least 12,272"."""

_AROUND = ".,;:!?()[]“”‘’\"'"


def other_words(text: str, address: str, book: FactBook, language: Language, known: Collection[str]) -> ValueText:
    """The one phrase of the value's kind that nothing else on the page accounts for; `known` is what does.

    Where there is none, or more than one, nothing is guessed: the words and their meaning are "".
    """
    left = {said.plain: said for said in _phrases(text, address, book, language) if said.plain not in known}
    return next(iter(left.values())) if len(left) == 1 else ValueText("claim", "", "")


def _phrases(text: str, address: str, book: FactBook, language: Language) -> Iterator[ValueText]:
    name, _, key = address.partition("/")
    value = book.claims[name].value(key.partition("@")[0]) if key and name in book.claims else None
    if value is None:
        return
    words = text.split()
    at = 0
    while at < len(words):
        length, said = _longest(words[at : at + MOST_WORDS], value.measure, language)
        at += length
        if said is not None:
            yield said


def _longest(words: list[str], measure: object, language: Language) -> tuple[int, ValueText | None]:
    """How many words the longest phrase at their start has, and what it says; 1 and None where it says nothing."""
    begins = any(c.isdigit() for word in words[:_BEFORE] for c in word)
    for length in range(len(words) if begins else 0, 0, -1):
        phrase = " ".join(words[:length]).strip(_AROUND)
        said = None
        if any(c.isdigit() for c in phrase):
            said = _quantity(phrase, measure, language) if isinstance(measure, Quantity) else _period(phrase, language)
        if said is not None:
            return length, said
    return 1, None


def _quantity(phrase: str, like: Quantity, language: Language) -> ValueText | None:
    """The phrase as a quantity of the same kind; what it is a share of may be said elsewhere."""
    try:
        found = parse_quantity(phrase[:1].lower() + phrase[1:], language)
    except UnreadableError:
        return None
    if (found.unit, found.per) != (like.unit, like.per) or found.of not in (None, like.of):
        return None
    return ValueText("claim", phrase, plain_quantity(replace(found, of=like.of)))


def _period(phrase: str, language: Language) -> ValueText | None:
    try:
        return ValueText("period", phrase, plain_period(parse_period(phrase, language)))
    except UnreadableError:
        return None
