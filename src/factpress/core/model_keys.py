"""The keys that a model of a file allows, and how they are described."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, RootModel

from factpress.core.diagnostics import did_you_mean
from factpress.core.yaml_positions import YamlKey, YamlPath


def _options(kind: Any) -> tuple[Any, ...]:
    return typing.get_args(kind) if typing.get_origin(kind) in (typing.Union, types.UnionType) else (kind,)


def _step(kind: Any, key: YamlKey) -> Any:
    """The type of a field, of a list's items or of a mapping's values."""
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


def _kind(model: type[BaseModel], path: YamlPath) -> Any:
    kind: Any = model
    for key in path:
        kind = _step(kind, key)
    return kind


def keys_allowed(model: type[BaseModel], path: YamlPath) -> list[str]:
    """Return the keys of the group at a path of a model."""
    for option in _options(_kind(model, path)):
        if isinstance(option, type) and issubclass(option, BaseModel):
            return [info.alias or name for name, info in option.model_fields.items()]
    return []


def description(model: type[BaseModel], path: YamlPath) -> str | None:
    """Return the description of the field at a path of a model; None if it has none, as items of lists."""
    for option in _options(_kind(model, path[:-1])):
        if isinstance(option, type) and issubclass(option, BaseModel):
            for name, info in option.model_fields.items():
                if path[-1:] in ((name,), (info.alias,)):
                    return info.description
    return None


def first_key(model: type[BaseModel], path: YamlPath) -> str | None:
    """Return the key of the group at a path that holds its name or id: the one required key; None if there are more."""
    for option in _options(_kind(model, path)):
        if isinstance(option, type) and issubclass(option, BaseModel):
            required = [info.alias or name for name, info in option.model_fields.items() if info.is_required()]
            return required[0] if len(required) == 1 else None
    return None


def is_meant(written: str, allowed: Sequence[str], key: str) -> bool:
    """Return whether an unknown key stands for another one."""
    return meant_key(written, allowed) == key


def meant_key(written: str, allowed: Sequence[str]) -> str | None:
    """Return the key that an unknown one stands for; None if none is similar."""
    name = written.partition(":")[0]
    synonym = _SYNONYMS.get(name.lower().replace(" ", "_"))
    if name in allowed or synonym in allowed:
        return name if name in allowed else synonym
    found = re.fullmatch(r'(?:did you mean|write) "([^"]*)"\??.*', did_you_mean(written, allowed))
    return found[1] if found is not None else None


_SYNONYMS = {
    "value": "exactly", "number": "exactly", "amount": "exactly", "count": "exactly", "total": "exactly",
    "approximately": "about", "approx": "about", "circa": "about", "ca": "about", "around": "about",
    "over": "more_than", "above": "more_than", "greater_than": "more_than", "min": "at_least", "minimum": "at_least",
    "under": "less_than", "below": "less_than", "max": "at_most", "maximum": "at_most", "up_to": "at_most",
    "between": "range", "from": "range", "year": "period", "date": "period", "when": "period", "time": "period",
    "source": "cites", "sources": "cites", "cite": "cites", "citation": "cites", "page": "locator",
    "status": "standing", "text": "claim", "statement": "claim", "why": "reason", "where": "place",
    "phone": "number", "telephone": "number", "tel": "number", "sms": "text", "called": "rung", "founded": "since",
    "started": "since", "description": "what", "expires": "until", "to": "until", "approved": "approved_by",
    "name": "title", "url": "URL", "link": "URL", "published": "issued", "publication_date": "issued",
    "organization": "organisation", "lang": "language", "colour": "color", "colors": "color", "colours": "color",
}  # fmt: skip
"""Keys that people write for another one."""

PAPERS = {
    "a2": "420mm, 594mm", "a3": "297mm, 420mm", "a4": "210mm, 297mm", "a5": "148mm, 210mm", "a6": "105mm, 148mm",
    "letter": "8.5in, 11in", "half-letter": "5.5in, 8.5in", "tabloid": "11in, 17in", "legal": "8.5in, 14in",
}  # fmt: skip
"""The sizes of papers by name, for hints."""
