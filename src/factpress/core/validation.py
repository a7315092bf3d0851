"""Validate plain data with pydantic models, and report each error at its line and column.

The same models are written out as JSON Schema by `factpress schema`.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import GenericAlias
from typing import Annotated, Any, TypeVar, cast
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    TypeAdapter,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError

from factpress.core.diagnostics import Location, Problems
from factpress.core.error_messages import describe, report_validation_errors
from factpress.core.source_files import SourceFiles
from factpress.core.units import Length, length, mm
from factpress.core.written_dates import date_hint, day_of_calendar_hint
from factpress.core.written_numbers import number_hint
from factpress.core.yaml_positions import Tree, YamlPath, read_tree

R = TypeVar("R", bound=BaseModel)


class Record(BaseModel):
    """The base of all models of files: frozen; an unknown key is an error.

    A field whose key is a Python name ends in "_": the key of `range_` is "range".
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, defer_build=True, alias_generator=lambda name: name.rstrip("_")
    )


def invalid(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """Return an error for a validator to raise; it is reported with this code and hint."""
    # pydantic formats the message with str.format, so it is passed as a value: it may contain braces
    return PydanticCustomError("factpress", "{message}", {"message": message, "code": code, "hint": hint})


# ── types of fields ─────────────────────────────────────────────────────────────────────────────────────────────


def matching(code: str, pattern: str, message: str, hint: str) -> AfterValidator:
    """Return a validator of texts that match the pattern as a whole. `{}` in the message is the text."""

    def validate_text(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise invalid(code, message.format(text), hint)
        return text

    return AfterValidator(validate_text)


def number_of(value: object) -> Decimal:
    """Return the exact number. Texts and booleans raise `invalid`."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        hint = number_hint(value) if isinstance(value, str) else "write digits: 12480"
        raise invalid("wrong-type", f"expected a number, found {describe(value)}", hint)
    return Decimal(value)


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            hint = day_of_calendar_hint(value)
            raise invalid("not-a-date", f'"{value}" is not a day of the calendar', hint) from None
    hint = date_hint(str(value), day=True) if isinstance(value, str | int) else None
    message = f"expected a day, found {describe(value)}"
    raise invalid("not-a-date", message, hint or "write year-month-day: 2026-11-22")


_MAX_EXTENT = mm(5000)
"""The longest side of a banner."""


def _extent(value: object) -> Length:
    if isinstance(value, Length):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        raise invalid("not-a-length", f"the length {value} has no unit", "write mm, cm, in, pt or px after the number")
    if not isinstance(value, str):
        raise invalid("wrong-type", f"expected a length, found {describe(value)}", "write a number and a unit: 20.5mm")
    try:
        # the limit keeps a very long number from being parsed
        found = length(value) if len(value) < 40 else None
    except ValueError:
        found = None
    if found is None:
        hint = "write a number and mm, cm, in, pt or px: 20.5mm"
        raise invalid("not-a-length", f"{describe(value)} is not a length", hint)
    if found.exact_emu < 0:
        raise invalid("not-a-length", f'the length "{value}" is negative', "write a length of 0mm or more")
    if found > _MAX_EXTENT:
        raise invalid("not-a-length", f'the length "{value}" is too large', f"at most {_MAX_EXTENT.css}")
    return found


_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""The categories of control characters, invisible ones and spaces."""


def required_text(text: str) -> str:
    """Return the text without surrounding space. A text without a visible character raises `invalid`."""
    if all(unicodedata.category(character) in _UNSEEN for character in text):
        raise invalid("empty-text", "the text is empty", "write it, or remove the key if it is optional")
    return text.strip()


_ROLE = re.compile(r"\{[A-Za-z-]{1,20}\}`")


def plain_text(text: str) -> str:
    """Return the text without surrounding space. A role in it raises `invalid`, as it is printed as it is written."""
    if (role := _ROLE.search(text)) is not None:
        hint = "write the words themselves, without braces and backticks"
        raise invalid("bad-role", f"this text is printed as it is written, and cannot have {role[0][:-1]}", hint)
    return required_text(text)


def web_address(written: str) -> str:
    """Return the address. Anything but a complete http or https address raises `invalid`."""
    try:
        parts = urlsplit(written)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", written)
    except ValueError:
        right = False
    if not right:
        raise invalid("bad-address", f'"{written}" is not a web address', "write it in full: https://example.org")
    return written


Number = Annotated[Decimal, BeforeValidator(number_of), PlainSerializer(float), WithJsonSchema({"type": "number"})]
"""An exact number, written in digits without quotes or commas."""
Extent = Annotated[
    Length,
    PlainValidator(_extent),
    WithJsonSchema({"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*(mm|cm|in|pt|px)\s*$", "examples": ["20.5mm"]}),
]
"""A length that is not negative, written as "20.5mm"."""
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""A day of the calendar, written as 2026-11-22."""
RequiredText = Annotated[str, AfterValidator(required_text)]
PlainText = Annotated[str, AfterValidator(plain_text)]
WebAddress = Annotated[str, AfterValidator(web_address)]


def as_list(value: object) -> object:
    """Return a single entry or text as a list of one, and a list unchanged."""
    return [cast("object", value)] if isinstance(value, dict | str) else value


class OneOrMany:
    """Annotation for a list that may be written as one entry without brackets, so that the JSON Schema allows both."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema of the entry or of the list."""
        schema = handler(core)
        return {"anyOf": [schema["items"], schema]}


# ── validation ──────────────────────────────────────────────────────────────────────────────────────────────────


def validate(tree: Tree, model: type[R], problems: Problems, at: YamlPath = ()) -> R | None:
    """Return the tree, or the value `at` a path of it, as a record; None, with all errors, if it is invalid."""
    data = tree.get(*at)
    if data is None and not at:
        name = tree.path.as_posix()
        problems.error("empty-file", f"{name} is empty", Location(tree.path, 1, 1), "see the schema for its keys")
        return None
    try:
        record = model.model_validate(data)
    except ValidationError as failed:
        report_validation_errors(failed.errors(include_url=False), tree, at, model, problems)
        return None
    empty = [*_empty_keys(data, at)]
    for path in empty:
        # an optional key without a value is ambiguous: was the value forgotten, or should the key be removed?
        message = f'the key "{path[-1]}" has no value'
        problems.error("empty-key", message, tree.key_at(*path), "write the value, or remove the key")
    return None if empty else record


def _empty_keys(data: object, at: YamlPath) -> Iterator[YamlPath]:
    """Yield the paths of all keys without a value."""
    if isinstance(data, dict):
        for key, value in cast("dict[str, object]", data).items():
            if value is None:
                yield (*at, key)
            else:
                yield from _empty_keys(value, (*at, key))
    elif isinstance(data, list):
        for number, value in enumerate(cast("list[object]", data)):
            yield from _empty_keys(value, (*at, number))


def read_record(files: Path | SourceFiles, path: Path, model: type[R], problems: Problems) -> tuple[R, Tree] | None:
    """Return the file, `path` relative to the folder, as a record, with its tree; None, with errors, if invalid."""
    tree = read_tree(files, path, problems)
    record = validate(tree, model, problems) if tree is not None else None
    return (record, tree) if tree is not None and record is not None else None


# ── JSON Schema ─────────────────────────────────────────────────────────────────────────────────────────────────


def json_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """Return the model as JSON Schema (draft 2020-12) for editors: without nulls and without generated titles."""
    return _schema(model.model_json_schema(by_alias=True), title)


def mapping_schema(entry: type[BaseModel], title: str, about: str) -> dict[str, Any]:
    """Return the JSON Schema of a file with such entries by name, which `about` describes.

    A model of the whole file would be compiled whenever its module is imported, and only its schema is ever used.
    """
    schema = TypeAdapter[Any](cast("Any", GenericAlias(dict, (str, entry)))).json_schema(by_alias=True)
    return _schema({**schema, "description": about}, title)


def _schema(generated: dict[str, Any], title: str) -> dict[str, Any]:
    schema = cast("dict[str, Any]", _simplify(dict(sorted(generated.items()))))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}


def _simplify(node: Any) -> Any:
    """Return the schema without generated titles, null as an alternative, and null as a default."""
    if isinstance(node, list):
        return [_simplify(item) for item in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    whole = cast("dict[str, Any]", node)
    out = {k: _simplify(v) for k, v in whole.items() if not (k == "title" and isinstance(v, str))}
    if "default" in out and out["default"] is None:
        del out["default"]
    choices = out.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        left = [choice for choice in cast("list[Any]", choices) if choice != {"type": "null"}]
        del out["anyOf"]
        out = {**left[0], **out} if len(left) == 1 else {**out, "anyOf": left}
    return out
