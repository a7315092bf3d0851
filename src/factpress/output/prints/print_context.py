"""The way that every print takes: plain values through its template to HTML, and through paper to a tagged PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factpress.core.paths import Places
from factpress.design.theme import Theme
from factpress.i18n import Language
from factpress.output.html.inlines import Marks
from factpress.output.html.templating import Words, filler
from factpress.output.prints.stylesheet import stylesheet
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Sheet

TEMPLATES = "prints"
"""The folder of the prints' templates."""


@dataclass(frozen=True, slots=True)
class House:
    """What all prints of a publication have in common: the look, the language, the folders, and who publishes."""

    theme: Theme
    language: Language
    places: Places
    organisation: str

    @property
    def marks(self) -> Marks:
        """The marks of claims, with the language's words."""
        return Marks({Standing(name): word for name, (word, _) in self.language.standings.items()})


def to_html(template: str, values: Mapping[str, Any], house: House) -> str:
    """A print as one HTML page, by `templates/prints/<template>.html.jinja`.

    A template knows its own `values`, `word("…")`, `mark(standing)`, the `language` and the `colour`s for print.
    Raises Findings where it is wrong, or where the language lacks a word that it asks for.
    """
    known = {
        "word": Words(house.language.words, house.language.tag),
        "mark": house.marks.mark,
        "shape": house.marks.shape,
        "language": {"tag": house.language.tag, "direction": house.language.direction},
        "colour": house.theme.palettes["print"],
    }
    return str(filler(TEMPLATES, house.places, known)(template, values)) + "\n"


def to_pdf(html: str, house: House, sheet: Sheet, *, title: str, date: str) -> bytes:
    """That page on sheets of paper: a tagged PDF, PDF/UA-1 and PDF/A-2a, the same bytes every time.

    `date`, an ISO 8601 day, is the date of the file. Raises Findings where text runs out of its place.
    """
    from factpress.output.pdf import print_pdf

    return print_pdf(
        html,
        stylesheet(house.theme, sheet, house.language.word("page-of")),
        house.places,
        {},
        title=title,
        language=house.language.tag,
        date=date,
        authors=(house.organisation,) if house.organisation else (),
    )
