"""One value of a YAML file is replaced, added or removed; every other character of the file stays as it is.

Each function returns a `Change`. Before that it reads the new text, and compares its data with what was asked for: a
notation that does not give exactly that is not used. Raises `Findings` for a file that has an error of YAML, and for
what cannot be changed safely.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any, cast

from factpress.core.characters import NOT_ALLOWED
from factpress.core.diagnostics import Findings
from factpress.core.yaml_positions import YamlKey, YamlPath, bad_character
from factpress.publication.editing.edits import EditConflict, digest
from factpress.publication.editing.source_text import Change, SourceText, difference
from factpress.publication.editing.yaml_changes import (
    added_item,
    added_key,
    has_comment,
    removed_item,
    removed_key,
    without_values,
)
from factpress.publication.editing.yaml_nodes import HEADER, Mapping, Node, Scalar, Sequence, YamlText, read_yaml
from factpress.publication.editing.yaml_style import (
    Around,
    PlainValue,
    block_form,
    entry_form,
    flow_form,
    key_text,
    plain_data,
    same,
    scalar_forms,
    text_forms,
)

_NO_FILE = Path("-")


def value_change(
    text: str, path: YamlPath, value: PlainValue, *, file: Path = _NO_FILE, base: str | None = None
) -> Change:
    """Return the change that gives the value at that path; a key that is missing is added below the last one.

    `base` is the digest of the value as it was written when the new one was decided on (`value_source`; of a key that
    was missing, that of nothing). Raises EditConflict if another value is there now.
    """
    yaml = read_yaml(SourceText(text, file))
    path = _data_path(yaml, path)
    change = _value_change(yaml, path, plain_data(value))
    found = (_written(yaml, path) or "").encode()
    if base is not None and digest(found) != base:
        raise EditConflict(file, None, found, change.new.encode())
    return change


def removal_change(text: str, path: YamlPath, *, file: Path = _NO_FILE) -> Change:
    """Return the change that removes a key with its value, or an item of a list."""
    yaml = read_yaml(SourceText(text, file))
    path = _data_path(yaml, path)
    above, key = _parent(yaml, path)
    if yaml.find(path) is None:
        raise yaml.source.refusal(f"there is no {_shown(path)}", above.start, "read the file again")
    part = copy(_held(yaml.data, path[:-1]))
    del part[key]
    # a file without its last record has no data at all
    expected = _with(yaml.data, path[:-1], part) if part or len(path) > 1 or above.flow else None
    if isinstance(above, Mapping):
        change = removed_key(yaml, above, str(key))
    else:
        change = removed_item(yaml, above, cast("int", key))
    return _checked(yaml, iter([change]), expected, above.start)


def key_change(text: str, path: YamlPath, name: str, *, file: Path = _NO_FILE) -> Change:
    """Return the change that gives the key at that path another name, and keeps its place and value."""
    yaml = read_yaml(SourceText(text, file))
    path = _data_path(yaml, path)
    above, key = _parent(yaml, path)
    entry = above.entry(str(key)) if isinstance(above, Mapping) else None
    if entry is None or not isinstance(above, Mapping):
        raise yaml.source.refusal(f"there is no key {_shown(path)}", above.start, "read the file again")
    if name != key and above.entry(name) is not None:
        raise yaml.source.refusal(f'there is a key "{name}" already', entry[0].start, "choose another name")
    held = _held(yaml.data, path[:-1])
    renamed = {name if one == key else one: value for one, value in held.items()}
    change = Change(entry[0].start, entry[0].end, key_text(name, flow=above.flow))
    return _checked(yaml, iter([change]), _with(yaml.data, path[:-1], renamed), entry[0].start)


def item_change(text: str, path: YamlPath, index: int, value: PlainValue, *, file: Path = _NO_FILE) -> Change:
    """Return the change that adds an item to the list at that path, before the one of that index or at the end."""
    yaml = read_yaml(SourceText(text, file))
    return _item_change(yaml, _data_path(yaml, path), index, plain_data(value))


def record_change(text: str, key: str, value: PlainValue, *, file: Path = _NO_FILE) -> Change:
    """Return the change that adds a record with that id at the end of a file."""
    yaml = read_yaml(SourceText(text, file))
    if yaml.root is not None and not isinstance(yaml.root, Scalar) and yaml.find((key,)) is not None:
        raise yaml.source.refusal(f'there is a record "{key}" already', yaml.root.start, "choose another id")
    return _value_change(yaml, (key,), plain_data(value), record=True)


def replace_value(text: str, path: YamlPath, value: PlainValue, *, file: Path = _NO_FILE) -> str:
    """Return the text with that value; see `value_change`."""
    return value_change(text, path, value, file=file).applied(text)


def remove_value(text: str, path: YamlPath, *, file: Path = _NO_FILE) -> str:
    """Return the text without that key or item; see `removal_change`."""
    return removal_change(text, path, file=file).applied(text)


def insert_item(text: str, path: YamlPath, index: int, value: PlainValue, *, file: Path = _NO_FILE) -> str:
    """Return the text with an item more in a list; see `item_change`."""
    return item_change(text, path, index, value, file=file).applied(text)


def append_record(text: str, key: str, value: PlainValue, *, file: Path = _NO_FILE) -> str:
    """Return the text with a record more; see `record_change`."""
    return record_change(text, key, value, file=file).applied(text)


def value_source(text: str, path: YamlPath, *, file: Path = _NO_FILE) -> str | None:
    """Return a value as it is written in the file, with quotes and folds; None if there is none."""
    yaml = read_yaml(SourceText(text, file))
    return _written(yaml, _data_path(yaml, path))


def _written(yaml: YamlText, path: YamlPath) -> str | None:
    node = yaml.find(path)
    if node is None:
        return None
    change = yaml.source.raw_change(Change(node.start, node.end, ""))
    return yaml.source.raw[change.start : change.end]


# ── changes ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _value_change(yaml: YamlText, path: YamlPath, value: Any, *, record: bool = False) -> Change:
    node = yaml.find(path)
    if node is None:
        return _new_value(yaml, path, value, record=record)
    _require_allowed(yaml, value, node.start)
    old = _held(yaml.data, path)
    value = _in_order(old, value)
    if same(old, value):
        return yaml.source.raw_change(Change(node.start, node.start, ""))
    if isinstance(node, Mapping | Sequence) and value and isinstance(value, dict | list):
        stepwise = _stepwise(yaml, path, old, value)
        if stepwise is not None:
            return stepwise
    return _checked(yaml, _replacements(yaml, path, node, value), _with(yaml.data, path, value), node.start)


def _new_value(yaml: YamlText, path: YamlPath, value: Any, *, record: bool) -> Change:
    source = yaml.source
    while len(path) > 1 and yaml.find(path[:-1]) is None and isinstance(path[-1], str):
        path, value = path[:-1], {path[-1]: value}
    above = next((node for end in range(len(path) - 1, -1, -1) if (node := yaml.find(path[:end])) is not None), None)
    if not path or not isinstance(path[-1], str):
        at = above.start if above is not None else 0
        raise source.refusal(f"there is no {_shown(path)}", at, "read the file again")
    key = path[-1]
    above = yaml.find(path[:-1])
    at = above.start if above is not None else len(source.plain)
    _require_allowed(yaml, {key: value}, at)
    if len(path) == 1 and (above is None or (isinstance(above, Scalar) and yaml.data is None)):
        end = len(source.plain)
        begin = "" if not source.plain or source.plain.endswith("\n") else "\n"
        entry = entry_form(key, value, 0, keys_below=record)
        change = Change(end, end, f"{begin}{entry}\n")
        return _checked(yaml, iter([change]), {key: value}, at)
    if above is None or (isinstance(above, Scalar) and above.value):
        raise source.refusal(f"there is no place for {_shown(path)}", at, "read the file again")
    if isinstance(above, Scalar):
        return _value_change(yaml, path[:-1], {key: value})
    if isinstance(above, Sequence):
        raise source.refusal(f"{_shown(path[:-1])} is a list, which has no keys", at, "add an item")
    expected = _with(yaml.data, path, value)
    return _checked(yaml, iter([added_key(yaml, above, key, value, record=record)]), expected, at)


def _item_change(yaml: YamlText, path: YamlPath, index: int, value: Any) -> Change:
    node = yaml.find(path)
    if not isinstance(node, Sequence) or not 0 <= index <= len(node.items):
        at = node.start if node is not None else 0
        raise yaml.source.refusal(f"there is no list {_shown(path)} with so many items", at, "read the file again")
    _require_allowed(yaml, value, node.start)
    old = cast("list[Any]", _held(yaml.data, path))
    expected = _with(yaml.data, path, [*old[:index], value, *old[index:]])
    return _checked(yaml, iter([added_item(yaml, node, index, value)]), expected, node.start)


def _stepwise(yaml: YamlText, path: YamlPath, old: Any, value: Any) -> Change | None:
    """The change of a list or mapping that leaves alone what stays of it; None if there is none."""
    text, file = yaml.source.raw, yaml.source.file
    try:
        for step, key, part in _steps(old, value):
            now = read_yaml(SourceText(text, file))
            match step:
                case "set":
                    change = _value_change(now, (*path, key), part)
                case "add":
                    change = _item_change(now, path, cast("int", key), part)
                case _:
                    change = removal_change(text, (*path, key), file=file)
            text = change.applied(text)
    except Findings:
        return None
    done = read_yaml(SourceText(text, file)).data
    return difference(yaml.source.raw, text) if same(done, _with(yaml.data, path, value)) else None


def _in_order(old: Any, value: Any) -> Any:
    """The value with its keys in the order that they have in the file: new ones are last."""
    if not isinstance(old, dict) or not isinstance(value, dict):
        return value
    here, new = cast("dict[str, Any]", old), cast("dict[str, Any]", value)
    keys = (*(key for key in here if key in new), *(key for key in new if key not in here))
    return {key: _in_order(here.get(key), new[key]) for key in keys}


def _steps(old: Any, new: Any) -> Iterator[tuple[str, YamlKey, Any]]:
    """The steps from one list or mapping to another: "set" a key or an item, "add" an item, or "remove"."""
    if isinstance(old, dict) and isinstance(new, dict):
        here, there = cast("dict[str, Any]", old), cast("dict[str, Any]", new)
        yield from (("set", key, there[key]) for key in there if key not in here or not same(here[key], there[key]))
        yield from (("remove", key, None) for key in here if key not in there)
    elif isinstance(old, list) and isinstance(new, list):
        mine, others = cast("list[Any]", old), cast("list[Any]", new)
        most = min(len(mine), len(others))
        begin = next((n for n in range(most) if not same(mine[n], others[n])), most)
        end = next((n for n in range(most - begin) if not same(mine[-1 - n], others[-1 - n])), most - begin)
        paired = most - begin - end
        yield from (("set", n, others[n]) for n in range(begin, begin + paired))
        yield from (("add", n, others[n]) for n in range(begin + paired, len(others) - end))
        yield from (("remove", begin + paired, None) for _ in range(len(mine) - most))


def _replacements(yaml: YamlText, path: YamlPath, node: Node, value: Any) -> Iterator[Change]:
    """Changes that write a value in place of another one, best first."""
    source, text = yaml.source, yaml.source.plain
    around = Around(flow=yaml.in_flow(path), indent=_indent(yaml, path), column=source.column(node.start))
    start, end, begin = node.start, node.end, ""
    if start == end:
        begin = _before_value(yaml, path, start)
    elif not isinstance(node, Scalar):
        if has_comment(yaml, _after_sign(yaml, path, start), end):
            raise source.refusal("comments stand in what would be replaced", start, "change its parts one by one")
        if not node.flow and path:
            start, begin = len(text[:start].rstrip(" \n")), " "
    old_text = text[node.start : node.end]
    header = HEADER.match(old_text) if isinstance(node, Scalar) and node.style in ("|", ">") else None
    for form in _forms(node, old_text, value, around):
        if form.startswith("\n"):
            yield Change(len(text[:start].rstrip(" ")), end, form)
            continue
        rest = header["rest"] if header is not None and form[0] not in "|>" else ""
        yield Change(start, end, begin + form + rest)


def _forms(node: Node, old_text: str, value: Any, around: Around) -> Iterator[str]:
    match node:
        case Scalar() if not isinstance(value, dict | list):
            return scalar_forms(value, node, old_text, around)
        case Mapping() | Sequence() if isinstance(value, str):
            return text_forms(value, around)
        case Mapping(flow=False) | Sequence(flow=False) | Scalar() if not around.flow:
            return iter([block_form(value, around), flow_form(value)])
        case _:
            return iter([flow_form(value)])


def _above(yaml: YamlText, path: YamlPath) -> Node | None:
    """The list or mapping that the value at a path is a part of; None for the whole file."""
    return yaml.find(path[:-1]) if path else None


def _key_of(yaml: YamlText, path: YamlPath) -> Scalar | None:
    """The key of the value at a path; None if it has none."""
    above = _above(yaml, path)
    entry = above.entry(str(path[-1])) if isinstance(above, Mapping) else None
    return entry[0] if entry is not None else None


def _after_sign(yaml: YamlText, path: YamlPath, at: int) -> int:
    """The end of the key or dash before a list or mapping."""
    key, above = _key_of(yaml, path), _above(yaml, path)
    if key is not None:
        return key.end
    return max(yaml.source.plain.rfind("-", 0, at), 0) if isinstance(above, Sequence) and not above.flow else at


def _before_value(yaml: YamlText, path: YamlPath, at: int) -> str:
    """The text to write between a key or a dash and its value, which was empty."""
    text, key = yaml.source.plain, _key_of(yaml, path)
    if key is not None and key.end == at:
        return ": "
    return "" if at == 0 or text[at - 1] in " \n[{" else " "


def _indent(yaml: YamlText, path: YamlPath) -> int:
    """The indent of lines of a value below its first one."""
    above = _above(yaml, path)
    if isinstance(above, Mapping) and not above.flow:
        return yaml.source.column(above.entries[0][0].start) + 2
    return yaml.source.column(above.start) + 2 if above is not None else 0


# ── checks ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _checked(yaml: YamlText, changes: Iterator[Change], expected: Any, at: int) -> Change:
    """The first change, as one of the file, after which the file says what is expected."""
    source = yaml.source
    for change in changes:
        raw = source.raw_change(change)
        try:
            done = read_yaml(SourceText(raw.applied(source.raw), source.file))
        except Findings:
            continue
        if same(done.data, expected):
            start, stop = source.line_start(change.start), source.line_stop(change.end)
            tab = without_values(yaml, start, stop).find("\t")
            if tab >= 0:
                raise source.refusal("a tab stands in place of a space", start + tab, "replace the tab with spaces")
            return raw
    raise source.refusal("this value cannot be changed safely here", at, "change it in the file by hand")


def _require_allowed(yaml: YamlText, value: Any, at: int) -> None:
    """Raise Findings if a text has a character that no file may have."""
    match value:
        case str() if found := NOT_ALLOWED.search(value):
            raise yaml.source.refusal(bad_character(found[0]), at, "remove it")
        case dict():
            for key, one in cast("dict[str, Any]", value).items():
                _require_allowed(yaml, key, at)
                _require_allowed(yaml, one, at)
        case list():
            for one in cast("list[Any]", value):
                _require_allowed(yaml, one, at)
        case _:
            return


def _data_path(yaml: YamlText, path: YamlPath) -> YamlPath:
    """The path with the keys of mappings as texts, as the data has them: 2021 is a key of a series."""
    keys: list[YamlKey] = []
    node = yaml.root
    for key in path:
        keys.append(key if isinstance(node, Sequence) else str(key))
        node = yaml.find(tuple(keys))
    return tuple(keys)


def _parent(yaml: YamlText, path: YamlPath) -> tuple[Mapping | Sequence, YamlKey]:
    above = _above(yaml, path)
    if not isinstance(above, Mapping | Sequence):
        raise yaml.source.refusal(f"there is no {_shown(path)}", 0, "read the file again")
    return above, path[-1]


def _held(data: Any, path: YamlPath) -> Any:
    for key in path:
        data = data[key]
    return data


def _with(data: Any, path: YamlPath, value: Any) -> Any:
    """The data with a value at a path; what is not on the path is the same object."""
    if not path:
        return value
    key, *below = path
    new = copy(data)
    new[key] = _with(data[key], tuple(below), value) if below else value
    return new


def _shown(path: YamlPath) -> str:
    return " → ".join(map(str, path)) or "value"
