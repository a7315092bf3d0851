"""The grid of a slide: its size, its margins and the lines at its foot, and whether they leave room for content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from factpress.core.diagnostics import Location, Problems
from factpress.core.units import Length, pt
from factpress.core.validation import Path_, Tree
from factpress.design.brand import Slides


@dataclass(frozen=True, slots=True)
class SlideMeasures:
    """The slide's grid."""

    width: Length
    height: Length
    left: Length
    right: Length
    top: Length
    content_bottom: Length
    thread_y: Length
    thread_height: Length
    footer_y: Length
    reserve: float  # share of a line kept free when text is measured, since fonts get swapped
    body_min: Length


LEAST_ROOM = (pt(300), pt(200))
"""The least width and height of a slide's content: below it, a size or a margin was mistyped."""


def slide_measures(slides: Slides, tree: Tree, problems: Problems) -> SlideMeasures:
    """The grid of `defaults: slides`; where it leaves no room for a slide's content, an error."""
    width, height = slides.size
    margins, thread = slides.margins, slides.thread
    room = {"wide": width - margins.left - margins.right, "high": slides.content_bottom - margins.top}
    for (side, extent), least in zip(room.items(), LEAST_ROOM, strict=True):
        if extent < least:
            message = f"the content of a slide would be {extent.pt:g} pt {side}: at least {least.pt:g} pt"
            hint = 'make "size" larger or "margins" smaller; "content-bottom" counts from the top'
            problems.error("no-room", message, _written(tree, _ROOM_KEYS[side]), hint)
    below = {
        ("content-bottom",): slides.content_bottom,
        ("thread", "y"): thread.y + thread.height,
        ("footer-y",): slides.footer_y,
    }
    for path, reach in below.items():
        if reach > height:
            message = f"this lies {(reach - height).pt:g} pt below the slide, which is {height.pt:g} pt high"
            hint = "it counts from the top; write less"
            problems.error("no-room", message, _written(tree, (path, ("size", 1))), hint)
    return SlideMeasures(
        width=width,
        height=height,
        left=margins.left,
        right=margins.right,
        top=margins.top,
        content_bottom=slides.content_bottom,
        thread_y=thread.y,
        thread_height=thread.height,
        footer_y=slides.footer_y,
        reserve=float(slides.reserve),
        body_min=slides.body_min,
    )


_ROOM_KEYS: Mapping[str, tuple[Path_, ...]] = {
    "wide": (("size", 0), ("margins", "left"), ("margins", "right")),
    "high": (("size", 1), ("content-bottom",), ("margins", "top")),
}


def _written(tree: Tree, paths: Iterable[Path_]) -> Location:
    """The place of the first of these keys of a slide that the publication wrote itself: the engine's are sound."""
    found = [tree.at("defaults", "slides", *path) for path in paths]
    return next((place for place in found if place.path == tree.path), found[0])
