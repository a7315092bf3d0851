"""Bind the last two words of a text, so that no last line has one word."""

from __future__ import annotations

from dataclasses import replace

from factpress.document.model import Emphasis, Foreign, Inline, Inlines, Link, Note, Said, Stated, Strong, Text, plain

NO_BREAK_SPACE = "\u00a0"

LONGEST_PAIR = 30
"""Letters of the two words with their space. Longer ones would leave too much of the line before them empty."""

LONGEST_PAIR_OF_TITLE = 14
"""The same for the large letters of a chapter's title, of which a line has about twenty."""

LEAST_OF_TITLE = 3


def bound_title(inlines: Inlines) -> Inlines:
    """The title of a chapter, bound if it has more than three words: a shorter one would begin with a line of one."""
    return bound(inlines, LONGEST_PAIR_OF_TITLE) if len(plain(inlines).split()) > LEAST_OF_TITLE else inlines


def bound(inlines: Inlines, longest: int = LONGEST_PAIR) -> Inlines:
    """The inlines with a no-break space before their last word.

    Notes behind the last word are passed over. A value that the ledger states is not changed, and every text keeps its
    length, since marks are placed by offsets.
    """
    return _bound(inlines, "", longest)[0]


def _bound(inlines: Inlines, after: str, longest: int) -> tuple[Inlines, str | None]:
    """The inlines, and what they have of the last word, before what is `after`; None if its beginning was found."""
    done: list[Inline] = []
    rest: str | None = after
    for inline in reversed(inlines):
        if rest is None or isinstance(inline, Note):
            done.append(inline)
            continue
        changed, rest = _bound_one(inline, rest, longest)
        done.append(changed)
    return tuple(reversed(done)), rest


def _bound_one(inline: Inline, after: str, longest: int) -> tuple[Inline, str | None]:
    match inline:
        case Text(text):
            return _bound_text(inline, text, after, longest)
        case Emphasis() | Strong() | Link() | Said() | Foreign():
            children, rest = _bound(inline.children, after, longest)
            return replace(inline, children=children), rest
        case Stated(text=text) if not any(character.isspace() for character in text):
            return inline, text + after
        case _:
            return inline, None


def _bound_text(inline: Text, text: str, after: str, longest: int) -> tuple[Text, str | None]:
    words = text if after else text.rstrip()
    kept = words.rstrip()
    at = len(kept) if len(kept) < len(words) else max(kept.rfind(" "), kept.rfind("\n"))
    if at < 0:
        return inline, words + after
    pair = sum(map(len, words[:at].split()[-1:])) + len(words) - at + len(after)
    if pair > longest or words[at] not in " \n" or words[:at][-1:].isspace():
        return inline, None
    return replace(inline, text=f"{text[:at]}{NO_BREAK_SPACE}{text[at + 1 :]}"), None
