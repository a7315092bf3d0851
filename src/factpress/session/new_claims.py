"""A new claim, from what a person typed in one form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import Problems
from factpress.core.opening import today as this_day
from factpress.core.paths import Places
from factpress.publication.facts.claims import Standing
from factpress.publication.facts.load import fact_files
from factpress.publication.facts.schema import QUALIFIERS
from factpress.session.claim_edits import add_record, plain_number
from factpress.session.claim_list import group_title
from factpress.session.field_text import FieldError, months_after, read_number
from factpress.session.forms import FieldFinding
from factpress.session.session import Outcome, Session

_ID_WORDS = 8
_ID_LENGTH = 50
_FIELDS = {
    "cites": "source",
    "source": "source",
    "locator": "place",
    "number": "number",
    "range": "high",
    "unit": "unit",
    "claim": "claim",
    "standing": "standing",
    "reason": "reason",
}
"""The fields of the form by the last part of the path at which an error is found."""

_CODES = {
    "uncited-value": "source",
    "uncited-claim": "source",
    "unknown-source": "source",
    "missing-reason": "reason",
    "range-reversed": "high",
}
"""The fields that correct an error, by its code, where it is found at another one."""


@dataclass(frozen=True, slots=True)
class NewClaim:
    """What was typed. `group` is the file; `shape` is how the number is given; `source` is an id or a name.

    `high` is the second number of a range.
    """

    claim: str = ""
    group: str = ""
    shape: str = "exactly"
    number: str = ""
    high: str = ""
    unit: str = ""
    source: str = ""
    place: str = ""
    standing: str = "reported"
    reason: str = ""
    checked: bool = False


def claim_groups(session: Session) -> dict[str, str]:
    """Return the files that may take a claim, with the names that the list gives them."""
    files = fact_files(Places.of(session.root), Problems())
    return {file.as_posix(): group_title(file) for file in files}


def new_id(words: str, taken: Callable[[str], bool], kind: str) -> str:
    """Return an id made of words that is not taken: "readers-in-2026"; `kind` if no word has a Latin letter or digit.

    >>> new_id("Readers, in 2026!", {"readers-in-2026"}.__contains__, "claim")
    'readers-in-2026-2'
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("'", "")
    found = "-".join(re.findall("[a-z0-9]+", plain)[:_ID_WORDS])
    name = found[:_ID_LENGTH].strip("-") or kind
    number = 1
    made = name
    while taken(made):
        number += 1
        made = f"{name}-{number}"
    return made


def add_claim(session: Session, new: NewClaim) -> tuple[str, Outcome]:
    """Add a claim at the end of its file, and return its id. Errors have the names of the fields of `NewClaim`."""
    found = list(_wrong(session, new))
    numbers: list[Any] = []
    for field, text in (("number", new.number), ("high", new.high)):
        try:
            numbers += [plain_number(read_number(text, session.language))] if text else []
        except FieldError as error:
            found.append(FieldFinding(field, "error", "field", error.message, error.hint, error.proposal))
    if found:
        return "", Outcome(saved=False, errors=tuple(found))
    name = new_id(new.claim, lambda one: session.file_of(one) is not None, "claim")
    record = _record(session, new, numbers)
    file = Path(new.group)
    words = f"new claim “{new.claim}”"
    outcome = session.change_files(name, words, {file: lambda edits: add_record(edits, name, record)}, write=True)
    return name, replace(outcome, errors=tuple(_at_field(one) for one in outcome.errors))


def _wrong(session: Session, new: NewClaim) -> Iterable[FieldFinding]:
    if not new.claim:
        yield _error("claim", "What is claimed is missing.", "Write it in a few words.")
    if new.group not in claim_groups(session):
        yield _error("group", "This group is not there.", "Choose one of the list.")
    if (new.shape == "range") != bool(new.high):
        yield _error("high", "A range has two numbers.", "Choose “from … to”, and write both.")
    if new.shape not in {*QUALIFIERS, "range"}:
        yield _error("shape", "This cannot be chosen here.", "Choose one of the list.")
    if new.standing not in [one.value for one in Standing]:
        yield _error("standing", "This cannot be chosen here.", "Choose one of the list.")
    if (new.unit or new.high) and not new.number:
        yield _error("number", "There is a unit without a number.", "Write the number, or leave the unit empty.")
    if new.source and source_id(session, new.source) is None:
        yield _error("source", "This source is not in the list of sources.", "Choose one of the list, or add it first.")
    if new.place and not new.source:
        yield _error("source", "The source is missing.", "Choose the source in which this place is.")


def source_id(session: Session, written: str) -> str | None:
    """Return the source with that id or name; None if there is none."""
    if written in session.book.sources:
        return written
    return next((name for name, shown in session.source_names.items() if shown == written), None)


def _record(session: Session, new: NewClaim, numbers: Sequence[Any]) -> dict[str, Any]:
    source = source_id(session, new.source)
    cites: dict[str, Any] = {"cites": {"source": source, **_given(locator=new.place)}} if source is not None else {}
    value = {
        new.shape: numbers if new.shape == "range" else next(iter(numbers), None),
        **_given(unit=new.unit),
        **cites,
    }
    record: dict[str, Any] = {"claim": new.claim, "standing": new.standing, **_given(reason=new.reason)}
    record |= {"values": [value]} if numbers else cites
    if new.checked:
        today = this_day()
        record |= {"checked": today.isoformat(), "review_by": months_after(today, 12).isoformat()}
    return record


def _given(**texts: str) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text}


def _error(field: str, message: str, hint: str) -> FieldFinding:
    return FieldFinding(field, "error", "field", message, hint)


def _at_field(one: FieldFinding) -> FieldFinding:
    last = one.path.rpartition("/")[2]
    # an error that names no field of this form is shown above its buttons
    return replace(one, path=_CODES.get(one.code) or _FIELDS.get(last, ""), button="", answerable=False)
