"""What was found, in words: the roles a text may use, by name. Numbers become words here, once; renderers copy them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from factpress.core.diagnostics import Location
from factpress.document.resolve.lookup import Finder, Found
from factpress.document.wording import say, say_moment, say_number, say_period, say_years
from factpress.i18n import Language
from factpress.publication.facts.claims import Moment, Period, Steps


@dataclass(frozen=True, slots=True)
class Sayer:
    """Puts what was found into the words of a language."""

    finder: Finder
    language: Language

    def words(self, found: Found, place: Location, *, unit: bool = True) -> str | None:
        """The value in words, with its unit or without; None, with an error, where it has no number."""
        if isinstance(found.value.measure, Steps):
            spans = found.value.measure.spans
            level = next((level for span, level in spans if span.begin == found.moment), spans[-1][1])
            return self.language.level(level)
        quantity = self.finder.quantity(found, place)
        if quantity is None:
            return None
        return say(quantity, self.language) if unit else say_number(quantity, self.language)

    def role(self, name: str, found: Found, place: Location) -> str | None:
        """What a role of that name says of it; None, with an error, where it has nothing to say."""
        return SAYINGS[name](self, found, place)


Saying = Callable[[Sayer, Found, Location], str | None]


def _timed(tell: Callable[[Period, Language], str]) -> Saying:
    def saying(sayer: Sayer, found: Found, place: Location) -> str | None:
        when = sayer.finder.when(found, place)
        return None if when is None else tell(when, sayer.language)

    return saying


SAYINGS: Mapping[str, Saying] = {
    "claim": lambda sayer, found, place: sayer.words(found, place),
    "number": lambda sayer, found, place: sayer.words(found, place, unit=False),
    "period": _timed(say_period),
    "years": _timed(say_years),
    "begin": _timed(lambda when, language: say_moment(when.begin, language)),
    "end": _timed(lambda when, language: say_moment(when.end, language)),
    "year-begin": _timed(lambda when, language: say_moment(Moment(when.begin.year), language)),
    "year-end": _timed(lambda when, language: say_moment(Moment(when.end.year), language)),
}
ROLES = frozenset({*SAYINGS, "cite", "lang", "consent"})
"""The roles a text may use; the last three say nothing of a value and are told with the sentence."""
