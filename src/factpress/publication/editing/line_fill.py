"""Breaking a text into lines, so that of an older text with lines as few as possible change."""

from __future__ import annotations

import re
from collections.abc import Sequence

WIDTH = 120
"""The columns of a line in the files of an editor."""

_BREAK = re.compile(r"(?<=[^\s]) (?=[^\s])")


def fill_lines(text: str, width: int, old: Sequence[str] = (), *, used: int = 0) -> list[str]:
    """Return the lines of a text, each at most `width` characters long as far as it has spaces.

    A line ends only at a single space, which is left out. Of the first line `used` characters are not free. Lines of
    the `old` text stay as long as the new text begins or ends with them. All behind a change are filled again only if
    the change needs more lines than it had.
    """
    head: list[str] = []
    for line in old:
        if text == line:
            return [*head, line]
        if not _goes_on(text, line):
            break
        head.append(line)
        text = text[len(line) + 1 :]
    used = 0 if head else used
    middle, tail = text, list[str]()
    for line in reversed(old[len(head) + 1 :]):
        if not line or not middle.endswith(f" {line}") or not _BREAK.match(middle, len(middle) - len(line) - 1):
            break
        tail.insert(0, line)
        middle = middle[: -len(line) - 1]
    filled = _filled(middle, max(width, *map(len, old), 0) if old else width, used)
    if len(filled) <= len(old) - len(head) - len(tail):
        return [*head, *filled, *tail]
    return [*head, *_filled(text, width, used)]


def _goes_on(text: str, line: str) -> bool:
    return bool(line) and text.startswith(line) and _BREAK.match(text, len(line)) is not None


def _filled(text: str, width: int, used: int) -> list[str]:
    lines: list[str] = []
    for word in _BREAK.split(text):
        free = width - (used if len(lines) == 1 else 0)
        if lines and len(lines[-1]) + 1 + len(word) <= free:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
