"""Rules about what the deck does not show."""

from __future__ import annotations

from collections.abc import Iterator

from factpress.checks.context import Subject
from factpress.checks.rule import Finding
from factpress.document.model import Figure, Image, Quote, SpeakerNotes, Table
from factpress.output.deck.renderer import left_out

_PRESENTING = frozenset({"deck", "handout"})
_NAMES: dict[type, str] = {
    Table: "table",
    Image: "picture",
    Quote: "quotation",
    Figure: "chart",
    SpeakerNotes: "speaker note",
}


def not_on_slides(subject: Subject) -> Iterator[Finding]:
    """A table, picture, quotation, event or form of a chapter that no slide shows.

    Why: A chapter's statistics, charts and quoted claims make slides; its running text, which is its headings,
    paragraphs, lists and boxes, does not and is not reported. What is neither is missing from the deck. Often it is
    meant so, and nothing is to be done.

    Bad:
        # data/content/briefing.en.md
        > Every shelf is a promise.
        >
        > — A reader

    Good:
        # data/content/briefing.en.md
        :::{slide} What a reader wrote
        > Every shelf is a promise.
        >
        > — A reader
        :::
    """
    if not any(product.renderer in _PRESENTING for product in subject.products):
        return
    for block in left_out(subject.document):
        name = _NAMES.get(type(block)) or type(block).__name__.lower()
        hint = "nothing to do, if it is meant so; else put it into a :::{slide}, or draw a table as a chart"
        yield Finding(f"no slide shows this {name}", block.origin, hint)
