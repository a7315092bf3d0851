"""Draft + FactBook + Language -> Document. Here every number becomes text."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from factpress.core.diagnostics import Location, Problems
from factpress.core.paths import Places
from factpress.core.yaml_positions import read_tree
from factpress.document.blocks import DIRECTIVES, FENCE_RULES
from factpress.document.blocks.figures import settled
from factpress.document.model import Chart, Document, Inlines, Reference, StandingWords, Strong, Text, plain
from factpress.document.model.inlines import split_at
from factpress.document.parse.ast import Draft
from factpress.document.parse.charts_file import ChartSpec
from factpress.document.parse.inline_parser import Grammar
from factpress.document.resolve.chapters import resolve_chapters
from factpress.document.resolve.charts import compose_chart
from factpress.document.resolve.citations import Citations
from factpress.document.resolve.kept_parts import resolve_part, unchanged
from factpress.document.resolve.lookup import ROLES, FactLookup
from factpress.document.resolve.resolver import Resolver
from factpress.document.resolve.validate import check_charts, check_claims, check_links
from factpress.document.wording.phrases import as_sentence
from factpress.i18n import Language
from factpress.publication.events import Event
from factpress.publication.facts.claims import FactBook, fingerprints
from factpress.publication.outreach import Outreach
from factpress.publication.scripture import Translation
from factpress.publication.settings import PUBLICATION_FILE, Publication


def grammar(language: Language, publication: Publication) -> Grammar:
    """The roles, directives and names that a text of this publication may use."""
    return Grammar(ROLES, FENCE_RULES, language, publication.names)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a document is composed from."""

    publication: Publication
    draft: Draft
    book: FactBook
    charts: Mapping[str, ChartSpec] | None  # None if their file could not be read
    language: Language
    citations: Citations
    places: Places
    events: Mapping[str, Event] | None = None
    outreach: Outreach = field(default_factory=Outreach)
    scripture: Mapping[str, Translation] | None = None

    @property
    def inputs(self) -> tuple[object, ...]:
        """All that is not a file."""
        return tuple(getattr(self, one.name) for one in fields(self) if one.name != "places")


def compose(parts: Parts, problems: Problems) -> Document:
    """The publication as a Document. What cannot be resolved is reported and left out; then it must not be printed."""
    resolver, publication, language = _resolver(parts, "text", problems), parts.publication, parts.language
    origins = _front_matter_origins(parts.places)
    texts = (publication, *origins.values())
    front_matter = resolve_part(resolver, "front", texts, lambda own: _front_matter(publication, own, origins))
    chapters = resolve_chapters(parts.draft, publication.content, parts.charts or {}, resolver)
    check_claims(parts.book, resolver)
    check_charts(parts.charts or {}, chapters, resolver)
    check_links(chapters, resolver)
    chapters = settled(chapters, resolver.problems)
    return Document(
        **{key: text for key, (text, _) in front_matter.items()},
        organisation=publication.organisation,
        edition=language.edition(publication.edition),
        date=publication.edition.isoformat(),
        language=language.tag,
        direction=language.direction,
        chapters=chapters,
        references=_references(resolver),
        standings=tuple(StandingWords(s, *language.standings[s.value]) for s in parts.book.explained),
        words=dict(language.words),
        address=publication.address,
        address_text=publication.address_text,
        sources_address=publication.sources_address,
        made=fingerprints(parts.book),
        titled=(front_matter["title"][1], front_matter["subtitle"][1]),
        origins=origins,
    )


def compose_one_chart(parts: Parts, chart: str, problems: Problems) -> Chart | None:
    """A chart by itself, as no text has it; None, with errors, if it cannot be shown."""
    spec = (parts.charts or {}).get(chart)
    return compose_chart(spec, _resolver(parts, "chart", problems)) if spec is not None else None


def compose_print(parts: Parts, content: Path, whole: Document | None, problems: Problems) -> Document | None:
    """The text of a print, each side a chapter; the rest of the Document is that of the `whole` publication.

    `content` is the file of the text. Without a whole, problems are reported and the result is None.
    """
    resolver = _resolver(parts, content, problems)
    chapters = resolve_chapters(parts.draft, content, parts.charts or {}, resolver)
    check_links(chapters, resolver)
    return replace(whole, chapters=chapters, references=_references(resolver)) if whole is not None else None


def _resolver(parts: Parts, text: Hashable, problems: Problems) -> Resolver:
    resolver = Resolver(
        FactLookup(parts.book, parts.language, problems),
        grammar(parts.language, parts.publication),
        parts.citations,
        parts.places,
        DIRECTIVES,
        parts.charts,
        parts.events,
        parts.outreach,
        parts.scripture,
        parts.publication.edition,
        footnotes=parts.draft.footnotes,
        link_notes=parts.publication.link_addresses,
    )
    resolver.footnotes = unchanged(resolver, ("footnotes", text), resolver.footnotes)
    return resolver


_FRONT_MATTER = ("title", "subtitle", "organisation", "edition", "address", "address_text", "back_text", "imprint")


def _front_matter_origins(places: Places) -> dict[str, Location]:
    """The places of the texts of `publication.yaml` that are printed."""
    quiet = Problems()  # the errors of the file itself were reported when it was read
    tree = read_tree(places.files, PUBLICATION_FILE, quiet)
    return {key: tree.at(key) for key in _FRONT_MATTER if (key,) in tree.values} if tree is not None else {}


def _front_matter(
    publication: Publication, resolver: Resolver, origins: Mapping[str, Location]
) -> dict[str, tuple[str, Inlines]]:
    """The texts of `publication.yaml` that are printed, each as plain text and with its notes."""
    texts = {
        "title": publication.title,
        "subtitle": publication.subtitle,
        "back_text": publication.back_text,
        "imprint": publication.imprint,
    }
    return {key: resolver.label(text, origins.get(key, Location(PUBLICATION_FILE))) for key, text in texts.items()}


def _references(resolver: Resolver) -> tuple[Reference, ...]:
    """The cited sources in alphabetical order."""
    references: list[Reference] = []
    for source in resolver.book.sources.values():
        if source.id not in resolver.cited:
            continue
        address = source.csl.get("URL")
        words = resolver.citations.short(source.id)
        entry = resolver.citations.entry(source.id)
        if not plain(entry).casefold().startswith(words.casefold()) and "citation-label" in source.csl:
            # so that readers find the label of a note; an author that it begins with is not named twice
            entry = (Strong((Text(words + "."),)), Text(" "), *_without_author(entry, words))
        title = str(source.csl.get("title") or "")
        address = str(address) if address else None
        references.append(Reference(source.id, entry, words, address, title, origin=source.location))
    references += _translations(resolver)
    return tuple(sorted(references, key=lambda r: plain(r.entry).casefold()))


def _without_author(entry: Inlines, label: str) -> Inlines:
    """The entry without its first sentence, if the label begins with these words: "Amnesty International"."""
    author, end, rest = plain(entry).partition(". ")
    if not end or not rest or not re.match(rf"{re.escape(author)}[ ,]", label):
        return entry
    return split_at(entry, len(author) + len(end))[1]


def _translations(resolver: Resolver) -> Iterator[Reference]:
    """The quoted translations with the notices of their licences."""
    for name in sorted(resolver.translations):
        one = (resolver.scripture or {})[name]
        entry = (Strong((Text(as_sentence(one.name)),)), Text(f" {as_sentence(one.holder)} {as_sentence(one.notice)}"))
        yield Reference(one.source, entry, one.name, one.address or None, one.notice, origin=one.location)
