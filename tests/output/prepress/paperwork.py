"""Paper, as hands have it: sheets turned, folded and cut, so that a test may leaf through what comes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factpress.output.prepress.geometry import Box
from factpress.output.prepress.imposition import Cell, Forme, Imposition, Sheet
from factpress.publication.products.imposition_schemes import Flip, Size

Face = tuple[int | None, bool]
"""What a face of a leaf shows: a page or nothing, and whether that stands upright as the reader holds it."""


@dataclass(frozen=True)
class Leaf:
    recto: Face
    verso: Face


def through(box: Box, imposed: Imposition) -> Box:
    """Where a box on the back lies as seen from the front, through the paper."""
    return box.flipped(imposed.size) if over_the_head(imposed) else box.mirrored(imposed.size)


def over_the_head(imposed: Imposition) -> bool:
    """A hand turns the sheet about its short or its long edge; as it lies, that is about the one axis or the other."""
    lies = imposed.size.width > imposed.size.height
    return (imposed.flip is Flip.LONG) == lies


def at(forme: Forme, spot: Box, imposed: Imposition, *, back: bool) -> Cell:
    """The cell whose middle lies in that box of the sheet, seen from the front."""
    held: list[Cell] = []
    left, top, right, bottom = (length.emu for length in (spot.left, spot.top, spot.right, spot.bottom))
    for cell in forme:
        across = cell.trim.left.emu + cell.trim.width.emu // 2
        down = cell.trim.top.emu + cell.trim.height.emu // 2
        if back and over_the_head(imposed):
            down = imposed.size.height.emu - down
        elif back:
            across = imposed.size.width.emu - across
        if left < across < right and top < down < bottom:
            held.append(cell)
    (only,) = held
    return only


def upright(cell: Cell, imposed: Imposition, *, back: bool) -> bool:
    """Whether its head points the way that the front's heads do, paper being paper."""
    head_down = cell.turn == 180
    return not (head_down ^ (back and over_the_head(imposed)))


def cut(sheet: Sheet, spots: Sequence[Box], imposed: Imposition) -> list[Leaf]:
    """The sheet in pieces, one for each box."""
    leaves: list[Leaf] = []
    for spot in spots:
        front = at(sheet.front, spot, imposed, back=False)
        recto = (front.page, upright(front, imposed, back=False))
        verso: Face = (None, True)
        if sheet.back is not None:
            back = at(sheet.back, spot, imposed, back=True)
            verso = (back.page, upright(back, imposed, back=True))
        leaves.append(Leaf(recto, verso))
    return leaves


def turned_over(leaf: Leaf) -> Leaf:
    return Leaf(leaf.verso, leaf.recto)


def folded(imposed: Imposition, *, bound_left: bool) -> list[Leaf]:
    """All sheets in each other, folded at the spine with the first one's front outside: the leaves as one reads."""
    (spine,) = imposed.folds
    size = imposed.size
    left = Box(imposed.trim.left * 0, imposed.trim.top * 0, spine, size.height)
    right = Box(spine, left.top, size.width - spine, size.height)
    first: list[Leaf] = []
    last: list[Leaf] = []
    for sheet in imposed.sheets:  # from the outside in
        on_left, on_right = cut(sheet, (left, right), imposed)
        opening, closing = (on_right, on_left) if bound_left else (on_left, on_right)
        first.append(opening)  # its front is the recto that is read first
        last.append(turned_over(closing))  # its front is outside, on the back of the book
    return first + last[::-1]


def read(leaves: Sequence[Leaf]) -> list[Face]:
    return [face for leaf in leaves for face in (leaf.recto, leaf.verso)]


def piles(imposed: Imposition) -> list[list[Leaf]]:
    """All sheets on one pile, cut through at once: a pile of leaves for each box, the first sheet on top."""
    pieces = [cut(sheet, imposed.cuts, imposed) for sheet in imposed.sheets]
    return [list(pile) for pile in zip(*pieces, strict=True)]


def inside(box: Box, size: Size) -> bool:
    return box.left.emu >= 0 and box.top.emu >= 0 and box.right <= size.width and box.bottom <= size.height
