from __future__ import annotations

from typing import Any, cast

from factpress.publication.facts.claims import Qualifier, Standing
from factpress.publication.facts.schema import facts_schema
from factpress.publication.facts.sources import CslType, sources_schema


def parts(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [part for part in schema["$defs"].values() if "properties" in part]


def test_every_key_is_explained_and_no_other_is_allowed() -> None:
    for schema in (facts_schema(), sources_schema()):
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["propertyNames"]["pattern"]
        for part in parts(schema):
            assert part["additionalProperties"] is False
            for key, field in part["properties"].items():
                assert field.get("description"), key


def test_the_schema_has_the_keys_that_editors_write() -> None:
    value = facts_schema()["$defs"]["ValueRecord"]["properties"]
    assert {q.value for q in Qualifier} | {"range", "series", "steps", "of", "per", "cites"} <= set(value)
    assert value["counts"]["enum"] == ["stock", "flow"]
    claim = facts_schema()["$defs"]["ClaimRecord"]["properties"]
    assert claim["standing"]["enum"] == [s.value for s in Standing]


def test_sources_have_the_variables_of_csl_by_their_own_names() -> None:
    source = sources_schema()["$defs"]["SourceRecord"]["properties"]
    assert {"container-title", "publisher-place", "URL", "DOI", "title-short", "issued", "collection-editor"} <= set(
        source
    )
    types = cast("list[str]", source["type"]["enum"])
    assert {"legal_case", "article-newspaper", "webpage", "dataset"} <= set(types)
    assert len(types) == 45
    assert set(types) == set(CslType.__args__)  # type: ignore[attr-defined]
