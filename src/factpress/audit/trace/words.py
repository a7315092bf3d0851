"""Whether words stand on a page: whatever its line ends, hyphens and spaces have become there."""

from __future__ import annotations

import re

_BROKEN = re.compile("(?:\u2010|\u00ad|\u0002|\ufffe)\\s*")
"""A hyphen that a press puts where a line ends, as the readers of files give it."""


def mended(text: str) -> str:
    """The text without what a press adds to it, in small letters and with single spaces."""
    return " ".join(_BROKEN.sub("", text.replace("\u200b", "")).casefold().split())


class Words:
    """The words of a page, from which what has been found is taken away."""

    def __init__(self, text: str) -> None:
        self._left = mended(text)

    def take(self, words: str) -> bool:
        """Whether the words stand there, as a whole number where they end in one; takes away each place they do."""
        wanted = mended(words)
        if not wanted:
            return False
        before = r"(?<![\d.,])" if wanted[0].isdigit() else ""
        after = r"(?![.,]?\d)" if wanted[-1].isdigit() else ""
        self._left, count = re.subn(before + re.escape(wanted) + after, "\0", self._left)
        return count > 0
