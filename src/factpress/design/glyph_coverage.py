"""Which characters the fonts of a theme have, kept by the content of the font files."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from factpress.core.content_cache import ContentCache, file_digest, key_of
from factpress.design.fonts import FontSet


def missing_characters(text: str, fonts: FontSet, cache: Path | None = None) -> set[str]:
    """The characters of a text that no face has.

    Those that a face has are kept in the folder `cache`, unless it is None. Then a text with no others needs no font
    file to be opened, nor the library that reads it to be imported.
    """
    wanted = set(text)
    if cache is None:
        return set(fonts.missing_glyphs([text]))
    entries = ContentCache(cache, "glyphs-1")
    key = key_of(version("uharfbuzz"), [file_digest(face.path) for face in fonts.faces], file_digest(Path(__file__)))
    present = set((entries.get(key) or b"").decode("utf-8", "ignore"))
    if wanted <= present:
        return set()
    missing = set(fonts.missing_glyphs(["".join(sorted(wanted - present))]))
    entries.put(key, "".join(sorted((present | wanted) - missing)).encode("utf-8", "ignore"))
    return missing
