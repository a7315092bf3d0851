from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from factpress.core.paths import engine_folder
from factpress.workflows.schemas import DIALECT, FOLDER, SCHEMAS, schema_text

ROOT = engine_folder()
FILES = sorted(path for path in (ROOT / "data").rglob("*") if path.suffix in (".yaml", ".yml"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_of_the_publication_are_those_the_engine_writes(name: str) -> None:
    written = (ROOT / FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert written == schema_text(name), "write them anew: factpress schema"
    assert json.loads(written)["$schema"] == DIALECT


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_data_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match is not None
    assert (path.parent / match[1]).resolve().is_relative_to(ROOT / FOLDER)
    assert (path.parent / match[1]).is_file()
