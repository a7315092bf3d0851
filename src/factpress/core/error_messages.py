"""Messages and hints for validation errors of pydantic, without programmers' terms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from factpress.core.diagnostics import Location, Problems, did_you_mean
from factpress.core.model_keys import PAPERS, description, first_key, is_meant, keys_allowed, meant_key
from factpress.core.written_numbers import measure_hint
from factpress.core.yaml_positions import Tree, YamlKey, YamlPath


def describe(value: object) -> str:
    """Return a phrase for a value, as messages use it: `the text "abc"`, "a list", "nothing"."""
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
            return "another value"


# ── errors of pydantic ──────────────────────────────────────────────────────────────────────────────────────────

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


def _own_path(tree: Tree, loc: YamlPath) -> YamlPath:
    """Pydantic's path without the items that it adds for unions and validators."""
    path: YamlPath = ()
    for key in loc:
        if (*path, key) in tree.values:
            path = (*path, key)
    return path


def report_validation_errors(
    errors: Sequence[ErrorDetails], tree: Tree, at: YamlPath, model: type[BaseModel], problems: Problems
) -> None:
    """Report the errors of pydantic about the value `at` a path of the tree: all missing keys of a group as one."""
    missing: dict[tuple[YamlKey, ...], list[str]] = {}
    for error in _of_one_alternative(errors, tree, at):
        if error["type"] == "missing" and isinstance(error["loc"][-1], str):
            missing.setdefault(error["loc"][:-1], []).append(error["loc"][-1])
        else:
            _report(error, tree, at, model, problems)
    unknown = [(error["loc"][:-1], str(error["loc"][-1])) for error in errors if error["type"] == "extra_forbidden"]
    for loc, found in missing.items():
        # a key that is written wrong is not missing, too
        written = [key for group, key in unknown if group == loc]
        keys = [key for key in found if not any(is_meant(one, keys_allowed(model, loc), key) for one in written)]
        if not keys:
            continue
        path = _own_path(tree, (*at, *loc))
        where = f' of "{path[-1]}"' if path and isinstance(path[-1], str) else ""
        *others, last = (f'"{key}"' for key in keys)
        listed = f"keys {', '.join(others)} and {last}" if others else f"key {last}"
        message = f"the {listed}{where} {'are' if others else 'is'} missing"
        hint = "add them" if others else f"add it: {keys[0]}: …"
        problems.error("missing-key", message, tree.key_at(*path), hint)


def _of_one_alternative(errors: Sequence[ErrorDetails], tree: Tree, at: YamlPath) -> Sequence[ErrorDetails]:
    """The errors without those about alternatives that were not meant: pydantic reports all alternatives of a value.

    The first alternative that expects another type stays; none if the value has the type of one and an error inside.
    """
    paths = [_own_path(tree, (*at, *error["loc"])) for error in errors]
    first: dict[YamlPath, ErrorDetails] = {}
    for path, error in zip(paths, errors, strict=True):
        if _is_type(error):
            first.setdefault(path, error)
    inside = {path[: len(own)] for path in paths for own in first if len(path) > len(own)}
    return [
        error
        for path, error in zip(paths, errors, strict=True)
        if not _is_type(error) or (first[path] is error and path not in inside)
    ]


def _is_type(error: ErrorDetails) -> bool:
    return error["type"].endswith("_type")


def _report(error: ErrorDetails, tree: Tree, at: YamlPath, model: type[BaseModel], problems: Problems) -> None:
    loc = error["loc"]
    path = _own_path(tree, (*at, *loc))
    place = tree.at(*path)
    kind, context, found = error["type"], error.get("ctx", {}), error.get("input")
    if found == 0 and any(one.code == "bad-number" and one.location == place for one in problems.errors):
        return  # the number that YAML could not hold is reported, and 0 stands for it
    if (split := _split_number(tree, path)) is not None:
        place, written = split
        problems.error("bad-number", f"the comma ends the number {written}", place, measure_hint(written, ""))
    elif kind == "extra_forbidden":
        key = str(loc[-1])
        allowed = keys_allowed(model, loc[:-1])
        name, colon, value = key.partition(":")
        hint = did_you_mean(key, allowed)
        if hint.startswith("allowed") and (meant := meant_key(key, allowed)) is not None:
            hint = f'write "{meant}"'
        near = re.fullmatch(r'(?:did you mean|write) "([^"]+)"[^"]*', hint)
        named = f': perhaps "{near[1]}"' if near is not None and near[1] in allowed else ""
        if colon and found is None and name in allowed:  # {unit:people} is one key to YAML
            hint = f"write a space after the colon: {name}: {value}"
        elif key[-1:] in "”“’»" and found is None:  # {title: “A, b”}
            hint = "the comma ends the text, as curly quotes do not quote: use straight quotes around all of it"
        problems.error("unknown-key", f'unknown key "{key}"{named}', tree.key_at(*path), hint)
    elif kind == "missing":
        message = f"item {int(loc[-1]) + 1} of {_name(path)} is missing"
        problems.error("missing-item", message, tree.key_at(*path), "add it")
    elif kind == "factpress":
        problems.error(str(context["code"]), str(context["message"]), place, context["hint"])
    elif kind in ("enum", "literal_error"):
        expected = str(context.get("expected", ""))
        allowed = re.findall(r"'([^']*)'", expected)
        message = f"{describe(found)} is not allowed here"
        hint = did_you_mean(str(found), allowed) if allowed else f"write {expected}"
        problems.error("bad-value", message, place, hint)
    elif kind in _BOUNDS:
        bound = next(value for key, value in context.items() if key in ("gt", "ge", "lt", "le"))
        problems.error("bad-value", f"{found} is too {_BOUNDS[kind]}", place, _bound_hint(kind, bound))
    elif kind.endswith(("too_short", "too_long")):
        code, message, hint = _wrong_length(kind, context, found, path)
        problems.error(code, message, place, hint)
    elif kind == "string_pattern_mismatch":
        message = f"{describe(found)} does not have the required form"
        problems.error("bad-value", message, place, f"it must match {context.get('pattern')}")
    else:
        code, message, hint = _wrong_type(kind, found)
        if found is None and place.source is not None and place.source.startswith("#"):  # a comment to YAML
            hint = f'put it in quotes: "{place.source}"'
        problems.error(code, message, place, _example(found, hint, model, loc) or hint)


def _example(found: object, hint: str | None, model: type[BaseModel], loc: YamlPath) -> str | None:
    """A hint with an example, for a value that should be a group of keys or a list."""
    if isinstance(found, str) and found.strip().lower() in PAPERS and hint is not None and hint.startswith("put it in"):
        return f"write width and height: [{PAPERS[found.strip().lower()]}]"
    if hint not in (_TYPE_HINTS["a list"], _TYPE_HINTS["a group of keys"]):
        return None
    if isinstance(found, str) and (key := first_key(model, loc)) is not None:
        return f"write {{{key}: {found}}}"
    if isinstance(found, dict) and found and (of_items := keys_allowed(model, (*loc, 0))):
        return _as_items(cast("dict[str, object]", found), of_items)
    about = description(model, loc)
    return (
        f"write {about[:1].lower()}{about[1:].rstrip('.')}"
        if about is not None and re.search(r"[\[{]", about)
        else None
    )


def _as_items(found: Mapping[str, object], of_items: Sequence[str]) -> str:
    """How a group of keys is written as the items of a list, whose keys are `of_items`."""
    first = next(iter(found))
    if first in of_items or not isinstance(found[first], dict):
        return f"write a hyphen before each item of the list: - {first}: …"
    if "key" in of_items:
        return f'write a hyphen before each item of the list, and its name as "key": - {{key: {first}, …}}'
    return f"write a hyphen before each item of the list, without the name {first}: - {{…}}"


def _split_number(tree: Tree, path: YamlPath) -> tuple[Location, str] | None:
    """Place and text of a number that YAML splits at its commas: {exactly: 12,480} has the keys "exactly" and "480"."""
    found = tree.get(*path[:-1]) if path else None
    around = cast("dict[YamlKey, object]", found) if isinstance(found, dict) else {}
    if not path or path[-1] not in around:
        return None
    items = list(around)
    first = items.index(path[-1])
    if not _is_group(items[first], around):  # perhaps the first part
        first += 1
    if first == len(items) or not _is_group(items[first], around):
        return None
    last = first
    while first > 0 and _is_group(items[first - 1], around):
        first -= 1
    while last + 1 < len(items) and _is_group(items[last + 1], around):
        last += 1
    if first == 0:
        return None
    begin = tree.at(*path[:-1], items[first - 1])
    groups = [begin.source or str(around[items[first - 1]]), *map(str, items[first : last + 1])]
    return begin, ",".join(groups)


def _is_group(key: YamlKey, around: Mapping[YamlKey, object]) -> bool:
    return isinstance(key, str) and re.fullmatch(r"\d{1,6}%?", key, re.ASCII) is not None and around[key] is None


_BOUNDS = {"greater_than": "small", "greater_than_equal": "small", "less_than": "large", "less_than_equal": "large"}


def _bound_hint(kind: str, bound: object) -> str:
    words = {"greater_than": "more than", "greater_than_equal": "at least", "less_than": "less than"}
    return f"write {words.get(kind, 'at most')} {bound}"


def _name(path: YamlPath) -> str:
    """The last key of the path in quotes; "the list" if it has none."""
    return next((f'"{key}"' for key in reversed(path) if isinstance(key, str)), "the list")


def _wrong_length(kind: str, context: Mapping[str, Any], found: object, path: YamlPath) -> tuple[str, str, str]:
    short = kind.endswith("too_short")
    bound = int(context["min_length" if short else "max_length"])
    if kind.startswith("string"):
        if short and bound == 1:
            return "empty-text", "the text is empty", "write it, or remove the key if it is optional"
        wrong, limit = ("short", "least") if short else ("long", "most")
        return "bad-value", f"{describe(found)} is too {wrong}", f"at {limit} {bound} characters"
    many = len(cast("list[object]", found)) if isinstance(found, list | tuple | dict) else int(context["actual_length"])
    if many == 0:
        return "empty-list", f"{_name(path)} is empty", f"write at least {bound}"
    wrong = "too few" if short else "too many"
    hint = f"write {bound}" if context.get("max_length", bound) == bound and not short else f"write at least {bound}"
    return "bad-length", f"{_name(path)} has {wrong} items: {many}", hint


def _wrong_type(kind: str, found: object) -> tuple[str, str, str | None]:
    """Code, message and hint. The kinds are pydantic's error types: "string_type", "list_type", "int_parsing"."""
    expected = next((words for start, words in _EXPECTED.items() if kind.startswith(start)), None)
    if expected is None or kind in ("string_unicode", "string_sub_type"):
        return "bad-value", f"{describe(found)} is not allowed here", "see the schema for the values that are allowed"
    hint = _TYPE_HINTS.get(expected)
    if expected == "a text":
        if isinstance(found, bool):
            hint = f'put it in quotes, if it is a text: "{str(found).lower()}"'
        elif isinstance(found, int | Decimal):
            hint = f'put it in quotes: "{found}"'
    if expected == "a list" and isinstance(found, str) and re.match(r"[-–—•*]", found):
        hint = "write each item on its own line, with a hyphen and a space: - item"
    elif expected == "a list" and isinstance(found, str | int | Decimal) and not isinstance(found, bool):
        hint = f"put it in brackets: [{found}]"
    if expected == "true or false" and isinstance(found, str):
        word = found.strip().lower()
        hint = {"yes": "write true", "on": "write true", "no": "write false", "off": "write false"}.get(word, hint)
    if found is None:
        hint = "write the value after the colon, or remove the key"
    return "wrong-type", f"expected {expected}, found {describe(found)}", hint


_TYPE_HINTS = {
    "a text": "write words, without brackets or keys below",
    "true or false": "write true or false, without quotes",
    "a whole number": "write digits only, without quotes, commas or a point",
    "a list": "write its items in brackets: [one, two]",
    "a group of keys": "write its keys below, each with a colon",
}
