"""What is typed into a field, as edits of the file that replace only its value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from factpress.core.yaml_positions import YamlPath
from factpress.i18n import Language
from factpress.publication.editing.yaml_edit import item_change, key_change, removal_change, value_change
from factpress.publication.facts.claims import Standing
from factpress.publication.facts.schema import QUALIFIERS
from factpress.publication.yaml_entries import id_error
from factpress.session.claim_fields import NEEDED, ClaimData, FieldPlace
from factpress.session.field_text import FieldError, read_day, read_number, read_period
from factpress.session.file_edits import FileEdits

COUNTS = ("", "stock", "flow")
READ = ("", "whole", "passage", "excerpt", "secondhand")
SHAPES = (*QUALIFIERS, "range")


class ConflictError(Exception):
    """The value of a field was changed meanwhile. `found` is what the file has now, `wanted` what was typed."""

    def __init__(self, field: str, found: str, wanted: str) -> None:
        self.field, self.found, self.wanted = field, found, wanted
        super().__init__(field, found, wanted)


def field_edits(file: FileEdits, claim: str, field: str, text: str, language: Language, base: str | None) -> None:
    """Add the edits that give a field a new text.

    `base` is the digest of the value when the form was made. Raises FieldError if the text has no value, ConflictError
    if another value is there now, and Findings if the file cannot be changed.
    """
    data = file.claim(claim)
    parts = field.split("/")
    if parts[0] == "values" and parts[-1] == "shape" and len(parts) == 3 and parts[1].isdecimal():
        _change_shape(file, data, int(parts[1]), text)
        return
    place = data.place(field)
    if place is None:
        raise FieldError("This field is not in the file any more.", "Open the claim again.")
    if base and data.base(place.path) != base:
        raise ConflictError(field, data.written(place.path), text)
    words = " ".join(text.split())
    if not words:
        _remove(file, data, place)
        return
    if place.name == "time":
        _change_time(file, place, words, language)
        return
    file.add(value_change(file.text, place.path, _value(place, words, language), file=file.file))


def _value(place: FieldPlace, words: str, language: Language) -> Any:
    match place.kind:
        case "number":
            return plain_number(read_number(words, language))
        case "day":
            return read_day(words, language)
        case "standing":
            return _one_of(words, [standing.value for standing in Standing])
        case "choice" if place.name == "counts":
            return _one_of(words, COUNTS)
        case "choice" if place.name == "read":
            return _one_of(words, READ)
        case _ if place.name == "key" and (error := id_error(words)) is not None:
            raise FieldError("A short name has small letters, digits and hyphens only.", "Leave out all others.", error)
        case _:
            return words


def plain_number(number: Decimal) -> int | Decimal:
    """Return a number as the file has it: a whole one without a point."""
    whole = int(number)
    return whole if whole == number else number


def _one_of(words: str, choices: Sequence[str]) -> str:
    if words not in choices:
        raise FieldError(f"“{words}” cannot be chosen here.", "Choose one of the list.")
    return words


def _remove(file: FileEdits, data: ClaimData, place: FieldPlace) -> None:
    if place.name in NEEDED:
        raise FieldError("This field may not be empty.", "The file keeps what it had.")
    if data.get(place.path) is not None:
        file.add(removal_change(file.text, place.path, file=file.file))


def _change_time(file: FileEdits, place: FieldPlace, words: str, language: Language) -> None:
    """A moment keeps the key that is there; from … to is a period."""
    written = read_period(words, language)
    path, key = place.path[:-1], str(place.path[-1])
    data = file.claim(str(path[0]))
    missing = data.get(place.path) is None
    if missing:
        key = "period" if "/" in written else "as_of"
    elif key == "as_of" and "/" in written:
        file.add(key_change(file.text, place.path, "period", file=file.file))
        key = "period"
    value: str | int = int(written) if written.isdecimal() else written
    file.add(value_change(file.text, (*path, key), value, file=file.file))


def _change_shape(file: FileEdits, data: ClaimData, index: int, shape: str) -> None:
    """Give a value another qualifier, or a range in place of a number; its key keeps its place in the file."""
    _one_of(shape, SHAPES)
    if index >= len(data.values):
        raise FieldError("This value is not in the file any more.", "Open the claim again.")
    path: YamlPath = (data.id, "values", index)
    keys = data.values[index]
    old = data.qualifier(index) or ("range" if "range" in keys else None)
    if old is None:
        raise FieldError("This value has no single number.", "Change it in its table.")
    if old == shape:
        return
    number = keys[old]
    file.add(key_change(file.text, (*path, old), shape, file=file.file))
    if shape == "range":
        file.add(value_change(file.text, (*path, shape), _range_around(number), file=file.file))
    elif old == "range":
        ends = cast("list[Any]", number) if isinstance(number, list) else []
        low: Any = ends[0] if ends else 0
        file.add(value_change(file.text, (*path, shape), low, file=file.file))


def _range_around(number: Any) -> list[Any]:
    """A range that begins with a number; its end is the next number, until it is typed."""
    step = 1 if isinstance(number, int) else Decimal("0.1")
    return [number, number + step] if isinstance(number, int | Decimal) else [0, 1]


# ── sources, values, claims ─────────────────────────────────────────────────────────────────────────────────────


def add_citation(file: FileEdits, claim: str, value: int | None, source: str) -> None:
    """Add the edit that cites a source for a value, or for the whole claim."""
    data = file.claim(claim)
    path, found = data.citations(value)
    if any(one.get("source") == source for one in found):
        raise FieldError("This source is cited here already.", "Write another place in it beside it.")
    if not found:
        file.add(value_change(file.text, path, {"source": source}, file=file.file))
    elif isinstance(data.get(path), list):
        file.add(item_change(file.text, path, len(found), {"source": source}, file=file.file))
    else:
        file.add(value_change(file.text, path, [dict(found[0]), {"source": source}], file=file.file))


def remove_citation(file: FileEdits, claim: str, value: int | None, index: int) -> None:
    """Add the edit that removes a citation."""
    data = file.claim(claim)
    path, found = data.citations(value)
    if index >= len(found):
        raise FieldError("This source is not cited any more.", "Open the claim again.")
    if len(found) == 1 or not isinstance(data.get(path), list):
        file.add(removal_change(file.text, path, file=file.file))
    else:
        file.add(removal_change(file.text, (*path, index), file=file.file))


def swap_range(file: FileEdits, claim: str, value: int, low: str, high: str, language: Language) -> None:
    """Add the edit that gives a value the two numbers of its form in their order."""
    ends = sorted(plain_number(read_number(text, language)) for text in (low, high))
    file.add(value_change(file.text, (claim, "values", value, "range"), ends, file=file.file))


def add_answer(file: FileEdits, claim: str, answer: Mapping[str, Any]) -> None:
    """Add the edit that answers a finding. A single answer may be written without a list."""
    path: YamlPath = (claim, "answers")
    found = file.claim(claim).get(path)
    if isinstance(found, list):
        file.add(item_change(file.text, path, len(cast("list[Any]", found)), answer, file=file.file))
    else:
        value: Any = [found, dict(answer)] if found is not None else dict(answer)
        file.add(value_change(file.text, path, value, file=file.file))


def add_value(file: FileEdits, claim: str, value: Mapping[str, Any]) -> None:
    """Add the edit that gives a claim another value at the end."""
    data = file.claim(claim)
    path: YamlPath = (claim, "values")
    if data.values:
        file.add(item_change(file.text, path, len(data.values), value, file=file.file))
    else:
        file.add(value_change(file.text, path, [dict(value)], file=file.file))


def remove_value(file: FileEdits, claim: str, index: int) -> None:
    """Add the edit that removes a value of a claim."""
    data = file.claim(claim)
    last = len(data.values) == 1
    path: YamlPath = (claim, "values") if last else (claim, "values", index)
    file.add(removal_change(file.text, path, file=file.file))
