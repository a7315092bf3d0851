"""A map that opens a part: one drawing over two facing pages, in two halves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factpress.core.units import Length, mm
from factpress.output.booklet.cover import opener_height
from factpress.publication.products import Page

EDGE, FOLD = mm(10), mm(12)
"""How far the text on the map stays from the edges of the pages and from the fold."""

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
    def of(cls, page: Page) -> OpeningMap:
        """The map above the thread of the opening of a part."""
        return cls(page.width + page.bleed * 2, opener_height(page) + page.bleed, page.bleed)

    @property
    def whole(self) -> Length:
        """The width of the whole drawing. Its halves overlap by the bleed on both sides of the fold."""
        return self.width * 2 - self.bleed * 2


def half_name(chart: str, side: str) -> str:
    """The name of a half of a chart's drawing, "where/left"."""
    return f"{chart}/{side}"


def half_of(svg: bytes, side: str, opening: OpeningMap) -> bytes:
    """One half of a drawing, with the labels that begin in it: none is at the fold."""
    whole, width = opening.whole.pt, opening.width.pt
    left = 0.0 if side == LEFT else whole - width
    size = f'width="{width:.4f}pt" height="{opening.height.pt:.4f}pt" viewBox="{left:.4f} 0 {width:.4f} '.encode()
    cropped = _VIEW_BOX.sub(lambda found: size + found[3] + b'"', svg, count=1)

    def is_kept(line: bytes) -> bool:
        found = _TEXT.match(line)
        return found is None or (float(found[1]) < whole / 2) == (side == LEFT)

    return b"".join(filter(is_kept, cropped.splitlines(keepends=True)))
