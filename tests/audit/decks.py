"""Decks that a presenter made or changed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches


def changed(deck: bytes, *changes: tuple[str, str], least: int = 1) -> bytes:
    """The deck with words of its parts replaced, each at least `least` times."""
    out, done = BytesIO(), dict.fromkeys(changes, 0)
    with zipfile.ZipFile(BytesIO(deck)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            for was, now in changes:
                if name.endswith((".xml", ".svg")):
                    done[was, now] += data.count(was.encode())
                    data = data.replace(was.encode(), now.encode())
            new.writestr(name, data)
    assert all(count >= least for count in done.values()), done
    return out.getvalue()


def resaved(deck: bytes, change: Callable[[Any], None]) -> bytes:
    """The deck after it was opened, changed and saved."""
    out = BytesIO()
    opened = Presentation(BytesIO(deck))
    change(opened)
    opened.save(out)
    return out.getvalue()


def handmade(slides: Mapping[str, str], notes: str = "") -> bytes:
    """A deck made by hand: titles, and the words under each."""

    def fill(deck: Any) -> None:
        for title, words in slides.items():
            slide = deck.slides.add_slide(deck.slide_layouts[1])
            slide.shapes.title.text = title
            slide.placeholders[1].text = words
            if notes:
                slide.notes_slide.notes_text_frame.text = notes

    return resaved(_empty(), fill)


def _empty() -> bytes:
    out = BytesIO()
    Presentation().save(out)
    return out.getvalue()


def with_chart_and_table(values: tuple[float, ...], cells: tuple[str, ...]) -> bytes:
    """A deck with a native chart with these values, and a table."""

    def fill(deck: Any) -> None:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = "Visitors"
        data = CategoryChartData()
        data.categories = [chr(65 + i) for i in range(len(values))]
        data.add_series("Readers", values)
        box = (Inches(1), Inches(1), Inches(5), Inches(4))
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data)
        table = slide.shapes.add_table(1, len(cells), *box).table
        for i, cell in enumerate(cells):
            table.cell(0, i).text = cell

    return resaved(_empty(), fill)
