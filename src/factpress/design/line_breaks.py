"""Break text into lines, by a measure that the caller gives.

Lines are broken by UAX #14. Khmer, Thai, Lao and Burmese have no spaces between words; the dictionaries of ICU (icu4py)
find the words.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

_BETWEEN_WORDS = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf]"
)
"""The scripts that need a dictionary: Line_Break=SA (UAX #14, 5.1)."""

ZERO_WIDTH_SPACE = "\u200b"
SOFT_HYPHEN = "\u00ad"

Measure = Callable[[str], Fraction | float]
MeasureRange = Callable[[int, int], Fraction | float]
"""Measures a part of the text, from its start to its end."""


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
    ranges = line_ranges(text, language, lambda start, end: measure(rendered(text[start:end])), room)
    return tuple(rendered(text[start:end]) for start, end in ranges)


def line_ranges(text: str, language: str, measure: MeasureRange, room: Fraction | float) -> Iterator[tuple[int, int]]:
    """Yield where each of those lines starts and ends in the text. `measure` measures such a part as it is rendered."""
    start = end = 0
    for piece in pieces(text, language):
        if start < end and measure(start, end + len(piece)) > room:
            yield start, end
            start = end
        end += len(piece)
        if not ends_line(piece) and not text[start:end].strip():
            start = end  # a line does not begin with a space
        if measure(start, end) > room:
            for cut in _cuts(text, start, end, language, measure, room):
                yield start, cut
                start = cut
        if ends_line(piece):
            yield start, end
            start = end
    if text[start:end].strip():
        yield start, end


def _cuts(
    text: str,
    start: int,
    end: int,
    language: str,
    measure: MeasureRange,
    room: Fraction | float,
) -> Iterator[int]:
    """Yield where a word that is wider than a line is broken."""
    at = start
    for cluster in clusters(text[start:end], language):
        if start < at and measure(start, at + len(cluster)) > room:
            yield at
            start = at
        at += len(cluster)


def split_word(word: str, language: str, measure: Measure, room: Fraction | float) -> list[str]:
    """Return the parts of a word that is wider than a line; each but the last one is as long as possible."""
    cuts = _cuts(word, 0, len(word), language, lambda start, end: measure(rendered(word[start:end])), room)
    return [word[a:b] for a, b in pairwise((0, *cuts, len(word)))]


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
