"""The texts that are measured: that of the booklets, and that of the talk."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from factpress.checks.coverage.passages import Passage, TalkSlide, booklet_passages, talk_slides
from factpress.edition import Edition
from factpress.output.renderers import RENDERERS
from factpress.publication.products import Product

BOOKLET, TALK = "booklet", "talk"
"""What is measured: the booklets, which have the same text, and the talk with the slides."""


def measured_kinds(products: Collection[Product]) -> frozenset[str]:
    """What is measured of these products. Others, such as cards, have another text, or none."""
    texts = (product.origin for product in products if product.origin.has_text and product.origin.content is None)
    targets = {RENDERERS[product.renderer].target for product in texts}
    return frozenset(TALK if target.presented else BOOKLET for target in targets if target is not None)


def passages_of(edition: Edition, kinds: Collection[str]) -> tuple[Passage, ...] | None:
    """The text of the booklet; None if it is not measured."""
    return booklet_passages(edition.document) if BOOKLET in kinds else None


def slides_of(edition: Edition, kinds: Collection[str]) -> tuple[TalkSlide, ...] | None:
    """The slides of the talk; None if it is not measured."""
    return talk_slides(edition.document) if TALK in kinds else None


def timed_passages(slides: Iterable[TalkSlide]) -> tuple[Passage, ...]:
    """The passages that take time in a talk. Those of the appendix are not spoken."""
    return tuple(passage for slide in slides if not slide.appendix for passage in slide.heard)
