"""Whole booklets: what stands on which page, in both sizes, and that odd documents come right, too."""

from __future__ import annotations

import dataclasses
import functools
import io
from typing import Any

import pikepdf
import pypdfium2
import pytest

from factpress.document.model import (
    Aside,
    Block,
    Chapter,
    Document,
    Heading,
    Items,
    Paragraph,
    Quote,
    Reference,
    Table,
    Text,
)
from factpress.output.booklet.renderer import render
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Product
from tests.output.booklet import sample


@functools.cache
def booklet() -> bytes:
    return render(sample.document(), sample.theme(), sample.A5, sample.drawings(), sample.PLACES)


def made(document: Document, product: Product = sample.A5) -> list[str]:
    """The text of each page."""
    assert product.page is not None
    full = product.page.full.mm
    drawings = {name: sample.drawing(full) for name in ("levels", "low")}
    return texts(render(document, sample.theme(), product, drawings, sample.PLACES))


def texts(pdf: bytes) -> list[str]:
    """The text of each page, with ordinary spaces for those that bind words."""
    pages: list[Any] = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]
    return [str(page.get_text_bounded()).replace("\r\n", "\n").replace("\u00a0", " ") for page in pages]


def test_what_stands_where() -> None:
    pages = texts(booklet())
    assert "The River at\nthe Bridge" in pages[0]
    assert "Contents" in pages[1]
    assert "How sure are we?" in pages[-2]
    assert "Every morning\na number" in pages[2]
    assert "Sources" in pages[-2]
    assert "example.org/the-river-at-the-bridge" in pages[-1]


def test_the_contents_name_the_right_pages() -> None:
    pages = texts(booklet())
    (line,) = (line for line in pages[1].split("\n") if line.startswith("Three gauges at one bridge"))
    assert "Three gauges at\none" in pages[int(line.split()[-1]) - 1]


def test_running_heads_and_folios() -> None:
    pages = texts(booklet())
    assert "Every morning a number" in pages[4]  # recto: the chapter
    assert "The River at the Bridge\n" in pages[3]  # verso: the book
    assert "Every morning a number" not in pages[3]
    for number in range(2, len(pages)):
        assert str(number) in pages[number - 1].split()
    assert not any(p.isdigit() and len(p) < 3 for p in pages[-1].split())  # no folio on a cover


def test_a_chapter_opens_without_running_head() -> None:
    opening = texts(booklet())[2]
    assert "The River at the Bridge\n" not in opening.replace("The River at the Bridge, November 2026", "")


def test_statements_are_named_destinations() -> None:
    with pikepdf.open(io.BytesIO(booklet())) as pdf:
        names = {str(name) for name in list(pdf.Root.Names.Dests.Names)[::2]}
    assert {"claim:flood-level/1:1", "claim:great-flood/1:1", "claim:boats/1:1"} <= names


def test_charts_keep_their_words() -> None:
    assert any("Decade A" in page and "Figure 1. Highest levels" in page for page in texts(booklet()))


def test_bookmarks_are_the_chapters_and_their_headings() -> None:
    with pikepdf.open(io.BytesIO(booklet())) as pdf, pdf.open_outline() as outline:
        tops = [item.title for item in outline.root]
        below = [child.title for item in outline.root for child in item.children]
    assert tops == ["Contents", "Every morning a number", "Three gauges at one bridge", "Sources", "How sure are we?"]
    assert "Why there are two gauges" in below


def test_page_size() -> None:
    with pikepdf.open(io.BytesIO(booklet())) as pdf:
        boxes: list[Any] = [page.mediabox for page in pdf.pages]
    assert {(round(float(b[2]) / 72 * 25.4, 1), round(float(b[3]) / 72 * 25.4, 1)) for b in boxes} == {(148.0, 210.0)}


# ── odd documents ───────────────────────────────────────────────────────────────────────────────────────────────

ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def words(text: str) -> tuple[Text]:
    return (Text(text),)


def one(*blocks: Block, title: str = "One", **changes: object) -> Document:
    return sample.document(**{"chapters": (Chapter("one", title, (), blocks),), **changes})


BARE = one(sample.prose(), references=(), address="", address_text="", back_text="", imprint="", subtitle="")

FORTY = sample.document(
    chapters=tuple(Chapter(f"c{i}", f"A chapter title of some length, {i}", (), (sample.prose(i),)) for i in range(40))
)

LONG = one(
    Paragraph(words("x " + ENDLESS * 4)),
    Heading(2, words(ENDLESS * 2), "h"),
    Items(((Paragraph(words(ENDLESS * 3)),),)),
    Table((words(ENDLESS), words("b"), words(ENDLESS)), ((words(ENDLESS), words("1"), words(ENDLESS)),)),
    Quote(words(ENDLESS * 2), words(ENDLESS * 3), Standing.UNTRACED),
    Aside(words(ENDLESS * 2), (Paragraph(words(ENDLESS * 2)),), Standing.REPORTED),
    dataclasses.replace(sample.SINGLE, question=ENDLESS * 2, figure=ENDLESS, unit=ENDLESS),
    Paragraph((Text("n"), sample.note(ENDLESS * 5, Standing.REPORTED))),
    title=ENDLESS * 2,
    subtitle=ENDLESS * 2,
    organisation=ENDLESS,
    references=(Reference("s", words(ENDLESS * 3), "s", f"https://{'a' * 200}.org"),),
)

NOTES = one(
    *(
        Paragraph(
            tuple(
                i for _ in range(6) for i in (*words("Boats and boats "), sample.note("Who said so, at length. " * 6))
            )
        )
        for _ in range(8)
    )
)

HIGH = one(
    Quote(words("Words of somebody. " * 300), words("Who"), Standing.UNTRACED),
    Aside(words("A box"), tuple(sample.prose(i) for i in range(20)), Standing.REPORTED),
    dataclasses.replace(sample.RANGE, about=words("About it. " * 300)),
    Table(
        words("A") and (words("A"), words("B")), tuple((words("A long cell " * 40), words(str(i))) for i in range(30))
    ),
)


@pytest.mark.parametrize(
    ("document", "product", "least"),
    [
        (BARE, sample.A5, 4),
        (LONG, sample.A5, 6),
        (LONG, sample.HALF_LETTER, 6),
        (NOTES, sample.A5, 7),
        (HIGH, sample.A5, 12),
        (sample.document(references=sample.references(60)), sample.HALF_LETTER, 12),
    ],
    ids=["bare", "long words", "long words, half letter", "many notes", "high blocks", "many references"],
)
def test_odd_documents_come_right(document: Document, product: Product, least: int) -> None:
    # render raises Findings for whatever is overfull or empty
    assert len(made(document, product)) >= least


def test_forty_chapters() -> None:
    pages = made(FORTY)
    assert len(pages) >= 44
    assert "A chapter title of some length, 39" in pages[1] + pages[2] + pages[3]


def test_no_line_begins_with_a_mark_or_the_number_of_a_note() -> None:
    said = Paragraph(
        (
            Text("The keepers also reckoned what share of each year was dry. Among the older books, the many, it was "),
            sample.stated("18.7%"),
            Text("."),
            sample.note("Who said so."),
            Text(" Among the others it was more."),
        )
    )
    page = made(one(said, references=(), address=""))[2].replace("\u2060", "")
    # the mark is a picture, in whose place PDFium has a space
    assert "18.7%. 1 Among" in page.replace("\n", " | ").replace("  ", " ")


def test_a_cover_without_cloth() -> None:
    pdf = render(BARE, sample.theme(ornament=False), sample.A5, {}, sample.PLACES)
    assert "The River at\nthe Bridge" in texts(pdf)[0]
