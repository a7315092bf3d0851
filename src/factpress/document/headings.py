"""What a heading says beside its words: its id, and the years of a chapter."""

from __future__ import annotations

import re
import unicodedata

from factpress.core.diagnostics import Problems
from factpress.document.draft import MOST_CHAPTER_RANK, DraftHeading, Words


def check_words(heading: DraftHeading, problems: Problems) -> None:
    """Report a heading that says nothing. One that asks for a value which cannot be said is reported there."""
    if all(isinstance(inline, Words) and not inline.text.strip() for inline in heading.children):
        what = "a chapter needs a title" if heading.rank <= MOST_CHAPTER_RANK else "a heading needs words"
        problems.error("empty-heading", what, heading.location, f"write it behind {'#' * heading.rank}")


def identity_of(wanted: str, taken: set[str], heading: DraftHeading, problems: Problems) -> str:
    """The id of a heading, and none of those that are taken; its own where it has one, else made of its words."""
    letters = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "section"
    if base in taken and "id" in heading.attributes:
        problems.error("duplicate-id", f'the id "{base}" is taken', heading.location, "ids are unique in a text")
    name, number = base, 2
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    taken.add(name)
    return name


def years_of(heading: DraftHeading, problems: Problems) -> tuple[int, int] | None:
    """The years that a chapter spans; None where it says none, with an error where they are no span."""
    written = heading.attributes.get("years")
    if written is None:
        return None
    match = re.fullmatch(r"(\d{4})/(\d{4})", written)
    if match is None or int(match[1]) >= int(match[2]):
        problems.error("bad-value", f'"{written}" is no span of years', heading.location, "write years=1960/1993")
        return None
    return int(match[1]), int(match[2])
