"""The type styles of slides, their smaller steps, and their tracking.

Display type (titles, statements, quotations, large figures) steps down when it does not fit, because a smaller
title is still read from the last row. Other text never goes below `SlideMeasures.body_min`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from factpress.core.units import Length, pt
from factpress.design.theme import Theme, TypeStyle
from factpress.output.deck.typefaces import BOLD, REGULAR

# each step as a share of the style's own size; steps below body_min are left out
STEPS: Mapping[str, tuple[float, ...]] = {
    "title": (1, 0.84, 0.71, 0.62),
    "section": (1, 0.86, 0.75, 0.64),
    "statement": (1, 0.86, 0.76, 0.66, 0.55, 0.45),
    "big-number": (1, 0.84, 0.71, 0.58, 0.46, 0.36),
    "quote": (1, 0.88, 0.77, 0.66, 0.56),
    "slide-heading": (1, 0.84, 0.74),
    "finding": (1, 0.84, 0.72, 0.64),
    "closing": (1, 0.83, 0.66),
    "prayer": (1, 0.883, 0.824),
    "verse": (1, 0.775, 0.64),
    "sources": (1, 0.91, 0.82),
    "table": (1, 0.86, 0.72),
}
_SMALLER_THAN_BODY = ("sources", "table")  # to look things up in; a table is never smaller than the labels of a chart

# tracking in thousandths of an em: large serif type is set closer
TRACKING: Mapping[str, int] = {
    "title": -18,
    "section": -15,
    "statement": -18,
    "big-number": -25,
    "big-number-unit": -10,
    "slide-heading": -8,
    "finding": -8,
    "strip": -8,
    "closing": -14,
}

_BOLD_FROM = 600
"""The least weight of a style of the brand that is bold in a deck."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a theme's slides by name, with the smallest size for text."""

    by_name: Mapping[str, TypeStyle]
    body_min: Length

    def __getitem__(self, name: str) -> TypeStyle:
        return self.by_name[name]

    def steps(self, name: str) -> tuple[TypeStyle, ...]:
        """Return the style and its smaller steps in whole points, largest first; none below `body_min`."""
        style = self.by_name[name]
        smaller = (
            replace(style, size=pt(round(style.size.pt * share)), leading=pt(round(style.leading.pt * share)))
            for share in STEPS.get(name, (1,))[1:]
        )
        return (style, *(s for s in smaller if s.size >= self.body_min or name in _SMALLER_THAN_BODY))


def slide_styles(theme: Theme) -> Styles:
    """Return the slide styles of a brand, and those derived from them.

    Programs know two weights, so the weight of each style is that of regular or bold.
    """
    own = theme.slide_type
    body, mark, heading = own["body"], own["mark"], own["slide-heading"]
    small, quote = theme.slide.body_min, own["quote"]
    lead = replace(body, size=small, leading=small * Fraction(9, 7))
    derived = {
        "question": replace(lead, family=mark.family, weight=mark.weight),
        "lead": lead,
        "attribution": lead,
        "subtitle": replace(body, size=pt(24), leading=pt(29)),
        "statement-lead": replace(body, size=pt(34), leading=pt(44)),
        "sources": replace(body, size=pt(22), leading=pt(28)),
        "table": replace(body, size=pt(28), leading=pt(34)),
        "finding": replace(heading, size=pt(50), leading=pt(55)),
        "quiet": replace(body, size=pt(29), leading=pt(36)),
        "supplied": replace(quote, size=pt(29), leading=pt(36)),
        "verse": replace(quote, size=pt(44), leading=pt(55)),
        "prayer": replace(quote, size=pt(34), leading=pt(47), italic=False),
        "small-mark": replace(mark, size=pt(18), leading=pt(22)),
        "column": replace(heading, size=pt(32), leading=pt(36)),
        "column-figure": replace(heading, size=pt(32), leading=pt(36), weight=REGULAR),
        "strip": replace(heading, size=pt(36), leading=pt(42)),
        "key-word": replace(mark, size=pt(34), leading=pt(38)),
        "address": replace(mark, size=pt(29), leading=pt(36)),
        "tested-mark": replace(mark, size=pt(30), leading=pt(36)),
        "closing": replace(heading, size=pt(58), leading=pt(62)),
        "footer-number": replace(own["footer"], weight=mark.weight),
        "year": replace(own["footer"], size=pt(14), leading=pt(16), weight=mark.weight),
        "notes": replace(body, size=pt(14), leading=pt(19)),
    }
    named = {**derived, **own}
    return Styles({name: _office_style(style, TRACKING.get(name, 0)) for name, style in named.items()}, small)


def _office_style(style: TypeStyle, tracking: int) -> TypeStyle:
    return replace(style, weight=BOLD if style.weight >= _BOLD_FROM else REGULAR, tracking=tracking)


def is_bold(style: TypeStyle) -> bool:
    """Whether office programs set the style in bold type."""
    return style.weight >= BOLD


def bold_style(style: TypeStyle) -> TypeStyle:
    """Return the style in bold type."""
    return replace(style, weight=BOLD)
