"""Marks in the margin of one line are moved apart; the others stay where their sentences begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pypdfium2
import pytest

from factpress.output.pdf.margin_marks import spread
from tests.output.pdf.pages import printed


@dataclass
class Box:
    """A box of WeasyPrint, as far as the module looks at it."""

    position_y: float = 0.0
    position_x: float = 0.0
    name: str = "margin-mark"
    children: list[Any] = field(default_factory=list[Any])
    element_tag: str = "span"
    moved: int = 0

    @property
    def element(self) -> dict[str, str]:
        return {"class": self.name}

    def is_absolutely_positioned(self) -> bool:
        return True

    def margin_height(self) -> float:
        return 10

    def translate(self, x: float, y: float) -> None:
        assert x == 0
        self.position_y += y


def placed(*tops: float, left: float = 0.0) -> list[Box]:
    return [Box(top, left) for top in tops]


def tops_after(marks: list[Box], height: float = 100) -> list[float]:
    page = Box(name="", children=[SimpleNamespace(_box=one) for one in marks])
    area: Any = page
    area.height = height
    area.content_box_y = lambda: 0
    spread(SimpleNamespace(pages=[SimpleNamespace(_page_box=page)]))
    return [one.position_y for one in marks]


@pytest.mark.parametrize(
    ("tops", "expected"),
    [
        ([], []),
        ([5], [5]),
        ([0, 20], [0, 20]),
        ([0, 0], [0, 10]),
        ([0, 0, 15], [0, 10, 20]),
        ([0, 0, 0, 50], [0, 10, 20, 50]),
        ([90, 90], [80, 90]),  # at the end of the page, upwards
        ([95], [95]),
        ([50, 0], [50, 0]),
    ],
)
def test_marks_are_moved_apart(tops: list[float], expected: list[float]) -> None:
    assert tops_after(placed(*tops)) == expected


def test_columns_are_apart() -> None:
    assert tops_after([*placed(0, 0), *placed(0, left=40)]) == [0, 10, 0]


CSS = """
p { margin: 0; position: relative }
.margin-mark { position: absolute; left: -12mm; margin-top: 3pt }
.margin-mark b { display: block; font-size: 7pt }
"""
MARK = '<span class="margin-mark"><b>o</b><b>Word</b></span>'


@pytest.mark.parametrize(("name", "together"), [("margin-mark", True), ("other", False)])
def test_a_mark_at_the_foot_of_a_page_is_in_one_piece(name: str, together: bool) -> None:
    found: list[bool] = []
    for count in range(6, 14):
        lines = "<br>".join(f"Line {n}" for n in range(count))
        body = f"<p>{lines}<br>{MARK}The last line.</p><p>On the next page.</p>".replace("margin-mark", name)
        pages = pages_of(printed(body, CSS.replace("margin-mark", name)))
        found.append(all(("Word" in text) == ("The last line." in text) for text in pages))
    assert all(found) is together


def pages_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
