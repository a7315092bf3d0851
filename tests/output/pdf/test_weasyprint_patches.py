"""What is done quickly comes out as what is done slowly."""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factpress.output.pdf import html_to_pdf, weasyprint_import, weasyprint_patches
from tests.output.pdf.pages import printed

NOTE = '<span class="note" role="doc-footnote">Who said so.</span>'
BODY = f"""
<ul class="contents"><li><a href="#a">First</a></li></ul>
<h2 id="a">First</h2>
<p>Words with a note,{NOTE} <em>in italics</em>, <span lang="km">កម្ពុជា</span>.</p>
<table><tr><th scope="col">Year</th><th scope="col">People</th></tr><tr><td>1975</td><td>1,000</td></tr></table>
<p style="width: 50%; padding-left: 2em; margin: 0 auto">Half as wide, on
<a href="https://example.org/">the web</a>.</p>
<p dir="rtl" style="min-width: calc(10% + 2em)">Another way round</p>
"""


def svg(drawing: str) -> str:
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">{drawing}</svg>'
    return f'<p><img alt="x" src="data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"></p>'


PATHS = (
    "M1 2h3v4H1Z",
    "m1,2 3,4 5-6l.5.5z m2 2 1 1",
    "M0 0L10 10 20 0",
    "M-3.5-.5e1 L1e1,2\n v-1 V3 h-1",
    "M1 1 2 2 3",
    "M 5",
    "M1 1h2zh3",
    "M1 1c1 1 2 2 3 3l1 1",
    "M0 0a5 5 0 0 1 5 5h1",
)


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], bytes]:
    def print_slowly(body: str) -> bytes:
        with monkeypatch.context() as patch:
            patch.setattr(html_to_pdf, "hastened", contextlib.nullcontext)
            return printed(body)

    return print_slowly


def test_pages_are_the_same(slowly: Callable[[str], bytes]) -> None:
    assert printed(BODY) == slowly(BODY)


STYLES = (
    "margin-inline-start: 3em",
    "direction: rtl; margin-inline-start: 3em; padding-inline-end: 1em",
    "margin-left: 1em; margin-inline-start: 4em",
    "margin-inline-start: 4em; margin-left: 1em",
    "inline-size: 40%; block-size: 3em; border-block-start: 1pt solid #123456",
    "max-inline-size: 10em; min-width: inherit",
    "--far: 2em; padding: 0 var(--far); margin: calc(1em + 2%) initial",
    "--type: italic bold 1.2em/1.5 'Source Serif 4'; --far: 1em; font: var(--type); padding-left: var(--far)",
    "--far: initial; padding-left: var(--far, 2em); margin: 0 var(--none, 1em)",
    "text-decoration: underline; color: inherit; border: medium solid",
    "display: inline-block; float: right; position: relative; left: -1em; width: 50%",
    "border-start-start-radius: 4pt; border: 1pt solid currentColor; font-size: 1.5em; line-height: inherit",
)


@pytest.mark.parametrize("style", STYLES)
def test_styles_are_the_same(slowly: Callable[[str], bytes], style: str) -> None:
    inner = "<p>Some words <b>of which some are bold</b>, on more lines than one if there is little room.</p>"
    body = f'<h2>Styles</h2><div style="{style}">{inner}<div style="font-style: italic">{inner}</div></div>{inner}'
    assert printed(body) == slowly(body)


def test_a_variable_may_change_on_the_way(slowly: Callable[[str], bytes]) -> None:
    words = '<p style="padding-left: var(--far)">Some words</p>'
    body = "<h2>Far</h2>" + "".join(f'<div style="--far: {far}em">{words * 2}</div>' for far in (1, 2, 1))
    assert printed(body) == slowly(body) != printed(body.replace("2em", "1em"))


def test_a_style_shows() -> None:
    assert len({printed(f'<h2>Styles</h2><div style="{style}"><p>Some words</p></div>') for style in STYLES}) > 6


def test_straight_paths_are_the_same(slowly: Callable[[str], bytes]) -> None:
    drawing = svg("".join(f'<path d="{path}" stroke="#123456" fill="none"/>' for path in PATHS))
    assert printed(drawing) == slowly(drawing)


def test_markers_stay_on_their_lines(slowly: Callable[[str], bytes]) -> None:
    marker = '<marker id="m" markerWidth="2" markerHeight="2"><path d="M0 0h1v1z"/></marker>'
    line = '<path d="M1 1h9v9" marker-end="url(#m)" stroke="#123456" fill="none"/>'
    assert printed(svg(marker + line)) == slowly(svg(marker + line)) != printed(svg(line))


def test_lines_before_a_curve_are_left_to_weasyprint_at_once() -> None:
    assert weasyprint_patches._lines("M0 0" + " 1234567890" * 10_000 + " C1 1 2 2 3 3", lambda _: b"") is None


@given(st.text("MmLlHhVvZz0123456789.-+e ,", max_size=30))
def test_any_path_is_read_or_left_alone(steps: str) -> None:
    read = weasyprint_patches._lines("M1 2" + steps, lambda number: repr(number).encode())
    assert read is None or all(line[-1:] in b"mlh" for line in read)


def letters(pdf: bytes) -> list[float]:
    """Where each letter of the first line begins, in points."""
    page: Any = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    text = page.get_text_range()
    at = text.index("AVAVA")
    return [float(page.get_charbox(at + i)[0]) for i in range(5)]


def test_words_in_a_picture_are_kerned_like_those_beside_it(slowly: Callable[[str], bytes]) -> None:
    label = svg('<text x="2" y="18" font-family="Source Serif 4" font-size="10">AVAVA</text>')
    quick, slow = letters(printed(label)), letters(slowly(label))
    assert quick[-1] - quick[0] < slow[-1] - slow[0]


@pytest.mark.parametrize("attribute", ['dx="0 1 2"', 'rotate="10"', 'letter-spacing="1"', 'textLength="30"'])
def test_letters_that_are_placed_one_by_one_stay_there(attribute: str, slowly: Callable[[str], bytes]) -> None:
    label = svg(f'<text x="2" y="18" font-family="Source Serif 4" font-size="6" {attribute}>AVAVA</text>')
    assert printed(label) == slowly(label)


def test_what_is_replaced_is_put_back() -> None:
    def parts() -> tuple[Any, ...]:
        module, pydyf = weasyprint_import.part("svg"), weasyprint_import.part("pdf").pydyf
        percent = weasyprint_import.part("layout.percent")
        return (
            weasyprint_import.part("pdf.fonts").ffi, module.TAGS, module.text, pydyf.PDF.write, pydyf.Stream.data,
            percent.resolve_one_percentage, weasyprint_import.part("text.line_break")._font_style_cache_key,
        )  # fmt: skip

    before = parts()
    printed("<p>x</p>")
    assert all(now is then for now, then in zip(parts(), before, strict=True))
