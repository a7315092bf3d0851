"""Characters that no text of a publication needs, and how a message shows them.

Most of them are invisible. They make a reader see another text than a program (Unicode Technical Standard 55), control
a terminal, or come from a damaged file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"  # all but tab and line feed; U+0085 NEXT LINE is one
_SEPARATORS = r"\u2028\u2029"
_DIRECTION = r"\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
_INVISIBLE = r"\u2061-\u2064\u206a-\u206f\u3164\uffa0\ufeff\ufff9-\ufffc\U0001d173-\U0001d17a\U000e0000-\U000e007f"
_NONE = r"\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff" + "".join(
    rf"\U{plane:04x}fffe-\U{plane:04x}ffff" for plane in range(1, 17)
)

NOT_ALLOWED = re.compile(f"[{_CONTROLS}{_SEPARATORS}{_DIRECTION}{_INVISIBLE}{_NONE}]")
"""Characters that are errors in data and texts.

Allowed are invisible characters that scripts need: the joiners and the zero-width space of Khmer, Persian and Indic
texts, soft hyphens, variation selectors, and the marks of direction, U+200E, U+200F and U+061C. A mark changes only the
place of punctuation next to it. Embeddings, overrides and isolates change the order of a whole text, also past its end.
"""

_MAX_MESSAGE = 1000

_NAMES = {
    "\0": "NULL",
    "\b": "BACKSPACE",
    "\v": "LINE TABULATION",
    "\f": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\x9b": "CONTROL SEQUENCE INTRODUCER",
}
"""Aliases of control characters, which have no names (NameAliases.txt)."""


def character_name(character: str) -> str:
    """Return the code point and the name of a character: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    match unicodedata.category(character):
        case "Cc":
            name = _NAMES.get(character, "a control character")
        case "Cs":
            name = "half of a surrogate pair"
        case "Cn":
            name = "not a character"
        case _:
            name = unicodedata.name(character, "a character without a name")
    return f"U+{ord(character):04X} {name}"


def not_allowed(text: str) -> Iterator[tuple[int, str, int]]:
    """Yield each character that is not allowed once: where it first is, the character, and how often it is there."""
    found = NOT_ALLOWED.findall(text)
    for character in dict.fromkeys(found):
        yield text.index(character), character, found.count(character)


def visible_line(text: str) -> str:
    """Return the text as one line for a terminal, with U+FFFD for each character that controls it or is invisible."""
    return visible(text).replace("\n", "\ufffd").replace("\t", "\ufffd")


def message_line(text: str) -> str:
    """Return a message as one line. The middle of a very long one, which repeats what a file says, is left out."""
    if len(text) > _MAX_MESSAGE:
        text = f"{text[: _MAX_MESSAGE // 2]} … {text[-_MAX_MESSAGE // 4 :]}"
    return visible_line(text)


def visible(text: str) -> str:
    """Return a text for a terminal. Line feeds and tabs stay; other characters that control it become U+FFFD."""
    return NOT_ALLOWED.sub("\ufffd", text)


def escaped_json(text: str) -> str:
    """Return JSON with escapes for the characters that control a terminal, which means the same."""
    return NOT_ALLOWED.sub(lambda found: _escape(found[0]), text)


def _escape(character: str) -> str:
    return "".join(f"\\u{unit:04x}" for unit in memoryview(character.encode("utf-16-le", "surrogatepass")).cast("H"))
