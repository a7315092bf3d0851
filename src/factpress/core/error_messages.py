"""What pydantic finds, in an editor's words: at its place, with a hint, and with none of a program's own terms."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import BaseModel, RootModel
from pydantic_core import ErrorDetails

from factpress.core.diagnostics import Problems, did_you_mean
from factpress.core.yaml_positions import Key, Path_, Tree


def describe(value: object) -> str:
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


# ── what the model allows ───────────────────────────────────────────────────────────────────────────────────────


def _options(kind: Any) -> tuple[Any, ...]:
    return typing.get_args(kind) if typing.get_origin(kind) in (typing.Union, types.UnionType) else (kind,)


def _step(kind: Any, key: Key) -> Any:
    """The type one step below `kind`: of the field, the list's item or the mapping's value."""
    for option in _options(kind):
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
    for option in _options(kind):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return [info.alias or name for name, info in option.model_fields.items()]
    return []


# ── what pydantic finds ─────────────────────────────────────────────────────────────────────────────────────────

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


def _own_path(tree: Tree, loc: Path_) -> Path_:
    """Pydantic's path without the marks it puts in for unions and validators."""
    path: Path_ = ()
    for key in loc:
        if (*path, key) in tree.values:
            path = (*path, key)
    return path


def report(error: ErrorDetails, tree: Tree, at: Path_, model: type[BaseModel], problems: Problems) -> None:
    """Note one error that pydantic found in what stands `at` a path of the tree, in an editor's words."""
    loc = error["loc"]
    path = _own_path(tree, (*at, *loc))
    place = tree.at(*path)
    kind, context, found = error["type"], error.get("ctx", {}), error.get("input")
    if kind == "extra_forbidden":
        key = str(loc[-1])
        hint = did_you_mean(key, _keys_allowed(model, loc[:-1]))
        if re.fullmatch(r"\d{3}", key) and found is None:  # {exactly: 12,480} is two keys to YAML
            hint = "write large numbers without commas: 12480"
        problems.error("unknown-key", f'unknown key "{key}"', tree.key_at(*path), hint)
    elif kind == "missing" and isinstance(loc[-1], int):
        message = f"{_named(path)} has {loc[-1]} of its items, and item {loc[-1] + 1} is missing"
        problems.error("missing-item", message, tree.key_at(*path), "add it")
    elif kind == "missing":
        where = f' of "{path[-1]}"' if path and isinstance(path[-1], str) else ""
        problems.error("missing-key", f'the key "{loc[-1]}"{where} is missing', tree.key_at(*path), "add it")
    elif kind == "factpress":
        problems.error(str(context["code"]), str(context["message"]), place, context["hint"])
    elif kind in ("enum", "literal_error"):
        expected = str(context.get("expected", ""))
        allowed = re.findall(r"'([^']*)'", expected)
        message = f"{describe(found)} is not one of those that are allowed"
        hint = did_you_mean(str(found), allowed) if allowed else f"write {expected}"
        problems.error("bad-value", message, place, hint)
    elif kind in _BOUNDS:
        bound = next(value for key, value in context.items() if key in ("gt", "ge", "lt", "le"))
        problems.error("bad-value", f"{found} is too {_BOUNDS[kind]}", place, _bound_hint(kind, bound))
    elif kind.endswith(("too_short", "too_long")):
        code, message, hint = _wrong_length(kind, context, found, path)
        problems.error(code, message, place, hint)
    elif kind == "string_pattern_mismatch":
        message = f"{describe(found)} is not written as it has to be"
        problems.error("bad-value", message, place, f"it has to match {context.get('pattern')}")
    else:
        code, message, hint = _wrong_type(kind, found)
        problems.error(code, message, place, hint)


_BOUNDS = {"greater_than": "small", "greater_than_equal": "small", "less_than": "large", "less_than_equal": "large"}


def _bound_hint(kind: str, bound: object) -> str:
    says = {"greater_than": "more than", "greater_than_equal": "at least", "less_than": "less than"}
    return f"write {says.get(kind, 'at most')} {bound}"


def _named(path: Path_) -> str:
    """What an editor calls the value at that path: its key, or else "the list"."""
    return next((f'"{key}"' for key in reversed(path) if isinstance(key, str)), "the list")


def _wrong_length(kind: str, context: Mapping[str, Any], found: object, path: Path_) -> tuple[str, str, str]:
    short = kind.endswith("too_short")
    bound = int(context["min_length" if short else "max_length"])
    if kind.startswith("string"):
        if short and bound == 1:
            return "empty-text", "the text is empty", "write it, or leave the key out if it may be missing"
        wrong = "short" if short else "long"
        return (
            "bad-value",
            f"{describe(found)} is too {wrong}",
            f"at {'least' if short else 'most'} {bound} characters",
        )
    many = len(cast("list[object]", found)) if isinstance(found, list | tuple | dict) else int(context["actual_length"])
    if many == 0:
        return "empty-list", f"{_named(path)} is empty", f"write at least {bound}"
    wrong = "too few" if short else "too many"
    hint = f"write {bound}" if context.get("max_length", bound) == bound and not short else f"write at least {bound}"
    return "bad-length", f"{_named(path)} has {wrong} items: {many}", hint


def _wrong_type(kind: str, found: object) -> tuple[str, str, str | None]:
    """What was expected instead. The kinds are pydantic's own names: "string_type", "list_type", "int_parsing"."""
    expected = next((words for start, words in _EXPECTED.items() if kind.startswith(start)), None)
    if expected is None or kind in ("string_unicode", "string_sub_type"):
        return "bad-value", f"{describe(found)} has no place here", "see the schema for what may stand here"
    hint = _TYPE_HINTS.get(expected)
    if expected == "a text":
        hint = "put it in quotes" if isinstance(found, int | Decimal | bool) else hint
    if expected == "a list" and isinstance(found, str | int | Decimal) and not isinstance(found, bool):
        hint = f"put it in brackets: [{found}]"
    if found is None:
        hint = "write it behind the colon, or take the key out"
    return "wrong-type", f"expected {expected}, found {describe(found)}", hint


_TYPE_HINTS = {
    "a text": "write words, without brackets or keys below",
    "true or false": "write true or false, without quotes",
    "a whole number": "write digits only, without quotes, commas or a point",
    "a list": "write its items in brackets: [one, two]",
    "a group of keys": "write its keys below, each with a colon",
}
