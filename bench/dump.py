"""Writes the input of the plain script: the HTML to print, the charts to draw, the slides to write.

The HTML and the slides refer to charts by name; the plain script draws them.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from factpress.core.paths import Places
from factpress.design.fonts import FontSet
from factpress.document.walk import figures
from factpress.edition import Edition, read_edition
from factpress.output.booklet.html import stylesheet, to_html
from factpress.output.charts import Drawing
from factpress.output.deck.layouts.families import by_title, layouts
from factpress.output.deck.layouts.placeholders import Layout
from factpress.output.deck.layouts.styles import slide_styles
from factpress.output.deck.presentation import Frame, Item, Notes, Picture, PlaceholderText, Slide, single_items
from factpress.output.deck.renderer import to_slides
from factpress.output.pdf.url_fetcher import locate
from factpress.output.renderers import RENDERERS
from factpress.workflows.tasks import RenderTask, draw, select_products

_OWN_ADDRESS = re.compile(r'(?:asset|template|own):[^"\')\s]+')


def dump(publication: Path, booklet: str, deck: str, target: Path) -> None:
    """Writes the input for these two products of a publication into the folder `target`."""
    edition = read_edition(publication)
    target.mkdir(parents=True, exist_ok=True)
    _dump_booklet(edition, booklet, target)
    _dump_deck(edition, deck, target)


def _work(edition: Edition, name: str) -> tuple[RenderTask, dict[str, Drawing]]:
    product = select_products(edition.products, (name,))[0]
    work = RenderTask.of(edition, product, Path(product.file), None)
    return work, draw(work)


def _charts(edition: Edition, work: RenderTask) -> list[dict[str, Any]]:
    info = RENDERERS[work.product.renderer]
    charts: list[dict[str, Any]] = []
    for figure in figures(edition.document, info.target_name):
        place = info.load().chart_format(figure.chart, edition.theme, work.product)
        size = {"inches": [place.width.inches, place.height.inches], "pixels": place.pixels, "label_pt": place.label_pt}
        chart = asdict(figure.chart)
        del chart["origin"]  # not needed for drawing
        charts.append({**chart, **size})
    return charts


def _dump_booklet(edition: Edition, name: str, target: Path) -> None:
    work, drawings = _work(edition, name)
    html = to_html(work.document, work.theme, work.product, work.places)
    for chart in drawings:
        html = html.replace(f"chart:{chart}", f"booklet-{chart}.svg")
    css = stylesheet(work.theme, work.product)
    (target / "booklet.html").write_text(_with_files(html, work.places), encoding="utf-8")
    (target / "booklet.css").write_text(_with_files(css, work.places), encoding="utf-8")
    _write(target / "booklet-charts.json", _charts(edition, work))
    _write(target / "faces.json", [str(face.path) for face in work.theme.faces])


def _with_files(text: str, places: Places) -> str:
    """The text with the engine's addresses replaced by file addresses, which WeasyPrint can fetch."""

    def file(match: re.Match[str]) -> str:
        path = locate(match[0], places)
        return path.as_uri() if path is not None else match[0]

    return _OWN_ADDRESS.sub(file, text)


def _dump_deck(edition: Edition, name: str, target: Path) -> None:
    work, drawings = _work(edition, name)
    fonts = FontSet.of(work.theme)
    presentation = to_slides(work.document, work.theme, work.product, drawings, fonts)
    by_drawing = {drawing.svg: chart for chart, drawing in drawings.items()}
    pictures: dict[bytes, str] = {}

    named = by_title(layouts(work.theme.slide, slide_styles(work.theme)))

    def item(one: Item, layout: Layout) -> dict[str, Any] | None:
        match one:
            case PlaceholderText(place, paragraphs):
                frame = _frame(layout.place(place).frame)
                return {"kind": "words", "lines": [line.text for line in paragraphs], "frame": frame}
            case Picture():
                chart = by_drawing.get(one.svg)
                stem = f"slides-{chart}" if chart else pictures.setdefault(one.svg, f"picture-{len(pictures)}")
                if not chart:
                    (target / f"{stem}.svg").write_bytes(one.svg)
                    (target / f"{stem}.png").write_bytes(one.png)
                return {"kind": "picture", "file": stem, "alt": one.alt, "frame": _frame(one.frame)}
            case _:
                return None

    def slide(one: Slide) -> dict[str, Any]:
        made = (item(each, named[one.layout]) for each in single_items(one.items))
        items = [plain for plain in made if plain is not None]
        return {"title": one.title, "items": items, "notes": _spoken(one.notes)}

    size = [work.theme.slide.width.emu, work.theme.slide.height.emu]
    slides = [slide(one) for section in presentation.sections for one in section.slides]
    _write(target / "slides.json", {"size": size, "slides": slides})
    _write(target / "slides-charts.json", _charts(edition, work))


def _frame(frame: Frame) -> list[int]:
    return [frame.left.emu, frame.top.emu, frame.width.emu, frame.height.emu]


def _spoken(notes: Notes) -> str:
    return "\n".join(line.text for line in (*notes.spoken, *notes.sources))


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
