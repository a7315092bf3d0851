"""Handouts and large print as product files: what they say, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from factpress.core.units import mm, pt
from factpress.publication.products import Handout
from tests.publication.products.test_load import PAGE, loaded

HANDOUT = """\
renderer: handout
title: A handout
file: handout
slides: {per_page: 3, beside: notes}
sheet: {size: [210mm, 297mm], margins: {top: 20mm, right: 15mm, bottom: 20mm, left: 15mm}}
"""


def test_a_handout(tmp_path: Path) -> None:
    (product,), found = loaded(tmp_path, "talk", talk=HANDOUT)
    assert not found
    assert product.handout == Handout(3, "notes")
    assert (product.group, product.palette) == ("handout", "light")
    assert product.sheet is not None
    assert product.sheet.inner == mm(180)


@pytest.mark.parametrize(
    ("was", "now", "code", "place"),
    [
        ("per_page: 3", "per_page: 4", "bad-value", (4, 20)),
        ("beside: notes", "beside: pictures", "bad-value", (4, 31)),
        ("per_page: 3, ", "", "missing-key", (4, 1)),
        ("slides: {per_page: 3, beside: notes}\n", "", "missing-key", (1, 1)),
        ("size: [210mm, 297mm]", "size: [40mm, 297mm]", "page-too-narrow", (5, 39)),
        ("file: handout", "file: handout\npalette: dark", "key-not-allowed", (4, 1)),
    ],
)
def test_what_is_wrong_with_a_handout_is_told_at_its_place(
    tmp_path: Path, was: str, now: str, code: str, place: tuple[int, int]
) -> None:
    assert was in HANDOUT
    products, found = loaded(tmp_path, "talk", talk=HANDOUT.replace(was, now))
    assert products == ()
    assert [(d.code, d.location and (d.location.line, d.location.column)) for d in found] == [(code, place)]


def test_large_print_names_the_booklet_whose_pages_it_tells(tmp_path: Path) -> None:
    large = PAGE.replace("file: book", "file: large\ntype: {size: 18pt}\ncues: standard")
    (product,), found = loaded(tmp_path, "large", large=large, standard=PAGE)
    assert not found
    assert (product.type_size, product.group) == (pt(18), "large-print")
    assert product.cues is not None
    assert product.cues.name == "standard"


@pytest.mark.parametrize(
    ("lines", "code", "place"),
    [
        ("type: {size: 8pt}", "bad-value", (4, 14)),
        ("type: {size: 40pt}", "bad-value", (4, 14)),
        ("type: {size: large}", "not-a-length", (4, 14)),
        ("cues: standrad", "unknown-product", (4, 7)),
        ("cues: large", "circle", (4, 7)),
        ("cues: slides", "no-pages", (4, 7)),
    ],
)
def test_what_is_wrong_with_large_print_is_told_at_its_place(
    tmp_path: Path, lines: str, code: str, place: tuple[int, int]
) -> None:
    large = PAGE.replace("file: book", f"file: large\n{lines}")
    _, found = loaded(tmp_path, "large", large=large, standard=PAGE)
    assert [(d.code, d.location and (d.location.line, d.location.column)) for d in found] == [(code, place)]
