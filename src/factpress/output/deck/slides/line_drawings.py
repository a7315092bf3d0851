"""Line drawings on slides."""

from __future__ import annotations

from factpress.design.drawing_pixels import drawing_png
from factpress.design.drawings import SLIDE_OUTLINE, LineDrawing
from factpress.output.deck.presentation import Frame, Picture
from factpress.output.deck.slides.composer import SlideComposer

PIXELS_PER_POINT = 2


def drawn_picture(c: SlideComposer, drawing: LineDrawing, frame: Frame, place: str = "") -> Picture:
    """Return a drawing of that width. It is a sign of what the text says, so it is decoration."""
    palette = c.theme.palettes[c.palette]
    svg = drawing.svg(palette, frame.width, SLIDE_OUTLINE, titled=False).encode()
    outline = SLIDE_OUTLINE.pt * drawing.width / frame.width.pt
    png = drawing_png(drawing, palette, round(frame.width.pt * PIXELS_PER_POINT), outline)
    return Picture(drawing.title, frame, svg, png, place=place)
