"""Shapes that several files use: one thing or a list of them."""

from __future__ import annotations

from typing import Any, cast

from pydantic import GetJsonSchemaHandler
from pydantic_core import CoreSchema


def wrapped(value: object) -> object:
    """One thing as a list of it; lists stay as they are."""
    return [cast("object", value)] if isinstance(value, dict | str) else value


class OneOrMany:
    """Marks a list that may be written as one thing without brackets, for the JSON Schema."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """A choice of the item or the list."""
        schema = handler(core)
        return {"anyOf": [schema["items"], schema]}
