"""Tables on slides: columns as wide as their text needs, and rows on as many slides as they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from factpress.core.units import Length, pt
from factpress.design.theme import TypeStyle
from factpress.document.blocks.slide import Slide as SlideBlock
from factpress.document.model import Inlines, Table, plain
from factpress.output.deck.fitting.measure import Paragraphs
from factpress.output.deck.presentation import Cell, Frame, Slide, TableRow, TableShape, TextParagraph
from factpress.output.deck.runs import Provenance, provenance, runs
from factpress.output.deck.slides.composer import PlacedText, SlideComposer

_GAP, _PADDING = pt(28), pt(6)
"""Between two columns, and above and below the text of a row."""
_LEAST_SHARE, _SPARE = 0.6, 0.25
"""The share of the slide's width that a table has at least, and of its text's width that it is wider, if there is room.

A machine without the fonts may use a wider one.
"""


@dataclass(frozen=True, slots=True)
class _Setting:
    """A table in one size of type: the widths of its columns, and its rows, the header first."""

    style: TypeStyle
    columns: tuple[Length, ...]
    rows: tuple[TableRow, ...]

    @property
    def highest(self) -> Length:
        """The height of the header and the highest row."""
        return self.rows[0].height + max((row.height for row in self.rows[1:]), default=pt(0))

    def pages(self, room: Length) -> list[tuple[TableRow, ...]]:
        """Return the rows of each slide, without the header: as many as fit, or fewer so that all have about as many.

        A row that is higher than a slide is alone on it.
        """
        header, *rows = self.rows
        free = room - header.height
        found = _divided(rows, free, len(rows))
        even = _divided(rows, free, -(-len(rows) // len(found)))
        return even if len(even) == len(found) else found


def _divided(rows: list[TableRow], room: Length, most: int) -> list[tuple[TableRow, ...]]:
    """Return the rows in groups of that height and at most `most` rows."""
    pages: list[tuple[TableRow, ...]] = [()]
    used = pt(0)
    for row in rows:
        if pages[-1] and (used + row.height > room or len(pages[-1]) == most):
            pages.append(())
            used = pt(0)
        pages[-1] = (*pages[-1], row)
        used += row.height
    return pages


def table_slides(
    c: SlideComposer, block: SlideBlock, table: Table, above: Paragraphs = (), stated: Provenance | None = None
) -> Iterator[Slide]:
    """Compose a table under the title of the slide block that contains it, with the text `above` on its first slide.

    `stated` is what that text states. Every slide has the header. The size of type is the one that takes the fewest
    slides, and of these the largest.
    """
    stated = (stated or Provenance()) + provenance(block.heading, table.caption, *table.header)
    above = (*above, *_caption(c, table))
    settings = tuple(_settings(c, table))
    title = c.unique_title(block.title)
    if not settings:
        _report_width(c, table, title)
        return
    first = _room(c, title, above).height
    # a title with "(continued)" may need a line more
    room = min(first, _room(c, f"{block.title} ({c.word('continued')} 2)", ()).height)
    divided = [(s, [s.rows[1:]]) for s in settings if _height(s.rows) <= first]
    divided = divided[:1] or [(s, s.pages(room)) for s in settings]
    setting, pages = min(divided, key=lambda pair: (pair[0].highest > room, len(pair[1])))
    done = 0
    for number, page in enumerate(pages):
        title = c.unique_title(block.title) if number else title
        texts = (PlacedText("title", c.paragraphs(title)), PlacedText("body", above if not number else ()))
        layout, items = c.fitted("table", title, texts)
        full, rows, style = layout.place("table").frame, (setting.rows[0], *page), setting.style
        c.report_overflow(c.fitter.excess_lines(_height(rows) - full.height, style), title, "table")
        width = sum(setting.columns, pt(0))
        left = full.left + full.width - width if c.rtl else full.left
        frame = replace(full, left=left, width=width, height=_height(rows)).rounded
        items.append(TableShape(frame, setting.columns, rows, style.size, style.leading, _GAP, _PADDING))
        cells = (cell for row in table.rows[done : done + len(page)] for cell in row)
        told = stated + provenance(*cells)
        yield c.slide(layout, (*items, *c.source_line(layout, told, title)), c.notes(told))
        done += len(page)


def fits_one_slide(c: SlideComposer, block: SlideBlock, table: Table, above: Paragraphs) -> bool:
    """Whether a table fits one slide with the text above it."""
    texts = {"title": c.paragraphs(block.title), "body": (*above, *_caption(c, table))}
    choice = c.choose("table", texts)
    room = choice.layout.place("table").frame.height
    return not choice.excess and any(_height(setting.rows) <= room for setting in _settings(c, table))


def _room(c: SlideComposer, title: str, above: Paragraphs) -> Frame:
    """Return the frame of a table below a title and the text above it."""
    return c.choose("table", {"title": c.paragraphs(title), "body": above}).layout.place("table").frame


def _height(rows: tuple[TableRow, ...]) -> Length:
    return sum((row.height for row in rows), pt(0))


def _caption(c: SlideComposer, table: Table) -> Paragraphs:
    words = runs(table.caption, c.document.language, strong=True)
    return (TextParagraph(words),) if plain(table.caption).strip() else ()


# sizes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _settings(c: SlideComposer, table: Table) -> Iterator[_Setting]:
    """Yield the table in each size of type in which its columns fit the slide, the largest first."""
    texts, width = _texts(c, table), c.families["table"][0].place("table").frame.width
    for style in c.styles.steps("table"):
        columns = _widths(_needs(c, texts, style, table.numeric), width.pt)
        if columns:
            rows = tuple(_row(c, row, style, columns, table.numeric) for row in texts)
            yield _Setting(style, columns, rows)


def _texts(c: SlideComposer, table: Table) -> list[tuple[TextParagraph, ...]]:
    """Return the text of each cell, the header in bold type."""

    def row(cells: tuple[Inlines, ...], *, strong: bool = False) -> tuple[TextParagraph, ...]:
        return tuple(TextParagraph(runs(cell, c.document.language, strong=strong)) for cell in cells)

    return [row(table.header, strong=True), *map(row, table.rows)]


def _needs(
    c: SlideComposer, texts: list[tuple[TextParagraph, ...]], style: TypeStyle, numeric: tuple[bool, ...]
) -> list[tuple[float, float]]:
    """Return the least width of each column and the one in which every cell is one line. No number is broken."""
    needs: list[tuple[float, float]] = []
    for column, is_numeric in enumerate(numeric):
        header, *cells = (c.fitter.column(row[column], style) for row in texts)
        least = max(header[0], *(cell[is_numeric] for cell in cells), 0.0)
        needs.append((least, max(header[1], *(most for _, most in cells), 0.0)))
    return needs


def _widths(needs: list[tuple[float, float]], width: float) -> tuple[Length, ...]:
    """Return the widths of columns with those needs, each with its gap; none where they do not fit.

    Narrow columns are as wide as their text, and the others share the rest.
    """
    count, gaps = len(needs), _GAP.pt * (len(needs) - 1)
    free = width - gaps
    if sum(least for least, _ in needs) > free:
        return ()
    low, high = 0.0, max(most for _, most in needs)
    for _ in range(32):  # the limit at which the columns fill the width
        limit = (low + high) / 2
        low, high = (limit, high) if sum(max(a, min(b, limit)) for a, b in needs) <= free else (low, limit)
    widths = [max(a, min(b, low if sum(b for _, b in needs) > free else b)) for a, b in needs]
    spare = min(width, max(width * _LEAST_SHARE, (sum(widths) + gaps) * (1 + _SPARE))) - gaps - sum(widths)
    widths = [each + spare / count for each in widths]
    return tuple(pt(round(each + (_GAP.pt if i < count - 1 else 0), 2)) for i, each in enumerate(widths))


def _row(
    c: SlideComposer,
    cells: tuple[TextParagraph, ...],
    style: TypeStyle,
    columns: tuple[Length, ...],
    numeric: tuple[bool, ...],
) -> TableRow:
    """Return a row with the height of its highest cell."""
    widths = [column - _GAP for column in columns[:-1]] + [columns[-1]]
    heights = [
        c.fitter.leading(cell, style) * c.fitter.line_count(cell, style, width)
        for cell, width in zip(cells, widths, strict=True)
    ]
    made = (
        Cell(replace(cell, leading=c.fitter.leading(cell, style)), is_numeric)
        for cell, is_numeric in zip(cells, numeric, strict=True)
    )
    return TableRow(tuple(made), max(heights) + _PADDING * 2)


def _report_width(c: SlideComposer, table: Table, title: str) -> None:
    """Report a table whose columns do not fit in the smallest size, with the number of those that do."""
    texts, width = _texts(c, table), c.families["table"][0].place("table").frame.width
    needs = _needs(c, texts, c.styles.steps("table")[-1], table.numeric)
    fitting = next(count for count in range(len(needs) - 1, -1, -1) if not count or _widths(needs[:count], width.pt))
    message = f'the table on the slide "{title}" has {len(needs)} columns, and {fitting or "none"} of them fit'
    hint = "leave columns out, use shorter words in them, divide the table, or draw it as a chart"
    c.problems.error("slide-table", message, c.origin, hint)
