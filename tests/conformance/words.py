"""What a document says, collected from the value alone, to be looked for in what was made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factpress.document import model
from factpress.document.model import Chart, Document
from factpress.document.walk import for_target


def said(document: Document, side: str) -> list[str]:
    """Every word of the running text of one side: titles, leads, paragraphs, lists, tables, quotes, notes, sources."""
    return " ".join(_texts(document, side)).split()


def _texts(document: Document, side: str) -> Iterator[str]:
    yield from (document.title, document.subtitle, document.organisation, document.back_text, document.imprint)
    for chapter in document.chapters:
        yield chapter.title
        yield from _inlines(chapter.lead)
        for block in for_target(chapter.blocks, side):
            yield from _block(block)
    for reference in document.references:
        yield from _inlines(reference.entry)
    for standing in document.standings:
        yield from (standing.word, standing.meaning)


def _block(block: Any) -> Iterator[str]:
    match block:
        case model.Heading() | model.Paragraph():
            yield from _inlines(block.children)
        case model.Items():
            for item in block.items:
                for inner in item:
                    yield from _block(inner)
        case model.Table():
            for cell in (block.caption, *block.header, *(cell for row in block.rows for cell in row)):
                yield from _inlines(cell)
        case model.Figure():
            yield from (block.chart.title, block.chart.subtitle, block.chart.standing_text)
        case model.Image():
            yield from _inlines(block.caption)
        case model.Quote():
            yield from _inlines((*block.children, *block.attribution))
        case model.Aside():
            yield from _inlines(block.title)
            for inner in block.blocks:
                yield from _block(inner)
        case model.Compound():
            for inner in block.realize():
                yield from _block(inner)
        case _:
            pass


def _inlines(inlines: model.Inlines) -> Iterator[str]:
    """The words, a note's after those that it stands beside."""
    yield model.plain(inlines)
    for inline in inlines:
        if isinstance(inline, model.Note | model.Emphasis | model.Strong | model.Foreign | model.Link):
            yield from _inlines(inline.children)


def chart_words(chart: Chart) -> list[str]:
    """The words that stand in a chart itself. Of marks along an axis of time, a chart names only some."""
    texts = [
        text
        for row in chart.rows
        for text in (row.label, row.note, *(datum.text for datum in row.data if datum.when is None))
    ]
    return " ".join((*texts, *chart.levels, *(period.label for period in chart.periods))).split()
