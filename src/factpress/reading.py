"""A publication's folder into one composed edition, with everything that is wrong with it found in one run."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from factpress.charts.draw import KIND_NAMES
from factpress.diagnostics import Diagnostic, Findings, Location, Problems, ToolError
from factpress.document.chartfile import load_charts
from factpress.document.citations import load_citer
from factpress.document.compose import Parts, compose, grammar
from factpress.document.content import read_content
from factpress.document.model import Document, Figure, every, on_side
from factpress.facts.load import load_facts
from factpress.fonts import FontShelf
from factpress.languages import load_language
from factpress.places import Places
from factpress.products import Product, load_products
from factpress.publication import Publication, load_publication
from factpress.theme import Theme, load_theme

_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")
"""A comment of a YAML file, which nobody prints."""

DEFAULT_LANGUAGE = "en"
"""The language whose words check a publication that does not say its own."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A publication, read and composed: all that the presses need."""

    places: Places
    publication: Publication
    theme: Theme
    products: tuple[Product, ...]
    document: Document
    warnings: tuple[Diagnostic, ...]


def read_edition(root: Path, *, known_renderers: frozenset[str]) -> Edition:
    """The edition in that folder. Raises Findings with all that is wrong, ToolError where there is no publication.

    A file that cannot be read does not hide what is wrong with the others.
    """
    places = Places.of(root)
    if not (places.root / "data").is_dir():
        hint = "go to the folder that holds data/publication.yaml, or make one: factpress new FOLDER"
        raise ToolError(f"{root} holds no publication", hint)
    problems = Problems()
    publication = load_publication(places, problems)
    theme = load_theme(places, problems)
    language = load_language(publication.language if publication else DEFAULT_LANGUAGE, places, problems)
    products = load_products(publication, places, problems, known_renderers) if publication else ()
    charts = load_charts(places, KIND_NAMES, problems)
    edition = publication.edition if publication else dt.date.min
    book = load_facts(places, language, edition, problems) if language else None
    draft = None
    if publication and language:
        draft = read_content(places.root, publication.content, grammar(language, publication), problems)
    if publication and theme:
        check_glyphs(places, publication.content, FontShelf.of(theme), problems)
    if publication is None or language is None or book is None or draft is None or theme is None:
        raise Findings(problems)
    citer = load_citer(book, language, places, problems)
    document = compose(Parts(publication, draft, book, charts, language, citer, places), problems)
    problems.raise_errors()
    return Edition(places, publication, theme, products, document, tuple(problems))


def check_glyphs(places: Places, content: Path, shelf: FontShelf, problems: Problems) -> None:
    """Report each character of the publication's texts that no font of the brand has, once, where it first stands."""
    known: set[str] = set()
    for path in (content, *(p.relative_to(places.root) for p in sorted((places.root / "data").rglob("*.yaml")))):
        try:
            text = (places.root / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # reported by the reader of that file
        if path.suffix == ".yaml":
            text = _COMMENT.sub(lambda comment: " " * len(comment[0]), text)
        for character in shelf.missing_glyphs([text]).keys() - known:
            known.add(character)
            at = text.index(character)
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            name = unicodedata.name(character, "no name")
            message = f"no font has the character U+{ord(character):04X} ({name})"
            hint = "write it another way, or add a font that has it to brand.yml"
            problems.error("missing-glyph", message, Location(path, line, column), hint)


def figures(document: Document, side: str) -> tuple[Figure, ...]:
    """The figures that one side shows, in order, each chart once."""
    found: dict[str, Figure] = {}
    for chapter in document.chapters:
        for block in every(on_side(chapter.blocks, side)):
            if isinstance(block, Figure):
                found.setdefault(block.chart.id, block)
    return tuple(found.values())
