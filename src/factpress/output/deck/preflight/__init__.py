"""Preflight of decks: whether any PowerPoint file can be shown on another computer, and read in a room.

What is drawn is decided from the file, without a program that draws it. Where that is not possible, as for WordArt or
text in a font of unknown widths, nothing is reported.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from factpress.core.diagnostics import ToolError
from factpress.core.office_package import open_package
from factpress.core.untrusted import read_limited, run_confined
from factpress.output.deck.preflight.behind import Behind
from factpress.output.deck.preflight.embedded_fonts import embedded_fonts
from factpress.output.deck.preflight.faces import DeckFaces
from factpress.output.deck.preflight.findings import Report, merge_equal
from factpress.output.deck.preflight.page import Page
from factpress.output.deck.preflight.pictures import Pictures
from factpress.output.deck.preflight.placement import placed_texts
from factpress.output.deck.preflight.rules import DECK_RULES, SLIDE_RULES
from factpress.output.deck.preflight.slide_reader import read_deck

__all__ = ["DECK_FILES", "Report", "preflight", "preflight_file"]

DECK_FILES = (".pptx", ".pptm", ".ppsx", ".ppsm", ".potx", ".potm")
"""The extensions of presentations."""
MOST_BYTES = 500_000_000
MOST_SECONDS = 120.0
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def preflight_file(path: Path) -> Report:
    """Findings about the deck. A separate process reads it.

    Raises ToolError if it cannot be read: missing, not a presentation, encrypted, damaged, or beyond the limits.
    """
    return run_confined(_read_and_checked, path, MOST_SECONDS)


def _read_and_checked(path: Path) -> Report:
    return replace(preflight(read_limited(path, MOST_BYTES, "give a .pptx file"), str(path)), path=path)


def preflight(data: bytes, name: str = "the file") -> Report:
    """`preflight_file()` for a deck in memory."""
    try:
        pages = _pages(data)
    except ToolError as error:
        raise ToolError(f"{name} cannot be read: {error}", error.hint) from error
    found = [finding for page in pages for rule in SLIDE_RULES for finding in rule(page)]
    found += [finding for rule in DECK_RULES for finding in rule(pages)]
    return Report(Path(name), merge_equal(found), len(pages))


def _pages(data: bytes) -> list[Page]:
    if data.startswith(_OLD):
        if _ENCRYPTED in data:
            raise ToolError("it is encrypted", "remove its password and save it again")
        raise ToolError("it is an old PowerPoint file (.ppt)", "open it in PowerPoint and save it as .pptx")
    package = open_package(data)
    deck = read_deck(package, len(data))
    start = package.root_part("officeDocument")
    faces = DeckFaces(embedded_fonts(package, start, package.xml(start)))
    pictures = Pictures(package)
    return [
        Page(
            deck,
            slide,
            tuple(placed_texts(slide, faces)),
            faces,
            pictures,
            Behind(slide, deck.width, deck.height, pictures),
        )
        for slide in deck.slides
    ]
