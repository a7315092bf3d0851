"""Figures that do not fit at the foot of a page move past the text after them."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from tests.output.pdf.pages import printed

HIGH = '<figure class="float" style="break-inside: avoid; height: 40mm; margin: 0"><p>Figure {}</p></figure>'


def pages(*blocks: str) -> list[str]:
    """The text of each page of 70 by 70 mm."""
    with pypdfium2.PdfDocument(io.BytesIO(printed(f"<section>{''.join(blocks)}</section>"))) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def paragraph(name: str, lines: int = 3) -> str:
    """A paragraph of so many lines."""
    return f"<p>{name} {'<br>'.join(f'{name}{i}' for i in range(lines))}</p>"


def test_a_figure_that_fits_stays() -> None:
    low = HIGH.replace("40mm", "15mm").format(1)
    (first, *_) = pages(paragraph("a"), low, paragraph("b"), paragraph("c", 20))
    assert first.index("a2") < first.index("Figure 1") < first.index("b0")


def test_text_fills_the_page_before_a_figure_that_does_not_fit() -> None:
    first, second, *_ = pages(paragraph("a", 6), HIGH.format(1), paragraph("b"), paragraph("c"), paragraph("d", 20))
    assert "Figure 1" not in first
    assert "b2" in first
    assert "Figure 1" in second


def test_a_heading_stays_with_its_text() -> None:
    blocks = (paragraph("a", 6), HIGH.format(1), "<h3>Head</h3>", paragraph("b", 2), paragraph("c", 30))
    first, second, *_ = pages(*blocks)
    assert "Head b b0" in first
    assert "Head" not in second
    behind = pages(paragraph("a", 6), "<h3 style='break-after: avoid'>Head</h3>", HIGH.format(1), paragraph("b", 2))
    assert "Head b b0" in behind[0]


def test_figures_stay_in_their_order() -> None:
    text = " ".join(pages(paragraph("a", 6), HIGH.format(1), HIGH.format(2), paragraph("b", 4), HIGH.format(3)))
    assert text.index("b3") < text.index("Figure 1") < text.index("Figure 2") < text.index("Figure 3")


@pytest.mark.parametrize("after", ["", '<section class="next"><p>b b0</p></section>'])
def test_a_figure_stays_in_its_chapter(after: str) -> None:
    first, second, *_ = pages(paragraph("a", 6), HIGH.format(1), after)
    assert "Figure 1" in second
    assert "b0" not in first


def test_notes_move_with_their_text() -> None:
    noted = '<p>b b0<span class="note" role="doc-footnote">A note.</span></p>'
    first, second, *_ = pages(paragraph("a", 6), HIGH.format(1), noted, paragraph("c", 30))
    assert "A note." in first
    assert second.count("A note.") == 0
    assert "Figure 1" in second


def test_the_same_page_twice_is_the_same() -> None:
    blocks = (paragraph("a", 6), HIGH.format(1), paragraph("b"), paragraph("c", 30))
    assert printed("".join(blocks)) == printed("".join(blocks))


def test_margins_of_nested_blocks_collapse() -> None:
    """What the layout of a child adds to the margins of its parent reaches the parent."""
    outside = '<p>a</p><section style="margin-top: 20mm"><div>b</div></section>'
    inside = '<p>a</p><section style="margin-top: 5mm"><div style="margin-top: 20mm">b</div></section>'
    assert _height_of_b(outside) == pytest.approx(_height_of_b(inside))


def _height_of_b(body: str) -> float:
    with pypdfium2.PdfDocument(io.BytesIO(printed(body))) as pdf:
        text = pdf[0].get_textpage()
        return float(text.get_charbox(text.get_text_range().rindex("b"))[1])
