"""The words in which a text differs from the passage that it should be, and what each difference changes.

Texts are compared word by word. A word that a line break divides, with or without a hyphen, is one word. A change of a
number, of the words of a statement, of an attribution or of a standing changes what is claimed. So does a word of
quantity or negation in the sentence of a statement, such as "about", "at most", "not". Any other change is information.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from factpress.audit.text import normalise
from factpress.audit.value_words import ValueWords

_WORD = re.compile(r"\d(?:[.,·٫٬]?\d)*|[^\W\d_]+|[%‰$€£₹៛°<>≤≥≈~±+×=]")
_DASHES = frozenset("-‐‑‒–—−\x02\ufffe")
"""Dashes, minus signs, and what PDFium returns for a hyphen at the end of a line."""
_TWO_DASHES = re.compile(r"[-‐‑‒–—−][-‐‑‒–—−]\Z")
"""The dash of a range and a minus after it."""
_DASHED_NUMBER = re.compile(rf"[{''.join(map(re.escape, sorted(_DASHES)))}]\W{{0,40}}\d")
"""A dash with a number after it."""
_HYPHENATED = re.compile(r"[-‐\u00ad\x02\ufffe]\s*")
"""The characters between the two parts of a word that continues on the next line."""
_BETWEEN = 2
"""Words between two numbers that make a range or a sum of them, or between a number and its unit."""
_SENTENCE_END = re.compile(r"(?<=[^\W_]{4}[.!?])[\W_]*\s|[។。]")
"""The end of a sentence. An abbreviation of up to three letters, such as "para.", ends none."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or sign of a text, from `start` to `end`.

    `key` is its normalised text. `dashes` states how many dashes stand between it and the word before: 2 for the dash
    of a range with a minus after it, else 1 or 0.
    """

    start: int
    end: int
    key: str
    dashes: int = 0

    @property
    def is_number(self) -> bool:
        """Whether it has a digit, or is a sign that changes a number."""
        return any(c.isdigit() for c in self.key) or not self.key.isalpha()


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words, numbers and signs of a text, in order."""
    found: list[Word] = []
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        key = normalise(match[0])
        if key:
            found.append(Word(start, end, key, _dashes(text[at:start])))
            at = end
    return tuple(found)


def _dashes(gap: str) -> int:
    return 2 if _TWO_DASHES.search(gap) else int(any(c in _DASHES for c in gap))


@lru_cache(maxsize=4096)
def signs(text: str) -> tuple[int, ...]:
    """For each number of a text, how many dashes stand before it: a minus, that of a range, or both."""
    if not any(c in _DASHES for c in text):
        return ()
    return tuple(word.dashes for word in words(text) if word.key[0].isdigit())


def same_signs(found: str, expected: str) -> bool:
    """Whether the numbers of two texts with the same words have the same signs."""
    if not _DASHED_NUMBER.search(found) and not _DASHED_NUMBER.search(expected):
        return True
    one, other = signs(found), signs(expected)
    return one == other or not (any(one) or any(other))


class Kind(IntEnum):
    """What a difference changes, the most serious last."""

    WORDS = 0
    """Words that no statement depends on."""
    STATEMENT = 1
    """Words of a statement, an attribution or a standing, or words of quantity or negation in its sentence."""
    NUMBER = 2
    """A number, its sign or its mark, such as %."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words of a found text that stand for words of the expected text; either may be none.

    `found` and `expected` are ranges of words.
    """

    found: tuple[int, int]
    expected: tuple[int, int]


@dataclass(frozen=True)
class Comparison:
    """A found text and an expected one, aligned word by word."""

    found: str
    expected: str
    found_words: tuple[Word, ...]
    expected_words: tuple[Word, ...]
    blocks: tuple[tuple[str, int, int, int, int], ...]

    @property
    def changes(self) -> Iterator[Change]:
        """The differences, in order."""
        for kind, i, j, k, m in self.blocks:
            one, other = self.found_words[i:j], self.expected_words[k:m]
            if kind != "equal":
                if "".join(w.key for w in one) != "".join(w.key for w in other):
                    yield Change((i, j), (k, m))
                continue
            for at, (this, that) in enumerate(zip(one, other, strict=True)):
                # the first word of a text may follow a dash on the page before
                if this.dashes != that.dashes and this.key[0].isdigit() and ((i + at and k + at) or this.start):
                    yield Change((i + at, i + at + 1), (k + at, k + at + 1))

    @property
    def share(self) -> float:
        """The share of the expected words that were found, 0 to 1."""
        same = sum(m - k for kind, _, _, k, m in self.blocks if kind == "equal")
        return same / max(1, len(self.expected_words))

    def found_for(self, start: int, end: int) -> tuple[int, int]:
        """The range of words found in place of a range of expected words, with what was added at its ends."""
        low, high = len(self.found_words), 0
        for kind, i, j, k, m in self.blocks:
            if m < start or k > end or (kind == "equal" and (m == start or k == end)):
                continue
            before, after = (max(0, start - k), max(0, m - end)) if kind == "equal" else (0, 0)
            low, high = min(low, i + before), max(high, j - after)
        return (low, high) if low < high else (min(low, high), min(low, high))

    def text_found(self, start: int, end: int) -> str:
        """The text of a range of found words."""
        return _text(self.found, self.found_words, start, end)

    def text_expected(self, start: int, end: int) -> str:
        """The text of a range of expected words."""
        return _text(self.expected, self.expected_words, start, end)


def _text(text: str, of_text: tuple[Word, ...], start: int, end: int) -> str:
    """The text of a range of words, with a minus before it and signs after it."""
    if start >= end:
        return ""
    low, high = of_text[start].start, of_text[end - 1].end
    while of_text[start].dashes and low and text[low - 1] in _DASHES:
        low -= 1
    return " ".join(text[low:high].replace("\x02", "-").split())


def compare_words(found: str, expected: str) -> Comparison:
    """Align two texts word by word."""
    of_expected = words(expected)
    of_found = _without_line_breaks(words(found), found, {word.key for word in of_expected})
    matcher = SequenceMatcher(None, [w.key for w in of_found], [w.key for w in of_expected], autojunk=False)
    return Comparison(found, expected, of_found, of_expected, tuple(matcher.get_opcodes()))


def _without_line_breaks(of_text: tuple[Word, ...], text: str, known: Collection[str]) -> tuple[Word, ...]:
    """The words; two parts of a known word with a hyphen between them are that word."""
    joined: list[Word] = []
    for word in of_text:
        before = joined[-1] if joined else None
        gap = text[before.end : word.start] if before is not None else ""
        if before is not None and before.key + word.key in known and _HYPHENATED.fullmatch(gap):
            joined[-1] = Word(before.start, word.end, before.key + word.key, before.dashes)
        else:
            joined.append(word)
    return tuple(joined)


@dataclass(frozen=True, slots=True)
class Judge:
    """What the changes of one passage mean.

    `statements` are the ranges of its text that state values. Every word of an `exact` passage counts.
    """

    text: str
    statements: tuple[tuple[int, int], ...]
    exact: bool
    words: ValueWords

    def kind(self, comparison: Comparison, change: Change) -> Kind:
        """What a change means."""
        one = comparison.found_words[slice(*change.found)]
        other = comparison.expected_words[slice(*change.expected)]
        if any(word.is_number for word in (*one, *other)):
            return Kind.NUMBER
        changed = {word.key for word in (*one, *other)}
        if self.exact or changed & self.words.standing:
            return Kind.STATEMENT
        start, end = self._span(comparison, change)
        for low, high in self.statements:
            # words put in next to a statement may qualify it
            if (start < high and low < end) or (start == end and not other and self._is_next_to(start, low, high)):
                return Kind.STATEMENT
        if self._is_between_numbers(comparison, change):
            return Kind.STATEMENT
        if changed & self.words.qualifying or self._has_name(comparison, change):
            return Kind.STATEMENT if self._in_stating_sentence(comparison, start, end) else Kind.WORDS
        return Kind.STATEMENT if changed & self.words.unit and self._is_near_number(comparison, change) else Kind.WORDS

    def _has_name(self, comparison: Comparison, change: Change) -> bool:
        """Whether a change has a word with a capital that begins no sentence: a name, such as that of a source."""
        sides = (
            (comparison.found, comparison.found_words[slice(*change.found)]),
            (comparison.expected, comparison.expected_words[slice(*change.expected)]),
        )
        return any(
            text[word.start].isupper() and text[: word.start].rstrip(" \n“‘\"'(")[-1:] not in ("", *".!?:…")
            for text, of_text in sides
            for word in of_text
        )

    def _is_near_number(self, comparison: Comparison, change: Change) -> bool:
        """Whether a number stands a few words before a change, as before its unit."""
        (i, _), (k, _) = change.found, change.expected
        before = (
            *comparison.found_words[max(0, i - _BETWEEN) : i],
            *comparison.expected_words[max(0, k - _BETWEEN) : k],
        )
        return any(word.is_number for word in before)

    def _is_between_numbers(self, comparison: Comparison, change: Change) -> bool:
        """Whether a change is in the words between two near numbers, such as the "to" of a range."""
        of_text, (k, m) = comparison.expected_words, change.expected
        if m - k > _BETWEEN:
            return False
        before = any(word.is_number for word in of_text[max(0, k - 1) : k])
        after = any(word.is_number for word in of_text[m : m + 1])
        return before and after

    def _span(self, comparison: Comparison, change: Change) -> tuple[int, int]:
        """The range of the expected text that a change is in; an empty one for words that were put in."""
        k, m = change.expected
        of_text = comparison.expected_words
        if k < m:
            return of_text[k].start, of_text[m - 1].end
        at = of_text[k - 1].end if k else 0
        return at, at

    def _is_next_to(self, at: int, low: int, high: int) -> bool:
        gap = self.text[min(at, high) : max(at, low)] if at <= low else self.text[high:at]
        return not any(c.isalnum() for c in gap)

    def _in_stating_sentence(self, comparison: Comparison, start: int, end: int) -> bool:
        """Whether a range is in a sentence with a statement or a number."""
        ends = [match.end() for match in _SENTENCE_END.finditer(self.text)]
        first, last = bisect_left(ends, start), bisect_left(ends, max(start, end))
        # words put in between two sentences may belong to either
        near = {first, last, *({first + 1} if first < len(ends) and ends[first] - start <= 2 else ())}
        stating = (*(low for low, _ in self.statements), *(w.start for w in comparison.expected_words if w.is_number))
        return any(bisect_left(ends, low + 1) in near for low in stating)
