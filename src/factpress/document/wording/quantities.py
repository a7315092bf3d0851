"""Quantities to text, and exactly back: `parse_quantity(format_quantity(q, l), l) == q`.

Where two quantities would have the same text, the less expected one is written at greater length: a range from 1 to
2,000,000 is never "1 to 2 million", which means something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from factpress.core.diagnostics import ToolError, did_you_mean
from factpress.document.wording.phrases import UnreadableError, match_field, match_phrase
from factpress.i18n import Language, UnitWords
from factpress.i18n.numerals import (
    MAX_DECIMALS,
    axis_ticks,
    format_digits,
    format_scaled,
    normalize_spaces,
    parse_digits,
    plural_category,
    scale_of,
    scale_word,
    scale_words,
)
from factpress.publication.facts.claims import Amount, Base, Point, Qualifier, Quantity, Range

MOST_TICKS = 5


def _unit(unit: str, language: Language) -> UnitWords:
    found = language.units.get(unit)
    if found is None:
        raise ToolError(f'the language "{language.tag}" has no unit "{unit}"', did_you_mean(unit, language.units))
    return found


# ── formatting ──────────────────────────────────────────────────────────────────────────────────────────────────


def format_quantity(quantity: Quantity, language: Language) -> str:
    """The quantity as text: "nearly 17,000 people", "80% of people trafficked", "86.6 deaths per 1,000 people".

    Raises ToolError if the language does not have the unit.
    """
    unit, phrases = _unit(quantity.unit, language), language.phrases
    text = _format_amount(quantity.amount, unit, language)
    if not unit.sign:
        text = _with_unit(text, unit, bounds(quantity.amount)[1], language)
    text = _qualified(text, quantity, language)
    if quantity.per is not None:
        text = phrases["rate"].format(amount=text, base=_format_base(quantity.per, language))
    if quantity.of is not None:
        text = (unit.share or phrases["share"]).format(share=text, of=quantity.of)
    return text


def format_number(quantity: Quantity, language: Language) -> str:
    """The number alone, with its qualifier, scale and sign, but no word for its unit: "nearly 17,000", "80%"."""
    return _qualified(_format_amount(quantity.amount, _unit(quantity.unit, language), language), quantity, language)


def format_unit(quantity: Quantity, language: Language) -> str:
    """What follows the number: "people", "deaths per 1,000 people", "of people trafficked"; "" for a mere sign."""
    amount = Point(quantity.amount.number) if isinstance(quantity.amount, Point) else quantity.amount
    bare = replace(quantity, amount=amount)
    return format_quantity(bare, language).replace(format_number(bare, language), "", 1).strip()


def bounds(amount: Amount) -> tuple[Decimal, Decimal]:
    """The lowest and the highest number of the amount."""
    return (amount.low, amount.high) if isinstance(amount, Range) else (amount.number, amount.number)


def format_bounds(quantity: Quantity, language: Language) -> tuple[str, str]:
    """The lowest and the highest number of the quantity as text, without a qualifier."""
    low, high = (format_number(replace(quantity, amount=Point(number)), language) for number in bounds(quantity.amount))
    return low, high


def _qualified(text: str, quantity: Quantity, language: Language) -> str:
    if isinstance(quantity.amount, Range) or quantity.amount.qualifier is Qualifier.EXACTLY:
        return text
    return language.phrases[quantity.amount.qualifier.value].format(text)


def _with_unit(text: str, unit: UnitWords, number: Decimal, language: Language) -> str:
    word = unit.forms.get(plural_category(number, language)) or unit.forms["other"]
    return language.phrases["amount"].format(number=text, unit=word)


def _format_base(base: Base, language: Language) -> str:
    unit = _unit(base.unit, language)
    if unit.sign:
        return unit.sign.format(format_scaled(base.number, language))
    if base.number == 1 and "one" in unit.forms:
        return unit.forms["one"]
    return _with_unit(format_scaled(base.number, language), unit, base.number, language)


def _format_amount(amount: Amount, unit: UnitWords, language: Language) -> str:
    sign = unit.sign or "{}"
    if isinstance(amount, Point):
        return sign.format(format_scaled(amount.number, language))
    low, high = amount.low, amount.high
    low_text, high_text = sign.format(format_scaled(low, language)), sign.format(format_scaled(high, language))
    low_scale, high_scale = scale_of(low, language), scale_of(high, language)
    if not unit.sign and high_scale is not None:
        if low_scale is not None and low_scale[0] == high_scale[0]:
            if _shares_scale(low / low_scale[0], high, high_scale[0]):
                low_text = format_digits(low / low_scale[0], language)
        elif low_scale is None and low and _shares_scale(low, high, high_scale[0]):
            high_text = format_digits(high, language)  # a scale would be understood as that of the low number, too
    return language.phrases["range"].format(low=low_text, high=high_text)


def _shares_scale(low: Decimal, high: Decimal, scale: int) -> bool:
    """Whether readers apply the scale of the high number to a bare low one, as in "1.2 to 2.8 million"."""
    return low * scale < high


# ── an axis ─────────────────────────────────────────────────────────────────────────────────────────────────────


NEAR_END = Decimal("0.85")
"""From this share of the highest figure on, a tick ends an axis that may end below that figure."""


def ticks(
    low: Decimal | float, high: Decimal | float, unit: str, language: Language, *, below: bool = False
) -> list[tuple[Decimal, str]]:
    """At most five round numbers on an axis from 0 to `high` or beyond, with their text: 0, 1, 2, "3 million".

    Only the last one has the scale and the unit's sign. The axis begins at `low` if that is below 0. With `below`, the
    last may be a little below `high`. Raises ToolError if the language does not have the unit.
    """
    words = _unit(unit, language)
    numbers = axis_numbers(Decimal(str(low)), Decimal(str(high)), below=below)
    scale = common_scale(numbers, language)
    out = [(number, format_digits(number / scale if scale else number, language)) for number in numbers]
    last, text = out[-1]
    if scale:
        text = language.phrases["scaled"].format(number=text, scale=scale_word(scale, last / scale, language))
    out[-1] = (last, (words.sign or "{}").format(text))
    return out


def axis_numbers(low: Decimal, high: Decimal, *, below: bool = False) -> list[Decimal]:
    """The round numbers of an axis, as in `ticks`."""
    numbers = axis_ticks(low, high, MOST_TICKS)
    return numbers[:-1] if below and len(numbers) > 2 and numbers[-2] >= NEAR_END * high else numbers


def common_scale(numbers: list[Decimal], language: Language) -> int | None:
    """The scale of the last number, if all others can be written in it."""
    last = scale_of(numbers[-1], language)
    if last is None:
        return None
    scaled = [number / last[0] for number in numbers]
    return last[0] if all(number == round(number, MAX_DECIMALS) for number in scaled) else None


# ── parsing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def parse_quantity(text: str, language: Language) -> Quantity:
    """The quantity that the text states; the inverse of `format_quantity`. Raises UnreadableError."""
    found = next(_shares(normalize_spaces(text), language), None)
    if found is None:
        raise UnreadableError(f'"{text}" states no quantity')
    return found


def parse_number(text: str, language: Language) -> Amount:
    """The amount that the text states, with any sign; the inverse of `format_number`. Raises UnreadableError."""
    words = normalize_spaces(text)
    for sign in ("{}", *(unit.sign for unit in language.units.values() if unit.sign)):
        for qualifier, inner in _qualifiers(words, language):
            for amount in _amounts(inner, qualifier, language, sign):
                return amount
    raise UnreadableError(f'"{text}" states no number')


# Each of these yields all readings of a text, the likeliest first: a share of rates of amounts with a unit.


def _shares(text: str, language: Language) -> Iterator[Quantity]:
    yield from _rates(text, language)
    usual = language.phrases["share"]
    patterns = {unit.share or usual for unit in language.units.values()}
    for pattern in sorted(patterns, key=lambda p: p != usual):
        for part in match_phrase(pattern, text):
            for q in _rates(part["share"], language):
                if (language.units[q.unit].share or usual) == pattern:
                    yield replace(q, of=part["of"])


def _rates(text: str, language: Language) -> Iterator[Quantity]:
    yield from _measures(text, language)
    for part in match_phrase(language.phrases["rate"], text):
        for base in _bases(part["base"], language):
            for q in _measures(part["amount"], language):
                yield replace(q, per=base)


def _bases(text: str, language: Language) -> Iterator[Base]:
    for unit, words in language.units.items():
        if normalize_spaces(words.forms.get("one", "")) == text:
            yield Base(Decimal(1), unit)
    for q in _measures(text, language):
        if isinstance(q.amount, Point) and q.amount.qualifier is Qualifier.EXACTLY:
            yield Base(q.amount.number, q.unit)


def _measures(text: str, language: Language) -> Iterator[Quantity]:
    """Amounts with a unit: the qualifier is taken off, then the unit's word or its sign."""
    for qualifier, inner in _qualifiers(text, language):
        for part in match_phrase(language.phrases["amount"], inner):
            for unit in (
                u for u, w in language.units.items() if part["unit"] in map(normalize_spaces, w.forms.values())
            ):
                for amount in _amounts(part["number"], qualifier, language):
                    yield Quantity(amount, unit)
        for unit, words in language.units.items():
            if words.sign:
                for amount in _amounts(inner, qualifier, language, words.sign):
                    yield Quantity(amount, unit)


def _qualifiers(text: str, language: Language) -> Iterator[tuple[Qualifier, str]]:
    for qualifier in Qualifier:
        inner = text if qualifier is Qualifier.EXACTLY else match_field(language.phrases[qualifier.value], text)
        if inner is not None:
            yield qualifier, inner


def _amounts(text: str, qualifier: Qualifier, language: Language, sign: str = "{}") -> Iterator[Amount]:
    point = _parse_scaled(match_field(sign, text) or "", language)
    if point is not None:
        yield Point(point[0], qualifier)
    if qualifier is not Qualifier.EXACTLY:
        return
    for part in match_phrase(language.phrases["range"], text):
        low = _parse_scaled(match_field(sign, part["low"]) or "", language)
        high = _parse_scaled(match_field(sign, part["high"]) or "", language)
        if low is None or high is None:
            continue
        begin = low[0]
        if sign == "{}" and low[1] is None and high[1] is not None and _shares_scale(begin, high[0], high[1]):
            begin *= high[1]
        if begin < high[0]:
            yield Range(begin, high[0])


def _parse_scaled(text: str, language: Language) -> tuple[Decimal, int | None] | None:
    """A number, and the scale that it is written in, if any; None if the text is no number."""
    bare = parse_digits(text, language)
    if bare is not None:
        return bare, None
    words = scale_words(language)
    for part in match_phrase(language.phrases["scaled"], text):
        number, scale = parse_digits(part["number"], language), words.get(part["scale"])
        if number is not None and scale is not None:
            return number * scale, scale
    return None
