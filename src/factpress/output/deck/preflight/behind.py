"""The colours that lie behind a point of a slide."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.output.deck.preflight.colours import Paint, Rgb
from factpress.output.deck.preflight.geometry import Frame, Point, bounds
from factpress.output.deck.preflight.model import NO_FILL, Fill, Shape, Slide
from factpress.output.deck.preflight.pictures import Pictures
from factpress.output.deck.preflight.placement import PlacedText

_CLEAR, _OPAQUE = 0.02, 0.98
_THIN = 1e-6


class _Layer:
    """A fill of a slide: where it is, and what it paints."""

    def __init__(self, frame: Frame, fill: Fill, form: str) -> None:
        self.frame, self.fill, self.form = frame, fill, form
        self.box = bounds(frame.quad)
        self.inverse = frame.matrix.inverse

    def covers(self, point: Point) -> bool:
        """Whether a point of the slide is inside."""
        left, top, right, bottom = self.box
        if not (left <= point[0] <= right and top <= point[1] <= bottom):
            return False
        across, down = self.share(point)
        if not (0 <= across <= 1 and 0 <= down <= 1):
            return False
        return self.form != "ellipse" or (2 * across - 1) ** 2 + (2 * down - 1) ** 2 <= 1

    def share(self, point: Point) -> Point:
        """Where a point of the slide is in the frame, from 0 to 1 in both directions."""
        x, y = self.inverse.at(*point)
        return x / max(self.frame.width, _THIN), y / max(self.frame.height, _THIN)

    def paints(self, point: Point, pictures: Pictures) -> tuple[Paint, ...]:
        """The colours at a point: none if they are not known, several of a gradient."""
        if self.form == "other":
            return ()  # what is drawn point by point may be anywhere in its frame
        if self.fill.kind != "picture":
            return self.fill.paints
        (x, y), (left, top, right, bottom) = self.share(point), self.fill.crop
        paint = pictures.picture(self.fill.picture).at(left + x * (1 - left - right), top + y * (1 - top - bottom))
        return (paint,) if paint is not None else ()


class Behind:
    """What lies behind the texts of one slide of that size, in points."""

    def __init__(self, slide: Slide, width: float, height: float, pictures: Pictures) -> None:
        self.pictures = pictures
        self.whole = _Layer(Frame(width / 2, height / 2, width, height), slide.background, "rect")
        self.layers = [
            (order, _Layer(shape.frame, fill, shape.form))
            for order, shape in enumerate(slide.shapes)
            if shape.frame is not None and shape.kind != "line" and (fill := _fill_of(shape)).visible
        ]

    def colours(self, text: PlacedText, point: Point) -> tuple[Rgb, ...]:
        """The colours behind a text at a point; none if they are not known, several of a gradient."""
        seen: list[Paint] = []
        for layer in self._below(text):
            if not layer.covers(point):
                continue
            paints = layer.paints(point, self.pictures)
            if len(paints) != 1:
                return tuple(_blended(seen, paint.rgb) for paint in paints if paint.alpha >= _OPAQUE)
            (paint,) = paints
            if paint.alpha >= _OPAQUE:
                return (_blended(seen, paint.rgb),)
            if paint.alpha > _CLEAR:
                seen.append(paint)
        return (_blended(seen, (1, 1, 1)),)

    def _below(self, text: PlacedText) -> Iterator[_Layer]:
        """The fills from the text backwards: of its shape or cell, of the shapes behind it, of the slide."""
        table = text.shape.table is not None
        own = text.fill if text.fill is not None else Fill("other") if table else NO_FILL
        if own.visible and text.shape.frame is not None:
            yield _Layer(text.shape.frame, own, "rect" if table else text.shape.form)
        for order, layer in reversed(self.layers):
            if order < text.order:
                yield layer
        yield self.whole


def _fill_of(shape: Shape) -> Fill:
    return Fill("other") if shape.table is not None else shape.fill


def _blended(layers: list[Paint], under: Rgb) -> Rgb:
    for paint in reversed(layers):
        under = paint.over(under)
    return under
