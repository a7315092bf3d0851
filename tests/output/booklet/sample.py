"""A small document with every kind of block, about nothing in particular, and the drawings it needs."""

from __future__ import annotations

import dataclasses
import functools
from pathlib import Path

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places
from factpress.core.units import mm
from factpress.design.theme import Pattern, Theme, load_theme
from factpress.document.blocks.slide import Slide
from factpress.document.blocks.statistic import Statistic
from factpress.document.model import (
    Aside,
    Block,
    Break,
    Chapter,
    Chart,
    Document,
    Emphasis,
    Figure,
    Foreign,
    Heading,
    Inlines,
    Items,
    Link,
    Note,
    Only,
    Paragraph,
    Quote,
    Reference,
    SpeakerNotes,
    StandingWords,
    Stated,
    Strong,
    Table,
    Text,
)
from factpress.output.charts import Drawing
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Page, Product

ROOT = Path(__file__).parents[3]
PLACES = Places.of(ROOT)

V, R, C, U = Standing.VERIFIED, Standing.REPORTED, Standing.CONTESTED, Standing.UNTRACED
OLD = Standing.OUTDATED

A5 = Product(
    "booklet-a5",
    "booklet",
    "Booklet, A5",
    "booklet-a5-read",
    Page(
        mm(148), mm(210), mm("20.5"), mm("22.8"), mm(34), mm(16), mm(36), mm(14), marks=mm(20), gap=mm(4), text=mm(98)
    ),
)
HALF_LETTER = Product(
    "booklet-half-letter",
    "booklet",
    "Booklet, half letter",
    "booklet-half-letter-read",
    Page(
        mm("139.7"), mm("215.9"), mm("20.5"), mm("23.95"), mm(33), mm("13.7"), mm(34), mm("12.7"),
        marks=mm(20), gap=mm(4), text=mm(93),
    ),
)  # fmt: skip

WORDS = {
    "contents": "Contents",
    "sources": "Sources",
    "figure": "Figure",
    "source-line": "Source: {source}",
    "how-sure": "How sure are we?",
    "how-sure-lead": "Every claim carries a mark. It says how far we got in checking it.",
    "qr-code-for": "QR code for {address}",
    "read-more": "Read more",
}

STANDINGS = (
    StandingWords(V, "Verified", "We read the primary source and it agrees."),
    StandingWords(R, "Reported", "A named source says so; we have not read the record behind it."),
    StandingWords(C, "Contested", "Sources of standing disagree."),
    StandingWords(OLD, "Outdated", "Newer work has replaced it."),
    StandingWords(U, "Untraced", "We could not find that the named source says it."),
)

PROSE = """\
The river rises in the hills to the north and runs past the old mill before it reaches the town. Those who keep its
levels have written them down every morning for as long as anybody remembers, in a book that lies on the sill of the
lock-keeper’s window. In a dry summer the pages are short; in a wet one they run over into the margin.

Nobody has ever added the columns up. The books were meant for the next day’s boats, not for us, and a reader who wants
to know how the river has changed has to begin by asking what a level meant to the person who took it.

Three gauges have stood at the bridge. The first was of oak and was carried off by ice; the second was set a hand’s
breadth too low, which was noticed only when the third was put up beside it, and for some years both were read.
""".split("\n\n")


def chart(name: str = "levels", standing: Standing = V, title: str = "Highest levels at the bridge") -> Chart:
    return Chart(
        name,
        "bars",
        title,
        "In centimetres above the old gauge; a bar runs from the lowest to the highest reading.",
        (),
        (),
        "River office, yearbooks; Parish register",
        "Bars of the highest levels in four decades, from 210 to 380 centimetres.",
        "en-GB",
        standing,
        standing.value.capitalize(),
        "The gauge was replaced in between." if standing is not V else "",
        claims=(("flood-level", "1"), ("flood-level", "2")),
        sources=("yearbook",),
    )


def drawing(
    width: float = 122, height: float = 62, alt: str = "Bars of the highest levels in four decades."
) -> Drawing:
    label = 'font-family="Source Sans 3" font-size="2.96"'
    bars = "".join(
        f'<rect x="24" y="{6 + i * 13}" width="{20 + i * 17}" height="7" fill="#1d3057"/>'
        f'<text x="0" y="{11.5 + i * 13}" {label} font-weight="600">Decade {"ABCD"[i]}</text>'
        f'<text x="{46 + i * 17}" y="{11.5 + i * 13}" {label}>{210 + i * 50}</text>'
        for i in range(4)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}mm" height="{height}mm">'
        f'{bars}<path d="M24 2v56" stroke="#20262e" stroke-width="0.3"/></svg>'
    )
    return Drawing(svg.encode(), b"", mm(width), mm(height), alt)


def note(words: str, standing: Standing | None = V, *sources: str) -> Note:
    return Note((Text(words),), words, standing, sources)


def stated(text: str, standing: Standing = V, claim: str = "flood-level", value: str = "1") -> Stated:
    return Stated(claim, value, text, standing)


def prose(index: int = 0) -> Paragraph:
    return Paragraph((Text(" ".join(PROSE[index % len(PROSE)].split())),))


def claimed(text: str, standing: Standing, words: str) -> Paragraph:
    said: Inlines = (
        Text(words),
        stated(text, standing),
        Text("."),
        note("River office, yearbook, page 4.", standing, "yearbook"),
    )
    return Paragraph(said)


RANGE = Statistic(
    "How high did the river stand in the great flood?",
    stated("3.2 to 3.8 metres", C, "great-flood"),
    "3.2 to 3.8",
    "metres",
    (Text("Both gauges were read that morning, and they do not agree."),),
    (
        Note(
            (Strong((Text("Contested."),)), Text(" The second gauge stood too low. River office, yearbook.")),
            "Yearbook",
            C,
        ),
    ),
    C,
    3.2,
    3.8,
    4.0,
    "3.2",
    "3.8",
    "4 metres",
)

SINGLE = Statistic(
    "Boats that passed the lock in a year",
    stated("Nearly 1,200 boats", R, "boats"),
    "Nearly 1,200",
    "boats",
    (),
    (note("Toll book of the lock.", R, "tolls"),),
    R,
)


def first_chapter() -> tuple[Block, ...]:
    return (
        prose(0),
        claimed("2.1 metres", V, "In an ordinary spring the water stands at "),
        prose(1),
        claimed("nearly 1,200 boats", R, "The lock let through "),
        Paragraph(
            (
                Text("The miller wrote "),
                stated("3.8 metres", C, "flood-level", "2"),
                note("Mill book, undated.", C, "mill"),
                Text(" where the office has "),
                stated("3.2 metres", V, "flood-level", "3"),
                Text("."),
                note("River office, yearbook.", V, "yearbook"),
                Text(" Both were written on the same day, and both hands are sure of themselves."),
            ),
        ),
        Heading(2, (Text("Why there are two gauges"),), "gauges"),
        prose(2),
        RANGE,
        prose(1),
        Figure(chart(), 1),
        claimed("5 metres", OLD, "An older guide gives "),
        Quote(
            (Text("The river was in the church, and the psalm books went out by the door, one after the other."),),
            (Text("The verger’s daughter, in a letter"), note("Letters, parish archive, box two.", U, "letters")),
            U,
            "psalm-books",
        ),
        prose(0),
        SpeakerNotes(((Text("Never printed in a booklet."),),)),
        Only("deck", (Paragraph((Text("Only for the wall."),)),)),
        Only("deck", (Slide("A slide", ()),)),
    )


def second_chapter() -> tuple[Block, ...]:
    return (
        prose(1),
        Items(
            (
                (Paragraph((Text("The oak gauge, carried off by ice"),)),),
                (
                    Paragraph(
                        (Text("The second, set too low: "), stated("80 centimetres", R), Text("."), note("Letter.", R))
                    ),
                ),
                (
                    Paragraph((Text("The third, which is read today"),)),
                    Items(((Paragraph((Text("at the bridge"),)),), (Paragraph((Text("and at the mill"),)),))),
                ),
            )
        ),
        Items(((Paragraph((Text("Read the gauge."),)),), (Paragraph((Text("Write it down."),)),)), ordered=True),
        Heading(3, (Text("A heading that jumps a rank"),), "jump"),
        prose(0),
        Table(
            ((Text("Place"),), (Text("Lowest"),), (Text("Highest"),)),
            (
                ((Text("The bridge"),), (stated("120"),), (stated("380"),)),
                ((Text("The mill, where the second gauge stood"),), (stated("95"),), (stated("360"),)),
                ((Emphasis((Text("Below the weir"),)),), (Text("110"),), (Text("345"),)),
            ),
            (Text("Levels in centimetres"),),
        ),
        SINGLE,
        Aside(
            (Text("How a level is taken"),),
            (
                prose(2),
                Paragraph(
                    (Text("The word on the gauge is "), Foreign("km", (Text("ទឹកទន្លេ"),)), Text(", “river water”."))
                ),
            ),
            R,
        ),
        Only("booklet", (prose(2),)),
        Figure(chart("low", C, "Lowest levels at the mill"), 2),
        Paragraph(
            (
                Text("More stands on "),
                Link("https://example.org/river", (Text("the river’s own pages"),)),
                Text(" and in "),
                Link("#levels", (Text("the first figure"),)),
                Text("."),
                Break(),
                Strong((Text("Come and see."),)),
            )
        ),
        prose(0),
    )


def references(count: int = 4) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            f"source-{i}",
            (
                Text("River office. "),
                Emphasis((Text(f"Yearbook of levels, volume {'ABCDEFGH'[i % 8]}."),)),
                Text(" The town, 1911."),
            ),
            "Yearbook",
            f"https://example.org/yearbooks/volume-{i}" if i % 2 else None,
        )
        for i in range(count)
    )


def document(**changes: object) -> Document:
    values: dict[str, object] = {
        "title": "The River at the Bridge",
        "subtitle": "What is written down about its levels, and how well we know it",
        "organisation": "The Lock House",
        "edition": "November 2026",
        "date": "2026-11-22",
        "language": "en-GB",
        "direction": "ltr",
        "chapters": (
            Chapter(
                "levels-of-the-river",
                "Every morning a number",
                (Text("What the lock-keepers wrote down."),),
                first_chapter(),
                (1960, 1993),
            ),
            Chapter(
                "gauges-and-marks",
                "Three gauges at one bridge",
                (Text("Two of them were read side by side."),),
                second_chapter(),
            ),
        ),
        "references": references(),
        "standings": STANDINGS,
        "words": WORDS,
        "address": "https://example.org/the-river-at-the-bridge",
        "address_text": "example.org/the-river-at-the-bridge",
        "back_text": "A river is not a number. This booklet tells what was written down, and by whom.",
        "imprint": "Published by The Lock House. Free to copy and share, unchanged and with its sources.",
    }
    return Document(**{**values, **changes})  # type: ignore[arg-type]


def drawings() -> dict[str, Drawing]:
    return {"levels": drawing(), "low": drawing(height=58)}


@functools.cache
def theme(*, ornament: bool = True) -> Theme:
    problems = Problems()
    found = load_theme(PLACES, problems)
    assert found is not None, problems.found
    woven = Pattern(1953, 2026, (1975, 1976, 1977, 1978), 7, 4) if ornament else None
    return dataclasses.replace(found, ornament=woven)


PLAIN = theme(ornament=False)
