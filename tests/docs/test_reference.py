"""The reference equals what the code says, and has every block, role, option, product kind, unit and finding code."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from factpress.checks.registry import RULES, other_codes
from factpress.document.blocks import DIRECTIVES
from factpress.document.resolve.lookup import ROLES
from factpress.output.renderers import RENDERERS
from factpress.workflows.schemas import SCHEMAS, schema_text

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "reference"


def _tool() -> Any:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reference"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return _tool().pages()


def test_the_reference_is_as_the_code_says(pages: Mapping[str, str]) -> None:
    """`make reference` writes it again."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert kept == pages


def test_it_has_every_block_and_option(pages: Mapping[str, str]) -> None:
    for name, directive in DIRECTIVES.items():
        section = re.search(rf"(?ms)^## {name}\n(.*?)(?=^## |\Z)", pages["blocks.md"])
        assert section is not None, name
        assert [option for option in directive.rule.options if f"`{option}`" not in section[1]] == []


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("roles.md", ROLES),
        ("products.md", RENDERERS),
        ("units.md", yaml.safe_load((ROOT / "assets/languages/en.yaml").read_text(encoding="utf-8"))["units"]),
        ("findings.md", other_codes()),
    ],
)
def test_it_has_every_name(pages: Mapping[str, str], page: str, names: Mapping[str, object]) -> None:
    listed = {match.strip("{}") for match in re.findall(r"^\| `([^`]+)` \|", pages[page], re.MULTILINE)}
    assert set(names) - listed == set()


def test_it_has_every_rule(pages: Mapping[str, str]) -> None:
    assert {rule.code for rule in RULES} <= set(re.findall(r"^## (\S+)$", pages["findings.md"], re.MULTILINE))


def _undescribed(schema: Mapping[str, Any]) -> list[str]:
    parts = [schema, *schema.get("$defs", {}).values()]
    return [key for part in parts for key, value in part.get("properties", {}).items() if not value.get("description")]


@pytest.mark.parametrize("name", sorted(SCHEMAS.keys() - {"brand"}))  # its keys are those of the brand.yml standard
def test_every_key_of_a_data_file_is_described(name: str) -> None:
    assert _undescribed(SCHEMAS[name]()) == []


def test_a_key_without_a_description_is_noticed() -> None:
    assert _undescribed({"$defs": {"A": {"properties": {"key": {"type": "string"}}}}}) == ["key"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_of_the_publication_are_as_the_code_says(name: str) -> None:
    """`make reference` writes them again."""
    assert (ROOT / "data" / "schemas" / f"{name}.json").read_text(encoding="utf-8") == schema_text(name)
