"""Type styles of the slides, as a brand gives them and as this room derives them.

Display type (titles, statements, quotations, large figures) steps down when it does not fit, because a smaller
title is still read from the last row; text never goes below `SlideMeasures.body_min`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from factpress.core.units import Length, pt
from factpress.design.theme import Theme, TypeStyle

# each step as a share of the style's own size; the last one that the room allows is "heading" size or body_min
STEPS: Mapping[str, tuple[float, ...]] = {
    "title": (1, 0.84, 0.71, 0.62),
    "section": (1, 0.86, 0.75, 0.64),
    "statement": (1, 0.86, 0.76, 0.66),
    "big-number": (1, 0.84, 0.71, 0.58, 0.46, 0.36),
    "quote": (1, 0.88, 0.77, 0.66, 0.56),
    "slide-heading": (1, 0.84, 0.74),
    "sources": (1, 0.91, 0.82),
}
_BELOW_TEXT = ("sources",)  # a list to look things up in, not to be read from the last row

# tracking in thousandths of an em: large serif type is set closer
TRACKING: Mapping[str, int] = {
    "title": -18,
    "section": -15,
    "statement": -14,
    "big-number": -25,
    "big-number-unit": -10,
    "slide-heading": -8,
    "closing": -8,
}


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a theme's slides by name, with the smallest size for text."""

    by_name: Mapping[str, TypeStyle]
    body_min: Length

    def __getitem__(self, name: str) -> TypeStyle:
        return self.by_name[name]

    def steps(self, name: str) -> tuple[TypeStyle, ...]:
        """The style and its smaller steps, largest first; none below `body_min`."""
        style = self.by_name[name]
        scaled = (scale(style, factor) for factor in STEPS.get(name, (1,)))
        return tuple(s for i, s in enumerate(scaled) if i == 0 or s.size >= self.body_min or name in _BELOW_TEXT)


def scale(style: TypeStyle, factor: float) -> TypeStyle:
    """The style at that share of its size and leading, in whole points."""
    if factor == 1:
        return style
    return replace(style, size=pt(round(style.size.pt * factor)), leading=pt(round(style.leading.pt * factor)))


def styles(theme: Theme) -> Styles:
    """The brand's slide styles, and those between them: question, lead, sources, closing."""
    own = theme.slide_type
    body, mark, heading = own["body"], own["mark"], own["slide-heading"]
    small = theme.slide.body_min
    lead = replace(body, size=small, leading=small * Fraction(9, 7))
    made = {
        "question": replace(lead, family=mark.family, weight=mark.weight),
        "lead": lead,
        "attribution": lead,
        "subtitle": replace(lead, leading=small * Fraction(17, 14)),
        "sources": replace(body, size=pt(22), leading=pt(28)),
        "closing": replace(heading, size=pt(44), leading=pt(52)),
        "footer-number": replace(own["footer"], weight=mark.weight),
        "year": replace(own["footer"], size=pt(14), leading=pt(16), weight=mark.weight),
        "notes": replace(body, size=pt(14), leading=pt(19)),
    }
    return Styles({**made, **own}, small)
