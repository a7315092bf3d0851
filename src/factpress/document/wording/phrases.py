"""Phrases of a language file: patterns matched against a text, and words written as sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator


class UnreadableError(ValueError):
    """The text does not state what it is parsed for, in this language."""


def match_phrase(pattern: str, text: str) -> Iterator[dict[str, str]]:
    """Yield every way in which a text fills the fields of a pattern such as "{low} to {high}", by their names.

    No field is empty. Those with the shortest first field come first. The text has plain spaces, and any space of the
    pattern matches one.
    """
    before, *rest = (_plain(part) for part in re.split(r"\{(\w*)\}", pattern))
    if text.startswith(before):
        yield from _match_fields(rest, text[len(before) :])


def _match_fields(parts: list[str], text: str) -> Iterator[dict[str, str]]:
    """Match a field's name, the text after it, the next field's name, and so on."""
    name, after, *rest = parts
    if not rest:
        if text.endswith(after) and len(text) > len(after):
            yield {name: text[: len(text) - len(after)]}
        return
    at = text.find(after, 1) if after else 1
    while 0 < at < len(text):
        for found in _match_fields(rest, text[at + len(after) :]):
            yield {name: text[:at], **found}
        at = text.find(after, at + 1) if after else at + 1


def match_field(pattern: str, text: str) -> str | None:
    """The only field of a pattern: "5" for "nearly {}" and "nearly 5"; None if the text does not match."""
    return next((found[""] for found in match_phrase(pattern, text)), None)


def _plain(part: str) -> str:
    return re.sub(r"[\s\u200b\u2060]+", " ", part)


def capitalize(words: str) -> str:
    """The words with a capital first letter. Unlike `str.capitalize`, it keeps the other letters as they are."""
    return words[:1].upper() + words[1:]


def as_sentence(words: str) -> str:
    """The words with a capital first letter and a full stop."""
    words = capitalize(words.strip())
    return words if words.endswith((".", "!", "?", "…", ".”", "?”")) else words + "."


_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[^a-z\s])")


def end_of_first_sentence(text: str) -> int:
    """How many characters the first sentence of a text has, without the space after it."""
    found = _SENTENCE_END.search(text)
    return len(text) if found is None else found.start() + len(found[0].rstrip())
