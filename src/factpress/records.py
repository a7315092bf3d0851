"""YAML files into typed records, each value with its place.

The C parser reads the file; the plain data goes through a pydantic model, which is also what
`factpress schema` writes out; what pydantic finds becomes `Diagnostic`s at the line and column of the value.

YAML is read as its core schema (YAML 1.2, 10.3) with three things taken away, because each has cost an editor an
evening: dates stay text until a field asks for one, "no" and "off" are words, and anchors are refused.
"""

from __future__ import annotations

import datetime as dt
import re
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    RootModel,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from factpress.diagnostics import Location, Problems, did_you_mean
from factpress.units import Length, length

Key = str | int
Path_ = tuple[Key, ...]
Record_ = TypeVar("Record_", bound=BaseModel)

MOST_DEPTH = 40
MOST_DIGITS = 30


class Record(BaseModel):
    """The base of all that is read from a file: frozen, and a key that nobody knows is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, populate_by_name=True, alias_generator=lambda name: name.rstrip("_")
    )


def fault(code: str, message: str, hint: str | None = None) -> PydanticCustomError:
    """An error for a validator to raise: it keeps its own code and hint on the way to the editor."""
    # pydantic formats the message like str.format, so braces of the editor's own are doubled
    return PydanticCustomError("factpress", "{message}", {"message": message, "code": code, "hint": hint})


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise fault("wrong-type", f"expected a number, found {described(value)}", "write it without quotes or commas")
    return Decimal(value)


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            raise fault("not-a-date", f'"{value}" is not a day of the calendar', "check month and day") from None
    raise fault("not-a-date", f"expected a day, found {described(value)}", "write year-month-day: 2026-11-22")


def _extent(value: object) -> Length:
    if isinstance(value, Length):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        raise fault("not-a-length", f"the length {value} has no unit", "write mm, cm, in, pt or px after the number")
    if not isinstance(value, str):
        raise fault("wrong-type", f"expected a length, found {described(value)}", "write it so: 20.5mm")
    try:
        found = length(value)
    except ValueError as error:
        raise fault("not-a-length", str(error), None) from None
    if found.exact_emu < 0:
        raise fault("not-a-length", f'the length "{value}" is less than nothing', "write a length of 0mm or more")
    return found


Number = Annotated[
    Decimal, BeforeValidator(_number), PlainSerializer(float), WithJsonSchema({"type": "number"})
]
Extent = Annotated[
    Length,
    PlainValidator(_extent),
    WithJsonSchema({"type": "string", "pattern": r"^\s*\d+(\.\d+)?\s*(mm|cm|in|pt|px)\s*$", "examples": ["20.5mm"]}),
]
"""A length of nothing or more, as an editor writes it: "20.5mm"."""
Day = Annotated[dt.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]


def described(value: object) -> str:
    """What was found, in an editor's words: `the text "abc"`, "a list", "nothing"."""
    match value:
        case None:
            return "nothing"
        case bool():
            return f'"{str(value).lower()}"'
        case str():
            return f'the text "{value if len(value) < 40 else value[:39] + "…"}"'
        case int() | Decimal() | float():
            return f"the number {value}"
        case list():
            return "a list"
        case dict():
            return "a group of keys"
        case _:
            return "something else"


# ── YAML with places ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Tree:
    """The plain data of one file, and where each key and value of it stands."""

    path: Path
    data: Any
    keys: Mapping[Path_, Location]
    values: Mapping[Path_, Location]

    def at(self, *path: Key) -> Location:
        """The place of the value at that path, or of the nearest one around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.values:
                return self.values[path[:end]]
        return Location(self.path)

    def key_at(self, *path: Key) -> Location:
        """The place of the key that the path ends in; of its value where it is no key."""
        return self.keys.get(path) or self.at(*path)


class _Loader(yaml.CSafeLoader):
    """The C loader with YAML 1.2's core schema for plain scalars."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|(0|[1-9][0-9]*)\.[0-9]*)([eE][-+]?[0-9]+)?|[-+]?[0-9]+[eE][-+]?[0-9]+", "-+.0123456789"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_pattern})\Z"), [("" if c == "\0" else c) for c in _first]
    )


class _Reader:
    """One walk over a node graph: plain data, places, and what is wrong with it."""

    def __init__(self, path: Path, problems: Problems) -> None:
        self.path, self.problems = path, problems
        self.keys: dict[Path_, Location] = {}
        self.values: dict[Path_, Location] = {}

    def place(self, node: yaml.Node) -> Location:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line and isinstance(node, yaml.ScalarNode) else 1
        return Location(self.path, start.line + 1, start.column + 1, max(length, 1))

    def read(self, node: yaml.Node, path: Path_) -> Any:
        self.values[path] = self.place(node)
        match node:
            case yaml.MappingNode():
                return self._mapping(node, path)
            case yaml.SequenceNode():
                return [self.read(child, (*path, i)) for i, child in enumerate(cast("list[yaml.Node]", node.value))]
            case _:
                return self._scalar(cast("yaml.ScalarNode", node))

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self.place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.error("bad-key", "a key must be a word, not a list or a group", place)
                continue
            key = str(key_node.value)
            if key in out:
                first = self.keys[(*path, key)]
                hint = f"the first one stands in line {first.line}; keep one of them"
                self.problems.error("duplicate-key", f'the key "{key}" stands here twice', place, hint)
                continue
            self.keys[(*path, key)] = place
            out[key] = self.read(value_node, (*path, key))
        return out

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = str(node.value)
        match node.tag.rsplit(":", 1)[-1]:
            case "null":
                return None
            case "bool":
                return text.lower() == "true"
            case "int" | "float" if len(text) > MOST_DIGITS:
                hint = "put it in quotes if it is no number"
                self.problems.error("bad-number", f"a number of {len(text)} characters", self.place(node), hint)
                return 0
            case "int":
                return int(text)
            case "float":
                return Decimal(text)
            case "str":
                return text
            case tag:
                self.problems.error("bad-yaml", f'the tag "!{tag}" is not allowed', self.place(node), "remove it")
                return text


def read_text(root: Path, path: Path, problems: Problems) -> str | None:
    """The text of a UTF-8 file, `path` relative to `root`; None, and an error, where it cannot be had."""
    try:
        raw = (root / path).read_bytes()
    except FileNotFoundError:
        problems.error("missing-file", f"there is no file {path.as_posix()}", None)
        return None
    except OSError as error:
        problems.error("unreadable-file", f"cannot read {path.as_posix()}: {error.strerror}", None)
        return None
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        place = Location(path, line, column)
        hint = 'save the file as "UTF-8" in your editor'
        problems.error("not-utf-8", f"byte {raw[error.start]:#04x} is not UTF-8 text", place, hint)
        return None


def parse(text: str, path: Path, problems: Problems, *, first_line: int = 0) -> Tree | None:
    """The tree of a YAML text; None, and an error, where it is none. `first_line` shifts places (front matter)."""
    try:
        tokens = list(yaml.scan(text, Loader=yaml.CSafeLoader))
        depth = deepest = 0
        for token in tokens:
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
                place = Location(path, token.start_mark.line + 1 + first_line, token.start_mark.column + 1)
                hint = "write the value out, or put the text in quotes"
                problems.error("bad-yaml", "a word that begins with & or * has a meaning of its own in YAML", place, hint)
                return None
            opens = isinstance(
                token,
                yaml.BlockMappingStartToken | yaml.BlockSequenceStartToken | yaml.FlowMappingStartToken
                | yaml.FlowSequenceStartToken,
            )
            closes = isinstance(token, yaml.BlockEndToken | yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken)
            depth += opens - closes
            deepest = max(depth, deepest)
            if deepest > MOST_DEPTH:
                place = Location(path, token.start_mark.line + 1 + first_line, token.start_mark.column + 1)
                problems.error("bad-yaml", f"more than {MOST_DEPTH} levels, one inside the other", place)
                return None
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(path, mark.line + 1 + first_line, mark.column + 1) if mark else Location(path)
        what = " ".join(part for part in (error.context, error.problem) if part)
        hint = "often: a tab instead of spaces, a quote that is not closed, or a colon in a text without quotes"
        problems.error("bad-yaml", f"this is not YAML: {what}", place, hint)
        return None
    except yaml.YAMLError as error:
        problems.error("bad-yaml", f"this is not YAML: {str(error).splitlines()[0]}", Location(path, 1, 1))
        return None
    reader = _Reader(path, problems)
    data = reader.read(node, ()) if node is not None else None
    tree = Tree(path, data, reader.keys, reader.values)
    return _shifted(tree, first_line) if first_line else tree


def _shifted(tree: Tree, lines: int) -> Tree:
    def shift(places: Mapping[Path_, Location]) -> dict[Path_, Location]:
        return {k: Location(p.path, p.line + lines, p.column, p.length) for k, p in places.items()}

    return Tree(tree.path, tree.data, shift(tree.keys), shift(tree.values))


# ── pydantic, and what it finds ─────────────────────────────────────────────────────────────────────────────────


def _step(kind: Any, key: Key) -> Any:
    """The type one step below `kind`: of the field, the list's item or the mapping's value."""
    for option in typing.get_args(kind) if typing.get_origin(kind) in (typing.Union, __import__("types").UnionType) else (kind,):
        origin = typing.get_origin(option)
        if origin is Annotated:
            return _step(typing.get_args(option)[0], key)
        if isinstance(option, type) and issubclass(option, RootModel):
            return _step(option.model_fields["root"].annotation, key)
        if isinstance(option, type) and issubclass(option, BaseModel):
            for name, info in option.model_fields.items():
                if key in (name, info.alias):
                    return info.annotation
        if origin in (list, tuple, Sequence) and isinstance(key, int):
            return typing.get_args(option)[0]
        if origin in (dict, Mapping) and isinstance(key, str):
            return typing.get_args(option)[1]
    return None


def _keys_allowed(model: type[BaseModel], path: Path_) -> list[str]:
    kind: Any = model
    for key in path:
        kind = _step(kind, key)
    for option in (kind, *typing.get_args(kind)):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return [info.alias or name for name, info in option.model_fields.items()]
    return []


def _own_path(tree: Tree, loc: tuple[Key, ...]) -> Path_:
    """Pydantic's path without the marks it puts in for unions and validators."""
    path: Path_ = ()
    for key in loc:
        if (*path, key) in tree.values:
            path = (*path, key)
    return path


_EXPECTED = {
    "string": "a text",
    "bool": "true or false",
    "int": "a whole number",
    "list": "a list",
    "tuple": "a list",
    "dict": "a group of keys",
    "model": "a group of keys",
    "mapping": "a group of keys",
}


def _report(error: ErrorDetails, tree: Tree, model: type[BaseModel], problems: Problems) -> None:
    loc = cast("Path_", error["loc"])
    kind, context = error["type"], error.get("ctx", {})
    found = error.get("input")
    if kind == "extra_forbidden":
        key = str(loc[-1])
        hint = did_you_mean(key, _keys_allowed(model, loc[:-1]))
        problems.error("unknown-key", f'unknown key "{key}"', tree.key_at(*loc), hint)
    elif kind == "missing":
        around = _own_path(tree, loc[:-1])
        where = f' of "{around[-1]}"' if around and isinstance(around[-1], str) else ""
        problems.error("missing-key", f'the key "{loc[-1]}"{where} is missing', tree.key_at(*around), "add it")
    elif kind == "factpress":
        problems.error(str(context["code"]), str(context["message"]), tree.at(*_own_path(tree, loc)), context["hint"])
    elif kind in ("enum", "literal_error"):
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        message = f"{described(found)} is not one of those that are allowed"
        problems.error("bad-value", message, tree.at(*_own_path(tree, loc)), did_you_mean(str(found), allowed))
    else:
        expected = next((words for start, words in _EXPECTED.items() if kind.startswith(start)), None)
        quoted = "put it in quotes" if expected == "a text" and isinstance(found, int | Decimal | bool) else None
        message = f"expected {expected}, found {described(found)}" if expected else error["msg"]
        problems.error("wrong-type", message, tree.at(*_own_path(tree, loc)), quoted)


def check(tree: Tree, model: type[Record_], problems: Problems) -> Record_ | None:
    """The tree as a record of that model; None, and every error at its place, where it does not fit."""
    if tree.data is None:
        problems.error("empty-file", f"{tree.path.as_posix()} is empty", Location(tree.path), "see the schema for what it holds")
        return None
    try:
        return model.model_validate(tree.data)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            _report(error, tree, model, problems)
        return None


def read(root: Path, path: Path, model: type[Record_], problems: Problems) -> tuple[Record_, Tree] | None:
    """The file as a record and its tree; None, with errors, where that cannot be. `path` is relative to `root`."""
    text = read_text(root, path, problems)
    tree = parse(text, path, problems) if text is not None else None
    if tree is None:
        return None
    record = check(tree, model, problems)
    return (record, tree) if record is not None else None
