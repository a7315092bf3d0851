"""What all prints have in common: templates of the publication first, page boxes, and a folio in words."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from factpress.core.diagnostics import Findings
from factpress.core.paths import Places
from factpress.core.units import mm
from factpress.output.prints.print_context import PrintContext, stylesheet, to_html, to_pdf
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Sheet
from tests.output.booklet.sample import theme
from tests.tongues import english

SLIP = Sheet(mm(105), mm(148), mm(10), mm(10), mm(14), mm(10))


def context(root: Path, **words: str) -> PrintContext:
    language = dataclasses.replace(english(), words={**english().words, **words})
    return PrintContext(theme(ornament=False), language, Places.of(root), "The Lock House")


def write(root: Path, text: str) -> None:
    (root / "templates" / "prints").mkdir(parents=True, exist_ok=True)
    (root / "templates" / "prints" / "slip.html.jinja").write_text(text, encoding="utf-8")


def test_a_template_is_all_that_a_print_needs(tmp_path: Path) -> None:
    write(tmp_path, '<html lang="{{ language.tag }}"><p>{{ word("claims") }}: {{ count }} {{ said }}</p></html>')
    assert to_html("slip", {"count": 3, "said": "<b>"}, context(tmp_path)) == (
        '<html lang="en-GB"><p>Claims: 3 &lt;b&gt;</p></html>\n'
    )


def test_a_mark_is_shape_and_word(tmp_path: Path) -> None:
    write(tmp_path, "{{ mark(standing) }}")
    said = to_html("slip", {"standing": Standing.CONTESTED}, context(tmp_path))
    assert "asset:marks/contested.svg" in said
    assert "Contested" in said


@pytest.mark.parametrize(
    ("text", "code"),
    [("{{ nothing }}", "bad-template"), ('{{ word("no-word") }}', "missing-word"), ("{% if %}", "bad-template")],
)
def test_what_is_wrong_with_a_template_is_a_finding(tmp_path: Path, text: str, code: str) -> None:
    write(tmp_path, text)
    with pytest.raises(Findings) as caught:
        to_html("slip", {}, context(tmp_path))
    assert [d.code for d in caught.value.found] == [code]


def test_a_folio_in_the_order_of_the_language() -> None:
    words = {**english().words, "page-of": 'von {pages} die "{page}"'}
    css = stylesheet(theme(ornament=False), SLIP, words["page-of"])
    assert '@bottom-right { content: "von " counter(pages) " die \\"" counter(page) "\\""' in css
    assert "size: 105mm 148mm" in css
    assert "--inner: 85mm" in css


HEAD = '<html lang="en"><head><title>T</title><style>p { font: 10pt "Source Serif 4" }</style></head>'
PAGE = HEAD + "<body><p>WORDS</p></body></html>"


def test_the_same_bytes_and_no_others(tmp_path: Path) -> None:
    first, again = (
        to_pdf(PAGE.replace("WORDS", "Sorry."), context(tmp_path), SLIP, title="Slip", date="2026-11-22")
        for _ in range(2)
    )
    assert first == again
    assert first.startswith(b"%PDF-1.7")


def test_text_that_has_no_room_stops(tmp_path: Path) -> None:
    with pytest.raises(Findings) as caught:
        to_pdf(PAGE.replace("WORDS", "x" * 99), context(tmp_path), SLIP, title="Slip", date="2026-11-22")
    assert [d.code for d in caught.value.found] == ["overfull"]
