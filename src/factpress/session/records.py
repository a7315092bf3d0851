"""Sources, events and settings of a publication that is open: their lists, their forms, and what is changed in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import Findings
from factpress.publication.editing.files import begin_file, read_content
from factpress.publication.editing.source_text import SourceText
from factpress.publication.events import EVENTS
from factpress.publication.facts.sources import SOURCES
from factpress.publication.settings import PUBLICATION_FILE
from factpress.session.claim_fields import claim_ids
from factpress.session.claim_list import matches
from factpress.session.field_text import FieldError
from factpress.session.file_edits import add_record
from factpress.session.forms import FieldFinding
from factpress.session.new_claims import new_id
from factpress.session.record_form import (
    FieldSpec,
    RecordForm,
    change_record,
    new_record,
    record_form,
    record_of,
    typed_value,
)
from factpress.session.record_lines import record_findings, record_lines
from factpress.session.removal import remove_entry
from factpress.session.session import Outcome, Session

_TYPES = (
    *("webpage", "article-newspaper", "article-journal", "article-magazine", "report", "book", "chapter", "thesis"),
    *("dataset", "interview", "legal_case", "legislation", "document"),
)


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: its address, the words for one and several, its file, and its fields.

    `single` is the id of the only record of a file that is one record.
    """

    name: str
    one: str
    many: str
    file: Path
    fields: tuple[FieldSpec, ...]
    single: str = ""

    def key(self, name: str) -> str:
        """Return by which id the file has a record."""
        return "" if name == self.single else name


KINDS: Mapping[str, RecordKind] = {
    "sources": RecordKind(
        "sources",
        "source",
        "Sources",
        SOURCES,
        (
            FieldSpec("title", "Title", ("title",), needed=True),
            FieldSpec("author", "Author or organisation", ("author",), "names", hint="A person as “Family, Given”"),
            FieldSpec("type", "What it is", ("type",), "choice", "c4", needed=True, choices=_TYPES),
            FieldSpec("container", "Appeared in", ("container-title",), width="c8"),
            FieldSpec("publisher", "Publisher", ("publisher",), width="c8"),
            FieldSpec("issued", "Date", ("issued",), "period", "c4"),
            FieldSpec("url", "Address", ("URL",), width="c8", hint="https://…"),
            FieldSpec("accessed", "Read by us on", ("accessed",), "period", "c4"),
            FieldSpec("label", "Short name in notes", ("citation-label",)),
        ),
    ),
    "events": RecordKind(
        "events",
        "event",
        "Events",
        EVENTS,
        (
            FieldSpec("title", "Title", ("title",), needed=True),
            FieldSpec("day", "Day", ("starts", "date"), "day", "c6", needed=True),
            FieldSpec("begin", "Begins at", ("starts", "time"), "time", "c3"),
            FieldSpec("end", "Ends at", ("ends", "time"), "time", "c3"),
            FieldSpec("last", "Last day", ("ends", "date"), "day", "c6", hint="(if it is another one)"),
            FieldSpec("zone", "Time zone", ("starts", "zone"), width="c6", needed=True, hint="as Europe/London"),
            FieldSpec("place", "Place", ("place",), needed=True),
            FieldSpec("address", "Address", ("address",)),
            FieldSpec("contact", "Contact", ("contact", "name"), width="c6"),
            FieldSpec("email", "Email", ("contact", "email"), width="c6"),
            FieldSpec("phone", "Telephone", ("contact", "phone"), width="c6"),
            FieldSpec("web", "Web page", ("contact", "web"), width="c6"),
            FieldSpec("note", "A sentence more", ("note",)),
        ),
    ),
    "publication": RecordKind(
        "publication",
        "publication",
        "Publication",
        PUBLICATION_FILE,
        (
            FieldSpec("title", "Title", ("title",), needed=True),
            FieldSpec("subtitle", "Line below the title", ("subtitle",)),
            FieldSpec("organisation", "Who publishes it", ("organisation",), width="c8", needed=True),
            FieldSpec("edition", "Day of this edition", ("edition",), "day", "c4", needed=True),
            FieldSpec("address", "Address for the code", ("address",), width="c6", hint="https://…"),
            FieldSpec("printed", "The same as it is printed", ("address_text",), width="c6"),
            FieldSpec("back", "Lines for the back cover", ("back_text",)),
            FieldSpec("imprint", "Imprint", ("imprint",), hint="Who is responsible, and who may copy it"),
            FieldSpec("stem", "Every file begins with", ("file_stem",), width="c6", needed=True, hint="as garden"),
        ),
        "settings",
    ),
}


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record in the list: its title, and in a second line its name in notes, or its day and place."""

    id: str
    title: str
    about: str


def _content(session: Session, kind: RecordKind) -> bytes:
    try:
        return read_content(session.root, kind.file)
    except Findings:
        return b""


def record_rows(session: Session, kind: RecordKind, query: str = "") -> tuple[RecordRow, ...]:
    """Return the records that match a search, in the order of the file. Raises Findings if it has an error."""
    source = SourceText(_content(session, kind).decode(), kind.file)
    rows: list[RecordRow] = []
    names = session.source_names if kind.name == "sources" else {}
    for name in (kind.single,) if kind.single else claim_ids(source):
        form = form_of(session, kind, name)
        if form is not None:
            texts = {field.path: field.text for field in form.fields}
            about = names.get(name) or ", ".join(filter(None, (texts.get("day"), texts.get("place"))))
            if matches(query, (name, about, *texts.values())):
                rows.append(RecordRow(name, form.title, about))
    return tuple(rows)


def form_of(session: Session, kind: RecordKind, name: str) -> RecordForm | None:
    """Return the form of a record; None if there is none."""
    data = record_of(kind.key(name), kind.file, _content(session, kind))
    return replace(record_form(data, kind.fields, session.language), id=name) if data is not None else None


def findings_of(session: Session, kind: RecordKind, name: str) -> tuple[FieldFinding, ...]:
    """Return the findings in the lines of a record, each at its field."""
    data = record_of(kind.key(name), kind.file, _content(session, kind))
    return record_findings(session.found, data, kind.fields, session.language) if data is not None else ()


def lines_of(session: Session, kind: RecordKind, name: str) -> tuple[str, int, tuple[str, ...]]:
    """Return the file of a record, its first line, and its lines as they are written."""
    return record_lines(record_of(kind.key(name), kind.file, _content(session, kind)), kind.file)


def cited_by(session: Session, source: str) -> dict[str, str]:
    """Return the claims that cite a source, by id, with their words."""
    found: dict[str, str] = {}
    for name, claim in session.book.claims.items():
        cites = [*claim.cites, *(cite for value in claim.values for cite in value.cites)]
        if any(source in (cite.source, cite.seen_in) for cite in cites):
            found[name] = claim.claim
    return found


def change_field(session: Session, kind: RecordKind, name: str, field: str, text: str, base: str | None) -> Outcome:
    """Give a field of a record a new text, and save it if it makes no new error. Raises ConflictError."""
    spec = next((one for one in kind.fields if one.name == field), None)
    if spec is None:
        raise FieldError("This field is not in the file any more.", "Open the page again.")
    outcome = session.change(
        f"{kind.name}/{name}",
        f"{kind.one} {name}: {spec.label.lower()}",
        kind.file,
        lambda edits: change_record(edits, kind.key(name), spec, text, session.language, base),
        write=True,
    )
    return replace(outcome, errors=tuple(replace(one, path=field) for one in outcome.errors))


def add(session: Session, kind: RecordKind, typed: Mapping[str, str]) -> tuple[str, Outcome]:
    """Add a source or event at the end of its file, and return its id. Errors have the names of their fields."""
    found: list[FieldFinding] = []
    for spec in kind.fields:
        words = " ".join(typed.get(spec.name, "").split())
        if not words:
            if spec.needed:
                found.append(FieldFinding(spec.name, "error", "field", "This field may not be empty."))
            continue
        try:
            typed_value(spec, words, session.language)
        except FieldError as error:
            found.append(FieldFinding(spec.name, "error", "field", error.message, error.hint, error.proposal))
    if found:
        return "", Outcome(saved=False, errors=tuple(found))
    record: dict[str, Any] = new_record(kind.fields, typed, session.language)
    begin_file(session.root, kind.file)
    taken = claim_ids(SourceText(_content(session, kind).decode(), kind.file))
    name = new_id(str(record["title"]), taken.__contains__, kind.one)
    words = f"new {kind.one} “{record['title']}”"
    outcome = session.change(
        f"{kind.name}/{name}", words, kind.file, lambda edits: add_record(edits, name, record), write=True
    )
    return name, outcome


def remove(session: Session, kind: RecordKind, name: str) -> Outcome:
    """Remove a source or event, if nothing uses it."""
    if kind.single:
        raise FieldError("This cannot be removed.")
    words = f"{kind.one} {name} removed"
    return remove_entry(session, f"{kind.name}/{name}", words, kind.file, name)
