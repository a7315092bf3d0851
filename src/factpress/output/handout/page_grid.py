"""How slides lie on a page of the handout: how large, how many beside each other, and the lines to write on."""

from __future__ import annotations

from dataclasses import dataclass

from factpress.core.units import Length, mm
from factpress.design.theme import SlideMeasures
from factpress.publication.products import Handout, Sheet

NUMBER = mm(8)
"""The column of the slide's number, left of it."""

GAP = mm(6)
"""Between a slide and what stands beside it, and between two columns."""

RULE = mm(8)
"""From one line to write on to the next: room for handwriting."""

ABOVE_RULES = mm(2)
"""Between a slide and what stands below it."""

ROWS = 3
_FOOT = mm(1)
"""Kept free at the foot of a page, so that rounding never moves a row overleaf."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The measures of a page. `row` is the height that a slide has for itself, `rules` how many lines go with it."""

    across: int
    notes: bool
    slide_width: Length
    slide_height: Length
    cell: Length
    beside: Length
    row: Length
    rules: int


def grid_of(handout: Handout, sheet: Sheet, slide: SlideMeasures) -> Grid:
    """The grid of a handout: three slides below each other with room beside, or two by three with room below."""
    inner_height = sheet.height - sheet.top - sheet.bottom - _FOOT
    row = inner_height * (1 / ROWS)
    shape = slide.height / slide.width
    if handout.per_page == ROWS:
        width = (sheet.inner - NUMBER - GAP) * 0.55
        beside = sheet.inner - NUMBER - GAP - width
        rules = int((row - ABOVE_RULES - GAP) / RULE)
        cell, across = sheet.inner, 1
    else:
        across = handout.per_page // ROWS
        cell = (sheet.inner - GAP * (across - 1)) * (1 / across)
        width = cell - NUMBER
        beside = width
        rules = int((row - width * shape - GAP - ABOVE_RULES) / RULE)
    return Grid(across, handout.beside == "notes", width, width * shape, cell, beside, row, max(rules, 0))
