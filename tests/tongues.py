"""Languages for tests: the engine's English, and three that write numbers and put words otherwise."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from factpress.core.diagnostics import Problems
from factpress.core.paths import Places, engine_folder
from factpress.i18n import Language, UnitWords, load_language


@functools.cache
def english() -> Language:
    """The engine's English, as a publication without words of its own has it."""
    problems = Problems()
    language = load_language("en-GB", Places(Path("/nowhere"), (), (engine_folder() / "assets",)), problems)
    assert language is not None, list(problems)
    return language


@functools.cache
def american() -> Language:
    """The engine's American English: months first, and a comma before the year."""
    problems = Problems()
    language = load_language("en-US", Places(Path("/nowhere"), (), (engine_folder() / "assets",)), problems)
    assert language is not None, list(problems)
    return language


@functools.cache
def khmer() -> Language:
    """Made for tests: Khmer digits and months, the whole before its share, years first, nothing left out of dates."""
    return replace(
        english(),
        tag="km",
        locale="km",
        digits="khmr",
        script="Khmr",
        scales=((1_000_000, "លាន"),),
        scale_forms={},
        phrases={
            **english().phrases,
            "nearly": "ជិត {}",
            "at_least": "{} ឬច្រើនជាង",
            "amount": "{unit} {number}",
            "range": "ពី {low} ដល់ {high}",
            "share": "{of}: {share}",
            "rate": "{amount} ក្នុង {base}",
            "day": "ឆ្នាំ {year} ខែ{month} ទី{day}",
            "month": "ឆ្នាំ {year} ខែ{month}",
            "period": "ពី {begin} ដល់ {end}",
            "day_alone": "",
            "day_month": "",
            "month_alone": "",
        },
        units={
            "people": UnitWords({"other": "មនុស្ស"}),
            "percent": UnitWords({}, "{}\u00a0%"),
            "deaths": UnitWords({"other": "អ្នកស្លាប់"}),
            "dollars": UnitWords({}, "${}"),
        },
        months=tuple("មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ".split()),
    )


@functools.cache
def french() -> Language:
    """Narrow spaces between groups, a comma for decimals, a scale with a plural."""
    return replace(
        english(),
        tag="fr",
        locale="fr",
        scales=((1_000_000, "millions"),),
        scale_forms={1_000_000: {"one": "million", "other": "millions"}},
        phrases={
            **english().phrases,
            "share": "{share} de {of}",
            "range": "de {low} à {high}",
            "rate": "{amount} pour {base}",
        },
        units={
            "people": UnitWords({"one": "personne", "other": "personnes"}),
            "percent": UnitWords({}, "{}\u202f%"),
            "times": UnitWords({"other": "fois"}, share="{share} {of}"),
        },
    )


@functools.cache
def hindi() -> Language:
    """Devanagari digits, grouped by twos above the thousands."""
    return replace(
        english(), tag="hi", locale="hi", digits="deva", scales=((10_000_000, "करोड़"), (100_000, "लाख")), scale_forms={}
    )


TONGUES = {"en": english(), "en-US": american(), "fr": french(), "hi": hindi(), "km": khmer()}
