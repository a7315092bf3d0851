"""Where the lines of all texts are on a slide, and which text is higher than its box."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factpress.output.deck.preflight.geometry import Frame, Quad, moved, quad
from factpress.output.deck.preflight.model import Autofit, Body, Fill, Run, Shape, Slide, Table
from factpress.output.deck.preflight.text_layout import Block, Measures, laid_out
from factpress.output.prepress.geometry import Matrix


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line on the slide: the rectangle of its letters, and those of its parts in one run."""

    quad: Quad
    size: float
    segments: tuple[tuple[Quad, Run], ...]


@dataclass(frozen=True, slots=True)
class PlacedText:
    """The text of a shape or a cell.

    `lines` is None where the lines are not known. `excess` is by how many points the letters are outside of the box.
    `order` is the place of the shape among those of the slide, from back to front. `fill` is what fills the cell, or
    None for the fill of a table style, which the file may not have.
    """

    shape: Shape
    order: int
    body: Body
    lines: tuple[PlacedLine, ...] | None
    excess: float = 0
    last: float = 0
    fill: Fill | None = None


def placed_texts(slide: Slide, measures: Measures) -> Iterator[PlacedText]:
    """All texts that the slide shows, from back to front."""
    for order, shape in enumerate(slide.shapes):
        if shape.frame is None:
            continue
        if shape.table is not None:
            yield from _cells(shape, order, shape.table, shape.frame, measures)
        elif shape.body is not None and shape.body.text.strip():
            yield _in_shape(shape, order, shape.body, shape.frame, measures)


def _in_shape(shape: Shape, order: int, body: Body, frame: Frame, measures: Measures) -> PlacedText:
    frame = replace(frame, angle=0) if body.upright else frame
    left, top, right, bottom = body.area
    before, above, behind, below = body.insets
    x, y = frame.width * left + before, frame.height * top + above
    width, height = frame.width * (right - left) - before - behind, frame.height * (bottom - top) - above - below
    block = laid_out(body, max(width, 1), measures) if body.plain else None
    if block is None:
        return PlacedText(shape, order, body, None, fill=shape.fill)
    lines = tuple(_on_slide(block, body, frame.matrix, (x, y, max(width, 1), height)))
    # text may stand in the insets, and a little outside the rectangle for text of a form such as an ellipse
    room = frame.height * top / 2, frame.height * (1 + bottom) / 2
    excess = _excess(block, body, y, height, room) if body.autofit is not Autofit.GROW else 0
    return PlacedText(shape, order, body, lines, excess, block.last, shape.fill)


def _excess(block: Block, body: Body, y: float, height: float, room: tuple[float, float]) -> float:
    """By how much the letters are above or below the room for them."""
    if body.columns > 1:
        return block.height / body.columns - height
    start = y + _start(block, body, height)
    tops, bottoms = [line.top for line in block.lines], [line.bottom for line in block.lines]
    above, below = room[0] - start - min(tops, default=0), start + max(bottoms, default=0) - room[1]
    return max(above, below)


def _start(block: Block, body: Body, height: float) -> float:
    return {"ctr": (height - block.height) / 2, "b": height - block.height}.get(body.anchor, 0)


def _on_slide(
    block: Block, body: Body, matrix: Matrix, room: tuple[float, float, float, float]
) -> Iterator[PlacedLine]:
    x, y, width, height = room
    start = _start(block, body, height)
    column = (width - body.gap * (body.columns - 1)) / body.columns + body.gap
    for line in block.lines:
        dx, dy = x, y + start
        if body.columns > 1 and height > 0:
            count = min(int(line.top // height), body.columns - 1)
            dx, dy = x + max(count, 0) * column, y - max(count, 0) * height
        at = moved(dx, dy) @ matrix
        segments = tuple((quad(at, s.left, line.top, s.right, line.bottom), s.run) for s in line.segments)
        size = max((s.run.size for s in line.segments), default=0) * body.scale
        yield PlacedLine(quad(at, line.left, line.top, line.right, line.bottom), size, segments)


def _cells(shape: Shape, order: int, table: Table, frame: Frame, measures: Measures) -> Iterator[PlacedText]:
    """The texts of a table, whose rows grow with their text."""
    scale = frame.width / sum(table.widths) if sum(table.widths) > 0 else 1
    widths = [width * scale for width in table.widths]
    heights = list(table.heights)
    blocks: list[Block | None] = []
    for cell in table.cells:
        left, top, right, bottom = cell.body.insets
        room = sum(widths[cell.column : cell.column + cell.columns]) - left - right
        block = laid_out(cell.body, max(room, 1), measures) if cell.body.plain else None
        blocks.append(block)
        if block is not None and cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], block.height + top + bottom)
    for cell, block in zip(table.cells, blocks, strict=True):
        if not cell.body.text.strip():
            continue
        lines = None
        if block is not None:
            left, top, right, bottom = cell.body.insets
            x, y = sum(widths[: cell.column]) + left, sum(heights[: cell.row]) + top
            width = sum(widths[cell.column : cell.column + cell.columns]) - left - right
            height = sum(heights[cell.row : cell.row + cell.rows]) - top - bottom
            lines = tuple(_on_slide(block, cell.body, frame.matrix, (x, y, width, height)))
        yield PlacedText(shape, order, cell.body, lines, fill=cell.fill)
