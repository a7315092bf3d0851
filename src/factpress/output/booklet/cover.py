"""The covers: how large the title may be, where the cloth lies, and the QR code on the back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from factpress.core.units import Length, mm, pt
from factpress.design.fonts import FontShelf
from factpress.design.pattern import COARSE, FINE, Cloth, weave
from factpress.design.theme import Theme, TypeStyle
from factpress.document.model import Chapter, Document
from factpress.output.html.assets import QR, QUIET, qr_code, svg_address
from factpress.publication.products import Page

_TITLE_TOP = mm(17)
_CLOTH_TOP = mm("63.5")
_CLOTH_HEIGHT = mm("121.5")
_BAND_HEIGHT = mm(38)
_WIDEST_PITCH = mm("2.75")
_PLAIN_THREAD_Y = mm(62)
_PLAIN_TITLE_TOP = mm(70)
_PLAIN_FOOT = mm(40)
"""A cover of type alone: its thread, its title below, and what stays free at the foot."""

_OVER = mm(3)
"""The cloth runs on so far beyond the trim …"""
_BEYOND_BLEED = mm(5)
"""… or so far beyond the bleed: its dyed stretches end where they will, and none may end just inside."""

_LABEL_ROOM = mm("2.7")
"""Least distance of two years beside the cloth."""
_THREAD_ROOM = mm("1.9")
"""Least distance of a year from the carried thread, which would strike it through."""

_SUBTITLE_SIZE, _SUBTITLE_LEADING = pt(12), pt("16.875")  # as matter.css sets them

_DESIGNED = mm(210)
"""The height of the page that these measures are for; on one that is higher by half a hand, all of them grow."""
_HIGHER = mm(40)

_NONE, _ONE = mm(0), Fraction(1)

_STEPS = (1.0, 0.86, 0.74, 0.62, 0.52, 0.43)
"""Shares of the cover title's size that are tried, largest first."""


@dataclass(frozen=True, slots=True)
class YearLabel:
    """A year beside its thread; `y` counts from the upper edge of the cloth's picture."""

    year: int
    y: Length


@dataclass(frozen=True, slots=True)
class Picture:
    """A cloth placed: the picture's corner counted from the text column's left edge and its own top, and its years."""

    address: str
    left: Length
    top: Length
    width: Length
    height: Length
    thread_y: Length | None
    labels: tuple[YearLabel, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The front cover: the title's size and leading, and the cloth, or None for a cover of type alone."""

    title_size: Length
    title_leading: Length
    title_top: Length
    left: Length
    width: Length
    title_width: Length  # narrower than `width` where that makes the lines more even
    subtitle_width: Length
    cloth: Picture | None
    thread_y: Length


@dataclass(frozen=True, slots=True)
class BackCover:
    """The back cover: where the thread of the front arrives, and the QR code as an address of its own."""

    left: Length
    width: Length
    thread_y: Length
    gap: Length  # from the thread to the words below
    qr: str | None
    qr_side: Length  # quiet zone included
    qr_quiet: Length


def cover(document: Document, theme: Theme, page: Page, growth: Length = _NONE) -> Cover:
    """The front cover with the largest title that leaves room for the cloth; without cloth where none does.

    `growth` is how much larger than the brand's the subtitle is set.
    """
    more = _more(page)
    picture = _front_cloth(theme, page)
    fitting = (
        _title(document, theme, page, (_CLOTH_TOP - _TITLE_TOP) * more - mm(4), growth) if picture is not None else None
    )
    if fitting is None:
        picture = None
        fitting = _title(document, theme, page, page.height - (_PLAIN_TITLE_TOP + _PLAIN_FOOT) * more, growth)
    shelf = FontShelf.of(theme)
    title = _title_style(theme, fitting if fitting is not None else _STEPS[-1])
    return Cover(
        title_size=title.size,
        title_leading=title.leading,
        title_top=(_TITLE_TOP if picture is not None else _PLAIN_TITLE_TOP) * more,
        left=page.recto_left,
        width=page.text,
        title_width=_even(document.title, title, page.text, shelf, document.language),
        subtitle_width=_even(document.subtitle, _subtitle_style(theme, growth), page.text, shelf, document.language),
        cloth=picture,
        thread_y=_PLAIN_THREAD_Y * more,
    )


def _title_style(theme: Theme, step: float) -> TypeStyle:
    style = theme.print_type["cover-title"]
    return replace(style, size=style.size * step, leading=style.leading * step)


def _more(page: Page) -> Fraction:
    """How much larger than designed the covers are."""
    return page.height.exact_emu / _DESIGNED.exact_emu if page.height > _DESIGNED + _HIGHER else _ONE


def _subtitle_style(theme: Theme, growth: Length) -> TypeStyle:
    leading = _SUBTITLE_LEADING + growth * Fraction(6, 5)
    return replace(theme.print_type["figure-label"], size=_SUBTITLE_SIZE + growth, leading=leading)


def _even(text: str, style: TypeStyle, width: Length, shelf: FontShelf, language: str) -> Length:
    """The least width at which the text takes no more lines than at `width`: its lines come out about even."""
    count = len(shelf.break_lines(text, style, width, language))
    if count < 2:
        return width
    # a word that has to be cut says nothing about even lines
    if max(shelf.measure(word, style, language) for word in text.split()) > width:
        return width
    best = width
    for share in range(95, 50, -5):
        tried = width * (share / 100)
        if len(shelf.break_lines(text, style, tried, language)) > count:
            break
        best = tried
    # what Pango measures may differ by a hair
    return min(best + mm(1), width)


def _title(document: Document, theme: Theme, page: Page, room: Length, growth: Length) -> float | None:
    """The largest share of the title's size at which title and subtitle stand in the room; None where none does."""
    shelf = FontShelf.of(theme)
    beneath = _subtitle_style(theme, growth)
    below = len(shelf.break_lines(document.subtitle, beneath, page.text, document.language)) if document.subtitle else 0
    for step in _STEPS:
        style = _title_style(theme, step)
        lines = shelf.break_lines(document.title, style, page.text, document.language)
        # nothing is hyphenated on a cover, so a word that had to be cut does not fit
        whole = len(" ".join(lines).split()) == len(document.title.split())
        if (whole or step == _STEPS[-1]) and style.leading * len(lines) + beneath.leading * below + mm(4) <= room:
            return step
    return None


def _front_cloth(theme: Theme, page: Page) -> Picture | None:
    if theme.ornament is None:
        return None
    count = theme.ornament.last - theme.ornament.first + 1 + theme.ornament.undyed_after
    more = _more(page)
    pitch = min(_CLOTH_HEIGHT * Fraction(1, count), _WIDEST_PITCH) * more
    left, width, over = page.recto_left, page.width - page.recto_left, _over(page)
    cloth = weave(
        theme.ornament,
        theme.palettes["print"],
        width=width + over,
        pitch=pitch,
        repeat=FINE,
        thread=(-(left + over), width + over),
    )
    return _picture(cloth, _CLOTH_TOP * more)


def _over(page: Page) -> Length:
    return page.bleed + _BEYOND_BLEED if page.bleed.exact_emu else _OVER


def cloth_band(chapter: Chapter, theme: Theme, page: Page) -> Picture | None:
    """The cloth over a chapter's opening, enlarged to the chapter's years; None where it has none."""
    if theme.ornament is None or chapter.years is None:
        return None
    first, last = chapter.years
    pitch = min(_BAND_HEIGHT * Fraction(1, last - first + 1), _WIDEST_PITCH) * _more(page)
    outside = max(page.verso_left, page.recto_left) + _over(page)
    width = page.text + max(page.verso_right, page.recto_right) + _over(page)
    cloth = weave(
        theme.ornament,
        theme.palettes["print"],
        width=width,
        pitch=pitch,
        years=chapter.years,
        repeat=COARSE,
        thread=(-outside, width),
    )
    return _picture(cloth, mm(0))


def _picture(cloth: Cloth, top: Length) -> Picture:
    labels: list[YearLabel] = []
    for year in cloth.labels:
        y = _beside_thread(cloth.year_y[year], cloth.thread_y)
        if not labels or y - labels[-1].y >= _LABEL_ROOM:
            labels.append(YearLabel(year, y))
    return Picture(
        svg_address(cloth.svg.encode()), cloth.left, top, cloth.width, cloth.height, cloth.thread_y, tuple(labels)
    )


def _beside_thread(y: Length, thread_y: Length | None) -> Length:
    if thread_y is None:
        return y
    return min(y, thread_y - _THREAD_ROOM) if y < thread_y else max(y, thread_y + _THREAD_ROOM)


def back_cover(document: Document, front: Cover, page: Page) -> BackCover:
    """The back cover: the thread arrives across the spine as high as it left, the QR code leads to the address."""
    woven = front.cloth
    thread_y = woven.top + woven.thread_y if woven is not None and woven.thread_y is not None else front.thread_y
    svg, modules = qr_code(document.address) if document.address else (None, 1)
    module = QR * Fraction(1, modules)
    return BackCover(
        left=page.verso_left,
        width=page.text,
        thread_y=thread_y,
        gap=mm(9),
        qr=svg_address(svg.encode()) if svg is not None else None,
        qr_side=module * (modules + 2 * QUIET),
        qr_quiet=module * QUIET,
    )
