"""Break text into lines, by a measure that the caller gives.

Lines are broken by UAX #14. Khmer, Thai, Lao and Burmese have no spaces between words; the dictionaries of ICU (icu4py)
find the words.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction

_BETWEEN_WORDS = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]"
)
"""The scripts that need a dictionary: Line_Break=SA (UAX #14, 5.1)."""

ZERO_WIDTH_SPACE = "\u200b"
SOFT_HYPHEN = "\u00ad"

Measure = Callable[[str], Fraction | float]


# the same text is broken at several widths, in several sizes and in the faces that may replace its own
@functools.lru_cache(maxsize=4096)
def pieces(text: str, language: str) -> tuple[str, ...]:
    """Return the text, divided wherever a line may end."""
    from icu4py.breakers import LineBreaker

    return tuple(LineBreaker(text, language))


def clusters(text: str, language: str) -> tuple[str, ...]:
    """Return the text, divided between grapheme clusters (UAX #29)."""
    from icu4py.breakers import CharacterBreaker

    return tuple(CharacterBreaker(text, language))


def ends_line(piece: str) -> bool:
    """Whether the text has a mandatory break after this piece (UAX #14, LB4 and LB5)."""
    return piece[-1:] in ("\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


def rendered(line: str) -> str:
    """Return a line as it is rendered: a soft hyphen is visible at the end only."""
    trimmed = line.strip().strip(ZERO_WIDTH_SPACE)
    return trimmed.replace(SOFT_HYPHEN, "") + ("-" if trimmed.endswith(SOFT_HYPHEN) else "")


def break_lines(text: str, language: str, measure: Measure, room: Fraction | float) -> tuple[str, ...]:
    """Return the text in lines that measure at most `room`, each as long as possible, without spaces at the ends.

    A word that is wider than a line is broken between grapheme clusters.
    """
    lines: list[str] = []
    line = ""
    for piece in pieces(text, language):
        if line and measure(rendered(line + piece)) > room:
            lines.append(rendered(line))
            line = ""
        line += piece
        if not line.strip() and not ends_line(piece):
            line = ""  # a line does not begin with a space
        if measure(rendered(line)) > room:
            *full, line = split_word(line, language, measure, room)
            lines.extend(full)
        if ends_line(piece):
            lines.append(rendered(line))
            line = ""
    return (*lines, rendered(line)) if line.strip() else tuple(lines)


def split_word(word: str, language: str, measure: Measure, room: Fraction | float) -> list[str]:
    """Return the parts of a word that is wider than a line; each but the last one is as long as possible."""
    out = [""]
    for cluster in clusters(word, language):
        if out[-1] and measure(rendered(out[-1] + cluster)) > room:
            out.append("")
        out[-1] += cluster
    return out


def mark_word_boundaries(text: str, language: str = "en") -> str:
    """Return the text with U+200B between words of scripts without spaces, for programs without a dictionary."""
    if not _BETWEEN_WORDS.search(text):
        return text
    first, *others = pieces(text, language)
    out = first
    for piece in others:
        inside = _BETWEEN_WORDS.match(out[-1]) and _BETWEEN_WORDS.match(piece[0])
        out += ZERO_WIDTH_SPACE + piece if inside else piece
    return out


# ── characters ──────────────────────────────────────────────────────────────────────────────────────────────────


@functools.lru_cache(maxsize=4096)
def invisible(character: str) -> bool:
    """Whether the character needs no glyph: controls, joiners, variation selectors, line ends."""
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") or "\ufe00" <= character <= "\ufe0f"


@functools.lru_cache(maxsize=4096)
def has_width(character: str) -> bool:
    """Whether the character has a width and gets tracking: all but combining marks and invisible ones."""
    return not (unicodedata.combining(character) or invisible(character))


def tracked_count(text: str) -> int:
    """Return how many characters of a Latin text get tracking."""
    return len(text) if text.isascii() and text.isprintable() else sum(map(has_width, text))
