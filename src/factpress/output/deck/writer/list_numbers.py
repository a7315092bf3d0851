"""The numbers of lists as presentation programs count them, from the paragraphs of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factpress.output.deck.presentation import TextParagraph


def list_starts(paragraphs: Iterable[TextParagraph]) -> Iterator[int | None]:
    """The number with which the list of each paragraph begins in this text; None for a paragraph without a number.

    A presentation program counts the paragraphs of one level and one start in a row. Another paragraph between them
    ends the row, if it is not further inside. Then, and at the top of a slide that continues a list, the next row
    begins with the number of its first paragraph.
    """
    rows: dict[int, tuple[int, int]] = {}  # by level: the first number of the row and the next one
    for paragraph in paragraphs:
        level, number = paragraph.level, paragraph.number
        rows = {other: row for other, row in rows.items() if other < level or (other == level and number is not None)}
        if number is None:
            yield None
            continue
        start, expected = rows.get(level, (number, number))
        start = start if expected == number else number
        rows[level] = start, number + 1
        yield start


def separators(paragraphs: Sequence[TextParagraph]) -> Iterator[bool]:
    """Whether each paragraph has no bullet and separates a list from one before it, which counts from as much or more.

    LibreOffice goes on counting over a paragraph without a bullet; over one with an invisible bullet it does not.
    """
    starts = list(list_starts(paragraphs))
    highest = 0  # of the starts so far
    for i, paragraph in enumerate(paragraphs):
        after = starts[i + 1] if i + 1 < len(starts) else None
        begins = after is not None and after == paragraphs[i + 1].number and after <= highest
        yield begins and not paragraph.bullet
        highest = max(highest, starts[i] or 0)
