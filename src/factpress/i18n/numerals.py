"""Numbers as a language writes them: digits, separators, scales; and the same read back.

Separators and grouping come from CLDR (Unicode Technical Standard 35, part 3), by way of babel. Reading takes any kind
of space for any other, since a press may set a thin one where an editor typed a wide one.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from factpress.i18n.language import ZEROS, Language

MOST_DECIMALS = 3
"""A scale word is used where the number then needs this many decimals at the most: "1.747 million"."""

_SPACES = re.compile(r"[\s\u200b\u2060]+")
_MINUS = "-−‒–"


@dataclass(frozen=True, slots=True)
class _Notation:
    """Separators of one locale in one numbering system, spaces made plain."""

    decimal: str
    group: str
    minus: str


_DIRECTION = re.compile(r"[\u200e\u200f\u061c]")
"""Marks of direction: the press's to set, not a number's."""


@functools.lru_cache(maxsize=64)
def _notation(locale: str, digits: str) -> _Notation:
    from babel import Locale

    symbols = cast("dict[str, dict[str, str]]", cast("Any", Locale.parse(locale, sep="-")).number_symbols)
    latin, own = symbols["latn"], symbols.get(digits, {})
    # not every system names every symbol; what it lacks is as in the locale's Latin digits (TR35, part 3, 2.3)
    names = ("decimal", "group", "minusSign")
    return _Notation(*(_DIRECTION.sub("", dict(own).get(name) or latin[name]) for name in names))


@functools.lru_cache(maxsize=4096)
def _grouped(number: int, locale: str, digits: str) -> str:
    from babel.numbers import format_decimal

    text = format_decimal(number, locale=locale.replace("-", "_"), numbering_system="latn")
    return text.replace(_notation(locale, "latn").group, _notation(locale, digits).group)


def in_digits(text: str, language: Language) -> str:
    """The text with 0 to 9 as the language's own digits."""
    if language.digits == "latn":
        return text
    zero = ord(ZEROS[language.digits])
    return text.translate({ord("0") + i: zero + i for i in range(10)})


def plain_spaces(text: str) -> str:
    """The text with every run of spaces, of whatever width and whether a line may end there, as one space."""
    return _SPACES.sub(" ", text).strip()


def plural(number: Decimal, language: Language) -> str:
    """The plural category of CLDR for a number, such as "one" or "other"."""
    from babel import Locale

    return str(Locale.parse(language.locale, sep="-").plural_form(abs(number)))


# ── saying ──────────────────────────────────────────────────────────────────────────────────────────────────────


def say_digits(number: Decimal, language: Language) -> str:
    """The number in digits, grouped, with the decimals it was given: "1,234.50"."""
    shown = f"{abs(number):f}"
    whole, _, decimals = shown.partition(".")
    notation = _notation(language.locale, language.digits)
    text = _grouped(int(whole), language.locale, language.digits) + (notation.decimal + decimals if decimals else "")
    return in_digits((notation.minus if number < 0 else "") + text, language)


def scale_of(number: Decimal, language: Language) -> tuple[int, str] | None:
    """The scale a number is said in, with its word; None where digits say it better."""
    for scale, _ in language.scales:
        if abs(number) >= scale:
            scaled = _trimmed(number / scale)
            exponent = scaled.as_tuple().exponent
            if scaled * scale != number or (isinstance(exponent, int) and -exponent > MOST_DECIMALS):
                return None
            return scale, scale_word(scale, scaled, language)
    return None


def scale_word(scale: int, scaled: Decimal, language: Language) -> str:
    """The word for a scale after so many of it: "million", in French "millions" after two."""
    forms = language.scale_forms.get(scale, {})
    return forms.get(plural(scaled, language)) or next(word for size, word in language.scales if size == scale)


def _trimmed(number: Decimal) -> Decimal:
    whole = number.to_integral_value()
    return whole if whole == number else number.normalize()


def say_decimal(number: Decimal, language: Language) -> str:
    """The number with its scale where it has one: "1.747 million", "500,000"."""
    scale = scale_of(number, language)
    if scale is None:
        return say_digits(number, language)
    digits = say_digits(_trimmed(number / scale[0]), language)
    return language.phrases["scaled"].format(number=digits, scale=scale[1])


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _pattern(language: Language) -> str:
    """A regular expression for a number in digits, without its sign."""
    notation = _notation(language.locale, language.digits)
    group = r"[\s’']" if notation.group.isspace() else re.escape(notation.group)
    decimal = re.escape(notation.decimal)
    # At most so many groups: a row of numbers with two digits each would be read to its end from each of them.
    return rf"(?:\d{{1,3}}(?:{group}\d{{2,3}}){{0,20}}{group}\d{{3}}|\d+)(?!\d)(?:{decimal}\d+)?"


def _value(written: str, language: Language) -> Decimal:
    """What digits and separators say; Python reads the digits of every numbering system."""
    notation = _notation(language.locale, language.digits)
    bare = re.sub(r"[\s’']", "", written)
    bare = bare if notation.group.isspace() else bare.replace(notation.group, "")
    bare = bare.replace(notation.decimal, ".")
    return Decimal("-" + bare[1:] if bare[:1] in _MINUS else bare)


def read_digits(text: str, language: Language) -> Decimal | None:
    """The number that such digits say; None where they say none."""
    if not re.fullmatch(rf"[{_MINUS}]?{_pattern(language)}", text):
        return None
    return _value(text, language)


def scale_words(language: Language) -> dict[str, int]:
    """The words of the scales, in all their forms, and the numbers they stand for."""
    words = {plain_spaces(word): scale for scale, word in language.scales}
    for scale, forms in language.scale_forms.items():
        words.update({plain_spaces(form): scale for form in forms.values()})
    return words


def numerals(text: str, language: Language) -> list[tuple[int, int, Decimal]]:
    """The numbers that stand in a text in digits: where each starts and ends, and what it says.

    A scale that follows belongs to its number: "2 million" is 2000000. A hyphen before a number is no minus.
    """
    large = {word: size for word, size in language.counting.items() if size >= 100}
    large.update({word.lower(): size for word, size in scale_words(language).items()})
    found: list[tuple[int, int, Decimal]] = []
    for match in _scaled(_pattern(language), tuple(large)).finditer(text):
        number = _value(match["digits"], language)
        if match["scale"]:
            number *= large[plain_spaces(match["scale"]).lower()]
        found.append((match.start(), match.end(), number))
    return found


@functools.lru_cache(maxsize=8)
def _scaled(digits: str, scales: tuple[str, ...]) -> re.Pattern[str]:
    """Numbers in digits, with a scale that follows; made once, since every line of a file is asked for them."""
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(scales, key=len, reverse=True))
    scale = rf"(?:\s*(?P<scale>{words})(?!\w))?" if words else "(?P<scale>$^)?"
    return re.compile(rf"(?<!\d)(?P<digits>{digits}){scale}", re.IGNORECASE)


def spelled(text: str, language: Language) -> list[tuple[int, int, Decimal]]:
    """The numbers that stand in a text in words: "five thousand" is 5000. An ordinal counts as its number."""
    found: list[tuple[int, int, Decimal]] = []
    run: list[re.Match[str]] = []

    def close() -> None:
        if run:
            values = [language.counting[word[0].lower()] for word in run]
            found.append((run[0].start(), run[-1].end(), Decimal(_counted(values))))
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


def _counted(values: list[int]) -> int:
    """What number words, one after the other, count: 2, 1000, 5, 100 is 2500."""
    total = current = 0
    for value in values:
        if value >= 1000:
            total, current = total + (current or 1) * value, 0
        else:
            current = (current or 1) * value if value == 100 else current + value
    return total + current


# ── axes ────────────────────────────────────────────────────────────────────────────────────────────────────────

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))


def steps(low: Decimal, high: Decimal, most: int) -> list[Decimal]:
    """Round numbers, evenly spaced, nought among them, that reach from `low` to `high`: at most so many."""
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
