"""Languages: how each writes numbers, and its words, from `data/languages/<tag>.yaml`."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from factpress.core.diagnostics import Location, Problems, ToolError, and_more, did_you_mean
from factpress.core.paths import Places, engine_folder, path_exists
from factpress.core.source_files import SourceFiles
from factpress.core.validation import validate
from factpress.core.yaml_positions import Tree, overlay, read_tree
from factpress.i18n.fallback import cldr_data, fallback_tree, untranslated, without_empty_groups
from factpress.i18n.language_names import language_hint
from factpress.i18n.schema import (
    LANGUAGE_TAG,
    WORD_PLACEHOLDERS,
    ZEROS,
    LanguageRecord,
    ReadingRecord,
    placeholder_error,
)


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit in words, by CLDR plural category: {"one": "person", "other": "people"}.

    A unit with a `sign` ("{} %") has no `forms`. `share` is the pattern of a share in this unit, if "of" would be
    wrong: "{share} {of}" for "3 times the number of …". `whole` is whether it is counted in whole numbers only; None if
    the language file does not say.
    """

    forms: Mapping[str, str]
    sign: str = ""
    share: str = ""
    whole: bool | None = None


@dataclass(frozen=True, slots=True)
class ReadingWords:
    """The words by which texts of others are read. `hedges` are patterns such as "around {}", with their qualifiers."""

    hedges: Mapping[str, str] = field(default_factory=dict[str, str])
    between: tuple[str, ...] = ()
    before_years: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    every: tuple[str, ...] = ()  # words by which a title promises to be complete
    not_found: tuple[str, ...] = ()  # phrases that say that no source was found


@dataclass(frozen=True, slots=True)
class Language:
    """A language.

    `locale` is the CLDR locale for separators and plurals, `digits` the CLDR numbering system. `scales` are the words
    for large numbers, largest first: ((1_000_000, "million"), …).
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
    standings: Mapping[str, tuple[str, str, str]]  # standing -> (word, meaning, meaning in a few words)
    number_words: frozenset[str]  # words that are numbers, which texts must not spell out
    number_phrases: tuple[str, ...] = ()  # phrases that are numbers: half of
    levels: Mapping[str, str] = field(default_factory=dict[str, str])  # words for levels of scales
    scale_forms: Mapping[int, Mapping[str, str]] = field(default_factory=dict[int, Mapping[str, str]])  # by plural
    counting: Mapping[str, int] = field(
        default_factory=dict[str, int]
    )  # values of number words, including those that are allowed in texts
    fractions: Mapping[str, int] = field(
        default_factory=dict[str, int]
    )  # words for parts, with the number of parts in a whole
    amounts: Mapping[str, int] = field(default_factory=dict[str, int])  # other phrases that state a number
    reading: ReadingWords = field(default_factory=ReadingWords)
    location: Location | None = field(default=None, compare=False)  # of the interface words in the file
    untranslated: frozenset[str] = field(default=frozenset(), compare=False)  # still English: "words.contents"
    unit_forms: tuple[str, ...] = field(init=False, compare=False)  # all words for units

    def __post_init__(self) -> None:
        # collected once, as every text is searched for them
        forms = tuple(form for unit in self.units.values() for form in unit.forms.values())
        object.__setattr__(self, "unit_forms", forms)

    def word(self, key: str) -> str:
        """Return the interface word of that key. Raises ToolError, with the most similar key, if there is none."""
        if key in self.words:
            return self.words[key]
        raise ToolError(f'the language "{self.tag}" has no word "{key}"', did_you_mean(key, self.words))

    def level(self, level: str) -> str:
        """Return the word for a level of a scale; by default its id with spaces and a capital."""
        words = level.replace("-", " ")
        return self.levels.get(level) or words[:1].upper() + words[1:]

    def edition(self, day: dt.date) -> str:
        """Return the month and year of an edition: "November 2026"."""
        return self.phrases["month"].format(month=self.months[day.month - 1], year=self.native_digits(str(day.year)))

    def native_digits(self, text: str) -> str:
        """Return the text with 0 to 9 replaced by the digits of the language."""
        zero = ord(ZEROS[self.digits])
        return text.translate({ord("0") + i: zero + i for i in range(10)})

    def unit_named(self, written: str) -> str | None:
        """Return the id of a unit, given by its id or any of its words: "day" is "days"; None if it is unknown."""
        if written in self.units:
            return written
        signs = {words.sign.replace("{}", "").strip(): unit for unit, words in self.units.items() if words.sign}
        named = (unit for unit, words in self.units.items() if written in words.forms.values())
        return signs.get(written) or next(named, None)


# ── loading ─────────────────────────────────────────────────────────────────────────────────────────────────────

ENGINE = "en"
"""The language whose file has every interface word."""


def _engine_tree(names: list[str], places: Places, problems: Problems) -> Tree | None:
    """The engine's files of these tags, laid over each other, the first one on top; None if there are none."""
    found: Tree | None = None
    for name in reversed(names):
        base = next((base for base in places.assets if (base / "languages" / f"{name}.yaml").is_file()), None)
        if base is not None:
            file = base / "languages" / f"{name}.yaml"
            own = file.resolve().is_relative_to(places.root)
            files = places.files if own else SourceFiles(base)
            tree = read_tree(files, file.relative_to(files.root), problems)
            found = _laid_over(found, tree) if tree is not None else found
    return found


def _own_tree(files: Iterable[Path], places: Places, problems: Problems) -> Tree | None:
    """The publication's files, laid over each other, the first one on top; None, with an error, if one is invalid."""
    trees = [read_tree(places.files, file, problems) for file in files]
    found: Tree | None = None
    for tree in reversed(trees):
        if tree is None:
            return None
        found = _laid_over(found, tree)
    return found


def _laid_over(base: Tree | None, over: Tree) -> Tree:
    """The tree with those of its keys replaced that `over` has. A file with only comments changes nothing."""
    if base is None:
        return over
    return overlay(base, over) if over.data is not None else base


def language_files(tag: str) -> tuple[Path, ...]:
    """Return the paths of a publication's files for a BCP 47 tag. Those that exist are laid over each other."""
    names = fallback_tags(tag) if re.fullmatch(LANGUAGE_TAG, tag) else []
    return tuple(Path("data/languages", f"{name}.yaml") for name in names)


def fallback_tags(tag: str) -> list[str]:
    """Return the tag, then what is left of it without its last parts: zh-Hant-TW, zh-Hant, zh."""
    parts = tag.split("-")
    return ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]


def builtin_language(tag: str) -> Language:
    """Return the engine's language that is nearest to a tag. It is used if the publication's file is invalid."""
    assets = engine_folder() / "assets"
    places = Places(assets, (), (assets,))
    available = [name for name in fallback_tags(tag) if (assets / "languages" / f"{name}.yaml").is_file()]
    problems = Problems()
    found = load_language(available[0] if available else ENGINE, places, problems)
    if found is None:
        raise ToolError(
            f"the engine's language file is invalid: {problems.found[0].message}", "install factpress again"
        )
    return found


def load_language(tag: str, places: Places, problems: Problems, named_at: Location | None = None) -> Language | None:
    """Return the language of a BCP 47 tag; None, with errors, if its files are invalid.

    The files of the whole tag are laid over those of its language, and the publication's over the engine's, key by key:
    en, en-US, then `data/languages/en.yaml` and `data/languages/en-US.yaml`. `named_at` is the position of errors about
    the tag itself.
    """
    file = Path("data/languages", f"{tag}.yaml")
    named_at = named_at or Location(file)
    if not re.fullmatch(LANGUAGE_TAG, tag):
        hint = language_hint(tag) or 'write one such as "en-GB"'
        problems.error("bad-language", f'"{tag}" is not a language tag', named_at, hint)
        return None
    own = [path for path in language_files(tag) if path_exists(places.root / path)]
    base = _engine_tree(fallback_tags(tag), places, problems)
    over = _own_tree(own, places, problems)
    if own and over is None:
        return None
    english = base is None
    if base is None:
        base = _english_base(tag, bool(own), named_at, places, problems)
        if base is None:
            return None
        over = without_empty_groups(over) if over is not None else None
    missing = untranslated(base, over) if english else frozenset[str]()
    tree = _laid_over(base, over) if over is not None else base
    before = len(problems.errors)
    record = validate(tree, LanguageRecord, problems)
    if record is None:
        return None
    _check_words(record, tree, places, problems)
    _check_units(record, tree, problems)
    if record.digits not in ZEROS:
        hint = did_you_mean(record.digits, ZEROS)
        problems.error("bad-value", f'unknown numbering system "{record.digits}"', tree.at("digits"), hint)
    if len(problems.errors) > before:
        return None
    place = tree.key_at("words") if own else named_at
    return replace(_language(tag, record, place), untranslated=missing)


def _english_base(tag: str, own: bool, named_at: Location, places: Places, problems: Problems) -> Tree | None:
    """The English file with what CLDR knows of the language; None, with an error, if it cannot be used."""
    english = _engine_tree([ENGINE], places, problems)
    data = cldr_data(tag)
    if english is None:
        problems.error(
            "missing-file", f'there is no file for the language "{tag}"', named_at, "install factpress again"
        )
        return None
    if data is None and not own:
        hint = language_hint(tag) or 'write the code of a language, such as "fr", "km" or "pt-BR"'
        problems.error("unknown-language", f'no language has the code "{tag}"', named_at, hint)
        return None
    if data is not None and data["direction"] == "rtl" and not own:
        message = f'the language "{tag}" is written from right to left, and the engine has no words for it'
        hint = f"choose another language, or write data/languages/{tag}.yaml in full, with direction: rtl"
        problems.error("unknown-language", message, named_at, hint)
        return None
    return fallback_tree(english, data or {})


def _check_words(record: LanguageRecord, tree: Tree, places: Places, problems: Problems) -> None:
    """Report words whose placeholders differ from those of the engine's word.

    A word that the engine does not have belongs to the publication's own templates and may have any placeholders.
    """
    engine = _engine_tree([ENGINE], places, Problems())
    known = cast("dict[str, str]", engine.get("words") or {}) if engine is not None else {}
    for key, word in record.words.items():
        if key in known and (error := placeholder_error(word, WORD_PLACEHOLDERS.get(key, ()))) is not None:
            problems.error("bad-pattern", error, tree.at("words", key))


def _check_units(record: LanguageRecord, tree: Tree, problems: Problems) -> None:
    """Report units without words or a sign, and words that two units share, as those could not be read back."""
    owner: dict[str, str] = {}
    for unit, words in record.units.items():
        place = tree.key_at("units", unit)
        if (words.sign is None) == (words.other is None) or (words.sign and words.forms):
            hint = 'write {one: person, other: people}, or {sign: "{}%"}'
            problems.error("bad-unit", f'the unit "{unit}" needs words or a sign', place, hint)
        signs, shared = [words.sign] if words.sign else [], dict[str, list[str]]()
        for form in dict.fromkeys([*words.forms.values(), *signs]):
            if any(unicodedata.category(c) == "Nd" for c in form):
                problems.error("bad-unit", f'the unit "{unit}" contains digits', place, "a number comes from a claim")
            other = owner.setdefault(" ".join(form.split()), unit)
            if other != unit:
                shared.setdefault(other, []).append(f'"{form}"')
        for other, forms in shared.items():
            named = f"words: {and_more(forms)}" if len(forms) > 1 else f"the word {forms[0]}"
            message = f'the units "{other}" and "{unit}" share {named}'
            problems.error("ambiguous-unit", message, place, "give each unit its own words, or keep one of them")


def _language(tag: str, record: LanguageRecord, location: Location) -> Language:
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
        units={u: UnitWords(r.forms, r.sign or "", r.share or "", r.whole) for u, r in record.units.items()},
        months=tuple(record.months),
        words=record.words,
        standings={
            name: (words.word, words.meaning, words.brief)
            for name in type(record.standings).model_fields
            if (words := getattr(record.standings, name))
        },
        number_words=frozenset(word.lower() for word in record.number_words),
        number_phrases=tuple(record.number_phrases),
        levels=record.levels,
        scale_forms={s.number: {p: f for p in plurals if (f := getattr(s, p)) is not None} for s in scales},
        counting={word.lower(): value for word, value in counting.items()},
        fractions={word.lower(): parts for word, parts in record.fractions.items()},
        amounts={" ".join(phrase.lower().split()): value for phrase, value in record.amounts.items()},
        reading=_reading(record.reading),
        location=location,
    )


def _reading(record: ReadingRecord) -> ReadingWords:
    hedges: dict[str, str] = {}
    for qualifier in type(record.hedges).model_fields:
        for phrase in cast("list[str]", getattr(record.hedges, qualifier)):
            hedges[phrase.lower() if "{}" in phrase else f"{phrase.lower()} {{}}"] = qualifier
    return ReadingWords(
        hedges=hedges,
        between=tuple(record.between),
        before_years=tuple(record.before_years),
        minus=tuple(record.minus),
        negations=tuple(record.negations),
        persons=tuple(word.lower() for word in record.persons),
        references=tuple(record.references),
        streets=tuple(record.streets),
        every=tuple(record.every),
        not_found=tuple(record.not_found),
    )
