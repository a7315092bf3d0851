"""Where the sentences of a text end."""

from __future__ import annotations

import re
from functools import lru_cache

_STOP = re.compile(r"(?<![.!?…])[.!?…]++[”’\"'»)\]]*+(?=\s|$)|[।॥۔؟。！？។៕]++[”’\"'»)\]」』]*+")
"""Stops with the closing marks behind them. A stop of a script without spaces between sentences always ends one."""

_NEXT = re.compile(r"[\s“‘„«\"'(\[]*+")
_BLANKS = re.compile(r"(?<!\s)\s++")
_WORD = re.compile(r"(?<![^\W_])[^\W_]++\Z")

_ABBREVIATIONS = re.compile(
    "mr|mrs|ms|mx|dr|st|ste|prof|rev|hon|gen|col|maj|capt|lt|sgt|sen|rep|gov|pres|messrs|cf|vs|ca|al|eg|ie"
)
"""Abbreviations that a name or another word follows."""

_BEFORE_NUMBERS = re.compile("nos?|nr|pp?|paras?|vols?|arts?|ch|chap|figs?|sec|eds?")
"""Abbreviations that a number follows."""

_INITIAL = ("", " ", "\u00a0")
"""The characters that may precede an initial, as in "S. A. Smith". The second letter of "U.S." follows a full stop."""

_LONGEST = 12
"""Letters before a stop that are looked at: no abbreviation is longer."""


@lru_cache(maxsize=4096)
def sentence_ends(text: str) -> tuple[int, ...]:
    """The offsets behind each sentence of a text, with its stop and closing marks. A line break ends one, too.

    A text that does not end with a stop ends its last sentence. A stop after an abbreviation, after an initial, or
    before a word in lower case ends none.
    """
    ends: set[int] = {match.end() for match in _STOP.finditer(text) if _ends_here(text, match)}
    ends |= {blanks.start() for blanks in _BLANKS.finditer(text) if "\n" in blanks[0]}
    ends.add(len(text.rstrip()))
    return tuple(sorted(ends - {0}))


def _ends_here(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends a sentence."""
    following = _NEXT.match(text, stop.end())
    after = text[following.end() : following.end() + 1] if following is not None else ""
    if not after:
        return True
    if stop[0][0] != ".":
        return not after.islower()
    before = text[max(0, stop.start() - _LONGEST) : stop.start()]
    word = _WORD.search(before)
    name = word[0].lower() if word is not None else ""
    if after.islower() or _ABBREVIATIONS.fullmatch(name) or (after.isdigit() and _BEFORE_NUMBERS.fullmatch(name)):
        return False
    return word is None or not (len(name) == 1 and word[0].isupper() and before[: word.start()][-1:] in _INITIAL)
