"""Where the fields of a claim's form are in its file, and the values that they have there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from factpress.core.yaml_positions import YamlPath
from factpress.publication.editing.edits import digest
from factpress.publication.editing.source_text import SourceText
from factpress.publication.editing.yaml_nodes import YamlText, read_yaml
from factpress.publication.facts.schema import QUALIFIERS

Kind = Literal["text", "number", "day", "time", "standing", "choice"]

_CLAIM: Mapping[str, Kind] = {
    "claim": "text",
    "says": "text",
    "finding": "text",
    "reason": "text",
    "standing": "standing",
    "checked": "day",
    "review_by": "day",
}
_VALUE: Mapping[str, Kind] = {
    "key": "text",
    "number": "number",
    "low": "number",
    "high": "number",
    "unit": "choice",
    "of": "text",
    "definition": "text",
    "place": "text",
    "time": "time",
    "counts": "choice",
    "calculation": "text",
}
_CITATION: Mapping[str, Kind] = {"locator": "text", "read": "choice"}

NEEDED = frozenset({"claim", "standing", "number", "low", "high"})
"""Fields that may not be empty."""

_PATH = re.compile(
    r"(?P<claim>[a-z_]+)"
    r"|values/(?P<value>\d{1,4})/(?P<key>[a-z_]+)"
    r"|values/(?P<series>\d{1,4})/points/(?P<point>[\d-]{1,10})"
    r"|(?:values/(?P<of>\d{1,4})/)?cites/(?P<cite>\d{1,4})/(?P<part>[a-z_]+)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field in its file: the path of its value, and its kind. The value may be missing."""

    name: str
    kind: Kind
    path: YamlPath


@dataclass(frozen=True, slots=True)
class ClaimData:
    """A claim as its file has it, or another record. A file that is one record has it by the id ""."""

    id: str
    yaml: YamlText

    @classmethod
    def of(cls, claim: str, source: SourceText) -> ClaimData | None:
        """Return the claim with that id; None if the file has none. Raises Findings if the file has an error."""
        found = cls(claim, read_yaml(source))
        return found if isinstance(found.get(found.path), dict) else None

    @property
    def path(self) -> YamlPath:
        """The path of the claim in its file."""
        return (self.id,) if self.id else ()

    @property
    def record(self) -> Mapping[str, Any]:
        """The keys of the claim."""
        return cast("Mapping[str, Any]", self.get(self.path))

    @property
    def values(self) -> tuple[Mapping[str, Any], ...]:
        """The values of the claim that are mappings, in order; one that is none is an empty mapping."""
        values = self.record.get("values")
        items = cast("list[object]", values) if isinstance(values, list) else []
        return tuple(cast("Mapping[str, Any]", item) if isinstance(item, dict) else {} for item in items)

    def citations(self, value: int | None) -> tuple[YamlPath, tuple[Mapping[str, Any], ...]]:
        """Return the path of the citations of a value, or of the claim, and the citations."""
        path: YamlPath = (self.id, "cites") if value is None else (self.id, "values", value, "cites")
        found = self.get(path)
        items = cast("list[object]", found if isinstance(found, list) else [found] if isinstance(found, dict) else [])
        return path, tuple(cast("Mapping[str, Any]", one) for one in items if isinstance(one, dict))

    def citation_path(self, value: int | None, index: int) -> YamlPath:
        """Return the path of one citation; a single one may be written without a list."""
        path, _ = self.citations(value)
        return (*path, index) if isinstance(self.get(path), list) else path

    def get(self, path: YamlPath) -> object:
        """Return the value at a path; None if there is none."""
        data: Any = self.yaml.data
        for key in path:
            if isinstance(data, dict):
                data = cast("dict[str, object]", data).get(str(key))
            elif isinstance(data, list) and isinstance(key, int) and 0 <= key < len(cast("list[object]", data)):
                data = cast("list[object]", data)[key]
            else:
                return None
        return data

    def written(self, path: YamlPath) -> str:
        """Return a value as it is written in the file; "" if there is none."""
        node = self.yaml.find(path)
        return self.yaml.source.plain[node.start : node.end] if node is not None else ""

    def base(self, path: YamlPath) -> str:
        """Return the digest of a value as it is written, of nothing if there is none."""
        return digest(self.written(path).encode())

    def line(self, path: YamlPath) -> int:
        """Return the line in which a value begins; 0 if there is none."""
        node = self.yaml.find(path)
        return self.yaml.source.place(node.start).line if node is not None else 0

    def qualifier(self, value: int) -> str | None:
        """Return the key by which a value gives its number; None if it has none of them."""
        if value >= len(self.values):
            return None
        return next((key for key in QUALIFIERS if key in self.values[value]), None)

    def place(self, field: str) -> FieldPlace | None:
        """Return where a field is in the file; None if the claim has no such field."""
        found = _PATH.fullmatch(field)
        if found is None:
            return None
        if (name := found["claim"]) is not None:
            kind = _CLAIM.get(name)
            return FieldPlace(name, kind, (self.id, name)) if kind is not None else None
        number = found["value"] or found["series"] or found["of"]
        value = int(number) if number is not None else None
        if value is not None and value >= len(self.values):
            return None
        if (part := found["part"]) is not None:
            return self._citation(value, int(found["cite"]), part)
        assert value is not None  # noqa: S101 - for the type checker: the other alternatives have a value
        if (point := found["point"]) is not None:
            return FieldPlace("number", "number", (self.id, "values", value, "series", point))
        kind = _VALUE.get(found["key"])
        return FieldPlace(found["key"], kind, self._value_path(value, found["key"])) if kind is not None else None

    def _citation(self, value: int | None, index: int, part: str) -> FieldPlace | None:
        kind = _CITATION.get(part)
        if kind is None or index >= len(self.citations(value)[1]):
            return None
        return FieldPlace(part, kind, (*self.citation_path(value, index), part))

    def _value_path(self, value: int, key: str) -> YamlPath:
        path: YamlPath = (self.id, "values", value)
        match key:
            case "number":
                return (*path, self.qualifier(value) or "exactly")
            case "low" | "high":
                return (*path, "range", 0 if key == "low" else 1)
            case "time":
                return (*path, "as_of" if "as_of" in self.values[value] else "period")
            case _:
                return (*path, key)

    def field_of(self, path: YamlPath) -> str:
        """Return the field whose value is at a path, or around it; "" if no field shows it."""
        for end in range(len(path), 1, -1):
            if (field := self._field(path[:end])) is not None:
                return field
        return ""

    def _field(self, path: YamlPath) -> str | None:
        match path:
            case (_, str(key)) if key in _CLAIM or key == "cites":
                return key
            case (_, "values", int(value), str(key), *rest):
                return f"values/{value}/{self._value_field(key, rest)}"
            case (_, "values", int(value)):
                return f"values/{value}/number"
            case _:
                return None

    @staticmethod
    def _value_field(key: str, rest: list[str | int]) -> str:
        match key:
            case "range":
                return "high" if rest == [1] else "low"
            case "series":
                return f"points/{rest[0]}" if rest else "number"
            case "period" | "as_of":
                return "time"
            case _:
                return "number" if key in QUALIFIERS else key


def claim_ids(source: SourceText) -> tuple[str, ...]:
    """Return the ids of the claims of a file, in order. Raises Findings if it has an error."""
    data = read_yaml(source).data
    return tuple(map(str, cast("dict[str, object]", data))) if isinstance(data, dict) else ()
