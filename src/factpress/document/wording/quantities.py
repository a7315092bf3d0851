"""Quantities into words, and exactly back: `read(say(q, l), l) == q`.

Where two quantities would be said alike, the one that a reader does not expect is said at greater length: a range
from 1 to 2,000,000 is never "1 to 2 million", which says something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factpress.core.diagnostics import ToolError, did_you_mean
from factpress.document.wording.patterns import filled, splits
from factpress.i18n import Language, UnitWords
from factpress.i18n.numerals import plain_spaces, plural, read_digits, say_decimal, say_digits, scale_of, scale_words
from factpress.publication.facts.claims import Amount, Base, Point, Qualifier, Quantity, Range


class UnreadableError(ValueError):
    """The text does not say a quantity in this language."""


def _unit(unit: str, language: Language) -> UnitWords:
    found = language.units.get(unit)
    if found is None:
        raise ToolError(f'the language "{language.tag}" has no unit "{unit}"', did_you_mean(unit, language.units))
    return found


def _form(unit: UnitWords, number: Decimal, language: Language) -> str:
    return unit.forms.get(plural(number, language)) or unit.forms["other"]


# ── saying ──────────────────────────────────────────────────────────────────────────────────────────────────────


def say(quantity: Quantity, language: Language) -> str:
    """The quantity in words: "nearly 17,000 people", "80% of people trafficked", "86.6 deaths per 1,000 people".

    Raises ToolError where the language has no such unit.
    """
    unit = _unit(quantity.unit, language)
    number = _say_amount(quantity.amount, unit, language)
    text = _qualified(number if unit.sign else _with_unit(number, unit, quantity.amount, language), quantity, language)
    return _whole(text, quantity, unit, language)


def say_number(quantity: Quantity, language: Language) -> str:
    """The number alone, with its qualifier, scale and sign, but no word for its unit: "nearly 17,000", "80%"."""
    return _qualified(_say_amount(quantity.amount, _unit(quantity.unit, language), language), quantity, language)


def say_unit(quantity: Quantity, language: Language) -> str:
    """What follows the number: "people", "deaths per 1,000 people", "of people trafficked"; "" for a mere sign."""
    amount = Point(quantity.amount.number) if isinstance(quantity.amount, Point) else quantity.amount
    bare = Quantity(amount, quantity.unit, quantity.of, quantity.per)
    whole, number = say(bare, language), say_number(bare, language)
    return whole.replace(number, "", 1).strip()


def _whole(text: str, quantity: Quantity, unit: UnitWords, language: Language) -> str:
    phrases = language.phrases
    if quantity.per is not None:
        text = phrases["rate"].format(amount=text, base=_say_base(quantity.per, language))
    if quantity.of is not None:
        text = (unit.share or phrases["share"]).format(share=text, of=quantity.of)
    return text


def _qualified(text: str, quantity: Quantity, language: Language) -> str:
    match quantity.amount:
        case Point(_, qualifier) if qualifier is not Qualifier.EXACTLY:
            return language.phrases[qualifier.value].format(text)
        case _:
            return text


def _with_unit(text: str, unit: UnitWords, amount: Amount, language: Language) -> str:
    number = amount.number if isinstance(amount, Point) else amount.high
    return language.phrases["amount"].format(number=text, unit=_form(unit, number, language))


def _say_base(base: Base, language: Language) -> str:
    unit = _unit(base.unit, language)
    if unit.sign:
        return unit.sign.format(say_decimal(base.number, language))
    if base.number == 1 and "one" in unit.forms:
        return unit.forms["one"]
    return _with_unit(say_decimal(base.number, language), unit, Point(base.number), language)


def _say_amount(amount: Amount, unit: UnitWords, language: Language) -> str:
    sign = unit.sign or "{}"
    match amount:
        case Point(number):
            return sign.format(say_decimal(number, language))
        case Range(low, high):
            pattern = language.phrases["range"]
            low_text, high_text = sign.format(say_decimal(low, language)), sign.format(say_decimal(high, language))
            if unit.sign:
                return pattern.format(low=low_text, high=high_text)
            low_scale, high_scale = scale_of(low, language), scale_of(high, language)
            if high_scale is not None and low_scale is not None and low_scale[0] == high_scale[0]:
                shared = low / low_scale[0]
                if _shares(shared, high, high_scale[0]):
                    low_text = say_digits(shared, language)
            elif high_scale is not None and low_scale is None and low and _shares(low, high, high_scale[0]):
                high_text = say_digits(high, language)  # else the scale would be heard with the low number, too
            return pattern.format(low=low_text, high=high_text)


def _shares(low: Decimal, high: Decimal, scale: int) -> bool:
    """Whether a bare low number is heard with the scale of the high one, as in "1.2 to 2.8 million"."""
    return low * scale < high


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def read(text: str, language: Language) -> Quantity:
    """The quantity that the words say; the inverse of `say`. Raises UnreadableError where they say none."""
    words = plain_spaces(text)
    for quantity in _readings(words, language):
        return quantity
    raise UnreadableError(f'"{text}" says no quantity')


def read_number(text: str, language: Language) -> Amount:
    """The amount that the words say, whatever sign it carries; the inverse of `say_number`. Raises UnreadableError."""
    words = plain_spaces(text)
    for sign in ("{}", *(unit.sign for unit in language.units.values() if unit.sign)):
        for amount in _read_signed(words, sign, language):
            return amount
    raise UnreadableError(f'"{text}" says no number')


def _readings(text: str, language: Language) -> Iterator[Quantity]:
    yield from _rated(text, language)
    patterns = {unit.share or language.phrases["share"] for unit in language.units.values()}
    for pattern in sorted(patterns, key=lambda p: p != language.phrases["share"]):
        for part in splits(pattern, text):
            for q in _rated(part["share"], language):
                if (language.units[q.unit].share or language.phrases["share"]) == pattern:
                    yield Quantity(q.amount, q.unit, part["of"], q.per)


def _rated(text: str, language: Language) -> Iterator[Quantity]:
    yield from _measured(text, language)
    for part in splits(language.phrases["rate"], text):
        for base in _read_base(part["base"], language):
            for q in _measured(part["amount"], language):
                yield Quantity(q.amount, q.unit, None, base)


def _read_base(text: str, language: Language) -> Iterator[Base]:
    for unit, words in language.units.items():
        if plain_spaces(words.forms.get("one", "")) == text:
            yield Base(Decimal(1), unit)
    for q in _measured(text, language):
        if isinstance(q.amount, Point) and q.amount.qualifier is Qualifier.EXACTLY:
            yield Base(q.amount.number, q.unit)


def _measured(text: str, language: Language) -> Iterator[Quantity]:
    """Amounts with a unit: the qualifier is taken off, then the unit's word or its sign."""
    for qualifier, inner in _qualifiers(text, language):
        for part in splits(language.phrases["amount"], inner):
            for unit in (u for u, w in language.units.items() if part["unit"] in map(plain_spaces, w.forms.values())):
                for amount in _read_amount(part["number"], qualifier, language):
                    yield Quantity(amount, unit)
        for unit, words in language.units.items():
            if words.sign:
                for amount in _read_amount(inner, qualifier, language, words.sign):
                    yield Quantity(amount, unit)


def _qualifiers(text: str, language: Language) -> Iterator[tuple[Qualifier, str]]:
    for qualifier in Qualifier:
        inner = text if qualifier is Qualifier.EXACTLY else filled(language.phrases[qualifier.value], text)
        if inner is not None:
            yield qualifier, inner


def _read_signed(text: str, sign: str, language: Language) -> Iterator[Amount]:
    for qualifier, inner in _qualifiers(text, language):
        yield from _read_amount(inner, qualifier, language, sign)


def _read_amount(text: str, qualifier: Qualifier, language: Language, sign: str = "{}") -> Iterator[Amount]:
    point = _read_scaled(filled(sign, text) or "", language)
    if point is not None:
        yield Point(point[0], qualifier)
    if qualifier is not Qualifier.EXACTLY:
        return
    for part in splits(language.phrases["range"], text):
        low = _read_scaled(filled(sign, part["low"]) or "", language)
        high = _read_scaled(filled(sign, part["high"]) or "", language)
        if low is None or high is None:
            continue
        shared = sign == "{}" and low[1] is None and high[1] is not None and _shares(low[0], high[0], high[1])
        bottom = low[0] * high[1] if shared and high[1] is not None else low[0]
        if bottom < high[0]:
            yield Range(bottom, high[0])


def _read_scaled(text: str, language: Language) -> tuple[Decimal, int | None] | None:
    """A number and the scale it was said in, if any; None where the text is no number."""
    bare = read_digits(text, language)
    if bare is not None:
        return bare, None
    words = scale_words(language)
    for part in splits(language.phrases["scaled"], text):
        number, scale = read_digits(part["number"], language), words.get(part["scale"])
        if number is not None and scale is not None:
            return number * scale, scale
    return None
