"""The running text of a document in passages, each with its theme: of a booklet, and of a talk with its slides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from factpress.core.diagnostics import Location
from factpress.document.blocks.slide import Slide
from factpress.document.model import (
    Block,
    Chapter,
    Document,
    Figure,
    Heading,
    Inlines,
    SpeakerNotes,
    Text,
    plain,
)
from factpress.document.model.targets import BOOKLET, DECK
from factpress.document.walk import Node, walk
from factpress.i18n.words import count_words
from factpress.output.deck.shown_blocks import WITH_SLIDE, makes_slide
from factpress.publication.balance import NO_THEME


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of one block: its runs, the words in them, its theme, and where it is.

    `kind` is "chapter", "lead" or the name of the block; `section` is the heading above it in its chapter.
    """

    kind: str
    runs: tuple[Inlines, ...]
    theme: str
    chapter: str
    section: str
    words: int
    origin: Location | None = None

    @property
    def text(self) -> str:
        """The text, one line for each run."""
        return "\n".join(plain(run) for run in self.runs)


@dataclass(slots=True)
class TalkSlide:
    """A slide of a talk: what it shows and what is said with it.

    `appendix` slides come after the talk. `chart_values` is the number of values that a chart on it shows.
    """

    title: str
    chapter: str
    theme: str
    origin: Location | None
    appendix: bool = False
    pause: bool = False
    chart_values: int = 0
    shown: list[Passage] = field(default_factory=list[Passage])
    spoken: list[Passage] = field(default_factory=list[Passage])

    @property
    def heard(self) -> tuple[Passage, ...]:
        """What takes time in a talk: the speaker notes, or without them the text to read."""
        return tuple(self.spoken or self.shown)


def booklet_passages(document: Document) -> tuple[Passage, ...]:
    """The running text of a booklet, without sources, notes and running heads. Charts have their titles."""
    reader = _Reader(document)
    return tuple(passage for chapter in document.chapters for passage in reader.chapter(chapter))


def talk_slides(document: Document) -> tuple[TalkSlide, ...]:
    """The slides of the chapters of a deck in their order, before they are composed.

    A block whose text is continued on several slides counts as one.
    """
    reader = _Reader(document)
    return tuple(slide for chapter in document.presented_chapters for slide in reader.slides(chapter))


class _Reader:
    """Reads the passages of one document."""

    def __init__(self, document: Document) -> None:
        self.language = document.language

    def passage(
        self, kind: str, runs: tuple[Inlines, ...], theme: str, chapter: str, section: str, origin: Location | None
    ) -> Passage:
        words = sum(count_words(plain(run), self.language) for run in runs)
        return Passage(kind, runs, theme, chapter, section, words, origin)

    def opening(self, chapter: Chapter) -> tuple[Passage, ...]:
        """The title and the lead of a chapter."""
        title, lead = chapter.opening
        theme = _theme_at(chapter, chapter.origin, NO_THEME)
        passages = [self.passage("chapter", (title,), theme, chapter.title, "", chapter.origin)]
        if lead:
            own = _theme_at(chapter, chapter.lead_origin, theme)
            origin = chapter.lead_origin or chapter.origin
            passages.append(self.passage("lead", (lead,), own, chapter.title, "", origin))
        return tuple(passages)

    def chapter(self, chapter: Chapter) -> Iterator[Passage]:
        """The running text of a chapter of a booklet."""
        yield from self.opening(chapter)
        for node, section in _nodes(chapter, BOOKLET.name, ()):
            made = self.block(node, chapter, section)
            if made is not None:
                yield made

    def block(self, node: Node, chapter: Chapter, section: str) -> Passage | None:
        """The text of a block; None if all its text is in the blocks inside it."""
        runs = tuple(run for run in _runs(node) if plain(run).strip())
        if not runs:
            return None
        return self.passage(_kind(node.block), runs, node.theme, chapter.title, section, node.origin)

    def slides(self, chapter: Chapter) -> tuple[TalkSlide, ...]:
        """The slides of a chapter."""
        theme = _theme_at(chapter, chapter.origin, NO_THEME)
        first = TalkSlide(chapter.title, chapter.title, theme, chapter.origin, chapter.appendix)
        first.shown += self.opening(chapter)
        slides = [first]
        group = first  # the slide that notes belong to: the first one of the block before them
        around: list[tuple[int, TalkSlide]] = []  # the slides that are open, with the depths of their blocks
        for node, section in _nodes(chapter, DECK.name, WITH_SLIDE):
            while around and around[-1][0] >= node.depth:
                around.pop()
            if isinstance(node.block, SpeakerNotes):
                if node.depth and not around:
                    continue  # inside running text, which has no slide
                slide = around[0][1] if around else group
                own = _theme_at(chapter, node.origin, slide.theme)
                slide.spoken.append(self.passage("notes", node.inlines, own, chapter.title, section, node.origin))
                continue
            if makes_slide(node.block) and (around or not node.depth):
                slide = _slide(node, chapter)
                slides.append(slide)
                group = group if around else slide
                around.append((node.depth, slide))
            elif not around:
                continue  # running text, which has no slide
            made = self.block(node, chapter, section)
            if made is not None:
                around[-1][1].shown.append(made)
        return tuple(slides)


def _slide(node: Node, chapter: Chapter) -> TalkSlide:
    block = node.block
    title = " ".join(plain(_runs(node)[0]).split()) if _runs(node) else ""
    slide = TalkSlide(title or chapter.title, chapter.title, node.theme, node.origin, chapter.appendix)
    slide.pause = isinstance(block, Slide) and block.pause
    slide.chart_values = len(set(block.chart.claims)) if isinstance(block, Figure) else 0
    return slide


def _nodes(chapter: Chapter, target: str, known: tuple[type, ...]) -> Iterator[tuple[Node, str]]:
    """The blocks of a chapter, each with the heading above it."""
    section = ""
    for node in walk(chapter.blocks, target, known=known, chapter=chapter):
        if isinstance(node.block, Heading) and not node.depth:
            section = " ".join(plain(node.block.children).split())
        yield node, section


def _runs(node: Node) -> tuple[Inlines, ...]:
    """The text of a block: of a chart, its title and subtitle."""
    if isinstance(node.block, Figure):
        chart = node.block.chart
        return tuple((Text(words),) for words in (chart.title, chart.description) if words)
    return node.inlines


def _kind(block: Block) -> str:
    name = type(block).__name__
    return "chart" if isinstance(block, Figure) else "list" if name == "Items" else name.lower()


def _theme_at(chapter: Chapter, place: Location | None, inherited: str) -> str:
    return chapter.themes.get(place, inherited) if place is not None else inherited
