"""Rules about reading in a room: titles, sizes of text, contrast."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factpress.core.diagnostics import Severity
from factpress.output.deck.preflight.colours import Paint, Rgb, contrast, hex_of
from factpress.output.deck.preflight.findings import Finding
from factpress.output.deck.preflight.geometry import Point, Quad, bounds
from factpress.output.deck.preflight.inheritance import FURNITURE
from factpress.output.deck.preflight.model import Paragraph, Run
from factpress.output.deck.preflight.page import Page, warning
from factpress.output.deck.preflight.placement import PlacedText

LEAST_SIZE = 24
"""Points of text that people at the back of a room read."""
_SLACK = 0.3
_LABEL_WORDS, _LABEL_SIZE = 4, 14
"""A line of so few words, in this size or more, may be a label."""
_SOURCE = re.compile(
    r"(?:sources?|from|photos?|pictures?|images?|credits?|data|notes?|see|adapted|quelle|bron)\b|[©*†]|\(c\)|\[?\d{1,3}[\].)]",
    re.IGNORECASE,
)
"""How source lines begin."""
_ADDRESS = re.compile(r"https?://|www\.|doi\.org|©", re.IGNORECASE)
_SOURCES = re.compile(r"sources|references|bibliography|credits|further reading|quellen|literatur", re.IGNORECASE)
"""How the titles of slides with sources begin."""
_LOWER_EDGE = 0.85
"""The share of the height of the slide below which small text is a source line."""
_LARGE, _LARGE_BOLD = 18, 14
"""Points from which text is large (WCAG 2.2)."""
_ENOUGH, _ENOUGH_LARGE = 4.5, 3.0
_PART = 0.25
"""The share of the letters that must lack contrast."""


def titles(page: Page) -> Iterator[Finding]:
    """A slide has no title."""
    if not page.title:
        hint = "choose a layout with a title and fill it in: screen readers, the outline and links need it"
        yield warning(page, "no-slide-title", "the slide has no title", hint)


# ── sizes ───────────────────────────────────────────────────────────────────────────────────────────────────────


def sizes(page: Page) -> Iterator[Finding]:
    """Text is too small for the back of a room: a warning for text, a note for source lines."""
    sources: set[float] = set()
    reported: set[int] = set()
    for text in page.texts:
        shape = text.shape
        if not shape.own or shape.role in ("dt", "sldNum", "hdr") or text.order in reported:
            continue
        small = [(paragraph, _size(text, paragraph)) for paragraph in text.body.paragraphs if paragraph.text.strip()]
        small = [(paragraph, size) for paragraph, size in small if size < LEAST_SIZE - _SLACK]
        if not small:
            continue
        notes = [size for paragraph, size in small if _is_source(page, text, paragraph)]
        body = [
            size
            for paragraph, size in small
            if not _is_source(page, text, paragraph) and not _is_label(text, paragraph, size)
        ]
        sources.update(notes)
        if body:
            reported.add(text.order)
            message = f"the text is {min(body):g} pt, too small for the back of a room"
            hint = f"at least {LEAST_SIZE} pt; say less on the slide, and more in the speaker notes"
            yield warning(page, "small-slide-type", message, hint, shape)
    if sources:
        message = f"source lines are {min(sources):g} pt, which only people with the file can read"
        hint = "that is usual for sources; say aloud what the room must know"
        yield Finding(Severity.INFORMATION, "small-source-lines", message, hint, (page.slide.number,))


def _size(text: PlacedText, paragraph: Paragraph) -> float:
    """The size of the smallest words of a paragraph, without raised ones."""
    sizes = [run.size for run in paragraph.runs if any(c.isalnum() for c in run.text) and not run.raised]
    return round(min(sizes, default=LEAST_SIZE) * text.body.scale, 1)


def _is_source(page: Page, text: PlacedText, paragraph: Paragraph) -> bool:
    line = paragraph.text.lstrip()
    if text.shape.role in FURNITURE or _SOURCE.match(line) or _ADDRESS.search(line) or _SOURCES.match(page.title):
        return True
    if text.shape.frame is None:
        return False
    return bounds(text.shape.frame.quad)[1] >= _LOWER_EDGE * page.deck.height


def _is_label(text: PlacedText, paragraph: Paragraph, size: float) -> bool:
    """Whether a paragraph is the only one, or has a picture as its bullet, and is short."""
    alone = sum(bool(one.text.strip()) for one in text.body.paragraphs) == 1
    return (alone or paragraph.marked) and len(paragraph.text.split()) <= _LABEL_WORDS and size >= _LABEL_SIZE


# ── contrast ────────────────────────────────────────────────────────────────────────────────────────────────────


def contrasts(page: Page) -> Iterator[Finding]:
    """Text has too little contrast with what lies behind it. Where that is not known, nothing is reported."""
    reported: set[int] = set()
    for text in page.texts:
        shape = text.shape
        if not shape.own or shape.role in ("dt", "sldNum") or shape.styled or text.order in reported:
            continue
        measured = list(_measured(page, text))
        low = [one for one in measured if one[0] < one[1]]
        if low and len(low) >= _PART * len(measured):
            reported.add(text.order)
            ratio, needed, ink, ground = min(low)
            found = f"{int(ratio * 10) / 10:g}:1 ({ink} on {ground})"
            message = f"the contrast of the text with what lies behind it is {found}; it needs {needed:g}:1"
            hint = "use a darker text on a light ground or a lighter one on a dark ground; projectors wash out colours"
            yield warning(page, "low-contrast", message, hint, shape)


def _measured(page: Page, text: PlacedText) -> Iterator[tuple[float, float, str, str]]:
    """The contrast at some places of each run, with what is needed there, and both colours."""
    for line in text.lines or ():
        for quad, run in line.segments:
            if run.paint is None or run.paint.alpha < 0.05 or not any(c.isalnum() for c in run.text):
                continue
            large = run.size * text.body.scale >= (_LARGE_BOLD if run.face.bold else _LARGE) - _SLACK
            needed = _ENOUGH_LARGE if large else _ENOUGH
            for point in _places(quad):
                grounds = page.behind.colours(text, point)
                if grounds:
                    ratio, ink, ground = max(_against(run.paint, ground) for ground in grounds)
                    yield ratio, needed, hex_of(ink), hex_of(ground)


def _against(paint: Paint, ground: Rgb) -> tuple[float, Rgb, Rgb]:
    ink = paint.over(ground)
    return round(contrast(ink, ground), 2), ink, ground


def _places(quad: Quad) -> Iterator[Point]:
    (x0, y0), (x1, y1), _, (x3, y3) = quad
    for across in (0.1, 0.5, 0.9):
        yield x0 + (x1 - x0) * across + (x3 - x0) / 2, y0 + (y1 - y0) * across + (y3 - y0) / 2


def runs_of(text: PlacedText) -> Iterator[Run]:
    """The runs of a text that have letters or digits."""
    for paragraph in text.body.paragraphs:
        yield from (run for run in paragraph.runs if any(c.isalnum() for c in run.text))
