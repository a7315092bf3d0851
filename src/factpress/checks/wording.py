"""Rules about wording: expressions on the dignity list of the language, and inexact quotations."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.checks.text_index import (
    Kind,
    Passage,
    ReadText,
    TextFile,
    passages,
    quoted_spans,
    role_reader,
    text_files,
)
from factpress.publication.dignity import WordingRule, words_of
from factpress.publication.facts.claims import Claim


def refused_wording(context: CheckContext) -> Iterator[Finding]:
    """The text has an expression that the dignity list of the language does not allow.

    Why: Such words shame or blame a person, or present them as goods, and that person may read them.

    Bad:
        # data/content/briefing.en.md
        The club had been sold as a place for Child
        prostitutes.

    Good:
        # data/content/briefing.en.md
        In the club children were sexually exploited.
    """
    yield from (hit.finding for hit in _hits(context) if hit.entry.refused and not hit.quoted)


def avoided_wording(context: CheckContext) -> Iterator[Finding]:
    """The text has an expression that should be avoided. `allowed:` with a reason in data/dignity permits it.

    Why: Well-meant words can belittle people, and there is nearly always a better word.

    Bad:
        # data/charts.yaml
        helped:
          kind: bars
          title: The voiceless of our town
          rows: [{value: visitors/counted, label: Readers}]

    Good:
        # data/charts.yaml
        helped:
          kind: bars
          title: Those whom the town did not hear
          rows: [{value: visitors/counted, label: Readers}]
    """
    yield from (hit.finding for hit in _hits(context) if not hit.entry.refused and not hit.quoted)


def quoted_wording(context: CheckContext) -> Iterator[Finding]:
    """A quotation, a text as supplied or the title of a work has an expression that is on the dignity list.

    Why: Quoted words must not be changed. Decide whether it is necessary to repeat them.

    Bad:
        example:
          claim: What the poster said
          as_supplied: Come and help the voiceless.
          attributed_to: town-website
          standing: untraced
          reason: The poster is gone.

    Good:
        example:
          claim: What the poster said
          as_supplied: Come and help your neighbours.
          attributed_to: town-website
          standing: untraced
          reason: The poster is gone.
    """
    yield from (hit.finding for hit in _hits(context) if hit.quoted)


@dataclass(frozen=True, slots=True)
class _Hit:
    """An expression of the dignity list that was found in a passage. `quoted` is whether others said it."""

    entry: WordingRule
    span: tuple[int, int]
    quoted: bool
    passage: Passage

    @property
    def finding(self) -> Finding:
        words = " ".join(self.passage.masked[slice(*self.span)].split())
        why = (self.entry.why[:1].lower() + self.entry.why[1:]).rstrip(".")
        place = self.passage.at(*self.span)
        if self.quoted:
            hint = "check whether it must be repeated"
            return Finding(f'"{words}", in quoted words: {why}', place, hint)
        better = "better show" if self.entry.pictures_only else "better"
        return Finding(f'"{words}": {why}', place, f"{better}: {self.entry.better}")


def _hits(context: CheckContext) -> Iterator[_Hit]:
    for file in text_files(context):
        yield from _hits_in_file(file, context.edition.dignity)


@lru_cache(maxsize=128)  # three rules use the result
def _hits_in_file(file: TextFile, entries: tuple[WordingRule, ...]) -> tuple[_Hit, ...]:
    words = frozenset(words_of(file.text))
    patterns = [(entry, pattern) for entry in entries if (pattern := entry.pattern_for(words)) is not None]
    found = [(entry, pattern) for entry, pattern in patterns if pattern.search(file.text)]
    return tuple(hit for passage in (passages(file) if found else ()) for hit in _hits_in_passage(passage, found))


def _hits_in_passage(passage: Passage, patterns: Iterable[tuple[WordingRule, re.Pattern[str]]]) -> Iterator[_Hit]:
    text = passage.masked
    quotations = quoted_spans(text)
    hits: list[_Hit] = []
    for entry, pattern in patterns:
        if entry.pictures_only and passage.kind is not Kind.PICTURE:
            continue
        excused = [found.span() for found in entry.exceptions.finditer(text)] if entry.exceptions is not None else []
        for found in pattern.finditer(text):
            if not _within(found.span(), excused):
                quoted = passage.kind is Kind.QUOTED or _within(found.span(), quotations)
                hits.append(_Hit(entry, found.span(), quoted, passage))
    yield from (hit for hit in hits if not any(_covers(other, hit) for other in hits))


def _covers(other: _Hit, hit: _Hit) -> bool:
    """Whether another hit makes this one redundant: one that contains it, or a graver one inside it."""
    if other.span == hit.span or other.entry.refused < hit.entry.refused:
        return False
    return _within(hit.span, [other.span]) or (
        other.entry.refused > hit.entry.refused and _within(other.span, [hit.span])
    )


def _within(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= span[0] and span[1] <= end for begin, end in spans)


# ── quotations ────────────────────────────────────────────────────────────────────────────────────────────────────

MIN_WORDS = 5
"""A quotation with fewer words is not compared, because it may have any origin."""
MIN_SIMILARITY = 0.7
"""The share of the words that must agree, in order, before a quotation is compared with a text."""
MAX_DISTANCE = 120
"""How many characters after a quotation its source may be."""

_WORD = re.compile(r"\[[^\[\]]*\]|[^\W_]+(?:[.,][^\W_]+)*")
_OMISSION = re.compile(r"\[?(?:…|\.\s?\.\s?\.)\]?")
_CITATION = re.compile(r"\{cite\}`\s*(?P<source>[^`,]*)")


def altered_quotation(context: CheckContext) -> Iterator[Finding]:
    """Words in quotation marks are similar to the text of a claim as supplied, but not equal.

    Quotation marks, dashes, capitals and omissions marked by … are ignored; [words in brackets] may replace any words.
    A quotation that is followed by a {cite} of another source is not compared.

    Why: A quotation must be exact. A changed word makes a person say what they did not say.

    Bad:
        # data/content/briefing.en.md
        The page says: “Our oldest book was written {claim}`oldest-book` ago.”

    Good:
        # data/content/briefing.en.md
        The page says: “Our oldest book was printed {claim}`oldest-book` ago.”
    """
    supplied = SuppliedTexts.of(context.book.claims.values())
    read_role = role_reader(context)
    for file in text_files(context, facts=False) if supplied.claims else ():
        for passage in passages(file) if file.keys == "content" else ():
            text = passage.read(read_role)
            whole = ((0, len(text.words)),) if passage.kind is Kind.QUOTED else ()
            for span in quoted_spans(text.words) or whole:
                yield from _compare(text, span, supplied)


@dataclass(frozen=True, slots=True)
class SuppliedTexts:
    """The claims with a text as supplied, its words, and an index from pairs of words to claims."""

    claims: tuple[Claim, ...]
    words: tuple[tuple[str, ...], ...]
    pairs: dict[tuple[str, str], list[int]]

    @classmethod
    def of(cls, claims: Iterable[Claim]) -> SuppliedTexts:
        """Builds the index."""
        with_text = tuple(claim for claim in claims if claim.as_supplied)
        words = tuple(_words(claim.as_supplied or "") for claim in with_text)
        pairs: dict[tuple[str, str], list[int]] = {}
        for i, one in enumerate(words):
            for pair in dict.fromkeys(pairwise(one)):
                pairs.setdefault(pair, []).append(i)
        return cls(with_text, words, pairs)

    def nearest(self, words: tuple[str, ...]) -> int | None:
        """The index of the text with most pairs of words in common; None if no text has any."""
        common = Counter(i for pair in dict.fromkeys(pairwise(words)) for i in self.pairs.get(pair, ()))
        return common.most_common(1)[0][0] if common else None


def _words(text: str) -> tuple[str, ...]:
    """The words in a form for comparison: "₂" equals "2", "Labour" equals "labour"."""
    return tuple(word.casefold() for word in _WORD.findall(unicodedata.normalize("NFKC", text)))


def _compare(text: ReadText, span: tuple[int, int], supplied: SuppliedTexts) -> Iterator[Finding]:
    quotation = text.words[slice(*span)]
    if len(_words(quotation)) < MIN_WORDS:
        return
    for fragment in _OMISSION.split(quotation):
        words = _words(fragment)
        nearest = supplied.nearest(words) if len(words) >= MIN_WORDS else None
        if nearest is None or _contains(supplied.words[nearest], words):
            continue
        claim = supplied.claims[nearest]
        difference = _difference(words, supplied.words[nearest])
        if difference is not None and not _cites_other_source(text, span, claim):
            message = f'the quotation differs from the text as supplied of "{claim.id}": {difference}'
            hint = "quote exactly, mark omissions by … and insertions by [ ], or remove the quotation marks"
            yield Finding(message, text.at(*span), hint, (claim.location,))
            return


def _contains(supplied: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether the supplied text contains the words in sequence. A word in brackets matches any word."""
    for start in range(len(supplied) - len(words) + 1):
        if all(a == b or a.startswith("[") for a, b in zip(words, supplied[start:], strict=False)):
            return True
    return False


def _difference(words: tuple[str, ...], supplied: tuple[str, ...]) -> str | None:
    """The first difference; None if the texts are not similar."""
    blocks = SequenceMatcher(None, words, supplied, autojunk=False).get_matching_blocks()
    if sum(block.size for block in blocks) < MIN_SIMILARITY * len(words):
        return None
    # compare with the part of the supplied text that is as long as the quotation
    begin = max(blocks[0].b - blocks[0].a, 0)
    end = min(blocks[-2].b + len(words) - blocks[-2].a, len(supplied))
    part = supplied[begin:end]
    for kind, a, b, c, d in SequenceMatcher(None, words, part, autojunk=False).get_opcodes():
        if kind != "equal" and not all(word.startswith("[") for word in words[a:b] or ("",)):
            ours, theirs = " ".join(words[a:b]), " ".join(part[c:d])
            if not ours:
                return f'"{theirs}" is omitted without a mark'
            return f'"{ours}" is not in it' if not theirs else f'"{ours}" is "{theirs}" there'
    return None


def _cites_other_source(text: ReadText, span: tuple[int, int], claim: Claim) -> bool:
    """Whether a citation of a source that is not the claim's follows the quotation."""
    file = text.passage.file
    after = file.offset(text.at(span[1] - 1, span[1]))
    cited = _CITATION.search(file.text[after : min(after + MAX_DISTANCE, text.passage.end)])
    own = {claim.attributed_to, *(cite.source for cite in claim.cites)}
    return cited is not None and cited["source"].strip() not in own
