"""A publication about wells, composed by hand: every kind of slide, and nothing that the engine knows."""

from __future__ import annotations

import functools
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.design.font_files import FaceFile
from factpress.design.fonts import FontSet
from factpress.design.theme import Theme, load_theme
from factpress.document.blocks.slide import Slide as Fence
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Block,
    Chapter,
    Chart,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Inlines,
    Items,
    Link,
    Note,
    Paragraph,
    Quote,
    Reference,
    SpeakerNotes,
    StandingWords,
    Stated,
    Strong,
    Text,
)
from factpress.output.charts import Drawing
from factpress.output.deck.layouts.families import Families, by_title, layouts
from factpress.output.deck.layouts.placeholders import Layout
from factpress.output.deck.layouts.styles import slide_styles
from factpress.output.deck.presentation import Presentation, Slide
from factpress.output.deck.renderer import chart_format, to_slides
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Product

FONTS = Path(__file__).parents[3] / "assets" / "fonts"
WORDS = {
    "continued": "continued",
    "source-line": "Source: {source}",
    "source": "Source",
    "sources": "Sources",
    "sources-for-this-talk": "Sources for this talk",
    "sources-in-notes": "The notes of this slide list all sources.",
    "read-more": "Read more",
    "qr-code-for": "QR code for {address}",
    "low": "Low",
    "high": "High",
    "quotation": "Quotation",
    "colon": ":",
    "our-page-said": "Our page said",
}
STANDINGS = (
    StandingWords(Standing.VERIFIED, "Verified", "We read the primary source and it agrees."),
    StandingWords(Standing.REPORTED, "Reported", "A named source says so."),
    StandingWords(Standing.CONTESTED, "Contested", "Sources of standing disagree."),
    StandingWords(Standing.OUTDATED, "Outdated", "Newer work has replaced it."),
    StandingWords(Standing.UNTRACED, "Untraced", "We could not find that the source says it."),
)


def text(words: str) -> Inlines:
    return (Text(words),)


def note(short: str, standing: Standing = Standing.VERIFIED, why: str = "") -> Note:
    return Note(text(f"{why}{' ' if why else ''}{short}."), short, standing, ("s1", "s2"))


def stated(words: str, claim: str = "wells", value: str = "dug") -> Stated:
    return Stated(claim, value, words, Standing.VERIFIED)


@functools.cache
def theme() -> Theme:
    problems = Problems()
    loaded = load_theme(Places.of(Path(__file__).parent), problems)
    assert loaded is not None, problems.found
    # a second script, so that words of it are set in a font of its own
    scripts = {"Khmr": ("Noto Serif Khmer", "Noto Sans Khmer")}
    faces = tuple(
        FaceFile(family, 400, italic=False, path=FONTS / f"{family.replace(' ', '')}-Regular.ttf")
        for family in scripts["Khmr"]
    )
    return replace(loaded, faces=loaded.faces + faces, scripts={**loaded.scripts, **scripts})


@functools.cache
def shelf() -> FontSet:
    return FontSet.of(theme())


@functools.cache
def families(direction: str = "ltr") -> Families:
    """All layouts, for a deck in that direction."""
    return layouts(theme().slide, slide_styles(theme()), rtl=direction == "rtl")


def layout_of(slide: Slide, direction: str = "ltr") -> Layout:
    """The layout of a slide."""
    return by_title(families(direction))[slide.layout]


def kind(slide: Slide) -> str:
    """The family of the layout of a slide."""
    return layout_of(slide).family


def product(palette: str = "light") -> Product:
    return Product("slides", "deck", "Slides", "slides", palette=palette)


def chart(
    name: str = "rain", title: str = "Rain at two stations", subtitle: str = "Millimetres a year, as measured"
) -> Chart:
    return Chart(
        id=name,
        kind="bars",
        title=title,
        subtitle=subtitle,
        rows=(),
        ticks=(),
        source="Rainfall Office, yearbook",
        alt="Bars: the upper station has more rain than the lower one.",
        language="en-GB",
        standing=Standing.REPORTED,
        standing_text="Reported",
        reason="The yearbook was read; the gauges were not.",
        claims=(("rain", "upper"), ("rain", "lower")),
        sources=("yearbook",),
    )


def png(width: int, height: int) -> bytes:
    """A white picture with a dark diagonal."""
    rows = b"".join(
        b"\0" + bytes(60 if abs(x * height - y * width) < 4 * width else 235 for x in range(width))
        for y in range(height)
    )

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def drawing(of: Chart, palette: str = "light") -> Drawing:
    place = chart_format(of, theme(), product(palette))
    width, height = place.width, place.height
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width.pt:g} {height.pt:g}" width="{width.pt:g}pt" '
        f'height="{height.pt:g}pt"><rect x="0" y="40" width="600" height="60" fill="#56719C"/>'
        '<rect x="0" y="140" width="420" height="60" fill="#56719C"/></svg>'
    )
    return Drawing(svg.encode(), png(420, 143), width, height, of.alt)


def drawings(document: Document, palette: str = "light") -> Mapping[str, Drawing]:
    charts = [b.chart for chapter in document.chapters for b in chapter.blocks if isinstance(b, Figure)]
    return {one.id: drawing(one, palette) for one in charts}


def statistic(**changes: object) -> Statistic:
    values: dict[str, object] = {
        "question": "How much water does a household use in a day?",
        "stated": stated("90 to 160 litres", "use", "1"),
        "figure": "90 to 160",
        "unit": "litres",
        "about": (
            Text("Two other surveys, "),
            stated("112", "use", "2"),
            Text(" and 130 litres, fall inside this range."),
        ),
        "source": (
            note("Water Board, survey of the hill villages", Standing.CONTESTED, "Contested. Surveys disagree."),
        ),
        "standing": Standing.CONTESTED,
        "low": 90.0,
        "high": 160.0,
        "scale": 200.0,
        "low_text": "90",
        "high_text": "160",
        "scale_text": "200 litres",
    }
    return Statistic(**(values | changes))  # type: ignore[arg-type]


def quote(**changes: object) -> Quote:
    values: dict[str, object] = {
        "children": text(
            "Before the well was dug we carried water from the river, and nobody went to school before noon."
        ),
        "attribution": (Text("Village council, minutes of the first meeting"), note("Minutes", Standing.REPORTED)),
        "standing": Standing.REPORTED,
        "claim": "minutes",
    }
    return Quote(**(values | changes))  # type: ignore[arg-type]


def items(count: int, words: str = "A well is dug by those who drink from it, and kept by them as well") -> Items:
    return Items(tuple((Paragraph(text(f"{words}, number {i}" if count > 5 else words)),) for i in range(count)))


def blocks() -> tuple[Block, ...]:
    return (
        SpeakerNotes((text("Let them look at the cloth first."), text("Then begin."))),
        statistic(),
        SpeakerNotes(((Text("A household uses "), stated("90 to 160 litres", "use", "1"), Text(".")),)),
        statistic(
            question="How many wells were dug?",
            stated=stated("Nearly 1,700 wells"),
            figure="Nearly 1,700",
            unit="wells",
            about=text("Each was paid for by the village that drinks from it."),
            source=(note("Water Board, register of wells"),),
            standing=Standing.VERIFIED,
            low=None,
            high=None,
            scale=None,
        ),
        Paragraph((Text("Running text makes no slide, even where it states "), stated("1,700 wells"), Text("."))),
        Figure(chart(), 1),
        SpeakerNotes((text("Point at the upper bar."),)),
        quote(),
        Fence(
            "Water is carried by those who have least time for it", (Paragraph(text("Mostly by girls.")),), "statement"
        ),
        Fence(
            "What a village needs before it digs",
            (
                Paragraph(
                    (
                        Text("It begins with "),
                        Emphasis(text("asking")),
                        Text(", not with "),
                        Strong(text("digging")),
                        Text(":"),
                    )
                ),
                Items(
                    (
                        (Paragraph(text("a committee that meets")),),
                        (
                            Paragraph(
                                (Text("a survey, as in "), stated("112 villages", "surveys"), note("Water Board, 2019"))
                            ),
                        ),
                        (Paragraph((Text("a word for water: "), Foreign("km", text("ទឹក")))),),
                        (Paragraph((Text("and "), Link("https://example.org/wells", text("the handbook of wells")))),),
                    )
                ),
            ),
        ),
    )


def references(count: int = 9) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            f"s{i}",
            (
                Text(f"Water Board. {'Survey of the hill villages, part' if i % 2 else 'Register'} {i}. "),
                Emphasis(text("Yearbook")),
                Text(", pp. 4–9."),
            ),
            f"Water Board {i}",
        )
        for i in range(1, count + 1)
    )


def document(chapters: tuple[Chapter, ...] | None = None, **changes: object) -> Document:
    values: dict[str, object] = {
        "title": "Deep Water",
        "subtitle": "Wells in the hill villages, who dug them, and what they changed",
        "organisation": "Friends of Wells",
        "edition": "November 2026",
        "date": "2026-11-22",
        "language": "en-GB",
        "direction": "ltr",
        "chapters": chapters
        or (
            Chapter(
                "before",
                "Before the wells",
                (
                    Text("A day began at the river, and "),
                    stated("two hours", "walk"),
                    note("Minutes"),
                    Text(" later at home."),
                ),
                blocks(),
                (1960, 1990),
            ),
            Chapter("after", "After them", text("What changed, and what did not."), ()),
        ),
        "references": references(),
        "standings": STANDINGS,
        "words": WORDS,
        "address": "https://example.org/deep-water",
        "address_text": "example.org/deep-water",
    }
    return Document(**(values | changes))  # type: ignore[arg-type]


def deck(of: Document | None = None, palette: str = "light") -> Presentation:
    made = of or document()
    return to_slides(made, theme(), product(palette), drawings(made, palette), shelf())
