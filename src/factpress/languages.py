"""A language: direction, digits, line breaking and the words the presses put in by themselves.

A publication's `data/languages/<tag>.yaml` is laid over the engine's own file of that name, key by key, so an editor
adds a unit or changes a word in three lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit in words, by CLDR plural category: {"one": "person", "other": "people"}.

    `sign` follows or precedes the number without a word ("{} %"); then `forms` is empty.
    """

    forms: Mapping[str, str]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Language:
    """What composing in a language needs to know.

    `locale` is the CLDR locale for separators and plurals; `digits` the CLDR numbering system; `scales` the words
    for large round numbers from the largest down: ((Decimal 1e6, "million"), …).
    """

    tag: str
    name: str
    direction: str
    locale: str
    digits: str
    script: str  # ISO 15924
    scales: tuple[tuple[int, str], ...]
    phrases: Mapping[str, str]  # patterns: "nearly": "nearly {}", "range": "{low} to {high}", …
    units: Mapping[str, UnitWords]
    months: tuple[str, ...]
    words: Mapping[str, str]  # interface words: "contents", "sources", …
    standings: Mapping[str, tuple[str, str]]  # standing -> (word, meaning)
    number_words: frozenset[str]  # words that are numbers, which texts must not spell out
