"""`factpress schema`: one JSON Schema for each kind of data file, so that editors complete and check while typing.

Each data file names its schema in its first line; most editors with YAML support read that line
(`# yaml-language-server: $schema=…`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from factpress.core.diagnostics import ToolError
from factpress.core.paths import is_folder
from factpress.design.brand import brand_schema
from factpress.document.parse.charts_file import charts_schema
from factpress.i18n import language_schema
from factpress.ledger import ledger_schema
from factpress.output.charts.kinds import KINDS
from factpress.output.renderers import RENDERERS
from factpress.publication.consents import consents_schema
from factpress.publication.dignity import dignity_schema
from factpress.publication.events import events_schema
from factpress.publication.facts.containment import scopes_schema
from factpress.publication.facts.schema import facts_schema, sources_schema
from factpress.publication.printers import printer_schema
from factpress.publication.products import product_schema
from factpress.publication.settings import publication_schema

FOLDER = Path("data/schemas")
DIALECT = "https://json-schema.org/draft/2020-12/schema"

SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "publication": publication_schema,
    "facts": facts_schema,
    "sources": sources_schema,
    "charts": lambda: charts_schema(KINDS),
    "scopes": scopes_schema,
    "consents": consents_schema,
    "events": events_schema,
    "dignity": dignity_schema,
    "brand": brand_schema,
    "product": lambda: product_schema(RENDERERS),
    "printer": printer_schema,
    "language": language_schema,
    "ledger": ledger_schema,
}


def schema_text(name: str) -> str:
    """One schema as it is written: JSON with sorted keys, so that a change shows as a small difference."""
    return json.dumps({"$schema": DIALECT, **SCHEMAS[name]()}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Writes all schemas into the publication's `data/schemas` and returns their paths."""
    if not is_folder(root / "data"):
        raise ToolError(f"{root} holds no publication", "name the folder that holds the folder data")
    written: list[Path] = []
    try:
        (root / FOLDER).mkdir(exist_ok=True)
        for name in SCHEMAS:
            path = root / FOLDER / f"{name}.json"
            if not path.resolve().is_relative_to(root.resolve()):
                message = f"{path} leads out of the publication's folder"
                raise ToolError(message, f"remove the link, and {FOLDER.as_posix()} is made anew")
            path.write_text(schema_text(name), encoding="utf-8", newline="\n")
            written.append(path)
    except OSError as error:
        raise ToolError(f"cannot write {root / FOLDER}: {error.strerror}", "a folder must be there") from error
    return tuple(written)
