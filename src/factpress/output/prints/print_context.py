"""What all prints have in common: their context, the style sheet of page boxes and theme, and the way to HTML and PDF.

All other CSS is plain, in `templates/prints`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factpress.core.paths import Places
from factpress.core.units import Length
from factpress.design.theme import Theme
from factpress.i18n import Language
from factpress.output.html.assets import colours, faces, font, root
from factpress.output.html.inlines import StandingMarks
from factpress.output.html.templating import InterfaceWords, template_filler
from factpress.publication.facts.claims import Standing
from factpress.publication.products import Sheet
from factpress.publication.products.imposition_schemes import ZERO, Size

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
    def marks(self) -> StandingMarks:
        """The marks of claims, with the language's words."""
        return StandingMarks({Standing(name): word for name, (word, _) in self.language.standings.items()})


def to_html(template: str, values: Mapping[str, Any], house: House) -> str:
    """A print as one HTML page, by `templates/prints/<template>.html.jinja`.

    A template knows its own `values`, `word("…")`, `mark(standing)`, the `language` and the `colour`s for print.
    Raises Findings where it is wrong, or where the language lacks a word that it asks for.
    """
    known = {
        "word": InterfaceWords(house.language.words, house.language.tag),
        "mark": house.marks.mark,
        "shape": house.marks.shape,
        "language": {"tag": house.language.tag, "direction": house.language.direction},
        "colour": house.theme.palettes["print"],
    }
    return str(template_filler(TEMPLATES, house.places, known)(template, values)) + "\n"


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


_COUNTERS = {"page": "counter(page)", "pages": "counter(pages)"}


def stylesheet(theme: Theme, sheet: Sheet, page_of: str) -> str:
    """The style sheet that the templates' own ones stand on. `page_of` is the language's "Page {page} of {pages}".

    A template sets the strings `head`, `part` and `foot` for its running heads; the page named "bare" has none.
    """
    return "\n".join([faces(theme), _properties(theme, sheet), _pages(theme, sheet, page_of)]) + "\n"


def piece_stylesheet(theme: Theme, sheet: Sheet, taken: Size, bleed: Length) -> str:
    """The style sheet of a small print, without running heads; a page named "footed" leaves free what is `taken`.

    The unit `--unit` is a hundredth of the sheet's width, so that what is set in it grows with the sheet.
    """
    line = theme.palettes["print"].line.hex
    shape = min(sheet.width.mm, sheet.height.mm / math.sqrt(2))
    beyond = f" bleed: {bleed.css};" if bleed > ZERO else ""
    footed = f"margin-bottom: {(sheet.bottom + taken.height).css}; margin-right: {(sheet.right + taken.width).css}"
    pages = f"""@page {{
  size: {sheet.width.css} {sheet.height.css};{beyond}
  margin: {sheet.top.css} {sheet.right.css} {sheet.bottom.css} {sheet.left.css};
  @footnote {{ border-top: 0.4pt solid {line}; padding-top: 2pt; margin-top: 5pt }}
}}
@page footed {{ {footed} }}"""
    return "\n".join([faces(theme), _properties(theme, sheet), root({"unit": f"{shape / 100:.4f}mm"}), pages]) + "\n"


def _properties(theme: Theme, sheet: Sheet) -> str:
    return root(
        {
            **{f"type-{name}": font(style, theme) for name, style in theme.print_type.items()},
            **{f"colour-{name}": colour for name, colour in colours(theme.palettes["print"])},
            "sheet-width": sheet.width.css,
            "sheet-height": sheet.height.css,
            "sheet-left": sheet.left.css,
            "sheet-top": sheet.top.css,
            "inner": sheet.inner.css,
            "inner-height": (sheet.height - sheet.top - sheet.bottom).css,
        }
    )


def _pages(theme: Theme, sheet: Sheet, page_of: str) -> str:
    """The page boxes. A page's own properties are not inherited from the document's, so values stand here as such."""
    palette = theme.palettes["print"]
    head, folio = theme.print_type["running-head"], theme.print_type["folio"]
    words = f"font: {font(head, theme)}; color: {palette.soft.hex}; font-variant-numeric: lining-nums"
    number = f"font: {font(folio, theme)}; color: {palette.heading.hex}; font-variant-numeric: lining-nums tabular-nums"
    above, below = "vertical-align: bottom; padding-bottom: 6mm", "vertical-align: top; padding-top: 7mm"
    share = f"width: {round(sheet.inner.mm / 2, 2):g}mm"
    return f"""@page {{
  size: {sheet.width.css} {sheet.height.css};
  margin: {sheet.top.css} {sheet.right.css} {sheet.bottom.css} {sheet.left.css};
  @top-left {{ content: string(head); {share}; {above}; {words} }}
  @top-right {{ content: string(part); {share}; text-align: right; {above}; {words} }}
  @bottom-left {{ content: string(foot); {share}; {below}; {words} }}
  @bottom-right {{ content: {_folio(page_of)}; {share}; text-align: right; {below}; {number} }}
}}
@page bare {{
  @top-left {{ content: none }} @top-right {{ content: none }}
  @bottom-left {{ content: none }} @bottom-right {{ content: none }}
}}"""


def _folio(page_of: str) -> str:
    """The page of all pages as CSS content, "Page 3 of 12", in the order of the language."""
    parts = re.split(r"\{(page|pages)\}", page_of)
    said = [_COUNTERS[part] if odd % 2 else _quoted(part) for odd, part in enumerate(parts) if part]
    return " ".join(said)


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
