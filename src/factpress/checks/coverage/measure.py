"""The coverage of an edition: where supplied statements are, the shares of themes, and the figures of the talk."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from factpress.checks.coverage.figures import FigureFinder
from factpress.checks.coverage.passages import Passage, TalkSlide
from factpress.checks.coverage.readability import Readability, readability
from factpress.checks.coverage.shares import Result, Shares, results_of, shares_of
from factpress.checks.coverage.supplied import Supplied, find_supplied
from factpress.checks.coverage.texts import BOOKLET, TALK, measured_kinds, passages_of, slides_of
from factpress.core.diagnostics import ToolError
from factpress.edition import Edition
from factpress.publication.products import Product


@dataclass(frozen=True, slots=True)
class SlideFigures:
    """The figures of a slide and of its notes, each once, and the number of values that its chart shows."""

    slide: TalkSlide
    figures: int
    chart_values: int


@dataclass(frozen=True, slots=True)
class TalkFigures:
    """The figures of a talk: by slide, in the whole talk, and before its first pause (None if it has no pause).

    A figure that several slides have counts once in the talk.
    """

    slides: tuple[SlideFigures, ...]
    total: int
    pause: TalkSlide | None
    before_pause: int | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was measured. `pages` is None without a booklet, `slides` without a deck.

    `shares` and `readability` are those of what there is, `BOOKLET` and `TALK`; of a talk, all notes are read.
    """

    title: str
    language: str
    seconds_per_word: float
    supplied: tuple[Supplied, ...]
    pages: tuple[Passage, ...] | None
    slides: tuple[TalkSlide, ...] | None
    shares: Mapping[str, Shares]
    results: tuple[Result, ...]
    figures: TalkFigures | None
    readability: Mapping[str, Readability]

    def is_covered(self, one: Supplied) -> bool:
        """Whether a supplied statement is on a page, and in words on a slide."""
        return (self.pages is None or one.page is not None) and (self.slides is None or one.slide is not None)

    @property
    def is_complete(self) -> bool:
        """Whether all targets are met and all supplied statements are on a page and in words on a slide."""
        return all(result.met for result in self.results) and all(map(self.is_covered, self.supplied))


def measure(edition: Edition, products: Collection[Product] | None = None) -> Coverage:
    """The coverage of an edition by these products (default: all). Raises ToolError if none has its text."""
    kinds = measured_kinds(edition.products if products is None else products)
    if not kinds:
        hint = "name a booklet or a deck, such as --product booklet"
        raise ToolError("none of these products has the text of the publication", hint)
    pages, slides = passages_of(edition, kinds), slides_of(edition, kinds)
    shares, finder = shares_of(pages, slides), FigureFinder(edition.language, _names(edition))
    return Coverage(
        edition.document.title,
        edition.document.language,
        60 / float(edition.publication.words_per_minute),
        find_supplied(edition.book, pages, slides),
        pages,
        slides,
        shares,
        results_of(edition, shares),
        _figures(slides, finder) if slides is not None else None,
        _readability(edition.document.language, pages, slides),
    )


def _names(edition: Edition) -> frozenset[str]:
    """The names with digits and the telephone numbers of a publication."""
    helplines = edition.outreach.helplines.values()
    called = (text for line in helplines for text in (line.number, line.text) if text)
    return edition.publication.names.union(called)


def _readability(
    language: str, pages: tuple[Passage, ...] | None, slides: tuple[TalkSlide, ...] | None
) -> dict[str, Readability]:
    found = {BOOKLET: readability(pages, language)} if pages is not None else {}
    notes = (passage for slide in slides or () for passage in slide.spoken)
    return found | ({TALK: readability(notes, language)} if slides is not None else {})


def _figures(slides: tuple[TalkSlide, ...], finder: FigureFinder) -> TalkFigures:
    talk = [slide for slide in slides if not slide.appendix]
    found = [finder.figures(run for passage in (*s.shown, *s.spoken) for run in passage.runs) for s in talk]
    at = next((number for number, slide in enumerate(talk) if slide.pause), None)
    return TalkFigures(
        tuple(SlideFigures(slide, len(one), slide.chart_values) for slide, one in zip(talk, found, strict=True)),
        len(frozenset[str]().union(*found)),
        talk[at] if at is not None else None,
        len(frozenset[str]().union(*found[:at])) if at is not None else None,
    )
