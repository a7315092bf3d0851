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
"""The folder of the templates of prints."""

_COUNTERS = {"page": "counter(page)", "pages": "counter(pages)"}


@dataclass(frozen=True, slots=True)
class PrintContext:
    """What all prints of a publication share: theme, language, folders and publisher."""

    theme: Theme
    language: Language
    places: Places
    organisation: str

    @property
    def marks(self) -> StandingMarks:
        """The marks of standings, with the words of the language."""
        return StandingMarks({Standing(name): word for name, (word, *_) in self.language.standings.items()})


def to_html(template: str, values: Mapping[str, Any], context: PrintContext) -> str:
    """Return a print as one HTML page from `templates/prints/<template>.html.jinja`.

    The template gets `values`, `word("…")`, `mark(standing)`, `language` and the `colour`s for print. Raise Findings
    for errors in the template, and for words that it uses and the language lacks.
    """
    known = {
        "word": InterfaceWords(context.language.words, context.language.tag),
        "mark": context.marks.mark,
        "shape": context.marks.shape,
        "language": {"tag": context.language.tag, "direction": context.language.direction},
        "colour": context.theme.palettes["print"],
    }
    return str(template_filler(TEMPLATES, context.places, known)(template, values)) + "\n"


def to_pdf(html: str, context: PrintContext, sheet: Sheet, *, title: str, date: str) -> bytes:
    """Return the page as a tagged PDF (PDF/UA-1 and PDF/A-2a); the same bytes every time.

    `date`, an ISO 8601 day, is the date of the file. Raise Findings where text overflows its box.
    """
    from factpress.output.pdf import print_pdf

    return print_pdf(
        html,
        stylesheet(context.theme, sheet, context.language.word("page-of")),
        context.places,
        {},
        title=title,
        language=context.language.tag,
        date=date,
        authors=(context.organisation,) if context.organisation else (),
    )


def stylesheet(theme: Theme, sheet: Sheet, page_of: str) -> str:
    """Return the basic style sheet of a print. `page_of` is the language's "Page {page} of {pages}".

    A template sets the strings `head`, `part` and `foot` for its running heads; the page named "bare" has none.
    """
    return "\n".join([faces(theme), _properties(theme, sheet), _pages(theme, sheet, page_of)]) + "\n"


def piece_stylesheet(theme: Theme, sheet: Sheet, reserved: Size, bleed: Length) -> str:
    """Return the style sheet of a single-sheet print, without running heads.

    A page named "footed" has the `reserved` margins. The custom property `--unit` is a hundredth of
    the sheet's width, for lengths that grow with the sheet.
    """
    line = theme.palettes["print"].line.hex
    shape = min(sheet.width.mm, sheet.height.mm / math.sqrt(2))
    bleed_css = f" bleed: {bleed.css};" if bleed > ZERO else ""
    footed = (
        f"margin-bottom: {(sheet.bottom + reserved.height).css}; margin-right: {(sheet.right + reserved.width).css}"
    )
    pages = f"""@page {{
  size: {sheet.width.css} {sheet.height.css};{bleed_css}
  margin: {sheet.top.css} {sheet.right.css} {sheet.bottom.css} {sheet.left.css};
  @footnote {{ border-top: 0.4pt solid {line}; padding-top: 2pt; margin-top: 5pt }}
}}
@page footed {{ {footed} }}"""
    return (
        "\n".join(
            [faces(theme), _properties(theme, sheet), root({"unit": f"{shape / 100:.4f}mm", "bleed": bleed.css}), pages]
        )
        + "\n"
    )


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
    """Return the page boxes. Custom properties do not reach margin boxes, so values are written out."""
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
    """Return the page number as CSS content, "Page 3 of 12", in the order of the language."""
    parts = re.split(r"\{(page|pages)\}", page_of)
    return " ".join(_COUNTERS[part] if i % 2 else _quoted(part) for i, part in enumerate(parts) if part)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
