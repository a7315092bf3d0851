"""Chooses the layout of a slide: the largest of its family in which every text fits.

Heights are exact, because every line has an exact leading. Lines are counted by `Fitter.line_count`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from factpress.core.units import Length, pt
from factpress.output.deck.fitting.measure import Fitter, Paragraphs
from factpress.output.deck.layouts.placeholders import Layout, Placeholder
from factpress.output.deck.presentation import TextParagraph


@dataclass(frozen=True, slots=True)
class Choice:
    """A layout, with the lines by which texts are too long for it, by their placeholders."""

    layout: Layout
    excess: Mapping[str, int]


def choose(fitter: Fitter, family: Iterable[Layout], texts: Mapping[str, Paragraphs]) -> Choice:
    """Return the first layout of a family in which all texts fit and no word is broken.

    If a word is broken in every layout, return the last one in which all texts fit; if they fit in none, return the
    one that has the fewest lines too many. Layouts without a placeholder for one of the texts are left out.
    """
    texts = {place: paragraphs for place, paragraphs in texts.items() if paragraphs}
    choices: list[Choice] = []
    for layout in family:
        names = {place.name for place in layout.places}
        if not names.issuperset(texts):
            continue
        excess = {name: excess_lines(fitter, layout.place(name), text) for name, text in texts.items()}
        choice = Choice(layout, {name: lines for name, lines in excess.items() if lines})
        choices.append(choice)
        if not choice.excess and not any(breaks_word(fitter, layout.place(name), text) for name, text in texts.items()):
            return choice
    fitting = [choice for choice in choices if not choice.excess]
    return fitting[-1] if fitting else min(choices, key=lambda choice: sum(choice.excess.values()))


def text_height(fitter: Fitter, place: Placeholder, paragraphs: Paragraphs) -> Length:
    """Return the height of some paragraphs in the levels of a placeholder, with the space above each but the first."""
    heights = (_height(fitter, place, paragraph) for paragraph in paragraphs)
    between = (place.before(paragraph) for paragraph in paragraphs[1:])
    return sum((*heights, *between), pt(0))


def _height(fitter: Fitter, place: Placeholder, paragraph: TextParagraph) -> Length:
    """The height of the lines of a paragraph."""
    style = place.style_of(paragraph)
    return fitter.leading(paragraph, style) * fitter.line_count(paragraph, style, place.width_of(paragraph))


def excess_lines(fitter: Fitter, place: Placeholder, paragraphs: Paragraphs) -> int:
    """Return by how many lines a text is too high for its placeholder; 0 if it fits."""
    excess = text_height(fitter, place, paragraphs) - place.frame.height
    return fitter.excess_lines(excess, min((place.style_of(p) for p in paragraphs), key=lambda s: s.leading))


def breaks_word(fitter: Fitter, place: Placeholder, paragraphs: Paragraphs) -> bool:
    """Whether some long word is wider than the line."""
    return any(fitter.breaks_word((p,), place.style_of(p), place.width_of(p)) for p in paragraphs)


def balanced_inset(fitter: Fitter, place: Placeholder, paragraphs: Paragraphs) -> Length:
    """Return the space to keep free at the ends of lines so that they have similar lengths.

    The paragraphs in the largest type are balanced, as far as the others take no more lines for it. 0 for running text
    and lists, for source lines, and for text that is aligned at its end.
    """
    running = place.kind in ("content", "footer") or any(level.bullet for level in place.levels)
    if not paragraphs or place.align == "end" or running:
        return pt(0)
    largest = max(paragraphs, key=lambda p: (place.style_of(p).size, -place.level_of(p)))
    main = tuple(p for p in paragraphs if place.level_of(p) == place.level_of(largest))
    width = place.width_of(largest)
    inset = width - fitter.balanced_width(main, place.style_of(largest), width)
    lines = _line_counts(fitter, place, paragraphs, pt(0))
    shares = (inset * Fraction(share, 4) for share in (4, 3, 2, 1) if inset)
    return next((inset for inset in shares if _line_counts(fitter, place, paragraphs, inset) == lines), pt(0))


def _line_counts(fitter: Fitter, place: Placeholder, paragraphs: Paragraphs, inset: Length) -> list[tuple[int, ...]]:
    return [fitter.line_counts(p, place.style_of(p), place.width_of(p) - inset) for p in paragraphs]


def pages(fitter: Fitter, place: Placeholder, paragraphs: Paragraphs) -> Iterator[Paragraphs]:
    """Divide the paragraphs into pages that fit a placeholder. A paragraph that is higher is a page alone."""
    page: Paragraphs = ()
    height = pt(0)  # of the page
    for paragraph in paragraphs:
        own = _height(fitter, place, paragraph)
        if page and height + place.before(paragraph) + own > place.frame.height:
            # keep an introduction, which ends in a colon, with its list
            introduces = len(page) > 1 and page[-1].text.rstrip().endswith(":") and not page[-1].bullet
            carried = page[-1:] if introduces else ()
            yield page[: len(page) - len(carried)]
            page, height = carried, text_height(fitter, place, carried)
        height += place.before(paragraph) + own if page else own
        page += (paragraph,)
    if page:
        yield page
