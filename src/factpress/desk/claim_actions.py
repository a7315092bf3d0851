"""What the buttons of a claim's form do."""

from __future__ import annotations

import datetime as dt
from typing import Any

from starlette.datastructures import FormData

from factpress.session.claim_edits import add_citation, add_value, remove_citation, remove_value, swap_range
from factpress.session.field_text import FieldError
from factpress.session.reviews import answer_finding, checked
from factpress.session.session import Outcome, Session


def act(session: Session, name: str, action: str, sent: FormData) -> Outcome:
    """Do what a button of a claim's form says.

    Raises FieldError, Findings, ToolError, EditConflict, and ValueError if it cannot be done.
    """
    number, value = _number(sent, "index") or 0, _number(sent, "of")
    file = session.file_of(name)
    if file is None:
        raise FieldError("This claim is no longer there.")
    match action:
        case "cite":
            source = str(sent.get("source", ""))
            if source not in session.book.sources:
                raise FieldError("This source is not in the list of sources.", "Choose one of the list.")
            words = f"source {session.source_names.get(source, source)} added"
            return session.change(name, words, file, lambda e: add_citation(e, name, value, source), write=True)
        case "uncite":
            return session.change(
                name, "source removed", file, lambda e: remove_citation(e, name, value, number), write=True
            )
        case "value":
            if name not in session.book.claims:
                raise FieldError("This claim has an error.", "Correct it first; then add a value.")
            first = session.book.claims[name].values
            source = next((cite.source for cite in first[0].cites), "") if first else ""
            new: dict[str, Any] = {"key": f"value-{len(first) + 1}", "exactly": 0, "unit": "people"}
            new |= {"cites": {"source": source}} if source else {"calculation": "not yet written"}
            return session.change(name, "value added", file, lambda e: add_value(e, name, new), write=True)
        case "no-value":
            return session.change(name, "value removed", file, lambda e: remove_value(e, name, number), write=True)
        case "swap":
            low, high = (str(one) for one in [*sent.getlist("value"), "", ""][:2])
            return session.change(
                name,
                "the two numbers swapped",
                file,
                lambda e: swap_range(e, name, number, low, high, session.language),
                write=True,
            )
        case "answer":
            code, other, because = (str(sent.get(key, "")) for key in ("code", "other", "because"))
            return answer_finding(session, name, code, other, because)
        case "checked":
            return checked(session, [name])
        case "restore":
            since = dt.datetime.fromisoformat(str(sent.get("since", "")))
            session.restore(name, since)
            return Outcome(saved=True, form=session.claim(name))
        case _:
            raise FieldError("The desk does not know this button.", "Reload the page.")


def _number(sent: FormData, key: str) -> int | None:
    text = str(sent.get(key, ""))
    return int(text) if text.isdecimal() and len(text) < 6 else None
