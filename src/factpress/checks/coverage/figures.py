"""The figures of a text: the values of claims and the other numbers that a listener hears. Dates are none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from factpress.audit.reference_numbers import find_references
from factpress.audit.statements import statements
from factpress.audit.text_dates import find_dates
from factpress.document.model import Inlines, Stated, plain, walk_inlines
from factpress.i18n import Language
from factpress.i18n.text_numbers import numbers

_YEARS = range(1000, 2200)
_GAP = " \ufffc "
"""Takes the place of a value in a text, so that no number continues across it."""
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class FigureFinder:
    """Finds the figures of texts in a language. `names` are names and telephone numbers, whose digits are none.

    What the audit takes for a reference, such as an address or a verse, is no figure either.
    """

    language: Language
    names: frozenset[str] = frozenset()

    def figures(self, runs: Iterable[Inlines]) -> frozenset[str]:
        """The figures of some text, each once: "claim/value" for a value of a claim, else the number."""
        found: set[str] = set()
        for run in runs:
            stated = [inline for inline in walk_inlines(run, into_notes=False) if isinstance(inline, Stated)]
            found |= {f"{one.claim}/{one.value}" for one in stated if self._is_figure(one.text)}
            text = plain(run)
            for one in stated:
                text = text.replace(one.text, _GAP, 1)
            found |= set(self._numbers(text))
        return frozenset(found)

    def _is_figure(self, text: str) -> bool:
        """Whether the text of a value is more than dates, years and the words between them."""
        if self._numbers(text):
            return True
        if not any(character.isdecimal() for character in text):
            return False
        rest = text
        for date in reversed(find_dates(text, self.language)):
            rest = rest[: date.start] + " " + rest[date.end :]
        between = self.language.phrases.get("range", "").lower()
        return any(word.lower() not in between for word in _LETTERS.findall(rest))

    def _numbers(self, text: str) -> list[str]:
        for name in sorted(self.names, key=len, reverse=True):
            text = text.replace(name, _GAP)
        dates = find_dates(text, self.language)
        references = find_references(text, statements(text, self.language), self.language)
        found: list[str] = []
        for number in numbers(text, self.language):
            written = text[number.start : number.end]
            is_year = written.isdecimal() and len(written) == 4 and int(written) in _YEARS and not number.percent
            is_date = any(date.start <= number.start < date.end for date in dates)
            if not is_year and not is_date and number.start not in references:
                found.append(f"{number.amount.normalize():f}" if number.amount.is_finite() else written.lower())
        return found
