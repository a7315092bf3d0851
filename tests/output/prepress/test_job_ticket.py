from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from factpress.core.paths import Places
from factpress.core.units import inch, mm
from factpress.i18n import builtin_language
from factpress.output.prepress.job_ticket import TicketData, ticket
from factpress.output.prepress.paper_sizes import measures, named, paper
from factpress.publication.printers import Printer, load_printer
from factpress.publication.products.imposition_schemes import (
    ZERO,
    Binding,
    Flip,
    Grid,
    GridOrder,
    SaddleStitch,
    Scheme,
    Size,
    Tent,
)

EN = builtin_language("en")
A5, A4 = Size(mm(148), mm(210)), Size(mm(297), mm(210))


def printer(name: str) -> Printer:
    return load_printer(name, Places.of(Path()))


def commission(scheme: Scheme | None, name: str = "office") -> TicketData:
    return TicketData(
        "A booklet", "A book, November 2026", "book.pdf", b"bytes", printer(name), A5, 32, 8 if scheme else 0, scheme,
        "FOGRA39", "An organisation", "example.org",
    )  # fmt: skip


def lines(scheme: Scheme | None, name: str = "office") -> dict[str, str]:
    text = ticket(commission(scheme, name), EN)
    pairs = [line.split(":", 1) for line in text.splitlines()[3:]]
    return {label: value.strip() for label, value in pairs}


def test_a_ticket_says_what_cannot_be_seen_in_the_file() -> None:
    said = lines(SaddleStitch(A4, A5))
    assert said["Checksum (SHA-256)"] == hashlib.sha256(b"bytes").hexdigest()
    assert said["Trimmed size"] == "A5 (148 × 210 mm)"
    assert said["Sheet"] == "A4 (297 × 210 mm)"
    assert said["Sheets"] == "8, printed on both sides (flip on the short edge)"
    assert said["Finishing"] == "fold once and staple twice in the fold; bound on the left"
    assert said["Contact"].startswith("An organisation, example.org")
    assert said["Quantity"] == "_" * 24


def test_a_press_gets_inks_bleed_and_standard_in_its_own_unit() -> None:
    said = lines(None, "print-shop-inch")
    assert said["Bleed"] == "0.125 in"
    assert said["Trimmed size"] == "A5 (5.8268 × 8.2677 in)"
    assert said["Standard"] == "PDF/X-4"
    assert "at most 300% of ink" in said["Colours"]
    assert "FOGRA39" in said["Colours"]
    assert (
        said["Finishing"]
        == "single pages in reading order; to be imposed, folded and stapled in the fold; trim to size"
    )
    assert "Sheet" not in said


SHEETS = """\
Job ticket: A booklet
=====================

Publication:            A book, November 2026
File:                   book.pdf
Checksum (SHA-256):     {checksum}
Made for:               A print shop that measures in millimetres
Trimmed size:           A5 (148 × 210 mm)
Pages:                  32
Sheet:                  SRA4 (320 × 225 mm)
Sheets:                 8, printed on both sides (flip on the short edge)
Bleed:                  3 mm
Marks:                  crop, fold, registration
Paper:                  ________________________ (reckoned for sheets 0.1 mm thick)
Colours:                four colours (CMYK) on both sides, at most 300% of ink on one spot; profile: FOGRA39
Standard:               PDF/X-4
Finishing:              fold once and staple twice in the fold; bound on the left; trim to size
Quantity:               ________________________
Wanted by:              ________________________
Contact:                An organisation, example.org ________________________
"""


def test_a_ticket_is_whole() -> None:
    """Size, pages, paper, colours, finishing, quantity, contact and checksum, with blanks for what only people know."""
    scheme = SaddleStitch(Size(mm(320), mm(225)), A5, bleed=mm(3))
    expected = SHEETS.format(checksum=hashlib.sha256(b"bytes").hexdigest())
    assert ticket(commission(scheme, "print-shop-mm"), EN) == expected


@pytest.mark.parametrize(
    ("scheme", "finishing", "sides"),
    [
        (SaddleStitch(A4, A5, Binding.RIGHT), "bound on the right", "both sides"),
        (Grid(A4, A5, 1, 1, GridOrder.STACK, Flip.LONG), "lay the piles on each other", "flip on the long edge"),
        (Grid(A4, A5, 1, 1), "cut apart", "one side"),
        (Tent(A4, A5, ZERO), "fold across", "one side"),
    ],
)
def test_each_scheme_is_finished_its_own_way(scheme: Scheme, finishing: str, sides: str) -> None:
    said = lines(scheme)
    assert finishing in said["Finishing"]
    assert sides in said["Sheets"]


def test_words_are_the_languages() -> None:
    other = replace(EN, words={**EN.words, "job-ticket": "Auftrag", "ticket-pages": "Seiten"})
    text = ticket(commission(None), other)
    assert text.startswith("Auftrag: A booklet\n")
    assert "Seiten:" in text


def test_papers_are_called_by_their_names_either_way_round() -> None:
    assert paper(A4, EN, inches=False) == paper(A4.turned, EN, inches=False) == "A4"
    assert named(Size(inch(11), inch("8.5")), EN, inches=True) == "US letter (11 × 8.5 in)"
    assert (
        named(Size(inch(12), inch(9)), EN, inches=True) == measures(Size(inch(12), inch(9)), inches=True) == "12 × 9 in"
    )
