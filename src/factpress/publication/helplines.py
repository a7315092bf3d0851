"""`data/helplines.yaml`: numbers to call for help, by country, with the day on which each was checked."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, cast

from pydantic import BeforeValidator, Field, WithJsonSchema

from factpress.core.diagnostics import Location, Problems
from factpress.core.error_messages import describe
from factpress.core.paths import Places
from factpress.core.validation import Day, PlainText, Record, invalid, mapping_schema
from factpress.publication.facts.claims import Citation
from factpress.publication.facts.load import read_citations
from factpress.publication.facts.schema import Cites
from factpress.publication.validity import last_valid_day
from factpress.publication.yaml_entries import by_id, records

HELPLINES = Path("data/helplines.yaml")

VALID_DAYS = 365
"""The days after a check for which a number may be printed, if its record says nothing else."""


@dataclass(frozen=True, slots=True)
class Helpline:
    """A number to call. `country` is an ISO 3166 code; `text` is the number for text messages.

    `checked` is the day on which someone opened its page, `rung` the day on which someone called it. If it is
    `from_copy`, only a stored copy of the page was read.
    """

    id: str
    country: str
    name: str
    number: str
    words: str
    text: str
    cites: tuple[Citation, ...]
    checked: dt.date
    rung: dt.date | None
    valid_days: int
    from_copy: bool
    location: Location = field(compare=False)
    checked_location: Location = field(compare=False)

    @property
    def last_checked(self) -> dt.date:
        """The last day on which someone opened its page or called it."""
        return max(self.checked, self.rung or self.checked)

    @property
    def last_valid_day(self) -> dt.date:
        """The last day on which it may be printed."""
        return last_valid_day(self.last_checked, self.valid_days)


_NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})
"""Codes of CLDR for groups of countries, for tests and for an unknown country."""


@lru_cache(maxsize=1)
def countries() -> Mapping[str, str]:
    """The countries by their ISO 3166 codes, with their English names."""
    from babel import Locale

    names = cast("Mapping[str, str]", Locale.parse("en").territories)
    return {code: name for code, name in names.items() if re.fullmatch(r"[A-Z]{2}", code) and code not in _NO_COUNTRIES}


_COUNTRY_SYNONYMS = {"UK": "GB", "USA": "US", "EL": "GR"}


def country_hint(written: str) -> str:
    """The hint for something that is no code of a country: the code that is meant, if it can be told."""
    known, plain = countries(), written.strip()
    code = _COUNTRY_SYNONYMS.get(plain.upper()) or (plain.upper() if plain.upper() in known else None)
    names = {name.lower(): code for code, name in known.items()}
    code = code or names.get(plain.lower())
    if code is not None:
        return f"write {code}"
    if near := difflib.get_close_matches(plain.lower(), names, n=1, cutoff=0.82):
        return f"write {names[near[0]]}, if it is {known[names[near[0]]]}"
    return "write its two letters (ISO 3166): KH, GB, US"


def _country(value: object) -> str:
    if isinstance(value, str) and value in countries():
        return value
    written = value if isinstance(value, str) else str(value)
    found = describe(value) if not isinstance(value, str) else f'"{value}"'
    hint = 'write it in quotes: "NO"' if value is False else country_hint(written if isinstance(value, str) else "")
    raise invalid("bad-country", f"{found} is not the code of a country", hint)


_PHONE = re.compile(r"\+?[0-9(][0-9 ().\-/]*[0-9]")
_MOST_DIGITS = 15
"""A number has at most 15 digits (ITU-T E.164)."""


def _phone(value: object) -> str:
    if not isinstance(value, str):
        # YAML drops the zeros at the begin of a number
        hint = f'write it in quotes: "{value}"' if type(value) is int else 'write it in quotes: "1280"'
        raise invalid("bad-phone", f"a phone number is a text, not {describe(value)}", hint)
    number = " ".join(value.split())
    digits = sum(character.isdigit() for character in number)
    if not _PHONE.fullmatch(number) or not number.isascii() or not 2 <= digits <= _MOST_DIGITS:
        hint = "write its digits, with spaces or hyphens between them: 1-888-373-7888, +44 20 7946 0000"
        raise invalid("bad-phone", f'"{value}" is not a phone number', hint)
    return number


Country = Annotated[
    str, BeforeValidator(_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$", "examples": ["KH"]})
]
Phone = Annotated[str, BeforeValidator(_phone), WithJsonSchema({"type": "string", "examples": ["1-888-373-7888"]})]


class HelplineRecord(Record):
    """A number to call for help."""

    country: Country = Field(description="The country in which it can be called, by its two letters: KH, GB, US.")
    name: PlainText = Field(description="Who answers: a helpline for children.")
    number: Phone = Field(description='The number as it is dialled, in quotes: "1280".')
    words: PlainText | None = Field(
        None, description="What callers should know, in the words of its source: free, day and night."
    )
    text: Phone | None = Field(None, description='The number for text messages, in quotes: "233733".')
    cites: Cites = Field(min_length=1, description="The source of the number.")
    checked: Day = Field(description="The day on which someone opened its page or called it: 2026-11-26.")
    rung: Day | None = Field(None, description="The day on which someone called it.")
    from_copy: bool = Field(
        default=False,
        description="true if only a stored copy of the page was read, and the number was not called.",
    )
    valid_days: int = Field(
        VALID_DAYS, ge=1, le=730, description="For how many days after the check it may be printed: 365."
    )


def helplines_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `data/helplines.yaml`."""
    return by_id(
        mapping_schema(HelplineRecord, "Helplines", "Helplines by id. Texts list all, or those of some countries.")
    )


def load_helplines(places: Places, known: frozenset[str] | None, problems: Problems) -> Mapping[str, Helpline]:
    """Return the valid helplines by id; none if there is no such file. `known` are the sources, None for any."""
    return {
        key: Helpline(
            id=key,
            country=record.country,
            name=record.name,
            number=record.number,
            words=record.words or "",
            text=record.text or "",
            cites=read_citations(record.cites, tree, (key,), known, problems),
            checked=record.checked,
            rung=record.rung,
            valid_days=record.valid_days,
            from_copy=record.from_copy and record.rung is None,
            location=tree.key_at(key),
            checked_location=tree.at(key, "rung" if record.rung and record.rung > record.checked else "checked"),
        )
        for key, record, tree in records(places.files, HELPLINES, HelplineRecord, problems)
    }
