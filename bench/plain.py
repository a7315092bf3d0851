"""The same work in a plain script: charts by matplotlib, a booklet by WeasyPrint, slides by python-pptx.

`python plain.py FOLDER` reads what `dump.py` wrote there, and writes booklet.pdf and slides.pptx into it. It does less
than factpress: it reads no facts, formats no citations, measures no text, and corrects no tags.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import pptx
import weasyprint
from matplotlib import font_manager
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.util import Emu, Pt

COLOURS = ("#1D3057", "#17604F", "#56719C")
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def _marks(axes: Any, chart: dict[str, Any]) -> None:
    """Ranges and bars across, anything with time along it."""
    for index, row in enumerate(chart["rows"]):
        colour = COLOURS[index % len(COLOURS)]
        data = row["data"]
        if any(one["when"] is not None for one in data):
            moments = [one["when"] for one in data]
            spans = [(one["when"], one["until"]) for one in data if one["until"] is not None]
            if spans:
                axes.hlines([index] * len(spans), *zip(*spans, strict=True), color=colour, linewidth=6)
            elif chart["kind"] == "steps":
                axes.step(moments, [one["level"] or 0 for one in data], where="post", color=colour)
            else:
                axes.plot(moments, [one["high"] for one in data], color=colour, marker="o")
                axes.fill_between(moments, [d["low"] for d in data], [d["high"] for d in data], color=colour, alpha=0.2)
            for one in data:
                axes.annotate(one["text"] or one["high_text"], (one["when"], one["high"] or index))
        else:
            axes.barh([index] * len(data), [d["high"] - d["low"] or d["high"] for d in data], 0.5, color=colour)
            for one in data:
                axes.text(one["high"], index, one["text"] or one["high_text"], va="center")
    if all(one["when"] is None for row in chart["rows"] for one in row["data"]):
        axes.set_yticks(range(len(chart["rows"])), [row["label"] for row in chart["rows"]])
        axes.invert_yaxis()
    for spell in chart["periods"]:
        axes.axvspan(spell["begin"], spell["end"], color="#C3CAD2", alpha=0.5)


def draw(chart: dict[str, Any], stem: Path) -> None:
    """The chart as SVG, and as PNG where pixels are asked for."""
    figure, axes = plt.subplots(figsize=chart["inches"])
    figure.subplots_adjust(left=0.25, right=0.95, top=0.95, bottom=0.15)
    plt.rcParams.update({"font.size": chart["label_pt"]})
    axes.spines[["top", "right"]].set_visible(False)
    _marks(axes, chart)
    if chart["ticks"] and not any(one["when"] is not None for row in chart["rows"] for one in row["data"]):
        axes.set_xticks([tick["at"] for tick in chart["ticks"]], [tick["text"] for tick in chart["ticks"]])
    figure.savefig(stem.with_suffix(".svg"))
    if chart["pixels"]:
        figure.savefig(stem.with_suffix(".png"), dpi=chart["pixels"] / chart["inches"][0])
    plt.close(figure)


def draw_all(folder: Path, side: str) -> None:
    """The charts of one side; in the deck letters are outlines, on paper they are text."""
    plt.rcParams["svg.fonttype"] = "none" if side == "booklet" else "path"
    for chart in json.loads((folder / f"{side}-charts.json").read_text(encoding="utf-8")):
        draw(chart, folder / f"{side}-{chart['id']}")


def print_booklet(folder: Path) -> None:
    """The booklet, as a tagged PDF."""
    page = weasyprint.HTML(folder / "booklet.html")
    sheets = [weasyprint.CSS(folder / "booklet.css")]
    page.write_pdf(folder / "booklet.pdf", stylesheets=sheets, pdf_variant="pdf/a-2a", pdf_tags=True)


def write_slides(folder: Path) -> None:
    """The slides: titles, texts, pictures as SVG with PNG fallback, notes."""
    given = json.loads((folder / "slides.json").read_text(encoding="utf-8"))
    deck: Any = pptx.Presentation()
    deck.slide_width, deck.slide_height = map(Emu, given["size"])
    parts: dict[str, Part] = {}
    for one in given["slides"]:
        slide = deck.slides.add_slide(deck.slide_layouts[5])
        slide.shapes.title.text = one["title"]
        for item in one["items"]:
            frame = [Emu(length) for length in item["frame"] or (762_000, 1_524_000, 10_668_000, 4_572_000)]
            if item["kind"] == "words":
                box = slide.shapes.add_textbox(*frame).text_frame
                box.word_wrap = True
                box.text = "\n".join(item["lines"])
                for paragraph in box.paragraphs:
                    for run in paragraph.runs:
                        run.font.size = Pt(28)
            else:
                _add_picture(slide, folder / item["file"], frame, item["alt"], parts)
        slide.notes_slide.notes_text_frame.text = one["notes"]
    deck.save(folder / "slides.pptx")


def _add_picture(slide: Any, stem: Path, frame: list[Emu], alt: str, parts: dict[str, Part]) -> None:
    picture = slide.shapes.add_picture(str(stem.with_suffix(".png")), *frame)
    picture._element.nvPicPr.cNvPr.set("descr", alt)
    if stem.name not in parts:
        name = PackURI(f"/ppt/media/vector{len(parts) + 1}.svg")
        svg = stem.with_suffix(".svg").read_bytes()
        parts[stem.name] = Part(name, "image/svg+xml", slide.part.package, svg)
    relation = slide.part.relate_to(parts[stem.name], RELATIONSHIP_TYPE.IMAGE)
    blip = picture._element.blipFill.find("{http://schemas.openxmlformats.org/drawingml/2006/main}blip")
    made = parse_xml(
        f'<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        f' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<a:ext uri="{SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{SVG_NAMESPACE}" r:embed="{relation}"/></a:ext>'
        "</a:extLst>"
    )
    blip.append(made)


def main(folder: Path) -> None:
    """Draws the charts, then writes booklet and deck."""
    for face in json.loads((folder / "faces.json").read_text(encoding="utf-8")):
        font_manager.fontManager.addfont(face)
    plt.rcParams["font.family"] = "Source Sans 3"
    for side in ("booklet", "slides"):
        draw_all(folder, side)
    print_booklet(folder)
    write_slides(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
