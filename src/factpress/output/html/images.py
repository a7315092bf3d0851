"""Pictures that a press brings itself: the QR code, and any SVG as an address that a page may name."""

from __future__ import annotations

import base64
from fractions import Fraction

from factpress.core.units import Length, mm

QR = mm(27)
"""Side of the QR code without its quiet zone: read from 27 cm, at arm's length."""

QUIET = 4
"""Modules kept white around a QR code (ISO/IEC 18004, 5.3.8)."""


SMALLEST_MODULE = mm("0.4")
"""A module that a phone's camera still tells from its neighbours when an office printer has printed it."""

FAR = mm(1000)
"""From here on a code hangs on a wall, and is made to stand more damage."""


def qr_module(modules: int, distance: Length) -> Length:
    """The side of one module: the whole code is a tenth of the distance that it is read from, or larger."""
    return max(distance * Fraction(1, 10 * modules), SMALLEST_MODULE)


def qr_code(address: str, error: str = "m") -> tuple[str, int]:
    """A QR code of that error level as SVG, one unit a module, and how many modules it has a side."""
    import segno

    rows = [[bool(module) for module in row] for row in segno.make_qr(address, error=error, boost_error=False).matrix]
    side = len(rows) + 2 * QUIET
    path: list[str] = []
    for y, row in enumerate(rows, start=QUIET):
        x = 0
        while x < len(row):
            run = next((i for i in range(x, len(row)) if not row[i]), len(row)) - x
            if run:
                # a hair higher than its row, so that no reader paints a seam between two
                path.append(f"M{x + QUIET} {y}h{run}v1.02h-{run}z")
            x += max(run, 1)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" width="{side}" height="{side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{"".join(path)}"/></svg>'
    )
    return svg, len(rows)


def svg_address(svg: bytes) -> str:
    """An SVG as an address of its own, so that its ids and styles stay inside it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode("ascii")
