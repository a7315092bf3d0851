"""Rules about pictures and charts: missing, without alternative text, in place of text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factpress.core.diagnostics import Severity
from factpress.output.deck.preflight.findings import Finding
from factpress.output.deck.preflight.geometry import bounds
from factpress.output.deck.preflight.model import Blip, Shape
from factpress.output.deck.preflight.page import Page, error, warning

_FILE_NAME = re.compile(r"[^/\\]{0,200}\.(?:png|jpe?g|jfif|gif|bmp|tiff?|svg|emf|wmf|webp|heic)", re.IGNORECASE)
_DESCRIBED = {"picture": "picture", "chart": "chart", "diagram": "diagram"}
_COVERING = 0.6
"""The share of a slide from which pictures cover it."""
_FEW_LETTERS = 40


def missing_pictures(page: Page) -> Iterator[Finding]:
    """A picture is not in the file, is empty, or cannot be read."""
    hint = "insert the picture again, with Insert > Pictures > This Device"
    for shape in page.slide.shapes:
        for fault in dict.fromkeys(fault for blip in shape.blips if (fault := _fault(page, blip))):
            yield error(page, "missing-picture", fault, hint, shape)
    for fault in dict.fromkeys(fault for blip in page.slide.blips if (fault := _fault(page, blip))):
        yield error(page, "missing-picture", f"the background: {fault}", hint)


def _fault(page: Page, blip: Blip) -> str:
    return blip.fault or page.pictures.picture(blip.part).fault


def alternative_texts(page: Page) -> Iterator[Finding]:
    """A picture or a chart has no alternative text."""
    for shape in page.slide.shapes:
        if shape.kind not in _DESCRIBED or not shape.own or shape.decorative or shape.media:
            continue
        what = _DESCRIBED[shape.kind]
        hint = f"right-click the {what} > Edit Alt Text: say what it shows, or mark it as decorative"
        if not shape.alternative:
            yield warning(page, "missing-alt", f"the {what} has no alternative text", hint, shape)
        elif _FILE_NAME.fullmatch(shape.alternative):
            message = f"the alternative text of the {what} is the name of a file"
            yield warning(page, "missing-alt", message, hint, shape)


def pictures_of_text(page: Page) -> Iterator[Finding]:
    """Pictures cover a slide that has hardly a word."""
    letters = sum(character.isalnum() for shape in page.slide.shapes if shape.own for character in shape.text)
    if letters < _FEW_LETTERS and sum(_share(page, one) for one in page.slide.shapes if one.own) >= _COVERING:
        message = "pictures cover the slide; text in a picture cannot be checked, searched or read aloud"
        hint = "if there is text in the picture, write it on the slide or in the alternative text"
        yield Finding(Severity.INFORMATION, "picture-of-text", message, hint, (page.slide.number,))


def _share(page: Page, shape: Shape) -> float:
    """The share of the slide that a picture covers."""
    if shape.kind != "picture" or shape.frame is None or shape.media:
        return 0
    left, top, right, bottom = bounds(shape.frame.quad)
    wide, high = min(right, page.deck.width) - max(left, 0), min(bottom, page.deck.height) - max(top, 0)
    return max(wide, 0) * max(high, 0) / (page.deck.width * page.deck.height)
