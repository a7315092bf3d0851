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
from factpress.i18n import language_files
from factpress.publication.editing.files import begin_file
from factpress.publication.facts.claims import FACTS, Standing
from factpress.publication.facts.load import fact_files
from factpress.publication.facts.schema import QUALIFIERS
from factpress.session.claim_edits import plain_number
from factpress.session.claim_list import group_title, matches
from factpress.session.field_text import FieldError, months_after, read_number, read_period
from factpress.session.file_edits import FileEdits, add_record, set_keys
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
    "as_of": "when",
    "period": "when",
    "calculation": "calculation",
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
    """What was typed. `shape` is how the number is given; `high` is the second number of a range.

    `group` is the file or its title; another title is a new group. `source` is an id, a name or letters of it. `unit`
    is a unit of the language or its word; another word is a new unit, and `single` the word for one of it.
    """

    claim: str = ""
    group: str = ""
    shape: str = "exactly"
    number: str = ""
    high: str = ""
    unit: str = ""
    single: str = ""
    when: str = ""
    source: str = ""
    place: str = ""
    calculation: str = ""
    standing: str = "reported"
    reason: str = ""
    checked: bool = False


def claim_groups(session: Session) -> dict[str, str]:
    """Return the files that may take a claim, with the names that the list gives them."""
    files = fact_files(Places.of(session.root), Problems())
    return {file.as_posix(): group_title(file) for file in files}


def group_file(session: Session, written: str) -> Path | None:
    """Return the file of a group, given by its path or title; a new one for another title, None if it has no name."""
    known = claim_groups(session)
    named = (file for file, title in known.items() if written == file or written.casefold() == title.casefold())
    if (file := next(named, "")) or not re.search(r"[^\W_]", written) or "/" in written:
        return Path(file) if file else None
    taken = {Path(file).stem for file in known}
    return FACTS / f"{new_id(written, taken.__contains__, 'facts')}.yaml"


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
    try:
        when = read_period(new.when, session.language) if new.when else ""
    except FieldError as error:
        when = ""
        found.append(FieldFinding("when", "error", "field", error.message, error.hint, error.proposal))
    file = group_file(session, new.group)
    if found or file is None:
        return "", Outcome(saved=False, errors=tuple(found))
    name = new_id(new.claim, lambda one: session.file_of(one) is not None, "claim")
    unit, words = _unit(session, new, numbers)
    record = _record(session, replace(new, unit=unit, when=when), numbers)
    steps: dict[Path, Callable[[FileEdits], None]] = {file: lambda edits: add_record(edits, name, record)}
    if words:
        steps[_words_file(session)] = lambda edits: set_keys(edits, ("units",), {unit: words})
    begun = [path for path in steps if begin_file(session.root, path)]
    outcome = session.change_files(name, f"new claim “{new.claim}”", steps, write=True)
    if not outcome.saved:
        for path in begun:
            (session.root / path).unlink(missing_ok=True)
    return name, replace(outcome, errors=tuple(_at_field(one) for one in outcome.errors))


def _unit(session: Session, new: NewClaim, numbers: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """The id of the unit, and the words of one that is new."""
    known = session.language.unit_named(new.unit)
    if known is not None or not new.unit:
        return known or "", {}
    whole = {"whole": True} if all(isinstance(number, int) for number in numbers) else {}
    return new_id(new.unit, session.language.units.__contains__, "unit"), {
        "one": new.single,
        "other": new.unit,
        **whole,
    }


def _words_file(session: Session) -> Path:
    """The publication's file of the words of its language."""
    files = language_files(session.language.tag)
    return next((file for file in files if (session.root / file).exists()), files[0])


def _wrong(session: Session, new: NewClaim) -> Iterable[FieldFinding]:
    if not new.claim:
        yield _error("claim", "What is claimed is missing.", "Write it in a few words.")
    if group_file(session, new.group) is None:
        yield _error("group", "This group has no name.", "Choose one of the list, or write a name for a new one.")
    if (new.shape == "range") != bool(new.high):
        yield _error("high", "A range has two numbers.", "Choose “from … to”, and write both.")
    if new.shape not in {*QUALIFIERS, "range"}:
        yield _error("shape", "This cannot be chosen here.", "Choose one of the list.")
    if new.standing not in [one.value for one in Standing]:
        yield _error("standing", "This cannot be chosen here.", "Choose one of the list.")
    yield from _wrong_unit(session, new)
    if (new.when or new.calculation) and not new.number:
        yield _error("number", "The number is missing.", "Write it, or leave when and how we calculated it empty.")
    if new.source and source_id(session, new.source) is None:
        hint = "Choose one of the list, or add it first under Sources."
        yield _error("source", "No source has this name, or more than one has it.", hint)
    if new.place and not new.source:
        yield _error("source", "The source is missing.", "Choose the source in which this place is.")


def _wrong_unit(session: Session, new: NewClaim) -> Iterable[FieldFinding]:
    known = session.language.unit_named(new.unit) is not None
    if (new.unit or new.high) and not new.number:
        yield _error("number", "There is a unit without a number.", "Write the number, or leave the unit empty.")
    elif new.number and not new.unit:
        yield _error("unit", "What is counted?", "Choose a unit of the list, or write your own, as “meals”.")
    elif new.unit and not known and not new.single:
        yield _error("single", f"“{new.unit}” is a new unit.", "Write what one of it is called, as “meal”.")


def source_id(session: Session, written: str) -> str | None:
    """Return the source with that id or name, or the only one with these letters in it; None if there is none."""
    if written in session.book.sources:
        return written
    same = [name for name, shown in session.source_names.items() if shown.split() == written.split()]
    near = [name for name, shown in session.source_names.items() if matches(written, (name, shown))]
    return same[0] if same else near[0] if len(near) == 1 else None


def _record(session: Session, new: NewClaim, numbers: Sequence[Any]) -> dict[str, Any]:
    source = source_id(session, new.source)
    cites: dict[str, Any] = {"cites": {"source": source, **_given(locator=new.place)}} if source is not None else {}
    value = {
        new.shape: numbers if new.shape == "range" else next(iter(numbers), None),
        **_given(unit=new.unit),
        **_time(new.when),
        **_given(calculation=new.calculation),
        **cites,
    }
    record: dict[str, Any] = {"claim": new.claim, "standing": new.standing, **_given(reason=new.reason)}
    record |= {"values": [value]} if numbers else cites
    if new.checked:
        today = this_day()
        record |= {"checked": today.isoformat(), "review_by": months_after(today, 12).isoformat()}
    return record


def _time(when: str) -> dict[str, str | int]:
    key = "period" if "/" in when else "as_of"
    return {key: int(when) if when.isdecimal() else when} if when else {}


def _given(**texts: str) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text}


def _error(field: str, message: str, hint: str) -> FieldFinding:
    return FieldFinding(field, "error", "field", message, hint)


def _at_field(one: FieldFinding) -> FieldFinding:
    last = one.path.rpartition("/")[2]
    # an error that names no field of this form is shown above its buttons
    return replace(one, path=_CODES.get(one.code) or _FIELDS.get(last, ""), button="", answerable=False)
