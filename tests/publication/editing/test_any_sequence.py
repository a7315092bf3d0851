"""Files are made by changes alone, from nothing: after each of them the file says what the model does."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

import pytest

from factpress.core.diagnostics import Findings
from factpress.core.yaml_positions import YamlPath
from factpress.publication.editing.source_text import Change
from factpress.publication.editing.yaml_edit import item_change, record_change, removal_change, value_change
from factpress.publication.editing.yaml_style import same
from tests.publication.editing.yaml_files import NUMBERS, TEXTS, comments, held, paths, plain

KEYS = ("a", "values", "a: b", "2021", "ខ្មែរ", "-", "#x", "true", "key with words", '"q"', "'", "null", "{", "a,b")


def value(dice: random.Random, depth: int = 0) -> Any:
    kind = dice.random()
    if kind < 0.2 and depth < 3:
        return {dice.choice(KEYS): value(dice, depth + 1) for _ in range(dice.randint(0, 4))}
    if kind < 0.4 and depth < 3:
        return [value(dice, depth + 1) for _ in range(dice.randint(0, 4))]
    return dice.choice(TEXTS) if kind < 0.8 else dice.choice(NUMBERS)


def step(dice: random.Random, text: str, model: dict[str, Any]) -> tuple[Change, dict[str, Any]]:
    """A random change of the text, and the model after it."""
    new = deepcopy(model)
    inside: list[tuple[YamlPath, Any]] = list(paths(new))
    kind = dice.choice(("record", "record", "value", "add", "item", "remove"))
    at, old = dice.choice(inside) if inside else (("",), new)
    if kind == "record" or not inside:
        key = f"{dice.choice(KEYS)} {len(text)}"
        new[key] = {"claim": value(dice), "values": value(dice)}
        return record_change(text, key, new[key]), new
    if kind == "add" and isinstance(old, dict):
        old["new"] = value(dice)
        return value_change(text, (*at, "new"), old["new"]), new
    if kind == "item" and isinstance(old, list):
        where = dice.randint(0, len(old))
        old.insert(where, value(dice))
        return item_change(text, at, where, old[where]), new
    above = held(new, at[:-1])
    if kind == "remove":
        del above[at[-1]]
        return removal_change(text, at), new
    above[at[-1]] = value(dice)
    return value_change(text, at, above[at[-1]]), new


def in_one_order(data: Any) -> Any:
    """The data with the keys of each mapping in the order of the alphabet: those that a file has keep its order."""
    if isinstance(data, dict):
        return {key: in_one_order(data[key]) for key in sorted(data)}
    return list(map(in_one_order, data)) if isinstance(data, list) else data


@pytest.mark.parametrize("seed", range(6))
def test_a_file_that_is_made_by_changes(seed: int) -> None:
    dice = random.Random(seed)
    text = dice.choice(("", "# top\n", "\ufeff# top\r\n\r\nb: 1  # why\r\n", "---\n# top\na: {}\n", "a: 1"))
    model: dict[str, Any] = plain(text) or {}
    refused: list[tuple[str, str]] = []
    for _ in range(40):
        try:
            change, model = step(dice, text, model)
        except Findings as findings:
            refused.append((text, str(findings)))
            continue
        text = change.applied(text)
        assert same(in_one_order(plain(text) or {}), in_one_order(model))
        assert [one for one in comments(text) if one in ("# top", "# why")] == [
            one for one in ("# top", "# why") if one in text
        ]
    assert [one for one in refused if "safely" in one[1]] == []
    assert len(refused) < 20
