"""Match the fragments of a file with the expected passages: what agrees, what differs, what is missing, what is new.

Each passage may be found once. So a number that was changed to the number of another passage is one too many. A text
that a page break divides is joined again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import reduce

from factpress.audit.differences import compare_words, same_signs, words
from factpress.audit.expected_text import Passage
from factpress.audit.passage_differences import (
    Difference,
    PlacedFragment,
    differences,
    replace_text,
    unexpected_number,
)
from factpress.audit.similar import SimilarPassages
from factpress.audit.text import LONGEST, NormalisedText, numbers
from factpress.i18n import Language

_CONTINUES = 0.5
"""The share of the words of a fragment that a passage has to have for it to go on there."""
_MOST = 2_000
"""Fragments without a matching passage that are compared in detail. A file with more was not built by factpress."""
_SHORT = 16
"""Letters and digits up to which one text may be part of another one by chance."""


@dataclass(slots=True)
class MatchResult:
    """What agrees, what differs, and what is missing or new as a whole.

    `numbers` counts generated numbers that were compared, `texts` are the texts with the others. A build does not need
    their count, so they are counted on request.
    """

    matched: list[tuple[PlacedFragment, Passage]] = field(default_factory=list[tuple[PlacedFragment, Passage]])
    differences: list[Difference] = field(default_factory=list[Difference])
    missing: list[Passage] = field(default_factory=list[Passage])
    new: list[PlacedFragment] = field(default_factory=list[PlacedFragment])
    numbers: int = 0
    texts: list[str] = field(default_factory=list[str])

    def add(self, other: MatchResult) -> None:
        """Add the result for other fragments."""
        self.matched += other.matched
        self.differences += other.differences
        self.missing += other.missing
        self.new += other.new
        self.numbers += other.numbers
        self.texts += other.texts


def count_numbers(texts: Iterable[str], language: Language) -> int:
    """The count of the numbers in some texts."""
    return sum(len(numbers(text, language)) for text in texts)


def match_passages(found: Iterable[PlacedFragment], passages: Iterable[Passage], language: Language) -> MatchResult:
    """Match fragments with passages."""
    return _Matcher(passages, language).match(found)


def match_one(found: PlacedFragment, passage: Passage, language: Language) -> MatchResult:
    """Compare a fragment with the one passage that it has to be."""
    result = MatchResult(texts=[found.fragment.text])
    if _agrees(found, passage):
        result.matched.append((found, passage))
    else:
        result.differences += differences(found, passage, language)
    return result


def _agrees(found: PlacedFragment, passage: Passage) -> bool:
    return found.normalised.key == passage.key and same_signs(found.fragment.text, passage.text)


class _Matcher:
    """The passages that are still expected, by part and key, and the result for the others."""

    def __init__(self, passages: Iterable[Passage], language: Language) -> None:
        self.language = language
        self.passages: dict[tuple[str, str], Passage] = {}
        self.left: Counter[tuple[str, str]] = Counter()
        self.required: Counter[tuple[str, str]] = Counter()
        self.result = MatchResult()
        for passage in passages:
            if passage.key:
                name = (passage.where, passage.key)
                self.passages[name] = _either(self.passages.get(name), passage)
                self.left[name] += 1
                self.required[name] += not passage.optional

    def match(self, found: Iterable[PlacedFragment]) -> MatchResult:
        """Match equal texts first, for all fragments; then divided texts, texts in other texts, and changed texts."""
        unmatched = [
            one for one in found if one.normalised.key and not self._take((one.fragment.where, one.normalised.key), one)
        ]
        for one in unmatched[_MOST:]:
            self._add_new(one)
        left = list(self._without_divided(unmatched[:_MOST]))
        left = [one for one in left if not self._match_parts(one)]
        if left:
            self._match_changed(left, SimilarPassages(self.passages.values()))
        self.result.missing = [self.passages[name] for name, count in self.required.items() if count > 0]
        self.result.texts += [one.fragment.text for one, _ in self.result.matched]
        return self.result

    def _take(self, name: tuple[str, str], found: PlacedFragment) -> bool:
        """Match the fragment with the passage of that name, if it is still expected."""
        passage = self.passages.get(name)
        if passage is None or (not passage.repeatable and self.left[name] < 1):
            return False
        if not same_signs(found.fragment.text, passage.text):
            return False
        self._count(name)
        self.result.matched.append((found, passage))
        return True

    def _count(self, name: tuple[str, str]) -> None:
        """Count a passage as found."""
        self.left[name] -= 1
        self.required[name] = 0 if self.passages[name].repeatable else self.required[name] - 1

    def _still_expected(self, where: str) -> list[Passage]:
        """The passages of a part of the page that are still expected."""
        return [p for name, p in self.passages.items() if name[0] == where and self._is_expected(p)]

    def _is_expected(self, passage: Passage) -> bool:
        return passage.repeatable or self.left[passage.where, passage.key] > 0

    def _add_new(self, found: PlacedFragment) -> None:
        of_fragment = numbers(found.fragment.text, self.language)
        self.result.numbers += len(of_fragment)
        self.result.differences += [unexpected_number(found, number) for number in of_fragment]
        if not of_fragment:
            self.result.new.append(found)

    # texts in several paragraphs ───────────────────────────────────────────────────────────────────────────────

    def _without_divided(self, unmatched: list[PlacedFragment]) -> Iterator[PlacedFragment]:
        """The fragments that are not part of a passage in several paragraphs. Those passages are matched here."""
        done: set[int] = set()
        for i, one in enumerate(unmatched):
            if i in done:
                continue
            for passage in self._still_expected(one.fragment.where):
                parts = self._parts_of(passage, i, unmatched) if passage.key.startswith(one.normalised.key) else None
                if parts is None:
                    continue
                whole = reduce(PlacedFragment.joined, (unmatched[part] for part in parts))
                if self._take((passage.where, passage.key), whole):
                    done.update(parts)
                    break
            else:
                yield one

    def _parts_of(self, passage: Passage, first: int, unmatched: list[PlacedFragment]) -> list[int] | None:
        """The indices of the fragments that together are the passage: each next to the one before, or on the next page.

        A number on a slide and its unit are two paragraphs.
        """
        at, parts = 0, list[int]()
        page = unmatched[first].place.number
        for i in range(first, len(unmatched)):
            one = unmatched[i]
            if one.fragment.where != passage.where or one.place.number not in (page, page + 1):
                continue
            follows = i == first or i == parts[-1] + 1 or one.place.number == page + 1
            if follows and passage.key.startswith(one.normalised.key, at):
                at, page = at + len(one.normalised.key), one.place.number
                parts.append(i)
                if at == len(passage.key):
                    return parts
        return None

    # texts in other texts ───────────────────────────────────────────────────────────────────────────────────────

    def _match_parts(self, found: PlacedFragment) -> bool:
        """Match a fragment that consists of several passages."""
        if len(found.normalised.key) > LONGEST:
            return False
        spans: list[tuple[int, int]] = []
        taken: list[Passage] = []
        left = Counter(self.left)
        for passage in sorted(self._still_expected(found.fragment.where), key=lambda p: -len(p.key)):
            if passage.key not in found.normalised.key:
                continue
            for span in _spans_of(passage.key, found.normalised, spans):
                if not passage.repeatable and left[passage.where, passage.key] < 1:
                    break
                left[passage.where, passage.key] -= 1
                spans.append(span)
                taken.append(passage)
        if not taken:
            return False
        covered = {i for start, end in spans for i in range(start, end)}
        if any(c not in ".," and i not in covered for i, c in enumerate(found.normalised.key)):
            return False
        offsets, text = found.normalised.offsets, found.fragment.text
        parts = [text[offsets[start - 1] + 1 if start else 0 : offsets[end - 1] + 1] for start, end in spans]
        if not all(same_signs(part, passage.text) for part, passage in zip(parts, taken, strict=True)):
            return False
        for part, passage in zip(parts, taken, strict=True):
            self._take((passage.where, passage.key), replace_text(found, part))
        return True

    # changed texts ──────────────────────────────────────────────────────────────────────────────────────────────

    def _match_changed(self, unmatched: list[PlacedFragment], passages: SimilarPassages) -> None:
        """Compare each fragment with the passage that it is most likely a changed version of."""
        done: set[int] = set()
        for i, one in enumerate(unmatched):
            if i in done:
                continue
            # second, passages that were found already: one may be there once more, with a change
            similar = passages.find(one.fragment, self._is_expected) or passages.find(one.fragment, lambda _: True)
            whole, changed = one, list[Difference]()
            if similar is not None:
                for part, longer in self._continued(i, unmatched, similar):
                    whole = longer
                    done.add(part)
                changed = differences(whole, similar, self.language)
            is_short = not changed and len(one.normalised.key) < _SHORT
            if similar is None or is_short:
                self._add_new(one)
                continue
            self.result.texts.append(one.fragment.text)
            name = (similar.where, similar.key)
            self._count(name)
            self.result.differences += changed
            # its marks of standings are still expected
            self.result.matched.append((replace_text(whole, ""), similar))

    def _continued(
        self, first: int, unmatched: list[PlacedFragment], passage: Passage
    ) -> Iterator[tuple[int, PlacedFragment]]:
        """The fragments on the next pages that a changed passage goes on in, each with the text up to its end."""
        whole = unmatched[first]
        page, best = whole.place.number, compare_words(whole.fragment.text, passage.text).share
        for i in range(first + 1, len(unmatched)):
            one = unmatched[i]
            if one.fragment.where != passage.where or one.place.number != page + 1:
                continue
            longer = whole.joined(one)
            text = longer.fragment.text
            share = compare_words(text, passage.text).share if len(text) <= LONGEST else 0
            added = len(words(one.fragment.text)) / max(1, len(words(passage.text)))
            if share - best > _CONTINUES * added:
                whole, best, page = longer, share, page + 1
                yield i, whole


def _either(known: Passage | None, passage: Passage) -> Passage:
    """Of two passages with the same text, the one with statements.

    If only one has standing words, it is unknown which of the two a fragment is. Then none are required.
    """
    if known is None:
        return passage
    chosen = passage if passage.statements and not known.statements else known
    chosen = replace(chosen, exact=known.exact or passage.exact)
    return chosen if known.standing_words == passage.standing_words else replace(chosen, standing_words=())


def _spans_of(key: str, text: NormalisedText, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ranges in which a text occurs in another one, not overlapping with taken ranges and splitting no number."""
    start = text.key.find(key)
    while start >= 0:
        end = start + len(key)
        if text.splits_no_number(start, end) and all(end <= low or high <= start for low, high in taken):
            yield start, end
        start = text.key.find(key, start + 1)
