"""The result of an audit, and its summary in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from factpress.audit.value_traces import Trace
from factpress.core.diagnostics import Diagnostic, Severity


@dataclass(frozen=True)
class Audit:
    """The result of an audit: findings, the count of all numbers, and those that were traced by their value.

    `counted` and `further` are the numbers that were compared; the latter are counted on request. Numbers that look
    like references are traces, but do not count. `unread` are the names of pages or slides that were read in part.
    """

    path: Path
    found: tuple[Diagnostic, ...]
    counted: int
    traces: tuple[Trace, ...] = ()
    unread: tuple[str, ...] = ()
    further: Callable[[], int] = field(default=lambda: 0, compare=False, repr=False)

    @cached_property
    def numbers(self) -> int:
        """The count of all numbers, without those that look like references."""
        return self.counted + self.further()

    @property
    def references(self) -> tuple[Trace, ...]:
        """The numbers that look like references, such as telephone numbers, and were not traced."""
        return tuple(trace for trace in self.traces if trace.verdict == "reference")

    @property
    def summary(self) -> str:
        """The result in a few words."""
        errors = sum(one.severity is Severity.ERROR for one in self.found)
        verdicts = Counter(trace.verdict for trace in self.traces)
        traced = [f"{count} {name}" for name, count in sorted(verdicts.items()) if name not in ("stated", "reference")]
        parts = ["no numbers to trace"] if not self.numbers else [_count(self.numbers, "number"), *traced]
        if errors:
            parts.append(_count(errors, "finding"))
        elif self.numbers:
            parts.append("those that were read are traced" if self.unread else "every one traced")
        rest: list[str] = []
        if self.unread:
            rest.append(f"not read in full: {_listed(self.unread)}")
        if self.references:
            one, many = "1 number that looks like a reference was", "numbers that look like references were"
            count = len(self.references)
            rest.append(f"{one if count == 1 else f'{count} {many}'} not traced")
        return "; ".join((", ".join(parts), *rest))


_MOST_LISTED = 5


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _MOST_LISTED
    return ", ".join(names[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
