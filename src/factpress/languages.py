"""A language: direction, digits, line breaking and the words the presses put in by themselves.

A publication's `data/languages/<tag>.yaml` is laid over the engine's own file of that name, key by key, so an editor
adds a unit or changes a word in three lines. A language that the engine does not know needs a whole file, and what
it lacks is named.
"""

from __future__ import annotations

import datetime as dt
import re
import string
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, cast

from pydantic import AfterValidator, Field

from factpress.diagnostics import Location, Problems, ToolError, did_you_mean
from factpress.places import Places
from factpress.records import Record, Tree, check, fault, json_schema, overlaid, parse, read_text

ENGINE = "en"
"""The language whose file says which words a language needs."""

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
    levels: Mapping[str, str] = field(default_factory=dict[str, str])  # words for levels of scales
    scale_forms: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])  # by plural
    counting: Mapping[str, int] = field(default_factory=dict[str, int])  # what number words count, the free ones too

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


# ── what a file says ────────────────────────────────────────────────────────────────────────────────────────────


def _slots(pattern: str) -> list[str]:
    try:
        return sorted(name for _, name, spec, kind in string.Formatter().parse(pattern) if name is not None
                      for name in [name + (f":{spec}" if spec else "") + (f"!{kind}" if kind else "")])  # fmt: skip
    except ValueError:
        return ["?"]


def _pattern(*slots: str, optional: bool = False) -> Any:
    """A pattern with exactly these places to fill."""
    shown = " and ".join("{" + slot + "}" for slot in slots)

    def fits(pattern: str) -> str:
        if _slots(pattern) != sorted(slots) and not (optional and not pattern):
            raise fault("bad-pattern", f'"{pattern}" must hold {shown}, each once and nothing else in braces')
        return pattern

    return AfterValidator(fits)


_One = Annotated[str, _pattern("")]


class PhrasesRecord(Record):
    """How numbers, shares, rates and dates are put into words. Braces mark what is filled in."""

    about: _One = Field(description='A number that is roughly so: "about {}".')
    nearly: _One = Field(description='A number not quite reached: "nearly {}".')
    more_than: _One = Field(description='A number exceeded: "more than {}".')
    at_least: _One = Field(description='A lower bound: "at least {}".')
    less_than: _One = Field(description='A number not reached: "less than {}".')
    at_most: _One = Field(description='An upper bound: "at most {}".')
    amount: Annotated[str, _pattern("number", "unit")] = Field(description='A number and its unit: "{number} {unit}".')
    scaled: Annotated[str, _pattern("number", "scale")] = Field(
        description='A number and its scale, such as million: "{number} {scale}", with a no-break space.'
    )
    range: Annotated[str, _pattern("low", "high")] = Field(description='A range: "{low} to {high}".')
    share: Annotated[str, _pattern("share", "of")] = Field(description='A share of a whole: "{share} of {of}".')
    rate: Annotated[str, _pattern("amount", "base")] = Field(description='A rate: "{amount} per {base}".')
    day: Annotated[str, _pattern("day", "month", "year")] = Field(description='A day: "{day} {month} {year}".')
    month: Annotated[str, _pattern("month", "year")] = Field(description='A month of a year: "{month} {year}".')
    period: Annotated[str, _pattern("begin", "end")] = Field(description='A period: "{begin} to {end}".')
    day_month: Annotated[str, _pattern("day", "month", optional=True)] = Field(
        "", description='A day where the year follows later: "{day} {month}"; empty where the year cannot be left out.'
    )
    day_alone: Annotated[str, _pattern("day", optional=True)] = Field(
        "", description='A day where month and year follow later: "{day}"; empty where they cannot be left out.'
    )
    month_alone: Annotated[str, _pattern("month", optional=True)] = Field(
        "", description='A month where the year follows later: "{month}"; empty where the year cannot be left out.'
    )
    quotes: str = Field("“”‘’", min_length=4, max_length=4, description="Quotation marks, double then single.")


class UnitRecord(Record):
    """A unit: the word after the number, by plural category of CLDR, or a sign."""

    zero: str | None = Field(None, description="The word where the language has a form for nought.")
    one: str | None = Field(None, description='The word for one: "person".')
    two: str | None = Field(None, description="The word for two, in languages that have one.")
    few: str | None = Field(None, description="The word for few, in languages that have one.")
    many: str | None = Field(None, description="The word for many, in languages that have one.")
    other: str | None = Field(None, min_length=1, description='The word for all other numbers: "people".')
    sign: Annotated[str, _pattern("")] | None = Field(None, description='A sign instead of words: "{}%" or "${}".')
    share: Annotated[str, _pattern("share", "of")] | None = Field(
        None, description='How a share in this unit is said, where it differs: "{share} {of}".'
    )

    @property
    def forms(self) -> dict[str, str]:
        """The words that are given, by plural category."""
        given = {c: getattr(self, c) for c in ("zero", "one", "two", "few", "many", "other")}
        return {category: cast("str", form) for category, form in given.items() if form is not None}


class ScaleRecord(Record):
    """A word for a large number, used where it needs three decimals at the most."""

    number: int = Field(ge=1000, description="The number the word stands for: 1000000.")
    one: str | None = Field(None, description="The word after one, where it differs.")
    few: str | None = Field(None, description="The word after few, in languages that have such a form.")
    many: str | None = Field(None, description="The word after many, in languages that have such a form.")
    other: str = Field(min_length=1, description='The word: "million".')


class StandingRecord(Record):
    """How sure we are, in a word, and what it means."""

    word: str = Field(min_length=1, description='The word beside the mark: "Contested".')
    meaning: str = Field(min_length=1, description='What it means, in a sentence: "Sources of standing disagree."')


class StandingsRecord(Record):
    """The six standings."""

    verified: StandingRecord = Field(description="The primary source was read and agrees.")
    reported: StandingRecord = Field(description="A named source says so; the record behind it was not read.")
    contested: StandingRecord = Field(description="Sources of standing disagree.")
    outdated: StandingRecord = Field(description="Replaced by newer work.")
    untraced: StandingRecord = Field(description="The named source could not be found to say it.")
    withdrawn: StandingRecord = Field(description="Kept for the record; never printed.")


def _locale(written: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(written, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        raise fault("unknown-locale", f'CLDR knows no locale "{written}"', 'write one such as "en-GB" or "km"') from None
    return written


class LanguageRecord(Record):
    """A language: its digits, how it puts numbers and dates, and the words that the presses put in by themselves."""

    name: str = Field(min_length=1, description="The language's name in itself: English.")
    locale: Annotated[str, AfterValidator(_locale)] = Field(description="CLDR locale of separators and plurals: en-GB.")
    digits: str = Field(description="Numbering system of CLDR: latn, khmr, …", json_schema_extra={"enum": list(ZEROS)})
    script: str = Field(pattern=r"^[A-Z][a-z]{3}$", description="Script by ISO 15924: Latn, Khmr, …")
    direction: Literal["ltr", "rtl"] = Field(description="ltr from left to right, rtl from right to left.")
    scales: dict[str, ScaleRecord] = Field(description="Words for large round numbers.")
    phrases: PhrasesRecord = Field(description="How numbers and dates are put into words.")
    months: list[Annotated[str, Field(min_length=1)]] = Field(
        min_length=12, max_length=12, description="The twelve months."
    )
    units: dict[str, UnitRecord] = Field(description="Units by their id, as facts name them.")
    words: dict[str, str] = Field(description="Words of the interface, by key.")
    standings: StandingsRecord = Field(description="How sure we are, in words.")
    levels: dict[str, str] = Field(default_factory=dict, description="Words for levels of scales, by id.")
    number_words: dict[str, int] = Field(description="Words that are numbers and must not stand in a text, with their value.")
    free_number_words: dict[str, int] = Field(
        default_factory=dict, description="Words that count, but that a text may use freely."
    )


def language_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a language's file. No key is required: it may be an overlay of three lines."""
    schema = json_schema(LanguageRecord, "A language")
    for part in (schema, schema["$defs"]["PhrasesRecord"], schema["$defs"]["StandingsRecord"]):
        part.pop("required", None)
    return schema


# ── loading ─────────────────────────────────────────────────────────────────────────────────────────────────────

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def _tree(base: Path, relative: Path, problems: Problems) -> Tree | None:
    text = read_text(base, relative, problems)
    return parse(text, relative, problems) if text is not None else None


def _engine_tree(names: list[str], places: Places, problems: Problems) -> Tree | None:
    for base in places.assets:
        for name in names:
            relative = Path("languages", f"{name}.yaml")
            if (base / relative).is_file():
                if (base / relative).resolve().is_relative_to(places.root):
                    relative = (base / relative).relative_to(places.root)
                    return _tree(places.root, relative, problems)
                return _tree(base, relative, problems)
    return None


def load_language(tag: str, places: Places, problems: Problems) -> Language | None:
    """The language of that BCP 47 tag; None, with errors at their places, where its files do not make one."""
    file = Path("data/languages", f"{tag}.yaml")
    if not _TAG.fullmatch(tag):
        problems.error("bad-language", f'"{tag}" is not the tag of a language', None, 'write one such as "en-GB"')
        return None
    names = list(dict.fromkeys((tag, tag.split("-")[0])))
    own = next((p for n in names if (places.root / (p := Path("data/languages", f"{n}.yaml"))).exists()), None)
    base = _engine_tree(names, places, problems)
    over = _tree(places.root, own, problems) if own is not None else None
    if own is None and base is None:
        hint = f"write {file.as_posix()}, or use a language that is there, such as en-GB"
        problems.error("missing-file", f'there is no file for the language "{tag}"', Location(file), hint)
        return None
    if own is not None and over is None:
        return None
    if over is not None and over.data is None:  # a file with nothing but comments changes nothing
        over = None if base is not None else over
    tree = overlaid(base, over) if base is not None and over is not None else over or base
    assert tree is not None
    before = len(problems.errors)
    record = check(tree, LanguageRecord, problems)
    if record is None:
        return None
    _check_words(record, tree, places, problems)
    _check_units(record, tree, problems)
    if record.digits not in ZEROS:
        hint = did_you_mean(record.digits, ZEROS)
        problems.error("bad-value", f'no numbering system "{record.digits}" is known', tree.at("digits"), hint)
    return _language(tag, record) if len(problems.errors) == before else None


def _check_words(record: LanguageRecord, tree: Tree, places: Places, problems: Problems) -> None:
    """Every word that the engine's own language has must be there: a press would fail for want of it."""
    engine = _engine_tree([ENGINE], places, Problems())
    needed = cast("dict[str, str]", engine.get("words") or {}) if engine is not None else {}
    missing = [key for key in needed if key not in record.words]
    if missing:
        shown = ", ".join(missing[:20]) + (", …" if len(missing) > 20 else "")
        message = f"{len(missing)} words are missing: {shown}"
        problems.error("missing-word", message, tree.key_at("words"), "add them under words")


def _check_units(record: LanguageRecord, tree: Tree, problems: Problems) -> None:
    """A unit has words or a sign; no two units share a word, so that what is said can be read back."""
    owner: dict[str, str] = {}
    for unit, words in record.units.items():
        place = tree.key_at("units", unit)
        if (words.sign is None) == (words.other is None) or (words.sign and words.forms):
            hint = 'write {one: person, other: people}, or {sign: "{}%"}'
            problems.error("bad-unit", f'the unit "{unit}" needs words or a sign', place, hint)
        for form in dict.fromkeys([*words.forms.values(), *([words.sign] if words.sign else [])]):
            if any(unicodedata.category(c) == "Nd" for c in form):
                problems.error("bad-unit", f'the unit "{unit}" holds digits', place, "a number comes from a claim")
            if owner.setdefault(" ".join(form.split()), unit) != unit:
                message = f'the units "{owner[" ".join(form.split())]}" and "{unit}" share the word "{form}"'
                problems.error("ambiguous-unit", message, place, "give each its own words, or keep one of them")


def _language(tag: str, record: LanguageRecord) -> Language:
    scales = sorted(record.scales.values(), key=lambda s: -s.number)
    plurals = ("one", "few", "many", "other")
    phrases = cast("dict[str, str]", record.phrases.model_dump())
    counting = {**record.number_words, **record.free_number_words}
    return Language(
        tag=tag,
        name=record.name,
        direction=record.direction,
        locale=record.locale,
        digits=record.digits,
        script=record.script,
        scales=tuple((s.number, s.other) for s in scales),
        phrases=phrases,
        units={u: UnitWords(r.forms, r.sign or "", r.share or "") for u, r in record.units.items()},
        months=tuple(record.months),
        words=record.words,
        standings={
            name: (getattr(record.standings, name).word, getattr(record.standings, name).meaning)
            for name in type(record.standings).model_fields
        },
        number_words=frozenset(word.lower() for word in record.number_words),
        levels=record.levels,
        scale_forms={s.number: {p: f for p in plurals if (f := getattr(s, p)) is not None} for s in scales},
        counting={word.lower(): value for word, value in counting.items()},
    )
