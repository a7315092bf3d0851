"""Footnotes on the page of their number: the functions that `weasyprint_patches` puts in the place of WeasyPrint's."""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and its boxes are private to it
from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from math import inf
from typing import Any

from factpress.output.pdf import weasyprint_import

_TRULY = "truly_in_column"
"""Attribute of the layout context during the layout of lines: whether they are in a column."""


def set_lines(original: Callable[..., Any]) -> Callable[..., Any]:
    """Keep a footnote with `footnote-policy: line` or `block` on the page of its number, unless it alone does not fit.

    Where a page is full and the second line of a paragraph does not fit, WeasyPrint moves all footnotes of the page to
    the next one instead of moving the paragraph. CSS allows that for the policy `auto` only (CSS Generated Content for
    Paged Media 3, footnote-policy). WeasyPrint does so outside columns only, so lines pretend to be in one.
    """

    def lines(context: Any, *args: Any, **options: Any) -> Any:
        notes = itertools.chain(context.current_page_footnotes, context.footnotes)
        if all(note.style["footnote_policy"] == "auto" for note in notes):
            return original(context, *args, **options)
        before = context.in_column
        outermost = not hasattr(context, _TRULY)
        if outermost:
            context.truly_in_column = before
        context.in_column = True
        try:
            return original(context, *args, **options)
        finally:
            context.in_column = before
            if outermost:
                del context.truly_in_column

    return lines


def update_area(original: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """Lay out the footnotes, each once, as outside columns, and let them overflow only by more than a rounding error.

    WeasyPrint compares the bottom of the last note with that of the area exactly. On about every second page, depending
    on its margins, the two sums differ by 1e-13 pixels; then the note, and with it its paragraph or the whole block,
    goes to the next page.
    """

    def area(self: Any) -> bool:
        # the height that footnotes take from the page depends on the real column
        in_column, self.in_column = self.in_column, getattr(self, _TRULY, self.in_column)
        every, self.current_page_footnotes = self.current_page_footnotes, _distinct(self.current_page_footnotes)
        try:
            return original(self) and _overflows(self)
        finally:
            self.in_column, self.current_page_footnotes = in_column, every

    return area


def _overflows(context: Any) -> bool:
    """Whether the footnotes of the page are higher than their area, as far as WeasyPrint rounds elsewhere."""
    area = context.current_footnote_area
    boxes = weasyprint_import.submodule("formatting_structure.build").create_anonymous_boxes(area.deepcopy())
    laid_out = weasyprint_import.submodule("layout.block").block_level_layout(context, boxes, -inf, None, area.page)[0]
    last = laid_out.children[-1]
    note_bottom = last.position_y + last.margin_height() - last.margin_bottom
    area_bottom = laid_out.position_y + laid_out.margin_height() - laid_out.margin_bottom
    return bool(context.overflows(area_bottom, note_bottom))


# ── repeated notes ──────────────────────────────────────────────────────────────────────────────────────────────

_KEY, NUMBER = "data-note", "data-number"
"""Attributes of a note: what it is about, and its number if it is not the next one."""

MOST_ROUNDS = 4

_NEAR = 4
"""How many notes back a note is taken to be on the same page, before there are pages."""


def _distinct(notes: list[Any]) -> list[Any]:
    """The notes of a page without those that say no more than an earlier one with the same key."""
    kept: list[Any] = []
    for note in notes:
        if _repeated(note.element, (one.element for one in kept)) is None:
            kept.append(note)
    return kept


def _repeated(note: Any, earlier: Iterable[Any]) -> Any:
    """The first of some earlier notes that has the same key and says as much; None if there is none."""
    key = note.get(_KEY)
    same = (one for one in earlier if key and one.get(_KEY) == key)
    return next((one for one in same if _length(one) >= _length(note)), None)


def _length(element: Any) -> int:
    return len("".join(element.itertext()))


def render_once(tree: Any, render: Callable[[], Any]) -> Any:
    """The rendered document in which a note that is on a page already is called again by its number.

    WeasyPrint numbers all notes when it builds the boxes, before there are pages. So the pages are set again with the
    numbers of the notes that they have. If the pages do not settle, each note is printed wherever it is called.
    """
    given = guessed_numbers(tree)
    for _ in range(MOST_ROUNDS):
        set_numbers(tree, given)
        document = render()
        numbers = numbers_of([page_notes(page._page_box) for page in document.pages])
        if numbers == given:
            return document
        given = numbers
    forget_keys(tree)
    return render()


def set_numbers(tree: Any, given: dict[Any, int]) -> None:
    """Give the notes of a tree these numbers, and no others."""
    for element in tree.iter("span"):
        element.attrib.pop(NUMBER, None)
    for element, number in given.items():
        element.set(NUMBER, str(number))


def forget_keys(tree: Any) -> None:
    """Let every note of a tree be printed where it is called."""
    for element in tree.iter("span"):
        for name in (_KEY, NUMBER):
            element.attrib.pop(name, None)


def guessed_numbers(tree: Any) -> dict[Any, int]:
    """The number of each note if those that soon follow one with the same key are on its page; none without such.

    A guess that is right saves the second round.
    """
    numbers: dict[Any, int] = {}
    printed: list[Any] = []
    for note in (element for element in tree.iter("span") if element.get("role") == "doc-footnote"):
        same = _repeated(note, printed[-_NEAR:])
        if same is None:
            printed.append(note)
            numbers[note] = len(printed)
        else:
            numbers[note] = numbers[same]
    return numbers if len(printed) < len(numbers) else {}


PageNotes = tuple[list[Any], list[Any]]
"""The elements of the notes that are printed on a page, and of those that are called there."""


def page_notes(page_box: Any) -> PageNotes:
    """The notes of a page."""
    boxes = weasyprint_import.submodule("formatting_structure.boxes")
    areas = (child for child in page_box.children if isinstance(child, boxes.FootnoteAreaBox))
    printed = [element for area in areas for element in _elements(area.descendants(), "")]
    return printed, _elements(page_box.descendants(), "::footnote-call")


def numbers_of(pages: Iterable[PageNotes]) -> dict[Any, int]:
    """The number of each note of a document by its element; none if every note is printed where it is called."""
    numbers: dict[Any, int] = {}
    calls: list[tuple[Any, list[Any]]] = []
    for printed, called in pages:
        for element in printed:
            numbers.setdefault(element, len(numbers) + 1)
        calls += ((element, printed) for element in called)
    repeated = {element: printed for element, printed in calls if element not in numbers}
    for element, printed in repeated.items():
        # on a later page only if a note alone is too long for the page of its call
        same = (one for one in (*printed, *numbers) if one.get(_KEY) == element.get(_KEY))
        numbers[element] = next((numbers[one] for one in same), 0) if repeated else 0
    return numbers if repeated else {}


def _elements(boxes: Iterable[Any], pseudo: str) -> list[Any]:
    """The elements of the notes among some boxes, or of their calls, in order."""
    noted = (box for box in boxes if box.element is not None and box.element.get("role") == "doc-footnote")
    return list(dict.fromkeys(box.element for box in noted if box.element_tag == f"{box.element.tag}{pseudo}"))


# ── roles ───────────────────────────────────────────────────────────────────────────────────────────────────────


class NoteWithoutRoleError(Exception):
    """A style sheet makes a note of an element that has not the role of one."""

    def __init__(self, element: str, part: str) -> None:
        self.kind = "footnote" if part.startswith("footnote") else "note"
        role = "doc-footnote" if self.kind == "footnote" else "doc-endnote"
        super().__init__(f'a style sheet makes a {self.kind} of <{element}>, which has not role="{role}"')


def require_roles(original: Callable[..., Any]) -> Callable[..., Any]:
    """Raise NoteWithoutRoleError for the number of a note without its role: the style sheet has no rule for it."""

    def make_box(tag: str, style: Any, *arguments: Any) -> Any:
        if style is None:
            raise NoteWithoutRoleError(*tag.split("::"))
        return original(tag, style, *arguments)

    return make_box
