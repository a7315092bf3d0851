"""Charts that emphasise a row of which their title does not speak."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factpress.checks.context import CheckContext
from factpress.checks.rule import Finding
from factpress.document.parse.charts_file import RowRecord

_WORD = re.compile(r"[^\W_]{3,}|\d+")
_STEM = 4
"""Words that begin with the same letters are taken for forms of one word."""


def emphasis_not_in_title(context: CheckContext) -> Iterator[Finding]:
    """A chart emphasises a row, and its title says nothing about that row.

    Why: The dark row is what people look at first. If the title speaks of something else, they take the wrong point
    home. Words of the row's label and note count, and its value.

    Bad:
        # data/charts.yaml
        how-many-read:
          kind: ranges
          title: Estimates differ
          rows:
            - {value: readers/survey, label: Survey, emphasis: true}
            - {value: readers/council, label: Council}

    Good:
        # data/charts.yaml
        how-many-read:
          kind: ranges
          title: The survey gives a range
          rows:
            - {value: readers/survey, label: Survey, emphasis: true}
            - {value: readers/council, label: Council}
    """
    for chart, spec in context.edition.charts.items():
        rows = spec.record.rows
        emphasised = [i for i, row in enumerate(rows) if row.emphasis]
        said = f"{spec.record.title} {spec.record.subtitle}"
        if len(rows) > 1 and emphasised and not any(_is_named(rows[i], said) for i in emphasised):
            message = f'the title of the chart "{chart}" does not speak of the row that is emphasised'
            hint = "name it in the title, or emphasise what the title names"
            yield Finding(message, spec.at("rows", emphasised[0], "emphasis"), hint)


def _is_named(row: RowRecord, said: str) -> bool:
    """Whether a text states the value of a row, or has a word of its label or note."""
    words = _stems(f"{row.label or ''} {row.note or ''}")
    return row.value in said or bool(words & _stems(said))


def _stems(text: str) -> set[str]:
    """The beginnings of the words of a text, and its numbers."""
    return {word if word.isdecimal() else word[:_STEM] for word in _WORD.findall(text.casefold())}
