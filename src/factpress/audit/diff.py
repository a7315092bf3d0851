"""A text that is not as expected: which passage it was, and which of its numbers are others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from factpress.audit.expected_text import Passage
from factpress.audit.normalise_text import NormalisedText
from factpress.audit.numbers import Number, numbers
from factpress.audit.reading import Fragment, Place
from factpress.document.model import Stated
from factpress.i18n import Language

LONGEST = 20_000
"""Letters: of a longer text nobody asks which passage it was, since that takes as long as both are long."""
_SIMILAR = 0.5
"""As many of its words two texts share of which one may have become the other."""


@dataclass(frozen=True)
class PlacedFragment:
    """A fragment in its place, squeezed."""

    place: Place
    fragment: Fragment
    normalised: NormalisedText


@dataclass(frozen=True, slots=True)
class UnexpectedNumber:
    """A number that nothing expects there. `wanted` stands in its place in the passage `near`, if there is one."""

    found: PlacedFragment
    number: Number
    near: Passage | None = None
    wanted: str = ""
    stated: Stated | None = None


def placed(place: Place, fragment: Fragment) -> PlacedFragment:
    """The fragment in its place."""
    return PlacedFragment(place, fragment, NormalisedText(fragment.text))


def similar_passage(found: PlacedFragment, passages: Iterable[Passage]) -> Passage | None:
    """The passage that a fragment most likely was, or is a part of; None where none shares half of its words."""
    if len(found.normalised.key) > LONGEST:
        return None
    words = _words(found.fragment.text)
    scored: list[tuple[float, Passage]] = []
    for passage in passages:
        other = _words(passage.text)
        shared = sum((words & other).values()) / max(1, min(sum(words.values()), sum(other.values())))
        if shared >= _SIMILAR or (sum(words.values()) < 4 and sum(other.values()) < 6):
            scored.append((shared, passage))
    best = sorted(scored, key=lambda pair: -pair[0])[:5]
    rated = [(_likeness(found.normalised.key, passage.key), passage) for _, passage in best]
    likely = max(rated, key=lambda pair: pair[0], default=None)
    return likely[1] if likely is not None and likely[0] >= _SIMILAR else None


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _likeness(one: str, other: str) -> float:
    """How much of the shorter text stands in the longer one, in order: from 0 to 1."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, min(len(one), len(other)))


def changed_numbers(
    found: PlacedFragment, passage: Passage, said: list[Number], language: Language
) -> Iterator[UnexpectedNumber]:
    """The numbers of a fragment that differ from those of the passage in the same place, each once."""
    one, other = found.normalised, passage.normalised
    if len(one.key) > LONGEST:
        yield from (UnexpectedNumber(found, number) for number in said)
        return
    wanted = numbers(passage.text, language)
    seen: set[int] = set()
    for kind, i, j, k, m in SequenceMatcher(None, one.key, other.key, autojunk=False).get_opcodes():
        cut = kind == "insert" and i in (0, len(one.key)) and other.whole(k, m)
        if kind == "equal" or cut or (kind == "insert" and not _digits(other.key[k:m])):
            continue  # words that follow on another page, or words of no consequence
        low = one.at[max(0, i - (kind == "insert"))] if one.at else 0
        high = one.at[min(max(j - 1, i), len(one.at) - 1)] if one.at else 0
        near = _over(wanted, other, k, m)
        for index, number in enumerate(said):
            if number.start <= high and low < number.end and index not in seen:
                seen.add(index)
                text = passage.text[near.start : near.end] if near is not None else ""
                yield UnexpectedNumber(found, number, passage, text, _stated(passage, near))


def _digits(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _over(wanted: list[Number], normalised: NormalisedText, start: int, end: int) -> Number | None:
    """The number that a stretch of a squeezed text lies in."""
    if not normalised.at:
        return None
    low = normalised.at[min(start, len(normalised.at) - 1)]
    high = normalised.at[min(max(end - 1, start), len(normalised.at) - 1)]
    return next((one for one in wanted if one.start <= high and low < one.end), None)


def _stated(passage: Passage, number: Number | None) -> Stated | None:
    """The statement of a passage in which a number of it stands."""
    if number is None:
        return None
    at = 0
    for stated in passage.said:
        start = passage.text.find(stated.text, at)
        if start < 0:
            continue
        at = start + len(stated.text)
        if start <= number.start < at:
            return stated
    return None
