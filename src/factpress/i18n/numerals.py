"""Format and parse numbers of a language: digits, separators, scales.

Separators and grouping come from CLDR (Unicode Technical Standard 35, part 3), by babel. The parsers accept any kind of
space, as a renderer may set a thin space where the text has a normal one.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from factpress.i18n.language import Language

MAX_DECIMALS = 3
"""A scale word is used if the scaled number has at most this many decimals: "1.747 million"."""

MAX_DIGITS = 100

_SPACES = re.compile(r"[\s\u200b\u2060]+")
_MINUS = "-−‒–"


@dataclass(frozen=True, slots=True)
class _Notation:
    """Separators of a locale in a numbering system, without direction marks (Unicode bidi controls)."""

    decimal: str
    group: str
    minus: str


_DIRECTION = re.compile(r"[\u200e\u200f\u061c]")
"""Marks of direction, which are not part of a number."""


@functools.lru_cache(maxsize=64)
def _notation(locale: str, digits: str) -> _Notation:
    from babel import Locale

    symbols = cast("dict[str, dict[str, str]]", cast("Any", Locale.parse(locale, sep="-")).number_symbols)
    latin, own = symbols["latn"], symbols.get(digits, {})
    # a symbol that the numbering system does not define is that of the Latin digits (TR35, part 3, 2.3)
    names = ("decimal", "group", "minusSign")
    return _Notation(*(_DIRECTION.sub("", dict(own).get(name) or latin[name]) for name in names))


@functools.lru_cache(maxsize=4096)
def _grouped(number: int, locale: str, digits: str) -> str:
    from babel.numbers import format_decimal

    text = format_decimal(number, locale=locale.replace("-", "_"), numbering_system="latn")
    return text.replace(_notation(locale, "latn").group, _notation(locale, digits).group)


def normalize_spaces(text: str) -> str:
    """Return the text with every run of spaces of any kind as one space."""
    return _SPACES.sub(" ", text).strip()


def plural_category(number: Decimal, language: Language) -> str:
    """Return the CLDR plural category of a number, such as "one" or "other"."""
    from babel import Locale

    return str(Locale.parse(language.locale, sep="-").plural_form(abs(number)))


# ── format ──────────────────────────────────────────────────────────────────────────────────────────────────────


def format_digits(number: Decimal, language: Language) -> str:
    """Return the number in digits, grouped, with all its decimals: "1,234.50"."""
    shown = f"{abs(number):f}"
    whole, _, decimals = shown.partition(".")
    notation = _notation(language.locale, language.digits)
    text = _grouped(int(whole), language.locale, language.digits) + (notation.decimal + decimals if decimals else "")
    return language.native_digits((notation.minus if number < 0 else "") + text)


def scale_of(number: Decimal, language: Language) -> tuple[int, str] | None:
    """Return the scale that a number is written with, and its word; None if it is written in digits only."""
    for scale, _ in language.scales:
        if abs(number) >= scale:
            scaled = _trimmed(number / scale)
            exponent = scaled.as_tuple().exponent
            if scaled * scale != number or (isinstance(exponent, int) and -exponent > MAX_DECIMALS):
                return None
            return scale, scale_word(scale, scaled, language)
    return None


def scale_word(scale: int, scaled: Decimal, language: Language) -> str:
    """Return the word of a scale after a number: "million", in French "millions" after two."""
    forms = language.scale_forms.get(scale, {})
    return forms.get(plural_category(scaled, language)) or next(word for size, word in language.scales if size == scale)


def _trimmed(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def format_scaled(number: Decimal, language: Language) -> str:
    """Return the number with its scale, or in digits: "1.747 million", "500,000"."""
    scale = scale_of(number, language)
    if scale is None:
        return format_digits(number, language)
    digits = format_digits(_trimmed(number / scale[0]), language)
    return language.phrases["scaled"].format(number=digits, scale=scale[1])


# ── parse ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _pattern(language: Language) -> str:
    """A regular expression for a number in digits, without its sign."""
    notation = _notation(language.locale, language.digits)
    group = r"[\s’']" if notation.group.isspace() else re.escape(notation.group)
    decimal = re.escape(notation.decimal)
    # The limit of 20 groups prevents quadratic run time on a long row of numbers with two digits each.
    return rf"(?:\d{{1,3}}(?:{group}\d{{2,3}}){{0,20}}{group}\d{{3}}|\d+)(?!\d)(?:{decimal}\d+)?"


def _value(written: str, language: Language) -> Decimal:
    """The value of digits and separators. `Decimal` accepts the digits of every numbering system."""
    notation = _notation(language.locale, language.digits)
    bare = re.sub(r"[\s’']", "", written)
    bare = bare if notation.group.isspace() else bare.replace(notation.group, "")
    bare = bare.replace(notation.decimal, ".")
    return Decimal("-" + bare[1:] if bare[:1] in _MINUS else bare)


def parse_digits(text: str, language: Language) -> Decimal | None:
    """Return the number in that text; None if it is not a number in digits."""
    if not re.fullmatch(rf"[{_MINUS}]?{_pattern(language)}", text):
        return None
    return _value(text, language)


def scale_words(language: Language) -> dict[str, int]:
    """Return the words of all scales, in all their forms, with their numbers."""
    words = {normalize_spaces(word): scale for scale, word in language.scales}
    for scale, forms in language.scale_forms.items():
        words.update({normalize_spaces(form): scale for form in forms.values()})
    return words


def find_numbers(text: str, language: Language) -> list[tuple[int, int, Decimal]]:
    """Return start, end and value of each number in digits in a text.

    A scale after a number is part of it: "2 million" is 2000000. A hyphen before a number is not a minus. A row of more
    than `MAX_DIGITS` characters is larger than any number.
    """
    large = {word: size for word, size in language.counting.items() if size >= 100}
    large.update({word.lower(): size for word, size in scale_words(language).items()})
    found: list[tuple[int, int, Decimal]] = []
    for match in _scaled(_pattern(language), tuple(large)).finditer(text):
        endless = len(match["digits"]) > MAX_DIGITS
        number = Decimal("Infinity") if endless else _value(match["digits"], language)
        if match["scale"]:
            number *= large[normalize_spaces(match["scale"]).lower()]
        found.append((match.start(), match.end(), number))
    return found


@functools.lru_cache(maxsize=8)
def _scaled(digits: str, scales: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of a number in digits, with an optional scale. Cached, as it is used for every line of every file."""
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(scales, key=len, reverse=True))
    scale = rf"(?:\s*(?P<scale>{words})(?!\w))?" if words else "(?P<scale>$^)?"
    return re.compile(rf"(?<!\d)(?P<digits>{digits}){scale}", re.IGNORECASE)


def find_number_words(text: str, language: Language) -> list[tuple[int, int, Decimal]]:
    """Return start, end and value of each number in words in a text: "five thousand" is 5000. Ordinals are included."""
    found: list[tuple[int, int, Decimal]] = []
    run: list[re.Match[str]] = []

    def close() -> None:
        if run:
            values = [language.counting[word[0].lower()] for word in run]
            found.append((run[0].start(), run[-1].end(), Decimal(_value_of_words(values))))
            run.clear()

    for word in re.finditer(r"[^\W\d_]+", text):
        if run and text[run[-1].end() : word.start()].strip(" \u00a0-‐‑"):
            close()
        if word[0].lower() in language.counting:
            run.append(word)
        else:
            close()
    close()
    return found


def _value_of_words(values: list[int]) -> int:
    """The value of consecutive number words: 2, 1000, 5, 100 is 2500."""
    total = current = 0
    for value in values:
        if value >= 1000:
            total, current = total + (current or 1) * value, 0
        else:
            current = (current or 1) * value if value == 100 else current + value
    return total + current


# ── axes ────────────────────────────────────────────────────────────────────────────────────────────────────────

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


def axis_ticks(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    """Return at most `most` evenly spaced round numbers that span `low` to `high` and include 0."""
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = Decimal(1)
    size = Decimal(10) ** ((high - low).adjusted() - 1)
    while True:
        for step in _STEPS:
            first, last = _floor(low / (step * size)), -_floor(-high / (step * size))
            if last - first < most:
                return [_trimmed(step * size * i) for i in range(first, last + 1)]
        size *= 10


def _floor(number: Decimal) -> int:
    whole = int(number)
    return whole - 1 if whole > number else whole
