"""The boxes of a document before they are laid out, kept so that one element can be replaced without the others.

Only an element whose box is a block in the normal flow, as those around it, can be replaced: what is outside such a box
depends on its tag and on the counters behind it, and on nothing else inside it.
"""

# ruff: noqa: SLF001 - WeasyPrint has no stubs, and its boxes are private to it
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf
from typing import Any

from factpress.output.pdf import footnotes, weasyprint_import
from factpress.output.pdf.floats import is_float
from factpress.output.pdf.weasyprint_patches import replaced

_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "img",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "wbr",
    ]
)

Counters = tuple[int, tuple[tuple[str, tuple[int, ...]], ...], tuple[frozenset[str], ...]]
"""The state of the counters at one place: depth of quotes, values, and the names that each depth began."""


class NotReplaceableError(Exception):
    """The boxes of an element cannot be replaced alone."""


@dataclass(slots=True)
class KeptBoxes:
    """The boxes of a document, and what is needed to build those of one element again."""

    html: Any
    context: Any
    root: Any
    document: Any  # without pages, for its fonts
    notes: list[Any]  # the boxes of all footnotes, in the order of the text
    counters: dict[Any, tuple[Counters, Counters]]  # of an element: before and behind it
    flow: dict[Any, tuple[Any, Any]] = field(default_factory=dict[Any, tuple[Any, Any]])
    """The box and the parent's box of each element that can be replaced."""
    floats: list[Any] = field(default_factory=list[Any])
    """The boxes whose children may change their order while pages are laid out."""

    def replaceable(self, element: Any) -> bool:
        """Whether the boxes of an element can be replaced."""
        return element in self.flow

    def put(self, element: Any, new: Any) -> tuple[dict[Any, Any], dict[Any, Any]]:
        """Give an element another content; return the new boxes by the old ones, and the same for elements of notes.

        Raises NotReplaceableError, after which the boxes cannot be used.
        """
        box, parent = self.flow[element]
        inside = set(element.iter())
        before, behind = self.counters[element]
        self._forget(element)
        noted = _notes(element)
        element.text, element[:] = new.text, list(new)
        if len(noted) != len(_notes(element)):
            raise NotReplaceableError
        renewed = dict(zip(noted, _notes(element), strict=True))
        for old, one in renewed.items():
            if (number := old.get(footnotes.NUMBER)) is not None:
                one.set(footnotes.NUMBER, number)
        anchors = {
            key: self.context.target_collector.target_lookup_items.pop(key, None) for key in self._anchors(inside)
        }
        self._restyle(element)
        made, boxed, counters_behind = self._build(element, before)
        if counters_behind != behind or _breaks(box) != _breaks(made):
            raise NotReplaceableError
        self._keep_page_counters(anchors)
        old_notes = [note for note in self.notes if note.element in inside]
        at = self.notes.index(old_notes[0]) if old_notes else len(self.notes)
        if len(old_notes) != len(boxed):
            raise NotReplaceableError
        self.notes[at : at + len(old_notes)] = boxed
        parent.children = [made if child is box else child for child in parent.children]
        self.note_flow(made, parent)
        return {box: made, **dict(zip(old_notes, boxed, strict=True))}, renewed

    def _forget(self, element: Any) -> None:
        style_for = self.context.style_for
        inside = set(element.iter()) - {element}
        for key in [key for key in style_for._computed_styles if key[0] in inside]:
            del style_for._computed_styles[key]
        for one in inside:
            self.flow.pop(one, None)
            self.counters.pop(one, None)
        looked_up = self.context.target_collector.counter_lookup_items
        if any(box.element in inside or box.element is element for box, _ in looked_up):
            raise NotReplaceableError
        self.floats = [box for box in self.floats if box.element is not element and box.element not in inside]

    def _anchors(self, inside: set[Any]) -> list[str]:
        return [name for one in inside if (name := one.get("id"))]

    def _keep_page_counters(self, anchors: dict[str, Any]) -> None:
        """Let anchors that are still there have the page of the old ones: they change nothing until they move."""
        items = self.context.target_collector.target_lookup_items
        for name, old in anchors.items():
            new = items.get(name)
            if old is not None and new is not None:
                new.page_maker_index = old.page_maker_index
                new.cached_page_counter_values = old.cached_page_counter_values
                new.parse_again_functions = old.parse_again_functions

    def _restyle(self, element: Any) -> None:
        """Match the style sheets with what is inside an element, as WeasyPrint does with a whole document."""
        css = weasyprint_import.submodule("css")
        style_for, html, targets = self.context.style_for, self.html, self.context.target_collector
        cascaded = style_for._cascaded_styles
        pages = dict(cascaded)
        cascaded.clear()
        own: dict[Any, tuple[Any, ...]] = {}
        for specificity, one, declarations, base_url in css.find_style_attributes(element, base_url=html.base_url):
            own[one] = (*own.get(one, ()), *declarations)
            _declare(
                cascaded, (one, None), css.preprocess_declarations(base_url, declarations), "author", inf, specificity
            )
        for wrapper in _wrapper(html.wrapper_element, element).iter_subtree():
            one, parent = wrapper.etree_element, wrapper.parent.etree_element
            for sheet, origin, of_sheet in style_for._sheets:
                for specificity, _, pseudo, (declarations, layer) in sheet.matcher.match(wrapper):
                    order = inf if layer is None else sheet.layers.index(layer)
                    _declare(cascaded, (one, pseudo), declarations, origin, order, of_sheet or specificity)
            if one is not element:
                style_for.set_computed_styles(
                    one, root=html.etree_element, parent=parent, base_url=html.base_url, target_collector=targets
                )
        for one, pseudo in [key for key in cascaded if key[1] and key[0] is not element]:
            style_for.set_computed_styles(
                one, pseudo_type=pseudo, root=html.etree_element, parent=one, base_url=html.base_url,
                target_collector=targets,
            )  # fmt: skip
        for name in self._anchors({element}):
            targets.collect_anchor(name)
        cascaded.clear()
        cascaded.update(pages)

    def _build(self, element: Any, before: Counters) -> tuple[Any, list[Any], Counters]:
        """The box of an element, its footnotes, and the counters behind it."""
        build = weasyprint_import.submodule("formatting_structure.build")
        context = self.context
        noted: list[Any] = []
        state = _restored(before)
        with replaced((build, "element_to_box", counted(build.element_to_box, self.counters))):
            made = build.element_to_box(
                element, context.style_for, context.get_image_from_uri, self.html.base_url, context.target_collector,
                context.counter_style, noted, state,
            )  # fmt: skip
        if len(made) != 1:
            raise NotReplaceableError
        box = made[0]
        box.process_whitespace()
        box.process_text_transform()
        box = build.create_anonymous_boxes(box)
        if any(child.missing_link for child in box.descendants()):
            raise NotReplaceableError
        return box, noted, _counters(state)

    def note_flow(self, box: Any, parent: Any) -> None:
        """Remember the blocks inside a box, and the box itself, as replaceable."""
        boxes = weasyprint_import.submodule("formatting_structure.boxes")
        element = box.element
        if element is None or box.element_tag != element.tag:
            return
        self.flow[element] = box, parent
        if type(box) is not boxes.BlockBox or box.is_table_wrapper or _columns(box):
            return
        if any(is_float(child) for child in box.children):
            self.floats.append(box)
        for child in box.children:
            if isinstance(child, boxes.BlockBox) and child.is_in_normal_flow() and child.element is not box.element:
                self.note_flow(child, box)


def keep(html: Any, render: Callable[[], Any]) -> KeptBoxes:
    """The boxes of a document, of which `render` makes a WeasyPrint document."""
    build, module = weasyprint_import.submodule("formatting_structure.build"), weasyprint_import.submodule("document")
    counters: dict[Any, tuple[Counters, Counters]] = {}
    built: list[tuple[Any, Any]] = []

    def no_pages(_: Any, root: Any, context: Any) -> tuple[()]:
        built.append((root, context))
        return ()

    with replaced(
        (build, "element_to_box", counted(build.element_to_box, counters)),
        (module, "layout_document", no_pages),
    ):
        document = render()
    ((root, context),) = built
    kept = KeptBoxes(html, context, root, document, list(context.footnotes), counters)
    kept.note_flow(root, None)
    kept.flow.pop(html.etree_element, None)
    return kept


def counted(original: Callable[..., Any], counters: dict[Any, tuple[Counters, Counters]]) -> Callable[..., Any]:
    """`element_to_box` that notes the counters before and behind each element that may be a block."""

    def element_to_box(element: Any, *args: Any) -> Any:
        if len(args) < 7 or element.tag in _INLINE:
            return original(element, *args)
        before = _counters(args[6])
        made = original(element, *args)
        counters[element] = before, _counters(args[6])
        return made

    return element_to_box


def _counters(state: Any) -> Counters:
    quotes, values, scopes, _ = state
    return (
        quotes[0],
        tuple((name, tuple(stack)) for name, stack in values.items()),
        tuple(map(frozenset, scopes)),
    )


def _restored(counters: Counters) -> Any:
    quotes, values, scopes = counters
    return [quotes], {name: list(stack) for name, stack in values}, list(map(set, scopes)), []


def _declare(
    cascaded: dict[Any, Any], key: Any, declarations: Any, origin: str, order: float, specificity: Any
) -> None:
    """Add declarations of one rule to the cascaded style of an element; see WeasyPrint's `StyleFor`."""
    precedence = weasyprint_import.submodule("css").declaration_precedence
    style = cascaded.setdefault(key, {})
    for name, values, importance in declarations:
        weight = (precedence(origin, importance), order, specificity)
        old = style.get(name, (None, None))[1]
        if old is None or old <= weight:
            style[name] = values, weight


def _wrapper(wrapper: Any, element: Any) -> Any:
    """The wrapper of an element inside that of the root, for the matching of selectors."""
    parents = {child: parent for parent in wrapper.etree_element.iter() for child in parent}
    path = [element]
    while path[-1] in parents:
        path.append(parents[path[-1]])
    for step in reversed(path[:-1]):
        wrapper = next(child for child in wrapper.iter_children() if child.etree_element is step)
    return wrapper


def _notes(element: Any) -> list[Any]:
    return [one for one in element.iter("span") if one.get("role") == "doc-footnote"]


def _columns(box: Any) -> bool:
    return box.style["column_count"] != "auto" or box.style["column_width"] != "auto"


def _breaks(box: Any) -> list[Any]:
    """What the page breaks before and behind a box depend on."""
    return [box.page_values(), *_edge(box, 0), *_edge(box, -1)]


def _edge(box: Any, at: int) -> Iterator[Any]:
    while True:
        style = box.style
        yield style["break_before"], style["break_after"], style["page"], box.is_in_normal_flow()
        children = getattr(box, "children", ())
        if not children or not hasattr(children[at], "children"):
            return
        box = children[at]
