"""A slide as a small vector picture, from the same values that the deck is written from: its words stay words."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from factpress.design.fonts import FontShelf
from factpress.design.theme import Palette, Theme, TypeStyle
from factpress.output.deck.layouts import Layout, layouts, mirrored
from factpress.output.deck.presentation import (
    Bar,
    Frame,
    Item,
    Photograph,
    Picture,
    Presentation,
    Rule,
    Sign,
    Slide,
    Words,
)
from factpress.output.deck.styles import styles
from factpress.output.handout.text_runs import Piece, Typesetter
from factpress.output.html.images import svg_address

_THREADS = 4


class SlideDrawer:
    """Draws the slides of one deck: holds its palette, layouts and fonts."""

    def __init__(self, presentation: Presentation, theme: Theme, shelf: FontShelf) -> None:
        self.theme, self.palette = theme, theme.palettes[presentation.palette]
        rtl = presentation.direction == "rtl"
        made = layouts(theme.slide)
        self.layouts = {name: mirrored(one, theme.slide) if rtl else one for name, one in made.items()}
        self.typesetter = Typesetter(shelf, styles(theme), rtl)

    def svg(self, slide: Slide) -> str:
        """The slide as SVG, one unit a point, an element a line: grounds, then its items in reading order.

        The slide's number is left out, since it stands beside the picture.
        """
        width, height = self.theme.slide.width.pt, self.theme.slide.height.pt
        box, layout = f"{_n(width)} {_n(height)}", self.layouts[slide.layout]
        parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box}" width="{_n(width)}" height="{_n(height)}">',
            f'<rect width="{_n(width)}" height="{_n(height)}" fill="{self.palette.background.hex}"/>',
            *self._thread(layout),
            *(part for item in slide.items for part in self._item(item, layout)),
            "</svg>",
        ]
        return "\n".join(parts) + "\n"

    def _thread(self, layout: Layout) -> Iterator[str]:
        m = self.theme.slide
        if layout.thread_y is not None:
            yield _rect(0, layout.thread_y, m.width.pt, m.thread_height.pt, self.palette.accent.hex)

    def _item(self, item: Item, layout: Layout) -> Iterator[str]:
        match item:
            case Words():
                place = layout.place(item.place)
                yield from (_text(piece, self.theme, self.palette) for piece in self.typesetter.pieces(item, place))
            case Picture():
                yield _image(item.frame, svg_address(item.svg))
            case Photograph():
                yield _image(layout.place(item.place).frame, "own:" + quote(item.path))
            case Sign():
                yield _image(item.frame, f"asset:marks/{item.standing.value}.svg")
            case Bar():
                yield from self._threads(item.frame)
            case Rule():
                f = item.frame
                yield _rect(f.left.pt, f.top.pt, f.width.pt, f.height.pt, _colour(self.palette, item.colour))

    def _threads(self, frame: Frame) -> Iterator[str]:
        """A range: threads between two end-stops that stand a little over them, as on the slide itself."""
        left, top, width, height = frame.left.pt, frame.top.pt, frame.width.pt, frame.height.pt
        stop, over = height / 10, height * 0.16
        pitch = (height - 2 * over + height * 0.06) / _THREADS
        colour = self.palette.bar.hex
        yield from (_rect(x, top, stop, height, colour) for x in (left, left + width - stop))
        for i in range(_THREADS):
            yield _rect(left, top + over + i * pitch, width, pitch * 0.7, colour)


def said(slide: Slide) -> tuple[str, ...]:
    """What the slide says, in reading order, a paragraph each, and the words that stand for its pictures."""
    found: list[str] = []
    for item in slide.items:
        match item:
            case Words():
                found += [" ".join(line.text.split()) for line in item.lines]
            case Picture(alt=alt) | Photograph(alt=alt) | Bar(alt=alt):
                found.append(" ".join(alt.split()))
            case Sign() | Rule():
                pass
    return tuple(words for words in found if words)


def _text(piece: Piece, theme: Theme, palette: Palette) -> str:
    style = piece.style
    slope = ' font-style="italic"' if style.italic else ""
    weight = f' font-weight="{style.weight}"' if style.weight != 400 else ""
    return (
        f'<text x="{_n(piece.x)}" y="{_n(piece.y)}" font-family="{escape(_families(style, theme))}"'
        f' font-size="{_n(style.size.pt)}"{weight}{slope} fill="{_colour(palette, piece.colour)}">'
        f"{escape(piece.text, quote=False)}</text>"
    )


def _families(style: TypeStyle, theme: Theme) -> str:
    """The family, and behind it those that the theme has for other scripts: a sans beside a sans."""
    sans = any(style.family == pair[1] for pair in theme.scripts.values())
    others = [pair[1 if sans else 0] for script, pair in sorted(theme.scripts.items()) if script != "Latn"]
    return ", ".join(f"'{family}'" for family in dict.fromkeys((style.family, *others)))


def _colour(palette: Palette, role: str) -> str:
    return getattr(palette, role).hex


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{colour}"/>'


def _image(frame: Frame, address: str) -> str:
    x, y, width, height = (_n(each.pt) for each in (frame.left, frame.top, frame.width, frame.height))
    return f'<image x="{x}" y="{y}" width="{width}" height="{height}" href="{escape(address)}"/>'


def _n(number: float) -> str:
    return f"{round(number, 2):g}"
