"""Marks in the margin of one line are moved apart; the others stay where their sentences begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from factpress.output.pdf.margin_marks import spread


@dataclass
class Box:
    """A box of WeasyPrint, as far as the module looks at it."""

    position_y: float = 0.0
    position_x: float = 0.0
    name: str = "margin-mark"
    children: list[Any] = field(default_factory=list[Any])
    element_tag: str = "span"
    moved: int = 0
    element: Any = None

    def __post_init__(self) -> None:
        if self.element is None:
            self.element = ET.Element("span", {"class": self.name})

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


def test_the_rest_of_a_mark_that_is_whole_elsewhere_is_removed() -> None:
    """As WeasyPrint leaves it where a line was moved to the next page. The parts of one that is nowhere whole stay."""
    whole = Box(20, children=[Box(name="shape"), Box(name="word")])
    rest = Box(0, children=[Box(name="word")], element=whole.element)
    other = Box(0, children=[Box(name="word")])
    page = Box(name="", children=[SimpleNamespace(_box=one) for one in (rest, other, whole)])
    area: Any = page
    area.height = 100
    area.content_box_y = lambda: 0
    spread(SimpleNamespace(pages=[SimpleNamespace(_page_box=page)]))
    assert [child._box for child in page.children] == [other, whole]
    assert (other.position_y, whole.position_y) == (0, 20)
