"""Rules about wording that the dignity list of the language refuses or avoids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from factpress.checks.context import Subject
from factpress.checks.rule import Finding, Rule
from factpress.checks.text_index import Kind, Page, Passage, quoted_spans
from factpress.checks.text_sources import pages, passages
from factpress.core.diagnostics import Severity
from factpress.publication.dignity import Entry, words_of


def refused_wording(subject: Subject) -> Iterator[Finding]:
    """Wording that the dignity list of the language does not allow.

    Why: Words that shame, sell or blame a person do so in every copy, and that person may read them.

    Bad:
        # data/content/briefing.en.md
        The club had been sold as a place for Child
        prostitutes.

    Good:
        # data/content/briefing.en.md
        In the club children were sexually exploited.
    """
    yield from (hit.finding for hit in _hits(subject) if hit.entry.grave and not hit.quoted)


def avoided_wording(subject: Subject) -> Iterator[Finding]:
    """Wording that is better avoided; `allowed:` and a reason in data/dignity lets a publication keep it.

    Why: Well-meant wording can belittle people, and there is nearly always a better word.

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
    yield from (hit.finding for hit in _hits(subject) if not hit.entry.grave and not hit.quoted)


def quoted_wording(subject: Subject) -> Iterator[Finding]:
    """Such wording inside another person's words: a quotation, words as supplied, the title of a work.

    Why: Quoted words must not be changed. Decide whether they have to be repeated.

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
    yield from (hit.finding for hit in _hits(subject) if hit.quoted)


@dataclass(frozen=True, slots=True)
class _Hit:
    """An expression that was found, whose words it stands in, and where."""

    entry: Entry
    span: tuple[int, int]
    quoted: bool
    passage: Passage

    @property
    def finding(self) -> Finding:
        words = " ".join(self.passage.bare[slice(*self.span)].split())
        why = (self.entry.why[:1].lower() + self.entry.why[1:]).rstrip(".")
        place = self.passage.at(*self.span)
        if self.quoted:
            return Finding(f'"{words}", in somebody else’s words: {why}', place, "ask whether it must be repeated")
        better = "better show" if self.entry.pictured else "better"
        return Finding(f'"{words}": {why}', place, f"{better}: {self.entry.better}")


def _hits(subject: Subject) -> Iterator[_Hit]:
    for kind, page in pages(subject):
        yield from _on_page(kind, page, subject.dignity)


@lru_cache(maxsize=128)
def _on_page(kind: str, page: Page, entries: tuple[Entry, ...]) -> tuple[_Hit, ...]:
    """What was found on a page: looked for once, and asked for by three rules."""
    words = frozenset(words_of(page.text))
    patterns = [(entry, pattern) for entry in entries if (pattern := entry.among(words)) is not None]
    sought = [(entry, pattern) for entry, pattern in patterns if pattern.search(page.text)]
    return tuple(hit for passage in (passages(kind, page) if sought else ()) for hit in _in_passage(passage, sought))


def _in_passage(passage: Passage, sought: Iterable[tuple[Entry, re.Pattern[str]]]) -> Iterator[_Hit]:
    """What was found; of an expression inside another only the graver, or else the longer."""
    text = passage.bare
    spans = quoted_spans(text)
    hits: list[_Hit] = []
    for entry, pattern in sought:
        if entry.pictured and passage.kind is not Kind.PICTURE:
            continue
        excused = [found.span() for found in entry.excuse.finditer(text)] if entry.excuse is not None else []
        for found in pattern.finditer(text):
            if not _within(found.span(), excused):
                quoted = passage.kind is Kind.QUOTED or _within(found.span(), spans)
                hits.append(_Hit(entry, found.span(), quoted, passage))
    yield from (hit for hit in hits if not any(_hides(other, hit) for other in hits))


def _hides(other: _Hit, hit: _Hit) -> bool:
    """Whether one that was found says all there is to say of another: a longer one, or a graver one inside it."""
    if other.span == hit.span or other.entry.grave < hit.entry.grave:
        return False
    return _within(hit.span, [other.span]) or (other.entry.grave > hit.entry.grave and _within(other.span, [hit.span]))


def _within(span: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= span[0] and span[1] <= end for begin, end in spans)


RULES = (
    Rule("refused-wording", Severity.ERROR, refused_wording),
    Rule("avoided-wording", Severity.WARNING, avoided_wording),
    Rule("quoted-wording", Severity.INFORMATION, quoted_wording),
)
