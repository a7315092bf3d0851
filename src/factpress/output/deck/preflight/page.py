"""What rules look at: a slide with its placed texts, and what the slides of a deck share."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.diagnostics import Severity
from factpress.output.deck.preflight.behind import Behind
from factpress.output.deck.preflight.faces import DeckFaces
from factpress.output.deck.preflight.findings import Finding
from factpress.output.deck.preflight.inheritance import TITLES
from factpress.output.deck.preflight.model import Deck, Shape, Slide
from factpress.output.deck.preflight.pictures import Pictures
from factpress.output.deck.preflight.placement import PlacedText


@dataclass(frozen=True, slots=True)
class Page:
    """A slide, and all that rules for a slide need."""

    deck: Deck
    slide: Slide
    texts: tuple[PlacedText, ...]
    faces: DeckFaces
    pictures: Pictures
    behind: Behind

    @property
    def title(self) -> str:
        """The title of the slide; "" if it has none."""
        titles = (one.text for one in self.slide.shapes if one.own and one.role in TITLES)
        return next((" ".join(text.split()) for text in titles if text.strip()), "")


def error(page: Page, code: str, message: str, hint: str, shape: Shape | None = None) -> Finding:
    """An error on a slide: the people in the room see it."""
    return Finding(Severity.ERROR, code, message, hint, (page.slide.number,), name_of(shape))


def warning(page: Page, code: str, message: str, hint: str, shape: Shape | None = None) -> Finding:
    """A warning on a slide."""
    return Finding(Severity.WARNING, code, message, hint, (page.slide.number,), name_of(shape))


def name_of(shape: Shape | None) -> str:
    """The name of a shape as messages state it."""
    return "" if shape is None else shape.name if shape.own else f"{shape.name} (of the layout)"
