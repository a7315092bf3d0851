"""The text of a file as it is on the disk, and as the parsers see it: without byte order mark, with plain line ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from pathlib import Path

from factpress.core.diagnostics import Diagnostic, Findings, Location

NO_ENTRY = "# Entries, each below its id."
"""The comment of a YAML file that has no entry."""


@dataclass(frozen=True, slots=True)
class Change:
    """A part of a text, from `start` to `end` in characters, and what is written in its place."""

    start: int
    end: int
    new: str

    def applied(self, text: str) -> str:
        """Return the text with the change."""
        return text[: self.start] + self.new + text[self.end :]


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file. `plain` is what the parsers see; indices below are those of `plain`."""

    raw: str
    file: Path
    plain: str = field(init=False, compare=False)
    _begin: int = field(init=False, repr=False, compare=False)
    _ends: list[int] = field(init=False, repr=False, compare=False)
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        bare = self.raw.lstrip("\ufeff")
        begin = len(self.raw) - len(bare)
        # an end of a line of two characters is one in the plain text: all that follows moves by one
        ends = [found.start() - number for number, found in enumerate(re.finditer("\r\n", bare))]
        plain = bare.replace("\r\n", "\n").replace("\r", "\n")
        starts = [0, *(found.end() for found in re.finditer("\n", plain))]
        for name, value in (("plain", plain), ("_begin", begin), ("_ends", ends), ("_starts", starts)):
            object.__setattr__(self, name, value)

    @property
    def line_end(self) -> str:
        """The line end that most lines of the file have."""
        pairs = len(self._ends)
        feeds = self.raw.count("\n") - pairs
        if max(pairs, feeds) == 0 and "\r" in self.raw:
            return "\r"
        return "\r\n" if pairs > feeds else "\n"

    def index(self, line: int, column: int) -> int:
        """Return the index of a place; lines and columns count from 1."""
        if not 1 <= line <= len(self._starts):
            return len(self.plain)
        return min(self._starts[line - 1] + column - 1, self.line_stop(self._starts[line - 1]))

    def place(self, index: int) -> Location:
        """Return the place of the character at that index."""
        line = bisect_right(self._starts, index)
        return Location(self.file, line, index - self._starts[line - 1] + 1)

    def line_start(self, index: int) -> int:
        """Return the index at which the line begins that has the character at `index`."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def line_stop(self, index: int) -> int:
        """Return the index of the end of that line, before its line feed."""
        stop = self.plain.find("\n", index)
        return len(self.plain) if stop < 0 else stop

    def column(self, index: int) -> int:
        """Return the column of the character at that index, from 0."""
        return index - self.line_start(index)

    def raw_change(self, change: Change) -> Change:
        """Return a change of the plain text as one of the file, with the line ends of the file."""
        new = change.new if self.line_end == "\n" else change.new.replace("\n", self.line_end)
        return Change(self._raw_index(change.start), self._raw_index(change.end), new)

    def refusal(self, message: str, index: int, hint: str) -> Findings:
        """Return the finding that a change at that place is not safe, to be raised."""
        return Findings([Diagnostic("cannot-edit", message, self.place(index), hint)])

    def _raw_index(self, index: int) -> int:
        return index + self._begin + bisect_left(self._ends, index)


def difference(old: str, new: str) -> Change:
    """Return the smallest change that makes `new` of `old`."""
    most = min(len(old), len(new))
    start = _common(old, new, most)
    stop = _common(old[::-1], new[::-1], most - start)
    return Change(start, len(old) - stop, new[start : len(new) - stop])


def _common(one: str, other: str, most: int) -> int:
    """How many characters at the beginning of both texts agree, at most `most`."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
