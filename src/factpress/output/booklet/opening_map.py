"""A map that opens a part: one drawing over two facing pages, in two halves, and a timeline below it."""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, replace
from fractions import Fraction

from factpress.core.units import Length, mm
from factpress.design.palettes import Palette
from factpress.design.pattern import Repeat, draw_pattern
from factpress.design.theme import Pattern, Theme
from factpress.document.model import Chart
from factpress.output.booklet.cover import opener_height, opener_scale
from factpress.output.html.assets import svg_data_url
from factpress.publication.products import Page

EDGE, FOLD = mm(10), mm(12)
"""How far the text on the map stays from the edges of the pages and from the fold."""

_MAP_FOOT, _BAND_MIDDLE, _BAND = mm(139), mm("165.5"), mm(15)
"""Above a timeline: the lower edge of the map, the middle of the band and its height, on a page 210 mm high."""
CORNER = mm(70), mm(92)
"""Above a timeline, the title of the part stands on the upper right corner of the map."""
_REPEAT = 24
"""The years of the repeat of the band, which is as high as the band."""

LEFT, RIGHT = "left", "right"

_VIEW_BOX = re.compile(rb'width="[\d.]+pt" height="([\d.]+)pt" viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TEXT = re.compile(rb'<text x="(-?[\d.]+)"')


@dataclass(frozen=True, slots=True)
class OpeningMap:
    """The size of the map on each of the two pages, with the bleed on all sides but the lower one."""

    width: Length
    height: Length
    bleed: Length

    @classmethod
    def of(cls, page: Page, *, corner: bool = False) -> OpeningMap:
        """The map above the thread of the opening of a part; one with a `corner` is above a timeline."""
        foot = _MAP_FOOT * opener_scale(page) if corner else opener_height(page)
        return cls(page.width + page.bleed * 2, foot + page.bleed, page.bleed)

    @property
    def whole(self) -> Length:
        """The width of the whole drawing. Its halves overlap by the bleed on both sides of the fold."""
        return self.width * 2 - self.bleed * 2


@dataclass(frozen=True, slots=True)
class WovenHalf:
    """The pattern of the band on one of the pages, by its distances from the edges of that page."""

    address: str
    left: Length
    top: Length
    width: Length
    height: Length


@dataclass(frozen=True, slots=True)
class OpeningBand:
    """The timeline below a map: the drawing of its labels on each page, and the band in the middle of it."""

    top: Length
    width: Length
    height: Length
    band: Length
    thread_y: Length
    corner: tuple[Length, Length]
    woven: tuple[WovenHalf, ...] = ()  # none where the brand has no pattern

    @classmethod
    def of(cls, page: Page) -> OpeningBand:
        """The band without its pattern."""
        scale = opener_scale(page)
        return cls(
            top=_MAP_FOOT * scale,
            width=page.width + page.bleed * 2,
            height=(_BAND_MIDDLE - _MAP_FOOT) * 2 * scale,
            band=_BAND * scale,
            thread_y=_BAND_MIDDLE * scale,
            corner=(CORNER[0] * scale, CORNER[1] * scale),
        )


def woven_band(chart: Chart, theme: Theme, page: Page) -> OpeningBand:
    """The band of a timeline with the pattern of the brand: one upright thread a year, from edge to edge."""
    band, years = OpeningBand.of(page), band_years(chart, theme)
    if theme.ornament is None or years is None:
        return band
    ornament, palette = replace(theme.ornament, undyed_after=0), theme.palettes["print"]
    return replace(band, woven=_woven(ornament, palette, page, band.band, band.thread_y, years))


@functools.lru_cache(maxsize=8)
def _woven(
    ornament: Pattern, palette: Palette, page: Page, height: Length, thread_y: Length, years: tuple[int, int]
) -> tuple[WovenHalf, ...]:
    """The pattern on the two pages, `height` high and with its middle at `thread_y`."""
    whole = page.width * 2 - EDGE * 2
    pitch = whole * Fraction(1, years[1] + 1 - years[0])
    cloth = draw_pattern(
        ornament,
        palette,
        width=height,
        pitch=pitch,
        years=years,
        repeat=Repeat(height / pitch, _REPEAT),
        loose=(False, False),
    ).without(palette.accent)
    # the halves overlap by the bleed on both sides of the fold
    fold, top = page.width - EDGE, thread_y - height * Fraction(1, 2) + cloth.left
    parts = ((mm(0), fold + page.bleed, EDGE), (fold - page.bleed, whole - fold + page.bleed, -page.bleed))
    return tuple(
        WovenHalf(svg_data_url(cloth.upright(begin, width)), left, top, width, cloth.width)
        for begin, width, left in parts
    )


def band_years(chart: Chart, theme: Theme) -> tuple[int, int] | None:
    """The first and last year of the pattern with those of all events; None where the brand has no pattern."""
    if theme.ornament is None:
        return None
    ends = [
        math.floor(end)
        for row in chart.rows
        for datum in row.data
        if datum.when is not None
        for end in (datum.when, max(datum.when, (datum.until or datum.when) - 1e-6))
    ]
    return min([theme.ornament.first, *ends]), max([theme.ornament.last, *ends])


def half_name(chart: str, side: str) -> str:
    """The name of a half of a chart's drawing, "where/left"."""
    return f"{chart}/{side}"


def half_of(svg: bytes, side: str, opening: OpeningMap) -> bytes:
    """One half of a drawing, with the labels that begin in it: none is at the fold."""
    whole, width = opening.whole.pt, opening.width.pt
    left = 0.0 if side == LEFT else whole - width
    view = f'viewBox="{left:.4f} 0 {width:.4f} '.encode()

    def cut(found: re.Match[bytes]) -> bytes:
        return f'width="{width:.4f}pt" height="'.encode() + found[1] + b'pt" ' + view + found[3] + b'"'

    cropped = _VIEW_BOX.sub(cut, svg, count=1)

    def is_kept(line: bytes) -> bool:
        found = _TEXT.match(line)
        return found is None or (float(found[1]) < whole / 2) == (side == LEFT)

    return b"".join(filter(is_kept, cropped.splitlines(keepends=True)))
