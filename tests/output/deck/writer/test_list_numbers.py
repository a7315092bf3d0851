"""Numbered lists on slides: what presentation programs count is what the editor numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from factpress.document.blocks.slide import Slide as Fence
from factpress.document.model import Block, Chapter, Items, Paragraph
from factpress.output.deck.layouts.placeholders import BULLET_INDENT, hanging_indent, text_indent
from factpress.output.deck.presentation import PlaceholderText, Run, TextParagraph
from factpress.output.deck.writer.list_numbers import list_starts, separators
from factpress.output.deck.writer.text_body import MasterStyle, TextWriter
from tests.output.deck import sample

LINE = Paragraph(sample.text("Ask who says so."))


def divided(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with a paragraph between two lists: Markdown has no two numbered lists in a row."""
    return tuple(block for one in blocks for block in ((LINE, one) if isinstance(one, Items) else (one,)))


def item(rest: Sequence[Block]) -> tuple[Block, ...]:
    """An item of a list, which begins with a line."""
    return divided((LINE, *rest))


BLOCKS: st.SearchStrategy[Block] = st.recursive(
    st.just(LINE),
    lambda inner: st.builds(
        Items,
        st.lists(st.lists(inner, max_size=2).map(lambda rest: divided((LINE, *rest))), min_size=1, max_size=3).map(
            tuple
        ),
        st.booleans(),
        st.sampled_from((1, 1, 3, 9)),
    ),
    max_leaves=8,
)


def on_slides(blocks: Sequence[Block]) -> Iterator[tuple[TextParagraph, ...]]:
    """The paragraphs of each slide."""
    deck = sample.deck(sample.document((Chapter("one", "One", (), (Fence("What to do", tuple(blocks)),)),)))
    for slide in deck.slides:
        yield from (i.paragraphs for i in slide.items if isinstance(i, PlaceholderText) and i.place == "body")


def counted_by_powerpoint(paragraphs: Sequence[TextParagraph]) -> list[int | None]:
    """A number follows the one before it at its level, with nothing between them but paragraphs further inside."""
    shown: list[int | None] = []
    starts = list(list_starts(paragraphs))
    for i, (paragraph, start) in enumerate(zip(paragraphs, starts, strict=True)):
        number = start
        for j in range(i - 1, -1, -1):
            if paragraphs[j].level <= paragraph.level:
                follows = paragraphs[j].level == paragraph.level and starts[j] == start is not None
                number = (shown[j] or 0) + 1 if follows else start
                break
        shown.append(number)
    return shown


def counted_by_libreoffice(paragraphs: Sequence[TextParagraph]) -> list[int | None]:
    """It skips paragraphs without a bullet, and goes on from a list that begins with the same or a higher number."""
    starts, apart = list(list_starts(paragraphs)), list(separators(paragraphs))
    shown: list[int | None] = []
    for i, paragraph in enumerate(paragraphs):
        lowest = starts[i]
        if lowest is None:
            shown.append(None)
            continue
        number = lowest - 1
        for j in range(i, -1, -1):
            other, start = paragraphs[j], starts[j]
            if other.level > paragraph.level or not (other.bullet or apart[j]):
                continue
            if other.level < paragraph.level or start is None or start < lowest:
                break
            number += start - lowest + 1
            lowest = start
        shown.append(number)
    return shown


@settings(max_examples=25)
@given(st.lists(BLOCKS, min_size=1, max_size=3).map(divided))
def test_programs_count_as_the_text_is_numbered(blocks: tuple[Block, ...]) -> None:
    for paragraphs in on_slides(blocks):
        numbers = [paragraph.number for paragraph in paragraphs]
        assert counted_by_powerpoint(paragraphs) == numbers
        assert counted_by_libreoffice(paragraphs) == numbers
        assert all(p.bullet == f"{p.number}." for p in paragraphs if p.number is not None)


def written(paragraphs: Sequence[TextParagraph]) -> list[str]:
    """The bullet of each paragraph in the file."""
    writer = TextWriter(MasterStyle.of(sample.theme(), "en", "ltr"))
    place = sample.families()["text"][0].place("body")
    xml = writer.text(place, PlaceholderText("body", tuple(paragraphs)), lambda _: "")
    return [(re.findall(r"<a:bu(?:AutoNum|Char)[^>]*>", one) or [""])[0] for one in xml.split("</a:pPr>")[:-1]]


def _number(start: int | None) -> str:
    at = f' startAt="{start}"' if start != 1 else ""
    return f'<a:buAutoNum type="arabicPeriod"{at}/>'


def test_a_list_that_is_continued_goes_on_counting() -> None:
    long = Paragraph(sample.text("Then we do a thing that takes a line and a half, and count those who come in. " * 3))
    slides = list(on_slides([Items(tuple((long,) for _ in range(9)), ordered=True)]))
    firsts = [written(paragraphs)[0] for paragraphs in slides]
    numbers = [paragraphs[0].number for paragraphs in slides]
    assert len(slides) > 1
    assert firsts == [
        f'<a:buAutoNum type="arabicPeriod"{f" startAt={chr(34)}{n}{chr(34)}" if n != 1 else ""}/>' for n in numbers
    ]


def test_a_paragraph_between_two_lists_has_an_invisible_bullet() -> None:
    steps = Items(((LINE,), (LINE,)), ordered=True)
    (paragraphs,) = on_slides([steps, LINE, steps])
    number, none = _number(1), '<a:buChar char="\u200b"/>'
    assert written(paragraphs) == [number, number, none, number, number]


def test_numbers_of_two_digits_have_room() -> None:
    one, two = (TextParagraph((Run("a", "en"),), f"{n}.", n, digits, level=1) for n, digits in ((9, 1), (10, 2)))
    assert hanging_indent(one) == BULLET_INDENT < hanging_indent(two)
    assert text_indent(two) - hanging_indent(two) == text_indent(one) - hanging_indent(one) == BULLET_INDENT
