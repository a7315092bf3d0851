"""Languages: text direction, digits, and the words that renderers add.

The keys of a publication's `data/languages/<tag>.yaml` replace those of the engine's file of that name, so a unit is
added or a word changed in three lines. For a language that the engine does not have, the file must have all keys.
"""

from factpress.i18n.language import Language, UnitWords, builtin_language, fallback_tags, language_files, load_language
from factpress.i18n.schema import ZEROS, LanguageTag, language_schema

__all__ = [
    "ZEROS",
    "Language",
    "LanguageTag",
    "UnitWords",
    "builtin_language",
    "fallback_tags",
    "language_files",
    "language_schema",
    "load_language",
]
