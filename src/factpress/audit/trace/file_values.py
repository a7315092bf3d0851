"""A built file as it was read back, and the values that it states: with which words, on which pages or slides."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from factpress.audit.readers import MOST_BYTES, read_apart
from factpress.audit.reading import Place
from factpress.core.diagnostics import ToolError
from factpress.core.regular_files import read_regular
from factpress.document.model import Document
from factpress.document.model.targets import BOOKLET, DECK
from factpress.document.resolve.lookup import SAYS
from factpress.document.walk import stated_texts
from factpress.document.wording.dates import parse_period
from factpress.document.wording.phrases import UnreadableError
from factpress.document.wording.quantities import parse_quantity
from factpress.i18n import Language
from factpress.i18n.numerals import normalize_spaces
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
from factpress.publication.facts.claims import SENTENCE, FactBook, Quantity, Standing, fingerprint

GAP = "\0"
"""Separates fragments, so that no phrase is found across them."""

_CONTENT = frozenset({"text", "note", "chart", "data", "alternative text", "speaker notes"})
"""Parts with statements. The others are page numbers, running heads and note numbers."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page or slide: its label as printed, its text, and the values that it states, as "claim/key"."""

    label: str
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Artefact:
    """A built file as it was read back.

    `edition` is the date in the file. `fingerprints` has the fingerprints of its values when it was built, by
    "claim/key", and "claim/" for words as supplied.
    """

    path: Path
    sha256: str
    on_slides: bool
    pages: tuple[Page, ...]
    edition: dt.date | None = None
    fingerprints: Mapping[str, str] = field(default_factory=dict[str, str])


def read_artefact(path: Path) -> Artefact:
    """Read a file in a separate process. Raises ToolError if it is neither a PDF nor a deck, or cannot be read."""
    reading = read_apart(path)
    try:
        digest = hashlib.sha256(read_regular(path, MOST_BYTES)).hexdigest()
    except OSError as error:
        raise ToolError(f"cannot read {path}: {error.strerror}", "check the permissions of the file") from error
    try:
        edition = dt.date.fromisoformat(reading.date)
    except ValueError:
        edition = None
    pages = tuple(_page(place) for place in reading.places if place.number)
    return Artefact(path, digest, reading.kind == "pptx", pages, edition, reading.fingerprints)


def _page(place: Place) -> Page:
    text = f" {GAP} ".join(one.text for one in place.fragments if one.where in _CONTENT)
    claims = dict.fromkeys(claim.removesuffix("/") for claim in place.claims)
    return Page(re.sub(r"^(page|slide) ", "", place.name), text, tuple(claims))


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────

MAIN = (QUOTATION, SAYS, SERIES, STEPS, "claim", "number")
"""Roles that state what a value measures. The others state its time."""


@dataclass(frozen=True, slots=True)
class FileValues:
    """The values that a file states, and those whose words differ from today's: "claim/key" and label of the page."""

    carried: tuple[PrintedValue, ...]
    other: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CurrentTexts:
    """The texts that each value may have in a document today; `used` are those in the document, by "claim/key"."""

    book: FactBook
    language: Language
    used: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, book: FactBook, language: Language, document: Document, *, on_slides: bool) -> CurrentTexts:
        """The texts for one target of a document."""
        return cls(book, language, stated_texts(document, (DECK if on_slides else BOOKLET).name))

    def texts(self, address: str) -> tuple[ValueText, ...]:
        """The texts of a value. Its time is one only if the value has nothing else, or the document states the time."""
        claim, _, key = address.partition("/")
        if claim not in self.book.claims:
            return ()
        found = value_texts(self.book.claims[claim], key, self.book, self.language)
        used = self.used.get(address, ())
        only_time = not any(one.role in MAIN for one in found)
        return tuple(
            one for one in found if only_time or one.role in MAIN or any(same_words(one.words, words) for words in used)
        )


def file_values(artefact: Artefact, current: CurrentTexts) -> FileValues:
    """The values that the file states, in order, each with the labels of all pages or slides that state it."""
    labels: dict[PrintedValue, list[str]] = {}
    other: list[tuple[str, str]] = []
    for page in artefact.pages:
        texts = {address: current.texts(address) for address in page.claims}
        for address in page.claims:
            standing, same = _standing_at_build(address, artefact.fingerprints, current.book)
            found = _texts_on_page(PageText(page.text), texts[address], same=same)
            if not found and same and texts[address]:
                # the page has the value in a form that is not known here, such as the ends of a bar
                found = texts[address][:1]
            if not found or (same is False and not any(text.role in MAIN for text in found)):
                other.append((address, page.label))
                known = {text.plain for name, of_value in texts.items() if name != address for text in of_value}
                found = (*found, _other_text(page.text, address, current, known))
            name, _, key = address.partition("/")
            for text in found:
                words = " ".join(normalize_spaces(text.words).split())
                value = PrintedValue(name, key, text.role, words, text.plain, standing, ())
                labels.setdefault(value, []).append(page.label)
    listed = (replace(one, places=tuple(dict.fromkeys(places))) for one, places in labels.items())
    return FileValues(tuple(listed), tuple(other))


def _standing_at_build(
    address: str, fingerprints: Mapping[str, str], book: FactBook
) -> tuple[Standing | None, bool | None]:
    """The standing of a value when the file was built, and whether the value is the same today; None if unknown."""
    name, _, key = address.partition("/")
    key = key.partition("@")[0]
    claim = book.claims.get(name)
    if claim is None:
        return None, False
    at_build = fingerprints.get(f"{name}/{key}")
    if at_build is None:
        return claim.standing, None
    value = claim.value(key) if key else None
    # a fingerprint includes the standing, which is found by trying all of them
    says = key == SENTENCE
    standings = (claim.standing, *Standing) if value is not None or says or not key else ()
    prints = ((one, fingerprint(replace(claim, standing=one), value, sentence=says)) for one in standings)
    standing = next((one for one, made in prints if made == at_build), None)
    return standing, standing is not None


def _texts_on_page(page: PageText, texts: Iterable[ValueText], *, same: bool | None) -> tuple[ValueText, ...]:
    """Those of the texts that are on the page. The longest are looked for first, so that no part of a date is found."""
    found: dict[str, ValueText] = {}
    for text in sorted(texts, key=lambda one: -len(one.words)):
        if text.role in (SERIES, STEPS):
            # a chart has their points one by one; the text is only a summary
            is_there = same is not False
        else:
            is_there = text.plain not in found and page.take(text.words)
        if is_there:
            found.setdefault(text.plain, text)
    return tuple(found.values())


# ── words of a page ─────────────────────────────────────────────────────────────────────────────────────────────

_HYPHEN_AT_LINE_END = re.compile("(?:\u2010|\u00ad|\u0002|\ufffe)\\s*")
"""Characters that readers return for a hyphen that was inserted at the end of a line."""


class PageText:
    """The text of a page, from which phrases are removed when they are found."""

    def __init__(self, text: str) -> None:
        self._left = _normalise(text)

    def take(self, words: str) -> bool:
        """Whether the page has the words, with whole numbers at their ends. All occurrences are removed."""
        wanted = _normalise(words)
        if not wanted:
            return False
        before = r"(?<![\d.,])" if wanted[0].isdigit() else ""
        after = r"(?![.,]?\d)" if wanted[-1].isdigit() else ""
        self._left, count = re.subn(before + re.escape(wanted) + after, GAP, self._left)
        return count > 0


def _normalise(text: str) -> str:
    """The text in lower case, with single spaces and without hyphens at the ends of lines."""
    return " ".join(_HYPHEN_AT_LINE_END.sub("", text.replace("\u200b", "")).casefold().split())


_MOST_WORDS = 8
"""The number of words of the longest phrase that is tried."""
_NUMBER_WITHIN = 3
"""The number of words within which a phrase has its number: "at least 12,272"."""
_PUNCTUATION = ".,;:!?()[]“”‘’\"'"


def _other_text(text: str, address: str, current: CurrentTexts, known: Collection[str]) -> ValueText:
    """The only phrase on the page that may state the value and is no text of another one (`known`).

    If there is none, or more than one, the words are "".
    """
    phrases = _phrases(text, address, current)
    left = {phrase.plain: phrase for phrase in phrases if phrase.plain not in known}
    return next(iter(left.values())) if len(left) == 1 else ValueText("claim", "", "")


def _phrases(text: str, address: str, current: CurrentTexts) -> Iterator[ValueText]:
    """The phrases of a text that have the kind of a value."""
    name, _, key = address.partition("/")
    value = current.book.claims[name].value(key.partition("@")[0]) if key and name in current.book.claims else None
    words = text.split() if value is not None else []
    at = 0
    while value is not None and at < len(words):
        length, phrase = _longest_phrase(words[at : at + _MOST_WORDS], value.measure, current.language)
        at += length
        if phrase is not None:
            yield phrase


def _longest_phrase(words: list[str], measure: object, language: Language) -> tuple[int, ValueText | None]:
    """The number of words of the longest phrase at the start, and the phrase; 1 and None if there is none."""
    has_number = any(c.isdigit() for word in words[:_NUMBER_WITHIN] for c in word)
    for length in range(len(words) if has_number else 0, 0, -1):
        phrase = " ".join(words[:length]).strip(_PUNCTUATION)
        parsed = _parse(phrase, measure, language) if any(c.isdigit() for c in phrase) else None
        if parsed is not None:
            return length, parsed
    return 1, None


def _parse(phrase: str, measure: object, language: Language) -> ValueText | None:
    """The phrase as a quantity of the same kind, or as a period; None if it is not one."""
    try:
        if not isinstance(measure, Quantity):
            return ValueText("period", phrase, plain_period(parse_period(phrase, language)))
        found = parse_quantity(phrase[:1].lower() + phrase[1:], language)
    except UnreadableError:
        return None
    # the whole that it is a share of may be in another part of the sentence
    if (found.unit, found.per) != (measure.unit, measure.per) or found.of not in (None, measure.of):
        return None
    return ValueText("claim", phrase, plain_quantity(replace(found, of=measure.of)))
