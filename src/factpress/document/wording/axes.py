"""The words of a value axis."""

from __future__ import annotations

from decimal import Decimal

from factpress.core.diagnostics import ToolError, did_you_mean
from factpress.i18n import Language
from factpress.i18n.numerals import MOST_DECIMALS, say_digits, scale_of, scale_word, steps

MOST_TICKS = 5


def ticks(low: Decimal | float, high: Decimal | float, unit: str, language: Language) -> list[tuple[Decimal, str]]:
    """At most five round places on an axis from nought to `high` or beyond, with words: 0, 1, 2, "3 million".

    Scale and sign stand at the last one only; `low` matters where it is below nought. Raises ToolError for a unit
    that the language does not have.
    """
    words = language.units.get(unit)
    if words is None:
        raise ToolError(f'the language "{language.tag}" has no unit "{unit}"', did_you_mean(unit, language.units))
    places = steps(Decimal(str(low)), Decimal(str(high)), MOST_TICKS)
    scale = _common_scale(places, language)
    out = [(at, say_digits(at / scale if scale else at, language)) for at in places]
    last, text = out[-1]
    if scale:
        scaled = last / scale
        text = language.phrases["scaled"].format(number=text, scale=scale_word(scale, scaled, language))
    out[-1] = (last, (words.sign or "{}").format(text))
    return out


def _common_scale(places: list[Decimal], language: Language) -> int | None:
    """The scale of the last place, if all others can be said in it."""
    last = scale_of(places[-1], language)
    if last is None:
        return None
    scaled = [at / last[0] for at in places]
    return last[0] if all(number == round(number, MOST_DECIMALS) for number in scaled) else None
