"""Numbers without our marks, traced by what they say: one claim fits, several do, or none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Literal

from factpress.audit.allowed_values import Allowed
from factpress.audit.diff import LONGEST
from factpress.audit.normalise_text import key
from factpress.audit.numbers import Number, numbers
from factpress.audit.reading import Fragment, Place

Verdict = Literal["stated", "traced by value", "ambiguous", "unknown"]

_QUOTED = 24
"""As many letters as a passage needs to be known again in a stranger's text."""
_NEAR = 0.6


@dataclass(frozen=True, slots=True)
class Trace:
    """A number that was found, where, and the values that fit it."""

    place: Place
    fragment: Fragment
    number: Number
    verdict: Verdict
    claims: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The number as it is written."""
        return self.fragment.text[self.number.start : self.number.end]


def trace_by_value(
    place: Place,
    fragments: Iterable[Fragment],
    allowed: Allowed,
    quoted: Collection[str] = (),
    names: Collection[str] = (),
) -> list[Trace]:
    """Each number of the fragments with the values that fit it.

    `quoted` are passages as we print them, squeezed; `names` are names with digits in them, which count nothing.
    """
    found: list[Trace] = []
    for fragment in fragments:
        own = key(fragment.text)
        named = _spans(names, fragment.text)
        known = len(own) >= _QUOTED and any(own in passage for passage in quoted)
        said = numbers(fragment.text, allowed.language)
        fitting = [allowed.fitting(number) for number in said]
        for i, number in enumerate(said):
            fit = _narrowed(fitting, said, i, fragment.text, allowed)
            if not fit and fragment.where == "data":
                fit = allowed.fitting(_as_share(number))
            verdict: Verdict = "stated" if known else _VERDICTS[min(len({name.partition("/")[0] for name in fit}), 2)]
            if _is_folio(number, fragment, place) or any(low <= number.start < high for low, high in named):
                verdict, fit = "stated", ()
            found.append(Trace(place, fragment, number, verdict, fit))
    return found


_VERDICTS: tuple[Verdict, ...] = ("unknown", "traced by value", "ambiguous")


def _as_share(number: Number) -> Number:
    """The number of a chart's cell as a percentage, which a chart has without its sign, or as a part of one."""
    return replace(number, value=number.value * 100 if 0 < number.value < 1 else number.value, percent=True)


def _spans(names: Collection[str], text: str) -> list[tuple[int, int]]:
    """Where names stand in a text."""
    return [match.span() for name in names for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def _is_folio(number: Number, fragment: Fragment, place: Place) -> bool:
    """Whether the number is that of its page, on a line by itself."""
    line = fragment.text[fragment.text.rfind("\n", 0, number.start) + 1 :].split("\n", 1)[0].strip()
    return number.value == place.number and line == fragment.text[number.start : number.end].strip()


def _narrowed(
    fitting: list[tuple[str, ...]], said: list[Number], i: int, text: str, allowed: Allowed
) -> tuple[str, ...]:
    """The values that fit, by the words around: those whose words stand there whole, or that fit the next number."""
    names = fitting[i]
    own = key(text) if len(text) <= LONGEST else ""
    whole = tuple(
        n for n in names if any(w in own for w in map(key, allowed.words(n)) if len(w) > len(_digits(said[i], text)))
    )
    names = whole or names
    if said[i].scaled is not None and i + 1 < len(said):
        names = tuple(n for n in names if n in fitting[i + 1]) or names
    return names


def _digits(number: Number, text: str) -> str:
    return key(text[number.start : number.end])


def _bare(text: str) -> str:
    """The digits of a text, or all of it where it has none."""
    digits = "".join(character for character in key(text) if character.isdigit())
    return digits or key(text)


def nearest(text: str, names: Iterable[str], allowed: Allowed) -> tuple[str, str] | None:
    """The value whose words are most like a number as it is written, and those words; None where none is like it."""
    wanted = _bare(text)
    best: tuple[float, str, str] | None = None
    for name in names:
        for words in allowed.words(name):
            likeness = SequenceMatcher(None, wanted, _bare(words), autojunk=False).ratio()
            if likeness >= _NEAR and (best is None or likeness > best[0]):
                best = (likeness, name, words)
    return (best[1], best[2]) if best is not None else None
