"""A claim, a source or an event is removed from its file, if nothing uses it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from factpress.session.field_text import FieldError
from factpress.session.forms import FieldFinding
from factpress.session.session import Outcome, Session


def remove_claim(session: Session, claim: str) -> Outcome:
    """Remove a claim. Raises FieldError if there is none."""
    file = session.file_of(claim)
    if file is None:
        raise FieldError("This claim is no longer there.")
    return remove_entry(session, claim, f"claim “{claim}” removed", file, claim)


def remove_entry(session: Session, about: str, words: str, file: Path, key: str) -> Outcome:
    """Remove an entry of a file, if that makes no new error; otherwise the error says where it is used."""
    outcome = session.change(about, words, file, lambda edits: edits.remove((key,)), write=True)
    if outcome.saved:
        return outcome
    used, first = _places(outcome.errors), outcome.errors[0]
    if not used:
        return replace(outcome, errors=(first,))
    message = f"It is still used in {used}."
    found = FieldFinding("", "error", "used", message, "Take it out there first.", place=first.place)
    return replace(outcome, errors=(found,))


def _places(errors: Iterable[FieldFinding]) -> str:
    """The files and lines of errors: "charts.yaml (line 8) and in briefing.en.md (line 7, 18)"."""
    lines: dict[str, dict[str, None]] = {}
    for one in errors:
        path, _, place = one.place.partition(":")
        if path:
            lines.setdefault(Path(path).name, {})[place.partition(":")[0]] = None
    return " and in ".join(f"{name} (line {', '.join(found)})" for name, found in lines.items())
