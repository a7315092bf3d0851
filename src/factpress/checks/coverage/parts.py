"""What was counted where: the words and seconds of each chapter, section and block, with their themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from factpress.checks.coverage.measure import Coverage
from factpress.checks.coverage.passages import Passage
from factpress.checks.coverage.texts import BOOKLET, TALK, timed_passages
from factpress.core.diagnostics import Location


@dataclass(frozen=True, slots=True)
class Part:
    """Text of one theme in one section of a chapter. `words` are those of the booklet, `spoken` those of the talk.

    `blocks` is the number of its blocks, and `kind` that of its block if there is one only.
    """

    chapter: str
    section: str
    theme: str
    kind: str
    blocks: int
    words: int
    spoken: int
    origin: Location | None


def parts(coverage: Coverage) -> tuple[Part, ...]:
    """The text in the order of the text file, with one part for each theme of each section."""
    passages = [(BOOKLET, passage) for passage in coverage.pages or ()]
    passages += [(TALK, passage) for passage in timed_passages(coverage.slides or ())]
    order = {key: number for number, key in enumerate(_sections(passage for _, passage in passages))}
    passages.sort(key=lambda pair: (order[_section(pair[1])], _line(pair[1])))
    return tuple(
        part
        for (chapter, section), group in groupby(passages, key=lambda pair: _section(pair[1]))
        for part in _by_theme(chapter, section, tuple(group))
    )


def _by_theme(chapter: str, section: str, passages: tuple[tuple[str, Passage], ...]) -> Iterator[Part]:
    for theme in dict.fromkeys(passage.theme for _, passage in passages):
        own = [(where, passage) for where, passage in passages if passage.theme == theme]
        places = {(passage.origin, passage.kind) for _, passage in own}
        yield Part(
            chapter,
            section,
            theme,
            own[0][1].kind if len(places) == 1 else "",
            len(places),
            sum(passage.words for where, passage in own if where == BOOKLET),
            sum(passage.words for where, passage in own if where == TALK),
            own[0][1].origin,
        )


def _section(passage: Passage) -> tuple[str, str]:
    return (passage.chapter, passage.section)


def _line(passage: Passage) -> int:
    return passage.origin.line if passage.origin is not None else 0


def _sections(passages: Iterable[Passage]) -> Iterator[tuple[str, str]]:
    """The sections in the order of their first lines."""
    first: dict[tuple[str, str], int] = {}
    for passage in passages:
        key = _section(passage)
        first[key] = min(first.get(key, _line(passage)), _line(passage))
    yield from sorted(first, key=first.__getitem__)
