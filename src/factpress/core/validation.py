"""Plain data into typed records: what a file may hold, and what is wrong with it, each at its place.

The tree of a YAML file goes through a pydantic model, which is also what `factpress schema` writes out; what
pydantic finds becomes `Diagnostic`s at the line and column of the value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from factpress.core.diagnostics import Location, Problems
from factpress.core.error_messages import describe, report
from factpress.core.units import Length, length, mm
from factpress.core.yaml_positions import Key, Path_, Tree, overlaid, parse, read_text

__all__ = [
    "Day",
    "Extent",
    "Key",
    "Number",
    "OneOrMany",
    "Path_",
    "Record",
    "RequiredText",
    "Tree",
    "as_list",
    "check",
    "describe",
    "fault",
    "json_schema",
    "overlaid",
    "parse",
    "read",
    "read_text",
]

Record_ = TypeVar("Record_", bound=BaseModel)


class Record(BaseModel):
    """The base of all that is read from a file: frozen, and a key that nobody knows is an error.

    A field named like a word of Python ends in "_", which its key does not: `range_` is "range".
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, alias_generator=lambda name: name.rstrip("_"))


def fault(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """An error for a validator to raise: it keeps its own code and hint on the way to the editor."""
    # pydantic formats the message like str.format, so braces of the editor's own go in as a value
    return PydanticCustomError("factpress", "{message}", {"message": message, "code": code, "hint": hint})


def number_of(value: object) -> Decimal:
    """A number as a file has it, exact; texts and true or false are none. For validators: raises `fault`."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise fault("wrong-type", f"expected a number, found {describe(value)}", "write it without quotes or commas")
    return Decimal(value)


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise fault("not-a-date", f'"{value}" is not a day of the calendar', "check month and day") from None
    raise fault("not-a-date", f"expected a day, found {describe(value)}", "write year-month-day: 2026-11-22")


def _extent(value: object) -> Length:
    if isinstance(value, Length):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        raise fault("not-a-length", f"the length {value} has no unit", "write mm, cm, in, pt or px after the number")
    if not isinstance(value, str):
        raise fault("wrong-type", f"expected a length, found {describe(value)}", "write it so: 20.5mm")
    try:
        found = length(value) if len(value) < _LONG else None
    except ValueError:
        found = None
    if found is None:
        message = f"{describe(value)} is no length"
        raise fault("not-a-length", message, "write a number and mm, cm, in, pt or px: 20.5mm")
    if found.exact_emu < 0:
        raise fault("not-a-length", f'the length "{value}" is less than nothing', "write a length of 0mm or more")
    if found > _MOST:
        raise fault("not-a-length", f'the length "{value}" is more than any paper has', f"at most {_MOST.css}")
    return found


_LONG = 40
"""A length that takes so many characters to write was not meant."""

_MOST = mm(5000)
"""The longest length: a banner."""


Number = Annotated[Decimal, BeforeValidator(number_of), PlainSerializer(float), WithJsonSchema({"type": "number"})]
"""A number as an editor writes it, exact: digits, no quotes, no commas."""
Extent = Annotated[
    Length,
    PlainValidator(_extent),
    WithJsonSchema({"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*(mm|cm|in|pt|px)\s*$", "examples": ["20.5mm"]}),
]
"""A length of nothing or more, as an editor writes it: "20.5mm"."""
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day of the calendar: 2026-11-22."""


def required_text(text: str) -> str:
    """The text without the space around it; a fault where nothing is left."""
    if not text.strip():
        raise fault("empty-text", "the text is empty", "write it, or leave the key out if it may be missing")
    return text.strip()


RequiredText = Annotated[str, AfterValidator(required_text)]


def as_list(value: object) -> object:
    """A single entry or text as a list of one; lists are returned unchanged."""
    return [cast("object", value)] if isinstance(value, dict | str) else value


class OneOrMany:
    """Annotation for a list that may be written as one entry without brackets, so that the JSON Schema allows both."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The schema of the entry, or of the list."""
        schema = handler(core)
        return {"anyOf": [schema["items"], schema]}


def check(tree: Tree, model: type[Record_], problems: Problems, at: Path_ = ()) -> Record_ | None:
    """The tree, or what stands `at` a path of it, as a record; None, and every error, if it does not fit."""
    data = tree.get(*at)
    if data is None and not at:
        name = tree.path.as_posix()
        problems.error("empty-file", f"{name} is empty", Location(tree.path, 1, 1), "see the schema for what it holds")
        return None
    try:
        record = model.model_validate(data)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            report(error, tree, at, model, problems)
        return None
    empty = [*_empty(data, at)]
    for path in empty:  # a key that may be missing, with nothing behind it: which of the two was meant?
        message = f'the key "{path[-1]}" has nothing behind its colon'
        problems.error("empty-key", message, tree.key_at(*path), "write what belongs there, or take the key out")
    return None if empty else record


def _empty(data: object, at: Path_) -> Iterator[Path_]:
    """The paths of all keys with nothing behind them."""
    if isinstance(data, dict):
        for key, value in cast("dict[str, object]", data).items():
            if value is None:
                yield (*at, key)
            else:
                yield from _empty(value, (*at, key))
    elif isinstance(data, list):
        for number, value in enumerate(cast("list[object]", data)):
            yield from _empty(value, (*at, number))


def read(root: Path, path: Path, model: type[Record_], problems: Problems) -> tuple[Record_, Tree] | None:
    """The file as a record and its tree; None, with errors, where that cannot be. `path` is relative to `root`."""
    text = read_text(root, path, problems)
    tree = parse(text, path, problems) if text is not None else None
    if tree is None:
        return None
    record = check(tree, model, problems)
    return (record, tree) if record is not None else None


# ── the model as a JSON Schema ──────────────────────────────────────────────────────────────────────────────────


def json_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """The model as JSON Schema, draft 2020-12, as an editor's program wants it: no nulls, no titles made of names."""
    schema = cast("dict[str, Any]", _lean(model.model_json_schema(by_alias=True)))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def _lean(node: Any) -> Any:
    """The schema without what only a program would say: made-up titles, null as a choice, null as a default."""
    if isinstance(node, list):
        return [_lean(item) for item in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    whole = cast("dict[str, Any]", node)
    out = {k: _lean(v) for k, v in whole.items() if not (k == "title" and isinstance(v, str))}
    if "default" in out and out["default"] is None:
        del out["default"]
    choices = out.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        left = [choice for choice in cast("list[Any]", choices) if choice != {"type": "null"}]
        del out["anyOf"]
        out = {**left[0], **out} if len(left) == 1 else {**out, "anyOf": left}
    return out
