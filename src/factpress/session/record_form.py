"""A source or an event as a form: fields of one record of a file, what they hold, and what is typed into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, cast

from factpress.core.yaml_positions import YamlPath
from factpress.i18n import Language
from factpress.publication.editing.source_text import SourceText
from factpress.publication.editing.yaml_edit import removal_change, value_change
from factpress.publication.facts.dates import read_iso_period
from factpress.session.claim_edits import ConflictError, plain_number
from factpress.session.claim_fields import ClaimData
from factpress.session.field_text import FieldError, number_text, period_text, read_day, read_number, read_period
from factpress.session.file_edits import FileEdits
from factpress.session.forms import Other

FieldKind = Literal["text", "names", "day", "period", "time", "choice", "number", "yes"]

_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?([ap]m)?", re.ASCII | re.IGNORECASE)
_NOON = 12


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of a record: its name in requests, its label, its keys in the file, and its width in the grid.

    `words` are what choices are called, where the file has other words. An `offered` text is chosen from a
    list, which may lack what the file has.
    """

    name: str
    label: str
    keys: YamlPath
    kind: FieldKind = "text"
    width: str = "c12"
    needed: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    offered: bool = False


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field with its text, and the digest of its value as it is in the file. `path` is its name."""

    spec: FieldSpec
    text: str = ""
    base: str = ""

    @property
    def path(self) -> str:
        """The name of the field in requests."""
        return self.spec.name


@dataclass(frozen=True, slots=True)
class RecordForm:
    """A record as a form. `line` is where it begins in its file; `others` are the keys that have no field."""

    id: str
    file: str
    line: int
    title: str
    fields: tuple[RecordField, ...]
    others: tuple[Other, ...]


def record_form(data: ClaimData, specs: Sequence[FieldSpec], language: Language) -> RecordForm:
    """Return the form of a record. A value that its field cannot show is listed with the keys that have no field."""
    fields: list[RecordField] = []
    shown: set[object] = set()
    for spec in specs:
        path: YamlPath = (*data.path, *spec.keys)
        text = _text(spec, data.get(path), language)
        if text is not None:
            fields.append(RecordField(spec, text, data.base(path)))
            shown.add(spec.keys[0])
    others = tuple(_others(data, shown))
    title = str(data.record.get("title") or data.id)
    return RecordForm(data.id, data.yaml.source.file.as_posix(), data.line(data.path), title, tuple(fields), others)


def _others(data: ClaimData, shown: set[object]) -> Iterator[Other]:
    for key in data.record:
        if key not in shown:
            yield other(data, (*data.path, key))


def other(data: ClaimData, path: YamlPath) -> Other:
    """Return a value that has no field, as the file has it."""
    return Other(str(path[-1]).replace("-", " ").replace("_", " "), data.written(path), data.line(path))


def _text(spec: FieldSpec, value: object, language: Language) -> str | None:
    """What a field shows of a value; None if it cannot show it."""
    if value is None:
        return ""
    if spec.kind == "names":
        return _names(value)
    if isinstance(value, dict | list):
        return None
    if spec.kind == "yes":
        return "yes" if value is True else ""
    if spec.kind == "number" and isinstance(value, int | Decimal):
        return number_text(Decimal(value), language)
    written = " ".join(str(value).split())
    if spec.kind in ("day", "period"):
        try:
            about = "~" if written.endswith("~") else ""
            return period_text(read_iso_period(written.removesuffix("~")), language) + about
        except ValueError:
            return written
    return written


def _names(value: object) -> str | None:
    found = cast("list[object]", value if isinstance(value, list) else [value])
    names: list[str] = []
    for one in found:
        keys: Mapping[str, Any] = cast("Mapping[str, Any]", one) if isinstance(one, dict) else {}
        parts = [str(keys.get(key) or "") for key in ("literal", "family", "given")]
        if (
            not keys
            or keys.keys() - {"literal", "family", "given"}
            or any(";" in part or "," in part for part in parts)
        ):
            return None
        literal, family, given = parts
        if not literal and not given:  # a family name alone would be read as an organisation
            return None
        names.append(literal or f"{family}, {given}")
    return "; ".join(names)


def typed_value(spec: FieldSpec, words: str, language: Language) -> Any:
    """Return what is typed as the file has it. Raises FieldError."""
    match spec.kind:
        case "names":
            return [_name(one.strip()) for one in words.split(";") if one.strip()]
        case "day":
            return read_day(words, language)
        case "period":
            about = "~" if words.endswith("~") else ""
            written = read_period(words.removesuffix("~"), language) + about
            return int(written) if written.isdecimal() else written
        case "time":
            return _time(words)
        case "number":
            return plain_number(read_number(words, language))
        case "yes":
            return True
        case "choice" if words not in spec.choices:
            raise FieldError(f"“{words}” cannot be chosen here.", "Choose one of the list.")
        case _:
            return words


def _name(words: str) -> dict[str, str]:
    family, comma, given = words.partition(",")
    if comma and family.strip() and given.strip() and "," not in given:
        return {"family": family.strip(), "given": given.strip()}
    if comma:
        raise FieldError(f"“{words}” is not one name.", "Write a person as “Family, Given”; put “;” between two names.")
    return {"literal": words}


def _time(words: str) -> str:
    found = _TIME.fullmatch(words)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found is not None else (24, 0)
    if found is not None and found[3] and 1 <= hour <= _NOON:
        hour = hour % _NOON + (_NOON if found[3].lower() == "pm" else 0)
    if found is None or hour > 23 or minute > 59 or not (found[2] or found[3]):
        raise FieldError(f"“{words}” is not a time of day.", "Write hours and minutes, as 18:30.")
    return f"{hour:02}:{minute:02}"


def change_record(file: FileEdits, name: str, spec: FieldSpec, text: str, language: Language, base: str | None) -> None:
    """Add the edits that give a field of a record a new text. Raises FieldError, ConflictError and Findings."""
    data = ClaimData.of(name, SourceText(file.text, file.file))
    if data is None:
        raise FieldError("This record is no longer in its file.", "Choose another one in the list.")
    path: YamlPath = (*data.path, *spec.keys)
    if base and data.base(path) != base:
        raise ConflictError(spec.name, data.written(path), text)
    words = " ".join(text.split())
    if not words:
        _remove(file, data, spec, path)
        return
    value = typed_value(spec, words, language)
    while data.get(path[:-1]) is None:
        value, path = {str(path[-1]): value}, path[:-1]
    file.add(value_change(file.text, path, value, file=file.file))


def _remove(file: FileEdits, data: ClaimData, spec: FieldSpec, path: YamlPath) -> None:
    if spec.needed:
        raise FieldError("This field may not be empty.", "The file keeps what it had.")
    if data.get(path) is None:
        return
    around = data.get(path[:-1])
    # the last key of a group goes with its group
    last = len(path) > 2 and isinstance(around, dict) and len(cast("dict[str, object]", around)) == 1
    file.add(removal_change(file.text, path[:-1] if last else path, file=file.file))


def new_record(specs: Sequence[FieldSpec], typed: Mapping[str, str], language: Language) -> dict[str, Any]:
    """Return the record that the texts of a form give. Raises FieldError."""
    record: dict[str, Any] = {}
    for spec in specs:
        if not (words := " ".join(typed.get(spec.name, "").split())):
            continue
        value, into = typed_value(spec, words, language), record
        for key in spec.keys[:-1]:
            into = into.setdefault(str(key), {})
        into[str(spec.keys[-1])] = value
    return record


def record_of(name: str, file: Path, content: bytes) -> ClaimData | None:
    """Return a record of a file; None if there is none. Raises Findings if the file has an error."""
    return ClaimData.of(name, SourceText(content.decode(), file))
