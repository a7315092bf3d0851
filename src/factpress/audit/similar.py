"""Find the passage that a text is most likely a changed version of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from factpress.audit.differences import words
from factpress.audit.expected_text import Passage
from factpress.audit.reading import Fragment
from factpress.audit.text import LONGEST, normalise

_LEAST = 1.0
"""The least similarity, 0 to 2: half of each text, or a whole text that is a part of the other one."""
_COMPARED = 5
"""Passages that are compared by characters, which takes time in proportion to both lengths."""
_FEW = 4
"""Words below which all may have changed, if there is a number among them."""


class SimilarPassages:
    """Passages by their words."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self._passages = tuple(passages)
        self._words = [Counter(word.key for word in words(passage.text)) for passage in self._passages]
        self._with_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i, passage in enumerate(self._passages):
            for word in self._words[i]:
                self._with_word[passage.where, word].append(i)

    def find(self, fragment: Fragment, is_candidate: Callable[[Passage], bool]) -> Passage | None:
        """The candidate of that part of the page that the fragment is most likely a changed version or a part of.

        None if no candidate is similar.
        """
        key = normalise(fragment.text)
        if len(key) > LONGEST:
            return None
        own = Counter(word.key for word in words(fragment.text))
        is_short = sum(own.values()) < _FEW and any(c.isdigit() for c in key)
        found = {i for word in own for i in self._with_word.get((fragment.where, word), ())}
        if is_short:
            found.update(i for i, p in enumerate(self._passages) if p.where == fragment.where and self._is_short(i))
        rated = [(self._shared_words(own, i), i) for i in found if is_candidate(self._passages[i])]
        likely = [(share, i) for share, i in rated if share >= _LEAST or (is_short and self._is_short(i))]
        best = sorted(likely, reverse=True)[:_COMPARED]
        compared = ((_similarity(key, self._passages[i].key), -i) for _, i in best)
        similarity, i = max(compared, default=(0.0, 0))
        return self._passages[-i] if similarity >= _LEAST else None

    def _is_short(self, i: int) -> bool:
        return sum(self._words[i].values()) < _FEW + 2

    def _shared_words(self, own: Counter[str], i: int) -> float:
        """The shares of the words of both texts that the other one has, together: 0 to 2."""
        other = self._words[i]
        same = sum((own & other).values())
        return same / max(1, sum(own.values())) + same / max(1, sum(other.values()))


def _similarity(one: str, other: str) -> float:
    """The shares of both texts that are in the other one, in order, together: 0 to 2."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    return same / max(1, len(one)) + same / max(1, len(other))
