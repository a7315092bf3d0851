"""What a page says of a value, where the facts say something else today: read from the page's own words."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from factpress.document.wording import UnreadableError, read, read_period
from factpress.i18n import Language
from factpress.ledger.canonical_value import plain_period, plain_quantity
from factpress.ledger.current_values import Said
from factpress.publication.facts.claims import FactBook, Quantity

MOST_WORDS = 8
"""A phrase that says a quantity is hardly longer."""

_BEFORE = 3
"""A number follows within these many words where a phrase begins: "at least 12,272"."""

_AROUND = ".,;:!?()[]“”‘’\"'"


def other_words(text: str, address: str, book: FactBook, language: Language, known: Collection[str]) -> Said:
    """The one phrase of the value's kind that nothing else on the page accounts for; `known` is what does.

    Where there is none, or more than one, nothing is guessed: the words and their meaning are "".
    """
    left = {said.plain: said for said in _phrases(text, address, book, language) if said.plain not in known}
    return next(iter(left.values())) if len(left) == 1 else Said("claim", "", "")


def _phrases(text: str, address: str, book: FactBook, language: Language) -> Iterator[Said]:
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


def _longest(words: list[str], measure: object, language: Language) -> tuple[int, Said | None]:
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


def _quantity(phrase: str, like: Quantity, language: Language) -> Said | None:
    """The phrase as a quantity of the same kind; what it is a share of may be said elsewhere."""
    try:
        found = read(phrase[:1].lower() + phrase[1:], language)
    except UnreadableError:
        return None
    if (found.unit, found.per) != (like.unit, like.per) or found.of not in (None, like.of):
        return None
    return Said("claim", phrase, plain_quantity(replace(found, of=like.of)))


def _period(phrase: str, language: Language) -> Said | None:
    try:
        return Said("period", phrase, plain_period(read_period(phrase, language)))
    except UnreadableError:
        return None
