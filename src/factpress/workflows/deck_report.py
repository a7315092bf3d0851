"""What was changed in a deck, in sentences: one for the deck, one for each slide."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from factpress.output.deck.identity.deck_changes import DeckChanges, SlideChange

_QUOTED = 80

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


def sentence(change: SlideChange) -> str:
    """Return a change as a sentence."""
    kind = change.kind.value
    name = f'slide {change.number} "{_short(change.title)}"' if change.number else f"the slide {change.key}"
    texts = [f'"{_short(text)}"' for text in change.texts if text.strip()] if kind == "text" else []
    return f"{name} {_SENTENCE[kind]}{': ' if texts else ''}{', '.join(texts)}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else words[:_QUOTED] + "…"
