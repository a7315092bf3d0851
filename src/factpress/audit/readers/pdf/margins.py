"""Running heads and page numbers of pages without tags: lines that come back at the same place of several pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from factpress.audit.readers.pdf.page import Page
from factpress.audit.readers.pdf.pdfium import Box

_OUTER = 0.12
"""The share of the page, from its upper and its lower edge, where running heads and page numbers are."""
_STEPS = 200
"""Heights are compared in such parts of the page."""
_ENOUGH = 3
"""Pages with the line; two are enough if the file has no more."""
_NUMBER = re.compile(r"\d+")


def margin_lines(pages: Sequence[Page], page_count: int) -> set[tuple[int, int]]:
    """The page numbers and indices of the lines that come back: the same text, and the same numbers or page numbers.

    Page numbers may begin at any number.
    """
    groups: dict[tuple[str, int], list[tuple[int, int, list[int]]]] = {}
    for page in pages:
        for index, line in enumerate(page.lines):
            height = _height(line.box, page)
            if height is not None and line.text.strip():
                pattern = " ".join(_NUMBER.sub("#", line.text).split())
                numbers = [int(number[:15]) for number in _NUMBER.findall(line.text)]
                groups.setdefault((pattern, height), []).append((page.number, index, numbers))
    found: set[tuple[int, int]] = set()
    for members in groups.values():
        expected = [
            _most_common(column)
            for column in zip(*(_pairs(page, numbers) for page, _, numbers in members), strict=True)
        ]
        same = [
            (page, index)
            for page, index, numbers in members
            if all(fit in pair for fit, pair in zip(expected, _pairs(page, numbers), strict=True))
        ]
        if len({page for page, _ in same}) >= min(_ENOUGH, max(page_count, 2)):
            found.update(same)
    return found


def _pairs(page: int, numbers: Sequence[int]) -> list[tuple[tuple[str, int], tuple[str, int]]]:
    """Each number as itself, and as its distance from the number of the page."""
    return [(("same", number), ("step", number - page)) for number in numbers]


def _most_common(column: Sequence[tuple[tuple[str, int], tuple[str, int]]]) -> tuple[str, int]:
    """What most of the numbers at one position have in common."""
    return Counter(one for pair in column for one in pair).most_common(1)[0][0]


def _height(box: Box | None, page: Page) -> int | None:
    """Where the middle of a box is between the edges of the page; None if that is not near one of them."""
    if box is None:
        return None
    low, high = (0, 2) if page.sideways else (1, 3)
    extent = page.shown[high] - page.shown[low]
    if extent <= 0:
        return None
    share = ((box[low] + box[high]) / 2 - page.shown[low]) / extent
    return round(share * _STEPS) if 0 <= share <= _OUTER or 1 - _OUTER <= share <= 1 else None
