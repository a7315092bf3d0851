"""The picture of a deck that file managers show: its first slide, small, without its logo."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from factpress.core.units import Length, pt
from factpress.design.fonts import FontSet, TextMask
from factpress.design.theme import Theme
from factpress.output.deck.layouts.families import by_title
from factpress.output.deck.layouts.placeholders import Layout, Placeholder
from factpress.output.deck.presentation import Group, Item, Picture, PlaceholderText, Presentation
from factpress.output.deck.template.deck_layouts import deck_layouts

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 256
"""Its width in pixels, as PowerPoint has it."""


def thumbnail(presentation: Presentation, theme: Theme) -> bytes:
    """Return the first slide as a small JPEG; the same bytes for the same slide."""
    from PIL import Image

    palette, rtl = theme.palettes[presentation.palette], presentation.direction == "rtl"
    scale = WIDTH / theme.slide.width.pt
    image = Image.new("RGB", (WIDTH, round(theme.slide.height.pt * scale)), palette.background.hex)
    slide = next(iter(presentation.slides))
    layout = by_title(deck_layouts(theme, rtl=rtl))[slide.layout]
    painter = _Painter(image, theme, presentation.palette, FontSet.of(theme), scale, rtl)
    painter.accent_line(layout)
    for item in slide.items:
        painter.item(item, layout)
    out = BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


class _Painter:
    def __init__(self, image: Image, theme: Theme, palette: str, fonts: FontSet, scale: float, rtl: bool) -> None:
        self.image, self.theme, self.palette = image, theme, theme.palettes[palette]
        self.fonts, self.scale, self.rtl = fonts, scale, rtl

    def accent_line(self, layout: Layout) -> None:
        if layout.accent_y is not None:
            top = round(layout.accent_y * self.scale)
            self.image.paste(self.palette.accent.hex, (0, top, self.image.width, top + 1))

    def item(self, item: Item, layout: Layout) -> None:
        match item:
            case PlaceholderText():
                self._text(item, layout.place(item.place))
            case Picture():
                self._picture(item)
            case Group():
                for each in item.items:
                    if isinstance(each, Picture):
                        self._picture(each)
            case _:
                pass

    def _picture(self, item: Picture) -> None:
        from PIL import Image

        frame = item.frame
        size = max(1, round(frame.width.pt * self.scale)), max(1, round(frame.height.pt * self.scale))
        drawn = Image.open(BytesIO(item.png)).convert("RGBA").resize(size)
        self.image.paste(drawn, (round(frame.left.pt * self.scale), round(frame.top.pt * self.scale)), drawn)

    def _text(self, item: PlaceholderText, place: Placeholder) -> None:
        lines = list(self._lines(item, place))
        height = sum(leading.pt for _, _, leading in lines)
        free = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[place.anchor] * (place.frame.height.pt - height)
        y = place.frame.top.pt + free
        at_right = (place.align == "end") != self.rtl
        for text, language, leading in lines:
            style = place.style
            metrics = self.fonts.metrics(style)
            baseline = y + (leading.pt + metrics.ascent.pt - metrics.descent.pt) / 2
            spare = place.frame.width - self.fonts.measure(text, style, language) if at_right else pt(0)
            mask = self.fonts.mask(text, style, self.scale, language)
            left = round((place.frame.left + spare).pt * self.scale) + mask.left
            self._paint(mask, left, round(baseline * self.scale) + mask.top, place.levels[0].colour)
            y += leading.pt

    def _lines(self, item: PlaceholderText, place: Placeholder) -> Iterator[tuple[str, str, Length]]:
        for paragraph in item.paragraphs:
            language = paragraph.runs[0].language if paragraph.runs else "en"
            for line in self.fonts.break_lines(paragraph.text, place.style, place.frame.width - item.inset, language):
                yield line, language, place.style.leading

    def _paint(self, mask: TextMask, left: int, top: int, role: str) -> None:
        from PIL import Image

        if mask.width and mask.height:
            # the lowest row is the first
            size = (mask.width, mask.height)
            letters = Image.frombytes("L", size, mask.rows, "raw", "L", mask.stride, -1)
            self.image.paste(getattr(self.palette, role).hex, (left, top), letters)
