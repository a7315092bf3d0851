"""Where the text of a slide is: whether it fits its placeholders, and whether they are apart from each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from factpress.core.units import pt
from factpress.output.deck.fitting.layout_choice import excess_lines
from factpress.output.deck.fitting.measure import Fitter
from factpress.output.deck.layouts.styles import slide_styles
from factpress.output.deck.presentation import Frame, Picture, PlaceholderText, Slide
from factpress.publication.facts.claims import Standing
from tests.output.deck import sample


def misplaced(slide: Slide, direction: str = "ltr") -> list[str]:
    """What is wrong with the placement of a slide: text that does not fit, and frames that overlap or leave it."""
    layout, measures = sample.layout_of(slide, direction), sample.theme().slide
    frames = {rule.name: rule.frame for rule in layout.rules}
    found: list[str] = []
    fitter = Fitter(sample.shelf(), slide_styles(sample.theme()), measures.reserve)
    for item in slide.items:
        if isinstance(item, PlaceholderText):
            place = layout.place(item.place)
            frames[item.place] = place.frame
            narrow = replace(place, frame=replace(place.frame, width=place.frame.width - item.inset))
            found += [f"{item.place} is too long"] if excess_lines(fitter, narrow, item.paragraphs) else []
        elif isinstance(item, Picture):
            frames[item.place] = item.frame
    for name, frame in frames.items():
        top = measures.top if name else pt(0)  # the pattern, which has no placeholder, may begin at the edge
        inside = frame.left.pt >= 0 and frame.left + frame.width <= measures.width and frame.top >= top
        # where the accent line is higher, text goes down to the source line
        lowest = measures.footer_y if layout.accent_y != measures.thread_y.pt else measures.content_bottom
        end = measures.height if name == "source" else lowest
        found += [] if inside and frame.bottom.pt <= end.pt + 0.02 else [f"{name} leaves the slide"]
    pairs = combinations(frames.items(), 2)
    return found + [f"{a} and {b} overlap" for (a, one), (b, other) in pairs if _overlap(one, other)]


def _overlap(one: Frame, other: Frame) -> bool:
    beside = one.left + one.width <= other.left or other.left + other.width <= one.left
    return not (beside or one.bottom <= other.top or other.bottom <= one.top)


def texts(slides: tuple[Slide, ...], place: str, role: str | None = None) -> str:
    """The text of some slides in that placeholder, of all paragraphs or those of that role."""
    items = (item for slide in slides for item in slide.items if isinstance(item, PlaceholderText))
    paragraphs = (p for item in items if item.place == place for p in item.paragraphs)
    return " ".join(p.text for p in paragraphs if role is None or p.role == role)


def marks(slide: Slide) -> Iterator[tuple[Standing, str]]:
    """The marks of a slide: the standing whose icon is the bullet of a paragraph, and its text."""
    layout = sample.layout_of(slide)
    for item in slide.items:
        if isinstance(item, PlaceholderText):
            place = layout.place(item.place)
            levels = ((place.levels[place.level_of(paragraph)], paragraph.text) for paragraph in item.paragraphs)
            yield from ((level.standing, text) for level, text in levels if level.standing is not None)
