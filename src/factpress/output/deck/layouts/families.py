"""All layouts of a deck. A family has one kind of slide in several sizes, from which fitting chooses one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from factpress.core.units import Length
from factpress.design.theme import SlideGrid, TypeStyle
from factpress.output.deck.layouts.figures import chart_layouts, figure_layouts, map_layouts
from factpress.output.deck.layouts.grid import LayoutGrid
from factpress.output.deck.layouts.placeholders import Layout, mirrored
from factpress.output.deck.layouts.quotes import (
    quote_layouts,
    tested_continued_layouts,
    tested_layouts,
    verse_layouts,
)
from factpress.output.deck.layouts.set_slides import (
    columns_layouts,
    key_layouts,
    lower_third_layouts,
    opening_layouts,
    prayer_layouts,
)
from factpress.output.deck.layouts.styles import Styles
from factpress.output.deck.layouts.text import (
    closing_address_layouts,
    closing_cloth_layouts,
    closing_layouts,
    full_picture_layouts,
    picture_layouts,
    section_layouts,
    source_cloth_layouts,
    source_code_layouts,
    source_layouts,
    statement_layouts,
    statement_text_layouts,
    table_layouts,
    text_drawing_layouts,
    text_layouts,
    title_layouts,
)
from factpress.output.deck.presentation import Frame
from factpress.output.pictures import SLIDE_PPI, PictureBox

COARSE_PPI = 90
"""Pixels per inch below which a picture looks coarse on a slide: 1,200 pixels across."""

Families = Mapping[str, tuple[Layout, ...]]

_MADE = (
    title_layouts,
    section_layouts,
    statement_layouts,
    statement_text_layouts,
    figure_layouts,
    quote_layouts,
    chart_layouts,
    text_layouts,
    text_drawing_layouts,
    picture_layouts,
    full_picture_layouts,
    table_layouts,
    source_layouts,
    closing_layouts,
    tested_layouts,
    tested_continued_layouts,
    closing_address_layouts,
    closing_cloth_layouts,
    verse_layouts,
    key_layouts,
    prayer_layouts,
    columns_layouts,
    map_layouts,
    source_code_layouts,
    lower_third_layouts,
    opening_layouts,
    source_cloth_layouts,
)


def layouts(m: SlideGrid, styles: Styles, *, rtl: bool = False) -> Families:
    """Return the layouts by family, each family from the largest size to the smallest, in the order of the template.

    They are mirrored for a deck that reads from right to left.
    """
    return _layouts(m, tuple(styles.by_name.items()), styles.body_min, rtl)


@lru_cache(maxsize=16)
def _layouts(m: SlideGrid, named: tuple[tuple[str, TypeStyle], ...], body_min: Length, rtl: bool) -> Families:
    grid, families = LayoutGrid(m, Styles(dict(named), body_min)), dict[str, tuple[Layout, ...]]()
    for make in _MADE:
        for layout in make(grid):
            made = mirrored(layout, m) if rtl else layout
            families[layout.family] = (*families.get(layout.family, ()), made)
    return families


def by_title(families: Families) -> Mapping[str, Layout]:
    """Return all layouts by their titles."""
    return {layout.title: layout for family in families.values() for layout in family}


def slide_picture(frame: Frame) -> PictureBox:
    """Return the space of a picture on a slide, which it fills."""
    return PictureBox(frame.width, frame.height, SLIDE_PPI, COARSE_PPI, fills=True)


def full_picture(frame: Frame) -> PictureBox:
    """Return the space of a picture from edge to edge, to which it is cropped."""
    return PictureBox(frame.width, frame.height, SLIDE_PPI, COARSE_PPI, covers=True)
