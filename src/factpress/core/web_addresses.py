"""Web and mail addresses in text: where they are, what they lead to, and where a line may break inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ADDRESS = re.compile(
    # a URL, or a host that begins with "www."
    r"(?<![\w@./])(?:https?://|www\.)(?=\w)[^\s<>\[\]{}|^`\"“”„«»‘’‹›]++"
    # a mail address; the first class is that of the letters before it, so that no run of letters is read twice
    r"|(?<![\w.+-])(?:mailto:)?[\w.+-]++@[\w-]++(?:\.[\w-]++)++",
    re.IGNORECASE,
)
_AFTER = frozenset(".,;:!?'\"*_~…។៕。、，")
"""Punctuation at the end of an address that belongs to the sentence."""

_BREAK = re.compile(r"(?:(?<!\d)[.,]|[.,](?!\d)|[/@?&=_:;+~#-])++")
"""Punctuation inside an address, after which a line may be broken; not the separator of a number."""

ZERO_WIDTH_SPACE = "\u200b"


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """The start and end of each address in a text, without the punctuation after it.

    A URL with its scheme, a host that begins with "www.", and a mail address are addresses.
    """
    if "@" not in text and "://" not in text and "www." not in text.lower():  # the pattern takes longer
        return
    for match in _ADDRESS.finditer(text):
        start, end = match.start(), _end(text, match.start(), match.end())
        while text[start] in ".+-":
            start += 1
        if "@" in match[0][:64] or "://" in match[0] or "." in text[start + 4 : end]:
            yield start, end


def _end(text: str, start: int, end: int) -> int:
    """The end of an address without the punctuation after it. It has as many closing brackets as opening ones."""
    closing = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        if text[end - 1] in _AFTER:
            end -= 1
        elif text[end - 1] == ")" and closing > 0:
            end, closing = end - 1, closing - 1
        else:
            break
    return end


def is_address(text: str) -> bool:
    """Whether a text is an address and nothing else."""
    return next(find_addresses(text), None) == (0, len(text)) != (0, 0)


def without_addresses(text: str) -> str:
    """The text with spaces for its addresses."""
    out, at = "", 0
    for start, end in find_addresses(text):
        out, at = out + text[at:start] + " " * (end - start), end
    return out + text[at:]


def target_of(address: str) -> str:
    """What an address leads to: with a scheme if it has none."""
    lower = address.lower()
    if lower.startswith(("http://", "https://", "mailto:")):
        return address
    return f"https://{address}" if lower.startswith("www.") else f"mailto:{address}"


def breakable(address: str) -> str:
    """The address with a zero-width space where a line may be broken without a hyphen."""
    return _BREAK.sub(lambda match: match[0] + ZERO_WIDTH_SPACE * (match.end() < len(address)), address)
