"""A language as a plain value: how it writes numbers, and its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from factpress.core.diagnostics import Location, ToolError, did_you_mean

ZEROS: Mapping[str, str] = MappingProxyType(
    {
        "latn": "0", "arab": "٠", "arabext": "۰", "beng": "০", "deva": "०", "gujr": "૦", "guru": "੦", "khmr": "០",
        "knda": "೦", "laoo": "໐", "mlym": "൦", "mymr": "၀", "orya": "୦", "tamldec": "௦", "telu": "౦", "thai": "๐",
        "tibt": "༠",
    }
)  # fmt: skip
"""The digit nought of each numbering system of CLDR that counts by tens; the other nine follow it in Unicode."""


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit in words, by CLDR plural category: {"one": "person", "other": "people"}.

    `sign` follows or precedes the number without a word ("{} %"); then `forms` is empty. `share` is the unit's own
    way to say a share, where "of" would be wrong: "{share} {of}" for "3 times the number of …".
    """

    forms: Mapping[str, str]
    sign: str = ""
    share: str = ""


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
    number_phrases: tuple[str, ...] = ()  # words that are a number only together
    levels: Mapping[str, str] = field(default_factory=dict[str, str])  # words for levels of scales
    scale_forms: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])  # by plural
    counting: Mapping[str, int] = field(default_factory=dict[str, int])  # what number words count, the free ones too
    fractions: Mapping[str, int] = field(default_factory=dict[str, int])  # words for parts, and how many make a whole
    location: Location | None = field(default=None, compare=False)  # where the file has the interface words

    def word(self, key: str) -> str:
        """The interface word of that key. Raises ToolError, which names the nearest one, where there is none."""
        if key in self.words:
            return self.words[key]
        raise ToolError(f'the language "{self.tag}" has no word "{key}"', did_you_mean(key, self.words))

    def level(self, level: str) -> str:
        """A level of a scale in words: from the language's file, else its id with spaces and a capital."""
        words = level.replace("-", " ")
        return self.levels.get(level) or words[:1].upper() + words[1:]

    def edition(self, day: dt.date) -> str:
        """The month and year of an edition: "November 2026"."""
        digits = {ord("0") + i: ord(ZEROS[self.digits]) + i for i in range(10)}
        year = str(day.year).translate(digits)
        return self.phrases["month"].format(month=self.months[day.month - 1], year=year)

    def unit_named(self, written: str) -> str | None:
        """The id of a unit that an editor names by its id or by any of its words: "day" is "days"; None if unknown."""
        if written in self.units:
            return written
        return next((unit for unit, words in self.units.items() if written in words.forms.values()), None)
