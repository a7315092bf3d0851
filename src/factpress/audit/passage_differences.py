"""The differences of a text from the passage that it should be: which statement, which words, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from factpress.audit.differences import Comparison, Judge, Kind, compare_words
from factpress.audit.expected_text import Passage
from factpress.audit.reading import Fragment, Place
from factpress.audit.statements import stated_in
from factpress.audit.text import LONGEST, NormalisedText, Number, numbers
from factpress.audit.value_words import value_words
from factpress.document.model import Stated
from factpress.i18n import Language
from factpress.publication.facts.claims import SENTENCE

_REWRITTEN = 0.7
"""The share of the expected words below which a text was rewritten."""
_SENTENCE = 6
"""Words of which a text is a sentence. Of a shorter one, such as a cell of a table, every word counts."""


@dataclass(frozen=True)
class PlacedFragment:
    """A fragment with its page or slide.

    Of one that is joined from several pages, `place` is the last; `pages` has the offset at which each page begins.
    """

    place: Place
    fragment: Fragment
    pages: tuple[tuple[int, Place], ...] = ()

    @property
    def begins(self) -> Place:
        """The page or slide on which it begins."""
        return self.pages[0][1] if self.pages else self.place

    def place_at(self, offset: int) -> Place:
        """The page or slide of the text at that offset."""
        return next((place for start, place in reversed(self.pages) if start <= offset), self.place)

    def joined(self, other: PlacedFragment) -> PlacedFragment:
        """The fragment with another one that follows it."""
        text = f"{self.fragment.text} "
        pages = (*(self.pages or ((0, self.place),)), (len(text), other.place))
        return PlacedFragment(other.place, replace(self.fragment, text=text + other.fragment.text), pages)

    @cached_property
    def normalised(self) -> NormalisedText:
        """The normalised text with its offsets."""
        return NormalisedText(self.fragment.text)


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of a fragment that are not those expected.

    `start` and `end` are their range in the fragment, which is empty where words are missing. `before` is the expected
    text, `after` the text that was found: of a whole statement if it is one that differs. `passage` is the one that the
    fragment is a changed version of. If no passage is similar, each number of the fragment is one difference.
    """

    found: PlacedFragment
    kind: Kind
    start: int
    end: int
    after: str
    before: str = ""
    passage: Passage | None = None
    statement: Stated | None = None
    number: Number | None = None


def replace_text(found: PlacedFragment, text: str) -> PlacedFragment:
    """The fragment with another text."""
    return replace(found, fragment=replace(found.fragment, text=text))


def differences(found: PlacedFragment, passage: Passage, language: Language) -> list[Difference]:
    """The differences of a fragment from a passage, in order. Those in one statement are one."""
    text = found.fragment.text
    if len(text) > LONGEST:
        return [unexpected_number(found, number) for number in numbers(text, language)]
    comparison = compare_words(text, passage.text)
    spans = statement_spans(passage)
    judge = Judge(passage.text, tuple(spans), passage.exact, value_words(language))
    reported: set[tuple[int, int]] = set()
    out: list[Difference] = []
    for change in comparison.changes:
        kind = judge.kind(comparison, change)
        at = _statement_at(comparison, change.expected, spans) if kind is not Kind.WORDS else None
        if at in reported:
            continue
        statement, (k, m) = None, change.expected
        i, j = change.found
        if at is not None:
            reported.add(at)
            statement, (k, m) = spans[at], _words_in(comparison, at)
            i, j = comparison.found_for(min(k, change.expected[0]), max(m, change.expected[1]))
        after, before = comparison.text_found(i, j), comparison.text_expected(k, m)
        start, end = _range(comparison, i, j)
        out.append(Difference(found, kind, start, end, after, before, passage, statement))
    return out if passage.exact else _judged_as_a_whole(out, comparison, language)


def _judged_as_a_whole(changed: list[Difference], comparison: Comparison, language: Language) -> list[Difference]:
    """The differences after both texts were read as any text is, with the hedges, units and periods of their numbers.

    If both state the same, those of a text that was rewritten are differences of words. If they do not, none is.
    """
    worst = max((one.kind for one in changed), default=Kind.WORDS)
    is_rewritten = comparison.share < _REWRITTEN and len(comparison.expected_words) >= _SENTENCE
    if worst is not Kind.WORDS and not is_rewritten:
        return changed
    same = stated_in(comparison.found, language) == stated_in(comparison.expected, language)
    if same and is_rewritten:
        return [one if _is_in_sentence(one) else replace(one, kind=Kind.WORDS, statement=None) for one in changed]
    if not same and worst is Kind.WORDS:
        return [replace(one, kind=Kind.STATEMENT) for one in changed]
    return changed


def _is_in_sentence(one: Difference) -> bool:
    """Whether a difference is in the sentence of a claim, of which every word counts."""
    return one.statement is not None and one.statement.value == SENTENCE


def _range(comparison: Comparison, i: int, j: int) -> tuple[int, int]:
    """The range in the text of a range of found words; an empty one where words are missing."""
    of_text = comparison.found_words
    if i < j:
        return of_text[i].start, of_text[j - 1].end
    at = of_text[i - 1].end if 0 < i <= len(of_text) else 0
    return at, at


def _words_in(comparison: Comparison, span: tuple[int, int]) -> tuple[int, int]:
    """The range of expected words that overlap with a range of the expected text."""
    inside = [i for i, word in enumerate(comparison.expected_words) if word.start < span[1] and span[0] < word.end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _statement_at(
    comparison: Comparison, expected: tuple[int, int], spans: Mapping[tuple[int, int], Stated]
) -> tuple[int, int] | None:
    """The range of the statement that a range of expected words overlaps with, or is next to if it is empty.

    Of a value in the sentence of a claim it is that of the value.
    """
    of_text, (k, m) = comparison.expected_words, expected
    inner_first = sorted(spans, key=lambda span: span[1] - span[0])
    if k < m:
        low, high = of_text[k].start, of_text[m - 1].end
        return next((span for span in inner_first if span[0] < high and low < span[1]), None)
    before, after = (of_text[k - 1].end if k else -1), (of_text[k].start if k < len(of_text) else -1)
    return next((span for span in inner_first if span[0] < after <= span[1] or before in span or after in span), None)


def statement_spans(passage: Passage) -> dict[tuple[int, int], Stated]:
    """The statements of a passage by their ranges in its text."""
    found: dict[tuple[int, int], Stated] = {}
    at = 0
    for statement in passage.statements:
        start = passage.text.find(statement.text, at)
        if start < 0:
            continue
        at = start if statement.value == SENTENCE else start + len(statement.text)  # its values follow inside it
        found[start, start + len(statement.text)] = statement
    return found


def unexpected_number(found: PlacedFragment, number: Number) -> Difference:
    """A number of a fragment that no passage is similar to."""
    text = found.fragment.text[number.start : number.end]
    return Difference(found, Kind.NUMBER, number.start, number.end, " ".join(text.split()), number=number)
