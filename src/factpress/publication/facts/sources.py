"""`data/sources.yaml`: the works that claims cite, as CSL items (docs.citationstyles.org, data schema 1.0.2).

The keys are the names of CSL variables. Dates and names have a shorter form than in CSL-JSON; `csl_item` converts them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, WithJsonSchema, create_model

from factpress.core.diagnostics import Location, Problems
from factpress.core.error_messages import describe
from factpress.core.paths import Places
from factpress.core.source_files import keep
from factpress.core.validation import (
    OneOrMany,
    Record,
    RequiredText,
    WebAddress,
    as_list,
    invalid,
    mapping_schema,
    validate,
)
from factpress.publication.facts.appears import Appearance, read_appears
from factpress.publication.facts.dates import read_iso_period
from factpress.publication.yaml_entries import by_id, entries

SOURCES = Path("data/sources.yaml")

CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip

TEXTS = {
    "abstract": "A summary of the work.",
    "annote": "Short remarks of our own.",
    "archive": "The archive that keeps it.",
    "archive_collection": "The collection within the archive.",
    "archive_location": "Its place within the archive: box, folder.",
    "archive-place": "Where the archive is.",
    "authority": "The body that issued it: a court, a ministry.",
    "call-number": "Its mark in a library.",
    "citation-label": "What notes and slides call it, in two or three words: ECCC 2018. The list of sources has it.",
    "collection-title": "The series it belongs to.",
    "container-title": "What it appeared in: a newspaper, a journal, a website.",
    "container-title-short": "The same, shortened.",
    "dimensions": "Its size or length.",
    "division": "A part of the authority.",
    "DOI": "Digital object identifier: 10.1007/….",
    "event-title": "The event at which it was given.",
    "event-place": "Where that event was.",
    "genre": "What kind of work: background page, PhD thesis.",
    "ISBN": "International standard book number.",
    "ISSN": "International standard serial number.",
    "jurisdiction": "Where a law or judgment holds.",
    "keyword": "Words to find it by.",
    "language": "The language it is in, as BCP 47: en, km.",
    "license": "What may be done with it.",
    "medium": "What it is on: DVD, tape.",
    "note": "A remark that is printed in some styles.",
    "original-publisher": "Who published it first.",
    "original-publisher-place": "Where it was published first.",
    "original-title": "Its title in its own language.",
    "part-title": "The title of the part.",
    "PMCID": "PubMed Central number.",
    "PMID": "PubMed number.",
    "publisher": "Who published it.",
    "publisher-place": "Where it was published.",
    "references": "Related items, in legal works.",
    "reviewed-genre": "What kind of work is reviewed.",
    "reviewed-title": "The work that is reviewed.",
    "scale": "The scale of a map.",
    "section": "The section of a law or newspaper.",
    "source": "Where the record of it comes from: a database.",
    "status": "How far it has got: in press.",
    "title": "The title. Put a description of your own in square brackets.",
    "title-short": "A short title, for notes.",
    "volume-title": "The title of the volume.",
    "year-suffix": "A letter after the year.",
}
NUMBERS = {
    "chapter-number": "Number of the chapter.",
    "collection-number": "Number within the series.",
    "edition": "Which edition: 2.",
    "issue": "Issue of the journal.",
    "number": "Number of a report, judgment or article.",
    "number-of-pages": "How many pages it has.",
    "number-of-volumes": "How many volumes it has.",
    "page": "Pages: 443–462.",
    "page-first": "The first of those pages.",
    "part-number": "Number of the part.",
    "printing-number": "Which printing.",
    "supplement-number": "Number of the supplement.",
    "version": "Version of software or data.",
    "volume": "Volume of the journal.",
}
DATES = {
    "accessed": "When we read it.",
    "available-date": "When it came online.",
    "event-date": "When the event was.",
    "issued": "When it appeared: 2009-09-30, 2009-09, 2009 or 2009/2010; 2009~ is about 2009.",
    "original-date": "When it first appeared.",
    "submitted": "When it was handed in.",
}
NAMES = {
    "author": "Who wrote it.",
    "chair": "Who led the meeting.",
    "collection-editor": "Editor of the series.",
    "compiler": "Who compiled it.",
    "composer": "Who composed it.",
    "container-author": "Author of the book that contains it.",
    "contributor": "Who else had a part in it.",
    "curator": "Curator of the exhibition.",
    "director": "Director of the film.",
    "editor": "Editor.",
    "editorial-director": "Managing editor.",
    "editor-translator": "Who edited and translated it.",
    "executive-producer": "Executive producer.",
    "guest": "Guest of the programme.",
    "host": "Host of the programme.",
    "illustrator": "Illustrator.",
    "interviewer": "Who asked the questions.",
    "narrator": "Narrator.",
    "organizer": "Who held the event.",
    "original-author": "Author of the original.",
    "performer": "Performer.",
    "producer": "Producer.",
    "recipient": "Who received the letter.",
    "reviewed-author": "Author of the work reviewed.",
    "script-writer": "Who wrote the script.",
    "series-creator": "Who created the series.",
    "translator": "Translator.",
}


class NameRecord(Record):
    """A person by family and given name, or an organisation by its literal name."""

    family: str | None = Field(None, description="Family name.")
    given: str | None = Field(None, description="Given name.")
    literal: str | None = Field(None, description="Name of an organisation, or one that has no family name.")
    suffix: str | None = Field(None, description="Jr., III.")
    dropping_particle: str | None = Field(None, alias="dropping-particle", description="de, where a list drops it.")
    non_dropping_particle: str | None = Field(
        None, alias="non-dropping-particle", description="van, where it stays with the name."
    )


def _name(value: object) -> object:
    if isinstance(value, str):
        given, _, family = value.strip().rpartition(" ")
        hint = f"write {{family: {family or '…'}, given: {given or '…'}}} or {{literal: {value.strip()}}}"
        raise invalid("bad-name", f"expected a name, found {describe(value)}", hint)
    return value


def _named(name: NameRecord) -> NameRecord:
    if not (name.literal or name.family) or (name.literal and (name.family or name.given)):
        raise invalid("bad-name", "a name has either a family name or a literal name", "write one of the two")
    return name


def _number(value: object) -> object:
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def _date(value: object) -> dict[str, Any]:
    written = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(written, str):
        raise invalid("not-a-date", f"expected a date, found {describe(value)}", "write 2009-09-30, 2009-09 or 2009")
    about = written.endswith("~")
    period = read_iso_period(written.removesuffix("~"))
    ends = dict.fromkeys((period.begin, period.end))
    parts = [[part for part in (end.year, end.month, end.day) if part is not None] for end in ends]
    return {"date-parts": parts, **({"circa": True} if about else {})}


def _title(written: str) -> str:
    if not written.strip():
        raise invalid("empty-text", "the title is empty", "if the work has none, describe it in square brackets")
    return written


_Number = Annotated[str, BeforeValidator(_number), WithJsonSchema({"type": ["string", "number"]})]
_Date = Annotated[
    dict[str, Any],
    BeforeValidator(_date),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["2009-09-30", "2009-09", 2009]}),
]
_Names = Annotated[
    list[Annotated[NameRecord, AfterValidator(_named), BeforeValidator(_name)]], BeforeValidator(as_list), OneOrMany()
]


def _appears(written: str) -> str:
    return read_appears(written).text


def _fields() -> dict[str, Any]:
    kinds: list[tuple[Mapping[str, str], Any]] = [(TEXTS, str), (NUMBERS, _Number), (DATES, _Date), (NAMES, _Names)]
    fields: dict[str, Any] = {
        "type": (CslType, Field(description="What kind of work it is: report, book, webpage, …")),
        "title": (Annotated[str, AfterValidator(_title)], Field(description=TEXTS["title"])),
        "URL": (WebAddress, Field(None, description="Its address: https://…")),
        "appears": (
            Annotated[RequiredText, AfterValidator(_appears)],
            Field(None, description="When a new edition appears: yearly, June to September; monthly; every 2 years."),
        ),
    }
    for table, kind in kinds:
        for variable, words in table.items():
            name = variable.replace("-", "_")
            fields.setdefault(name, (kind, Field(None, alias=variable, description=words)))
    return fields


_WORDS = "A work that is cited, as CSL describes it."
SourceRecord: type[Record] = create_model("SourceRecord", __base__=Record, __doc__=_WORDS, **_fields())


def csl_item(source: str, record: BaseModel) -> dict[str, Any]:
    """Return the source as one CSL-JSON item, its id first."""
    return {"id": source, **record.model_dump(by_alias=True, exclude_none=True, exclude={"appears"})}


@dataclass(frozen=True, slots=True)
class Source:
    """A cited work. `csl` is one CSL-JSON item; `appears` says when new editions of it appear."""

    id: str
    csl: Mapping[str, Any]
    location: Location = field(default=Location(SOURCES), compare=False)
    appears: Appearance | None = None


def load_sources(places: Places, problems: Problems) -> tuple[dict[str, Source], frozenset[str] | None]:
    """Return the sources by id, and the ids that may be cited.

    Ids of invalid sources may be cited, too, so that one error is reported once. If the file or the id of an entry
    cannot be read, any id may be cited (None).
    """
    return keep(places.files, "sources", (), problems, lambda found: _load_sources(places, found))


def _load_sources(places: Places, problems: Problems) -> tuple[dict[str, Source], frozenset[str] | None]:
    before = len(problems.errors)
    found = list(entries(places.files, SOURCES, problems, SourceRecord))
    unread = len(problems.errors) > before  # an entry that cannot be read may be the source that is cited
    sources: dict[str, Source] = {}
    for key, tree in found:
        record = validate(tree, SourceRecord, problems, (key,))
        if record is not None:
            appears: str | None = record.model_dump().get("appears")
            rhythm = read_appears(appears) if appears is not None else None
            sources[key] = Source(key, csl_item(key, record), tree.key_at(key), rhythm)
    return sources, None if unread else frozenset(key for key, _ in found)


def sources_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/sources.yaml`."""
    return by_id(mapping_schema(SourceRecord, "Sources", "Sources by id, each a CSL item."))
