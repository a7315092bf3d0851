"""A publication's folder to a composed edition. All errors are found in one run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Findings, Location, Problems, Severity, ToolError
from factpress.core.opening import find_publication
from factpress.core.paths import READING, Places, path_exists
from factpress.core.source_files import keep
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
from factpress.document.resolve.citations import Citations, load_citations
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
from factpress.publication.unused_files import report_unused_files, report_unused_tables, report_unused_texts
from factpress.publication.works import WORKS, without_names

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
    return inspect_places(Places.of(find_publication(root)))


def inspect_places(places: Places) -> tuple[Edition | None, tuple[Diagnostic, ...]]:
    """The publication of these search paths, as `inspect_publication` reads it, with their unsaved texts."""
    problems, step = Problems(), partial(keep, places.files)
    begun = step("publication", (), problems, lambda found: load_partial_publication(places, found))
    publication = begun.publication
    step("unused-files", (), problems, lambda found: report_unused_files(places, found))
    theme = step("theme", (), problems, lambda found: load_theme(places, found))
    products = step("products", (publication,), problems, lambda found: _products(publication, places, found))
    charts = step("charts", (), problems, lambda found: _charts(places, found))
    language = step("language", (begun,), problems, lambda found: _language(begun, places, found))
    stand_in = step("stand-in", (begun, language), problems, lambda _: language or _builtin(publication))
    book = step("book", (stand_in, language), problems, lambda found: _book(places, stand_in, language, found))
    read = book.tables
    step("unused-tables", (read,), problems, lambda found: report_unused_tables(places, read, found))
    if language is not None:
        has_outreach = bool(outreach_kinds(places.root))
        calculated = Standing.CALCULATED in book.explained
        check_words(language, products, problems, book.units, outreach=has_outreach, calculated=calculated)
    consents, sound, events = step("people", (), problems, lambda found: _people(places, found))
    outreach = step("outreach", (), problems, lambda found: load_outreach(places, found))
    scripture = step("scripture", (), problems, lambda found: load_scripture(places, found))
    dignity = step("dignity", (publication,), problems, lambda found: load_dignity(publication.language, places, found))
    cited = (book.sources, stand_in)
    citations = step("citations", cited, problems, lambda found: _citations(book, stand_in, places, found))
    parts = Parts(
        publication,
        Draft(()),
        book,
        charts,
        stand_in,
        citations,
        places,
        events if sound else None,
        outreach,
        scripture,
    )
    draft = document = None
    if "content" in begun.valid_keys:
        draft = _content(publication.content, parts, problems)
        if draft is not None:
            whole = replace(parts, draft=draft)
            document = step("document", whole.inputs, problems, lambda found: compose(whole, found))
    drafts, prints = _prints(products, parts, document, problems)
    # the text of a product with errors is unknown
    if "products" in begun.valid_keys and len(products) == len(publication.products):
        report_unused_texts(places, {p.origin.content for p in products if p.origin.content is not None}, problems)
    documents = (*((document,) if document is not None else ()), *prints.values())
    checked = (theme, products, language, scripture, *documents)
    theme = step(
        "checks", checked, problems, lambda found: _check_documents(parts, theme, products, document, prints, found)
    )
    if theme is not None:
        lacking = list(FontSet.of(theme).missing_glyphs(language.months)) if language is not None else []
        if lacking:
            report_missing_glyphs(lacking, begun.at("language"), problems)
        check_glyphs(places, texts(places, publication, drafts), FontSet.of(theme), problems, places.root / READING)
    found = tuple(problems)
    if theme is None or charts is None or draft is None or document is None or language is None:
        return None, found
    return Edition(
        replace(places, memory=None),
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


def _products(publication: Publication, places: Places, problems: Problems) -> tuple[Product, ...]:
    return load_products(publication, places, problems, frozenset(RENDERERS))


def _builtin(publication: Publication) -> Language:
    return builtin_language(publication.language)


def _people(places: Places, problems: Problems) -> tuple[Mapping[str, Consent], bool, Mapping[str, Event]]:
    """The consents, whether the events have no errors, and the events."""
    consents, before = load_consents(places, problems), len(problems.errors)
    events = load_events(places, problems)
    return consents, len(problems.errors) == before, events


def _citations(book: FactBook, language: Language, places: Places, problems: Problems) -> Citations:
    return load_citations(book, language, places, problems, places.root / READING)


def _content(path: Path, parts: Parts, problems: Problems) -> Draft | None:
    """The text of a file as a draft; None, with an error, if it cannot be read or is empty."""
    files, of = parts.places.files, (parts.language, parts.publication)
    rules = grammar(parts.language, parts.publication)
    return keep(files, ("content", path), of, problems, lambda found: read_content(files, path, rules, found))


def _check_documents(
    parts: Parts,
    theme: Theme | None,
    products: tuple[Product, ...],
    document: Document | None,
    prints: Mapping[Path, Document],
    problems: Problems,
) -> Theme | None:
    """Report what is wrong in the composed texts; return the theme without the templates that cannot be used."""
    documents = (*((document,) if document is not None else ()), *prints.values())
    check_verses(parts.scripture or {}, documents, problems)
    for composed in documents:
        for node in walk_document(composed):
            if isinstance(node.block, Figure):
                problems.found += chart_errors(node.block.chart)
    if theme is None:
        return None
    names = parts.publication.names
    rtl = document is not None and document.direction == "rtl"
    theme = check_slide_templates(products, theme, problems, rtl=rtl)
    check_logo(theme, parts.places, problems, names)
    check_pictures(products, document, prints, theme, parts.places, problems, names)
    return theme


def _language(partial: PartialPublication, places: Places, problems: Problems) -> Language | None:
    if "language" not in partial.valid_keys:
        return None
    return load_language(partial.publication.language, places, problems, partial.at("language"))


def _book(places: Places, stand_in: Language, language: Language | None, problems: Problems) -> FactBook:
    """The facts. Without the publication's own language, units that the `stand_in` lacks are no error."""
    found = Problems()
    book = load_facts(places, stand_in, found)
    problems.found += [d for d in found if language is not None or d.code != "unknown-unit"]
    return book


def _prints(
    products: Iterable[Product], parts: Parts, whole: Document | None, problems: Problems
) -> tuple[dict[Path, Draft], dict[Path, Document]]:
    """The texts of the prints, each once, as drafts and as documents."""
    drafts: dict[Path, Draft] = {}
    documents: dict[Path, Document] = {}
    for path in dict.fromkeys(p.origin.content for p in products if p.origin.content is not None):
        draft = _content(path, parts, problems)
        if draft is None:
            continue
        for product in (p for p in products if p.origin.content == path):
            check_sides(product.origin, draft, path, FENCE_RULES, problems)
        drafts[path] = draft
        document = _print(path, replace(parts, draft=draft), whole, problems)
        if document is not None:
            documents[path] = document
    return drafts, documents


def _print(path: Path, parts: Parts, whole: Document | None, problems: Problems) -> Document | None:
    inputs = (*parts.inputs, whole)
    return keep(
        parts.places.files,
        ("print", path),
        inputs,
        problems,
        lambda found: compose_print(parts, path, whole, found),
    )


def _charts(places: Places, problems: Problems) -> Mapping[str, ChartSpec] | None:
    if path_exists(places.root / CHARTS) and not (places.root / CHARTS).exists():
        read_text(places.files, CHARTS, problems)  # reports a broken symbolic link
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
    step = partial(keep, places.files)
    read = {path: step(("printed", path), (), Problems(), partial(_printed, places, path)) for path in paths}
    wanted = frozenset[str]().union(*(characters for _, characters in read.values()))
    kept = step(
        "glyphs", (fonts.faces, wanted), Problems(), lambda _: missing_characters("".join(wanted), fonts, cache)
    )
    missing = set(kept)
    first: dict[str, Location] = {}
    for path, (text, _) in read.items() if missing else ():
        for character in (c for c in dict.fromkeys(text) if c in missing):
            missing.remove(character)
            at = text.index(character)
            first[character] = Location(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    for group in _by_script(first):
        report_missing_glyphs(group, first[group[0]], problems)


def _printed(places: Places, path: Path, _problems: Problems) -> tuple[str, frozenset[str]]:
    """The text of a file without what is not printed, and its characters. Its errors are reported by its loader."""
    text = read_text(places.files, path, Problems()) or ""
    if path.suffix == ".yaml":
        text = _COMMENT.sub(lambda comment: " " * len(comment[0]), text)
    text = without_names(text) if path == WORKS else text
    return text, frozenset(text)


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
