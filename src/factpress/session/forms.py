"""The form of a claim as plain values: fields, what they hold, and how the claim reads in the publication."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_FIELD_WORDS: Mapping[str, str] = {
    "low": "from",
    "high": "to",
    "shape": "it is",
    "claim": "what is claimed",
    "says": "as one sentence",
    "finding": "what we found",
    "standing": "how sure we are",
    "reason": "why",
    "checked": "last checked",
    "review_by": "check again by",
    "definition": "what is counted",
    "place": "where",
    "time": "when",
    "counts": "counted",
    "of": "share of",
    "calculation": "our own calculation",
    "locator": "where in it",
    "read": "what we read of it",
}


def field_word(path: str) -> str:
    """Return the words by which a form names a field: "check again by"."""
    name = path.rpartition("/")[2]
    return _FIELD_WORDS.get(name, name.replace("_", " "))


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    `path` names it in requests: "values/0/low". `text` is what it shows. `base` is the digest of the value as it is
    written in the file, by which a change made meanwhile is noticed.
    """

    path: str
    text: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class CitationForm:
    """A source that is cited: its name as it is printed, where in it, and the source in which it was seen."""

    path: str
    source: str
    label: str
    locator: Field
    seen_in: str = ""
    read: Field = field(default_factory=lambda: Field(""))


@dataclass(frozen=True, slots=True)
class CitationsForm:
    """The sources of a claim or a value. `path` is where another one is added."""

    path: str
    items: tuple[CitationForm, ...] = ()
    inherited: tuple[str, ...] = ()
    """The names of the claim's sources, which a value without its own ones has."""


@dataclass(frozen=True, slots=True)
class Other:
    """What the form cannot change: its name, its text in the file, and the line where it begins."""

    name: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class ValueForm:
    """A value of a claim. `shape` is how its number is given: a qualifier, "range", "series", "steps" or "time"."""

    index: int
    key: Field
    shape: str
    reads: str
    number: Field
    low: Field
    high: Field
    unit: Field
    of: Field
    definition: Field
    place: Field
    time: Field
    counts: Field
    calculation: Field
    points: tuple[tuple[str, Field], ...]
    cites: CitationsForm
    others: tuple[Other, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """A claim as a form. `reads` says it in one line, as a list shows it. `line` is where it begins in its file."""

    id: str
    file: str
    line: int
    group: str
    claim: Field
    says: Field
    finding: Field
    as_supplied: str
    standing: Field
    reason: Field
    checked: Field
    review_by: Field
    values: tuple[ValueForm, ...]
    cites: CitationsForm
    others: tuple[Other, ...]
    units: tuple[str, ...]
    """The units that a value may have."""


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in the list: its standing, how it reads, and the worst finding about it: "error", "warning" or ""."""

    id: str
    claim: str
    standing: str
    reads: str
    flag: str = ""
    due: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of a file, in its order."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """A finding at a field, in words for people. `path` is that of the field; "" if it is about the whole claim.

    `proposal` is a text that the field may take instead, with which a button is made; `button` are the words of the
    button. `answerable` is whether the claim may say why all is right; `other` is the other claim that is concerned.
    """

    path: str
    severity: str
    code: str
    text: str
    hint: str = ""
    proposal: str = ""
    claim: str = ""
    place: str = ""
    button: str = ""
    answerable: bool = False
    other: str = ""
