"""The code of a language, found by its name or a similar code: French is fr, fr_FR is fr-FR."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable
from typing import Any, cast

_LARGE = ("ar", "bn", "de", "es", "fr", "id", "it", "ja", "km", "ko", "lo", "my", "nl", "pl", "pt", "ru", "th", "vi")
"""Languages that are also found by their names in themselves: Deutsch."""
_MAX_LENGTH = 40


def language_hint(written: str) -> str | None:
    """Return a hint with the tag that was meant by the name of a language or a similar tag; None if none is similar."""
    plain = written.strip().replace("_", "-")
    if len(plain) > _MAX_LENGTH:
        return None
    language, _, rest = plain.partition("-")
    tag = "-".join([language.lower(), *([rest] if rest else [])])
    if tag != written and len(language) <= 3 and _is_known(tag):
        return f'write "{tag}"'
    names = _names()
    near = difflib.get_close_matches(plain.lower(), names, n=1, cutoff=0.85)
    return f'write its code: "{names[near[0]]}"' if near else None


def _is_known(tag: str) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        return False
    return True


@functools.cache
def _names() -> dict[str, str]:
    """The codes of languages by their names in English, and of the large ones also by those in themselves."""
    from babel import Locale

    names = cast("Iterable[tuple[str, str]]", cast("Any", Locale("en")).languages.items())
    own = {str(Locale(code).get_display_name() or "").lower(): code for code in _LARGE}
    return {**own, **{name.lower(): code for code, name in names if "_" not in code}}
