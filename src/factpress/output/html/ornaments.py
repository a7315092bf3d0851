"""What templates may place: line drawings, strands of the brand's pattern, and QR codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factpress.core.units import mm
from factpress.design.pattern import draw_strands
from factpress.design.theme import Theme
from factpress.output.html.assets import qr_code, svg_data_url


def ornaments(theme: Theme) -> Mapping[str, Callable[..., str]]:
    """The functions for templates. Lengths are in millimetres.

    `drawing(name, width)` is the address of a line drawing, "" if there is none. `strands(first, width, pitch)` is that
    of the pattern with a line for each whole year from `first` on, "" without one, or for a brand without a pattern.
    `code(address)` is that of the QR code of an address, "" without one.
    """
    palette = theme.palettes["print"]

    def drawing(name: str, width: float) -> str:
        found = theme.drawings.get(name)
        return svg_data_url(found.svg(palette, mm(width), titled=False)) if found is not None else ""

    def strands(first: int | None, width: float, pitch: float) -> str:
        drawn = draw_strands(theme.ornament, palette, first, width=mm(width), pitch=mm(pitch))
        return svg_data_url(drawn.svg) if drawn is not None else ""

    def code(address: str) -> str:
        return svg_data_url(qr_code(address)[0]) if address else ""

    return {"drawing": drawing, "strands": strands, "code": code}
