"""A note stands on the page of its number, as long as it fits there at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.output.pdf.pages import printed

NOTE = '<span class="note" role="doc-footnote">Who said so, at some length, so that it takes two lines.</span>'
CSS = "p { margin: 0; orphans: 2; widows: 2 } .note { footnote-policy: line; font-size: 7pt; line-height: 10pt }"


def texts(pdf: bytes) -> list[str]:
    pages: list[Any] = [page.get_textpage() for page in pypdfium2.PdfDocument(pdf)]
    return [str(page.get_text_bounded()) for page in pages]


@pytest.mark.parametrize("lines", range(6, 14))
def test_notes_are_not_carried_over_to_keep_a_line(lines: int) -> None:
    body = (
        f"<p>First.{NOTE}</p><p>{'line<br>' * lines}</p>"
        + "<p>A paragraph<br>of<br>more<br>lines<br>than four.</p>" * 4
    )
    pages = texts(printed(body, CSS))
    assert "First." in pages[0]
    assert "Who said so" in pages[0]
    assert all("Who said so" not in page for page in pages[1:])


def test_more_notes_than_a_page_holds_come_right() -> None:
    pages = texts(printed(f"<p>{('Words' + NOTE + ' ') * 30}</p>", CSS))
    assert sum(page.count("Who said so") for page in pages) == 30


STYLES = Path(__file__).parents[3] / "templates/shared/notes.css"
NUMBERS = "html { --colour-heading: #000 }" + STYLES.read_text(encoding="utf-8")


def note(words: str) -> str:
    return f'<span class="note" role="doc-footnote" data-note="a">{words}</span>'


@pytest.mark.parametrize("count", [1, 5, 12, 60])
def test_a_note_is_on_each_page_once_and_called_from_each_row(count: int) -> None:
    rows = f"<tr><td>Row</td><td>1,000{note('By A.')}</td></tr>" * count
    table = f'<table><tr><th scope="col">A</th><th scope="col">B</th></tr>{rows}</table>'
    pages = texts(printed(f"<p>First.{NOTE}</p>{table}", CSS + NUMBERS))
    assert sum(page.count("Row") for page in pages) == count
    for page in pages:
        assert page.count("By A.") == ("Row" in page)


def test_a_note_that_says_more_is_printed_too() -> None:
    body = f"<p>1{note('By A.')} 2{note('Why so. By A.')} 3{note('By A.')}</p>"
    (page,) = texts(printed(body, CSS + NUMBERS))
    assert page.count("By A.") == 2
