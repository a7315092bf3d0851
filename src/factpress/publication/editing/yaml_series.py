"""Keys of a mapping that stand in an order, as the years of a series do: new ones are put in their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from factpress.core.yaml_positions import YamlPath
from factpress.publication.editing.line_fill import WIDTH
from factpress.publication.editing.source_text import Change, SourceText, difference
from factpress.publication.editing.yaml_edit import value_change
from factpress.publication.editing.yaml_nodes import Mapping as MappingNode
from factpress.publication.editing.yaml_nodes import YamlText, read_yaml
from factpress.publication.editing.yaml_style import PlainValue, flow_form, key_text, plain_data, same


def ordered_change(
    text: str,
    path: YamlPath,
    values: Mapping[str, PlainValue],
    order: Callable[[str], Any],
    *,
    file: Path = Path("-"),
) -> Change:
    """Return the change that gives keys of the mapping at that path new values; its other keys stay.

    A key that is missing is added before the first one that comes after it in the `order` of keys. Raises Findings if
    the file cannot be changed.
    """
    changed = text
    for key, value in values.items():
        yaml = read_yaml(SourceText(changed, file))
        mapping = yaml.find(path)
        following = _following(mapping, key, order) if isinstance(mapping, MappingNode) else None
        if isinstance(mapping, MappingNode) and following is not None:
            changed = _inserted(yaml, mapping, following, key, plain_data(value)).applied(changed)
        else:
            changed = value_change(changed, (*path, key), value, file=file).applied(changed)
    _check(SourceText(text, file), SourceText(changed, file), path, values, order)
    return difference(text, changed)


def _following(mapping: MappingNode, key: str, order: Callable[[str], Any]) -> int | None:
    """The index of the first entry that comes after a key; None if there is none, or if the key is there."""
    if mapping.entry(key) is not None:
        return None
    return next((n for n, (name, _) in enumerate(mapping.entries) if order(name.value) > order(key)), None)


def _inserted(yaml: YamlText, mapping: MappingNode, before: int, key: str, value: Any) -> Change:
    source, at = yaml.source, mapping.entries[before][0].start
    entry = f"{key_text(key, flow=mapping.flow)}: {flow_form(value)}"
    if not mapping.flow:
        return source.raw_change(Change(at, at, f"{entry}\n{' ' * source.column(at)}"))
    first = not source.plain[source.line_start(at) : at].strip()
    room = WIDTH - (source.line_stop(at) - source.line_start(at))
    full = 0 <= room < len(entry) + 2  # a line that is too long already has no better place
    pad = "\n" + " " * (source.column(mapping.start) + 1)
    return source.raw_change(Change(at, at, f"{entry},{pad if full and not first else ' '}"))


def _check(
    before: SourceText, after: SourceText, path: YamlPath, values: Mapping[str, PlainValue], order: Callable[[str], Any]
) -> None:
    """Raise Findings unless the new file says what is expected, and the same as the old one elsewhere."""
    old, new = read_yaml(before).data, read_yaml(after).data
    held_old, held_new = old, new
    for key in path:
        held_old, held_new = held_old[key], held_new[key]
    whole = {**held_old, **{key: plain_data(value) for key, value in values.items()}}
    in_order = list(held_old) != sorted(held_old, key=order) or list(held_new) == sorted(held_new, key=order)
    if not in_order or not same({key: whole[key] for key in held_new}, held_new) or len(whole) != len(held_new):
        raise before.refusal("this value cannot be changed safely here", 0, "change it in the file by hand")
