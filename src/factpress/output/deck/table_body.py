"""The rows of a table as OOXML. A cell inherits no format from its placeholder, so its text has all of them."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.core.units import pt
from factpress.output.deck.ooxml import tables
from factpress.output.deck.ooxml.text import ParagraphFormat, paragraph
from factpress.output.deck.placeholders import Placeholder
from factpress.output.deck.presentation import Cell, PlaceholderText, TableShape
from factpress.output.deck.text_body import LinkIds, TextWriter


def table_rows(writer: TextWriter, place: Placeholder, table: TableShape, link_ids: LinkIds) -> Iterator[str]:
    """Yield the rows of a table; the first is its header."""
    rtl, last = writer.master_style.rtl, len(table.columns) - 1

    def cell(content: Cell, column: int, *, header: bool) -> str:
        text = PlaceholderText(place.name, (content.text,), size=table.size)
        runs = writer.runs(place, text, content.text, link_ids, tables.HEADER_COLOUR if header else tables.CELL_COLOUR)
        align = "r" if content.numeric != rtl else "l"
        after = pt(0) if column == last else table.gap
        left, right = (after, pt(0)) if rtl else (pt(0), after)
        space = tables.CellSpace(left, right, table.padding)
        fmt = ParagraphFormat(content.text.leading, align=align, rtl=rtl)
        return tables.cell(paragraph(runs, fmt), space, tables.HEADER_RULE if header else tables.RULE)

    for number, each in enumerate(table.rows):
        cells = (cell(content, column, header=not number) for column, content in enumerate(each.cells))
        yield tables.row(cells, each.height)
