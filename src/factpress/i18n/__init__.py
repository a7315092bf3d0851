"""A language: direction, digits, line breaking and the words the presses put in by themselves.

A publication's `data/languages/<tag>.yaml` is laid over the engine's own file of that name, key by key, so an editor
adds a unit or changes a word in three lines. A language that the engine does not know needs a whole file, and what
it lacks is named.
"""

from factpress.i18n.language import ZEROS, Language, UnitWords
from factpress.i18n.load import engine_language, load_language, own_files
from factpress.i18n.schema import language_schema

__all__ = ["ZEROS", "Language", "UnitWords", "engine_language", "language_schema", "load_language", "own_files"]
