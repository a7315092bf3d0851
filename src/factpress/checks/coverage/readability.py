"""How easy a text is to read or to say: words a sentence, the grade of English texts, and the longest sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from factpress.checks.coverage.passages import Passage
from factpress.core.diagnostics import Location
from factpress.document.model import plain
from factpress.i18n.sentences import sentence_ends
from factpress.i18n.syllables import syllables
from factpress.i18n.words import count_words

_PROSE = frozenset({"lead", "paragraph", "notes"})
"""The kinds of passages that are sentences of the editor. Headings, tables and quotations are not."""

_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its words, and the place of its block."""

    text: str
    words: int
    origin: Location | None


@dataclass(frozen=True, slots=True)
class Readability:
    """The sentences of a text, and its grade: the school years that reading it takes, None unless it is English.

    The grade is that of Kincaid, Fishburne, Rogers and Chissom (1975), with estimated syllables. A number is a word of
    average length. `longest` are the longest sentences.
    """

    words: int
    sentences: int
    grade: float | None
    longest: tuple[Sentence, ...]

    @property
    def words_a_sentence(self) -> float:
        """The average length of a sentence in words; 0 without sentences."""
        return self.words / self.sentences if self.sentences else 0.0


def readability(passages: Iterable[Passage], language: str) -> Readability:
    """The readability of the prose in some passages in a language, given by its tag."""
    found = [sentence for passage in passages for sentence in _sentences(passage, language)]
    words = sum(sentence.words for sentence in found)
    english = language.split("-", maxsplit=1)[0].lower() == "en"
    return Readability(
        words,
        len(found),
        _grade(found, words) if english and found else None,
        tuple(sorted(found, key=lambda sentence: -sentence.words)[:_LONGEST]),
    )


def _sentences(passage: Passage, language: str) -> Iterable[Sentence]:
    for run in passage.runs if passage.kind in _PROSE else ():
        text = plain(run)
        for begin, end in pairwise((0, *sentence_ends(text))):
            sentence = " ".join(text[begin:end].split())
            if words := count_words(sentence, language):
                yield Sentence(sentence, words, passage.origin)


def _grade(sentences: list[Sentence], words: int) -> float:
    spelled = [word for sentence in sentences for word in sentence.text.split() if re.search(r"[A-Za-z]", word)]
    per_word = sum(map(syllables, spelled)) / len(spelled) if spelled else 1.0
    return 0.39 * words / len(sentences) + 11.8 * per_word - 15.59
