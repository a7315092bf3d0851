"""Pages that are laid out one by one, each from the state in which the page before it ended.

WeasyPrint's `page_maker` holds where each page begins in the text. The rest of its state, notes that wait for a page,
boxes that are continued and the order of floats, is kept here. A page that is laid out again leaves the next one as
it is if it ends in the same state as before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from factpress.output.pdf import footnotes, margin_marks, weasyprint_import
from factpress.output.pdf.kept_boxes import KeptBoxes
from factpress.output.pdf.weasyprint_patches import replaced

MOST_LOOPS = 8
"""How often a page is laid out in one update, as in WeasyPrint: page numbers in its text may never settle."""


@dataclass(frozen=True, slots=True)
class Start:
    """The state at the start of a page, beside WeasyPrint's `page_maker`."""

    waiting: tuple[Any, ...] = ()  # footnotes that are not on a page yet
    reported: tuple[Any, ...] = ()  # those of them that the page before has no room for
    continued: tuple[tuple[Any, Any], ...] = ()  # boxes out of the flow that the page before does not end
    orders: tuple[tuple[Any, tuple[Any, ...]], ...] = ()  # the children of each box with floats

    def exchanged(self, new: dict[Any, Any], floats: list[Any]) -> Start:
        """The same state with other boxes. `floats` are the boxes with floats."""
        orders: dict[Any, Any] = dict(self.orders)
        return Start(
            tuple(new.get(box, box) for box in self.waiting),
            tuple(new.get(box, box) for box in self.reported),
            self.continued,
            tuple((box, tuple(new.get(child, child) for child in orders.get(box, box.children))) for box in floats),
        )


@dataclass(slots=True)
class Page:
    """A page as it is laid out."""

    box: Any
    tried: frozenset[Any]  # the elements of all blocks whose layout was tried for it
    notes: footnotes.PageNotes
    strings: tuple[tuple[str, tuple[str, ...]], ...]
    version: int


@dataclass(slots=True)
class KeptPages:
    """The pages of a document. Those in `stale` have to be laid out again, in any order."""

    kept: KeptBoxes
    pages: list[Page] = field(default_factory=list[Page])
    starts: list[Start] = field(default_factory=list[Start])
    stale: set[int] = field(default_factory=set[int])
    version: int = 0
    shown: dict[int, dict[str, str]] = field(default_factory=dict[int, dict[str, str]])
    _loops: dict[int, int] = field(default_factory=dict[int, int])

    @classmethod
    def begin(cls, kept: KeptBoxes, version: int = 0) -> KeptPages:
        """A document of which no page is laid out."""
        weasyprint_import.submodule("layout").initialize_page_maker(kept.context, kept.root)
        kept.context.rendered_notes = []
        orders = tuple((box, tuple(box.children)) for box in kept.floats)
        return cls(kept, [], [Start(tuple(kept.notes), (), (), orders)], {0}, version)

    def replaced(self, element: Any, new: Any) -> dict[Any, Any]:
        """Give an element another content, and mark the pages on which its layout was tried.

        Returns the new elements of notes by the old ones.
        """
        exchanged, notes = self.kept.put(element, new)
        self.starts = [start.exchanged(exchanged, self.kept.floats) for start in self.starts]
        self.stale.update(index for index, page in enumerate(self.pages) if element in page.tried)
        return notes

    def shown_on(self, element: Any) -> int | None:
        """The first page with a box of an element."""
        return next((index for index, page in enumerate(self.pages) if _shows(page.box, element)), None)

    def count(self) -> None:
        """Put the pages of its targets into the text again, and mark the pages that show them, if they changed."""
        targets = self.kept.context.target_collector
        for (box, _), lookup in targets.counter_lookup_items.items():
            shown = _counted(box, lookup.missing_target_counters, targets.target_lookup_items)
            if self.shown.get(id(lookup)) == shown:
                continue
            self.shown[id(lookup)] = shown
            lookup.parse_again(lookup.cached_page_counter_values)
            if lookup.page_maker_index is not None and lookup.page_maker_index < len(self.pages):
                self.stale.add(lookup.page_maker_index)

    def settle(self) -> None:
        """Start counting how often each page is laid out."""
        self._loops.clear()

    def make(self, index: int) -> bool:
        """Lay out a page again. Returns False if it was laid out too often."""
        self._loops[index] = self._loops.get(index, 0) + 1
        if self._loops[index] > MOST_LOOPS:
            return False
        context, maker = self.kept.context, self.kept.context.page_maker
        self._restore(self.starts[index])
        state = maker[index][-1]
        state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
        expected = maker[index + 1] if index + 1 < len(maker) else None
        for store in (context.string_set, context.running_elements):
            for by_page in store.values():
                by_page.pop(index + 1, None)
        context.rendered_notes = []
        tried: set[Any] = set()
        block = weasyprint_import.submodule("layout.block")
        with replaced((block, "block_level_layout", _trying(block.block_level_layout, tried))):
            box, resume_at = weasyprint_import.submodule("layout.page").remake_page(
                index, context, self.kept.root, self.kept.html
            )
        end = self._state()
        strings = self._finish(index, box)
        self.version += 1
        page = Page(box, frozenset(tried), footnotes.page_notes(box), strings, self.version)
        before = self.pages[index] if index < len(self.pages) else None
        self.pages[index : index + 1] = [page]
        self.stale.discard(index)
        self._follow(index, end, maker[index + 1] is not expected, last=resume_at is None and not end.reported)
        if before is not None and before.strings != strings:
            self.stale.update(range(index + 1, len(self.pages)))  # heads that repeat a title
        self.stale.update(i for i in range(len(self.pages)) if i != index and maker[i][-1]["content_changed"])
        return True

    def _follow(self, index: int, end: Start, moved: bool, *, last: bool) -> None:
        """Mark the next page if it begins in another state than before; end the document with its last page."""
        maker = self.kept.context.page_maker
        if last:
            before = len(self.pages)
            del self.pages[index + 1 :], self.starts[index + 1 :], maker[index + 2 :]
            self.stale = {i for i in self.stale if i <= index}
            self.starts.append(end)
            for store in (self.kept.context.string_set, self.kept.context.running_elements):
                for by_page in store.values():
                    for number in [number for number in by_page if number > index + 1]:
                        del by_page[number]
            self._count_pages(before)
            return
        if index + 1 >= len(self.starts):
            self.starts.append(end)
            self.stale.add(index + 1)
        elif moved or self.starts[index + 1] != end or index + 1 >= len(self.pages):
            self.starts[index + 1] = end
            self.stale.add(index + 1)

    def _count_pages(self, before: int) -> None:
        """Tell all pages how many there are, and lay those out again that show it."""
        total = [len(self.pages)]
        for *_, state, _ in self.kept.context.page_maker:
            if state[1]["pages"] != total:
                state[1]["pages"] = [*total]
        counted = (i for i, page in enumerate(self.pages) if _counts_pages(page.box))
        wanted = (i for i in range(len(self.pages)) if self.kept.context.page_maker[i][-1]["pages_wanted"])
        if before != len(self.pages) or self._loops.get(len(self.pages) - 1, 0) == 1:
            self._counted(total, [*counted, *wanted])

    def _counted(self, total: list[int], pages: Iterable[int]) -> None:
        if getattr(self.kept.context, "counted_pages", None) != total:
            self.kept.context.counted_pages = total
            self.stale.update(pages)

    def _restore(self, start: Start) -> None:
        context = self.kept.context
        context.footnotes[:] = start.waiting
        context.reported_footnotes = list(start.reported)
        context.broken_out_of_flow = dict(start.continued)
        for box, order in start.orders:
            box.children = list(order)

    def _state(self) -> Start:
        context = self.kept.context
        return Start(
            tuple(context.footnotes),
            tuple(context.reported_footnotes),
            tuple(context.broken_out_of_flow.items()),
            tuple((box, tuple(box.children)) for box in self.kept.floats),
        )

    def _finish(self, index: int, page: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give a page its margins, as WeasyPrint's `layout_document` does; return the strings that it sets."""
        context, layout = self.kept.context, weasyprint_import.submodule("layout")
        for child in page.descendants():
            if child.string_set and child.string_set != "none":
                for name, text in child.string_set:
                    context.string_set[name][index + 1].append(text)
        root, footnote_area, note_area = page.children
        areas = [area for area in (footnote_area, note_area) if area.children]
        context.current_page = index + 1
        margins = layout.make_margin_boxes(context, page, context.page_maker[index + 1][3])
        page.children = (root, *areas, *margins)
        layout.layout_backgrounds(page, context.get_image_from_uri)
        margin_marks.spread(SimpleNamespace(pages=[SimpleNamespace(_page_box=page)]))
        _own_images(page)
        return tuple(
            (name, tuple(by_page[index + 1]))
            for name, by_page in sorted(context.string_set.items())
            if index + 1 in by_page
        )


def _counted(box: Any, missing: dict[Any, list[str]], targets: dict[str, Any]) -> dict[str, str]:
    """The counters of other pages that a box shows.

    WeasyPrint does not name the target if an attribute of the element does: `target-counter(attr(href), page)`.
    """
    counters = {counter for each in missing.values() for counter in each}
    names = {name for name in missing if name is not None}
    if None in missing:
        names.update(value[1:] for value in box.element.attrib.values() if value.startswith("#"))
    values = {name: targets[name].cached_page_counter_values for name in names if name in targets}
    return {name: repr([of_page.get(counter) for counter in sorted(counters)]) for name, of_page in values.items()}


def _trying(original: Any, tried: set[Any]) -> Any:
    """`block_level_layout` that notes the elements."""

    def layout(context: Any, box: Any, *args: Any, **options: Any) -> Any:
        if box.element is not None:
            tried.add(box.element)
        return original(context, box, *args, **options)

    return layout


def _own_images(box: Any) -> None:
    """Copy the boxes of images: WeasyPrint uses the same ones when it lays a page out again."""
    boxes = weasyprint_import.submodule("formatting_structure.boxes")
    children = list(box.children)
    for i, child in enumerate(children):
        inner = getattr(child, "_box", child)
        if isinstance(inner, boxes.ReplacedBox):
            children[i] = inner.copy()
        elif hasattr(inner, "children"):
            _own_images(inner)
    box.children = children if isinstance(box.children, list) else tuple(children)


def _shows(box: Any, element: Any) -> bool:
    return any(child.element is element for child in box.descendants())


def _counts_pages(page: Any) -> bool:
    """Whether the margins of a page say how many pages there are."""
    boxes = weasyprint_import.submodule("formatting_structure.boxes")
    margins = (child for child in page.children if isinstance(child, boxes.MarginBox))
    return any("('pages'" in repr(box.style["content"]) for box in margins)
