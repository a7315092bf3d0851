"""The rows of a table as OOXML. A cell inherits no format from its placeholder, so its text has all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factpress.core.units import pt
from factpress.output.deck.layouts.placeholders import Level, Placeholder
from factpress.output.deck.ooxml import tables
from factpress.output.deck.ooxml.text import ParagraphFormat, paragraph
from factpress.output.deck.presentation import Cell, TableShape
from factpress.output.deck.writer.text_body import LinkIds, TextWriter


def table_rows(writer: TextWriter, place: Placeholder, table: TableShape, link_ids: LinkIds) -> Iterator[str]:
    """Yield the rows of a table; the first is its header."""
    rtl, last = writer.master_style.rtl, len(table.columns) - 1

    def cell(content: Cell, column: int, *, header: bool) -> str:
        colour = tables.HEADER_COLOUR if header else tables.CELL_COLOUR
        style = replace(place.style, size=table.size, leading=table.leading)
        runs = writer.runs(Level("cell", style, colour), content.text, link_ids, complete=True)
        align = "r" if content.numeric != rtl else "l"
        after = pt(0) if column == last else table.gap
        left, right = (after, pt(0)) if rtl else (pt(0), after)
        space = tables.CellSpace(left, right, table.padding)
        # LibreOffice gives cells the first level of the master, which has a bullet and a space above
        fmt = ParagraphFormat(content.text.leading, pt(0), align=align, rtl=rtl, plain=True)
        return tables.cell(paragraph(runs, fmt), space, tables.HEADER_RULE if header else tables.RULE)

    for number, each in enumerate(table.rows):
        cells = (cell(content, column, header=not number) for column, content in enumerate(each.cells))
        yield tables.row(cells, each.height)
