"""Findings as a form shows them: at their field, without the words of the file format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from factpress.core.diagnostics import Diagnostic, Severity
from factpress.i18n import Language
from factpress.publication.editing.source_text import SourceText
from factpress.publication.editing.yaml_carry import path_at
from factpress.publication.editing.yaml_nodes import Mapping as MappingNode
from factpress.publication.facts.dates import read_iso
from factpress.session.claim_fields import ClaimData
from factpress.session.field_text import time_text
from factpress.session.forms import FieldFinding

_SYNTAX = re.compile(r"\{[a-z-]+\}`[^`]*`|\b[a-z_]+: (?:…|\S)|[\[{]|\b[a-z]+_[a-z_]+\b|\.ya?ml\b|`")
"""What only an editor of the files understands: keys, roles, brackets, names of files."""

_PARSER = re.compile(r"invalid YAML: ")
"""The words of the parser itself, where the mistake is of no known kind."""

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True)
class _Words:
    """What a form says of a finding: in place of its message, and in place of its hint; "" keeps what it says."""

    text: str = ""
    hint: str = ""


_WORDS: Mapping[str, _Words] = {
    "missing-reason": _Words(
        "A claim that is not verified needs a reason.", "Write in the field “Why?” what is doubtful."
    ),
    "review-before-check": _Words("This day lies before the last check.", "Choose a later day."),
    "uncited-value": _Words("No source is named for this value.", "Add a source, or write how we calculated it."),
    "uncited-claim": _Words("No source is named for this claim.", "Add a source."),
    "range-reversed": _Words("The first number must be lower than the second.", "Swap them, or correct one."),
    "number-without-source": _Words("", "Insert it as a number, which comes from a claim, or write it in other words."),
    "unknown-unit": _Words("", "Choose a unit of the list."),
    "no-measure": _Words("There is no number here.", "Write the number, or leave the unit empty."),
    "uncheckable-period": _Words("", ""),
    "no-locator": _Words("", "Write where in the source it stands: p. 4, para. 141."),
    "unknown-source": _Words("This source is not in the list of sources.", "Choose one of the list."),
    "differs-from-supplied": _Words(
        "This number is not in the words as supplied.",
        "Correct the number, or name the source that gives it. If a newer source replaces it, add another value.",
    ),
    "duplicate-value": _Words("Two values of this claim have the same short name.", "Give one of them another name."),
}


_UNKNOWN_MISTAKE = _Words(
    "The file cannot be read from this line on.",
    "Look at this line and the one above: a quote may be missing, or a line begins too far left or right.",
)


def claim_findings(found: Iterable[Diagnostic], data: ClaimData, language: Language) -> Iterator[FieldFinding]:
    """Yield the findings in the lines of a claim, each at its field, errors first."""
    source, lines = data.yaml.source, claim_lines(data)
    mine = [
        one
        for one in found
        if one.location is not None
        and one.location.path == source.file
        and one.location.line in lines
        and one.severity is not Severity.INFORMATION
    ]
    for one in sorted(mine, key=lambda one: one.severity is not Severity.ERROR):
        yield field_finding(one, data, source, language)


def claim_lines(data: ClaimData) -> range:
    """Return the lines of a claim in its file, that of its id first."""
    node = data.yaml.find(data.path)
    if node is None:
        return range(0)
    first = data.yaml.source.place(node.start).line
    root = data.yaml.root
    entry = root.entry(data.id) if isinstance(root, MappingNode) else None
    if entry is not None:
        first = data.yaml.source.place(entry[0].start).line
    return range(first, data.yaml.source.place(max(node.end - 1, node.start)).line + 1)


def field_finding(found: Diagnostic, data: ClaimData, source: SourceText, language: Language) -> FieldFinding:
    """Return a finding in the lines of a claim, at its field."""
    place = found.location
    field = ""
    if place is not None and place.line:
        path = path_at(data.yaml, source.index(place.line, place.column))
        field = data.field_of(path)
    return _worded(found, field, data.id, language)


def general_finding(found: Diagnostic, language: Language, claim: str = "") -> FieldFinding:
    """Return a finding that is about no field of the form that is open; `claim` is the claim in whose lines it is."""
    return _worded(found, "", claim, language)


def _worded(found: Diagnostic, field: str, claim: str, language: Language) -> FieldFinding:
    words = _WORDS.get(found.code, _Words())
    if _PARSER.match(found.message):
        words = _UNKNOWN_MISTAKE
    text = words.text or _sentence(_with_days(found.message, language))
    hint = words.hint or plain_hint(_with_days(found.hint or "", language))
    place = str(found.location) if found.location is not None else ""
    others = sorted(found.claims - {claim})
    return FieldFinding(
        field,
        found.severity.value,
        found.code,
        text,
        hint,
        claim=claim,
        place=place,
        button="Swap the two numbers" if found.code == "range-reversed" else "",
        answerable=found.severity is Severity.WARNING and claim in found.claims,
        other=others[0] if len(others) == 1 else "",
    )


def plain_hint(hint: str) -> str:
    """Return the parts of a hint that need no knowledge of the files."""
    parts = [part.strip() for part in re.split(r";|, or (?=[a-z]+ )", hint)]
    kept = [part for part in parts if part and not _SYNTAX.search(part)]
    return _sentence("; ".join(kept))


def _with_days(text: str, language: Language) -> str:
    return _DAY.sub(lambda day: _day(day[0], language), text)


def _day(written: str, language: Language) -> str:
    try:
        return time_text(read_iso(written), language)
    except ValueError:
        return written


def _sentence(text: str) -> str:
    if not text:
        return ""
    capital = text[:1].upper() + text[1:]
    return capital if capital[-1:] in ".?!…" else f"{capital}."
