"""The templates that a designer made for decks: PowerPoint files in the folder `templates` of a publication."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places, path_exists
from factpress.core.regular_files import read_regular

NAMES = ("deck.pptx", "deck-dark.pptx", "deck-4x3.pptx", "deck-dark-4x3.pptx")
_MOST = 60_000_000


@dataclass(frozen=True, slots=True)
class SlideTemplate:
    """A template of a deck; its path is that in the publication's folder."""

    path: Path
    data: bytes


def template_name(palette: str, shape: str) -> str:
    """Return the name of the template for decks in that palette and shape."""
    return f"deck{'-dark' if palette == 'dark' else ''}{'-4x3' if shape == '4:3' else ''}.pptx"


def load_slide_templates(places: Places, problems: Problems) -> tuple[SlideTemplate, ...]:
    """Return the templates of the publication; report those that cannot be read."""
    return tuple(filter(None, (_load(places, Path("templates", name), problems) for name in NAMES)))


def _load(places: Places, path: Path, problems: Problems) -> SlideTemplate | None:
    if not path_exists(places.root / path) or places.own(str(path)) is None:
        return None  # a link that is broken or leads outside is reported elsewhere
    try:
        return SlideTemplate(path, read_regular(places.root / path, _MOST))
    except OSError as error:
        message = f"the template of the deck cannot be read: {error.strerror or error}"
        problems.error("bad-template", message, Location(path), "make it readable, or move it out of the folder")
        return None
