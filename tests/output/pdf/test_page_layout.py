"""Pages that follow their text: after each change they are those of a file that is printed whole."""

from __future__ import annotations

import random
import re

import pypdfium2
import pytest

from factpress.core.diagnostics import Findings
from factpress.output.pdf import PageLayout, print_pdf
from factpress.output.pdf.kept_pages import KeptPages
from tests.output.pdf.pages import CSS, PLACES, page

_WORDS = "In the dry months the wells of the valley give less water than the river"
_STYLE = """
.note::footnote-call { content: counter(footnote) }
h2 { break-before: page; string-set: chapter attr(data-head) }
@page { @bottom-right { content: counter(page) } @top-left { content: string(chapter) } }
.contents .folio::after { content: target-counter(attr(data-to url), page) }
"""


def _paragraph(chapter: int, number: int) -> str:
    note = f'<span class="note" role="doc-footnote">Count {number} of the office.</span>' if number % 3 == 0 else ""
    stated = f'<span class="stated" id="claim:wells{chapter}x{number}/people:1">{number}00</span>'
    return f'<p data-origin="text.md:{chapter}{number}:1">{_WORDS} for {stated} people{note}. {_WORDS}.</p>'


def _text() -> str:
    chapters = "".join(
        f'<section><h2 id="c{c}" data-head="Part {c}">Part {c}</h2>'
        + "".join(_paragraph(c, n) for n in range(1, 9)) + "</section>"
        for c in range(1, 4)
    )  # fmt: skip
    entries = "".join(f'<li>Part {c} <span class="folio" data-to="#c{c}"></span></li>' for c in range(1, 4))
    return page(f'<ul class="contents">{entries}</ul>{chapters}')


def _layout(html: str) -> PageLayout:
    return PageLayout.of(html, CSS + _STYLE, PLACES, {})


def _printed(html: str) -> list[bytes]:
    pdf = print_pdf(html, CSS + _STYLE, PLACES, {}, title="W", language="en-GB", date="2026-11-22", authors=("Us",))
    return _pixels(pdf)


def _pixels(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=1).to_numpy().tobytes() for page in document]


def _pictures(layout: PageLayout) -> list[bytes]:
    return [picture for number in range(layout.pages) for picture in _pixels(layout.pdf(number))]


def _edited(html: str, dice: random.Random) -> str:
    kind = dice.choice(["digit", "longer", "words", "grown", "note"])
    if kind in ("digit", "longer"):
        place = dice.choice(list(re.finditer(r"(?<=:1\">)\d+", html)))
        new = f"{dice.randrange(10)}{place[0][1:]}" if kind == "digit" else f"1,234,{place[0]}"
        return html[: place.start()] + new + html[place.end() :]
    pattern = r"(?<=footnote\">)Count" if kind == "note" else r"(?<=\">)In the dry months"
    place = dice.choice(list(re.finditer(pattern, html)))
    new = {"words": " and nights", "grown": " and all of the nights" * 20, "note": " again"}[kind]
    return html[: place.end()] + new + html[place.end() :]


@pytest.fixture
def rebuilt(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A note of each time that a document is laid out as a whole."""
    noted: list[str] = []
    begin = KeptPages.begin
    monkeypatch.setattr(KeptPages, "begin", lambda *args: (noted.append("whole"), begin(*args))[1])
    return noted


def test_after_each_of_twenty_edits_the_pages_are_those_of_the_file(rebuilt: list[str]) -> None:
    """Some pages move, and some updates are given up for the next one, as while a person types."""
    dice, html = random.Random(7), _text()
    layout = _layout(html)
    counts = {layout.pages}
    for number in range(20):
        html = _edited(html, dice)
        update = layout.update(html, first=dice.choice([None, 1, layout.pages - 1]))
        if number % 3 == 0:
            for _ in range(dice.randrange(3)):
                next(update, None)
            update.close()
            continue
        assert len(list(update)) > 0
        assert layout.final
        assert _pictures(layout) == _printed(html)
        counts.add(layout.pages)
    assert len(counts) > 1
    assert rebuilt == ["whole"]  # at first


def test_a_changed_number_lays_out_its_page_alone() -> None:
    layout = _layout(_text())
    updates = list(layout.update(_text().replace(">500<", ">600<", 1)))
    assert len({one.page for one in updates}) == 1
    assert [one.final for one in updates] == [False, True]


def test_a_paragraph_with_a_note_is_laid_out_without_the_other_pages(rebuilt: list[str]) -> None:
    layout = _layout(_text())
    assert {one.page for one in layout.update(_text().replace(">300<", ">400<", 1))} <= {1, 2}
    assert rebuilt == ["whole"]


def test_contents_follow_a_chapter_to_another_page(rebuilt: list[str]) -> None:
    html = _text().replace("In the dry months", "In the dry months" + " and all of the nights" * 99, 1)
    layout = _layout(_text())
    made = {one.page for one in layout.update(html)}
    assert {0, layout.pages - 1} <= made
    assert rebuilt == ["whole"]
    assert _pictures(layout) == _printed(html)


def test_an_update_that_is_abandoned_is_finished_by_the_next() -> None:
    html = _text()
    layout = _layout(html)
    grown = html.replace("In the dry months", "In the dry months" + " and all of the nights" * 40, 1)
    update = layout.update(grown)
    next(update)
    update.close()
    assert not layout.final
    later = grown.replace(">800<", ">900<")
    list(layout.update(later))
    assert layout.final
    assert _pictures(layout) == _printed(later)


def test_a_new_note_numbers_those_after_it() -> None:
    html = _text()
    layout = _layout(html)
    changed = html.replace("</span> people", '</span><span class="note" role="doc-footnote">New.</span> people', 1)
    list(layout.update(changed))
    assert _pictures(layout) == _printed(changed)


def test_a_statement_has_a_place_on_its_page_and_an_origin() -> None:
    layout = _layout(_text())
    places = [place for number in range(layout.pages) for place in layout.places(number) if place.claim == "wells1x1"]
    assert [(one.value, one.origin) for one in places] == [("people", "text.md:11:1")]
    assert all(0 < one.left < 1 and 0 < one.top < 1 and 0 < one.width < 0.5 for one in places)


def test_a_picture_that_is_missing_is_found() -> None:
    with pytest.raises(Findings):
        _layout(page('<p>A <img alt="" src="asset:none.png"></p>'))
