"""A photograph that a person gives: its file, its words, and who has agreed to be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factpress.core.image_files import is_jpeg, is_png, strip_metadata
from factpress.document.blocks.figures import SHOWS
from factpress.document.parse.inline_parser import Grammar, bare_numbers
from factpress.i18n import Language
from factpress.session.field_text import FieldError

MOST_BYTES = 15_000_000
"""The largest file of a picture."""

FOCUS: Mapping[str, tuple[float, float]] = {
    "middle": (0.5, 0.5),
    "top": (0.5, 0.2),
    "bottom": (0.5, 0.8),
    "left": (0.2, 0.5),
    "right": (0.8, 0.5),
}
"""The parts of a photograph that stay in view where it is cropped, with their points as shares of its size."""


@dataclass(frozen=True, slots=True)
class Photograph:
    """The bytes of a photograph, what it shows in a sentence, and the words below it.

    `agreed` is a pseudonym of who has agreed in writing to be shown, "" if no person can be recognised in it; `signed`
    is who has seen the signed paper. `focus` is the point that stays in view.
    """

    content: bytes
    alt: str
    caption: str = ""
    agreed: str = ""
    signed: str = ""
    focus: tuple[float, float] = FOCUS["middle"]

    @property
    def ending(self) -> str:
        """The ending of its file."""
        return ".png" if is_png(self.content) else ".jpg"

    @property
    def clean(self) -> bytes:
        """Its bytes without place, time and camera."""
        return strip_metadata(self.content)

    def options(self) -> dict[str, str]:
        """Return the options of its block, by name."""
        x, y = (round(min(max(share, 0.0), 1.0), 2) for share in self.focus)
        alt, caption = " ".join(self.alt.split()), " ".join(self.caption.split())
        shows = SHOWS[0] if self.agreed else SHOWS[1]
        return {"alt": alt, "caption": caption or alt, "shows": shows, "focus": f"[{x}, {y}]"}

    def consent(self, file: str, today: dt.date) -> dict[str, Any]:
        """Return the record of the consent to print it, which holds for a year."""
        return {
            "kind": "photo",
            "of": " ".join(self.agreed.split()),
            "under_age": False,
            "covers": [file],
            "scope": ["booklet", "deck", "print"],
            "given": today.isoformat(),
            "expires": today.replace(year=today.year + 1, day=min(today.day, 28)).isoformat(),
            "signed_off_by": {"name": " ".join(self.signed.split()), "on": today.isoformat()},
            "note": "Say here where the signed paper is kept.",
        }


def check_photograph(photograph: Photograph, language: Language) -> None:
    """Raise FieldError if a photograph cannot be used."""
    content = photograph.content
    if len(content) > MOST_BYTES:
        raise FieldError("This file is too large.", "Take one of at most 15 MB.")
    if not (is_png(content) or is_jpeg(content)):
        raise FieldError("The photograph must be a JPEG or PNG file.", "Save it in one of these forms.")
    if not photograph.alt.strip():
        raise FieldError("What does the photograph show?", "Say it in a sentence, for those who do not see it.")
    words = f"{photograph.alt} {photograph.caption}"
    for number in bare_numbers(words, Grammar(frozenset(), {}, language, frozenset())):
        hint = "Say it in other words, as “The helpers stand behind a large pot”."
        raise FieldError(f"“{number}” is a number, and the words of a photograph have no source for it.", hint)
    if photograph.agreed and not photograph.signed.strip():
        raise FieldError("Who has seen the signed paper?", "Without it, the photograph is not printed.")
