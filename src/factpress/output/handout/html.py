"""Presentation -> HTML: the slides in rows, each with its number, and beside it lines or what the speaker says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from html import escape
from typing import cast

from markupsafe import Markup

from factpress.core.paths import Places
from factpress.design.fonts import FontShelf
from factpress.design.theme import Theme
from factpress.document.model import Document, Stated
from factpress.output.deck.presentation import Line, Presentation, Run, Section, Slide
from factpress.output.handout.page_grid import Grid
from factpress.output.handout.slide_svg import SlideDrawer, said
from factpress.output.html.images import svg_address
from factpress.output.html.inlines import statement_id
from factpress.output.html.interface_words import FOOT_LETTERS, Words, running_head
from factpress.output.html.templating import filler

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
