"""An edit of a YAML file, made for an older content, is made for the one that is there now."""

from __future__ import annotations

from factpress.core.yaml_positions import YamlPath
from factpress.publication.editing.edits import Edit, EditConflict, carried_over
from factpress.publication.editing.source_text import SourceText
from factpress.publication.editing.yaml_nodes import Mapping, Node, Sequence, YamlText, read_yaml


def carried_over_yaml(edit: Edit, old: bytes, new: bytes) -> Edit:
    """Return an edit for the content `old` as one for `new`, if it is at the same value there.

    Lines alone do not tell that: many records have the same ones. Raises EditConflict if the value was changed, or is
    at another place among the keys and items; Findings if one of the contents has an error of YAML.
    """
    moved = carried_over(edit, old, new)
    if _path_at(edit, old, edit.start) != _path_at(edit, new, moved.start):
        raise EditConflict(edit.file, edit.before, new[moved.start : moved.end], edit.after)
    return moved


def _path_at(edit: Edit, content: bytes, index: int) -> YamlPath:
    source = SourceText(content.decode("utf-8"), edit.file)
    characters = SourceText(content[:index].decode("utf-8"), edit.file)
    return path_at(read_yaml(source), len(characters.plain))


def path_at(yaml: YamlText, index: int) -> YamlPath:
    """Return the path of the innermost value that the character at that index belongs to, or whose key it does."""
    node, path = yaml.root, YamlPath()
    while (step := _step(node, index)) is not None:
        key, node = step
        path = (*path, key)
    return path


def _step(node: Node | None, index: int) -> tuple[str | int, Node] | None:
    match node:
        case Mapping(entries=entries):
            return next(((key.value, one) for key, one in entries if key.start <= index <= one.end), None)
        case Sequence(items=items):
            return next(((n, one) for n, one in enumerate(items) if one.start <= index <= one.end), None)
        case _:
            return None
