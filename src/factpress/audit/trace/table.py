"""Lines of a few columns, for people: the first ones as wide as they need, the last one folded where a line ends."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

WIDTH = 100
"""Characters of a line, as wide as most terminals show without folding it themselves."""

LEAST = 30
"""Characters that the last column always has."""


def widths_of(rows: Iterable[Sequence[str]]) -> list[int]:
    """How wide each column but the last has to be."""
    columns = zip(*(row[:-1] for row in rows), strict=True)
    return [max(map(len, column)) for column in columns]


def aligned(
    rows: Iterable[Sequence[str]], *, indent: int = 2, width: int = WIDTH, widths: Sequence[int] = ()
) -> list[str]:
    """The rows as lines, columns two spaces apart, as wide as they need or as `widths` says.

    A first cell that says what the one above it said is left empty.
    """
    listed = [tuple(row) for row in rows]
    if not listed:
        return []
    columns = len(listed[0])
    widths = widths or widths_of(listed)
    out: list[str] = []
    before: tuple[str, ...] = ("",) * columns
    for row in listed:
        shown = ["" if i == 0 and row[0] == before[0] else row[i] for i in range(columns - 1)]
        head = " " * indent + "".join(f"{cell:<{wide}}  " for cell, wide in zip(shown, widths, strict=True))
        room = max(width - len(head), LEAST)
        first, *rest = textwrap.wrap(row[-1], room, break_long_words=False, break_on_hyphens=False) or [""]
        out += [(head + first).rstrip(), *(" " * len(head) + line for line in rest)]
        before = row
    return out
