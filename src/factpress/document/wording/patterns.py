"""Patterns with places to fill, read backwards."""

from __future__ import annotations

import re
from collections.abc import Iterator


def splits(pattern: str, text: str) -> Iterator[dict[str, str]]:
    """Every way in which a text fills the places of a pattern, those with the shortest first part first.

    No place is empty. The text has plain spaces; those of the pattern are taken as such.
    """
    before, *rest = (_plain(part) for part in re.split(r"\{(\w*)\}", pattern))
    if text.startswith(before):
        yield from _fill(rest, text[len(before) :])


def _fill(parts: list[str], text: str) -> Iterator[dict[str, str]]:
    name, after, *rest = parts
    if not rest:
        if text.endswith(after) and len(text) > len(after):
            yield {name: text[: len(text) - len(after)]}
        return
    at = text.find(after, 1) if after else 1
    while 0 < at < len(text):
        for found in _fill(rest, text[at + len(after) :]):
            yield {name: text[:at], **found}
        at = text.find(after, at + 1) if after else at + 1


def filled(pattern: str, text: str) -> str | None:
    """What fills the one place of a pattern: "nearly {}" and "nearly 5" give "5"; None where it does not fit."""
    return next((found[""] for found in splits(pattern, text)), None)


def _plain(part: str) -> str:
    return re.sub(r"[\s\u200b\u2060]+", " ", part)
