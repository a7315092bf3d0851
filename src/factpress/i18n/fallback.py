"""A language that the engine has no file for: numbers, months and script from CLDR, and English words.

A publication's file for that language replaces them, key by key. So an editor can begin with one word, and see in the
result what is not translated yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from factpress.core.yaml_positions import Tree
from factpress.i18n.schema import ZEROS

SECTIONS = ("words", "phrases", "units", "standings")
"""The groups of a language file whose entries are English until they are translated."""
_COUNTING: Mapping[str, Any] = {
    "scales": {},
    "number_words": {},
    "number_phrases": [],
    "free_number_words": {},
    "fractions": {},
    "amounts": {},
    "reading": {},
    "levels": {},
}
"""English words for numbers would be searched for in texts of another language, so they are left out."""
_OWN = ("name", "locale", "digits", "script", "direction", "months")
"""What a file must say of a language that CLDR does not know."""


def cldr_data(tag: str) -> dict[str, Any] | None:
    """Return what CLDR knows of a language: name, locale, digits, script, direction, months; None if it is unknown."""
    from babel import Locale, UnknownLocaleError

    for name in dict.fromkeys((tag, tag.split("-", maxsplit=1)[0])):
        try:
            locale: Any = Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            continue
        digits = str(locale.default_numbering_system)
        months = cast("dict[int, str]", locale.months["format"]["wide"])
        return {
            "name": str(locale.get_display_name() or name),
            "locale": str(locale).replace("_", "-"),
            "digits": digits if digits in ZEROS else "latn",
            "script": _script(str(locale.language), locale.script),
            "direction": "rtl" if locale.character_order == "right-to-left" else "ltr",
            "months": [months[i] for i in range(1, 13)],
        }
    return None


def _script(language: str, script: str | None) -> str:
    from babel.core import get_global

    likely = cast("Mapping[str, str]", get_global("likely_subtags")).get(language, "")
    parts = likely.split("_")
    return script or (parts[1] if len(parts) > 1 and len(parts[1]) == 4 else "Latn")


def fallback_tree(english: Tree, data: Mapping[str, Any]) -> Tree:
    """Return the English file as that of another language, with its `data` in place of those of English."""
    words = {key: value for key, value in cast("dict[str, Any]", english.data).items() if key not in _OWN}
    return Tree(english.path, {**words, **_COUNTING, **data}, {}, {})


def untranslated(english: Tree, own: Tree | None) -> frozenset[str]:
    """Return the entries of the English file that the own one lacks, as "words.contents"."""
    found: set[str] = set()
    for section in SECTIONS:
        known = cast("dict[str, Any]", english.get(section) or {})
        given = own.get(section) if own is not None else None
        have = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
        found |= {f"{section}.{key}" for key in known if key not in have}
    return frozenset(found)


def without_empty_groups(tree: Tree) -> Tree:
    """Return the tree without groups whose entries are all comments still."""
    if not isinstance(tree.data, dict):
        return tree
    return Tree(tree.path, _with_values(cast("dict[str, Any]", tree.get())), tree.keys, tree.values)


def _with_values(groups: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in groups.items() if value is not None}
