"""A handout as HTML and CSS: the grid of slides on a page, the page through its template, and a style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from factpress.core.diagnostics import Location
from factpress.core.paths import Places
from factpress.core.units import Length, mm
from factpress.design.fonts import FontSet
from factpress.design.theme import SlideGrid, Theme
from factpress.document.model import Document
from factpress.document.walk import stated_texts
from factpress.output.deck.presentation import Presentation, Run, Section, Slide, TextParagraph
from factpress.output.html.assets import root, svg_data_url
from factpress.output.html.inlines import statement_id, text_html
from factpress.output.html.templating import FOOT_LETTERS, InterfaceWords, running_head, template_filler
from factpress.output.prints.print_context import stylesheet as sheet_stylesheet
from factpress.output.screen.slide_svg import SlideDrawer, slide_texts
from factpress.publication.products import Handout, Sheet

NUMBER = mm(8)
"""Width of the column of slide numbers."""

GAP = mm(6)
"""Distance between a slide and its notes or lines, and between two columns."""

RULE = mm(8)
"""Distance between two lines for handwriting."""

ABOVE_RULES = mm(2)
"""Distance between a slide and the lines below it."""

LISTED = 5
"""A list of more sources than this is below its slide, in the width of the page."""

ROWS = 3
_FOOT = mm(1)
"""Space at the foot of a page, so that rounding never moves a row to the next page."""

_TEMPLATES = "handout"
"""The folder of the handout's templates."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The measures of a page. `row` is the height of a row, `rules` the number of lines for handwriting per slide.

    `beside` is the width of the notes or lines of a slide, which are right of it or below it.
    """

    across: int
    notes: bool
    slide_width: Length
    slide_height: Length
    cell: Length
    beside: Length
    row: Length
    rules: int


def page_grid(handout: Handout, sheet: Sheet, slide: SlideGrid) -> Grid:
    """The grid of a page: three slides in a column with notes at their right, or two columns with lines below them."""
    inner_height = sheet.height - sheet.top - sheet.bottom - _FOOT
    row = inner_height * (1 / ROWS)
    shape = slide.height / slide.width
    if handout.per_page == ROWS:
        width = (sheet.inner - NUMBER - GAP) * 0.55
        beside = sheet.inner - NUMBER - GAP - width
        rules = int((row - ABOVE_RULES - GAP) / RULE)
        cell, across = sheet.inner, 1
    else:
        across = handout.per_page // ROWS
        cell = (sheet.inner - GAP * (across - 1)) * (1 / across)
        width = cell - NUMBER
        beside = width
        rules = int((row - width * shape - GAP - ABOVE_RULES) / RULE)
    return Grid(across, handout.beside == "notes", width, width * shape, cell, beside, row, max(rules, 0))


def stylesheet(theme: Theme, sheet: Sheet, grid: Grid, words: Mapping[str, str]) -> str:
    """The style sheet that those of the templates build on: that of all sheets, and the measures of the grid."""
    measures = {
        "slide-width": grid.slide_width,
        "slide-height": grid.slide_height,
        "cell": grid.cell,
        "beside": grid.beside,
        "row": grid.row,
        "number": NUMBER,
        "between": GAP,
        "rule": RULE,
        "above-rules": ABOVE_RULES,
    }
    rule = root({name: length.css for name, length in measures.items()})
    return sheet_stylesheet(theme, sheet, words.get("page-of", "{page}/{pages}")) + rule + "\n"


@dataclass(frozen=True, slots=True)
class SlideEntry:
    """One slide for the template. `alt` is its number, title and text, a line each; `address` is its image.

    `part` is the title of its section, shortened for a running head; `first` marks the section's first slide.
    """

    number: int
    id: str
    title: str
    part: str
    first: bool
    alt: str
    address: str
    statements: tuple[str, ...]
    notes: tuple[Markup, ...]
    sources: tuple[Markup, ...]
    origin: Location | None

    @property
    def listed(self) -> bool:
        """Whether this is a slide of a list of sources, which is below it and not at its right."""
        return not (self.notes or self.statements) and len(self.sources) > LISTED


def to_html(
    presentation: Presentation, document: Document, theme: Theme, fonts: FontSet, grid: Grid, places: Places
) -> str:
    """The handout as one HTML page with links to its style sheets.

    Raises Findings for errors in a template and for missing interface words.
    """
    drawer = SlideDrawer(presentation, theme, fonts)
    stated = stated_texts(document)
    slides = [(slide, section) for section in presentation.sections for slide in section.slides]
    entries = [
        _entry(slide, section, number, drawer, stated, notes=grid.notes)
        for number, (slide, section) in enumerate(slides, start=1)
    ]
    known = {
        "word": InterfaceWords(document.words, document.language),
        "language": {"tag": document.language, "direction": document.direction},
    }
    values: Mapping[str, object] = {
        "title": presentation.title,
        "head": running_head(presentation.title),
        "foot": running_head(", ".join(part for part in (document.organisation, document.edition) if part)),
        "rows": [entries[i : i + grid.across] for i in range(0, len(entries), grid.across)],
        "grid": grid,
        "sources": presentation.sources_word,
    }
    return str(template_filler(_TEMPLATES, places, known)("handout", values)) + "\n"


def _entry(
    slide: Slide,
    section: Section,
    number: int,
    drawer: SlideDrawer,
    stated: Mapping[str, frozenset[str]],
    *,
    notes: bool,
) -> SlideEntry:
    texts, title = slide_texts(slide), " ".join(slide.title.split())
    whole = " ".join(texts)
    without_title = texts[1:] if texts[:1] == (title,) else texts
    return SlideEntry(
        number,
        f"slide:{number}",
        title,
        running_head(section.title, FOOT_LETTERS),
        slide is section.slides[0],
        "\n".join((f"{number}. {slide.title}", *without_title)),
        svg_data_url(drawer.svg(slide)),
        tuple(
            _statement(name, number)
            for name in dict.fromkeys(slide.notes.claims)
            # a page with lines does not have the statements that are only in the speaker notes
            if notes or name not in stated or any(text in whole for text in stated[name])
        ),
        tuple(_line(line) for line in slide.notes.spoken) if notes else (),
        tuple(_line(line) for line in slide.notes.sources) if notes else (),
        slide.origin,
    )


def _statement(name: str, number: int) -> str:
    """The id of a statement. A slide states a value once, so its number makes the id unique."""
    claim, _, value = name.partition("/")
    return statement_id(claim, value, number)


def _line(line: TextParagraph) -> Markup:
    return Markup("".join(map(_run, line.runs)))  # noqa: S704 - each run is escaped


def _run(run: Run) -> str:
    text = str(text_html(run.text.replace("\v", " ")))
    if run.emphasis and not run.script:
        text = f"<em>{text}</em>"
    if run.strong:
        text = f"<strong>{text}</strong>"
    return f'<span lang="{escape(run.language)}">{text}</span>' if run.script else text
