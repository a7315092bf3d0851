"""A language from its files: the publication's own laid over the engine's, key by key."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import cast

from factpress.core.diagnostics import Location, Problems, ToolError, did_you_mean
from factpress.core.paths import Places, engine_folder, path_exists
from factpress.core.validation import Tree, check, overlaid, parse, read_text
from factpress.i18n.language import ZEROS, Language, UnitWords
from factpress.i18n.schema import WORD_SLOTS, LanguageRecord, misfit

ENGINE = "en"
"""The language whose file has every interface word."""

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


def own_files(tag: str) -> tuple[Path, ...]:
    """Where a publication may keep the words of that BCP 47 tag, the first that is there being read."""
    return tuple(Path("data/languages", f"{name}.yaml") for name in _names(tag)) if _TAG.fullmatch(tag) else ()


def _names(tag: str) -> list[str]:
    return list(dict.fromkeys((tag, tag.split("-", maxsplit=1)[0])))


def engine_language(tag: str) -> Language:
    """The engine's own language nearest to that tag, by which a text is looked at where its own cannot be read."""
    assets = engine_folder() / "assets"
    places = Places(assets, (), (assets,))
    there = [name for name in _names(tag) if (assets / "languages" / f"{name}.yaml").is_file()]
    problems = Problems()
    found = load_language(there[0] if there else ENGINE, places, problems)
    if found is None:
        raise ToolError(f"the engine's own language is broken: {problems.found[0].message}", "set the tool up again")
    return found


def load_language(tag: str, places: Places, problems: Problems, named_at: Location | None = None) -> Language | None:
    """The language of that BCP 47 tag; None, with errors at their places, where its files do not make one.

    `named_at` is where the publication names it, for a tag that no file goes with.
    """
    file = Path("data/languages", f"{tag}.yaml")
    named_at = named_at or Location(file)
    if not _TAG.fullmatch(tag):
        problems.error("bad-language", f'"{tag}" is not the tag of a language', named_at, 'write one such as "en-GB"')
        return None
    names = _names(tag)
    own = next((path for path in own_files(tag) if path_exists(places.root / path)), None)
    base = _engine_tree(names, places, problems)
    over = _tree(places.root, own, problems) if own is not None else None
    if own is None and base is None:
        hint = f"write {file.as_posix()}, or use a language that is there, such as en-GB"
        problems.error("missing-file", f'there is no file for the language "{tag}"', named_at, hint)
        return None
    if own is not None and over is None:
        return None
    tree = _laid(base, over)
    if tree is None:
        return None
    before = len(problems.errors)
    record = check(tree, LanguageRecord, problems)
    if record is None:
        return None
    _check_words(record, tree, places, problems)
    _check_units(record, tree, problems)
    if record.digits not in ZEROS:
        hint = did_you_mean(record.digits, ZEROS)
        problems.error("bad-value", f'no numbering system "{record.digits}" is known', tree.at("digits"), hint)
    return _language(tag, record, tree.key_at("words")) if len(problems.errors) == before else None


def _laid(base: Tree | None, over: Tree | None) -> Tree | None:
    """The one over the other; a file with nothing but comments changes nothing."""
    if base is None or over is None:
        return over or base
    return base if over.data is None else overlaid(base, over)


def _check_words(record: LanguageRecord, tree: Tree, places: Places, problems: Problems) -> None:
    """Report words whose placeholders differ from those of the engine's word.

    A word that the engine does not have belongs to the publication's own templates and may have any placeholders.
    """
    engine = _engine_tree([ENGINE], places, Problems())
    known = cast("dict[str, str]", engine.get("words") or {}) if engine is not None else {}
    for key, word in record.words.items():
        if key in known and (wrong := misfit(word, WORD_SLOTS.get(key, ()))) is not None:
            problems.error("bad-pattern", wrong, tree.at("words", key))


def _check_units(record: LanguageRecord, tree: Tree, problems: Problems) -> None:
    """A unit has words or a sign; no two units share a word, so that what is said can be read back."""
    owner: dict[str, str] = {}
    for unit, words in record.units.items():
        place = tree.key_at("units", unit)
        if (words.sign is None) == (words.other is None) or (words.sign and words.forms):
            hint = 'write {one: person, other: people}, or {sign: "{}%"}'
            problems.error("bad-unit", f'the unit "{unit}" needs words or a sign', place, hint)
        signs = [words.sign] if words.sign else []
        for form in dict.fromkeys([*words.forms.values(), *signs]):
            if any(unicodedata.category(c) == "Nd" for c in form):
                problems.error("bad-unit", f'the unit "{unit}" holds digits', place, "a number comes from a claim")
            if owner.setdefault(" ".join(form.split()), unit) != unit:
                message = f'the units "{owner[" ".join(form.split())]}" and "{unit}" share the word "{form}"'
                problems.error("ambiguous-unit", message, place, "give each its own words, or keep one of them")


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
        units={u: UnitWords(r.forms, r.sign or "", r.share or "") for u, r in record.units.items()},
        months=tuple(record.months),
        words=record.words,
        standings={
            name: (getattr(record.standings, name).word, getattr(record.standings, name).meaning)
            for name in type(record.standings).model_fields
        },
        number_words=frozenset(word.lower() for word in record.number_words),
        number_phrases=tuple(record.number_phrases),
        levels=record.levels,
        scale_forms={s.number: {p: f for p in plurals if (f := getattr(s, p)) is not None} for s in scales},
        counting={word.lower(): value for word, value in counting.items()},
        fractions={word.lower(): parts for word, parts in record.fractions.items()},
        location=location,
    )
