"""Match the fragments of a file with the expected passages: what agrees, what differs, what is missing.

Each passage may be found once. So a number that was changed to the number of another passage is one too many. A text
that a page break divides is joined again. Words may differ; the numbers have to be the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property

from factpress.audit.expected_text import Passage
from factpress.audit.reading import Fragment, Place
from factpress.audit.text import LONGEST, NormalisedText, Number, has_number, numbers
from factpress.document.model import Stated
from factpress.i18n import Language

_SIMILAR = 0.5
"""The share of common words from which a text may be a changed version of another one."""
_MOSTLY = 0.6
"""The share of a fragment that passages have to cover for the rest to be ignored."""
_MOST = 2_000
"""Fragments without a matching passage that are compared in detail. A file with more was not built by factpress."""
_SHORT = 16
"""Letters and digits up to which one text may be part of another one by chance."""


@dataclass(frozen=True)
class PlacedFragment:
    """A fragment with its page or slide."""

    place: Place
    fragment: Fragment

    @cached_property
    def normalised(self) -> NormalisedText:
        """The normalised text with its offsets."""
        return NormalisedText(self.fragment.text)


@dataclass(frozen=True, slots=True)
class UnexpectedNumber:
    """A number that is not expected there.

    `passage` is the one that the fragment is a changed version of, if any; `expected` is the number that the passage
    has at the same position, and `statement` the statement that contains it.
    """

    found: PlacedFragment
    number: Number
    passage: Passage | None = None
    expected: str = ""
    statement: Stated | None = None


@dataclass(slots=True)
class MatchResult:
    """What agrees, what differs, and the passages of which nothing was found. `numbers` counts those that agree."""

    matched: list[tuple[PlacedFragment, Passage]] = field(default_factory=list[tuple[PlacedFragment, Passage]])
    unexpected: list[UnexpectedNumber] = field(default_factory=list[UnexpectedNumber])
    missing: list[Passage] = field(default_factory=list[Passage])
    numbers: int = 0

    def add(self, other: MatchResult) -> None:
        """Add the result for other fragments."""
        self.matched += other.matched
        self.unexpected += other.unexpected
        self.missing += other.missing
        self.numbers += other.numbers


def match_passages(found: Iterable[PlacedFragment], passages: Iterable[Passage], language: Language) -> MatchResult:
    """Match fragments that have a number or belong to a standing with the passages."""
    return _Matcher(passages, language).match(found)


def match_one(found: PlacedFragment, passage: Passage, language: Language) -> MatchResult:
    """Compare a fragment with the one passage that it has to be."""
    of_fragment = numbers(found.fragment.text, language)
    changed: list[UnexpectedNumber] = []
    if found.normalised.key != passage.key:
        changed = list(_changed_numbers(found, passage, of_fragment, language))
    return MatchResult(unexpected=changed, numbers=len(of_fragment) - len(changed))


class _Matcher:
    """The passages that are still expected, by part and key, and the result for the others."""

    def __init__(self, passages: Iterable[Passage], language: Language) -> None:
        self.language = language
        self.passages: dict[tuple[str, str], Passage] = {}
        self.left: Counter[tuple[str, str]] = Counter()
        self.not_missing: set[tuple[str, str]] = set()
        self.result = MatchResult()
        required: dict[tuple[str, str], bool] = {}
        for passage in passages:
            if passage.key and (passage.standing_words or has_number(passage.text, language)):
                name = (passage.where, passage.key)
                self.passages[name] = _either(self.passages.get(name), passage)
                self.left[name] += 1
                required[name] = required.get(name, False) or not passage.optional

        self.not_missing.update(name for name, needed in required.items() if not needed)

    def match(self, found: Iterable[PlacedFragment]) -> MatchResult:
        """Match equal texts first, for all fragments; then divided texts, texts in other texts, and changed texts."""
        unmatched = [
            one
            for one in found
            if not self._take((one.fragment.where, one.normalised.key), one)
            and has_number(one.fragment.text, self.language)
        ]
        for one in unmatched[_MOST:]:
            self._add_unexpected(one, numbers(one.fragment.text, self.language))
        for one in list(self._without_divided(unmatched[:_MOST])):
            self._match_parts(one)
        self.result.missing = [
            self.passages[name] for name, left in self.left.items() if left > 0 and name not in self.not_missing
        ]
        self.result.numbers += sum(len(numbers(one.fragment.text, self.language)) for one, _ in self.result.matched)
        return self.result

    def _take(self, name: tuple[str, str], found: PlacedFragment) -> bool:
        """Match the fragment with the passage of that name, if it is still expected."""
        passage = self.passages.get(name)
        if passage is None or (not passage.repeatable and self.left[name] < 1):
            return False
        self.left[name] -= 1
        if passage.repeatable or self.left[name] < 1:
            self.not_missing.add(name)
        self.result.matched.append((found, passage))
        return True

    def _still_expected(self, where: str) -> list[Passage]:
        """The passages of a part of the page that are still expected."""
        return [p for name, p in self.passages.items() if name[0] == where and (p.repeatable or self.left[name] > 0)]

    def _add_unexpected(self, found: PlacedFragment, unexpected: Iterable[Number]) -> None:
        self.result.unexpected += [UnexpectedNumber(found, number) for number in unexpected]

    # texts divided by page breaks ───────────────────────────────────────────────────────────────────────────────

    def _without_divided(self, unmatched: list[PlacedFragment]) -> Iterator[PlacedFragment]:
        """The fragments that are not part of a passage divided by page breaks. Those passages are matched here."""
        done: set[int] = set()
        for i, one in enumerate(unmatched):
            if i in done:
                continue
            for passage in self._still_expected(one.fragment.where):
                parts = self._parts_of(passage, i, unmatched) if passage.key.startswith(one.normalised.key) else None
                if parts is not None and self._take((passage.where, passage.key), one):
                    done |= parts
                    break
            else:
                yield one

    def _parts_of(self, passage: Passage, first: int, unmatched: list[PlacedFragment]) -> set[int] | None:
        """The indices of the fragments that together are the passage, each on the page after the one before."""
        at, parts = 0, set[int]()
        page = unmatched[first].place.number
        for i in range(first, len(unmatched)):
            one = unmatched[i]
            if one.fragment.where != passage.where or one.place.number not in (page, page + 1):
                continue
            if (i == first or one.place.number == page + 1) and passage.key.startswith(one.normalised.key, at):
                at, page = at + len(one.normalised.key), one.place.number
                parts.add(i)
                if at == len(passage.key):
                    return parts
        rest = passage.key[at:]
        # a last part without numbers is not among the fragments
        return parts if parts and rest and not any(c.isdigit() for c in rest) else None

    # texts in other texts ───────────────────────────────────────────────────────────────────────────────────────

    def _match_parts(self, found: PlacedFragment) -> None:
        """Match a fragment with the passages that it contains, or else compare it with the most similar passage."""
        of_fragment = numbers(found.fragment.text, self.language)
        spans: list[tuple[int, int]] = []
        taken: list[Passage] = []
        left = Counter(self.left)
        for passage in sorted(self._still_expected(found.fragment.where), key=lambda p: -len(p.key)):
            for span in _spans_of(passage.key, found.normalised, spans):
                if not passage.repeatable and left[passage.where, passage.key] < 1:
                    break
                left[passage.where, passage.key] -= 1
                spans.append(span)
                taken.append(passage)
        covered = {i for start, end in spans for i in range(start, end)}
        offsets = found.normalised.offsets
        outside = {offset for i, offset in enumerate(offsets) if i not in covered}
        covers_numbers = not any(i in outside for one in of_fragment for i in range(one.start, one.end))
        covers_enough = len(covered) >= _MOSTLY * len(offsets) or all(passage.partial for passage in taken)
        if covers_numbers and covers_enough:
            for passage in taken:
                self._take((passage.where, passage.key), found)
        else:
            self._match_changed(found, of_fragment)

    # changed texts ──────────────────────────────────────────────────────────────────────────────────────────────

    def _match_changed(self, found: PlacedFragment, of_fragment: list[Number]) -> None:
        where = found.fragment.where
        # second, passages that were found already: one may be there once more, with a change
        similar = _similar_passage(found, self._still_expected(where)) or _similar_passage(
            found, (p for name, p in self.passages.items() if name[0] == where)
        )
        changed = list(_changed_numbers(found, similar, of_fragment, self.language)) if similar is not None else []
        if similar is None or (not changed and len(found.normalised.key) < _SHORT):
            self._add_unexpected(found, of_fragment)
            return
        self.not_missing.add((similar.where, similar.key))
        self.result.unexpected += changed
        if not changed:
            self.result.matched.append((found, similar))


def _either(known: Passage | None, passage: Passage) -> Passage:
    """Of two passages with the same text, the one with statements.

    If only one has standing words, it is unknown which of the two a fragment is. Then none are required.
    """
    if known is None:
        return passage
    chosen = passage if passage.statements and not known.statements else known
    return chosen if known.standing_words == passage.standing_words else replace(chosen, standing_words=())


def _spans_of(key: str, text: NormalisedText, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ranges in which a text occurs in another one, not overlapping with taken ranges and splitting no number."""
    start = text.key.find(key)
    while start >= 0:
        end = start + len(key)
        if text.splits_no_number(start, end) and all(end <= low or high <= start for low, high in taken):
            yield start, end
        start = text.key.find(key, start + 1)


def _similar_passage(found: PlacedFragment, passages: Iterable[Passage]) -> Passage | None:
    """The passage that a fragment is most likely a changed version or a part of; None if none is similar."""
    if len(found.normalised.key) > LONGEST:
        return None
    words = _words(found.fragment.text)
    scored: list[tuple[float, Passage]] = []
    for passage in passages:
        other = _words(passage.text)
        shared = sum((words & other).values()) / max(1, min(sum(words.values()), sum(other.values())))
        if shared >= _SIMILAR or (sum(words.values()) < 4 and sum(other.values()) < 6):
            scored.append((shared, passage))
    # similarity by characters is slow, so it is computed only for the best by common words
    best = sorted(scored, key=lambda pair: -pair[0])[:5]
    rated = [(_similarity(found.normalised.key, passage.key), passage) for _, passage in best]
    likely = max(rated, key=lambda pair: pair[0], default=None)
    return likely[1] if likely is not None and likely[0] >= _SIMILAR else None


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _similarity(one: str, other: str) -> float:
    """The share of the shorter text that is in the longer one, in order: 0 to 1."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, min(len(one), len(other)))


def _changed_numbers(
    found: PlacedFragment, passage: Passage, of_fragment: list[Number], language: Language
) -> Iterator[UnexpectedNumber]:
    """The numbers of a fragment that differ from those at the same position in the passage, each once."""
    one, other = found.normalised, passage.normalised
    if len(one.key) > LONGEST:
        yield from (UnexpectedNumber(found, number) for number in of_fragment)
        return
    of_passage = numbers(passage.text, language)
    seen: set[int] = set()
    for kind, i, j, k, m in SequenceMatcher(None, one.key, other.key, autojunk=False).get_opcodes():
        missing = other.key[k:m] if kind == "insert" else ""
        # the text may continue on another page, and words may differ
        divided = bool(missing) and i in (0, len(one.key)) and other.splits_no_number(k, m)
        if kind == "equal" or divided or (missing and not any(c.isdigit() for c in missing)):
            continue
        low = one.offsets[max(0, i - (kind == "insert"))] if one.offsets else 0
        high = one.offsets[min(max(j - 1, i), len(one.offsets) - 1)] if one.offsets else 0
        wanted = _number_at(of_passage, other, k, m)
        for index, number in enumerate(of_fragment):
            if number.start <= high and low < number.end and index not in seen:
                seen.add(index)
                text = passage.text[wanted.start : wanted.end] if wanted is not None else ""
                yield UnexpectedNumber(found, number, passage, text, _statement_at(passage, wanted))


def _number_at(of_text: list[Number], text: NormalisedText, start: int, end: int) -> Number | None:
    """The number that a range of a normalised text overlaps with."""
    if not text.offsets:
        return None
    low = text.offsets[min(start, len(text.offsets) - 1)]
    high = text.offsets[min(max(end - 1, start), len(text.offsets) - 1)]
    return next((one for one in of_text if one.start <= high and low < one.end), None)


def _statement_at(passage: Passage, number: Number | None) -> Stated | None:
    """The statement of a passage that contains a number of it."""
    if number is None:
        return None
    at = 0
    for statement in passage.statements:
        start = passage.text.find(statement.text, at)
        if start < 0:
            continue
        at = start + len(statement.text)
        if start <= number.start < at:
            return statement
    return None
