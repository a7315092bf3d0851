"""The marks of standings: whether each page has those of its claims, and no others.

A mark is the word of a standing: beside a block as text, behind a sentence as the replacement text of its shape. In the
margin of a booklet the word is an ornament.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factpress.audit.expected_text import Passage
from factpress.audit.reading import Fragment, Place, Where
from factpress.audit.text import normalise
from factpress.core.diagnostics import Location
from factpress.document.model import Document
from factpress.publication.facts.claims import PLAIN_STANDINGS

_MARKS: frozenset[Where] = frozenset({"text", "alternative text"})
_IN_MARGIN: frozenset[Where] = frozenset({"ornament"})

Marked = tuple[Place, Place, Passage]
"""A passage that was found, with the pages on which it begins and ends."""


@dataclass(frozen=True, slots=True)
class MarkDifference:
    """A mark that differs on a page or slide: the word found, the word expected; one of them may be empty."""

    place: Place
    found: str
    expected: str
    origin: Location | None


class Marks:
    """The words of the standings that a document explains."""

    def __init__(self, document: Document) -> None:
        self.words = {normalise(s.word): s.word for s in document.standings if normalise(s.word)}
        self.plain = {normalise(s.word) for s in document.standings if s.standing in PLAIN_STANDINGS}
        longest_first = sorted(self.words, key=len, reverse=True)
        self._word = re.compile("|".join(map(re.escape, longest_first)) or "(?!)")

    def found(self, fragments: Iterable[Fragment], wheres: Collection[Where] = _MARKS) -> Counter[str]:
        """The marks among some fragments, normalised: texts that consist of words of standings."""
        found: Counter[str] = Counter()
        for fragment in fragments:
            key = normalise(fragment.text) if fragment.where in wheres else ""
            marks = self._word.findall(key)
            if key and "".join(marks) == key:
                found.update(marks)
        return found

    def in_margin(self, fragment: Fragment) -> bool:
        """Whether a fragment is a mark in the margin."""
        return bool(self.found((fragment,), _IN_MARGIN))

    def shows_plain(self, places: Iterable[Place]) -> bool:
        """Whether the file has marks of standings that are not in doubt; a template of the editor may have none."""
        return any(self.plain & self.found(place.fragments).keys() for place in places)

    def differences(self, places: Sequence[Place], passages: Iterable[Marked]) -> list[MarkDifference]:
        """Where the marks of a page are not those of the passages on it.

        The mark of a passage that goes on on the next page may stand on either.
        """
        shows_plain = self.shows_plain(places)
        wanted = [
            (first, last, passage, key)
            for first, last, passage in passages
            for key in map(normalise, passage.standing_words)
            if shows_plain or key not in self.plain
        ]
        return self._differences(places, wanted, _MARKS)

    def margin_differences(self, places: Sequence[Place], passages: Iterable[Marked]) -> list[MarkDifference]:
        """Where the marks in the margin of a page are not those of the sentences on it."""
        wanted = [(*one, key) for one in passages for key in map(normalise, one[2].margin_words)]
        return self._differences(places, wanted, _IN_MARGIN)

    def _differences(
        self, places: Sequence[Place], wanted: Iterable[tuple[Place, Place, Passage, str]], wheres: Collection[Where]
    ) -> list[MarkDifference]:
        expected: dict[int, list[tuple[str, Passage, Place]]] = {}
        for first, last, passage, key in wanted:
            if key in self.words:
                expected.setdefault(first.number, []).append((key, passage, last))
        found = {place.number: self.found(place.fragments, wheres) for place in places}
        left = _unmatched(places, found, expected)
        out: list[MarkDifference] = []
        for place in places:
            out += self._of_page(place, left[place.number], expected.get(place.number, ()))
        return out

    def _of_page(
        self, place: Place, left: Mapping[str, int], expected: Iterable[tuple[str, Passage, Place]]
    ) -> Iterator[MarkDifference]:
        origins = {key: passage.origin for key, passage, _ in expected}
        added = [(key, place) for key, count in left.items() for _ in range(count)]
        missing = [(key, origins.get(key)) for key, count in left.items() for _ in range(-count)]
        return self._pairs(place, missing, added)

    def slide_differences(
        self, places: Sequence[Place], expected: Mapping[str, Location | None], texts: Collection[str]
    ) -> Iterator[MarkDifference]:
        """Where the marks of the slides of a title are not those expected, by their words.

        `texts` are the normalised texts that the slides may have besides. A word in both is expected as a mark.
        """
        wanted = {normalise(word): origin for word, origin in expected.items() if normalise(word) in self.words}
        found = {
            key: place for place in places for key in self.found(place.fragments) if key in wanted or key not in texts
        }
        added = [(key, place) for key, place in found.items() if key not in wanted]
        missing = [(key, origin) for key, origin in wanted.items() if key not in found]
        return self._pairs(places[0], missing, added)

    def _pairs(
        self, place: Place, missing: Iterable[tuple[str, Location | None]], added: list[tuple[str, Place]]
    ) -> Iterator[MarkDifference]:
        """Each missing mark with one that was added in its stead, if any; then the other added ones."""
        for key, origin in missing:
            other, at = added.pop(0) if added else ("", place)
            yield MarkDifference(at, self.words.get(other, ""), self.words[key], origin)
        yield from (MarkDifference(at, self.words[key], "", None) for key, at in added)


def _unmatched(
    places: Sequence[Place],
    found: Mapping[int, Counter[str]],
    expected: Mapping[int, Sequence[tuple[str, Passage, Place]]],
) -> dict[int, Counter[str]]:
    """By page, how often each mark is there without a passage; below zero, how often a passage has none.

    A mark belongs to the passage among those that are on its page and have none yet, which ends first: where several
    passages go on on the next page one after the other, each may have its mark there.
    """
    left = {place.number: Counter[str]() for place in places}
    position = {place.number: i for i, place in enumerate(places)}
    waiting: dict[str, list[tuple[int, int]]] = {}  # by mark: where the passage ends, and the page where it begins
    for i, place in enumerate(places):
        for key, _, last in expected.get(place.number, ()):
            waiting.setdefault(key, []).append((position[last.number], place.number))
        for key, count in found[place.number].items():
            passages = sorted(waiting.get(key, ()))
            waiting[key] = passages[count:]
            left[place.number][key] += max(count - len(passages), 0)
        for key, passages in waiting.items():
            for _, first in (one for one in passages if one[0] <= i):
                left[first][key] -= 1
            waiting[key] = [one for one in passages if one[0] > i]
    return left
