"""Text that is copied from a file is the text as it was written, even where two characters share a glyph."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.output.pdf import weasyprint_patches
from factpress.output.pdf.weasyprint_patches import PATCHES
from tests.output.pdf.pages import printed
from tests.programs import needs

PAIRS = ("-\u2010", " \u00a0", "\u00b5\u03bc", "1\u00b9")
"""Characters that share a glyph in the serif face; the last pair does so as superior figures."""

STYLE = "p { hyphens: manual; white-space: pre-wrap } .raised { font-feature-settings: 'sups' 1 }"


def copied(pdf: bytes) -> str:
    """The text of the first page by PDFium."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return " ".join(text.split("\r\n")[1:])


@pytest.mark.parametrize("pair", PAIRS)
def test_both_characters_of_a_glyph_are_copied_whichever_comes_first(pair: str) -> None:
    for first, second in (pair, pair[::-1]):
        text = f"a{first}b a{second}c a{first}d"
        assert copied(printed(f'<p class="raised">{text}</p>', STYLE)) == text
        assert copied(printed(f"<p>a{first}b</p><p>a{second}c</p>", STYLE)) == f"a{first}b a{second}c"


def test_an_address_is_copied_whole_after_a_hyphenated_word() -> None:
    words = '<p style="width: 12mm; hyphens: auto">misrepresentation</p><p>https://example.org/a-report, S-21</p>'
    pdf = printed(words)
    assert "https://example.org/a-report, S-21" in copied(pdf)


@needs("pdftotext")
def test_another_reader_copies_the_same(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(printed("<p>a\u2010b and S-21, x\u2212y</p>", STYLE))
    ran = subprocess.run(["pdftotext", "page.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    assert "a\u2010b and S-21, x\u2212y" in ran.stdout.decode()


def test_the_pages_look_as_without(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "<p>a-b a\u2010c <em>d-e</em> f\u00a0g</p><table><thead><tr><th>a-b\u2010c</th></tr></thead>"
    body += "".join(f"<tr><td>row-{letter}\u2010</td></tr>" for letter in "abcdefghijklmnopqrstuvwxyz") + "</table>"
    with_codes = pixels(printed(body))
    monkeypatch.setattr(weasyprint_patches, "PATCHES", {k: v for k, v in PATCHES.items() if k != "copied text"})
    assert with_codes == pixels(printed(body))
    assert len(with_codes) > 1  # the header of the table is drawn twice


def pixels(pdf: bytes) -> list[bytes]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=2).to_numpy().tobytes() for page in document]
    document.close()
    return pages


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet="-\u2010\u00a0ab\u00b5\u03bc", min_size=1, max_size=20))
def test_any_text_is_copied(text: str) -> None:
    assert copied(printed(f"<p>x{text}x</p>", STYLE)) == f"x{text}x"
