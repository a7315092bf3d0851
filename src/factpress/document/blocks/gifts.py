"""What gifts do, from `data/gifts.yaml`."""

from __future__ import annotations

from factpress.document.blocks.record_list import (
    RecordEntry,
    RecordList,
    fill,
    for_targets,
    paragraph,
    valid_or_named,
)
from factpress.document.model import Block, Inlines, Note, Strong, Text
from factpress.document.parse.ast import Fence, FenceRule
from factpress.document.resolve.resolver import Directive, Resolver
from factpress.document.wording.phrases import as_sentence, capitalize
from factpress.publication.gifts import Gift


def _gifts(fence: Fence, resolver: Resolver) -> tuple[Block, ...] | None:
    """What gifts do: all of `data/gifts.yaml` that are valid on the day of the edition, or those that are named.

    The basis of each is its note.
    """
    gifts = valid_or_named(fence, "gifts", resolver.outreach.gifts, resolver)
    if not gifts:
        return None
    entries = tuple(RecordEntry(one.id, (paragraph(_line(one, resolver)),)) for one in gifts)
    listed = RecordList("gifts", entries, bulleted=True)
    return for_targets(fence, listed, (listed,), resolver)


def _line(gift: Gift, resolver: Resolver) -> Inlines:
    """What a gift does, as a sentence, and its basis as a note."""
    basis = gift.basis.rstrip(".")
    source = (Note((Text(as_sentence(gift.basis)),), basis, written=True, key=f"basis {basis}"),) if basis else ()
    if not gift.gift:
        return (Text(as_sentence(gift.does)), *source)
    words: Inlines = (Strong((Text(capitalize(gift.gift)),)),)
    return (*fill(resolver.language.word("gift-does"), gift=words, does=(Text(_ended(gift.does)),)), *source)


def _ended(words: str) -> str:
    """The words with a full stop. Their first letter stays as it is, since they continue a sentence."""
    return words[:1] + as_sentence(words)[1:]


DIRECTIVE = Directive(
    FenceRule(
        "ids of gifts; without them, all that are valid",
        ("title",),
        body=False,
        names="record",
        slide=True,
        optional=True,
    ),
    _gifts,
)
