"""Large print: its type, and its page cues against the pages of the standard booklet as that is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from factpress.audit import GeneratedText, Reading, audit
from factpress.audit.readers import read_bytes
from factpress.core.units import mm, pt
from factpress.output.booklet.renderer import enlarged, growth
from factpress.output.renderers import RENDERERS
from factpress.workflows.tasks import RenderTask, draw, drawn_labels, pattern_years, plan, render
from tests.publications import publication, text_of

NAMES = ("booklet-a5", "large-print-a4")
CUE = re.compile(r"p\. (\d+)")
MORE = "\n\n".join(
    f"### Part {letter * 3}\n\n" + "\n\n".join(
        " ".join(f"word{letter}{chr(97 + (i * 7 + j) % 26)}{chr(97 + j % 26)}{chr(97 + i)}" for j in range(60))
        for i in range(4)
    )
    for letter in "abcdefgh"
)  # fmt: skip
"""Text enough for several pages, in which no two lines are alike."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[RenderTask, bytes]]:
    """The starter with more to read, as a standard booklet and in large print."""
    content = "data/content/briefing.en.md"
    folder = tmp_path_factory.mktemp("library") / "library"
    publication(folder, {content: f"{text_of(content)}\n## More {{#more}}\n\n{MORE}\n"})
    path = folder / "data" / "publication.yaml"
    path.write_text(re.sub(r"products: \[.*\]", f"products: [{', '.join(NAMES)}]", path.read_text("utf-8")), "utf-8")
    works = plan(folder, NAMES, None, cached=False).tasks
    return {w.product.name: (w, render(RENDERERS["booklet"].load(), w, draw(w))) for w in works}


def lines(page: Any) -> Iterator[tuple[float, float, float, str]]:
    """The lines of a page from the top down: left edge, bottom, top, words."""
    text = page.get_textpage()
    found = [text.get_rect(i) for i in range(text.count_rects())]
    for left, bottom, right, top in sorted(found, key=lambda r: -r[3]):
        yield left, bottom, top, text.get_text_bounded(left - 1, bottom - 0.5, right + 1, top + 0.5)


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def begins(data: bytes, number: int) -> str:
    """The first words of the text on a page of the standard booklet: below its head."""
    document = pypdfium2.PdfDocument(data)
    page = document[number - 1]
    top = page.get_height() - mm(20).pt
    below = [(y, x, words) for x, _, y, words in lines(page) if y <= top and sum(map(str.isalpha, words)) > 3]
    highest = max(y for y, _, _ in below)
    # of what stands on one line, a mark is on the left
    return max((x, words) for y, x, words in below if highest - y < 8)[1]


def cues(data: bytes) -> list[tuple[int, str]]:
    """The cues of the large print in their order, each with the words of the line that it stands beside."""
    found: list[tuple[int, str]] = []
    for page in pypdfium2.PdfDocument(data):
        text = page.get_textpage()
        margin = page.get_width() - mm(21).pt
        for left, bottom, top, words in lines(page):
            cue = CUE.fullmatch(words.strip())
            if cue is not None and left > margin:
                found.append((int(cue[1]), text.get_text_bounded(0, bottom - 2, margin, top + 2)))
    return found


def test_cues_are_the_pages_of_the_standard_booklet_as_it_is_printed(
    made: Mapping[str, tuple[RenderTask, bytes]],
) -> None:
    standard, large = made["booklet-a5"][1], made["large-print-a4"][1]
    told = cues(large)
    last = len(pypdfium2.PdfDocument(standard)) - 1  # the back cover has no cue
    assert [number for number, _ in told] == list(range(2, last + 1))
    assert last > 8
    for number, beside in told:
        first = letters(begins(standard, number).split()[0])
        if first == "Figure":  # it has moved past text; the cue is beside the text that follows it on the page
            first = letters(" ".join(beside.split()[:2]))
            assert first in letters(pypdfium2.PdfDocument(standard)[number - 1].get_textpage().get_text_range())
        assert first in letters(beside), f"page {number} begins with {first}, and its cue stands beside {beside}"


def test_text_is_as_large_as_was_asked_for(made: Mapping[str, tuple[RenderTask, bytes]]) -> None:
    work, _ = made["large-print-a4"]
    theme = enlarged(work.theme, work.product)
    assert theme.print_type["body"].size == pt(18)
    assert min(style.size for style in theme.print_type.values()) >= pt(15)
    assert enlarged(work.theme, made["booklet-a5"][0].product) is work.theme
    assert growth(work.theme, made["booklet-a5"][0].product) == pt(0)
    for name, style in theme.print_type.items():
        assert style.leading >= style.size or work.theme.print_type[name].leading < work.theme.print_type[name].size


def test_nothing_is_hyphenated(made: Mapping[str, tuple[RenderTask, bytes]]) -> None:
    for page in pypdfium2.PdfDocument(made["large-print-a4"][1]):
        said = page.get_textpage().get_text_range()
        assert "\ufffe" not in said
        assert "\u00ad" not in said


def test_a_cue_that_tells_another_page_is_found(made: Mapping[str, tuple[RenderTask, bytes]]) -> None:
    work, data = made["large-print-a4"]
    reading = read_bytes(data, Path("large.pdf"))
    assert found_in(work, reading) == []
    for was, now in (("p. 5", "p. 6"), ("p. 5", "p. 55"), ("p. 2", "p. 1")):
        changed = altered(reading, was, now)
        assert any(now.removeprefix("p. ") in message for message in found_in(work, changed)), (was, now)


def altered(reading: Reading, was: str, now: str) -> Reading:
    places = tuple(
        replace(place, fragments=tuple(replace(f, text=now) if f.text == was else f for f in place.fragments))
        for place in reading.places
    )
    assert places != reading.places
    return replace(reading, places=places)


def found_in(work: RenderTask, reading: Reading) -> list[str]:
    generated = GeneratedText(drawn_labels(draw(work)), pattern_years(work.theme))
    return [one.message for one in audit(reading, work.document, work.book, work.language, generated).found]
