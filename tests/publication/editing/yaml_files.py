"""The YAML files that editors have, what may be changed in them, and an own way to find their comments."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from factpress.core.diagnostics import Problems
from factpress.core.paths import engine_folder
from factpress.core.yaml_positions import YamlPath, parse_yaml

ROOT = engine_folder()
FILES = sorted(
    path
    for folder in (ROOT / "data", ROOT / "templates" / "starter")
    for path in folder.rglob("*.y*ml")
    if path.suffix in (".yaml", ".yml")
)

TEXTS = (
    *("plain", "no", "1e3", "0x10", "~", "null", "true", "2026-11-27", "12:30", "", "#", "a # b", "a: b", "a:", ": "),
    *(" leading", "trailing ", "-", "- a", "[a", "{a}", "a, b", "@home", "%", "&a", "*a", "!a", "|", ">", "?", "? a"),
    *("it's", 'He said "no"', "back\\slash", "{claim}`a/b` and more", "“a” – b", "---", "...", "a\u00a0b"),
    *("😀 emoji", "ភាសាខ្មែរ", "豐榮女兒之家", "two\nlines", "three\n\nlines\n", "tab\tin it", "- a\n- b", "  a\n b"),
    *("a\n", "\n", "a\n\n", "a\n  b\n", "word " * 60 + "end", "word  " * 60 + "end"),
)
NUMBERS = (
    0,
    7,
    -3,
    12_272,
    10**15,
    Decimal("1.5"),
    Decimal("0.001"),
    Decimal("1E+3"),
    Decimal("-2.50"),
    True,
    False,
    None,
)


def plain(text: str) -> Any:
    """The data of a YAML text, with or without byte order mark and whatever its line ends."""
    problems = Problems()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    tree = parse_yaml(text, Path("x.yaml"), problems)
    assert not problems.errors, problems.errors
    assert tree is not None
    return tree.data


def paths(data: Any, path: YamlPath = ()) -> Iterator[tuple[YamlPath, Any]]:
    """The path of every value below the first, with the value."""
    if path:
        yield path, data
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from paths(value, (*path, key))


def held(data: Any, path: YamlPath) -> Any:
    for key in path:
        data = data[key]
    return data


def comments(text: str) -> list[str]:
    """The comments of a YAML text: what begins with # between its tokens, and behind the sign of a block of text."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found: list[str] = []
    at = 0
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if isinstance(token, yaml.StreamEndToken | yaml.BlockEndToken | yaml.BlockMappingStartToken):
            continue
        start, end = token.start_mark.index, token.end_mark.index
        if start < at:
            continue
        found += re.findall(r"(?m)(?:^|\s)(#.*)", text[at:start])
        if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
            found += re.findall(r"\A[^\n#]*\s(#[^\n]*)", text[start:end])
        at = end
    return found + re.findall(r"(?m)(?:^|\s)(#.*)", text[at:])


def random_value(dice: random.Random, old: Any) -> Any:
    """A new value; of a list or a mapping, one that has changed in a part."""
    if isinstance(old, list) and old and dice.random() < 0.7:
        new = list(old)
        if dice.random() < 0.5:
            new[dice.randrange(len(new))] = dice.choice(TEXTS)
        else:
            new.append(dice.choice(NUMBERS))
        return new
    if dice.random() < 0.4:
        return dice.choice(NUMBERS)
    if isinstance(old, str) and " " in old and dice.random() < 0.5:
        words = old.split(" ")
        words[dice.randrange(len(words))] = dice.choice(("changed", "12,272", "– and more words than there were –"))
        return " ".join(words)
    return dice.choice(TEXTS)
