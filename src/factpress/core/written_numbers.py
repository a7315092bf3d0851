"""Numbers as people write them, "12,480", "ca. 100" or "72%", and how each is written in a data file.

Data files have numbers in plain digits with a point. What else stands in the place of a number is read here for one
purpose: the hint of the error shows the number in the required form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

MAX_LENGTH = 60
"""A longer text is no number."""

_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:(?P<mark>[ .,'’_])\d{3})(?:(?P=mark)\d{3})*(?:[.,]\d+)?", re.ASCII)
_PLAIN = re.compile(r"[-+]?\d+(?:[.,]\d+)?", re.ASCII)
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?", re.ASCII)
_LEAD = re.compile(
    r"(~|≈|≃|∼|±|<=|>=|≤|≥|<|>|"
    r"(?:ca|c|approx|approximately|about|around|roughly|circa|nearly|almost|more than|over|at least|min|minimum|"
    r"less than|under|fewer than|at most|up to|max|maximum)(?![a-z])\.?) ?",
    re.IGNORECASE,
)
_QUALIFIERS = {
    "~": "about", "≈": "about", "≃": "about", "∼": "about", "±": "about",
    "ca": "about", "c": "about", "approx": "about", "approximately": "about", "about": "about", "around": "about",
    "roughly": "about", "circa": "about", "nearly": "nearly", "almost": "nearly",
    "<": "less_than", "less than": "less_than", "under": "less_than", "fewer than": "less_than",
    ">": "more_than", "more than": "more_than", "over": "more_than",
    "<=": "at_most", "≤": "at_most", "at most": "at_most", "up to": "at_most", "max": "at_most", "maximum": "at_most",
    ">=": "at_least", "≥": "at_least", "at least": "at_least", "min": "at_least", "minimum": "at_least",
}  # fmt: skip
_CURRENCIES = {"$": "dollars", "usd": "dollars", "us$": "dollars", "€": "euros", "eur": "euros", "£": "pounds",
               "gbp": "pounds"}  # fmt: skip
_CURRENCY = re.compile(r"us\$|usd|eur|gbp|[$€£]", re.IGNORECASE)
_SCALES = {"k": 3, "thousand": 3, "m": 6, "mio": 6, "mn": 6, "million": 6, "millions": 6, "bn": 9, "billion": 9}
_SCALE = re.compile(r"(k|thousand|mio|mn|millions?|m|bn|billion)(?![a-z])\.?", re.IGNORECASE)
_DASH = re.compile(r" ?(?:[-‐‑‒–—]|\bto\b|\.\.\.?) ?", re.IGNORECASE)
_FRACTIONS = {"½": "0.5", "1/2": "0.5", "¼": "0.25", "1/4": "0.25", "¾": "0.75", "3/4": "0.75", "⅕": "0.2"}
_ONES = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "  # noqa: SIM905
    "fifteen sixteen seventeen eighteen nineteen".split()
)
_TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())  # noqa: SIM905
_WORDS = {word: i for i, word in enumerate(_ONES)} | {word: 10 * i for i, word in enumerate(_TENS, 2)}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_NOTHING = frozenset("? - – — n/a na n.a. unknown none tbd tba todo xxx … ...".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in the form of data files. `reason` says what is to be changed; `high` is the end of a range."""

    number: str
    reason: str
    qualifier: str | None = None
    high: str | None = None
    unit: str | None = None


def read_written(text: str) -> WrittenNumber | None:
    """Return the number that a person meant; None if the text is none."""
    plain = unicodedata.normalize("NFKC", _SPACE.sub(" ", text)).strip(" \"'“”„‘’«»")
    if text.strip() in _FRACTIONS or plain in _FRACTIONS:
        return WrittenNumber(_FRACTIONS.get(text.strip()) or _FRACTIONS[plain], "write a decimal number")
    if not plain or len(plain) > MAX_LENGTH:
        return None
    lead = _LEAD.match(plain)
    if lead is not None and (rest := read_written(plain[lead.end() :])) is not None:
        name = _QUALIFIERS[lead[1].lower().rstrip(".")]
        return replace(rest, qualifier=name, reason=f"write the number alone, and {name} as its key")
    return _range(plain) or _amount(plain)


def _range(plain: str) -> WrittenNumber | None:
    for dash in _DASH.finditer(plain):
        low, high = plain[: dash.start()], plain[dash.end() :]
        if not low or not high:
            continue
        first, second = _amount(low), _amount(high)
        if first is not None and second is not None:
            return WrittenNumber(
                first.number, "write both ends", high=second.number, unit=second.unit or first.unit, qualifier="range"
            )
    return None


def _amount(plain: str) -> WrittenNumber | None:
    """A number with its sign, scale word and unit."""
    unit, rest = None, plain
    if (sign := _CURRENCY.match(plain)) is not None:
        unit, rest = _CURRENCIES[sign[0].lower()], plain[sign.end() :].strip()
    number = _number(rest)
    if number is not None:
        return replace(number, unit=unit, reason=_unit_reason(unit) or number.reason)
    if (least := _number(rest.removesuffix("+").rstrip())) is not None and rest.endswith("+"):
        return replace(least, unit=unit, qualifier="at_least", reason="write the number alone, and at_least as its key")
    end = next((i for i, c in enumerate(rest) if not (c.isdigit() or c in " .,'’+-_")), len(rest))
    number, tail = _number(rest[:end].rstrip()), rest[end:].strip()
    if number is None:
        return _in_words(rest)
    if (scale := _SCALE.match(tail)) is not None:
        digits = _scaled(number.number, _SCALES[scale[1].lower()])
        number, tail = replace(number, number=digits, reason="write all its digits"), tail[scale.end() :].strip()
    if not tail:
        return replace(number, unit=unit)
    if tail.lower() in ("%", "percent", "per cent", "pct"):
        unit = "percent"
    elif tail.lower() in _CURRENCIES:
        unit = _CURRENCIES[tail.lower()]
    elif re.fullmatch(r"[^\W\d_][^\d]{0,30}", tail):
        unit = tail
    else:
        return None
    return replace(number, unit=unit, reason=_unit_reason(unit) or number.reason)


def _unit_reason(unit: str | None) -> str | None:
    return "write the number alone, and its unit as another key" if unit is not None else None


def _number(text: str) -> WrittenNumber | None:
    """Digits with separators."""
    if (found := _GROUPED.fullmatch(text)) is not None:
        mark = found["mark"]
        whole, _, decimals = _split_decimals(text, mark)
        if mark == "." and text.count(".") == 1 and not decimals:
            return WrittenNumber(text.lstrip("+"), "write it without quotes")
        name = {" ": "spaces", ".": "points", ",": "commas", "_": "underscores"}.get(mark, "apostrophes")
        reason = f"write it without {name}" + (", with a point before the decimals" if decimals else "")
        return WrittenNumber(whole + (f".{decimals}" if decimals else ""), reason)
    if _INDIAN.fullmatch(text) is not None:
        return WrittenNumber(text.replace(",", ""), "write it without commas")
    if _PLAIN.fullmatch(text) is not None:
        sign, digits = ("-" if text.startswith("-") else ""), text.lstrip("+-")
        whole, mark, decimals = digits.partition("," if "," in digits else ".")
        bare = sign + (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")
        if mark == ",":
            return WrittenNumber(bare, "write a point")
        return WrittenNumber(bare, "write it without zeros before it" if bare != text else "write it without quotes")
    return None


def _split_decimals(text: str, mark: str) -> tuple[str, str, str]:
    """The whole part without separators, and the decimals, of "1,234.5", "1.234,5" or "1 234"."""
    at = max((text.rfind(other) for other in ".," if other != mark), default=-1)
    whole, decimals = (text[:at], text[at + 1 :]) if at >= 0 else (text, "")
    return whole.replace(mark, "").lstrip("+"), "." if decimals else "", decimals


def _scaled(number: str, exponent: int) -> str:
    whole, _, decimals = number.partition(".")
    moved = decimals[:exponent].ljust(exponent, "0")
    rest = decimals[exponent:]
    return ((whole + moved).lstrip("0") or "0") + (f".{rest}" if rest else "")


def _in_words(text: str) -> WrittenNumber | None:
    """English number words: "twelve", "two hundred"."""
    total = current = 0
    words = [word for word in re.split(r"[\s-]+", text.lower()) if word not in ("and", "a")]
    for word in words:
        if word in _WORDS:
            current += _WORDS[word]
        elif word in _LARGE and word in ("hundred", "dozen"):
            current = (current or 1) * _LARGE[word]
        elif word in _LARGE:
            total, current = total + (current or 1) * _LARGE[word], 0
        else:
            return None
    return WrittenNumber(str(total + current), "write it in digits") if words else None


def number_hint(text: str) -> str:
    """Return how the text is written as a number, for a place that takes a number only."""
    found = read_written(text)
    if found is None:
        return _without(text) or "write digits, with a point before decimals: 12480, 3.5"
    if found.high is not None:
        return f"write [{found.number}, {found.high}]"
    return f"{found.reason}: {found.number}"


def measure_hint(text: str, key: str) -> str:
    """Return how the text is written as the number `key` of a value, with the keys that it needs: about, unit, of."""
    found = read_written(text)
    if found is None:
        return _without(text) or f"write digits, with a point before decimals: {key + ': ' if key else ''}12480"
    amount = f"{found.qualifier or key}: {found.number}" if found.qualifier or key else found.number
    if found.high is not None:
        amount = f"range: [{found.number}, {found.high}]"
    if found.unit == "percent":
        return f"write {amount}, unit: percent, of: …"
    if found.unit is not None:
        return f"write {amount}, unit: {found.unit}"
    if found.qualifier is not None:
        return f"write {amount}"
    return f"{found.reason}: {amount}"


def _without(text: str) -> str | None:
    if _SPACE.sub(" ", text).strip().lower() in _NOTHING:
        return "a value needs a number; if it is not known, remove the value, and say so in the reason"
    return None
