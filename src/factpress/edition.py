"""A publication's folder to a composed edition. All errors are found in one run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Findings, Location, Problems, Severity, ToolError
from factpress.core.paths import Places, path_exists, require_publication
from factpress.core.placing import settle
from factpress.core.yaml_positions import read_text
from factpress.design.fonts import FontSet
from factpress.design.glyph_coverage import missing_characters
from factpress.design.theme import Theme, load_theme
from factpress.document.blocks import FENCE_RULES
from factpress.document.blocks.scripture import check_verses
from factpress.document.compose import Parts, compose, compose_print, grammar
from factpress.document.model import Document, Figure
from factpress.document.parse.ast import Draft, DraftBlock
from factpress.document.parse.charts_file import CHARTS, ChartSpec, load_charts
from factpress.document.parse.content_file import read_content
from factpress.document.resolve.citations import load_citations
from factpress.document.resolve.validate import check_sides
from factpress.document.walk import walk_document
from factpress.i18n import Language, builtin_language, language_files, load_language
from factpress.output.charts.kinds import KINDS, chart_errors
from factpress.output.picture_checks import check_logo, check_pictures
from factpress.output.renderers import RENDERERS
from factpress.output.required_words import check_words
from factpress.output.template_checks import check_slide_templates
from factpress.publication.consents import Consent, load_consents
from factpress.publication.dignity import WordingRule, load_dignity
from factpress.publication.events import EVENTS, Event, load_events
from factpress.publication.facts.claims import FactBook, Standing
from factpress.publication.facts.load import fact_files, load_facts
from factpress.publication.facts.sources import SOURCES
from factpress.publication.outreach import OUTREACH_FILES, Outreach, load_outreach, outreach_kinds
from factpress.publication.products import Product, load_products
from factpress.publication.scripture import SCRIPTURE, load_scripture
from factpress.publication.settings import PUBLICATION_FILE as PUBLICATION
from factpress.publication.settings import PartialPublication, Publication, load_partial_publication
from factpress.publication.unused_files import report_unused_files, report_unused_texts
from factpress.publication.works import WORKS, without_names

READING = Path("build/.cache/reading")
"""The folder of results of the reading that are kept by content, in the publication's folder."""

_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#.*$")
"""A comment of a YAML file, which is not printed."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A publication, loaded and composed: the input of renderers, checks and the audit."""

    places: Places
    publication: Publication
    language: Language
    theme: Theme
    products: tuple[Product, ...]
    book: FactBook
    consents: Mapping[str, Consent]
    events: Mapping[str, Event]
    outreach: Outreach
    dignity: tuple[WordingRule, ...]
    charts: Mapping[str, ChartSpec]
    draft: Draft
    document: Document
    drafts: Mapping[Path, Draft]  # the texts of prints, by their files
    prints: Mapping[Path, Document]  # the same, composed
    warnings: tuple[Diagnostic, ...]

    @property
    def blocks(self) -> tuple[DraftBlock, ...]:
        """The blocks of all its texts, those of prints last."""
        return (*self.draft.blocks, *(block for draft in self.drafts.values() for block in draft.blocks))


def read_edition(root: Path) -> Edition:
    """The edition in that folder. Raises Findings with all errors, and ToolError if there is no publication."""
    edition, found = inspect_publication(root)
    if any(d.severity is Severity.ERROR for d in found):
        raise Findings(found)
    if edition is None:
        raise ToolError("the publication cannot be read, but no error was found", "report this as a bug of factpress")
    return edition


def inspect_publication(root: Path) -> tuple[Edition | None, tuple[Diagnostic, ...]]:
    """The publication in that folder, as far as it can be read, and all findings.

    A file that cannot be read does not hide errors in the others. An edition with errors lacks what they are about and
    must not be rendered; it is None if a whole part is missing. Raises ToolError if there is no publication.
    """
    require_publication(root)
    settle(root / "data", root / "data/schemas", root / "build")
    places, problems = Places.of(root), Problems()
    partial = load_partial_publication(places, problems)
    publication = partial.publication
    report_unused_files(places, problems)
    theme = load_theme(places, problems)
    products = load_products(publication, places, problems, frozenset(RENDERERS))
    charts = _charts(places, problems)
    language = _language(partial, places, problems)
    stand_in = language or builtin_language(publication.language)
    book = _book(places, stand_in, language is not None, problems)
    if language is not None:
        has_outreach = bool(outreach_kinds(places.root))
        calculated = Standing.CALCULATED in book.explained
        check_words(language, products, problems, book.units, outreach=has_outreach, calculated=calculated)
    consents, before = load_consents(places, problems), len(problems.errors)
    events = load_events(places, problems)
    sound = events if len(problems.errors) == before else None
    outreach = load_outreach(places, problems)
    scripture = load_scripture(places, problems)
    dignity = load_dignity(publication.language, places, problems)
    citations = load_citations(book, stand_in, places, problems, places.root / READING)
    parts = Parts(publication, Draft(()), book, charts, stand_in, citations, places, sound, outreach, scripture)
    draft = document = None
    if "content" in partial.valid_keys:
        draft = read_content(places.root, publication.content, grammar(stand_in, publication), problems)
        if draft is not None:
            document = compose(replace(parts, draft=draft), problems)
    drafts, prints = _prints(products, parts, document, problems)
    if "products" in partial.valid_keys and len(products) == len(
        publication.products
    ):  # the text of a product with errors is unknown
        report_unused_texts(places, {p.origin.content for p in products if p.origin.content is not None}, problems)
    documents = (*((document,) if document is not None else ()), *prints.values())
    check_verses(scripture or {}, documents, problems)
    for composed in documents:
        for node in walk_document(composed):
            if isinstance(node.block, Figure):
                problems.found += chart_errors(node.block.chart)
    if theme is not None:
        rtl = document is not None and document.direction == "rtl"
        theme = check_slide_templates(products, theme, problems, rtl=rtl)
        check_logo(theme, places, problems, publication.names)
        check_pictures(products, document, prints, theme, places, problems, publication.names)
        lacking = list(FontSet.of(theme).missing_glyphs(language.months)) if language is not None else []
        if lacking:
            report_missing_glyphs(lacking, partial.at("language"), problems)
        check_glyphs(places, texts(places, publication, drafts), FontSet.of(theme), problems, places.root / READING)
    found = tuple(problems)
    if theme is None or charts is None or draft is None or document is None or language is None:
        return None, found
    return Edition(
        places,
        publication,
        language,
        theme,
        products,
        book,
        consents,
        events,
        outreach,
        dignity,
        charts,
        draft,
        document,
        drafts,
        prints,
        found,
    ), found


def _language(partial: PartialPublication, places: Places, problems: Problems) -> Language | None:
    if "language" not in partial.valid_keys:
        return None
    return load_language(partial.publication.language, places, problems, partial.at("language"))


def _book(places: Places, language: Language, own: bool, problems: Problems) -> FactBook:
    """The facts. Without the publication's `own` language file, units that the engine's lacks are no error."""
    found = Problems()
    book = load_facts(places, language, found)
    problems.found += [d for d in found if own or d.code != "unknown-unit"]
    return book


def _prints(
    products: Iterable[Product], parts: Parts, whole: Document | None, problems: Problems
) -> tuple[dict[Path, Draft], dict[Path, Document]]:
    """The texts of the prints, each once, as drafts and as documents."""
    rules = grammar(parts.language, parts.publication)
    drafts: dict[Path, Draft] = {}
    documents: dict[Path, Document] = {}
    for path in dict.fromkeys(p.origin.content for p in products if p.origin.content is not None):
        draft = read_content(parts.places.root, path, rules, problems)
        if draft is None:
            continue
        for product in (p for p in products if p.origin.content == path):
            check_sides(product.origin, draft, path, FENCE_RULES, problems)
        drafts[path] = draft
        document = compose_print(replace(parts, draft=draft), path, whole, problems)
        if document is not None:
            documents[path] = document
    return drafts, documents


def _charts(places: Places, problems: Problems) -> Mapping[str, ChartSpec] | None:
    if path_exists(places.root / CHARTS) and not (places.root / CHARTS).exists():
        read_text(places.root, CHARTS, problems)  # reports a broken symbolic link
        return None
    return load_charts(places, KINDS, problems)


def texts(places: Places, publication: Publication, prints: Iterable[Path] = ()) -> tuple[Path, ...]:
    """The files whose text may be printed, in the order in which they are checked. `prints` are the texts of prints."""
    return (
        publication.content,
        *prints,
        PUBLICATION,
        *fact_files(places, Problems()),
        SOURCES,
        CHARTS,
        EVENTS,
        *OUTREACH_FILES.values(),
        SCRIPTURE,
        *language_files(publication.language),
    )


def check_glyphs(
    places: Places, paths: Iterable[Path], fonts: FontSet, problems: Problems, cache: Path | None = None
) -> None:
    """Report the characters of those files that no font of the brand has: those of a script once, at the first.

    The characters that the fonts have are kept in the folder `cache`, unless it is None.
    """
    read: dict[Path, str] = {}
    for path in paths:
        text = read_text(places.root, path, Problems())  # errors of the file itself are reported by its loader
        if text is not None:
            yaml = path.suffix == ".yaml"
            read[path] = _COMMENT.sub(lambda comment: " " * len(comment[0]), text) if yaml else text
            read[path] = without_names(read[path]) if path == WORKS else read[path]
    missing = missing_characters("".join(read.values()), fonts, cache)
    first: dict[str, Location] = {}
    for path, text in read.items():
        for character in (c for c in dict.fromkeys(text) if c in missing):
            missing.remove(character)
            at = text.index(character)
            first[character] = Location(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    for group in _by_script(first):
        report_missing_glyphs(group, first[group[0]], problems)


def report_missing_glyphs(characters: Sequence[str], place: Location, problems: Problems) -> None:
    """Report characters that no font of the brand has."""
    names = [f"U+{ord(character):04X} ({unicodedata.name(character, 'no name')})" for character in characters[:3]]
    if len(characters) == 1:
        hint = "write it another way, or add a font that has it to brand.yml"
        problems.error("missing-glyph", f"no font has the character {names[0]}", place, hint)
        return
    more = f" … and {len(characters) - len(names)} more" if len(characters) > len(names) else ""
    message = f"no font has {len(characters)} characters of the text: {', '.join(names)}{more}"
    hint = "add a font that has them to data/brand.yml, under typography and defaults: scripts"
    problems.error("missing-glyph", message, place, hint)


def _by_script(first: Mapping[str, Location]) -> list[list[str]]:
    """The characters that have a script, by script, in order of their places. Those of no script are apart."""
    from fontTools import unicodedata as scripts

    groups: dict[str, list[str]] = {}
    for character in sorted(first, key=lambda character: first[character]):
        name = str(scripts.script(character))  # pyright: ignore[reportUnknownMemberType]
        common = "symbols" if unicodedata.category(character) == "So" else character
        groups.setdefault(common if name in ("Zyyy", "Zinh", "Zzzz") else name, []).append(character)
    return list(groups.values())
