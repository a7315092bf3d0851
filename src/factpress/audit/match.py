"""Fragments that were found against passages that are expected: what agrees, what differs, what is missing.

Each passage may be found once, so a number that was altered into that of another passage is one too many. A text that
a page's end cuts is put together again. Words may differ; it is the numbers that have to be the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from factpress.audit.diff import PlacedFragment, UnexpectedNumber, changed_numbers, similar_passage
from factpress.audit.expected_text import Passage
from factpress.audit.normalise_text import NormalisedText
from factpress.audit.numbers import Number, has_number, numbers
from factpress.i18n import Language

_MOSTLY = 0.6
"""As much of a fragment has to be expected, for the rest of it not to matter."""

_MOST = 2_000
"""Texts that are not as expected and are looked at closely; a file of ours with more of them is no file of ours."""
_PART = 16
"""Letters and digits: a shorter text stands in another by chance."""


@dataclass(slots=True)
class MatchResult:
    """What came of it; `missing` are the passages of which nothing was found."""

    matched: list[tuple[PlacedFragment, Passage]] = field(default_factory=list[tuple[PlacedFragment, Passage]])
    unexpected: list[UnexpectedNumber] = field(default_factory=list[UnexpectedNumber])
    missing: list[Passage] = field(default_factory=list[Passage])
    count: int = 0  # the numbers that were looked at


def match_passages(found: Iterable[PlacedFragment], passages: Iterable[Passage], language: Language) -> MatchResult:
    """The fragments that say a number, or that a standing belongs to, against the passages."""
    return _Matcher(list(passages), language).match_passages(list(found))


class _Matcher:
    """One settling: the passages that are still expected, and what came of the others."""

    def __init__(self, passages: list[Passage], language: Language) -> None:
        self.language = language
        self.passages: dict[tuple[str, str], Passage] = {}
        self.left: Counter[tuple[str, str]] = Counter()
        self.touched: set[tuple[str, str]] = set()
        self.made = MatchResult()
        for passage in passages:
            if passage.key and (passage.marks or has_number(passage.text, language)):
                name = (passage.where, passage.key)
                self.passages[name] = _either(self.passages.get(name), passage)
                self.left[name] += 1

    def match_passages(self, found: list[PlacedFragment]) -> MatchResult:
        """Exactly first, for all of them; then what a page's end cut, what stands beside another text, what differs."""
        open_ = [one for one in found if not self._exact(one) and has_number(one.fragment.text, self.language)]
        for one in open_[_MOST:]:
            self.made.unexpected += [
                UnexpectedNumber(one, number) for number in numbers(one.fragment.text, self.language)
            ]
        for one in list(self._joined(open_[:_MOST])):
            self._covered(one)
        self.made.missing = [
            self.passages[name] for name, left in self.left.items() if left > 0 and name not in self.touched
        ]
        self.made.count += sum(len(numbers(one.fragment.text, self.language)) for one, _ in self.made.matched)
        return self.made

    def _take(self, name: tuple[str, str], found: PlacedFragment) -> bool:
        """Takes the passage of that name for the fragment, if it is still expected."""
        passage = self.passages.get(name)
        if passage is None or (not passage.free and self.left[name] < 1):
            return False
        self.left[name] -= 1
        self.touched.add(name) if passage.free or self.left[name] < 1 else None
        self.made.matched.append((found, passage))
        return True

    def _exact(self, found: PlacedFragment) -> bool:
        return self._take((found.fragment.where, found.normalised.key), found)

    def _waiting(self, where: str) -> list[Passage]:
        """The passages of a part of the page that are still expected."""
        return [p for name, p in self.passages.items() if name[0] == where and (p.free or self.left[name] > 0)]

    # a text that goes on ────────────────────────────────────────────────────────────────────────────────────────

    def _joined(self, open_: list[PlacedFragment]) -> Iterator[PlacedFragment]:
        """Those that no passage goes on from; a passage that goes on over pages is taken for its parts together."""
        done: set[int] = set()
        for i, one in enumerate(open_):
            if i in done:
                continue
            for passage in self._waiting(one.fragment.where):
                parts = self._parts(passage, i, open_) if passage.key.startswith(one.normalised.key) else None
                if parts is not None and self._take((passage.where, passage.key), one):
                    done |= parts
                    break
            else:
                yield one

    def _parts(self, passage: Passage, first: int, open_: list[PlacedFragment]) -> set[int] | None:
        """The fragments that together are the passage, each on the page after the last; None where they are not."""
        at, parts = 0, set[int]()
        place = open_[first].place.number
        for i in range(first, len(open_)):
            one = open_[i]
            if one.fragment.where != passage.where or one.place.number not in (place, place + 1):
                continue
            if (i == first or one.place.number == place + 1) and passage.key.startswith(one.normalised.key, at):
                at, place = at + len(one.normalised.key), one.place.number
                parts.add(i)
                if at == len(passage.key):
                    return parts
        rest = passage.key[at:]
        # what follows on the next page may say no number, and then nobody asked for it
        return parts if parts and rest and not any(c.isdigit() for c in rest) else None

    # a text beside others ───────────────────────────────────────────────────────────────────────────────────────

    def _covered(self, found: PlacedFragment) -> None:
        """Takes the passages that stand in a fragment; what numbers are left over are strays, unless one is akin."""
        said = numbers(found.fragment.text, self.language)
        spans: list[tuple[int, int]] = []
        taken: list[Passage] = []
        left = Counter(self.left)
        for passage in sorted(self._waiting(found.fragment.where), key=lambda p: -len(p.key)):
            for span in _places(passage.key, found.normalised, spans):
                if not passage.free and left[passage.where, passage.key] < 1:
                    break
                left[passage.where, passage.key] -= 1
                spans.append(span)
                taken.append(passage)
        covered = {i for start, end in spans for i in range(start, end)}
        at = found.normalised.at
        outside = {at[i] for i in range(len(at)) if i not in covered}
        unexpected = [n for n in said if any(i in outside for i in range(n.start, n.end))]
        enough = len(covered) >= _MOSTLY * len(at) or all(passage.part for passage in taken)
        if not unexpected and enough:
            for passage in taken:
                self._take((passage.where, passage.key), found)
            return
        self._differing(found, said)

    # a text that differs ────────────────────────────────────────────────────────────────────────────────────────

    def _differing(self, found: PlacedFragment, said: list[Number]) -> None:
        where = found.fragment.where
        # what was found already may stand here once more, altered
        similar = similar_passage(found, self._waiting(where)) or similar_passage(
            found, (p for name, p in self.passages.items() if name[0] == where)
        )
        if similar is None:
            self.made.unexpected += [UnexpectedNumber(found, number) for number in said]
            return
        changed = list(changed_numbers(found, similar, said, self.language))
        if not changed and len(found.normalised.key) < _PART:
            self.made.unexpected += [UnexpectedNumber(found, number) for number in said]
            return
        self.touched.add((similar.where, similar.key))
        self.made.unexpected += changed
        if not changed:
            self.made.matched.append((found, similar))


def _either(known: Passage | None, passage: Passage) -> Passage:
    """The one of two passages with the same words that states something; of marks, only those that both have.

    Where the same words stand in a table and in a paragraph, nobody can tell which of the two a mark stands beside.
    """
    if known is None:
        return passage
    chosen = passage if passage.said and not known.said else known
    return chosen if known.marks == passage.marks else replace(chosen, marks=())


def _places(key: str, normalised: NormalisedText, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a text stands in another, outside what is taken and never within a number."""
    start = normalised.key.find(key)
    while start >= 0:
        end = start + len(key)
        if normalised.whole(start, end) and all(end <= low or high <= start for low, high in taken):
            yield start, end
        start = normalised.key.find(key, start + 1)
