"""The covers: the size of the title, the position of the pattern, and the QR code on the back."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from fractions import Fraction

from factpress.core.units import Length, mm, pt
from factpress.design.fonts import FontSet
from factpress.design.palettes import Palette
from factpress.design.pattern import COARSE, FINE, LONGEST_END, Repeat, draw_pattern
from factpress.design.theme import Pattern, Theme, TypeStyle
from factpress.document.model import Chapter, Document
from factpress.output.html.assets import QR_SIZE, QUIET_MODULES, qr_code, svg_data_url
from factpress.output.pictures import LOGO_SPACE, PlacedLogo, placed_logo
from factpress.publication.products import Page

_TITLE_TOP = mm(17)
_PATTERN_TOP = mm("63.5")
_PATTERN_HEIGHT = mm("121.5")
_BAND_HEIGHT = mm(38)
_MAX_PITCH = mm("2.75")
"""The largest distance of two threads of the pattern, which are years."""

_PLAIN_THREAD_Y = mm(62)
_PLAIN_TITLE_TOP = mm(70)
_PLAIN_FOOT = mm(40)
"""A cover without a pattern: its horizontal line, its title below, and the space at its foot."""

_OVER = mm(3)
"""How far the pattern extends beyond the trimmed edge of a page without bleed."""
_BEYOND_BLEED = mm(5)
"""How far it extends beyond the bleed, so that no coloured stretch of a thread ends just inside."""

_LABEL_DISTANCE = mm("2.7")
"""Least distance of two years next to the pattern."""
_THREAD_DISTANCE = mm("2.1")
"""Least distance of a year from the carried thread, which would cross it."""

_SUBTITLE_SIZE, _SUBTITLE_LEADING = pt(12), pt("16.875")  # as in matter.css

_OPENER_HEIGHT, _OPENER_WORDS = mm(136), mm(141)
"""The page that opens a part: the height of its pattern, and the distance of its words from the upper edge."""
_OPENER_PITCH = mm("5.35")
_OPENER_INDENT = mm(7)
"""The distance of its pattern from the left edge of the marks."""
_FIRST_LINE = mm("7.5")
"""The distance of its first year from the upper edge. A strand at the edge itself would be cut in part."""

_DESIGN_HEIGHT = mm(210)
_HIGHER = mm(40)
"""The page height that the lengths above are for, and the excess from which all of them are scaled."""

_ZERO, _ONE = mm(0), Fraction(1)

_STEPS = (1.0, 0.86, 0.74, 0.62, 0.52, 0.43)
"""Shares of the cover title's size that are tried, largest first."""


@dataclass(frozen=True, slots=True)
class YearLabel:
    """A year next to its thread; `y` is the distance from the upper edge of the pattern."""

    year: int
    y: Length


@dataclass(frozen=True, slots=True)
class PlacedPattern:
    """A pattern as an image with the years next to it.

    `left` is the distance from the left edge of the text column, `thread_y` that of the carried thread from `top`.
    """

    address: str
    left: Length
    top: Length
    width: Length
    height: Length
    thread_y: Length | None
    labels: tuple[YearLabel, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The front cover: the title's size and leading, and the pattern, which is `cloth` in templates."""

    title_size: Length
    title_leading: Length
    title_top: Length
    left: Length
    width: Length
    title_width: Length  # narrower than `width` where that makes the lines more even
    subtitle_width: Length
    cloth: PlacedPattern | None
    thread_y: Length
    logo: PlacedLogo | None  # at the end of the line of the publisher


@dataclass(frozen=True, slots=True)
class PartOpening:
    """The page that opens a part, which is a right-hand page, and the page that faces it.

    The thread runs over both pages at the same height. Distances are from the edges of the page.
    """

    cloth: PlacedPattern | None
    thread_y: Length
    recto_left: Length
    verso_left: Length
    width: Length
    title_width: Length
    label_right: Length  # where the labels of years end
    words_top: Length


@dataclass(frozen=True, slots=True)
class BackCover:
    """The back cover: the height of the thread that continues from the front, and the QR code as a data URL."""

    left: Length
    width: Length
    thread_y: Length
    gap: Length  # from the thread to the text below
    qr: str | None
    qr_side: Length  # with the quiet zone
    qr_quiet: Length
    logo: PlacedLogo | None


def cover(document: Document, theme: Theme, page: Page, growth: Length = _ZERO) -> Cover:
    """The front cover with the largest title that leaves room for the pattern; without pattern if no size does.

    `growth` is how much larger than the brand's the subtitle is set.
    """
    scale = _scale(page)
    fonts = FontSet.of(theme)
    subtitle = _subtitle_style(theme, growth)
    pattern = _front_pattern(theme, page)
    step = None
    if pattern is not None:
        step = _title_step(document, theme, page, subtitle, (_PATTERN_TOP - _TITLE_TOP) * scale - mm(4))
    if step is None:
        pattern = None
        room = page.height - (_PLAIN_TITLE_TOP + _PLAIN_FOOT) * scale
        step = _title_step(document, theme, page, subtitle, room)
    title = _title_style(theme, step if step is not None else _STEPS[-1])
    return Cover(
        title_size=title.size,
        title_leading=title.leading,
        title_top=(_TITLE_TOP if pattern is not None else _PLAIN_TITLE_TOP) * scale,
        left=page.recto_left,
        width=page.text,
        title_width=_even_width(document.title, title, page.text, fonts, document.language),
        subtitle_width=_even_width(document.subtitle, subtitle, page.text, fonts, document.language),
        cloth=pattern,
        thread_y=_PLAIN_THREAD_Y * scale,
        logo=placed_logo(theme.logo, min(LOGO_SPACE[0] * scale, page.text * Fraction(1, 2)), LOGO_SPACE[1] * scale),
    )


def _title_style(theme: Theme, step: float) -> TypeStyle:
    style = theme.print_type["cover-title"]
    return replace(style, size=style.size * step, leading=style.leading * step)


def _scale(page: Page) -> Fraction:
    """The factor of the lengths of the covers."""
    return page.height.exact_emu / _DESIGN_HEIGHT.exact_emu if page.height > _DESIGN_HEIGHT + _HIGHER else _ONE


def _subtitle_style(theme: Theme, growth: Length) -> TypeStyle:
    leading = _SUBTITLE_LEADING + growth * Fraction(6, 5)
    return replace(theme.print_type["figure-label"], size=_SUBTITLE_SIZE + growth, leading=leading)


def _even_width(text: str, style: TypeStyle, width: Length, fonts: FontSet, language: str) -> Length:
    """The least width at which the text has no more lines than at `width`, so that its lines are about equally long."""
    count = len(fonts.break_lines(text, style, width, language))
    # if a word has to be broken, the number of lines does not show how even they are
    if count < 2 or max(fonts.measure(word, style, language) for word in text.split()) > width:
        return width
    best = width
    for share in range(95, 50, -5):
        tried = width * (share / 100)
        if len(fonts.break_lines(text, style, tried, language)) > count:
            break
        best = tried
    # Pango's measures may differ slightly
    return min(best + mm(1), width)


def _title_step(document: Document, theme: Theme, page: Page, subtitle: TypeStyle, room: Length) -> float | None:
    """The largest share of the title's size at which title and subtitle fit in the room; None if no share does."""
    fonts = FontSet.of(theme)
    below = (
        len(fonts.break_lines(document.subtitle, subtitle, page.text, document.language)) if document.subtitle else 0
    )
    for step in _STEPS:
        style = _title_style(theme, step)
        lines = fonts.break_lines(document.title, style, page.text, document.language)
        # nothing is hyphenated on a cover, so a word that had to be broken does not fit
        whole = len(" ".join(lines).split()) == len(document.title.split())
        if (whole or step == _STEPS[-1]) and style.leading * len(lines) + subtitle.leading * below + mm(4) <= room:
            return step
    return None


def _front_pattern(theme: Theme, page: Page) -> PlacedPattern | None:
    if theme.ornament is None:
        return None
    count = theme.ornament.last - theme.ornament.first + 1 + theme.ornament.undyed_after
    scale, over = _scale(page), _over(page)
    pitch = min(_PATTERN_HEIGHT * Fraction(1, count), _MAX_PITCH) * scale
    extent = (-(page.recto_left + over), page.width - page.recto_left + over)
    return _place(theme.ornament, theme.palettes["print"], _PATTERN_TOP * scale, pitch, FINE, extent)


def _over(page: Page) -> Length:
    return page.bleed + _BEYOND_BLEED if page.bleed.exact_emu else _OVER


def chapter_pattern(chapter: Chapter, theme: Theme, page: Page) -> PlacedPattern | None:
    """The pattern above a chapter's opening, enlarged to the chapter's years; None without years or pattern."""
    if theme.ornament is None or chapter.years is None:
        return None
    first, last = chapter.years
    pitch = min(_BAND_HEIGHT * Fraction(1, last - first + 1), _MAX_PITCH) * _scale(page)
    left = max(page.verso_left, page.recto_left) + _over(page)
    right = page.text + max(page.verso_right, page.recto_right) + _over(page)
    return _place(theme.ornament, theme.palettes["print"], _ZERO, pitch, COARSE, (-left, right), chapter.years)


def opener_height(page: Page) -> Length:
    """How far the thread of the opening of a part is from the upper edge, where its pattern has none of its own."""
    return _OPENER_HEIGHT * opener_scale(page)


def opener_scale(page: Page) -> Fraction:
    """The factor of the lengths of the opening of a part."""
    return page.height.exact_emu / _DESIGN_HEIGHT.exact_emu


def part_opening(chapter: Chapter, theme: Theme, page: Page, *, with_pattern: bool = True) -> PartOpening:
    """The whole page that opens a part: the pattern of its years from the upper edge, and the words below it.

    Without a pattern, or without years, the page has the thread alone: above it may be a map over both pages.
    """
    scale = opener_scale(page)
    ornament, pattern = theme.ornament, None
    thread_y = _OPENER_HEIGHT * scale
    if with_pattern and ornament is not None and chapter.years is not None:
        first, last = chapter.years
        rows = last - first + 1 + (ornament.undyed_after if last >= ornament.last else 0)
        pitch = min((_OPENER_HEIGHT - _FIRST_LINE) * Fraction(1, rows), _OPENER_PITCH) * scale
        left, over = page.marks + page.gap - _OPENER_INDENT, _over(page)
        top = _FIRST_LINE - pitch * Fraction(1, 2)
        ends = (-(page.recto_left + over), page.text + page.recto_right + over)
        # the pattern begins left of the text, and its thread at the fold
        pattern = _place(
            ornament, theme.palettes["print"], top, pitch, COARSE, (ends[0] + left, ends[1] + left), chapter.years
        )
        pattern = replace(pattern, left=pattern.left - left)
        if pattern.thread_y is not None:
            thread_y = top + pattern.thread_y
    return PartOpening(
        cloth=pattern,
        thread_y=thread_y,
        recto_left=page.recto_left,
        verso_left=page.verso_left,
        width=page.text,
        title_width=page.text + page.recto_right * Fraction(1, 2),
        label_right=page.recto_left - (page.marks + page.gap - _OPENER_INDENT) - LONGEST_END - mm("0.8"),
        words_top=_OPENER_WORDS * scale,
    )


@functools.lru_cache(maxsize=64)
def _place(
    ornament: Pattern,
    palette: Palette,
    top: Length,
    pitch: Length,
    repeat: Repeat,
    extent: tuple[Length, Length],
    years: tuple[int, int] | None = None,
) -> PlacedPattern:
    """The pattern with its years. `extent` has the ends of the carried thread and the right end of the pattern."""
    pattern = draw_pattern(ornament, palette, width=extent[1], pitch=pitch, years=years, repeat=repeat, thread=extent)
    labels: list[YearLabel] = []
    for year in pattern.labels:
        y = _clear_of_thread(pattern.year_y[year], pattern.thread_y)
        if not labels or y - labels[-1].y >= _LABEL_DISTANCE:
            labels.append(YearLabel(year, y))
    image = svg_data_url(pattern.svg)
    return PlacedPattern(image, pattern.left, top, pattern.width, pattern.height, pattern.thread_y, tuple(labels))


def _clear_of_thread(y: Length, thread_y: Length | None) -> Length:
    if thread_y is None:
        return y
    return min(y, thread_y - _THREAD_DISTANCE) if y < thread_y else max(y, thread_y + _THREAD_DISTANCE)


def back_cover(document: Document, front: Cover, page: Page) -> BackCover:
    """The back cover: the thread continues across the spine at the same height; the QR code has the address."""
    pattern = front.cloth
    thread_y = (
        pattern.top + pattern.thread_y if pattern is not None and pattern.thread_y is not None else front.thread_y
    )
    svg, modules = qr_code(document.address) if document.address else (None, 1)
    module = QR_SIZE * Fraction(1, modules)
    return BackCover(
        left=page.verso_left,
        width=page.text,
        thread_y=thread_y,
        gap=mm(9),
        qr=svg_data_url(svg) if svg is not None else None,
        qr_side=module * (modules + 2 * QUIET_MODULES),
        qr_quiet=module * QUIET_MODULES,
        logo=front.logo,
    )
