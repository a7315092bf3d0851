"""What was changed in a deck, in sentences: one for the deck, one for each slide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factpress.output.deck.deck_changes import DeckChanges, SlideChange

_QUOTED = 80
_NUMBER = re.compile(r"\d(?:[.,\u202f\u00a0]?\d)*")

_SUMMARY = {
    "added": "added",
    "deleted": "deleted",
    "moved": "moved",
    "text": "with another text",
    "notes": "with other notes",
    "look": "with another look",
    "hidden": "hidden",
}
_SENTENCE = {
    "added": "was added",
    "deleted": "was deleted",
    "moved": "was moved",
    "text": "has another text",
    "notes": "has other notes",
    "look": "has other shapes, pictures, formats, comments or animations",
    "hidden": "is hidden",
}


def summary(changes: DeckChanges) -> str:
    """Return how many slides were changed in each way."""
    counts = Counter(change.kind.value for change in changes.changes)
    return ", ".join(f"{n} {'slide' if n == 1 else 'slides'} {_SUMMARY[kind]}" for kind, n in counts.items())


def slide_report(changes: DeckChanges, ours: bytes) -> Iterator[str]:
    """Yield a sentence for each change. Numbers that no slide of our deck has are named: no claim has them there."""
    from factpress.output.deck.read_deck import read_deck

    known = {number for slide in read_deck(ours).slides for text in slide.texts for number in _NUMBER.findall(text)}
    for change in changes.changes:
        yield _sentence(change, known)


def _sentence(change: SlideChange, known: set[str]) -> str:
    kind = change.kind.value
    name = f'slide {change.number} "{_short(change.title)}"' if change.number else f"the slide {change.key}"
    texts = [f'"{_short(text)}"' for text in change.texts if text.strip()] if kind == "text" else []
    new = dict.fromkeys(n for text in change.texts for n in _NUMBER.findall(text) if n not in known)
    listed = f": {', '.join(texts)}" if texts else ""
    return f"{name} {_SENTENCE[kind]}{listed}" + (f"; without a claim: {', '.join(new)}" if new else "")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else words[:_QUOTED] + "…"
