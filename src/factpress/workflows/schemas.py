"""A JSON Schema for each kind of data file.

Editors with YAML support complete and check data files with the schemas. Each data file names its schema in its first
line (`# yaml-language-server: $schema=…`).
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
from factpress.publication.facts.schema import facts_schema
from factpress.publication.facts.sources import sources_schema
from factpress.publication.gifts import gifts_schema
from factpress.publication.helplines import helplines_schema
from factpress.publication.prayers import prayers_schema
from factpress.publication.printers import printer_schema
from factpress.publication.products import product_schema
from factpress.publication.scripture import scripture_schema
from factpress.publication.settings import publication_schema
from factpress.publication.works import works_schema
from factpress.workflows.atomic_write import write_all

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
    "works": works_schema,
    "helplines": helplines_schema,
    "prayers": prayers_schema,
    "gifts": gifts_schema,
    "scripture": scripture_schema,
    "dignity": dignity_schema,
    "brand": brand_schema,
    "product": lambda: product_schema(RENDERERS),
    "printer": printer_schema,
    "language": language_schema,
    "ledger": ledger_schema,
}


def schema_text(name: str) -> str:
    """A schema as JSON text. Keys are sorted, so that changes are small."""
    return json.dumps({"$schema": DIALECT, **SCHEMAS[name]()}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def schema_files(root: Path) -> dict[Path, bytes]:
    """All schemas of a publication, by their paths."""
    return {root / FOLDER / f"{name}.json": schema_text(name).encode() for name in SCHEMAS}


def write_schemas(root: Path) -> tuple[Path, ...]:
    """Writes all schemas into the publication's `data/schemas` and returns their paths."""
    if not is_folder(root / "data"):
        raise ToolError(f"{root} is not a publication", "choose the folder that contains the folder data")
    texts = schema_files(root)
    for path in texts:
        if not path.resolve().is_relative_to(root.resolve()):
            message = f"{path} is a link to a file outside the publication's folder"
            raise ToolError(message, f"remove the link; {FOLDER.as_posix()} is created again")
    write_all(texts)
    return tuple(texts)
