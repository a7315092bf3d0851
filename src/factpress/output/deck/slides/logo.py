"""The logo of the brand on the title slide and on the last slide."""

from __future__ import annotations

from factpress.core.units import Length, pt
from factpress.output.deck.presentation import Frame, Item, Photograph
from factpress.output.deck.slides.composer import SlideComposer

_WIDTH = pt(240)


def logo_items(c: SlideComposer, top: Length, height: Length) -> tuple[Item, ...]:
    """Return the logo where lines begin, in a space of that height; none where the brand has none."""
    if c.theme.logo is None:
        return ()
    m, logo = c.theme.slide, c.theme.logo.on(c.palette)
    left = m.width - m.right - _WIDTH if c.rtl else m.left
    frame = Frame(left, top, _WIDTH, height).rounded
    return (Photograph(logo.path, c.document.organisation or c.theme.name, frame=frame, origin=logo.at),)
