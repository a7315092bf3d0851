"""Slides of tested sentences: what we said, small; the mark; what we found, large; and the reason where there is room.

Words as supplied are not shortened. Where they take the room of the finding, it is above them, and they continue on
further slides together with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factpress.core.units import Length, pt
from factpress.document.blocks.tested import ClaimTest
from factpress.document.model import Inlines, Text, plain
from factpress.document.model.inlines import split_at
from factpress.output.deck.composer import SlideComposer
from factpress.output.deck.fitting import Fitted, Paragraphs
from factpress.output.deck.presentation import Frame, Item, PlaceholderText, Rule, Slide, StandingIcon
from factpress.output.deck.runs import Provenance, provenance

LAYOUT = "tested"
ICON, ICON_GAP = pt(24), pt(9)
RULE_GAP, FOUND_GAP, REASON_GAP = pt(17), pt(4), pt(10)
"""Above and below the line between the two parts, below the mark, and above the reason."""

WITH_REASON, WITH_GIST = pt(42), pt(36)
"""The finding is not made smaller than this to make room for the whole reason, or for its first sentence."""

MOST_ABOVE = 0.45
"""The share of the slide that the finding may take above words that continue on another slide."""


def tested_slides(c: SlideComposer, block: ClaimTest) -> tuple[Slide, ...]:
    """Compose the slide of a tested sentence, or several where the words as supplied take the room of the finding."""
    title = c.unique_title(plain(block.finding))
    said = (("label", (Text(block.label),)), ("supplied", block.supplied), ("attribution", (Text(block.attribution),)))
    column = _Column(c, c.theme.slide.top)
    fixed = sum((column.height(place, text) for place, text in said), RULE_GAP * 2 + column.mark_height)
    room = column.bottom - column.top - fixed
    for text, least in ((block.reason, WITH_REASON), (block.gist, WITH_GIST), ((), pt(0))):
        below = column.height("reason", text) + REASON_GAP if text else pt(0)
        fitted = c.fit(LAYOUT, "title", _title(c, block, title), room - below)
        if fitted.excess or fitted.style.size < least:
            continue
        items = [item for place, words in said for item in column.text(place, words)]
        items += [column.rule(), *column.mark(block)]
        items.insert(0, column.finding(_title(c, block, title), fitted))
        if text:
            column.at += REASON_GAP
            items += column.text("reason", text)
        return (_slide(c, block, title, items),)
    return tuple(_continued(c, block, title, said))


def _continued(
    c: SlideComposer, block: ClaimTest, title: str, said: tuple[tuple[str, Inlines], ...]
) -> Iterator[Slide]:
    """Compose the finding with as much below it as there is room for, and further slides with the rest."""
    left = [(place, text) for place, text in (*said, ("reason", block.reason)) if plain(text).strip()]
    first = True
    while left or first:
        column = _Column(c, c.theme.slide.top)
        heading = _title(c, block, title)
        fitted = c.fit(LAYOUT, "title", heading, (column.bottom - column.top) * MOST_ABOVE)
        c.report_overflow(fitted.excess, title, "finding")
        mark = column.mark(block) if first else []
        items: list[Item] = [column.finding(heading, fitted), *mark, column.rule()]
        below = column.as_much_as_fits(left)
        items += below
        if fitted.excess or not below:
            left = []  # no slide has room for a line
        yield _slide(c, block, title, items, explained=first)
        title, first = (c.unique_title(plain(block.finding)), False) if left else (title, False)


def _title(c: SlideComposer, block: ClaimTest, title: str) -> Paragraphs:
    """The finding as a paragraph: with its languages and emphasis, unless the title is "(continued)"."""
    words = c.paragraphs(block.finding)
    return words if words and " ".join(words[0].text.split()) == title else c.paragraphs(title)


def _slide(c: SlideComposer, block: ClaimTest, title: str, items: list[Item], *, explained: bool = True) -> Slide:
    stated = Provenance((f"{block.claim}/",)) + provenance(block.supplied, block.finding, block.reason)
    items += c.source_line(LAYOUT, stated, title, shown=block.standing)
    notes = c.notes(stated, [c.standing_reason(block.standing, block.explanation)] if explained else ())
    return c.slide(LAYOUT, items, notes)


@dataclass(slots=True)
class _Column:
    """Places text from the top of a slide down. `at` is where the next one begins."""

    c: SlideComposer
    at: Length

    @property
    def top(self) -> Length:
        return self.c.theme.slide.top

    @property
    def bottom(self) -> Length:
        return self.c.theme.slide.content_bottom

    @property
    def mark_height(self) -> Length:
        """The height of the mark, with the distance to the finding."""
        return self.c.styles[self.c.layouts[LAYOUT].place("mark").style].leading + FOUND_GAP

    def height(self, place: str, text: Inlines) -> Length:
        """The height of a text in that placeholder; none if it is blank."""
        own = self.c.layouts[LAYOUT].place(place)
        return self.c.fitter.height(self.c.paragraphs(text), self.c.styles[own.style], own.frame.width)

    def text(self, place: str, text: Inlines) -> list[Item]:
        """A text in that placeholder."""
        paragraphs, own = self.c.paragraphs(text), self.c.layouts[LAYOUT].place(place)
        if not paragraphs:
            return []
        height = self.height(place, text)
        frame = replace(own.frame, top=self.at, height=height).rounded
        self.at += height
        return [self.c.balanced_text(LAYOUT, place, paragraphs, self.c.styles[own.style], frame)]

    def as_much_as_fits(self, left: list[tuple[str, Inlines]]) -> list[Item]:
        """The texts for which there is room, in order. The rest stays in `left`."""
        items: list[Item] = []
        while left:
            place, text = left.pop(0)
            self.at += REASON_GAP if place == "reason" and items else pt(0)
            fitting, rest = self.divided(place, text)
            items += self.text(place, fitting)
            if rest:
                left.insert(0, (place, rest))
                break
        return items

    def divided(self, place: str, text: Inlines) -> tuple[Inlines, Inlines]:
        """The lines of a text for which there is room, and the rest."""
        if self.height(place, text) <= self.bottom - self.at:
            return text, ()
        own = self.c.layouts[LAYOUT].place(place)
        style = self.c.styles[own.style]
        paragraph = self.c.paragraphs(text)[0]
        count = max(0, (self.bottom - self.at).emu // self.c.fitter.leading(paragraph, style).emu)
        return split_at(text, self.c.fitter.length_of_lines(paragraph, style, own.frame.width, count))

    def finding(self, paragraphs: Paragraphs, fitted: Fitted) -> PlaceholderText:
        """The finding, which is the title of the slide."""
        own = self.c.layouts[LAYOUT].place("title")
        frame = replace(own.frame, top=self.at, height=fitted.height).rounded
        self.at += fitted.height
        return self.c.balanced_text(LAYOUT, "title", paragraphs, fitted.style, frame)

    def rule(self) -> Rule:
        """The line between what we said and what we found."""
        own = self.c.layouts[LAYOUT].place("title").frame
        frame = Frame(own.left, self.at + RULE_GAP, own.width, pt(0.75)).rounded
        self.at += RULE_GAP * 2
        return Rule("Line", frame, "line")

    def mark(self, block: ClaimTest) -> list[Item]:
        """The shape and the word of the standing, where lines begin."""
        c, own = self.c, self.c.layouts[LAYOUT].place("mark")
        word = c.paragraphs(c.standing_word(block.standing))
        if not word:
            return []
        style = c.styles[own.style]
        left = own.frame.left + own.frame.width + ICON_GAP if c.rtl else own.frame.left - ICON_GAP - ICON
        icon = Frame(left, self.at + (style.leading - ICON) * 0.5, ICON, ICON).rounded
        frame = replace(own.frame, top=self.at, height=style.leading).rounded
        self.at += self.mark_height
        return [StandingIcon(block.standing, icon), c.text(LAYOUT, "mark", word, style, frame)]
