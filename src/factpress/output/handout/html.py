"""A handout as HTML and CSS: the grid of slides on a page, the page through its template, and a style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from html import escape
from typing import cast

from markupsafe import Markup

from factpress.core.diagnostics import Location
from factpress.core.paths import Places
from factpress.core.units import Length, mm
from factpress.design.fonts import FontShelf
from factpress.design.theme import SlideMeasures, Theme
from factpress.document.model import Document, Stated
from factpress.output.deck.presentation import Line, Presentation, Run, Section, Slide
from factpress.output.handout.slide_svg import SlideDrawer, said
from factpress.output.html.assets import root, svg_address
from factpress.output.html.inlines import statement_id
from factpress.output.html.templating import FOOT_LETTERS, Words, filler, running_head
from factpress.output.prints.print_context import stylesheet as on_sheets
from factpress.publication.products import Handout, Sheet

NUMBER = mm(8)
"""The column of the slide's number, left of it."""

GAP = mm(6)
"""Between a slide and what stands beside it, and between two columns."""

RULE = mm(8)
"""From one line to write on to the next: room for handwriting."""

ABOVE_RULES = mm(2)
"""Between a slide and what stands below it."""

ROWS = 3
_FOOT = mm(1)
"""Kept free at the foot of a page, so that rounding never moves a row overleaf."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The measures of a page. `row` is the height that a slide has for itself, `rules` how many lines go with it."""

    across: int
    notes: bool
    slide_width: Length
    slide_height: Length
    cell: Length
    beside: Length
    row: Length
    rules: int


def grid_of(handout: Handout, sheet: Sheet, slide: SlideMeasures) -> Grid:
    """The grid of a handout: three slides below each other with room beside, or two by three with room below."""
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


_TEMPLATES = "handout"
"""The folder of the handout's templates."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One slide as a template knows it. `alt` is its number, its title and its words, a line each.

    `part` is the title of its section, shortened for a running head, of which it may be the `first`.
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


def to_html(
    presentation: Presentation, document: Document, theme: Theme, shelf: FontShelf, grid: Grid, places: Places
) -> str:
    """The handout as one HTML page that names its style sheets.

    Raises Findings where a template is wrong or the language lacks a word.
    """
    drawer = SlideDrawer(presentation, theme, shelf)
    stated = {} if grid.notes else _stated(document)
    placed = [(slide, section) for section in presentation.sections for slide in section.slides]
    shown = [
        _shown(slide, section, number, drawer, stated, notes=grid.notes)
        for number, (slide, section) in enumerate(placed, start=1)
    ]
    rows = [shown[i : i + grid.across] for i in range(0, len(shown), grid.across)]
    word = Words(document.words, document.language)
    known = {"word": word, "language": {"tag": document.language, "direction": document.direction}}
    values: Mapping[str, object] = {
        "title": presentation.title,
        "head": running_head(presentation.title),
        "foot": running_head(", ".join(part for part in (document.organisation, document.edition) if part)),
        "rows": rows,
        "grid": grid,
        "sources": presentation.sources_word,
    }
    return str(filler(_TEMPLATES, places, known)("handout", values)) + "\n"


def _shown(
    slide: Slide, section: Section, number: int, drawer: SlideDrawer, stated: Mapping[str, set[str]], *, notes: bool
) -> Shown:
    words = said(slide)
    whole = " ".join(words)
    return Shown(
        number,
        f"slide:{number}",
        " ".join(slide.title.split()),
        running_head(section.title, FOOT_LETTERS),
        slide is section.slides[0],
        "\n".join((f"{number}. {slide.title}", *_without_title(words, slide.title))),
        svg_address(drawer.svg(slide).encode()),
        tuple(
            _statement(name, number)
            for name in dict.fromkeys(slide.notes.claims)
            # of what is only spoken, nothing stands on a page with lines
            if notes or name not in stated or any(text in whole for text in stated[name])
        ),
        tuple(_line(line) for line in slide.notes.spoken) if notes else (),
        tuple(_line(line) for line in slide.notes.sources) if notes else (),
        slide.origin,
    )


def _without_title(words: tuple[str, ...], title: str) -> tuple[str, ...]:
    plain = " ".join(title.split())
    return words[1:] if words[:1] == (plain,) else words


def _statement(name: str, number: int) -> str:
    """The id of a statement: a slide states a value once."""
    claim, _, value = name.partition("/")
    return statement_id(claim, value, number)


def _stated(document: Document) -> dict[str, set[str]]:
    """The words of each value that the document states, by "claim/value"."""
    found: dict[str, set[str]] = {}
    for one in _within(document.chapters):
        found.setdefault(f"{one.claim}/{one.value}", set()).add(one.text)
    return found


def _within(part: object) -> Iterator[Stated]:
    """The statements anywhere in a part of the document."""
    if isinstance(part, Stated):
        yield part
    elif isinstance(part, tuple):
        yield from (one for inner in cast("tuple[object, ...]", part) for one in _within(inner))
    elif is_dataclass(part):
        yield from (one for each in fields(part) for one in _within(getattr(part, each.name)))


def _line(line: Line) -> Markup:
    return Markup("".join(_run(run) for run in line.runs))  # noqa: S704 - each run is escaped


def _run(run: Run) -> str:
    words = escape(run.text.replace("\v", " "))
    if run.emphasis and not run.script:
        words = f"<em>{words}</em>"
    if run.strong:
        words = f"<strong>{words}</strong>"
    return f'<span lang="{escape(run.language)}">{words}</span>' if run.script else words


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
