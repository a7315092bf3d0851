"""Compares quoted words with the words on record."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from factpress.checks.context import Subject
from factpress.checks.rule import Finding, Rule
from factpress.checks.text_index import Kind, Said, quoted_spans
from factpress.checks.text_sources import pages, passages, speaker
from factpress.core.diagnostics import Severity
from factpress.publication.facts.claims import Claim

LEAST_WORDS = 5
"""Fewer words between quotation marks may be anybody's."""
LEAST_ALIKE = 0.7
"""The share of the words that must agree, in order, for two sentences to be meant as one."""

_WORD = re.compile(r"\[[^\]]*\]|[^\W_]+(?:[.,][^\W_]+)*")
_LEFT_OUT = re.compile(r"\[?(?:…|\.\s?\.\s?\.)\]?")
_OWN = re.compile(r"\{cite\}`\s*(?P<source>[^`,]*)")
_NEAR = 120
"""Characters behind a quotation within which a source is its own."""


def altered_quotation(subject: Subject) -> Iterator[Finding]:
    """Words in quotation marks that are almost, but not exactly, the words of a claim as supplied.

    Quotation marks, dashes, capitals and what is left out by … are no difference; [words in brackets] may stand for
    any. A quotation with a {cite} of another source behind it is not compared.

    Why: A quotation must be exact. A changed word attributes something to a person who did not say it.

    Bad:
        # data/content/briefing.en.md
        The page says: “Our oldest book was written {claim}`oldest-book` ago.”

    Good:
        # data/content/briefing.en.md
        The page says: “Our oldest book was printed {claim}`oldest-book` ago.”
    """
    record = Record.of(subject.book.claims.values())
    say = speaker(subject)
    for kind, page in pages(subject, facts=False):
        if kind == "content" and record.claims:
            for passage in passages(kind, page):
                said = passage.said(say)
                whole = ((0, len(said.text)),) if passage.kind is Kind.QUOTED else ()
                for span in quoted_spans(said.text) or whole:
                    yield from _compared(said, span, record)


@dataclass(frozen=True, slots=True)
class Record:
    """The words on record, and which of them hold a pair of words: so that few need be compared."""

    claims: tuple[Claim, ...]
    words: tuple[tuple[str, ...], ...]
    pairs: dict[tuple[str, str], list[int]]

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> Record:
        """The record of the claims that have words as supplied."""
        kept = tuple(claim for claim in claims if claim.as_supplied)
        words = tuple(_words(claim.as_supplied or "") for claim in kept)
        pairs: dict[tuple[str, str], list[int]] = {}
        for i, one in enumerate(words):
            for pair in dict.fromkeys(pairwise(one)):
                pairs.setdefault(pair, []).append(i)
        return cls(kept, words, pairs)

    def nearest(self, words: tuple[str, ...]) -> int | None:
        """Which record has most pairs in common with those words; None where none has any."""
        common = Counter(i for pair in dict.fromkeys(pairwise(words)) for i in self.pairs.get(pair, ()))
        return common.most_common(1)[0][0] if common else None


def _words(text: str) -> tuple[str, ...]:
    """The words, in small letters, as they compare: "₂", "2" and "labour", "Labour" are the same."""
    return tuple(word.casefold() for word in _WORD.findall(unicodedata.normalize("NFKC", text)))


def _compared(said: Said, span: tuple[int, int], record: Record) -> Iterator[Finding]:
    text = said.text[slice(*span)]
    if len(_words(text)) < LEAST_WORDS:
        return
    for fragment in _LEFT_OUT.split(text):
        words = _words(fragment)
        nearest = record.nearest(words) if len(words) >= LEAST_WORDS else None
        if nearest is None or _holds(record.words[nearest], words):
            continue
        claim, theirs = record.claims[nearest], record.words[nearest]
        difference = _difference(words, theirs)
        if difference is not None and not _cited_elsewhere(said, span, claim):
            message = f'the quotation differs from the words on record of "{claim.id}": {difference}'
            hint = "quote to the letter, mark what is left out by … and what is put in by [ ], or take the marks away"
            related = (claim.location,) if claim.location is not None else ()
            yield Finding(message, said.at(*span), hint, related)
            return


def _holds(theirs: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the words stand in theirs, one after the other; a word in brackets stands for any."""
    for start in range(len(theirs) - len(words) + 1):
        if all(a == b or a.startswith("[") for a, b in zip(words, theirs[start:], strict=False)):
            return True
    return False


def _difference(words: tuple[str, ...], theirs: tuple[str, ...]) -> str | None:
    """The first difference in words; None where the two are too unlike to be meant as the same."""
    matcher = SequenceMatcher(None, words, theirs, autojunk=False)
    blocks = matcher.get_matching_blocks()
    if sum(block.size for block in blocks) < LEAST_ALIKE * len(words):
        return None
    begin = max(blocks[0].b - blocks[0].a, 0)
    end = min(blocks[-2].b + blocks[-2].size + len(words) - blocks[-2].a - blocks[-2].size, len(theirs))
    window = theirs[begin:end]
    for kind, a, b, c, d in SequenceMatcher(None, words, window, autojunk=False).get_opcodes():
        if kind != "equal" and not all(word.startswith("[") for word in words[a:b] or ("",)):
            ours, right = " ".join(words[a:b]), " ".join(window[c:d])
            if not ours:
                return f'"{right}" is left out without a word'
            return f'"{ours}" is not in it' if not right else f'"{ours}" is "{right}" there'
    return None


def _cited_elsewhere(said: Said, span: tuple[int, int], claim: Claim) -> bool:
    """Whether a source follows the quotation that is not the claim's own."""
    page, end = said.passage.page, said.passage.end
    behind = page.offset(said.at(span[1] - 1, span[1]))
    cited = _OWN.search(page.text[behind : min(behind + _NEAR, end)])
    own = {claim.attributed_to, *(cite.source for cite in claim.cites)}
    return cited is not None and cited["source"].strip() not in own


RULES = (Rule("altered-quotation", Severity.WARNING, altered_quotation),)
