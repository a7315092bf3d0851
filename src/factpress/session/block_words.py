"""What the blocks of a text are called, in words for people."""

from __future__ import annotations

from collections.abc import Mapping

NOTES = "Speaker’s notes"

KINDS: Mapping[str, str] = {
    "lead": "Opening words",
    "statistic": "Large number",
    "chart": "Chart",
    "quotation": "Sentence as supplied",
    "tested": "Sentence that was tested",
    "scripture": "Verse",
    "aside": "Box",
    "image": "Picture",
    "slide": "Slide",
    "notes": NOTES,
    "event": "Event",
    "works": "Our works",
    "work": "A work",
    "helplines": "Helplines",
    "prayers": "Prayer points",
    "gifts": "Gifts",
    "lines": "Lines to fill in",
    "boxes": "Boxes to tick",
}
"""What a ::: block is, in words for people."""

UNSEEN = frozenset({"only", "notes", "lead", "lines", "boxes"})
"""Blocks that have no line of their own: what is in them says what it is."""

OPTIONS: Mapping[str, str] = {
    "title": "Title",
    "caption": "Caption",
    "alt": "In words for those who cannot see it",
    "credit": "Who made it",
}
"""Options with words of a person, and their names."""
