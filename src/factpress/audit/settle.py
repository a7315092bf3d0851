"""Fragments that were found against passages that are expected: what agrees, what differs, what is missing.

Each passage may be found once, so a number that was altered into that of another passage is one too many. A text that
a page's end cuts is put together again. Words may differ; it is the numbers that have to be the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from factpress.audit.model import Fragment, Place
from factpress.audit.numerals import Number, has_number, numbers
from factpress.audit.passages import Passage
from factpress.audit.squeeze import Squeezed
from factpress.document.model import Stated
from factpress.languages import Language

_MOSTLY = 0.6
"""As much of a fragment has to be expected, for the rest of it not to matter."""
_AKIN = 0.5
"""As many of its words two texts share of which one may have become the other."""

_PART = 16
"""Letters and digits: a shorter text stands in another by chance."""


@dataclass(frozen=True)
class Found:
    """A fragment in its place, squeezed."""

    place: Place
    fragment: Fragment
    squeezed: Squeezed


@dataclass(frozen=True, slots=True)
class Stray:
    """A number that nothing expects there. `wanted` stands in its place in the passage `near`, if there is one."""

    found: Found
    number: Number
    near: Passage | None = None
    wanted: str = ""
    stated: Stated | None = None


@dataclass(slots=True)
class Settled:
    """What came of it; `missing` are the passages of which nothing was found."""

    matched: list[tuple[Found, Passage]] = field(default_factory=list[tuple[Found, Passage]])
    strays: list[Stray] = field(default_factory=list[Stray])
    missing: list[Passage] = field(default_factory=list[Passage])
    count: int = 0  # the numbers that were looked at


def settle(found: Iterable[Found], passages: Iterable[Passage], language: Language) -> Settled:
    """The fragments that say a number, or that a standing belongs to, against the passages."""
    return _Settling(list(passages), language).settle(list(found))


def found_in(place: Place, fragment: Fragment) -> Found:
    """The fragment in its place."""
    return Found(place, fragment, Squeezed(fragment.text))


class _Settling:
    """One settling: the passages that are still expected, and what came of the others."""

    def __init__(self, passages: list[Passage], language: Language) -> None:
        self.language = language
        self.passages: dict[tuple[str, str], Passage] = {}
        self.left: Counter[tuple[str, str]] = Counter()
        self.touched: set[tuple[str, str]] = set()
        self.made = Settled()
        for passage in passages:
            if passage.key and (passage.marks or has_number(passage.text, language)):
                name = (passage.where, passage.key)
                known = self.passages.get(name)
                self.passages[name] = passage if known is None or (passage.said and not known.said) else known
                self.left[name] += 1

    def settle(self, found: list[Found]) -> Settled:
        """Exactly first, for all of them; then what a page's end cut, what stands beside another text, what differs."""
        open_ = [one for one in found if not self._exact(one) and has_number(one.fragment.text, self.language)]
        for one in list(self._joined(open_)):
            self._covered(one)
        self.made.missing = [
            self.passages[name] for name, left in self.left.items() if left > 0 and name not in self.touched
        ]
        self.made.count += sum(len(numbers(one.fragment.text, self.language)) for one, _ in self.made.matched)
        return self.made

    def _take(self, name: tuple[str, str], found: Found) -> bool:
        """Takes the passage of that name for the fragment, if it is still expected."""
        passage = self.passages.get(name)
        if passage is None or (not passage.free and self.left[name] < 1):
            return False
        self.left[name] -= 1
        self.touched.add(name) if passage.free or self.left[name] < 1 else None
        self.made.matched.append((found, passage))
        return True

    def _exact(self, found: Found) -> bool:
        return self._take((found.fragment.where, found.squeezed.key), found)

    def _waiting(self, where: str) -> list[Passage]:
        """The passages of a part of the page that are still expected."""
        return [p for name, p in self.passages.items() if name[0] == where and (p.free or self.left[name] > 0)]

    # a text that goes on ────────────────────────────────────────────────────────────────────────────────────────

    def _joined(self, open_: list[Found]) -> Iterator[Found]:
        """Those that no passage goes on from; a passage that goes on over pages is taken for its parts together."""
        done: set[int] = set()
        for i, one in enumerate(open_):
            if i in done:
                continue
            for passage in self._waiting(one.fragment.where):
                parts = self._parts(passage, i, open_) if passage.key.startswith(one.squeezed.key) else None
                if parts is not None and self._take((passage.where, passage.key), one):
                    done |= parts
                    break
            else:
                yield one

    def _parts(self, passage: Passage, first: int, open_: list[Found]) -> set[int] | None:
        """The fragments that together are the passage, each on the page after the last; None where they are not."""
        at, parts = 0, set[int]()
        place = open_[first].place.number
        for i in range(first, len(open_)):
            one = open_[i]
            if one.fragment.where != passage.where or one.place.number not in (place, place + 1):
                continue
            if (i == first or one.place.number == place + 1) and passage.key.startswith(one.squeezed.key, at):
                at, place = at + len(one.squeezed.key), one.place.number
                parts.add(i)
                if at == len(passage.key):
                    return parts
        rest = passage.key[at:]
        # what follows on the next page may say no number, and then nobody asked for it
        return parts if parts and rest and not any(c.isdigit() for c in rest) else None

    # a text beside others ───────────────────────────────────────────────────────────────────────────────────────

    def _covered(self, found: Found) -> None:
        """Takes the passages that stand in a fragment; what numbers are left over are strays, unless one is akin."""
        said = numbers(found.fragment.text, self.language)
        spans: list[tuple[int, int]] = []
        taken: list[Passage] = []
        left = Counter(self.left)
        for passage in sorted(self._waiting(found.fragment.where), key=lambda p: -len(p.key)):
            for span in _places(passage.key, found.squeezed, spans):
                if not passage.free and left[passage.where, passage.key] < 1:
                    break
                left[passage.where, passage.key] -= 1
                spans.append(span)
                taken.append(passage)
        covered = {i for start, end in spans for i in range(start, end)}
        at = found.squeezed.at
        outside = {at[i] for i in range(len(at)) if i not in covered}
        strays = [n for n in said if any(i in outside for i in range(n.start, n.end))]
        if not strays and len(covered) >= _MOSTLY * len(at):
            for passage in taken:
                self._take((passage.where, passage.key), found)
            return
        self._differing(found, said)

    # a text that differs ────────────────────────────────────────────────────────────────────────────────────────

    def _differing(self, found: Found, said: list[Number]) -> None:
        where = found.fragment.where
        # what was found already may stand here once more, altered
        akin = akin_passage(found, self._waiting(where)) or akin_passage(
            found, (p for name, p in self.passages.items() if name[0] == where)
        )
        if akin is None:
            self.made.strays += [Stray(found, number) for number in said]
            return
        changed = list(differing(found, akin, said, self.language))
        if not changed and len(found.squeezed.key) < _PART:
            self.made.strays += [Stray(found, number) for number in said]
            return
        self.touched.add((akin.where, akin.key))
        self.made.strays += changed
        if not changed:
            self.made.matched.append((found, akin))


def _places(key: str, squeezed: Squeezed, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where a text stands in another, outside what is taken and never within a number."""
    start = squeezed.key.find(key)
    while start >= 0:
        end = start + len(key)
        if squeezed.whole(start, end) and all(end <= low or high <= start for low, high in taken):
            yield start, end
        start = squeezed.key.find(key, start + 1)


def akin_passage(found: Found, passages: Iterable[Passage]) -> Passage | None:
    """The passage that a fragment most likely was, or is a part of; None where none shares half of its words."""
    words = _words(found.fragment.text)
    scored: list[tuple[float, Passage]] = []
    for passage in passages:
        other = _words(passage.text)
        shared = sum((words & other).values()) / max(1, min(sum(words.values()), sum(other.values())))
        if shared >= _AKIN or (sum(words.values()) < 4 and sum(other.values()) < 6):
            scored.append((shared, passage))
    best = sorted(scored, key=lambda pair: -pair[0])[:5]
    rated = [(_likeness(found.squeezed.key, passage.key), passage) for _, passage in best]
    likely = max(rated, key=lambda pair: pair[0], default=None)
    return likely[1] if likely is not None and likely[0] >= _AKIN else None


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.casefold()))


def _likeness(one: str, other: str) -> float:
    """How much of the shorter text stands in the longer one, in order: from 0 to 1."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(1, min(len(one), len(other)))


def differing(found: Found, passage: Passage, said: list[Number], language: Language) -> Iterator[Stray]:
    """The numbers of a fragment that differ from those of the passage in the same place, each once."""
    one, other = found.squeezed, passage.squeezed
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
                yield Stray(found, number, passage, text, _stated(passage, near))


def _digits(text: str) -> bool:
    return any(c.isdigit() for c in text)


def _over(wanted: list[Number], squeezed: Squeezed, start: int, end: int) -> Number | None:
    """The number that a stretch of a squeezed text lies in."""
    if not squeezed.at:
        return None
    low = squeezed.at[min(start, len(squeezed.at) - 1)]
    high = squeezed.at[min(max(end - 1, start), len(squeezed.at) - 1)]
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
