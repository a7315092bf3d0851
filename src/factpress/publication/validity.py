"""The time in which an entry of a data file is valid: from a day, until a day, or for some days after a check."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from factpress.core.diagnostics import Problems
from factpress.core.yaml_positions import Tree, YamlKey


@dataclass(frozen=True, slots=True)
class Window:
    """From `begin` to `end`, both included. Without a `begin` it has always begun."""

    begin: dt.date | None
    end: dt.date

    def has_begun(self, day: dt.date) -> bool:
        """Whether the day is not before its begin."""
        return self.begin is None or self.begin <= day

    def has_ended(self, day: dt.date) -> bool:
        """Whether the day is after its end."""
        return day > self.end

    def includes(self, day: dt.date) -> bool:
        """Whether it is valid on that day."""
        return self.has_begun(day) and not self.has_ended(day)


def window(begin: dt.date | None, end: dt.date, tree: Tree, key: YamlKey, problems: Problems) -> Window:
    """Return the window of the entry `key`, whose keys are `from` and `until`. One that is reversed is an error."""
    if begin is not None and end < begin:
        message = f"it ends on {end}, before it begins on {begin}"
        problems.error("window-reversed", message, tree.at(key, "until"), "correct one of the two days")
    return Window(begin, end)


def last_valid_day(checked: dt.date, valid_days: int) -> dt.date:
    """Return the last day on which something is valid that was checked on that day; at most the last there is."""
    return checked + min(dt.timedelta(days=valid_days), dt.date.max - checked)
