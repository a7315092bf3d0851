"""Theme, sheet and grid as CSS. All other CSS is plain, in `templates/handout`."""

from __future__ import annotations

from collections.abc import Mapping

from factpress.design.theme import Theme
from factpress.output.handout.page_grid import ABOVE_RULES, GAP, NUMBER, RULE, Grid
from factpress.output.html.theme_css import root
from factpress.output.prints.stylesheet import stylesheet as on_sheets
from factpress.publication.products import Sheet


def stylesheet(theme: Theme, sheet: Sheet, grid: Grid, words: Mapping[str, str]) -> str:
    """The style sheet that the templates' own ones stand on: the sheet's, and the measures of the grid."""
    measures = {
        "slide-width": grid.slide_width.css,
        "slide-height": grid.slide_height.css,
        "cell": grid.cell.css,
        "beside": grid.beside.css,
        "row": grid.row.css,
        "number": NUMBER.css,
        "between": GAP.css,
        "rule": RULE.css,
        "above-rules": ABOVE_RULES.css,
    }
    return on_sheets(theme, sheet, words.get("page-of", "{page}/{pages}")) + root(measures) + "\n"
