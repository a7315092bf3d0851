"""Rules about the place of text: higher than its box, off the slide, over other text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factpress.output.deck.preflight.findings import Finding
from factpress.output.deck.preflight.geometry import Point, Quad, bounds, overlap
from factpress.output.deck.preflight.model import Autofit, Shape
from factpress.output.deck.preflight.page import Page, error, name_of, warning
from factpress.output.deck.preflight.placement import PlacedLine, PlacedText

_SEEN = 0.15
"""The share of the last line from which letters outside of a box are seen: most letters have no descenders."""
_UNSURE = 0.015
"""The share of the height of a text by which programs differ."""
_LEAST = 3.0
_OFF = 2.0
"""Points by which letters may leave the slide, because the place of a line is known to a point or so."""
_TOUCHING = 0.14
"""The share of the height of letters by which two lines may overlap, above and below."""
_SIDE = 2.0
_SHADOW = 0.35
"""The distance in ems up to which an equal text is a shadow of the first."""
_MOST = 12
"""Pairs of texts that are reported on one slide."""

_SHORTEN = "shorten the text, make the box larger, or divide the slide in two"


def text_overflow(page: Page) -> Iterator[Finding]:
    """A text is higher than its box."""
    for text in page.texts:
        if text.shape.own and _overflows(text):
            lines = max(round(text.excess / text.last), 1) if text.last else 1
            count = "a line" if lines == 1 else f"{lines} lines"
            shrinks = text.body.autofit is Autofit.SHRINK
            hint = f"{_SHORTEN}; PowerPoint shrinks the text only when it is edited" if shrinks else _SHORTEN
            message = f"the text is about {count} higher than its box"
            yield error(page, "text-overflow", message, hint, text.shape)


def _overflows(text: PlacedText) -> bool:
    """Whether letters are seen outside of the box, more than programs differ."""
    lines = text.lines or ()
    return bool(lines) and text.excess > max(_SEEN * text.last, _LEAST) + _UNSURE * text.last * len(lines)


def text_off_slide(page: Page) -> Iterator[Finding]:
    """A text leaves the slide. A shape that is all outside, such as a note to the presenter, is meant to be there."""
    width, height = page.deck.width, page.deck.height
    for text in page.texts:
        frame = text.shape.frame
        if not text.shape.own or not text.lines or frame is None or _overflows(text):
            continue
        if not _inside(bounds(frame.quad), width, height):
            continue
        left, top, right, bottom = bounds([corner for line in text.lines for corner in line.quad])
        amounts = {"left": -left, "upper": -top, "right": right - width, "lower": bottom - height}
        side, amount = max(amounts.items(), key=lambda one: one[1])
        if amount > _OFF + (_SEEN * text.last if side in ("upper", "lower") else 0):
            message = f"the text leaves the slide at the {side} edge, by {amount:.0f} pt"
            hint = "move the box, make it narrower so that lines break, or shorten the text"
            if text.shape.table is not None:
                message = f"the table is {amount:.0f} pt higher than the slide has room for"
                hint = "take out rows, or divide the table between two slides"
            yield error(page, "text-off-slide", message, hint, text.shape)
            if text.shape.table is not None:
                return


def _inside(box: tuple[float, float, float, float], width: float, height: float) -> bool:
    left, top, right, bottom = box
    return left < width and top < height and right > 0 and bottom > 0


def text_over_text(page: Page) -> Iterator[Finding]:
    """A text is drawn over another text. It is a warning where one of them appears or disappears in the show."""
    found = 0
    for under, over in _pairs(page.texts):
        at = _meeting(under, over)
        if at is None or _is_shadow(under, over) or _covered(page, under, over, at):
            continue
        found += 1
        if found > _MOST:
            return
        animated = bool({under.shape.identity, over.shape.identity} & page.slide.animated)
        message = f'the text overlaps that of "{name_of(under.shape)}"'
        if animated:
            hint = "one of them is animated, so the slide is right only where animations are played; use two slides"
            yield warning(page, "text-over-text", f"{message} until an animation is played", hint, over.shape)
        else:
            hint = "move one of the boxes, or shorten the text"
            yield error(page, "text-over-text", message, hint, over.shape)


def _pairs(texts: Sequence[PlacedText]) -> Iterator[tuple[PlacedText, PlacedText]]:
    """The pairs of texts in different shapes whose lines may meet, the one in front last."""
    boxed = [(bounds([c for line in text.lines for c in line.quad]), text) for text in texts if text.lines]
    boxed.sort(key=lambda one: (one[0][1], one[1].order))
    for i, (box, one) in enumerate(boxed):
        for other_box, other in boxed[i + 1 :]:
            if other_box[1] >= box[3]:
                break
            beside = other_box[0] >= box[2] or box[0] >= other_box[2]
            if not beside and one.order != other.order and (one.shape.own or other.shape.own):
                yield (one, other) if one.order < other.order else (other, one)


def _meeting(one: PlacedText, other: PlacedText) -> Point | None:
    """A point where lines of both texts are."""
    for line in one.lines or ():
        inner = _shrunk(line)
        for against in other.lines or ():
            against_inner = _shrunk(against)
            if inner is not None and against_inner is not None and overlap(inner, against_inner):
                smaller = min((inner, against_inner), key=lambda quad: abs(quad[1][0] - quad[0][0]))
                return (smaller[0][0] + smaller[2][0]) / 2, (smaller[0][1] + smaller[2][1]) / 2
    return None


def _shrunk(line: PlacedLine) -> Quad | None:
    """The rectangle of a line without what may touch another line unseen; None for one that is too short."""
    (x0, y0), (x1, y1), _, (x3, y3) = line.quad
    along = max(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5, 1e-6)
    side = _SIDE / along
    if side >= 0.5:
        return None

    def at(across: float, down: float) -> Point:
        return x0 + (x1 - x0) * across + (x3 - x0) * down, y0 + (y1 - y0) * across + (y3 - y0) * down

    low, high = _TOUCHING, 1 - _TOUCHING
    return at(side, low), at(1 - side, low), at(1 - side, high), at(side, high)


def _is_shadow(one: PlacedText, other: PlacedText) -> bool:
    """Whether two texts are the same, a little apart."""
    if one.body.text != other.body.text or not one.lines or not other.lines:
        return False
    (x, y), (other_x, other_y) = one.lines[0].quad[0], other.lines[0].quad[0]
    return max(abs(x - other_x), abs(y - other_y)) <= _SHADOW * one.lines[0].size


def _covered(page: Page, under: PlacedText, over: PlacedText, point: Point) -> bool:
    """Whether a filled shape hides the text that is behind."""
    between = page.slide.shapes[under.order + 1 : over.order + 1]
    return any(_hides(shape, point) for shape in between)


def _hides(shape: Shape, point: Point) -> bool:
    opaque = shape.fill.visible and all(paint.alpha > 0.9 for paint in shape.fill.paints)
    return opaque and shape.frame is not None and shape.frame.holds(point)
